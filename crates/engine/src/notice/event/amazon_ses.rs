//! Amazon SES: notifications and published events, as they are and in the envelopes of SNS, SQS, Lambda and EventBridge.
//!
//! Source: Amazon SES Developer Guide, "Amazon SNS notification contents for Amazon SES" and "Contents of event data that Amazon SES publishes to Amazon SNS".

use std::ops::Range;

use serde_json::Value;

use super::value::{field, list, text};
use crate::notice::{Action, Delivery, Kind, MAX_DELIVERIES, Notice, ReturnedMessage, Statement, Warning, reported_address};
use crate::smtp::StatusCode;

const NAME: &str = "amazon-ses";

/// How many envelopes may lie around an event: a queue, a topic, a function and one to spare.
const MAX_ENVELOPES: usize = 4;
/// How many values are looked at in one input, with those in envelopes.
const MAX_VALUES: usize = 20_000;

/// Adds a notice for each event in a value.
pub(super) fn read(value: &Value, origin: Range<usize>, notices: &mut Vec<Notice>) {
    let mut layer: Vec<Value> = Vec::new();
    let mut left = MAX_VALUES;
    open(value, &origin, notices, &mut layer, &mut left);
    for _ in 0..MAX_ENVELOPES {
        let mut inner = Vec::new();
        for value in &layer {
            open(value, &origin, notices, &mut inner, &mut left);
        }
        if inner.is_empty() {
            return;
        }
        layer = inner;
    }
}

/// Reads an event, or takes what lies in an envelope out of it.
fn open(value: &Value, origin: &Range<usize>, notices: &mut Vec<Notice>, inner: &mut Vec<Value>, left: &mut usize) {
    let records = match value {
        Value::Array(values) => values.as_slice(),
        _ => [list(value, &["Records"]), list(value, &["Messages"])].into_iter().find(|records| !records.is_empty()).unwrap_or_default(),
    };
    for record in records.iter().take(*left) {
        *left -= 1;
        inner.push(record.clone());
    }
    if let Some(notice) = notice(value, origin) {
        notices.push(notice);
        return;
    }
    let enclosed = [&["Message"][..], &["Sns", "Message"], &["body"], &["Body"]].into_iter().find_map(|path| text(value, path));
    let parsed = enclosed.filter(|text| text.starts_with(['{', '['])).and_then(|text| serde_json::from_str(text).ok());
    let detail = value.get("detail").filter(|detail| detail.is_object()).cloned();
    if let Some(enclosed) = parsed.or(detail).filter(|_| *left > 0) {
        *left -= 1;
        inner.push(enclosed);
    }
}

/// The notice that an event gives; none for a value that is no event of SES.
fn notice(event: &Value, origin: &Range<usize>) -> Option<Notice> {
    let kind = text(event, &["notificationType"]).or_else(|| text(event, &["eventType"]))?;
    event.get("mail").filter(|mail| mail.is_object())?;
    let about = Event { event, origin };
    let (kind, deliveries) = match kind {
        "Bounce" => (Kind::Failed, about.bounce()),
        "Complaint" => (Kind::Complaint, about.complaint()),
        "DeliveryDelay" => (Kind::Delayed, about.delay()),
        "Delivery" => (Kind::Delivered, about.delivery()),
        "Reject" => (Kind::Failed, about.refused(&["reject", "reason"])),
        "Rendering Failure" => (Kind::Failed, about.refused(&["failure", "errorMessage"])),
        _ => (Kind::Other, Vec::new()),
    };
    let mut notice =
        Notice { kind, format: NAME, agent: Some(NAME), message: about.message(), warnings: Vec::new(), deliveries, auto_reply: None };
    if notice.deliveries.len() > MAX_DELIVERIES {
        notice.deliveries.truncate(MAX_DELIVERIES);
        Warning::Truncated.add_to(&mut notice.warnings);
    }
    Some(notice)
}

struct Event<'v> {
    event: &'v Value,
    origin: &'v Range<usize>,
}

