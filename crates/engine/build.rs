//! Compiles the folder `knowledge/` into the program.
//!
//! Reading and compiling the rule files takes some 50 ms and more as they grow; the program has to be ready within 10.
//! The compiled form is megabytes of arrays that change with every rule, so it is made here instead of being committed.
//! The code is the engine's own, included as modules: what a user's files go through at run time, the built-in ones go through here.

#![allow(dead_code, unused_imports, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "src/evidence/mod.rs"]
mod evidence;
#[path = "src/knowledge/mod.rs"]
mod knowledge;
#[path = "src/smtp/mod.rs"]
mod smtp;
#[path = "src/span.rs"]
mod span;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use knowledge::{Knowledge, Source};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo")).join("../../knowledge");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let root = root.canonicalize().expect("the folder knowledge/ stands beside crates/");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let mut sources = Vec::new();
    let mut listing = String::from("&[\n");
    for path in &paths {
        let name = path.strip_prefix(&root).expect("below the root").components().map(|part| part.as_os_str().to_string_lossy());
        let name = name.collect::<Vec<_>>().join("/");
        if !knowledge::is_knowledge_path(&name) {
            continue;
        }
        writeln!(listing, "({name:?}, include_str!({path:?})),").expect("writing to a string");
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        sources.push(Source { path: name, text, is_users: false });
    }
    listing.push(']');
    let compiled = Knowledge::from_sources(&sources).unwrap_or_else(|errors| {
        let lines: Vec<String> = errors.iter().map(|error| format!("knowledge/{error}")).collect();
        panic!("the knowledge has {} faults:\n{}", errors.len(), lines.join("\n"))
    });
    fs::write(out.join("knowledge.bin"), postcard::to_allocvec(&compiled).expect("plain data")).expect("the output folder can be written");
    fs::write(out.join("sources.rs"), listing).expect("the output folder can be written");
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, paths);
        } else {
            paths.push(path);
        }
    }
}
