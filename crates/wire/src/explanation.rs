//! One message or reply, explained.

use serde::Serialize;
use tuixin::advice::Texts;
use tuixin::knowledge::Knowledge;
use tuixin::{Explanation, notice};
use tuixin_check::FollowUp;
use utoipa::ToSchema;

use crate::advice::AdviceForBoth;
use crate::delivery::Delivery;
use crate::form::told;

/// One message or reply, explained.
#[derive(Debug, Serialize, ToSchema)]
pub struct Message<'a> {
    /// Where it came from: a path, with the number of the mail where a file holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'a str>,
    /// What it is: `failed`, `delayed`, `delivered`, `relayed`, `expanded`, `auto-reply`, `read-receipt`, `complaint`, `dmarc-report`, `challenge` or `other`.
    pub kind: &'a str,
    /// In which form it came: `rfc3464`, `text`, or the name of the software whose form it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'a str>,
    /// The software or service that wrote it, as far as the form tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<&'a str>,
    /// The mail it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Returned<'a>>,
    /// What to be warned of: `truncated`, `charset`, `backscatter`, `imitation`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<&'a str>,
    /// What an automatic answer says about its owner's absence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_reply: Option<AutoReply<'a>>,
    /// What became of each recipient.
    pub deliveries: Vec<Delivery<'a>>,
}

/// What can be read with certainty in an automatic answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct AutoReply<'a> {
    /// The day of the return, as in `2026-11-30`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<&'a str>,
    /// The address to write to instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<&'a str>,
}

/// The mail that a message is about.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReturnedMessage)]
pub struct Returned<'a> {
    /// Its `From`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'a str>,
    /// Its `Subject`, decoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<&'a str>,
    /// Its `Message-ID`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<&'a str>,
    /// Its `Date`, as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'a str>,
}

impl<'a> Message<'a> {
    /// An explanation; `is_verbatim` says whether places in the input lead back to the bytes that the reader has, `vocabulary` which other name causes get.
    pub fn of(source: Option<&'a str>, explanation: &'a Explanation<'a>, is_verbatim: bool, vocabulary: Option<&str>) -> Message<'a> {
        Message {
            source,
            kind: explanation.kind.name(),
            format: Some(explanation.format),
            agent: explanation.agent,
            message: explanation.message.as_ref().map(Returned::of),
            warnings: explanation.warnings.iter().map(|warning| warning.name()).collect(),
            auto_reply: explanation.auto_reply.as_ref().map(|reply| AutoReply { until: told(&reply.until), instead: told(&reply.instead) }),
            deliveries: explanation.deliveries.iter().map(|explained| Delivery::of(explained, is_verbatim, vocabulary)).collect(),
        }
    }

    /// The same with what was looked up, in the order of the deliveries.
    #[must_use]
    pub fn with_follow_ups(mut self, follow_ups: &'a [Option<FollowUp<'a>>], texts: &Texts) -> Message<'a> {
        for (delivery, follow_up) in self.deliveries.iter_mut().zip(follow_ups) {
            follow_up.iter().for_each(|follow_up| delivery.add(follow_up, texts));
        }
        self
    }

    /// The same with advice for people; `explanation` is the one that this message was made of.
    #[must_use]
    pub fn with_advice(mut self, explanation: &Explanation<'_>, knowledge: &Knowledge, texts: &Texts) -> Message<'a> {
        for (delivery, explained) in self.deliveries.iter_mut().zip(&explanation.deliveries) {
            delivery.advice = AdviceForBoth::of(knowledge, texts, explained);
        }
        self
    }

    /// A file of a directory that is neither mail nor text.
    pub fn skipped(source: &'a str) -> Message<'a> {
        Message {
            source: Some(source),
            kind: notice::Kind::Other.name(),
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