impl Event<'_> {
    fn bounce(&self) -> Vec<Delivery> {
        let kind = self.statement(text(self.event, &["bounce", "bounceSubType"]));
        let reporting_mta = self.host(&["bounce", "reportingMTA"]);
        let recipients = list(self.event, &["bounce", "bouncedRecipients"]).iter();
        let failed =
            |recipient| Delivery { reporting_mta: reporting_mta.clone(), ..self.recipient(recipient, Action::Failed, kind.as_ref()) };
        recipients.map(failed).collect()
    }

    fn delay(&self) -> Vec<Delivery> {
        let kind = self.statement(text(self.event, &["deliveryDelay", "delayType"]));
        let reporting_mta = self.host(&["deliveryDelay", "reportingMTA"]);
        let retry_until = field(self.event, &["deliveryDelay", "expirationTime"]);
        let recipients = list(self.event, &["deliveryDelay", "delayedRecipients"]).iter();
        let delayed = |recipient| Delivery {
            reporting_mta: reporting_mta.clone(),
            retry_until: retry_until.clone(),
            ..self.recipient(recipient, Action::Delayed, kind.as_ref())
        };
        recipients.map(delayed).collect()
    }

    fn recipient(&self, recipient: &Value, action: Action, kind: Option<&Statement>) -> Delivery {
        let status = text(recipient, &["status"]).and_then(|status| StatusCode::parse_prefix(status.as_bytes()));
        Delivery {
            recipient: text(recipient, &["emailAddress"]).and_then(reported_address),
            action: Some(action),
            status: status.map(|(status, _)| status),
            reply: self.statement(text(recipient, &["diagnosticCode"])),
            remarks: kind.cloned().into_iter().collect(),
            ..Delivery::default()
        }
    }

    fn complaint(&self) -> Vec<Delivery> {
        let feedback_type = field(self.event, &["complaint", "complaintFeedbackType"]);
        let recipients = list(self.event, &["complaint", "complainedRecipients"]).iter();
        let complained = |recipient| Delivery {
            recipient: text(recipient, &["emailAddress"]).and_then(reported_address),
            feedback_type: feedback_type.clone(),
            ..Delivery::default()
        };
        recipients.map(complained).collect()
    }

    fn delivery(&self) -> Vec<Delivery> {
        let reply = self.statement(text(self.event, &["delivery", "smtpResponse"]));
        let reporting_mta = self.host(&["delivery", "reportingMTA"]);
        let recipients = list(self.event, &["delivery", "recipients"]).iter().filter_map(Value::as_str);
        let delivered = |recipient| Delivery {
            recipient: reported_address(recipient),
            action: Some(Action::Delivered),
            reply: reply.clone(),
            reporting_mta: reporting_mta.clone(),
            ..Delivery::default()
        };
        recipients.map(delivered).collect()
    }

    /// SES itself did not take the mail, so it reached nobody.
    fn refused(&self, reason: &[&str]) -> Vec<Delivery> {
        let reply = self.statement(text(self.event, reason));
        let recipients = list(self.event, &["mail", "destination"]).iter().filter_map(Value::as_str);
        let refused = |recipient| Delivery {
            recipient: reported_address(recipient),
            action: Some(Action::Failed),
            reply: reply.clone(),
            ..Delivery::default()
        };
        recipients.map(refused).collect()
    }

    fn message(&self) -> Option<ReturnedMessage> {
        let mail = self.event.get("mail")?;
        let first = |name| list(mail, &["commonHeaders", name]).first().and_then(|first| field(first, &[]));
        let message = ReturnedMessage {
            from: first("from").or_else(|| field(mail, &["source"])),
            subject: field(mail, &["commonHeaders", "subject"]),
            message_id: field(mail, &["commonHeaders", "messageId"]),
            date: field(mail, &["commonHeaders", "date"]).or_else(|| field(mail, &["timestamp"])),
        };
        (message != ReturnedMessage::default()).then_some(message)
    }

    fn statement(&self, said: Option<&str>) -> Option<Statement> {
        Some(Statement::clipped(said?.to_owned(), self.origin.clone(), &mut Vec::new()))
    }

    /// The host behind the type in `dns; a8-50.smtp-out.example.com`.
    fn host(&self, path: &[&str]) -> Option<String> {
        let value = field(self.event, path)?;
        let host = value.split_once(';').map_or(value.as_str(), |(_, host)| host).trim();
        (!host.is_empty() && host.len() <= 255).then(|| host.to_owned())
    }
}

#[cfg(test)]
mod tests;
