//! What deliveries mean for the lists and the incidents.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use jiff::Timestamp;
use support::{Place, made};
use tuixin_store::incident::{IncidentFilter, Passed, Side, State};
use tuixin_store::suppression::{Entry, Origin, SuppressionFilter, What};
use tuixin_store::{Delivery, Record, Recorded, Store};

on_both! {
    an_address_that_does_not_exist_is_on_the_list_for_all
    repeats_count_by_days_and_on_the_list_of_the_sender
    mail_that_arrives_takes_an_address_off_again
    a_failure_before_the_last_arrival_counts_nothing
    the_faults_of_the_sender_strike_nobody_off
    a_person_decides_against_the_rules
    many_addresses_are_asked_for_at_once
    a_forgotten_address_may_stay_on_the_list_as_a_hash
    what_is_over_is_ended
    failures_that_belong_together_are_an_incident
    an_incident_is_healed_and_another_one_begins
    a_check_ends_an_incident_as_it_was_read
    a_late_report_does_not_begin_it_anew
    a_surge_strikes_nobody_off
    what_is_usual_is_no_surge
    who_was_called_dead_before_the_surge_stays_on_the_list
    a_young_store_knows_no_surge
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A failure of bob@example.com, which the diagnosis finds to be his own.
fn failure(when: &str, cause: &str, suppress: &str) -> Delivery {
    Delivery {
        seen_at: at(when),
        occurred_at: at(when),
        action: "failed".to_owned(),
        recipient: Some("bob@example.com".to_owned()),
        recipient_domain: Some("example.com".to_owned()),
        sender: Some("ann@example.cn".to_owned()),
        sender_domain: Some("example.cn".to_owned()),
        sending_ip: Some("192.0.2.1".to_owned()),
        cause: Some(cause.to_owned()),
        party: Some("recipient".to_owned()),
        scope: Some("address".to_owned()),
        suppress: Some(suppress.to_owned()),
        reply: Some(format!("550 {cause}")),
        document: "{}".to_owned(),
        ..Delivery::default()
    }
}

/// A refusal of a host of ours.
fn refusal(when: &str) -> Delivery {
    let provider = Some("microsoft".to_owned());
    Delivery { scope: Some("ip".to_owned()), party: Some("sender-admin".to_owned()), provider, ..failure(when, "ip-blocklisted", "no") }
}

fn arrival(when: &str) -> Delivery {
    Delivery { action: "delivered".to_owned(), cause: None, suppress: None, scope: None, party: None, ..refusal(when) }
}

/// Keeps deliveries, one in each item.
async fn keep(store: &Store, deliveries: Vec<Delivery>) -> Vec<Recorded> {
    let record = |delivery: Delivery| {
        let Record { item, deliveries, .. } = made::record(fresh());
        let id = deliveries[0].id;
        Record {
            item,
            seen_at: delivery.seen_at,
            kind: "failed".to_owned(),
            deliveries: vec![Delivery { id, item, ..delivery }],
            ..Record::default()
        }
    };
    store.record(deliveries.into_iter().map(record).collect()).await.unwrap()
}

/// A number that no other item has.
fn fresh() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

async fn listed(store: &Store, list: &str) -> Option<String> {
    let found = store.suppressed_among(list, &["Bob@Example.com".to_owned()], at("2026-11-29T12:00:00Z")).await.unwrap();
    found.first().map(|found| format!("{} {} {}", found.list, found.address, found.cause.clone().unwrap_or_default()))
}

async fn an_address_that_does_not_exist_is_on_the_list_for_all(place: Place) {
    let store = place.open().await;
    let recorded = keep(&store, vec![failure("2026-11-29T08:00:00Z", "user-unknown", "now")]).await;
    let Recorded::New { suppressed, incidents } = &recorded[0] else { panic!("{recorded:?}") };
    assert_eq!((suppressed.len(), incidents.len()), (1, 0));
    assert_eq!(listed(&store, "default").await.as_deref(), Some("* Bob@Example.com user-unknown"));
    assert_eq!(listed(&store, "news").await.as_deref(), Some("* Bob@Example.com user-unknown"));
    let again = keep(&store, vec![failure("2026-11-29T09:00:00Z", "user-unknown", "now")]).await;
    assert!(matches!(&again[0], Recorded::New { suppressed, .. } if suppressed.is_empty()), "{again:?}");
    let history = store.suppression_history("bob@example.com", 10).await.unwrap();
    assert_eq!(history.iter().map(|event| event.happened.what).collect::<Vec<_>>(), [What::Added]);
}

async fn repeats_count_by_days_and_on_the_list_of_the_sender(place: Place) {
    let mut settings = tuixin_store::Settings::default();
    settings.policy.lists.insert("news".to_owned(), vec!["@news.example.cn".to_owned()]);
    let store = place.open_with(settings).await;
    let full = |when: &str| failure(when, "mailbox-full", "after-repeats");
    let of_news = |when: &str| Delivery {
        sender: Some("letter@news.example.cn".to_owned()),
        sender_domain: Some("news.example.cn".to_owned()),
        ..full(when)
    };
    keep(&store, vec![full("2026-11-20T08:00:00Z"), full("2026-11-20T09:00:00Z"), full("2026-11-20T10:00:00Z")]).await;
    keep(&store, vec![of_news("2026-11-21T08:00:00Z"), of_news("2026-11-22T08:00:00Z"), full("2026-11-23T08:00:00Z")]).await;
    assert_eq!(listed(&store, "default").await, None);
    assert_eq!(listed(&store, "news").await, None);
    keep(&store, vec![of_news("2026-11-24T08:00:00Z")]).await;
    assert_eq!(listed(&store, "default").await, None);
    assert_eq!(listed(&store, "news").await.as_deref(), Some("news Bob@Example.com mailbox-full"));
    keep(&store, vec![full("2026-11-25T08:00:00Z")]).await;
    assert_eq!(listed(&store, "default").await.as_deref(), Some("default Bob@Example.com mailbox-full"));
    let later = store.suppressed_among("default", &["bob@example.com".to_owned()], at("2027-02-28T00:00:00Z")).await.unwrap();
    assert!(later.is_empty(), "it was for ninety days: {later:?}");
}

async fn mail_that_arrives_takes_an_address_off_again(place: Place) {
    let store = place.open().await;
    let full = |when: &str| failure(when, "mailbox-full", "after-repeats");
    keep(&store, vec![full("2026-11-20T08:00:00Z"), full("2026-11-21T08:00:00Z"), arrival("2026-11-21T12:00:00Z")]).await;
    keep(&store, vec![full("2026-11-22T08:00:00Z"), full("2026-11-23T08:00:00Z")]).await;
    assert_eq!(listed(&store, "default").await, None, "the count began again");
    keep(&store, vec![full("2026-11-24T08:00:00Z")]).await;
    assert!(listed(&store, "default").await.is_some());
    keep(&store, vec![arrival("2026-11-25T08:00:00Z")]).await;
    assert_eq!(listed(&store, "default").await, None);
    let history = store.suppression_history("bob@example.com", 10).await.unwrap();
    assert_eq!(history.iter().map(|event| event.happened.what).collect::<Vec<_>>(), [What::Arrived, What::Added]);
}

async fn a_failure_before_the_last_arrival_counts_nothing(place: Place) {
    let store = place.open().await;
    keep(&store, vec![arrival("2026-11-25T08:00:00Z")]).await;
    keep(&store, vec![failure("2026-11-24T08:00:00Z", "user-unknown", "now")]).await;
    assert_eq!(listed(&store, "default").await, None);
}

async fn the_faults_of_the_sender_strike_nobody_off(place: Place) {
    let store = place.open().await;
    let days = (10..29).map(|day| refusal(&format!("2026-11-{day}T08:00:00Z")));
    let wrongly_told = (10..29).map(|day| Delivery { suppress: Some("now".to_owned()), ..refusal(&format!("2026-11-{day}T09:00:00Z")) });
    keep(&store, days.chain(wrongly_told).collect()).await;
    assert_eq!(listed(&store, "default").await, None);
    assert!(store.suppressions(SuppressionFilter::default(), at("2026-11-29T12:00:00Z"), 10).await.unwrap().is_empty());
}

async fn a_person_decides_against_the_rules(place: Place) {
    let store = place.open().await;
    let now = at("2026-11-29T12:00:00Z");
    keep(&store, vec![failure("2026-11-29T08:00:00Z", "user-unknown", "now")]).await;
    assert!(store.release("default", "BOB@example.com", Some("ann"), Some("he called"), now).await.unwrap());
    assert_eq!(listed(&store, "default").await, None);
    assert!(!store.release("default", "bob@example.com", None, None, now).await.unwrap());
    keep(&store, vec![failure("2026-11-29T11:00:00Z", "user-unknown", "now")]).await;
    assert_eq!(listed(&store, "default").await, None, "what failed before the release counts no more");
    let entry = Entry {
        list: "default".to_owned(),
        address: "Bob@example.com".to_owned(),
        origin: Origin::Manual,
        cause: None,
        since: now,
        expires_at: None,
        note: Some("wants no mail".to_owned()),
        actor: Some("ann".to_owned()),
    };
    assert_eq!(store.suppress(vec![entry.clone(), entry], now).await, Ok(1));
    keep(&store, vec![arrival("2026-11-29T13:00:00Z")]).await;
    assert!(listed(&store, "default").await.is_some(), "an arrival does not undo what a person decided");
}

async fn many_addresses_are_asked_for_at_once(place: Place) {
    let store = place.open().await;
    let now = at("2026-11-29T12:00:00Z");
    let address = |number: usize| format!("user{number}@example.com");
    let entry = |number| Entry {
        list: "*".to_owned(),
        address: address(number),
        origin: Origin::Import,
        cause: None,
        since: now,
        expires_at: None,
        note: None,
        actor: None,
    };
    assert_eq!(store.suppress((0..2000).step_by(2).map(entry).collect(), now).await, Ok(1000));
    let asked: Vec<String> = (0..1999).map(address).collect();
    let found: Vec<String> = store.suppressed_among("default", &asked, now).await.unwrap().into_iter().map(|found| found.address).collect();
    assert_eq!(found, (0..1999).step_by(2).map(address).collect::<Vec<_>>());
    let mut pages = Vec::new();
    let mut filter = SuppressionFilter::default();
    loop {
        let page = store.suppressions(filter.clone(), now, 300).await.unwrap();
        let Some(last) = page.last() else { break };
        filter.before = Some(last.place());
        pages.extend(page.into_iter().map(|entry| entry.address));
    }
    pages.sort();
    pages.dedup();
    assert_eq!(pages.len(), 1000);
}

async fn a_forgotten_address_may_stay_on_the_list_as_a_hash(place: Place) {
    let store = place.open().await;
    let now = at("2026-11-29T12:00:00Z");
    keep(&store, vec![failure("2026-11-29T08:00:00Z", "user-unknown", "now")]).await;
    let mut lines = Vec::new();
    assert_eq!(store.export("bob@example.com", &mut lines).await, Ok(3), "{}", String::from_utf8_lossy(&lines));
    assert_eq!(store.erase("bob@example.com", true).await.unwrap().suppressions, 1);
    assert!(listed(&store, "default").await.is_some());
    let entries = store.suppressions(SuppressionFilter::default(), now, 10).await.unwrap();
    assert!(entries[0].address.starts_with("h:"), "{entries:?}");
    assert_eq!(store.export("bob@example.com", &mut lines).await, Ok(0));
    keep(&store, vec![failure("2026-11-29T09:00:00Z", "user-unknown", "now")]).await;
    assert_eq!(store.erase("bob@example.com", true).await.unwrap().suppressions, 1);
    assert_eq!(store.suppressions(SuppressionFilter::default(), now, 10).await.unwrap().len(), 1);
    keep(&store, vec![failure("2026-11-29T10:00:00Z", "user-unknown", "now")]).await;
    assert_eq!(store.erase("bob@example.com", false).await.unwrap().suppressions, 1);
}

async fn what_is_over_is_ended(place: Place) {
    let store = place.open().await;
    let full = |day: u32| failure(&format!("2026-11-{day}T08:00:00Z"), "mailbox-full", "after-repeats");
    keep(&store, vec![full(20), full(21), full(22)]).await;
    keep(&store, (0..6).map(|hour| refusal(&format!("2026-11-22T0{hour}:00:00Z"))).collect()).await;
    keep(&store, vec![Delivery { cause: Some("rate-limited".to_owned()), ..refusal("2026-11-22T08:00:00Z") }]).await;
    let pruned = store.prune(at("2026-11-28T00:00:00Z")).await.unwrap();
    assert_eq!((pruned.expired, pruned.silent), (0, 0));
    let pruned = store.prune(at("2026-12-01T00:00:00Z")).await.unwrap();
    assert_eq!((pruned.expired, pruned.silent), (0, 1));
    let pruned = store.prune(at("2027-03-01T00:00:00Z")).await.unwrap();
    assert_eq!((pruned.expired, pruned.silent), (1, 0));
    let history = store.suppression_history("bob@example.com", 10).await.unwrap();
    assert_eq!(history.iter().map(|event| event.happened.what).collect::<Vec<_>>(), [What::Expired, What::Added]);
    let forming = store.incidents(IncidentFilter { state: Some(State::Forming), before: None }, 10).await.unwrap();
    assert!(forming.is_empty(), "what never became an incident is forgotten");
    let pruned = store.prune(at("2031-01-01T00:00:00Z")).await.unwrap();
    assert_eq!((pruned.events, pruned.incidents), (2, 1));
}

async fn failures_that_belong_together_are_an_incident(place: Place) {
    let store = place.open().await;
    let refusals = |hours: std::ops::Range<u32>| hours.map(|hour| refusal(&format!("2026-11-29T{hour:02}:00:00Z"))).collect::<Vec<_>>();
    keep(&store, refusals(0..3)).await;
    keep(&store, vec![failure("2026-11-29T02:00:00Z", "user-unknown", "now")]).await;
    assert!(store.incidents(IncidentFilter::default(), 10).await.unwrap().is_empty(), "three are too few");
    let recorded = keep(&store, refusals(3..6)).await;
    let incidents = store.incidents(IncidentFilter::default(), 10).await.unwrap();
    assert_eq!(incidents.len(), 1);
    let incident = &incidents[0];
    assert_eq!((incident.cause.as_str(), incident.remote.as_str(), incident.count), ("ip-blocklisted", "microsoft", 6));
    assert_eq!(incident.side, Side::Ip("192.0.2.1".to_owned()));
    assert_eq!((incident.state, incident.opened_at), (State::Open, Some(at("2026-11-29T04:00:00Z"))));
    assert_eq!((incident.first_seen, incident.last_seen), (at("2026-11-29T00:00:00Z"), at("2026-11-29T05:00:00Z")));
    assert_eq!(incident.sample_reply.as_deref(), Some("550 ip-blocklisted"));
    assert!(matches!(&recorded[2], Recorded::New { incidents, .. } if *incidents == [incident.id]));
    assert_eq!(store.incident_hours(incident.id).await.unwrap().len(), 6);
    assert_eq!(store.incident(incident.id).await.unwrap().as_ref(), Some(incident));
}

async fn an_incident_is_healed_and_another_one_begins(place: Place) {
    let store = place.open().await;
    keep(&store, (0..6).map(|hour| refusal(&format!("2026-11-28T0{hour}:00:00Z"))).collect()).await;
    keep(&store, vec![arrival("2026-11-28T09:00:00Z")]).await;
    let healed = store.incidents(IncidentFilter { state: Some(State::Healed), before: None }, 10).await.unwrap();
    assert_eq!(healed.len(), 1);
    assert_eq!(healed[0].healed_by.as_deref(), Some("delivery"));
    keep(&store, (0..6).map(|hour| refusal(&format!("2026-11-29T0{hour}:00:00Z"))).collect()).await;
    let open = store.incidents(IncidentFilter { state: Some(State::Open), before: None }, 10).await.unwrap();
    assert_eq!(open.len(), 1);
    assert_ne!(open[0].id, healed[0].id);
    let now = at("2026-11-29T12:00:00Z");
    assert!(store.heal(open[0].id, "ann", now).await.unwrap());
    assert!(!store.heal(open[0].id, "ann", now).await.unwrap());
    let all = store.incidents(IncidentFilter::default(), 1).await.unwrap();
    let before = Some(all[0].place());
    let rest = store.incidents(IncidentFilter { before, state: None }, 10).await.unwrap();
    assert_eq!((all[0].id, rest[0].id, rest.len()), (open[0].id, healed[0].id, 1));
}

async fn a_check_ends_an_incident_as_it_was_read(place: Place) {
    let store = place.open().await;
    let refusals = |hours: std::ops::Range<u32>| hours.map(|hour| refusal(&format!("2026-11-28T0{hour}:00:00Z"))).collect();
    keep(&store, refusals(0..6)).await;
    let read = store.incidents(IncidentFilter::default(), 1).await.unwrap().remove(0);
    keep(&store, refusals(6..7)).await;
    let passed = [Passed { check: "blocklist".to_owned(), subject: "192.0.2.1".to_owned() }];
    let now = at("2026-11-28T09:00:00Z");
    assert!(!store.heal_by_check(&read, &passed, now).await.unwrap(), "a failure came after it was read");
    let read = store.incident(read.id).await.unwrap().unwrap();
    assert!(store.heal_by_check(&read, &passed, now).await.unwrap());
    let ended = store.incident(read.id).await.unwrap().unwrap();
    assert_eq!((ended.state, ended.healed_at, ended.healed_by.as_deref()), (State::Healed, Some(now), Some("check")));
    assert_eq!(ended.healed_evidence, passed);
    assert!(!store.heal_by_check(&ended, &passed, now).await.unwrap());
}

async fn a_late_report_does_not_begin_it_anew(place: Place) {
    let store = place.open().await;
    keep(&store, (0..6).map(|hour| refusal(&format!("2026-11-28T0{hour}:00:00Z"))).collect()).await;
    let late = refusal("2026-11-28T08:00:00Z");
    keep(&store, vec![arrival("2026-11-28T09:00:00Z"), late]).await;
    let all = store.incidents(IncidentFilter::default(), 10).await.unwrap();
    assert_eq!((all.len(), all[0].state, all[0].count), (1, State::Healed, 7));
}

/// Somebody at a provider, or at a domain of its own, who is called dead.
fn dead(number: u32, provider: Option<&str>, when: &str) -> Delivery {
    let domain = if provider.is_some() { "example.net" } else { "example.com" };
    Delivery {
        recipient: Some(format!("user{number}@{domain}")),
        recipient_domain: Some(domain.to_owned()),
        provider: provider.map(str::to_owned),
        ..failure(when, "user-unknown", "now")
    }
}

/// A store that has known four weeks, in the busiest hour of which the provider called so many dead.
async fn grown(place: &Place, busiest: u32) -> Store {
    let store = place.open().await;
    keep(&store, vec![refusal("2026-11-01T08:00:00Z")]).await;
    keep(&store, (0..busiest).map(|number| dead(10_000 + number, Some("google"), "2026-11-10T08:00:00Z")).collect()).await;
    store
}

async fn numbers_listed(store: &Store) -> Vec<u32> {
    let found = store.suppressions(SuppressionFilter::default(), at("2026-11-30T12:00:00Z"), 1000).await.unwrap();
    let number = |address: &str| address.split_once('@')?.0.strip_prefix("user")?.parse().ok();
    let mut numbers: Vec<u32> = found.iter().filter_map(|found| number(&found.address)).filter(|number| *number < 10_000).collect();
    numbers.sort_unstable();
    numbers
}

async fn a_surge_strikes_nobody_off(place: Place) {
    let store = grown(&place, 5).await;
    let gone = |number| dead(number, Some("google"), &format!("2026-11-29T08:{:02}:00Z", number % 60));
    keep(&store, (0..20).map(gone).collect()).await;
    assert_eq!(numbers_listed(&store).await.len(), 20, "twenty may be chance");
    let recorded = keep(&store, (20..40).map(gone).chain([dead(40, None, "2026-11-29T08:30:00Z")]).collect()).await;
    assert_eq!(numbers_listed(&store).await, [40], "another place has no surge");
    let added = |recorded: &Recorded| matches!(recorded, Recorded::New { suppressed, .. } if !suppressed.is_empty());
    assert_eq!(recorded.iter().filter(|recorded| added(recorded)).count(), 1);
    keep(&store, vec![dead(41, Some("google"), "2026-11-29T09:10:00Z")]).await;
    assert_eq!(numbers_listed(&store).await, [40], "it goes on in the next hour");
    let surges = store.surges(at("2026-11-29T00:00:00Z"), 10).await.unwrap();
    let [surge] = &surges[..] else { panic!("{surges:?}") };
    assert_eq!((surge.remote.as_str(), surge.held, surge.cause.as_deref()), ("google", 41, Some("user-unknown")));
    assert_eq!((surge.began_at, surge.last_at), (at("2026-11-29T08:39:00Z"), at("2026-11-29T09:10:00Z")));
    assert_eq!(store.surges(at("2026-11-29T10:00:00Z"), 10).await, Ok(Vec::new()));
    let history = store.suppression_history("user3@example.net", 10).await.unwrap();
    assert_eq!(history.iter().map(|event| event.happened.what).collect::<Vec<_>>(), [What::Held, What::Added]);
    keep(&store, vec![dead(3, Some("google"), "2026-11-30T11:00:00Z")]).await;
    assert_eq!(numbers_listed(&store).await, [3, 40], "it is over, and who is dead says so again");
}

async fn what_is_usual_is_no_surge(place: Place) {
    let store = grown(&place, 20).await;
    keep(&store, (0..60).map(|number| dead(number, Some("google"), "2026-11-29T08:00:00Z")).collect()).await;
    assert_eq!(numbers_listed(&store).await.len(), 60);
    keep(&store, vec![dead(60, Some("google"), "2026-11-29T08:00:00Z")]).await;
    assert_eq!(numbers_listed(&store).await.len(), 0, "more than three times as many are");
}

async fn who_was_called_dead_before_the_surge_stays_on_the_list(place: Place) {
    let store = grown(&place, 0).await;
    keep(&store, (0..40).map(|number| dead(number, Some("google"), "2026-11-28T08:00:00Z")).collect()).await;
    assert_eq!(numbers_listed(&store).await, [0_u32; 0]);
    let arrived = Delivery { recipient: Some("user39@example.net".to_owned()), ..arrival("2026-11-28T12:00:00Z") };
    keep(&store, vec![arrived]).await;
    keep(&store, (20..60).map(|number| dead(number, Some("google"), "2026-11-29T10:00:00Z")).collect()).await;
    assert_eq!(numbers_listed(&store).await, (20..39).collect::<Vec<_>>(), "the second time on another day, and nothing arrived between");
}

async fn a_young_store_knows_no_surge(place: Place) {
    let store = place.open().await;
    let brought_today = |old: Delivery| Delivery { seen_at: at("2026-11-29T07:00:00Z"), ..old };
    keep(&store, vec![brought_today(refusal("2026-11-01T08:00:00Z"))]).await;
    keep(&store, (0..40).map(|number| dead(number, Some("google"), "2026-11-29T08:00:00Z")).collect()).await;
    assert_eq!(numbers_listed(&store).await.len(), 40, "old mails do not make a store old");
}
