//! How fast a Maildir is stored in SQLite, and what that is to be measured by.
//!
//! `cargo bench -p tuixin-flow --bench maildir -- [MAILS]`
//!
//! The mails are varied: other recipients, providers, causes and sizes.
//! Beside the whole way stand its two bounds, with nothing in between: the engine alone on the same bytes with one thread, and the store alone with records that are ready.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a benchmark is no library")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin::{Options, explain};
use tuixin_flow::{Committing, Flow, FlowSettings, Item, Sink, Watch, WatchSettings, Watched};
use tuixin_store::{Location, Record, Recorded, Settings, Store};

const REPLIES: [(&str, &str); 8] = [
    ("5.1.1", "550 5.1.1 The email account that you tried to reach does not exist"),
    ("5.2.2", "552 5.2.2 Mailbox full"),
    ("4.7.0", "451 4.7.0 Temporary greylisting in effect, please come back later"),
    ("5.7.1", "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using list.example.org"),
    ("5.0.0", "550 Mailbox not found. http://service.mail.qq.com/cgi-bin/help?id=10019"),
    ("5.7.1", "550 5.7.1 Message rejected as spam by Content Filtering."),
    ("4.4.1", "connect to mx.example.com[192.0.2.1]:25: Connection timed out"),
    ("5.3.4", "552 5.3.4 Message size exceeds fixed limit of 10485760 bytes"),
];

fn mail(number: usize) -> Vec<u8> {
    let (status, reply) = REPLIES[number % REPLIES.len()];
    let domain = format!("mail{}.example.com", number % 97);
    let recipient = format!("user{number}@{domain}");
    let body = "The words of the mail that came back, line by line.\r\n".repeat(number % 120);
    format!(
        "Return-Path: <>\r\nReceived: from mx.example.com (mx.example.com [192.0.2.1]) by out.example.cn; Sat, 28 Nov 2026 10:00:01 +0800\r\n\
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)\r\nTo: ann{}@example.cn\r\nDate: Sat, 28 Nov 2026 10:{:02}:{:02} +0800\r\n\
Message-Id: <{number}@mx.example.com>\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1.{number}\"\r\n\r\n\
--b1.{number}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nThis is the mail system at host mx.example.com.\r\n\r\n<{recipient}>: host mx.{domain}[192.0.2.1] said: {reply}\r\n\r\n\
--b1.{number}\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n\
Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\nRemote-MTA: dns; mx.{domain}\r\nDiagnostic-Code: smtp; {reply}\r\n\r\n\
--b1.{number}\r\nContent-Type: message/rfc822\r\n\r\nFrom: Ann <ann{}@example.cn>\r\nTo: {recipient}\r\nSubject: mail {number}\r\nMessage-ID: <{number}@example.cn>\r\n\r\n{body}\r\n--b1.{number}--\r\n",
        number % 50,
        number / 60 % 60,
        number % 60,
        number % 50,
    )
    .into_bytes()
}

fn main() {
    let count: usize = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(20_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mails: Vec<Vec<u8>> = (0..count).map(mail).collect();
    let bytes = mails.iter().map(Vec::len).sum::<usize>();
    println!("{count} mails, {} bytes each", bytes / count.max(1));
    let knowledge = Arc::new(Knowledge::embedded());

    let mut workspace = Workspace::new();
    let began = Instant::now();
    let found: usize = mails.iter().map(|mail| explain(&knowledge, mail, &mut workspace).len()).sum();
    print("engine alone, one thread", count, began.elapsed());
    assert_eq!(found, count);

    runtime.block_on(async {
        let records = Remembered::default();
        through_flow(&knowledge, records.clone(), &mails, "submitted to a sink that does nothing").await;
        store_alone(records.take()).await;
        through_maildir(&knowledge, &mails).await;
    });
}

fn print(what: &str, count: usize, time: Duration) {
    println!("{what:<42} {:>9.0} mails/s", count as f64 / time.as_secs_f64());
}

/// A sink that costs nothing and keeps what it is handed.
#[derive(Clone, Default)]
struct Remembered(Arc<Mutex<Vec<Record>>>);

impl Remembered {
    fn take(&self) -> Vec<Record> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Sink for Remembered {
    fn commit(&self, batch: Vec<Record>) -> Committing<'_> {
        let recorded = batch.iter().map(|_| Recorded::New { suppressed: Vec::new(), incidents: Vec::new() }).collect();
        self.0.lock().unwrap().extend(batch);
        Box::pin(async { Ok(recorded) })
    }
}

async fn through_flow(knowledge: &Arc<Knowledge>, sink: impl Sink, mails: &[Vec<u8>], what: &str) {
    let flow = Flow::start(Arc::clone(knowledge), Options::default(), sink, FlowSettings::default()).unwrap();
    let began = Instant::now();
    for mail in mails {
        flow.enter(Item::of_bytes("bench", mail.clone())).await.unwrap();
    }
    assert!(flow.stop().await);
    print(what, mails.len(), began.elapsed());
}

async fn open(place: &Path) -> Store {
    Store::open(&Location::Sqlite(place.join("tuixin.db")), Settings::default()).await.unwrap()
}

async fn store_alone(records: Vec<Record>) {
    let place = tempfile::tempdir().unwrap();
    let store = open(place.path()).await;
    let count = records.len();
    let began = Instant::now();
    for batch in records.chunks(256) {
        store.record(batch.to_vec()).await.unwrap();
    }
    print("store alone, in batches of 256", count, began.elapsed());
}

async fn through_maildir(knowledge: &Arc<Knowledge>, mails: &[Vec<u8>]) {
    let place = tempfile::tempdir().unwrap();
    ["new", "cur", "tmp"].iter().for_each(|name| fs::create_dir(place.path().join(name)).unwrap());
    for (number, mail) in mails.iter().enumerate() {
        fs::write(place.path().join(format!("new/{number}.M1P2.host")), mail).unwrap();
    }
    let store = open(place.path()).await;
    let began = Instant::now();
    let flow = Flow::start(Arc::clone(knowledge), Options::default(), store, FlowSettings::default()).unwrap();
    let watch = Watch::start(flow.clone(), &Watched::Maildir(place.path().to_owned()), WatchSettings::default()).unwrap();
    while fs::read_dir(place.path().join("new")).unwrap().next().is_some() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    print("Maildir to stored in SQLite and moved", mails.len(), began.elapsed());
    watch.stop().await;
    assert!(flow.stop().await);
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line} (with all mails of the benchmark in memory)"));
}
