//! Zip archives: which members are read, how they are named, and what is said about the rest.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{drawn, gzip, mail, mailbox, zstd};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use tuixin_intake::{Files, MAX_ITEM, Problem};

/// An archive with these members.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    packed(members, CompressionMethod::DEFLATE)
}

fn packed(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut written = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut written);
    for (name, bytes) in members {
        if name.ends_with('/') {
            archive.new_dir(name).create().unwrap();
            continue;
        }
        let (mut entry, config) = archive.new_file(EntryPath::verbatim(name.as_bytes())).compression_method(method).start().unwrap();
        if method == CompressionMethod::DEFLATE {
            let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
            writer.write_all(bytes).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            entry.finish(descriptor).unwrap();
        } else {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(bytes).unwrap();
            let (_, descriptor) = writer.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
    }
    archive.finish().unwrap();
    written
}

/// What is found in a file on the disk and, the same, in a pipe.
fn check(bytes: &[u8], expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.zip");
    fs::write(&path, bytes).unwrap();
    let found = drawn(Files::of_file(&path)).replace(&format!("{}/", folder.path().display()), "");
    assert_eq!(found, expected, "on the disk");
    assert_eq!(drawn(Files::of_reader("all.zip", bytes)), expected, "in a pipe");
}

#[test]
fn each_member_is_read_like_a_file() {
    let (one, two, boxed) = (mail("one"), mail("two"), mailbox(&["three", "four"]));
    let members: [(&str, &[u8]); 7] = [
        ("inbox/", b""),
        ("inbox/one.eml", one.as_bytes()),
        ("inbox/two", two.as_bytes()),
        ("sent.mbox", boxed.as_bytes()),
        ("packed.eml.gz", &gzip(mail("five").as_bytes())),
        ("notes.bin", &[0, 1, 2]),
        ("__MACOSX/inbox/._one.eml", &[0, 5, 22, 7]),
    ];
    let expected = "\
all.zip/inbox/one.eml Mail \"one\"
all.zip/inbox/two Mail \"two\"
all.zip/sent.mbox/1 Mail \"three\"
all.zip/sent.mbox/2 Mail \"four\"
all.zip/packed.eml.gz Mail \"five\"
all.zip/notes.bin Binary 3 bytes";
    check(&zip(&members), expected);
    check(&packed(&members, CompressionMethod::STORE), expected);
    check(&gzip(&zip(&members)), expected);
    check(&[b"#!/bin/sh\n".as_slice(), &zip(&members)].concat()[10..], expected);
}

#[test]
fn members_packed_with_zstandard_are_read() {
    let mut archive = packed(&[("one.eml", &zstd(mail("one").as_bytes()))], CompressionMethod::ZSTD);
    // The writer has put down what the packed bytes are; what comes out of them is told here.
    let (crc, length) = (rawzip::crc32(mail("one").as_bytes()), u32::try_from(mail("one").len()).unwrap());
    let list = archive.windows(4).rposition(|at| at == b"PK\x01\x02").unwrap();
    archive[list + 16..list + 20].copy_from_slice(&crc.to_le_bytes());
    archive[list + 24..list + 28].copy_from_slice(&length.to_le_bytes());
    check(&archive, "all.zip/one.eml Mail \"one\"");
}

#[test]
fn an_empty_archive_holds_nothing() {
    check(&zip(&[]), "");
    check(&zip(&[("inbox/", b"")]), "");
}

#[test]
fn archives_in_archives_are_not_opened() {
    let inner = zip(&[("one.eml", mail("one").as_bytes())]);
    check(
        &zip(&[("inner.zip", &inner), ("two.eml", mail("two").as_bytes())]),
        "! all.zip/inner.zip: an archive inside an archive is not opened\nall.zip/two.eml Mail \"two\"",
    );
    let large = packed(&[("one.eml", mail("one").as_bytes()), ("noise", &vec![b'x'; MAX_ITEM])], CompressionMethod::STORE);
    check(&zip(&[("large.zip", &large)]), "! all.zip/large.zip: an archive inside an archive is not opened");
    check(&zip(&[("torn.zip", &inner[..inner.len() - 30])]), "! all.zip/torn.zip: the zip data is damaged or incomplete");
}

#[test]
fn a_document_that_is_written_as_an_archive_is_none() {
    for name in ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"] {
        let bytes = zip(&[("word/document.xml", b"<w:document/>"), (name, b"x")]);
        assert_eq!(drawn(Files::of_reader("offer.docx", bytes.as_slice())), "offer.docx Binary 0 bytes");
    }
}

#[test]
fn a_document_beside_mails_is_no_archive_in_an_archive() {
    let one = mail("one");
    let beside = |document: &[u8]| zip(&[("offer.docx", document), ("one.eml", one.as_bytes())]);
    let expected = "all.zip/offer.docx Binary 0 bytes\nall.zip/one.eml Mail \"one\"";
    for name in ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"] {
        check(&beside(&zip(&[(name, b"x"), ("word/document.xml", b"<w:document/>")])), expected);
        check(&beside(&zip(&[("word/document.xml", b"<w:document/>"), (name, b"x")])), expected);
    }
    // The list of its members lies behind what is kept of it.
    let large = packed(&[("[Content_Types].xml", b"x"), ("ppt/media/film.mp4", &vec![b'x'; MAX_ITEM])], CompressionMethod::STORE);
    check(&beside(&large), expected);
}

