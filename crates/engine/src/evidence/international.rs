//! Addresses beyond ASCII (RFC 6531, RFC 5890): `<用户@例子.中国>`, `jörg@bücher.example`.
//!
//! Chinese has no blanks between words, so what follows an address without one may be the sentence that goes on: `bob@example.com不存在`.
//! Angle brackets say where an address ends; without them a domain is followed only where it begins beyond ASCII or would end amid a word.

use super::entity;
use super::word::{is_alphanumeric, is_word_by_itself};

/// The longest domain and local part (RFC 5321 section 4.5.3.1), in bytes.
const MAX_DOMAIN: usize = 255;
const MAX_LOCAL_PART: usize = 64;

/// Top-level domains in characters that are words by themselves have no more of them.
const MAX_TOP_LEVEL: usize = 4;

/// Length of the domain at the start of `text`, of which `ascii` bytes are one without what follows them.
pub(super) fn domain_length(text: &str, ascii: Option<usize>) -> Option<usize> {
    let run = text.get(..text.floor_char_boundary(MAX_DOMAIN + 1))?;
    let end = run.find(|c| !may_be_in_domain(c)).unwrap_or(run.len());
    let name = run.get(..end)?.trim_end_matches(['.', '-']);
    let is_whole = name.len() <= MAX_DOMAIN && name.contains('.') && name.split('.').all(|label| !label.is_empty());
    let length = Some(name.len()).filter(|_| is_whole);
    if text.as_bytes().get(name.len()) == Some(&b'>') {
        return length.or(ascii);
    }
    let next = ascii.and_then(|ascii| text.get(ascii..)?.chars().next());
    match next {
        // A sentence that goes on, or a mark.
        Some(next) if next.is_ascii() || is_word_by_itself(next) || !is_letter(next) => ascii,
        _ => length.filter(|_| !ends_in_a_sentence(name)),
    }
}

/// Length of the address in angle brackets at the start of `text`, the bracket before it left out.
pub(super) fn address_length(text: &str) -> Option<usize> {
    let local = text.find(|c| !may_be_in_local_part(c)).filter(|local| *local <= MAX_LOCAL_PART)?;
    let domain = text.get(local..)?.strip_prefix('@')?;
    let length = local + 1 + domain_length(domain, entity::domain_length(domain.as_bytes()))?;
    (text.as_bytes().get(length) == Some(&b'>')).then_some(length)
}

fn is_letter(c: char) -> bool {
    is_alphanumeric(c) || is_word_by_itself(c)
}

fn may_be_in_domain(c: char) -> bool {
    matches!(c, '.' | '-') || is_letter(c)
}

fn may_be_in_local_part(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '+' | '=') || is_letter(c)
}

fn ends_in_a_sentence(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    last.chars().any(is_word_by_itself) && last.chars().count() > MAX_TOP_LEVEL
}

#[cfg(test)]
mod tests {
    use crate::evidence::{EntityKind, Evidence};

    #[test]
    fn addresses_beyond_ascii_are_found_whole_or_not_at_all() {
        for (text, expected) in [
            ("550 5.1.1 <用户@例子.中国>: no such user", &["用户@例子.中国"][..]),
            ("550 5.1.1 <用户@xn--fsqu00a.xn--fiqs8s>: no such user", &["用户@xn--fsqu00a.xn--fiqs8s"]),
            ("550 <用户@example.com> <bob@mail.例子.中国>", &["用户@example.com", "bob@mail.例子.中国"]),
            ("550 <jörg@bücher.example>: no such user", &["jörg@bücher.example"]),
            ("550 jörg@bücher.example, bob@bücher.example: no such user", &["jörg@bücher.example", "bob@bücher.example"]),
            ("550 bob@例子.中国: no such user", &["bob@例子.中国"]),
            ("收件人bob@例子.中国，不存在", &["bob@例子.中国"]),
            ("收件人bob@例子.中国这个用户不存在", &[]),
            ("收件人bob@example.com不存在", &["bob@example.com"]),
            ("收件人bob@example.com。不存在", &["bob@example.com"]),
            ("550 почта@пример.рф. No such user", &["почта@пример.рф"]),
            ("550 bob@bücher: no such host", &[]),
            ("<用户@>", &[]),
            ("<用户@例子>", &[]),
        ] {
            let mut evidence = Evidence::new();
            evidence.read(text);
            let found: Vec<&str> = evidence.entities_of(EntityKind::Address).filter_map(|entity| text.get(entity.span.range())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
