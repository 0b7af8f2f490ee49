//! The tool `check`.

use tuixin::advice::Texts;
use tuixin_check::{Check, NoTarget, Report, Target, Verdict, run_all};
use tuixin_wire::Answers;

use super::answer::{Answer, Refusal, answer};
use super::request::CheckRequest;
use super::server::Shared;

/// How long a target may be, in bytes (RFC 5321 section 4.5.3.1 allows 320).
const MAX_TARGET: usize = 1024;
/// How many names of keys are looked up for one domain.
const MAX_SELECTORS: usize = 16;

pub(super) async fn check(shared: &Shared, request: CheckRequest) -> Answer {
    let checking = shared.checking()?;
    if request.target.len() > MAX_TARGET || request.selectors.len() > MAX_SELECTORS {
        return Err(Refusal::new(format!("target may have {MAX_TARGET} bytes, and there may be {MAX_SELECTORS} selectors")));
    }
    let target: Target = request.target.parse().map_err(|error: NoTarget| Refusal::new(format!("target: {error}")))?;
    let mut jobs = target.jobs(checking.extent, &request.selectors);
    let only = request.only.iter().map(|name| named(name)).collect::<Result<Vec<Check>, Refusal>>()?;
    jobs.retain(|job| only.is_empty() || job.checks().iter().any(|check| only.contains(check)));
    let reports = checking.within_bounds(run_all(&checking.ground, jobs)).await?;
    let texts = shared.texts(request.lang);
    let target = target.to_string();
    let verdict = texts.say(&format!("report-sum-{}", Verdict::sum(&reports).name()), &[]);
    let lines: Vec<String> = std::iter::once(format!("{target}: {verdict}")).chain(lines_of(&reports, texts)).collect();
    answer(lines.join("\n"), &Answers::of(&target, &reports, texts))
}

fn named(name: &str) -> Result<Check, Refusal> {
    let known = || Check::ALL.map(Check::name).join(", ");
    Check::named(name).ok_or_else(|| Refusal::new(format!("only: no check is called {name:?}; there are {}", known())))
}

/// What is wrong or unknown with what mends it, a line each; of what is well the gravest finding.
pub(super) fn lines_of(reports: &[Report], texts: &Texts) -> Vec<String> {
    let mut lines = Vec::new();
    for report in reports {
        let is_well = report.verdict() == Verdict::Passed;
        let told = report.findings.iter().filter(|finding| is_well || finding.verdict != Verdict::Passed);
        for finding in told.take(if is_well { 1 } else { usize::MAX }) {
            lines.push(format!("[{} {}] {}", report.check.name(), finding.verdict.name(), finding.words(texts)));
            lines.extend(finding.fix.as_ref().map(|fix| format!("  → {}", fix.words(texts))));
        }
    }
    lines
}
