//! What receivers look up about a sender: names, introductions, blocklists.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use support::knot::Knot;
use support::left_out;
use tuixin::advice::{Language, Texts};
use tuixin_check::dns::{Dns, Resolvers, Servers, Zone};
use tuixin_check::sender::blocklist::{Blocklists, Kind, State, Subject};
use tuixin_check::sender::{blocklist, helo, ptr};
use tuixin_check::{Bounds, Evidence, Finding, Reach, Report, World};

const IP: &str = "192.0.2.10";

fn world(dns: Dns) -> World {
    let mut world = World::of(dns, Bounds::default());
    world.reach = Reach::Anywhere;
    world
}

fn world_of(zone: &Zone) -> World {
    world(Dns::new(zone.clone(), &Bounds::default()))
}

fn argument<'f>(finding: &'f Finding, name: &str) -> &'f str {
    finding.arguments.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
}

/// The findings of a report, one on a line, with these of their variables.
fn drawn(report: &Report, variables: &[&str]) -> String {
    let texts = Language::ALL.map(Texts::embedded);
    let mut lines = Vec::new();
    for finding in &report.findings {
        let mut line = format!("{} {}", finding.verdict.name(), finding.text);
        for name in variables.iter().filter(|name| !argument(finding, name).is_empty()) {
            write!(line, " {name}={}", argument(finding, name)).unwrap();
        }
        line += &finding.phrases.iter().map(|(_, text)| format!(" {text}")).collect::<String>();
        line +=
            &finding.fix.iter().flat_map(|fix| &fix.record).map(|r| format!(" -> {} {} {}", r.name, r.kind, r.value)).collect::<String>();
        for texts in &texts {
            let words = [Some(finding.words(texts)), finding.fix.as_ref().map(|fix| fix.words(texts))];
            for words in words.into_iter().flatten() {
                assert!(!words.contains("{$") && !words.contains("-fix") && words != finding.text, "{}: {words}", finding.text);
            }
            assert!(texts.has(finding.text), "{}", finding.text);
        }
        lines.push(line);
    }
    lines.join("\n")
}

async fn check_ptr(zone: &str, address: &str, expected: &str) {
    let report = ptr::check(&world_of(&Zone::parse(zone).unwrap()), address.parse().unwrap(), None).await;
    assert_eq!(drawn(&report, &["name", "names"]), expected, "{zone}");
}

#[tokio::test]
async fn names_of_addresses() {
    let reverse = "10.2.0.192.in-addr.arpa";
    let six = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";
    for (zone, expected) in [
        (format!("{reverse} PTR mail.example.com\nmail.example.com A {IP}"), "passed ptr-confirmed name=mail.example.com".to_owned()),
        (String::new(), format!("failed ptr-none -> {reverse} PTR mail.example.com")),
        (format!("{reverse} ANY !server-failure"), "unknown ptr-unknown".to_owned()),
        (format!("{reverse} PTR mail.example.com"), format!("failed ptr-unconfirmed name=mail.example.com -> mail.example.com A {IP}")),
        (
            format!("{reverse} PTR mail.example.com\nmail.example.com A 192.0.2.11"),
            format!("failed ptr-unconfirmed name=mail.example.com -> mail.example.com A {IP}"),
        ),
        (format!("{reverse} PTR mail.example.com\nmail.example.com ANY !timeout"), "unknown ptr-in-doubt name=mail.example.com".to_owned()),
        (
            format!("{reverse} PTR a.example.com\n{reverse} PTR b.example.com\nb.example.com A {IP}"),
            "warning ptr-several names=a.example.com, b.example.com\npassed ptr-confirmed name=b.example.com".to_owned(),
        ),
        (
            format!("{reverse} PTR 192-0-2-10.dsl.example.net\n192-0-2-10.dsl.example.net A {IP}"),
            "warning ptr-dynamic name=192-0-2-10.dsl.example.net\npassed ptr-confirmed name=192-0-2-10.dsl.example.net".to_owned(),
        ),
        (
            format!("{reverse} PTR ip-192-0-2-10.example.net\nip-192-0-2-10.example.net A {IP}"),
            format!(
                "warning ptr-unset name=ip-192-0-2-10.example.net -> {reverse} PTR mail.example.com\npassed ptr-confirmed name=ip-192-0-2-10.example.net"
            ),
        ),
        (format!("{reverse} PTR ."), format!("failed ptr-none -> {reverse} PTR mail.example.com")),
    ] {
        check_ptr(&zone, IP, &expected).await;
        check_ptr(&zone, "::ffff:192.0.2.10", &expected).await;
    }
    let good = format!("{six} PTR mail.example.com\nmail.example.com AAAA 2001:db8::1\nmail.example.com A {IP}");
    check_ptr(&good, "2001:db8::1", "passed ptr-confirmed name=mail.example.com").await;
    check_ptr("", "2001:db8::1", &format!("failed ptr-none -> {six} PTR mail.example.com")).await;
}

