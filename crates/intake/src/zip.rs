//! Zip archives (PKWARE's APPNOTE.TXT, ISO/IEC 21320-1), member by member.
//!
//! The list of what is in an archive stands at its end, so a file is read where it lies, and what comes through a pipe is kept whole.
//! The list is believed and not the headers in front of the members, of which a writer that could not seek knew no sizes.
//!
//! The names inside are only shown: nothing is ever written, and no name is a path of the disk.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use rawzip::{
    CompressionMethod, Crc32, ErrorKind, FileReader, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, RangeReader, ReaderAt, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipLocator, ZipVerification,
};

use crate::Problem;
use crate::counted::Counted;
use crate::fault::Corrupt;
use crate::packed::{ALWAYS_ALLOWED, MAX_RATIO, Packing, unpack};

/// How many members are read. A mail program that exports one file for each mail writes tens of thousands.
const MAX_MEMBERS: usize = 200_000;
/// How long all their names may be together, in bytes.
const MAX_NAMES: usize = 16 * 1024 * 1024;
/// How much of one name is shown, in characters.
const MAX_NAME: usize = 500;

/// The members by which an archive is known as a document of another kind: one of an office (ECMA-376, ODF) or a program (JAR).
const DOCUMENTS: [&str; 3] = ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"];

/// Whether data with this beginning is an archive: that of a first member, or the end of an empty list.
pub(crate) fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether an archive with this beginning is a document of another kind by its first member, which is as far as one can see without the list.
///
/// Office programs write `[Content_Types].xml` first, and ODF (1.3 part 2, section 3.3) asks for `mimetype` there.
pub(crate) fn is_document(head: &[u8]) -> bool {
    // The header of a member has thirty bytes, with the length of the name that follows in the 27th and 28th (APPNOTE.TXT section 4.3.7).
    let length = head.get(26..28).and_then(|length| length.try_into().ok()).map(u16::from_le_bytes);
    let name = length.and_then(|length| head.get(30..)?.get(..usize::from(length)));
    head.starts_with(b"PK\x03\x04") && name.is_some_and(|name| DOCUMENTS.iter().any(|known| known.as_bytes() == name))
}

/// Where an archive lies.
pub(crate) enum Store {
    Disk(FileReader, u64),
    Memory(Vec<u8>),
}

impl Store {
    /// A file on the disk; none for a pipe, in which nobody can go back.
    pub(crate) fn on_disk(file: &File) -> io::Result<Option<Store>> {
        let about = file.metadata()?;
        if !about.is_file() {
            return Ok(None);
        }
        Ok(Some(Store::Disk(FileReader::from(file.try_clone()?), about.len())))
    }

    fn length(&self) -> u64 {
        match self {
            Store::Disk(_, length) => *length,
            Store::Memory(bytes) => bytes.len() as u64,
        }
    }
}

impl ReaderAt for Store {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        match self {
            Store::Disk(file, _) => file.read_at(buffer, offset),
            Store::Memory(bytes) => bytes.read_at(buffer, offset),
        }
    }
}

/// An archive with those of its members that are still to be read.
pub(crate) struct Archive {
    zip: ZipArchive<Arc<Store>>,
    members: vec::IntoIter<Member>,
    /// How many members there are.
    pub(crate) count: usize,
    /// What ended the list early, told behind the members before it.
    pub(crate) problem: Option<Problem>,
    /// So much may still come out. Members may share their bytes, so the measure is the archive and not the member.
    left: Arc<AtomicU64>,
    /// Counts what is read on the disk.
    taken: Arc<AtomicU64>,
}

struct Member {
    name: String,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

/// What reads a member.
type Reader = Box<dyn Read + Send>;

/// What an archive turned out to be.
pub(crate) enum Opened {
    Archive(Archive),
    /// A document that is written as one.
    OtherDocument,
}

impl Archive {
    pub(crate) fn open(store: Store, taken: &Arc<AtomicU64>) -> Result<Opened, Problem> {
        // What is in memory was counted when it was read.
        let taken = if matches!(store, Store::Disk(..)) { Arc::clone(taken) } else { Arc::default() };
        let length = store.length();
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let zip = ZipLocator::new().locate_in_reader(Arc::new(store), &mut buffer, length).map_err(|(_, error)| problem(error))?;
        let mut members = Vec::new();
        let mut names = 0;
        let mut problem = None;
        let mut entries = zip.entries(&mut buffer);
        loop {
            let entry = match entries.next_entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => break,
                Err(error) => {
                    problem = Some(self::problem(error));
                    break;
                }
            };
            let member = Member::of(&entry);
            if DOCUMENTS.contains(&member.name.as_str()) {
                return Ok(Opened::OtherDocument);
            }
            // What a Mac notes about a file beside it is no mail.
            if entry.is_dir() || member.name.is_empty() || member.name.starts_with("__MACOSX/") {
                continue;
            }
            names += member.name.len();
            if members.len() == MAX_MEMBERS || names > MAX_NAMES {
                problem = Some(Problem::TooManyMembers);
                break;
            }
            members.push(member);
        }
        let left = Arc::new(AtomicU64::new(length.saturating_mul(MAX_RATIO).max(ALWAYS_ALLOWED)));
        Ok(Opened::Archive(Archive { zip, count: members.len(), members: members.into_iter(), problem, left, taken }))
    }

