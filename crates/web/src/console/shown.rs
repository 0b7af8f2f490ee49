//! Words of strangers made fit to be seen: `maud` escapes what would be markup, and here go the characters that would turn or hide the text around them.

use std::borrow::Cow;
use std::fmt::Write;

/// Marks that turn the direction of text or cannot be seen, and control characters besides line breaks.
fn is_unsafe(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with what is unsafe written out as `\u{202e}`.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        push(&mut safe, c);
    }
    Cow::Owned(safe)
}

/// Adds one character in its safe form.
pub(crate) fn push(safe: &mut String, c: char) {
    match c {
        '\r' => {}
        c if is_unsafe(c) => {
            // Writing to a string cannot fail.
            let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
        }
        c => safe.push(c),
    }
}

/// The beginning of a text that may be of any length.
pub(crate) fn clipped(text: &str, most: usize) -> Cow<'_, str> {
    let mut ends = text.char_indices().map(|(at, _)| at);
    match ends.nth(most) {
        None => shown(text),
        Some(end) => Cow::Owned(format!("{}…", shown(text.get(..end).unwrap_or_default()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_written_out() {
        for (text, expected) in
            [("invoice\u{202e}fdp.exe", "invoice\\u{202e}fdp.exe"), ("a\u{7}b\r\nc", "a\\u{7}b\nc"), ("用户不存在", "用户不存在")]
        {
            assert_eq!(shown(text), expected);
        }
        assert_eq!(clipped("用户不存在", 2), "用户…");
        assert_eq!(clipped("用户", 2), "用户");
    }
}
