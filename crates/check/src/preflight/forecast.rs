//! What is to be expected of one domain.

use std::net::IpAddr;
use std::sync::LazyLock;

use serde::Deserialize;
use tuixin::knowledge::Knowledge;

use crate::facts::facts;
use crate::report::{Check, Report, Verdict};

/// What is to be expected of the recipients in one domain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Forecast {
    /// The domain.
    pub domain: String,
    /// The recipients in it.
    pub recipients: Vec<String>,
    /// What was found about the domain.
    pub reports: Vec<Report>,
    /// Whether the mail gets through.
    pub prospect: Prospect,
    /// What speaks against it, the certain things first.
    pub risks: Vec<Risk>,
}

/// Whether a mail gets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prospect {
    /// Nothing speaks against it.
    WillPass,
    /// Something may be held against it.
    MayBounce,
    /// It will come back.
    WillBounce,
    /// It could not be found out.
    Unknown,
}

impl Prospect {
    /// The name used in the output.
    pub fn name(self) -> &'static str {
        match self {
            Prospect::WillPass => "will-pass",
            Prospect::MayBounce => "may-bounce",
            Prospect::WillBounce => "will-bounce",
            Prospect::Unknown => "unknown",
        }
    }
}

/// A cause with which the mail may come back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Risk {
    /// The cause, by its name in the knowledge.
    pub cause: String,
    /// The check that failed.
    pub check: Check,
    /// Whether the mail does come back.
    pub is_certain: bool,
}

/// Checks that fail where mail has nowhere to go.
const NOWHERE: [Check; 3] = [Check::Domain, Check::NullMx, Check::Mx];

/// Checks without whose answer nothing can be foretold.
const DECISIVE: [Check; 2] = [Check::Domain, Check::Mx];

impl Forecast {
    /// The forecast for a domain, from what was found about it and about the mail.
    pub(super) fn of(knowledge: &Knowledge, domain: String, recipients: Vec<String>, reports: Vec<Report>, mail: &[Report]) -> Forecast {
        static TABLE: LazyLock<Table> = LazyLock::new(|| facts("check/preflight.toml"));
        let table = &*TABLE;
        // The domain of a sender that fails is another fault than that of a recipient.
        let of_mail = mail.iter().filter(|report| report.verdict() == Verdict::Failed).filter_map(|report| table.risk_of_sender(report));
        let of_domain = reports.iter().filter(|report| report.verdict() == Verdict::Failed).filter_map(|report| table.risk(report));
        let mut risks: Vec<Risk> = of_domain.chain(of_mail).filter(|risk| knowledge.cause_named(&risk.cause).is_some()).collect();
        risks.sort_by_key(|risk| !risk.is_certain);
        // Where mail has nowhere to go, nobody can be connected to either.
        if risks.iter().any(|risk| risk.is_certain && NOWHERE.contains(&risk.check)) {
            risks.retain(|risk| risk.check != Check::Smtp);
        }
        let mut causes: Vec<String> = Vec::new();
        risks.retain(|risk| {
            let is_new = !causes.contains(&risk.cause);
            causes.push(risk.cause.clone());
            is_new
        });
        let is_open = |report: &Report| DECISIVE.contains(&report.check) && report.verdict() == Verdict::Unknown;
        let prospect = match risks.first() {
            Some(risk) if risk.is_certain => Prospect::WillBounce,
            Some(_) => Prospect::MayBounce,
            None if reports.iter().any(is_open) => Prospect::Unknown,
            None => Prospect::WillPass,
        };
        Forecast { domain, recipients, reports, prospect, risks }
    }
}

#[derive(Debug, Default, Deserialize)]
struct Table {
    risk: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    check: String,
    cause: String,
    /// The cause where the subject of the check is a domain and no address.
    cause_of_domain: Option<String>,
    certain: bool,
}

impl Table {
    fn risk(&self, report: &Report) -> Option<Risk> {
        let row = self.risk.iter().find(|row| row.check == report.check.name())?;
        let is_domain = report.subject.parse::<IpAddr>().is_err();
        let cause = row.cause_of_domain.as_ref().filter(|_| is_domain).unwrap_or(&row.cause).clone();
        Some(Risk { cause, check: report.check, is_certain: row.certain })
    }

    fn risk_of_sender(&self, report: &Report) -> Option<Risk> {
        match report.check {
            Check::Domain | Check::Mx => Some(Risk { cause: "sender-domain-invalid".to_owned(), check: report.check, is_certain: false }),
            _ => self.risk(report),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_risk_names_a_check_and_a_cause() {
        let table: Table = crate::facts::read("check/preflight.toml").unwrap();
        let knowledge = Knowledge::embedded();
        for row in &table.risk {
            assert!(Check::named(&row.check).is_some(), "{}", row.check);
            for cause in std::iter::once(&row.cause).chain(&row.cause_of_domain) {
                assert!(knowledge.cause_named(cause).is_some(), "{cause}");
            }
        }
    }
}
