//! Whether a domain wants to hear of failures of encryption (RFC 8460), and what such announcements in the DNS have in common.

use std::time::Instant;

use super::unanswered;
use crate::dns::{Dns, Kind};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// What is announced by a single TXT record with fields: `v=TLSRPTv1; rua=mailto:…`.
pub(super) struct Announcement {
    pub check: Check,
    /// The label before the domain.
    pub prefix: &'static str,
    /// How the record begins, by which it is told from others.
    pub version: &'static str,
    /// The field that it must have,
    pub field: &'static str,
    /// and whether its value is right.
    pub is_right: fn(&str) -> bool,
    /// A record that would be right.
    pub example: &'static str,
    pub none: &'static str,
    pub several: &'static str,
    pub invalid: &'static str,
    pub found: &'static str,
    pub fix: &'static str,
}

const ANNOUNCEMENT: Announcement = Announcement {
    check: Check::TlsRpt,
    prefix: "_smtp._tls",
    version: "v=TLSRPTv1",
    field: "rua",
    is_right: is_report_address,
    example: "v=TLSRPTv1; rua=mailto:tls-reports@",
    none: "tls-rpt-none",
    several: "tls-rpt-several",
    invalid: "tls-rpt-invalid",
    found: "tls-rpt-found",
    fix: "tls-rpt-fix",
};

/// Checks a domain.
pub async fn check(world: &World, domain: &str) -> Report {
    announced(world, domain, &ANNOUNCEMENT).await
}

pub(super) async fn announced(world: &World, domain: &str, announcement: &Announcement) -> Report {
    let began = Instant::now();
    let dns = world.dns.limited_to(world.bounds.lookups);
    let finding = judge(&dns, domain, announcement).await.with("domain", domain);
    Report::of(announcement.check, domain, vec![finding], began.elapsed())
}

async fn judge(dns: &Dns, domain: &str, announcement: &Announcement) -> Finding {
    let name = format!("{}.{domain}", announcement.prefix);
    let lookup = dns.ask(&name, Kind::Txt).await;
    if let Some(fault) = lookup.fault() {
        return unanswered(&lookup, fault);
    }
    let texts: Vec<String> = lookup.texts().filter(|text| is_version(text, announcement.version)).map(|text| text.into_owned()).collect();
    let (verdict, text) = match texts.as_slice() {
        [] => (Verdict::Passed, announcement.none),
        [only] if is_right(only, announcement) => (Verdict::Passed, announcement.found),
        [_] => (Verdict::Failed, announcement.invalid),
        // With more than one record there is none (RFC 8461 section 3.1, RFC 8460 section 3).
        _ => (Verdict::Failed, announcement.several),
    };
    let finding = Finding::new(verdict, text).with("record", texts.join(" | ")).with("field", announcement.field).seen(lookup);
    if verdict == Verdict::Failed { finding.mended_by(fix(domain, &name, announcement)) } else { finding }
}

fn fix(domain: &str, name: &str, announcement: &Announcement) -> Fix {
    let domain_at_end = if announcement.example.ends_with('@') { domain } else { "" };
    let value = format!("{}{domain_at_end}", announcement.example);
    Fix::new(announcement.fix).with("name", name).with("record", &value).publish(name, "TXT", value)
}

/// Whether a text is a record of this kind: the version alone, or followed by a semicolon.
fn is_version(text: &str, version: &str) -> bool {
    text.strip_prefix(version).is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with(';'))
}

fn is_right(text: &str, announcement: &Announcement) -> bool {
    let fields = text.split(';').filter_map(|field| field.split_once('='));
    let mut values = fields.filter(|(name, _)| name.trim() == announcement.field).map(|(_, value)| value.trim());
    matches!((values.next(), values.next()), (Some(value), None) if (announcement.is_right)(value))
}

/// Addresses for reports are URIs of mail or of the web, separated by commas (RFC 8460 section 3).
fn is_report_address(value: &str) -> bool {
    let is_uri = |uri: &str| {
        let address = uri
            .strip_prefix("mailto:")
            .filter(|address| address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty()));
        address.is_some() || uri.strip_prefix("https://").is_some_and(|rest| !rest.is_empty())
    };
    value.split(',').all(|uri| is_uri(uri.trim()))
}
