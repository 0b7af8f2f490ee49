//! What is to be expected of a mail, in its shape for programs.

use serde::Serialize;
use tuixin::advice::{Texts, portray};
use tuixin::knowledge::Knowledge;
use tuixin_check::{Forecast, Preflight, Risk};

use super::report::{Checked, checked};

/// A whole preflight.
#[derive(Debug, Serialize)]
pub struct ForecastOut<'a> {
    /// What was found about the mail and its sender.
    pub mail: Vec<Checked<'a>>,
    pub domains: Vec<Domain<'a>>,
    /// How many recipients were left out, because they are in too many domains.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

/// What is to be expected of one domain.
#[derive(Debug, Serialize)]
pub struct Domain<'a> {
    pub domain: &'a str,
    pub recipients: &'a [String],
    /// `will-pass`, `may-bounce`, `will-bounce` or `unknown`.
    pub prospect: &'a str,
    pub risks: Vec<RiskOut<'a>>,
    pub checks: Vec<Checked<'a>>,
}

/// A cause with which the mail may come back.
#[derive(Debug, Serialize)]
pub struct RiskOut<'a> {
    pub cause: &'a str,
    pub check: &'a str,
    /// Whether the mail does come back.
    pub certain: bool,
    /// The cause in words.
    pub text: String,
    /// What whoever runs the mail system would be told to do.
    pub steps: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl<'a> ForecastOut<'a> {
    pub fn of(found: &'a Preflight, knowledge: &Knowledge, texts: &Texts) -> ForecastOut<'a> {
        ForecastOut {
            mail: checked(&found.mail, texts),
            domains: found.domains.iter().map(|forecast| Domain::of(forecast, knowledge, texts)).collect(),
            left_out: found.left_out,
        }
    }
}

impl<'a> Domain<'a> {
    fn of(forecast: &'a Forecast, knowledge: &Knowledge, texts: &Texts) -> Domain<'a> {
        Domain {
            domain: &forecast.domain,
            recipients: &forecast.recipients,
            prospect: forecast.prospect.name(),
            risks: forecast.risks.iter().map(|risk| RiskOut::of(risk, knowledge, texts)).collect(),
            checks: checked(&forecast.reports, texts),
        }
    }
}

impl<'a> RiskOut<'a> {
    fn of(risk: &'a Risk, knowledge: &Knowledge, texts: &Texts) -> RiskOut<'a> {
        let portrait = knowledge.cause_named(&risk.cause).map(|cause| portray(knowledge, texts, cause));
        RiskOut {
            cause: &risk.cause,
            check: risk.check.name(),
            certain: risk.is_certain,
            text: texts.say(&format!("cause-{}", risk.cause), &[]),
            steps: portrait.map(|portrait| portrait.admin_steps.into_iter().map(|step| step.text).collect()).unwrap_or_default(),
        }
    }
}
