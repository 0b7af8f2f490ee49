//! Notices that say first what happened and then name whom it happened to, each address on a line of its own, or the other way round.
//!
//! The words about an address are those directly below it, or, where there are none, the paragraph above the list, with the one before it where that paragraph only announces the list ("The following recipients did not receive this message:").

use std::ops::Range;

use super::headed::{Headed, headed};
use super::{Found, speaker};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Words, lines};
use crate::notice::{Action, Delivery};

/// Reads the addresses of a list with what was said below or above it.
pub(super) fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    let listed: Vec<Headed> = headed(words).into_iter().filter(|headed| !incoming.is_own(&headed.recipient)).collect();
    let Some(first) = listed.first() else { return };
    let above = Some(words.statement(above(words, first.said.start))).filter(|above| !above.text.is_empty());
    // What follows the last of a list at a distance may be said to all or be no word about any.
    let alone = listed.len() == 1;
    for headed in listed {
        let said = words.text().get(headed.said.clone()).unwrap_or_default();
        let is_direct = lines(said).take(2).any(|line| !line.text.is_empty());
        let below = Some(words.statement(headed.said)).filter(|below| !below.text.is_empty() && (is_direct || alone));
        let (reply, other) = if is_direct || above.is_none() { (below, above.clone()) } else { (above.clone(), below) };
        found.add(Delivery {
            recipient: Some(headed.recipient),
            action: Some(Action::Failed),
            reply,
            remarks: other.into_iter().collect(),
            ..Delivery::default()
        });
    }
}

/// The paragraph above the line that ends at `at`, and the one before it where it ends in a colon.
pub(super) fn above(words: &Words<'_>, at: usize) -> Range<usize> {
    let (mut before, mut last): (Option<Range<usize>>, Option<Range<usize>>) = (None, None);
    let mut is_open = false;
    for line in words.lines().take_while(|line| line.end() < at) {
        if line.text.is_empty() {
            is_open = false;
        } else if let Some(last) = last.as_mut().filter(|_| is_open) {
            last.end = line.end();
        } else {
            before = last.take();
            last = Some(line.start..line.end());
            is_open = true;
        }
    }
    let Some(last) = last else { return at..at };
    let announces = words.text().get(last.clone()).is_some_and(|text| text.ends_with([':', '：']));
    let start = before.filter(|_| announces).map_or(last.start, |before| before.start);
    start..last.end
}
