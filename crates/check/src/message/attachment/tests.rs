use super::*;
use crate::message::tests::told;

/// A zip archive with these members, each holding its own name.
fn zip(names: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for name in names {
        let (mut entry, config) = archive.new_file(name).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        std::io::Write::write_all(&mut writer, name.as_bytes()).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

/// The same with the flag that says that a member is encrypted (APPNOTE.TXT section 4.4.4).
fn encrypted_zip(names: &[&str]) -> Vec<u8> {
    let mut bytes = zip(names);
    for (head, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = memchr::memmem::find_iter(&bytes, head).collect();
        for place in places {
            bytes[place + flags] |= 1;
        }
    }
    bytes
}

/// A header of RAR 5 with its kind, records and data.
fn rar_block(kind: u8, fields: &[u8], records: &[u8], data: &[u8]) -> Vec<u8> {
    let flags = u8::from(!records.is_empty()) | u8::from(kind == 2) << 1;
    let mut header = vec![kind, flags];
    if !records.is_empty() {
        header.push(u8::try_from(records.len()).unwrap());
    }
    if kind == 2 {
        header.push(u8::try_from(data.len()).unwrap());
    }
    header.extend([fields, records].concat());
    [&[0, 0, 0, 0, u8::try_from(header.len()).unwrap()], header.as_slice(), data].concat()
}

fn rar(name: &str, records: &[u8]) -> Vec<u8> {
    // Flags with a checksum, unpacked size, attributes, checksum, method, system, length of the name.
    let fields = [&[4, 9, 0, 1, 2, 3, 4, 0, 1, u8::try_from(name.len()).unwrap()], name.as_bytes()].concat();
    [
        b"Rar!\x1a\x07\x01\x00".to_vec(),
        rar_block(1, &[0], &[], &[]),
        rar_block(2, &fields, records, b"packed!"),
        rar_block(5, &[0], &[], &[]),
    ]
    .concat()
}

/// A header of the format before RAR 5.
fn old_rar(name: &str, main_flags: u16, file_flags: u16) -> Vec<u8> {
    let mut main = vec![0, 0, 0x73];
    main.extend(main_flags.to_le_bytes());
    main.extend([13, 0, 0, 0, 0, 0, 0, 0]);
    let mut file = vec![0, 0, 0x74];
    file.extend((file_flags | 0x8000).to_le_bytes());
    file.extend(u16::try_from(32 + name.len()).unwrap().to_le_bytes());
    file.extend(7_u32.to_le_bytes());
    file.extend([0; 15]);
    file.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    file.extend([0; 4]);
    file.extend(name.bytes());
    file.extend(b"packed!");
    [b"Rar!\x1a\x07\x00".to_vec(), main, file, vec![0, 0, 0x7b, 0, 0x40, 7, 0]].concat()
}

fn seven_zip(header: &[u8]) -> Vec<u8> {
    let mut bytes = b"7z\xbc\xaf\x27\x1c\x00\x04\x00\x00\x00\x00".to_vec();
    bytes.extend(3_u64.to_le_bytes());
    bytes.extend(u64::try_from(header.len()).unwrap().to_le_bytes());
    bytes.extend([0; 4]);
    [&bytes, &b"abc"[..], header].concat()
}

/// A file of OLE with a stream of this name.
fn ole(stream: &str) -> Vec<u8> {
    let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain(name).collect()
}

/// A mail with one file, which travels as it is.
fn mail(name: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/octet-stream\r\n\
         Content-Disposition: attachment; filename*=utf-8''{}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
        name.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>()
    );
    [head.as_bytes(), content, b"\r\n--b--\r\n"].concat()
}

fn check(name: &str, content: &[u8], provider: Option<&str>, expected: &str) {
    let raw = mail(name, content);
    assert_eq!(told(&report(&Mail::parse(&raw), provider)), expected, "{name} for {provider:?}");
}

#[test]
fn names_are_held_against_the_lists() {
    check("notes.txt", b"x", None, "p attachment-good");
    check("setup.exe", b"x", Some("google"), "f attachment-refused");
    check("setup.exe", b"x", Some("netease"), "w attachment-refused");
    check("setup.exe", b"x", None, "w attachment-refused");
    check("setup.exe.gz", b"x", Some("google"), "f attachment-refused");
    check("script.py", b"x", Some("microsoft"), "f attachment-refused");
    check("script.py", b"x", Some("google"), "w attachment-refused");
    check("invoice.pdf.scr", b"x", Some("google"), "f attachment-double-extension, f attachment-refused");
    check("invoice\u{202e}fdp.exe", b"x", Some("google"), "f attachment-refused, f attachment-turned-name");
    check("invoice\u{202e}cod.txt", b"x", None, "f attachment-turned-name");
    check("jquery.min.js", b"x", Some("netease"), "f attachment-refused");
    check("macros.xlsm", b"x", None, "w attachment-macro-name");
}

#[test]
fn programs_are_known_by_their_first_bytes() {
    let program = [b"MZ".as_slice(), &[b'x'; 100]].concat();
    check("picture.jpg", &program, Some("google"), "f attachment-program");
    check("picture.jpg", &program, None, "w attachment-program");
    check("picture.jpg", b"MZ is no program yet", None, "p attachment-good");
}

#[test]
fn zip_archives_are_opened_one_level() {
    check("files.zip", &zip(&["a.txt", "b.pdf"]), Some("google"), "p attachment-good");
    check("files.zip", &zip(&["a.txt", "bin/b.exe"]), Some("google"), "f attachment-member-refused");
    check("files.zip", &zip(&["b.exe"]), Some("microsoft"), "w attachment-member-refused");
    check("files.zip", &zip(&["b.doc.exe"]), Some("google"), "f attachment-member-disguised, f attachment-member-refused");
    check("files.bin", &zip(&["b.exe"]), Some("google"), "f attachment-member-refused");
    check("files.zip", &encrypted_zip(&["a.txt"]), Some("google"), "w attachment-encrypted");
    check("files.zip", &encrypted_zip(&["a.zip"]), Some("google"), "f attachment-nested-encrypted");
    check("files.zip", &encrypted_zip(&["a.zip"]), Some("microsoft"), "w attachment-nested-encrypted");
    check("files.zip", &zip(&["a.txt"])[..40], None, "w attachment-damaged");
    check("report.docx", &zip(&["[Content_Types].xml", "word/document.xml", "word/setup.exe"]), Some("google"), "p attachment-good");
    check("report.docx", &zip(&["[Content_Types].xml", "word/vbaProject.bin"]), None, "w attachment-macros");
}

#[test]
fn other_archives_are_seen_as_far_as_they_show() {
    check("files.rar", &rar("a.txt", &[]), None, "p attachment-good");
    check("files.rar", &rar("a.exe", &[]), Some("google"), "f attachment-member-refused");
    check("files.rar", &rar("a.txt", &[2, 1, 0]), None, "w attachment-encrypted");
    check("files.rar", &[b"Rar!\x1a\x07\x01\x00".to_vec(), rar_block(4, &[0, 0], &[], &[])].concat(), None, "w attachment-encrypted");
    check("files.rar", &rar("a.txt", &[])[..30], None, "w attachment-damaged");
    check("files.rar", &old_rar("a.txt", 0, 0), None, "p attachment-good");
    check("files.rar", &old_rar("a.exe", 0, 0), Some("google"), "f attachment-member-refused");
    check("files.rar", &old_rar("a.txt", 0, 4), None, "w attachment-encrypted");
    check("files.rar", &old_rar("a.txt", 0x80, 0), None, "w attachment-encrypted");
    check("files.7z", &seven_zip(&[0x17, 6, 0xf1, 7, 1, 0]), None, "w attachment-encrypted");
    check("files.7z", &seven_zip(&[0x17, 6, 3, 1, 1, 0]), None, "u attachment-unread");
    check("files.7z", &seven_zip(&[0x17; 60])[..40], None, "w attachment-damaged");
    check("data.gz", b"\x1f\x8b\x08\x00", None, "u attachment-unread");
}

#[test]
fn old_office_documents_show_macros_and_passwords() {
    check("report.doc", &ole("WordDocument"), None, "p attachment-good");
    check("report.doc", &ole("_VBA_PROJECT"), None, "w attachment-macros");
    check("report.docx", &ole("EncryptedPackage"), None, "w attachment-encrypted");
}

#[test]
fn the_number_of_files_counts_where_it_is_limited() {
    let part = "--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n";
    let raw = format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n", part.repeat(251));
    let told_for = |provider| told(&report(&Mail::parse(raw.as_bytes()), provider));
    assert_eq!(told_for(Some("microsoft")), "f attachment-many");
    assert_eq!(told_for(Some("google")), "p attachment-good");
}

#[test]
fn texts_are_no_files() {
    let raw = b"Content-Type: text/html\r\n\r\n<p>Hello</p>\r\n";
    assert_eq!(told(&report(&Mail::parse(raw), None)), "p attachment-none");
}
