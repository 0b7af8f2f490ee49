//! The check `bimi`.

use tuixin_check::sender::bimi;

use crate::drawing::{draw, lines, run, world};

const DMARC: &str = "_dmarc.example.com TXT v=DMARC1; p=reject";

fn check(zone: &str, domain: &str, expected: &str) {
    assert_eq!(draw(&run(bimi::check(&world(zone), domain))), lines(expected), "{zone}");
}

#[test]
fn the_logo_and_what_it_needs_are_judged() {
    let good = "v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/logo.pem";
    for (record, dmarc, expected) in [
        (good, DMARC, "passed bimi-good"),
        ("v=BIMI1; l=https://example.com/logo.svg", DMARC, "passed bimi-no-certificate\npassed bimi-good"),
        ("v=BIMI1; l=; a=", DMARC, "passed bimi-declined"),
        ("v=BIMI1; l=http://example.com/logo.svg; a=https://example.com/logo.pem", DMARC, "warning bimi-logo"),
        ("v=BIMI1; l=https://example.com/logo.png; a=http://example.com/logo.pem", DMARC, "warning bimi-logo\nwarning bimi-certificate"),
        ("v=BIMI1; a=https://example.com/logo.pem", DMARC, "warning bimi-logo"),
        (good, "_dmarc.example.com TXT v=DMARC1; p=none", "warning bimi-policy"),
        (good, "_dmarc.example.com TXT v=DMARC1; p=reject; pct=50", "warning bimi-policy"),
        (good, "", "warning bimi-policy"),
        ("!timeout", DMARC, "unknown bimi-unanswered"),
        ("something else", DMARC, "passed bimi-none"),
        ("v=BIMI1; l=\ndefault._bimi.example.com TXT v=BIMI1; l=", DMARC, "warning bimi-several"),
    ] {
        check(&format!("default._bimi.example.com TXT {record}\n{dmarc}"), "example.com", expected);
    }
    check(DMARC, "example.com", "passed bimi-none");
    check(&format!("default._bimi.example.com TXT {good}\n{DMARC}"), "news.example.com", "passed bimi-good");
}
