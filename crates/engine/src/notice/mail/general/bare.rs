//! Recipients that are named without a domain: a system that delivers to its own mailboxes often leaves it out.
//!
//! Sendmail writes `550 <bob>... User unknown`, AOL and many home-made systems list account names on indented lines below `… to the following recipients could not be delivered:`.
//! A single word is tied to a failure by such a form only, never by standing near one.

use super::sense::Senses;
use super::survey::{Seen, Survey};
use super::tie::{Tie, Tied};
use crate::notice::mail::words::is_rule;

/// Longest local part that is believed (RFC 5321 section 4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// The local parts that stand for recipients.
pub(super) fn tied(survey: &Survey<'_>) -> Vec<Tied> {
    let mut found = Vec::new();
    let mut in_list = false;
    for (index, seen) in survey.lines.iter().enumerate() {
        if let Some(local) = before_dots(seen) {
            found.push(named(local, index));
            continue;
        }
        if let Some(local) = listed(seen).filter(|_| in_list) {
            found.push(named(local, index));
            continue;
        }
        // The list follows its heading: `… not delivered to the following:`.
        let heads = seen.line.text.trim_end_matches(['-', '=', '*', ' ']).ends_with(':');
        in_list = heads && survey.paragraph(seen.paragraph).any(Senses::FAILED)
            || (in_list && is_rule(seen.line.text) && seen.senses.any(Senses::FAILED));
    }
    found
}

fn named(local: &str, index: usize) -> Tied {
    Tied { address: local.to_owned(), tie: Tie::Heads, original: None, lines: index..index + 1, has_own_words: true }
}

/// `<bob>... User unknown`, with or without a reply code before it.
fn before_dots<'w>(seen: &Seen<'w>) -> Option<&'w str> {
    if !seen.senses.any(Senses::REASON | Senses::CODE) {
        return None;
    }
    let (before, behind) = seen.line.text.split_once("...")?;
    let word = before.rsplit([' ', '\t']).next()?;
    let is_code = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    // Nothing but codes before it, and words behind it.
    let is_alone = before.split([' ', '\t']).rev().skip(1).all(is_code);
    is_local(word.trim_matches(['<', '>'])).filter(|local| is_alone && !is_code(local) && behind.contains(char::is_alphabetic))
}

/// An account name alone on an indented line, or set apart from what is said about it by more than one blank.
fn listed<'w>(seen: &Seen<'w>) -> Option<&'w str> {
    if seen.line.indent == 0 {
        return None;
    }
    let text = seen.line.text;
    let end = text.find([' ', '\t']).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let is_apart = rest.is_empty() || rest.starts_with('\t') || (rest.starts_with("  ") && seen.senses.any(Senses::REASON | Senses::CODE));
    is_local(word.trim_matches(['<', '>', '"', '\''])).filter(|_| is_apart)
}

fn is_local(word: &str) -> Option<&str> {
    let fits = (2..=MAX_LOCAL).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.contains(|c: char| c.is_ascii_alphabetic());
    fits.then_some(word)
}
