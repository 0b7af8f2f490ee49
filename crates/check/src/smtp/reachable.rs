//! The check `smtp`: whether the mail hosts of a domain answer, and what they say to whoever comes.

use tuixin::smtp::{Class, Stage};

use super::dialogue::{Dialogue, Encryption, Probe, Request};
use super::hosts::{MailHost, Route};
use super::refusal;
use super::reply::Reply;
use super::survey::{Survey, survey};
use super::trouble::Trouble;
use crate::report::{Check, Evidence, Finding, Report, Verdict};
use crate::world::World;

/// Talks to the mail hosts of a domain and tells what they said.
pub async fn check(world: &World, domain: &str, request: &Request) -> Report {
    report(world, &survey(world, domain, request).await)
}

/// Tells what the mail hosts of a domain said.
pub fn report(world: &World, survey: &Survey) -> Report {
    let findings = match &survey.route {
        Route::Hosts(hosts) => {
            hosts.iter().zip(&survey.dialogues).map(|(host, dialogue)| host_finding(world, survey, host, dialogue)).collect()
        }
        other => route_finding(other, &survey.domain).into_iter().collect::<Vec<Finding>>(),
    };
    let findings = findings.into_iter().chain(probe_finding(world, survey)).collect();
    Report::of(Check::Smtp, &survey.domain, findings, survey.took)
}

/// Why there is nobody to talk to.
pub(super) fn route_finding(route: &Route, domain: &str) -> Option<Finding> {
    let (verdict, text, lookup) = match route {
        Route::Hosts(_) => return None,
        Route::NullMx(lookup) => (Verdict::Failed, "smtp-null-mx", lookup),
        Route::Nowhere(lookup) => (Verdict::Failed, "smtp-nowhere", lookup),
        Route::Unknown(lookup) => (Verdict::Unknown, "smtp-route-unknown", lookup),
    };
    Some(Finding::new(verdict, text).with("domain", domain).seen(lookup.clone()))
}

fn host_finding(world: &World, survey: &Survey, host: &MailHost, dialogue: &Dialogue) -> Finding {
    let finding = match (&dialogue.greeting, &dialogue.hello, dialogue.trouble) {
        (Some(greeting), _, _) if greeting.code().class() != Class::Success => {
            refused(world, survey, dialogue, "smtp-greeting-refused", Stage::Greeting, greeting)
        }
        (_, Some(hello), _) if hello.code().class() != Class::Success && !is_encrypted(dialogue) => {
            refused(world, survey, dialogue, "smtp-hello-refused", Stage::Ehlo, hello)
        }
        (_, None, Some((_, trouble))) => troubled(survey, host, dialogue, trouble),
        _ => answers(dialogue),
    };
    finding.with("host", &host.name).with("address", shown_address(dialogue)).seen(lines(dialogue))
}

fn is_encrypted(dialogue: &Dialogue) -> bool {
    matches!(dialogue.encryption, Encryption::Established { .. })
}

fn answers(dialogue: &Dialogue) -> Finding {
    let offers = dialogue.capabilities.has("STARTTLS") || is_encrypted(dialogue);
    let starttls = if offers { "yes" } else { "no" };
    Finding::new(Verdict::Passed, "smtp-answers").with("starttls", starttls)
}

/// A host that refuses everybody, or us.
fn refused(world: &World, survey: &Survey, dialogue: &Dialogue, text: &'static str, stage: Stage, reply: &Reply) -> Finding {
    let is_for_now = reply.code().class() == Class::Temporary;
    let verdict = if is_for_now || another_answers(survey, dialogue) { Verdict::Warning } else { Verdict::Failed };
    refusal::told(Finding::new(verdict, text), world, &dialogue.host, stage, reply)
}

fn troubled(survey: &Survey, host: &MailHost, dialogue: &Dialogue, trouble: Trouble) -> Finding {
    let others = if survey.reached_any() { "yes" } else { "no" };
    if trouble == Trouble::NoAddress && host.fault.is_some() {
        let finding = Finding::new(Verdict::Unknown, "smtp-address-unknown");
        return host.lookups.iter().fold(finding, |finding, lookup| finding.seen(lookup.clone()));
    }
    let verdict = match trouble {
        Trouble::OutOfReach => Verdict::Unknown,
        trouble if another_answers(survey, dialogue) || (!trouble.is_proof() && others == "yes") => bounded(trouble, Verdict::Warning),
        trouble if trouble.is_proof() => Verdict::Failed,
        _ => Verdict::Unknown,
    };
    Finding::new(verdict, trouble.text()).with("others", others)
}

/// What one of our own bounds cut off is unknown, whoever else answers.
fn bounded(trouble: Trouble, otherwise: Verdict) -> Verdict {
    if matches!(trouble, Trouble::Silence | Trouble::Drip | Trouble::Flood) { Verdict::Unknown } else { otherwise }
}

/// Whether another host of the domain takes mail, so that this one's fault costs time and no mail.
fn another_answers(survey: &Survey, this: &Dialogue) -> bool {
    let is_fine = |dialogue: &Dialogue| dialogue.hello.as_ref().is_some_and(|hello| hello.code().class() == Class::Success);
    survey.dialogues.iter().any(|dialogue| dialogue.host != this.host && is_fine(dialogue))
}

/// The lines of a dialogue as evidence.
pub(super) fn lines(dialogue: &Dialogue) -> Evidence {
    Evidence::Lines(dialogue.transcript.lines().to_vec())
}

/// The address that was talked to, or `none`.
pub(super) fn shown_address(dialogue: &Dialogue) -> String {
    dialogue.address.map_or_else(|| "none".to_owned(), |address| address.ip().to_string())
}

fn probe_finding(world: &World, survey: &Survey) -> Option<Finding> {
    if let Some((provider, withheld)) = &survey.withheld {
        let finding = Finding::new(Verdict::Unknown, "smtp-probe-withheld").with("provider", provider).with("source", &withheld.source);
        return Some(finding.with_phrase("why", &withheld.reason));
    }
    let dialogue = survey.probe.as_ref()?;
    let finding = match &dialogue.probe {
        None => Finding::new(Verdict::Unknown, "smtp-probe-unanswered"),
        Some(Probe::NotInternational) => Finding::new(Verdict::Failed, "smtp-not-international"),
        Some(Probe::SenderRefused(reply)) => {
            refusal::told(Finding::new(Verdict::Warning, "smtp-bounces-refused"), world, &dialogue.host, Stage::MailFrom, reply)
        }
        Some(Probe::Answered(reply)) => recipient(world, dialogue, reply),
    };
    Some(finding.with("host", &dialogue.host).with("address", shown_address(dialogue)).seen(lines(dialogue)))
}

fn recipient(world: &World, dialogue: &Dialogue, reply: &Reply) -> Finding {
    let (verdict, text) = match reply.code().class() {
        Class::Success => return Finding::new(Verdict::Passed, "smtp-recipient-taken").with("reply", reply.text()),
        Class::Permanent => (Verdict::Failed, "smtp-recipient-refused"),
        // Greylisting is the usual reason, and says nothing about the address.
        _ => (Verdict::Unknown, "smtp-recipient-deferred"),
    };
    refusal::told(Finding::new(verdict, text), world, &dialogue.host, Stage::RcptTo, reply)
}
