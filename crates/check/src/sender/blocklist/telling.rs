//! What the answers of the lists mean for the sender.

use super::Subject;
use super::answer::{Entry, Refusal};
use super::asking::Outcome;
use super::lists::{List, State, Weight};
use crate::report::{Finding, Fix, Verdict};

/// A list, what came of asking it, and whether a bounce named it.
type Asked = (List, Outcome, bool);

/// A finding for each listing, and one for each kind of what remains.
pub(super) fn tell(asked: &[Asked], subject: &Subject) -> Vec<Finding> {
    let mut findings: Vec<Finding> = asked.iter().filter_map(|asked| listing(asked, subject)).collect();
    findings.extend(asked.iter().filter_map(|asked| of_named(asked, subject)));
    for refusal in [Refusal::SharedResolver, Refusal::TooMany, Refusal::WrongName, Refusal::Other] {
        findings.extend(refused(asked, refusal, subject));
    }
    findings.extend(unanswered(asked, subject));
    findings.extend(clean(asked, subject));
    findings
}

/// A list that a bounce named and that cannot be asked.
pub(super) fn unasked(list: &List, subject: &Subject) -> Finding {
    let finding = match list.state {
        State::Closed => Finding::new(Verdict::Warning, "blocklist-closed").with("closed", list.closed.as_deref().unwrap_or("none")),
        State::Alive | State::Key => Finding::new(Verdict::Unknown, "blocklist-needs-key").mended_by(removal(list)),
    };
    finding.with("list", &list.name).with("zone", &list.zone).with("subject", subject)
}

fn listing((list, outcome, is_named): &Asked, subject: &Subject) -> Option<Finding> {
    let Outcome::Listed { entries, lookups } = outcome else { return None };
    let is_major = *is_named || entries.iter().any(|entry| entry.weight == Weight::Major);
    let (verdict, text) = if is_major { (Verdict::Failed, "blocklist-listed") } else { (Verdict::Warning, "blocklist-listed-minor") };
    let answers: Vec<String> = entries.iter().map(|entry| entry.answer.to_string()).collect();
    let mut finding = Finding::new(verdict, text).with("answer", unique(answers).join(", ")).with("zone", &list.zone);
    finding = finding.with("list", &list.name).with("subject", subject).mended_by(removal(list));
    if let Some(entry) = gravest(entries) {
        finding = finding.with_phrase("meaning", &entry.meaning);
    }
    Some(lookups.iter().fold(finding, |finding, lookup| finding.seen(lookup.clone())))
}

/// The entry that is told where there are several: a major one before a minor one.
fn gravest(entries: &[Entry]) -> Option<&Entry> {
    entries.iter().find(|entry| entry.weight == Weight::Major).or(entries.first())
}

fn unique(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts.dedup();
    texts
}

/// What ends a listing: a request, time, or both.
fn removal(list: &List) -> Fix {
    let days = list.lapse_hours.map_or_else(|| "none".to_owned(), |hours| hours.div_ceil(24).to_string());
    let address = list.removal.as_deref().unwrap_or("none");
    Fix::new("blocklist-fix").with("removal", address).with("days", days).with("list", &list.name)
}

/// What became of a list that a bounce named and that does not list the subject.
fn of_named((list, outcome, is_named): &Asked, subject: &Subject) -> Option<Finding> {
    let finding = match outcome {
        _ if !is_named => return None,
        Outcome::Clean => Finding::new(Verdict::Passed, "blocklist-lapsed"),
        Outcome::Dead(lookup) => Finding::new(Verdict::Warning, "blocklist-dead").seen(lookup.clone()),
        Outcome::Listed { .. } | Outcome::Refused(..) | Outcome::Unanswered(..) => return None,
    };
    Some(finding.with("list", &list.name).with("zone", &list.zone).with("subject", subject))
}

/// Whether not knowing what a list says leaves a question open that matters.
fn matters((list, _, is_named): &Asked) -> bool {
    *is_named || list.weight == Weight::Major
}

fn refused(asked: &[Asked], why: Refusal, subject: &Subject) -> Option<Finding> {
    let is_it = |asked: &&Asked| matters(asked) && matches!(asked.1, Outcome::Refused(refusal, _) if refusal == why);
    let text = match why {
        Refusal::SharedResolver => "blocklist-refused-resolver",
        Refusal::TooMany => "blocklist-refused-volume",
        Refusal::WrongName => "blocklist-refused-name",
        Refusal::Other => "blocklist-refused",
    };
    open_question(asked.iter().filter(is_it).collect(), text, subject)
}

fn unanswered(asked: &[Asked], subject: &Subject) -> Option<Finding> {
    let is_it = |asked: &&Asked| match asked.1 {
        Outcome::Unanswered(..) => matters(asked),
        Outcome::Dead(_) => asked.0.weight == Weight::Major && !asked.2,
        _ => false,
    };
    open_question(asked.iter().filter(is_it).collect(), "blocklist-unanswered", subject)
}

fn open_question(which: Vec<&Asked>, text: &'static str, subject: &Subject) -> Option<Finding> {
    if which.is_empty() {
        return None;
    }
    let finding = Finding::new(Verdict::Unknown, text).with("lists", names(&which)).with("subject", subject);
    let lookups = which.iter().filter_map(|asked| match &asked.1 {
        Outcome::Refused(_, lookup) | Outcome::Unanswered(lookup) | Outcome::Dead(lookup) => Some(lookup.clone()),
        Outcome::Listed { .. } | Outcome::Clean => None,
    });
    Some(lookups.fold(finding, Finding::seen))
}

/// The lists that were asked in vain for nothing, and the small ones that gave no usable answer.
fn clean(asked: &[Asked], subject: &Subject) -> Option<Finding> {
    let is_clean = |asked: &&Asked| matches!(asked.1, Outcome::Clean);
    let is_left_out =
        |asked: &&Asked| !matters(asked) && matches!(asked.1, Outcome::Refused(..) | Outcome::Unanswered(..) | Outcome::Dead(_));
    let clean: Vec<&Asked> = asked.iter().filter(is_clean).collect();
    let left_out: Vec<&Asked> = asked.iter().filter(is_left_out).collect();
    if clean.is_empty() {
        return None;
    }
    let left_out = if left_out.is_empty() { "none".to_owned() } else { names(&left_out) };
    let finding = Finding::new(Verdict::Passed, "blocklist-clean").with("count", clean.len()).with("left_out", left_out);
    Some(finding.with("lists", names(&clean)).with("subject", subject))
}

fn names(which: &[&Asked]) -> String {
    which.iter().map(|asked| asked.0.name.as_str()).collect::<Vec<_>>().join(", ")
}
