//! Several questions at the same time.

use futures_util::future::join_all;

use crate::dns::{Dns, Kind, Lookup};

/// Asks all of these at the same time; the answers stand in the order of the questions.
pub(crate) async fn ask_all(dns: &Dns, questions: impl IntoIterator<Item = (String, Kind)>) -> Vec<Lookup> {
    join_all(questions.into_iter().map(|(name, kind)| async move { dns.ask(&name, kind).await })).await
}
