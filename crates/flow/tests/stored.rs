//! The flow with the real store behind it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::sync::Arc;

use support::{Told, bounce, quick, reply};
use tuixin::Options;
use tuixin::knowledge::Knowledge;
use tuixin_flow::{Flow, Item};
use tuixin_store::{DeliveryFilter, Location, Settings, Store};

async fn store(place: &tempfile::TempDir) -> Store {
    Store::open(&Location::Sqlite(place.path().join("tuixin.db")), Settings::default()).await.unwrap()
}

fn flow(store: &Store) -> Flow {
    Flow::start(Arc::new(Knowledge::embedded()), Options::default(), store.clone(), quick()).unwrap()
}

#[tokio::test]
async fn what_comes_in_is_found_in_the_store() {
    let place = tempfile::tempdir().unwrap();
    let store = store(&place).await;
    let flow = flow(&store);
    let submitted = flow.submit(Item::of_bytes("http", bounce("bob@example.com").into_bytes())).await.unwrap();
    let kept = store.delivery(submitted.deliveries[0].id).await.unwrap().unwrap();
    let document: serde_json::Value = serde_json::from_str(&kept.document).unwrap();
    assert_eq!((kept.recipient.as_deref(), kept.cause.as_deref()), (Some("bob@example.com"), Some("user-unknown")));
    assert_eq!(document["deliveries"][0]["diagnosis"]["cause"], "user-unknown");

    let unread = flow.submit(Item::of_bytes("http", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec())).await.unwrap();
    assert_eq!(store.quarantined(unread.item).await.unwrap().as_deref(), Some(&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..]));
    assert!(flow.stop().await);
}

#[tokio::test]
async fn the_same_items_from_many_sides_are_stored_once() {
    let place = tempfile::tempdir().unwrap();
    let store = store(&place).await;
    let (flow, told) = (flow(&store), Told::default());
    for _ in 0..8 {
        for number in 0..100 {
            flow.enter(Item { receipt: told.receipt(), ..reply(&format!("user{number}@example.com")) }).await.unwrap();
        }
    }
    assert!(flow.stop().await);
    assert_eq!(told.counts(), [800, 0, 0]);
    let kept = store.deliveries(&DeliveryFilter::default(), None, 500).await.unwrap();
    assert_eq!(kept.items.len(), 100);
}
