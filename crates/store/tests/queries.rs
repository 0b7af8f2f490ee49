//! What was kept is found again: by page, by what it has in common, and in counts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::time::Duration;

use support::{Place, made};
use tuixin_store::{Cursor, Delivery, DeliveryFilter, DeliveryId, Dimension, IncidentId, ItemId, Recorded, Store};

on_both! {
    a_delivery_comes_back_as_it_went_in
    pages_together_are_the_whole_list
    conditions_find_what_they_say
    a_question_that_finds_little_ends
    recipients_are_found_by_their_beginning
    counts_are_those_of_the_deliveries
    the_quarantine_gives_back_the_very_bytes
    hostile_texts_are_only_texts
}

async fn fill(store: &Store, numbers: std::ops::Range<u64>) {
    let records: Vec<_> = numbers.map(made::record).collect();
    for batch in records.chunks(500) {
        let answers = store.record(batch.to_vec()).await.unwrap();
        assert!(answers.iter().all(|recorded| *recorded != Recorded::Seen));
    }
}

async fn all(store: &Store, filter: &DeliveryFilter, limit: usize) -> Vec<Delivery> {
    let mut found = Vec::new();
    let mut cursor: Option<Cursor> = None;
    loop {
        let page = store.deliveries(filter, cursor.as_ref(), limit).await.unwrap();
        assert!(page.items.len() <= limit);
        found.extend(page.items);
        // As a program would that gets the cursor in an address.
        cursor = page.next.map(|next| next.to_string().parse().unwrap());
        if cursor.is_none() {
            return found;
        }
    }
}

async fn a_delivery_comes_back_as_it_went_in(place: Place) {
    let store = place.open().await;
    let whole = made::record(7);
    let mut bare = made::record(8);
    bare.deliveries = vec![Delivery { id: DeliveryId(made::id(8, 1)), is_demo: true, document: "{}".to_owned(), ..Delivery::default() }];
    store.record(vec![whole.clone(), bare.clone()]).await.unwrap();
    for record in [whole, bare] {
        let delivery = &record.deliveries[0];
        assert_eq!(store.delivery(delivery.id).await.unwrap().as_ref(), Some(delivery));
    }
    assert_eq!(store.delivery(DeliveryId([9; 16])).await, Ok(None));
}

async fn pages_together_are_the_whole_list(place: Place) {
    let store = place.open().await;
    fill(&store, 0..1000).await;
    // Many of the same moment, so that the order rests on the ids.
    let twins = (1000..1100).map(|number| {
        let mut record = made::record(number);
        record.deliveries[0].occurred_at = made::at(500);
        record
    });
    store.record(twins.collect()).await.unwrap();
    let found = all(&store, &DeliveryFilter::default(), 37).await;
    assert_eq!(found.len(), 1100);
    let places: Vec<_> = found.iter().map(|delivery| (delivery.occurred_at, delivery.id)).collect();
    assert!(places.windows(2).all(|pair| pair[1] < pair[0]));
}

type Matches = Box<dyn Fn(&Delivery) -> bool + Send>;

async fn conditions_find_what_they_say(place: Place) {
    let store = place.open().await;
    fill(&store, 0..800).await;
    let text = |text: &str| Some(text.to_owned());
    let none = DeliveryFilter::default;
    let cases: Vec<(DeliveryFilter, Matches)> = vec![
        (
            DeliveryFilter { recipient: text("User5@Mail5.Example.com"), ..none() },
            Box::new(|d| d.recipient.as_deref() == Some("user5@mail5.example.com")),
        ),
        (
            DeliveryFilter { domain: text("MAIL7.example.com"), ..none() },
            Box::new(|d| d.recipient_domain.as_deref() == Some("mail7.example.com")),
        ),
        (DeliveryFilter { sender: text("news@example.net"), ..none() }, Box::new(|_| true)),
        (DeliveryFilter { cause: text("ip-listed"), ..none() }, Box::new(|d| d.cause.as_deref() == Some("ip-listed"))),
        (DeliveryFilter { item: Some(ItemId(made::id(3, 0))), ..none() }, Box::new(|d| d.item == ItemId(made::id(3, 0)))),
        (
            DeliveryFilter { cause: text("ip-listed"), provider: text("qq"), sending_ip: text("192.0.2.2"), ..none() },
            Box::new(|d| {
                d.cause.as_deref() == Some("ip-listed")
                    && d.provider.as_deref() == Some("qq")
                    && d.sending_ip.as_deref() == Some("192.0.2.2")
            }),
        ),
        (DeliveryFilter { action: text("delayed"), party: text("nobody"), ..none() }, Box::new(|d| d.action == "delayed")),
        (
            DeliveryFilter { from: Some(made::at(100)), to: Some(made::at(200)), provider: text("gmail"), ..none() },
            Box::new(|d| (made::at(100)..made::at(200)).contains(&d.occurred_at) && d.provider.as_deref() == Some("gmail")),
        ),
        (DeliveryFilter { cause: text("nothing-of-that-name"), ..none() }, Box::new(|_| false)),
        (DeliveryFilter { item: Some(ItemId(made::id(3, 0))), incident: Some(IncidentId(made::id(3, 7))), ..none() }, Box::new(|_| false)),
    ];
    let everything = all(&store, &none(), 500).await;
    for (filter, matches) in cases {
        let expected: Vec<&Delivery> = everything.iter().filter(|delivery| matches(delivery)).collect();
        let found = all(&store, &filter, 11).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{filter:?}");
    }
    let history = store.history("USER5@mail5.example.com", None, 10).await.unwrap();
    assert_eq!(history.items.len(), 1);
}

