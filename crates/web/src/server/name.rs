//! The names of people and of tokens, which stand in tables and in the log.

/// How many characters a name may have.
pub const LONGEST_NAME: usize = 64;

/// A name as somebody typed it; none where it is none.
pub fn name_of(typed: &str) -> Option<&str> {
    let name = typed.trim();
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains(char::is_control);
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_on_one_line() {
        for (typed, expected) in [
            (" 王芳 ", Some("王芳")),
            ("billing system", Some("billing system")),
            ("", None),
            (" \t", None),
            ("two\nlines", None),
            ("nul\0", None),
        ] {
            assert_eq!(name_of(typed), expected, "{typed:?}");
        }
        assert_eq!(name_of(&"名".repeat(64)).map(str::len), Some(192));
        assert_eq!(name_of(&"名".repeat(65)), None);
    }
}
