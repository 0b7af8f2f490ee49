//! Rich text as Outlook stores it, compressed by a method of its own (MS-OXRTFCP).
//!
//! Written here because it is short: the crates that do it believe the lengths in the header, and allocate or slice by them.

use crate::item::MAX_ITEM;

/// `LZFu`, section 2.1.3.1.1.
const COMPRESSED: u32 = 0x7546_5a4c;
/// `MELA`: the text as it is.
const UNCOMPRESSED: u32 = 0x414c_454d;
/// The header: length of all that follows its first field, length of the text, method, checksum.
const HEADER: usize = 16;
const DICTIONARY: usize = 4096;
/// What stands in the dictionary before anything is read (section 2.1.2.1).
const BEGINNING: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// The text; none where the method is not known. What is damaged is read as far as it goes.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let (header, body) = packed.split_at_checked(HEADER)?;
    let (fields, _) = header.as_chunks::<4>();
    let length = usize::try_from(u32::from_le_bytes(*fields.get(1)?)).unwrap_or(MAX_ITEM).min(MAX_ITEM);
    match u32::from_le_bytes(*fields.get(2)?) {
        COMPRESSED => Some(decompress(body, length)),
        UNCOMPRESSED => Some(body.get(..length).unwrap_or(body).to_vec()),
        _ => None,
    }
}

/// Runs of eight tokens, each run behind a byte that says which of them are letters and which point into the dictionary (section 3.1.1).
fn decompress(body: &[u8], length: usize) -> Vec<u8> {
    let mut dictionary = Dictionary::new();
    let mut text = Vec::new();
    let mut bytes = body.iter().copied();
    while let Some(kinds) = bytes.next() {
        for bit in 0..8 {
            if text.len() >= length {
                return text;
            }
            let Some(first) = bytes.next() else { return text };
            if kinds & (1 << bit) == 0 {
                dictionary.write(first);
                text.push(first);
                continue;
            }
            let Some(second) = bytes.next() else { return text };
            let token = usize::from(u16::from_be_bytes([first, second]));
            let (offset, count) = (token >> 4, (token & 15) + 2);
            // A token that points to where the next byte goes is the end.
            if offset == dictionary.next {
                return text;
            }
            for at in offset..offset + count {
                let byte = dictionary.read(at);
                dictionary.write(byte);
                text.push(byte);
            }
        }
    }
    text
}

/// The latest 4096 bytes.
struct Dictionary {
    bytes: [u8; DICTIONARY],
    next: usize,
}

impl Dictionary {
    fn new() -> Dictionary {
        let mut dictionary = Dictionary { bytes: [0; DICTIONARY], next: 0 };
        BEGINNING.iter().for_each(|byte| dictionary.write(*byte));
        dictionary
    }

    fn read(&self, at: usize) -> u8 {
        self.bytes.get(at % DICTIONARY).copied().unwrap_or_default()
    }

    fn write(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.next) {
            *place = byte;
        }
        self.next = (self.next + 1) % DICTIONARY;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(method: u32, length: u32, body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 12).unwrap();
        [&size.to_le_bytes()[..], &length.to_le_bytes(), &method.to_le_bytes(), &[0; 4], body].concat()
    }

    #[test]
    fn letters_and_references_are_unpacked() {
        let check = |body: &[u8], length: u32, expected: &[u8]| {
            assert_eq!(unpack(&packed(COMPRESSED, length, body)).as_deref(), Some(expected), "{body:?}");
        };
        // The dictionary begins with the words that nearly every text has: `{\rtf1\ansi` and, from its 172nd byte on, `\par `.
        check(&[0b0000_0001, 0x00, 0x09, b' ', b'h', b'i'], 14, b"{\\rtf1\\ansi hi");
        // A reference into what it is writing itself: `ab` and then five bytes from where `ab` stands.
        check(&[0b0000_0100, b'a', b'b', 0x0c, 0xf3], 7, b"abababa");
        // The end, with something behind it that is none of the text.
        check(&[0b0000_0010, b'a', 0x0d, 0x00, b'z'], 9, b"a");
        // What is missing is missing.
        check(&[0b0000_0010, b'a', 0x0d], 9, b"a");
        check(&[0, b'a', b'b', b'c'], 2, b"ab");
        check(&[], 9, b"");
    }

    #[test]
    fn a_header_is_not_believed() {
        assert_eq!(unpack(&packed(UNCOMPRESSED, 4, b"text and more")).as_deref(), Some(&b"text"[..]));
        assert_eq!(unpack(&packed(UNCOMPRESSED, u32::MAX, b"text")).as_deref(), Some(&b"text"[..]));
        assert_eq!(unpack(&packed(COMPRESSED, u32::MAX, &[0, b'a'])).as_deref(), Some(&b"a"[..]));
        assert_eq!(unpack(&packed(7, 4, b"text")), None);
        assert_eq!(unpack(b"short"), None);
    }
}
