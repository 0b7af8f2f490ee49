//! What the answer of a list means.

use std::net::Ipv4Addr;

use super::lists::{List, Weight};
use crate::dns::{Data, Lookup};

/// Why a list refuses to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Refusal {
    /// The name of the zone is misspelt (127.255.255.252).
    WrongName,
    /// The question came through a resolver that many share (127.255.255.254).
    SharedResolver,
    /// Too many questions came (127.255.255.255).
    TooMany,
    /// Another answer that refuses.
    Other,
}

/// What a list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing bad.
    Nothing,
    /// It refuses to answer.
    Refused(Refusal),
    /// These things, each with its answer.
    Listed(Vec<Entry>),
    /// Something that no list says: an address outside of 127.0.0.0/8, as whoever takes over the domain of a dead list answers.
    Nonsense,
}

/// One thing that a list says of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub answer: Ipv4Addr,
    /// The text that tells what it means.
    pub meaning: String,
    pub weight: Weight,
}

/// What the addresses of an answer say. One refusal among them refuses all.
pub(super) fn read(list: &List, lookup: &Lookup) -> Said {
    let answers: Vec<Ipv4Addr> =
        lookup.records().iter().filter_map(|record| if let Data::A(address) = record.data { Some(address) } else { None }).collect();
    if answers.iter().any(|answer| !answer.is_loopback()) {
        return Said::Nonsense;
    }
    if let Some(refusal) = answers.iter().find_map(|answer| refusal(list, *answer)) {
        return Said::Refused(refusal);
    }
    let bad = answers.into_iter().filter(|answer| !is_one_of(&list.harmless, *answer));
    let entries: Vec<Entry> = bad.flat_map(|answer| entries(list, answer)).collect();
    if entries.is_empty() { Said::Nothing } else { Said::Listed(entries) }
}

fn refusal(list: &List, answer: Ipv4Addr) -> Option<Refusal> {
    match answer.octets() {
        [127, 255, 255, 252] => Some(Refusal::WrongName),
        [127, 255, 255, 254] => Some(Refusal::SharedResolver),
        [127, 255, 255, 255] => Some(Refusal::TooMany),
        [127, 255, 255, _] => Some(Refusal::Other),
        _ => is_one_of(&list.refusals, answer).then_some(Refusal::Other),
    }
}

fn entries(list: &List, answer: Ipv4Addr) -> Vec<Entry> {
    let weight = if is_one_of(&list.minor, answer) { Weight::Minor } else { list.weight };
    let meanings: Vec<&String> = list.codes.iter().filter(|(code, _)| fits(code, answer, list.bits)).map(|(_, meaning)| meaning).collect();
    if meanings.is_empty() {
        return vec![Entry { answer, meaning: "blocklist-means-unknown".to_owned(), weight }];
    }
    meanings.into_iter().map(|meaning| Entry { answer, meaning: format!("blocklist-means-{meaning}"), weight }).collect()
}

fn is_one_of(codes: &[String], answer: Ipv4Addr) -> bool {
    codes.iter().any(|code| fits(code, answer, false))
}

/// Whether an answer is the one of a code: the same address, one of a span, or with `bits` one whose last number has the bit.
fn fits(code: &str, answer: Ipv4Addr, bits: bool) -> bool {
    let [a, b, c, d] = answer.octets();
    let Some((network, last)) = code.rsplit_once('.') else { return false };
    if network != format!("{a}.{b}.{c}") {
        return false;
    }
    let (from, to) = last.split_once('-').unwrap_or((last, last));
    let (Ok(from), Ok(to)) = (from.parse::<u8>(), to.parse::<u8>()) else { return false };
    if bits { d & from != 0 } else { (from..=to).contains(&d) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_fit_codes() {
        for (code, answer, bits, expected) in [
            ("127.0.0.2", "127.0.0.2", false, true),
            ("127.0.0.2", "127.0.0.3", false, false),
            ("127.0.2.2-24", "127.0.2.17", false, true),
            ("127.0.2.2-24", "127.0.2.25", false, false),
            ("127.0.2.2-24", "127.0.1.17", false, false),
            ("127.0.0.8", "127.0.0.72", true, true),
            ("127.0.0.64", "127.0.0.72", true, true),
            ("127.0.0.16", "127.0.0.72", true, false),
            ("127.0.0", "127.0.0.2", false, false),
            ("127.0.0.x", "127.0.0.2", false, false),
        ] {
            assert_eq!(fits(code, answer.parse().unwrap(), bits), expected, "{code} {answer}");
        }
    }
}
