//! The function `check_host()` (RFC 7208 section 4).

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

use crate::dns::{Dns, Kind, Lookup};

use super::domain_name::{as_asked, can_be_asked};
use super::fault::Problem;
use super::macros::{MacroString, Place, Values};
use super::parse::parse;
use super::record::{Mechanism, Modifier, Qualifier, Record};
use super::selection;
use super::trace::{Step, StepKind};

/// How many terms of all records together may have to be looked up (section 4.6.4).
pub const MAX_LOOKUPS: usize = 10;

/// How many of the names asked for may not exist (section 4.6.4).
pub const MAX_VOID_LOOKUPS: usize = 2;

/// How long an evaluation may take; receivers give up after 20 seconds or more (section 4.6.4).
const MAX_TIME: Duration = Duration::from_secs(20);

/// The longest explanation that is kept, in bytes: a reply of SMTP has lines of 512 (RFC 5321 section 4.5.3.1.5), and nobody reads more than a few of them.
const MAX_EXPLANATION: usize = 2048;

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

/// Whether a host may send in the name of a domain.
pub async fn evaluate(dns: &Dns, query: &Query<'_>) -> Evaluation {
    let sender = completed_sender(query);
    let mut evaluator = Evaluator {
        dns,
        query,
        sender: &sender,
        ip: query.ip.to_canonical(),
        names: None,
        trace: Vec::new(),
        lookups: 0,
        void_lookups: 0,
        started: Instant::now(),
    };
    let ended = evaluator.check_host(query.domain, 0).await;
    let (ruling, problem) = match ended {
        Ok(ruling) => (ruling, None),
        Err(problem) => (Ruling::of(problem.result()), Some(problem)),
    };
    let explanation = match &ruling.explained_by {
        Some((exp, domain)) => evaluator.explanation(exp, domain).await,
        None => None,
    };
    Evaluation {
        result: ruling.result,
        problem,
        explanation,
        decided_by: ruling.decided_by,
        lookups: evaluator.lookups,
        void_lookups: evaluator.void_lookups,
        trace: evaluator.trace,
    }
}

fn completed_sender(query: &Query<'_>) -> String {
    match query.sender.rsplit_once('@') {
        Some((local_part, _)) if !local_part.is_empty() => query.sender.to_owned(),
        Some((_, domain)) => format!("postmaster@{domain}"),
        None => format!("postmaster@{}", query.domain),
    }
}

/// What one record, with all that it leads to, says.
pub(super) struct Ruling {
    pub(super) result: SpfResult,
    decided_by: Option<(String, String)>,
    explained_by: Option<(MacroString, String)>,
}

impl Ruling {
    fn of(result: SpfResult) -> Ruling {
        Ruling { result, decided_by: None, explained_by: None }
    }
}

pub(super) struct Evaluator<'e> {
    pub(super) dns: &'e Dns,
    query: &'e Query<'e>,
    sender: &'e str,
    pub(super) ip: IpAddr,
    /// The validated names of the host, once they were asked for.
    pub(super) names: Option<Vec<String>>,
    trace: Vec<Step>,
    lookups: usize,
    void_lookups: usize,
    started: Instant,
}

type Boxed<'f, T> = Pin<Box<dyn Future<Output = T> + Send + 'f>>;

impl<'e> Evaluator<'e> {
    /// The result for the record of a domain. It calls itself for other domains, at most as often as terms may be looked up.
    pub(super) fn check_host<'f>(&'f mut self, domain: &'f str, depth: usize) -> Boxed<'f, Result<Ruling, Problem>> {
        Box::pin(async move {
            if !can_be_asked(domain) {
                return Ok(Ruling::of(SpfResult::None));
            }
            let asked = as_asked(domain);
            let (texts, lookup) = selection::records_of(self.dns, &asked).await;
            let only = selection::only(texts, &lookup);
            let text = only.as_ref().ok().and_then(Clone::clone);
            self.note(depth, &asked, StepKind::Record(text), vec![lookup]);
            let ended = match only {
                Ok(Some(text)) => self.read(&text, domain, depth).await,
                Ok(None) => Ok(Ruling::of(SpfResult::None)),
                Err(problem) => Err(problem),
            };
            match &ended {
                Ok(ruling) => self.note(depth, &asked, StepKind::Leave(ruling.result), Vec::new()),
                Err(problem) => self.note(depth, &asked, StepKind::Broken(problem.clone()), Vec::new()),
            }
            ended
        })
    }

    async fn read(&mut self, text: &str, domain: &str, depth: usize) -> Result<Ruling, Problem> {
        let parsed = parse(text);
        if !parsed.faults.is_empty() {
            return Err(Problem::Syntax { domain: as_asked(domain), faults: parsed.faults });
        }
        let record = parsed.record;
        for directive in &record.directives {
            if let Some(result) = self.compare(directive, domain, depth).await? {
                return Ok(Ruling {
                    result,
                    decided_by: Some((directive.text.clone(), as_asked(domain))),
                    explained_by: explained_by(&record, result, domain),
                });
            }
        }
        match record.effective_redirect() {
            Some(redirect) => self.follow(redirect, domain, depth).await,
            None => Ok(Ruling::of(SpfResult::Neutral)),
        }
    }

