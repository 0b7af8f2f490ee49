//! Which lines of a form are labels, and how far the value of each goes.

use std::ops::Range;

use super::{addresses_in, quotes_a_server};
use crate::notice::mail::caseless::begins;
use crate::notice::mail::formats::labels::{Label, labelled};
use crate::notice::mail::returned::end_of_words;
use crate::notice::mail::words::{Line, Words, is_rule, lines};

/// Longest value, in bytes. What goes on for longer is no value of a form.
const MAX_VALUE: usize = 8 * 1024;
/// How many words besides the addresses a line of addresses has.
const MAX_BESIDE: usize = 6;
/// How many values one notice has; a form of more is a log.
const MAX_ENTRIES: usize = 20_000;
/// How many lines are looked at to see whether a form or a returned mail begins.
const MAX_BLOCK: usize = 40;
/// Longest sentence that leads to a value, in bytes.
const MAX_SENTENCE: usize = 512;

/// One label with its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub label: Label,
    /// Where the value stands in the words.
    pub value: Range<usize>,
}

/// The text of the form. Where its labels are those of a header, `From:`, `To:`, `Subject:`, it looks as if the returned mail began.
fn form<'w>(words: &'w Words<'_>) -> &'w str {
    let returned = words.returned();
    let said = words.text().len();
    let (mut block, mut tells) = (0, false);
    for line in lines(returned).take_while(|line| !line.text.is_empty()).take(MAX_BLOCK) {
        let of_a_header = ["Received:", "Return-Path:", "Message-ID:", "MIME-Version:", "Content-", "DKIM-", "X-"]
            .iter()
            .any(|name| begins(line.text, name));
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

/// The labels of a notice with their values.
pub(super) fn entries(words: &Words<'_>) -> Vec<Entry> {
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
                let (addresses, beside) = addresses_in(line.text);
                // A list of addresses may have a blank line between each two.
                let is_listed = self.label == Label::Failed && blanks == 1 && beside == 0;
                (is_empty || blanks == 0 || is_listed) && blanks <= 2 && {
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