#[tokio::test]
async fn the_fix_names_the_host_that_is_meant() {
    let report = ptr::check(&world_of(&Zone::default()), IP.parse().unwrap(), Some("mx1.example.cn")).await;
    assert_eq!(drawn(&report, &[]), "failed ptr-none -> 10.2.0.192.in-addr.arpa PTR mx1.example.cn");
}

#[tokio::test]
async fn an_address_with_a_thousand_names_costs_a_few_questions() {
    let mut zone = String::new();
    for number in 0..1000 {
        writeln!(zone, "10.2.0.192.in-addr.arpa PTR host{number}.example.com").unwrap();
    }
    let zone = Zone::parse(&zone).unwrap();
    let report = ptr::check(&world_of(&zone), IP.parse().unwrap(), None).await;
    assert!(drawn(&report, &[]).starts_with("failed ptr-unconfirmed"));
    assert!(zone.questions().len() <= 11, "{}", zone.questions().len());
}

#[tokio::test]
async fn nothing_is_asked_about_private_addresses() {
    let zone = Zone::default();
    let world = world_of(&zone);
    for address in ["10.1.2.3", "127.0.0.1", "192.168.0.1", "fd00::1", "fe80::1", "::ffff:10.0.0.1"] {
        let address = address.parse().unwrap();
        assert_eq!(drawn(&ptr::check(&world, address, None).await, &[]), "unknown ptr-private");
        let report = blocklist::check(&world, &Subject::Address(address), &["zen.spamhaus.org"]).await;
        assert_eq!(drawn(&report, &[]), "unknown blocklist-private");
    }
    let mut public = world.clone();
    public.reach = Reach::Public;
    let report = blocklist::check(&public, &Subject::Address(IP.parse().unwrap()), &[]).await;
    assert_eq!(drawn(&report, &[]), "unknown blocklist-private");
    assert_eq!(zone.questions(), []);
}

#[tokio::test]
async fn introductions() {
    let zone = Zone::parse(
        "mail.example.com A 192.0.2.10\n other.example.com A 192.0.2.11\n six.example.com AAAA 2001:db8::1\n broken.example.com ANY !server-failure",
    );
    let world = world_of(&zone.unwrap());
    for (name, address, expected) in [
        ("mail.example.com", IP, "passed helo-good"),
        ("MAIL.example.com.", IP, "passed helo-good"),
        ("mail.example.com", "::ffff:192.0.2.10", "passed helo-good"),
        ("six.example.com", "2001:db8::1", "passed helo-good"),
        ("other.example.com", IP, "warning helo-other-address -> other.example.com A 192.0.2.10"),
        ("mail.example.com", "2001:db8::1", "warning helo-other-address -> mail.example.com AAAA 2001:db8::1"),
        ("absent.example.com", IP, "failed helo-unresolved -> absent.example.com A 192.0.2.10"),
        ("broken.example.com", IP, "unknown helo-unknown"),
        ("mail.example.com", "10.0.0.1", "unknown helo-private"),
        ("localhost", IP, "failed helo-local"),
        ("192.0.2.10", IP, "failed helo-bare-address"),
        ("[192.0.2.10]", IP, "warning helo-literal"),
        ("mail_1.example.com", IP, "failed helo-bad-characters"),
        ("MAILSERVER", IP, "failed helo-unqualified"),
        ("", IP, "failed helo-empty"),
    ] {
        let report = helo::check(&world, name, address.parse().unwrap()).await;
        assert_eq!(drawn(&report, &[]), expected, "{name}");
    }
}

