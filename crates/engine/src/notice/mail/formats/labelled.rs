//! Notices that tell a failure as a form: a label and its value on one line, on two, or in two cells of a table.
//!
//! The family is large and has no one author: NetEase, Tencent, Alibaba, 21CN and Coremail write it, and so do web mailers, helpdesks and gateways everywhere.
//! What they share is told by [`labels`](super::labels); what they say in between differs from edition to edition and is left alone.
//!
//! The reason of such a notice is often a gloss that the provider prints for any refusal ("the other side rejected your mail, we do not know why"), with the server's own reply below it.
//! The reply then speaks, and the gloss becomes a remark (oddity: NetEase prints "refused by the recipient's filter" in front of `550 5.1.1 User unknown`).

mod entries;

use crate::near;
use entries::{Entry, entries};

use super::labels::Label;
use super::{Format, Found, Mark, Reader, speaker};
use crate::evidence::{EntityKind, Evidence};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery, Statement, address};
use crate::smtp::ReplyCode;

/// Any notice of a mail system that is such a form, whoever wrote it.
pub(super) const FORMAT: Format = Format {
    name: "labelled",
    agent: None,
    marks: &[
        &[Mark::From("mailer-daemon")],
        &[Mark::From("postmaster")],
        &[Mark::From("mail delivery")],
        &[Mark::From("bounce")],
        &[Mark::Subject("退信")],
        &[Mark::Subject("退回")],
        &[Mark::Subject("投递失败")],
        &[Mark::Subject("退件")],
        &[Mark::Subject("undeliver")],
        &[Mark::Subject("returned mail")],
        &[Mark::Subject("delivery fail")],
        &[Mark::Subject("failure notice")],
        &[Mark::Words("退信原因")],
        &[Mark::Words("bounce reason")],
        &[Mark::Words("无法送达")],
        &[Mark::Words("英文说明")],
        &[Mark::Words("系统应答")],
        &[Mark::Words("diagnostic code:")],
        &[Mark::Words("failed recipient:")],
        &[Mark::Words("recipient:"), Mark::Words("reason:")],
        &[Mark::Words("recipient:"), Mark::Words("error:")],
        &[Mark::Words("reason for failure")],
        &[Mark::Words("failure reason")],
    ],
    read: Reader::Own(read),
};

/// How many recipients one label names.
const MAX_NAMED: usize = 1000;
/// How much of the words is searched for a sentence about going on, in bytes.
const MAX_SAID: usize = 4 * 1024;
/// How many bytes of one line are searched for addresses.
const MAX_LINE: usize = 16 * 1024;

/// Reads a form that names a recipient and says why the mail did not reach it, whoever wrote it.
pub(super) fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let mut entries = entries(words);
    // Where the form is not known, only what has a label is believed.
    entries.retain(|entry| entry.label != Label::Unlabelled);
    // Without a label for the recipient the words are no form, only prose in which something looks like one.
    if entries.iter().any(|entry| matches!(entry.label, Label::Failed | Label::Recipient)) {
        read_entries(incoming, words, &entries, false, found);
    }
}

/// Reads a form that is known to be one: what was told may name the recipient, and a recipient counts when nothing was told.
pub(super) fn read_form(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    read_entries(incoming, words, &entries(words), true, found);
}

