//! The runtime: a room, threads that read, one that commits, one that lets go.
//!
//! ```text
//! submit ──► room ──► engine threads ──► committer ──► settler ──► receipts, answers, events
//!            bounded    bytes → record     batches        after the commit
//! ```
//!
//! Nothing in here is kept anywhere but in memory, and nothing has to be: until the store has committed an item its source still has it.

use std::io;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{broadcast, mpsc as queue, oneshot, watch};
use tokio::task::AbortHandle;
use tuixin::Options;
use tuixin::knowledge::Knowledge;

use crate::commit::Committer;
use crate::error::FlowError;
use crate::event::Event;
use crate::health::{Health, StoreState};
use crate::item::Item;
use crate::read::{Entered, Readers};
use crate::room::Room;
use crate::settle::{Submitted, settle_all};
use crate::sink::Sink;
use crate::tally::{Counting, Tally};

/// How many events are kept for somebody who is slow.
const EVENTS: usize = 1024;

/// How much is done at the same time, and how patiently.
#[derive(Clone, Debug)]
pub struct FlowSettings {
    /// How many items may be under way.
    pub items: usize,
    /// How many bytes they may have, or one item that is larger. What is read from them may take as much again.
    pub bytes: usize,
    /// How many items are committed at once.
    pub batch: usize,
    /// How many threads read; as many as there are processors where nothing is said.
    pub threads: Option<NonZeroUsize>,
    /// The address from which all our mail is sent, where there is but one.
    pub sending_ip: Option<IpAddr>,
    /// How long to wait before a commit is tried again; each time twice as long.
    pub first_retry: Duration,
    /// How long to wait at most.
    pub longest_retry: Duration,
    /// How long stopping waits for what is under way.
    pub patience: Duration,
}

impl Default for FlowSettings {
    fn default() -> FlowSettings {
        FlowSettings {
            items: 1024,
            bytes: 32 * 1024 * 1024,
            batch: 256,
            threads: None,
            sending_ip: None,
            first_retry: Duration::from_millis(100),
            longest_retry: Duration::from_secs(5),
            patience: Duration::from_secs(20),
        }
    }
}

/// The road from what comes in to what is stored; a handle that is cheap to clone.
#[derive(Clone, Debug)]
pub struct Flow(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    room: Room,
    /// Taken away when nothing more is to come, which ends the threads one after the other.
    readers: Mutex<Option<Sender<Entered>>>,
    stopping: watch::Sender<bool>,
    /// Its sender is dropped when the last item has been let go of.
    finished: watch::Receiver<()>,
    committer: AbortHandle,
    state: Arc<StoreState>,
    counting: Arc<Counting>,
    events: broadcast::Sender<Event>,
    patience: Duration,
}

impl Flow {
    /// Starts the threads, and the committer on the runtime that this is called in.
    ///
    /// # Errors
    ///
    /// The system gives no thread, or this is called outside a runtime.
    pub fn start(knowledge: Arc<Knowledge>, options: Options, sink: impl Sink, settings: FlowSettings) -> io::Result<Flow> {
        let runtime = Handle::try_current().map_err(io::Error::other)?;
        let threads = settings.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let (entered, to_read) = mpsc::channel();
        let (read, to_commit) = queue::unbounded_channel();
        let (committed, to_settle) = mpsc::channel();
        let (stopping, is_stopping) = watch::channel(false);
        let (running, finished) = watch::channel(());
        let events = broadcast::Sender::new(EVENTS);
        let state = Arc::new(StoreState::default());
        let counting = Arc::new(Counting::default());

        let readers = Readers {
            knowledge,
            options,
            sending_ip: settings.sending_ip,
            to_read: Mutex::new(to_read),
            room: Room::new(settings.items, settings.bytes),
            runtime: runtime.clone(),
        };
        readers.start(threads, &read)?;
        let (told, counted) = (events.clone(), Arc::clone(&counting));
        thread::Builder::new().name("tuixin-settle".to_owned()).spawn(move || {
            settle_all(&to_settle, &counted, &told);
            drop(running);
        })?;
        let room = Room::new(settings.items, settings.bytes);
        let patience = settings.patience;
        let committer = Committer { sink: Box::new(sink), settings, state: Arc::clone(&state), is_stopping, committed };
        let committer = runtime.spawn(committer.run(to_commit)).abort_handle();
        let inner = Inner { room, readers: Mutex::new(Some(entered)), stopping, finished, committer, state, counting, events, patience };
        Ok(Flow(Arc::new(inner)))
    }

    /// Hands an item over, waits for room, and then until it is committed and its receipt was acknowledged.
    ///
    /// # Errors
    ///
    /// The item was not stored, so its source has to keep it.
    pub async fn submit(&self, item: Item) -> Result<Submitted, FlowError> {
        let (answer, stored) = oneshot::channel();
        self.hand_over(item, Some(answer)).await?;
        stored.await.unwrap_or(Err(FlowError::Stopped))
    }

    /// Hands an item over and waits only for room; its receipt tells when it is stored, and is dropped when it is not.
    ///
    /// # Errors
    ///
    /// Nothing is taken any more.
    pub async fn enter(&self, item: Item) -> Result<(), FlowError> {
        self.hand_over(item, None).await
    }

    async fn hand_over(&self, item: Item, answer: Option<Answer>) -> Result<(), FlowError> {
        let place = self.0.room.enter(item.bytes.len()).await.ok_or(FlowError::Stopped)?;
        let readers = self.0.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let readers = readers.as_ref().ok_or(FlowError::Stopped)?;
        readers.send(Entered { item, place, answer }).map_err(|_| FlowError::Stopped)
    }

    /// What is stored from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    /// How much was stored since it was started.
    pub fn tally(&self) -> Tally {
        self.0.counting.tally()
    }

    /// How it fares.
    pub fn health(&self) -> Health {
        Health {
            items: self.0.room.items(),
            bytes: self.0.room.bytes(),
            outage: self.0.state.outage(),
            is_stopping: *self.0.stopping.borrow() || self.0.committer.is_finished(),
        }
    }

    /// Takes nothing new and finishes what is under way.
    ///
    /// While the store is away there is no end to wait for: what is under way is tried once more and then left to its sources.
    /// Gives false where that took longer than [`FlowSettings::patience`] and was broken off, which loses nothing either.
    pub async fn stop(self) -> bool {
        self.0.room.close();
        self.0.readers.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.0.stopping.send_replace(true);
        let mut finished = self.0.finished.clone();
        // Nothing is ever sent, so a change is the end.
        let is_finished = tokio::time::timeout(self.0.patience, finished.changed()).await.is_ok();
        if !is_finished {
            self.0.committer.abort();
        }
        is_finished
    }
}

/// Where somebody waits for what became of an item.
pub(crate) type Answer = oneshot::Sender<Result<Submitted, FlowError>>;
