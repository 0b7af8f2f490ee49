//! BIMI (draft-brand-indicators-for-message-identification): the logo that some mail programs show beside a mail.
//!
//! No mail is refused for the lack of a logo, so nothing here is worse than a warning.

use std::time::Instant;

use crate::dns::{Dns, Kind, Lookup, asked};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::sender::dmarc::{Policy, Walk, walk};
use crate::sender::report::report;
use crate::sender::tags::Tags;
use crate::world::World;

/// The selector of mails that name none.
const SELECTOR: &str = "default";

/// The record, and whether the DMARC policy is strict enough for receivers to show the logo.
pub async fn check(world: &World, domain: &str) -> Report {
    let started = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let domain = asked(domain).unwrap_or_else(|| domain.to_owned());
    let walk = walk(&dns, &domain).await;
    let lookup = record_of(&dns, &walk).await;
    let findings = judge(&domain, &walk, &lookup);
    report(Check::Bimi, &domain, findings, started)
}

/// The record of the domain, else that of its organisation.
async fn record_of(dns: &Dns, walk: &Walk) -> Lookup {
    let own = dns.ask(&format!("{SELECTOR}._bimi.{}", walk.domain), Kind::Txt).await;
    let organization = walk.organizational_domain();
    if organization == walk.domain || own.fault().is_some() || own.texts().any(|text| is_record(&text)) {
        return own;
    }
    dns.ask(&format!("{SELECTOR}._bimi.{organization}"), Kind::Txt).await
}

fn is_record(text: &str) -> bool {
    text.split(';').next().is_some_and(|first| first.split_whitespace().collect::<String>() == "v=BIMI1")
}

fn judge(domain: &str, walk: &Walk, lookup: &Lookup) -> Vec<Finding> {
    let about = |verdict, text| Finding::new(verdict, text).with("domain", domain).with("name", &lookup.name).seen(lookup.clone());
    if lookup.fault().is_some() {
        return vec![about(Verdict::Unknown, "bimi-unanswered")];
    }
    let records: Vec<String> = lookup.texts().filter(|text| is_record(text)).map(|text| text.into_owned()).collect();
    let text = match records.as_slice() {
        [] => return vec![about(Verdict::Passed, "bimi-none")],
        [text] => text,
        _ => return vec![about(Verdict::Warning, "bimi-several").with("count", records.len())],
    };
    let tags = Tags::parse(text);
    let (logo, certificate) = (tags.value("l"), tags.value("a").unwrap_or_default());
    if logo == Some("") && certificate.is_empty() {
        return vec![about(Verdict::Passed, "bimi-declined")];
    }
    let mut findings = Vec::new();
    let logo = logo.unwrap_or_default();
    if !is_secure(logo) || !logo.to_ascii_lowercase().ends_with(".svg") {
        findings.push(about(Verdict::Warning, "bimi-logo").with("url", if logo.is_empty() { "none" } else { logo }));
    }
    if certificate.is_empty() {
        findings.push(about(Verdict::Passed, "bimi-no-certificate"));
    } else if !is_secure(certificate) {
        findings.push(about(Verdict::Warning, "bimi-certificate").with("url", certificate));
    }
    if !is_enforced(walk) {
        findings.push(about(Verdict::Warning, "bimi-policy").mended_by(Fix::new("bimi-fix-policy")));
    }
    if findings.iter().all(|finding| finding.verdict == Verdict::Passed) {
        findings.push(about(Verdict::Passed, "bimi-good").with("url", logo));
    }
    findings
}

fn is_secure(url: &str) -> bool {
    url.get(.."https://".len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://")) && !url.contains(char::is_whitespace)
}

/// Whether forged mail is to be refused or put aside, and not only some of it.
fn is_enforced(walk: &Walk) -> bool {
    walk.applied(true).is_some_and(|applied| {
        let record = &applied.found.record;
        applied.policy > Policy::None && !record.is_test && record.percentage.is_none_or(|percentage| percentage == 100)
    })
}