fn read_entries(incoming: &Incoming<'_, '_>, words: &Words<'_>, entries: &[Entry], is_known: bool, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    let failed_is_labelled = entries.iter().any(|entry| entry.label == Label::Failed && !addresses(words, entry).is_empty());
    let names_nobody =
        !entries.iter().any(|entry| matches!(entry.label, Label::Failed | Label::Recipient) && !addresses(words, entry).is_empty());
    let action = action_told(incoming, words);
    let mut deliveries: Vec<Delivery> = Vec::new();
    'cases: for case in cases(entries, failed_is_labelled) {
        let told = case.told(words);
        if told.is_empty() && !is_known {
            continue;
        }
        let mut recipients: Vec<String> = case.recipients.iter().flat_map(|entry| addresses(words, entry)).collect();
        if names_nobody {
            recipients.extend(only_address(words, &case.told));
        }
        recipients.retain(|recipient| failed_is_labelled || !incoming.is_own(recipient));
        // The mail was for all of them, but what was told may name the one that it did not reach.
        if recipients.len() > 1
            && !failed_is_labelled
            && let Some(named) = only_address(words, &case.told)
            && recipients.iter().any(|recipient| address::is_same(recipient, &named))
        {
            recipients = vec![named];
        }
        let host = case.host.and_then(|entry| host_named(words, entry));
        for recipient in recipients {
            let known =
                deliveries.iter_mut().find(|delivery| delivery.recipient.as_deref().is_some_and(|a| address::is_same(a, &recipient)));
            if let Some(known) = known {
                // A form in two languages tells the gloss in one and the reply in the other.
                let quotes = |reply: Option<&Statement>| reply.is_some_and(|reply| quotes_a_server(&reply.text).is_some());
                if !quotes(known.reply.as_ref()) && (known.reply.is_none() || quotes(told.first())) {
                    known.remarks.extend(known.reply.take());
                    known.reply = told.first().cloned();
                }
                known.remarks.extend(told.iter().take(MAX_REMARKS.saturating_sub(known.remarks.len())).cloned());
                continue;
            }
            let mut told = told.iter().cloned();
            deliveries.push(Delivery {
                recipient: Some(recipient),
                action: Some(action),
                reply: told.next(),
                remarks: told.take(MAX_REMARKS).collect(),
                remote_mta: host.clone(),
                ..Delivery::default()
            });
            if deliveries.len() == MAX_NAMED {
                break 'cases;
            }
        }
    }
    deliveries.into_iter().for_each(|delivery| found.add(delivery));
}

/// How many texts besides the reply are kept for one recipient.
const MAX_REMARKS: usize = 4;

/// A form says when it is only a warning: in its subject, or in a sentence about going on.
fn action_told(incoming: &Incoming<'_, '_>, words: &Words<'_>) -> Action {
    const SUBJECTS: [&str; 12] =
        ["delay", "warning", "延迟", "延遲", "暂时", "遅延", "지연", "verzöger", "retard", "retras", "ritard", "задерж"];
    const GOES_ON: [&str; 9] = [
        "will be retried",
        "will retry",
        "will keep trying",
        "will continue to try",
        "do not need to resend",
        "继续尝试",
        "继续投递",
        "繼續嘗試",
        "配信を継続",
    ];
    let subject = incoming.subject().to_lowercase();
    let text = words.text();
    let said = text.get(..text.floor_char_boundary(MAX_SAID)).unwrap_or_default().to_lowercase();
    let gives_up = said.contains("不再");
    let is_delay = SUBJECTS.iter().any(|words| subject.contains(words)) || (!gives_up && GOES_ON.iter().any(|words| said.contains(words)));
    if is_delay { Action::Delayed } else { Action::Failed }
}

/// What one or several recipients were told.
#[derive(Debug, Default)]
struct Case<'e> {
    recipients: Vec<&'e Entry>,
    told: Vec<&'e Entry>,
    below: Option<&'e Entry>,
    host: Option<&'e Entry>,
}

/// The entries by what belongs together: pairs of recipients and what they were told, in the one order or in the other.
fn cases(entries: &[Entry], failed_is_labelled: bool) -> Vec<Case<'_>> {
    let is_recipient = |label: Label| label == Label::Failed || (label == Label::Recipient && !failed_is_labelled);
    let is_told = |label: Label| matches!(label, Label::Reason | Label::Reply | Label::Code);
    // The last of them closes a pair; what comes first may be a heading above all pairs.
    let last = entries.iter().rfind(|entry| is_recipient(entry.label) || is_told(entry.label)).map(|entry| entry.label);
    let tells_nothing = !entries.iter().any(|entry| is_told(entry.label));
    let begins_with_recipient = tells_nothing || last.is_none_or(is_told);
    let mut cases: Vec<Case<'_>> = vec![Case::default()];
    for entry in entries {
        let (recipient, told) = (is_recipient(entry.label), is_told(entry.label));
        let case = cases.last();
        // Without any label for what was told, each line speaks for itself.
        let is_apart = tells_nothing && case.is_some_and(|case| !case.recipients.is_empty());
        let is_new = case.is_some_and(|case| {
            if begins_with_recipient {
                recipient && (!case.told.is_empty() || case.below.is_some() || is_apart)
            } else {
                told && !case.recipients.is_empty()
            }
        });
        if is_new {
            cases.push(Case::default());
        }
        let Some(case) = cases.last_mut() else { continue };
        if recipient {
            case.recipients.push(entry);
        } else if told {
            case.told.push(entry);
        } else if entry.label == Label::Host {
            case.host = Some(entry);
        } else if entry.label == Label::Unlabelled {
            case.below = case.below.or(Some(entry));
        }
    }
    cases
}

