//! Where mails come from: mailboxes, Maildirs, compressed and Outlook files, and many of them at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use std::fs::{self, File};
use std::io::{BufWriter, Cursor, Read, Write};
use std::path::Path;

use common::{Ran, tuixin};
use flate2::Compression;
use flate2::write::GzEncoder;
use rawzip::ZipArchiveWriter;
use rawzip::path::EntryPath;

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    tuixin(&[&["explain"], arguments].concat()).within(folder).run()
}

/// A bounce about a recipient.
fn bounce(recipient: &str, reply: &str) -> String {
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nTo: me@example.org\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nYour mail came back.\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; {recipient}\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; {reply}\n\n--b--\n"
    )
}

fn mailbox(mails: &[String]) -> String {
    mails.iter().map(|mail| format!("From MAILER-DAEMON Mon Jan  5 10:00:00 2026\n{mail}\n")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An archive with these members, as they are.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut written = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut written);
    for (name, bytes) in members {
        let (mut entry, config) = archive.new_file(EntryPath::verbatim(name.as_bytes())).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(bytes).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    written
}

/// Source and recipients of each object.
fn sources(ran: &Ran) -> String {
    let object = |line: &str| -> serde_json::Value { serde_json::from_str(line).unwrap() };
    let drawn = ran.stdout.lines().map(object).map(|object| {
        let recipients: Vec<&str> =
            object["deliveries"].as_array().unwrap().iter().filter_map(|delivery| delivery["recipient"].as_str()).collect();
        format!("{} {}", object["source"].as_str().unwrap(), recipients.join(" ")).trim_end().to_owned()
    });
    drawn.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_mails_of_a_mailbox_have_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let mails = [bounce("bob@example.com", "550 User unknown"), bounce("eve@example.com", "552 Mailbox full")];
    fs::write(folder.path().join("box.mbox"), mailbox(&mails)).unwrap();
    fs::write(folder.path().join("box.gz"), gzip(mailbox(&mails).as_bytes())).unwrap();
    fs::write(folder.path().join("one.mbox"), mailbox(&mails[..1])).unwrap();
    let ran = run(folder.path(), &["--format", "ndjson", "box.mbox", "box.gz", "one.mbox"]);
    assert_eq!(
        (ran.code, sources(&ran).as_str()),
        (
            0,
            "box.mbox/1 bob@example.com\nbox.mbox/2 eve@example.com\nbox.gz/1 bob@example.com\nbox.gz/2 eve@example.com\none.mbox bob@example.com"
        )
    );
    // Places lead into the file only where the mail is the file.
    let has_span: Vec<bool> = ran.stdout.lines().map(|line| line.contains("\"span\"")).collect();
    assert_eq!(has_span, [false, false, false, false, true]);
    // People see which one is meant.
    let ran = run(folder.path(), &["box.mbox"]);
    assert!(ran.stdout.contains("box.mbox/2\n") && ran.stdout.contains("2 messages"), "{}", ran.stdout);
    let ran = tuixin(&["explain", "--format", "ndjson", "-"]).stdin(mailbox(&mails).as_bytes()).run();
    assert_eq!(sources(&ran), "-/1 bob@example.com\n-/2 eve@example.com");
}

#[test]
fn a_maildir_is_read_without_what_is_still_being_written() {
    let folder = tempfile::tempdir().unwrap();
    for (name, recipient) in
        [("cur/1.M1.mx:2,S", "bob@example.com"), ("new/2.M2.mx", "eve@example.com"), ("tmp/3.M3.mx", "half@example.com")]
    {
        let path = folder.path().join("Maildir").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bounce(recipient, "550 User unknown")).unwrap();
    }
    let ran = run(folder.path(), &["--format", "ndjson", "Maildir"]);
    assert_eq!(sources(&ran), "Maildir/cur/1.M1.mx:2,S bob@example.com\nMaildir/new/2.M2.mx eve@example.com");
}

