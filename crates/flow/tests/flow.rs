//! What the flow promises to sources and to those who ask, with a sink that fails as it is told.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::time::Duration;

use support::{Memory, Told, flow, quick, reply, until};
use tuixin_flow::{Event, FlowError, FlowSettings, Item};
use tuixin_intake::Outcome;

#[tokio::test]
async fn an_item_is_stored_and_then_let_go_of() {
    let (sink, told) = (Memory::default(), Told::default());
    let flow = flow(&sink, quick());
    let mut events = flow.events();
    let first = flow.submit(Item { receipt: told.receipt(), ..reply("bob@example.com") }).await.unwrap();
    assert_eq!((first.kind.as_str(), first.is_new, first.outcome, &first.quarantined), ("failed", true, Outcome::Understood, &None));
    assert_eq!(first.deliveries[0].cause.as_deref(), Some("user-unknown"));
    assert_eq!(told.counts(), [1, 0, 0]);
    let Ok(Event::Delivery(delivery)) = events.recv().await else { panic!() };
    assert_eq!(delivery.recipient.as_deref(), Some("bob@example.com"));

    let again = flow.submit(Item { receipt: told.receipt(), ..reply("bob@example.com") }).await.unwrap();
    assert_eq!((again.is_new, again.item), (false, first.item));
    let unknown = flow.submit(Item { receipt: told.receipt(), ..Item::of_bytes("http", b"the quick brown fox".to_vec()) }).await.unwrap();
    assert_eq!((unknown.outcome, unknown.quarantined.as_deref()), (Outcome::Unknown, Some("not-understood")));
    assert_eq!(told.counts(), [2, 1, 0]);
    assert!(flow.stop().await);
    // A second sight is no news, and neither is what goes to the quarantine.
    assert!(events.recv().await.is_err());
    assert_eq!(sink.records().len(), 2);
}

#[tokio::test]
async fn while_the_store_is_away_everything_waits_and_nothing_is_lost() {
    let (sink, told) = (Memory::default(), Told::default());
    sink.set_away(true);
    let flow = flow(&sink, quick());
    let submitted: Vec<_> = (0..50)
        .map(|number| {
            let (flow, receipt) = (flow.clone(), told.receipt());
            tokio::spawn(async move { flow.submit(Item { receipt, ..reply(&format!("user{number}@example.com")) }).await })
        })
        .collect();
    until(|| sink.attempts() > 5).await;
    let health = flow.health();
    let outage = health.outage.unwrap();
    assert_eq!((health.items, outage.reason.as_str(), told.counts()), (50, "gone for lunch", [0, 0, 0]));
    until(|| sink.attempts() > 10).await;
    assert_eq!(flow.health().outage.unwrap().since, outage.since);

    sink.set_away(false);
    for submitted in submitted {
        assert!(submitted.await.unwrap().unwrap().is_new);
    }
    until(|| flow.health().items == 0).await;
    assert_eq!((flow.health().outage, flow.health().bytes, told.counts()), (None, 0, [50, 0, 0]));
    assert_eq!(sink.recipients().len(), 50);
}

#[tokio::test]
async fn what_waits_is_bounded_in_items() {
    let sink = Memory::default();
    sink.hold();
    let flow = flow(&sink, FlowSettings { items: 7, ..quick() });
    for number in 0..7 {
        flow.enter(reply(&format!("user{number}@example.com"))).await.unwrap();
    }
    let eighth = tokio::spawn({
        let flow = flow.clone();
        async move { flow.submit(reply("eighth@example.com")).await }
    });
    until(|| sink.attempts() == 1).await;
    assert!(!eighth.is_finished());
    assert_eq!(flow.health().items, 7);
    sink.let_go_on();
    assert!(eighth.await.unwrap().unwrap().is_new);
    assert_eq!(sink.recipients().len(), 8);
}

#[tokio::test]
async fn what_waits_is_bounded_in_bytes_and_a_larger_item_passes_alone() {
    let sink = Memory::default();
    sink.hold();
    let flow = flow(&sink, FlowSettings { bytes: 100 * 1024, ..quick() });
    let large = |name: &str, size: usize| {
        let mut item = reply(name);
        item.bytes.resize(size, b' ');
        item
    };
    flow.enter(large("one@example.com", 60 * 1024)).await.unwrap();
    let others: Vec<_> = [("two@example.com", 60 * 1024), ("three@example.com", 1024 * 1024), ("four@example.com", 1024 * 1024)]
        .map(|(name, size)| {
            let (flow, item) = (flow.clone(), large(name, size));
            tokio::spawn(async move { flow.submit(item).await })
        })
        .into();
    until(|| sink.attempts() == 1).await;
    assert!(others.iter().all(|other| !other.is_finished()));
    assert!(flow.health().bytes <= 100 * 1024);
    sink.let_go_on();
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert_eq!(sink.recipients().len(), 4);
    // The larger ones can have had no company.
    assert_eq!(sink.batches().len(), 4, "{:?}", sink.batches());
}

