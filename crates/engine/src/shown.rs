//! Words of strangers made fit to be shown.
//!
//! Whoever writes a bounce writes what a terminal prints, a page shows and a spreadsheet opens.
//! A terminal obeys control characters, marks of direction turn the text around them, and a spreadsheet runs a cell that looks like a formula; each of them is dealt with here, once for all who show something.

use std::fmt::Write;

/// Whether showing the character does something else than show it: control characters, and marks that turn the direction of text or cannot be seen.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Adds one character in its safe form: line breaks and tabs as they are, what is unsafe written out as `\u{1b}`.
pub fn push(safe: &mut String, c: char) {
    match c {
        '\n' | '\t' => safe.push(c),
        '\r' => {}
        c if is_unsafe(c) => {
            // Writing to a string cannot fail.
            let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
        }
        c => safe.push(c),
    }
}

/// What a spreadsheet takes for the beginning of a formula, in the ways in which it can be typed.
const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a cell is a formula, or one that somebody has kept from being one.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(BEGINS_FORMULA)
}

/// A cell of a table that a spreadsheet shows and does not run, without control characters.
pub fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    if is_formula(text) {
        safe.push('\'');
    }
    text.chars().for_each(|c| push(&mut safe, c));
    safe
}

/// What [`cell`] was made of.
///
/// An address may begin with `+` or `=`; without the way back it would return from a table as another one.
pub fn of_cell(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// The text in its safe form.
pub fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut safe, c));
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_not_run_as_formulas() {
        for (text, expected) in [
            ("=HYPERLINK(\"https://example.com\")", "'=HYPERLINK(\"https://example.com\")"),
            ("+1", "'+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1+1", "'＝1+1"),
            ("550 5.1.1 =x", "550 5.1.1 =x"),
            ("a\x1b[2J\r\nb", "a\\u{1b}[2J\nb"),
            ("invoice\u{202e}fdp.exe", "invoice\\u{202e}fdp.exe"),
            ("'tis", "'tis"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }

    #[test]
    fn what_stood_in_a_cell_comes_back() {
        for text in ["+bob@example.com", "'+bob@example.com", "''=1", "'", "'tis", "-", "\t=1", "user=1@example.com", "用户"] {
            assert_eq!(of_cell(&cell(text)), text);
        }
    }
}
