//! A mail written from what Outlook kept of it.
//!
//! Everything is written as it is, in UTF-8 and eight bits: the mail goes to a reader in this program and not over a wire.

use super::properties::{
    ADDRESS, ATTACHED, ATTACHED_NAME, ATTACHED_TYPE, BODY, DISPLAY_NAME, DISPLAY_TO, HEADER, HTML, INTERNET_CODE_PAGE, MESSAGE_CLASS,
    MESSAGE_ID, Properties, REMOTE_MTA, REPORT_TEXT, REPORTING_MTA, RICH_TEXT, SENDER_ADDRESS, SENDER_NAME, SENDER_SMTP_ADDRESS,
    SMTP_ADDRESS, SUBJECT, SUPPLEMENTARY_INFO, encoding_of,
};
use super::rich_text::{Words, words};
use super::{Attachment, Message, Messages, compressed_rtf};
use crate::item::MAX_ITEM;

/// One part of a mail.
struct Part {
    content_type: String,
    content: Vec<u8>,
}

/// The outer message as a mail.
pub(super) fn mail(messages: &Messages) -> Vec<u8> {
    // Attached messages stand behind those that hold them, so the innermost is written first.
    let mut written: Vec<Vec<u8>> = Vec::new();
    written.resize_with(messages.0.len(), Vec::new);
    for (index, message) in messages.0.iter().enumerate().rev() {
        let mail = one(message, &mut written, index);
        if let Some(place) = written.get_mut(index) {
            *place = mail;
        }
    }
    written.into_iter().next().unwrap_or_default()
}

fn one(message: &Message, written: &mut [Vec<u8>], number: usize) -> Vec<u8> {
    let action = reported_action(&message.properties);
    let mut parts = texts(message);
    for attachment in &message.attachments {
        let inner = attachment.message.and_then(|index| written.get_mut(index)).map(std::mem::take);
        parts.extend(attached(attachment, inner));
    }
    // The report as it came in, where Outlook has kept it, says more than what it noted.
    if let Some(action) = action.filter(|_| !parts.iter().any(|part| part.content_type == "message/delivery-status")) {
        parts.extend(delivery_status(message, action));
    }
    let mut mail = header(&message.properties).into_bytes();
    // No text has a line like this, and the number keeps it from those of attached messages.
    let boundary = format!("=_tuixin-outlook-{number}");
    let kind = if action.is_some() { "report; report-type=delivery-status" } else { "mixed" };
    mail.extend_from_slice(format!("MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=\"{boundary}\"\r\n\r\n").as_bytes());
    for part in parts {
        // What is too much for one item is of no use to anybody.
        if mail.len() + part.content.len() > MAX_ITEM {
            continue;
        }
        mail.extend_from_slice(format!("--{boundary}\r\nContent-Type: {}\r\n\r\n", part.content_type).as_bytes());
        mail.extend_from_slice(&part.content);
        mail.extend_from_slice(b"\r\n");
    }
    mail.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    mail
}

/// What became of the recipients, when the class is that of a report about deliveries (MS-OXCMAIL section 2.2.3.7.1.1).
fn reported_action(properties: &Properties) -> Option<&'static str> {
    let class = properties.text(MESSAGE_CLASS)?.to_ascii_uppercase();
    let suffixes =
        [(".NDR", "failed"), (".DELAYED.DR", "delayed"), (".EXPANDED.DR", "expanded"), (".RELAYED.DR", "relayed"), (".DR", "delivered")];
    suffixes.into_iter().find(|(suffix, _)| class.starts_with("REPORT.") && class.ends_with(suffix)).map(|(_, action)| action)
}

