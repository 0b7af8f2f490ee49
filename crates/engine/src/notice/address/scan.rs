//! Addresses found in running text.
//!
//! Each `@` is looked at once, its local part backwards and its domain forwards, so the work is linear; neither side goes further than an address can be long.
//! In Chinese and Japanese no blank stands between an address and the sentence around it (`发送到bob@example.com失败`), so there an ASCII side ends where other letters begin.

use std::ops::Range;

/// How far a side of an address is followed, in bytes: a domain has 255 (RFC 1035 section 2.3.4), and local parts that hold other addresses grow past their 64.
const MAX_SIDE: usize = 256;

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::notice) struct Mention {
    /// The address, full-width letters folded.
    pub address: String,
    /// Where it stands in the text.
    pub place: Range<usize>,
}

/// The addresses of a text in order, those inside URLs left out.
pub(in crate::notice) fn mentions(text: &str) -> impl Iterator<Item = Mention> + '_ {
    let mut from = 0;
    let whole = text.trim().len();
    text.char_indices().filter_map(move |(at, c)| {
        if !is_at(c) {
            return None;
        }
        let before = text.get(from..at)?;
        let local = local_part(before);
        let behind = at + c.len_utf8();
        let length = domain_length(text.get(behind..)?)?;
        if local.is_empty() {
            return None;
        }
        let start = at - local.len();
        let end = behind + length;
        // A word with a sign in it is no address (`W32/Netsky.p@MM`), unless something marks it as one.
        let domain = text.get(behind..end)?;
        let is_marked = || before.get(..before.len() - local.len()).is_some_and(|lead| lead.ends_with(['<', ':'])) || whole == end - start;
        if !domain.contains(['.', '．', '。', '[']) && !is_marked() {
            return None;
        }
        // `a@b@c` is no two addresses.
        from = end;
        if is_in_url(text.get(..start)?) {
            return None;
        }
        let address = text.get(start..end)?.chars().map(half_width).collect();
        Some(Mention { address, place: start..end })
    })
}

/// The half-width form of a full-width letter, digit or sign.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3002}' | '\u{ff61}' => '.',
        _ => c,
    }
}

fn is_at(c: char) -> bool {
    matches!(c, '@' | '＠')
}

/// The local part that `before` ends with.
fn local_part(before: &str) -> &str {
    let window = before.get(before.ceil_char_boundary(before.len().saturating_sub(MAX_SIDE))..).unwrap_or_default();
    if let Some(quoted) = window.strip_suffix('"') {
        // `"bob smith"@example.com` (RFC 5321 section 4.1.2).
        return quoted.rfind(['"', '\n']).and_then(|open| window.get(open..)).filter(|local| local.len() > 2).unwrap_or_default();
    }
    let is_glued_script = window.chars().next_back().is_some_and(is_scriptio_continua);
    let inside = |c: &char| {
        let c = half_width(*c);
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '!' | '#' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^' | '_' | '`' | '{' | '|' | '}' | '~' | '.'
            )
            || (!c.is_ascii() && c.is_alphanumeric() && (is_glued_script || !is_scriptio_continua(c)))
    };
    let length: usize = window.chars().rev().take_while(inside).map(char::len_utf8).sum();
    let local = window.get(window.len() - length..).unwrap_or_default();
    let local = local.trim_start_matches(['\'', '`', '*', '.', '/', '|', '{', '=', '?', '&', '!', '#']);
    // A field of a log or an address in a UUCP path; VERP has its sign behind a longer word.
    match local.split_once('=') {
        Some((key, value))
            if ["to", "from", "rcpt", "orig_to", "mail", "email", "address", "recipient", "user", "mailto"]
                .contains(&key.to_ascii_lowercase().as_str()) =>
        {
            value
        }
        _ => local,
    }
}

/// Length of the domain or address literal that `behind` begins with.
fn domain_length(behind: &str) -> Option<usize> {
    let window = behind.get(..behind.floor_char_boundary(MAX_SIDE)).unwrap_or_default();
    if let Some(literal) = window.strip_prefix('[') {
        let close = literal.find(']')?;
        let inside = literal.get(..close)?;
        return (!inside.is_empty() && inside.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b'.' | b':' | b'I' | b'P' | b'v')))
            .then_some(close + 2);
    }
    let mut end = 0;
    let mut last = '.';
    let mut is_glued_script = false;
    for (at, c) in window.char_indices() {
        let folded = half_width(c);
        if folded.is_alphanumeric() {
            // A label is of one script: what follows `.com` without a blank is the sentence.
            if last == '.' {
                is_glued_script = is_scriptio_continua(folded);
            } else if is_scriptio_continua(folded) && !is_glued_script {
                break;
            }
            end = at + c.len_utf8();
        } else if !matches!(folded, '.' | '-' | '_') || (folded == '.' && (last == '.' || c == '\u{3002}' && !is_glued_script)) {
            break;
        }
        last = folded;
    }
    (end > 0 && !window.starts_with(['.', '-'])).then_some(end)
}

/// Letters of scripts that put no blanks between words.
fn is_scriptio_continua(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the word that a text ends with has the beginning of a URL in it.
fn is_in_url(before: &str) -> bool {
    let window = before.get(before.ceil_char_boundary(before.len().saturating_sub(MAX_SIDE))..).unwrap_or_default();
    let word = window.rsplit([' ', '\t', '\n', '\r', '<', '"']).next().unwrap_or_default();
    word.contains("://") || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_sentences() {
        for (text, expected) in [
            ("to <bob@example.com>: no", "bob@example.com"),
            ("<mailto:bob@example.com>", "bob@example.com"),
            ("SMTP:bob@example.com.", "bob@example.com"),
            ("rfc822;bob@example.com, eve@example.net", "bob@example.com eve@example.net"),
            ("发送到bob@example.com失败", "bob@example.com"),
            ("收件人：用户@例子.cn，不存在", "用户@例子.cn"),
            ("bob＠ｅｘａｍｐｌｅ．ｃｏｍ", "bob@example.com"),
            ("bob@bücher.example", "bob@bücher.example"),
            ("\"bob smith\"@example.com", "\"bob smith\"@example.com"),
            ("'bob@example.com'", "bob@example.com"),
            ("bob%example.com@example.net", "bob%example.com@example.net"),
            ("<@example.org,@example.net:bob@example.com>", "bob@example.com"),
            ("bob@[192.0.2.1] and eve@[IPv6:2001:db8::1]", "bob@[192.0.2.1] eve@[IPv6:2001:db8::1]"),
            ("to=bob@example.com", "bob@example.com"),
            ("bounces+bob=example.com@example.org", "bounces+bob=example.com@example.org"),
            ("http://example.com/?a=bob@example.com", ""),
            ("@example.com and bob@ here", ""),
            ("bob@example.com...", "bob@example.com"),
        ] {
            let found: Vec<String> = mentions(text).map(|mention| mention.address).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn many_signs_are_read_in_linear_time() {
        for piece in ["@", "a@", "\"@", "a@a", "用@", "@[", "=@"] {
            let text = piece.repeat(200_000);
            assert!(mentions(&text).count() <= 200_000);
        }
    }
}
