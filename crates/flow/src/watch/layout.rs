//! Where in a watched directory files come in, which are left alone, and where they go.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use tuixin_intake::Outcome;

use super::Watched;
use super::moving::Numbering;

/// The plan of one watched directory.
#[derive(Debug)]
pub(super) struct Layout {
    /// `directory` or `maildir`.
    pub kind: &'static str,
    /// What its items name as their source: `maildir:/var/mail/bounces`.
    pub source: String,
    /// Where files come in.
    pub inboxes: Vec<PathBuf>,
    /// Where those go that were understood, and the others.
    done: PathBuf,
    unknown: PathBuf,
}

/// Endings of files that somebody is still writing.
const UNFINISHED: [&[u8]; 2] = [b".tmp", b".part"];

impl Layout {
    /// Finds out where things are, and makes room for what is done with.
    pub fn prepare(watched: &Watched) -> io::Result<Layout> {
        match watched {
            Watched::Directory(root) => directory(root),
            Watched::Maildir(root) => maildir(root),
        }
    }

    /// Whether files here may be unfinished. In a Maildir they come from `tmp` when they are complete.
    pub fn may_be_unfinished(&self) -> bool {
        self.kind == "directory"
    }

    /// Whether a name says that the file is not meant for us.
    pub fn leaves_alone(&self, name: &OsStr) -> bool {
        let bytes = name.as_encoded_bytes();
        let ends = |ending: &[u8]| {
            bytes.len() >= ending.len() && bytes.get(bytes.len() - ending.len()..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
        };
        bytes.first() == Some(&b'.') || (self.may_be_unfinished() && UNFINISHED.iter().any(|ending| ends(ending)))
    }

    /// Where a file goes when it is done with.
    pub fn destination(&self, outcome: Outcome) -> &Path {
        match outcome {
            Outcome::Understood => &self.done,
            Outcome::Unknown => &self.unknown,
        }
    }

    /// The name a file has there.
    pub fn name_of(&self, name: &OsStr) -> OsString {
        let mut name = name.to_owned();
        // In `cur` a name tells its flags, if only that there are none.
        if !self.may_be_unfinished() && !name.as_encoded_bytes().windows(3).any(|part| part == b":2,") {
            name.push(":2,");
        }
        name
    }

    /// How a second file of that name is called: readers of a Maildir understand what follows the colon, people what follows the dot.
    pub fn numbering(&self) -> Numbering {
        if self.may_be_unfinished() { Numbering::BeforeEnding } else { Numbering::InFront }
    }
}

fn directory(root: &Path) -> io::Result<Layout> {
    let root = existing(root)?;
    let layout = Layout {
        kind: "directory",
        source: format!("directory:{}", root.display()),
        done: root.join("done"),
        unknown: root.join("unknown"),
        inboxes: vec![root],
    };
    fs::create_dir_all(&layout.done).map_err(|error| about(&layout.done, &error))?;
    fs::create_dir_all(&layout.unknown).map_err(|error| about(&layout.unknown, &error))?;
    Ok(layout)
}

fn maildir(root: &Path) -> io::Result<Layout> {
    let root = existing(root)?;
    let inboxes = vec![existing(&root.join("new"))?, existing(&root.join("cur"))?];
    let source = format!("maildir:{}", root.display());
    let folder = |name: &str| {
        let folder = root.join(name);
        let made = ["cur", "new", "tmp"].iter().try_for_each(|inner| fs::create_dir_all(folder.join(inner)));
        // Some servers know a folder by this file.
        let marked = made.and_then(|()| fs::OpenOptions::new().create(true).append(true).open(folder.join("maildirfolder")).map(drop));
        marked.map_err(|error| about(&folder, &error)).map(|()| folder.join("cur"))
    };
    Ok(Layout { kind: "maildir", source, inboxes, done: folder(".Done")?, unknown: folder(".Unknown")? })
}

fn existing(directory: &Path) -> io::Result<PathBuf> {
    match fs::metadata(directory) {
        Ok(about) if about.is_dir() => Ok(directory.to_owned()),
        Ok(_) => Err(about(directory, &io::Error::from(io::ErrorKind::NotADirectory))),
        Err(error) => Err(about(directory, &error)),
    }
}

/// The same error with the path that it is about.
fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
