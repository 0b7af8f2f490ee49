//! Lines that fit: broken at blanks, and between Chinese characters where the rules of the script allow it (Unicode Annex 14).

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cuts a text into lines of at most `width` columns, as ranges without the blanks at the ends.
///
/// Addresses, codes and links stay whole unless they are wider than a line.
pub fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut taken) = (0, 0, 0);
    for piece in pieces(text) {
        let all = text.get(piece.clone()).unwrap_or_default();
        let visible = all.trim_end().width();
        if taken > 0 && taken + visible > width {
            lines.push(start..end);
            (start, taken) = (piece.start, 0);
        }
        if taken == 0 && visible > width {
            let cuts = cut(text, piece.clone(), width);
            let (last, full) = cuts.split_last().map_or((piece.clone(), [].as_slice()), |(last, full)| (last.clone(), full));
            lines.extend_from_slice(full);
            start = last.start;
            taken = text.get(last).unwrap_or_default().width();
        } else {
            taken += all.width();
        }
        end = piece.end;
    }
    if start < end {
        lines.push(start..end);
    }
    lines.iter_mut().for_each(|line| line.end = line.start + text.get(line.clone()).unwrap_or_default().trim_end().len());
    lines
}

/// The stretches of a text between which a line may end.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, opportunity) in linebreaks(text) {
        if at == text.len() || opportunity == BreakOpportunity::Mandatory || is_gap(text, at) {
            pieces.push(start..at);
            start = at;
        }
    }
    pieces
}

/// Whether a line may end here: behind a blank, or beside a wide character.
fn is_gap(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    let is_wide = |c: char| c.width() == Some(2);
    before.ends_with(char::is_whitespace) || before.ends_with(is_wide) || behind.starts_with(is_wide)
}

/// Cuts a stretch that is wider than a line wherever the line ends.
fn cut(text: &str, piece: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let (mut start, mut taken) = (piece.start, 0);
    for (at, c) in text.get(piece.clone()).unwrap_or_default().char_indices() {
        let at = piece.start + at;
        let wide = c.width().unwrap_or(0);
        if taken + wide > width && at > start {
            cuts.push(start..at);
            (start, taken) = (at, 0);
        }
        taken += wide;
    }
    cuts.push(start..piece.end);
    cuts
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let found: Vec<&str> = lines(text, width).into_iter().map(|line| &text[line]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_stay_whole() {
        check("Ask the recipient by phone", 12, &["Ask the", "recipient by", "phone"]);
        check("write to bob.smith@example.com now", 20, &["write to", "bob.smith@example.co", "m now"]);
        check("see https://example.com/a-b?c now", 30, &["see https://example.com/a-b?c", "now"]);
        check("", 10, &[]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_full_stop() {
        check("对方邮箱不存在。请核对地址", 10, &["对方邮箱不", "存在。请核", "对地址"]);
        check("对方邮箱不存在。请", 14, &["对方邮箱不存", "在。请"]);
        check("发给 bob@example.com 的邮件", 16, &["发给", "bob@example.com", "的邮件"]);
    }

    #[test]
    fn no_line_is_too_wide() {
        let text = "550 5.1.1 用户不存在 https://example.com/a/very/long/path/that/does/not/end <bob@example.com>: 退信";
        for width in 4..60 {
            for line in lines(text, width) {
                assert!(text[line.clone()].width() <= width, "{:?} is wider than {width}", &text[line]);
            }
        }
    }
}
