//! The questions to the lists, all at the same time.

use std::net::{IpAddr, Ipv4Addr};

use tokio::task::JoinSet;

use super::super::reverse::in_zone;
use super::Subject;
use super::answer::{self, Entry, Refusal, Said};
use super::lists::{Kind, List};
use crate::dns::{self, Dns, Lookup};
use crate::world::World;

/// Every list of addresses lists this one (RFC 5782 section 5).
const ALWAYS_LISTED: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// No list of addresses lists this one (RFC 5782 section 5).
const NEVER_LISTED: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A name that no list of domains lists: nobody can register it (RFC 2606 section 2).
const NEVER_LISTED_DOMAIN: &str = "invalid";

/// How many questions one list may cost: the subject, its reason, and the two points that prove the list.
const QUESTIONS: usize = 4;

/// What came of asking one list.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// It lists the subject.
    Listed { entries: Vec<Entry>, lookups: Vec<Lookup> },
    /// It does not, and proved that it would.
    Clean,
    /// It refuses to answer.
    Refused(Refusal, Lookup),
    /// Nobody answered.
    Unanswered(Lookup),
    /// It is no list any more: it lists nothing, or everything, or says what no list says.
    Dead(Lookup),
}

/// Asks all lists about a subject; the answers come in the order of the lists.
pub(super) async fn ask_all(world: &World, lists: &[List], subject: &Subject) -> Vec<(List, Outcome)> {
    let dns = world.dns.limited_to(world.bounds.lookups.max(lists.len() * QUESTIONS));
    let mut questions = JoinSet::new();
    for (place, list) in lists.iter().enumerate() {
        let (dns, list, subject) = (dns.clone(), list.clone(), subject.clone());
        questions.spawn(async move {
            let outcome = ask(&dns, &list, &subject).await;
            (place, list, outcome)
        });
    }
    let mut answers = questions.join_all().await;
    answers.sort_by_key(|(place, _, _)| *place);
    answers.into_iter().map(|(_, list, outcome)| (list, outcome)).collect()
}

async fn ask(dns: &Dns, list: &List, subject: &Subject) -> Outcome {
    let name = question(list, subject);
    let (lookup, test) = tokio::join!(dns.ask(&name, dns::Kind::A), ask_test_point(dns, list));
    if lookup.fault().is_some() {
        return Outcome::Unanswered(lookup);
    }
    match answer::read(list, &lookup) {
        Said::Refused(refusal) => Outcome::Refused(refusal, lookup),
        Said::Nonsense => Outcome::Dead(lookup),
        Said::Listed(entries) => proved_listing(dns, list, &name, entries, lookup).await,
        Said::Nothing => proved_silence(list, lookup, test),
    }
}

fn question(list: &List, subject: &Subject) -> String {
    match subject {
        Subject::Address(address) => in_zone(address.to_canonical(), &list.zone),
        Subject::Domain(domain) => format!("{}.{}", domain.trim_end_matches('.'), list.zone),
    }
}

/// Asks for what the list always lists; nothing where it has no such thing.
async fn ask_test_point(dns: &Dns, list: &List) -> Option<Lookup> {
    let name = match (list.test.as_deref(), list.kind) {
        (Some(""), _) => return None,
        (None, Kind::Ip) => in_zone(ALWAYS_LISTED, &list.zone),
        (Some(test), Kind::Ip) => in_zone(test.parse().unwrap_or(ALWAYS_LISTED), &list.zone),
        // RFC 5782 section 5 has the name TEST for lists of domains.
        (test, Kind::Domain) => format!("{}.{}", test.unwrap_or("test"), list.zone),
    };
    Some(dns.ask(&name, dns::Kind::A).await)
}

/// A listing counts where the list does not list everything.
async fn proved_listing(dns: &Dns, list: &List, name: &str, entries: Vec<Entry>, lookup: Lookup) -> Outcome {
    let never = match list.kind {
        Kind::Ip => in_zone(NEVER_LISTED, &list.zone),
        Kind::Domain => format!("{NEVER_LISTED_DOMAIN}.{}", list.zone),
    };
    let (never, reason) = tokio::join!(dns.ask(&never, dns::Kind::A), dns.ask(name, dns::Kind::Txt));
    match answer::read(list, &never) {
        Said::Listed(_) | Said::Nonsense => Outcome::Dead(never),
        _ => Outcome::Listed { entries, lookups: vec![lookup, reason] },
    }
}

/// Silence counts where the list lists its test point.
fn proved_silence(list: &List, lookup: Lookup, test: Option<Lookup>) -> Outcome {
    let Some(test) = test else { return Outcome::Clean };
    if test.fault().is_some() {
        return Outcome::Unanswered(test);
    }
    // The test point may have an answer that means harm to nobody, so every answer of a list will do.
    match answer::read(list, &test) {
        Said::Refused(refusal) => Outcome::Refused(refusal, test),
        Said::Nonsense => Outcome::Dead(test),
        Said::Listed(_) => Outcome::Clean,
        Said::Nothing if test.records().is_empty() => Outcome::Dead(lookup),
        Said::Nothing => Outcome::Clean,
    }
}
