//! Words of strangers, made safe to stand in a letter.
//!
//! A letter is copied into mail programs and forms, so nothing from a bounce may end a line, turn the direction of writing, or steer a terminal.

/// Longer values than this are no value any more.
const MOST_OF_A_VALUE: usize = 400;
/// How much of a reply is quoted. No server says more that matters.
const MOST_OF_A_REPLY: usize = 16 * 1024;

/// A value on one line.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || is_unseen(c)).filter(|word| !word.is_empty()).collect();
    clipped(words.join(" "), MOST_OF_A_VALUE, "…")
}

/// A reply as it was said, each line behind a mark of quotation.
pub(super) fn quoted(text: &str) -> String {
    let seen: String = text.trim().chars().filter(|c| *c == '\n' || *c == '\t' || !is_unseen(*c)).collect();
    let seen = clipped(seen, MOST_OF_A_REPLY, " […]");
    let lines: Vec<String> = seen.lines().map(|line| format!("> {}", line.trim_end()).trim_end().to_owned()).collect();
    lines.join("\n")
}

fn clipped(mut text: String, most: usize, mark: &str) -> String {
    let end = text.floor_char_boundary(most);
    if end < text.len() {
        text.truncate(end);
        text.push_str(mark);
    }
    text
}

/// Characters that do something instead of being seen.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_line_or_turns_it_round() {
        for (text, expected) in [
            (" <1@example.com> ", "<1@example.com>"),
            ("bob@example.com\r\nBcc: eve@example.net", "bob@example.com Bcc: eve@example.net"),
            ("a\u{202e}b\u{1b}[31mc\u{2028}d", "a b [31mc d"),
            ("张三\u{3000}<zhang@example.cn>", "张三 <zhang@example.cn>"),
        ] {
            assert_eq!(line(text), expected, "{text:?}");
        }
        assert!(line(&"é".repeat(10_000)).len() < 2 * MOST_OF_A_VALUE);
    }

    #[test]
    fn a_reply_is_quoted_line_by_line() {
        for (text, expected) in [
            ("550 5.7.1 Refused", "> 550 5.7.1 Refused"),
            ("550-First\r\n\r\n550 Last\n", "> 550-First\n>\n> 550 Last"),
            ("550 \u{1b}]0;owned\u{7}no", "> 550 ]0;ownedno"),
        ] {
            assert_eq!(quoted(text), expected, "{text:?}");
        }
        assert!(quoted(&"x ".repeat(100_000)).ends_with("[…]"));
    }
}
