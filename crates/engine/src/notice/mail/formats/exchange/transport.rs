//! Exchange 2007 and later, and Exchange Online: below the sentences for the sender a section for administrators, where each recipient has a line of its own and the reply stands below, between `#` and `##` or in quotation marks.
//!
//! ```text
//! Diagnostic information for administrators:
//!
//! Generating server: mail.example.cn
//!
//! bob@example.com
//! mx.example.com #550 5.1.1 User unknown ##
//!
//! eve@example.net
//! 23/11/2016 08:00:00 - Remote Server at mx.example.net (192.0.2.1) returned '550 4.4.7 QUEUE.Expired; message expired'
//! 23/11/2016 07:50:00 - Remote Server at mx.example.net (192.0.2.1) returned '441 4.4.1 Connection timed out'
//! ```
//!
//! The section stands on its own, so neither its title nor the words around the reply have to be understood.

use std::ops::Range;

use super::{host_within, leading_address};
use crate::notice::mail::formats::Found;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery, address};
use crate::smtp::{ReplyCode, StatusCode};

/// How many lines may stand between a recipient and its reply: the host, and a line broken in two.
const MAX_LINES_BETWEEN: usize = 4;
/// How long a reply may be, in bytes.
const MAX_REPLY: usize = 8 * 1024;
/// Longest host name before a status, in bytes (RFC 1035 section 2.3.4).
const MAX_HOST: usize = 260;
/// How many attempts at one recipient are kept.
const MAX_ATTEMPTS: usize = 8;
/// How many recipients that the first part names are compared with those of the section.
const MAX_NAMED: usize = 200;

/// Words of the first sentence, or of the subject before the colon, in a notice that the server goes on trying.
const DELAYED: [&str; 20] = [
    "is delayed",
    "delivery delayed",
    "been delayed",
    "hasn't been delivered yet",
    "not been delivered yet",
    "verzögert",
    "retardé",
    "différé",
    "retrasad",
    "atrasad",
    "ritardat",
    "vertraagd",
    "försenad",
    "fördröj",
    "задерж",
    "延迟",
    "延遲",
    "遅延",
    "遅れ",
    "지연",
];
/// How much of the words is searched for these, in bytes. Further down they may stand in a reply.
const FIRST_SENTENCE: usize = 240;

pub(super) fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if incoming.is_conversation() {
        return;
    }
    let mut reader = Reader { words, entries: Vec::new(), named: Vec::new(), server: None };
    reader.read();
    let Reader { entries, named, server, .. } = reader;
    let action = if is_delayed(incoming, words) { Action::Delayed } else { Action::Failed };
    // The section may name the address that a mail was passed on to; the sender knows the other one.
    let only = match (entries.as_slice(), named.as_slice()) {
        ([_], [named]) => Some(named.address.clone()),
        _ => None,
    };
    for entry in entries {
        let explained = named.iter().find(|named| only.is_some() || address::is_same(&named.address, &entry.recipient));
        let recipient = only.clone().unwrap_or(entry.recipient);
        let mut attempts = entry.attempts.into_iter().map(|attempt| words.statement(attempt));
        let reply = attempts.next();
        let mut remarks: Vec<_> = attempts.collect();
        remarks.extend(explained.map(|named| words.statement(named.explanation.clone())).filter(|said| !said.text.is_empty()));
        found.add(Delivery {
            recipient: Some(recipient),
            action: Some(action),
            reply,
            remarks,
            remote_mta: entry.host,
            reporting_mta: server.clone(),
            ..Delivery::default()
        });
    }
}

fn is_delayed(incoming: &Incoming<'_, '_>, words: &Words<'_>) -> bool {
    let text = words.text();
    let head = text.get(..text.floor_char_boundary(FIRST_SENTENCE)).unwrap_or_default();
    let subject = incoming.subject();
    let prefix = subject.split_once([':', '：']).map_or("", |(prefix, _)| prefix);
    let said = format!("{prefix}\n{head}").to_lowercase();
    DELAYED.iter().any(|words| said.contains(words))
}

/// A recipient of the section for administrators.
struct Entry {
    recipient: String,
    /// What was said, the last attempt first.
    attempts: Vec<Range<usize>>,
    host: Option<String>,
}

/// A recipient of the part for the sender: `bob@example.com<mailto:bob@example.com>` and the sentences below.
struct Named {
    address: String,
    explanation: Range<usize>,
}

/// A line that may head an entry.
struct Heading {
    address: String,
    behind: usize,
    line: usize,
    is_used: bool,
}

