//! The check `spf`.

use tuixin_check::Evidence;
use tuixin_check::sender::spf::{self, Subject};

use crate::drawing::{draw, lines, world};

fn check(zone: &str, ip: Option<&str>, expected: &str) {
    let world = world(zone);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let subject = Subject::of("example.com");
    let subject = ip.map_or(subject, |ip| subject.from_ip(ip.parse().unwrap()));
    let report = runtime.block_on(spf::check(&world, &subject));
    assert_eq!(draw(&report), lines(expected), "{zone}");
}

#[test]
fn a_host_that_is_named_passes() {
    check(
        "example.com TXT v=spf1 mx ip4:192.0.2.0/24 -all
         example.com MX 10 mx.example.com
         mx.example.com A 198.51.100.1",
        Some("192.0.2.7"),
        "passed spf-lookups
         passed spf-minus-all
         passed spf-pass",
    );
}

#[test]
fn a_host_that_is_not_named_is_added() {
    for (end, verdict) in [("-all", "failed spf-fail"), ("~all", "warning spf-softfail"), ("?all", "warning spf-neutral")] {
        let ending = match end {
            "-all" => "passed spf-minus-all",
            "~all" => "passed spf-tilde-all",
            _ => "warning spf-question-all => example.com TXT v=spf1 mx ~all",
        };
        let fault = format!("{verdict} => example.com TXT v=spf1 mx ip4:192.0.2.7 {end}");
        let expected = if end == "?all" { [ending, &fault, "passed spf-lookups"] } else { [&fault, "passed spf-lookups", ending] };
        check(
            &format!("example.com TXT v=spf1 mx {end}\nexample.com MX 10 mx.example.com\nmx.example.com A 198.51.100.1"),
            Some("192.0.2.7"),
            &expected.join("\n"),
        );
    }
}

#[test]
fn a_domain_without_a_record_gets_one() {
    check("example.com MX 10 mx.example.com", Some("192.0.2.7"), "failed spf-none => example.com TXT v=spf1 mx ip4:192.0.2.7 ~all");
    check("example.com A 192.0.2.1", Some("2001:db8::7"), "failed spf-none => example.com TXT v=spf1 ip6:2001:db8::7 ~all");
    check("example.com MX 0 .", None, "failed spf-none => example.com TXT v=spf1 -all");
    check("example.com TXT v=spf10 -all", None, "failed spf-none => example.com TXT v=spf1 -all");
}

#[test]
fn what_is_not_answered_is_unknown() {
    check("example.com TXT !timeout", Some("192.0.2.7"), "unknown spf-unanswered\nunknown spf-temperror");
    check(
        "example.com TXT v=spf1 include:_spf.example.net -all
         _spf.example.net TXT !server-failure",
        Some("192.0.2.7"),
        "unknown spf-unanswered
         unknown spf-temperror
         passed spf-lookups
         passed spf-minus-all",
    );
}

#[test]
fn records_with_faults_are_mended() {
    check(
        "example.com TXT v=spf1 mx -all
         example.com TXT v=spf1 ip4:192.0.2.7 ~all",
        None,
        "failed spf-several => example.com TXT v=spf1 mx ip4:192.0.2.7 ~all
         warning spf-void
         passed spf-lookups
         passed spf-minus-all",
    );
    check(
        "example.com TXT v=spf1 ip:192.0.2.7 -all",
        Some("192.0.2.7"),
        "failed spf-syntax => example.com TXT v=spf1 ip4:192.0.2.7 -all
         failed spf-permerror
         passed spf-lookups",
    );
}

#[test]
fn the_end_of_a_record_is_judged() {
    for (record, expected) in [
        ("v=spf1 ip4:192.0.2.7 +all", "failed spf-plus-all => example.com TXT v=spf1 ip4:192.0.2.7 ~all\npassed spf-lookups"),
        ("v=spf1 ip4:192.0.2.7 all", "failed spf-plus-all => example.com TXT v=spf1 ip4:192.0.2.7 ~all\npassed spf-lookups"),
        ("v=spf1 ip4:192.0.2.7", "warning spf-no-all => example.com TXT v=spf1 ip4:192.0.2.7 ~all\npassed spf-lookups"),
        ("v=spf1 -all ip4:192.0.2.7", "warning spf-after-all\npassed spf-lookups\npassed spf-minus-all"),
        ("v=spf1 -all redirect=_spf.example.com", "warning spf-after-all\npassed spf-lookups\npassed spf-minus-all"),
        ("v=spf1 ptr -all", "warning spf-ptr => example.com TXT v=spf1 -all\npassed spf-lookups\npassed spf-minus-all"),
    ] {
        check(&format!("example.com TXT {record}"), None, expected);
    }
}

