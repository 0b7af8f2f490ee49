//! Addresses that stand alone, each above the paragraphs about it, or below them.
//!
//! ```text
//! bob@example.com
//!
//! 550 5.1.1 User unknown
//!
//! eve@example.net
//!
//! 552 5.2.2 Mailbox full
//! ```
//!
//! A blank line ends what is said about an address, so nothing here would be about anybody, and all would be told what was said of the first.

use std::collections::HashMap;

use super::heading::{Heading, Then};
use super::sense::Senses;
use super::survey::Survey;
use crate::notice::mail::words::is_rule;

/// Where the words about each heading stand besides its own lines.
#[derive(Default)]
pub(super) struct Layout {
    /// The line above with which they begin.
    pub above: HashMap<usize, usize>,
    /// The line below before which they end.
    pub below: HashMap<usize, usize>,
}

/// How the words are laid out around headings with nothing beside them; empty where there is no more to them than that.
pub(super) fn layout(survey: &Survey<'_>, headings: &[Option<Heading>]) -> Layout {
    let groups = Layout { above: groups(survey, headings), ..Layout::default() };
    let places: Vec<usize> = headings.iter().enumerate().filter(|(_, heading)| heading.is_some()).map(|(at, _)| at).collect();
    let ([first, _, ..], Some(last)) = (places.as_slice(), places.last()) else { return groups };
    let between = places.iter().copied().zip(places.iter().copied().skip(1));
    if !places.iter().all(|at| is_bare(headings, *at)) || !between.clone().all(|(one, other)| tells(survey, one + 1, other)) {
        return groups;
    }
    // Behind the last one stands the end of the notice as well, above the first one its beginning.
    let end = end_of_paragraph(survey, last + 1);
    let is_told_below = tells(survey, last + 1, end);
    if let Some(start) = first.checked_sub(1).filter(|above| !is_told_below && is_a_reason(survey, *above)) {
        let above = std::iter::once((*first, start)).chain(between.map(|(one, other)| (other, one + 1))).collect();
        return Layout { above, below: places.iter().map(|at| (*at, at + 1)).collect() };
    }
    if !places.iter().all(|at| is_alone(survey, headings, *at)) {
        return groups;
    }
    Layout { below: between.chain(is_told_below.then_some((*last, end))).collect(), ..groups }
}

/// Whether a line gives a reason and is not the sentence that tells a failure.
fn is_a_reason(survey: &Survey<'_>, at: usize) -> bool {
    survey.lines.get(at).is_some_and(|seen| {
        tells(survey, at, at + 1) && !seen.senses.any(Senses::FAILED | Senses::DELAYED) && !seen.line.text.ends_with([':', '：'])
    })
}

/// Where the paragraph of a line ends.
fn end_of_paragraph(survey: &Survey<'_>, at: usize) -> usize {
    (at..survey.lines.len()).find(|other| !is_same_paragraph(survey, *other, at)).unwrap_or(survey.lines.len())
}

fn is_same_paragraph(survey: &Survey<'_>, one: usize, other: usize) -> bool {
    let of = |at: usize| survey.lines.get(at).map(|seen| seen.paragraph);
    of(one) == of(other)
}

/// For each heading the line above its group that tells why the group failed; none where there are not several groups.
///
/// ```text
/// 550 5.1.1 User unknown:
///   bob@example.com
///
/// 552 5.2.2 Mailbox full:
///   eve@example.net
/// ```
fn groups(survey: &Survey<'_>, headings: &[Option<Heading>]) -> HashMap<usize, usize> {
    let mut groups = HashMap::new();
    let mut told = 0;
    let mut above = None;
    for (at, (seen, heading)) in survey.lines.iter().zip(headings).enumerate() {
        if heading.as_ref().is_some_and(|heading| heading.then == Then::End) {
            if let Some((line, paragraph)) = above
                && paragraph == seen.paragraph
            {
                groups.insert(at, line);
            }
            continue;
        }
        let is_title = heading.is_none() && seen.line.text.ends_with([':', '：']) && seen.senses.any(Senses::CODE | Senses::REASON);
        told += usize::from(is_title);
        above = is_title.then_some((at, seen.paragraph));
    }
    if told > 1 { groups } else { HashMap::new() }
}

/// Whether a code of a failure stands in the paragraph below an address that is alone in its own: so it is laid out in languages that nobody taught us.
pub(super) fn is_answered_below(survey: &Survey<'_>, headings: &[Option<Heading>], at: usize) -> bool {
    let below = survey.lines.get(at + 1).filter(|below| below.blanks == 1);
    is_alone(survey, headings, at) && below.is_some_and(|below| below.senses.any(Senses::CODE))
}

/// Whether nothing but the heading stands in its paragraph.
fn is_alone(survey: &Survey<'_>, headings: &[Option<Heading>], at: usize) -> bool {
    let of = |at: usize| survey.lines.get(at).map(|seen| seen.paragraph);
    is_bare(headings, at) && at.checked_sub(1).and_then(of) != of(at) && of(at + 1) != of(at)
}

/// Whether nothing stands beside the address.
fn is_bare(headings: &[Option<Heading>], at: usize) -> bool {
    headings.get(at).is_some_and(|heading| heading.as_ref().is_some_and(|heading| heading.then == Then::End))
}

/// Whether lines say why a mail failed.
fn tells(survey: &Survey<'_>, from: usize, to: usize) -> bool {
    let lines = survey.lines.get(from..to).unwrap_or_default();
    lines.iter().any(|seen| seen.senses.any(Senses::CODE | Senses::REASON)) && !lines.iter().any(|seen| is_rule(seen.line.text))
}
