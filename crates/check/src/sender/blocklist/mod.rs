//! The check `blocklist`: on which lists an address or a domain stands, what that means, and where removal is asked for (RFC 5782).
//!
//! An answer is only believed when the list is one: it has to list its test point and must not list the point that no list may list.
//! Answers that refuse the question are no listings, and their silence is no acquittal either: they are `unknown` with the reason.

mod answer;
mod asking;
mod lists;
mod telling;

use std::net::IpAddr;
use std::time::Instant;

pub use lists::{Blocklists, Kind, List, State, Weight};

use super::reverse::is_asked_about;
use crate::report::{Check, Finding, Report, Verdict};
use crate::world::World;
use asking::Outcome;

/// What is looked for on the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The address of a sending host.
    Address(IpAddr),
    /// The domain of a sender, or of a link in a mail. Most lists know only registered domains, not the hosts below them.
    Domain(String),
}

impl Subject {
    fn kind(&self) -> Kind {
        match self {
            Subject::Address(_) => Kind::Ip,
            Subject::Domain(_) => Kind::Domain,
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Subject::Address(address) => write!(f, "{address}"),
            Subject::Domain(domain) => f.write_str(domain),
        }
    }
}

/// Looks an address or a domain up on all lists that are about such a thing.
///
/// `named` are the lists that a bounce named, by zone or by name: what becomes of them is told in any case, so that a listing that has lapsed is seen.
pub async fn check(world: &World, subject: &Subject, named: &[&str]) -> Report {
    let began = Instant::now();
    let findings = match subject {
        Subject::Address(address) if !is_asked_about(*address, world.reach) => {
            vec![Finding::new(Verdict::Unknown, "blocklist-private").with("subject", subject)]
        }
        _ => findings(world, subject, named).await,
    };
    Report::of(Check::Blocklist, subject.to_string(), findings, began.elapsed())
}

async fn findings(world: &World, subject: &Subject, named: &[&str]) -> Vec<Finding> {
    let known = Blocklists::embedded();
    let mut lists = known.about(subject);
    let mut findings = Vec::new();
    for name in named {
        let meant = known.named(name, subject.kind());
        let closed = meant.iter().filter(|list| list.state != State::Alive);
        findings.extend(closed.map(|list| telling::unasked(list, subject)));
        if meant.is_empty() && known.named_at_all(name).is_empty() {
            match List::unknown(name, subject.kind()) {
                Some(list) => lists.push(list),
                None => findings.push(Finding::new(Verdict::Unknown, "blocklist-no-such-list").with("list", name.escape_debug())),
            }
        }
    }
    let outcomes = asking::ask_all(world, &lists, subject).await;
    let is_named = |list: &List| named.iter().any(|name| list.is_called(name));
    let asked: Vec<(List, Outcome, bool)> = outcomes.into_iter().map(|(list, outcome)| (list.clone(), outcome, is_named(&list))).collect();
    findings.extend(telling::tell(&asked, subject));
    findings
}
