//! Exchange Online since 2016: a page made of boxes, one recipient, and the reply behind a label, in the language of the sender.
//!
//! ```text
//! Your message to bob@example.com couldn't be delivered.
//! bob wasn't found at example.com.
//! …
//! Status code: 550 5.1.10
//! …
//! Error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient bob@example.com not found by SMTP address lookup
//! Message rejected by: mail.example.org
//! ```

use super::{address_within, host_within};
use crate::notice::mail::formats::Found;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery};
use crate::smtp::{ReplyCode, StatusCode};

/// How much of the words is searched for the address, in bytes: it stands in the first sentence.
const FIRST_SENTENCE: usize = 1500;

pub(super) fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if incoming.is_conversation() {
        return;
    }
    let mut best: Option<(usize, usize)> = None;
    let mut behind: Option<Line<'_>> = None;
    for line in words.lines().filter(|line| !line.text.is_empty()) {
        let value = reply_behind_label(&line);
        let Some(start) = value else {
            if behind.is_none() && best.is_some_and(|(_, end)| end < line.start) {
                behind = Some(line);
            }
            continue;
        };
        // The status stands above without its words, the whole reply below.
        if best.is_none_or(|(from, to)| line.end() - start > to - from) {
            best = Some((start, line.end()));
            behind = None;
        }
    }
    let Some((start, end)) = best else { return };
    let text = words.text();
    let Some(recipient) = address_within(words, 0, text.floor_char_boundary(FIRST_SENTENCE)) else { return };
    let remote_mta = behind.and_then(|line| host_within(words, line.start, line.end()));
    found.add(Delivery {
        recipient: Some(recipient),
        action: Some(Action::Failed),
        reply: Some(words.statement(start..end)),
        remote_mta,
        ..Delivery::default()
    });
}

/// Where the reply begins in a line such as `Error: 550 5.1.10 …` or, where the table lost its labels, in `550 5.1.10 …`.
fn reply_behind_label(line: &Line<'_>) -> Option<usize> {
    let label = line.text.find([':', '：']).filter(|at| *at <= 60);
    let behind = label.map(|at| at + line.text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    [Some(0), behind].into_iter().flatten().find_map(|at| {
        let value = line.text.get(at..)?;
        let blanks = value.len() - value.trim_start_matches(['\'', '"', ' ', '\t', '\u{a0}', '\u{3000}']).len();
        let value = value.get(blanks..)?;
        let code = value.as_bytes().get(..3).and_then(ReplyCode::parse).filter(|code| code.class().is_failure())?;
        let status = value.get(4..).map(|rest| StatusCode::parse_prefix(rest.as_bytes()))??;
        (status.0.class() == code.class() || code.class().is_failure()).then_some(line.start + at + blanks)
    })
}
