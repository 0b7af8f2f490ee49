//! Whether mail servers can be reached from here at all.

use serde::Deserialize;
use tokio::task::JoinSet;

use super::connect;
use super::hosts::{Route, route};
use super::transcript::Transcript;
use super::trouble::Trouble;
use crate::facts::facts;
use crate::world::World;

/// Domains whose mail servers always answer.
#[derive(Debug, Default, Deserialize)]
struct ControlDomains {
    domains: Vec<String>,
}

/// Whether mail servers can be reached from here.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Outbound {
    /// There was no reason to find out, or no way.
    #[default]
    NotTried,
    /// Some can.
    Open,
    /// None of several can.
    Blocked(Transcript),
}

/// Whether a trouble may be that of our own network.
pub(super) fn may_be_ours(trouble: Trouble) -> bool {
    matches!(trouble, Trouble::ConnectTimeout | Trouble::Unreachable)
}

/// Connects to mail servers of others and leaves them without a word.
pub(super) async fn outbound(world: &World) -> Outbound {
    let known: ControlDomains = facts("check/control-domains.toml");
    let mut attempts = JoinSet::new();
    for domain in known.domains {
        let world = world.clone();
        attempts.spawn(async move { attempt(&world, &domain).await });
    }
    let mut blocked = Transcript::default();
    let mut has_tried = false;
    while let Some(attempted) = attempts.join_next().await {
        match attempted {
            Ok(Some((Ok(()), _))) => return Outbound::Open,
            Ok(Some((Err(trouble), transcript))) if may_be_ours(trouble) => {
                has_tried = true;
                blocked.append(transcript);
            }
            // A refused connection came through to somebody.
            Ok(Some((Err(Trouble::ConnectionRefused), _))) => return Outbound::Open,
            _ => {}
        }
    }
    if has_tried { Outbound::Blocked(blocked) } else { Outbound::NotTried }
}

/// Connects to the first mail server of a domain; nothing where none is known.
async fn attempt(world: &World, domain: &str) -> Option<(Result<(), Trouble>, Transcript)> {
    let Route::Hosts { hosts, .. } = route(world, domain).await else { return None };
    let host = hosts.into_iter().find(|host| !host.addresses.is_empty())?;
    let mut transcript = Transcript::default();
    let _permit = world.connections.acquire().await;
    let connected = connect::connect(world, &host.addresses, &mut transcript).await;
    Some((connected.map(|_| ()), transcript))
}
