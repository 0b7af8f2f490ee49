//! How spreadsheets write a table that they call CSV: in which letters, and with what between the cells.
//!
//! Where the comma divides numbers (half of Europe), Excel puts semicolons between cells; what it calls Unicode text has tabs and is UTF-16.
//! Both can be told by the first line, so nobody has to say it.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{Decoder, Encoding};

/// How much of a table is looked at for its first line.
const LONGEST_FIRST_LINE: u64 = 16 * 1024;

/// What stands between cells, the usual first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A table in UTF-8, and what stands between its cells: the first sign that makes the first line one that `is_fit`.
pub(super) fn open(input: impl Read, is_fit: impl Fn(&csv::StringRecord) -> bool) -> (impl Read, u8) {
    let mut input = in_utf8(input);
    let mut beginning = Vec::new();
    // What cannot be read is told where the rows are read, because reading it again says the same.
    let _ = input.by_ref().take(LONGEST_FIRST_LINE).read_until(b'\n', &mut beginning);
    let separator = SEPARATORS.into_iter().find(|separator| first_row(&beginning, *separator).is_some_and(|row| is_fit(&row)));
    (Cursor::new(beginning).chain(input), separator.unwrap_or(b','))
}

fn first_row(beginning: &[u8], separator: u8) -> Option<csv::StringRecord> {
    let reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).trim(csv::Trim::All).from_reader(beginning);
    reader.into_records().next()?.ok()
}

/// The input in UTF-8. Only its mark (Unicode, section 23.8) tells UTF-16 from it; without one it is what it should be.
fn in_utf8(mut input: impl Read) -> BufReader<InUtf8<impl Read>> {
    let mut mark = Vec::new();
    let _ = input.by_ref().take(3).read_to_end(&mut mark);
    let encoding = Encoding::for_bom(&mark).map(|(encoding, _)| encoding).filter(|encoding| *encoding != encoding_rs::UTF_8);
    let input = BufReader::new(Cursor::new(mark).chain(input));
    BufReader::new(InUtf8 { input, decoder: encoding.map(Encoding::new_decoder), decoded: Cursor::default(), is_over: false })
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
        let (mut read, separator) = open(&b""[..], |_| true);
        assert_eq!((read.read(&mut [0]).unwrap(), separator), (0, b','));
    }
}
