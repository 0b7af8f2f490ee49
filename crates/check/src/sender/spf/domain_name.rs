//! Names as SPF asks for them.

use crate::dns::asked;

/// How long a name may be in its written form (RFC 7208 section 7.3).
const MAX_NAME: usize = 253;

/// Whether SPF asks for this name: it is one, and has more than one label (RFC 7208 section 4.3).
pub(super) fn can_be_asked(name: &str) -> bool {
    asked(name).is_some_and(|name| name.contains('.'))
}

/// The name in the form in which it is asked for, shortened from the left when it is too long (RFC 7208 section 7.3).
pub(super) fn as_asked(name: &str) -> String {
    let mut name = name.strip_suffix('.').unwrap_or(name);
    while name.len() > MAX_NAME {
        match name.split_once('.') {
            Some((_, rest)) => name = rest,
            None => break,
        }
    }
    asked(name).unwrap_or_else(|| name.to_ascii_lowercase())
}

/// Whether a name is a domain or lies below it.
pub(super) fn is_within(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_asked_for_as_the_dns_takes_them() {
        let label = "a".repeat(60);
        let long = format!("{label}.{label}.{label}.{label}.{label}.example.com");
        let cut = format!("{label}.{label}.{label}.example.com");
        let wide = format!("{}.example.com", "b".repeat(64));
        for (name, expected, is_askable) in [
            ("Example.COM.", "example.com", true),
            ("例子.cn", "xn--fsqu00a.cn", true),
            ("com", "com", false),
            ("a..example.com", "a..example.com", false),
            (".example.com", ".example.com", false),
            ("", "", false),
            (&wide, &wide, false),
            (&long, &cut, true),
        ] {
            let asked = as_asked(name);
            assert_eq!(asked, expected);
            assert_eq!(can_be_asked(&asked), is_askable, "{name}");
        }
        assert!(is_within("mail.example.com", "example.com"));
        assert!(is_within("example.com", "example.com"));
        assert!(!is_within("badexample.com", "example.com"));
    }
}
