//! What is said of a mail before it is sent, on any bytes: reports have findings with words, and what is collected is bounded.

#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, UNIX_EPOCH};

use libfuzzer_sys::fuzz_target;
use tuixin::advice::{Language, Texts};
use tuixin::mime::Mail;
use tuixin_check::message::bulk::Sending;
use tuixin_check::message::{attachment, bulk, form, links, recipient_count};
use tuixin_check::{Evidence, Report};

static TEXTS: LazyLock<[Texts; 2]> = LazyLock::new(|| [Texts::embedded(Language::English), Texts::embedded(Language::Chinese)]);

fuzz_target!(|raw: &[u8]| {
    let mail = Mail::parse(raw);
    let lines = raw.iter().filter(|byte| **byte == b'\n').count() + 1;
    // 2026-01-05
    sound(&form::report(&mail, UNIX_EPOCH + Duration::from_secs(1_767_614_400)), lines);
    let sending = Sending { is_bulk: true, recipients: recipient_count::recipients(&mail).len() };
    sound(&bulk::report(&mail, sending), lines);
    sound(&attachment::report(&mail, Some("google")), lines);
    sound(&attachment::report(&mail, None), lines);
    assert!(links::hosts(&mail).len() <= 100);
    assert!(links::hosts(&mail).iter().chain(&links::reply_domains(&mail)).all(|host| !host.contains(char::is_whitespace)));
});

fn sound(report: &Report, lines: usize) {
    assert!(!report.findings.is_empty());
    assert!(!report.subject.contains(char::is_control));
    for finding in &report.findings {
        for texts in TEXTS.iter() {
            assert!(texts.has(finding.text), "{}", finding.text);
            assert!(finding.fix.as_ref().is_none_or(|fix| texts.has(fix.text)), "{}", finding.text);
            assert!(!finding.words(texts).is_empty());
        }
        for (name, value) in &finding.arguments {
            assert!(*name != "line" || value.parse().is_ok_and(|line: usize| (1..=lines).contains(&line)), "{name}: {value}");
        }
        for evidence in &finding.evidence {
            let Evidence::Lines(shown) = evidence else { continue };
            assert!(shown.iter().all(|line| !line.contains(char::is_control)));
        }
    }
}
