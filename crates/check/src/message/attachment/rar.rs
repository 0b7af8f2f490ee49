//! RAR archives of both formats, as far as their headers go (technotes of RARLAB).

use super::archive::{Archive, MOST_MEMBERS};

/// Kinds of headers of RAR 5.
const FILE: u64 = 2;
const ENCRYPTION: u64 = 4;
const END: u64 = 5;

/// Flags of every header: an area of records, and data behind it.
const HAS_EXTRA: u64 = 1;
const HAS_DATA: u64 = 2;

/// The record that says that a file is encrypted.
const FILE_ENCRYPTION: u64 = 1;

/// Reads the headers of RAR 5 behind the signature.
pub(super) fn list(content: &[u8]) -> Archive {
    let mut archive = Archive { is_listed: true, ..Archive::default() };
    let mut rest = content;
    while !rest.is_empty() && archive.members.len() < MOST_MEMBERS {
        let Some((kind, header, extra, next)) = block(rest) else {
            archive.is_damaged = true;
            break;
        };
        match kind {
            // Nothing behind it can be read without the password, the names included.
            ENCRYPTION => return Archive { is_encrypted: true, ..Archive::default() },
            FILE => {
                archive.is_encrypted |= extra.is_some_and(is_encrypted);
                archive.members.extend(name(header));
            }
            END => break,
            _ => {}
        }
        rest = next;
    }
    archive
}

type Block<'a> = (u64, &'a [u8], Option<&'a [u8]>, &'a [u8]);

/// One header: its kind, what stands behind its sizes, its records, and what follows it and its data.
fn block(content: &[u8]) -> Option<Block<'_>> {
    let mut rest = content.get(4..)?;
    let size = usize::try_from(number(&mut rest)?).ok()?;
    let mut header = rest.get(..size)?;
    let behind = rest.get(size..)?;
    let kind = number(&mut header)?;
    let flags = number(&mut header)?;
    let extra_size = if flags & HAS_EXTRA == 0 { 0 } else { usize::try_from(number(&mut header)?).ok()? };
    let data_size = if flags & HAS_DATA == 0 { 0 } else { usize::try_from(number(&mut header)?).ok()? };
    let extra = header.len().checked_sub(extra_size).and_then(|start| header.get(start..)).filter(|extra| !extra.is_empty());
    // A volume that was cut off ends in the data of a file whose header is whole.
    let next = behind.get(data_size..).unwrap_or_default();
    Some((kind, header, extra, next))
}

fn is_encrypted(records: &[u8]) -> bool {
    let mut rest = records;
    while !rest.is_empty() {
        let Some(size) = number(&mut rest).and_then(|size| usize::try_from(size).ok()) else { return false };
        let Some(mut record) = rest.get(..size).filter(|record| !record.is_empty()) else { return false };
        if number(&mut record) == Some(FILE_ENCRYPTION) {
            return true;
        }
        rest = rest.get(size..).unwrap_or_default();
    }
    false
}

/// The name in the header of a file, behind its flags, size, attributes, time, checksum, method and system.
fn name(header: &[u8]) -> Option<String> {
    let mut rest = header;
    let flags = number(&mut rest)?;
    number(&mut rest)?;
    number(&mut rest)?;
    let fixed = usize::from(flags & 2 != 0) * 4 + usize::from(flags & 4 != 0) * 4;
    rest = rest.get(fixed..)?;
    number(&mut rest)?;
    number(&mut rest)?;
    let length = usize::try_from(number(&mut rest)?).ok()?;
    rest.get(..length).map(|name| String::from_utf8_lossy(name).into_owned())
}

/// A number of variable length: seven bits a byte, the lowest first.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for (place, byte) in rest.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7f).checked_shl(u32::try_from(place * 7).ok()?)?;
        if byte & 0x80 == 0 {
            *rest = rest.get(place + 1..)?;
            return Some(value);
        }
    }
    None
}

/// Kinds and flags of headers before RAR 5.
const OLD_MAIN: u8 = 0x73;
const OLD_FILE: u8 = 0x74;
const OLD_END: u8 = 0x7b;
const OLD_HEADERS_ENCRYPTED: u16 = 0x0080;
const OLD_FILE_ENCRYPTED: u16 = 0x0004;
const OLD_HAS_DATA: u16 = 0x8000;
/// Sizes of 64 bits stand in front of the name.
const OLD_LARGE: u16 = 0x0100;
/// Behind the name and a zero byte stands the same in Unicode.
const OLD_UNICODE: u16 = 0x0200;

/// Reads the headers of the older format behind the signature.
pub(super) fn list_old(content: &[u8]) -> Archive {
    let mut archive = Archive { is_listed: true, ..Archive::default() };
    let mut rest = content;
    while !rest.is_empty() && archive.members.len() < MOST_MEMBERS {
        let Some((kind, flags, header, size)) = old_block(rest) else {
            archive.is_damaged = true;
            break;
        };
        match kind {
            OLD_MAIN if flags & OLD_HEADERS_ENCRYPTED != 0 => return Archive { is_encrypted: true, ..Archive::default() },
            OLD_FILE => {
                archive.is_encrypted |= flags & OLD_FILE_ENCRYPTED != 0;
                archive.members.extend(old_name(header, flags));
            }
            OLD_END => break,
            _ => {}
        }
        rest = rest.get(size..).unwrap_or_default();
    }
    archive
}

/// One header: its kind, its flags, itself, and its size with the data behind it.
fn old_block(content: &[u8]) -> Option<(u8, u16, &[u8], usize)> {
    let kind = *content.get(2)?;
    let flags = u16::from_le_bytes(content.get(3..5)?.try_into().ok()?);
    let size = usize::from(u16::from_le_bytes(content.get(5..7)?.try_into().ok()?));
    let header = content.get(..size).filter(|header| header.len() >= 7)?;
    let data = if kind == OLD_FILE || flags & OLD_HAS_DATA != 0 { u32::from_le_bytes(header.get(7..11)?.try_into().ok()?) } else { 0 };
    Some((kind, flags, header, size.saturating_add(usize::try_from(data).ok()?)))
}

fn old_name(header: &[u8], flags: u16) -> Option<String> {
    let length = usize::from(u16::from_le_bytes(header.get(26..28)?.try_into().ok()?));
    let start = if flags & OLD_LARGE == 0 { 32 } else { 40 };
    let raw = header.get(start..)?.get(..length)?;
    let raw = if flags & OLD_UNICODE == 0 { raw } else { raw.split(|byte| *byte == 0).next()? };
    Some(String::from_utf8_lossy(raw).into_owned())
}
