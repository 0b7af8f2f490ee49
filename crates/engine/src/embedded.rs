//! The knowledge that is built into the program.
//!
//! Not part of the modules that `build.rs` shares, because it holds what `build.rs` makes.

use crate::advice::Language;
use crate::knowledge::{Knowledge, Source};

/// The compiled knowledge.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// The files it was compiled from.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

impl Knowledge {
    /// The knowledge that is built in, ready for use.
    pub fn embedded() -> Knowledge {
        // What was written when the program was built is what is read here; a test reads it too.
        #[expect(clippy::expect_used, reason = "the bytes are part of the program and tested with it")]
        postcard::from_bytes(COMPILED).expect("the compiled knowledge fits the program it was built into")
    }
}

/// The files that are built in, for laying others over them.
pub fn embedded_sources() -> Vec<Source> {
    SOURCES.iter().map(source).collect()
}

/// The built-in texts of one language.
pub(crate) fn text_sources(language: Language) -> Vec<Source> {
    SOURCES.iter().filter(|(path, _)| Language::of_path(path) == Some(language)).map(source).collect()
}

fn source((path, text): &(&str, &str)) -> Source {
    Source { path: (*path).to_owned(), text: (*text).to_owned(), is_users: false }
}

/// The built-in text of one file, such as `text/en.ftl`.
pub fn embedded_source(path: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}