/// The header as it was received without the fields that speak of the body, or one from what Outlook shows.
fn header(properties: &Properties) -> String {
    let mut header = String::new();
    let received = properties.text(HEADER).unwrap_or_default();
    let mut keeps = true;
    for line in received.lines() {
        let is_folded = line.starts_with([' ', '\t']);
        if line.trim().is_empty() {
            // Outlook puts the headers of the parts behind that of the mail.
            break;
        }
        if !is_folded {
            let name = line.split(':').next().unwrap_or_default();
            let speaks_of_body =
                name.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("content-")) || name.eq_ignore_ascii_case("mime-version");
            keeps = line.contains(':') && !speaks_of_body;
        }
        if keeps {
            header.push_str(line);
            header.push_str("\r\n");
        }
    }
    let has = |header: &str, name: &str| {
        header.lines().any(|line| {
            line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && line.get(name.len()..).is_some_and(|rest| rest.starts_with(':'))
        })
    };
    let sender = properties.text(SENDER_SMTP_ADDRESS).or_else(|| properties.text(SENDER_ADDRESS)).filter(|address| address.contains('@'));
    let from = match (properties.text(SENDER_NAME), sender) {
        (Some(name), Some(address)) if name != address => Some(format!("\"{}\" <{address}>", name.replace(['"', '\\'], ""))),
        (name, address) => address.or(name),
    };
    let known = [
        ("From", from),
        ("To", properties.text(DISPLAY_TO)),
        ("Subject", properties.text(SUBJECT)),
        ("Message-ID", properties.text(MESSAGE_ID)),
    ];
    for (name, value) in known {
        if let Some(value) = value.filter(|_| !has(&header, name)) {
            header.push_str(&format!("{name}: {}\r\n", on_one_line(&value)));
        }
    }
    header
}

/// The words for people.
fn texts(message: &Message) -> Vec<Part> {
    let properties = &message.properties;
    let text = |property| {
        properties.text(property).map(|text| Part { content_type: "text/plain; charset=utf-8".to_owned(), content: text.into_bytes() })
    };
    let plain = text(BODY).or_else(|| text(REPORT_TEXT));
    let html = match properties.bytes(HTML) {
        Some(bytes) => {
            let charset = properties.number(INTERNET_CODE_PAGE).and_then(encoding_of).map_or("utf-8", |encoding| encoding.name());
            Some(Part { content_type: format!("text/html; charset={charset}"), content: bytes.to_vec() })
        }
        None => properties.text(HTML).map(|text| Part { content_type: "text/html; charset=utf-8".to_owned(), content: text.into_bytes() }),
    };
    // The same words twice would be read as two replies.
    plain.or(html).or_else(|| rich_text(properties)).into_iter().collect()
}

/// The words that are kept as RTF alone, which Outlook does for mails that were written in it.
fn rich_text(properties: &Properties) -> Option<Part> {
    let (kind, text) = match words(&compressed_rtf::unpack(properties.bytes(RICH_TEXT)?)?)? {
        Words::Plain(text) => ("plain", text),
        Words::Html(html) => ("html", html),
    };
    (!text.trim().is_empty()).then(|| Part { content_type: format!("text/{kind}; charset=utf-8"), content: text.into_bytes() })
}

/// The report for programs, from what is noted about each recipient; none where nothing is.
fn delivery_status(message: &Message, action: &str) -> Option<Part> {
    let reporting = message
        .properties
        .text(REPORTING_MTA)
        .map_or("X-Origin: outlook".to_owned(), |host| format!("Reporting-MTA: dns; {}", on_one_line(&host)));
    let mut report = format!("{reporting}\r\n");
    let mut has_recipient = false;
    for recipient in &message.recipients {
        let address = [SMTP_ADDRESS, ADDRESS, DISPLAY_NAME]
            .into_iter()
            .filter_map(|property| recipient.text(property))
            .find(|text| text.contains('@'));
        let Some(address) = address else { continue };
        has_recipient = true;
        report.push_str(&format!("\r\nFinal-Recipient: rfc822; {}\r\nAction: {action}\r\n", on_one_line(&address)));
        let said = recipient.text(SUPPLEMENTARY_INFO).map(|said| on_one_line(&said)).unwrap_or_default();
        let noted = Noted::of(&said);
        let host = recipient.text(REMOTE_MTA).map(|host| on_one_line(&host));
        if let Some(host) = host.as_deref().or(noted.remote_mta) {
            report.push_str(&format!("Remote-MTA: dns; {host}\r\n"));
        }
        if let Some(status) = noted.status {
            report.push_str(&format!("Status: {status}\r\n"));
        }
        if !noted.diagnostic.is_empty() {
            let kind = if noted.diagnostic.get(..5).is_some_and(|kind| kind.eq_ignore_ascii_case("smtp;")) { "" } else { "smtp; " };
            report.push_str(&format!("Diagnostic-Code: {kind}{}\r\n", noted.diagnostic));
        }
    }
    has_recipient.then(|| Part { content_type: "message/delivery-status".to_owned(), content: report.into_bytes() })
}

