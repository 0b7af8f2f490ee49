//! What stands in a letter: its subject and its paragraphs, with a marked place for all that only the sender knows.

use super::matter::Matter;
use super::receiver::Receiver;
use super::{Letter, LetterKind, Outcome, Recipient, Side};
use crate::advice::{Advice, Audience, Texts, advise};
use crate::knowledge::{Knowledge, Offer, Particular};

/// All facts in the order in which a letter lists them.
const LISTED: [Particular; 15] = [
    Particular::Time,
    Particular::MessageId,
    Particular::Sender,
    Particular::Domain,
    Particular::Recipient,
    Particular::Ip,
    Particular::Helo,
    Particular::Host,
    Particular::Volume,
    Particular::Mended,
    Particular::Website,
    Particular::Name,
    Particular::Company,
    Particular::Email,
    Particular::Phone,
];
/// By these a mail is found in the logs of whoever refused it.
const TRACES: [Particular; 4] = [Particular::Time, Particular::MessageId, Particular::Sender, Particular::Recipient];
/// These help where they are known, and nobody has to look for them.
const HELPFUL: [Particular; 3] = [Particular::Ip, Particular::Helo, Particular::Host];
/// These stand at the end of a letter that is signed.
const SIGNATURE: [Particular; 2] = [Particular::Name, Particular::Company];

/// The value of a variable that is not known; the texts choose other words for it.
const UNKNOWN: &str = "none";

/// Writes a letter.
pub(super) fn write(knowledge: &Knowledge, texts: &Texts, matter: &Matter<'_>, offer: Offer, receiver: Receiver<'_>) -> Letter {
    let advice = advise(knowledge, texts, matter.explained, Audience::Admin);
    let draft = Draft { texts, matter, offer, receiver: &receiver, arguments: arguments(texts, matter, &receiver, advice.as_ref()) };
    let kind = LetterKind::of(offer);
    let subject = draft.say(&format!("letter-{}-subject", offer.name()));
    let body = draft.body(advice.as_ref());
    let to_fill_in =
        LISTED.into_iter().filter(|particular| body.contains(&blank(texts, *particular))).map(|particular| asked(texts, particular));
    let mend_first = if kind == LetterKind::Colleague { Vec::new() } else { draft.mend_first() };
    Letter { kind, language: texts.language(), subject, to_fill_in: to_fill_in.collect(), mend_first, body, to: receiver.to }
}

/// The variables of the texts: every fact with its value or a marked place, and the few that texts ask for by variants.
fn arguments(texts: &Texts, matter: &Matter<'_>, receiver: &Receiver<'_>, advice: Option<&Advice>) -> Vec<(&'static str, String)> {
    let mut arguments: Vec<(&str, String)> =
        LISTED.into_iter().map(|particular| (particular.name(), value(texts, matter, particular))).collect();
    let or_unknown = |value: Option<String>| value.unwrap_or_else(|| UNKNOWN.to_owned());
    let provider = receiver.provider.or(matter.speaker).map(|provider| texts.named(&provider.name, &provider.id));
    arguments.push(("cause", matter.diagnosis.cause.id.clone()));
    arguments.push(("headline", or_unknown(advice.map(|advice| advice.headline.clone()))));
    arguments.push(("happened", or_unknown(advice.map(|advice| advice.happened.clone()))));
    arguments.push(("about", or_unknown(matter.about.clone())));
    arguments.push(("their-domain", or_unknown(matter.domain.clone())));
    arguments.push(("list", or_unknown(receiver.list.clone().or_else(|| matter.list.clone()))));
    arguments.push(("provider", or_unknown(provider)));
    let listed = if receiver.lists_domains { Particular::Domain } else { Particular::Ip };
    arguments.push(("listed", value(texts, matter, listed)));
    arguments
}

/// A letter that is being written.
struct Draft<'a> {
    texts: &'a Texts,
    matter: &'a Matter<'a>,
    offer: Offer,
    receiver: &'a Receiver<'a>,
    arguments: Vec<(&'static str, String)>,
}

