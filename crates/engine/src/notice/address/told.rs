//! Whom a text tells of that has no form to name its recipient in: one copied line, one reply.

use super::places;
use crate::notice::mail::begins;

/// Longest address that is believed (RFC 5321 section 4.5.3.1.3).
const MAX_ADDRESS: usize = 254;
/// How many lines of a text are looked at for a heading; whoever copies one reply copies few lines.
const MAX_LINES: usize = 8;
/// Words behind which an address stands that is offered in place of the one that failed.
const OFFERS: [&str; 6] = ["write to", "contact", "please use", "instead use", "reach me at", "reach us at"];

/// The address with which Postfix and qmail begin what they say of it: `<bob@example.com>: mail for example.com loops back to myself`.
pub(crate) fn heading(text: &str) -> Option<String> {
    text.lines().take(MAX_LINES).find_map(|line| {
        let (address, rest) = line.trim_start().strip_prefix('<')?.split_once('>')?;
        let fits = address.contains('@') && !address.contains(char::is_whitespace) && address.len() <= MAX_ADDRESS;
        let said = rest.trim_start_matches(' ').strip_prefix(':')?.trim_start();
        // Postfix tells in the same form of the sender that was refused.
        let is_sender = ["sender address", "sender domain"].iter().any(|words| begins(said, words));
        (fits && !is_sender).then(|| address.to_owned())
    })
}

/// The address a reply names, when it names just one.
pub(crate) fn only(text: &str) -> Option<String> {
    let places = places(text);
    let before = text.get(..places.first()?.start)?.trim_end_matches(['<', '"', '\'', '(', ' ', ':']).to_ascii_lowercase();
    if OFFERS.iter().any(|offer| before.ends_with(offer)) {
        return None;
    }
    let mut addresses = places.into_iter().filter_map(|place| text.get(place));
    let first = addresses.next()?;
    addresses.all(|other| other.eq_ignore_ascii_case(first)).then(|| first.to_owned())
}