#[tokio::test]
async fn what_becomes_ready_during_a_commit_shares_the_next_one() {
    let sink = Memory::default();
    sink.hold();
    let flow = flow(&sink, FlowSettings { batch: 40, ..quick() });
    flow.enter(reply("first@example.com")).await.unwrap();
    until(|| sink.attempts() == 1).await;
    for number in 0..100 {
        flow.enter(reply(&format!("user{number}@example.com"))).await.unwrap();
    }
    // So that some of it is read; however much that is, it shares commits.
    tokio::time::sleep(Duration::from_millis(200)).await;
    sink.let_go_on();
    assert!(flow.stop().await);
    let batches = sink.batches();
    assert_eq!((batches[0], batches.iter().sum::<usize>()), (1, 101), "{batches:?}");
    assert!(batches.len() < 101 && batches.iter().all(|count| *count <= 40), "{batches:?}");
}

#[tokio::test]
async fn one_record_that_is_refused_does_not_hold_up_the_others() {
    let (sink, told) = (Memory::default(), Told::default());
    sink.refuse("user13@");
    sink.hold();
    let flow = flow(&sink, quick());
    for number in 0..100 {
        flow.enter(Item { receipt: told.receipt(), ..reply(&format!("user{number}@example.com")) }).await.unwrap();
    }
    sink.let_go_on();
    assert!(flow.stop().await);
    assert_eq!(sink.recipients().len(), 99);
    assert_eq!(sink.quarantined(), ["refused"]);
    assert_eq!(told.counts(), [99, 1, 0]);
}

#[tokio::test]
async fn what_even_the_quarantine_does_not_take_stays_with_its_source() {
    let (sink, told) = (Memory::default(), Told::default());
    sink.refuse("bob@");
    sink.refuse_quarantine();
    let flow = flow(&sink, quick());
    let refused = flow.submit(Item { receipt: told.receipt(), ..reply("bob@example.com") }).await;
    assert_eq!(refused.map(|_| ()), Err(FlowError::Refused("not that one".to_owned())));
    assert!(flow.submit(Item { receipt: told.receipt(), ..reply("eve@example.com") }).await.is_ok());
    assert_eq!(told.counts(), [1, 0, 1]);
}

#[tokio::test]
async fn stopping_finishes_what_is_under_way_and_takes_nothing_new() {
    let (sink, told) = (Memory::default(), Told::default());
    sink.hold();
    let flow = flow(&sink, quick());
    for number in 0..20 {
        flow.enter(Item { receipt: told.receipt(), ..reply(&format!("user{number}@example.com")) }).await.unwrap();
    }
    let other = flow.clone();
    let stopped = tokio::spawn(flow.stop());
    until(|| other.health().is_stopping).await;
    assert_eq!(other.submit(reply("late@example.com")).await.map(|_| ()), Err(FlowError::Stopped));
    sink.let_go_on();
    assert!(stopped.await.unwrap());
    assert_eq!((told.counts(), sink.recipients().len()), ([20, 0, 0], 20));
}

#[tokio::test]
async fn stopping_while_the_store_is_away_leaves_everything_to_its_source() {
    let (sink, told) = (Memory::default(), Told::default());
    sink.set_away(true);
    let flow = flow(&sink, FlowSettings { first_retry: Duration::from_secs(3600), ..quick() });
    flow.enter(Item { receipt: told.receipt(), ..reply("bob@example.com") }).await.unwrap();
    let answer = tokio::spawn({
        let flow = flow.clone();
        async move { flow.submit(reply("eve@example.com")).await }
    });
    until(|| sink.attempts() == 1 && flow.health().items == 2).await;
    assert!(flow.stop().await);
    assert_eq!(answer.await.unwrap().map(|_| ()), Err(FlowError::Stopped));
    assert_eq!((told.counts(), sink.records().len()), ([0, 0, 1], 0));
}

#[tokio::test]
async fn a_sink_that_never_answers_does_not_keep_the_program_from_ending() {
    let (sink, told) = (Memory::default(), Told::default());
    sink.hold();
    let flow = flow(&sink, FlowSettings { patience: Duration::from_millis(10), ..quick() });
    flow.enter(Item { receipt: told.receipt(), ..reply("bob@example.com") }).await.unwrap();
    until(|| sink.attempts() == 1).await;
    assert!(!flow.stop().await);
    until(|| told.counts() == [0, 0, 1]).await;
}

#[tokio::test]
async fn whoever_goes_away_while_waiting_does_not_undo_anything() {
    let (sink, told) = (Memory::default(), Told::default());
    sink.hold();
    let flow = flow(&sink, quick());
    let waiting = tokio::spawn({
        let (flow, receipt) = (flow.clone(), told.receipt());
        async move { flow.submit(Item { receipt, ..reply("bob@example.com") }).await }
    });
    until(|| sink.attempts() == 1).await;
    waiting.abort();
    sink.let_go_on();
    until(|| told.counts() == [1, 0, 0]).await;
    assert_eq!(sink.recipients().len(), 1);
}
