//! The reply as it was said, with the words that decided marked so that it can be seen without colour too.

use std::io::{self, Write};
use std::ops::Range;

use tuixin::Span;
use unicode_width::UnicodeWidthStr;

use super::page::{Page, style};
use super::wrap;
use crate::output::escape;

/// How many lines of a long reply are shown around the words that decided.
const MOST_LINES: usize = 8;

/// One line on the screen.
struct Line {
    text: String,
    marked: Vec<Range<usize>>,
}

/// Shows a reply; a long one only around the decisive words, unless all is asked for.
pub fn show<W: Write>(page: &mut Page<W>, reply: &str, decisive: Option<Span>, show_all: bool) -> io::Result<()> {
    let indent = "  ";
    let lines = lines(reply, decisive, page.width().saturating_sub(indent.len()));
    let window = if show_all { 0..lines.len() } else { window(&lines) };
    let omitted = |page: &mut Page<W>, is_so: bool| if is_so { page.paragraph(indent, &[(style::DIM, "…")]) } else { Ok(()) };
    omitted(page, window.start > 0)?;
    for line in lines.get(window.clone()).unwrap_or_default() {
        let mut pieces = Vec::new();
        let mut at = 0;
        for mark in &line.marked {
            pieces.push((style::PLAIN, line.text.get(at..mark.start).unwrap_or_default()));
            pieces.push((style::DECISIVE, line.text.get(mark.clone()).unwrap_or_default()));
            at = mark.end;
        }
        pieces.push((style::PLAIN, line.text.get(at..).unwrap_or_default()));
        page.verbatim(indent, &pieces)?;
        if let (Some(first), Some(last)) = (line.marked.first(), line.marked.last()) {
            let before = line.text.get(..first.start).unwrap_or_default().width();
            let under = line.text.get(first.start..last.end).unwrap_or_default().width();
            page.verbatim(indent, &[(style::DIM, &format!("{}{}", " ".repeat(before), "^".repeat(under)))])?;
        }
    }
    omitted(page, window.end < lines.len())
}

fn lines(reply: &str, decisive: Option<Span>, width: usize) -> Vec<Line> {
    let decisive = decisive.map_or(0..0, Span::range);
    let mut lines = Vec::new();
    let mut at = 0;
    for said in reply.split_inclusive('\n').flat_map(unjoined) {
        let mut text = String::with_capacity(said.len());
        let mut marked: Option<Range<usize>> = None;
        let content = said.trim_end();
        for (offset, c) in content.char_indices() {
            let start = text.len();
            // Folded header lines leave runs of blanks behind.
            if !(c.is_whitespace() && (text.is_empty() || text.ends_with(' '))) {
                escape::push(&mut text, c);
            }
            if decisive.contains(&(at + offset)) {
                marked = Some(marked.map_or(start, |mark| mark.start)..text.len());
            }
        }
        at += said.len();
        for range in wrap::lines(&text, width) {
            let shown = text.get(range.clone()).unwrap_or_default().to_owned();
            let mark =
                marked.as_ref().map(|mark| mark.start.max(range.start)..mark.end.min(range.end)).filter(|mark| mark.start < mark.end);
            lines.push(Line {
                text: shown,
                marked: mark.map(|mark| mark.start - range.start..mark.end - range.start).into_iter().collect(),
            });
        }
    }
    lines
}

/// The lines of a reply of several lines (`550-5.7.26 …`) that a report has joined into one.
fn unjoined(said: &str) -> Vec<&str> {
    let is_code = |word: &str| word.len() > 3 && word.as_bytes().get(3) == Some(&b'-') && word.bytes().take(3).all(|b| b.is_ascii_digit());
    let Some(code) = said.split(' ').find(|word| is_code(word)).and_then(|word| word.get(..3)) else { return vec![said] };
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, _) in said.match_indices(code) {
        let (before, behind) = said.split_at_checked(at).unwrap_or_default();
        let begins_line = before.ends_with(' ') && behind.get(3..).is_some_and(|rest| rest.starts_with(['-', ' ']));
        let has_words = before.get(start..).is_some_and(|line| line.trim().len() > 5);
        if begins_line && has_words {
            lines.push(said.get(start..at).unwrap_or_default());
            start = at;
        }
    }
    lines.push(said.get(start..).unwrap_or_default());
    lines
}

/// The lines worth seeing of a long reply: those that decided with some around them, or the first.
fn window(lines: &[Line]) -> Range<usize> {
    if lines.len() <= MOST_LINES {
        return 0..lines.len();
    }
    let is_marked = |line: &Line| !line.marked.is_empty();
    let Some(first) = lines.iter().position(is_marked) else { return 0..MOST_LINES };
    let last = lines.iter().rposition(is_marked).unwrap_or(first).min(first + MOST_LINES - 1);
    let around = (MOST_LINES - (last - first + 1)) / 2;
    let start = first.saturating_sub(around).min(lines.len() - MOST_LINES);
    start..start + MOST_LINES
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn check(width: usize, reply: &str, decisive: &str, expected: &str) {
        let start = reply.find(decisive).unwrap();
        let mut out = Vec::new();
        show(&mut Page::new(&mut out, width), reply, Some(Span::new(start, start + decisive.len())), false).unwrap();
        let shown = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
        assert_eq!(shown, expected);
    }

    #[test]
    fn decisive_words_are_underlined_across_lines() {
        check(40, "550 User unknown", "User unknown", "  550 User unknown\n      ^^^^^^^^^^^^\n");
        check(20, "550 5.1.1 No such user here", "No such user", "  550 5.1.1 No such\n            ^^^^^^^\n  user here\n  ^^^^\n");
        check(40, "550 用户不存在。", "不存在", "  550 用户不存在。\n          ^^^^^^\n");
    }

    #[test]
    fn long_replies_are_cut_around_the_decisive_words() {
        let reply: String = (0..20).map(|n| format!("550-line {n}\n")).collect();
        check(
            40,
            &reply,
            "line 10",
            "  …\n  550-line 7\n  550-line 8\n  550-line 9\n  550-line 10\n      ^^^^^^^\n  550-line 11\n  550-line 12\n  550-line 13\n  550-line 14\n  …\n",
        );
    }

    #[test]
    fn joined_lines_are_parted_again() {
        check(
            60,
            "smtp; 550-5.7.26 Not authenticated. 550-5.7.26 SPF did not pass 550 5.7.26 https://example.com/",
            "SPF did not pass",
            "  smtp; 550-5.7.26 Not authenticated.\n  550-5.7.26 SPF did not pass\n             ^^^^^^^^^^^^^^^^\n  550 5.7.26 https://example.com/\n",
        );
        check(60, "550   User    unknown", "User    unknown", "  550 User unknown\n      ^^^^^^^^^^^^\n");
    }

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        check(60, "550 \x1b[31mUser unknown\x07", "User unknown", "  550 \\u{1b}[31mUser unknown\\u{7}\n                ^^^^^^^^^^^^\n");
    }
}
