//! Which charset a text is in, and the text itself.
//!
//! A label is a hint, not a promise. In the order of trust: bytes that are valid UTF-8 with characters beyond ASCII are UTF-8;
//! then the label, through the names of the WHATWG Encoding Standard and the further names that mails use;
//! then a guess from the bytes. Whenever the label and the bytes disagree it is said.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, CoderResult, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::spans::Spans;
use super::stateful::{self, Switched};

/// Text made of bytes.
pub(super) struct Outcome<'a> {
    pub text: Cow<'a, str>,
    /// The charset that was used, by its WHATWG name in lower case.
    pub charset: &'static str,
    /// Whether label and bytes agreed.
    pub sound: bool,
    pub way: Way<'a>,
}

/// The way back from text to bytes.
#[derive(Clone, Debug)]
pub(super) enum Way<'a> {
    /// The text is the bytes.
    Identity,
    /// The bytes must be decoded once more, character by character; [`spans`] does that.
    Again(&'static Encoding, Cow<'a, [u8]>),
    /// The way was recorded.
    Known(Spans),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Label {
    /// There is none, or one that says nothing.
    Absent,
    /// A name that nobody knows.
    Unknown,
    Known(&'static Encoding),
    Hz,
    Iso2022Kr,
    Utf7,
}

/// Reads `bytes` by their label.
pub(super) fn decode<'a>(bytes: Cow<'a, [u8]>, label: Option<&[u8]>) -> Outcome<'a> {
    let label = label.map_or(Label::Absent, known);
    let switch: &[u8] = match label {
        Label::Hz => b"~",
        Label::Utf7 => b"+",
        Label::Iso2022Kr => b"\x0e",
        Label::Known(encoding) if encoding == ISO_2022_JP => b"\x1b\x0e\x0f",
        Label::Known(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => b"\0",
        Label::Absent | Label::Unknown => b"\x1b",
        Label::Known(_) => b"",
    };
    let switches = switch.iter().any(|mark| memchr::memchr(*mark, &bytes).is_some());
    let bytes = match text_of(bytes) {
        Ok(text) if text.is_ascii() => {
            if !switches {
                let charset = match label {
                    Label::Known(encoding) if encoding.is_ascii_compatible() => name(encoding),
                    _ => "us-ascii",
                };
                return unchanged(text, charset, true);
            }
            bytes_of(text)
        }
        Ok(text) => match label {
            Label::Absent => return unchanged(text, "utf-8", true),
            Label::Known(encoding) if encoding == UTF_8 => return unchanged(text, "utf-8", true),
            // Some short words of two-byte charsets happen to be valid UTF-8 of two bytes a character, hardly ever of three.
            Label::Known(encoding) if !encoding.is_single_byte() && text.chars().all(|character| character < '\u{800}') => bytes_of(text),
            _ if !switches => return unchanged(text, "utf-8", false),
            _ => bytes_of(text),
        },
        Err(bytes) => bytes,
    };
    match label {
        Label::Hz => recorded(stateful::hz(&bytes), "hz-gb-2312"),
        Label::Iso2022Kr => recorded(stateful::iso_2022_kr(&bytes), "iso-2022-kr"),
        Label::Utf7 => recorded(stateful::utf_7(&bytes), "utf-7"),
        Label::Absent => guessed(bytes, true),
        Label::Unknown => guessed(bytes, false),
        Label::Known(encoding) => labelled(bytes, encoding),
    }
}

/// The text of a few bytes whose way back nobody asks for.
pub(super) fn to_string(bytes: &[u8], label: Option<&[u8]>) -> String {
    decode(Cow::Borrowed(bytes), label).text.into_owned()
}

fn labelled<'a>(bytes: Cow<'a, [u8]>, encoding: &'static Encoding) -> Outcome<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(&bytes);
    if !had_errors {
        let text = text.into_owned();
        return Outcome { text: Cow::Owned(text), charset: name(encoding), sound: true, way: Way::Again(encoding, bytes) };
    }
    // A few errors are damage, many are a wrong label.
    let (mut errors, mut characters) = (0_usize, 0_usize);
    for character in text.chars().filter(|character| !character.is_ascii()) {
        characters += 1;
        errors += usize::from(character == char::REPLACEMENT_CHARACTER);
    }
    let cut = encoding == UTF_8 && std::str::from_utf8(&bytes).is_err_and(|error| error.error_len().is_none());
    let better = if cut || errors * 8 <= characters { encoding } else { guess(&bytes) };
    if better == encoding {
        let text = text.into_owned();
        return Outcome { text: Cow::Owned(text), charset: name(encoding), sound: false, way: Way::Again(encoding, bytes) };
    }
    guessed(bytes, false)
}

