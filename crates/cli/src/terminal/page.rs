//! A page of words on a terminal: styles, indents, line breaks.

use std::env;
use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::wrap;
use crate::output::escape;

/// Narrower is not readable any more.
const NARROWEST: usize = 40;
/// Wider is not comfortable to read.
const WIDEST: usize = 100;
/// When nothing tells the width.
const USUAL: usize = 80;

/// The columns to write in: those of the terminal, within what can be read.
pub fn terminal_width() -> usize {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let found = || terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns));
    told.or_else(found).unwrap_or(USUAL).clamp(NARROWEST, WIDEST)
}

/// Styles of the words; plain ones need none.
pub mod style {
    use super::{AnsiColor, Style};

    pub const PLAIN: Style = Style::new();
    pub const STRONG: Style = Style::new().bold();
    pub const LABEL: Style = Style::new().bold();
    pub const DIM: Style = Style::new().dimmed();
    pub const ACTOR: Style = AnsiColor::Cyan.on_default();
    pub const DECISIVE: Style = Style::new().bold().underline();
    pub const LASTING: Style = AnsiColor::Red.on_default().bold();
    pub const PASSING: Style = AnsiColor::Yellow.on_default().bold();
    pub const UNKNOWN: Style = AnsiColor::Cyan.on_default().bold();
    pub const NOTE: Style = AnsiColor::Yellow.on_default();
    pub const FINE: Style = AnsiColor::Green.on_default().bold();
}

/// Words in one style.
pub type Piece<'a> = (Style, &'a str);

/// Where pages go.
pub struct Page<W> {
    out: W,
    width: usize,
}

impl<W: Write> Page<W> {
    pub fn new(out: W, width: usize) -> Page<W> {
        Page { out, width }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// An empty line.
    pub fn gap(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// A line across the page, between messages.
    pub fn rule(&mut self) -> io::Result<()> {
        self.verbatim("", &[(style::DIM, &"─".repeat(self.width))])
    }

    /// A shorter line, within a message.
    pub fn rule_within(&mut self) -> io::Result<()> {
        self.verbatim("", &[(style::DIM, "─ ─ ─ ─ ─")])
    }

    /// Words in lines, all indented alike.
    pub fn paragraph(&mut self, indent: &str, pieces: &[Piece<'_>]) -> io::Result<()> {
        self.hanging(&[(style::PLAIN, indent)], indent.width(), pieces)
    }

    /// Words in lines behind a first indent that says something, such as a number.
    pub fn hanging(&mut self, lead: &[Piece<'_>], indent: usize, pieces: &[Piece<'_>]) -> io::Result<()> {
        let mut text = String::new();
        let mut styles = Vec::with_capacity(pieces.len());
        for (style, words) in pieces {
            let start = text.len();
            text.push_str(&escape::line(words));
            styles.push((start..text.len(), *style));
        }
        let mut lead_width = 0;
        let mut line = String::new();
        for (style, words) in lead {
            let words = escape::line(words);
            lead_width += words.width();
            push_styled(&mut line, *style, &words);
        }
        for _ in lead_width..indent {
            line.push(' ');
        }
        // A lead wider than the indent has its line for itself.
        if lead_width > indent {
            self.end_line(&mut line)?;
            line.push_str(&" ".repeat(indent));
        }
        for range in wrap::lines(&text, self.width.saturating_sub(indent).max(8)) {
            for (place, style) in &styles {
                let (start, end) = (place.start.max(range.start), place.end.min(range.end));
                if start < end {
                    push_styled(&mut line, *style, text.get(start..end).unwrap_or_default());
                }
            }
            self.end_line(&mut line)?;
            line.push_str(&" ".repeat(indent));
        }
        if text.is_empty() {
            self.end_line(&mut line)?;
        }
        Ok(())
    }

    /// One line as it is, already made to fit.
    pub fn verbatim(&mut self, indent: &str, pieces: &[Piece<'_>]) -> io::Result<()> {
        let mut line = indent.to_owned();
        pieces
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .for_each(|(style, words)| push_styled(&mut line, *style, &escape::line(words)));
        self.end_line(&mut line)
    }

    fn end_line(&mut self, line: &mut String) -> io::Result<()> {
        let result = writeln!(self.out, "{}", line.trim_end());
        line.clear();
        result
    }
}

fn push_styled(line: &mut String, style: Style, words: &str) {
    // Writing to a string cannot fail.
    let _ = if style == style::PLAIN { line.write_str(words) } else { write!(line, "{style}{words}{style:#}") };
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn check(width: usize, print: impl Fn(&mut Page<Vec<u8>>) -> io::Result<()>, expected: &str) {
        let mut page = Page::new(Vec::new(), width);
        print(&mut page).unwrap();
        assert_eq!(String::from_utf8(page.out).unwrap(), expected);
    }

    #[test]
    fn words_hang_behind_their_number() {
        check(
            24,
            |page| page.hanging(&[(style::PLAIN, "1. ")], 3, &[(style::PLAIN, "Check the address letter by letter")]),
            "1. Check the address\n   letter by letter\n",
        );
        check(24, |page| page.hanging(&[(style::PLAIN, "label ")], 2, &[(style::PLAIN, "value")]), "label\n  value\n");
    }

    #[test]
    fn styles_go_on_in_the_next_line_and_strangers_get_none() {
        check(20, |page| page.paragraph("", &[(style::PLAIN, "a "), (style::STRONG, "b\x1b[0m")]), "a \x1b[1mb\\u{1b}[0m\x1b[0m\n");
    }
}
