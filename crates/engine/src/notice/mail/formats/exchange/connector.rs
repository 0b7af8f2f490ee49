//! The Internet Mail Service of Exchange 5.5 and the message transfer agent of Exchange 5.5 to 2003: a paragraph for each recipient, which ends with `MSEXCH:` and what the server made of it.
//!
//! ```text
//! did not reach the following recipient(s):
//!
//! bob@example.com on Mon, 23 Nov 1998 08:00:00 +0800
//!     The recipient name is not recognized
//!     MSEXCH:IMS:ORG:SITE:SERVER 0 (000C05A6) Unknown Recipient
//! ```

use super::{leading_address, name_before_date};
use crate::notice::mail::formats::Found;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery};

const MARK: &str = "MSEXCH:";

pub(super) fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let mut entry: Option<Entry> = None;
    let mut had_blank = true;
    for line in words.lines() {
        if line.text.is_empty() {
            had_blank = true;
            continue;
        }
        let is_marked = line.text.contains(MARK);
        let is_done = entry.as_ref().is_some_and(|entry| entry.is_marked && (had_blank || line.indent == 0));
        if is_done {
            close(entry.take(), words, found);
        }
        match &mut entry {
            Some(entry) if !had_blank || is_marked || line.indent > 0 => {
                entry.is_marked |= is_marked;
                entry.end = line.end();
            }
            // A new paragraph: the one before was no recipient.
            _ if !is_marked => entry = Some(Entry::of(&line)),
            _ => {}
        }
        had_blank = false;
    }
    close(entry, words, found);
}

/// A paragraph that may be about a recipient.
struct Entry {
    recipient: Option<String>,
    said_from: usize,
    end: usize,
    is_marked: bool,
}

impl Entry {
    fn of(line: &Line<'_>) -> Entry {
        let recipient = leading_address(line).map(|(address, _)| address).or_else(|| name_before_date(line.text));
        Entry { recipient, said_from: line.end(), end: line.end(), is_marked: false }
    }
}

fn close(entry: Option<Entry>, words: &Words<'_>, found: &mut Found) {
    let Some(Entry { recipient: Some(recipient), said_from, end, is_marked: true }) = entry else { return };
    let reply = Some(words.statement(said_from..end)).filter(|reply| !reply.text.is_empty());
    found.add(Delivery { recipient: Some(recipient), action: Some(Action::Failed), reply, ..Delivery::default() });
}
