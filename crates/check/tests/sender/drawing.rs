//! Reports drawn as text, so that a table can hold them.

use tuixin::advice::{Language, Texts};
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::{Bounds, Finding, Report, World};

/// A world in which these names exist.
pub fn world(zone: &str) -> World {
    let bounds = Bounds::default();
    let zone = Zone::parse(zone).unwrap_or_else(|error| panic!("{error}:\n{zone}"));
    World::of(Dns::new(zone, &bounds), bounds)
}

/// The findings of a report, one in a line: verdict, text, and behind an arrow the record to publish.
pub fn draw(report: &Report) -> String {
    check_words(report);
    let lines: Vec<String> = report.findings.iter().map(draw_finding).collect();
    lines.join("\n")
}

fn draw_finding(finding: &Finding) -> String {
    let record = finding.fix.as_ref().and_then(|fix| fix.record.as_ref());
    let record = record.map_or_else(String::new, |record| format!(" => {} {} {}", record.name, record.kind, record.value));
    format!("{} {}{record}", finding.verdict.name(), finding.text)
}

/// Everything that is said has words in both languages, with all variables filled in.
fn check_words(report: &Report) {
    for language in Language::ALL {
        let texts = Texts::embedded(language);
        for finding in &report.findings {
            check_said(finding.text, &finding.words(&texts), &texts);
            if let Some(fix) = &finding.fix {
                check_said(fix.text, &fix.words(&texts), &texts);
            }
        }
    }
}

fn check_said(id: &str, said: &str, texts: &Texts) {
    assert!(texts.has(id), "{id} has no words in {:?}", texts.language());
    assert!(!said.contains("{$") && !said.contains("{ $") && !said.contains("{spf-"), "{id} leaves a variable open: {said}");
}

/// Lines of an expectation without their indent.
pub fn lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
