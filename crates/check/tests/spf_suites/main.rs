//! Our evaluator of SPF against suites of others.
//!
//! `rfc7208` is the open suite of openspf.org, which Debian installs with `golang-blitiri-go-spf-dev`; `mail_auth` holds the cases that the crate `mail-auth` carries in its sources.
//! Neither is copied here; a suite that is not at hand is left out, and the test says so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod case;
mod mail_auth_suite;
mod names;
mod rfc7208;

use case::Case;

/// Runs all cases and complains about those that neither agree nor are among the known differences; and about differences that are none.
fn check(suite: &str, cases: &[Case], differences: &[(&str, &str)]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut agreed, mut wrong, mut differing) = (0, Vec::new(), Vec::new());
    for case in cases {
        match runtime.block_on(case.run()) {
            Ok(()) => agreed += 1,
            Err(_) if differences.iter().any(|(name, _)| *name == case.name) => differing.push(case.name.as_str()),
            Err(complaint) => wrong.push(format!("{}: {complaint}", case.name)),
        }
    }
    println!("{suite}: {agreed} of {} cases agree, {} differ as listed", cases.len(), differing.len());
    assert!(wrong.is_empty(), "{suite}:\n{}", wrong.join("\n"));
    for (name, reason) in differences {
        assert!(differing.contains(name), "{suite}: {name} agrees and need not be listed ({reason})");
    }
}

#[test]
fn rfc7208_suite() {
    match rfc7208::read() {
        Some(cases) => {
            assert!(cases.len() > 190, "only {} cases were read", cases.len());
            check("RFC 7208 suite", &cases, rfc7208::DIFFERENCES);
        }
        None => println!("LEFT OUT: {} is missing; install golang-blitiri-go-spf-dev", rfc7208::PATH),
    }
}

#[test]
fn mail_auth_suite() {
    match mail_auth_suite::read() {
        Some(cases) => {
            assert!(cases.len() > 150, "only {} cases were read", cases.len());
            check("suite of mail-auth", &cases, mail_auth_suite::DIFFERENCES);
        }
        None => println!("LEFT OUT: the sources of mail-auth hold no resources/spf"),
    }
}
