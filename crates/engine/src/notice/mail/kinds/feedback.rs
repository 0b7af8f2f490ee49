//! Complaints: the reports of feedback loops (RFC 5965, RFC 6591), and the forms that providers had before or have besides.
//!
//! A complaint names the recipient who complained, where the provider does not hide that: in `Original-Rcpt-To` or `Removal-Recipient`, in a field of the mail that Hotmail returned (`X-HmXmrOriginalRecipient`, JMRP before 2016), or only in the returned `To`.
//! Redacted addresses are told as they stand, because they still say where they belong.
//! A report that a message failed DMARC (RFC 7489 section 7.3) has the same media type but comes from a machine; it is a DMARC report.
//!
//! Sources: RFC 5965 sections 3 and 7.3, RFC 6591 section 3, RFC 6650; the pages on feedback loops of Yahoo, AOL, Comcast, Mail.ru and Microsoft; x-arf.org for X-ARF; the Amazon SES developer guide, "Amazon SNS notification contents", for complaints as JSON.

use super::{Finding, Opening, Phrases, beginning};
use crate::mime::{Headers, Mail, Media, Message, Multipart, PartId, TextKind};
use crate::notice::mail::caseless::position_in_bytes;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::original;
use crate::notice::{Delivery, Kind, Warning, reported_address};

/// How much of a report is read, in bytes. It has a dozen fields, some of them as long as a signature.
const MAX_REPORT: usize = 64 * 1024;
/// How many recipients one complaint may name; one is usual.
const MAX_RECIPIENTS: usize = 100;
/// Longest feedback type that is believed; the registered ones have a dozen letters.
const MAX_TYPE: usize = 40;

/// Reads a report by its media type, or by its fields where the media type got lost.
pub(super) fn read(incoming: &Incoming<'_, '_>) -> Option<Finding> {
    if let Some(part) = incoming.own_parts().find(|part| part.media == Media::FeedbackReport) {
        let decoded = incoming.mail.decode(part.id);
        return Some(report(incoming, decoded.bytes.get(..MAX_REPORT).unwrap_or(&decoded.bytes)));
    }
    // A complaint may be what came back; then the notice is a bounce.
    if incoming.own_parts().any(|part| matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus)) {
        return None;
    }
    lost_report(incoming).or_else(|| hotmail(incoming)).or_else(|| abuse_report(incoming)).or_else(|| amazon(incoming))
}

/// Complaints that only their words tell: their report got lost, or they are older than its standard.
pub(super) fn told(opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    static BEGINNINGS: Phrases = Phrases::of(&[
        "this is an email abuse report",
        "this is an e-mail abuse report",
        "this is an abuse report for an email",
        "this is an opt-out report for an email",
        "this is an email feedback report",
        "this is a spam report for an email",
    ]);
    if opening.text().starts_with("a message claiming to be from you has failed the published dmarc policy") {
        // Exim sends its words without the report.
        return Some(Finding::of(Kind::DmarcReport, "text"));
    }
    static AUTHORS: Phrases =
        Phrases::of(&["scomp@aol.", "@arf.mail.yahoo.", "feedbackloop@", "@reports.spamcop.net", "fbl@", "@fbl.", "staff@hotmail.com"]);
    static SUBJECTS: Phrases = Phrases::of(&[
        "client tos notification",
        "email feedback report for ip",
        "abuse report",
        "complaint about message from",
        "[spamcop (",
        "spam complaint",
    ]);
    let is_complaint = BEGINNINGS.begin(opening.text()) || (AUTHORS.stand_in(opening.from()) && SUBJECTS.stand_in(opening.subject()));
    is_complaint.then(|| Finding::of(Kind::Complaint, "text"))
}

fn report(incoming: &Incoming<'_, '_>, bytes: &[u8]) -> Finding {
    let bytes = bytes.trim_ascii_start();
    let field = |name: &str| Headers::of(bytes).first(name).map(|field| field.text().trim().to_ascii_lowercase());
    let feedback_type = field("Feedback-Type").map(|value| type_of(&value)).filter(|value| !value.is_empty());
    let mut recipients: Vec<String> = Vec::new();
    for field in Headers::of(bytes) {
        if ["Original-Rcpt-To", "Removal-Recipient"].iter().any(|name| field.name.eq_ignore_ascii_case(name)) {
            add(&mut recipients, &field.text());
        }
    }
    let mut finding = complaint(incoming, recipients, feedback_type.clone(), "rfc5965");
    let names_dmarc = |text: &str| text.to_ascii_lowercase().contains("dmarc");
    let is_about_dmarc = ["Auth-Failure", "Authentication-Results"].iter().any(|name| field(name).is_some_and(|value| names_dmarc(&value)))
        || names_dmarc(&beginning(incoming.subject()))
        || incoming
            .words()
            .iter()
            .any(|words| names_dmarc(words.text().get(..words.text().floor_char_boundary(MAX_REPORT)).unwrap_or_default()));
    if feedback_type.is_some_and(|value| value.starts_with("auth-failure")) && is_about_dmarc {
        finding.kind = Kind::DmarcReport;
    }
    finding
}

/// The type without a remark behind it.
fn type_of(value: &str) -> String {
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(value.len());
    value.get(..end.min(MAX_TYPE)).unwrap_or_default().to_owned()
}

/// Adds an address, one more than are told at most, so that it can be seen that there were more.
fn add(recipients: &mut Vec<String>, field: &str) {
    if recipients.len() > MAX_RECIPIENTS {
        return;
    }
    if let Some(address) = reported_address(field).filter(|address| address.contains('@') && !recipients.contains(address)) {
        recipients.push(address);
    }
}

