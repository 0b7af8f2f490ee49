//! What is wrong with the records of a domain, whatever the host.

use crate::report::{Finding, Fix, Verdict};

use super::advice::{merged, slimmed};
use super::evaluate::{MAX_LOOKUPS, MAX_VOID_LOOKUPS};
use super::record::{Mechanism, Qualifier, Record};
use super::repair::repaired;
use super::survey::{Branch, Survey};

/// How large an answer may be to reach everybody: the RFC wants name and texts below 450 bytes, so that they fit into a packet of 512 (section 3.4).
const MAX_ANSWER: usize = 450;

/// How long one string of a text may be (RFC 1035 section 3.3.14).
const MAX_STRING: usize = 255;

/// Everything that can be found fault with.
pub(super) fn findings(survey: &Survey) -> Vec<Finding> {
    let mut findings: Vec<Finding> = survey.branches.iter().flat_map(|branch| of_branch(survey, branch)).collect();
    findings.extend(of_hosts(survey));
    findings.extend(of_limits(survey));
    if let Some(root) = survey.branches.first()
        && !root.texts.is_empty()
        && root.parsed.faults.is_empty()
    {
        findings.extend(of_end(root));
        findings.extend(of_size(root));
    }
    findings
}

/// A finding about a branch, with the way that leads to it.
fn about(branch: &Branch, verdict: Verdict, text: &'static str) -> Finding {
    let via = branch.from.as_ref().map_or("none", |(_, term)| term);
    Finding::new(verdict, text).with("domain", &branch.domain).with("via", via).seen(branch.lookup.clone())
}

fn of_branch(survey: &Survey, branch: &Branch) -> Vec<Finding> {
    let is_root = branch.from.is_none();
    if branch.is_circular {
        return vec![about(branch, Verdict::Failed, "spf-circle").mended_by(Fix::new("spf-fix-circle"))];
    }
    if branch.lookup.fault().is_some() {
        return vec![about(branch, Verdict::Unknown, "spf-unanswered")];
    }
    if branch.texts.is_empty() && !is_root {
        return vec![slim(survey, about(branch, Verdict::Failed, "spf-include-none"), "spf-fix-include")];
    }
    if branch.texts.len() > 1 {
        let found = about(branch, Verdict::Failed, "spf-several").with("count", branch.texts.len());
        let fix = Fix::new("spf-fix-merge");
        return vec![if is_root { found.mended_by(fix.publish(&branch.domain, "TXT", merged(&branch.texts))) } else { found }];
    }
    let mut findings = of_syntax(branch);
    findings.extend(of_terms(survey, branch));
    findings
}

fn of_syntax(branch: &Branch) -> Vec<Finding> {
    let text = branch.texts.first().map(String::as_str).unwrap_or_default();
    let repaired = repaired(text, &branch.parsed.faults).filter(|_| branch.from.is_none());
    let told = |fault: &super::Fault| {
        let found = about(branch, Verdict::Failed, "spf-syntax");
        let found = found.with("fault", fault.kind.name()).with("term", &fault.term).with("place", fault.at + 1);
        match &repaired {
            Some(record) => found.mended_by(Fix::new("spf-fix-syntax").publish(&branch.domain, "TXT", record)),
            None => found,
        }
    };
    branch.parsed.faults.iter().map(told).collect()
}

fn of_terms(survey: &Survey, branch: &Branch) -> Vec<Finding> {
    let record = &branch.parsed.record;
    let mut findings = Vec::new();
    if let Some(ptr) = record.directives.iter().find(|directive| matches!(directive.mechanism, Mechanism::Ptr(_))) {
        let found = about(branch, Verdict::Warning, "spf-ptr").with("term", &ptr.text);
        findings.push(if branch.from.is_none() { slim(survey, found, "spf-fix-ptr") } else { found });
    }
    if let Some(ignored) = ignored_term(record) {
        findings.push(about(branch, Verdict::Warning, "spf-after-all").with("term", ignored));
    }
    findings
}

/// The first term that is never reached because `all` stands before it, or that `all` makes void.
fn ignored_term(record: &Record) -> Option<&str> {
    let behind = record.directives.get(record.reachable().len()).map(|directive| directive.text.as_str());
    behind.or_else(|| record.redirect.as_ref().filter(|_| record.all().is_some()).map(|redirect| redirect.text.as_str()))
}

