//! Where bytes come from: files, directories, texts in the arguments, standard input.
//!
//! Inputs are read one after the other, so that a directory of a million mails needs no more memory than its largest mail.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tuixin::notice;

/// How much of one input is read.
pub const MAX_INPUT: usize = 64 * 1024 * 1024;

/// What an argument stands for.
#[derive(Debug)]
pub enum Input<'a> {
    /// Standard input.
    Stdin,
    /// A file.
    File(&'a Path),
    /// A directory.
    Directory(&'a Path),
    /// The text itself.
    Text(&'a str),
}

impl Input<'_> {
    /// Finds out what an argument stands for.
    ///
    /// # Errors
    ///
    /// It looks like a path, and nothing can be found there.
    pub fn of(argument: &OsStr) -> io::Result<Input<'_>> {
        if argument == "-" {
            return Ok(Input::Stdin);
        }
        let path = Path::new(argument);
        match (fs::metadata(path), argument.to_str()) {
            (Ok(found), _) if found.is_dir() => Ok(Input::Directory(path)),
            (Ok(_), _) => Ok(Input::File(path)),
            (Err(_), Some(text)) if !looks_like_path(text) => Ok(Input::Text(text)),
            (Err(error), _) => Err(error),
        }
    }
}

/// Names of files that hold mails or texts end like this.
const ENDINGS: [&str; 4] = [".eml", ".txt", ".msg", ".mbox"];

/// Whether an argument that names nothing was probably meant as a path.
fn looks_like_path(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let has_separator = text.contains(['/', std::path::MAIN_SEPARATOR]);
    !text.contains(char::is_whitespace) && (has_separator || ENDINGS.iter().any(|ending| lower.ends_with(ending)))
}

/// What was read, and whether anything was left unread.
#[derive(Debug)]
pub struct Bytes {
    pub bytes: Vec<u8>,
    pub is_cut: bool,
    /// Whether the bytes are those of the file, so that places in them lead back to it.
    pub is_verbatim: bool,
}

/// What kind of thing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A mail.
    Mail,
    /// Some other text.
    Text,
    /// Neither.
    Binary,
}

impl Bytes {
    pub fn of_text(text: &str) -> Bytes {
        Bytes { bytes: text.as_bytes().to_vec(), is_cut: false, is_verbatim: true }
    }

    pub fn of_file(path: &Path) -> io::Result<Bytes> {
        Bytes::read(File::open(path)?)
    }

    pub fn read(reader: impl Read) -> io::Result<Bytes> {
        let mut bytes = Vec::new();
        reader.take(MAX_INPUT as u64 + 1).read_to_end(&mut bytes)?;
        let is_cut = bytes.len() > MAX_INPUT;
        bytes.truncate(MAX_INPUT);
        let decoded = decode_utf16(&bytes);
        let is_verbatim = decoded.is_none();
        Ok(Bytes { bytes: decoded.unwrap_or(bytes), is_cut, is_verbatim })
    }

    pub fn content(&self) -> Content {
        let bytes = self.bytes.as_slice();
        if bytes.trim_ascii().is_empty() {
            Content::Empty
        } else if notice::is_mail(bytes) {
            Content::Mail
        } else if is_binary(bytes) {
            Content::Binary
        } else {
            Content::Text
        }
    }
}

/// The text of a file in UTF-16, as Windows programs write it; none without a byte order mark.
fn decode_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units: Vec<u16> = bytes.get(2..)?.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit).collect();
    Some(String::from_utf16_lossy(&units).into_bytes())
}

/// Whether bytes that are no mail are no text either: text has no NUL, and few other control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..64 * 1024).unwrap_or(bytes);
    // An escape character begins a change of alphabet in ISO-2022-JP.
    let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    head.contains(&0) || head.iter().filter(is_control).count() * 10 > head.len() * 3
}

/// Calls `visit` for every regular file below a directory, in the order of the names; symbolic links are not followed.
///
/// # Errors
///
/// What `visit` returns; a directory that cannot be read is handed to `visit` with the reason.
pub fn walk<E>(root: &Path, visit: &mut impl FnMut(&Path, Option<io::Error>) -> Result<(), E>) -> Result<(), E> {
    // Paths still to be visited, the next one last, each with whether it is a directory.
    let mut waiting: Vec<(PathBuf, bool)> = vec![(root.to_owned(), true)];
    while let Some((path, is_directory)) = waiting.pop() {
        if !is_directory {
            visit(&path, None)?;
            continue;
        }
        match children(&path) {
            Ok(children) => waiting.extend(children.into_iter().rev()),
            Err(error) => visit(&path, Some(error))?,
        }
    }
    Ok(())
}

/// The files and directories in a directory, ordered by name.
fn children(directory: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut children = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() || kind.is_file() {
            children.push((entry.path(), kind.is_dir()));
        }
    }
    children.sort();
    Ok(children)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_that_look_like_paths_are_told_from_texts() {
        for (argument, expected) in [
            ("bounce.eml", true),
            ("BOUNCE.EML", true),
            ("inbox/17", true),
            ("550 5.1.1 see https://example.com/a.txt", false),
            ("550 read notes.txt", false),
            ("550", false),
            ("5.1.1", false),
            ("用户不存在", false),
        ] {
            assert_eq!(looks_like_path(argument), expected, "{argument}");
        }
    }

    #[test]
    fn contents_are_told_apart() {
        let check = |bytes: &[u8], expected: Content| {
            let read = Bytes::read(bytes).map(|read| read.content());
            assert_eq!(read.ok(), Some(expected), "{bytes:?}");
        };
        check(b"", Content::Empty);
        check(b" \r\n\t", Content::Empty);
        check(b"550 5.1.1 User unknown", Content::Text);
        check(b"\x1b$B%a!<%k\x1b(B", Content::Text);
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Content::Binary);
        check(b"\x01\x02\x03\x04\x05\x06abc", Content::Binary);
        check(b"From: a@example.com\r\nSubject: x\r\n\r\nbody \0", Content::Mail);
        check(b"\xff\xfe5\x005\x000\x00", Content::Text);
    }
}