#[test]
fn more_members_than_anybody_puts_together_are_told_behind_the_first() {
    let names: Vec<String> = (0..9000).map(|number| format!("{number}{}", "😀".repeat(500))).collect();
    let one = mail("one");
    let mut members = vec![("one.eml", one.as_bytes())];
    members.extend(names.iter().map(|name| (name.as_str(), &b""[..])));
    let found: Vec<_> = Files::of_reader("all.zip", packed(&members, CompressionMethod::STORE).as_slice()).collect();
    let fault = found.last().unwrap().as_ref().unwrap_err();
    assert!(found.len() > 8000 && matches!(fault.problem, Problem::TooManyMembers), "{} {fault}", found.len());
    assert_eq!(found[0].as_ref().unwrap().bytes, one.as_bytes());
}

#[test]
fn a_fault_in_one_member_leaves_the_others() {
    let (one, two, three) = (mail("one"), mail("two"), mail("three"));
    let members = [("a.eml", one.as_bytes()), ("b.eml", two.as_bytes()), ("c.eml", three.as_bytes())];
    let whole = zip(&members);
    let lists: Vec<usize> = whole.windows(4).enumerate().filter(|(_, at)| *at == b"PK\x01\x02").map(|(at, _)| at).collect();
    let changed = |at: usize, value: u8| {
        let mut bytes = whole.clone();
        bytes[at] = value;
        bytes
    };
    let around = |fault: &str| format!("all.zip/a.eml Mail \"one\"\n{fault}\nall.zip/c.eml Mail \"three\"");
    check(&changed(lists[1] + 8, 1), &around("! all.zip/b.eml: needs a password"));
    check(&changed(lists[1] + 10, 12), &around("! all.zip/b.eml: packed in a way that is not known"));
    check(
        &changed(lists[1] + 16, whole[lists[1] + 16] ^ 1),
        &around("all.zip/b.eml Mail \"two\" cut\n! all.zip/b.eml: the zip data is damaged or incomplete"),
    );
    check(&changed(lists[1] + 42, 0xff), &around("! all.zip/b.eml: the zip data is damaged or incomplete"));
    check(&whole[..whole.len() - 30], "! all.zip: the zip data is damaged or incomplete");
    check(b"PK\x03\x04 and nothing behind it", "! all.zip: the zip data is damaged or incomplete");
}

#[test]
fn no_name_inside_is_a_path_outside() {
    let one = mail("one");
    let members = ["../../etc/one.eml", "/etc/one.eml", "..\\one.eml", "./one.eml", ".."].map(|name| (name, one.as_bytes()));
    check(
        &zip(&members),
        "all.zip/etc/one.eml Mail \"one\"\nall.zip/etc/one.eml Mail \"one\"\nall.zip/one.eml Mail \"one\"\nall.zip/one.eml Mail \"one\"",
    );
}

#[test]
fn a_bomb_in_an_archive_does_not_go_off() {
    // Each member is a mailbox of 64 MiB that shrinks to nearly nothing, and there are many of them.
    let begin = mailbox(&["one"]);
    let content = [begin.as_bytes(), &vec![b'\n'; 64 << 20]].concat();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&content).unwrap();
    let packed = packed.finish().unwrap();
    let mut written = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut written);
    for number in 0..40 {
        let name = format!("{number}.mbox");
        let (mut entry, _) = archive.new_file(name.as_str()).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        entry.write_all(&packed).unwrap();
        let descriptor = rawzip::DataDescriptorOutput::new(rawzip::crc32(&content), content.len() as u64);
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    let found: Vec<_> = Files::of_reader("all.zip", written.as_slice()).collect();
    let fault = found.last().unwrap().as_ref().unwrap_err();
    assert!(found.len() < 40 && matches!(fault.problem, Problem::Bomb(_)), "{} {fault}", found.len());
}

#[test]
fn what_is_too_large_for_a_pipe_is_told() {
    let endless = zip(&[("one.eml", mail("one").as_bytes())]);
    let found: Vec<_> = Files::of_reader("-", endless.as_slice().chain(io::repeat(b'x'))).collect();
    assert!(found.len() == 1 && matches!(found[0].as_ref().unwrap_err().problem, Problem::TooLarge));
    let noise = vec![b'x'; MAX_ITEM];
    assert_eq!(Files::of_reader("-", packed(&[("x", &noise)], CompressionMethod::STORE).as_slice()).count(), 1);
}

#[test]
fn members_are_counted_as_they_lie_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.zip");
    let one = mail("one") + &"x".repeat(1 << 20);
    let archive = packed(&[("one.eml", one.as_bytes()), ("two.eml", one.as_bytes())], CompressionMethod::STORE);
    fs::write(&path, &archive).unwrap();
    let taken = Arc::new(AtomicU64::new(0));
    assert_eq!(Files::of_file(&path).counting(Arc::clone(&taken)).count(), 2);
    let share = taken.load(Ordering::Relaxed) * 100 / archive.len() as u64;
    assert!((99..=101).contains(&share), "{share} %");
}

proptest! {
    /// Whatever stands in an archive, reading ends, and no more comes out than may.
    #[test]
    fn damaged_archives_are_read_to_an_end(damage in prop::collection::vec((any::<usize>(), any::<u8>()), 0..6), end in 4_usize..500) {
        let mut bytes = zip(&[("one.eml", mail("one").as_bytes()), ("box", mailbox(&["two", "three"]).as_bytes())]);
        for (at, byte) in damage {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        bytes.truncate(bytes.len() - end % 40);
        prop_assert!(Files::of_reader("all.zip", bytes.as_slice()).count() <= 8);
    }
}
