//! What a server means by a refusal.

use tuixin::diagnose::{Reply as Said, Workspace, diagnose};
use tuixin::smtp::Stage;

use super::reply::Reply;
use crate::report::Finding;
use crate::world::World;

/// Adds to a finding what was said and the cause it stands for, as the engine reads it.
pub(super) fn told(finding: Finding, world: &World, host: &str, stage: Stage, reply: &Reply) -> Finding {
    let text = reply.text();
    let said = Said { text: &text, status: None, remote_host: Some(host), stage: Some(stage) };
    let cause = diagnose(&world.knowledge, &said, &mut Workspace::new()).cause;
    finding.with("cause", &cause.id).with_phrase("because", format!("cause-{}", cause.id)).with("reply", text)
}
