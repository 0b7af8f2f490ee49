//! Draws what a source gives, one line for each item, so that a test can be read.

#![allow(dead_code, clippy::unwrap_used)]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use tuixin_intake::{Fault, Item};

/// Source, content, length and marks of each item; faults as they are told.
pub fn drawn(found: impl Iterator<Item = Result<Item, Fault>>) -> String {
    let mut lines = Vec::new();
    for found in found {
        lines.push(match found {
            Ok(item) => {
                let marks = [(item.is_cut, " cut"), (item.origin.is_verbatim, " verbatim")];
                let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
                format!("{} {:?} {}{marks}", item.origin.source, item.content, subject(&item))
            }
            Err(fault) => format!("! {fault}"),
        });
    }
    lines.join("\n")
}

fn subject(item: &Item) -> String {
    let text = String::from_utf8_lossy(&item.bytes);
    text.lines()
        .find_map(|line| line.strip_prefix("Subject: "))
        .map_or_else(|| format!("{} bytes", item.bytes.len()), |said| format!("{said:?}"))
}

pub fn mail(subject: &str) -> String {
    format!("From: gate@example.com\nTo: me@example.org\nSubject: {subject}\n\nbody of {subject}\n")
}

/// A mailbox of mails with these subjects.
pub fn mailbox(subjects: &[&str]) -> String {
    subjects.iter().map(|subject| format!("{ENVELOPE}\n{}\n", mail(subject))).collect()
}

pub const ENVELOPE: &str = "From gate@example.com Mon Jan  5 10:00:00 2026";

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}
