//! Answers that were given, for as long as they may be remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::Instant;

use super::{Data, Kind, Lookup, Outcome};

/// For how long an absence is remembered where its zone does not say.
const ABSENCE: Duration = Duration::from_secs(60);

/// For how long a fault is remembered: long enough for the checks of one run, short enough for whoever mends it and looks again.
const FAULT: Duration = Duration::from_secs(5);

/// The longest time for which anything is remembered; a day is what RFC 2308 section 5 and RFC 8767 section 4 hold to be sensible at most.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What is larger is given to all who wait for it and then forgotten, so that the number of answers bounds the memory too.
const LARGEST: usize = 8 * 1024;

/// A question: the name, the type, and whether signatures are checked.
pub(super) type Question = (String, Kind, bool);

/// An answer and when it is too old.
pub(super) struct Answer {
    pub lookup: Lookup,
    expires: Instant,
    is_kept: bool,
}

/// A place for an answer. Whoever comes first fills it, the others wait for it.
pub(super) type Place = Arc<OnceCell<Answer>>;

/// The places for answers.
pub(super) struct Memory {
    places: Mutex<HashMap<Question, Place>>,
    most: usize,
}

impl Memory {
    /// A memory for so many answers.
    pub fn of(most: usize) -> Memory {
        Memory { places: Mutex::new(HashMap::new()), most }
    }

    /// The place of a question: with an answer that may still be told, or one that somebody is waiting for, or empty.
    pub fn place(&self, question: &Question) -> Place {
        let mut places = self.places();
        if let Some(place) = places.get(question).filter(|place| !is_stale(place)) {
            return place.clone();
        }
        if places.len() >= self.most {
            make_room(&mut places, self.most);
        }
        let place = Place::default();
        places.insert(question.clone(), place.clone());
        place
    }

    /// Forgets an answer that is not to be kept.
    pub fn release(&self, question: &Question, answer: &Answer) {
        if !answer.is_kept {
            let mut places = self.places();
            let is_this = |place: &Place| place.get().is_some_and(|kept| std::ptr::eq(kept, answer));
            if places.get(question).is_some_and(is_this) {
                places.remove(question);
            }
        }
    }

    fn places(&self) -> MutexGuard<'_, HashMap<Question, Place>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.places().len()
    }
}

impl Answer {
    /// An answer that was given now.
    pub fn of(lookup: Lookup) -> Answer {
        let lifetime = lifetime(&lookup).min(LONGEST);
        let is_kept = !lifetime.is_zero() && size(&lookup) <= LARGEST;
        Answer { lookup, expires: Instant::now() + lifetime, is_kept }
    }
}

fn is_stale(place: &Place) -> bool {
    place.get().is_some_and(|answer| answer.expires <= Instant::now())
}

/// Whether a place is empty and nobody waits for an answer any more: whoever asked has given up.
fn is_deserted(place: &Place) -> bool {
    !place.initialized() && Arc::strong_count(place) == 1
}

/// Drops what is too old, and where that is not enough, the eighth that would be so next; what somebody waits for stays.
fn make_room(places: &mut HashMap<Question, Place>, most: usize) {
    places.retain(|_, place| !is_stale(place) && !is_deserted(place));
    if places.len() < most {
        return;
    }
    let mut expiries: Vec<Instant> = places.values().filter_map(|place| place.get()).map(|answer| answer.expires).collect();
    expiries.sort_unstable();
    if let Some(&until) = expiries.get(most / 8).or(expiries.last()) {
        places.retain(|_, place| place.get().is_none_or(|answer| answer.expires > until));
    }
}

fn lifetime(lookup: &Lookup) -> Duration {
    match &lookup.outcome {
        Outcome::Records(records) => records.iter().map(|record| record.ttl).min().unwrap_or_default(),
        Outcome::Empty | Outcome::NoName => lookup.absence_ttl.unwrap_or(ABSENCE),
        Outcome::Fault(_) => FAULT,
    }
}

/// About how many bytes an answer holds.
fn size(lookup: &Lookup) -> usize {
    let of_record = |data: &Data| match data {
        Data::Txt(bytes) | Data::Tlsa { data: bytes, .. } => bytes.len(),
        _ => 0,
    };
    lookup.records().iter().map(|record| record.owner.len() + 64 + of_record(&record.data)).sum()
}
