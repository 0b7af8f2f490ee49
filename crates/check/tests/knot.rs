//! A real name server: what a zone says is what is understood.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use support::knot::Knot;
use support::left_out;
use tuixin::knowledge::Knowledge;
use tuixin_check::dns::{Data, Dns, Kind, Lookup, Outcome, Resolvers, Servers};
use tuixin_check::{Bounds, Reach, Report, World, recipient};

/// Bytes of a text that is about as long as a message can carry (RFC 1035 section 4.2.2).
const LARGEST_TEXT: usize = 250 * 250;

/// The zone of the tests with texts that would be long to write.
fn zone() -> String {
    let string = format!("\"{}\" ", "x".repeat(250));
    let long = |count: usize| string.repeat(count);
    format!("{}\ntruncated TXT {}\noversize TXT {}\n", include_str!("zones/example.com.zone"), long(10), long(LARGEST_TEXT / 250))
}

/// The server; where it is missing that is said.
fn knot(tests: &str) -> Option<Knot> {
    let knot = Knot::start(&[("example.com", &zone())]);
    if knot.is_none() {
        left_out(tests, "knotd", "knot");
    }
    knot
}

async fn dns(knot: &Knot, bounds: &Bounds) -> Dns {
    let servers: Servers = knot.address.to_string().parse().unwrap();
    Dns::new(Resolvers::open(&servers, bounds).await.unwrap(), bounds)
}

fn told(lookup: &Lookup) -> String {
    let data = |data: &Data| match data {
        Data::A(address) => address.to_string(),
        Data::Aaaa(address) => address.to_string(),
        Data::Mx { preference, exchange } => format!("{preference} {exchange}"),
        Data::Cname(target) => format!("-> {target}"),
        Data::Txt(text) if text.len() > 100 => format!("{} bytes", text.len()),
        Data::Txt(text) => String::from_utf8_lossy(text).into_owned(),
        Data::Tlsa { usage, selector, matching, data } => format!("{usage} {selector} {matching} {} bytes", data.len()),
        other => format!("{other:?}"),
    };
    match &lookup.outcome {
        Outcome::Records(records) => {
            let mut told: Vec<_> = records.iter().map(|record| data(&record.data)).collect();
            if lookup.kind == Kind::Mx {
                told.sort();
            }
            told.join(", ")
        }
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_zone_is_understood() {
    let Some(knot) = knot("a zone on a real name server") else { return };
    let dns = dns(&knot, &Bounds::default()).await;
    for (name, kind, expected) in [
        ("example.com", Kind::Mx, "10 mx1.example.com, 20 mx2.example.com"),
        ("EXAMPLE.com.", Kind::Txt, "v=spf1 mx -all"),
        ("example.com", Kind::Soa, "Soa(\"ns.example.com\")"),
        ("example.com", Kind::Ns, "Ns(\"ns.example.com\")"),
        ("mx1.example.com", Kind::Aaaa, "2001:db8::1"),
        ("mx2.example.com", Kind::Aaaa, "Empty"),
        ("nowhere.example.com", Kind::A, "NoName"),
        ("b.example.com", Kind::A, "Empty"),
        ("nullmx.example.com", Kind::Mx, "0 "),
        ("alias1.example.com", Kind::A, "-> alias2.example.com, -> alias3.example.com, -> mx1.example.com, 192.0.2.1"),
        ("alias1.example.com", Kind::Mx, "Empty"),
        ("loop1.example.com", Kind::A, "Fault(AliasLoop)"),
        ("dangling.example.com", Kind::A, "NoName"),
        ("outside.example.com", Kind::A, "Fault(Refused)"),
        ("example.net", Kind::A, "Fault(Refused)"),
        ("_25._tcp.mx1.example.com", Kind::Tlsa, "3 1 1 32 bytes"),
        ("例子.example.com", Kind::Mx, "10 mx1.example.com"),
        ("truncated.example.com", Kind::Txt, "2500 bytes"),
        ("oversize.example.com", Kind::Txt, "62500 bytes"),
    ] {
        assert_eq!(told(&dns.ask(name, kind).await), expected, "{name} {}", kind.name());
    }
}

/// The findings of a report, the gravest first.
fn findings(report: &Report) -> String {
    let told = report.findings.iter().map(|finding| format!("{} {}", finding.verdict.name(), finding.text));
    told.collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn the_side_of_the_recipient_is_judged() {
    let Some(knot) = knot("checks of recipients on a real name server") else { return };
    let bounds = Bounds::default();
    let mut world = World::of(dns(&knot, &bounds).await, bounds);
    world.reach = Reach::Anywhere;
    let knowledge = Knowledge::embedded();
    for (domain, mx, domain_itself) in [
        ("example.com", "passed mx-found", "passed domain-found"),
        ("例子.example.com", "passed mx-found", "passed domain-found"),
        ("nullmx.example.com", "failed mx-null", "passed domain-found"),
        ("nullandmore.example.com", "warning mx-target-null, passed mx-found", "passed domain-found"),
        ("aliasmx.example.com", "warning mx-target-alias, passed mx-found", "passed domain-found"),
        ("noaddress.example.com", "failed mx-target-no-address", "passed domain-found"),
        ("missing.example.com", "failed mx-target-no-address", "passed domain-found"),
        ("loopback.example.com", "failed mx-target-localhost", "passed domain-found"),
        ("literal.example.com", "failed mx-target-literal", "passed domain-found"),
        ("implicit.example.com", "warning mx-implicit", "passed domain-found"),
        ("nothing.example.com", "failed mx-none", "failed domain-empty"),
        ("nowhere.example.com", "failed mx-no-domain", "failed domain-no-subdomain"),
        ("loop1.example.com", "unknown dns-unanswered", "failed domain-alias-loop"),
        ("dangling.example.com", "failed mx-no-domain", "failed domain-alias-nowhere"),
        ("outside.example.com", "unknown dns-unanswered", "unknown dns-unanswered"),
    ] {
        assert_eq!(findings(&recipient::mx::check(&world, &knowledge, domain).await), mx, "{domain}");
        assert_eq!(findings(&recipient::domain::check(&world, domain).await), domain_itself, "{domain}");
    }
    let rest = [
        recipient::null_mx::check(&world, "nullmx.example.com").await,
        recipient::mta_sts::check(&world, "example.com").await,
        recipient::tls_rpt::check(&world, "example.com").await,
        recipient::dane::check(&world, "example.com").await,
        recipient::typo::check(&world, "exampel.com", &["example.com".to_owned()]).await,
    ];
    let told: Vec<String> = rest.iter().map(findings).collect();
    // Knot answers for nothing but its zone, and vouches for nothing.
    let expected = [
        "failed null-mx-declared",
        "passed mta-sts-found",
        "passed tls-rpt-found",
        "warning dane-not-authentic",
        "warning typo-near-unchecked",
    ];
    assert_eq!(told, expected);
    world.reach = Reach::Public;
    assert_eq!(findings(&recipient::mx::check(&world, &knowledge, "private.example.com").await), "failed mx-target-private");
}

#[tokio::test]
async fn an_absence_is_remembered_as_long_as_the_zone_says() {
    let Some(knot) = knot("absences on a real name server") else { return };
    let dns = dns(&knot, &Bounds::default()).await;
    for (name, kind) in [("nowhere.example.com", Kind::A), ("mx2.example.com", Kind::Aaaa)] {
        let lookup = dns.ask(name, kind).await;
        assert_eq!(lookup.absence_ttl.map(|ttl| ttl.as_secs()), Some(120), "{name}");
    }
}
