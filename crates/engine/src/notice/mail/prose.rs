//! The words for people, cut into passages that each speak of one address.
//!
//! Mail systems agree on little, but nearly all put the address that failed at the start of a line and what was said about it behind it or on the lines below.
//! A passage is such an address with the words up to the next one.
//! Where no address begins a line, every line that begins with a reply code is a passage of its own, with the address it names.

use std::ops::Range;

use super::words::is_rule;
use crate::evidence::MAX_REPLY_BYTES;
use crate::notice::{Warning, address, clip};
use crate::smtp::ReplyCode;

/// How much text one passage may have, in bytes.
const MAX_PASSAGE: usize = 4096;
/// How much text directly before a reply belongs to it, in bytes.
const MAX_LEAD: usize = 512;
/// How many passages one mail has. Each is compared with all others and with every recipient, so there must not be many; people name recipients by the dozen.
pub(in crate::notice) const MAX_PASSAGES: usize = 1000;

/// Words about one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::notice) struct Passage {
    /// The address, when one is named.
    pub address: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: Range<usize>,
}

/// Cuts the first `limit` bytes of words, below which no returned mail stands any more, into passages.
pub(in crate::notice) fn passages(text: &str, limit: usize, warnings: &mut Vec<Warning>) -> Vec<Passage> {
    let length = text.len();
    let text = text.get(..text.floor_char_boundary(limit)).unwrap_or_default();
    if text.len() < length {
        Warning::Truncated.add_to(warnings);
    }
    let headed = headed_passages(text, warnings);
    let replies = reply_passages(text, warnings);
    let mut passages = headed;
    for reply in replies {
        let known = passages.iter().any(|passage| {
            passage.place.start <= reply.place.start && reply.place.end <= passage.place.end && passage.address == reply.address
        });
        if !known {
            passages.push(reply);
        }
    }
    if passages.is_empty() && !text.trim().is_empty() {
        let whole = text.get(..text.floor_char_boundary(MAX_PASSAGE)).unwrap_or_default();
        passages.extend(first_address(whole).map(|address| Passage {
            address: Some(address),
            text: whole.trim().to_owned(),
            place: 0..whole.len(),
        }));
    }
    if passages.len() > MAX_PASSAGES {
        passages.truncate(MAX_PASSAGES);
        Warning::Truncated.add_to(warnings);
    }
    passages
}

impl Passage {
    /// A passage that begins with this line, which is cut where no reply is examined further.
    fn begin(address: Option<String>, mut text: String, place: Range<usize>, warnings: &mut Vec<Warning>) -> Passage {
        if clip(&mut text, MAX_REPLY_BYTES) {
            Warning::Truncated.add_to(warnings);
        }
        Passage { address, text, place }
    }

    /// Adds one more line, which ends at `end`.
    fn add(&mut self, line: &str, end: usize, warnings: &mut Vec<Warning>) {
        let kept = line.get(..line.floor_char_boundary(MAX_REPLY_BYTES)).unwrap_or_default();
        if kept.len() < line.len() {
            Warning::Truncated.add_to(warnings);
        }
        self.text.push('\n');
        self.text.push_str(kept);
        self.place.end = end;
    }
}

/// Passages that an address at the start of a line heads.
fn headed_passages(text: &str, warnings: &mut Vec<Warning>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut open = false;
    let mut blanks = 0;
    // A line such as `552 Mailbox full:`, which may be the title of the next address.
    let mut title: Option<(&str, usize)> = None;
    for (start, line) in lines(text) {
        let content = line.trim();
        if content.is_empty() {
            blanks += 1;
            continue;
        }
        let end = start + line.trim_end().len();
        let before = title.take();
        if let Some(address) = heading_address(content) {
            if passages.len() >= MAX_PASSAGES {
                Warning::Truncated.add_to(warnings);
                break;
            }
            passages.push(Passage::begin(Some(address), content.to_owned(), start..end, warnings));
            open = true;
        } else if is_rule(content) {
            open = false;
        } else if let Some(last) = passages.last_mut().filter(|last| open && blanks <= 1 && last.text.len() < MAX_PASSAGE) {
            if let Some((title, end)) = before {
                last.add(title, end, warnings);
            }
            if blanks == 1 && content.ends_with([':', '：']) {
                title = Some((content, end));
            } else {
                last.add(content, end, warnings);
            }
        } else {
            open = false;
        }
        blanks = 0;
    }
    // An address alone, with nothing said about it, tells only whom the mail did not reach.
    passages
}

