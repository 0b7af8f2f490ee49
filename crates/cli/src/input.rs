//! What an argument stands for: a file, a directory, standard input, or the text itself.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{self, Path};

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
const ENDINGS: [&str; 7] = [".eml", ".txt", ".msg", ".mbox", ".gz", ".zst", ".zip"];

/// Whether an argument that names nothing was probably meant as a path.
fn looks_like_path(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let has_separator = text.contains(['/', path::MAIN_SEPARATOR]);
    !text.contains(char::is_whitespace) && (has_separator || ENDINGS.iter().any(|ending| lower.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_that_look_like_paths_are_told_from_texts() {
        for (argument, expected) in [
            ("bounce.eml", true),
            ("BOUNCE.EML", true),
            ("box.mbox.gz", true),
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
}
