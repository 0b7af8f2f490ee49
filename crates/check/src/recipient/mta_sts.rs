//! Whether a domain announces a policy for encryption to its senders (RFC 8461).
//!
//! The record in the DNS is looked at; the policy itself stands on a web server and is not fetched.

use super::tls_rpt::{self, Announcement};
use crate::report::{Check, Report};
use crate::world::World;

/// The longest identifier (RFC 8461 section 3.1).
const LONGEST_ID: usize = 32;

const ANNOUNCEMENT: Announcement = Announcement {
    check: Check::MtaSts,
    prefix: "_mta-sts",
    version: "v=STSv1",
    field: "id",
    is_right: is_id,
    example: "v=STSv1; id=1",
    none: "mta-sts-none",
    several: "mta-sts-several",
    invalid: "mta-sts-invalid",
    found: "mta-sts-found",
    fix: "mta-sts-fix",
};

/// Checks a domain.
pub async fn check(world: &World, domain: &str) -> Report {
    tls_rpt::announced(world, domain, &ANNOUNCEMENT).await
}

fn is_id(value: &str) -> bool {
    (1..=LONGEST_ID).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
