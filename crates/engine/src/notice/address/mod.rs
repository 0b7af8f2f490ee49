//! Addresses as reports and people write them.

mod packed;
mod punycode;
mod scan;
mod told;

use crate::near;
use std::ops::Range;

use crate::evidence::{EntityKind, Evidence};
pub(super) use packed::{Unpacked, unpacked};
pub(super) use scan::{Mention, mentions};
pub(crate) use told::{heading, only};

/// Longest address that is believed, in bytes: far more than RFC 5321 section 4.5.3.1 allows, room for addresses packed into addresses.
const MAX_ADDRESS: usize = 1024;

/// The address in a field such as `rfc822; <bob@example.com>` (RFC 3464 section 2.3.1) or `utf-8; 用户@example.cn` (RFC 6533 section 3).
///
/// Reports leave the type out, put the address in angle brackets, add a comment or a display name; what cannot be an address at all (`|/usr/bin/procmail`) gives none.
pub fn reported_address(field: &str) -> Option<String> {
    let value = match field.split_once(';') {
        Some((kind, value)) if !kind.contains('@') && !kind.contains('"') => value,
        _ => field,
    };
    let value = without_angle_brackets(value.trim());
    let value = without_comment(value);
    let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | ',' | ';' | '<' | '>'));
    let value = without_outer_quotes(without_route(without_scheme(value)?)?);
    let is_address = (1..=MAX_ADDRESS).contains(&value.len())
        && !value.starts_with(['|', '/', ':'])
        && (value.contains('@') || !value.contains(char::is_whitespace));
    let with_sign = |address: String| if address.is_ascii() { address } else { address.replace('＠', "@") };
    is_address.then(|| with_sign(decode_utf8_form(value)))
}

/// The addresses in a field of the header. Accounts without a domain, `From: MAILER-DAEMON`, count where it has nothing else.
pub(super) fn named(field: &str) -> impl Iterator<Item = String> {
    let mut mentioned = mentions(field).map(|mention| mention.address).peekable();
    let accounts = if mentioned.peek().is_none() { field } else { "" };
    mentioned.chain(accounts.split(',').filter_map(reported_address))
}

/// Drops `mailto:`; nothing where no address follows.
fn without_scheme(value: &str) -> Option<&str> {
    match value.get(.."mailto:".len()) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => value.get(scheme.len()..),
        _ => Some(value),
    }
}

/// Drops the hosts of a source route, `@one,@two:bob@example.com` (RFC 5321 appendix C); a route alone leads to nobody.
fn without_route(value: &str) -> Option<&str> {
    if value.starts_with('@') { value.split_once(':').map(|(_, address)| address) } else { Some(value) }
}

/// Drops quotes and a dot that belong to a sentence around the address: `"bob@example.com".`
fn without_outer_quotes(value: &str) -> &str {
    let value = value.strip_suffix('.').unwrap_or(value);
    value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| inner.contains('@') && !inner.contains('"'))
        .unwrap_or(value)
}

fn without_angle_brackets(value: &str) -> &str {
    match (value.find('<'), value.rfind('>')) {
        (Some(open), Some(close)) if open < close => value.get(open + 1..close).unwrap_or(value),
        _ => value,
    }
}

/// Drops a comment behind an address: `bob@example.com (expanded from: list@example.com)`.
fn without_comment(value: &str) -> &str {
    match value.strip_suffix(')').and_then(|inner| inner.find(" (")) {
        Some(at) => value.get(..at).unwrap_or(value),
        None => value,
    }
}

