//! A receipt that is a refusal: the recipient's filter, or the server that keeps the mailbox, has thrown the mail away and says so in the form of a receipt.
//!
//! RFC 5429 section 2.2.1 lets a Sieve script refuse a mail that the server has already taken; the answer is a disposition notification with the disposition `deleted`.
//! Dovecot sends the same when a mailbox is over its quota.
//! What a person or a mail program deletes is no failure, so the words have to say that the mail was refused.
//!
//! Sources: RFC 5429; `mail_send_rejection` of Dovecot's `src/lib-lda/mail-send.c`; `send_rejection` of Cyrus IMAP's `imap/lmtp_sieve.c`; the reject action of Apache James.

use super::{Finding, Phrases, plain};
use crate::mime::{Headers, Media};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery, Kind, Statement, reported_address};

/// How much of the words is searched, in bytes: the sentence is the first one.
const MAX_SEARCHED: usize = 1024;
/// How much of the report is read, in bytes; it has a handful of fields.
const MAX_REPORT: usize = 16 * 1024;

/// How a filter says that it refused the mail.
static REFUSALS: Phrases = Phrases::of(&[
    "automatically rejected",
    "was refused by the recipient",
    "was rejected by the recipient",
    "refused by the recipient's mail filtering program",
    "was rejected for the following reason",
    "was refused for the following reason",
    "has been rejected by",
    "rejected by sieve",
]);

pub(super) fn read(incoming: &Incoming<'_, '_>) -> Option<Finding> {
    let part = incoming.own_parts().find(|part| part.media == Media::DispositionNotification)?;
    let decoded = incoming.mail.decode(part.id);
    let report = decoded.bytes.get(..MAX_REPORT).unwrap_or(&decoded.bytes).trim_ascii_start();
    let field = |name: &str| Headers::of(report).first(name).map(|field| field.text().trim().to_owned());
    let disposition = field("Disposition")?.to_ascii_lowercase();
    if !disposition.contains("automatic-action") || !disposition.contains("deleted") {
        return None;
    }
    let recipient = ["Final-Recipient", "Original-Recipient"].iter().find_map(|name| reported_address(&field(name)?))?;
    let reply = incoming.words().iter().find_map(refusal)?;
    let delivery = Delivery { recipient: Some(recipient), action: Some(Action::Failed), reply: Some(reply), ..Delivery::default() };
    Some(Finding { deliveries: vec![delivery], ..Finding::of(Kind::Failed, "rfc5429") })
}

/// The words of a refusal: what stands below the sentence that says so, or that sentence where nothing does.
fn refusal(words: &Words<'_>) -> Option<Statement> {
    let text = words.text();
    let head = text.get(..text.floor_char_boundary(MAX_SEARCHED)).unwrap_or_default();
    if !REFUSALS.stand_in(&plain(head)) {
        return None;
    }
    let announces = |line: &str| line.ends_with([':', '：']);
    let is_refusal = |line: &str| REFUSALS.stand_in(&plain(line));
    // The sentence may be broken over lines; what it announces stands below its colon.
    let lines: Vec<_> = words.lines().collect();
    let from = lines.iter().position(|line| is_refusal(line.text)).unwrap_or_default();
    let below = lines.iter().skip(from).find(|line| announces(line.text)).map(Line::end);
    let said = below.map(|from| words.statement(from..text.len())).filter(|said| !said.text.is_empty());
    said.or_else(|| Some(words.statement(0..text.len())))
}
