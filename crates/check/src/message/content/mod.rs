//! The check `content`: what a spam filter at hand makes of a mail.
//!
//! The filter is rspamd, asked in its own protocol (<https://docs.rspamd.com/developers/protocol>). It is the one that the caller names, and nobody else sees the mail.
//! Its address is chosen by whoever runs the program and not by the mail, so the [`Reach`](crate::Reach) of the world does not limit it.

mod endpoint;
mod envelope;
mod exchange;
mod judgement;

use std::time::Instant;

use tokio::time::timeout;

pub use self::endpoint::{BadUrl, Endpoint};
pub use self::envelope::Envelope;
use self::exchange::Trouble;
use self::judgement::Judgement;
use crate::report::{Check, Finding, Report, Verdict};
use crate::world::World;

/// Asks a spam filter about a mail.
pub async fn check(world: &World, endpoint: &Endpoint, mail: &[u8], envelope: &Envelope) -> Report {
    let began = Instant::now();
    let request = envelope.request(endpoint, mail.len());
    let asked = exchange::post(world, endpoint, request.as_bytes(), mail);
    let answer = timeout(world.bounds.dialogue, asked).await.unwrap_or(Err(Trouble::Late));
    let finding = match answer.and_then(|body| Judgement::read(&body).ok_or(Trouble::Unintelligible)) {
        Ok(judgement) => judgement.finding(),
        Err(trouble) => troubled(trouble),
    };
    let finding = finding.with("host", endpoint.shown());
    Report::of(Check::Content, endpoint.shown(), vec![finding], began.elapsed())
}

/// A filter that does not answer proves nothing about a mail.
fn troubled(trouble: Trouble) -> Finding {
    let (text, status) = match trouble {
        Trouble::Unreachable => ("content-unreachable", 0),
        Trouble::Untrusted => ("content-untrusted", 0),
        Trouble::Late => ("content-late", 0),
        Trouble::Flood => ("content-flood", 0),
        Trouble::Refused(401 | 403) => ("content-password", 0),
        Trouble::Refused(status) => ("content-refused", status),
        Trouble::Unintelligible => ("content-unintelligible", 0),
    };
    Finding::new(Verdict::Unknown, text).with("status", status)
}