fn guessed<'a>(bytes: Cow<'a, [u8]>, sound: bool) -> Outcome<'a> {
    let encoding = guess(&bytes);
    let (text, had_errors) = encoding.decode_without_bom_handling(&bytes);
    let text = text.into_owned();
    let ascii = text.is_ascii();
    let way = Way::Again(encoding, bytes);
    // Unlabelled text beyond ASCII is a problem of its own: nobody said what it is.
    Outcome { text: Cow::Owned(text), charset: name(encoding), sound: !had_errors && (ascii || (sound && encoding == ISO_2022_JP)), way }
}

fn unchanged<'a>(text: Cow<'a, str>, charset: &'static str, sound: bool) -> Outcome<'a> {
    Outcome { text, charset, sound, way: Way::Identity }
}

/// Bytes that are UTF-8 as text, all others as they are.
fn text_of(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, Cow<'_, [u8]>> {
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Cow::Borrowed(bytes)),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| Cow::Owned(error.into_bytes())),
    }
}

fn bytes_of(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

fn recorded<'a>(switched: Switched, charset: &'static str) -> Outcome<'a> {
    Outcome { text: Cow::Owned(switched.text), charset, sound: switched.sound, way: Way::Known(switched.spans) }
}

/// How many bytes of a text are looked at to guess its charset. A few sentences settle it, and guessing costs more than all other reading of a byte.
const SAMPLE: usize = 512;
/// How many ASCII bytes around the others are among them.
const AROUND: usize = 8;

/// The most likely charset of bytes that are not labelled, or labelled wrongly.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = sample(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&sample, sample.len() < SAMPLE);
    let guess = detector.guess(None, Utf8Detection::Allow);
    if guess.is_single_byte() && looks_like_hanzi(&sample) { GBK } else { guess }
}

/// The bytes that can tell a charset: those beyond ASCII with the letters around them.
fn sample(bytes: &[u8]) -> Cow<'_, [u8]> {
    let plain = Encoding::ascii_valid_up_to(bytes);
    // ISO-2022-JP is all ASCII and announced by an escape.
    if plain == bytes.len()
        && let Some(escape) = memchr::memchr(b'\x1b', bytes)
    {
        let announced = bytes.get(escape..).unwrap_or_default();
        return Cow::Borrowed(announced.get(..SAMPLE).unwrap_or(announced));
    }
    let mut sample = Vec::with_capacity(SAMPLE);
    let (mut taken, mut at) = (0, plain);
    while at < bytes.len() && sample.len() < SAMPLE {
        let rest = bytes.get(at..(at + SAMPLE).min(bytes.len())).unwrap_or_default();
        // A stretch goes on while the bytes beyond ASCII are near to each other.
        let is_far = |window: &[u8]| window.is_ascii();
        let length = rest.windows(2 * AROUND).position(is_far).map_or(rest.len(), |end| end + AROUND);
        let end = at + length;
        sample.extend_from_slice(bytes.get(taken.max(at.saturating_sub(AROUND))..end).unwrap_or_default());
        taken = end;
        at = end + Encoding::ascii_valid_up_to(bytes.get(end..).unwrap_or_default());
    }
    Cow::Owned(sample)
}

/// Whether all bytes beyond ASCII come in pairs that are frequent Chinese characters or punctuation of GB 2312.
///
/// A detector needs a sentence to be sure; a bounce often has only a word or two, and in the mail that is read here it is Chinese.
fn looks_like_hanzi(bytes: &[u8]) -> bool {
    let (mut rest, mut frequent) = (bytes, 0);
    while let Some(start) = rest.iter().position(|byte| !byte.is_ascii()) {
        rest = match rest.get(start..) {
            Some([0xb0..=0xd7, 0xa1..=0xfe, after @ ..]) => {
                frequent += 1;
                after
            }
            Some([0xa1 | 0xa3, 0xa1..=0xfe, after @ ..]) => after,
            _ => return false,
        };
    }
    frequent >= 2
}

