//! 7z archives (7zFormat.txt of the 7-Zip source): the list of names stands at the end and is usually packed itself, so it is not read.

use memchr::memmem;

use super::archive::Archive;

/// The identifier of AES-256 with SHA-256 among the methods.
const ENCRYPTION: &[u8] = &[0x06, 0xf1, 0x07, 0x01];

/// How much of the end is searched. A header of a hundred thousand names is smaller.
const MOST_HEADER: usize = 16 * 1024 * 1024;

pub(super) fn list(content: &[u8]) -> Archive {
    let Some(header) = end_header(content) else { return Archive { is_damaged: true, ..Archive::default() } };
    let header = header.get(..MOST_HEADER).unwrap_or(header);
    Archive { is_encrypted: memmem::find(header, ENCRYPTION).is_some(), ..Archive::default() }
}

/// The header at the end, whose place the one at the beginning tells.
fn end_header(content: &[u8]) -> Option<&[u8]> {
    let number = |at: usize| content.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
    let start = usize::try_from(number(12)?).ok()?.checked_add(32)?;
    content.get(start..)?.get(..usize::try_from(number(20)?).ok()?)
}