impl<'e> Case<'e> {
    /// What was told, a server's own words first.
    fn told(&self, words: &Words<'_>) -> Vec<Statement> {
        let of = |wanted: Label| self.told.iter().copied().filter(move |entry| entry.label == wanted);
        let (mut replies, mut glosses) = (Vec::new(), Vec::new());
        for entry in of(Label::Reply).chain(of(Label::Reason)) {
            let value = words.all().get(entry.value.clone()).unwrap_or_default();
            match quotes_a_server(value) {
                Some(at) => {
                    replies.push(words.statement(entry.value.start + at..entry.value.end));
                    glosses.push(words.statement(entry.value.start..entry.value.start + at));
                }
                None => glosses.push(words.statement(entry.value.clone())),
            }
        }
        let codes = of(Label::Code).map(|entry| words.statement(entry.value.clone()));
        let mut told: Vec<Statement> =
            replies.into_iter().chain(glosses).chain(codes).filter(|statement| says_something(&statement.text)).collect();
        if told.is_empty() {
            told.extend(self.below.map(|entry| {
                let value = words.all().get(entry.value.clone()).unwrap_or_default();
                words.statement(entry.value.start + quotes_a_server(value).unwrap_or(0)..entry.value.end)
            }));
        }
        // `Recipient: bob@example.com - 550 no such user`
        if let (true, [recipient]) = (told.is_empty(), self.recipients.as_slice()) {
            let value = words.all().get(recipient.value.clone()).unwrap_or_default();
            let is_code = |word: &str| ReplyCode::parse(word.as_bytes()).is_some_and(|code| code.class().is_failure());
            told.extend(value.split_whitespace().any(is_code).then(|| words.statement(recipient.value.clone())));
        }
        let mut seen: Vec<String> = Vec::new();
        told.retain(|statement| {
            let is_new = !seen.contains(&statement.text);
            seen.push(statement.text.clone());
            is_new
        });
        told
    }
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Where the line begins in which a value quotes the reply of a server, with the line before it that leads to the reply: `host mx.example.com said:`.
fn quotes_a_server(value: &str) -> Option<usize> {
    if !value.bytes().any(|byte| matches!(byte, b'4' | b'5')) {
        return None;
    }
    let mut evidence = Evidence::new();
    evidence.read(value);
    let quoted = evidence.segments.iter().find(|segment| segment.code.is_some_and(|code| code.class().is_failure()))?;
    let before = value.get(..quoted.start as usize)?;
    let line_of = |text: &str| text.rfind(['\n', '\r', '\t']).map_or(0, |at| at + 1);
    let start = line_of(before);
    let lead = value.get(..start)?.trim_end();
    Some(if lead.ends_with(':') { line_of(lead) } else { start })
}

/// The addresses of a value.
fn addresses(words: &Words<'_>, entry: &Entry) -> Vec<String> {
    addresses_in(words.all().get(entry.value.clone()).unwrap_or_default()).0
}

/// The addresses in a text, each once, and how many words stand beside them.
fn addresses_in(text: &str) -> (Vec<String>, usize) {
    if near::find(b'@', text.as_bytes()).is_none() {
        return (Vec::new(), 0);
    }
    let mut evidence = Evidence::new();
    evidence.read(text.get(..text.floor_char_boundary(MAX_LINE)).unwrap_or_default());
    let mut addresses: Vec<String> = Vec::new();
    for entity in evidence.entities_of(EntityKind::Address).take(MAX_NAMED) {
        let found = entity.span.of(text);
        if !addresses.iter().any(|known| address::is_same(known, found)) {
            addresses.push(found.to_owned());
        }
    }
    (addresses, evidence.words.len())
}

/// The address that was told of, when it is just one.
fn only_address(words: &Words<'_>, told: &[&Entry]) -> Option<String> {
    let mut found: Vec<String> = told.iter().flat_map(|entry| addresses(words, entry)).collect();
    found.dedup_by(|one, other| address::is_same(one, other));
    if found.len() == 1 { found.pop() } else { None }
}

/// The host a value names first.
fn host_named(words: &Words<'_>, entry: &Entry) -> Option<String> {
    let value = words.all().get(entry.value.clone())?;
    let mut evidence = Evidence::new();
    evidence.read(value.get(..value.floor_char_boundary(512))?);
    let host = evidence.entities_of(EntityKind::Host).next()?;
    Some(host.span.of(value).to_owned())
}

#[cfg(test)]
mod tests;
