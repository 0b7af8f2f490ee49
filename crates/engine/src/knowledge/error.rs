//! What can be wrong with a file of the knowledge, said so that its author can mend it.

use std::fmt;

/// A fault in a knowledge file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnowledgeError {
    path: String,
    line: Option<usize>,
    message: String,
}

impl KnowledgeError {
    pub(crate) fn new(path: &str, line: Option<usize>, message: impl Into<String>) -> KnowledgeError {
        KnowledgeError { path: path.to_owned(), line, message: message.into() }
    }

    /// The file, as it was named when it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line, counted from 1, when the fault has one.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for KnowledgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for KnowledgeError {}

/// `unknown cause "mailbox-ful" (did you mean "mailbox-full"?)`.
pub(crate) fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    match nearest(name, known) {
        Some(near) => format!("unknown {what} \"{name}\" (did you mean \"{near}\"?)"),
        None => format!("unknown {what} \"{name}\""),
    }
}

/// The known name that differs least from `name`, when it differs little.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = 1 + name.chars().count() / 3;
    known
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance: insertions, deletions and replacements.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for (above, b) in row.windows(2).zip(&other) {
            let &[diagonal, up] = above else { continue };
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(a != *b)).min(up + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered() {
        let known = ["mailbox-full", "mailbox-moved", "spam-detected"];
        assert_eq!(nearest("mailbox-ful", known.into_iter()), Some("mailbox-full"));
        assert_eq!(nearest("mailbox-movd", known.into_iter()), Some("mailbox-moved"));
        assert_eq!(nearest("weather", known.into_iter()), None);
    }
}
