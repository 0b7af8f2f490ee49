//! Addresses packed into addresses: a sender that wants to know whom a bounce is about writes the recipient into its own return path.
//!
//! - VERP: `list-owner+bob=example.com@example.org` (the page "VERP" of the author of qmail, and Postfix' `VERP_README`), `list-return-17-bob=example.com@…` (ezmlm).
//! - SRS: `SRS0=hash=tt=example.com=bob@…` and `SRS1=hash=forwarder==hash=tt=example.com=bob@…` (the Sender Rewriting Scheme of S. Meng).
//! - BATV: `prvs=1234567890=bob@example.com` (draft-levine-smtp-batv), which only signs the address.
//!
//! SRS and BATV hold the sender of the mail, VERP its recipient, so only the last one tells who failed.

/// What a packed address holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::notice) enum Unpacked {
    /// VERP: the recipient of the mail.
    Recipient(String),
    /// SRS or BATV: its sender.
    Sender(String),
}

/// What an address holds that was packed into it.
pub(in crate::notice) fn unpacked(address: &str) -> Option<Unpacked> {
    let (local, domain) = address.rsplit_once('@')?;
    if let Some(sender) = rewritten(local) {
        return Some(Unpacked::Sender(sender));
    }
    if let Some(signed) = strip(local, "prvs=") {
        return signed.split_once(['=', '/']).map(|(_, local)| Unpacked::Sender(format!("{local}@{domain}")));
    }
    verp(local).map(Unpacked::Recipient)
}

fn strip<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    text.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix))?;
    text.get(prefix.len()..)
}

/// The address in an SRS local part. The separator behind the tag may be `=`, `+` or `-`.
fn rewritten(local: &str) -> Option<String> {
    let rest = match (strip(local, "SRS0"), strip(local, "SRS1")) {
        (Some(rest), _) => rest.strip_prefix(['=', '+', '-'])?,
        // The hash of the second forwarder and the name of the first stand before the two separators.
        (None, Some(rest)) => rest.split_once("==").or_else(|| rest.split_once("=+")).or_else(|| rest.split_once("=-"))?.1,
        (None, None) => return None,
    };
    let mut pieces = rest.splitn(4, '=');
    let (_hash, _time, host, user) = (pieces.next()?, pieces.next()?, pieces.next()?, pieces.next()?);
    (is_domain(host) && !user.is_empty()).then(|| format!("{user}@{host}"))
}

/// The recipient in a VERP local part: `=` stands for its `@`, and the last separator of the extension before it begins it.
fn verp(local: &str) -> Option<String> {
    let (before, host) = local.rsplit_once('=')?;
    let tag = before.rsplit_once('+').map(|(_, user)| user);
    // A plus in the address itself cannot be told from the separator; what stands between two of them is taken.
    let user = match tag {
        Some(user) => without_number(user),
        None => ezmlm(before).or_else(|| numbered(before))?,
    };
    (!user.is_empty() && is_domain(host)).then(|| format!("{user}@{host}"))
}

/// `bounces+123-bob`: a number that the sender put before the address.
fn without_number(user: &str) -> &str {
    match user.split_once('-') {
        Some((number, user)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => user,
        _ => user,
    }
}

/// `list-return-17-bob`, `list-sc.1195648312.aflk-bob` and the like: behind the number of the message.
fn ezmlm(before: &str) -> Option<&str> {
    let rest = before.split_once("-return-")?.1;
    Some(rest.split_once('-').map_or(rest, |(_, user)| user))
}

/// `bounce-1234-bob`, `bounces-bob`, `owner-bob`.
fn numbered(before: &str) -> Option<&str> {
    ["bounces-", "bounce-", "owner-", "return-", "errors-"].iter().find_map(|tag| strip(before, tag)).map(without_number)
}

fn is_domain(host: &str) -> bool {
    host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_into_an_address_is_found() {
        let recipient = |address: &str| Some(Unpacked::Recipient(address.to_owned()));
        let sender = |address: &str| Some(Unpacked::Sender(address.to_owned()));
        for (packed, expected) in [
            ("list-owner+bob=example.com@example.org", recipient("bob@example.com")),
            ("bounces+123-bob=example.com@example.org", recipient("bob@example.com")),
            ("news-return-17-bob=example.com@example.org", recipient("bob@example.com")),
            ("bounce-42-bob=example.com@example.org", recipient("bob@example.com")),
            ("SRS0=HHH=TT=example.com=ann@example.org", sender("ann@example.com")),
            ("srs0+HHH=TT=example.com=ann@example.org", sender("ann@example.com")),
            ("SRS1=HHH=example.net==HHH=TT=example.com=ann@example.org", sender("ann@example.com")),
            ("prvs=1234567890=ann@example.org", sender("ann@example.org")),
            ("ann@example.org", None),
            ("ann+news@example.org", None),
            ("a=b@example.org", None),
            ("list+=example.com@example.org", None),
            ("SRS0=HHH@example.org", None),
        ] {
            assert_eq!(unpacked(packed), expected, "{packed}");
        }
    }
}
