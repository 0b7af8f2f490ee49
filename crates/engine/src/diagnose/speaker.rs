//! Who spoke: the host named before the innermost reply, the reported remote host, or the help pages a reply points to.

use super::Reply;
use crate::evidence::{Entity, EntityKind, Evidence};
use crate::knowledge::{Knowledge, ProviderId};
use crate::span::Span;

/// The provider that spoke and the host the text names as the speaker.
pub(super) fn speaker(
    knowledge: &Knowledge,
    reply: &Reply<'_>,
    evidence: &Evidence,
    innermost: usize,
) -> (Option<ProviderId>, Option<Span>) {
    let start = evidence.segments.get(innermost).map_or(0, |segment| segment.start);
    let hosts = || evidence.entities_of(EntityKind::Host);
    let named = hosts().rev().find(|host| host.span.end <= start);
    let of_host = |host: &Entity| knowledge.provider_of_host(host.span.of(reply.text));
    let of_url = |url: &Entity| knowledge.provider_of_host(host_of(url.span.of(reply.text)));
    let provider = named
        .and_then(of_host)
        .or_else(|| reply.remote_host.and_then(|host| knowledge.provider_of_host(host)))
        .or_else(|| evidence.entities_of(EntityKind::Url).filter(|url| url.span.start >= start).find_map(of_url))
        .or_else(|| hosts().filter(|host| host.span.start >= start).find_map(of_host));
    (provider, named.map(|host| host.span))
}

/// The host part of a URL, whose scheme may be missing.
fn host_of(url: &str) -> &str {
    let scheme = url.as_bytes().windows(3).position(|three| three == b"://").map_or(0, |at| at + 3);
    let rest = url.get(scheme..).unwrap_or_default();
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b':')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}
