//! What rspamd says of a mail.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::message::place;
use crate::report::{Evidence, Finding, Fix, Verdict};

/// How many symbols are shown, those that weigh most first.
const SHOWN_SYMBOLS: usize = 40;

/// The answer to `/checkv2`.
#[derive(Debug, Deserialize)]
pub(super) struct Judgement {
    #[serde(default)]
    is_skipped: bool,
    score: f64,
    required_score: f64,
    action: String,
    #[serde(default)]
    symbols: BTreeMap<String, Symbol>,
}

/// One thing that the filter noticed.
#[derive(Debug, Deserialize)]
struct Symbol {
    #[serde(default)]
    score: f64,
    #[serde(default)]
    description: String,
    #[serde(default)]
    options: Vec<String>,
}

impl Judgement {
    pub(super) fn read(body: &[u8]) -> Option<Judgement> {
        serde_json::from_slice(body).ok()
    }

    pub(super) fn finding(&self) -> Finding {
        let (verdict, text) = self.verdict();
        let finding = Finding::new(verdict, text)
            .with("score", format!("{:.1}", self.score))
            .with("limit", format!("{:.1}", self.required_score))
            .with("action", place::legible(&self.action))
            .seen(Evidence::Lines(self.lines()));
        let is_good = matches!(verdict, Verdict::Passed | Verdict::Unknown);
        if is_good { finding } else { finding.mended_by(Fix::new("content-fix").with("worst", self.worst())) }
    }

    /// What the actions of rspamd mean for the mail (<https://docs.rspamd.com/configuration/metrics>).
    fn verdict(&self) -> (Verdict, &'static str) {
        match self.action.as_str() {
            // A mail that is known at once, such as the one for tests (GTUBE), is skipped too, and refused.
            "no action" if self.is_skipped => (Verdict::Unknown, "content-skipped"),
            "no action" => (Verdict::Passed, "content-good"),
            "greylist" => (Verdict::Warning, "content-greylist"),
            "soft reject" => (Verdict::Warning, "content-deferred"),
            "add header" | "rewrite subject" | "add_header" | "rewrite_subject" => (Verdict::Failed, "content-spam"),
            "reject" | "discard" | "quarantine" => (Verdict::Failed, "content-rejected"),
            _ => (Verdict::Warning, "content-other"),
        }
    }

    /// The symbols with a weight, the heaviest first.
    fn heaviest(&self) -> Vec<(&String, &Symbol)> {
        let mut symbols: Vec<(&String, &Symbol)> = self.symbols.iter().filter(|(_, symbol)| symbol.score != 0.0).collect();
        symbols.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
        symbols
    }

    /// The name of what counts most against the mail.
    fn worst(&self) -> String {
        self.heaviest().first().filter(|(_, symbol)| symbol.score > 0.0).map_or("none".to_owned(), |(name, _)| place::legible(name))
    }

    fn lines(&self) -> Vec<String> {
        let line = |(name, symbol): (&String, &Symbol)| {
            let options = if symbol.options.is_empty() { String::new() } else { format!(" [{}]", symbol.options.join(", ")) };
            place::shown(format!("{:+.2} {name} {}{options}", symbol.score, symbol.description).as_bytes())
        };
        self.heaviest().into_iter().take(SHOWN_SYMBOLS).map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answer: &str, expected: &str) {
        let told = Judgement::read(answer.as_bytes()).map(|judgement| {
            let finding = judgement.finding();
            let Some(Evidence::Lines(lines)) = finding.evidence.first() else { return "no lines".to_owned() };
            format!("{} {} | {}", finding.verdict.name(), finding.text, lines.join(" | "))
        });
        assert_eq!(told.unwrap_or("none".to_owned()), expected, "{answer}");
    }

    #[test]
    fn answers_are_judged_by_their_action() {
        let whole = r#"{"is_skipped":false,"score":8.5,"required_score":15.0,"action":"add header","urls":["example.com"],
            "symbols":{"B":{"name":"B","score":-0.1,"metric_score":-0.1,"description":"good"},"Z":{"name":"Z","score":0.0},
            "A":{"name":"A","score":8.6,"description":"bad","options":["x","y"]}},"message-id":"undef","time_real":0.1}"#;
        check(whole, "failed content-spam | +8.60 A bad [x, y] | -0.10 B good");
        let short = |action: &str| format!(r#"{{"score":1,"required_score":15,"action":"{action}"}}"#);
        check(&short("no action"), "passed content-good | ");
        check(&short("greylist"), "warning content-greylist | ");
        check(&short("soft reject"), "warning content-deferred | ");
        check(&short("reject"), "failed content-rejected | ");
        check(&short("something new"), "warning content-other | ");
        check(r#"{"is_skipped":true,"score":0,"required_score":0,"action":"no action"}"#, "unknown content-skipped | ");
        check(r#"{"is_skipped":true,"score":15,"required_score":15,"action":"reject"}"#, "failed content-rejected | ");
        check(r#"{"error":"message is too large"}"#, "none");
        check("[]", "none");
        check("", "none");
    }
}
