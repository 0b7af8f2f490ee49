//! Macros (RFC 7208 section 7): names that depend on the mail.

mod expand;

pub use expand::Values;
pub(in crate::sender) use expand::reverse_name;

/// A text with macros in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MacroString {
    /// As it is written.
    pub text: String,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands for itself.
    Literal(String),
    /// It stands for something of the mail.
    Macro(Macro),
}

/// A macro with its transformers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Macro {
    /// What it stands for.
    pub letter: MacroLetter,
    /// Whether it is written in upper case and so escaped for a URL.
    pub is_escaped: bool,
    /// How many parts from the right are kept.
    pub keep: Option<usize>,
    /// Whether the parts are put in reverse order.
    pub is_reversed: bool,
    /// At which characters the value is cut into parts; at dots where there are none.
    pub delimiters: String,
}

/// What a macro stands for (section 7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MacroLetter {
    /// `s`: the sender.
    Sender,
    /// `l`: its local part.
    LocalPart,
    /// `o`: its domain.
    SenderDomain,
    /// `d`: the domain whose record is read.
    Domain,
    /// `i`: the address of the host.
    Ip,
    /// `p`: the validated name of the host.
    ValidatedName,
    /// `v`: `in-addr` or `ip6`.
    Version,
    /// `h`: the name with which the host introduced itself.
    Helo,
    /// `c`: the address of the host for people; explanations only.
    ReadableIp,
    /// `r`: the name of the receiver; explanations only.
    Receiver,
    /// `t`: the time in seconds since 1970; explanations only.
    Time,
}

impl MacroLetter {
    fn of(letter: char) -> Option<MacroLetter> {
        Some(match letter.to_ascii_lowercase() {
            's' => MacroLetter::Sender,
            'l' => MacroLetter::LocalPart,
            'o' => MacroLetter::SenderDomain,
            'd' => MacroLetter::Domain,
            'i' => MacroLetter::Ip,
            'p' => MacroLetter::ValidatedName,
            'v' => MacroLetter::Version,
            'h' => MacroLetter::Helo,
            'c' => MacroLetter::ReadableIp,
            'r' => MacroLetter::Receiver,
            't' => MacroLetter::Time,
            _ => return None,
        })
    }

    fn is_for_explanations(self) -> bool {
        matches!(self, MacroLetter::ReadableIp | MacroLetter::Receiver | MacroLetter::Time)
    }
}

/// Where a text stands, which decides what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a term of a record.
    Record,
    /// In an explanation, where blanks and three more macros are allowed.
    Explanation,
}

impl MacroString {
    /// Reads a text; none when a macro in it is misspelt or may not stand there, or when it has a character that is not allowed.
    pub(super) fn read(text: &str, place: Place) -> Option<MacroString> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text.chars();
        while let Some(next) = rest.next() {
            match next {
                '%' => match rest.next()? {
                    '%' => literal.push('%'),
                    '_' => literal.push(' '),
                    '-' => literal.push_str("%20"),
                    '{' => {
                        let (inside, after) = rest.as_str().split_once('}')?;
                        if !literal.is_empty() {
                            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                        }
                        pieces.push(Piece::Macro(Macro::read(inside, place)?));
                        rest = after.chars();
                    }
                    _ => return None,
                },
                ' ' if place == Place::Explanation => literal.push(next),
                '\x21'..='\x7e' => literal.push(next),
                _ => return None,
            }
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        Some(MacroString { text: text.to_owned(), pieces })
    }

    /// Whether the names of the host have to be asked for before it can be filled in.
    pub(super) fn needs_validated_name(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Macro(found) if found.letter == MacroLetter::ValidatedName))
    }
}

impl Macro {
    fn read(inside: &str, place: Place) -> Option<Macro> {
        let mut rest = inside.chars();
        let sign = rest.next()?;
        let letter = MacroLetter::of(sign)?;
        if letter.is_for_explanations() && place == Place::Record {
            return None;
        }
        let rest = rest.as_str();
        let after_digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.strip_suffix(after_digits).unwrap_or_default();
        // More parts than fit a number are more than any name has.
        let keep = (!digits.is_empty()).then(|| digits.parse().unwrap_or(usize::MAX));
        if keep == Some(0) {
            return None;
        }
        let delimiters = after_digits.strip_prefix(['r', 'R']);
        let is_reversed = delimiters.is_some();
        let delimiters = delimiters.unwrap_or(after_digits);
        delimiters.chars().all(|c| ".-+,/_=".contains(c)).then(|| Macro {
            letter,
            is_escaped: sign.is_ascii_uppercase(),
            keep,
            is_reversed,
            delimiters: delimiters.to_owned(),
        })
    }
}
