//! A program that is killed in the middle, again and again, while it stores a Maildir: every mail is stored exactly once.
//!
//! The child is this test binary itself, started with a directory in its environment.
//! It is killed as soon as it has moved some mails, each time a different number, so it dies at another place of its work.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use support::{bounce, quick, until};
use tuixin::Options;
use tuixin::knowledge::Knowledge;
use tuixin_flow::{Flow, Watch, WatchSettings, Watched};
use tuixin_store::{DeliveryFilter, Dimension, Location, Settings, Store};

const PLACE: &str = "TUIXIN_TEST_PLACE";
const KILLS: usize = 20;
/// How many mails come in between two kills.
const MAILS: usize = 150;

async fn open(place: &Path) -> Store {
    Store::open(&Location::Sqlite(place.join("tuixin.db")), Settings::default()).await.unwrap()
}

async fn start(place: &Path) -> (Flow, Watch) {
    let flow = Flow::start(Arc::new(Knowledge::embedded()), Options::default(), open(place).await, quick()).unwrap();
    let watch = Watch::start(flow.clone(), &Watched::Maildir(place.to_owned()), WatchSettings::default()).unwrap();
    (flow, watch)
}

/// What the child does: it never ends by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Some(place) = std::env::var_os(PLACE) else { return };
    let _running = start(Path::new(&place)).await;
    tokio::time::sleep(Duration::from_secs(600)).await;
}

fn run_child(place: &Path) -> Child {
    let program = std::env::current_exe().unwrap();
    Command::new(program).args(["child", "--exact"]).env(PLACE, place).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn count(directory: &Path) -> usize {
    fs::read_dir(directory).map_or(0, Iterator::count)
}

fn deliver(place: &Path, number: usize) {
    let tmp = place.join(format!("tmp/{number}.M1.host"));
    fs::write(&tmp, bounce(&format!("user{number}@example.com"))).unwrap();
    fs::rename(tmp, place.join(format!("new/{number}.M1.host"))).unwrap();
}

#[test]
fn every_mail_is_stored_exactly_once() {
    let scene = tempfile::tempdir().unwrap();
    let place = scene.path();
    ["new", "cur", "tmp"].iter().for_each(|name| fs::create_dir(place.join(name)).unwrap());
    let done = place.join(".Done/cur");
    for round in 0..KILLS {
        (0..MAILS).for_each(|number| deliver(place, round * MAILS + number));
        let before = count(&done);
        let mut child = run_child(place);
        while count(&done) <= before + round * 7 {
            assert!(child.try_wait().unwrap().is_none(), "the child ended by itself");
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let (flow, watch) = start(place).await;
        until(|| count(&place.join("new")) == 0 && flow.health().items == 0).await;
        watch.stop().await;
        assert!(flow.stop().await);
        assert_stored_once(&open(place).await, KILLS * MAILS).await;
    });
    assert_eq!(fs::read_dir(&done).unwrap().filter(|entry| entry.as_ref().unwrap().metadata().unwrap().len() > 0).count(), KILLS * MAILS);
    assert_eq!(count(&place.join(".Unknown/cur")), 0);
}

async fn assert_stored_once(store: &Store, mails: usize) {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    let mut cursor = None;
    loop {
        let page = store.deliveries(&DeliveryFilter::default(), cursor.as_ref(), 500).await.unwrap();
        for delivery in page.items {
            *counted.entry(delivery.recipient.unwrap()).or_default() += 1;
        }
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!((counted.len(), counted.values().sum::<usize>()), (mails, mails));
    let (from, to) = ("2026-11-01T00:00:00Z".parse().unwrap(), Timestamp::now().max("2026-12-01T00:00:00Z".parse().unwrap()));
    let causes = store.top(Dimension::Cause, from, to, 10).await.unwrap();
    assert_eq!(causes, [("user-unknown".to_owned(), mails as u64)]);
}
