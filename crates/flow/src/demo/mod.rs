//! Two weeks of made-up traffic, for whoever wants to look around before there are bounces.
//!
//! Nothing is invented but who wrote to whom and when: the replies are the examples of the knowledge, each wrapped into a report as a mail system writes it (RFC 3464), so that they go the whole way that real ones go.
//! The same end gives the same mails.

mod chance;
mod letter;
mod story;

use jiff::Timestamp;
use tuixin::knowledge::Knowledge;

use chance::Chance;
use letter::Letter;
use story::{Replies, STORIES, Story};

/// A made-up bounce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// When it came in.
    pub at: Timestamp,
    /// The mail.
    pub mail: Vec<u8>,
}

/// How many days there are.
const DAYS: i64 = 14;
const HOURS: i64 = DAYS * 24;
const HOUR_S: i64 = 60 * 60;

/// How busy each hour of the day is at the company of the story, in UTC: offices work, newsletters leave in the morning.
const RHYTHM: [u8; 24] = [6, 14, 12, 8, 5, 7, 8, 9, 7, 5, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 2, 3];

/// The bounces of the two weeks before `end`, the oldest first.
pub fn two_weeks(knowledge: &Knowledge, end: Timestamp) -> Vec<Made> {
    let replies = Replies::of(knowledge);
    let mut chance = Chance::of(20_261_129);
    let start = end.as_second() - HOURS * HOUR_S;
    let mut made = Vec::new();
    for hour in 0..HOURS {
        let of_day = usize::try_from((start / HOUR_S + hour).rem_euclid(24)).unwrap_or_default();
        let busy = u64::from(RHYTHM.get(of_day).copied().unwrap_or(1));
        for story in STORIES {
            for _ in 0..story.count(hour, busy, &mut chance) {
                let second = i64::try_from(chance.below(HOUR_S.unsigned_abs())).unwrap_or_default();
                made.extend(letter(story, &replies, start + hour * HOUR_S + second, &mut chance));
            }
        }
    }
    made.sort_by_key(|made| made.at);
    made
}

/// One bounce of a story; none where the knowledge has no reply for it.
fn letter(story: &Story, replies: &Replies, second: i64, chance: &mut Chance) -> Option<Made> {
    let at = Timestamp::from_second(second).ok()?;
    let reply = replies.pick(story, chance)?;
    let letter = Letter { at, sender: story.sender(chance), sending_ip: story.sending_ip(chance), reply, action: story.action, chance };
    Some(Made { at, mail: letter.write().into_bytes() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use tuixin::diagnose::Workspace;

    use super::*;

    #[test]
    fn the_weeks_are_plausible_and_always_the_same() {
        let knowledge = Knowledge::embedded();
        let end: Timestamp = "2026-11-29T09:00:00Z".parse().unwrap();
        let made = two_weeks(&knowledge, end);
        assert_eq!(made, two_weeks(&knowledge, end));
        assert!((1500..6000).contains(&made.len()), "{} mails", made.len());
        assert!(made.iter().all(|made| made.at < end));

        let mut causes: BTreeMap<String, usize> = BTreeMap::new();
        let mut providers = BTreeSet::new();
        let mut workspace = Workspace::new();
        for made in &made {
            for explanation in tuixin::explain(&knowledge, &made.mail, &mut workspace) {
                for explained in &explanation.deliveries {
                    let Some(diagnosis) = &explained.diagnosis else { continue };
                    *causes.entry(diagnosis.cause.id.clone()).or_default() += 1;
                    providers.extend(diagnosis.provider.map(|provider| provider.id.clone()));
                }
            }
        }
        assert!(causes.len() >= 15, "{causes:?}");
        assert!(providers.len() >= 8, "{providers:?}");
        let most = causes.iter().max_by_key(|(_, count)| **count).map(|(cause, _)| cause.as_str());
        assert_eq!(most, Some("user-unknown"), "{causes:?}");
    }
}
