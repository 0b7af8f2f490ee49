//! The shapes of what is kept.
//!
//! The diagnosis in it is the document that was stored, which has the shape of an explanation.

use serde::Serialize;
use serde_json::Value;
use tuixin_store::incident::{Incident, Passed};
use tuixin_store::suppression::{Suppressed, Suppression, SuppressionEvent};
use tuixin_store::{Delivery, IncidentId};
use tuixin_wire::Message;
use utoipa::ToSchema;

/// A delivery as it is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoredDelivery {
    /// Its id.
    pub id: String,
    /// The id of the item that said so.
    pub item: String,
    /// When the item came in (RFC 3339).
    pub seen_at: String,
    /// When it happened, as far as the item tells; else when it came in.
    pub occurred_at: String,
    /// Where the item came from.
    pub source: String,
    /// From whom the mail was, by its envelope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// From which address of ours it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sending_ip: Option<String>,
    /// Whether the program made it up to show itself.
    pub is_demo: bool,
    /// What was explained: the message with this delivery alone.
    #[schema(value_type = Message)]
    pub explanation: Value,
}

/// Failures that belong together.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentEntry {
    /// Its id.
    pub id: String,
    /// The cause that its failures share.
    pub cause: String,
    /// Who refused: a provider, else the domain of the recipients.
    pub remote: String,
    /// Which kind of our sides is concerned: `ip`, `domain`, `sender`, `unknown`.
    pub side_kind: &'static str,
    /// Which of them.
    pub side: String,
    /// How far the cause reaches.
    pub scope: String,
    /// Who has to act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// `forming`, `open` or `healed`.
    pub state: &'static str,
    /// When the first failure happened (RFC 3339).
    pub first_seen: String,
    /// When the last one happened.
    pub last_seen: String,
    /// How many there were.
    pub count: u64,
    /// When it was found to be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<String>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healed_at: Option<String>,
    /// By what: `delivery`, `check`, `silence`, or the name of who said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healed_by: Option<String>,
    /// Where a check ended it: what was looked at and found in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub healed_evidence: Vec<PassedCheck>,
    /// The latest delivery of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// What was said then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_reply: Option<String>,
    /// Whether it is made up.
    pub is_demo: bool,
}

/// A check that found nothing wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassedCheck {
    /// Its name, such as `spf`.
    pub check: String,
    /// What it looked at.
    pub subject: String,
}

/// An address on a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuppressionEntry {
    /// Which list; `*` holds for every sender.
    pub list: String,
    /// Which address; a hash where addresses are kept as hashes.
    pub address: String,
    /// How it came there: `rule`, `manual`, `import`.
    pub origin: &'static str,
    /// The cause of the failure that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// Since when (RFC 3339).
    pub since: String,
    /// Until when; for good where there is no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// The delivery that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<String>,
    /// What somebody wrote about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One thing that happened to an address on a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryEntry {
    /// On which list.
    pub list: String,
    /// When (RFC 3339).
    pub at: String,
    /// `added`, `released`, `expired`, `arrived`, or `held`: called dead together with far more addresses of its provider than usual, and therefore not struck off before it happens again.
    pub what: &'static str,
    /// How the address had come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<&'static str>,
    /// The cause of the failure that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The delivery that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<String>,
    /// Who did it, where a person did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// What that person wrote about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An address that was put on a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuppressedEntry {
    /// Which list.
    pub list: String,
    /// Which address; a hash where addresses are kept as hashes.
    pub address: String,
}

/// An incident that something happened to.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentReference {
    /// Its id.
    pub id: String,
}

impl From<Delivery> for StoredDelivery {
    fn from(delivery: Delivery) -> StoredDelivery {
        StoredDelivery {
            id: delivery.id.to_string(),
            item: delivery.item.to_string(),
            seen_at: delivery.seen_at.to_string(),
            occurred_at: delivery.occurred_at.to_string(),
            source: delivery.source,
            sender: delivery.sender,
            sending_ip: delivery.sending_ip,
            is_demo: delivery.is_demo,
            // What was stored is what this program wrote.
            explanation: serde_json::from_str(&delivery.document).unwrap_or_default(),
        }
    }
}

impl From<Incident> for IncidentEntry {
    fn from(incident: Incident) -> IncidentEntry {
        let (side_kind, side) = incident.side.parts();
        let side = side.to_owned();
        IncidentEntry {
            id: incident.id.to_string(),
            cause: incident.cause,
            remote: incident.remote,
            side_kind,
            side,
            scope: incident.scope,
            party: incident.party,
            state: incident.state.name(),
            first_seen: incident.first_seen.to_string(),
            last_seen: incident.last_seen.to_string(),
            count: incident.count,
            opened_at: incident.opened_at.map(|at| at.to_string()),
            healed_at: incident.healed_at.map(|at| at.to_string()),
            healed_by: incident.healed_by,
            healed_evidence: incident.healed_evidence.into_iter().map(PassedCheck::from).collect(),
            sample: incident.sample.map(|id| id.to_string()),
            sample_reply: incident.sample_reply,
            is_demo: incident.is_demo,
        }
    }
}

impl From<Passed> for PassedCheck {
    fn from(passed: Passed) -> PassedCheck {
        PassedCheck { check: passed.check, subject: passed.subject }
    }
}

impl From<Suppression> for SuppressionEntry {
    fn from(entry: Suppression) -> SuppressionEntry {
        SuppressionEntry {
            list: entry.list,
            address: entry.address,
            origin: entry.origin.name(),
            cause: entry.cause,
            since: entry.since.to_string(),
            expires_at: entry.expires_at.map(|at| at.to_string()),
            delivery: entry.delivery.map(|id| id.to_string()),
            note: entry.note,
        }
    }
}

impl From<SuppressionEvent> for HistoryEntry {
    fn from(event: SuppressionEvent) -> HistoryEntry {
        let happened = event.happened;
        HistoryEntry {
            list: event.list,
            at: event.at.to_string(),
            what: happened.what.name(),
            origin: happened.origin.map(|origin| origin.name()),
            cause: happened.cause,
            delivery: happened.delivery.map(|id| id.to_string()),
            actor: happened.actor,
            note: happened.note,
        }
    }
}

impl From<Suppressed> for SuppressedEntry {
    fn from(suppressed: Suppressed) -> SuppressedEntry {
        SuppressedEntry { list: suppressed.list, address: suppressed.address }
    }
}

impl From<IncidentId> for IncidentReference {
    fn from(id: IncidentId) -> IncidentReference {
        IncidentReference { id: id.to_string() }
    }
}
