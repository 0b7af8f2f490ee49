//! The shape of an explanation for programs: the names and the rules of omission that other programs rely on.
//!
//! Only these types are serialised, so that the engine can change without changing what is printed.
//! Absent means unknown: nothing is written for what the input does not tell.

use std::ops::Range;

use serde::{Serialize, Serializer};
use tuixin::advice::Texts;
use tuixin::diagnose;
use tuixin::knowledge::Cause;
use tuixin::smtp::StatusCode;
use tuixin::{Explained, Span, notice};
use tuixin_check::FollowUp;

use super::Item;
use super::report::{Checked, checked};

/// One message or reply.
#[derive(Debug, Serialize)]
pub struct Message<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
    pub kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Returned<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<&'a str>,
    /// What an automatic answer says about its owner's absence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_reply: Option<AutoReply<'a>>,
    pub deliveries: Vec<Delivery<'a>>,
}

/// What can be read with certainty in an automatic answer.
#[derive(Debug, Serialize)]
pub struct AutoReply<'a> {
    /// The day of the return, as in `2026-11-30`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<&'a str>,
    /// The address to write to instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<&'a str>,
}

/// The mail that a message is about.
#[derive(Debug, Serialize)]
pub struct Returned<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
}

/// What became of one recipient.
#[derive(Debug, Serialize)]
pub struct Delivery<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_recipient: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "status")]
    pub status: Option<StatusCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<&'a str>,
    /// Where the reply stands in the input, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_mta: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporting_mta: Option<&'a str>,
    /// Until when the reporting system goes on trying, as it wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_until: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<&'a str>,
    /// What a complaint is about, in the words of RFC 5965 section 7.3: `abuse`, `opt-out`, `auth-failure`. Whoever complained has no diagnosis, because the mail had arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<Diagnosis<'a>>,
    /// What was looked up, with `--check`.
    #[serde(flatten)]
    pub looked_up: Option<LookedUp<'a>>,
}

/// The checks of a delivery, the steps that they tick, and the diagnosis in their light.
#[derive(Debug, Serialize)]
pub struct LookedUp<'a> {
    pub checks: Vec<Checked<'a>>,
    pub steps: Vec<Ticked<'a>>,
    pub outlook: Outlook<'a>,
}

/// A step that a check has looked into.
#[derive(Debug, Serialize)]
pub struct Ticked<'a> {
    pub step: &'a str,
    pub state: &'a str,
    pub check: &'a str,
}

/// What is to be thought of the diagnosis now.
#[derive(Debug, Serialize)]
pub struct Outlook<'a> {
    /// Whether what the reply complains about is there today: `confirmed`, `refuted`, `open`.
    pub standing: &'a str,
    /// The causes with how likely each is now, the likeliest first.
    pub causes: Vec<Alternative<'a>>,
    pub suppress: &'a str,
    /// The domain that was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<&'a str>,
}

/// A stretch of bytes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

/// Why a delivery failed.
#[derive(Debug, Serialize)]
pub struct Diagnosis<'a> {
    pub cause: &'a str,
    pub group: &'a str,
    pub permanence: &'a str,
    /// What the class of the reply code promises, whatever the cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_permanence: Option<&'a str>,
    pub party: &'a str,
    pub suppress: &'a str,
    /// What the cause alone would ask for, where the case is judged milder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause_suppress: Option<&'a str>,
    pub retry: &'a str,
    pub scope: &'a str,
    #[serde(serialize_with = "two_decimals")]
    pub confidence: f32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Basis<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Conflict<'a>>,
    #[serde(skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts<'a>,
    /// The word of the vocabulary asked for.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub other_name: Option<&'a str>,
}

/// What a diagnosis rests on: words that a rule knows, or a code. Places are bytes of `reply`.
#[derive(Debug, Default, Serialize)]
pub struct Basis<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "status")]
    pub status: Option<StatusCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
}

/// Another cause that the reply may have.
#[derive(Debug, Serialize)]
pub struct Alternative<'a> {
    pub cause: &'a str,
    #[serde(serialize_with = "two_decimals")]
    pub confidence: f32,
}

/// A code that says something else than the words.
#[derive(Debug, Serialize)]
pub struct Conflict<'a> {
    #[serde(serialize_with = "plain_status")]
    pub status: StatusCode,
    pub cause: &'a str,
}

/// What the text gives away besides.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Facts<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocklist: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed_ip: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_recipients: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help_url: Option<&'a str>,
}

