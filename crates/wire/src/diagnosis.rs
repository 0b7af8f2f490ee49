//! Why a delivery failed, and what that rests on.

use serde::Serialize;
use tuixin::knowledge::Cause;
use tuixin::smtp::StatusCode;
use tuixin::{Span, diagnose};
use utoipa::ToSchema;

use crate::form::{plain_status, status, two_decimals};

/// Why a delivery failed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Diagnosis<'a> {
    /// The cause, one of those that `GET /v1/causes` lists.
    pub cause: &'a str,
    /// The group of causes that it belongs to.
    pub group: &'a str,
    /// Whether trying again can help: `permanent`, `temporary`, `either`.
    pub permanence: &'a str,
    /// What the class of the reply code promises, whatever the cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_permanence: Option<&'a str>,
    /// Who has to act: `sender-user`, `sender-admin`, `recipient`, `recipient-admin`, `network`, `nobody`.
    pub party: &'a str,
    /// Whether to stop writing to the address: `now`, `after-repeats`, `no`, `already`.
    pub suppress: &'a str,
    /// What the cause alone would ask for, where the case is judged milder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause_suppress: Option<&'a str>,
    /// When to send again: `later`, `other-route`, `split`, `after-fix`, `by-code`, `no`.
    pub retry: &'a str,
    /// What the fault clings to: `address`, `domain`, `host`, `ip`, `sender`, `message`, `session`.
    pub scope: &'a str,
    /// How sure it is, from 0 to 1.
    #[serde(serialize_with = "two_decimals")]
    pub confidence: f32,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Basis<'a>>,
    /// Other causes that the reply may have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative<'a>>,
    /// A code that says something else than the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Conflict<'a>>,
    /// What the text gives away besides.
    #[serde(skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts<'a>,
    /// The word of the vocabulary asked for.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub other_name: Option<&'a str>,
}

/// What a diagnosis rests on: words that a rule knows, or a code. Places are bytes of `reply`.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Basis<'a> {
    /// The rule that knows the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'a str>,
    /// The enhanced status code that decided.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "status")]
    #[schema(value_type = Option<String>)]
    pub status: Option<StatusCode>,
    /// The reply code that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_code: Option<u16>,
    /// The decisive words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// Where they begin in `reply`, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// The byte of `reply` behind them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
}

/// Another cause that the reply may have.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alternative<'a> {
    /// The cause.
    pub cause: &'a str,
    /// How likely it is, from 0 to 1.
    #[serde(serialize_with = "two_decimals")]
    pub confidence: f32,
}

/// A code that says something else than the words.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict<'a> {
    /// The enhanced status code.
    #[serde(serialize_with = "plain_status")]
    #[schema(value_type = String)]
    pub status: StatusCode,
    /// The cause for which it stands.
    pub cause: &'a str,
}

/// What the text gives away besides.
#[derive(Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Facts<'a> {
    /// The blocklist that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocklist: Option<&'a str>,
    /// The IP address that is complained about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed_ip: Option<&'a str>,
    /// How large a mail may be, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_bytes: Option<u64>,
    /// How many recipients a mail may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_recipients: Option<u32>,
    /// After how many seconds to try again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
    /// The provider's own code, as in `AS(201806281)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_code: Option<&'a str>,
    /// The page to which the reply points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help_url: Option<&'a str>,
}

impl<'a> Diagnosis<'a> {
    pub(crate) fn of(diagnosis: &'a diagnose::Diagnosis<'a>, reply: &'a str, vocabulary: Option<&str>) -> Diagnosis<'a> {
        let cause = diagnosis.cause;
        let alternative = |other: &diagnose::Alternative<'a>| Alternative { cause: &other.cause.id, confidence: other.confidence };
        Diagnosis {
            cause: &cause.id,
            group: &cause.group,
            permanence: diagnosis.permanence.name(),
            reply_permanence: diagnosis.reply_permanence.map(|permanence| permanence.name()),
            party: cause.party.name(),
            suppress: diagnosis.suppress.name(),
            cause_suppress: (diagnosis.suppress != cause.suppress).then(|| cause.suppress.name()),
            retry: cause.retry.name(),
            scope: cause.scope.name(),
            confidence: diagnosis.confidence,
            basis: diagnosis.basis.as_ref().map(|basis| Basis::of(basis, diagnosis.innermost, reply)).into_iter().collect(),
            alternatives: diagnosis.alternatives.iter().map(alternative).collect(),
            conflict: diagnosis.conflict.map(|conflict| Conflict { status: conflict.status, cause: &conflict.cause.id }),
            facts: Facts::of(&diagnosis.facts, reply),
            other_name: vocabulary.and_then(|vocabulary| other_name(cause, vocabulary)),
        }
    }
}

/// What another system calls a cause: the nearest of its words.
pub fn other_name<'a>(cause: &'a Cause, vocabulary: &str) -> Option<&'a str> {
    cause.names.get(vocabulary)?.first().map(String::as_str)
}

impl<'a> Basis<'a> {
    fn of(basis: &diagnose::Basis<'a>, innermost: Span, reply: &'a str) -> Basis<'a> {
        let place = decisive_words(basis, innermost, reply);
        let mut wire = Basis {
            text: place.map(|place| place.of(reply)),
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
            ..Basis::default()
        };
        match basis {
            diagnose::Basis::Rule { rule, .. } => wire.rule = Some(&rule.id),
            diagnose::Basis::Status(status) => wire.status = Some(*status),
            diagnose::Basis::ReplyCode(code) => wire.reply_code = Some(code.number()),
            _ => {}
        }
        wire
    }
}

/// Where the words or the code stand in the reply; none for a code that came from elsewhere.
pub fn decisive_words(basis: &diagnose::Basis<'_>, innermost: Span, reply: &str) -> Option<Span> {
    let code = match basis {
        diagnose::Basis::Rule { span, .. } => return Some(*span).filter(|span| !span.of(reply).is_empty()),
        diagnose::Basis::Status(status) => status.to_string(),
        diagnose::Basis::ReplyCode(code) => code.to_string(),
        _ => return None,
    };
    let stands_at = |from: usize, text: &str| text.find(&code).map(|at| Span::new(from + at, from + at + code.len()));
    stands_at(innermost.range().start, innermost.of(reply)).or_else(|| stands_at(0, reply))
}

impl<'a> Facts<'a> {
    /// The facts of a diagnosis of `reply`.
    pub fn of(facts: &diagnose::Facts<'a>, reply: &'a str) -> Facts<'a> {
        Facts {
            blocklist: facts.blocklist.map(|list| list.of(reply)),
            listed_ip: facts.listed_ip.map(|ip| ip.of(reply)),
            limit_bytes: facts.limit_bytes,
            limit_recipients: facts.limit_recipients,
            retry_after_s: facts.retry_after_s,
            provider_code: facts.provider_code,
            help_url: facts.help_url.map(|url| url.of(reply)),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Facts::default()
    }
}
