//! Several questions at the same time.

use tokio::task::JoinSet;

use crate::dns::{Dns, Kind, Lookup};

/// Asks all of these at the same time; the answers stand in the order of the questions.
pub(crate) async fn ask_all(dns: &Dns, questions: impl IntoIterator<Item = (String, Kind)>) -> Vec<Lookup> {
    let mut asked = JoinSet::new();
    for (index, (name, kind)) in questions.into_iter().enumerate() {
        let dns = dns.clone();
        asked.spawn(async move { (index, dns.ask(&name, kind).await) });
    }
    let mut answers = asked.join_all().await;
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, lookup)| lookup).collect()
}
