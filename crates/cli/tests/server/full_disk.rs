//! The disk of the database is full: a clear word, nothing by halves, and on it goes when there is room again.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::client::{get, post};
use crate::mails::{bounce, into_directory, into_maildir};
use crate::place::Place;
use crate::program::{Server, serve, until};
use crate::stored::{assert_once, files};

/// A small disk, which only root can make.
struct Disk(PathBuf);

impl Disk {
    fn of(folder: &Path) -> Option<Disk> {
        fs::create_dir_all(folder).unwrap();
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(folder).output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Disk(folder.to_owned()));
        }
        // Past the capture of test output, which would hide it.
        let _ = writeln!(std::io::stderr(), "LEFT OUT: a full disk: making a small one needs root");
        None
    }

    fn fill(&self) {
        let mut file = OpenOptions::new().create(true).append(true).open(self.0.join("ballast")).unwrap();
        while file.write_all(&[1; 4096]).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("ballast")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily, since the server may be about to end.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// How many mails are still where they came in.
fn waiting(place: &Place) -> usize {
    files(&place.maildir().join("new")) + files(&place.directory())
}

fn hand_over(server: &Server, recipient: &str) -> u16 {
    post(server.address, "/v1/deliveries", "message/rfc822", bounce(recipient).as_bytes()).unwrap().status
}

#[test]
fn what_comes_in_waits_until_there_is_room() {
    let place = Place::sqlite();
    let Some(disk) = Disk::of(&place.data) else { return };
    let server = Server::start(&place);
    let recipients: Vec<String> = (0..900).map(|number| format!("user{number}@example.com")).collect();
    let (first, second) = recipients.split_at(450);

    fill_and_feed(&place, &disk, &server, first);
    disk.make_room();
    until("the server goes on by itself", || waiting(&place) == 0);
    assert_eq!(get(server.address, "/readyz").unwrap().status, 200);
    assert_eq!(hand_over(&server, &first[0]), 200);
    assert_once(&place, server.address, first);

    // One that is ended meanwhile leaves the files to the next.
    let waited = fill_and_feed(&place, &disk, &server, second);
    assert_eq!(server.end(), 0);
    assert_eq!(waiting(&place), waited);
    disk.make_room();
    let server = Server::start(&place);
    until("the next takes what was left", || waiting(&place) == 0);
    assert_once(&place, server.address, &recipients);
    assert_eq!(server.end(), 0);
}

#[test]
fn a_server_that_has_no_room_to_start_says_so() {
    let place = Place::sqlite();
    let Some(disk) = Disk::of(&place.data) else { return };
    let said = || Server::try_of(serve(&place)).err().expect("it started");
    let expected = (Some(1), "tuixin: the disk of the database is full\n".to_owned());
    disk.fill();
    assert_eq!(said(), expected, "without a database");
    disk.make_room();
    // A copy has nothing beside it. What a server leaves beside its database may be all that the next one needs.
    let database = place.data.join("tuixin.db");
    fs::remove_file(&database).unwrap();
    Place::sqlite().well(&["store", "backup", database.to_str().unwrap()], "");
    disk.fill();
    assert_eq!(said(), expected, "with one");
    disk.make_room();
    assert_eq!(Server::start(&place).end(), 0);
}

/// Fills the disk, brings mails until the server waits, and gives how many wait with it.
fn fill_and_feed(place: &Place, disk: &Disk, server: &Server, recipients: &[String]) -> usize {
    disk.fill();
    let (to_directory, to_maildir) = recipients.split_at(50);
    to_directory.iter().for_each(|recipient| into_directory(&place.directory(), recipient));
    to_maildir.iter().for_each(|recipient| into_maildir(&place.maildir(), recipient));
    let ready = || get(server.address, "/readyz").unwrap();
    until("the server tells that it waits", || ready().body.contains("takes nothing since"));
    assert_eq!(ready().status, 503);
    assert!(ready().body.contains("its disk is full"), "{}", ready().body);
    // What it writes is read by a thread, which may come later than the answer over HTTP.
    until("its log says why", || server.told().contains("the disk of the database is full"));
    assert_eq!(hand_over(server, &recipients[0]), 503);
    let waiting = waiting(place);
    assert!(waiting > 0);
    waiting
}
