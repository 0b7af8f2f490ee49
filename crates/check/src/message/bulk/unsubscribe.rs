//! The way out of a list: `List-Unsubscribe` (RFC 2369) and the one click (RFC 8058).

use tuixin::mime::{Field, Mail, Media, PartId, TextKind};

use super::Rules;
use super::alignment::signed_fields;
use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

/// The only value that the field may have (RFC 8058 section 3.1).
const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";

pub(super) fn findings(mail: &Mail<'_>, rules: &Rules) -> Vec<Finding> {
    let mut findings: Vec<Finding> = visible(mail, rules).into_iter().collect();
    let Some(field) = mail.header(PartId::ROOT, "List-Unsubscribe") else {
        let finding = Finding::new(Verdict::Failed, "bulk-no-unsubscribe").with("who", rules.who_asks("unsubscribe"));
        findings.push(finding.mended_by(Fix::new("bulk-unsubscribe-fix")));
        return findings;
    };
    findings.extend(ways(mail, &field));
    findings.extend(one_click(mail, rules));
    findings
}

/// Which ways out the field names.
fn ways(mail: &Mail<'_>, field: &Field<'_>) -> Option<Finding> {
    let value = String::from_utf8_lossy(&field.unfolded()).into_owned();
    let targets: Vec<String> =
        value.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(target, _)| target.trim().to_ascii_lowercase()).collect();
    let has = |scheme: &str| targets.iter().any(|target| target.starts_with(scheme));
    let (verdict, text) = match () {
        () if targets.is_empty() => (Verdict::Failed, "bulk-unsubscribe-malformed"),
        () if !has("https:") && has("http:") => (Verdict::Failed, "bulk-unsubscribe-unencrypted"),
        () if !has("https:") => (Verdict::Failed, "bulk-unsubscribe-no-link"),
        () if !has("mailto:") => (Verdict::Warning, "bulk-unsubscribe-no-address"),
        () => return None,
    };
    Some(place::at(Finding::new(verdict, text), mail, field.at.start).mended_by(Fix::new("bulk-unsubscribe-fix")))
}

fn one_click(mail: &Mail<'_>, rules: &Rules) -> Option<Finding> {
    let field = mail.header(PartId::ROOT, "List-Unsubscribe-Post");
    let text = match &field {
        None => "bulk-no-one-click",
        Some(field) if field.unfolded().as_ref() != ONE_CLICK => "bulk-one-click-value",
        Some(_) if is_uncovered(mail) => "bulk-one-click-unsigned",
        Some(_) => return None,
    };
    let finding = Finding::new(Verdict::Failed, text).with("who", rules.who_asks("one-click")).mended_by(Fix::new("bulk-one-click-fix"));
    Some(field.map_or(finding.clone(), |field| place::at(finding, mail, field.at.start)))
}

/// Whether there are signatures and none covers both fields, without which no receiver may click (RFC 8058 section 4).
fn is_uncovered(mail: &Mail<'_>) -> bool {
    let signatures = signed_fields(mail);
    let covers =
        |fields: &Vec<String>| ["list-unsubscribe", "list-unsubscribe-post"].iter().all(|name| fields.iter().any(|field| field == name));
    !signatures.is_empty() && !signatures.iter().any(covers)
}

/// Whether a reader finds a way out in the text itself.
fn visible(mail: &Mail<'_>, rules: &Rules) -> Option<Finding> {
    let is_text = |media: Media| matches!(media, Media::Text(TextKind::Plain | TextKind::Html));
    let texts = mail.parts().iter().filter(|part| is_text(part.media)).map(|part| mail.text(part.id).text.to_lowercase());
    let is_found = texts.into_iter().any(|text| rules.visible.iter().any(|word| text.contains(word.as_str())));
    (!is_found).then(|| Finding::new(Verdict::Warning, "bulk-no-visible-way-out").mended_by(Fix::new("bulk-visible-fix")))
}
