//! How spreadsheets write a table that they call CSV: in which letters, and with what between the cells.
//!
//! Where the comma divides numbers (half of Europe), Excel puts semicolons between cells; what it calls Unicode text has tabs and is UTF-16, and what it calls CSV is in the letters of the system: GBK in China.
//! All of it can be told by the beginning, so nobody has to say it.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{Decoder, Encoding};

/// How much of a table is looked at for its first line, and for its letters.
const LONGEST_FIRST_LINE: u64 = 16 * 1024;
const LOOKED_AT: u64 = 64 * 1024;

/// What stands between cells, the usual first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A table in UTF-8, and what stands between its cells: what Excel's own line `sep=;` says, or else the first sign that makes the first line one that `is_fit`.
pub(super) fn open(input: impl Read, is_fit: impl Fn(&csv::StringRecord) -> bool) -> (impl Read, u8) {
    let mut input = in_utf8(input);
    let mut beginning = Vec::new();
    // What cannot be read is told where the rows are read, because reading it again says the same.
    let _ = input.by_ref().take(LONGEST_FIRST_LINE).read_until(b'\n', &mut beginning);
    let told = told_separator(&beginning);
    if told.is_some() {
        // The line is left out and counts all the same.
        beginning = b"\n".to_vec();
    }
    let found = || SEPARATORS.into_iter().find(|separator| first_row(&beginning, *separator).is_some_and(|row| is_fit(&row)));
    let separator = told.or_else(found).unwrap_or(b',');
    (Cursor::new(beginning).chain(input), separator)
}

/// The sign that a line such as `sep=;` names.
fn told_separator(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    match line.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign] => Some(*sign).filter(|sign| b",;|:".contains(sign)),
        // A tab is a blank, and was left out above.
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'='] => Some(b'\t'),
        _ => None,
    }
}

fn first_row(beginning: &[u8], separator: u8) -> Option<csv::StringRecord> {
    let reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).trim(csv::Trim::All).from_reader(beginning);
    reader.into_records().next()?.ok()
}

/// The input in UTF-8.
fn in_utf8(mut input: impl Read) -> BufReader<InUtf8<impl Read>> {
    let mut beginning = Vec::new();
    let _ = input.by_ref().take(LOOKED_AT).read_to_end(&mut beginning);
    let encoding = encoding_of(&beginning);
    let input = BufReader::new(Cursor::new(beginning).chain(input));
    BufReader::new(InUtf8 { input, decoder: encoding.map(Encoding::new_decoder), decoded: Cursor::default(), is_over: false })
}

/// In what a table is written; none where that is UTF-8. A mark tells UTF-16 (Unicode, section 23.8), and of the rest only China and the West are told apart.
fn encoding_of(beginning: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(beginning) {
        return Some(encoding).filter(|encoding| *encoding != encoding_rs::UTF_8);
    }
    // A character that the end of what was looked at has cut is no fault.
    let is_utf8 = std::str::from_utf8(beginning).map_or_else(|error| error.error_len().is_none(), |_| true);
    (!is_utf8).then(|| if is_chinese(beginning) { encoding_rs::GB18030 } else { encoding_rs::WINDOWS_1252 })
}

/// Whether the bytes beyond ASCII seldom stand alone, as a letter with an accent does.
fn is_chinese(bytes: &[u8]) -> bool {
    let lengths = bytes.split(u8::is_ascii).map(<[u8]>::len).filter(|length| *length > 0);
    let (alone, all) = lengths.fold((0, 0), |(alone, all), length| (alone + usize::from(length == 1), all + 1));
    2 * alone < all
}

struct InUtf8<R> {
    input: BufReader<R>,
    /// None where nothing is to be done.
    decoder: Option<Decoder>,
    decoded: Cursor<Vec<u8>>,
    is_over: bool,
}

impl<R: Read> Read for InUtf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return self.input.read(out) };
        loop {
            let read = self.decoded.read(out)?;
            if read > 0 || self.is_over || out.is_empty() {
                return Ok(read);
            }
            let raw = self.input.fill_buf()?;
            self.is_over = raw.is_empty();
            let mut text = String::with_capacity(decoder.max_utf8_buffer_length(raw.len()).unwrap_or_default());
            // There is room for all of it, so the result says nothing new.
            let (_, used, _) = decoder.decode_to_string(raw, &mut text, self.is_over);
            self.input.consume(used);
            self.decoded = Cursor::new(text.into_bytes());
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a pipe may.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            let Some(place) = out.first_mut() else { return Ok(0) };
            (*place, self.0) = (*first, rest);
            Ok(1)
        }
    }

    #[test]
    fn the_letters_and_the_separator_are_found_out() {
        let text = "\u{feff}邮箱;备注\nbob@example.com;\"a, b\"\n";
        let plain = text.trim_start_matches('\u{feff}');
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [text.as_bytes(), plain.as_bytes(), &little, &big] {
            let (mut read, separator) = open(Slow(bytes), |row| row.get(1) == Some("备注"));
            let mut told = String::new();
            read.read_to_string(&mut told).unwrap();
            assert_eq!((told.trim_start_matches('\u{feff}'), separator), (plain, b';'), "{bytes:?}");
        }
        for (bytes, expected) in [
            (&b"\xd3\xca\xcf\xe4,\xb1\xb8\xd7\xa2\nbob@example.com,\xcd\xcb\xb6\xa9\n"[..], "邮箱,备注\nbob@example.com,退订\n"),
            (b"email;note\nbob@example.com;M\xfcller gr\xfc\xdft\n", "email;note\nbob@example.com;Müller grüßt\n"),
            (b"sep=;\r\nbob@example.com;x\n", "\nbob@example.com;x\n"),
        ] {
            let (mut read, separator) = open(bytes, |row| row.len() == 2);
            let mut told = String::new();
            read.read_to_string(&mut told).unwrap();
            assert_eq!((told.as_str(), separator), (expected, if expected.contains(';') { b';' } else { b',' }));
        }
        let (mut read, separator) = open(&b""[..], |_| true);
        assert_eq!((read.read(&mut [0]).unwrap(), separator), (0, b','));
    }
}
