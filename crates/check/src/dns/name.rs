//! Names as they are asked for.

use std::borrow::Cow;

/// The longest label (RFC 1035 section 2.3.4).
const LONGEST_LABEL: usize = 63;

/// The longest name in its written form: 255 octets with the lengths of its labels and the root (RFC 1035 section 2.3.4).
const LONGEST_NAME: usize = 253;

/// A name in the form in which it is asked for and compared: A-labels (RFC 5890), lower case, no final dot.
///
/// `None` where no server can be asked for it: it is empty, a label is empty or too long, or it is no domain name in any script.
/// Labels are not limited to letters, digits and hyphens, because `_dmarc` and what macros of SPF make are asked for too.
pub fn asked(name: &str) -> Option<String> {
    let ascii =
        if name.is_ascii() { Cow::Borrowed(name) } else { idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::EMPTY).ok()? };
    let name = ascii.strip_suffix('.').unwrap_or(&ascii).to_ascii_lowercase();
    let fits = name.len() <= LONGEST_NAME && name.split('.').all(|label| (1..=LONGEST_LABEL).contains(&label.len()));
    fits.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_asked_for_in_one_form() {
        let longest_label = "a".repeat(63);
        let longest_name = format!("{longest_label}.{longest_label}.{longest_label}.{}", "a".repeat(61));
        for (name, expected) in [
            ("Example.COM.", Some("example.com")),
            ("_dmarc.example.com", Some("_dmarc.example.com")),
            ("例子.cn", Some("xn--fsqu00a.cn")),
            ("ＥＸＡＭＰＬＥ．com", Some("example.com")),
            ("例子。cn", Some("xn--fsqu00a.cn")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("a b.example", Some("a b.example")),
            ("", None),
            (".", None),
            ("..", None),
            ("a..b", None),
            (".example.com", None),
            ("example.com..", None),
            (&longest_label, Some(&*longest_label)),
            (&format!("{longest_label}a.example"), None),
            (&longest_name, Some(&*longest_name)),
            (&format!("a{longest_name}"), None),
            (&"例".repeat(60), None),
        ] {
            assert_eq!(asked(name).as_deref(), expected, "{name}");
        }
    }
}
