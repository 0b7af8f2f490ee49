//! What became of one recipient.

use std::ops::Range;

use serde::Serialize;
use tuixin::advice::Texts;
use tuixin::smtp::StatusCode;
use tuixin::{Explained, notice};
use tuixin_check::FollowUp;
use utoipa::ToSchema;

use crate::advice::AdviceForBoth;
use crate::diagnosis::Diagnosis;
use crate::follow_up::{Outlook, TickedStep, ticked_steps};
use crate::form::{status, told};
use crate::report::{Checked, checked};

/// What became of one recipient.
#[derive(Debug, Serialize, ToSchema)]
pub struct Delivery<'a> {
    /// To whom the mail went, as the address was used last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<&'a str>,
    /// To whom the sender wrote, where that differs: behind a forwarding, for example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_recipient: Option<&'a str>,
    /// What was done, in the words of RFC 3464 section 2.3.3: `failed`, `delayed`, `delivered`, `relayed`, `expanded`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<&'a str>,
    /// The enhanced status code (RFC 3463), as in `5.1.1`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "status")]
    #[schema(value_type = Option<String>)]
    pub status: Option<StatusCode>,
    /// The reply code (RFC 5321), as in `550`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_code: Option<u16>,
    /// At which command the reply came: `connect`, `greeting`, `ehlo`, `starttls`, `auth`, `mail-from`, `rcpt-to`, `data`, `end-of-data`, `queue`, `local`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<&'a str>,
    /// The reply on which the diagnosis rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<&'a str>,
    /// Where the reply stands in the input, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Place>,
    /// The host that gave the reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_mta: Option<&'a str>,
    /// The host that wrote the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporting_mta: Option<&'a str>,
    /// Until when the reporting system goes on trying, as it wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_until: Option<&'a str>,
    /// Whose server spoke, as the knowledge calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<&'a str>,
    /// What a complaint is about, in the words of RFC 5965 section 7.3: `abuse`, `opt-out`, `auth-failure`. Whoever complained has no diagnosis, because the mail had arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_type: Option<&'a str>,
    /// Why it failed; absent for a delivery that did not fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<Diagnosis<'a>>,
    /// What a person should know and do, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<AdviceForBoth>,
    /// The checks that were run, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checks: Option<Vec<Checked<'a>>>,
    /// What became of the steps that name a check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Vec<TickedStep<'a>>>,
    /// What is to be thought of the diagnosis in the light of the checks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlook: Option<Outlook<'a>>,
}

/// A stretch of bytes.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = Span)]
pub struct Place {
    /// Its first byte, counted from 0.
    pub start: usize,
    /// The byte behind its last one.
    pub end: usize,
}

impl From<&Range<usize>> for Place {
    fn from(range: &Range<usize>) -> Place {
        Place { start: range.start, end: range.end }
    }
}

impl<'a> Delivery<'a> {
    /// Adds what was looked up.
    pub(crate) fn add(&mut self, follow_up: &'a FollowUp<'a>, texts: &Texts) {
        self.checks = Some(checked(&follow_up.reports, texts));
        self.steps = Some(ticked_steps(follow_up));
        self.outlook = Some(Outlook::of(&follow_up.outlook));
    }

    pub(crate) fn of(explained: &'a Explained<'a>, is_verbatim: bool, vocabulary: Option<&str>) -> Delivery<'a> {
        let delivery = &explained.delivery;
        let diagnosis = explained.diagnosis.as_ref();
        let reply = delivery.reply.as_ref().filter(|reply| !reply.text.is_empty());
        let text = reply.map_or("", |reply| reply.text.as_str());
        Delivery {
            recipient: told(&delivery.recipient),
            original_recipient: told(&delivery.original_recipient),
            action: delivery.action.map(notice::Action::name),
            status: explained.status,
            reply_code: explained.reply_code.map(|code| code.number()),
            stage: diagnosis.and_then(|diagnosis| diagnosis.stage).or(delivery.stage).map(|stage| stage.name()),
            reply: reply.map(|reply| reply.text.as_str()),
            span: reply.filter(|reply| is_verbatim && !reply.origin.is_empty()).map(|reply| Place::from(&reply.origin)),
            remote_mta: told(&delivery.remote_mta),
            reporting_mta: told(&delivery.reporting_mta),
            retry_until: told(&delivery.retry_until),
            provider: diagnosis.and_then(|diagnosis| diagnosis.provider).map(|provider| provider.id.as_str()),
            feedback_type: told(&delivery.feedback_type),
            diagnosis: diagnosis.map(|diagnosis| Diagnosis::of(diagnosis, text, vocabulary)),
            advice: None,
            checks: None,
            steps: None,
            outlook: None,
        }
    }
}
