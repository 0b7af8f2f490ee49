//! Lists of tags (RFC 6376 section 3.2), in which DKIM, DMARC, BIMI and ARC write their records and fields.
//!
//! Reading goes on behind a fault; whether one makes the record void is for the standard of the record to say.

/// How many pieces of a list are read. No standard knows more than some twenty tags.
const MAX_PIECES: usize = 200;

/// A list of tags, with what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tags {
    /// The tags in order.
    pub tags: Vec<Tag>,
    /// The faults in the others, in the order of the text.
    pub faults: Vec<TagFault>,
}

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tag {
    /// Its name, in lower case.
    pub name: String,
    /// Its value, without the blanks around it.
    pub value: String,
    /// Where the tag begins, in bytes from the start of the text.
    pub at: usize,
}

/// A fault in a list of tags.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TagFault {
    /// What is wrong.
    pub kind: TagFaultKind,
    /// The piece it is in, as it is written.
    pub piece: String,
    /// Where the piece begins, in bytes from the start of the text.
    pub at: usize,
}

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TagFaultKind {
    /// There is no `=` in it.
    NoValue,
    /// What stands before `=` is no name.
    BadName,
    /// The tag is there twice.
    Repeated,
    /// The value is none of those that are allowed.
    BadValue,
    /// The tag has to be the first.
    NotFirst,
    /// The tag has to be there.
    Missing,
}

impl TagFaultKind {
    /// The name by which the texts choose their words.
    pub fn name(self) -> &'static str {
        match self {
            TagFaultKind::NoValue => "no-value",
            TagFaultKind::BadName => "bad-name",
            TagFaultKind::Repeated => "repeated",
            TagFaultKind::BadValue => "bad-value",
            TagFaultKind::NotFirst => "not-first",
            TagFaultKind::Missing => "missing",
        }
    }
}

impl Tags {
    /// Reads a list. An empty piece, as `;` at the end leaves one, says nothing.
    pub fn parse(text: &str) -> Tags {
        let mut list = Tags::default();
        let mut at = 0;
        for piece in text.split(';').take(MAX_PIECES) {
            let start = at + (piece.len() - piece.trim_start().len());
            at += piece.len() + 1;
            let piece = piece.trim();
            if !piece.is_empty() {
                list.read(piece, start);
            }
        }
        list
    }

    fn read(&mut self, piece: &str, at: usize) {
        let read = match piece.split_once('=') {
            None => Err(TagFaultKind::NoValue),
            Some((name, value)) => self.tag(name.trim(), value.trim(), at),
        };
        match read {
            Ok(tag) => self.tags.push(tag),
            Err(kind) => self.faults.push(TagFault { kind, piece: piece.to_owned(), at }),
        }
    }

    fn tag(&self, name: &str, value: &str, at: usize) -> Result<Tag, TagFaultKind> {
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let name = name.to_ascii_lowercase();
        match () {
            () if !is_name => Err(TagFaultKind::BadName),
            () if self.get(&name).is_some() => Err(TagFaultKind::Repeated),
            () => Ok(Tag { name, value: value.to_owned(), at }),
        }
    }

    /// The tag of this name.
    pub fn get(&self, name: &str) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.name == name)
    }

    /// The value of the tag of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.get(name).map(|tag| tag.value.as_str())
    }

    /// What `read` makes of the value of a tag; a value of which it makes nothing is a fault and as good as absent.
    pub(crate) fn take<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let tag = self.get(name)?;
        let taken = read(&tag.value);
        if taken.is_none() {
            let fault = TagFault { kind: TagFaultKind::BadValue, piece: format!("{}={}", tag.name, tag.value), at: tag.at };
            self.faults.push(fault);
        }
        taken
    }
}

/// A value without the blanks that folding leaves in it.
pub(crate) fn without_blanks(value: &str) -> String {
    value.chars().filter(|c| !c.is_ascii_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, tags: &str, faults: &str) {
        let read = Tags::parse(text);
        let drawn: Vec<String> = read.tags.iter().map(|tag| format!("{}={}@{}", tag.name, tag.value, tag.at)).collect();
        assert_eq!(drawn.join(" "), tags, "{text}");
        let drawn: Vec<String> = read.faults.iter().map(|fault| format!("{}@{}", fault.kind.name(), fault.at)).collect();
        assert_eq!(drawn.join(" "), faults, "{text}");
    }

    #[test]
    fn lists_are_read_with_their_faults() {
        for (text, tags, faults) in [
            ("v=DMARC1; p=none;", "v=DMARC1@0 p=none@10", ""),
            ("v = DMARC1 ;P= reject", "v=DMARC1@0 p=reject@12", ""),
            ("v=DKIM1;; k=rsa; p=", "v=DKIM1@0 k=rsa@10 p=@17", ""),
            ("a=b=c", "a=b=c@0", ""),
            ("v=DMARC1 p=none", "v=DMARC1 p=none@0", ""),
            ("v=DMARC1; none; p=reject", "v=DMARC1@0 p=reject@16", "no-value@10"),
            ("v=1; 2x=y; =z; p=a; p=b", "v=1@0 p=a@15", "bad-name@5 bad-name@11 repeated@20"),
            ("", "", ""),
            (";;;", "", ""),
            ("ｖ=DMARC1", "", "bad-name@0"),
            (&format!("{}p=none", ";".repeat(MAX_PIECES)), "", ""),
        ] {
            check(text, tags, faults);
        }
    }
}
