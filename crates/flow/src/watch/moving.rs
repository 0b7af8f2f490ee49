//! Moving a file to where it is done with, without ever writing over another one.

use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::print::Print;

/// How many names are tried. Whoever hands in the same name a thousand times can do without our help.
const MAX_NAMES: usize = 1000;
/// Longest name that gets a number as it is, in bytes. Most file systems take 255.
const MAX_NAME: usize = 230;

/// Where the number of a second file of the same name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    /// `bounce-2.eml`.
    BeforeEnding,
    /// `2-1764.host:2,S`.
    InFront,
}

/// Moves a file into a directory, under its name or one like it.
///
/// What counts is the file that was read.
/// Where the path holds another one meanwhile, that one stays, and true is given: it has to be read as well.
pub(super) fn move_away(from: &Path, print: Print, directory: &Path, name: &OsStr, numbering: Numbering) -> io::Result<bool> {
    if Print::of(&fs::symlink_metadata(from)?) != print {
        return Ok(true);
    }
    let to = move_beside(from, directory, name, numbering)?;
    // Somebody may have put another file there in between. It goes back under its own name, or one like it.
    if Print::of(&fs::symlink_metadata(&to)?) != print {
        let inbox = from.parent().unwrap_or(Path::new("."));
        move_beside(&to, inbox, from.file_name().unwrap_or(name), numbering)?;
        return Ok(true);
    }
    Ok(false)
}

/// Moves a file into a directory under the first name that is free.
fn move_beside(from: &Path, directory: &Path, name: &OsStr, numbering: Numbering) -> io::Result<PathBuf> {
    for number in 1..=MAX_NAMES {
        let to = directory.join(if number == 1 { name.to_owned() } else { numbered(name, number, numbering) });
        match rename_to_free(from, &to) {
            Ok(()) => return Ok(to),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Renames a file where the new name is free.
#[cfg(target_os = "linux")]
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Network file systems and old kernels do not know how.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => rename_to_reserved(from, to),
        renamed => Ok(renamed?),
    }
}

/// Renames a file where the new name is free.
#[cfg(not(target_os = "linux"))]
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    rename_to_reserved(from, to)
}

/// Takes a free name with an empty file, so that nobody else takes it before the move. Some file systems write a file out when it replaces another, so this may take milliseconds.
fn rename_to_reserved(from: &Path, to: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(to)?;
    fs::rename(from, to).inspect_err(|_| {
        // The name is ours and holds nothing.
        let _ = fs::remove_file(to);
    })
}

fn numbered(name: &OsStr, number: usize, numbering: Numbering) -> OsString {
    let shortened;
    let mut name = name;
    if name.len() > MAX_NAME {
        let text = name.to_string_lossy();
        shortened = OsString::from(text.get(..text.floor_char_boundary(MAX_NAME)).unwrap_or_default());
        name = &shortened;
    }
    let path = Path::new(name);
    match (numbering, path.file_stem(), path.extension()) {
        (Numbering::InFront, ..) | (_, None, _) => {
            let mut numbered = OsString::from(format!("{number}-"));
            numbered.push(name);
            numbered
        }
        (Numbering::BeforeEnding, Some(stem), ending) => {
            let mut numbered = stem.to_owned();
            numbered.push(format!("-{number}"));
            if let Some(ending) = ending {
                numbered.push(".");
                numbered.push(ending);
            }
            numbered
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_file_of_a_name_gets_a_number() {
        let long = "x".repeat(255);
        for (name, numbering, expected) in [
            ("bounce.eml", Numbering::BeforeEnding, "bounce-2.eml"),
            ("bounce", Numbering::BeforeEnding, "bounce-2"),
            ("box.mbox.gz", Numbering::BeforeEnding, "box.mbox-2.gz"),
            ("1764.M1P2.host:2,S", Numbering::InFront, "2-1764.M1P2.host:2,S"),
            (&long, Numbering::BeforeEnding, &format!("{}-2", "x".repeat(230))),
        ] {
            assert_eq!(numbered(OsStr::new(name), 2, numbering), expected);
        }
    }

    #[test]
    fn a_reserved_name_is_free_or_stays_as_it_is() {
        let place = tempfile::tempdir().unwrap();
        let [one, two, to] = ["one", "two", "to"].map(|name| place.path().join(name));
        fs::write(&one, "one").unwrap();
        fs::write(&two, "two").unwrap();
        rename_to_reserved(&one, &to).unwrap();
        assert_eq!(rename_to_reserved(&two, &to).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(rename_to_reserved(&one, &one.with_extension("gone")).unwrap_err().kind(), io::ErrorKind::NotFound);
        let mut names: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!((names, fs::read_to_string(&to).unwrap()), (vec!["to".into(), "two".into()], "one".to_owned()));
    }

    #[test]
    fn nothing_is_written_over_and_nothing_unread_is_moved() {
        let place = tempfile::tempdir().unwrap();
        let (from, done) = (place.path().join("a.eml"), place.path().join("done"));
        fs::create_dir(&done).unwrap();
        let put = |text: &str| {
            fs::write(&from, text).unwrap();
            Print::of(&fs::symlink_metadata(&from).unwrap())
        };
        let moved = |print: Print| move_away(&from, print, &done, OsStr::new("a.eml"), Numbering::BeforeEnding);
        for text in ["one", "two!", "three"] {
            assert!(!moved(put(text)).unwrap());
        }
        let old = put("four");
        put("another");
        assert!(moved(old).unwrap());
        assert_eq!(fs::read_to_string(&from).unwrap(), "another");
        fs::remove_file(&from).unwrap();
        assert_eq!(moved(old).unwrap_err().kind(), io::ErrorKind::NotFound);
        let mut texts: Vec<_> = fs::read_dir(&done).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
        texts.sort();
        assert_eq!(texts, ["one", "three", "two!"]);
    }
}
