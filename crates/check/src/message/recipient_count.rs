//! The check `recipient-count`: whether a mail has more recipients than those on its way allow in one go.

use std::time::Instant;

use serde::Deserialize;
use tuixin::mime::{Mail, PartId};

use super::mailbox::mailboxes;
use crate::facts::facts;
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::smtp::Limits;

/// The recipients of a mail that go the same way.
#[derive(Clone, Debug, Default)]
pub struct Receiver {
    /// What it is called in the report: the domain, or the mail host of several domains.
    pub name: String,
    /// Whose mail hosts take the mail (`knowledge/providers.toml`), where that is known.
    pub provider: Option<String>,
    /// How many recipients there are.
    pub recipients: usize,
    /// In how many domains they are.
    pub domains: usize,
    /// What the mail host announced (RFC 9422).
    pub announced: Limits,
}

/// The provider at which a mail is handed in.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// Its name in `knowledge/providers.toml`.
    pub provider: &'a str,
    /// Whether a program hands the mail in by SMTP, where some providers allow fewer recipients than in their own pages.
    pub by_smtp: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Known {
    limit: Vec<Limit>,
    least: Least,
}

#[derive(Debug, Deserialize)]
struct Limit {
    provider: String,
    shown: String,
    at: Place,
    recipients: usize,
    #[serde(default)]
    is_final: bool,
    #[serde(default)]
    is_smtp: bool,
}

#[derive(Debug, Default, Deserialize)]
struct Least {
    recipients: usize,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Place {
    Account,
    Transaction,
}

/// Compares the number of recipients with the limits of the account that sends and of those who receive.
pub fn report(account: Option<Account<'_>>, receivers: &[Receiver]) -> Report {
    let began = Instant::now();
    let known: Known = facts("check/recipient-limits.toml");
    let all: usize = receivers.iter().map(|receiver| receiver.recipients).sum();
    let mut findings: Vec<Finding> = account.and_then(|account| sending(&known, account, all)).into_iter().collect();
    findings.extend(receivers.iter().filter_map(|receiver| receiving(&known, receiver)));
    findings.extend(receivers.iter().filter_map(domains));
    if findings.is_empty() {
        let text = if all == 0 { "recipient-count-none" } else { "recipient-count-good" };
        findings.push(Finding::new(if all == 0 { Verdict::Failed } else { Verdict::Passed }, text).with("count", all));
    }
    Report::of(Check::RecipientCount, all.to_string(), findings, began.elapsed())
}

/// The addresses of all recipients that a mail names, each once.
pub fn recipients(mail: &Mail<'_>) -> Vec<String> {
    let is_recipients = |name: &str| ["To", "Cc", "Bcc"].iter().any(|known| known.eq_ignore_ascii_case(name));
    let fields = mail.headers(PartId::ROOT).filter(|field| is_recipients(field.name));
    let mut seen = std::collections::HashSet::new();
    let addresses = fields.flat_map(|field| mailboxes(&field)).map(|mailbox| mailbox.address).filter(|address| address.contains('@'));
    addresses.filter(|address| seen.insert(address.to_lowercase())).collect()
}

fn sending(known: &Known, account: Account<'_>, all: usize) -> Option<Finding> {
    let is_meant = |limit: &&Limit| limit.provider == account.provider && limit.at == Place::Account && (account.by_smtp || !limit.is_smtp);
    let limit = known.limit.iter().filter(is_meant).min_by_key(|limit| limit.recipients)?;
    (all > limit.recipients).then(|| over(Verdict::Failed, "recipient-count-account", all, limit.recipients).with("who", &limit.shown))
}

fn receiving(known: &Known, receiver: &Receiver) -> Option<Finding> {
    let count = receiver.recipients;
    if let Some(limit) = receiver.announced.recipients.and_then(|limit| usize::try_from(limit).ok()) {
        return (count > limit).then(|| over(Verdict::Warning, "recipient-count-announced", count, limit).with("who", &receiver.name));
    }
    let is_meant = |limit: &&Limit| limit.at == Place::Transaction && Some(&limit.provider) == receiver.provider.as_ref();
    if let Some(limit) = known.limit.iter().filter(is_meant).min_by_key(|limit| limit.recipients) {
        let verdict = if limit.is_final { Verdict::Failed } else { Verdict::Warning };
        return (count > limit.recipients)
            .then(|| over(verdict, "recipient-count-receiver", count, limit.recipients).with("who", &limit.shown));
    }
    let least = known.least.recipients;
    (least > 0 && count > least).then(|| over(Verdict::Warning, "recipient-count-least", count, least).with("who", &receiver.name))
}

fn domains(receiver: &Receiver) -> Option<Finding> {
    let limit = usize::try_from(receiver.announced.recipient_domains?).ok()?;
    (receiver.domains > limit)
        .then(|| over(Verdict::Warning, "recipient-count-domains", receiver.domains, limit).with("who", &receiver.name))
}

fn over(verdict: Verdict, text: &'static str, count: usize, limit: usize) -> Finding {
    let lots = count.div_ceil(limit.max(1));
    let fix = Fix::new("recipient-count-fix").with("lots", lots).with("limit", limit);
    Finding::new(verdict, text).with("count", count).with("limit", limit).mended_by(fix)
}