/// More rows than one call looks at stand between what is asked for.
async fn a_question_that_finds_little_ends(place: Place) {
    let store = place.open().await;
    let records = (0..12_000).map(|number| {
        let mut record = made::record(number);
        record.deliveries[0].document = "{}".to_owned();
        record.deliveries[0].cause = Some("user-unknown".to_owned());
        record.deliveries[0].party = Some(if number == 10 { "provider" } else { "recipient" }.to_owned());
        record
    });
    let records: Vec<_> = records.collect();
    for batch in records.chunks(3000) {
        store.record(batch.to_vec()).await.unwrap();
    }
    let filter = DeliveryFilter { cause: Some("user-unknown".to_owned()), party: Some("provider".to_owned()), ..DeliveryFilter::default() };
    let page = store.deliveries(&filter, None, 10).await.unwrap();
    assert_eq!(page.items.len(), 0);
    assert!(page.next.is_some());
    assert_eq!(all(&store, &filter, 10).await.len(), 1);
}

async fn recipients_are_found_by_their_beginning(place: Place) {
    let store = place.open().await;
    fill(&store, 0..300).await;
    let found = store.recipients("USER29", 500).await.unwrap();
    assert_eq!(found.len(), 11);
    assert_eq!(found[0], "user290@mail10.example.com");
    assert!(found.is_sorted());
    assert_eq!(store.recipients("user29", 3).await.unwrap().len(), 3);
    assert_eq!(store.recipients("nobody", 3).await.unwrap(), Vec::<String>::new());
    assert_eq!(store.recipients("user%", 3).await.unwrap(), Vec::<String>::new());
}

async fn counts_are_those_of_the_deliveries(place: Place) {
    let store = place.open().await;
    fill(&store, 0..8000).await;
    fill_again(&store).await;
    let (from, to) = (made::at(0), made::at(4 * 3600));
    let buckets = store.rate(from, to, Duration::from_secs(3600)).await.unwrap();
    let totals: Vec<u64> = buckets.iter().map(|bucket| bucket.actions.values().sum()).collect();
    assert_eq!(totals, [3600, 3600, 800, 0]);
    assert_eq!(buckets[0].at, made::at(0));
    assert_eq!(buckets[1].actions["delayed"], 720);
    assert_eq!(buckets[1].parties["sender"], 1440);
    let wide = store.rate(from, to, Duration::from_secs(2 * 3600)).await.unwrap();
    assert_eq!(wide.iter().map(|bucket| bucket.actions.values().sum()).collect::<Vec<u64>>(), [7200, 800]);
    let providers = store.top(Dimension::Provider, from, to, 10).await.unwrap();
    assert_eq!(providers, ["gmail", "netease", "outlook", "qq"].map(|name| (name.to_owned(), 2000)));
    let first_hour = store.top(Dimension::Cause, from, made::at(3600), 1).await.unwrap();
    assert_eq!(first_hour, [("greylisted".to_owned(), 720)]);
    assert_eq!(store.top(Dimension::SendingIp, from, to, 500).await.unwrap().len(), 8);
    assert_eq!(store.rate(to, from, Duration::from_secs(3600)).await.unwrap(), []);
}

/// Records that are kept already; they must not count twice.
async fn fill_again(store: &Store) {
    store.record((0..500).map(made::record).collect()).await.unwrap();
}

async fn the_quarantine_gives_back_the_very_bytes(place: Place) {
    let store = place.open().await;
    let bytes = b"From: nobody\r\n\0\xff\xfe";
    store.record((0..5).map(|number| made::unread(number, bytes)).collect()).await.unwrap();
    let first = store.quarantine(None, 3).await.unwrap();
    let second = store.quarantine(first.next.as_ref(), 3).await.unwrap();
    let items: Vec<ItemId> = first.items.iter().chain(&second.items).map(|quarantined| quarantined.item).collect();
    assert_eq!(items, [4, 3, 2, 1, 0].map(|number| ItemId(made::id(number, 0))));
    assert_eq!(second.next, None);
    assert_eq!(first.items[0].size, bytes.len() as u64);
    assert_eq!(store.quarantined(items[0]).await.unwrap().as_deref(), Some(bytes.as_slice()));
    assert_eq!(store.discard(items[0]).await, Ok(true));
    assert_eq!(store.discard(items[0]).await, Ok(false));
    assert_eq!(store.quarantined(items[0]).await, Ok(None));
    // What was thrown away was seen all the same.
    assert_eq!(store.record(vec![made::unread(4, bytes)]).await, Ok(vec![Recorded::Seen]));
}

async fn hostile_texts_are_only_texts(place: Place) {
    let store = place.open().await;
    let hostile = ["'; DROP TABLE delivery; --", "a\0b", "退信 $1 ?1 :x \u{202e}", "%_\\", &"x".repeat(100_000)];
    for (number, text) in (0..).zip(hostile) {
        let mut record = made::record(number);
        let text = Some(text.to_owned());
        let delivery = &mut record.deliveries[0];
        (delivery.recipient, delivery.cause, delivery.sending_ip, delivery.reply) = (text.clone(), text.clone(), text.clone(), text);
        delivery.confidence = Some(f64::NAN);
        store.record(vec![record]).await.unwrap();
        let kept = store.delivery(DeliveryId(made::id(number, 1))).await.unwrap().unwrap();
        let filter = DeliveryFilter { cause: kept.cause.clone(), ..DeliveryFilter::default() };
        assert_eq!(all(&store, &filter, 10).await, [kept]);
    }
    let filter = DeliveryFilter { recipient: Some("' OR 1=1 --".to_owned()), ..DeliveryFilter::default() };
    assert_eq!(all(&store, &filter, 10).await, []);
}
