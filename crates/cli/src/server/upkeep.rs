//! What has to be done from time to time while the server runs.

use std::time::Duration;

use jiff::Timestamp;
use tuixin_store::Store;

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
