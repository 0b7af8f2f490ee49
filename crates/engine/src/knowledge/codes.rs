//! What codes mean when no words say more.
//!
//! Every reply asks here, so no list is searched: a table leads from each code to its first meaning.

use serde::{Deserialize, Serialize};

use super::matcher::{home, insert};
use super::model::{CauseId, ProviderId, ReplyMeaning, StatusMeaning, StatusPattern};
use super::packed;
use crate::smtp::{ReplyCode, Stage, StatusCode};

/// The meanings of all codes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Codes {
    /// Patterns with an open part first, then by subject and detail.
    statuses: Vec<StatusMeaning>,
    /// Open-addressing table: the place of a pattern (see [`StatusPattern::place`]) and the index of the first that has it; 0 is free.
    #[serde(with = "packed::u64s")]
    status_slots: Vec<u64>,
    /// By code.
    replies: Vec<ReplyMeaning>,
    /// For each reply code from [`ReplyCode::FIRST`] on the index of its first meaning.
    #[serde(with = "packed::u32s")]
    reply_starts: Vec<u32>,
}

const INDEX_BITS: u32 = 16;

impl Codes {
    pub(super) fn new(mut statuses: Vec<StatusMeaning>, mut replies: Vec<ReplyMeaning>) -> Codes {
        // Among those that fit a code the first of the files counts, so their order has to last.
        statuses.sort_by_key(|meaning| meaning.pattern.place());
        replies.sort_by_key(|meaning| meaning.code);
        let mut status_slots = vec![0; (statuses.len() * 3).next_power_of_two().max(2)];
        let mut index = 0;
        for group in statuses.chunk_by(|one, other| one.pattern.place() == other.pattern.place()) {
            let key = group.first().map_or(0, |meaning| u64::from(meaning.pattern.place()) << INDEX_BITS);
            if key != 0 {
                let home = home(key, status_slots.len());
                insert(&mut status_slots, home, key | index);
            }
            index += group.len() as u64;
        }
        let start = |code| replies.partition_point(|meaning| meaning.code.number() < code) as u32;
        let reply_starts = (ReplyCode::FIRST..=ReplyCode::LAST).map(start).collect();
        Codes { statuses, status_slots, replies, reply_starts }
    }

    /// What an enhanced status code means by itself, and whether it is used for nothing else. What the provider makes of it comes first.
    pub(super) fn of_status(&self, status: StatusCode, provider: Option<ProviderId>) -> Option<(CauseId, bool)> {
        let place = StatusPattern::place_of(status);
        let open = self.statuses.iter().take_while(|meaning| meaning.pattern.is_open());
        let closed = self.first_of(place).and_then(|from| self.statuses.get(from..)).unwrap_or_default();
        let closed = closed.iter().take_while(|meaning| meaning.pattern.place() == place);
        let mut general = None;
        for meaning in closed.chain(open).filter(|meaning| meaning.pattern.matches(status)) {
            if meaning.provider.is_none() {
                general = general.or(Some((meaning.cause, meaning.strong)));
                if provider.is_none() {
                    break;
                }
            } else if meaning.provider == provider {
                return Some((meaning.cause, meaning.strong));
            }
        }
        general
    }

    /// The index of the first pattern with this place.
    fn first_of(&self, place: u32) -> Option<usize> {
        let key = u64::from(place) << INDEX_BITS;
        let mut at = home(key, self.status_slots.len());
        loop {
            match self.status_slots.get(at) {
                None | Some(0) => return None,
                Some(slot) if (slot ^ key) >> INDEX_BITS == 0 => return Some((slot & ((1 << INDEX_BITS) - 1)) as usize),
                Some(_) => at = (at + 1) & (self.status_slots.len() - 1),
            }
        }
    }

    /// What a reply code means by itself at a stage.
    pub(super) fn of_reply(&self, code: ReplyCode, stage: Option<Stage>, provider: Option<ProviderId>) -> Option<CauseId> {
        let fits = |meaning: &&ReplyMeaning| {
            (meaning.provider.is_none() || meaning.provider == provider)
                && (meaning.stages.is_empty() || stage.is_some_and(|stage| meaning.stages.contains(&stage)))
        };
        let from = *self.reply_starts.get(usize::from(code.number() - ReplyCode::FIRST))?;
        let of_code = self.replies.get(from as usize..).unwrap_or_default().iter().take_while(|meaning| meaning.code == code);
        of_code.filter(fits).max_by_key(|meaning| (meaning.provider.is_some(), !meaning.stages.is_empty())).map(|meaning| meaning.cause)
    }
}
