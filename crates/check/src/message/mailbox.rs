//! The mailboxes of an address field (RFC 5322 section 3.4), read as leniently as mail programs write them.

use tuixin::mime::Field;

/// One mailbox of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// The name in front of the address, decoded; empty where there is none.
    pub name: String,
    /// What stands where the address belongs, without brackets and comments; not necessarily one.
    pub address: String,
}

impl Mailbox {
    /// What stands behind the last `@`.
    pub fn domain(&self) -> Option<&str> {
        self.address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
    }
}

/// The mailboxes of a field in their order; those of a group (`name: a, b;`) stand among the others.
pub fn mailboxes(field: &Field<'_>) -> Vec<Mailbox> {
    let value = field.unfolded();
    let text = String::from_utf8_lossy(&value);
    let mut reader = Reader::default();
    for character in text.chars() {
        reader.push(character);
    }
    reader.end();
    reader.found
}

#[derive(Default)]
struct Reader {
    found: Vec<Mailbox>,
    /// What stands outside of the angle brackets, quotes included.
    words: String,
    /// What stands between them.
    bracketed: Option<String>,
    is_quoted: bool,
    is_escaped: bool,
    is_bracketed: bool,
    comments: usize,
}

impl Reader {
    fn push(&mut self, character: char) {
        if self.is_escaped {
            self.is_escaped = false;
            return self.keep(character);
        }
        match character {
            '\\' if self.is_quoted || self.comments > 0 => {
                self.is_escaped = true;
                self.keep(character);
            }
            '"' if self.comments == 0 => {
                self.is_quoted = !self.is_quoted;
                self.keep(character);
            }
            _ if self.is_quoted => self.keep(character),
            '(' => self.comments += 1,
            ')' if self.comments > 0 => self.comments -= 1,
            _ if self.comments > 0 => {}
            '<' if !self.is_bracketed && self.bracketed.is_none() => {
                self.is_bracketed = true;
                self.bracketed = Some(String::new());
            }
            '>' if self.is_bracketed => self.is_bracketed = false,
            ',' | ';' if !self.is_bracketed => self.end(),
            // The name of a group; within brackets it is a route of old (RFC 5322 section 4.4).
            ':' if !self.is_bracketed && !self.words.contains('@') => self.words.clear(),
            _ => self.keep(character),
        }
    }

    fn keep(&mut self, character: char) {
        if self.comments > 0 {
            return;
        }
        match &mut self.bracketed {
            Some(address) if self.is_bracketed => address.push(character),
            _ => self.words.push(character),
        }
    }

    fn end(&mut self) {
        let words = std::mem::take(&mut self.words);
        self.is_bracketed = false;
        let mailbox = match self.bracketed.take() {
            Some(address) => Mailbox { name: name(&words), address: address.trim().to_owned() },
            None => Mailbox { name: String::new(), address: words.trim().to_owned() },
        };
        if mailbox != Mailbox::default() {
            self.found.push(mailbox);
        }
    }
}

/// A display name without its quotes, decoded (RFC 2047 section 5).
fn name(words: &str) -> String {
    let words = words.trim();
    let bare = words.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(words).replace("\\\"", "\"");
    Field { name: "", raw: bare.as_bytes(), at: 0..0 }.text().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let found = mailboxes(&Field { name: "To", raw: value.as_bytes(), at: 0..0 });
        let found: Vec<String> = found.iter().map(|mailbox| format!("{}|{}", mailbox.name, mailbox.address)).collect();
        assert_eq!(found.join("; "), expected, "{value}");
    }

    #[test]
    fn mailboxes_are_read() {
        check("a@example.com", "|a@example.com");
        check("Ann <a@example.com>, b@example.net", "Ann|a@example.com; |b@example.net");
        check("\"Doe, Ann\" <a@example.com>", "Doe, Ann|a@example.com");
        check("\"An \\\"A\\\" Doe\" <a@example.com>", "An \"A\" Doe|a@example.com");
        check("=?utf-8?B?6YCA5L+h?= <a@example.cn>", "退信|a@example.cn");
        check("a@example.com (Ann, (of) Example)", "|a@example.com");
        check("undisclosed-recipients:;", "");
        check("Team: a@example.com, B <b@example.com>;, c@example.com", "|a@example.com; B|b@example.com; |c@example.com");
        check("Doe, Ann <a@example.com>", "|Doe; Ann|a@example.com");
        check("<>", "");
        check("\"x@y\"@example.com", "|\"x@y\"@example.com");
        check("\"never closed <a@example.com>", "|\"never closed <a@example.com>");
        check("a@example.com;b@example.com", "|a@example.com; |b@example.com");
        check("", "");
    }
}
