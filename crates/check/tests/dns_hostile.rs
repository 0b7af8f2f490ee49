//! Resolvers that misbehave: each misbehaviour ends, in time, with the fault that it is.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::time::Duration;

use support::free_port;
use support::hostile_dns::HostileDns;
use tuixin_check::Bounds;
use tuixin_check::dns::{Data, Dns, Fault, Kind, Lookup, Outcome, Resolvers, Servers};

fn bounds() -> Bounds {
    let mut bounds = Bounds::default();
    bounds.lookup = Duration::from_millis(1500);
    bounds
}

async fn dns(servers: &str, bounds: &Bounds) -> Dns {
    let servers: Servers = servers.parse().unwrap();
    Dns::new(Resolvers::open(&servers, bounds).await.unwrap(), bounds)
}

fn told(lookup: &Lookup) -> String {
    let data = |data: &Data| match data {
        Data::A(address) => address.to_string(),
        Data::Cname(target) => format!("-> {target}"),
        Data::Txt(text) => format!("{} bytes", text.len()),
        other => format!("{other:?}"),
    };
    match &lookup.outcome {
        Outcome::Records(records) => records.iter().map(|record| data(&record.data)).collect::<Vec<_>>().join(", "),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn each_misbehaviour_is_the_fault_that_it_is() {
    let server = HostileDns::start().await;
    let dns = dns(&server.address.to_string(), &bounds()).await;
    for (name, kind, expected) in [
        ("plain.example", Kind::A, "192.0.2.1"),
        ("silent.example", Kind::A, "Fault(Timeout)"),
        ("slow.example", Kind::A, "192.0.2.1"),
        ("servfail.example", Kind::A, "Fault(ServerFailure)"),
        ("refused.example", Kind::A, "Fault(Refused)"),
        ("formerr.example", Kind::A, "Fault(Malformed)"),
        ("garbage.example", Kind::A, "Fault(Malformed)"),
        ("short.example", Kind::A, "Fault(Timeout)"),
        ("wrongid.example", Kind::A, "Fault(Timeout)"),
        ("truncated.example", Kind::A, "192.0.2.1"),
        ("chain.example", Kind::A, "Fault(AliasLoop)"),
        ("circle-1.example", Kind::A, "Fault(AliasLoop)"),
        ("lazy.example", Kind::A, "-> plain.example, 192.0.2.1"),
        ("lazy.example", Kind::Cname, "-> plain.example"),
        ("foreign.example", Kind::A, "Empty"),
        ("referral.example", Kind::A, "Fault(Malformed)"),
        ("huge.example", Kind::Txt, "63750 bytes"),
        ("bogus.example", Kind::A, "Fault(ServerFailure)"),
        ("a..b", Kind::A, "Fault(BadName)"),
        ("white space.example", Kind::A, "192.0.2.1"),
    ] {
        let lookup = dns.ask(name, kind).await;
        assert_eq!(told(&lookup), expected, "{name} {}", kind.name());
        let is_sent = lookup.fault() != Some(Fault::BadName);
        assert_eq!(lookup.server, is_sent.then(|| server.address.to_string()), "{name}");
    }
}

#[tokio::test]
async fn an_endless_chain_of_aliases_costs_few_questions() {
    let server = HostileDns::start().await;
    let dns = dns(&server.address.to_string(), &bounds()).await;
    dns.ask("chain.example", Kind::A).await;
    assert!(server.asked() <= 10, "{} questions", server.asked());
}

#[tokio::test]
async fn what_is_cut_off_and_cannot_be_had_whole_is_too_large() {
    let server = HostileDns::without_tcp().await;
    let dns = dns(&server.address.to_string(), &bounds()).await;
    assert_eq!(dns.ask("truncated.example", Kind::A).await.fault(), Some(Fault::TooLarge));
}

#[tokio::test]
async fn an_answer_beyond_the_bound_is_not_read() {
    let server = HostileDns::start().await;
    let mut bounds = bounds();
    bounds.answer_bytes = 8 * 1024;
    let dns = dns(&server.address.to_string(), &bounds).await;
    assert_eq!(dns.ask("huge.example", Kind::Txt).await.fault(), Some(Fault::TooLarge));
    assert_eq!(dns.ask("plain.example", Kind::A).await.fault(), None);
}

#[tokio::test]
async fn wrong_signatures_are_told_from_dead_servers() {
    let server = HostileDns::start().await;
    let dns = dns(&server.address.to_string(), &bounds()).await;
    assert_eq!(dns.ask_unvalidated("bogus.example", Kind::A).await.fault(), None);
    assert_eq!(dns.ask_unvalidated("servfail.example", Kind::A).await.fault(), Some(Fault::ServerFailure));
}

#[tokio::test]
async fn the_resolver_says_what_it_vouches_for() {
    let server = HostileDns::start().await;
    let dns = dns(&server.address.to_string(), &bounds()).await;
    assert!(dns.ask("authentic.example", Kind::A).await.is_authentic);
    assert!(!dns.ask("plain.example", Kind::A).await.is_authentic);
}

#[tokio::test]
async fn another_resolver_is_asked_where_one_does_not_know() {
    let dead = format!("127.0.0.1:{}", free_port());
    let server = HostileDns::start().await;
    let dns = dns(&format!("{dead} {}", server.address), &bounds()).await;
    let lookup = dns.ask("plain.example", Kind::A).await;
    assert_eq!((told(&lookup), lookup.server), ("192.0.2.1".to_owned(), Some(server.address.to_string())));
    // What the second says weighs more than the silence of the first.
    assert_eq!(dns.ask("servfail.example", Kind::A).await.fault(), Some(Fault::ServerFailure));
}

#[tokio::test]
async fn nobody_there_is_unreachable_or_silent() {
    let dead = format!("127.0.0.1:{}", free_port());
    let fault = dns(&dead, &bounds()).await.ask("plain.example", Kind::A).await.fault();
    assert!(matches!(fault, Some(Fault::Unreachable | Fault::Timeout)), "{fault:?}");
}

#[tokio::test]
async fn many_questions_at_once_are_all_answered() {
    let server = HostileDns::start().await;
    let dns = dns(&server.address.to_string(), &bounds()).await;
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..400 {
        let dns = dns.clone();
        asking.spawn(async move { dns.ask(&format!("truncated.d{number}.example"), Kind::A).await });
    }
    let faults: Vec<_> = asking.join_all().await.into_iter().filter_map(|lookup| lookup.fault()).collect();
    assert_eq!(faults, []);
}
