//! What all checks of a run share: whom they ask, how far they may reach, what it may cost.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tuixin::knowledge::Knowledge;

use crate::bounds::Bounds;
use crate::dns::Dns;
use crate::reach::Reach;
use crate::smtp::Trust;

/// The port on which mail servers talk to each other (RFC 5321 section 4.5.4.2).
pub const SMTP_PORT: u16 = 25;

/// The world as the checks of one run see it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct World {
    /// Whom to ask for names.
    pub dns: Dns,
    /// Which addresses may be connected to.
    pub reach: Reach,
    /// What it may cost.
    pub bounds: Bounds,
    /// The port of mail servers; tests have their own.
    pub smtp_port: u16,
    /// Who may vouch for the certificates of mail servers.
    pub trust: Trust,
    /// With what the words of servers are understood.
    pub knowledge: Arc<Knowledge>,
    /// One permit for each connection that may be open.
    pub(crate) connections: Arc<Semaphore>,
}

impl World {
    /// The public Internet, asked through `dns`.
    pub fn of(dns: Dns, bounds: Bounds) -> World {
        let connections = Arc::new(Semaphore::new(bounds.open_connections));
        let knowledge = Arc::new(Knowledge::embedded());
        World { dns, reach: Reach::Public, bounds, smtp_port: SMTP_PORT, trust: Trust::public(), knowledge, connections }
    }
}
