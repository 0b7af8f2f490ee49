//! Words of strangers made fit to be seen: `maud` escapes what would be markup, and here go the characters that would turn or hide the text around them.

use std::borrow::Cow;

use tuixin::shown::is_unsafe;
pub(crate) use tuixin::shown::push;

/// The text with what is unsafe written out as `\u{202e}`.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let changes = |c| is_unsafe(c) && !matches!(c, '\n' | '\t');
    if !text.contains(changes) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        push(&mut safe, c);
    }
    Cow::Owned(safe)
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
