//! Where the database is, as somebody types it: a path, or the URL of a PostgreSQL.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use secrecy::{ExposeSecret as _, SecretString};

use crate::error::StoreError;

/// Where the database is. Printing it never shows a password.
#[derive(Clone)]
pub enum Location {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL.
    Postgres(SecretString),
}

impl FromStr for Location {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Location, StoreError> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Location::Postgres(SecretString::from(text)));
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() {
            return Err(StoreError::Location("it is empty".to_owned()));
        }
        match path.split_once("://") {
            Some((scheme, _)) => Err(StoreError::Location(format!("the scheme {scheme}: is not known; give a path or postgres://…"))),
            None => Ok(Location::Sqlite(PathBuf::from(path))),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Sqlite(path) => write!(out, "sqlite:{}", path.display()),
            Location::Postgres(url) => out.write_str(&without_secrets(url.expose_secret())),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Location({self})")
    }
}

/// Leaves user, host and database; whatever else a URL holds, a password among it, is left out.
fn without_secrets(url: &str) -> String {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = plain.split_once("://") else { return String::new() };
    // A password may hold an `@` that nobody escaped, so that the last one counts.
    let Some((access, place)) = rest.rsplit_once('@') else { return plain.to_owned() };
    let user = access.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}@{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_without_its_password() {
        for (typed, shown) in [
            ("data/tuixin.db", "sqlite:data/tuixin.db"),
            ("sqlite:data/tuixin.db", "sqlite:data/tuixin.db"),
            ("sqlite:///var/lib/tuixin.db", "sqlite:/var/lib/tuixin.db"),
            ("postgres://tuixin:s3cret@db.example.com:5433/mail?sslmode=require", "postgres://tuixin@db.example.com:5433/mail"),
            ("postgresql://tuixin:s3c@ret/@db.example.com/mail", "postgresql://tuixin@db.example.com/mail"),
            ("postgres:///mail?host=/run/postgresql&password=s3cret", "postgres:///mail"),
        ] {
            let location: Location = typed.parse().unwrap();
            assert_eq!(location.to_string(), shown);
            assert_eq!(format!("{location:?}"), format!("Location({shown})"));
        }
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for typed in ["", "  ", "sqlite:", "mysql://db.example.com/mail"] {
            assert!(matches!(typed.parse::<Location>(), Err(StoreError::Location(_))), "{typed}");
        }
    }
}
