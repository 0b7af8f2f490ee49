//! How the bytes of strangers are shown.
//!
//! A server may put into its greeting what moves the cursor of a terminal or turns the direction of a line; neither gets through.

/// The longest line that is shown, in characters. The longest reply line that RFC 5321 section 4.5.3.1.5 allows is 512 octets.
const LONGEST_LINE: usize = 512;

/// A line with everything escaped that a terminal would act on, cut where it is too long.
pub(super) fn line(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(bytes.len().min(LONGEST_LINE));
    let mut left = LONGEST_LINE;
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if left == 0 {
                shown.push('…');
                return shown;
            }
            left -= 1;
            push(&mut shown, character);
        }
        for byte in chunk.invalid() {
            left = left.saturating_sub(1);
            shown.push_str(&format!("\\x{byte:02x}"));
        }
    }
    shown
}

/// A name or a sentence that is filled into a text.
pub(super) fn text(text: &str) -> String {
    line(text.as_bytes())
}

fn push(shown: &mut String, character: char) {
    match character {
        '\t' => shown.push(' '),
        character if character.is_control() || turns_direction(character) => shown.extend(character.escape_unicode()),
        character => shown.push(character),
    }
}

/// Whether a character changes the direction or the place of what stands around it, or is not seen at all.
fn turns_direction(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_acts_on_gets_through() {
        for (bytes, expected) in [
            (b"220 mx.example.com ESMTP".as_slice(), "220 mx.example.com ESMTP"),
            (b"220 \x1b[2Jgone\x07", "220 \\u{1b}[2Jgone\\u{7}"),
            ("550 用户不存在".as_bytes(), "550 用户不存在"),
            (b"550 \xd3\xc3", "550 \\xd3\\xc3"),
            ("220 \u{202e}moc".as_bytes(), "220 \\u{202e}moc"),
            (b"220\ta\rb", "220 a\\u{d}b"),
            ("220 \u{9b}2J".as_bytes(), "220 \\u{9b}2J"),
        ] {
            assert_eq!(line(bytes), expected);
        }
        assert_eq!(line(&[b'x'; 100_000]).chars().count(), LONGEST_LINE + 1);
    }
}
