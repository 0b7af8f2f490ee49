//! How long every question takes that a page of the console asks, with many deliveries kept.
//!
//! `cargo bench -p tuixin-store --bench pages -- [MILLIONS] [postgres | FILE.db]`
//!
//! A file that is named is kept, so that a server can be tried with it.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, clippy::indexing_slicing)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use support::{Place, made};
use tuixin_store::{DeliveryFilter, DeliveryId, Dimension, Page, Store};

fn main() {
    let millions: u64 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1);
    let on_postgres = std::env::args().any(|argument| argument == "postgres");
    let file = std::env::args().find(|argument| argument.ends_with(".db"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let mut place = if on_postgres { Place::postgres().await.unwrap() } else { Place::sqlite() };
        if let Some(file) = file {
            place.location = tuixin_store::Location::Sqlite(file.into());
        }
        let store = place.open().await;
        fill(&store, millions * 1_000_000).await;
        ask(&store, millions * 1_000_000).await;
        if let tuixin_store::Location::Sqlite(path) = &place.location {
            println!("{:<44} {:>9.0} MB", "file", std::fs::metadata(path).unwrap().len() as f64 / 1e6);
        }
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        status.lines().filter(|line| line.starts_with("VmRSS")).for_each(|line| println!("{line}"));
    });
}

async fn fill(store: &Store, count: u64) {
    const BATCH: u64 = 5_000;
    let began = Instant::now();
    for first in (0..count).step_by(BATCH as usize) {
        store.record((first..first + BATCH).map(made::record).collect()).await.unwrap();
    }
    println!("{:<44} {:>9.0} deliveries/s", format!("filling with {count}"), count as f64 / began.elapsed().as_secs_f64());
}

async fn ask(store: &Store, count: u64) {
    let text = |text: &str| Some(text.to_owned());
    let none = DeliveryFilter::default;
    let filters = [
        ("newest", none()),
        ("by recipient", DeliveryFilter { recipient: text("user4711@mail31.example.com"), ..none() }),
        ("by domain", DeliveryFilter { domain: text("mail7.example.com"), ..none() }),
        ("by cause", DeliveryFilter { cause: text("user-unknown"), ..none() }),
        ("by provider", DeliveryFilter { provider: text("qq"), ..none() }),
        ("by sending address", DeliveryFilter { sending_ip: text("192.0.2.3"), ..none() }),
        ("by cause, provider, party", DeliveryFilter { cause: text("ip-listed"), provider: text("qq"), party: text("sender"), ..none() }),
        ("by cause and action, nothing found", DeliveryFilter { cause: text("user-unknown"), action: text("relayed"), ..none() }),
        ("by a value that is nowhere", DeliveryFilter { cause: text("nowhere"), ..none() }),
    ];
    let middle = store.deliveries(&DeliveryFilter { to: Some(made::at(count / 2)), ..none() }, None, 1).await.unwrap().next.unwrap();
    for (name, filter) in &filters {
        time(name, || store.deliveries(filter, None, 50)).await;
        time(&format!("{name}, from the middle"), || store.deliveries(filter, Some(&middle), 50)).await;
    }
    time("one delivery", || store.delivery(DeliveryId(made::id(count / 3, 1)))).await;
    time("recipients by prefix", || store.recipients("user47", 50)).await;
    let (from, to) = (made::at(0), made::at(count));
    let hours = Duration::from_secs(count / 60);
    time("rate over everything, 60 steps", || store.rate(from, to, hours)).await;
    for dimension in [Dimension::Cause, Dimension::Provider, Dimension::SendingIp] {
        time(&format!("top {dimension:?} over everything"), || store.top(dimension, from, to, 20)).await;
    }
    time("quarantine", || async { store.quarantine(None, 50).await.map(|page: Page<_>| page.items.len()) }).await;
}

/// The first answer, and the median of those after it.
async fn time<F: Future<Output = Result<O, tuixin_store::StoreError>>, O>(name: &str, ask: impl Fn() -> F) {
    let mut times = Vec::new();
    for _ in 0..11 {
        let began = Instant::now();
        ask().await.unwrap();
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    let first = times.remove(0);
    times.sort_by(f64::total_cmp);
    println!("{name:<44} {first:>9.2} ms first, {:>8.2} ms then", times[times.len() / 2]);
}
