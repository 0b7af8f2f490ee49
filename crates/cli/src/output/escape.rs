//! Words from the input made fit to be shown: a bounce is written by strangers, and a terminal obeys what is printed to it.

use std::borrow::Cow;

use tuixin::shown;

/// The text on one line, with what is unsafe written out as `\u{1b}`.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(shown::is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push(&mut safe, c));
    Cow::Owned(safe)
}

/// Adds one character in its safe form.
pub fn push(safe: &mut String, c: char) {
    match c {
        '\t' | '\n' => safe.push(' '),
        c => shown::push(safe, c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        for (text, expected) in [
            ("User unknown", "User unknown"),
            ("用户不存在，请检查", "用户不存在，请检查"),
            ("two\r\nlines\tand", "two lines and"),
            ("\x1b[31mred\x1b]0;title\x07", "\\u{1b}[31mred\\u{1b}]0;title\\u{7}"),
            ("\u{9b}2J", "\\u{9b}2J"),
            ("abc\u{202e}def", "abc\\u{202e}def"),
        ] {
            assert_eq!(line(text), expected);
        }
    }
}
