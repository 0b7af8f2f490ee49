//! A user's own folder: laid over the built-in knowledge, and checked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::tuixin;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const RULE: &str = r#"
tier = "specific"

[[rule]]
id = "holiday"
cause = "recipient-refused"
any = ["office sleeps until monday"]
source = "field"
examples = ["550 The office sleeps until Monday"]
"#;

/// Checks a folder: the exit code, and all that is said, the folder's name left out.
fn check(files: &[(&str, &str)], code: i32, expected: &str) {
    let folder = folder(files);
    let ran = tuixin(&["knowledge", "check", "own"]).within(&renamed(&folder)).run();
    assert_eq!((ran.code, format!("{}{}", ran.stdout, ran.stderr)), (code, expected.to_owned()));
}

/// The folder under the name `own`, so that messages read the same everywhere.
fn renamed(folder: &TempDir) -> std::path::PathBuf {
    let outer = folder.path().join("outer");
    fs::create_dir(&outer).unwrap();
    fs::create_dir(outer.join("own")).unwrap();
    for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap).filter(|entry| entry.file_name() != "outer") {
        fs::rename(entry.path(), outer.join("own").join(entry.file_name())).unwrap();
    }
    outer
}

#[test]
fn own_rules_and_texts_are_used() {
    let own = folder(&[("rules/mine.toml", RULE), ("text/en.ftl", "cause-recipient-refused = The office sleeps\n")]);
    let explain = |knowledge: Option<&Path>| {
        let run = tuixin(&["explain", "550 The office sleeps until Monday", "--format", "text"]);
        knowledge
            .map_or(tuixin(&["explain", "550 The office sleeps until Monday"]), |path| run.env("TUIXIN_KNOWLEDGE", path.to_str().unwrap()))
            .run()
    };
    assert!(explain(Some(own.path())).stdout.starts_with("The office sleeps\n"));
    assert!(explain(Some(own.path())).stdout.contains("mine/holiday"));
    assert!(!explain(None).stdout.contains("mine/holiday"));
    let flag =
        tuixin(&["explain", "--format", "ndjson", "--knowledge", own.path().to_str().unwrap(), "550 The office sleeps until Monday"]).run();
    assert!(flag.stdout.contains("\"rule\":\"mine/holiday\""), "{}", flag.stdout);
    let causes = tuixin(&["causes", "recipient-refused", "--knowledge", own.path().to_str().unwrap(), "--format", "json"]).run();
    assert!(causes.stdout.contains("550 The office sleeps until Monday"), "{}", causes.stdout);
}

#[test]
fn faults_are_told_with_file_and_line() {
    let faulty = RULE.replace("recipient-refused", "recipient-refusd");
    let own = folder(&[("rules/mine.toml", &faulty)]);
    let path = own.path().to_str().unwrap();
    let ran = tuixin(&["explain", "--knowledge", path, "550"]).run();
    let place = own.path().join("rules/mine.toml");
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.stderr,
        format!("tuixin: {}:6: unknown cause \"recipient-refusd\" (did you mean \"recipient-refused\"?)\n", place.display())
    );
    let ran = tuixin(&["explain", "--knowledge", "nowhere", "550"]).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (2, "tuixin: nowhere: no such file or directory\n"));
}

#[test]
fn a_good_folder_passes_the_check() {
    let texts = "cause-recipient-refused = Words\n";
    check(&[("rules/mine.toml", RULE)], 0, "1 rule, 1 example, 0 texts: no fault\n");
    check(
        &[("text/en.ftl", texts), ("text/zh-CN.ftl", texts), ("README.md", "not knowledge")],
        0,
        "0 rules, 0 examples, 2 texts: no fault\n",
    );
}

#[test]
fn a_faulty_folder_fails_the_check() {
    check(&[("README.md", "nothing here")], 2, "tuixin: own: no rules, causes or texts found in this folder\n");
    let wrong = RULE.replace("550 The office sleeps until Monday", "550 5.1.1 User unknown");
    let ran = {
        let folder = folder(&[("rules/mine.toml", &wrong)]);
        tuixin(&["knowledge", "check", "own"]).within(&renamed(&folder)).run()
    };
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("tuixin: own/rules/mine.toml:") && ran.stderr.contains("mine/holiday"), "{}", ran.stderr);
    let step = "[[step]]\nid = \"sing-a-song\"\nwho = \"you\"\n";
    check(
        &[("steps.toml", step), ("text/en.ftl", "step-sing-a-song = Sing a song.\n")],
        1,
        "tuixin: own/text/en.ftl:1: the text \"step-sing-a-song\" is missing in the language zh-CN\n",
    );
    check(
        &[("steps.toml", step)],
        1,
        "tuixin: own/steps.toml: the step \"sing-a-song\" has no text \"step-sing-a-song\" in text/en.ftl\n\
         tuixin: own/steps.toml: the step \"sing-a-song\" has no text \"step-sing-a-song\" in text/zh-CN.ftl\n",
    );
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = tuixin(&["completions", shell]).run();
        assert!(ran.code == 0 && ran.stdout.contains("explain") && ran.stdout.contains("causes"), "{shell}");
    }
    let page = tuixin(&["man"]).run();
    assert!(page.code == 0 && page.stdout.contains(".TH tuixin 1") && page.stdout.contains("completions"), "{}", page.stdout);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(tuixin(&["man", "--out", "pages"]).within(folder.path()).run().code, 0);
    for name in ["tuixin.1", "tuixin-explain.1", "tuixin-causes.1", "tuixin-knowledge.1"] {
        assert!(fs::read_to_string(folder.path().join("pages").join(name)).unwrap().len() > 200, "{name}");
    }
}
