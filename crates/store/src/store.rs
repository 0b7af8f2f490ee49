//! The store itself: an open database in the newest shape, and what whoever runs it decided.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::address;
use crate::database::{Database, Work};
use crate::error::StoreError;
use crate::location::Location;
use crate::migrations;
use crate::settings::Settings;

/// Where diagnoses rest. Clones are the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    database: Database,
    settings: Arc<Settings>,
    location: Location,
}

impl Store {
    /// Opens the database at a place, and brings an empty or older one to the newest shape.
    ///
    /// # Errors
    ///
    /// The database cannot be reached or used, or a newer program wrote it.
    pub async fn open(location: &Location, settings: Settings) -> Result<Store, StoreError> {
        let settings = with_kept_senders(settings);
        let database = Database::open(location).await?;
        let input = (Timestamp::now(), settings.key_fingerprint());
        let steps = database
            .write(input, |transaction, (at, fingerprint)| {
                Box::pin(async move {
                    let steps = migrations::migrate(transaction, *at).await?;
                    address::hold_to_key(transaction, fingerprint).await?;
                    Ok(steps)
                })
            })
            .await?;
        tracing::info!(%location, steps, schema = migrations::newest(), "store opened");
        Ok(Store(Arc::new(Inner { database, settings: Arc::new(settings), location: location.clone() })))
    }

    /// Whether anybody can sign in or has a token, asked of a database as it is; `None` where that cannot be told.
    ///
    /// A file that is not there yet is not made, and an older one is not brought to another shape: whoever only asks may not be the one to decide that.
    pub async fn is_guarded(location: &Location) -> Option<bool> {
        const ASKED: &str = "SELECT 1 WHERE EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM token WHERE revoked_at IS NULL)";
        if let Location::Sqlite(path) = location
            && !path.exists()
        {
            return Some(false);
        }
        let database = Database::open(location).await.ok()?;
        let found = database.read((), |transaction, ()| Box::pin(async move { transaction.query_one(ASKED, &[]).await })).await;
        found.ok().map(|found| found.is_some())
    }

    /// Where the database is.
    pub fn location(&self) -> &Location {
        &self.0.location
    }

    /// What whoever runs the store decided.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.0.settings
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    ///
    /// It gives none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read((), |transaction, ()| Box::pin(async move { transaction.query("SELECT 1", &[]).await.map(drop) })).await
    }

    /// Copies everything into a new file, while others go on.
    ///
    /// # Errors
    ///
    /// The file exists or cannot be written, or the database is copied by a program of its own.
    pub async fn backup(&self, path: &Path) -> Result<(), StoreError> {
        self.0.database.backup(path).await
    }

    pub(crate) async fn write<I, O>(&self, input: I, work: Work<I, O>) -> Result<O, StoreError>
    where
        I: Send + Sync + 'static,
        O: Send + 'static,
    {
        self.0.database.write(input, work).await
    }

    pub(crate) async fn read<I, O>(&self, input: I, work: Work<I, O>) -> Result<O, StoreError>
    where
        I: Send + Sync + 'static,
        O: Send + 'static,
    {
        self.0.database.read(input, work).await
    }
}

/// The senders that have lists of their own, in the form in which senders are kept and so compared.
fn with_kept_senders(settings: Settings) -> Settings {
    let mut policy = settings.policy.clone();
    let is_domain = |sender: &str| sender.starts_with('@');
    let senders = policy.lists.values_mut().flatten();
    senders.for_each(|sender| *sender = if is_domain(sender) { address::normal(sender) } else { settings.kept_address(sender) });
    Settings { policy, ..settings }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Store({})", self.0.location)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suppression::Policy;

    #[test]
    fn senders_of_a_list_are_compared_as_they_are_kept() {
        let senders = ["@例子.中国", "News@例子.中国", "@News.Example.cn"].map(str::to_owned).to_vec();
        let policy = Policy { lists: [("news".to_owned(), senders)].into(), ..Policy::default() };
        let policy = with_kept_senders(Settings { policy, ..Settings::default() }).policy;
        assert_eq!(policy.lists["news"], ["@xn--fsqu00a.xn--fiqs8s", "news@xn--fsqu00a.xn--fiqs8s", "@news.example.cn"]);
        assert_eq!(policy.list_of(None, Some("xn--fsqu00a.xn--fiqs8s")), "news");
    }
}
