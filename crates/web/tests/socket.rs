//! The server over real connections: limits, live events, stopping.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use common::offline;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tuixin::Options;
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;
use tuixin_flow::{Flow, FlowSettings};
use tuixin_store::{Location, Store};
use tuixin_web::server::{Guard, ServeError, Settings, serve};
use tuixin_web::{App, Means};

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Result<(), ServeError>>,
}

async fn running(app: App, settings: Settings) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(async move { serve(listener, &app, &settings, async { stopped.await.unwrap_or_default() }).await });
    Running { address, stop, ended }
}

/// Sends bytes and reads until the server hangs up.
async fn exchange(address: SocketAddr, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // A server that hangs up early does not read to the end.
    let _ = stream.write_all(sent).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_server_that_others_can_reach_needs_a_guard() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let refused = serve(listener, &offline(), &Settings::of(Guard::Open), std::future::pending()).await;
    assert!(matches!(refused, Err(ServeError::Unguarded(_))), "{refused:?}");
}

#[tokio::test]
async fn heads_are_bounded_in_size_and_time() {
    let mut settings = Settings::of(Guard::Open);
    settings.head_time = Duration::from_millis(200);
    let server = running(offline(), settings).await;
    let long = format!("GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n", "x".repeat(64 * 1024));
    assert!(exchange(server.address, long.as_bytes()).await.starts_with("HTTP/1.1 431"));
    let many = format!("GET /healthz HTTP/1.1\r\nhost: localhost\r\n{}\r\n", "x: y\r\n".repeat(200));
    assert!(exchange(server.address, many.as_bytes()).await.starts_with("HTTP/1.1 431"));
    // Whoever never ends the head is hung up on; without that this would never return.
    assert!(!exchange(server.address, b"GET /healthz HTTP/1.1\r\nhost: ").await.contains("200 OK"));
}

#[tokio::test]
async fn what_is_under_way_is_answered_when_the_server_stops() {
    let server = running(offline(), Settings::of(Guard::Open)).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let head =
        "POST /v1/explain HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/plain\r\ncontent-length: 22\r\nexpect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut buffer = [0; 25];
    stream.read_exact(&mut buffer).await.unwrap();
    assert_eq!(&buffer, b"HTTP/1.1 100 Continue\r\n\r\n");
    server.stop.send(()).unwrap();
    stream.write_all(b"552 5.2.2 Mailbox full").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("mailbox-full"), "{answer}");
    server.ended.await.unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn whoever_watches_sees_what_is_stored_until_the_server_stops() {
    let directory = TempDir::new().unwrap();
    let store = Store::open(&Location::Sqlite(directory.path().join("tuixin.db")), tuixin_store::Settings::default()).await.unwrap();
    let knowledge = Arc::new(Knowledge::embedded());
    let flow = Flow::start(Arc::clone(&knowledge), Options::default(), store.clone(), FlowSettings::default()).unwrap();
    let mut means = Means::of(knowledge, Texts::embedded(Language::English), Texts::embedded(Language::Chinese));
    (means.store, means.flow) = (Some(store), Some(flow));
    let server = running(App::of(means), Settings::of(Guard::Open)).await;

    let mut watching = TcpStream::connect(server.address).await.unwrap();
    watching.write_all(b"GET /v1/events HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut seen = String::new();
    read_until(&mut watching, &mut seen, "text/event-stream").await;

    let body = r#"{"reply":"550 5.1.1 <bob@example.com>: User unknown"}"#;
    let request = format!(
        "POST /v1/deliveries HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    assert!(exchange(server.address, request.as_bytes()).await.starts_with("HTTP/1.1 200"));
    read_until(&mut watching, &mut seen, "event: suppressed").await;
    assert!(seen.contains("event: delivery") && seen.contains("bob@example.com"), "{seen}");

    server.stop.send(()).unwrap();
    // The stream ends, or this would never return.
    watching.read_to_end(&mut Vec::new()).await.unwrap();
    server.ended.await.unwrap().unwrap();
}

async fn read_until(stream: &mut TcpStream, seen: &mut String, wanted: &str) {
    let mut chunk = [0; 4096];
    while !seen.contains(wanted) {
        let read = stream.read(&mut chunk).await.unwrap();
        assert!(read > 0, "hung up before {wanted}: {seen}");
        seen.push_str(&String::from_utf8_lossy(&chunk[..read]));
    }
}
