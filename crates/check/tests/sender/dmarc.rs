//! The check `dmarc`.

use tuixin_check::sender::dmarc::{self, Authentication};
use tuixin_check::sender::spf::SpfResult;

use crate::drawing::{draw, lines, run, world};

fn check_mail(zone: &str, domain: &str, authentication: Option<&Authentication>, expected: &str) {
    let world = world(zone);
    let report = run(dmarc::check(&world, domain, authentication));
    assert_eq!(draw(&report), lines(expected), "{domain} in {zone}");
}

fn check(record: &str, expected: &str) {
    check_mail(&format!("_dmarc.example.com TXT {record}"), "example.com", None, expected);
}

#[test]
fn a_good_record_passes() {
    check("v=DMARC1; p=reject; rua=mailto:dmarc@example.com", "passed dmarc-policy");
    check("v=DMARC1; p=quarantine; rua=mailto:dmarc@reports.example.com", "passed dmarc-policy");
}

#[test]
fn a_missing_record_is_written_out() {
    let expected = "warning dmarc-none => _dmarc.example.com TXT v=DMARC1; p=none; rua=mailto:postmaster@example.com";
    check_mail("example.com A 192.0.2.1", "example.com", None, expected);
}

#[test]
fn a_record_that_protects_nobody_is_told() {
    for (record, expected) in [
        (
            "v=DMARC1; p=none; rua=mailto:a@example.com",
            "warning dmarc-policy-none => _dmarc.example.com TXT v=DMARC1; p=quarantine; rua=mailto:a@example.com",
        ),
        (
            "v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com",
            "warning dmarc-subdomains => _dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:a@example.com\npassed dmarc-policy",
        ),
        (
            "v=DMARC1; p=reject; t=y; rua=mailto:a@example.com",
            "warning dmarc-test => _dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:a@example.com\npassed dmarc-policy",
        ),
        (
            "v=DMARC1; p=reject; pct=20; rua=mailto:a@example.com",
            "warning dmarc-percentage => _dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:a@example.com\npassed dmarc-policy",
        ),
        (
            "v=DMARC1; p=reject",
            "passed dmarc-policy\npassed dmarc-no-reports => _dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:postmaster@example.com",
        ),
    ] {
        check(record, expected);
    }
}

#[test]
fn misspelt_records_are_mended() {
    for (record, expected) in [
        ("v=dmarc1; p=reject", "failed dmarc-misspelt => _dmarc.example.com TXT v=DMARC1; p=reject"),
        ("v=DMARC1 p=reject", "failed dmarc-misspelt => _dmarc.example.com TXT v=DMARC1; p=reject"),
        (
            "v=DMARC1; p=rejected; rua=mailto:a@example.com",
            "warning dmarc-syntax => _dmarc.example.com TXT v=DMARC1; p=none; rua=mailto:a@example.com
             warning dmarc-policy-none => _dmarc.example.com TXT v=DMARC1; p=quarantine; rua=mailto:a@example.com",
        ),
        (
            "v=DMARC1; rua=postmaster",
            "failed dmarc-syntax => _dmarc.example.com TXT v=DMARC1; p=none; rua=postmaster
             warning dmarc-policy-none => _dmarc.example.com TXT v=DMARC1; p=quarantine; rua=postmaster
             warning dmarc-report-address",
        ),
    ] {
        check(record, expected);
    }
}

#[test]
fn several_records_count_as_none() {
    check(
        "v=DMARC1; p=none\n_dmarc.example.com TXT v=DMARC1; p=reject",
        "failed dmarc-several => _dmarc.example.com TXT v=DMARC1; p=reject",
    );
}

#[test]
fn what_is_not_answered_is_unknown() {
    check("!server-failure", "unknown dmarc-unanswered");
    // A top-level domain that does not answer takes nothing from a record that was found below it.
    check_mail(
        "_dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:a@example.com\n_dmarc.com TXT !timeout",
        "example.com",
        None,
        "passed dmarc-policy",
    );
}

#[test]
fn subdomains_inherit() {
    let zone = "_dmarc.example.com TXT v=DMARC1; p=reject; np=quarantine; rua=mailto:a@example.com\nnews.example.com A 192.0.2.1";
    check_mail(zone, "news.example.com", None, "passed dmarc-policy-inherited");
    let zone = "_dmarc.example.com TXT v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com";
    let fix = "_dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@example.com";
    check_mail(zone, "news.example.com", None, &format!("warning dmarc-policy-none => {fix}"));
}

#[test]
fn reports_go_only_to_those_who_want_them() {
    let record = "_dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:a@reports.example.net";
    let fix = "example.com._report._dmarc.reports.example.net TXT v=DMARC1";
    check_mail(record, "example.com", None, &format!("warning dmarc-report-unwanted => {fix}\npassed dmarc-policy"));
    check_mail(&format!("{record}\n{fix}"), "example.com", None, "passed dmarc-policy");
    check_mail(&format!("{record}\n*._report._dmarc.reports.example.net TXT v=DMARC1;"), "example.com", None, "passed dmarc-policy");
    let silent = "example.com._report._dmarc.reports.example.net TXT !timeout";
    check_mail(&format!("{record}\n{silent}"), "example.com", None, "unknown dmarc-report-unanswered\npassed dmarc-policy");
}

#[test]
fn what_was_proved_has_to_be_what_is_seen() {
    let none = Authentication::none;
    let spf = |domain: &str, result| none().with_spf(domain, result);
    for (policy, authentication, expected) in [
        ("reject", spf("example.com", SpfResult::Pass), "passed dmarc-pass-spf"),
        ("reject", spf("bounce.example.com", SpfResult::Pass), "passed dmarc-pass-spf"),
        ("reject; aspf=s", spf("bounce.example.com", SpfResult::Pass), "failed dmarc-unaligned"),
        ("reject", spf("example.net", SpfResult::Pass), "failed dmarc-unaligned"),
        ("reject", spf("example.com", SpfResult::Fail), "failed dmarc-fail"),
        ("reject", spf("example.com", SpfResult::TempError), "unknown dmarc-fail"),
        ("reject", none().with_dkim("mail.example.com", true), "passed dmarc-pass-dkim"),
        ("reject; adkim=s", none().with_dkim("mail.example.com", true), "failed dmarc-unaligned"),
        ("reject", none().with_dkim("example.com", false), "failed dmarc-fail"),
        ("reject", spf("example.net", SpfResult::Pass).with_dkim("example.com", true), "passed dmarc-pass-dkim"),
        ("reject", none(), "failed dmarc-fail"),
    ] {
        let zone = format!("_dmarc.example.com TXT v=DMARC1; p={policy}; rua=mailto:a@example.com");
        let is_first = !expected.starts_with("passed");
        let expected = if is_first { format!("{expected}\npassed dmarc-policy") } else { format!("passed dmarc-policy\n{expected}") };
        check_mail(&zone, "example.com", Some(&authentication), &expected);
    }
}

#[test]
fn a_record_full_of_faults_is_told_in_short() {
    for piece in ["x;", "p=y;", "a=b;", "rua=x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x;"] {
        let world = world(&format!("_dmarc.example.com TXT v=DMARC1; {}", piece.repeat(64 * 1024 / piece.len())));
        let report = run(dmarc::check(&world, "example.com", None));
        assert!(report.findings.len() < 30, "{piece} gives {} findings", report.findings.len());
    }
}
