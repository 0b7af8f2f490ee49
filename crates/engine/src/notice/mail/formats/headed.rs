//! Notices in which the address that failed heads the words about it: `<bob@example.com>:`, `"bob@example.com":`, or the bare address on a line of its own.
//!
//! This is the oldest of the shapes, and many services write it with their own words around.

use std::ops::Range;

use crate::notice::address;
use crate::notice::mail::words::{Line, Words};

/// An address with the words about it.
#[derive(Debug)]
pub(super) struct Headed {
    pub recipient: String,
    /// Where the words about it stand.
    pub said: Range<usize>,
}

/// Longest line that can be a heading, in bytes; an address has 254 (RFC 5321 section 4.5.3.1.3).
const MAX_HEADING: usize = 400;
/// Longest paragraph, in bytes.
const MAX_SAID: usize = 8 * 1024;

/// The addresses that head a paragraph, each with it. A blank line ends the paragraph, one directly below the heading does not.
pub(super) fn headed(words: &Words<'_>) -> Vec<Headed> {
    let mut found: Vec<Headed> = Vec::new();
    let mut is_open = false;
    for line in words.lines() {
        if is_separator(line.text) {
            // Below a first separator the returned mail may stand, or the notice itself between two of them.
            if !found.is_empty() {
                break;
            }
            continue;
        }
        if let Some((recipient, rest)) = heading(&line) {
            found.push(Headed { recipient, said: line.end() - rest.len()..line.end() });
            is_open = true;
        } else if let Some(last) = found.last_mut().filter(|_| is_open) {
            // A colon promises that what follows the blank line is said of the same address.
            let has_words = words
                .text()
                .get(last.said.clone())
                .is_some_and(|said| said.contains(char::is_alphanumeric) && !said.trim_end().ends_with(':'));
            if line.text.is_empty() && has_words || line.end() - last.said.start > MAX_SAID {
                is_open = false;
            } else {
                last.said.end = line.end();
            }
        }
    }
    found
}

/// A line of dashes or stars.
fn is_separator(line: &str) -> bool {
    ["---", "***", "===", "___"].iter().any(|rule| line.starts_with(rule))
}

/// The address a line begins with, and what stands behind it; between brackets or quotes, or alone on the line.
fn heading<'l>(line: &Line<'l>) -> Option<(String, &'l str)> {
    if line.text.len() > MAX_HEADING && !line.text.starts_with(['<', '"']) {
        return None;
    }
    let text = line.text.trim_start_matches(['*', '-', '•', '·', ' ', '\t']);
    let (inner, rest) = match text.strip_prefix('<') {
        Some(inner) => inner.split_once('>')?,
        None => match text.strip_prefix('"') {
            Some(inner) => inner.split_once('"')?,
            None => {
                let bare = text.trim_end_matches([':', '：', ',', '.']);
                return address_of(bare)
                    .filter(|address| !is_of_a_postmaster(address))
                    .map(|address| (address, text.get(text.len()..).unwrap_or_default()));
            }
        },
    };
    if inner.len() > MAX_HEADING {
        return None;
    }
    let behind = rest.trim_start();
    let is_heading = behind.is_empty() || behind.starts_with([':', '：', ',', '，', ';', '-']) || rest.starts_with(char::is_whitespace);
    let address = address_of(inner.trim()).filter(|_| is_heading)?;
    Some((address, behind.trim_start_matches([':', '：', ',', '，', ';', '-', ' ', '\t'])))
}

/// Whether an address is that of somebody to write to: notices end with it, on a line of its own.
fn is_of_a_postmaster(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    ["postmaster", "mailer-daemon", "abuse", "support", "helpdesk"].iter().any(|account| local.eq_ignore_ascii_case(account))
}

/// The text when it is an address and nothing else.
fn address_of(text: &str) -> Option<String> {
    let text = text.trim();
    let head = text.get(..text.floor_char_boundary(MAX_HEADING))?;
    let place = address::leading_place(head, |_| false)?;
    (place == (0..text.len())).then(|| text.to_owned())
}
