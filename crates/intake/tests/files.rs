//! Files, trees and compressed files: what is found, how it is named, and what is said about the rest.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{ENVELOPE, drawn, gzip, mail, mailbox, zstd};
use tempfile::TempDir;
use tuixin_intake::{Files, MAX_ITEM, Problem};

/// A folder with these files.
fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Checks what is found below a folder, its own name left out.
fn check_below(folder: &Path, expected: &str) {
    let found = drawn(Files::below(folder)).replace(&format!("{}/", folder.display()), "");
    assert_eq!(found, expected.trim_start());
}

fn check(name: &str, bytes: Vec<u8>, expected: &str) {
    let folder = folder(&[(name, bytes)]);
    let found = drawn(Files::of_file(&folder.path().join(name))).replace(&format!("{}/", folder.path().display()), "");
    assert_eq!(found, expected.trim_start(), "{name}");
}

#[test]
fn what_a_file_holds_is_told_by_its_content() {
    check("bounce.eml", mail("one").into(), "bounce.eml Mail \"one\" verbatim");
    check("no-name", mail("one").into(), "no-name Mail \"one\" verbatim");
    check("plain.msg", mail("one").into(), "plain.msg Mail \"one\" verbatim");
    check("box", mailbox(&["one", "two"]).into(), "box/1 Mail \"one\"\nbox/2 Mail \"two\"");
    check("saved.txt", mailbox(&["one"]).into(), "saved.txt Mail \"one\" verbatim");
    check("reply.txt", b"550 User unknown".to_vec(), "reply.txt Text 16 bytes verbatim");
    check("empty", Vec::new(), "empty Empty 0 bytes verbatim");
    check("picture", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "picture Binary 10 bytes verbatim");
    check("windows.txt", b"\xff\xfe5\x005\x000\x00".to_vec(), "windows.txt Text 3 bytes");
}

#[test]
fn a_mail_that_quotes_another_one_stays_one_when_its_name_says_so() {
    let bounce = format!("{ENVELOPE}\n{}\n{ENVELOPE}\n{}", mail("bounce"), mail("returned"));
    check("bounce.eml", bounce.clone().into(), "bounce.eml Mail \"bounce\" verbatim");
    check("bounce.EML.gz", gzip(bounce.as_bytes()), "bounce.EML.gz Mail \"bounce\"");
    check("bounce", bounce.into(), "bounce/1 Mail \"bounce\"\nbounce/2 Mail \"returned\"");
}

#[test]
fn compressed_files_are_read_like_others() {
    let (one, two) = (mail("one").into_bytes(), mailbox(&["one", "two"]).into_bytes());
    for (ending, pack) in [("gz", gzip as fn(&[u8]) -> Vec<u8>), ("zst", zstd)] {
        let name = |stem: &str| format!("{stem}.{ending}");
        check(&name("one.eml"), pack(&one), &format!("one.eml.{ending} Mail \"one\""));
        check(&name("box"), pack(&two), &format!("box.{ending}/1 Mail \"one\"\nbox.{ending}/2 Mail \"two\""));
        check("no-ending", pack(&one), "no-ending Mail \"one\"");
        check("twice", pack(&pack(&one)), "twice Mail \"one\"");
        check("empty", pack(b""), "empty Empty 0 bytes");
        // Two that were appended to each other are one.
        let (begin, end) = two.split_at(100);
        check("parts", [pack(begin), pack(end)].concat(), "parts/1 Mail \"one\"\nparts/2 Mail \"two\"");
    }
    check("mixed", zstd(&gzip(&one)), "mixed Mail \"one\"");
    // Zstandard has frames that hold nothing to unpack.
    let skipped = [b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec(), zstd(&one)].concat();
    check("skipped", skipped, "skipped Mail \"one\"");
}

