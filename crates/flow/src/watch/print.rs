//! How a file is known again: a path may hold another file a moment later.

use std::fs::Metadata;
use std::time::SystemTime;

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print {
    identity: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

impl Print {
    pub fn of(about: &Metadata) -> Print {
        Print { identity: identity(about), length: about.len(), modified: about.modified().ok() }
    }

    /// Whether the file holds nothing.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

/// The device and the number of a file.
#[cfg(unix)]
fn identity(about: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

/// Other systems tell no number without opening the file; length and time have to do.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
