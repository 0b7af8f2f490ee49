//! What is kept about people: hidden where asked for, handed out, forgotten, and let go in time.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::time::Duration;

use jiff::SignedDuration;
use support::{Place, made};
use tuixin_store::suppression::SuppressionFilter;
use tuixin_store::{
    AddressKey, Delivery, DeliveryFilter, DeliveryId, Dimension, ItemId, Location, Record, Recorded, Retention, Settings, Store, StoreError,
};

on_both! {
    with_a_key_no_address_is_kept
    another_key_is_refused
    an_export_holds_everything_about_an_address
    an_erased_address_is_nowhere
    both_spellings_of_a_domain_are_one_address
    what_is_older_than_meant_goes
}

fn keyed() -> Settings {
    Settings { address_key: Some(AddressKey::new(b"a key for tests only").unwrap()), ..Settings::default() }
}

/// One mail to Alice and Bob that came back, a mail of Alice's that came back, and a mail about Alice that nobody could read.
fn about_alice() -> Vec<Record> {
    let mut both = made::record(1);
    let to = |place: u8, recipient: &str| Delivery {
        id: DeliveryId(made::id(1, place)),
        recipient: Some(recipient.to_owned()),
        recipient_domain: Some("example.com".to_owned()),
        reply: Some(format!("550 5.1.1 <{recipient}>: no such user")),
        document: r#"{"to":["Alice@example.com","bob@example.com"]}"#.to_owned(),
        ..both.deliveries[0].clone()
    };
    both.deliveries = vec![to(1, "Alice@Example.com"), to(2, "bob@example.com")];
    let mut hers = made::record(2);
    hers.deliveries[0].sender = Some("alice@example.com".to_owned());
    hers.deliveries[0].document = r#"{"from":"alice@example.com"}"#.to_owned();
    vec![both, hers, made::record(3), made::unread(4, b"To: <ALICE@example.com>\r\n\r\n\xff"), made::unread(5, b"To: bob@example.com\r\n")]
}

async fn all(store: &Store) -> Vec<Delivery> {
    store.deliveries(&DeliveryFilter::default(), None, 500).await.unwrap().items
}

async fn another_key_is_refused(place: Place) {
    let other = || Settings { address_key: Some(AddressKey::new(b"another key for tests").unwrap()), ..Settings::default() };
    let refused = |is_hashed| Err(StoreError::OtherKey { is_hashed });
    drop(place.open().await);
    drop(place.open_with(other()).await);
    let store = place.open_with(keyed()).await;
    store.record(about_alice()).await.unwrap();
    drop(store);
    drop(place.open_with(keyed()).await);
    for wrong in [other(), Settings::default()] {
        assert_eq!(Store::open(&place.location, wrong).await.map(drop), refused(true), "nobody on the lists would be found");
    }
}

async fn with_a_key_no_address_is_kept(place: Place) {
    let store = place.open_with(keyed()).await;
    store.record(about_alice()).await.unwrap();
    for delivery in all(&store).await {
        let kept = format!("{delivery:?}");
        assert!(!kept.contains('@'), "{kept}");
    }
    let history = store.history("ALICE@example.com", None, 10).await.unwrap();
    assert_eq!(history.items.len(), 1);
    assert_eq!(history.items[0].recipient_domain.as_deref(), Some("example.com"));
    assert_eq!(store.recipients("alice", 10).await, Ok(Vec::new()));
    assert_eq!(store.recipients("alice@example.com", 10).await, Ok(vec![keyed().kept_address("alice@example.com")]));
    let erased = store.erase("alice@example.com", false).await.unwrap();
    assert_eq!((erased.deliveries, erased.struck_out), (1, 2));
}

async fn an_export_holds_everything_about_an_address(place: Place) {
    let store = place.open().await;
    store.record(about_alice()).await.unwrap();
    let mut out = Vec::new();
    assert_eq!(store.export("Alice@example.com", &mut out).await, Ok(3));
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.iter().map(|line| line["table"].as_str().unwrap()).collect::<Vec<_>>(), ["delivery", "delivery", "quarantine"]);
    assert_eq!(lines[0]["recipient"], "alice@example.com");
    assert_eq!(lines[0]["document"]["to"][1], "bob@example.com");
    assert_eq!(lines[1]["sender"], "alice@example.com");
    assert!(lines[2]["content"].as_str().unwrap().starts_with("To: <ALICE@example.com>"));
    assert_eq!(store.export("nobody@example.com", &mut Vec::new()).await, Ok(0));
    assert_eq!(store.export(" ", &mut Vec::new()).await, Ok(0));
}

