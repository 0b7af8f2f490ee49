//! From the options of the network to a ground on which checks run.

use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};
use tuixin::knowledge::Knowledge;
use tuixin_check::dns::{Dns, Rehearsal, Resolvers, Servers, ServersError};
use tuixin_check::{Bounds, Extent, Ground, Job, Reach, World};

use crate::args::Network;
use crate::setup::{Failure, Messages};

/// What is needed to ask the world.
pub struct Online {
    pub runtime: Runtime,
    pub ground: Ground,
    /// Where questions are written down instead of being asked.
    pub rehearsal: Option<Rehearsal>,
}

impl Online {
    /// Opens what the options ask for.
    ///
    /// # Errors
    ///
    /// Resolvers that cannot be read or found; that is told.
    pub fn open(args: &Network, known: &[String], knowledge: Arc<Knowledge>, messages: &Messages) -> Result<Online, Failure> {
        let mut bounds = Bounds::default();
        bounds.lookup = args.timeout;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let rehearsal = args.dry_run.then(Rehearsal::default);
        let dns = match &rehearsal {
            Some(rehearsal) => Dns::new(rehearsal.clone(), &bounds),
            None => Dns::new(runtime.block_on(resolvers(args, &bounds, messages))?, &bounds),
        };
        let mut world = World::of(dns, bounds);
        world.knowledge = knowledge;
        world.smtp_port = args.smtp_port;
        if args.allow_private {
            world.reach = Reach::Anywhere;
        }
        let mut ground = Ground::of(world);
        ground.introduction.clone_from(&args.helo);
        ground.own_domains = known.into();
        Ok(Online { runtime, ground, rehearsal })
    }

    /// What would be asked for these jobs, a line each.
    pub fn rehearsed(&self, jobs: &[Job]) -> Option<Vec<String>> {
        let asked = self.rehearsal.as_ref()?.asked().into_iter().map(|(name, kind)| format!("{name} {}", kind.name()));
        let visited = jobs.iter().filter_map(|job| match job {
            Job::Servers { domain, recipient, .. } => Some(format!("{domain} SMTP{}", if recipient.is_some() { " RCPT" } else { "" })),
            _ => None,
        });
        Some(asked.chain(visited).collect())
    }
}

async fn resolvers(args: &Network, bounds: &Bounds, messages: &Messages) -> Result<Resolvers, Failure> {
    open_resolvers(&args.nameservers, bounds).await.map_err(|error| {
        messages.tell("error-nameservers", &[("reason", error.to_string())]);
        Failure::Usage
    })
}

/// The resolvers that are named, or those of the system where none is.
///
/// # Errors
///
/// Resolvers that cannot be read or found.
pub async fn open_resolvers(nameservers: &[String], bounds: &Bounds) -> Result<Resolvers, ServersError> {
    let servers = if nameservers.is_empty() { Servers::System } else { Servers::parse(nameservers)? };
    Resolvers::open(&servers, bounds).await
}

/// How far checks go by these options.
pub fn extent(args: &Network, probes: bool) -> Extent {
    // A rehearsal has nobody to connect to, and tells by the jobs whom it would have visited.
    if args.no_connect { Extent::questions() } else { Extent::dialogues(probes) }
}
