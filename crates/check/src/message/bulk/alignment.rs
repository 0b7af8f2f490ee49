//! Whose mail it is: the domain of the author, and the domains that sign for it (RFC 7489 section 3.1).
//!
//! Only what the mail itself shows is judged here; whether a signature is valid, and what the domain publishes, is asked elsewhere.

use tuixin::mime::{Field, Mail, PartId};

use super::Rules;
use crate::message::mailbox::mailboxes;
use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

pub(super) fn findings(mail: &Mail<'_>, rules: &Rules) -> Vec<Finding> {
    let Some(field) = mail.header(PartId::ROOT, "From") else { return Vec::new() };
    let Some(domain) = mailboxes(&field).first().and_then(|mailbox| mailbox.domain().map(str::to_ascii_lowercase)) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    if rules.own.iter().any(|own| own.domains.contains(&domain)) {
        let finding = Finding::new(Verdict::Failed, "bulk-foreign-domain").with("domain", &domain);
        findings.push(place::at(finding, mail, field.at.start).mended_by(Fix::new("bulk-foreign-domain-fix")));
    }
    findings.extend(signatures(mail, rules, &domain));
    findings
}

/// Whether one of the signatures is of the author's domain.
fn signatures(mail: &Mail<'_>, rules: &Rules, domain: &str) -> Option<Finding> {
    let signers: Vec<String> =
        signature_fields(mail).filter_map(|field| tag(&field, "d")).map(|signer| signer.to_ascii_lowercase()).collect();
    let Some(first) = signers.first() else {
        let finding = Finding::new(Verdict::Warning, "bulk-unsigned").with("who", rules.who_asks("signature"));
        return Some(finding.mended_by(Fix::new("bulk-unsigned-fix").with("domain", domain)));
    };
    let is_kin = |signer: &String| signer == domain || domain.ends_with(&format!(".{signer}")) || signer.ends_with(&format!(".{domain}"));
    if signers.iter().any(is_kin) {
        return None;
    }
    let finding = Finding::new(Verdict::Warning, "bulk-signed-by-others").with("domain", domain).with("signer", place::legible(first));
    Some(finding.with("who", rules.who_asks("alignment")).mended_by(Fix::new("bulk-unsigned-fix").with("domain", domain)))
}

/// The fields that each signature covers, in lower case (`h=`, RFC 6376 section 3.5).
pub(super) fn signed_fields(mail: &Mail<'_>) -> Vec<Vec<String>> {
    let fields = |value: String| value.split(':').map(|name| name.trim().to_ascii_lowercase()).collect();
    signature_fields(mail).filter_map(|field| tag(&field, "h")).map(fields).collect()
}

fn signature_fields<'a>(mail: &Mail<'a>) -> impl Iterator<Item = Field<'a>> {
    mail.headers(PartId::ROOT).filter(|field| field.name.eq_ignore_ascii_case("DKIM-Signature"))
}

/// The value of a tag, without the blanks that folding leaves (RFC 6376 section 3.2).
fn tag(field: &Field<'_>, name: &str) -> Option<String> {
    let value = String::from_utf8_lossy(&field.unfolded()).into_owned();
    let mut tags = value.split(';').filter_map(|tag| tag.split_once('='));
    tags.find(|(known, _)| known.trim() == name).map(|(_, value)| value.split_ascii_whitespace().collect())
}