#[test]
fn look_ups_are_counted_over_the_whole_tree() {
    let included: String =
        (0..5).map(|i| format!("_{i}.example.net TXT v=spf1 a:h{i}.example.net ~all\nh{i}.example.net A 192.0.2.{i}\n")).collect();
    let record =
        "v=spf1 a include:_0.example.net include:_1.example.net include:_2.example.net include:_3.example.net include:_4.example.net -all";
    let zone = format!("example.com TXT {record}\nexample.com A 192.0.2.99\n{included}");
    let slim = record.replace("v=spf1 a ", "v=spf1 ip4:192.0.2.99 ");
    check(&zone, None, &format!("failed spf-many-lookups => example.com TXT {slim}\npassed spf-minus-all"));
    // A host that matches before the limit passes, and the fault remains a warning.
    let expected = format!("warning spf-many-lookups => example.com TXT {slim}\npassed spf-minus-all\npassed spf-pass");
    check(&zone, Some("192.0.2.1"), &expected);
}

#[test]
fn includes_that_lead_nowhere_are_found() {
    check(
        "example.com TXT v=spf1 include:gone.example.net include:_spf.example.net -all
         _spf.example.net TXT v=spf1 include:_spf.example.net ip4:192.0.2.7 ~all",
        None,
        "failed spf-include-none => example.com TXT v=spf1 include:_spf.example.net -all
         failed spf-circle
         passed spf-lookups
         passed spf-minus-all",
    );
}

#[test]
fn names_without_anything_are_told() {
    check(
        "example.com TXT v=spf1 a:a.example.com a:b.example.com mx:c.example.com ip4:192.0.2.7 -all",
        Some("192.0.2.8"),
        "failed spf-many-voids => example.com TXT v=spf1 ip4:192.0.2.7 -all
         failed spf-permerror
         warning spf-void
         warning spf-void
         warning spf-void
         passed spf-lookups
         passed spf-minus-all",
    );
}

#[test]
fn large_records_are_told() {
    let networks = |count: usize| (0..count).map(|i| format!("ip4:192.0.2.{i} ")).collect::<String>();
    check(&format!("example.com TXT v=spf1 {}-all", networks(20)), None, "passed spf-lookups\npassed spf-minus-all\npassed spf-long");
    check(&format!("example.com TXT v=spf1 {}-all", networks(40)), None, "warning spf-large\npassed spf-lookups\npassed spf-minus-all");
}

#[test]
fn a_tree_without_end_is_cut_off() {
    let zone: String =
        (0..60).map(|i| format!("n{i}.example.net TXT v=spf1 include:n{}.example.net include:m{i}.example.net ~all\n", i + 1)).collect();
    check(
        &format!("example.com TXT v=spf1 include:n0.example.net -all\n{zone}*.example.net TXT v=spf1 ~all"),
        Some("192.0.2.7"),
        "failed spf-many-lookups
         failed spf-permerror
         passed spf-minus-all",
    );
}

#[test]
fn the_trace_shows_what_was_compared() {
    let world = world(
        "example.com TXT v=spf1 mx include:_spf.example.net -all
         example.com MX 10 mx.example.com
         mx.example.com A 198.51.100.1
         _spf.example.net TXT v=spf1 ip4:192.0.2.0/24 ~all",
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let report = runtime.block_on(spf::check(&world, &Subject::of("example.com").from_ip("192.0.2.7".parse().unwrap())));
    let host = report.findings.iter().find(|finding| finding.text == "spf-pass").unwrap();
    let Some(Evidence::Lines(trace)) = host.evidence.last() else { panic!("no trace") };
    let expected = [
        "example.com: v=spf1 mx include:_spf.example.net -all",
        "  mx [1] (198.51.100.1) ✗",
        "  include:_spf.example.net [2]",
        "  _spf.example.net: v=spf1 ip4:192.0.2.0/24 ~all",
        "    ip4:192.0.2.0/24 ✓ pass",
        "  → pass",
        "  include:_spf.example.net ✓ pass",
        "→ pass",
    ];
    assert_eq!(*trace, expected);
}