/// Finds the charset that a label means.
fn known(label: &[u8]) -> Label {
    let label = label.trim_ascii();
    let mut folded = [0_u8; 40];
    let Some(buffer) = folded.get_mut(..label.len()) else { return Label::Unknown };
    buffer.copy_from_slice(label);
    buffer.make_ascii_lowercase();
    let Ok(label) = std::str::from_utf8(buffer) else { return Label::Unknown };
    let label = label.trim_matches(|mark: char| mark.is_ascii_whitespace() || matches!(mark, '"' | '\'' | '\\' | ';' | ',' | '<' | '>'));
    // Exchange writes `_iso-2022-jp$ESC` and the like.
    let label = label.strip_prefix('_').unwrap_or(label);
    let label = label.split_once('$').map_or(label, |(label, _)| label);
    by_name(label).or_else(|| by_name(label.strip_prefix("x-")?)).unwrap_or(Label::Unknown)
}

fn by_name(label: &str) -> Option<Label> {
    Some(match label {
        "" | "us-ascii" | "ascii" | "ansi_x3.4-1968" | "iso646-us" | "unknown" | "unknown-8bit" | "x-unknown" | "default"
        | "default_charset" | "8bit" | "7bit" | "binary" | "none" | "null" | "undefined" | "x-user-defined" | "user-defined"
        | "_autodetect" | "autodetect" | "_autodetect_all" => Label::Absent,
        "utf8" | "utf_8" | "utf-8-mac" | "utf8mb4" | "uft-8" | "uft8" | "utf-8n" | "unicode-2-0-utf-8" | "unicode-1-1-utf-8"
        | "cp65001" => Label::Known(UTF_8),
        "utf-7" | "utf7" | "unicode-1-1-utf-7" | "unicode-2-0-utf-7" | "csunicode11utf7" | "cp65000" => Label::Utf7,
        "hz" | "hz-gb-2312" | "hz-gb2312" | "hzgb2312" => Label::Hz,
        "iso-2022-kr" | "csiso2022kr" | "iso2022kr" | "iso2022-kr" => Label::Iso2022Kr,
        "cp932" | "ms932" | "cp942" | "cp943" | "sjis-win" | "shift-jisx0213" | "windows-932" | "ibm943" => Label::Known(SHIFT_JIS),
        "iso-2022-jp-ms" | "iso-2022-jp-1" | "iso-2022-jp-2" | "iso-2022-jp-3" | "iso-2022-jp-ext" | "iso2022jp" | "iso2022-jp"
        | "iso-2022jp" | "cp50220" | "cp50221" | "cp50222" | "jis" => Label::Known(ISO_2022_JP),
        "cp949" | "ms949" | "uhc" | "ks_c_5601" | "ksc5601" | "ks_c_5601-1987" | "ks_c_5601-1989" | "ksc_5601" | "euckr"
        | "windows-949" => Label::Known(EUC_KR),
        "cp936" | "ms936" | "windows-936" | "gbk18030" | "gb_2312" | "gb-2312" | "gb2312-80" | "gb_2312-80" | "euc-cn" | "euccn"
        | "chinese_china" => Label::Known(GBK),
        "gb18030-2000" | "gb18030-2005" | "gb18030-2022" | "gb-18030" | "gb_18030" | "cp54936" => Label::Known(GB18030),
        "cp950" | "ms950" | "windows-950" | "big-5" | "big5_hkscs" | "big5-hkscs-2004" | "big5-eten" => Label::Known(BIG5),
        "cp1252"
        | "windows1252"
        | "ansi"
        | "ansi_x3.110"
        | "ansi_x3.110-1983"
        | "iso-8859"
        | "iso8859"
        | "iso-8859-1-windows"
        | "iso-8859-1-windows-3.1-latin-1"
        | "latin"
        | "latin-1"
        | "western"
        | "windows-latin1" => Label::Known(WINDOWS_1252),
        "iso-10646-ucs-2" | "ucs-2" | "ucs2" | "unicode" | "unicodefffe" => {
            Label::Known(if label == "unicode" { UTF_16LE } else { UTF_16BE })
        }
        _ => {
            let encoding = Encoding::for_label(label.as_bytes()).or_else(|| code_page(label))?;
            // The standard maps what it finds too dangerous to an encoding that says nothing.
            if encoding == encoding_rs::REPLACEMENT { return None } else { Label::Known(encoding) }
        }
    })
}