struct Reader<'w, 'a> {
    words: &'w Words<'a>,
    entries: Vec<Entry>,
    named: Vec<Named>,
    server: Option<String>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let words = self.words;
        let mut heading: Option<Heading> = None;
        let mut server = None;
        let mut read_to = 0;
        let mut number = 0;
        let mut is_explained = true;
        for line in words.lines() {
            if line.text.is_empty() {
                is_explained = self.named.last().is_none_or(|named| !named.explanation.is_empty());
                continue;
            }
            number += 1;
            if line.start < read_to {
                continue;
            }
            if let Some(named) = named(&line).filter(|_| self.named.len() < MAX_NAMED) {
                self.named.push(named);
                is_explained = false;
            } else if let Some(named) = self.named.last_mut().filter(|_| !is_explained) {
                named.explanation.end = line.end();
            }
            if let Some((address, behind)) = leading_address(&line) {
                heading = Some(Heading { address, behind, line: number, is_used: false });
            } else if let Some(host) = labelled_host(&line) {
                server = Some(host);
            }
            let Some(open) = heading.as_mut().filter(|open| open.is_used || number - open.line <= MAX_LINES_BETWEEN) else { continue };
            let from = open.behind.max(line.start);
            let Some(reply) = reply_from(words.text(), from, line.end()) else { continue };
            read_to = reply.end;
            if open.is_used {
                if let Some(entry) = self.entries.last_mut().filter(|entry| entry.attempts.len() < MAX_ATTEMPTS) {
                    entry.attempts.push(reply);
                }
                continue;
            }
            open.is_used = true;
            self.server = self.server.take().or(server.take());
            let host = host_within(words, open.behind, reply.start);
            self.entries.push(Entry { recipient: open.address.clone(), attempts: vec![reply], host });
        }
        // What is said about a recipient ends where the section begins.
        let section = self.entries.first().and_then(|entry| entry.attempts.first()).map_or(usize::MAX, |first| first.start);
        self.named.retain(|named| named.explanation.start < section);
    }
}

/// A recipient with the link that Outlook puts behind it.
fn named(line: &Line<'_>) -> Option<Named> {
    let at = line.text.find("<mailto:")?;
    let link = line.text.get(at + "<mailto:".len()..)?;
    let end = link.find('>')?;
    let address = crate::notice::reported_address(link.get(..end)?).filter(|address| address.contains('@'))?;
    let from = line.start + at + "<mailto:".len() + end + 1;
    Some(Named { address, explanation: from..line.end().max(from) })
}

/// The host in a line such as `Generating server: mail.example.cn`, whatever the language.
fn labelled_host(line: &Line<'_>) -> Option<String> {
    let (label, value) = line.text.rsplit_once([':', '：'])?;
    let value = value.trim();
    let is_host = value.contains('.') && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    let is_label = label.chars().count() <= 60 && label.chars().any(char::is_alphabetic) && !label.contains('@');
    (is_host && is_label && value.len() <= 255).then(|| value.to_owned())
}

/// Where the reply stands that begins between `from` and `to`.
fn reply_from(text: &str, from: usize, to: usize) -> Option<Range<usize>> {
    let line = text.get(from..to)?;
    let mut before = ' ';
    line.char_indices().find_map(|(at, c)| {
        // A number sign or an apostrophe within a word opens nothing.
        let is_free = std::mem::replace(&mut before, c).is_whitespace();
        let start = from + at + c.len_utf8();
        let rest = text.get(start..)?;
        match c {
            '#' if is_free && (begins_reply(rest) || begins_bracket(rest) || rest.starts_with("MSEXCH:")) => {
                Some(start..start + length_to_number_sign(rest))
            }
            '\'' | '‘' | '’' | '"' | '“' | '«' | '»' | '„' | '「'
                if (is_free || c == '「') && (begins_reply(rest.trim_start()) || begins_bracket(rest)) =>
            {
                Some(start..start + length_to_quotation_mark(rest))
            }
            _ => None,
        }
    })
}

/// Whether a text begins with a reply code or an enhanced code and goes on in the same line.
fn begins_reply(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let code = line.as_bytes().get(..3).and_then(ReplyCode::parse).filter(|code| code.class().is_failure());
    let length = if code.is_some() { Some(3) } else { StatusCode::parse_prefix(line.as_bytes()).map(|(_, length)| length) };
    let rest = length.and_then(|length| line.get(length..)).unwrap_or_default();
    rest.starts_with([' ', '-', ';', '#', '\u{a0}']) && rest.len() > 1
}

/// Whether a text begins with `<host #5.1.1 …>`, where Exchange quotes what an older Exchange made of a reply.
fn begins_bracket(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('<') else { return false };
    let head = inside.get(..inside.floor_char_boundary(MAX_HOST)).unwrap_or_default();
    head.split_once('#').is_some_and(|(host, rest)| !host.contains(['<', '>', '\n']) && StatusCode::parse_prefix(rest.as_bytes()).is_some())
}

/// How long a reply is that ends with `##`, `#SMTP#` or its paragraph.
fn length_to_number_sign(text: &str) -> usize {
    length_to(text, |line| ["##", "#SMTP#", "#smtp#"].iter().filter_map(|mark| line.find(mark)).min())
}

/// How long a reply is that ends with a quotation mark at the end of a line, or with its paragraph.
fn length_to_quotation_mark(text: &str) -> usize {
    length_to(text, |line| {
        let content = line.trim_end().trim_end_matches(['.', '。']);
        content.strip_suffix(['\'', '’', '"', '”', '“', '»', '«', '」']).map(str::len)
    })
}

/// How much of a paragraph stands before its end or before what `closes` finds in one of its lines.
fn length_to(text: &str, closes: impl Fn(&str) -> Option<usize>) -> usize {
    let text = text.get(..text.floor_char_boundary(MAX_REPLY)).unwrap_or_default();
    let mut at: usize = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        // The second half of a CRLF is no empty line.
        let is_half = line == "\n" && at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r');
        if at > 0 && line.trim().is_empty() && !is_half {
            break;
        }
        if let Some(end) = closes(line) {
            return at + end;
        }
        at += line.len();
    }
    at
}
