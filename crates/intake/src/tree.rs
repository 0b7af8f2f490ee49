//! The files below a directory, in the order of their names.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io, vec};

/// What was found: a regular file, or a directory that cannot be read.
pub(crate) type Found = Result<PathBuf, (PathBuf, io::Error)>;

/// Walks through a directory.
///
/// Symbolic links are not followed, so there is no way round in a circle, and of each directory on the way down only the names are held.
///
/// Of a Maildir (<https://cr.yp.to/proto/maildir.html>) `tmp` is left alone, because the mails there are still being written, and so are the files beside its directories, which are the books that its server keeps.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The directories from the root to here, each with what is still to be visited.
    levels: Vec<Level>,
    fault: Option<(PathBuf, io::Error)>,
}

#[derive(Debug)]
struct Level {
    directory: PathBuf,
    names: vec::IntoIter<(OsString, bool)>,
}

impl Tree {
    pub(crate) fn below(root: &Path) -> Tree {
        let mut tree = Tree { levels: Vec::new(), fault: None };
        tree.enter(root.to_owned());
        tree
    }

    fn enter(&mut self, directory: PathBuf) {
        match names(&directory) {
            Ok(names) => self.levels.push(Level { directory, names: names.into_iter() }),
            Err(error) => self.fault = Some((directory, error)),
        }
    }
}

impl Iterator for Tree {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(fault) = self.fault.take() {
                return Some(Err(fault));
            }
            let level = self.levels.last_mut()?;
            match level.names.next() {
                None => {
                    self.levels.pop();
                }
                Some((name, true)) => {
                    let directory = level.directory.join(name);
                    self.enter(directory);
                }
                Some((name, false)) => return Some(Ok(level.directory.join(name))),
            }
        }
    }
}

/// The names of the files and directories in a directory, in order, each with whether it is a directory.
fn names(directory: &Path) -> io::Result<Vec<(OsString, bool)>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() || kind.is_file() {
            names.push((entry.file_name(), kind.is_dir()));
        }
    }
    let has = |name: &str| names.iter().any(|(known, is_directory)| *is_directory && known == name);
    if has("cur") && has("new") {
        names.retain(|(name, is_directory)| *is_directory && name != "tmp");
    }
    names.sort_unstable();
    Ok(names)
}
