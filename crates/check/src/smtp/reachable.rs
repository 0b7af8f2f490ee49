//! The check `smtp`: whether the mail hosts of a domain answer, and what they say to whoever comes.

use tuixin::smtp::{Class, Stage};

use super::dialogue::{Dialogue, Probe, Request};
use super::handshake::Encryption;
use super::hosts::{MailHost, Route};
use super::outbound::{self, Outbound};
use super::refusal;
use super::reply::Reply;
use super::survey::{Survey, survey};
use super::trouble::Trouble;
use crate::recipient::unanswered;
use crate::report::{Check, Evidence, Finding, Fix, Report, Verdict};
use crate::world::World;

/// Talks to the mail hosts of a domain and tells what they said.
pub async fn check(world: &World, domain: &str, request: &Request) -> Report {
    report(world, &survey(world, domain, request).await)
}

/// Tells what the mail hosts of a domain said.
pub fn report(world: &World, survey: &Survey) -> Report {
    let findings = match &survey.route {
        Route::Hosts { hosts, .. } => {
            hosts.iter().zip(&survey.dialogues).map(|(host, dialogue)| host_finding(world, survey, host, dialogue)).collect()
        }
        other => route_finding(other, &survey.domain).into_iter().collect::<Vec<Finding>>(),
    };
    let findings = findings.into_iter().chain(blocked_finding(world, survey)).chain(probe_finding(world, survey)).collect();
    Report::of(Check::Smtp, &survey.domain, findings, survey.took)
}

/// Why there is nobody to talk to.
pub(super) fn route_finding(route: &Route, domain: &str) -> Option<Finding> {
    let (verdict, text, lookup) = match route {
        Route::Hosts { .. } => return None,
        Route::NullMx(lookup) => (Verdict::Failed, "smtp-null-mx", lookup),
        Route::Nowhere(lookup) => (Verdict::Failed, "smtp-nowhere", lookup),
        Route::Unknown(lookup, fault) => return Some(unanswered(lookup, *fault).with("domain", domain)),
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
    let others = if survey.reaches_others() { "yes" } else { "no" };
    if let (Trouble::NoAddress, Some(fault), Some(lookup)) = (trouble, host.fault, host.lookups.first()) {
        return unanswered(lookup, fault);
    }
    let verdict = match trouble {
        Trouble::OutOfReach | Trouble::Silence | Trouble::Drip | Trouble::Flood => Verdict::Unknown,
        _ if another_answers(survey, dialogue) => Verdict::Warning,
        trouble if trouble.is_proof() => Verdict::Failed,
        // Nobody came through to this host, and somebody to others.
        trouble if outbound::may_be_ours(trouble) && survey.reaches_others() => Verdict::Failed,
        _ => Verdict::Unknown,
    };
    let finding = Finding::new(verdict, trouble.text());
    if outbound::may_be_ours(trouble) { finding.with("others", others) } else { finding }
}

/// That no mail server at all can be reached from here, which says nothing about the domain.
fn blocked_finding(world: &World, survey: &Survey) -> Option<Finding> {
    let Outbound::Blocked(transcript) = &survey.outbound else { return None };
    let finding = Finding::new(Verdict::Unknown, "smtp-port-blocked").with("port", world.smtp_port);
    Some(finding.seen(Evidence::Lines(transcript.lines().to_vec())).mended_by(Fix::new("smtp-fix-port")))
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
