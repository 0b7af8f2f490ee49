//! A sink in memory that fails as it is told, and bounces to feed it with.

#![allow(dead_code, reason = "no test uses all of it")]

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Notify;
use tuixin::Options;
use tuixin::knowledge::Knowledge;
use tuixin_flow::{Committing, Flow, FlowSettings, Item, Sink, SinkError};
use tuixin_intake::{Acknowledge, Fault, Outcome, Receipt};
use tuixin_store::{ItemId, Record, Recorded};

/// Keeps records in memory.
#[derive(Clone, Default)]
pub struct Memory(Arc<Kept>);

#[derive(Default)]
pub struct Kept {
    records: Mutex<HashMap<ItemId, Record>>,
    /// How many records each commit had.
    batches: Mutex<Vec<usize>>,
    is_away: AtomicBool,
    /// Whether a commit waits until it is let go on.
    is_held: AtomicBool,
    go_on: Notify,
    attempts: AtomicUsize,
    /// Records that mention this are refused.
    refused: Mutex<Option<String>>,
    refuses_quarantine: AtomicBool,
}

impl Memory {
    pub fn set_away(&self, is_away: bool) {
        self.0.is_away.store(is_away, Ordering::SeqCst);
    }

    pub fn hold(&self) {
        self.0.is_held.store(true, Ordering::SeqCst);
    }

    pub fn let_go_on(&self) {
        self.0.is_held.store(false, Ordering::SeqCst);
        self.0.go_on.notify_waiters();
    }

    pub fn refuse(&self, word: &str) {
        *self.0.refused.lock().unwrap() = Some(word.to_owned());
    }

    pub fn refuse_quarantine(&self) {
        self.0.refuses_quarantine.store(true, Ordering::SeqCst);
    }

    pub fn attempts(&self) -> usize {
        self.0.attempts.load(Ordering::SeqCst)
    }

    pub fn records(&self) -> Vec<Record> {
        self.0.records.lock().unwrap().values().cloned().collect()
    }

    pub fn batches(&self) -> Vec<usize> {
        self.0.batches.lock().unwrap().clone()
    }

    /// How often each recipient was stored, in order.
    pub fn recipients(&self) -> BTreeMap<String, usize> {
        let mut counted = BTreeMap::new();
        for delivery in self.records().into_iter().flat_map(|record| record.deliveries) {
            *counted.entry(delivery.recipient.unwrap_or_default()).or_default() += 1;
        }
        counted
    }

    /// Why what is in the quarantine is there, in order.
    pub fn quarantined(&self) -> Vec<String> {
        let mut reasons: Vec<String> = self.records().into_iter().filter_map(|record| record.unread).map(|unread| unread.reason).collect();
        reasons.sort();
        reasons
    }

    async fn keep(&self, batch: Vec<Record>) -> Result<Vec<Recorded>, SinkError> {
        self.0.attempts.fetch_add(1, Ordering::SeqCst);
        loop {
            let go_on = self.0.go_on.notified();
            if !self.0.is_held.load(Ordering::SeqCst) {
                break;
            }
            go_on.await;
        }
        if self.0.is_away.load(Ordering::SeqCst) {
            return Err(SinkError::Away("gone for lunch".to_owned()));
        }
        let refused = self.0.refused.lock().unwrap().clone();
        let is_refused = |record: &Record| match &record.unread {
            Some(_) => self.0.refuses_quarantine.load(Ordering::SeqCst),
            None => refused.as_ref().is_some_and(|word| format!("{record:?}").contains(word)),
        };
        if batch.iter().any(is_refused) {
            return Err(SinkError::Refused("not that one".to_owned()));
        }
        self.0.batches.lock().unwrap().push(batch.len());
        let mut records = self.0.records.lock().unwrap();
        let keep = |record: Record| match records.insert(record.item, record) {
            None => Recorded::New { suppressed: Vec::new(), incidents: Vec::new() },
            Some(_) => Recorded::Seen,
        };
        Ok(batch.into_iter().map(keep).collect())
    }
}

impl Sink for Memory {
    fn commit(&self, batch: Vec<Record>) -> Committing<'_> {
        Box::pin(self.keep(batch))
    }
}

/// Settings with which nobody waits for long.
pub fn quick() -> FlowSettings {
    FlowSettings { first_retry: Duration::from_millis(1), longest_retry: Duration::from_millis(5), ..FlowSettings::default() }
}

pub fn flow(sink: &Memory, settings: FlowSettings) -> Flow {
    Flow::start(Arc::new(Knowledge::embedded()), Options::default(), sink.clone(), settings).unwrap()
}

/// A reply about one recipient.
pub fn reply(recipient: &str) -> Item {
    Item::of_bytes("http", format!("550 5.1.1 <{recipient}>: User unknown").into_bytes())
}

/// A bounce about one recipient, as Postfix writes it.
pub fn bounce(recipient: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.com\r\nTo: ann@example.cn\r\nDate: Sat, 28 Nov 2026 10:00:00 +0800\r\n\
Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b1\r\n\r\n\
--b1\r\nContent-Type: text/plain\r\n\r\n<{recipient}>: host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown\r\n\r\n\
--b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; out.example.cn\r\n\r\n\
Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n\
--b1\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: ann@example.cn\r\nTo: {recipient}\r\nSubject: hello\r\nMessage-ID: <1@example.cn>\r\n\r\n--b1--\r\n"
    )
}

/// Counts receipts that were given back, and those that were dropped.
#[derive(Clone, Default)]
pub struct Told(Arc<[AtomicUsize; 3]>);

struct Ticket(Told, bool);

impl Told {
    pub fn receipt(&self) -> Receipt {
        Receipt::of(Ticket(self.clone(), false))
    }

    /// How many were given back as understood, as unknown, and how many were dropped.
    pub fn counts(&self) -> [usize; 3] {
        [0, 1, 2].map(|place| self.0[place].load(Ordering::SeqCst))
    }
}

impl Acknowledge for Ticket {
    fn acknowledge(mut self: Box<Self>, outcome: Outcome) -> Result<(), Fault> {
        self.1 = true;
        self.0.0[usize::from(outcome == Outcome::Unknown)].fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if !self.1 {
            self.0.0[2].fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Waits until something is so; what never becomes so ends the test by the patience of whoever runs it.
pub async fn until(mut is_so: impl FnMut() -> bool) {
    while !is_so() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}