/// `windows1251`, `win-1251` and `cp-1251` for `windows-1251`; `iso8859_5` and `iso_8859_5` for `iso-8859-5`.
fn code_page(label: &str) -> Option<&'static Encoding> {
    let digits = label.trim_start_matches(|mark: char| !mark.is_ascii_digit());
    if label.starts_with("win") || label.starts_with("cp") {
        return Encoding::for_label(format!("windows-{digits}").as_bytes());
    }
    let part = label.strip_prefix("iso")?.trim_start_matches(['-', '_']).strip_prefix("8859")?.trim_start_matches(['-', '_']);
    Encoding::for_label(format!("iso-8859-{part}").as_bytes())
}

fn name(encoding: &'static Encoding) -> &'static str {
    const NAMES: &[&str] = &[
        "utf-8",
        "gbk",
        "gb18030",
        "big5",
        "iso-2022-jp",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "windows-1252",
        "windows-1251",
        "windows-1250",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
        "windows-874",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-8-i",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "macintosh",
        "x-mac-cyrillic",
        "ibm866",
        "utf-16le",
        "utf-16be",
    ];
    NAMES.iter().find(|name| name.eq_ignore_ascii_case(encoding.name())).copied().unwrap_or(encoding.name())
}

/// How many bytes at the beginning are the text itself: notices begin in ASCII, and most questions are about their beginning.
pub(super) fn unchanged_length(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding.is_ascii_compatible() { Encoding::ascii_valid_up_to(bytes) } else { 0 }
}

/// The way back through an encoding: the bytes are given to the decoder one at a time, and whenever text comes out the step is complete.
///
/// This is slow beside the decoding itself and therefore done only when somebody asks where a piece of text came from, and for little more than its first `length` bytes.
pub(super) fn spans(encoding: &'static Encoding, bytes: &[u8], length: usize) -> Spans {
    const STEP: usize = 256;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut spans = Spans::over(0..bytes.len());
    let mut out = [0_u8; 512];
    // Bytes that were given in and have not come out.
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        if spans.covers(length) {
            return spans;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let plain =
            if start == at && encoding.is_ascii_compatible() { Encoding::ascii_valid_up_to(rest.get(..STEP).unwrap_or(rest)) } else { 0 };
        let chunk = rest.get(..plain.max(1)).unwrap_or_default();
        let (_, read, written, _) = decoder.decode_to_utf8(chunk, &mut out, false);
        at += read.max(usize::from(written == 0));
        if plain > 0 && written == read {
            spans.copy(start, written);
            start = at;
        } else if written > 0 {
            spans.steps(start, at - start, written, 1);
            start = at;
        }
    }
    loop {
        let (result, _, written, _) = decoder.decode_to_utf8(&[], &mut out, true);
        spans.steps(start.min(bytes.len().saturating_sub(1)), bytes.len() - start.min(bytes.len()), written, usize::from(written > 0));
        if result == CoderResult::InputEmpty {
            return spans;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], label: &str, text: &str, charset: &str, sound: bool) {
        let outcome = decode(Cow::Borrowed(bytes), (!label.is_empty()).then_some(label.as_bytes()));
        assert_eq!((&*outcome.text, outcome.charset, outcome.sound), (text, charset, sound), "{label}");
    }

    #[test]
    fn labels_are_followed() {
        check("plain".as_bytes(), "utf-8", "plain", "utf-8", true);
        check("退信".as_bytes(), "utf8", "退信", "utf-8", true);
        check(b"\xcd\xcb\xd0\xc5", "gb2312", "退信", "gbk", true);
        check(b"\xcd\xcb\xd0\xc5", "x-gbk", "退信", "gbk", true);
        check(b"\xb0h\xabH", "big5", "退信", "big5", true);
        check(b"\x93\xfa\x96{", "cp932", "日本", "shift_jis", true);
        check(b"\x1b$BF|K\\\x1b(B", "iso-2022-jp-ms", "日本", "iso-2022-jp", true);
        check(b"\xb0\xa1", "ks_c_5601-1987", "가", "euc-kr", true);
        check(b"caf\xe9", "iso-8859-1", "café", "windows-1252", true);
        check(b"caf\xe9", "ansi_x3.110", "café", "windows-1252", true);
        check(b"\xf0\xf2", "windows1251", "рт", "windows-1251", true);
        check(b"~{MKPE~}", "hz-gb-2312", "退信", "hz-gb-2312", true);
        check(b"+kABP4Q-", "unicode-1-1-utf-7", "退信", "utf-7", true);
        check(b"no shift", "utf-7", "no shift", "us-ascii", true);
        check(b"plain", "x-nobody-knows", "plain", "us-ascii", true);
    }

    #[test]
    fn bytes_are_believed_before_labels() {
        check("退信".as_bytes(), "iso-8859-1", "退信", "utf-8", false);
        check("退信".as_bytes(), "gbk", "退信", "utf-8", false);
        check(b"\xc1\xaa\xcd\xa8", "gbk", "联通", "gbk", true);
        check("退信".as_bytes(), "x-nobody-knows", "退信", "utf-8", false);
        let cut = "系统退信，邮箱".as_bytes();
        check(cut.get(..cut.len() - 1).unwrap_or_default(), "utf-8", "系统退信，邮\u{fffd}", "utf-8", false);
        check(b"\xd3\xca\xbc\xfe\xcd\xcb\xbb\xd8\xa3\xac\xd3\xca\xcf\xe4\xd2\xd1\xc2\xfa", "utf-8", "邮件退回，邮箱已满", "gbk", false);
    }

    #[test]
    fn an_escape_and_much_ascii_do_not_hide_the_bytes_that_tell() {
        let (word, said) = (
            "邮箱不存在，请核对收件人",
            b"\xd3\xca\xcf\xe4\xb2\xbb\xb4\xe6\xd4\xda\xa3\xac\xc7\xeb\xba\xcb\xb6\xd4\xca\xd5\xbc\xfe\xc8\xcb",
        );
        for before in ["\x1b[1mNotice\x1b[0m\r\n".to_owned(), "a".repeat(2000), String::new()] {
            let bytes = [before.as_bytes(), said, b" ", "b".repeat(1000).as_bytes(), said].concat();
            let text = format!("{before}{word} {}{word}", "b".repeat(1000));
            check(&bytes, "", &text, "gbk", false);
        }
        let sampled = sample(b"aaaaaaaaaaaa\xe9bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\xe8cc");
        assert_eq!(&*sampled, b"aaaaaaaa\xe9bbbbbbbbbbbbbbbb\xe8cc");
        assert!(sample(&[0xe9; 100_000]).len() <= SAMPLE + AROUND);
    }

    #[test]
    fn what_is_ascii_so_far_came_from_its_own_place() {
        let text = super::super::Text::of_plain(b"550 no such user: caf\xe9 \xe0 la carte");
        assert_eq!(text.origin(0..16), 0..16);
        let at = text.text.find("carte").unwrap_or_default();
        assert!(at > 28);
        assert_eq!(text.origin(at..at + 5), 28..33);
    }

    #[test]
    fn unlabelled_bytes_are_guessed() {
        check(b"\xcd\xcb\xd0\xc5", "", "退信", "gbk", false);
        check("退信".as_bytes(), "", "退信", "utf-8", true);
        check(b"\x1b$BF|K\\\x1b(B", "us-ascii", "日本", "iso-2022-jp", true);
        check(b"Gr\xfc\xdfe", "", "Grüße", "windows-1252", false);
    }

    #[test]
    fn the_way_back_is_exact_for_whole_characters() {
        for (encoding, bytes) in [
            (GBK, &b"a\xcd\xcb\xd0\xc5b\x81"[..]),
            (GB18030, b"\x81\x30\x81\x30x\x81\x30"),
            (ISO_2022_JP, b"a\x1b$BF|K\\\x1b(Bz"),
            (WINDOWS_1252, b"caf\xe9 \x80"),
            (UTF_8, b"ok \xe9\x80 \xff end\xe9"),
            (UTF_16LE, b"a\0b\0c"),
        ] {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            let spans = spans(encoding, bytes, usize::MAX);
            for (at, character) in text.char_indices() {
                let origin = spans.origin(at..at + character.len_utf8());
                assert!(!origin.is_empty() && origin.end <= bytes.len(), "{text:?} at {at}: {origin:?}");
                let again = encoding.decode_without_bom_handling(bytes.get(origin.clone()).unwrap_or_default()).0.into_owned();
                assert!(again.contains(character) || encoding == ISO_2022_JP || character == '\u{fffd}', "{text:?} at {at}: {again:?}");
            }
        }
    }
}
