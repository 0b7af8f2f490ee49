//! Whether a domain declares that it takes no mail (RFC 7505).

use std::time::Instant;

use super::hosts::{Found, mail_hosts};
use super::unanswered;
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// Checks a domain.
pub async fn check(world: &World, domain: &str) -> Report {
    let began = Instant::now();
    let hosts = mail_hosts(&world.dns.limited_to(world.bounds.lookups), domain).await;
    let finding = match &hosts.found {
        Found::Unknown(fault) => unanswered(&hosts.lookup, *fault),
        Found::Null => Finding::new(Verdict::Failed, "null-mx-declared").mended_by(Fix::new("null-mx-declared-fix").with("domain", domain)),
        Found::Hosts(hosts) if hosts.iter().any(|host| host.name.is_empty()) => {
            let fix = Fix::new("null-mx-among-others-fix").with("domain", domain);
            Finding::new(Verdict::Warning, "null-mx-among-others").mended_by(fix)
        }
        Found::Hosts(_) | Found::Implicit | Found::NoDomain => Finding::new(Verdict::Passed, "null-mx-not-declared"),
    };
    let finding = if finding.evidence.is_empty() { finding.seen(hosts.lookup) } else { finding };
    Report::of(Check::NullMx, domain, vec![finding.with("domain", domain)], began.elapsed())
}
