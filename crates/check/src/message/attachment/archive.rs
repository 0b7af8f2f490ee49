//! What can be seen of an archive without unpacking it: the names inside, and whether a password keeps everybody out.

use super::{rar, seven_zip, zip};

/// How many names of one archive are read.
pub(super) const MOST_MEMBERS: usize = 5000;

/// An archive, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Archive {
    /// The names inside; empty where they are hidden.
    pub members: Vec<String>,
    /// Whether at least one member needs a password.
    pub is_encrypted: bool,
    /// Whether the names could be read.
    pub is_listed: bool,
    /// Whether the list ends too early.
    pub is_damaged: bool,
}

/// Reads the list of an archive; none where the content is none, by its first bytes.
pub(super) fn open(content: &[u8]) -> Option<Archive> {
    if content.starts_with(b"PK\x03\x04") || content.starts_with(b"PK\x05\x06") {
        return Some(zip::list(content));
    }
    if let Some(rest) = content.strip_prefix(b"Rar!\x1a\x07\x01\x00") {
        return Some(rar::list(rest));
    }
    if let Some(rest) = content.strip_prefix(b"Rar!\x1a\x07\x00") {
        return Some(rar::list_old(rest));
    }
    if content.starts_with(b"7z\xbc\xaf\x27\x1c") {
        return Some(seven_zip::list(content));
    }
    let is_packed =
        [&b"\x1f\x8b"[..], b"BZh", b"\xfd7zXZ\x00", b"MSCF", b"\x28\xb5\x2f\xfd"].iter().any(|magic| content.starts_with(magic));
    is_packed.then(Archive::default)
}
