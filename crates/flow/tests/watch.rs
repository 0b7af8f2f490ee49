//! Watched directories: what is taken, what is left alone, where it goes, and that nothing is lost or stored twice.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use support::{Memory, bounce, flow, quick, until};
use tempfile::TempDir;
use tuixin_flow::{Flow, FlowSettings, Item, Watch, WatchSettings, Watched};

/// Settings with which nobody waits for long.
fn often() -> WatchSettings {
    WatchSettings {
        look_every: Duration::from_millis(10),
        quiet_for: Duration::from_millis(5),
        first_retry: Duration::from_millis(5),
        longest_retry: Duration::from_millis(20),
        ..WatchSettings::default()
    }
}

/// A directory, or a Maildir, with a sink at the other end.
struct Scene {
    place: TempDir,
    sink: Memory,
    flow: Flow,
}

impl Scene {
    fn new() -> Scene {
        let sink = Memory::default();
        Scene { place: tempfile::tempdir().unwrap(), flow: flow(&sink, quick()), sink }
    }

    fn maildir() -> Scene {
        let scene = Scene::new();
        ["new", "cur", "tmp"].iter().for_each(|name| fs::create_dir(scene.path().join(name)).unwrap());
        scene
    }

    fn path(&self) -> &Path {
        self.place.path()
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), bytes).unwrap();
    }

    fn watch(&self, settings: WatchSettings) -> Watch {
        Watch::start(self.flow.clone(), &Watched::Directory(self.path().to_owned()), settings).unwrap()
    }

    fn watch_maildir(&self) -> Watch {
        Watch::start(self.flow.clone(), &Watched::Maildir(self.path().to_owned()), often()).unwrap()
    }

    /// The files of a directory, in order.
    fn names(&self, directory: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path().join(directory)).unwrap().map(|entry| entry.unwrap());
        let mut names: Vec<_> = entries
            .filter(|entry| !entry.file_type().unwrap().is_dir())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    async fn until_done(&self, directory: &str, count: usize) {
        until(|| self.names(directory).len() == count).await;
    }
}

