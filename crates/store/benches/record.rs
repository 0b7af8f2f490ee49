//! How many deliveries are kept in a second, by the size of the batch, on both databases, each of them waiting for the disk.
//!
//! `cargo bench -p tuixin-store --bench record -- [SECONDS]`

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, clippy::indexing_slicing)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::str::FromStr as _;
use std::time::{Duration, Instant};

use support::postgres::Server;
use support::{Place, made};
use tuixin_store::{Location, Settings, Store};

fn main() {
    let seconds = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(5);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(Duration::from_secs(seconds)));
}

async fn measure(time: Duration) {
    println!("{:<12} {:>6} {:>14} {:>16}", "database", "batch", "deliveries/s", "a transaction");
    for batch in [1, 64, 256] {
        let place = Place::sqlite();
        run("sqlite", &place.open().await, batch, time).await;
    }
    let Some(server) = Server::start(true) else { return };
    for batch in [1, 64, 256] {
        let location = Location::from_str(&server.new_database().await).unwrap();
        run("postgresql", &Store::open(&location, Settings::default()).await.unwrap(), batch, time).await;
    }
}

async fn run(name: &str, store: &Store, batch: u64, time: Duration) {
    let mut recorded = 0;
    let mut spent = Duration::ZERO;
    while spent < time {
        let records = (recorded..recorded + batch).map(made::record).collect();
        let began = Instant::now();
        store.record(records).await.unwrap();
        spent += began.elapsed();
        recorded += batch;
    }
    let (count, seconds) = (f64::from(u32::try_from(recorded).unwrap()), spent.as_secs_f64());
    let milliseconds = seconds * 1000.0 / (count / f64::from(u32::try_from(batch).unwrap()));
    println!("{name:<12} {batch:>6} {:>14.0} {milliseconds:>13.2} ms", count / seconds);
}