#[test]
fn an_outlook_report_is_explained() {
    let mut msg = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    msg.create_storage("/__recip_version1.0_#00000000").unwrap();
    let mut text = |path: &str, text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        msg.create_stream(path).unwrap().write_all(&units).unwrap();
    };
    text("/__properties_version1.0", &"\0".repeat(16));
    text("/__substg1.0_001A001F", "REPORT.IPM.Note.NDR");
    text("/__substg1.0_0037001F", "Undeliverable: Offer");
    text("/__substg1.0_0C1F001F", "postmaster@example.org");
    text("/__recip_version1.0_#00000000/__properties_version1.0", &"\0".repeat(4));
    text("/__recip_version1.0_#00000000/__substg1.0_39FE001F", "bob@example.com");
    text("/__recip_version1.0_#00000000/__substg1.0_0C1B001F", "<mx.example.com #5.1.1 smtp;550 5.1.1 User unknown>");
    msg.flush().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let bytes = msg.into_inner().into_inner();
    fs::write(folder.path().join("report.msg"), &bytes).unwrap();
    fs::write(folder.path().join("broken.msg"), &bytes[..700]).unwrap();
    let ran = run(folder.path(), &["--format", "ndjson", "report.msg"]);
    assert!(
        ran.stdout.contains("\"cause\":\"user-unknown\"") && ran.stdout.contains("\"remote_mta\":\"mx.example.com\""),
        "{}",
        ran.stdout
    );
    let ran = run(folder.path(), &["broken.msg"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, "tuixin: broken.msg: the Outlook message is damaged\n"));
}

#[test]
fn damaged_archives_each_get_one_sentence_and_the_rest_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let whole = gzip(bounce("bob@example.com", "550 User unknown").as_bytes());
    let mut onion = whole.clone();
    for _ in 0..4 {
        onion = gzip(&onion);
    }
    fs::write(folder.path().join("cut.gz"), &whole[..whole.len() - 6]).unwrap();
    fs::write(folder.path().join("bad.zst"), b"\x28\xb5\x2f\xfd\xff\xff\xff\xff").unwrap();
    fs::write(folder.path().join("onion.gz"), onion).unwrap();
    let ran = run(folder.path(), &["--format", "ndjson", "cut.gz", "bad.zst", "onion.gz", "550 User unknown", "missing.gz"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            1,
            "tuixin: cut.gz: the gzip data is damaged or incomplete; only what stands before the damage was read\n\
             tuixin: bad.zst: the zstd data is damaged or incomplete; only what stands before the damage was read\n\
             tuixin: onion.gz: compressed several times over; unpack it first\n\
             tuixin: missing.gz: no such file or directory\n"
        )
    );
    assert!(
        ran.stdout.lines().count() == 2 && ran.stdout.contains("\"truncated\"") && ran.stdout.contains("bob@example.com"),
        "{}",
        ran.stdout
    );
    let ran = run(folder.path(), &["--lang", "zh", "bad.zst", "onion.gz"]);
    assert_eq!(
        ran.stderr,
        "tuixin: bad.zst：zstd 压缩数据已损坏或不完整，只读取了损坏处之前的内容\ntuixin: onion.gz：压缩了多层，请先解压\n"
    );
}

