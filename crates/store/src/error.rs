//! What can go wrong between the store and its database.
//!
//! Whoever hands something over needs to know one thing above all: whether to wait and try again ([`StoreError::is_passing`]).
//! No error carries values of rows, since errors are written to logs and rows hold addresses.

use std::fmt;
use std::path::PathBuf;

/// The store did not do what it was asked for, and left everything as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// The database does not answer.
    Unreachable(String),
    /// Others were at the same thing for too long.
    Busy,
    /// There is no room left on the disk of the database.
    Full,
    /// A newer Tuixin wrote this database.
    TooNew {
        /// The version of the schema in the database.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The addresses in the database are hashed with another key than the one that was given, or are not hashed.
    OtherKey {
        /// Whether they are hashed.
        is_hashed: bool,
    },
    /// The text is no place of a database.
    Location(String),
    /// The file cannot be used.
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// What the database holds is not what was written.
    Damaged(String),
    /// The database did not take a statement or a value; it will not take it later either.
    Refused(String),
    /// What was asked for could not be written down.
    Output(String),
    /// This database cannot do that.
    Unsupported(&'static str),
    /// The store was closed.
    Closed,
}

impl StoreError {
    /// Whether the same request may succeed later, without anybody changing the request.
    pub fn is_passing(&self) -> bool {
        matches!(self, StoreError::Unreachable(_) | StoreError::Busy | StoreError::Full)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Unreachable(reason) => write!(out, "the database does not answer: {reason}"),
            StoreError::Busy => out.write_str("the database is busy with the work of others"),
            StoreError::Full => out.write_str("the disk of the database is full"),
            StoreError::TooNew { found, known } => {
                write!(
                    out,
                    "the database was written by a newer Tuixin (its schema is {found}, this program knows {known}); use that program"
                )
            }
            StoreError::OtherKey { is_hashed: true } => {
                out.write_str("the addresses in the database are hashed with a key, and store.address_key_file names another one or none")
            }
            StoreError::OtherKey { is_hashed: false } => out.write_str(
                "the addresses in the database are kept in clear, and store.address_key_file names a key; a key is for a database that is new",
            ),
            StoreError::Location(reason) => write!(out, "no place of a database: {reason}"),
            StoreError::File { path, reason } => write!(out, "{}: {reason}", path.display()),
            StoreError::Damaged(what) => write!(out, "the database is damaged: {what}"),
            StoreError::Refused(reason) => write!(out, "the database refused: {reason}"),
            StoreError::Output(reason) => write!(out, "the output cannot be written: {reason}"),
            StoreError::Unsupported(what) => out.write_str(what),
            StoreError::Closed => out.write_str("the store was closed"),
        }
    }
}

impl std::error::Error for StoreError {}
