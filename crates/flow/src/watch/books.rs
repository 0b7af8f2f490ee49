//! Which files are under way, which are left alone for a while, and whether there is a reason to look.
//!
//! Shared by the thread that looks, the threads that let go of files, and the system's hints.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::WatchSettings;

/// A file: the number of its inbox, and its name.
pub(super) type Key = (usize, OsString);

/// How many files are remembered that could not be read. What is beyond is tried at each look.
const MAX_PUT_OFF: usize = 10_000;

#[derive(Debug)]
pub(super) struct Books {
    entries: Mutex<Entries>,
    changed: Condvar,
    stopping: watch::Sender<bool>,
    files: Arc<Semaphore>,
    first_retry: Duration,
    longest_retry: Duration,
}

#[derive(Debug, Default)]
struct Entries {
    under_way: HashSet<Key>,
    put_off: HashMap<Key, PutOff>,
    has_hint: bool,
}

#[derive(Debug)]
struct PutOff {
    until: Instant,
    pause: Duration,
}

impl Books {
    pub fn new(settings: &WatchSettings) -> Books {
        Books {
            entries: Mutex::default(),
            changed: Condvar::new(),
            stopping: watch::Sender::new(false),
            files: Arc::new(Semaphore::new(settings.files.clamp(1, Semaphore::MAX_PERMITS))),
            first_retry: settings.first_retry,
            longest_retry: settings.longest_retry,
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a file is not to be touched now.
    pub fn is_busy(&self, key: &Key) -> bool {
        let entries = self.entries();
        entries.under_way.contains(key) || entries.put_off.get(key).is_some_and(|put_off| put_off.until > Instant::now())
    }

    /// Waits until another file may be under way; none when the watch ends.
    pub async fn room(&self) -> Option<OwnedSemaphorePermit> {
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            permit = Arc::clone(&self.files).acquire_owned() => permit.ok(),
            _ = stopping.wait_for(|is_stopping| *is_stopping) => None,
        }
    }

    /// Ends when the watch does.
    pub async fn stopped(&self) {
        // The sender lives as long as this is borrowed.
        let _ = self.stopping.subscribe().wait_for(|is_stopping| *is_stopping).await;
    }

    pub fn begin(&self, key: &Key) {
        self.entries().under_way.insert(key.clone());
    }

    /// A file was moved away, or is gone.
    pub fn end(&self, key: &Key) {
        let mut entries = self.entries();
        entries.under_way.remove(key);
        entries.put_off.remove(key);
    }

    /// A file stays where it is and is left alone for a while. True when that happens to it for the first time.
    pub fn put_off(&self, key: &Key) -> bool {
        let mut entries = self.entries();
        entries.under_way.remove(key);
        let before = entries.put_off.get(key).map(|put_off| put_off.pause);
        let pause = before.map_or(self.first_retry, |pause| (pause * 2).min(self.longest_retry));
        if before.is_some() || entries.put_off.len() < MAX_PUT_OFF {
            entries.put_off.insert(key.clone(), PutOff { until: Instant::now() + pause, pause });
        }
        before.is_none()
    }

    /// Whether a file was put off before.
    pub fn is_known_trouble(&self, key: &Key) -> bool {
        self.entries().put_off.contains_key(key)
    }

    /// Forgets files whose time had come before a look and that were not met by it.
    pub fn end_look(&self, began: Instant) {
        let mut entries = self.entries();
        let Entries { under_way, put_off, .. } = &mut *entries;
        put_off.retain(|key, put_off| put_off.until > began || under_way.contains(key));
    }

    /// Waits for a reason to look: a hint, the end of the time, a file whose turn has come, or the end of the watch.
    pub fn wait(&self, time: Duration) {
        let mut entries = self.entries();
        let now = Instant::now();
        let next = entries.put_off.values().map(|put_off| put_off.until.saturating_duration_since(now)).min();
        let time = next.map_or(time, |next| next.min(time));
        if !entries.has_hint && !self.is_stopping() {
            entries = self.changed.wait_timeout(entries, time).unwrap_or_else(PoisonError::into_inner).0;
        }
        entries.has_hint = false;
    }

    /// Gives a reason to look.
    pub fn hint(&self) {
        self.entries().has_hint = true;
        self.changed.notify_all();
    }

    pub fn stop(&self) {
        self.stopping.send_replace(true);
        self.hint();
    }

    pub fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }
}
