//! Where diagnoses rest: SQLite with nothing to set up, PostgreSQL by URL.
//!
//! [`Store::record`] keeps a batch of what came in, each item once; everything else asks what was kept, or cares for it.
//! What is kept knows nothing of HTTP, nor of the JSON that programs read: a delivery carries its document as text.

mod access;
mod address;
mod bounds;
mod care;
mod database;
mod delivery;
mod error;
mod id;
pub mod incident;
mod location;
mod migrations;
mod query;
mod record;
mod recording;
mod rollup;
mod settings;
mod store;
pub mod suppression;

pub use access::{Answer, Claim, Digest, IdempotencyKey, NewToken, Session, Token, User};
pub use address::in_unicode;
pub use care::{Erased, Pruned};
pub use database::kept_time;
pub use error::StoreError;
pub use id::{BadId, DeliveryId, IncidentId, ItemId, TokenId};
pub use location::Location;
pub use query::{BadCursor, Bucket, Cursor, DeliveryFilter, Dimension, Page, Quarantined};
pub use record::{Delivery, Record, Recorded, Unread};
pub use settings::{AddressKey, Retention, Settings};
pub use store::Store;
