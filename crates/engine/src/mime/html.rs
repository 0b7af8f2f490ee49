//! Text out of HTML, as far as a bounce needs it.
//!
//! This is no browser: it drops tags, scripts and styles, ends lines where blocks end, and resolves the entities that mails use.
//! What no HTML reader would show has to survive here: Chinese providers print the address that failed as `< user@example.cn >` or
//! `<user@example.cn>` without escaping it, and a strict reader would take the most important word of the bounce for a tag.
//! One walk, linear whatever the input.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3, memmem};

use super::spans::Spans;

/// Text and the way back to the HTML it came from.
#[derive(Clone, Debug)]
pub struct HtmlText {
    /// The text: one blank between words, one tab between cells of a table, one line end between blocks.
    pub text: String,
    spans: Spans,
}

impl HtmlText {
    /// Where in the HTML a range of the text comes from.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.spans.origin(range)
    }
}

/// Takes the text out of HTML.
pub fn html_to_text(html: &str) -> HtmlText {
    let mut writer = Writer { text: String::with_capacity(html.len() / 2), spans: Spans::over(0..html.len()), preformatted: 0 };
    let mut tags = Tags { html, no_comment_end: false, no_tag_end: false };
    let mut at = 0;
    while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        writer.push_source(at, rest.get(..plain).unwrap_or_default());
        at += plain;
        let Some(rest) = rest.get(plain..).filter(|rest| !rest.is_empty()) else { break };
        at += match entity(rest) {
            Some((character, length)) => {
                writer.push_entity(at, length, character);
                length
            }
            None => match tags.at(at) {
                Some(tag) => {
                    writer.tag(at, tag.name, tag.closes);
                    tag.length
                }
                None => {
                    writer.push_source(at, rest.get(..1).unwrap_or_default());
                    1
                }
            },
        };
    }
    HtmlText { text: writer.text, spans: writer.spans }
}

struct Tag<'h> {
    name: &'h str,
    closes: bool,
    length: usize,
}

/// Finds tags, and remembers what was looked for in vain so that it is looked for once.
struct Tags<'h> {
    html: &'h str,
    no_comment_end: bool,
    no_tag_end: bool,
}

/// Longest tag in which a `>` between quotes does not end it.
const MAX_QUOTED: usize = 2048;

impl<'h> Tags<'h> {
    /// The tag at `at`, where a `<` stands; with the content of scripts and styles, and none for an address between angle brackets.
    fn at(&mut self, at: usize) -> Option<Tag<'h>> {
        let inner = self.html.get(at + 1..)?;
        if self.html.as_bytes().get(at) != Some(&b'<') {
            return None;
        }
        if let Some(comment) = inner.strip_prefix("!--")
            && !self.no_comment_end
        {
            match memmem::find(comment.as_bytes(), b"-->") {
                Some(length) => return Some(Tag { name: "", closes: false, length: 1 + 3 + length + 3 }),
                None => self.no_comment_end = true,
            }
        }
        let (closes, body) = match inner.strip_prefix('/') {
            Some(body) => (true, body),
            None => (false, inner),
        };
        let first = *body.as_bytes().first()?;
        if !(first.is_ascii_alphabetic() || (matches!(first, b'!' | b'?') && !closes)) || self.no_tag_end {
            return None;
        }
        let word = body.bytes().take(320).position(|byte| matches!(byte, b'>' | b'<') || byte.is_ascii_whitespace());
        if body.get(..word.unwrap_or(0)).is_some_and(|word| word.contains('@') || word.contains("://")) {
            return None;
        }
        let Some(end) = tag_end(body.as_bytes()) else {
            self.no_tag_end = true;
            return None;
        };
        let name_length = body.bytes().take(24).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(0);
        let name = body.get(..name_length).unwrap_or_default();
        let mut length = 1 + usize::from(closes) + end + 1;
        if !closes && (name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style")) {
            length += hidden(self.html.get(at + length..).unwrap_or_default(), name);
        }
        Some(Tag { name, closes, length })
    }
}

/// Offset of the `>` that ends a tag.
fn tag_end(body: &[u8]) -> Option<usize> {
    let window = body.get(..MAX_QUOTED).unwrap_or(body);
    let mut at = 0;
    while let Some(rest) = window.get(at..)
        && let Some(found) = memchr3(b'>', b'"', b'\'', rest)
    {
        match rest.get(found..) {
            Some([b'>', ..]) => return Some(at + found),
            Some([quote, inside @ ..]) => match memchr(*quote, inside) {
                Some(length) => at += found + length + 2,
                None => break,
            },
            _ => break,
        }
    }
    memchr(b'>', body)
}

/// Length of what a script or style hides: up to its closing tag, or everything.
fn hidden(rest: &str, name: &str) -> usize {
    memmem::find_iter(rest.as_bytes(), b"</")
        .find(|at| rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())))
        .unwrap_or(rest.len())
}

struct Writer {
    text: String,
    spans: Spans,
    /// Number of open `<pre>`, in which line ends count.
    preformatted: usize,
}

