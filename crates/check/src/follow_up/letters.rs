//! What the checks of a delivery found, as far as letters tell of it.

use tuixin::Explained;
use tuixin::advice::letter::{Found, LookedUp, Outcome, Side};

use super::FollowUp;
use super::bearing::Bearings;
use crate::report::{Check, Finding, Report, Verdict};

/// Checks of whoever sends; all others are about a domain, and the cause tells whose.
const OF_SENDER: [Check; 8] = [Check::Spf, Check::Dkim, Check::Dmarc, Check::Arc, Check::Bimi, Check::Ptr, Check::Helo, Check::Blocklist];
/// Checks of the mail itself, which nobody else can mend or be told of.
const OF_MAIL: [Check; 4] = [Check::Message, Check::Attachment, Check::RecipientCount, Check::Content];

impl FollowUp<'_> {
    /// What letters about this delivery may tell: what is well on one side, and what is broken.
    pub fn for_letters(&self, explained: &Explained<'_>) -> LookedUp {
        let cause = explained.diagnosis.as_ref().map_or("", |diagnosis| diagnosis.cause.id.as_str());
        let is_about_sender = Bearings::embedded().of(cause).side.is_sender();
        let reports = self.reports.iter().filter(|report| !OF_MAIL.contains(&report.check));
        let found = reports.flat_map(|report| {
            let side = if is_about_sender || OF_SENDER.contains(&report.check) { Side::Sender } else { Side::Recipient };
            worth_telling(report).into_iter().filter_map(move |finding| found(report.check, side, finding))
        });
        LookedUp::of(found.collect(), self.outlook.instead.clone())
    }
}

/// The findings of a report that a letter needs: the faults, or what shows that there are none.
fn worth_telling(report: &Report) -> Vec<&Finding> {
    // That the listing of which the bounce complains is gone matters more than what other lists say.
    if let Some(lapsed) = report.findings.iter().find(|finding| finding.text == "blocklist-lapsed") {
        return vec![lapsed];
    }
    match report.verdict() {
        Verdict::Passed => report.findings.first().into_iter().collect(),
        _ => report.findings.iter().filter(|finding| finding.verdict == Verdict::Failed).collect(),
    }
}

fn found(check: Check, side: Side, finding: &Finding) -> Option<Found> {
    let outcome = match finding.verdict {
        Verdict::Passed => Outcome::Well,
        Verdict::Failed => Outcome::Faulty,
        Verdict::Warning | Verdict::Unknown => return None,
    };
    Some(Found {
        check: check.name(),
        side,
        outcome,
        is_about_lists: check == Check::Blocklist,
        text: finding.text,
        arguments: finding.arguments.clone(),
        phrases: finding.phrases.clone(),
    })
}