    /// The next member: its name, and what reads it or why nothing can.
    pub(crate) fn next_member(&mut self) -> Option<(String, Result<Reader, Problem>)> {
        if self.left.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let member = self.members.next()?;
        let reader = self.reader(&member);
        Some((member.name, reader))
    }

    fn reader(&self, member: &Member) -> Result<Reader, Problem> {
        if member.is_encrypted {
            return Err(Problem::Encrypted);
        }
        let entry = self.zip.get_entry(member.place).map_err(problem)?;
        let (start, end) = entry.compressed_data_range();
        let packed = RangeReader::new(Arc::clone(self.zip.get_ref()), start..end);
        let packed = Counted { inner: packed, taken: Arc::clone(&self.taken) };
        let unpacked: Reader = match member.method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => unpack(Packing::Zip, packed),
            CompressionMethod::ZSTD => unpack(Packing::Zstandard, packed),
            _ => return Err(Problem::UnknownMethod),
        };
        let expected = entry.reader().claim_verifier();
        Ok(Box::new(Checked { inner: unpacked, crc: Crc32::new(), size: 0, expected, left: Arc::clone(&self.left) }))
    }
}

impl Member {
    fn of(entry: &ZipFileHeaderRecord<'_>) -> Member {
        Member {
            name: shown(entry.file_path().as_ref()),
            place: entry.wayfinder(),
            method: entry.compression_method(),
            is_encrypted: entry.flags().is_encrypted(),
        }
    }
}

/// A name as it may stand behind that of the archive: no root, no way upwards.
fn shown(raw: &[u8]) -> String {
    // Windows writes names in the charset of its country, and in mainland China a flag for UTF-8 is rare.
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(raw).0.into_owned(),
    };
    let steps: Vec<&str> = name.split(['/', '\\']).filter(|step| !matches!(*step, "" | "." | "..")).collect();
    steps.join("/").chars().take(MAX_NAME).collect()
}

fn problem(error: rawzip::Error) -> Problem {
    match error.into_kind() {
        ErrorKind::IO(error) if error.kind() != io::ErrorKind::UnexpectedEof => Problem::Unreadable(error),
        _ => Problem::Damaged(Packing::Zip),
    }
}

/// What comes out of a member, compared at its end with what the list says of it.
struct Checked<R> {
    inner: R,
    crc: Crc32,
    size: u64,
    expected: ZipVerification,
    left: Arc<AtomicU64>,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if read == 0 && !buffer.is_empty() {
            let found = ZipVerification { crc: self.crc.checksum(), uncompressed_size: self.size };
            return if found == self.expected { Ok(0) } else { Err(io::Error::other(Corrupt::Damaged(Packing::Zip))) };
        }
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(read as u64), Ordering::Relaxed);
        if left < read as u64 {
            return Err(io::Error::other(Corrupt::Bomb(Packing::Zip)));
        }
        self.crc.update(buffer.get(..read).unwrap_or_default());
        self.size += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_archive() {
        let check = |raw: &[u8], expected: &str| assert_eq!(shown(raw), expected, "{raw:?}");
        check(b"inbox/one.eml", "inbox/one.eml");
        check(b"../../etc/passwd", "etc/passwd");
        check(b"/etc//./passwd", "etc/passwd");
        check(b"..\\..\\one.eml", "one.eml");
        check(b"C:\\mails\\one.eml", "C:/mails/one.eml");
        check(b"../", "");
        check("退信.eml".as_bytes(), "退信.eml");
        check(b"\xcd\xcb\xd0\xc5.eml", "退信.eml");
        check(&[b'x'; 9000], &"x".repeat(MAX_NAME));
    }
}
