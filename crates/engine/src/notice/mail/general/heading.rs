//! Addresses with which a line begins: the form in which nearly every mail system lists whom it could not reach.

use super::survey::Seen;
use crate::notice::address::{Mention, is_same};

/// An address at the head of a line.
pub(super) struct Heading {
    /// The address; several where the line is a list of nothing else.
    pub addresses: Vec<String>,
    /// What follows it.
    pub then: Then,
}

/// What follows the address in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing.
    End,
    /// A sign that announces words about it: `<bob@example.com>: `, `bob@example.com... `.
    Announced,
    /// Words.
    Words,
}

/// How many words a display name before an address may have.
const MAX_NAME_WORDS: usize = 6;

/// The heading of a line with these addresses in it.
pub(super) fn heading(seen: &Seen<'_>, mentions: &[Mention]) -> Option<Heading> {
    let text = seen.line.text;
    let (first, last) = (mentions.first()?, mentions.last()?);
    let before = undecorated(text.get(..first.place.start)?);
    let is_bracketed = text.get(..first.place.start)?.ends_with(['<', '[']);
    let is_head = before.is_empty() || (is_bracketed && is_name(before, text.get(first.place.end..)?));
    if !is_head {
        return None;
    }
    // `bob@example.com<mailto:bob@example.com>` and `bob@example.com (bob@example.com)` name one address.
    let gaps = mentions.windows(2).map(|pair| match pair {
        [one, other] => text.get(one.place.end..other.place.start).unwrap_or_default(),
        _ => "",
    });
    let is_list = mentions.len() > 1
        && gaps.clone().all(|gap| gap.trim_matches(is_decoration).trim_end_matches("mailto:").trim_end_matches(is_decoration).is_empty());
    let mut addresses = vec![first.address.clone()];
    let mut behind = first;
    if is_list {
        behind = last;
        for mention in mentions.iter().skip(1) {
            if !addresses.last().is_some_and(|known| is_same(known, &mention.address)) {
                addresses.push(mention.address.clone());
            }
        }
    } else if let Some(second) = mentions.get(1).filter(|second| is_same(&second.address, &first.address)) {
        let gap = text.get(first.place.end..second.place.start)?;
        if gap.len() <= 12 && !gap.contains(':') || gap.ends_with("mailto:") {
            behind = second;
        }
    }
    let rest = text.get(behind.place.end..)?.trim_start_matches(['>', '"', '\'', ')', ']', '）', '”']);
    let then = match rest.trim_start().chars().next() {
        None => Then::End,
        Some(_) if rest.trim().trim_matches(is_decoration).is_empty() && !rest.trim_start().starts_with([':', '.']) => Then::End,
        Some(':' | '：' | ';' | ',' | '|' | '=') => Then::Announced,
        Some('.') if rest.trim_start().starts_with("..") => Then::Announced,
        Some('-' | '–' | '—') if rest.starts_with(' ') => Then::Announced,
        Some(_) => Then::Words,
    };
    // A name says nothing before a sentence about its owner.
    (before.is_empty() || then != Then::Words).then_some(Heading { addresses, then })
}

fn is_decoration(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '<' | '>' | '"' | '\'' | '(' | ')' | '[' | ']' | ',' | ';' | '*' | '.' | '、' | '，' | '“' | '”' | '（' | '）' | '|')
}

/// What stands before an address, without bullets, numbers, brackets and the type of the address.
fn undecorated(before: &str) -> &str {
    let is_bullet =
        |c: char| c.is_whitespace() || matches!(c, '*' | '-' | '•' | '·' | '>' | '●' | '○' | '■' | '◆' | '–' | '—' | '→' | '+' | '#' | '|');
    let is_opening = |c: char| matches!(c, '<' | '"' | '\'' | '(' | '[' | '“' | '（' | '【' | '{');
    let rest = before.trim_start_matches(is_bullet);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match rest.get(digits..) {
        Some(numbered) if digits > 0 && [". ", ") ", ".\t", ")\t"].iter().any(|sign| numbered.starts_with(sign)) => {
            numbered.get(1..).unwrap_or("")
        }
        _ => rest,
    };
    let rest = rest.trim().trim_end_matches(is_opening).trim_start_matches(is_opening).trim();
    let types = ["mailto:", "smtp:", "rfc822;", "rfc822:", "internet:", "email:", "e-mail:"];
    let lower = rest.to_ascii_lowercase();
    match types.iter().find(|kind| lower.ends_with(*kind)) {
        Some(kind) => rest.get(..rest.len() - kind.len()).unwrap_or_default().trim_end_matches(is_opening).trim(),
        None => rest,
    }
}

/// Whether the words before an address are a display name (RFC 5322 section 3.4): few, without the signs of a sentence, and the address in brackets.
fn is_name(before: &str, behind: &str) -> bool {
    let is_bracketed = behind.starts_with(['>', ']']);
    is_bracketed
        && before.contains(char::is_alphabetic)
        && before.split_whitespace().count() <= MAX_NAME_WORDS
        && !before.contains([':', ';', '=', '<', '：', '?', '!'])
}