/// The test entries of all lists, without which their silence counts for nothing.
fn test_entries(without: &[&str]) -> String {
    let mut zone = String::new();
    for list in Blocklists::embedded().all().iter().filter(|list| list.state == State::Alive && !without.contains(&list.zone.as_str())) {
        let name = match (list.test.as_deref(), list.kind) {
            (Some(""), _) => continue,
            (None, Kind::Ip) => "2.0.0.127".to_owned(),
            (test, _) => test.unwrap_or("test").to_owned(),
        };
        let answer = list.codes.keys().next().map_or("127.0.0.2", |code| code.split_once('-').map_or(code.as_str(), |(first, _)| first));
        writeln!(zone, "{name}.{} A {answer}", list.zone).unwrap();
    }
    zone
}

async fn lists(subject: &str, zone: &str, without: &[&str], named: &[&str]) -> Report {
    let subject = subject.parse().map_or_else(|_| Subject::Domain(subject.to_owned()), Subject::Address);
    let zone = Zone::parse(&(test_entries(without) + zone)).unwrap();
    blocklist::check(&world_of(&zone), &subject, named).await
}

/// `expected` without the line for the lists that list nothing, which every report has.
async fn check_lists(subject: &str, zone: &str, named: &[&str], expected: &str) {
    let report = lists(subject, zone, &[], named).await;
    let lines = drawn(&report, &["list", "lists", "answer"]);
    let found: Vec<&str> = lines.lines().filter(|line| !line.starts_with("passed blocklist-clean")).collect();
    assert_eq!(found.join("\n"), expected, "{subject} {zone}");
}

#[tokio::test]
async fn listings_say_what_they_mean() {
    let zen = "10.2.0.192.zen.spamhaus.org A";
    for (zone, expected) in [
        (format!("{zen} 127.0.0.2"), "failed blocklist-listed list=Spamhaus ZEN answer=127.0.0.2 blocklist-means-sbl"),
        (format!("{zen} 127.0.0.3"), "failed blocklist-listed list=Spamhaus ZEN answer=127.0.0.3 blocklist-means-css"),
        (format!("{zen} 127.0.0.4"), "failed blocklist-listed list=Spamhaus ZEN answer=127.0.0.4 blocklist-means-xbl"),
        (format!("{zen} 127.0.0.11"), "failed blocklist-listed list=Spamhaus ZEN answer=127.0.0.11 blocklist-means-pbl"),
        (
            format!("{zen} 127.0.0.2\n{zen} 127.0.0.9"),
            "failed blocklist-listed list=Spamhaus ZEN answer=127.0.0.2, 127.0.0.9 blocklist-means-sbl",
        ),
        (format!("{zen} 127.0.0.200"), "failed blocklist-listed list=Spamhaus ZEN answer=127.0.0.200 blocklist-means-unknown"),
        (
            "10.2.0.192.dnsbl-3.uceprotect.net A 127.0.0.2".to_owned(),
            "warning blocklist-listed-minor list=UCEPROTECT Level 3 answer=127.0.0.2 blocklist-means-provider",
        ),
        (
            "10.2.0.192.dnsbl.dronebl.org A 127.0.0.13".to_owned(),
            "warning blocklist-listed-minor list=DroneBL answer=127.0.0.13 blocklist-means-attacks",
        ),
        // Hostkarma has good things to say too.
        ("10.2.0.192.hostkarma.junkemailfilter.com A 127.0.0.1".to_owned(), ""),
        (String::new(), ""),
    ] {
        check_lists(IP, &zone, &[], expected).await;
        check_lists("::ffff:192.0.2.10", &zone, &[], expected).await;
    }
    let six = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.zen.spamhaus.org A 127.0.0.3";
    check_lists("2001:db8::1", six, &[], "failed blocklist-listed list=Spamhaus ZEN answer=127.0.0.3 blocklist-means-css").await;
}

