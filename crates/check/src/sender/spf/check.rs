//! The check `spf`.

use std::net::IpAddr;
use std::time::Instant;

use crate::dns::{Data, Dns, Kind};
use crate::report::{Check, Evidence, Finding, Fix, Report, Verdict};
use crate::world::World;

use super::advice::{first_record, network_term, with_host};
use super::domain_name::as_asked;
use super::evaluate::{Evaluation, Query, SpfResult, evaluate};
use super::fault::Problem;
use super::lint;
use super::survey::{Survey, survey};
use super::trace::Step;

/// Whose record is checked, and for which host.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Subject<'s> {
    /// The domain of the envelope sender, or the name of the host.
    pub domain: &'s str,
    /// The host that sends; without it the records alone are checked.
    pub ip: Option<IpAddr>,
    /// The envelope sender, where it is known.
    pub sender: Option<&'s str>,
    /// The name with which the host introduces itself, where it is known.
    pub helo: Option<&'s str>,
}

impl<'s> Subject<'s> {
    /// The records of a domain, whatever the host.
    pub fn of(domain: &'s str) -> Subject<'s> {
        Subject { domain, ip: None, sender: None, helo: None }
    }

    /// The same for this host.
    #[must_use]
    pub fn from_ip(self, ip: IpAddr) -> Subject<'s> {
        Subject { ip: Some(ip), ..self }
    }

    /// The same for this envelope sender.
    #[must_use]
    pub fn with_sender(self, sender: &'s str) -> Subject<'s> {
        Subject { sender: Some(sender), ..self }
    }

    /// The same for a host that introduces itself so.
    #[must_use]
    pub fn with_helo(self, helo: &'s str) -> Subject<'s> {
        Subject { helo: Some(helo), ..self }
    }
}

/// Whether a host may send in the name of a domain, and whether the records of the domain are as they should be.
pub async fn check(world: &World, subject: &Subject<'_>) -> Report {
    let started = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let survey = survey(&dns, subject.domain).await;
    let findings = match survey.branches.first() {
        Some(root) if root.texts.is_empty() && root.lookup.fault().is_none() => vec![no_record(&dns, &survey, subject).await],
        _ => judge(world, &survey, subject).await,
    };
    Report::of(Check::Spf, as_asked(subject.domain), findings, started.elapsed())
}

async fn judge(world: &World, survey: &Survey, subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = lint::findings(survey);
    let Some(ip) = subject.ip else { return findings };
    let evaluation = evaluate(&world.dns.limited_to(world.bounds.lookups), &query(subject, ip)).await;
    if evaluation.result == SpfResult::Pass {
        // What is broken lies behind the term that let the host pass, and troubles other hosts only.
        findings.iter_mut().for_each(|finding| finding.verdict = finding.verdict.min(Verdict::Warning));
    }
    findings.extend(unsaid(&evaluation, &findings));
    findings.push(verdict_on_host(survey, subject, ip, &evaluation));
    findings
}

fn query<'s>(subject: &Subject<'s>, ip: IpAddr) -> Query<'s> {
    let query = Query::of(ip, subject.sender.unwrap_or_default(), subject.helo.unwrap_or(subject.domain));
    Query { domain: subject.domain, ..query }
}

async fn no_record(dns: &Dns, survey: &Survey, subject: &Subject<'_>) -> Finding {
    let domain = as_asked(subject.domain);
    let mail = dns.ask(&domain, Kind::Mx).await;
    let takes_mail = mail.records().iter().any(|record| matches!(&record.data, Data::Mx { exchange, .. } if !exchange.is_empty()));
    let record = first_record(takes_mail, subject.ip);
    let fix = Fix::new(if record.ends_with("-all") { "spf-fix-silent" } else { "spf-fix-publish" }).publish(&domain, "TXT", record);
    let found = Finding::new(Verdict::Failed, "spf-none").with("domain", &domain).mended_by(fix);
    survey.branches.iter().map(|branch| branch.lookup.clone()).fold(found, Finding::seen)
}

/// What the evaluation for the host says.
fn verdict_on_host(survey: &Survey, subject: &Subject<'_>, ip: IpAddr, evaluation: &Evaluation) -> Finding {
    let (verdict, text) = match evaluation.result {
        SpfResult::Pass => (Verdict::Passed, "spf-pass"),
        SpfResult::Fail => (Verdict::Failed, "spf-fail"),
        SpfResult::SoftFail => (Verdict::Warning, "spf-softfail"),
        SpfResult::Neutral => (Verdict::Warning, "spf-neutral"),
        SpfResult::TempError => (Verdict::Unknown, "spf-temperror"),
        SpfResult::None | SpfResult::PermError => (Verdict::Failed, "spf-permerror"),
    };
    let none = || ("none".to_owned(), "none".to_owned());
    let (term, owner) = evaluation.decided_by.clone().unwrap_or_else(none);
    let found = Finding::new(verdict, text)
        .with("domain", as_asked(subject.domain))
        .with("ip", ip)
        .with("term", term)
        .with("owner", owner)
        .with("explanation", evaluation.explanation.as_deref().unwrap_or("none"))
        .seen(Evidence::Lines(evaluation.trace.iter().map(Step::line).collect()));
    let is_mended = matches!(evaluation.result, SpfResult::Fail | SpfResult::SoftFail | SpfResult::Neutral);
    match survey.branches.first().and_then(|root| Some((&root.domain, root.texts.first()?))) {
        Some((domain, text)) if is_mended => {
            let fix = Fix::new("spf-fix-host").with("term", network_term(ip));
            found.mended_by(fix.publish(domain, "TXT", with_host(text, ip)))
        }
        _ => found,
    }
}

/// Why the evaluation broke off, where the records alone do not show it.
fn unsaid(evaluation: &Evaluation, said: &[Finding]) -> Option<Finding> {
    let problem = evaluation.problem.as_ref()?;
    let found = match problem {
        Problem::TooManyLookups { term } => Finding::new(Verdict::Failed, "spf-many-lookups-at").with("term", term),
        Problem::TooManyVoidLookups { term } => Finding::new(Verdict::Failed, "spf-many-voids-at").with("term", term),
        Problem::TooManyMailServers { domain } => Finding::new(Verdict::Failed, "spf-many-servers-at").with("domain", domain),
        Problem::NoRecord { term, domain } => Finding::new(Verdict::Failed, "spf-include-none").with("via", term).with("domain", domain),
        Problem::Dns { domain, .. } => Finding::new(Verdict::Unknown, "spf-unanswered").with("via", "none").with("domain", domain),
        Problem::TooSlow => Finding::new(Verdict::Unknown, "spf-slow"),
        Problem::SeveralRecords { .. } | Problem::Syntax { .. } => return None,
    };
    let is_said = said.iter().any(|known| known.text == found.text || found.text.strip_suffix("-at") == Some(known.text));
    (!is_said).then_some(found)
}
