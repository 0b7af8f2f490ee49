//! Zip archives (PKWARE's APPNOTE.TXT): names and flags stand in a list that is never encrypted in practice.

use rawzip::ZipArchive;

use super::archive::{Archive, MOST_MEMBERS};

pub(super) fn list(content: &[u8]) -> Archive {
    let mut archive = Archive { is_listed: true, ..Archive::default() };
    let Ok(zip) = ZipArchive::from_slice(content) else {
        return Archive { is_damaged: true, ..Archive::default() };
    };
    let mut entries = zip.entries();
    while archive.members.len() < MOST_MEMBERS {
        match entries.next_entry() {
            Ok(Some(entry)) => {
                archive.is_encrypted |= entry.flags().is_encrypted();
                archive.members.push(name(entry.file_path().as_ref()));
            }
            Ok(None) => break,
            Err(_) => {
                archive.is_damaged = true;
                break;
            }
        }
    }
    archive
}

/// Windows writes names in the charset of its country, and in mainland China a flag for UTF-8 is rare.
fn name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(raw).0.into_owned(),
    }
}
