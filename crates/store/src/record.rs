//! What is handed over to be kept, and what came of it.
//!
//! Words of the wire (`kind`, `action`, `cause` and the like) are kept as they are given: the store counts and finds them, and judges none.

use jiff::Timestamp;

use crate::id::{DeliveryId, IncidentId, ItemId};
use crate::suppression::Suppressed;

/// What one item that came in (a mail, a reply, an event) came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What the item says, in sixteen bytes; the second record with the same id changes nothing.
    pub item: ItemId,
    /// When it came in.
    pub seen_at: Timestamp,
    /// Where it came from, such as `http` or `maildir:/var/mail/bounces`.
    pub source: String,
    /// What kind of message it is, in the word of the wire.
    pub kind: String,
    /// What it says of each recipient.
    pub deliveries: Vec<Delivery>,
    /// The item itself, where it could not be read or nobody knows what it is: it goes to the quarantine.
    pub unread: Option<Unread>,
}

/// An item for the quarantine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Why nothing could be made of it, in a word that the texts know.
    pub reason: String,
    /// The item, or its beginning.
    pub bytes: Vec<u8>,
    /// The name of its file, where it has one.
    pub name: Option<String>,
}

/// What one item says of one recipient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivery {
    /// The item and the place in it, in sixteen bytes.
    pub id: DeliveryId,
    /// The item that says so.
    pub item: ItemId,
    /// When the item came in.
    pub seen_at: Timestamp,
    /// When it happened, as far as the item tells; else when it came in.
    pub occurred_at: Timestamp,
    /// Where the item came from.
    pub source: String,
    /// `failed`, `delayed`, `delivered`, `relayed`, `expanded`.
    pub action: String,
    /// To whom the mail was.
    pub recipient: Option<String>,
    /// The domain of the recipient.
    pub recipient_domain: Option<String>,
    /// From whom the mail was, by its envelope.
    pub sender: Option<String>,
    /// The domain of the sender.
    pub sender_domain: Option<String>,
    /// From which address of ours it was sent.
    pub sending_ip: Option<String>,
    /// The provider that spoke.
    pub provider: Option<String>,
    /// The host that spoke.
    pub remote_mta: Option<String>,
    /// The cause, in the word of the knowledge.
    pub cause: Option<String>,
    /// Who has to act.
    pub party: Option<String>,
    /// How much it concerns: one address, a domain, a sending host.
    pub scope: Option<String>,
    /// Whether to write to the address again.
    pub suppress: Option<String>,
    /// Whether it will pass.
    pub permanence: Option<String>,
    /// How sure that is, from 0 to 1.
    pub confidence: Option<f64>,
    /// The enhanced status code (RFC 3463).
    pub status: Option<String>,
    /// The reply code (RFC 5321).
    pub reply_code: Option<u16>,
    /// The reply, unwrapped.
    pub reply: Option<String>,
    /// The whole diagnosis, as the JSON of the wire.
    pub document: String,
    /// Whether the program made it up to show itself.
    pub is_demo: bool,
}

/// What came of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is kept now.
    New {
        /// Addresses that were put on a list because of it.
        suppressed: Vec<Suppressed>,
        /// Incidents that it opened, or made grow or heal.
        incidents: Vec<IncidentId>,
    },
    /// It had been kept before, so nothing was changed.
    Seen,
}
