//! The words of a text in RTF (Rich Text Format 1.9.1), and the HTML that Outlook wraps into one (MS-OXRTFEX).
//!
//! Only what carries words is read: letters in their code pages, Unicode, breaks.
//! Everything about looks, pictures and lists of styles is passed over, and nothing is ever believed about lengths.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use super::properties::encoding_of;
use crate::item::MAX_ITEM;

/// How deep groups are followed; the marks of a deeper one are passed over, its words are read.
const MAX_DEPTH: usize = 1000;
/// How many fonts are known by their charset.
const MAX_FONTS: usize = 4096;

/// What an RTF text was made from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Words {
    Plain(String),
    Html(String),
}

/// The words of a text; none where it is no RTF.
pub(super) fn words(rtf: &[u8]) -> Option<Words> {
    if !rtf.starts_with(b"{\\rtf") {
        return None;
    }
    let mut reader = Reader::new();
    let mut rest = rtf;
    while let Some((token, after)) = token(rest) {
        rest = reader.take(token, after);
        if reader.text.len() > MAX_ITEM {
            break;
        }
    }
    reader.settle();
    Some(if reader.is_html { Words::Html(reader.text) } else { Words::Plain(reader.text) })
}

#[derive(Clone, Copy, Debug)]
enum Token<'t> {
    Open,
    Close,
    /// A control word with its number.
    Word(&'t [u8], Option<i32>),
    /// A control sign, such as `\~`.
    Sign(u8),
    /// `\'hh`.
    Byte(u8),
    Text(&'t [u8]),
}

/// The next token and what is behind it.
fn token(rest: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let (first, after) = rest.split_first()?;
    match first {
        b'{' => Some((Token::Open, after)),
        b'}' => Some((Token::Close, after)),
        b'\\' => Some(control(after)),
        _ => {
            let length = rest.iter().position(|byte| matches!(byte, b'{' | b'}' | b'\\')).unwrap_or(rest.len());
            let (text, after) = rest.split_at_checked(length)?;
            Some((Token::Text(text), after))
        }
    }
}

/// What follows a backslash.
fn control(rest: &[u8]) -> (Token<'_>, &[u8]) {
    let letters = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    if letters == 0 {
        let Some((sign, after)) = rest.split_first() else { return (Token::Text(&[]), rest) };
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        return match (sign, digit(0), digit(1)) {
            (b'\'', Some(high), Some(low)) => (Token::Byte((high * 16 + low) as u8), after.get(2..).unwrap_or_default()),
            _ => (Token::Sign(*sign), after),
        };
    }
    let (word, after) = rest.split_at_checked(letters).unwrap_or((rest, &[]));
    let sign = usize::from(after.first() == Some(&b'-'));
    let digits = after.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
    let length = if digits == 0 { 0 } else { sign + digits };
    let (number, after) = after.split_at_checked(length).unwrap_or((&[], after));
    let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
    // One blank behind a word belongs to it.
    let after = after.strip_prefix(b" ").unwrap_or(after);
    (Token::Word(word, number), after)
}

/// What holds inside a group and ends with it.
#[derive(Clone, Copy)]
struct Group {
    /// Nothing in it is text.
    is_hidden: bool,
    /// Only shown where HTML is not understood (MS-OXRTFEX section 2.1.3.1.4).
    is_for_rtf: bool,
    /// Markup of HTML.
    is_markup: bool,
    is_font_table: bool,
    /// How many characters stand in for one of Unicode.
    substitutes: usize,
    encoding: &'static Encoding,
    /// The font that is described or used.
    font: i32,
}

struct Reader {
    text: String,
    /// Bytes that are not decoded yet, because a character may have two.
    bytes: Vec<u8>,
    /// Units of UTF-16 that are not decoded yet.
    units: Vec<u16>,
    group: Group,
    outer: Vec<Group>,
    /// Groups that were opened beyond the deepest that is followed.
    beyond: usize,
    /// Whether the group has just begun, with `\*`.
    is_optional: bool,
    /// Characters still to be passed over, because Unicode said them already.
    to_skip: usize,
    fonts: BTreeMap<i32, &'static Encoding>,
    default: &'static Encoding,
    is_html: bool,
}

impl Reader {
    fn new() -> Reader {
        let default = encoding_rs::WINDOWS_1252;
        let group = Group {
            is_hidden: false,
            is_for_rtf: false,
            is_markup: false,
            is_font_table: false,
            substitutes: 1,
            encoding: default,
            font: 0,
        };
        Reader {
            text: String::new(),
            bytes: Vec::new(),
            units: Vec::new(),
            group,
            outer: Vec::new(),
            beyond: 0,
            is_optional: false,
            to_skip: 0,
            fonts: BTreeMap::new(),
            default,
            is_html: false,
        }
    }

    /// Takes a token, and gives back what is to be read next.
    fn take<'t>(&mut self, token: Token<'t>, after: &'t [u8]) -> &'t [u8] {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Text(text) => text.iter().filter(|byte| !matches!(byte, b'\r' | b'\n')).for_each(|byte| self.byte(*byte)),
            Token::Byte(byte) => self.byte(byte),
            Token::Sign(sign) => self.sign(sign),
            // Raw bytes, so many.
            Token::Word(b"bin", number) => {
                let length = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
                return after.get(length..).unwrap_or_default();
            }
            Token::Word(word, number) => self.word(word, number),
        }
        after
    }

    fn open(&mut self) {
        self.settle();
        self.to_skip = 0;
        self.is_optional = false;
        if self.outer.len() < MAX_DEPTH {
            self.outer.push(self.group);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.settle();
        self.to_skip = 0;
        self.is_optional = false;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(outer) = self.outer.pop() {
            self.group = outer;
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.is_optional = true,
            b'~' => self.char(' '),
            b'_' => self.char('-'),
            b'\r' | b'\n' => self.char('\n'),
            b'\\' | b'{' | b'}' => self.byte(sign),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let is_optional = std::mem::take(&mut self.is_optional);
        match word {
            b"u" => return number.into_iter().for_each(|number| self.unicode(number)),
            b"par" | b"line" | b"row" | b"sect" | b"page" => return self.char('\n'),
            b"tab" | b"cell" => return self.char('\t'),
            b"emdash" | b"endash" => return self.char('-'),
            b"lquote" | b"rquote" => return self.char('\''),
            b"ldblquote" | b"rdblquote" => return self.char('"'),
            b"emspace" | b"enspace" | b"qmspace" => return self.char(' '),
            _ => {}
        }
        self.settle();
        match word {
            b"ansicpg" => {
                if let Some(encoding) = number.and_then(|page| u32::try_from(page).ok()).and_then(encoding_of) {
                    self.default = encoding;
                    self.group.encoding = encoding;
                }
            }
            b"fromhtml" => self.is_html = number != Some(0),
            b"htmltag" => self.group.is_markup = true,
            b"htmlrtf" => self.group.is_for_rtf = number != Some(0),
            b"uc" => self.group.substitutes = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(16),
            b"fonttbl" => {
                self.group.is_font_table = true;
                self.group.is_hidden = true;
            }
            b"f" => {
                self.group.font = number.unwrap_or(0);
                if !self.group.is_font_table {
                    self.group.encoding = self.fonts.get(&self.group.font).copied().unwrap_or(self.default);
                }
            }
            b"fcharset" if self.group.is_font_table && self.fonts.len() < MAX_FONTS => {
                if let Some(encoding) = number.and_then(encoding_of_charset) {
                    self.fonts.insert(self.group.font, encoding);
                }
            }
            b"plain" => self.group.encoding = self.default,
            // Tables, pictures, notes about the document, and what stands outside the text.
            b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"header" | b"footer" | b"headerl" | b"headerr" | b"headerf" | b"footerl"
            | b"footerr" | b"footerf" | b"fldinst" | b"objdata" => self.group.is_hidden = true,
            _ if is_optional => self.group.is_hidden = true,
            _ => {}
        }
    }

    /// Whether what comes now is part of the text.
    fn is_shown(&self) -> bool {
        let is_fallback = self.is_html && self.group.is_for_rtf && !self.group.is_markup;
        !(self.group.is_hidden || is_fallback)
    }

    fn byte(&mut self, byte: u8) {
        self.is_optional = false;
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if self.is_shown() {
            self.settle_units();
            self.bytes.push(byte);
        }
    }

    fn char(&mut self, c: char) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if self.is_shown() {
            self.settle();
            self.text.push(c);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.to_skip = self.group.substitutes;
        if self.is_shown() {
            self.settle_bytes();
            // Numbers above 32767 are written as negative ones.
            self.units.push(number as u16);
        }
    }

    /// Decodes what was gathered, because what it is read by changes.
    fn settle(&mut self) {
        self.settle_bytes();
        self.settle_units();
    }

    fn settle_bytes(&mut self) {
        if !self.bytes.is_empty() {
            let (text, _) = self.group.encoding.decode_without_bom_handling(&self.bytes);
            self.text.push_str(&text);
            self.bytes.clear();
        }
    }

    fn settle_units(&mut self) {
        if !self.units.is_empty() {
            let units = self.units.drain(..);
            self.text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
    }
}

/// The encoding of a font (`\fcharset`), by the numbers of Windows.
fn encoding_of_charset(charset: i32) -> Option<&'static Encoding> {
    let code_page = match charset {
        0 => 1252,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    encoding_of(code_page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(rtf: &str) -> String {
        match words(rtf.as_bytes()) {
            Some(Words::Plain(text)) => text,
            other => panic!("{rtf}: {other:?}"),
        }
    }

    fn check(rtf: &str, expected: &str) {
        assert_eq!(plain(rtf), expected, "{rtf}");
    }

    #[test]
    fn words_are_read_and_looks_are_not() {
        check(
            r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}{\*\generator Riched20;}\pard\f0\fs20 550 5.1.1 \b User\b0  unknown\par
bob@example.com\tab x\line {\i end}}",
            "550 5.1.1 User unknown\nbob@example.com\tx\nend",
        );
        check(r"{\rtf1 a\~b\_c\\d\{e\}\emdash f\ldblquote g\rdblquote}", "a b-c\\d{e}-f\"g\"");
        check(
            r"{\rtf1 a{\pict\pngblip 89504e47}b{\info{\author Bob}}c{\header top}{\field{\*\fldinst{HYPERLINK x}}{\fldrslt link}}}",
            "abclink",
        );
        check("{\\rtf1 a{\\pict\\bin4 }}}}b}c}", "ac");
    }

    #[test]
    fn letters_of_every_code_page_are_read() {
        check(r"{\rtf1\ansi\ansicpg936 \'cd\'cb\'d0\'c5}", "退信");
        check(
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}}\f0 caf\'e9 {\f1\'cd\'cb\'d0\'c5}\'e9}",
            "café 退信é",
        );
        check(r"{\rtf1\ansi\uc1 \u-28672?\u20449?}", "退信");
        check(r"{\rtf1\ansi\uc2 \u-28672\'cd\'cb{\uc0\u20449}x}", "退信x");
        check(r"{\rtf1\ansi\u-10179?\u-8704?!}", "😀!");
    }

    #[test]
    fn wrapped_html_is_html_again() {
        let rtf = r#"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag19 <html>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 User unknown: <bob@example.com>
{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 \'e9{\*\htmltag116 <br>\par }\htmlrtf \line\htmlrtf0{\*\mhtmltag64 <p>}{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0
{\*\htmltag58 </body>}}"#;
        let html = "<html><body><p>User unknown: <bob@example.com>&nbsp;é<br>\n</p></body>";
        assert_eq!(words(rtf.as_bytes()), Some(Words::Html(html.to_owned())));
    }

    #[test]
    fn damage_ends_somewhere() {
        assert_eq!(words(b"no rtf"), None);
        check(r"{\rtf1 a}}}}b", "ab");
        check(r"{\rtf1 a\'z\'4", "az4");
        check("{\\rtf1 a\\", "a");
        check(r"{\rtf1 a{\*}\b b}", "ab");
        check(r"{\rtf1 a\*{\b b}c}", "abc");
        check("{\\rtf1\\bin999999999 abc", "");
        check("{\\rtf1 a\\u99999999999 bc", "abc");
        let deep = format!("{{\\rtf1 {}a{}b}}", "{".repeat(100_000), "}".repeat(100_000));
        check(&deep, "ab");
    }
}