#[tokio::test]
async fn domains_are_looked_up_on_lists_of_domains() {
    for (zone, expected) in [
        ("example.com.dbl.spamhaus.org A 127.0.1.4", "failed blocklist-listed list=Spamhaus DBL answer=127.0.1.4 blocklist-means-phishing"),
        // The last number of SURBL is a sum: phishing and malware.
        ("example.com.multi.surbl.org A 127.0.0.24", "failed blocklist-listed list=SURBL answer=127.0.0.24 blocklist-means-malware"),
        ("example.com.multi.uribl.com A 127.0.0.4", "failed blocklist-listed list=URIBL answer=127.0.0.4 blocklist-means-bulk-domain"),
        ("example.com.zen.spamhaus.org A 127.0.0.2", ""),
    ] {
        check_lists("example.com", zone, &[], expected).await;
    }
}

#[tokio::test]
async fn a_refusal_is_neither_listing_nor_acquittal() {
    for (subject, zone, expected) in [
        (IP, "10.2.0.192.zen.spamhaus.org A 127.255.255.254", "unknown blocklist-refused-resolver lists=Spamhaus ZEN"),
        (IP, "10.2.0.192.zen.spamhaus.org A 127.255.255.255", "unknown blocklist-refused-volume lists=Spamhaus ZEN"),
        (IP, "10.2.0.192.zen.spamhaus.org A 127.255.255.252", "unknown blocklist-refused-name lists=Spamhaus ZEN"),
        (IP, "10.2.0.192.zen.spamhaus.org A 127.255.255.250", "unknown blocklist-refused lists=Spamhaus ZEN"),
        (
            IP,
            "10.2.0.192.zen.spamhaus.org A 127.255.255.254\n10.2.0.192.bl.spamcop.net A 127.255.255.254",
            "unknown blocklist-refused-resolver lists=Spamhaus ZEN, SpamCop",
        ),
        ("example.com", "example.com.multi.uribl.com A 127.0.0.1", "unknown blocklist-refused lists=URIBL"),
        ("example.com", "example.com.multi.surbl.org A 127.0.0.1", "unknown blocklist-refused lists=SURBL"),
        ("example.com", "example.com.dbl.spamhaus.org A 127.0.1.255", "unknown blocklist-refused lists=Spamhaus DBL"),
        (IP, "10.2.0.192.zen.spamhaus.org ANY !server-failure", "unknown blocklist-unanswered lists=Spamhaus ZEN"),
        (IP, "10.2.0.192.zen.spamhaus.org ANY !timeout", "unknown blocklist-unanswered lists=Spamhaus ZEN"),
        // A small list leaves no question open that matters.
        (IP, "10.2.0.192.bl.0spam.org ANY !timeout", ""),
        (IP, "10.2.0.192.bl.0spam.org A 127.255.255.254", ""),
    ] {
        check_lists(subject, zone, &[], expected).await;
    }
    let report = lists(IP, "10.2.0.192.bl.0spam.org ANY !timeout", &[], &[]).await;
    assert_eq!(argument(&report.findings[0], "left_out"), "0Spam");
}