impl Writer {
    /// Adds text that stands in the source as it is; runs of blanks become one.
    fn push_source(&mut self, at: usize, source: &str) {
        let (mut at, mut rest) = (at, source);
        while !rest.is_empty() {
            let word = rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
            let text = rest.get(..word).unwrap_or_default();
            self.text.push_str(text);
            self.spans.copy(at, word);
            at += word;
            rest = rest.get(word..).unwrap_or_default();
            let blanks = rest.find(|character: char| !character.is_ascii_whitespace()).unwrap_or(rest.len());
            let gap = rest.get(..blanks).unwrap_or_default();
            if self.preformatted > 0 {
                self.text.push_str(gap);
                self.spans.copy(at, blanks);
            } else if blanks > 0 {
                self.blank(at);
            }
            at += blanks;
            rest = rest.get(blanks..).unwrap_or_default();
        }
    }

    fn push_entity(&mut self, at: usize, length: usize, character: char) {
        let before = self.text.len();
        self.text.push(character);
        self.spans.steps(at, length, self.text.len() - before, 1);
    }

    fn blank(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\t', '\n']) {
            self.text.push(' ');
            self.spans.copy(at, 1);
        }
    }

    /// Ends a cell of a table. Whoever reads a table has to see where a cell ends, so this is no blank.
    fn cell(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with(['\t', '\n']) {
            self.text.push('\t');
            self.spans.copy(at, 1);
        }
    }

    fn line(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.spans.copy(at, 1);
        }
    }

    fn tag(&mut self, at: usize, name: &str, closes: bool) {
        const BLOCKS: &[&str] = &[
            "br",
            "p",
            "div",
            "tr",
            "li",
            "pre",
            "table",
            "ul",
            "ol",
            "hr",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "title",
            "body",
            "head",
            "center",
            "section",
            "article",
            "header",
            "footer",
        ];
        let is = |other: &&str| name.eq_ignore_ascii_case(other);
        if is(&"td") || is(&"th") {
            self.cell(at);
        } else if BLOCKS.iter().any(is) {
            self.line(at);
        }
        if is(&"pre") {
            self.preformatted = if closes { self.preformatted.saturating_sub(1) } else { self.preformatted + 1 };
        }
    }
}

/// The entity a text starts with and its length; the semicolon may be missing.
fn entity(text: &str) -> Option<(char, usize)> {
    // Names are looked up as written; a no-break space is a blank to everybody who compares texts.
    const NAMED: &[(&str, char)] = &[
        ("nbsp", ' '),
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("ensp", ' '),
        ("emsp", ' '),
        ("copy", '©'),
        ("reg", '®'),
        ("middot", '·'),
        ("hellip", '…'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("times", '×'),
        ("bull", '•'),
        ("deg", '°'),
        ("yen", '¥'),
        ("euro", '€'),
        ("sect", '§'),
    ];
    let name = text.strip_prefix('&')?;
    let closed = |length: usize| length + usize::from(name.as_bytes().get(length) == Some(&b';'));
    if let Some(number) = name.strip_prefix('#') {
        let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 2),
            None => (number, 10, 1),
        };
        let length = digits.bytes().take(8).take_while(|digit| char::from(*digit).is_digit(radix)).count();
        let value = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let character = match value {
            0xa0 => ' ',
            value => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        return Some((character, 1 + closed(prefix + length)));
    }
    let length = name.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let word = name.get(..length)?;
    let (_, character) = NAMED.iter().find(|(known, _)| word.eq_ignore_ascii_case(known))?;
    Some((*character, 1 + closed(length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, text: &str) {
        assert_eq!(html_to_text(html).text, text, "{html}");
    }

    #[test]
    fn tags_go_and_blocks_end_lines() {
        check("<p>one</p><p>two</p>", "one\ntwo\n");
        check("a<br>b<BR/>c", "a\nb\nc");
        check("<table><tr><td>收件人</td><td>a@example.cn</td></tr></table>", "收件人\ta@example.cn\t\n");
        check("<b>un</b>broken\n  words", "unbroken words");
        check("<pre>550\n  5.1.1</pre>", "550\n  5.1.1\n");
        check("<a title=\"1 > 0\" href='x'>link</a>", "link");
        check("x<!-- hidden <p> -->y<style>p { }</style>z<script>if (a<b) {}</SCRIPT>!", "xyz!");
    }

    #[test]
    fn addresses_between_brackets_survive() {
        check("无法送达 < user@example.cn > 。", "无法送达 < user@example.cn > 。");
        check("to <user@example.com>:<br>", "to <user@example.com>:\n");
        check("see <http://example.com/help>", "see <http://example.com/help>");
        check("1 < 2 <", "1 < 2 <");
        check("cut <b", "cut <b");
    }

    #[test]
    fn entities_are_resolved() {
        check("a&nbsp;b &lt;x&gt; &amp;&quot;&#39;&#x9000;&#20449;", "a b <x> &\"'退信");
        check("&unknown; & &#; &lt", "&unknown; & &#; <");
    }

    #[test]
    fn text_leads_back() {
        let html = "<p>a &lt;退</p>";
        let text = html_to_text(html);
        assert_eq!(text.text, "a <退\n");
        assert_eq!(html.get(text.origin(2..3)), Some("&lt;"));
        assert_eq!(html.get(text.origin(3..6)), Some("退"));
    }
}
