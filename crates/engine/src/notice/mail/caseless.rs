//! Texts found in others whatever the case of their ASCII letters.
//!
//! Readers ask many small questions of every mail, so a question that will mostly be answered with no has to be cheap:
//! the search jumps from one place of the needle's rarest byte to the next.

/// Whether a text begins with another one.
pub(in crate::notice) fn begins(text: &str, with: &str) -> bool {
    text.as_bytes().get(..with.len()).is_some_and(|start| is_same_text(start, with.as_bytes()))
}

/// Whether two texts of one length are the same but for the case of ASCII letters.
///
/// Most have a different letter among the last or the first eight, and those are compared at once, with less regard for signs than is due.
pub(super) fn is_same_text(one: &[u8], other: &[u8]) -> bool {
    const FOLD: u64 = 0x2020_2020_2020_2020;
    let is_like = |one: Option<&[u8; 8]>, other: Option<&[u8; 8]>| match (one, other) {
        (Some(one), Some(other)) => (u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other)) & !FOLD == 0,
        _ => true,
    };
    is_like(one.last_chunk(), other.last_chunk()) && is_like(one.first_chunk(), other.first_chunk()) && one.eq_ignore_ascii_case(other)
}

/// Where `part` stands in a text.
pub(in crate::notice) fn position(text: &str, part: &str) -> Option<usize> {
    position_in_bytes(text.as_bytes(), part.as_bytes())
}

/// How much of a text that is looked for is searched for its rarest byte; a rarer one further down would save less than it costs.
const LOOKED_AT: usize = 16;

/// The same of bytes that need not be text.
pub(in crate::notice) fn position_in_bytes(text: &[u8], part: &[u8]) -> Option<usize> {
    if text.len() < part.len() {
        return None;
    }
    let (at, rarest) = part.iter().copied().take(LOOKED_AT).enumerate().max_by_key(|(_, byte)| rarity(*byte))?;
    let mut from = at;
    loop {
        let rest = text.get(from..)?;
        let (lower, upper) = (rarest.to_ascii_lowercase(), rarest.to_ascii_uppercase());
        let found = from + if lower == upper { crate::near::find(lower, rest) } else { crate::near::find_either(lower, upper, rest) }?;
        let start = found - at;
        if text.get(start..start + part.len()).is_some_and(|there| is_same_text(there, part)) {
            return Some(start);
        }
        from = found + 1;
    }
}

/// ASCII text in lower case with single blanks, none at its ends.
pub(in crate::notice) fn squeezed(text: &str) -> String {
    // Letter by letter nothing waits for the one before, so the processor takes many at a time; runs of blanks are few.
    let folded: Vec<u8> = text.bytes().map(|byte| if is_blank(byte) { b' ' } else { byte.to_ascii_lowercase() }).collect();
    let folded = String::from_utf8(folded).unwrap_or_default();
    let mut rest = folded.trim_matches(' ');
    // A short text mostly has none, and a long one has the first near its beginning.
    let Some(mut end) = rest.as_bytes().windows(2).position(|pair| pair == b"  ") else {
        return if rest.len() == folded.len() { folded } else { rest.to_owned() };
    };
    let gap = memchr::memmem::Finder::new(b"  ");
    let mut squeezed = String::with_capacity(rest.len());
    while let Some((words, behind)) = rest.split_at_checked(end).filter(|(_, behind)| !behind.is_empty()) {
        squeezed.push_str(words);
        squeezed.push(' ');
        rest = behind.trim_start_matches(' ');
        end = gap.find(rest.as_bytes()).unwrap_or(rest.len());
    }
    squeezed.push_str(rest);
    squeezed
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || matches!(byte, b'\t'..=b'\r')
}

/// How seldom a byte stands in what mail systems write.
#[expect(clippy::indexing_slicing, reason = "a byte cannot leave a table of 256")]
pub(super) fn rarity(byte: u8) -> usize {
    usize::from(RARITY[usize::from(byte)])
}

/// The letters from the most frequent on, signs of every line and digits among them, then other signs, and what is not ASCII.
#[expect(clippy::indexing_slicing, reason = "the index ends where the table does")]
const RARITY: [u8; 256] = {
    const LETTERS: &[u8] = b" etaoinsrldmcuhpfgybvwkjxqz";
    let mut table = [LETTERS.len() as u8; 256];
    let mut rank = 0;
    while rank < LETTERS.len() {
        table[LETTERS[rank] as usize] = rank as u8;
        table[LETTERS[rank].to_ascii_uppercase() as usize] = rank as u8;
        rank += 1;
    }
    let frequent = b".,:-/";
    let mut sign = 0;
    while sign < frequent.len() {
        table[frequent[sign] as usize] = 6;
        sign += 1;
    }
    let mut digit = b'0';
    while digit <= b'9' {
        table[digit as usize] = 10;
        digit += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_known_in_any_case_and_inside_any_letter() {
        for (text, with, expected) in [
            ("RECEIVED: from", "Received:", true),
            ("Received", "Received:", false),
            (" Received:", "Received:", false),
            ("退信", "退", true),
            ("退信", "abcd", false),
            ("", "", true),
        ] {
            assert_eq!(begins(text, with), expected, "{with:?} before {text:?}");
        }
    }

    #[test]
    fn blanks_are_squeezed() {
        for (text, expected) in [("  Final \r\n\tRecipient  ", "final recipient"), ("", ""), (" ", ""), ("a", "a")] {
            assert_eq!(squeezed(text), expected);
        }
    }

    #[test]
    fn a_text_is_found_in_any_case_and_at_any_place() {
        for (text, part, expected) in [
            ("Your Message was REJECTED", "rejected", Some(17)),
            ("Your Message was REJECTED", "your", Some(0)),
            ("aab", "ab", Some(1)),
            ("mailbox Mailbox FULL", "mailbox full", Some(8)),
            ("系统退信 系统", "退信", Some(6)),
            ("\u{e4}\u{c4}", "\u{c4}", Some(2)),
            ("short", "longer than that", None),
            ("k\u{212a}", "kk", None),
            ("", "a", None),
        ] {
            assert_eq!(position(text, part), expected, "{part:?} in {text:?}");
        }
    }
}
