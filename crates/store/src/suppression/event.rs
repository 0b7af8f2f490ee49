//! The history of an address on the lists.

use jiff::Timestamp;

use super::Origin;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::id::DeliveryId;

/// What happened to an address on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was put on it.
    Added,
    /// Somebody took it off.
    Released,
    /// Its time was over.
    Expired,
    /// Mail arrived at it.
    Arrived,
    /// It was struck off together with so many others of one place that rather that place is to be doubted.
    Held,
}

impl What {
    /// All of them.
    pub const ALL: [What; 5] = [What::Added, What::Released, What::Expired, What::Arrived, What::Held];

    /// Its word in the store and in the API.
    pub fn name(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Released => "released",
            What::Expired => "expired",
            What::Arrived => "arrived",
            What::Held => "held",
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppressionEvent {
    /// To which address, as it is kept.
    pub address: String,
    /// On which list.
    pub list: String,
    /// When.
    pub at: Timestamp,
    /// What, and why.
    pub happened: Happened,
}

/// What happened, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub what: What,
    /// How the address had come, where it was put on a list.
    pub origin: Option<Origin>,
    /// The cause of the failure that decided.
    pub cause: Option<String>,
    /// The delivery that decided.
    pub delivery: Option<DeliveryId>,
    /// Who did it, where a person did.
    pub actor: Option<String>,
    /// What that person wrote about it.
    pub note: Option<String>,
}

impl Happened {
    /// Something of which nothing more is known.
    pub fn of(what: What) -> Happened {
        Happened { what, origin: None, cause: None, delivery: None, actor: None, note: None }
    }
}

pub(super) async fn write(
    transaction: &mut Transaction<'_>,
    address: &str,
    list: &str,
    at: Timestamp,
    happened: &Happened,
) -> Result<(), StoreError> {
    let insert = "INSERT INTO suppression_event (address, at, number, list, what, origin, cause, delivery, actor, note) \
                  SELECT $1, $2, count(*), $3, $4, $5, $6, $7, $8, $9 FROM suppression_event WHERE address = $1 AND at = $2";
    let values = [
        address.into(),
        at.into(),
        list.into(),
        happened.what.name().into(),
        happened.origin.map(Origin::name).into(),
        happened.cause.as_ref().into(),
        happened.delivery.into(),
        happened.actor.as_ref().into(),
        happened.note.as_ref().into(),
    ];
    transaction.execute(insert, &values).await.map(drop)
}

/// What happened to an address, the latest first.
pub(super) async fn of_address(transaction: &mut Transaction<'_>, address: &str, limit: i64) -> Result<Vec<SuppressionEvent>, StoreError> {
    let select = "SELECT list, at, what, origin, cause, delivery, actor, note FROM suppression_event \
                  WHERE address = $1 ORDER BY at DESC, number DESC LIMIT $2";
    let rows = transaction.query(select, &[address.into(), limit.into()]).await?;
    rows.into_iter()
        .map(|mut row| {
            let (list, at, what) = (row.take()?, row.take()?, row.take::<String>()?);
            let what = What::ALL.into_iter().find(|known| known.name() == what);
            let what = what.ok_or_else(|| StoreError::Damaged("an event of an unknown kind".to_owned()))?;
            let origin = row.take::<Option<String>>()?.and_then(|origin| Origin::named(&origin));
            let happened = Happened { what, origin, cause: row.take()?, delivery: row.take()?, actor: row.take()?, note: row.take()? };
            Ok(SuppressionEvent { address: address.to_owned(), list, at, happened })
        })
        .collect()
}