impl<'a> Message<'a> {
    pub fn of(item: &Item<'a>, vocabulary: Option<&str>, texts: Option<&Texts>) -> Message<'a> {
        let explanation = item.explanation;
        Message {
            source: item.source,
            kind: explanation.kind.name(),
            format: Some(explanation.format),
            agent: explanation.agent,
            message: explanation.message.as_ref().map(Returned::of),
            warnings: explanation.warnings.iter().map(|warning| warning.name()).collect(),
            auto_reply: explanation.auto_reply.as_ref().map(|reply| AutoReply { until: told(&reply.until), instead: told(&reply.instead) }),
            deliveries: (explanation.deliveries.iter().enumerate())
                .map(|(place, explained)| {
                    let looked_up = item
                        .looked_up
                        .get(place)
                        .and_then(Option::as_ref)
                        .zip(texts)
                        .map(|(follow_up, texts)| LookedUp::of(follow_up, texts));
                    Delivery { looked_up, ..Delivery::of(explained, item.is_verbatim, vocabulary) }
                })
                .collect(),
        }
    }

    /// A file of a directory that is neither mail nor text.
    pub fn skipped(source: &'a str) -> Message<'a> {
        let kind = notice::Kind::Other.name();
        Message {
            source: Some(source),
            kind,
            format: None,
            agent: None,
            message: None,
            warnings: Vec::new(),
            auto_reply: None,
            deliveries: Vec::new(),
        }
    }
}

impl<'a> Returned<'a> {
    fn of(message: &'a notice::ReturnedMessage) -> Returned<'a> {
        Returned {
            from: told(&message.from),
            subject: told(&message.subject),
            message_id: told(&message.message_id),
            date: told(&message.date),
        }
    }
}

/// A text that is there and not empty.
fn told(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

impl<'a> Delivery<'a> {
    fn of(explained: &'a Explained<'a>, is_verbatim: bool, vocabulary: Option<&str>) -> Delivery<'a> {
        let delivery = &explained.delivery;
        let diagnosis = explained.diagnosis.as_ref();
        let reply = delivery.reply.as_ref().filter(|reply| !reply.text.is_empty());
        let text = reply.map_or("", |reply| reply.text.as_str());
        let place = |range: &Range<usize>| Place { start: range.start, end: range.end };
        Delivery {
            recipient: told(&delivery.recipient),
            original_recipient: told(&delivery.original_recipient),
            action: delivery.action.map(notice::Action::name),
            status: explained.status,
            reply_code: explained.reply_code.map(|code| code.number()),
            stage: diagnosis.and_then(|diagnosis| diagnosis.stage).or(delivery.stage).map(|stage| stage.name()),
            reply: reply.map(|reply| reply.text.as_str()),
            span: reply.filter(|reply| is_verbatim && !reply.origin.is_empty()).map(|reply| place(&reply.origin)),
            remote_mta: told(&delivery.remote_mta),
            reporting_mta: told(&delivery.reporting_mta),
            retry_until: told(&delivery.retry_until),
            provider: diagnosis.and_then(|diagnosis| diagnosis.provider).map(|provider| provider.id.as_str()),
            feedback_type: told(&delivery.feedback_type),
            diagnosis: diagnosis.map(|diagnosis| Diagnosis::of(diagnosis, text, vocabulary)),
            looked_up: None,
        }
    }
}

impl<'a> LookedUp<'a> {
    fn of(follow_up: &'a FollowUp<'a>, texts: &Texts) -> LookedUp<'a> {
        let check = |place: usize| follow_up.reports.get(place).map_or("", |report| report.check.name());
        let ticked = |ticked: &'a tuixin_check::follow_up::Ticked| Ticked {
            step: &ticked.step,
            state: ticked.state.name(),
            check: check(ticked.report),
        };
        let outlook = &follow_up.outlook;
        LookedUp {
            checks: checked(&follow_up.reports, texts),
            steps: follow_up.steps.iter().map(ticked).collect(),
            outlook: Outlook {
                standing: outlook.standing.name(),
                causes: outlook
                    .causes
                    .iter()
                    .map(|(cause, confidence)| Alternative { cause: &cause.id, confidence: *confidence })
                    .collect(),
                suppress: outlook.suppress.name(),
                instead: outlook.instead.as_deref(),
            },
        }
    }
}

impl<'a> Diagnosis<'a> {
    fn of(diagnosis: &'a diagnose::Diagnosis<'a>, reply: &'a str, vocabulary: Option<&str>) -> Diagnosis<'a> {
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
    pub fn of(basis: &diagnose::Basis<'a>, innermost: Span, reply: &'a str) -> Basis<'a> {
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

    pub fn is_empty(&self) -> bool {
        *self == Facts::default()
    }
}

fn status<S: Serializer>(status: &Option<StatusCode>, serializer: S) -> Result<S::Ok, S::Error> {
    match status {
        Some(status) => serializer.collect_str(status),
        None => serializer.serialize_none(),
    }
}

fn plain_status<S: Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(status)
}

fn two_decimals<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 100.0).round() / 100.0)
}
