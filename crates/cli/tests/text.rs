//! What people see, in both languages, wide and narrow, with and without colour.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod common;

use common::tuixin;

/// Compares what a run prints with the snapshot of this name; the run has to succeed silently.
fn check(name: &str, arguments: &[&str]) {
    let ran = tuixin(arguments).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    insta::assert_snapshot!(name, ran.stdout);
}

const UNKNOWN: &str =
    "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)";

#[test]
fn a_reply_is_explained_in_both_languages() {
    check("reply-en", &["explain", UNKNOWN]);
    check("reply-zh", &["explain", "--lang", "zh", UNKNOWN]);
    check("reply-admin-zh", &["explain", "--lang", "zh-CN", "--for", "admin", "--verbose", "--as", "sisimai", UNKNOWN]);
}

#[test]
fn a_report_with_several_recipients_groups_those_of_one_diagnosis() {
    check("two-causes-en", &["explain", "two-causes.eml"]);
    check("two-causes-zh", &["explain", "--lang", "zh", "two-causes.eml"]);
    check("two-causes-verbose", &["explain", "--verbose", "--for", "admin", "two-causes.eml"]);
}

#[test]
fn a_chinese_bounce_in_gbk_is_read() {
    check("gbk-zh", &["explain", "--lang", "zh", "chinese-gbk.eml"]);
}

#[test]
fn messages_that_are_no_failure_are_shown_with_their_kind() {
    check("letter", &["explain", "letter.eml"]);
    check("delayed", &["explain", &common::example("delayed.eml")]);
}

#[test]
fn what_is_no_failure_is_told_in_plain_words() {
    for language in ["en", "zh"] {
        check(&format!("foreign-{language}"), &["explain", "--lang", language, "--mine", "example.cn", "foreign.eml"]);
        check(&format!("no-failure-{language}"), &["explain", "--lang", language, "imitation.eml", "complaint.eml", "away.eml"]);
    }
}

#[test]
fn several_messages_are_headed_by_their_source_and_counted() {
    check("several", &["explain", "letter.eml", "550 Mailbox is full", "chinese-gbk.eml"]);
}

#[test]
fn causes_are_listed_and_described() {
    check("causes-of-code", &["causes", "5.7.26"]);
    let list = tuixin(&["causes", "--lang", "zh"]).run();
    assert_eq!(list.code, 0);
    assert!(list.stdout.lines().filter(|line| line.starts_with("  ")).count() >= 48, "{}", list.stdout);
    for (language, words) in
        [("en", ["For the sender", "Usual texts", "Names in other systems"]), ("zh", ["给发件人", "常见原话", "其他系统中的名称"])]
    {
        let one = tuixin(&["causes", "mailbox-full", "--lang", language]).run();
        assert_eq!(one.code, 0);
        words.iter().for_each(|word| assert!(one.stdout.contains(word), "{word} in {}", one.stdout));
    }
}

#[test]
fn the_locale_chooses_the_language() {
    for (variable, value, expected) in [
        ("LANG", "zh_CN.UTF-8", "邮箱"),
        ("LC_ALL", "zh_TW.UTF-8", "邮箱"),
        ("LC_MESSAGES", "zh_CN.GBK", "邮箱"),
        ("LANG", "de_DE.UTF-8", "mailbox"),
    ] {
        let ran = tuixin(&["explain", UNKNOWN]).env(variable, value).run();
        assert!(ran.stdout.contains(expected), "{variable}={value}: {}", ran.stdout);
    }
}

#[test]
fn narrow_terminals_get_narrow_lines() {
    use unicode_width::UnicodeWidthStr;
    for language in ["en", "zh"] {
        for (columns, most) in [("40", 40), ("12", 40), ("57", 57), ("300", 100), ("nonsense", 80)] {
            let ran = tuixin(&["explain", "--lang", language, "--verbose", "two-causes.eml"]).env("COLUMNS", columns).run();
            for line in ran.stdout.lines() {
                assert!(line.width() <= most, "{columns}: {} columns: {line}", line.width());
            }
        }
    }
}

#[test]
fn colour_comes_only_when_wanted() {
    let colours = |arguments: &[&str], name: &str, value: &str| tuixin(arguments).env(name, value).run().stdout.contains('\x1b');
    assert!(!colours(&["explain", UNKNOWN], "X", ""), "a pipe gets no colour");
    assert!(colours(&["explain", "--color", "always", UNKNOWN], "X", ""), "colour can be asked for");
    assert!(!colours(&["explain", "--color", "never", UNKNOWN], "CLICOLOR_FORCE", "1"));
    assert!(!colours(&["explain", UNKNOWN], "NO_COLOR", "1"));
}

#[test]
fn what_strangers_wrote_cannot_command_the_terminal() {
    let hostile = "550 5.1.1 \x1b]0;owned\x07\x1b[2J<bob@example.com>: User unknown \u{9b}31m\u{202e}gnp.exe\r\n";
    for arguments in [
        &["explain", "--color", "never"][..],
        &["explain", "--verbose", "--color", "never"],
        &["explain", "--format", "ndjson"],
        &["explain", "--format", "csv"],
    ] {
        let ran = tuixin(arguments).stdin(hostile.as_bytes()).run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let is_harmful = |c: &char| c.is_control() && !matches!(c, '\n' | '\r');
        assert_eq!(ran.stdout.chars().find(is_harmful), None, "{arguments:?}: {}", ran.stdout);
    }
    let shown = tuixin(&["explain"]).stdin(hostile.as_bytes()).run().stdout;
    assert!(shown.contains("\\u{1b}]0;owned\\u{7}") && shown.contains("\\u{202e}"), "{shown}");
}
