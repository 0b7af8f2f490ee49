//! The identifier of a mail (RFC 5322 section 3.6.4).

use tuixin::mime::{Mail, PartId};

use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

pub(super) fn findings(mail: &Mail<'_>) -> Vec<Finding> {
    let Some(field) = mail.header(PartId::ROOT, "Message-ID").filter(|field| !is_identifier(&field.unfolded())) else { return Vec::new() };
    let finding = Finding::new(Verdict::Failed, "form-message-id").with("value", place::shown(field.raw));
    vec![place::at(finding, mail, field.at.start).mended_by(Fix::new("form-message-id-fix"))]
}

fn is_identifier(value: &[u8]) -> bool {
    let Some(inner) = value.trim_ascii().strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">")) else { return false };
    let Some(at) = memchr::memchr(b'@', inner) else { return false };
    let right = inner.get(at + 1..).unwrap_or_default();
    let is_plain = inner.iter().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
    is_plain && at > 0 && !right.is_empty() && !right.contains(&b'@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_from_other_things() {
        for (value, expected) in [
            ("<1.2@example.com>", true),
            (" <a+b=c@[192.0.2.1]>", true),
            ("1.2@example.com", false),
            ("<1.2>", false),
            ("<@example.com>", false),
            ("<a@>", false),
            ("<a b@example.com>", false),
            ("<a@b@example.com>", false),
            ("<a@example.com> <b@example.com>", false),
            ("<退@example.com>", false),
            ("", false),
        ] {
            assert_eq!(is_identifier(value.as_bytes()), expected, "{value}");
        }
    }
}
