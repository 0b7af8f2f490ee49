//! Who the mail says it is from (RFC 5322 section 3.6.2), and the form of the other addresses it names.

use std::net::IpAddr;

use serde::Deserialize;
use tuixin::mime::{Field, Mail, PartId};

use super::fields::named;
use crate::facts::facts;
use crate::message::mailbox::{Mailbox, mailboxes};
use crate::message::place;
use crate::recipient::address::inspect;
use crate::report::{Finding, Fix, Verdict};

/// Names that exist in no public DNS.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Unreachable {
    ending: Vec<Ending>,
}

#[derive(Debug, Deserialize)]
struct Ending {
    name: String,
    #[expect(dead_code, reason = "for whoever reads the file")]
    source: String,
}

pub(super) fn findings(mail: &Mail<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(field) = mail.header(PartId::ROOT, "From") {
        let from = mailboxes(&field);
        let unreachable: Unreachable = facts("check/form.toml");
        findings.extend(number(mail, &field, &from));
        findings.extend(from.iter().find_map(|mailbox| domain(mail, &field, mailbox, &unreachable)));
        findings.extend(from.iter().find_map(|mailbox| foreign_name(mail, &field, mailbox)));
    }
    for name in ["From", "Sender", "Reply-To", "To", "Cc", "Bcc"] {
        findings.extend(named(mail, name).iter().find_map(|field| malformed(mail, name, field)));
    }
    findings
}

/// How many authors there are; several need somebody who answers for them (RFC 5322 section 3.6.2).
fn number(mail: &Mail<'_>, field: &Field<'_>, from: &[Mailbox]) -> Option<Finding> {
    let (verdict, text) = match from.len() {
        0 => (Verdict::Failed, "form-from-empty"),
        1 => return None,
        _ if mail.header(PartId::ROOT, "Sender").is_some() => (Verdict::Warning, "form-from-several"),
        _ => (Verdict::Failed, "form-from-several-without-sender"),
    };
    let finding = Finding::new(verdict, text).with("count", from.len());
    Some(place::at(finding, mail, field.at.start).mended_by(Fix::new("form-from-several-fix")))
}

/// A domain that cannot be that of a mailbox on the Internet.
fn domain(mail: &Mail<'_>, field: &Field<'_>, mailbox: &Mailbox, unreachable: &Unreachable) -> Option<Finding> {
    let domain = mailbox.domain()?.trim_end_matches('.').to_ascii_lowercase();
    let text = if domain.starts_with('[') || domain.parse::<IpAddr>().is_ok() {
        "form-from-literal"
    } else if !domain.contains('.') || unreachable.covers(&domain) {
        "form-from-unreachable"
    } else {
        return None;
    };
    let finding = Finding::new(Verdict::Failed, text).with("domain", place::legible(&domain));
    Some(place::at(finding, mail, field.at.start).mended_by(Fix::new("form-from-domain-fix")))
}

impl Unreachable {
    fn covers(&self, domain: &str) -> bool {
        let is_below = |name: &str| domain == name || domain.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
        self.ending.iter().any(|ending| is_below(&ending.name))
    }
}

/// A name that shows an address of another domain, as whoever imitates somebody writes it.
fn foreign_name(mail: &Mail<'_>, field: &Field<'_>, mailbox: &Mailbox) -> Option<Finding> {
    let own = mailbox.domain()?.to_ascii_lowercase();
    let shown = mailbox.name.split(|c: char| c.is_whitespace() || "<>()[]\"',;".contains(c)).find_map(|word| word.split_once('@'));
    let named = shown.filter(|(local, _)| !local.is_empty()).map(|(_, domain)| domain.trim_end_matches('.').to_ascii_lowercase())?;
    let is_kin = named == own || named.ends_with(&format!(".{own}")) || own.ends_with(&format!(".{named}"));
    if is_kin || !named.contains('.') {
        return None;
    }
    let finding = Finding::new(Verdict::Warning, "form-foreign-name").with("name", place::legible(&mailbox.name)).with("domain", own);
    Some(place::at(finding, mail, field.at.start).mended_by(Fix::new("form-foreign-name-fix")))
}

/// How many addresses of a field are looked at closely. What is wrong with one is usually wrong with all, and nobody takes more of them in one mail.
const MOST_ADDRESSES: usize = 500;

/// The first address of a field that no server takes.
fn malformed(mail: &Mail<'_>, name: &'static str, field: &Field<'_>) -> Option<Finding> {
    mailboxes(field).iter().take(MOST_ADDRESSES).find_map(|mailbox| {
        let fault = inspect(&mailbox.address).into_iter().find(|finding| finding.verdict == Verdict::Failed)?;
        let verdict = if name == "From" { Verdict::Failed } else { Verdict::Warning };
        let mut finding = Finding::new(verdict, "form-address").with("field", name).with_phrase("fault", fault.text);
        finding.arguments.extend(fault.arguments);
        finding.phrases.extend(fault.phrases);
        Some(place::at(finding, mail, field.at.start).mended_by(Fix::new("form-address-fix").with("field", name)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        assert_eq!(crate::facts::read::<Unreachable>("check/form.toml").err(), None);
    }
}
