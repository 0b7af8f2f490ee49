//! What providers ask of mail that goes to many: a way out that works with one click, a signature that covers it, a sender of one's own.
//!
//! Rules for bulk mail would be wrong for a letter, so they are applied only where a mail looks like bulk or the caller says that it is.

mod alignment;
mod unsubscribe;

use std::time::Instant;

use serde::Deserialize;
use tuixin::mime::{Mail, PartId};

use crate::facts::facts;
use crate::report::{Check, Finding, Report, Verdict};

/// The fields by which a mail is known to go to many (RFC 2369, RFC 2919).
const MARKS: [&str; 5] = ["List-Unsubscribe", "List-Id", "List-Post", "List-Help", "Feedback-ID"];

/// What the caller knows of a mail.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sending {
    /// That it goes to many, whatever it looks like.
    pub is_bulk: bool,
    /// To how many recipients it goes; 0 where that is not known.
    pub recipients: usize,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Rules {
    visible: Vec<String>,
    many: usize,
    demand: Vec<Demand>,
    own: Vec<Own>,
}

#[derive(Debug, Deserialize)]
struct Demand {
    of: String,
    by: String,
}

#[derive(Debug, Deserialize)]
struct Own {
    domains: Vec<String>,
}

impl Rules {
    /// Who asks for something, as it is shown.
    fn who_asks(&self, of: &str) -> String {
        let names: Vec<&str> = self.demand.iter().filter(|demand| demand.of == of).map(|demand| demand.by.as_str()).collect();
        names.join(", ")
    }
}

/// Compares a mail with what bulk senders are asked for.
pub fn report(mail: &Mail<'_>, sending: Sending) -> Report {
    let began = Instant::now();
    let rules: Rules = facts("check/bulk.toml");
    let mut findings = Vec::new();
    if sending.is_bulk || looks_like_bulk(mail) || sending.recipients >= rules.many {
        findings.extend(unsubscribe::findings(mail, &rules));
        findings.extend(alignment::findings(mail, &rules));
        findings.extend(list_id(mail));
        if findings.iter().all(|finding| finding.verdict == Verdict::Passed) {
            findings.push(Finding::new(Verdict::Passed, "bulk-good"));
        }
    } else {
        findings.push(Finding::new(Verdict::Passed, "bulk-none"));
    }
    Report::of(Check::Message, super::subject(mail), findings, began.elapsed())
}

/// Whether a mail says of itself that it goes to many.
pub fn looks_like_bulk(mail: &Mail<'_>) -> bool {
    let precedence = mail.header(PartId::ROOT, "Precedence").map(|field| field.raw.to_ascii_lowercase());
    let is_bulk = precedence.is_some_and(|value| [&b"bulk"[..], b"list", b"junk"].contains(&value.as_slice()));
    is_bulk || MARKS.iter().any(|name| mail.header(PartId::ROOT, name).is_some())
}

/// Automatic replies keep away from lists that say that they are one (RFC 3834 section 2, RFC 2919).
fn list_id(mail: &Mail<'_>) -> Option<Finding> {
    let has = |name: &str| mail.header(PartId::ROOT, name).is_some();
    (!has("List-Id") && !has("Precedence") && !has("Auto-Submitted")).then(|| Finding::new(Verdict::Warning, "bulk-no-list-id"))
}