#[test]
fn damaged_archives_give_what_stands_before_the_damage() {
    let many: Vec<String> = (0..500).map(|number| format!("mail {number} {}", "x".repeat(number * 7 % 300))).collect();
    let many = mailbox(&many.iter().map(String::as_str).collect::<Vec<_>>());
    for (packed, name) in [(gzip(many.as_bytes()), "gzip"), (zstd(many.as_bytes()), "zstd")] {
        let mut cut = packed.clone();
        cut.truncate(packed.len() * 9 / 10);
        let found = drawn(Files::of_reader("box", cut.as_slice()));
        let lines: Vec<&str> = found.lines().collect();
        assert_eq!(*lines.last().unwrap(), format!("! box: the {name} data is damaged or incomplete"));
        // Zstandard is unpacked block by block, and this is but a few.
        assert!(name == "zstd" || (lines.len() > 300 && lines[lines.len() - 2].contains(" cut")), "{} {found}", lines.len());
        for at in [4, 10, packed.len() / 2, packed.len() - 3] {
            let mut flipped = packed.clone();
            flipped[at] ^= 0x55;
            let faults = Files::of_reader("box", flipped.as_slice()).filter(Result::is_err).count();
            assert!(faults <= 1, "{name} flipped at {at}");
        }
    }
    let whole = gzip(mail("one").as_bytes());
    check("short.gz", whole[..whole.len() - 4].to_vec(), "short.gz Mail \"one\" cut\n! short.gz: the gzip data is damaged or incomplete");
    check("head.gz", whole[..5].to_vec(), "! head.gz: the gzip data is damaged or incomplete");
    check("bad.zst", b"\x28\xb5\x2f\xfd\xff\xff\xff".to_vec(), "! bad.zst: the zstd data is damaged or incomplete");
}

#[test]
fn archives_in_archives_end_somewhere() {
    let mut packed = mail("one").into_bytes();
    for _ in 0..40 {
        packed = gzip(&packed);
    }
    check("onion.gz", packed, "! onion.gz: compressed too many times over");
}

#[test]
fn a_bomb_does_not_go_off() {
    // Eight gigabytes of zeros say nothing, so nothing beyond one item is read of them.
    let zeros = gzip_of_zeros(8 << 30);
    let found: Vec<_> = Files::of_reader("zeros", zeros.as_slice()).collect();
    let item = found[0].as_ref().unwrap();
    assert_eq!((found.len(), item.bytes.len(), item.is_cut), (1, MAX_ITEM, true));
    // A mailbox has no end of its own, so there the measure is what went in.
    let bomb = [gzip(mailbox(&["one"]).as_bytes()), zeros].concat();
    let found: Vec<_> = Files::of_reader("bomb", bomb.as_slice()).collect();
    let fault = found.last().unwrap().as_ref().unwrap_err();
    assert!(found.len() == 2 && matches!(fault.problem, Problem::Bomb(_)), "{fault}");
}

/// A frame of Zstandard with a window of this size (RFC 8878 section 3.1.1.1), and the mail in it as it is.
fn zstd_with_window(log: u8, mail: &str) -> Vec<u8> {
    let length = u32::try_from(mail.len()).unwrap();
    // No checksum, no size of the content; one raw block, which is the last.
    let head = [0x28, 0xb5, 0x2f, 0xfd, 0x00, (log - 10) << 3];
    [&head[..], &((length << 3) | 1).to_le_bytes()[..3], mail.as_bytes()].concat()
}

#[test]
fn a_window_of_zstandard_has_a_bound() {
    let mail = mail("one");
    check("box.zst", zstd_with_window(23, &mail), "box.zst Mail \"one\"");
    check("box.zst", zstd_with_window(25, &mail), "box.zst Mail \"one\"");
    let fault = "! box.zst: the zstd data needs more than 32 MiB to be unpacked; unpack it with zstd -d --long=31 first";
    check("box.zst", zstd_with_window(26, &mail), fault);
    check("box.zst", zstd_with_window(41, &mail), fault);
    check("box.zst.gz", gzip(&zstd_with_window(27, &mail)), &fault.replace("box.zst:", "box.zst.gz:"));
}

/// Many members of 64 MiB each, which are the same bytes over and over.
fn gzip_of_zeros(length: u64) -> Vec<u8> {
    let member = 64 << 20;
    gzip(&vec![0; member]).repeat(usize::try_from(length).unwrap() / member)
}

#[test]
fn a_large_mail_and_a_long_line_are_read() {
    let long = format!("{}\n{}\n", mail("long"), "x".repeat(10 << 20));
    let large = format!("{}{}", mail("large"), "line of text\n".repeat((50 << 20) / 13));
    check("long.eml", long.into(), "long.eml Mail \"long\" verbatim");
    check("large.eml", large.into(), "large.eml Mail \"large\" verbatim");
    let endless = mail("endless");
    let found: Vec<_> = Files::of_reader("-", endless.as_bytes().chain(io::repeat(b'x'))).collect();
    let item = found[0].as_ref().unwrap();
    assert_eq!((item.bytes.len(), item.is_cut), (MAX_ITEM, true));
}