/// A complaint of these recipients, or of the only one that the returned mail was written to.
fn complaint(incoming: &Incoming<'_, '_>, mut recipients: Vec<String>, feedback_type: Option<String>, format: &'static str) -> Finding {
    if recipients.is_empty() {
        recipients.extend(original::only_recipient(incoming));
    }
    let warning = (recipients.len() > MAX_RECIPIENTS).then_some(Warning::Truncated);
    let delivery = |recipient| Delivery { recipient: Some(recipient), feedback_type: feedback_type.clone(), ..Delivery::default() };
    let deliveries = recipients.into_iter().take(MAX_RECIPIENTS).map(delivery).collect();
    Finding { deliveries, warning, ..Finding::of(Kind::Complaint, format) }
}

/// A report whose part has lost its media type: in a mail that calls itself a feedback report, or that is nothing else.
fn lost_report(incoming: &Incoming<'_, '_>) -> Option<Finding> {
    let mail = incoming.mail;
    let calls_itself = mail.content_type(PartId::ROOT).get("report-type").is_some_and(|kind| kind.eq_ignore_ascii_case("feedback-report"));
    if !calls_itself && incoming.is_from_a_mail_system() {
        return None;
    }
    let found = incoming.own_parts().find_map(|part| {
        // A multipart whose boundaries got lost is one text.
        let is_unopened = matches!(part.media, Media::Multipart(_)) && mail.children(part.id).next().is_none();
        let is_leaf = matches!(part.media, Media::Text(TextKind::Plain | TextKind::Other) | Media::Other);
        // An attachment of that size is no report, and decoding it would cost more than all the rest.
        let is_too_large = part.media == Media::Other && part.body.len() > 2 * MAX_REPORT;
        if (!is_leaf && !is_unopened) || is_too_large {
            return None;
        }
        let decoded = incoming.decoded(part.id);
        let bytes = decoded.bytes.get(..MAX_REPORT).unwrap_or(&decoded.bytes);
        let start = line_beginning_with(bytes, b"feedback-type:")?;
        let block = bytes.get(start..).unwrap_or_default();
        let is_report = ["User-Agent", "Version"].iter().all(|name| Headers::of(block).first(name).is_some());
        (is_report || calls_itself).then(|| report(incoming, block))
    });
    found.or_else(|| calls_itself.then(|| complaint(incoming, Vec::new(), None, "rfc5965")))
}

/// Where the first line starts that begins like this, in any case.
fn line_beginning_with(bytes: &[u8], name: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + position_in_bytes(bytes.get(from..)?, name)?;
        if at == 0 || bytes.get(at - 1).is_some_and(|before| matches!(before, b'\n' | b'\r')) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Hotmail's "junk mail reporting" as it was before RFC 5965: a plain multipart with the mail, into whose header the recipient was written.
fn hotmail(incoming: &Incoming<'_, '_>) -> Option<Finding> {
    if !matches!(incoming.mail.root().media, Media::Multipart(Multipart::Mixed | Multipart::Other | Multipart::Report) | Media::Message(_))
    {
        return None;
    }
    let mail = incoming.mail;
    let recipient = incoming.own_parts().find_map(|part| marked_recipient(mail, part.id))?;
    let mut recipients = Vec::new();
    add(&mut recipients, &recipient);
    Some(complaint(incoming, recipients, None, "jmrp"))
}

fn marked_recipient(mail: &Mail<'_>, id: PartId) -> Option<String> {
    const FIELD: &str = "X-HmXmrOriginalRecipient";
    match mail.part(id).media {
        Media::Message(Message::Rfc822 | Message::Global) => {
            let inside = mail.children(id).next()?.id;
            mail.header(inside, FIELD).map(|field| field.text().into_owned())
        }
        Media::Text(TextKind::Rfc822Headers) => Headers::of(&mail.decode(id).bytes).first(FIELD).map(|field| field.text().into_owned()),
        _ => None,
    }
}

/// X-ARF: a report about abuse from an address of the network, which names no recipient.
fn abuse_report(incoming: &Incoming<'_, '_>) -> Option<Finding> {
    let is_declared = ["X-ARF", "X-XARF"].iter().any(|name| incoming.field(name).is_some());
    is_declared.then(|| Finding::of(Kind::Complaint, "x-arf"))
}

/// Amazon SES tells complaints as JSON, which its notification service sends by mail.
fn amazon(incoming: &Incoming<'_, '_>) -> Option<Finding> {
    incoming.words().iter().find_map(|words| {
        let text = words.text();
        let text = text.get(..text.floor_char_boundary(MAX_REPORT)).unwrap_or_default();
        memchr::memmem::find(text.as_bytes(), b"\"complainedRecipients\"")?;
        let is_complaint =
            ["notificationType", "eventType"].iter().any(|name| json_text(text, name).is_some_and(|value| value == "Complaint"));
        let (_, rest) = text.split_once("\"complainedRecipients\"").filter(|_| is_complaint)?;
        let list = rest.split_once(']').map_or(rest, |(list, _)| list);
        let mut recipients = Vec::new();
        for piece in list.split("\"emailAddress\"").skip(1) {
            if let Some(value) = json_value(piece) {
                add(&mut recipients, value);
            }
        }
        let feedback_type = json_text(text, "complaintFeedbackType").map(type_of);
        let mut finding = complaint(incoming, recipients, feedback_type, "amazon-ses");
        finding.agent = Some("amazon-ses");
        Some(finding)
    })
}

/// The text that the first member of this name has.
fn json_text<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('"') {
        let inside = behind.strip_prefix(name).and_then(|tail| tail.strip_prefix('"'));
        if let Some(value) = inside.and_then(json_value) {
            return Some(value);
        }
        rest = behind;
    }
    None
}

/// The text behind a colon.
fn json_value(text: &str) -> Option<&str> {
    let value = text.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split_once('"').map(|(value, _)| value)
}
