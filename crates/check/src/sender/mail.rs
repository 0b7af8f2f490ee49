//! What of a mail is authenticated: its header, with the line ends that were signed.

use std::borrow::Cow;

use tuixin::mime::{Field, Headers};

/// The fields of the header of a mail.
pub(crate) fn header(mail: &[u8]) -> Headers<'_> {
    Headers::of(mail)
}

/// The fields of this name, in order.
pub(crate) fn fields<'m>(mail: &'m [u8], name: &'m str) -> impl Iterator<Item = Field<'m>> {
    header(mail).filter(move |field| field.name.eq_ignore_ascii_case(name))
}

/// The mail with CR LF at the end of each line, as it travelled and was signed; files have often lost the CR.
pub(crate) fn as_sent(mail: &[u8]) -> Cow<'_, [u8]> {
    let is_bare = |at: usize, byte: &u8| *byte == b'\n' && (at == 0 || mail.get(at - 1) != Some(&b'\r'));
    if !mail.iter().enumerate().any(|(at, byte)| is_bare(at, byte)) {
        return Cow::Borrowed(mail);
    }
    let mut sent = Vec::with_capacity(mail.len() + mail.len() / 32);
    for (at, byte) in mail.iter().enumerate() {
        if is_bare(at, byte) {
            sent.push(b'\r');
        }
        sent.push(*byte);
    }
    Cow::Owned(sent)
}

/// The mail without the fields of this name behind the first ones.
pub(crate) fn limited<'m>(mail: &'m [u8], name: &str, most: usize) -> Cow<'m, [u8]> {
    if fields(mail, name).count() <= most {
        return Cow::Borrowed(mail);
    }
    let mut kept = Vec::with_capacity(mail.len());
    let mut headers = header(mail);
    let (mut start, mut count) = (0, 0);
    while let Some(field) = headers.next() {
        let end = headers.position();
        count += usize::from(field.name.eq_ignore_ascii_case(name));
        if count <= most || !field.name.eq_ignore_ascii_case(name) {
            kept.extend_from_slice(mail.get(start..end).unwrap_or_default());
        }
        start = end;
    }
    kept.extend_from_slice(mail.get(start..).unwrap_or_default());
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_as_sent() {
        for (mail, expected) in [("a\nb\n", "a\r\nb\r\n"), ("a\r\nb\n", "a\r\nb\r\n"), ("\n", "\r\n"), ("a\rb", "a\rb"), ("", "")] {
            assert_eq!(as_sent(mail.as_bytes()), expected.as_bytes());
        }
    }

    #[test]
    fn fields_beyond_a_bound_are_left_out() {
        let mail = b"X: 1\r\nA: 1\r\nX: 2\r\n folded\r\nx: 3\r\nB: 2\r\n\r\nX: 4\r\n";
        assert_eq!(limited(mail, "X", 3), &mail[..]);
        assert_eq!(limited(mail, "X", 1), &b"X: 1\r\nA: 1\r\nB: 2\r\n\r\nX: 4\r\n"[..]);
        assert_eq!(limited(mail, "X", 0), &b"A: 1\r\nB: 2\r\n\r\nX: 4\r\n"[..]);
    }
}