/// The lines of a text with their places, each with the line feed that ends it.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|feed| feed + 1).chain([text.len()]);
    ends.filter_map(move |end| {
        let line = (start, text.get(start..end).filter(|line| !line.is_empty())?);
        start = end;
        Some(line)
    })
}

/// The address with which a line begins, bullets and brackets left out.
fn heading_address(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['*', '-', '•', '·', '>', ' ', '\t']);
    let head = line.get(..line.floor_char_boundary(320))?;
    let place = address::leading_place(head, |c| matches!(c, '<' | '"' | '\'' | '(' | '['))?;
    head.get(place).map(str::to_owned)
}

/// Passages that are replies by themselves, each up to the next one or a blank line.
fn reply_passages(text: &str, warnings: &mut Vec<Warning>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut open = false;
    let mut commanded: Option<String> = None;
    // Where the lines begin that stand directly before: what a program said whose failure the reply then reports.
    let mut lead: Option<usize> = None;
    for (start, line) in lines(text) {
        let content = line.trim();
        if let Some(command) = content.strip_prefix(">>>") {
            commanded = first_address(command);
            open = false;
            lead = None;
            continue;
        }
        let said = content.strip_prefix("<<<").unwrap_or(content).trim_start();
        let code = said.as_bytes().get(..3).and_then(ReplyCode::parse).filter(|code| code.class().is_failure());
        let place = start..start + line.trim_end().len();
        if code.is_some() && !said.as_bytes().get(3).is_some_and(u8::is_ascii_alphanumeric) {
            let continues = open && last_line_promises_more(passages.last(), said);
            if !continues {
                if passages.len() >= MAX_PASSAGES {
                    Warning::Truncated.add_to(warnings);
                    break;
                }
                let address = first_address(said).or_else(|| commanded.clone());
                // A line beyond measure is no remark of a program.
                let from = lead.take().filter(|lead| start - lead <= MAX_PASSAGE / 2).unwrap_or(start);
                let before = text.get(from..start).unwrap_or_default();
                passages.push(Passage::begin(address, format!("{before}{said}"), from..place.end, warnings));
                open = true;
                continue;
            }
        } else if content.is_empty() || is_rule(content) {
            open = false;
            lead = None;
        } else if !line.starts_with([' ', '\t']) {
            open = false;
            lead = lead.filter(|lead| start - lead < MAX_LEAD).or(Some(start));
        }
        if let Some(last) = passages.last_mut().filter(|last| open && last.text.len() < MAX_PASSAGE) {
            last.add(said, place.end, warnings);
        }
    }
    passages
}

/// Whether the last line of a passage has the same code as `said` with a hyphen behind it (RFC 5321 section 4.2.1).
fn last_line_promises_more(passage: Option<&Passage>, said: &str) -> bool {
    let last = passage.and_then(|passage| passage.text.lines().last()).unwrap_or_default();
    last.get(..3) == said.get(..3) && last.as_bytes().get(3) == Some(&b'-')
}

/// The first address that a text names.
fn first_address(text: &str) -> Option<String> {
    address::written(text).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_of_the_next_address_is_not_said_about_this_one() {
        let text = "552 Mailbox full:\n  bob@example.com\n\n550 User unknown:\n  eve@example.net\n\nRemote host said:\n550 no\n";
        let told: Vec<(Option<String>, String)> =
            headed_passages(text, &mut Vec::new()).into_iter().map(|passage| (passage.address, passage.text)).collect();
        let expected = [("bob@example.com", "bob@example.com"), ("eve@example.net", "eve@example.net\nRemote host said:\n550 no")];
        assert_eq!(told, expected.map(|(address, text)| (Some(address.to_owned()), text.to_owned())));
    }
}
