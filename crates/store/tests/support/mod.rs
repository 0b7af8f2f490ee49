//! Databases that tests make for themselves, and deliveries to put into them.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses some of it, and is a test")]

pub mod made;
pub mod postgres;

use std::str::FromStr as _;

use tempfile::TempDir;
use tuixin_store::{Location, Settings, Store};

/// A database of its own for one test; it is gone with the value.
pub struct Place {
    pub location: Location,
    _folder: Option<TempDir>,
}

impl Place {
    /// A new file of SQLite.
    pub fn sqlite() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("tuixin.db"));
        Place { location, _folder: Some(folder) }
    }

    /// A new database of the PostgreSQL of this test binary; `None`, and a word about it, where none is installed.
    pub async fn postgres() -> Option<Place> {
        let url = postgres::server()?.new_database().await;
        Some(Place { location: Location::from_str(&url).unwrap(), _folder: None })
    }

    pub async fn open(&self) -> Store {
        self.open_with(Settings::default()).await
    }

    pub async fn open_with(&self, settings: Settings) -> Store {
        Store::open(&self.location, settings).await.unwrap()
    }
}

/// Makes each function a test on both databases.
#[macro_export]
macro_rules! on_both {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::support::Place::sqlite()).await;
            })*
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(place) = $crate::support::Place::postgres().await {
                    super::$name(place).await;
                }
            })*
        }
    };
}