fn of_hosts(survey: &Survey) -> Vec<Finding> {
    let mut findings = Vec::new();
    for host in &survey.hosts {
        let Some(branch) = survey.branches.get(host.branch) else { continue };
        if let Some(void) = host.void() {
            findings.push(about(branch, Verdict::Warning, "spf-void").with("term", &host.term).with("name", &void.name).seen(void.clone()));
        }
        if host.has_too_many_servers() {
            let found = about(branch, Verdict::Failed, "spf-many-servers").with("term", &host.term);
            findings.push(slim(survey, found, "spf-fix-slim"));
        }
    }
    let voids = findings.iter().filter(|finding| finding.text == "spf-void").count();
    if let Some(root) = survey.branches.first().filter(|_| voids > MAX_VOID_LOOKUPS) {
        let found = about(root, Verdict::Failed, "spf-many-voids").with("count", voids).with("limit", MAX_VOID_LOOKUPS);
        findings.push(slim(survey, found, "spf-fix-slim"));
    }
    findings
}

fn of_limits(survey: &Survey) -> Option<Finding> {
    let root = survey.branches.first().filter(|root| !root.texts.is_empty())?;
    let count = survey.lookups();
    let is_too_much = count > MAX_LOOKUPS;
    let (verdict, text) = if is_too_much { (Verdict::Failed, "spf-many-lookups") } else { (Verdict::Passed, "spf-lookups") };
    let found = about(root, verdict, text).with("count", count).with("limit", MAX_LOOKUPS);
    let found = found.seen(crate::report::Evidence::Lines(costs(survey)));
    Some(if is_too_much { slim(survey, found, "spf-fix-slim") } else { found })
}

/// The terms that have to be looked up, each with its cost, the dearest first.
fn costs(survey: &Survey) -> Vec<String> {
    let Some(root) = survey.branches.first() else { return Vec::new() };
    let record = &root.parsed.record;
    let asking = record.reachable().iter().filter(|directive| directive.mechanism.asks()).map(|directive| &directive.text);
    let terms = asking.chain(record.effective_redirect().map(|redirect| &redirect.text));
    let mut costs: Vec<(usize, &String)> = terms.map(|term| (survey.lookups_of(0, term), term)).collect();
    costs.sort_by_key(|(cost, _)| std::cmp::Reverse(*cost));
    costs.into_iter().map(|(cost, term)| format!("{cost:>3}  {term}")).collect()
}

fn of_end(root: &Branch) -> Option<Finding> {
    let record = &root.parsed.record;
    let Some(all) = record.all() else {
        let has_end = record.redirect.is_some();
        return (!has_end).then(|| about(root, Verdict::Warning, "spf-no-all").mended_by(ended(root, "")));
    };
    let (verdict, text) = match all.qualifier {
        Qualifier::Pass => (Verdict::Failed, "spf-plus-all"),
        Qualifier::Neutral => (Verdict::Warning, "spf-question-all"),
        Qualifier::SoftFail => (Verdict::Passed, "spf-tilde-all"),
        Qualifier::Fail => (Verdict::Passed, "spf-minus-all"),
    };
    let found = about(root, verdict, text).with("term", &all.text);
    Some(if verdict > Verdict::Passed { found.mended_by(ended(root, &all.text)) } else { found })
}

/// The record with `~all` at its end, in the place of the end it has.
fn ended(root: &Branch, end: &str) -> Fix {
    let text = root.texts.first().map(String::as_str).unwrap_or_default();
    let mut terms: Vec<&str> = text.split(' ').filter(|term| !term.is_empty()).collect();
    match terms.iter_mut().find(|term| **term == end) {
        Some(term) => *term = "~all",
        None => terms.push("~all"),
    }
    Fix::new("spf-fix-all").publish(&root.domain, "TXT", terms.join(" "))
}

fn of_size(root: &Branch) -> Option<Finding> {
    let text = root.texts.first()?;
    let all: usize = root.lookup.texts().map(|text| text.len()).sum();
    let size = root.domain.len() + all;
    if size > MAX_ANSWER {
        return Some(about(root, Verdict::Warning, "spf-large").with("size", size).with("limit", MAX_ANSWER));
    }
    (text.len() > MAX_STRING).then(|| about(root, Verdict::Passed, "spf-long").with("size", text.len()).with("limit", MAX_STRING))
}

/// The finding with a slimmer record to publish, where one can be made.
fn slim(survey: &Survey, found: Finding, text: &'static str) -> Finding {
    let fix = Fix::new(text);
    let root = survey.branches.first().map(|root| root.domain.as_str()).unwrap_or_default();
    found.mended_by(match slimmed(survey) {
        Some(record) => fix.publish(root, "TXT", record),
        None => fix,
    })
}
