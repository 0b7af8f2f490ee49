//! What checks found, the gravest first, with what mends it; and what that means for the diagnosis.

use maud::{Markup, html};
use tuixin::diagnose::Diagnosis;
use tuixin::knowledge::Suppress;
use tuixin_check::{Check, Evidence, Finding, Fix, FollowUp, Report, Verdict};

use super::View;
use super::group::Group;
use super::look_up::Course;
use crate::console::shown::{clipped, shown};

/// The verdicts from the gravest on.
const ORDER: [Verdict; 4] = [Verdict::Failed, Verdict::Warning, Verdict::Unknown, Verdict::Passed];
/// How many lines of what was seen are shown of one finding, and how many characters of each.
const MOST_LINES: usize = 60;
const LONGEST_LINE: usize = 500;

/// The state of a step whose check came to this, as long as nothing else is known.
pub(super) fn state_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Failed | Verdict::Warning => "to-do",
        Verdict::Unknown => "open",
        Verdict::Passed => "not-the-problem",
    }
}

/// Writes what is known so far.
pub(super) fn write(view: View<'_>, group: &Group<'_, '_>, course: &Course<'_>) -> Markup {
    html! {
        h3 { (view.say("label-checks")) }
        @match course {
            Course::UnderWay(reports) => {
                p.waiting { (view.say("web-step-waiting")) }
                (findings(view, reports))
            }
            Course::Ended(ended) if ended.reports.is_empty() => p.note { (view.say("web-checks-nothing")) },
            Course::Ended(ended) => {
                @if let Some(diagnosis) = &group.one.diagnosis { p.standing { (shown(&standing(view, diagnosis, ended))) } }
                (findings(view, &ended.reports))
            }
            Course::Stopped => p.note { (view.say("web-checks-stopped")) },
        }
    }
}

/// What follows from the checks, in a sentence or two.
fn standing(view: View<'_>, diagnosis: &Diagnosis<'_>, ended: &FollowUp<'_>) -> String {
    let outlook = &ended.outlook;
    let mut today = vec![view.say(&format!("standing-{}", outlook.standing.name()))];
    let likeliest = outlook.causes.first().filter(|(cause, _)| cause.id != diagnosis.cause.id);
    today.extend(likeliest.map(|(cause, confidence)| {
        let arguments = [("cause", view.say(&format!("cause-{}", cause.id))), ("percent", format!("{:.0}", confidence * 100.0))];
        view.texts.say("standing-likelier", &arguments)
    }));
    if outlook.suppress == Suppress::No && diagnosis.suppress != Suppress::No {
        today.push(view.say("standing-suppress"));
    }
    today.extend(outlook.instead.as_ref().map(|instead| view.texts.say("standing-instead", &[("instead", instead.clone())])));
    today.join(" ")
}

/// One finding with all checks that came to it.
struct Said<'r> {
    checks: Vec<Check>,
    words: String,
    finding: &'r Finding,
}

/// What several checks say in the same words is said once.
fn said<'r>(view: View<'_>, reports: &'r [Report], verdict: Verdict) -> Vec<Said<'r>> {
    let mut said: Vec<Said<'r>> = Vec::new();
    for report in reports {
        for finding in report.findings.iter().filter(|finding| finding.verdict == verdict) {
            let words = finding.words(view.texts);
            match said.iter_mut().find(|said| said.words == words) {
                Some(known) if known.checks.contains(&report.check) => {}
                Some(known) => known.checks.push(report.check),
                None => said.push(Said { checks: vec![report.check], words, finding }),
            }
        }
    }
    said
}

/// The findings of reports, the gravest first.
pub(crate) fn findings(view: View<'_>, reports: &[Report]) -> Markup {
    html! {
        @for verdict in ORDER {
            @let found = said(view, reports, verdict);
            @if !found.is_empty() {
                @let label = view.say(&format!("report-{}", verdict.name()));
                @if verdict == Verdict::Passed {
                    details.fine { summary { (label) " (" (found.len()) ")" } (list(view, &found)) }
                } @else {
                    h4 { (label) }
                    (list(view, &found))
                }
            }
        }
    }
}

fn list(view: View<'_>, found: &[Said<'_>]) -> Markup {
    html! { ul.findings { @for said in found { (finding(view, said)) } } }
}

fn finding(view: View<'_>, said: &Said<'_>) -> Markup {
    let names: Vec<String> = said.checks.iter().map(|check| view.say(&format!("check-{}", check.name()))).collect();
    let class = match said.finding.verdict {
        Verdict::Failed => "failed",
        Verdict::Warning => "warning-found",
        Verdict::Unknown => "unknown",
        Verdict::Passed => "passed",
    };
    let lines: Vec<String> = said.finding.evidence.iter().flat_map(lines).take(MOST_LINES).collect();
    html! {
        li.finding.(class) {
            p.subject { (names.join(" / ")) }
            p { (shown(&said.words)) }
            @if let Some(fix) = &said.finding.fix { (mend(view, fix)) }
            @if !lines.is_empty() {
                details { summary { (view.say("web-checks-seen")) } pre.seen { @for line in &lines { (clipped(line, LONGEST_LINE)) "\n" } } }
            }
        }
    }
}

fn mend(view: View<'_>, fix: &Fix) -> Markup {
    html! {
        p.mend { (shown(&fix.words(view.texts))) }
        @if let Some(record) = &fix.record {
            @let line = format!("{} {} {}", record.name, record.kind, record.value);
            div.record {
                code { (shown(&line)) }
                button.quiet type="button" hidden data-copy=(record.value) data-copied=(view.say("web-copied")) { (view.say("web-copy")) }
            }
        }
    }
}

fn lines(evidence: &Evidence) -> Vec<String> {
    match evidence {
        Evidence::Lookup(lookup) => lookup.lines(),
        Evidence::Lines(lines) => lines.clone(),
        _ => Vec::new(),
    }
}
