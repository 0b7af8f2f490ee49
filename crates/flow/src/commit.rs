//! The one that commits: it gathers what is ready, hands it to the sink, and waits for as long as that is away.
//!
//! While the sink is idle an item is committed as soon as it was read; while it is busy, more items become ready and share the next commit.
//! So nobody waits for a batch to fill, and the dearer a commit is, the more share it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use tokio::sync::{mpsc as queue, watch};
use tuixin_store::Recorded;

use crate::error::FlowError;
use crate::flow::FlowSettings;
use crate::health::{StoreState, Trouble};
use crate::item::reason;
use crate::read::Ready;
use crate::record;
use crate::settle::Settled;
use crate::sink::{Sink, SinkError};

pub(crate) struct Committer {
    pub sink: Box<dyn Sink>,
    pub settings: FlowSettings,
    pub state: Arc<StoreState>,
    pub is_stopping: watch::Receiver<bool>,
    pub committed: Sender<Vec<Settled>>,
}

/// Why a batch was not kept.
enum NotKept {
    /// It will never be.
    Refused(String),
    /// The program ends, and the sink is away.
    Stopped,
}

impl Committer {
    /// Commits until nothing more can come.
    pub async fn run(mut self, mut ready: queue::UnboundedReceiver<Ready>) {
        let most = self.settings.batch.max(1);
        let mut batch = Vec::with_capacity(most);
        while ready.recv_many(&mut batch, most).await > 0 {
            self.commit(std::mem::take(&mut batch)).await;
        }
    }

    /// Commits a batch; where it is refused, half by half, until the record to blame stands alone and its item goes to the quarantine.
    async fn commit(&mut self, batch: Vec<Ready>) {
        let mut waiting = VecDeque::from([batch]);
        while let Some(mut batch) = waiting.pop_front() {
            match self.keep(&mut batch).await {
                Ok(recorded) => self.settle(batch, recorded.into_iter().map(Ok)),
                Err(NotKept::Stopped) => self.settle(batch, std::iter::repeat(Err(FlowError::Stopped))),
                Err(NotKept::Refused(_)) if batch.len() > 1 => {
                    let second = batch.split_off(batch.len() / 2);
                    waiting.push_front(second);
                    waiting.push_front(batch);
                }
                Err(NotKept::Refused(reason)) => {
                    if batch.iter_mut().all(to_quarantine) {
                        tracing::error!(%reason, "the store does not take a record, so its item goes to the quarantine");
                        waiting.push_front(batch);
                    } else {
                        tracing::error!(%reason, "the store does not take an item for the quarantine, so it stays with its source");
                        self.settle(batch, std::iter::repeat(Err(FlowError::Refused(reason))));
                    }
                }
            }
        }
    }

    /// Has a batch kept, however long the sink is away. It is borrowed as if to be changed because receipts cannot be shared among threads.
    async fn keep(&mut self, batch: &mut [Ready]) -> Result<Vec<Recorded>, NotKept> {
        let mut pause = self.settings.first_retry;
        loop {
            match self.sink.commit(batch.iter().map(|ready| ready.entry.record.clone()).collect()).await {
                Ok(recorded) => {
                    if let Some(outage) = self.state.passed() {
                        tracing::info!(since = %outage.since, "the store answers again");
                    }
                    return Ok(recorded);
                }
                Err(SinkError::Refused(reason)) => return Err(NotKept::Refused(reason)),
                Err(SinkError::Away(reason)) => self.wait_for(Trouble::Away, reason),
                Err(SinkError::Full(reason)) => self.wait_for(Trouble::Full, reason),
            }
            if self.ends() {
                return Err(NotKept::Stopped);
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => pause = (pause * 2).min(self.settings.longest_retry),
                _ = self.is_stopping.changed() => {}
            }
        }
    }

    fn wait_for(&self, trouble: Trouble, reason: String) {
        if self.state.failed(trouble, &reason) {
            tracing::warn!(%reason, "the store takes nothing; what came in waits");
        }
    }

    fn ends(&self) -> bool {
        *self.is_stopping.borrow() || self.is_stopping.has_changed().is_err()
    }

    fn settle(&self, batch: Vec<Ready>, outcomes: impl Iterator<Item = Result<Recorded, FlowError>>) {
        let settled = batch.into_iter().zip(outcomes).map(|(ready, outcome)| Settled { ready, outcome }).collect();
        // The settler ends after us.
        let _ = self.committed.send(settled);
    }
}

/// Makes an item go to the quarantine in place of what was read from it; false when that is what was refused.
fn to_quarantine(ready: &mut Ready) -> bool {
    let is_quarantined = ready.entry.record.unread.as_ref().is_some_and(|unread| unread.reason == reason::REFUSED);
    ready.entry = record::quarantined(&ready.item, reason::REFUSED);
    !is_quarantined
}