#[test]
fn what_has_to_be_unpacked_first_is_told_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let report = bounce("bob@example.com", "550 User unknown");
    let whole = zip(&[("one.eml", report.as_bytes())]);
    let list = whole.windows(4).position(|at| at == b"PK\x01\x02").unwrap();
    let changed = |at: usize, value: u8| {
        let mut bytes = whole.clone();
        bytes[list + at] = value;
        bytes
    };
    // A frame with a window of two gigabytes (RFC 8878 section 3.1.1.1.2) and an empty block.
    write("w.zst", b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00");
    write("e.zip", &changed(8, 1));
    write("m.zip", &changed(10, 12));
    write("n.zip", &zip(&[("inner.zip", &whole)]));
    write("l.zip.gz", &gzip(&[whole.as_slice(), &vec![0; 64 << 20]].concat()));
    let names: Vec<String> = (0..9000).map(|number| format!("{number}{}", "😀".repeat(500))).collect();
    let mut members = vec![("one.eml", report.as_bytes())];
    members.extend(names.iter().map(|name| (name.as_str(), &b""[..])));
    write("t.zip", &zip(&members));
    let check = |language: &str, expected: &str| {
        let ran = run(folder.path(), &["--lang", language, "w.zst", "e.zip", "m.zip", "n.zip", "l.zip.gz", "t.zip"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (1, expected));
        assert!(ran.stdout.contains("bob@example.com"), "{}", ran.stdout);
    };
    check(
        "en",
        "tuixin: w.zst: the zstd data needs more memory than is given to any file; unpack it with zstd -d --long=31 first\n\
         tuixin: e.zip/one.eml: protected by a password; unpack it with the password first\n\
         tuixin: m.zip/one.eml: compressed in a way that is not known here; unpack the archive with the program that made it first\n\
         tuixin: n.zip/inner.zip: an archive inside an archive is not opened; unpack the outer one first\n\
         tuixin: l.zip.gz: a zip archive this large can only be read as a file of its own; save it as a .zip file and name that\n\
         tuixin: t.zip: the archive holds too many files, and only the first of them were read; unpack it and name the directory instead\n",
    );
    check(
        "zh",
        "tuixin: w.zst：解压这份 zstd 数据所需的内存超过上限，请先用 zstd -d --long=31 解压\n\
         tuixin: e.zip/one.eml：有密码保护，请先用密码解压\n\
         tuixin: m.zip/one.eml：压缩方式无法识别，请先用制作该压缩包的软件解压\n\
         tuixin: n.zip/inner.zip：不会打开压缩包中的压缩包，请先解压外层压缩包\n\
         tuixin: l.zip.gz：这个 zip 压缩包太大，只能作为单独的文件读取，请先另存为 .zip 文件，再指定该文件\n\
         tuixin: t.zip：压缩包中的文件太多，只读取了前面一部分，请先解压，再指定解压后的目录\n",
    );
}

#[test]
fn a_document_in_an_archive_is_what_it_is_in_a_directory() {
    let folder = tempfile::tempdir().unwrap();
    let report = bounce("bob@example.com", "550 User unknown");
    let document = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    let members: [(&str, &[u8]); 2] = [("offer.docx", &document), ("one.eml", report.as_bytes())];
    fs::create_dir(folder.path().join("all")).unwrap();
    members.iter().for_each(|(name, bytes)| fs::write(folder.path().join("all").join(name), bytes).unwrap());
    fs::write(folder.path().join("all.zip"), zip(&members)).unwrap();
    for input in ["all", "all.zip"] {
        let ran = run(folder.path(), &["--format", "ndjson", input]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{input}");
        assert_eq!(sources(&ran).replace('\\', "/"), format!("{input}/offer.docx\n{input}/one.eml bob@example.com"));
    }
}

#[test]
fn a_bomb_is_told_and_does_not_go_off() {
    let folder = tempfile::tempdir().unwrap();
    // Eight gigabytes of zeros.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; 64 << 20]).unwrap();
    let zeros = encoder.finish().unwrap().repeat(128);
    let one = gzip(mailbox(&[bounce("bob@example.com", "550 User unknown")]).as_bytes());
    fs::write(folder.path().join("zeros.gz"), &zeros).unwrap();
    fs::write(folder.path().join("bomb.gz"), [one, zeros].concat()).unwrap();
    let ran = run(folder.path(), &["--format", "ndjson", "zeros.gz", "bomb.gz"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            1,
            "tuixin: zeros.gz: this is not a mail or a text\n\
             tuixin: bomb.gz: the gzip data grows without measure when it is unpacked; reading was stopped\n"
        )
    );
    assert!(ran.stdout.contains("bob@example.com"), "{}", ran.stdout);
}

#[test]
fn a_large_mail_and_a_long_line_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let mail = bounce("bob@example.com", "550 User unknown");
    fs::write(folder.path().join("large.eml"), format!("{mail}{}", "a line of text behind the report\n".repeat((50 << 20) / 33))).unwrap();
    fs::write(folder.path().join("long.eml"), mail.replace("Your mail", &"x".repeat(10 << 20))).unwrap();
    let ran = run(folder.path(), &["--format", "ndjson", "large.eml", "long.eml"]);
    assert_eq!((ran.code, sources(&ran).as_str()), (0, "large.eml bob@example.com\nlong.eml bob@example.com"));
}

/// Three thousand mails of different sizes, with some that are none between them.
fn many(folder: &Path) {
    let replies = ["550 User unknown", "552 Mailbox full", "451 4.7.1 Greylisted", "550 wobble", "421 Too many connections"];
    let mails: Vec<String> = (0..3000)
        .map(|number: usize| match number % 10 {
            9 => format!("From: a@example.com\nSubject: hello {number}\n\n{}\n", "text ".repeat(number)),
            _ => bounce(&format!("user{number}@example.com"), replies[number % replies.len()]),
        })
        .collect();
    fs::create_dir(folder.join("inbox")).unwrap();
    for (number, mail) in mails.iter().enumerate().take(300) {
        fs::write(folder.join(format!("inbox/{number:04}.eml")), mail).unwrap();
    }
    fs::write(folder.join("inbox/0100-empty.eml"), "").unwrap();
    fs::write(folder.join("inbox/0200-picture.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    fs::write(folder.join("archive.mbox.gz"), gzip(mailbox(&mails).as_bytes())).unwrap();
}

#[test]
fn the_answers_are_the_same_whatever_the_number_of_jobs() {
    let folder = tempfile::tempdir().unwrap();
    many(folder.path());
    for format in ["ndjson", "json", "csv", "text"] {
        let with = |jobs: &str| {
            run(
                folder.path(),
                &["--format", format, "--verbose", "--jobs", jobs, "inbox", "missing.eml", "archive.mbox.gz", "550 User unknown"],
            )
        };
        let one = with("1");
        assert_eq!(one.stdout.matches("user2998@example.com").count() > 0, one.code == 1, "{}", one.stderr);
        for jobs in ["2", "8"] {
            let several = with(jobs);
            assert!(one.stdout == several.stdout, "{format} differs with {jobs} jobs");
            assert_eq!((one.code, &one.stderr), (several.code, &several.stderr));
        }
    }
    assert_eq!(run(folder.path(), &["--jobs", "0", "550"]).code, 2);
}

/// The most memory that the program had at one time, in MiB, as the kernel tells before it is gone.
#[cfg(target_os = "linux")]
fn peak_memory(arguments: &[&str], folder: &Path) -> (u64, u64) {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_tuixin")).args(arguments).current_dir(folder).stdout(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().unwrap();
    let (mut peak, mut length) = (0, 0);
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = out.read(&mut piece).unwrap();
        length += read as u64;
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(peak).max(peak);
        if read == 0 {
            break;
        }
    }
    assert!(child.wait().unwrap().success());
    (peak / 1024, length)
}

#[cfg(target_os = "linux")]
#[test]
fn a_mailbox_larger_than_the_memory_is_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let mut out = BufWriter::new(File::create(folder.path().join("big.mbox")).unwrap());
    let mut written = 0;
    let mut number = 0;
    while written < 300 << 20 {
        number += 1;
        // Every thousandth mail has two megabytes, and the others behind it wait.
        let returned = "the mail that came back, line after line\n".repeat(if number % 1000 == 0 { 50_000 } else { 100 });
        let mail = mailbox(&[format!("{}\n{returned}", bounce(&format!("user{number}@example.com"), "550 User unknown"))]);
        out.write_all(mail.as_bytes()).unwrap();
        written += mail.len();
    }
    out.flush().unwrap();
    let (peak, length) = peak_memory(&["explain", "--format", "ndjson", "--jobs", "4", "big.mbox"], folder.path());
    assert!(length > 300 * number, "only {length} bytes for {number} mails");
    assert!(peak > 1 && peak < 80, "{peak} MiB");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_what_it_printed_whole() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("box.mbox"), mailbox(&[bounce("bob@example.com", "550 User unknown")]).repeat(60_000)).unwrap();
    for format in ["json", "ndjson"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tuixin"))
            .args(["explain", "--format", format, "box.mbox"])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        // The first bytes have come, so the program is in the middle of its work.
        let mut beginning = vec![0; 1000];
        out.read_exact(&mut beginning).unwrap();
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        let all = String::from_utf8(beginning).unwrap() + &rest;
        assert_eq!(child.wait().unwrap().code(), Some(130));
        let count = match format {
            "json" => serde_json::from_str::<Vec<serde_json::Value>>(&all).unwrap().len(),
            _ => all.lines().inspect(|line| drop(serde_json::from_str::<serde_json::Value>(line).unwrap())).count(),
        };
        assert!(count > 0 && count < 60_000 && all.ends_with('\n'), "{count}");
    }
}
