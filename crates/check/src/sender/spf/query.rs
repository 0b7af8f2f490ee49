//! What is asked of an evaluation, and what it answers (RFC 7208 sections 2.6 and 4.1).

use std::net::IpAddr;
use std::time::SystemTime;

use super::fault::Problem;
use super::record::Qualifier;
use super::trace::Step;

/// The result of an evaluation (section 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpfResult {
    /// The domain has no record.
    None,
    /// The domain says nothing about the host.
    Neutral,
    /// The host may send.
    Pass,
    /// The host may not send.
    Fail,
    /// The host probably may not send.
    SoftFail,
    /// It could not be found out today.
    TempError,
    /// The records cannot be evaluated.
    PermError,
}

impl SpfResult {
    /// The name used in header fields (section 9.1).
    pub fn name(self) -> &'static str {
        match self {
            SpfResult::None => "none",
            SpfResult::Neutral => "neutral",
            SpfResult::Pass => "pass",
            SpfResult::Fail => "fail",
            SpfResult::SoftFail => "softfail",
            SpfResult::TempError => "temperror",
            SpfResult::PermError => "permerror",
        }
    }
}

impl From<Qualifier> for SpfResult {
    fn from(qualifier: Qualifier) -> SpfResult {
        match qualifier {
            Qualifier::Pass => SpfResult::Pass,
            Qualifier::Neutral => SpfResult::Neutral,
            Qualifier::SoftFail => SpfResult::SoftFail,
            Qualifier::Fail => SpfResult::Fail,
        }
    }
}

/// Which host wants to send in whose name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Query<'q> {
    /// The address of the host.
    pub ip: IpAddr,
    /// The domain that is asked: that of the envelope sender, or the name of the host.
    pub domain: &'q str,
    /// The envelope sender; `postmaster@` the domain where it is empty (section 2.4).
    pub sender: &'q str,
    /// The name with which the host introduced itself.
    pub helo: &'q str,
    /// The name of the receiver, which may stand in explanations.
    pub receiver: &'q str,
    /// When the mail came.
    pub at: SystemTime,
}

impl<'q> Query<'q> {
    /// Whether the host may send for this envelope sender; for the name of the host where the sender is empty.
    pub fn of(ip: IpAddr, sender: &'q str, helo: &'q str) -> Query<'q> {
        let domain = sender.rsplit_once('@').map_or(sender, |(_, domain)| domain);
        let domain = if domain.is_empty() { helo } else { domain };
        // "unknown" is what the RFC has a host say that does not tell its name (section 7.3).
        Query { ip, domain, sender, helo, receiver: "unknown", at: SystemTime::now() }
    }

    /// The same, with the record of this domain.
    #[must_use]
    pub fn for_domain(self, domain: &'q str) -> Query<'q> {
        Query { domain, ..self }
    }

    /// The same as seen by a receiver of this name, at this time.
    #[must_use]
    pub fn received_by(self, receiver: &'q str, at: SystemTime) -> Query<'q> {
        Query { receiver, at, ..self }
    }
}

/// What came of an evaluation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Evaluation {
    /// The result.
    pub result: SpfResult,
    /// Why there is no better one.
    pub problem: Option<Problem>,
    /// What the domain wants a refused sender to read (section 6.2).
    pub explanation: Option<String>,
    /// The term that decided, and the domain in whose record it stands.
    pub decided_by: Option<(String, String)>,
    /// What was done.
    pub trace: Vec<Step>,
    /// How many terms were looked up.
    pub lookups: usize,
    /// How many of the names asked for do not exist.
    pub void_lookups: usize,
}

/// The envelope sender, with the local part that stands for a missing one (section 4.3).
pub(super) fn completed_sender(query: &Query<'_>) -> String {
    match query.sender.rsplit_once('@') {
        Some((local_part, _)) if !local_part.is_empty() => query.sender.to_owned(),
        Some((_, domain)) => format!("postmaster@{domain}"),
        None => format!("postmaster@{}", query.domain),
    }
}
