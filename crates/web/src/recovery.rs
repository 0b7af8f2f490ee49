//! Incidents that are looked into again: whether the fault that a receiver named is still there.
//!
//! Only the checks that bear on the cause are run, and an incident ends only where all that would show the fault find nothing.

use std::net::IpAddr;

use jiff::Timestamp;
use tokio::time::timeout;
use tuixin_check::follow_up::{Standing, Today, can_be_refuted, today};
use tuixin_check::{Extent, Material};
use tuixin_store::Store;
use tuixin_store::incident::{Incident, IncidentFilter, Passed, Side, State};

use crate::App;
use crate::problem::{Kind, Problem};

/// How many incidents are looked into in one round of [`look_into_all`].
const MOST_LOOKS: usize = 100;

/// What a look into an incident came to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Look {
    /// What the checks say of the cause.
    pub today: Today,
    /// Whether the incident was ended by it.
    pub is_healed: bool,
}

/// Whether checks can show that the fault of an incident is mended.
pub fn can_be_looked_into(app: &App, incident: &Incident) -> bool {
    app.ground().is_some() && incident.state == State::Open && !incident.is_demo && can_be_refuted(&incident.cause)
}

/// Looks into one incident, and ends it where its fault is mended.
///
/// # Errors
///
/// No world to ask, too many who ask it, checks that do not end, a store that is away.
pub async fn look_into(app: &App, incident: &Incident) -> Result<Look, Problem> {
    look(app, incident, app.extent(true)).await
}

async fn look(app: &App, incident: &Incident, extent: Extent) -> Result<Look, Problem> {
    let store = app.memory_of_deliveries()?;
    let material = material(app, store, incident).await?;
    let (ground, _turn) = app.turn_to_check().await?;
    let late = |_| Problem::new(Kind::Unavailable, "the checks did not end in time").retry_after(30);
    let today = timeout(app.limits().check_time, today(ground, &incident.cause, &material, extent)).await.map_err(late)?;
    let is_mended = incident.state == State::Open && today.standing == Standing::Refuted;
    let is_healed = is_mended && store.heal_by_check(incident, &passed(&today), Timestamp::now()).await?;
    Ok(Look { today, is_healed })
}

/// Looks into the incidents that go on and of which nothing was heard since a moment; how many were ended.
///
/// Nobody has asked for this look, so it asks resolvers only and connects to no mail server.
/// What is heard of right now is left alone: it would end and begin again with every round as long as a receiver sees another world than we do.
pub async fn look_into_all(app: &App, quiet_since: Timestamp) -> usize {
    let Some(store) = app.store() else { return 0 };
    let filter = IncidentFilter { state: Some(State::Open), ..IncidentFilter::default() };
    let open = match store.incidents(filter, usize::MAX).await {
        Ok(open) => open,
        Err(error) => {
            tracing::warn!(%error, "open incidents could not be looked into");
            return 0;
        }
    };
    let mut ended = 0;
    for incident in open.iter().filter(|incident| incident.last_seen < quiet_since && can_be_looked_into(app, incident)).take(MOST_LOOKS) {
        match look(app, incident, app.extent(false)).await {
            Ok(look) => ended += usize::from(look.is_healed),
            Err(problem) => tracing::debug!(incident = %incident.id, detail = problem.detail(), "an incident could not be looked into"),
        }
    }
    ended
}

/// What the latest failure of an incident and its own side give away.
async fn material(app: &App, store: &Store, incident: &Incident) -> Result<Material, Problem> {
    let sample = match incident.sample {
        Some(id) => store.delivery(id).await?,
        None => None,
    };
    let mut material = of_reply(app, incident.sample_reply.as_deref().unwrap_or_default());
    let (mut ip, mut sender) = (None, None);
    if let Some(sample) = sample {
        ip = sample.sending_ip;
        // An address may be kept as a hash; its domain never is.
        sender = sample.sender.filter(|sender| sender.contains('@')).or(sample.sender_domain);
        material.domain = sample.recipient_domain.or(material.domain);
    }
    match &incident.side {
        Side::Ip(own) => ip = Some(own.clone()),
        Side::Domain(own) if sender.is_none() => sender = Some(own.clone()),
        _ => {}
    }
    material.sender = sender;
    let ip: Option<IpAddr> = ip.and_then(|ip| ip.parse().ok());
    material.ip = ip.or(material.ip);
    Ok(material)
}

fn of_reply(app: &App, reply: &str) -> Material {
    app.with_workspace(|knowledge, workspace| {
        let explanations = tuixin::explain_reply(knowledge, reply, &tuixin::Context::default(), workspace);
        let explained = explanations.iter().flat_map(|explanation| &explanation.deliveries).next();
        explained.map(|explained| Material::of(explained, None, None)).unwrap_or_default()
    })
}

fn passed(today: &Today) -> Vec<Passed> {
    today.passed.iter().map(|(check, subject)| Passed { check: check.name().to_owned(), subject: subject.clone() }).collect()
}