impl Draft<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.say(id, &self.arguments)
    }

    fn body(&self, advice: Option<&Advice>) -> String {
        // A form has fields of its own for who writes.
        let is_signed = !matches!(self.receiver.to, Recipient::Form(_));
        let of_offer = |part: &str| self.say(&format!("letter-{}-{part}", self.offer.name()));
        let paragraphs = [
            is_signed.then(|| of_offer("greeting")),
            Some(of_offer("what")),
            Some(of_offer("ask")),
            advice.filter(|_| self.offer == Offer::NoteToAdmin).and_then(|advice| self.steps(advice)),
            self.facts(is_signed),
            self.reply(),
            self.found(),
            is_signed.then(|| of_offer("closing")),
        ];
        let paragraphs: Vec<String> = paragraphs.into_iter().flatten().filter(|paragraph| !paragraph.is_empty()).collect();
        paragraphs.join("\n\n")
    }

    fn steps(&self, advice: &Advice) -> Option<String> {
        let steps: Vec<String> = advice.steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, step.text)).collect();
        self.headed("letter-steps", steps)
    }

    fn headed(&self, heading: &str, lines: Vec<String>) -> Option<String> {
        (!lines.is_empty()).then(|| format!("{}\n{}", self.say(heading), lines.join("\n")))
    }

    fn facts(&self, is_signed: bool) -> Option<String> {
        let asks = self.receiver.asks;
        let is_known = |particular: Particular| self.matter.known(particular).is_some();
        let is_told = |particular: &Particular| match self.offer {
            _ if asks.contains(particular) => !(is_signed && SIGNATURE.contains(particular)),
            Offer::NoteToRecipient => false,
            Offer::NoteToAdmin => (TRACES.contains(particular) || HELPFUL.contains(particular)) && is_known(*particular),
            // The keepers of a list need not know to whom one writes.
            Offer::Delisting => *particular == Particular::Helo && is_known(*particular),
            Offer::Postmaster | Offer::PostmasterElsewhere | Offer::Provider => {
                TRACES.contains(particular) || (HELPFUL.contains(particular) && is_known(*particular))
            }
        };
        let line = |particular: Particular| {
            self.texts.say(&format!("letter-fact-{}", particular.name()), &[("value", value(self.texts, self.matter, particular))])
        };
        self.headed("letter-facts", LISTED.into_iter().filter(is_told).map(line).collect())
    }

    fn reply(&self) -> Option<String> {
        let is_told = self.offer != Offer::Delisting || self.receiver.asks.contains(&Particular::Reply);
        let heading = if self.offer == Offer::NoteToRecipient { "letter-reply-for-admin" } else { "letter-reply" };
        self.headed(heading, self.matter.reply().filter(|_| is_told).into_iter().collect())
    }

    /// What our checks found that speaks for us, or that those who are written to have to mend.
    fn found(&self) -> Option<String> {
        let found = self.matter.looked_up.map_or(&[][..], |looked_up| &looked_up.found);
        let is_told = |side: Side, outcome: Outcome| match self.offer {
            Offer::NoteToRecipient => side == Side::Recipient && outcome == Outcome::Faulty,
            Offer::NoteToAdmin => true,
            Offer::Delisting => side == Side::Sender && outcome == Outcome::Well,
            Offer::Postmaster | Offer::PostmasterElsewhere | Offer::Provider => (side == Side::Sender) == (outcome == Outcome::Well),
        };
        let told = found.iter().filter(|found| is_told(found.side, found.outcome));
        self.headed("letter-found", told.map(|found| format!("- {}", found.words(self.texts))).collect())
    }

    /// The checks that found a fault of ours. That we are listed is what the letter is about.
    fn mend_first(&self) -> Vec<String> {
        let found = self.matter.looked_up.map_or(&[][..], |looked_up| &looked_up.found);
        let ours = found.iter().filter(|found| found.side == Side::Sender && found.outcome == Outcome::Faulty && !found.is_about_lists);
        let mut names: Vec<String> = ours.map(|found| found.check.to_owned()).collect();
        names.dedup();
        names
    }
}

/// What is known, or a marked place.
fn value(texts: &Texts, matter: &Matter<'_>, particular: Particular) -> String {
    matter.known(particular).map_or_else(|| blank(texts, particular), str::to_owned)
}

fn blank(texts: &Texts, particular: Particular) -> String {
    texts.say("letter-blank", &[("what", asked(texts, particular))])
}

/// What has to be filled in, in words.
fn asked(texts: &Texts, particular: Particular) -> String {
    texts.say(&format!("letter-blank-{}", particular.name()), &[])
}