    /// The record of another domain decides, explanation and all (section 6.1).
    async fn follow(&mut self, redirect: &Modifier, domain: &str, depth: usize) -> Result<Ruling, Problem> {
        let target = self.enter(&redirect.text, &redirect.target, domain, depth).await?;
        let ruling = self.check_host(&target, depth + 1).await?;
        if ruling.result == SpfResult::None {
            return Err(Problem::NoRecord { term: redirect.text.clone(), domain: as_asked(&target) });
        }
        Ok(ruling)
    }

    /// The result of `include`: that of another record counts only when it passes (section 5.2).
    pub(super) async fn include(&mut self, term: &str, target: &MacroString, domain: &str, depth: usize) -> Result<bool, Problem> {
        let target = self.enter(term, target, domain, depth).await?;
        match self.check_host(&target, depth + 1).await?.result {
            SpfResult::Pass => Ok(true),
            SpfResult::None => Err(Problem::NoRecord { term: term.to_owned(), domain: as_asked(&target) }),
            _ => Ok(false),
        }
    }

    async fn enter(&mut self, term: &str, target: &MacroString, domain: &str, depth: usize) -> Result<String, Problem> {
        self.count(term)?;
        let target = self.fill_in(target, domain).await;
        let step = StepKind::Enter { term: term.to_owned(), target: as_asked(&target) };
        self.note(depth, &as_asked(domain), step, Vec::new());
        Ok(target)
    }

    /// What a refused sender should read; none where anything about it is amiss (section 6.2).
    async fn explanation(&mut self, exp: &MacroString, domain: &str) -> Option<String> {
        let target = as_asked(&self.fill_in(exp, domain).await);
        if !can_be_asked(&target) {
            return None;
        }
        let lookup = self.dns.ask(&target, Kind::Txt).await;
        let mut texts = lookup.texts();
        let text = texts.next()?;
        if texts.next().is_some() || text.len() > MAX_EXPLANATION {
            return None;
        }
        let text = MacroString::read(&text, Place::Explanation)?;
        let text = self.fill_in(&text, domain).await;
        text.is_ascii().then_some(text)
    }

    /// A text with its macros filled in.
    pub(super) async fn fill_in(&mut self, text: &MacroString, domain: &str) -> String {
        let validated_name = if text.needs_validated_name() { self.validated_name(domain).await } else { String::new() };
        text.expand(&Values {
            sender: self.sender,
            domain,
            ip: self.ip,
            helo: self.query.helo,
            validated_name: &validated_name,
            receiver: self.query.receiver,
            at: self.query.at,
        })
    }

    /// Counts a term that has to be looked up.
    pub(super) fn count(&mut self, term: &str) -> Result<(), Problem> {
        if self.lookups >= MAX_LOOKUPS {
            return Err(Problem::TooManyLookups { term: term.to_owned() });
        }
        if self.started.elapsed() > MAX_TIME {
            return Err(Problem::TooSlow);
        }
        self.lookups += 1;
        Ok(())
    }

    /// Counts an answer that says that there is nothing.
    pub(super) fn count_void(&mut self, term: &str, lookup: &Lookup) -> Result<(), Problem> {
        if !lookup.is_absent() {
            return Ok(());
        }
        self.void_lookups += 1;
        if self.void_lookups > MAX_VOID_LOOKUPS { Err(Problem::TooManyVoidLookups { term: term.to_owned() }) } else { Ok(()) }
    }

    pub(super) fn note(&mut self, depth: usize, domain: &str, kind: StepKind, lookups: Vec<Lookup>) {
        self.trace.push(Step { depth, domain: domain.to_owned(), kind, lookups, counted: self.lookups });
    }
}

/// Whose words explain a refusal: those of the record in which the mechanism stands, never of an included one.
fn explained_by(record: &Record, result: SpfResult, domain: &str) -> Option<(MacroString, String)> {
    let exp = record.exp.as_ref().filter(|_| result == SpfResult::Fail)?;
    Some((exp.target.clone(), domain.to_owned()))
}

/// Whether a mechanism asks nothing and can be compared at once.
pub(super) fn is_matched_at_once(mechanism: &Mechanism, ip: IpAddr) -> bool {
    match (mechanism, ip) {
        (Mechanism::All, _) => true,
        (Mechanism::Ip4 { network, prefix }, IpAddr::V4(_)) => super::matching::is_in_network(ip, IpAddr::V4(*network), *prefix),
        (Mechanism::Ip6 { network, prefix }, IpAddr::V6(_)) => super::matching::is_in_network(ip, IpAddr::V6(*network), *prefix),
        _ => false,
    }
}
