//! How long checks take when every answer of the DNS takes 50 ms, beside what the slowest chain of questions takes by itself.
//!
//! The questions go over UDP on loopback through a relay that holds each back, to Knot with a small zone.
//! What depends on an answer has to wait for it: where the mail servers are named first, their addresses come 50 ms later. That chain is the bound.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a benchmark is no library")]

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::net::UdpSocket;
use tokio::time::sleep;
use tuixin_check::dns::{Dns, Kind, Resolvers, Servers};
use tuixin_check::{Bounds, Extent, Ground, Sending, Target, World, run_all};

#[path = "../tests/support/knot.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod knot;
#[path = "../tests/support/local.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod local;

use local::{Folder, free_port, left_out, program};

const DELAY: Duration = Duration::from_millis(50);
const ROUNDS: usize = 5;
const DOMAINS: usize = 1000;

fn zone() -> String {
    let mut zone = String::from(
        "$ORIGIN example.com.\n$TTL 600\n@ SOA ns h 1 60 60 60 60\n@ NS ns\nns A 127.0.0.1\n@ MX 10 mx\nmx A 192.0.2.1\n\
         @ TXT \"v=spf1 ip4:192.0.2.1 -all\"\n_dmarc TXT \"v=DMARC1; p=reject\"\n",
    );
    for number in 0..DOMAINS {
        writeln!(zone, "d{number} MX 10 mx").unwrap();
    }
    zone
}

/// What the relay has seen.
#[derive(Default)]
struct Seen {
    questions: AtomicUsize,
    open: AtomicUsize,
    most: AtomicUsize,
}

/// Passes questions on after a while, and the answers back.
async fn relay(to: SocketAddr, seen: Arc<Seen>) -> SocketAddr {
    let front = Arc::new(UdpSocket::bind("127.0.0.1:0").await.unwrap());
    let address = front.local_addr().unwrap();
    tokio::spawn(async move {
        let mut question = [0; 4096];
        loop {
            let (length, asker) = front.recv_from(&mut question).await.unwrap();
            let (question, front, seen) = (question.get(..length).unwrap().to_vec(), front.clone(), seen.clone());
            seen.questions.fetch_add(1, Ordering::Relaxed);
            let open = seen.open.fetch_add(1, Ordering::Relaxed) + 1;
            seen.most.fetch_max(open, Ordering::Relaxed);
            tokio::spawn(async move {
                sleep(DELAY).await;
                let back = UdpSocket::bind("127.0.0.1:0").await.unwrap();
                back.send_to(&question, to).await.unwrap();
                let mut answer = [0; 4096];
                let length = back.recv(&mut answer).await.unwrap();
                seen.open.fetch_sub(1, Ordering::Relaxed);
                front.send_to(answer.get(..length).unwrap(), asker).await.unwrap();
            });
        }
    });
    address
}

async fn dns(resolver: SocketAddr) -> Dns {
    let bounds = Bounds::default();
    Dns::new(Resolvers::open(&Servers::parse([resolver.to_string()]).unwrap(), &bounds).await.unwrap(), &bounds)
}

/// The best of some rounds, each in a world that remembers nothing.
async fn best<F: Future<Output = ()>>(resolver: SocketAddr, run: impl Fn(Dns) -> F) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let dns = dns(resolver).await;
        let began = Instant::now();
        run(dns).await;
        best = best.min(began.elapsed());
    }
    best
}

async fn check(dns: Dns, jobs: Vec<tuixin_check::Job>) {
    run_all(&Ground::of(World::of(dns, Bounds::default())), jobs).await;
}

#[tokio::main]
async fn main() {
    let Some(knot) = knot::Knot::start(&[("example.com", &zone())]) else {
        return left_out("the benchmark of latency", "knotd", "knot");
    };
    let seen = Arc::new(Seen::default());
    let resolver = relay(knot.address, seen.clone()).await;
    let chain = |names: &'static [(&'static str, Kind)]| {
        best(resolver, move |dns| async move {
            for (name, kind) in names {
                dns.ask(name, *kind).await;
            }
        })
    };
    let one = chain(&[("example.com", Kind::Mx)]).await;
    let two = chain(&[("example.com", Kind::Mx), ("mx.example.com", Kind::A)]).await;
    println!("one look-up                                   {one:8.1?}");
    println!("two look-ups, the second behind the first     {two:8.1?}");
    let domain: Target = "example.com".parse().unwrap();
    let address: Target = "bob@example.com".parse().unwrap();
    let mut sending = Sending::of("ann@example.com");
    sending.ip = Some([192, 0, 2, 1].into());
    for (name, jobs) in [
        ("check bob@example.com --no-connect", address.jobs(Extent::questions(), &[])),
        ("check example.com --no-connect", domain.jobs(Extent::questions(), &[])),
        ("check --from ann@example.com --ip 192.0.2.1", sending.jobs()),
    ] {
        let took = best(resolver, |dns| check(dns, jobs.clone())).await;
        let over = 100.0 * (took.as_secs_f64() / two.as_secs_f64() - 1.0);
        println!("{name:45} {took:8.1?}  {over:+.0} % of two look-ups");
    }
    let before = seen.questions.load(Ordering::Relaxed);
    seen.most.store(0, Ordering::Relaxed);
    let jobs = (0..DOMAINS).flat_map(|number| {
        let target: Target = format!("d{number}.example.com").parse().unwrap();
        target.jobs(Extent::questions(), &[]).into_iter().take(4)
    });
    let jobs: Vec<_> = jobs.collect();
    let began = Instant::now();
    check(dns(resolver).await, jobs).await;
    let asked = seen.questions.load(Ordering::Relaxed) - before;
    println!(
        "{DOMAINS} domains in one call                       {:8.1?}  {asked} questions, at most {} open",
        began.elapsed(),
        seen.most.load(Ordering::Relaxed)
    );
}
