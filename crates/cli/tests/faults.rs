//! What cannot be read or was typed wrongly: one clear sentence, the documented exit code, and the rest is still answered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod common;

use std::fs;

use common::{Ran, tuixin};

/// Checks the exit code and all that is said on standard error.
fn check(ran: &Ran, code: i32, expected: &str) {
    assert_eq!((ran.code, ran.stderr.as_str()), (code, expected), "{}", ran.stdout);
}

#[test]
fn bad_inputs_each_get_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| tuixin(&[&["explain"], arguments].concat()).within(folder.path()).run();
    fs::write(folder.path().join("empty.eml"), "").unwrap();
    fs::write(folder.path().join("picture.eml"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").unwrap();
    fs::write(folder.path().join("notes.txt"), "Lunch at noon.\nBring the photos.\nCall Anna.\n").unwrap();
    fs::create_dir(folder.path().join("nothing")).unwrap();
    fs::create_dir(folder.path().join("pictures")).unwrap();
    fs::write(folder.path().join("pictures/one.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").unwrap();
    check(&run(&["empty.eml"]), 1, "tuixin: empty.eml: the file is empty\n");
    check(&run(&["picture.eml"]), 1, "tuixin: picture.eml: this is not a mail or a text\n");
    check(&run(&["nothing"]), 1, "tuixin: nothing: no mail found in this directory\n");
    check(&run(&["pictures"]), 1, "tuixin: pictures: no mail found in this directory\n");
    check(&run(&["missing.eml"]), 1, "tuixin: missing.eml: no such file or directory\n");
    check(&run(&["missing/bounce"]), 1, "tuixin: missing/bounce: no such file or directory\n");
    check(&run(&["notes.txt"]), 1, "tuixin: notes.txt: no failed delivery and no server reply found in it\n");
    check(&run(&[""]), 1, "tuixin: the text is empty\n");
    check(&run(&[]), 1, "tuixin: nothing to read on standard input\n");
    check(&run(&["-", "--lang", "zh"]), 1, "tuixin: 标准输入中没有内容\n");
    check(&run(&["missing.eml", "--lang", "zh"]), 1, "tuixin: missing.eml：文件或目录不存在\n");
    let verbose = run(&["pictures", "--verbose"]);
    assert!(verbose.stderr.starts_with("tuixin: pictures/one.png: this is not a mail or a text\n") || cfg!(windows), "{}", verbose.stderr);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.eml");
    fs::write(&path, "550 No such user").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything.
    if fs::read(&path).is_err() {
        let ran = tuixin(&["explain", "secret.eml"]).within(folder.path()).run();
        check(&ran, 1, "tuixin: secret.eml: cannot be read (permission denied)\n");
    }
}

#[cfg(unix)]
#[test]
fn links_inside_a_directory_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "550 No such user").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("around")).unwrap();
    std::os::unix::fs::symlink("a.txt", folder.path().join("b.txt")).unwrap();
    let ran = tuixin(&["explain", "--format", "ndjson", "."]).within(folder.path()).run();
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 1), "{}", ran.stdout);
}

#[test]
fn the_other_arguments_are_still_answered() {
    let ran = tuixin(&["explain", "--format", "ndjson", "missing.eml", "two-causes.eml", "gone/", "550 Mailbox full"]).run();
    check(&ran, 1, "tuixin: missing.eml: no such file or directory\ntuixin: gone/: no such file or directory\n");
    assert_eq!(ran.stdout.lines().count(), 2);
}

#[test]
fn texts_come_in_by_argument_and_by_standard_input_in_many_encodings() {
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("550 5.1.1 User unknown\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let gbk = b"550 \xd3\xc3\xbb\xa7\xb2\xbb\xb4\xe6\xd4\xda\n";
    for bytes in [&b"550 5.1.1 User unknown"[..], &utf16, gbk] {
        let ran = tuixin(&["explain", "--format", "ndjson"]).stdin(bytes).run();
        assert!(ran.code == 0 && ran.stdout.contains("\"cause\":\"user-unknown\""), "{} {}", ran.stdout, ran.stderr);
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    for arguments in
        [&["explain", "--format", "xml"][..], &["explain", "--for", "nobody"], &["explain", "--lang", "tlh"], &["explode"], &[]]
    {
        let ran = tuixin(arguments).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
    }
    let ran = tuixin(&["explain", "--as", "sisima", "550"]).run();
    check(&ran, 2, "tuixin: sisima: there is no vocabulary of this name; did you mean sisimai?\n");
    let ran = tuixin(&["explain", "--as", "esperanto", "550"]).run();
    assert!(ran.code == 2 && ran.stderr.contains("known are") && ran.stderr.contains("sparkpost"), "{}", ran.stderr);
    check(
        &tuixin(&["causes", "mailbox-ful"]).run(),
        2,
        "tuixin: mailbox-ful: there is no cause of this name; did you mean mailbox-full?\n",
    );
    check(&tuixin(&["causes", "5.99.99"]).run(), 2, "tuixin: 5.99.99: no cause lists this status code\n");
}

#[test]
fn help_tells_the_exit_codes_and_shows_examples() {
    for arguments in [
        &["explain", "--help"][..],
        &["causes", "--help"],
        &["knowledge", "check", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ] {
        let ran = tuixin(arguments).run();
        assert!(ran.code == 0 && ran.stdout.contains("Examples:"), "{arguments:?}: {}", ran.stdout);
    }
    for arguments in [&["--help"][..], &["explain", "--help"], &["explain", "-h"], &["man"]] {
        assert!(tuixin(arguments).run().stdout.contains("Exit codes:"), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::{Command, Stdio};
    let program = env!("CARGO_BIN_EXE_tuixin");
    let replies = "550 5.1.1 User unknown\n".repeat(5000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("replies.txt");
    fs::write(&path, replies).unwrap();
    for format in ["text", "ndjson", "csv", "json"] {
        let mut child = Command::new(program)
            .args(["explain", "--format", format])
            .arg(&path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""), "{format}");
    }
}
