//! What is handed over is kept once and wholly, whoever hands it over and however often.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use support::{Place, made};
use tuixin_store::{Recorded, StoreError};

on_both! {
    a_second_sight_changes_nothing
    a_batch_may_hold_an_item_twice
    opening_again_finds_what_was_kept
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
