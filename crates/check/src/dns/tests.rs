use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{advance, sleep};

use super::*;

/// Answers slowly, with what the first label asks for, and counts.
#[derive(Clone, Default)]
struct Counting {
    asked: Arc<AtomicUsize>,
    open: Arc<AtomicUsize>,
    most_open: Arc<AtomicUsize>,
}

impl Source for Counting {
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let open = self.open.fetch_add(1, Ordering::Relaxed) + 1;
            self.most_open.fetch_max(open, Ordering::Relaxed);
            sleep(Duration::from_millis(50)).await;
            self.open.fetch_sub(1, Ordering::Relaxed);
            self.answer(name, kind)
        })
    }
}

impl Counting {
    fn answer(&self, name: &str, kind: Kind) -> Lookup {
        let text = |bytes, ttl| vec![Record { owner: name.to_owned(), ttl: Duration::from_secs(ttl), data: Data::Txt(vec![b'x'; bytes]) }];
        let mut lookup = Lookup::of(name, kind, Outcome::NoName);
        match name.split('.').next() {
            Some("short") => lookup.outcome = Outcome::Records(text(3, 10)),
            Some("volatile") => lookup.outcome = Outcome::Records(text(3, 0)),
            Some("large") => lookup.outcome = Outcome::Records(text(60_000, 300)),
            Some("eternal") => lookup.outcome = Outcome::Records(text(3, u64::from(u32::MAX))),
            Some("gone") => lookup.absence_ttl = Some(Duration::from_secs(20)),
            Some("faulty") => lookup.outcome = Outcome::Fault(Fault::Timeout),
            _ => {}
        }
        lookup
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_remembered_for_its_time_to_live() {
    for (name, kept, forgotten) in [
        ("short.example", 9, 11),
        ("gone.example", 19, 21),
        ("unsaid.example", 59, 61),
        ("faulty.example", 4, 6),
        ("eternal.example", 86_399, 86_401),
    ] {
        let source = Counting::default();
        let dns = Dns::new(source.clone(), &Bounds::default());
        dns.ask(name, Kind::Txt).await;
        advance(Duration::from_secs(kept)).await;
        dns.ask(&name.to_uppercase(), Kind::Txt).await;
        assert_eq!(source.asked(), 1, "{name} after {kept} s");
        advance(Duration::from_secs(forgotten - kept)).await;
        dns.ask(name, Kind::Txt).await;
        assert_eq!(source.asked(), 2, "{name} after {forgotten} s");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_volatile_or_large_is_not_kept() {
    for name in ["volatile.example", "large.example"] {
        let source = Counting::default();
        let dns = Dns::new(source.clone(), &Bounds::default());
        dns.ask(name, Kind::Txt).await;
        dns.ask(name, Kind::Txt).await;
        assert_eq!((source.asked(), dns.inner.memory.len()), (2, 0), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_same_question_is_open_once() {
    for name in ["short.example", "volatile.example", "large.example", "faulty.example"] {
        let source = Counting::default();
        let dns = Dns::new(source.clone(), &Bounds::default());
        let mut asking = JoinSet::new();
        for _ in 0..50 {
            let dns = dns.clone();
            asking.spawn(async move { dns.ask(name, Kind::Txt).await });
        }
        assert_eq!(asking.join_all().await.len(), 50);
        assert_eq!(source.asked(), 1, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_gives_up_does_not_take_the_question_along() {
    let source = Counting::default();
    let dns = Dns::new(source.clone(), &Bounds::default());
    let first = tokio::time::timeout(Duration::from_millis(10), dns.ask("short.example", Kind::Txt));
    let (first, second) = tokio::join!(first, dns.ask("short.example", Kind::Txt));
    assert!(first.is_err());
    assert_eq!((second.texts().count(), source.asked()), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn no_more_questions_are_open_than_may_be() {
    let source = Counting::default();
    let dns = Dns::new(source.clone(), &Bounds::default());
    let mut asking = JoinSet::new();
    for number in 0..1000 {
        let dns = dns.clone();
        asking.spawn(async move { dns.ask(&format!("d{number}.example"), Kind::Mx).await });
    }
    asking.join_all().await;
    assert_eq!((source.asked(), source.most_open.load(Ordering::Relaxed)), (1000, 100));
}

#[tokio::test(start_paused = true)]
async fn the_memory_is_bounded() {
    let source = Counting::default();
    let bounds = Bounds { remembered_lookups: 64, ..Bounds::default() };
    let dns = Dns::new(source.clone(), &bounds);
    for number in 0..1000 {
        dns.ask(&format!("d{number}.example"), Kind::Mx).await;
        assert!(dns.inner.memory.len() <= 64);
    }
    dns.ask("d999.example", Kind::Mx).await;
    assert_eq!(source.asked(), 1000, "the newest are kept");
}

#[tokio::test(start_paused = true)]
async fn questions_that_were_given_up_take_no_room() {
    let bounds = Bounds { remembered_lookups: 64, ..Bounds::default() };
    let dns = Dns::new(Counting::default(), &bounds);
    for number in 0..1000 {
        let name = format!("d{number}.example");
        assert!(tokio::time::timeout(Duration::from_millis(1), dns.ask(&name, Kind::Mx)).await.is_err());
        assert!(dns.inner.memory.len() <= 64);
    }
}

#[tokio::test]
async fn a_check_asks_as_often_as_it_may() {
    let zone = Zone::parse("example.com MX 10 mx.example.com").unwrap();
    let dns = Dns::new(zone.clone(), &Bounds::default());
    let limited = dns.limited_to(2);
    for expected in [None, None, Some(Fault::TooMany), Some(Fault::TooMany)] {
        assert_eq!(limited.clone().ask("example.com", Kind::Mx).await.fault(), expected);
    }
    assert_eq!(dns.limited_to(1).ask("example.com", Kind::Mx).await.fault(), None, "each check has its own");
    assert_eq!(limited.ask("a..b", Kind::Mx).await.fault(), Some(Fault::BadName));
    assert_eq!(zone.questions().len(), 1);
}

#[tokio::test]
async fn a_zone_answers_as_it_is_written() {
    let zone = "
        ; a comment
        example.com        MX    10 mx.example.com
        example.com        TXT   \"v=spf1 \" \"-all\"
        mx.example.com     A     192.0.2.1
        mx.example.com     AAAA  2001:db8::1
        alias.example.com  CNAME mx.example.com
        loop.example.com   CNAME loop.example.com
        dangling.example.com CNAME nowhere.example.com
        a.b.example.com    A     192.0.2.2
        *.list.example.com A     127.0.0.2
        broken.example.com ANY   !server-failure
        slow.example.com   TXT   !timeout
        slow.example.com   A     192.0.2.3
        例子.cn            MX    0 .
        _25._tcp.mx.example.com TLSA 3 1 1 00ff
    ";
    let dns = Dns::new(Zone::parse(zone).unwrap(), &Bounds::default());
    for (name, kind, expected) in [
        ("example.com", Kind::Mx, "Records([Mx { preference: 10, exchange: \"mx.example.com\" }])"),
        ("Example.COM.", Kind::Txt, &format!("Records([Txt({:?})])", b"v=spf1 -all")),
        ("alias.example.com", Kind::A, "Records([Cname(\"mx.example.com\"), A(192.0.2.1)])"),
        ("alias.example.com", Kind::Cname, "Records([Cname(\"mx.example.com\")])"),
        ("alias.example.com", Kind::Txt, "Empty"),
        ("loop.example.com", Kind::A, "Fault(AliasLoop)"),
        ("dangling.example.com", Kind::A, "NoName"),
        ("b.example.com", Kind::A, "Empty"),
        ("nowhere.example.com", Kind::A, "NoName"),
        ("2.0.0.127.list.example.com", Kind::A, "Records([A(127.0.0.2)])"),
        ("2.0.0.127.list.example.com", Kind::Txt, "Empty"),
        ("broken.example.com", Kind::Ns, "Fault(ServerFailure)"),
        ("slow.example.com", Kind::Txt, "Fault(Timeout)"),
        ("slow.example.com", Kind::A, "Records([A(192.0.2.3)])"),
        ("xn--fsqu00a.cn", Kind::Mx, "Records([Mx { preference: 0, exchange: \"\" }])"),
        ("_25._tcp.mx.example.com", Kind::Tlsa, "Records([Tlsa { usage: 3, selector: 1, matching: 1, data: [0, 255] }])"),
    ] {
        let outcome = match dns.ask(name, kind).await.outcome {
            Outcome::Records(records) => format!("Records({:?})", records.into_iter().map(|record| record.data).collect::<Vec<_>>()),
            other => format!("{other:?}"),
        };
        assert_eq!(outcome, expected, "{name} {}", kind.name());
    }
}

#[test]
fn a_zone_says_which_line_cannot_be_read() {
    for (zone, line) in
        [("example.com A 192.0.2.1\n\nexample.com A 192.0.2", 3), ("example.com MX mx", 1), ("a ANY !unheard-of", 1), ("a B c", 1)]
    {
        assert_eq!(Zone::parse(zone).err(), Some(ZoneError { line }), "{zone}");
    }
}