/// The fields of RFC 3464 that were joined into one text, `<mx.example.com #5.1.1 smtp; 550 5.1.1 User unknown>` (MS-OXCMAIL section 2.2.3.7.1.2).
#[derive(Debug, PartialEq, Eq)]
struct Noted<'t> {
    remote_mta: Option<&'t str>,
    status: Option<&'t str>,
    diagnostic: &'t str,
}

impl Noted<'_> {
    fn of(said: &str) -> Noted<'_> {
        let inner = said.trim().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        let joined = inner.and_then(|inner| {
            let (host, rest) = inner.split_once('#')?;
            let (status, diagnostic) = rest.split_once(' ').unwrap_or((rest, ""));
            let is_status = status.split('.').count() == 3
                && status.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
            let host = host.trim();
            (is_status && !host.contains(' ')).then_some(Noted {
                remote_mta: Some(host).filter(|host| !host.is_empty()),
                status: Some(status),
                diagnostic,
            })
        });
        joined.unwrap_or(Noted { remote_mta: None, status: None, diagnostic: said })
    }
}

/// An attached message, or an attached file that tells something about a delivery.
fn attached(attachment: &Attachment, inner: Option<Vec<u8>>) -> Option<Part> {
    if let Some(content) = inner {
        return Some(Part { content_type: "message/rfc822".to_owned(), content });
    }
    let properties = &attachment.properties;
    let name = properties.text(ATTACHED_NAME).unwrap_or_default().to_ascii_lowercase();
    let said = properties.text(ATTACHED_TYPE).map(|said| on_one_line(&said).to_ascii_lowercase());
    let guessed = if name.ends_with(".eml") { "message/rfc822" } else { "" };
    let content_type = said.as_deref().unwrap_or(guessed).split(';').next().unwrap_or_default().trim().to_owned();
    let is_told = content_type.starts_with("message/") || matches!(content_type.as_str(), "text/plain" | "text/rfc822-headers");
    let content = properties.bytes(ATTACHED)?.to_vec();
    is_told.then_some(Part { content_type, content })
}

/// A value that cannot begin another field.
fn on_one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_begin_another_field() {
        assert_eq!(on_one_line("Hello\r\nX-Failed-Recipients: bob@example.com\r\n\r\n"), "Hello X-Failed-Recipients: bob@example.com");
    }

    #[test]
    fn what_outlook_joined_is_parted_again() {
        let check = |said: &str, remote_mta: Option<&str>, status: Option<&str>, diagnostic: &str| {
            assert_eq!(Noted::of(said), Noted { remote_mta, status, diagnostic }, "{said}");
        };
        check(
            "<mx.example.com #5.1.1 smtp; 550 5.1.1 User unknown>",
            Some("mx.example.com"),
            Some("5.1.1"),
            "smtp; 550 5.1.1 User unknown",
        );
        check("< #5.2.2 smtp;552 Mailbox full>", None, Some("5.2.2"), "smtp;552 Mailbox full");
        check("<mx.example.com #5.7.26>", Some("mx.example.com"), Some("5.7.26"), "");
        check("550 ticket #5 <bob@example.com>", None, None, "550 ticket #5 <bob@example.com>");
    }
}
