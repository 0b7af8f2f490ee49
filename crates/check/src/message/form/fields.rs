//! Which fields a mail has, how often, and what in its header is none (RFC 5322 section 3.6).

use tuixin::mime::{Damage, Field, Mail, PartId};

use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

/// The fields of which a mail has at most one (RFC 5322 section 3.6, RFC 2045 section 3).
const ONCE: [&str; 14] = [
    "From",
    "Date",
    "Subject",
    "To",
    "Cc",
    "Bcc",
    "Message-ID",
    "Sender",
    "Reply-To",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

/// The largest header that gets through everywhere, in octets. Exchange Server refuses more in its connectors for clients by default (`MaxHeaderSize` of `New-ReceiveConnector`).
const LARGEST_HEADER: usize = 64 * 1024;

pub(super) fn findings(mail: &Mail<'_>) -> Vec<Finding> {
    let mut findings = stray(mail);
    // Where the header breaks off too early the fields behind the break are not missing, and the break is what has to be mended.
    if findings.is_empty() {
        findings.extend(missing(mail));
    }
    findings.extend(ONCE.into_iter().filter_map(|name| repeated(mail, name)));
    findings.extend(subject(mail));
    findings.extend(large(mail));
    findings
}

/// The fields of the mail itself that have this name.
pub(super) fn named<'a>(mail: &Mail<'a>, name: &str) -> Vec<Field<'a>> {
    mail.headers(PartId::ROOT).filter(|field| field.name.eq_ignore_ascii_case(name)).collect()
}

fn missing(mail: &Mail<'_>) -> Vec<Finding> {
    let has = |name: &str| mail.header(PartId::ROOT, name).is_some();
    let mut findings = Vec::new();
    // Servers of submission may add these two (RFC 6409 sections 8.2 and 8.3), so they are no certain refusal.
    for (name, verdict) in [("From", Verdict::Failed), ("Date", Verdict::Warning), ("Message-ID", Verdict::Warning)] {
        if !has(name) {
            let text = if verdict == Verdict::Failed { "form-missing-from" } else { "form-missing" };
            findings.push(Finding::new(verdict, text).with("field", name).mended_by(Fix::new("form-missing-fix").with("field", name)));
        }
    }
    if !has("To") && !has("Cc") && !has("Bcc") {
        findings.push(Finding::new(Verdict::Warning, "form-no-destination").mended_by(Fix::new("form-no-destination-fix")));
    }
    findings
}

fn repeated(mail: &Mail<'_>, name: &'static str) -> Option<Finding> {
    let fields = named(mail, name);
    let second = fields.get(1)?;
    let finding = Finding::new(Verdict::Failed, "form-repeated").with("field", name).with("count", fields.len());
    Some(place::at(finding, mail, second.at.start).mended_by(Fix::new("form-repeated-fix").with("field", name)))
}

fn subject(mail: &Mail<'_>) -> Option<Finding> {
    let subject = mail.header(PartId::ROOT, "Subject").map(|field| field.text().into_owned());
    let is_empty = subject.is_none_or(|text| text.trim().is_empty());
    is_empty.then(|| Finding::new(Verdict::Warning, "form-empty-subject"))
}

/// Lines of the header that are neither a field nor the rest of one, and a header that does not end as it must.
fn stray(mail: &Mail<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let header = mail.root().header.clone();
    let mut at = header.start;
    for line in mail.raw().get(header).unwrap_or_default().split_inclusive(|byte| *byte == b'\n') {
        let bare = line.trim_ascii_end();
        let continues = at > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        if !bare.is_empty() && !continues && !is_field(bare) {
            findings.push(place::at(Finding::new(Verdict::Failed, "form-no-field"), mail, at).mended_by(Fix::new("form-no-field-fix")));
            break;
        }
        at += line.len();
    }
    let end = mail.notes().iter().find(|note| note.part == PartId::ROOT && matches!(note.damage, Damage::NoHeader | Damage::NoBlankLine));
    if let Some(note) = end.filter(|_| findings.is_empty()) {
        let text = if note.damage == Damage::NoHeader { "form-no-header" } else { "form-no-blank-line" };
        findings.push(place::at(Finding::new(Verdict::Failed, text), mail, note.at).mended_by(Fix::new("form-no-field-fix")));
    }
    findings
}

/// Whether a line starts a field (RFC 5322 section 2.2).
fn is_field(line: &[u8]) -> bool {
    let Some(colon) = memchr::memchr(b':', line) else { return false };
    let name = line.get(..colon).unwrap_or_default().trim_ascii_end();
    !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

fn large(mail: &Mail<'_>) -> Option<Finding> {
    let octets = mail.root().header.len();
    (octets > LARGEST_HEADER).then(|| {
        let finding = Finding::new(Verdict::Warning, "form-large-header").with("octets", octets).with("limit", LARGEST_HEADER);
        finding.mended_by(Fix::new("form-large-header-fix"))
    })
}
