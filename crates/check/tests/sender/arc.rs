//! The check `arc`.

use tuixin_check::sender::arc;

use crate::drawing::{draw, lines, run, world};
use crate::signed::{MAIL, Signer};

fn set(instance: usize, verdict: &str) -> String {
    format!(
        "ARC-Seal: i={instance}; a=ed25519-sha256; cv={verdict}; d=example.net; s=s1; b=AAAA\r\n\
         ARC-Message-Signature: i={instance}; a=ed25519-sha256; d=example.net; s=s1;\r\n h=from; bh=AAAA; b=AAAA\r\n\
         ARC-Authentication-Results: i={instance}; mx.example.net; spf=pass\r\n"
    )
}

fn check(header: &str, expected: &str) {
    let world = world(&Signer::of("example.net").zone());
    let report = run(arc::check(&world, "example.com", format!("{header}{MAIL}").as_bytes()));
    assert_eq!(draw(&report), lines(expected), "{header}");
}

#[test]
fn chains_are_whole_or_broken() {
    let key = "passed dkim-key-good";
    check("", "passed arc-none");
    check(&set(1, "none"), &format!("passed arc-whole\n{key}"));
    check(&format!("{}{}", set(2, "pass"), set(1, "none")), &format!("passed arc-whole\n{key}"));
    check(&set(2, "pass"), &format!("warning arc-broken\n{key}"));
    check(&format!("{}{}", set(1, "none"), set(1, "none")), &format!("warning arc-broken\n{key}"));
    check(&set(1, "none").replace("ARC-Message-Signature", "X-Signature"), &format!("warning arc-broken\n{key}"));
    check(&set(1, "none").replace("Results: i=1", "Results: i=x"), &format!("warning arc-broken\n{key}"));
    check(&format!("{}{}", set(2, "fail"), set(1, "none")), &format!("warning arc-failed\n{key}"));
    check(&set(1, "pass"), &format!("warning arc-verdict\n{key}"));
    check(&set(1, "none").replace("s=s1", "s=s2"), "warning dkim-key-none\npassed arc-whole");
    let long: String = (1..=51).map(|instance| set(instance, if instance == 1 { "none" } else { "pass" })).collect();
    check(&long, &format!("warning arc-long\n{key}"));
}
