//! Ending an incident because checks find its fault mended, with what they looked at.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Incident;
use crate::database::Value;
use crate::error::StoreError;
use crate::store::Store;

/// A check that found nothing wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Its name, such as `spf`.
    pub check: String,
    /// What it looked at, such as a domain.
    pub subject: String,
}

const HEAL: &str = "UPDATE incident SET state = 'healed', healed_at = $2, healed_by = 'check', healed_evidence = $3 \
                    WHERE id = $1 AND state <> 'healed' AND count = $4";

impl Store {
    /// Ends an incident that goes on, because these checks found its fault mended; whether it was ended.
    ///
    /// It goes on where a failure was heard of since it was read: the checks may have seen what the receiver does not yet.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    pub async fn heal_by_check(&self, incident: &Incident, passed: &[Passed], at: Timestamp) -> Result<bool, StoreError> {
        let values: [Value; 4] =
            [incident.id.into(), at.into(), written(passed).into(), i64::try_from(incident.count).unwrap_or(i64::MAX).into()];
        self.write(values, |transaction, values| Box::pin(async move { Ok(transaction.execute(HEAL, values).await? == 1) })).await
    }
}

pub(super) fn written(passed: &[Passed]) -> Option<String> {
    // Texts can always be written.
    if passed.is_empty() { None } else { serde_json::to_string(passed).ok() }
}

pub(super) fn read(text: Option<String>) -> Vec<Passed> {
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}
