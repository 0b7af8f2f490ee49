//! Notices that tell a failure as a form: a label and its value on one line, on two, or in two cells of a table.
//!
//! The family is large and has no one author: NetEase, Tencent, Alibaba, 21CN and Coremail write it, and so do web mailers, helpdesks and gateways everywhere.
//! What they share is told by [`labels`](super::labels); what they say in between differs from edition to edition and is left alone.
//!
//! The reason of such a notice is often a gloss that the provider prints for any refusal ("the other side rejected your mail, we do not know why"), with the server's own reply below it.
//! The reply then speaks, and the gloss becomes a remark (oddity: NetEase prints "refused by the recipient's filter" in front of `550 5.1.1 User unknown`).

use std::ops::Range;

use super::labels::{Label, labelled};
use super::{Format, Found, Mark, Reader, speaker};
use crate::evidence::{EntityKind, Evidence};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::returned::end_of_words;
use crate::notice::mail::words::{Line, Words, is_rule, lines};
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

/// Longest value, in bytes. What goes on for longer is no value of a form.
const MAX_VALUE: usize = 8 * 1024;
/// How many recipients one label names.
const MAX_NAMED: usize = 1000;
/// How many words besides the addresses a line of addresses has.
const MAX_BESIDE: usize = 6;
/// How many values one notice has; a form of more is a log.
const MAX_ENTRIES: usize = 20_000;
/// How many lines are looked at to see whether a form or a returned mail begins.
const MAX_BLOCK: usize = 40;
/// How much of the words is searched for a sentence about going on, in bytes.
const MAX_SAID: usize = 4 * 1024;
/// Longest sentence that leads to a value, in bytes.
const MAX_SENTENCE: usize = 512;
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
    let subject = incoming.value("Subject").to_lowercase();
    let text = words.text();
    let said = text.get(..text.floor_char_boundary(MAX_SAID)).unwrap_or_default().to_lowercase();
    let gives_up = said.contains("不再");
    let is_delay = SUBJECTS.iter().any(|words| subject.contains(words)) || (!gives_up && GOES_ON.iter().any(|words| said.contains(words)));
    if is_delay { Action::Delayed } else { Action::Failed }
}

/// One label with its value.
#[derive(Debug)]
struct Entry {
    label: Label,
    /// Where the value stands in the words.
    value: Range<usize>,
}

/// What one or several recipients were told.
#[derive(Debug, Default)]
struct Case<'e> {
    recipients: Vec<&'e Entry>,
    told: Vec<&'e Entry>,
    below: Option<&'e Entry>,
    host: Option<&'e Entry>,
}

/// The text of the form. Where its labels are those of a header, `From:`, `To:`, `Subject:`, it looks as if the returned mail began.
fn form<'w>(words: &'w Words<'_>) -> &'w str {
    let returned = words.returned();
    let said = words.text().len();
    let (mut block, mut tells) = (0, false);
    for line in lines(returned).take_while(|line| !line.text.is_empty()).take(MAX_BLOCK) {
        let of_a_header = ["Received:", "Return-Path:", "Message-ID:", "MIME-Version:", "Content-", "DKIM-", "X-"]
            .iter()
            .any(|name| begins_with(line.text, name));
        if of_a_header {
            return words.text();
        }
        tells |= labelled(line.text).is_some_and(|(label, _)| matches!(label, Label::Failed | Label::Reason | Label::Reply));
        block = line.end();
    }
    let rest = returned.get(block..).unwrap_or_default();
    let end = if tells { said + block + end_of_words(rest) } else { said };
    words.all().get(..end).unwrap_or_default()
}

fn begins_with(line: &str, name: &str) -> bool {
    line.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name))
}

/// The labels of a notice with their values.
fn entries(words: &Words<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // The labels of the columns, below a line that is all labels.
    let mut columns: Vec<Label> = Vec::new();
    let mut is_open = false;
    let mut blanks = 0;
    for line in lines(form(words)) {
        if entries.len() >= MAX_ENTRIES {
            break;
        }
        if line.text.is_empty() {
            blanks += 1;
            columns.clear();
            continue;
        }
        if let Some(row) = row(&line, &columns) {
            entries.extend(row);
            is_open = false;
        } else if let Some(labels) = heading(line.text) {
            columns = labels;
            is_open = false;
        } else if let Some((label, value)) = labelled(line.text).or_else(|| asking(line.text)) {
            let end = line.end();
            entries.push(Entry { label, value: end - value.len()..end });
            is_open = true;
        } else if is_rule(line.text) {
            is_open = false;
        } else if let Some(last) = entries.last_mut().filter(|_| is_open) {
            is_open = last.goes_on(words, &line, blanks);
            if is_open {
                last.value.end = line.end();
            } else if matches!(last.label, Label::Failed | Label::Recipient) && blanks == 0 {
                entries.push(Entry { label: Label::Unlabelled, value: line.start..line.end() });
                is_open = true;
            }
        }
        blanks = 0;
    }
    entries
}

