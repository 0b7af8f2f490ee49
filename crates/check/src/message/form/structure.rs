//! The parts of a mail (RFC 2045 to 2049), and whether there is something to read in them.

use encoding_rs::Encoding;
use tuixin::mime::{Damage, Mail, Media, Note, Part, PartId, TextKind, Transfer};

use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

pub(super) fn findings(mail: &Mail<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = mail.notes().iter().filter_map(|note| damaged(mail, note)).take(MOST_NOTES).collect();
    let leaves: Vec<&Part> = mail.parts().iter().filter(|part| mail.children(part.id).next().is_none()).collect();
    findings.extend(leaves.iter().find_map(|part| charset(mail, part)));
    findings.extend(leaves.iter().find_map(|part| transfer(mail, part)));
    findings.extend(leaves.iter().find_map(|part| undeclared(mail, part)));
    findings.extend(version(mail));
    findings.extend(readable(mail, &leaves));
    findings
}

/// How many damages of the structure are told; one that is cut off has as many as it has multiparts open.
const MOST_NOTES: usize = 8;

fn damaged(mail: &Mail<'_>, note: &Note) -> Option<Finding> {
    let (verdict, text) = match note.damage {
        Damage::MissingBoundary => (Verdict::Failed, "form-boundary-missing"),
        Damage::LostBoundary => (Verdict::Failed, "form-boundary-undeclared"),
        Damage::Unterminated => (Verdict::Failed, "form-boundary-open"),
        Damage::DepthLimit => (Verdict::Warning, "form-nested-deeply"),
        Damage::PartLimit => (Verdict::Warning, "form-many-parts"),
        Damage::EncodedMessage => (Verdict::Failed, "form-encoded-message"),
        // The others are told where they are judged more closely, or where the parts are read.
        _ => return None,
    };
    Some(place::at(Finding::new(verdict, text), mail, note.at).mended_by(Fix::new("form-structure-fix")))
}

/// A charset that nobody knows, or that the text is not in.
fn charset(mail: &Mail<'_>, part: &Part) -> Option<Finding> {
    let declared = mail.content_type(part.id).get("charset").filter(|_| part.media.is_text())?;
    let text = if Encoding::for_label(declared.trim().as_bytes()).is_none() {
        "form-charset-unknown"
    } else if mail.text(part.id).problem == Some(Damage::Charset) {
        "form-charset-wrong"
    } else {
        return None;
    };
    let finding = Finding::new(Verdict::Warning, text).with("charset", place::legible(&declared));
    Some(place::at(finding, mail, part.header.start).mended_by(Fix::new("form-charset-fix")))
}

/// A transfer encoding that is unknown, or that the body is not in.
fn transfer(mail: &Mail<'_>, part: &Part) -> Option<Finding> {
    let field = mail.header(part.id, "Content-Transfer-Encoding")?;
    let text = if part.transfer == Transfer::Unknown {
        "form-transfer-unknown"
    } else if mail.decode(part.id).problem == Some(Damage::TransferEncoding) {
        "form-transfer-wrong"
    } else {
        return None;
    };
    let finding = Finding::new(Verdict::Failed, text).with("encoding", place::shown(field.raw));
    Some(place::at(finding, mail, field.at.start).mended_by(Fix::new("form-transfer-fix")))
}

/// Bytes that are not ASCII in a body that says it has none (RFC 2045 section 6.1: without a word it is `7bit`).
fn undeclared(mail: &Mail<'_>, part: &Part) -> Option<Finding> {
    let body = mail.raw().get(part.body.clone())?;
    let declared = mail.header(part.id, "Content-Transfer-Encoding").map(|field| field.raw.to_ascii_lowercase());
    let says_seven = declared.is_none_or(|value| value.starts_with(b"7bit"));
    if body.is_ascii() || !says_seven {
        return None;
    }
    let offset = part.body.start + body.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    Some(place::at(Finding::new(Verdict::Warning, "form-undeclared-bytes"), mail, offset).mended_by(Fix::new("form-transfer-fix")))
}

/// Without `MIME-Version` nothing else of MIME counts (RFC 2045 section 4).
fn version(mail: &Mail<'_>) -> Option<Finding> {
    let has = |name: &str| mail.header(PartId::ROOT, name).is_some();
    let is_missing = !has("MIME-Version") && (has("Content-Type") || has("Content-Transfer-Encoding"));
    is_missing.then(|| Finding::new(Verdict::Warning, "form-no-version").mended_by(Fix::new("form-no-version-fix")))
}

/// Whether there is something to read, also for whoever reads no HTML.
fn readable(mail: &Mail<'_>, leaves: &[&Part]) -> Option<Finding> {
    let is_shown = |part: &&&Part| {
        !mail.header(part.id, "Content-Disposition").is_some_and(|field| field.parameters().main().eq_ignore_ascii_case(b"attachment"))
    };
    let of = |kind: TextKind| leaves.iter().filter(is_shown).filter(move |part| part.media == Media::Text(kind));
    if leaves.iter().all(|part| mail.raw().get(part.body.clone()).unwrap_or_default().trim_ascii().is_empty()) {
        return Some(Finding::new(Verdict::Warning, "form-empty-body"));
    }
    let is_html_alone = of(TextKind::Html).next().is_some() && of(TextKind::Plain).next().is_none();
    is_html_alone.then(|| Finding::new(Verdict::Warning, "form-html-alone").mended_by(Fix::new("form-html-alone-fix")))
}
