//! What is handed over is kept once and wholly, whoever hands it over and however often.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use support::{Place, made};
use tuixin_store::{DeliveryFilter, Location, Recorded, Settings, Store, StoreError};

on_both! {
    a_second_sight_changes_nothing
    a_batch_may_hold_an_item_twice
    opening_again_finds_what_was_kept
    many_at_once_store_each_once
    a_batch_that_is_refused_leaves_nothing
    a_newer_schema_is_left_alone
}

fn is_new(recorded: &Recorded) -> bool {
    matches!(recorded, Recorded::New { .. })
}

async fn a_second_sight_changes_nothing(place: Place) {
    let store = place.open().await;
    store.ping().await.unwrap();
    let batch: Vec<_> = (0..100).map(made::record).collect();
    let first = store.record(batch.clone()).await.unwrap();
    assert!(first.iter().all(is_new));
    let second = store.record(batch).await.unwrap();
    assert!(second.iter().all(|recorded| *recorded == Recorded::Seen));
}

async fn a_batch_may_hold_an_item_twice(place: Place) {
    let store = place.open().await;
    let answers = store.record(vec![made::record(1), made::record(2), made::record(1)]).await.unwrap();
    assert_eq!(answers.iter().map(is_new).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(store.record(Vec::new()).await, Ok(Vec::new()));
}

async fn opening_again_finds_what_was_kept(place: Place) {
    let first = place.open().await;
    first.record(vec![made::record(1)]).await.unwrap();
    let second = place.open().await;
    assert_eq!(second.record(vec![made::record(1)]).await, Ok(vec![Recorded::Seen]));
    drop(first);
    assert_eq!(second.ping().await, Ok::<(), StoreError>(()));
}

/// Eight tasks hand over the same items, each in another order and in other batches, with two stores on the same database.
async fn many_at_once_store_each_once(place: Place) {
    const ITEMS: u64 = 400;
    let stores = [place.open().await, place.open().await];
    let task = |number: u64| {
        let store = stores[(number % 2) as usize].clone();
        tokio::spawn(async move {
            let mut new = 0;
            let order: Vec<u64> = (0..ITEMS).map(|index| (index * (2 * number + 1) + number * 50) % ITEMS).collect();
            for batch in order.chunks(7 + number as usize) {
                let answers = store.record(batch.iter().map(|number| made::record(*number)).collect()).await.unwrap();
                new += answers.iter().filter(|recorded| is_new(recorded)).count() as u64;
            }
            new
        })
    };
    let tasks: Vec<_> = (0..8).map(task).collect();
    let mut new = 0;
    for task in tasks {
        new += task.await.unwrap();
    }
    assert_eq!(new, ITEMS);
    assert_eq!(stored(&stores[0]).await, ITEMS);
    let counted = stores[1].top(tuixin_store::Dimension::SendingIp, made::at(0), made::at(ITEMS), 500).await.unwrap();
    assert_eq!(counted.iter().map(|(_, count)| count).sum::<u64>(), ITEMS);
}

async fn stored(store: &Store) -> u64 {
    store.deliveries(&DeliveryFilter::default(), None, 500).await.unwrap().items.len() as u64
}

/// The last table that a batch writes to is gone, so that the batch fails when all the rest of it is done.
async fn a_batch_that_is_refused_leaves_nothing(place: Place) {
    let store = place.open().await;
    place.run("ALTER TABLE quarantine RENAME TO elsewhere").await;
    let batch = vec![made::record(1), made::unread(2, b"?"), made::record(3)];
    let error = store.record(batch.clone()).await.unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)) && !error.is_passing(), "{error}");
    assert_eq!(stored(&store).await, 0);
    place.run("ALTER TABLE elsewhere RENAME TO quarantine").await;
    assert!(store.record(batch).await.unwrap().iter().all(is_new));
}

async fn a_newer_schema_is_left_alone(place: Place) {
    drop(place.open().await);
    place.run("INSERT INTO schema_version (version, at) VALUES (99, 0)").await;
    let error = Store::open(&place.location, Settings::default()).await.unwrap_err();
    assert!(matches!(error, StoreError::TooNew { found: 99, .. }), "{error}");
}

#[tokio::test]
async fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    std::fs::write(&file, "Dear colleague, this is no database, but it is long enough to be taken for one.".repeat(20)).unwrap();
    let error = Store::open(&Location::Sqlite(file.clone()), Settings::default()).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");
    assert!(std::fs::read(&file).unwrap().starts_with(b"Dear colleague"));
    let nobody: Location = "postgres://tuixin:s3cret@127.0.0.1:1/tuixin".parse().unwrap();
    let error = Store::open(&nobody, Settings::default()).await.unwrap_err();
    assert!(matches!(error, StoreError::Unreachable(_)) && error.is_passing(), "{error}");
    assert!(!error.to_string().contains("s3cret"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::sqlite();
    let store = place.open().await;
    store.record(vec![made::record(1)]).await.unwrap();
    let Location::Sqlite(path) = &place.location else { return };
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{entry:?}");
    }
}
