//! `POST /v1/explain` over real connections, beside an axum handler that reads the same body and answers nothing.
//!
//! Both servers and the load share the machine, as the bar of the issue has it: 15,000 replies a second on two cores, 60 % of the empty handler, and at half of that load 99 of 100 answers within 10 ms.
//! Latency is counted from when a request was due, not from when it was sent, so that a server that stalls cannot hide the requests that waited meanwhile.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, clippy::string_slice)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use memchr::memmem;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;
use tuixin_web::App;
use tuixin_web::server::{Guard, Rate, Settings, serve};

/// What servers say every day.
const REPLIES: [&str; 10] = [
    "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
    "552 5.2.2 <carol@example.net>: Mailbox full",
    "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\\n550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.",
    "554 5.7.1 Service unavailable; Client host [192.0.2.17] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.17",
    "451 4.7.1 Greylisting in action, please come back in 300 seconds",
    "421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred due to unexpected volume or user complaints",
    "550 Mailbox not found or access denied, dave@example.cn",
    "552 5.3.4 Message size exceeds fixed limit of 10485760 bytes",
    "450 4.1.8 <ann@example.org>: Sender address rejected: Domain not found",
    "550 5.4.1 Recipient address rejected: Access denied. [mail.example.com 2026-11-29T08:00:00.000Z 08DE000000000000]",
];

/// Connections of the load, and how many threads drive them.
const CONNECTIONS: usize = 16;
const THREADS: usize = 2;
/// How long one measurement takes, and how often both servers take their turn.
const TAKES: Duration = Duration::from_secs(2);
const ROUNDS: usize = 5;
/// Half of the bar, in requests a second.
const HALF: u64 = 7_500;

fn main() {
    // `cargo test` runs benchmarks too, to see that they still work; nothing is measured then.
    let is_measured = std::env::args().any(|argument| argument == "--bench");
    let (takes, rounds) = if is_measured { (TAKES, ROUNDS) } else { (Duration::from_millis(100), 1) };
    let runtime = Runtime::new().unwrap();
    let explain = runtime.block_on(explaining(&runtime));
    let empty = runtime.block_on(emptiness(&runtime));
    let (mut full, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        full.push(load(explain, takes));
        bare.push(load(empty, takes));
    }
    let (full, bare) = (median(full), median(bare));
    println!("POST /v1/explain     {full:>9.0} replies/s   (bar: 15000)");
    println!("empty axum handler   {bare:>9.0} replies/s");
    println!("of the empty handler {:>9.0} %           (bar: 60)", full / bare * 100.0);
    let mut latencies = paced(explain, HALF, takes * 3);
    latencies.sort_unstable();
    let at = |share: f64| latencies[((latencies.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("at {HALF} replies/s: p50 {:.2} ms, p99 {:.2} ms (bar: 10), p99.9 {:.2} ms", at(0.5), at(0.99), at(0.999));
}

/// The server with all that protects it.
async fn explaining(runtime: &Runtime) -> SocketAddr {
    let (english, chinese) = (Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
    let app = App::new(Arc::new(Knowledge::embedded()), english, chinese, None);
    let mut settings = Settings::of(Guard::Open);
    // The bucket is looked at, but never empty.
    settings.rate = Some(Rate { per_second: 1e9, burst: 1e9 });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move { serve(listener, &app, &settings, std::future::pending()).await });
    address
}

async fn emptiness(runtime: &Runtime) -> SocketAddr {
    let router = Router::new().route("/v1/explain", post(async |body: Bytes| drop(body)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move { axum::serve(listener, router).await });
    address
}

fn request(reply: &str) -> Vec<u8> {
    let length = reply.len();
    format!("POST /v1/explain HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\n\r\n{reply}")
        .into_bytes()
}

/// How many requests a second are answered when each connection sends the next as soon as it can.
fn load(address: SocketAddr, takes: Duration) -> f64 {
    let requests: Arc<[Vec<u8>]> = REPLIES.iter().map(|reply| request(reply)).collect();
    let (answered, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let began = Instant::now();
    let threads: Vec<_> = (0..THREADS)
        .map(|number| {
            let (requests, answered, is_over) = (Arc::clone(&requests), Arc::clone(&answered), Arc::clone(&is_over));
            thread::spawn(move || {
                let mut connections: Vec<Connection> = (0..CONNECTIONS / THREADS).map(|_| Connection::open(address)).collect();
                let mut turn = number;
                while !is_over.load(Ordering::Relaxed) {
                    for connection in &mut connections {
                        turn += 1;
                        connection.send(&requests[turn % requests.len()]);
                    }
                    connections.iter_mut().for_each(Connection::receive);
                    answered.fetch_add(connections.len() as u64, Ordering::Relaxed);
                }
            })
        })
        .collect();
    thread::sleep(takes);
    let rate = answered.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64();
    is_over.store(true, Ordering::Relaxed);
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    rate
}

/// How long answers take when requests come at a steady pace.
fn paced(address: SocketAddr, per_second: u64, takes: Duration) -> Vec<Duration> {
    const SENDERS: u64 = 4;
    let requests: Arc<[Vec<u8>]> = REPLIES.iter().map(|reply| request(reply)).collect();
    let threads: Vec<_> = (0..SENDERS)
        .map(|number| {
            let requests = Arc::clone(&requests);
            thread::spawn(move || {
                let mut connection = Connection::open(address);
                let pause = Duration::from_nanos(1_000_000_000 * SENDERS / per_second);
                let began = Instant::now() + pause / 4 * u32::try_from(number).unwrap();
                let count = (takes.as_secs_f64() / pause.as_secs_f64()) as u32;
                let answer = |place: u32| {
                    let due = began + pause * place;
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    connection.send(&requests[place as usize % requests.len()]);
                    connection.receive();
                    due.elapsed()
                };
                (0..count).map(answer).collect::<Vec<_>>()
            })
        })
        .collect();
    threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
}

/// A connection that is kept.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    fn open(address: SocketAddr) -> Connection {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { stream, buffer: vec![0; 16 * 1024] }
    }

    fn send(&mut self, request: &[u8]) {
        self.stream.write_all(request).unwrap();
    }

    /// Reads one answer and nothing behind it, since nothing more was asked for. It takes as little as it can from the server, whose cores it shares.
    fn receive(&mut self) {
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[filled..]).unwrap();
            assert!(read > 0, "the server hung up");
            filled += read;
            let answer = &self.buffer[..filled];
            let Some(head) = memmem::find(answer, b"\r\n\r\n") else { continue };
            assert!(answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer[..head]));
            const FIELD: &[u8] = b"\r\ncontent-length: ";
            let length = memmem::find(&answer[..head], FIELD).map_or(0, |at| {
                let digits = answer[at + FIELD.len()..].iter().take_while(|byte| byte.is_ascii_digit());
                digits.fold(0, |length, digit| 10 * length + usize::from(digit - b'0'))
            });
            if filled >= head + 4 + length {
                return;
            }
        }
    }
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}
