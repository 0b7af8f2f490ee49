//! Which failures of an answer are looked up, and which of its parts tell of each.

use std::sync::Arc;

use super::answer::MOST_GROUPS;
use super::group::groups;
use super::read::{Found, Reading};

/// The parts that tell of one failure, in their order: the steps, what was found, and the letters, which rest on it.
pub(super) const STEPS: usize = 0;
pub(super) const FINDINGS: usize = 1;
pub(super) const LETTERS: usize = 2;
pub(super) const PARTS: usize = 3;

/// How many failures of one answer are looked up.
const MOST_LOOKED_UP: usize = 20;

/// The failures that are looked up, message by message.
#[derive(Default)]
pub(super) struct Plan {
    pub messages: Vec<Planned>,
}

/// One message of which something is looked up.
pub(super) struct Planned {
    /// Its place in the answer.
    at: usize,
    /// What was explained, and which of the explanations it is.
    pub bytes: Arc<[u8]>,
    pub place: usize,
    /// The groups to look up, each with the number of the first of its parts.
    pub groups: Vec<(usize, usize)>,
}

impl Plan {
    /// Plans for everything whose bytes were kept.
    pub(super) fn of(reading: &Reading<'_>) -> Plan {
        let mut plan = Plan::default();
        let mut next = 0;
        for (at, found) in reading.found.iter().enumerate() {
            let Found::Message(message) = found else { continue };
            let Some(bytes) = &message.bytes else { continue };
            let groups = groups(&message.explanation.deliveries);
            let failed = groups.iter().enumerate().filter(|(_, group)| group.one.diagnosis.is_some()).take(MOST_GROUPS);
            let wanted = failed.filter(|(_, group)| !group.one.is_backscatter).map(|(place, _)| place);
            let numbered: Vec<(usize, usize)> = wanted.zip((next..MOST_LOOKED_UP).map(|number| PARTS * number)).collect();
            next += numbered.len();
            if !numbered.is_empty() {
                plan.messages.push(Planned { at, bytes: Arc::clone(bytes), place: message.place, groups: numbered });
            }
        }
        plan
    }

    /// The first part for a group of a message, where it is looked up.
    pub(super) fn slot(&self, at: usize, group: usize) -> Option<usize> {
        let planned = self.messages.iter().find(|planned| planned.at == at)?;
        planned.groups.iter().find(|(place, _)| *place == group).map(|(_, slot)| *slot)
    }

    /// How many parts there are to fill.
    pub(super) fn parts(&self) -> usize {
        PARTS * self.messages.iter().map(|planned| planned.groups.len()).sum::<usize>()
    }
}
