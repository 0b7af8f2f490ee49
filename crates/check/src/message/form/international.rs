//! What is not ASCII where only ASCII gets through everywhere: raw header fields and addresses (RFC 6531, RFC 6532).

use tuixin::mime::{Field, Mail, PartId};

use crate::message::mailbox::{Mailbox, mailboxes};
use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

/// The fields whose addresses a server has to understand.
const ADDRESSED: [&str; 6] = ["From", "Sender", "Reply-To", "To", "Cc", "Bcc"];

pub(super) fn findings(mail: &Mail<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = raw_bytes(mail).into_iter().collect();
    let is_addressed = |field: &Field<'_>| ADDRESSED.iter().any(|name| field.name.eq_ignore_ascii_case(name));
    let fields: Vec<Field<'_>> = mail.headers(PartId::ROOT).filter(is_addressed).filter(|field| !field.raw.is_ascii()).collect();
    findings.extend(fields.iter().find_map(|field| mailboxes(field).iter().find_map(|mailbox| address(mail, field, mailbox))));
    findings
}

/// The first field with bytes that are not ASCII.
fn raw_bytes(mail: &Mail<'_>) -> Option<Finding> {
    let field = mail.headers(PartId::ROOT).find(|field| !field.raw.is_ascii())?;
    let (verdict, text) = match std::str::from_utf8(field.raw) {
        Ok(_) => (Verdict::Warning, "form-raw-utf8"),
        Err(_) => (Verdict::Failed, "form-raw-bytes"),
    };
    let offset = field.at.start + field.raw.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let finding = Finding::new(verdict, text).with("field", field.name);
    Some(place::at(finding, mail, offset).mended_by(Fix::new("form-raw-bytes-fix").with("field", field.name)))
}

fn address(mail: &Mail<'_>, field: &Field<'_>, mailbox: &Mailbox) -> Option<Finding> {
    let (local, domain) = mailbox.address.rsplit_once('@')?;
    let finding = if !local.is_ascii() {
        Finding::new(Verdict::Warning, "form-smtputf8").mended_by(Fix::new("form-smtputf8-fix"))
    } else if let Ok(ascii) = idna::domain_to_ascii(domain)
        && !domain.is_ascii()
    {
        Finding::new(Verdict::Warning, "form-domain-utf8")
            .mended_by(Fix::new("form-domain-utf8-fix").with("address", format!("{local}@{ascii}")))
    } else {
        return None;
    };
    Some(place::at(finding.with("address", place::legible(&mailbox.address)).with("field", field.name), mail, field.at.start))
}