#[tokio::test]
async fn files_of_all_kinds_are_read_and_moved() {
    let scene = Scene::new();
    scene.put("before.eml", bounce("before@example.com"));
    let mailbox: String = (0..3)
        .map(|number| {
            format!("From x@example.com Sat Nov 28 10:00:00 2026\n{}\n", bounce(&format!("box{number}@example.com")).replace('\r', ""))
        })
        .collect();
    scene.put("box.mbox", mailbox);
    scene.put("reply.txt", "550 5.1.1 <text@example.com>: User unknown");
    scene.put("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    scene.put("lunch.eml", "From: bob@example.com\nTo: ann@example.cn\nSubject: lunch\n\nShall we meet at noon?\n");
    scene.put("broken.gz", b"\x1f\x8b\x08 this is no gzip data");
    let watch = scene.watch(often());
    scene.until_done("done", 3).await;
    scene.put("after.eml", bounce("after@example.com"));
    scene.until_done("done", 4).await;
    scene.until_done("unknown", 3).await;
    assert_eq!(scene.names("done"), ["after.eml", "before.eml", "box.mbox", "reply.txt"]);
    assert_eq!(scene.names("unknown"), ["broken.gz", "lunch.eml", "picture.png"]);
    assert_eq!(scene.names("."), Vec::<String>::new());
    watch.stop().await;
    assert!(scene.flow.clone().stop().await);
    let recipients: Vec<String> = scene.sink.recipients().into_keys().collect();
    let expected = ["after@", "before@", "box0@", "box1@", "box2@", "text@"].map(|name| format!("{name}example.com"));
    assert_eq!(recipients, expected);
    assert_eq!(scene.sink.quarantined(), ["binary", "damaged"]);
    let source = format!("directory:{}", scene.place.path().display());
    assert!(scene.sink.records().iter().all(|record| record.source == source));
}

#[tokio::test]
async fn hints_alone_are_enough_and_so_are_looks_alone() {
    for takes_hints in [true, false] {
        let scene = Scene::maildir();
        let hour = Duration::from_secs(3600);
        let look_every = if takes_hints { hour } else { Duration::from_millis(10) };
        let settings = WatchSettings { look_every, takes_hints, ..often() };
        let watch = Watch::start(scene.flow.clone(), &Watched::Maildir(scene.path().to_owned()), settings).unwrap();
        for count in 1..=3 {
            let [tmp, new] = ["tmp", "new"].map(|directory| scene.path().join(format!("{directory}/{count}.M1.host")));
            fs::write(&tmp, bounce(&format!("user{count}@example.com"))).unwrap();
            fs::rename(tmp, new).unwrap();
            scene.until_done(".Done/cur", count).await;
        }
        watch.stop().await;
    }
}

#[tokio::test]
async fn a_maildir_is_read_but_for_what_is_still_written() {
    let scene = Scene::maildir();
    scene.put("new/1.M1.host", bounce("new@example.com"));
    scene.put("cur/2.M1.host:2,S", bounce("cur@example.com"));
    scene.put("tmp/3.M1.host", bounce("tmp@example.com"));
    scene.put("new/4.M1.host", "From: bob@example.com\nTo: ann@example.cn\nSubject: lunch\n\nShall we meet at noon?\n");
    scene.put("new/.nfs0001", bounce("hidden@example.com"));
    scene.put("dovecot-uidlist", "3 V1 N4");
    let watch = scene.watch_maildir();
    scene.until_done(".Done/cur", 2).await;
    scene.until_done(".Unknown/cur", 1).await;
    watch.stop().await;
    assert_eq!(scene.names(".Done/cur"), ["1.M1.host:2,", "2.M1.host:2,S"]);
    assert_eq!(scene.names(".Unknown/cur"), ["4.M1.host:2,"]);
    assert_eq!(
        (scene.names("tmp"), scene.names("new"), scene.names(".")),
        (vec!["3.M1.host".to_owned()], vec![".nfs0001".to_owned()], vec!["dovecot-uidlist".to_owned()])
    );
    assert_eq!(scene.sink.recipients().into_keys().collect::<Vec<_>>(), ["cur@example.com", "new@example.com"]);
}

#[tokio::test]
async fn unfinished_files_are_left_alone() {
    let scene = Scene::new();
    for name in [".hidden.eml", "a.eml.tmp", "b.PART", "empty.eml"] {
        scene.put(name, if name == "empty.eml" { String::new() } else { bounce("unfinished@example.com") });
    }
    let growing = scene.path().join("growing.eml");
    let mail = bounce("grown@example.com");
    let mut file = fs::File::create(&growing).unwrap();
    let settings = WatchSettings { quiet_for: Duration::from_millis(400), ..often() };
    let watch = scene.watch(settings);
    for piece in mail.as_bytes().chunks(mail.len().div_ceil(8)) {
        file.write_all(piece).unwrap();
        assert!(growing.exists());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(file);
    scene.until_done("done", 1).await;
    watch.stop().await;
    assert_eq!(scene.names("."), [".hidden.eml", "a.eml.tmp", "b.PART", "empty.eml"]);
    assert_eq!(scene.sink.recipients().into_iter().collect::<Vec<_>>(), [("grown@example.com".to_owned(), 1)]);
}

#[tokio::test]
async fn a_container_stays_until_everything_in_it_is_stored() {
    let scene = Scene::new();
    scene.sink.hold();
    let mailbox: String = (0..20)
        .map(|number| {
            format!("From x@example.com Sat Nov 28 10:00:00 2026\n{}\n", bounce(&format!("box{number}@example.com")).replace('\r', ""))
        })
        .collect();
    scene.put("box.mbox", mailbox);
    let watch = scene.watch(often());
    until(|| scene.sink.attempts() == 1 && scene.flow.health().items == 20).await;
    scene.sink.set_away(true);
    scene.sink.let_go_on();
    until(|| scene.sink.attempts() > 3).await;
    assert_eq!((scene.names("."), scene.names("done").len()), (vec!["box.mbox".to_owned()], 0));
    scene.sink.set_away(false);
    scene.until_done("done", 1).await;
    assert_eq!(scene.sink.recipients().len(), 20);
    watch.stop().await;
}

#[tokio::test]
async fn a_file_that_was_stored_but_not_moved_is_moved_and_not_stored_again() {
    let scene = Scene::new();
    // What a program had done that died before the move.
    scene.flow.submit(Item::of_bytes("directory:elsewhere", bounce("bob@example.com").into_bytes())).await.unwrap();
    scene.put("bob.eml", bounce("bob@example.com"));
    scene.put("copy.eml", bounce("bob@example.com").replace('\r', ""));
    let watch = scene.watch(often());
    scene.until_done("done", 2).await;
    watch.stop().await;
    assert_eq!(scene.sink.recipients().into_iter().collect::<Vec<_>>(), [("bob@example.com".to_owned(), 1)]);
}

#[tokio::test]
async fn a_program_that_ends_in_the_middle_leaves_what_is_not_stored() {
    let scene = Scene::new();
    scene.sink.set_away(true);
    (0..10).for_each(|number| scene.put(&format!("{number}.eml"), bounce(&format!("user{number}@example.com"))));
    let watch = scene.watch(often());
    until(|| scene.flow.health().items == 10).await;
    watch.stop().await;
    assert!(scene.flow.clone().stop().await);
    assert_eq!((scene.names(".").len(), scene.sink.records().len()), (10, 0));

    scene.sink.set_away(false);
    let again = flow(&scene.sink, quick());
    let watch = Watch::start(again.clone(), &Watched::Directory(scene.place.path().to_owned()), often()).unwrap();
    until(|| fs::read_dir(scene.place.path().join("done")).unwrap().count() == 10).await;
    watch.stop().await;
    assert_eq!(scene.sink.recipients().len(), 10);
}

#[tokio::test]
async fn stopping_does_not_wait_for_room() {
    let sink = Memory::default();
    sink.hold();
    let scene = Scene { place: tempfile::tempdir().unwrap(), flow: flow(&sink, FlowSettings { items: 3, ..quick() }), sink };
    (0..10).for_each(|number| scene.put(&format!("{number}.eml"), bounce(&format!("user{number}@example.com"))));
    let watch = scene.watch(often());
    until(|| scene.flow.health().items == 3).await;
    watch.stop().await;
    assert_eq!((scene.flow.health().items, scene.names("done").len()), (3, 0));
    scene.sink.let_go_on();
    scene.until_done("done", 3).await;
    assert_eq!(scene.names(".").len(), 7);
}

#[tokio::test]
async fn the_number_of_files_under_way_is_bounded() {
    let scene = Scene::new();
    scene.sink.hold();
    (0..20).for_each(|number| scene.put(&format!("{number}.eml"), bounce(&format!("user{number}@example.com"))));
    let watch = scene.watch(WatchSettings { files: 4, ..often() });
    until(|| scene.flow.health().items == 4).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(scene.flow.health().items, 4);
    scene.sink.let_go_on();
    scene.until_done("done", 20).await;
    watch.stop().await;
}

#[tokio::test]
async fn a_name_that_is_taken_is_not_written_over() {
    let scene = Scene::new();
    let watch = scene.watch(often());
    for count in 1..=3 {
        scene.put("bounce.eml", bounce(&format!("user{count}@example.com")));
        scene.until_done("done", count).await;
    }
    watch.stop().await;
    assert_eq!(scene.names("done"), ["bounce-2.eml", "bounce-3.eml", "bounce.eml"]);
    assert_eq!(scene.sink.recipients().len(), 3);
}

#[tokio::test]
async fn what_takes_the_place_of_a_file_under_way_is_read_too() {
    let scene = Scene::new();
    scene.sink.hold();
    scene.put("bounce.eml", bounce("first@example.com"));
    let watch = scene.watch(often());
    until(|| scene.flow.health().items == 1).await;
    scene.put("other.part", bounce("second@example.com"));
    fs::rename(scene.path().join("other.part"), scene.path().join("bounce.eml")).unwrap();
    scene.sink.let_go_on();
    scene.until_done("done", 1).await;
    watch.stop().await;
    assert_eq!(scene.sink.recipients().into_keys().collect::<Vec<_>>(), ["first@example.com", "second@example.com"]);
}

#[tokio::test]
async fn files_that_vanish_disturb_nobody() {
    let scene = Scene::new();
    scene.sink.hold();
    scene.put("a.eml", bounce("vanished@example.com"));
    let watch = scene.watch(often());
    until(|| scene.flow.health().items == 1).await;
    fs::remove_file(scene.path().join("a.eml")).unwrap();
    scene.sink.let_go_on();
    until(|| scene.flow.health().items == 0).await;
    scene.put("b.eml", bounce("stayed@example.com"));
    scene.until_done("done", 1).await;
    watch.stop().await;
    assert_eq!((scene.names("done"), scene.sink.recipients().len()), (vec!["b.eml".to_owned()], 2));
}

#[cfg(unix)]
#[tokio::test]
async fn hostile_names_links_and_pipes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let scene = Scene::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.eml"), bounce("secret@example.com")).unwrap();
    let watch = scene.watch(often());
    std::os::unix::fs::symlink(elsewhere.path().join("secret.eml"), scene.path().join("link.eml")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), scene.path().join("linked")).unwrap();
    std::os::unix::net::UnixListener::bind(scene.path().join("socket.eml")).unwrap();
    fs::create_dir(scene.path().join("folder.eml")).unwrap();
    let long = "x".repeat(255);
    let names: [&[u8]; 5] = [b"two\nlines.eml", b"not \xff\xfe utf-8.eml", b"-rf *.eml", "退信 .eml".as_bytes(), long.as_bytes()];
    for round in 0..2 {
        for (number, name) in names.iter().enumerate() {
            fs::write(scene.path().join(OsStr::from_bytes(name)), bounce(&format!("user{round}{number}@example.com"))).unwrap();
        }
        scene.until_done("done", names.len() * (round + 1)).await;
    }
    watch.stop().await;
    assert_eq!(scene.names("."), ["link.eml", "linked", "socket.eml"]);
    assert!(scene.sink.recipients().keys().all(|recipient| recipient.starts_with("user")));
    assert_eq!(scene.sink.recipients().len(), names.len() * 2);
    assert!(elsewhere.path().join("secret.eml").exists());
}

#[tokio::test]
async fn what_is_no_directory_or_no_maildir_is_refused() {
    let scene = Scene::new();
    scene.put("file", "");
    let start = |watched: Watched| Watch::start(scene.flow.clone(), &watched, often()).map(drop).map_err(|error| error.to_string());
    for (watched, reason) in [
        (Watched::Directory(scene.path().join("none")), "none: No such file"),
        (Watched::Directory(scene.path().join("file")), "file: not a directory"),
        (Watched::Maildir(scene.path().to_owned()), "new: No such file"),
    ] {
        let error = start(watched).unwrap_err();
        assert!(error.contains(reason), "{error}");
    }
}

#[tokio::test]
async fn more_files_than_are_remembered_are_taken_all_the_same() {
    let scene = Scene::new();
    (0..4500).for_each(|number| scene.put(&format!("{number}.txt"), format!("550 5.1.1 <user{number}@example.com>: User unknown")));
    let watch = scene.watch(often());
    until(|| scene.sink.count() == 4500).await;
    scene.until_done("done", 4500).await;
    watch.stop().await;
}
