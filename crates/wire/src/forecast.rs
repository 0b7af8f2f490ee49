//! What is to be expected of a mail before it is sent.

use serde::Serialize;
use tuixin::advice::{Texts, portray};
use tuixin::knowledge::Knowledge;
use tuixin_check::{Preflight, Risk};
use utoipa::ToSchema;

use crate::form::is_zero;
use crate::report::{Checked, checked};

/// A whole preflight.
#[derive(Debug, Serialize, ToSchema)]
pub struct Forecast<'a> {
    /// What was found about the mail and its sender.
    pub mail: Vec<Checked<'a>>,
    /// What is to be expected of each domain, in the order of the recipients.
    pub domains: Vec<DomainForecast<'a>>,
    /// How many recipients were left out, because they are in too many domains.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

/// What is to be expected of one domain.
#[derive(Debug, Serialize, ToSchema)]
pub struct DomainForecast<'a> {
    /// The domain.
    pub domain: &'a str,
    /// Who of it gets the mail.
    #[schema(value_type = Vec<String>)]
    pub recipients: &'a [String],
    /// `will-pass`, `may-bounce`, `will-bounce` or `unknown`.
    pub prospect: &'a str,
    /// The causes with which the mail may come back.
    pub risks: Vec<RiskEntry<'a>>,
    /// The checks of the domain.
    pub checks: Vec<Checked<'a>>,
}

/// A cause with which the mail may come back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Risk)]
pub struct RiskEntry<'a> {
    /// The cause.
    pub cause: &'a str,
    /// The check that points to it.
    pub check: &'a str,
    /// Whether the mail does come back.
    pub certain: bool,
    /// The cause in words.
    pub text: String,
    /// What whoever runs the mail system would be told to do.
    pub steps: Vec<String>,
}

impl<'a> Forecast<'a> {
    /// What a preflight found.
    pub fn of(found: &'a Preflight, knowledge: &Knowledge, texts: &Texts) -> Forecast<'a> {
        Forecast {
            mail: checked(&found.mail, texts),
            domains: found.domains.iter().map(|forecast| DomainForecast::of(forecast, knowledge, texts)).collect(),
            left_out: found.left_out,
        }
    }
}

impl<'a> DomainForecast<'a> {
    fn of(forecast: &'a tuixin_check::Forecast, knowledge: &Knowledge, texts: &Texts) -> DomainForecast<'a> {
        DomainForecast {
            domain: &forecast.domain,
            recipients: &forecast.recipients,
            prospect: forecast.prospect.name(),
            risks: forecast.risks.iter().map(|risk| RiskEntry::of(risk, knowledge, texts)).collect(),
            checks: checked(&forecast.reports, texts),
        }
    }
}

impl<'a> RiskEntry<'a> {
    fn of(risk: &'a Risk, knowledge: &Knowledge, texts: &Texts) -> RiskEntry<'a> {
        let portrait = knowledge.cause_named(&risk.cause).map(|cause| portray(knowledge, texts, cause));
        RiskEntry {
            cause: &risk.cause,
            check: risk.check.name(),
            certain: risk.is_certain,
            text: texts.say(&format!("cause-{}", risk.cause), &[]),
            steps: portrait.map(|portrait| portrait.admin_steps.into_iter().map(|step| step.text).collect()).unwrap_or_default(),
        }
    }
}
