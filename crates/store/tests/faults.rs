//! Programs that die, servers that go away, disks that are full: what was acknowledged is there, and nothing by halves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::str::FromStr as _;

use secrecy::ExposeSecret as _;
use support::{Place, made};
use tuixin_store::{Cursor, DeliveryFilter, Location, Recorded, Settings, Store};

on_both! {
    a_killed_program_leaves_whole_batches
}

/// What a batch holds.
const BATCH: u64 = 40;

/// Tells a process that it is the one to be killed, and where its database is.
const VICTIM: &str = "TUIXIN_STORE_VICTIM";

/// Not a test by itself: what the killed process does, which is to record and to tell which batch was acknowledged.
#[tokio::test]
async fn victim() {
    let Ok(location) = std::env::var(VICTIM) else { return };
    let store = Store::open(&Location::from_str(&location).unwrap(), Settings::default()).await.unwrap();
    for batch in 0.. {
        store.record((batch * BATCH..(batch + 1) * BATCH).map(made::record).collect()).await.unwrap();
        // Past the capture of test output.
        writeln!(std::io::stdout(), "\nacknowledged {batch}").unwrap();
    }
}

async fn a_killed_program_leaves_whole_batches(place: Place) {
    let location = match &place.location {
        Location::Sqlite(path) => path.display().to_string(),
        Location::Postgres(url) => url.expose_secret().to_owned(),
    };
    let mut acknowledged = 0;
    for round in 1..=5 {
        acknowledged = acknowledged.max(kill_after(&location, round * 4));
    }
    let store = place.open().await;
    let stored = per_batch(&store).await;
    assert!(stored.values().all(|count| *count == BATCH), "{stored:?}");
    assert!((0..=acknowledged).all(|batch| stored.contains_key(&batch)), "{acknowledged} {stored:?}");
}

/// Starts a victim and kills it when it has acknowledged so many batches; gives the last batch that it acknowledged.
fn kill_after(location: &str, batches: u64) -> u64 {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "victim", "--nocapture"]).env(VICTIM, location).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut numbers = lines.filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<u64>().ok());
    let mut last = numbers.by_ref().take(usize::try_from(batches).unwrap()).last().unwrap();
    child.kill().unwrap();
    // What it said before it died was promised too.
    last = numbers.last().unwrap_or(last);
    child.wait().unwrap();
    last
}

async fn per_batch(store: &Store) -> HashMap<u64, u64> {
    let mut stored = HashMap::new();
    let mut cursor: Option<Cursor> = None;
    loop {
        let page = store.deliveries(&DeliveryFilter::default(), cursor.as_ref(), 500).await.unwrap();
        for delivery in page.items {
            let number = u64::try_from(delivery.occurred_at.as_second() - made::BEGINNING).unwrap();
            *stored.entry(number / BATCH).or_insert(0) += 1;
        }
        cursor = page.next;
        if cursor.is_none() {
            return stored;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_is_a_passing_error_and_the_next_one_works() {
    let Some(place) = Place::postgres().await else { return };
    let store = place.open().await;
    store.record(vec![made::record(0)]).await.unwrap();
    place
        .run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        .await;
    let mut answer = store.record(vec![made::record(1)]).await;
    for _ in 0..10 {
        match answer {
            Ok(_) => break,
            Err(error) => assert!(error.is_passing(), "{error}"),
        }
        answer = store.record(vec![made::record(1)]).await;
    }
    assert!(matches!(answer.unwrap()[0], Recorded::New { .. }));
}
