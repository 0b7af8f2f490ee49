//! Which files have stopped growing: those that look the same at two looks, some time apart.
//!
//! How many are remembered is bounded, so a directory with a million files takes no more memory than one with thousands; the others have their turn when these are through.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::books::Key;
use super::print::Print;

/// How many files are remembered.
const MAX_SEEN: usize = 4096;

#[derive(Debug)]
pub(super) struct Quiet {
    seen: HashMap<Key, Seen>,
    look: u64,
}

#[derive(Debug)]
struct Seen {
    print: Print,
    since: Instant,
    look: u64,
}

impl Quiet {
    pub fn new() -> Quiet {
        Quiet { seen: HashMap::new(), look: 0 }
    }

    /// Whether a file has looked like this for long enough; if not, it is remembered.
    pub fn is_settled(&mut self, key: &Key, print: Print, long: Duration) -> bool {
        let now = Instant::now();
        let Some(seen) = self.seen.get_mut(key) else {
            if self.seen.len() < MAX_SEEN {
                self.seen.insert(key.clone(), Seen { print, since: now, look: self.look });
            }
            return false;
        };
        if seen.print != print {
            (seen.print, seen.since) = (print, now);
        }
        seen.look = self.look;
        let is_settled = now.duration_since(seen.since) >= long;
        if is_settled {
            self.seen.remove(key);
        }
        is_settled
    }

    /// Forgets files that were not there any more. Gives whether some wait for another look.
    pub fn end_look(&mut self) -> bool {
        self.seen.retain(|_, seen| seen.look == self.look);
        self.look += 1;
        !self.seen.is_empty()
    }
}
