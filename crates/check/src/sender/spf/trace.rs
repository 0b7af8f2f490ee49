//! What an evaluation did, step by step, in the order in which it was done.

use crate::dns::Lookup;

use super::evaluate::SpfResult;
use super::fault::Problem;

/// One step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// How many `include` and `redirect` lead here.
    pub depth: usize,
    /// The domain whose record is read.
    pub domain: String,
    /// What was done.
    pub kind: StepKind,
    /// What was asked for it.
    pub lookups: Vec<Lookup>,
    /// How many terms had asked until then, with this one (RFC 7208 section 4.6.4).
    pub counted: usize,
}

/// What was done in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StepKind {
    /// A record was asked for: its text where there is one.
    Record(Option<String>),
    /// A term begins another evaluation, whose steps follow.
    Enter {
        /// The term.
        term: String,
        /// The domain it leads to, with its macros filled in.
        target: String,
    },
    /// A mechanism was compared.
    Compare {
        /// The term.
        term: String,
        /// The name it stands for, with its macros filled in; empty where it names none.
        target: String,
        /// What it was compared with: addresses, names.
        seen: Vec<String>,
        /// The result that it gives; none when it did not match.
        result: Option<SpfResult>,
    },
    /// The evaluation broke off.
    Broken(Problem),
    /// The evaluation of a record ended.
    Leave(SpfResult),
}

impl Step {
    /// The step as a line of signs that need no translation: `✓` matched, `✗` did not, `→` what came of it.
    pub fn line(&self) -> String {
        let indent = "  ".repeat(self.depth);
        let count = |term: &str| if self.lookups.is_empty() { term.to_owned() } else { format!("{term} [{}]", self.counted) };
        match &self.kind {
            StepKind::Record(Some(text)) => format!("{indent}{}: {text}", self.domain),
            StepKind::Record(None) => format!("{indent}{}: ∅", self.domain),
            StepKind::Enter { term, .. } => format!("{indent}  {term} [{}]", self.counted),
            StepKind::Compare { term, seen, result, .. } => {
                let sign = result.map_or_else(|| "✗".to_owned(), |result| format!("✓ {}", result.name()));
                let seen = if seen.is_empty() { String::new() } else { format!(" ({})", seen.join(", ")) };
                format!("{indent}  {}{seen} {sign}", count(term))
            }
            StepKind::Broken(problem) => format!("{indent}  → {}", problem.result().name()),
            StepKind::Leave(result) => format!("{indent}→ {}", result.name()),
        }
    }
}