#[test]
fn a_directory_is_read_in_the_order_of_names() {
    let folder = folder(&[
        ("b.eml", mail("b").into()),
        ("a/z.eml", mail("z").into()),
        ("a/box.mbox", mailbox(&["one", "two"]).into()),
        ("c.gz", gzip(mail("c").as_bytes())),
        ("notes.bin", vec![0, 1, 2]),
    ]);
    check_below(
        folder.path(),
        "
a/box.mbox/1 Mail \"one\"
a/box.mbox/2 Mail \"two\"
a/z.eml Mail \"z\" verbatim
b.eml Mail \"b\" verbatim
c.gz Mail \"c\"
notes.bin Binary 3 bytes verbatim"
            .trim_start(),
    );
}

#[test]
fn of_a_maildir_only_what_has_arrived_is_read() {
    let folder = folder(&[
        ("cur/1767607200.M1P1.mx:2,S", mail("seen").into()),
        ("new/1767607201.M2P1.mx", mail("new").into()),
        ("tmp/1767607202.M3P1.mx", mail("half").into()),
        ("dovecot-uidlist", b"3 V1 N3\n".to_vec()),
        (".Bounces/cur/1767607203.M4P1.mx:2,", mail("in a folder").into()),
        (".Bounces/new/1767607204.M5P1.mx", mail("new in a folder").into()),
        (".Bounces/tmp/1767607205.M6P1.mx", mail("half in a folder").into()),
        (".Bounces/maildirfolder", Vec::new()),
    ]);
    check_below(
        folder.path(),
        "
.Bounces/cur/1767607203.M4P1.mx:2, Mail \"in a folder\" verbatim
.Bounces/new/1767607204.M5P1.mx Mail \"new in a folder\" verbatim
cur/1767607200.M1P1.mx:2,S Mail \"seen\" verbatim
new/1767607201.M2P1.mx Mail \"new\" verbatim"
            .trim_start(),
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_so_there_are_no_circles() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a/one.eml", mail("one").into())]);
    symlink(folder.path(), folder.path().join("a/around")).unwrap();
    symlink("one.eml", folder.path().join("a/two.eml")).unwrap();
    symlink("nowhere", folder.path().join("a/three.eml")).unwrap();
    check_below(folder.path(), "a/one.eml Mail \"one\" verbatim");
}

#[test]
fn what_cannot_be_read_is_told_in_its_place() {
    let folder = folder(&[]);
    let missing = folder.path().join("missing");
    for mut files in [Files::of_file(&missing), Files::below(&missing)] {
        let fault = files.next().unwrap().unwrap_err();
        assert!(matches!(&fault.problem, Problem::Unreadable(error) if error.kind() == io::ErrorKind::NotFound), "{fault}");
        assert_eq!(fault.source, missing.to_string_lossy());
        assert!(files.next().is_none());
    }
}

/// A reader whose machine breaks down.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

#[test]
fn a_fault_of_the_system_is_not_taken_for_one_of_the_data() {
    // Text that does not shrink much, so that the break comes far behind the beginning.
    let noise: String = (0..200_000_u64).map(|n| char::from(b'a' + (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 59) as u8 % 26)).collect();
    let mails = mailbox(&["one", "two"]) + &noise;
    let half = |packed: Vec<u8>| packed[..packed.len() / 2].to_vec();
    for whole in [mails.clone().into_bytes(), half(gzip(mails.as_bytes())), half(zstd(mails.as_bytes())), Vec::new()] {
        let found: Vec<_> = Files::of_reader("-", whole.as_slice().chain(Broken)).collect();
        let fault = found.last().unwrap().as_ref().unwrap_err();
        assert!(matches!(&fault.problem, Problem::Unreadable(error) if error.kind() == io::ErrorKind::ConnectionReset), "{fault}");
    }
}

#[test]
fn bytes_are_counted_as_they_lie_on_the_disk() {
    let packed = gzip(&vec![b'x'; 1 << 20]);
    let taken = Arc::new(AtomicU64::new(0));
    assert_eq!(Files::of_reader("-", packed.as_slice()).counting(Arc::clone(&taken)).count(), 1);
    assert_eq!(taken.load(Ordering::Relaxed), packed.len() as u64);
}
