//! The check `tls`: whether the mail hosts of a domain encrypt, and whether their certificates are good for them.
//!
//! Mail goes to a host with a bad certificate all the same (RFC 7435), unless the domain demands a good one by MTA-STS (RFC 8461).
//! DANE (RFC 7672) demands encryption and has its own idea of a good certificate.

use std::time::SystemTime;

use super::certificate::{Certificate, CertificateFault};
use super::dialogue::{Dialogue, Encryption, Request};
use super::hosts::Route;
use super::reachable::{lines, route_finding, shown_address};
use super::refusal;
use super::survey::{Survey, survey};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;
use tuixin::smtp::Stage;

/// A certificate that ends sooner is worth a warning: automatic renewal happens a month before the end, so it has failed.
const SOON_DAYS: i64 = 14;

/// What the domain demands of its mail hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Demand {
    /// Nothing: who can encrypts.
    #[default]
    Nothing,
    /// Encryption, whatever the certificate: the TLSA records say which is meant (DANE).
    Encryption,
    /// A certificate that is good for the host (MTA-STS in the mode `enforce`).
    GoodCertificate,
}

/// Talks to the mail hosts of a domain and tells how they encrypt.
pub async fn check(world: &World, domain: &str, request: &Request, demand: Demand) -> Report {
    report(world, &survey(world, domain, request).await, demand)
}

/// Tells how the mail hosts of a domain encrypt.
pub fn report(world: &World, survey: &Survey, demand: Demand) -> Report {
    let mut findings = Vec::new();
    for dialogue in &survey.dialogues {
        findings.extend(host_findings(world, dialogue, demand));
    }
    if !matches!(survey.route, Route::Hosts(_)) {
        findings.extend(route_finding(&survey.route, &survey.domain).map(|finding| Finding { verdict: Verdict::Unknown, ..finding }));
    }
    Report::of(Check::Tls, &survey.domain, findings, survey.took)
}

fn host_findings(world: &World, dialogue: &Dialogue, demand: Demand) -> Vec<Finding> {
    let without = if demand == Demand::Nothing { Verdict::Warning } else { Verdict::Failed };
    let findings = match &dialogue.encryption {
        Encryption::NotReached => vec![Finding::new(Verdict::Unknown, "tls-not-reached")],
        Encryption::NotOffered => vec![Finding::new(without, "tls-not-offered").mended_by(Fix::new("tls-fix-offer"))],
        Encryption::Refused(reply) => {
            vec![refusal::told(Finding::new(without, "tls-refused"), world, &dialogue.host, Stage::StartTls, reply)]
        }
        Encryption::Broken(trouble) => {
            vec![Finding::new(without, trouble.text()).mended_by(Fix::new("tls-fix-handshake"))]
        }
        Encryption::Established { version, certificate: Some(certificate) } => certificate_findings(version, certificate, demand),
        Encryption::Established { version, certificate: None } => {
            vec![Finding::new(Verdict::Warning, "tls-no-certificate").with("version", version)]
        }
    };
    let named = |finding: Finding| finding.with("host", &dialogue.host).with("address", shown_address(dialogue)).seen(lines(dialogue));
    findings.into_iter().map(named).collect()
}

fn certificate_findings(version: &str, certificate: &Certificate, demand: Demand) -> Vec<Finding> {
    let days = certificate.days_left(SystemTime::now());
    if certificate.faults.is_empty() {
        let (verdict, text) = if days < SOON_DAYS { (Verdict::Warning, "tls-ends-soon") } else { (Verdict::Passed, "tls-good") };
        let finding = Finding::new(verdict, text).with("version", version).with("days", days).with("issuer", &certificate.issuer);
        return vec![if verdict == Verdict::Passed { finding } else { finding.mended_by(Fix::new("tls-fix-renew")) }];
    }
    let verdict = if demand == Demand::GoodCertificate { Verdict::Failed } else { Verdict::Warning };
    certificate.faults.iter().map(|fault| certificate_finding(fault, certificate, verdict).with("version", version)).collect()
}

fn certificate_finding(fault: &CertificateFault, certificate: &Certificate, verdict: Verdict) -> Finding {
    let (text, fix) = match fault {
        CertificateFault::WrongName => ("tls-wrong-name", "tls-fix-name"),
        CertificateFault::Expired => ("tls-expired", "tls-fix-renew"),
        CertificateFault::NotYetValid => ("tls-not-yet-valid", "tls-fix-clock"),
        CertificateFault::SelfSigned => ("tls-self-signed", "tls-fix-authority"),
        CertificateFault::ChainTooShort => ("tls-chain-too-short", "tls-fix-chain"),
        CertificateFault::UnknownIssuer => ("tls-unknown-issuer", "tls-fix-authority"),
        CertificateFault::Unreadable => ("tls-bad-certificate", "tls-fix-authority"),
        CertificateFault::Other(_) => ("tls-other-fault", "tls-fix-authority"),
    };
    let names = if certificate.names.is_empty() { "none".to_owned() } else { certificate.names.join(", ") };
    let days = certificate.days_left(SystemTime::now());
    let finding = Finding::new(verdict, text).with("names", names).with("issuer", &certificate.issuer).with("days", days.saturating_abs());
    let finding = match fault {
        CertificateFault::Other(words) => finding.with("words", words),
        _ => finding,
    };
    finding.mended_by(Fix::new(fix))
}