/// Where the addresses of a text stand, in order.
fn places(text: &str) -> Vec<Range<usize>> {
    // Most lines hold none, and that is seen sooner than anything else about them.
    if near::find(b'@', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut evidence = Evidence::new();
    evidence.read(text);
    evidence.entities_of(EntityKind::Address).map(|entity| entity.span.range()).collect()
}

/// The addresses of a text in order, as they are written.
pub(super) fn written(text: &str) -> impl Iterator<Item = &str> {
    places(text).into_iter().filter_map(|place| text.get(place))
}

/// Where the address stands with which a text begins, nothing before it but what `introduces` one.
pub(super) fn leading_place(text: &str, introduces: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let at = near::find(b'@', text.as_bytes())?;
    let local = text.get(..at)?;
    // Only a local part in quotes has blanks.
    if local.contains(char::is_whitespace) && !local.contains('"') {
        return None;
    }
    let end = text.get(at..)?.find(char::is_whitespace).map_or(text.len(), |length| at + length);
    let place = places(text.get(..end)?).into_iter().next()?;
    text.get(..place.start)?.chars().all(introduces).then_some(place)
}

/// Undoes `\x{4E2D}`, the ASCII form of a `utf-8` address (RFC 6533 section 3).
fn decode_utf8_form(value: &str) -> String {
    if near::find(b'\\', value.as_bytes()).is_none() {
        return value.to_owned();
    }
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((head, tail)) = rest.split_once("\\x{") {
        decoded.push_str(head);
        let character = tail.split_once('}').and_then(|(hex, behind)| Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, behind)));
        match character {
            Some((character, behind)) => {
                decoded.push(character);
                rest = behind;
            }
            None => {
                decoded.push_str("\\x{");
                rest = tail;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// Whether two spellings name the same mailbox.
///
/// The domain's case never counts, that of the local part in practice not either; a dot behind the domain and the two forms of an internationalised one (RFC 5890 section 2.3.2.1) make no difference.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    // ASCII without punycode has only one form.
    let has_forms = |address: &str| !address.is_ascii() || memchr::memmem::find(address.as_bytes(), b"xn--").is_some();
    (has_forms(one) || has_forms(other)) && key(one) == key(other)
}

/// An address in the one form in which all its spellings are equal.
pub(super) fn key(address: &str) -> String {
    let folded: String = address.trim_end_matches('.').chars().map(scan::half_width).collect();
    let (local, domain) = folded.rsplit_once('@').unwrap_or((&folded, ""));
    format!("{}@{}", local.to_lowercase(), punycode::to_unicode(&domain.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_behind_their_types_and_decorations() {
        for (field, expected) in [
            ("rfc822; bob@example.com", Some("bob@example.com")),
            ("RFC822;<bob@example.com>", Some("bob@example.com")),
            ("bob@example.com", Some("bob@example.com")),
            ("rfc822; Bob Example <bob@example.com>", Some("bob@example.com")),
            ("rfc822; bob@example.com (expanded from: list@example.com)", Some("bob@example.com")),
            ("utf-8; \\x{7528}\\x{6237}@example.cn", Some("用户@example.cn")),
            ("utf-8; 用户@example.cn", Some("用户@example.cn")),
            ("rfc822; \"a..b\"@example.com", Some("\"a..b\"@example.com")),
            ("rfc822; @mx.example.org,@mx.example.net:bob@example.com", Some("bob@example.com")),
            ("rfc822; @mx.example.org", None),
            ("rfc822; <mailto:bob@example.com>", Some("bob@example.com")),
            ("rfc822; \"bob@example.com\"", Some("bob@example.com")),
            ("rfc822; bob@example.com.", Some("bob@example.com")),
            ("rfc822; bob＠example.com", Some("bob@example.com")),
            ("rfc822; bob", Some("bob")),
            ("LOCAL; \"|exec /usr/bin/procmail\"", None),
            ("local; |/usr/bin/procmail bob", None),
            ("rfc822;", None),
            ("", None),
        ] {
            assert_eq!(reported_address(field).as_deref(), expected, "{field}");
        }
    }

    #[test]
    fn accounts_count_where_a_field_has_no_address() {
        for (field, expected) in [
            ("Ann <ann@example.cn>, bob@example.com", &["ann@example.cn", "bob@example.com"][..]),
            ("MAILER-DAEMON", &["MAILER-DAEMON"]),
            ("bob, eve", &["bob", "eve"]),
            ("bob, eve@example.net", &["eve@example.net"]),
            ("Mail Delivery System", &[]),
            ("", &[]),
        ] {
            assert_eq!(named(field).collect::<Vec<_>>(), expected, "{field}");
        }
    }

    #[test]
    fn spellings_of_one_mailbox_are_the_same() {
        for (one, other, expected) in [
            ("bob@example.com", "Bob@EXAMPLE.com.", true),
            ("bob@bücher.example", "bob@xn--bcher-kva.example", true),
            ("用户@例子.cn", "用户@XN--fsqu00a.cn", true),
            ("bob＠example．com", "bob@example.com", true),
            ("bob@example.com", "eve@example.com", false),
            ("bob@bücher.example", "bob@bucher.example", false),
        ] {
            assert_eq!(is_same(one, other), expected, "{one} {other}");
        }
    }
}