#[tokio::test]
async fn a_list_has_to_prove_that_it_is_one() {
    // It answers nothing, not even for its test entry.
    let report = lists(IP, "", &["zen.spamhaus.org"], &[]).await;
    assert!(drawn(&report, &["lists"]).starts_with("unknown blocklist-unanswered lists=Spamhaus ZEN\n"), "{}", drawn(&report, &["lists"]));
    // It lists everything, as a dead list does when its domain changes hands, with an answer of a list or with a real address.
    for answer in ["127.0.0.2", "203.0.113.7"] {
        let everything = format!("*.bl.0spam.org A {answer}");
        let report = lists(IP, &everything, &["bl.0spam.org"], &[]).await;
        let lines = drawn(&report, &["left_out"]);
        assert!(lines.starts_with("passed blocklist-clean left_out=0Spam") && !lines.contains('\n'), "{lines}");
        let named = lists(IP, &everything, &["bl.0spam.org"], &["bl.0spam.org"]).await;
        assert!(drawn(&named, &["list"]).starts_with("warning blocklist-dead list=0Spam\n"), "{}", drawn(&named, &[]));
    }
}

#[tokio::test]
async fn what_a_bounce_named_is_told_in_any_case() {
    for (named, zone, expected) in [
        ("bl.spamcop.net", "", "passed blocklist-lapsed list=SpamCop"),
        ("SpamCop", "", "passed blocklist-lapsed list=SpamCop"),
        ("xbl.spamhaus.org.", "", "passed blocklist-lapsed list=Spamhaus ZEN"),
        ("dnsbl.sorbs.net", "", "warning blocklist-closed list=SORBS"),
        ("ix.dnsbl.manitu.net", "", "warning blocklist-closed list=NiX Spam"),
        ("Trend Micro RBL+", "", "unknown blocklist-needs-key list=Trend Micro Email Reputation Services"),
        (
            "dnsbl-3.uceprotect.net",
            "10.2.0.192.dnsbl-3.uceprotect.net A 127.0.0.2",
            "failed blocklist-listed list=UCEPROTECT Level 3 answer=127.0.0.2 blocklist-means-provider",
        ),
        ("bl.0spam.org", "10.2.0.192.bl.0spam.org ANY !timeout", "unknown blocklist-unanswered lists=0Spam"),
        // A list that nobody has described is asked too.
        (
            "rbl.example.net",
            "10.2.0.192.rbl.example.net A 127.0.0.2\n2.0.0.127.rbl.example.net A 127.0.0.2",
            "failed blocklist-listed list=rbl.example.net answer=127.0.0.2 blocklist-means-unknown",
        ),
        ("rbl.example.net", "2.0.0.127.rbl.example.net A 127.0.0.2", "passed blocklist-lapsed list=rbl.example.net"),
        ("rbl.example.net", "", "warning blocklist-dead list=rbl.example.net"),
        ("our own list", "", "unknown blocklist-no-such-list list=our own list"),
        // A list of domains says nothing about an address.
        ("multi.surbl.org", "", ""),
    ] {
        check_lists(IP, zone, &[named], expected).await;
    }
}

#[tokio::test]
async fn a_list_costs_two_questions_and_its_proof_is_remembered() {
    let zone = Zone::parse(&test_entries(&[])).unwrap();
    let world = world_of(&zone);
    let lists = Blocklists::embedded().all().iter().filter(|list| list.state == State::Alive && list.kind == Kind::Ip).count();
    let asked = |before: usize| zone.questions().len() - before;
    blocklist::check(&world, &Subject::Address(IP.parse().unwrap()), &[]).await;
    let first = asked(0);
    assert!(first > lists && first <= 2 * lists, "{first} questions to {lists} lists");
    blocklist::check(&world, &Subject::Address("192.0.2.11".parse().unwrap()), &[]).await;
    assert_eq!(asked(first), lists);
}

