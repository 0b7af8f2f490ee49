//! Bounces of no known form.
//!
//! - [`gate`] tells a notice from other mail.
//! - [`sense`] knows the phrases by which a text reports a failure in the languages of mail systems, [`survey`] lays the words out by them.
//! - [`tie`] finds the addresses that something ties to the failure: [`heading`] those with which a line begins, [`apart`] those that stand alone above what is said of them, [`bare`] those without a domain.
//! - [`said`] gives each recipient its own words, [`share`] its part of those that speak of several.
//!
//! Where the words name nobody, the mail itself may: an address packed into the one to which the notice went, or the only recipient of the returned mail.
//! What nothing ties to a failure is not reported.

mod apart;
mod bare;
mod gate;
mod heading;
mod remark;
mod said;
mod sense;
mod share;
mod survey;
mod tie;

use std::collections::{HashMap, HashSet};

use super::incoming::Incoming;
use super::original;
use super::words::Words;
use crate::evidence::holds_a_code;
use crate::notice::address::{self, Unpacked, mentions, unpacked};
use crate::notice::{Action, Delivery, MAX_DELIVERIES, Warning};
use gate::Gate;
pub(super) use remark::remark;
use said::Said;
use sense::Senses;
use survey::Survey;
use tie::{Tie, Tied};

/// Whether a text says that a mail was not delivered, and names an address.
pub(in crate::notice) fn tells_a_failure(text: &str) -> bool {
    sense::senses_of(text).any(Senses::FAILED | Senses::DELAYED) && mentions(text).next().is_some()
}

/// Whether a text is about a delivery that failed or has to wait, in words or by a code.
pub(in crate::notice) fn speaks_of_a_delivery(text: &str) -> bool {
    sense::senses_of(text).any(Senses::FAILED | Senses::DELAYED | Senses::GIVEN_UP) || holds_a_code(text)
}

/// Deliveries of a mail that has no report for programs and no known form.
pub(super) fn deliveries(incoming: &Incoming<'_, '_>, warnings: &mut Vec<Warning>) -> Vec<Delivery> {
    let subject = sense::senses_of(incoming.subject());
    let Some(gate) = gate::pass(incoming, subject) else { return Vec::new() };
    if subject.any(Senses::SUCCEEDED) {
        return Vec::new();
    }
    let surveys: Vec<(&Words<'_>, Survey<'_>)> = incoming.words().iter().map(|words| (words, Survey::of(words))).collect();
    let all = surveys.iter().fold(Senses::NONE, |all, (_, survey)| all | survey.senses());
    let telling = Senses::FAILED | Senses::DELAYED | Senses::CODE;
    let named = distinct(incoming.fields_named("X-Failed-Recipients").flat_map(|field| address::named(&field.text()).collect::<Vec<_>>()));
    let is_told = (subject | all).any(telling) || (gate >= Gate::System && all.any(Senses::REASON));
    if !is_told && named.is_empty() {
        return Vec::new();
    }
    let action = action(subject, all);
    let keys: HashSet<String> = named.iter().map(|named| address::key(named)).collect();
    for (words, survey) in &surveys {
        if !named.is_empty() {
            let mut tied = tie::tied(survey, true);
            tied.retain(|one| keys.contains(&address::key(&one.address)));
            return spoken(incoming, (&named, &tied), words, survey, action, warnings);
        }
        let found = read(incoming, (gate, subject), words, survey, action, warnings);
        if !found.is_empty() {
            return found;
        }
    }
    for words in incoming.words().iter().filter_map(Words::with_repeated_fields) {
        let found = read(incoming, (gate, subject), &words, &Survey::of(&words), action, warnings);
        if !found.is_empty() {
            return found;
        }
    }
    if !named.is_empty() {
        return named.into_iter().map(|recipient| delivery(Some(recipient), action)).collect();
    }
    let recipient = (gate >= Gate::System && (all | subject).any(telling)).then(|| implied(incoming)).flatten();
    let is_unnamed = match gate {
        Gate::Pasted => all.any(telling | Senses::REASON),
        Gate::System => subject.any(Senses::FAILED) && all.any(telling),
        Gate::Path | Gate::Subject => false,
    };
    if recipient.is_none() && !is_unnamed {
        return Vec::new();
    }
    let mut delivery = delivery(recipient, action);
    for (words, survey) in &surveys {
        Said::of(words, survey, &[], HashSet::new()).give(&mut delivery, warnings);
    }
    vec![delivery]
}

/// Deliveries whose words say why they failed, as far as that is known without a rule.
pub(super) fn reasons(incoming: &Incoming<'_, '_>, warnings: &mut Vec<Warning>) -> Vec<Delivery> {
    let tells_why = |delivery: &Delivery| {
        delivery.reply.as_ref().is_some_and(|reply| sense::senses_of(&reply.text).any(Senses::REASON | Senses::GIVEN_UP))
    };
    deliveries(incoming, warnings).into_iter().filter(tells_why).collect()
}

/// The recipients that one part of the mail ties to a failure.
fn read(
    incoming: &Incoming<'_, '_>,
    (gate, subject): (Gate, Senses),
    words: &Words<'_>,
    survey: &Survey<'_>,
    action: Action,
    warnings: &mut Vec<Warning>,
) -> Vec<Delivery> {
    let mut tied = tie::tied(survey, subject.any(Senses::FAILED | Senses::DELAYED));
    let mut recipients = chosen(incoming, gate, &tied);
    if recipients.is_empty() && gate >= Gate::System {
        tied = bare::tied(survey);
        recipients = distinct(tied.iter().map(|one| one.address.clone()));
    }
    spoken(incoming, (&recipients, &tied), words, survey, action, warnings)
}

