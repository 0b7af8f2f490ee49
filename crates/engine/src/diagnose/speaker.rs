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
    let of = |entity: &Entity| knowledge.provider_of_host(host_of(entity.span.of(reply.text)));
    let provider = named
        .and_then(of)
        .or_else(|| reply.remote_host.and_then(|host| knowledge.provider_of_host(host)))
        .or_else(|| evidence.entities_of(EntityKind::Url).filter(|url| url.span.start >= start).find_map(of))
        .or_else(|| hosts().filter(|host| host.span.start >= start).find_map(of));
    (provider, named.map(|host| host.span))
}

/// The host part of a URL; a host itself.
fn host_of(text: &str) -> &str {
    let behind_scheme = text.split_once("://").map_or(text, |(_, rest)| rest);
    let end = behind_scheme.find(['/', '?', '#', ':']).unwrap_or(behind_scheme.len());
    behind_scheme.get(..end).unwrap_or_default()
}