#[tokio::test]
async fn the_reason_of_a_list_is_evidence() {
    let zone = "10.2.0.192.bl.spamcop.net A 127.0.0.2\n10.2.0.192.bl.spamcop.net TXT \"Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.10\"";
    let report = lists(IP, zone, &[], &[]).await;
    let texts = report.findings[0].evidence.iter().flat_map(|seen| match seen {
        Evidence::Lookup(lookup) => lookup.texts().map(|text| text.into_owned()).collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.10"]);
    let words = report.findings[0].fix.as_ref().unwrap().words(&Texts::embedded(Language::English));
    assert!(words.contains("https://www.spamcop.net/bl.shtml") && words.contains("about 1."), "{words}");
}

#[test]
fn every_list_is_described() {
    let texts = Language::ALL.map(Texts::embedded);
    let lists = Blocklists::embedded();
    let (mut ids, mut zones) = (BTreeSet::new(), BTreeSet::new());
    assert!(lists.all().iter().filter(|list| list.state == State::Alive).count() >= 25);
    for list in lists.all() {
        assert!(ids.insert(&list.id) && zones.insert(&list.zone), "{} stands twice", list.id);
        assert!(!list.source.is_empty() && list.zone.contains('.'), "{}", list.id);
        assert!(list.closed.is_none() || list.state == State::Closed, "{}", list.id);
        assert!(list.state == State::Closed || list.removal.is_some() || list.lapse_hours.is_some(), "{}", list.id);
        assert!(list.state != State::Alive || !list.codes.is_empty(), "{}", list.id);
        for meaning in list.codes.values() {
            assert!(texts.iter().all(|texts| texts.has(&format!("blocklist-means-{meaning}"))), "{}: {meaning}", list.id);
        }
        let codes = list.codes.keys().chain(&list.minor).chain(&list.refusals).chain(&list.harmless);
        for code in codes {
            let first = code.split_once('-').map_or(code.as_str(), |(first, _)| first);
            assert!(first.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback()), "{}: {code}", list.id);
        }
    }
}

#[tokio::test]
async fn a_real_name_server_with_listings_and_refusals_is_understood() {
    let zones = [
        (
            "zen.spamhaus.org",
            "10.2.0.192 A 127.0.0.4\n10.2.0.192 TXT \"https://check.spamhaus.org/query/ip/192.0.2.10\"\n2.0.0.127 A 127.0.0.2\n",
        ),
        ("bl.spamcop.net", "* A 127.255.255.254\n"),
        ("b.barracudacentral.org", "2.0.0.127 A 127.0.0.2\n"),
        ("bl.0spam.org", "* A 127.0.0.2\n"),
    ];
    let zones = zones.map(|(name, records)| {
        (
            name,
            format!(
                "$ORIGIN {name}.\n$TTL 60\n@ SOA ns.example.com. postmaster.example.com. 1 60 60 60 60\n@ NS ns.example.com.\n{records}"
            ),
        )
    });
    let zones: Vec<(&str, &str)> = zones.iter().map(|(name, zone)| (*name, zone.as_str())).collect();
    let Some(knot) = Knot::start(&zones) else { return left_out("blocklists on a real name server", "knotd", "knot") };
    let servers: Servers = knot.address.to_string().parse().unwrap();
    let dns = Dns::new(Resolvers::open(&servers, &Bounds::default()).await.unwrap(), &Bounds::default());
    let report = blocklist::check(&world(dns), &Subject::Address(IP.parse().unwrap()), &["bl.0spam.org"]).await;
    let expected = "failed blocklist-listed list=Spamhaus ZEN blocklist-means-xbl\n\
                    warning blocklist-dead list=0Spam\n\
                    unknown blocklist-refused-resolver lists=SpamCop\n\
                    passed blocklist-clean lists=Barracuda Reputation Block List";
    // Knot refuses the zones that it does not have, which are all the other lists.
    assert_eq!(drawn(&report, &["list", "lists"]), expected);
}
