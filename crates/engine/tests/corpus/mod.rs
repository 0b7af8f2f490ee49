//! The mails on which tests and benchmarks of this crate run: a corpus where one lies beside the checkout, and the examples of this repository.

#![allow(dead_code, reason = "not everybody who includes it wants both")]

use std::fs;
use std::path::{Path, PathBuf};

/// The files of the corpus, in order; none where there is no corpus, because it is not part of the repository.
pub fn corpus() -> Vec<PathBuf> {
    let corpus = root().join("../shared/corpus");
    files_below(["sisimai", "others", "china", "innocent"].map(|folder| corpus.join(folder)))
}

/// The examples of this repository, in order.
pub fn examples() -> Vec<PathBuf> {
    files_below([root().join("examples")])
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files_below(folders: impl IntoIterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut waiting: Vec<PathBuf> = folders.into_iter().collect();
    let mut files = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { waiting.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}
