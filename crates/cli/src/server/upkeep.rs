//! What has to be done from time to time while the server runs.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tuixin_store::Store;
use tuixin_web::{App, recovery};

/// How often what is old is let go of.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Lets go of what is old, for ever. A store that is away is asked again the next time.
pub async fn keep_up(store: Store) {
    loop {
        match store.prune(Timestamp::now()).await {
            Ok(pruned) => tracing::debug!(?pruned, "what is old is gone"),
            Err(error) => tracing::warn!(%error, "what is old could not be let go of"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// How often incidents are looked into that go on.
const LOOK_EVERY: Duration = Duration::from_secs(60 * 60);
/// How long nothing must have been heard of one.
const QUIET: SignedDuration = SignedDuration::from_hours(1);

/// Looks now and then whether the faults behind open incidents are mended, for ever; only where checks are enabled.
pub async fn look_into_incidents(app: App) {
    while app.ground().is_some() {
        tokio::time::sleep(LOOK_EVERY).await;
        let since = Timestamp::now().checked_sub(QUIET).unwrap_or(Timestamp::MIN);
        let ended = recovery::look_into_all(&app, since).await;
        tracing::debug!(ended, "open incidents were looked into");
    }
}