/// The recipients with the words that one part of the mail says about them.
fn spoken(
    incoming: &Incoming<'_, '_>,
    (recipients, tied): (&[String], &[Tied]),
    words: &Words<'_>,
    survey: &Survey<'_>,
    action: Action,
    warnings: &mut Vec<Warning>,
) -> Vec<Delivery> {
    if recipients.len() > MAX_DELIVERIES {
        Warning::Truncated.add_to(warnings);
    }
    let sender = original::sender(incoming);
    let is_sender = |address: &str| incoming.is_own(address) || sender.as_deref().is_some_and(|sender| address::is_same(sender, address));
    let keys = recipients.iter().map(|recipient| address::key(recipient));
    let others = tied.iter().filter(|one| !is_sender(&one.address)).map(|one| address::key(&one.address));
    let mut said = Said::of(words, survey, tied, keys.chain(others).collect());
    let originals: HashMap<String, &String> =
        tied.iter().filter_map(|one| Some((address::key(&one.address), one.original.as_ref()?))).collect();
    recipients
        .iter()
        .take(MAX_DELIVERIES)
        .map(|recipient| {
            let mut delivery = delivery(Some(recipient.clone()), action);
            let original = originals.get(&address::key(recipient)).filter(|original| !address::is_same(original, recipient));
            delivery.original_recipient = original.map(|original| (*original).clone());
            said.give(&mut delivery, warnings);
            delivery
        })
        .collect()
}

fn delivery(recipient: Option<String>, action: Action) -> Delivery {
    Delivery { recipient, action: Some(action), ..Delivery::default() }
}

/// The recipients among the addresses that were tied: those with the strongest tie.
fn chosen(incoming: &Incoming<'_, '_>, gate: Gate, tied: &[Tied]) -> Vec<String> {
    let sender = original::sender(incoming);
    let is_sender = |address: &str| sender.as_deref().is_some_and(|sender| address::is_same(sender, address));
    let written_to = original::recipients(incoming);
    // Some systems tell the recipient of the mail in a field that elsewhere tells the notice's own.
    let is_written_to = |address: &str| !incoming.is_addressee(address) && written_to.iter().any(|known| address::is_same(known, address));
    let is_own = |address: &str| is_sender(address) || (incoming.is_own(address) && !is_written_to(address));
    let others = strongest(gate, tied.iter().filter(|one| !is_own(&one.address)));
    if !others.is_empty() {
        return others;
    }
    // Somebody who wrote to himself is told so by nothing weaker than a list of what failed.
    let is_excluded = |address: &str| incoming.is_author(address) || (gate < Gate::System && incoming.is_addressee(address));
    let is_listed = |one: &&Tied| one.tie == Tie::Heads || (one.tie == Tie::Answered && one.has_own_words);
    strongest(gate, tied.iter().filter(is_listed).filter(|one| !is_excluded(&one.address)))
}

fn strongest<'t>(gate: Gate, tied: impl Iterator<Item = &'t Tied> + Clone) -> Vec<String> {
    let Some(best) = tied.clone().map(|one| one.tie).min() else { return Vec::new() };
    let found = distinct(tied.filter(|one| one.tie == best).map(|one| one.address.clone()));
    let is_sure = match best {
        Tie::Heads | Tie::Answered => true,
        Tie::Told => gate >= Gate::Path,
        // These say what happened to one, if to anybody.
        Tie::Explained | Tie::Near | Tie::Repeated => gate >= Gate::System && found.len() == 1,
    };
    if is_sure { found } else { Vec::new() }
}

/// Addresses, each mailbox once.
fn distinct(addresses: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    addresses.filter(|address| seen.insert(address::key(address))).collect()
}

/// The recipient that the mail names outside its words.
fn implied(incoming: &Incoming<'_, '_>) -> Option<String> {
    let packed = ["To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"]
        .into_iter()
        .flat_map(|name| incoming.fields_named(name))
        .flat_map(|field| mentions(&field.text()).map(|mention| mention.address).collect::<Vec<_>>())
        .find_map(|address| match unpacked(&address) {
            Some(Unpacked::Recipient(recipient)) => Some(recipient),
            _ => None,
        });
    let subject = incoming.subject();
    let told = mentions(subject).map(|mention| mention.address).next();
    packed
        .or(told.filter(|recipient| !incoming.is_own(recipient)))
        .or_else(|| original::only_recipient(incoming))
        .filter(|recipient| !incoming.is_own(recipient))
}

/// Whether the mail has failed or only not arrived yet.
///
/// Both are said with the same words, and a notice of failure may quote that the system had gone on trying; so the subject decides where it can, and what was given up is no delay.
fn action(subject: Senses, words: Senses) -> Action {
    let is_delayed = if subject.any(Senses::DELAYED) {
        true
    } else if subject.any(Senses::FAILED) {
        false
    } else {
        words.any(Senses::DELAYED) && !words.any(Senses::GIVEN_UP)
    };
    if is_delayed { Action::Delayed } else { Action::Failed }
}

#[cfg(test)]
mod tests;