impl Entry {
    /// Whether a line without a label belongs to this value.
    fn goes_on(&self, words: &Words<'_>, line: &Line<'_>, blanks: usize) -> bool {
        let value = words.all().get(self.value.clone()).unwrap_or_default();
        if line.end() - self.value.start > MAX_VALUE {
            return false;
        }
        let is_empty = value.trim().is_empty();
        match self.label {
            Label::Failed | Label::Recipient => {
                (is_empty || blanks == 0) && blanks <= 2 && {
                    let (addresses, beside) = addresses_in(line.text);
                    let is_said = line.text.starts_with(">>>") || line.text.starts_with("<<<") || quotes_a_server(line.text).is_some();
                    !addresses.is_empty() && beside <= MAX_BESIDE && !is_said
                }
            }
            // The reply may stand in a paragraph below the gloss.
            Label::Reason | Label::Reply => {
                (is_empty && blanks <= 2) || blanks == 0 || (blanks == 1 && quotes_a_server(line.text).is_some())
            }
            Label::Unlabelled => blanks == 0,
            Label::Code | Label::Host => is_empty && blanks == 0,
            Label::Context => is_empty && blanks == 0,
            Label::Advice => true,
        }
    }
}

/// The values of a line below a heading, each under its label.
fn row(line: &Line<'_>, columns: &[Label]) -> Option<Vec<Entry>> {
    if columns.is_empty() || line.text.split('\t').count() != columns.len() {
        return None;
    }
    let mut at = line.start;
    let cells = line.text.split('\t').zip(columns).map(|(cell, label)| {
        let start = at;
        at += cell.len() + 1;
        Entry { label: *label, value: start..start + cell.len() }
    });
    Some(cells.collect())
}

/// The labels of a line that has one in each cell, among them a recipient and what was told.
fn heading(line: &str) -> Option<Vec<Label>> {
    if !line.contains('\t') || line.len() > 512 {
        return None;
    }
    let labels: Option<Vec<Label>> =
        line.split('\t').map(|cell| labelled(cell).filter(|(_, value)| value.is_empty()).map(|(label, _)| label)).collect();
    labels.filter(|labels| {
        let has = |wanted: fn(&Label) -> bool| labels.iter().any(wanted);
        has(|label| matches!(label, Label::Failed | Label::Recipient)) && has(|label| matches!(label, Label::Reason | Label::Reply))
    })
}

/// A sentence that leads to what was told, `The message to bob@example.com is bounced because:`, or to whom the mail did not reach, `您的邮件投递到以下收件人失败：`.
fn asking(line: &str) -> Option<(Label, &str)> {
    const TOLD: [&str; 10] = [
        "because",
        "reason",
        "reasons",
        "following error",
        "error message",
        "server returned",
        "response was",
        "原因如下",
        "错误如下",
        "以下错误",
    ];
    const FAILED: [&str; 12] = [
        "following recipient",
        "following address",
        "following email address",
        "these recipient",
        "以下收件人",
        "下列收件人",
        "以下地址",
        "下列地址",
        "folgende empfänger",
        "destinataires suivants",
        "siguientes destinatarios",
        "следующим получателям",
    ];
    const FAILED_AT_END: [&str; 6] =
        ["could not be delivered to", "was not delivered to", "unable to deliver to", "not reach", "无法送达", "未能送达"];
    let sentence = line.strip_suffix([':', '：'])?.trim_end();
    if sentence.len() > MAX_SENTENCE {
        return None;
    }
    let sentence = sentence.to_lowercase();
    let label = if TOLD.iter().any(|words| sentence.ends_with(words)) {
        Label::Reason
    } else if FAILED.iter().any(|words| sentence.contains(words)) || FAILED_AT_END.iter().any(|words| sentence.ends_with(words)) {
        Label::Failed
    } else {
        return None;
    };
    Some((label, line.get(line.len()..)?))
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
    if memchr::memchr(b'@', text.as_bytes()).is_none() {
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