async fn an_erased_address_is_nowhere(place: Place) {
    let store = place.open().await;
    store.record(about_alice()).await.unwrap();
    let erased = store.erase("Alice@example.com", false).await.unwrap();
    assert_eq!((erased.deliveries, erased.struck_out, erased.quarantined), (1, 2, 1));
    let left = all(&store).await;
    assert_eq!(left.len(), 3);
    assert!(!format!("{left:?}").to_lowercase().contains("alice"));
    assert_eq!(store.history("bob@example.com", None, 10).await.unwrap().items[0].document, r#"{"to":["[erased]","bob@example.com"]}"#);
    assert_eq!(store.export("alice@example.com", &mut Vec::new()).await, Ok(0));
    assert_eq!(store.quarantine(None, 10).await.unwrap().items.len(), 1);
    let again = store.erase("alice@example.com", true).await.unwrap();
    assert_eq!((again.deliveries, again.struck_out, again.quarantined), (0, 0, 0));
    assert_eq!(store.erase("", false).await.unwrap().deliveries, 0);
}

async fn both_spellings_of_a_domain_are_one_address(place: Place) {
    const LETTERS: &str = "用户@例子.中国";
    const LABELS: &str = "用户@XN--FSQU00A.xn--fiqs8s";
    let store = place.open().await;
    let told = |number: u64, address: &str| {
        let mut record = made::record(number);
        let delivery = &mut record.deliveries[0];
        (delivery.recipient, delivery.recipient_domain) =
            (Some(address.to_owned()), address.split_once('@').map(|(_, domain)| domain.to_owned()));
        delivery.reply = Some(format!("550 5.1.1 <{address}>: no such user"));
        (delivery.party, delivery.suppress) = (Some("recipient".to_owned()), Some("now".to_owned()));
        record
    };
    let now = made::at(100);
    store.record(vec![told(1, LETTERS), told(3, LABELS)]).await.unwrap();
    assert_eq!(store.suppressions(SuppressionFilter::default(), now, 10).await.unwrap().len(), 1);
    assert_eq!(store.recipients("用户@例", 10).await.unwrap().len(), 1);
    for address in [LETTERS, LABELS] {
        assert_eq!(store.history(address, None, 10).await.unwrap().items.len(), 2, "{address}");
        assert_eq!(store.suppressed_among("default", &[address.to_owned()], now).await.unwrap().len(), 1, "{address}");
        let (_, domain) = address.split_once('@').unwrap();
        let filter = DeliveryFilter { domain: Some(domain.to_owned()), ..DeliveryFilter::default() };
        assert_eq!(store.deliveries(&filter, None, 10).await.unwrap().items.len(), 2, "{address}");
        assert_eq!(store.export(address, &mut Vec::new()).await, Ok(4), "{address}");
    }
    assert!(store.release("default", LABELS, None, None, now).await.unwrap());
    assert_eq!(store.erase(LETTERS, false).await.unwrap().deliveries, 2);
    assert_eq!(store.export(LABELS, &mut Vec::new()).await, Ok(0));
}

async fn what_is_older_than_meant_goes(place: Place) {
    let hours = |hours: u64| Some(Duration::from_hours(hours));
    let retention =
        Retention { deliveries: hours(2), items: hours(1), rollups: None, quarantine: hours(1), history: None, idempotency: None };
    let store = place.open_with(Settings { retention, ..Settings::default() }).await;
    let records: Vec<Record> = (0..7200).map(made::record).collect();
    for batch in records.chunks(600) {
        store.record(batch.to_vec()).await.unwrap();
    }
    store.record(vec![made::unread(8000, b"?"), made::unread(9900, b"?")]).await.unwrap();
    let now = made::at(12_600);
    let pruned = store.prune(now).await.unwrap();
    // An item lives as long as its delivery, although it was meant to go sooner.
    assert_eq!((pruned.deliveries, pruned.items, pruned.quarantined, pruned.rollups), (5400, 5400, 1, 0));
    let bound = now - SignedDuration::from_hours(2);
    let until = |to| DeliveryFilter { to: Some(to), ..DeliveryFilter::default() };
    assert_eq!(store.deliveries(&until(bound), None, 10).await.unwrap().items, []);
    assert_eq!(store.deliveries(&until(bound + SignedDuration::from_secs(3)), None, 10).await.unwrap().items.len(), 3);
    assert_eq!(store.prune(now).await.unwrap().deliveries, 0);
    assert_eq!(store.record(vec![made::record(5400)]).await, Ok(vec![Recorded::Seen]));
    let counts = store.top(Dimension::Provider, made::at(0), now, 10).await.unwrap();
    assert_eq!(counts.iter().map(|(_, count)| count).sum::<u64>(), 7200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_a_database() {
    let place = Place::sqlite();
    let store = place.open().await;
    store.record((0..100).map(made::record).collect()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    store.record(vec![made::record(100)]).await.unwrap();
    assert!(store.backup(&copy).await.is_err());
    let copied = Store::open(&Location::Sqlite(copy), Settings::default()).await.unwrap();
    assert_eq!(all(&copied).await.len(), 100);
    assert_eq!(copied.record(vec![made::record(5)]).await, Ok(vec![Recorded::Seen]));
}

#[tokio::test]
async fn postgresql_is_backed_up_by_its_own_program() {
    let Some(place) = Place::postgres().await else { return };
    let error = place.open().await.backup(std::path::Path::new("copy.db")).await.unwrap_err();
    assert!(error.to_string().contains("pg_dump"), "{error}");
    assert_eq!(place.open().await.quarantined(ItemId([0; 16])).await, Ok(None));
}
