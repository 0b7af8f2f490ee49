//! The words for people given to the recipients of a report for programs.

use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::prose::{MAX_PASSAGES, Passage, passages};
use crate::notice::mail::words::MAX_PROSE;
use crate::notice::{Delivery, Statement, Warning, address};

/// How many words for people are handed to the recipients of a report, in bytes: the same words may speak of ten thousand of them.
const MAX_REMARKS: usize = 4 * 1024 * 1024;

/// Gives each recipient of a report the words for people that speak of it.
pub(in crate::notice::mail) fn remark(incoming: &Incoming<'_, '_>, deliveries: &mut [Delivery], warnings: &mut Vec<Warning>) {
    let prose = said(incoming, warnings);
    hand_out(deliveries, &prose, warnings);
}

fn hand_out(deliveries: &mut [Delivery], prose: &[Passage], warnings: &mut Vec<Warning>) {
    let alone = deliveries.len() == 1;
    let mut left = MAX_REMARKS;
    for delivery in deliveries {
        let speaks_of = |passage: &&Passage| {
            let named = |address: &Option<String>| {
                address.as_deref().is_some_and(|known| passage.address.as_deref().is_some_and(|said| address::is_same(known, said)))
            };
            named(&delivery.recipient) || named(&delivery.original_recipient)
        };
        let mut remarks: Vec<&Passage> = prose.iter().filter(speaks_of).collect();
        if alone {
            remarks.extend(prose.iter().filter(|passage| !speaks_of(passage)));
        }
        for passage in remarks.into_iter().take(8) {
            let Some(rest) = left.checked_sub(passage.text.len()) else {
                Warning::Truncated.add_to(warnings);
                return;
            };
            left = rest;
            delivery.remarks.push(Statement { text: passage.text.clone(), origin: passage.place.clone() });
        }
    }
}

/// The passages of what people read.
fn said(incoming: &Incoming<'_, '_>, warnings: &mut Vec<Warning>) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    for words in incoming.words() {
        let passages = passages(words.text(), MAX_PROSE, warnings);
        let room = MAX_PASSAGES - found.len();
        if passages.len() > room {
            Warning::Truncated.add_to(warnings);
        }
        found.extend(passages.into_iter().take(room).map(|passage| Passage { place: words.origin(passage.place.clone()), ..passage }));
    }
    found
}
