//! Reports of checks for people: what is wrong, what to change, what is fine, in this order.

use std::io::{self, Write};

use anstyle::Style;
use tuixin::advice::Texts;
use tuixin_check::{Check, Evidence, Finding, Fix, Report, Verdict};

use super::page::{Page, style};

/// The verdicts from the gravest on.
const ORDER: [Verdict; 4] = [Verdict::Failed, Verdict::Warning, Verdict::Unknown, Verdict::Passed];

/// Reports, target by target.
pub struct ReportView<'a, W> {
    page: Page<W>,
    texts: &'a Texts,
    verbose: bool,
    is_first: bool,
}

impl<'a, W: Write> ReportView<'a, W> {
    pub fn new(page: Page<W>, texts: &'a Texts, verbose: bool) -> ReportView<'a, W> {
        ReportView { page, texts, verbose, is_first: true }
    }

    pub fn target(&mut self, target: &str, verdict: Verdict, reports: &[Report]) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_first, false) {
            self.page.rule()?;
        }
        let sum = self.say(&format!("report-sum-{}", verdict.name()));
        self.page.paragraph("", &[(style::STRONG, target), (style::PLAIN, " "), (style_of(verdict), &sum)])?;
        show(&mut self.page, self.texts, reports, self.verbose)
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.page.flush()
    }

    fn say(&self, id: &str) -> String {
        self.texts.say(id, &[])
    }
}

/// All findings, the gravest first. What several checks say in the same words is said once.
pub fn show<W: Write>(page: &mut Page<W>, texts: &Texts, reports: &[Report], verbose: bool) -> io::Result<()> {
    for verdict in ORDER {
        let found = said(texts, reports, verdict);
        if found.is_empty() {
            continue;
        }
        page.gap()?;
        page.paragraph("", &[(style_of(verdict), &texts.say(&format!("report-{}", verdict.name()), &[]))])?;
        for said in found {
            show_finding(page, texts, &said, verbose)?;
        }
    }
    Ok(())
}

/// One finding with all checks that came to it.
struct Said<'r> {
    checks: Vec<Check>,
    words: String,
    finding: &'r Finding,
}

fn said<'r>(texts: &Texts, reports: &'r [Report], verdict: Verdict) -> Vec<Said<'r>> {
    let mut said: Vec<Said<'r>> = Vec::new();
    for report in reports {
        for finding in report.findings.iter().filter(|finding| finding.verdict == verdict) {
            let words = finding.words(texts);
            match said.iter_mut().find(|said| said.words == words) {
                Some(known) if known.checks.contains(&report.check) => {}
                Some(known) => known.checks.push(report.check),
                None => said.push(Said { checks: vec![report.check], words, finding }),
            }
        }
    }
    said
}

fn show_finding<W: Write>(page: &mut Page<W>, texts: &Texts, said: &Said<'_>, verbose: bool) -> io::Result<()> {
    let names: Vec<String> = said.checks.iter().map(|check| texts.say(&format!("check-{}", check.name()), &[])).collect();
    let label = texts.say("report-label", &[("checks", names.join(" / "))]);
    page.hanging(&[(style::PLAIN, "  ")], 4, &[(style::LABEL, &label), (style::PLAIN, &said.words)])?;
    if let Some(fix) = &said.finding.fix {
        show_fix(page, texts, fix)?;
    }
    if verbose {
        said.finding.evidence.iter().flat_map(lines).try_for_each(|line| page.verbatim("      ", &[(style::DIM, &line)]))?;
    }
    Ok(())
}

fn show_fix<W: Write>(page: &mut Page<W>, texts: &Texts, fix: &Fix) -> io::Result<()> {
    page.hanging(&[(style::ACTOR, "    → ")], 6, &[(style::PLAIN, &fix.words(texts))])?;
    if let Some(record) = &fix.record {
        // A record is copied, so it has a line for itself, however long that is.
        let line = format!("{} {} {}", record.name, record.kind, record.value);
        page.verbatim("      ", &[(style::STRONG, &line)])?;
    }
    Ok(())
}

fn lines(evidence: &Evidence) -> Vec<String> {
    match evidence {
        Evidence::Lookup(lookup) => {
            let server = lookup.server.as_ref().map_or(String::new(), |server| format!("  ({server})"));
            lookup.lines().into_iter().map(|line| format!("{line}{server}")).collect()
        }
        Evidence::Lines(lines) => lines.clone(),
        _ => Vec::new(),
    }
}

fn style_of(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Failed => style::LASTING,
        Verdict::Warning => style::PASSING,
        Verdict::Unknown => style::UNKNOWN,
        Verdict::Passed => style::FINE,
    }
}
