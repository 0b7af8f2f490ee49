//! From what was typed to what is needed to run: the knowledge, the texts, the words for what goes wrong.

use std::cell::OnceCell;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use tuixin::advice::{Language, Texts};
use tuixin::embedded_sources;
use tuixin::knowledge::{Knowledge, Source, is_knowledge_path};

use crate::args::Color;
use crate::output::escape;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// Wrong usage; what is wrong has been told already.
    Usage,
    /// Something that was to be written could not be; which has been told already.
    Told,
    /// The output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// What the program says on standard error, in the reader's language.
///
/// The built-in texts are read when the first message is told, because an answer for programs needs none.
pub struct Messages {
    language: Language,
    texts: OnceCell<Texts>,
}

impl Messages {
    pub fn new(language: Language) -> Messages {
        Messages { language, texts: OnceCell::new() }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::embedded(self.language))
    }

    /// Says one thing on standard error.
    pub fn tell(&self, id: &str, arguments: &[(&str, String)]) {
        self.tell_as_is(&self.texts().say(id, arguments));
    }

    /// The words for one thing.
    pub fn say(&self, id: &str, arguments: &[(&str, String)]) -> String {
        self.texts().say(id, arguments)
    }

    /// The words for how many there are of something.
    pub fn count(&self, id: &str, counts: &[(&str, u64)]) -> String {
        self.texts().say_counted(id, counts)
    }

    /// Says one thing about a file.
    pub fn tell_of(&self, id: &str, path: &str) {
        self.tell(id, &[("path", path.to_owned())]);
    }

    /// Says one thing that has its words already.
    pub fn tell_as_is(&self, message: &str) {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(io::stderr(), "tuixin: {}", escape::line(message));
    }

    /// A line that is no fault.
    pub fn hint(&self, id: &str) {
        let _ = writeln!(io::stderr(), "{}", self.texts().say(id, &[]));
    }

    /// Why something could not be read or written.
    pub fn reason(&self, error: &io::Error) -> String {
        match error.kind() {
            io::ErrorKind::PermissionDenied => self.texts().say("reason-permission", &[]),
            kind => kind.to_string(),
        }
    }
}

/// The built-in knowledge, or with the user's folder laid over it.
///
/// # Errors
///
/// A folder with faults, each of which is told.
pub fn knowledge(folder: Option<&Path>, messages: &Messages) -> Result<Knowledge, Failure> {
    let Some(folder) = folder else { return Ok(Knowledge::embedded()) };
    let sources = sources(folder, messages)?;
    Knowledge::from_sources(&sources).map_err(|errors| {
        errors.iter().for_each(|error| messages.tell_as_is(&place(folder, error.path(), &error.to_string())));
        Failure::Usage
    })
}

/// The texts of one language, the user's before the built-in ones.
///
/// # Errors
///
/// A folder with faults, each of which is told.
pub fn texts(folder: Option<&Path>, language: Language, messages: &Messages) -> Result<Texts, Failure> {
    let Some(folder) = folder else { return Ok(Texts::embedded(language)) };
    let sources = sources(folder, messages)?;
    Texts::from_sources(language, &sources).map_err(|errors| {
        errors.iter().for_each(|error| messages.tell_as_is(&folder.join(error.to_string()).display().to_string()));
        Failure::Usage
    })
}

/// Where a fault is, as the user knows the place: below the folder for files that are in it.
pub fn place(folder: &Path, path: &str, fault: &str) -> String {
    if folder.join(path).exists() { folder.join(fault).display().to_string() } else { fault.to_owned() }
}

/// The built-in files and those of the folder.
///
/// # Errors
///
/// A folder that cannot be read or holds nothing that belongs to the knowledge.
pub fn sources(folder: &Path, messages: &Messages) -> Result<Vec<Source>, Failure> {
    let mut sources = embedded_sources();
    let own = own_sources(folder, messages)?;
    if own.is_empty() {
        messages.tell_of("error-no-knowledge", &folder.display().to_string());
        return Err(Failure::Usage);
    }
    sources.extend(own);
    Ok(sources)
}

/// The files of the folder.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn own_sources(folder: &Path, messages: &Messages) -> Result<Vec<Source>, Failure> {
    let unreadable = |path: &Path, error: &io::Error| {
        let path = path.display().to_string();
        match error.kind() {
            io::ErrorKind::NotFound => messages.tell_of("error-not-found", &path),
            _ => messages.tell("error-unreadable", &[("path", path), ("reason", messages.reason(error))]),
        }
        Failure::Usage
    };
    let mut own = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let here = if below.as_os_str().is_empty() { folder.to_owned() } else { folder.join(&below) };
        for entry in fs::read_dir(&here).map_err(|error| unreadable(&here, &error))? {
            let entry = entry.map_err(|error| unreadable(&here, &error))?;
            let kind = entry.file_type().map_err(|error| unreadable(&entry.path(), &error))?;
            let path = below.join(entry.file_name());
            if kind.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            if is_knowledge_path(&name) {
                let text = fs::read_to_string(entry.path()).map_err(|error| unreadable(&entry.path(), &error))?;
                own.push(Source { path: name, text, is_users: true });
            }
        }
    }
    own.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(own)
}

/// Standard output for people: buffered, and without colour where none is wanted.
pub fn screen(color: Color) -> impl Write {
    let stdout = io::stdout().lock();
    let choice = match color {
        Color::Auto => AutoStream::choice(&stdout),
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    };
    BufWriter::with_capacity(64 * 1024, AutoStream::new(stdout, choice))
}
