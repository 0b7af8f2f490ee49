//! A spam filter is asked about a mail: a real one, and servers that misbehave, on loopback.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::net::SocketAddr;
use std::time::Duration;

use support::certificates::{Age, Authority};
use support::left_out;
use support::rspamd::Rspamd;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tuixin::advice::{Language, Texts};
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::message::content::{self, Endpoint, Envelope};
use tuixin_check::{Bounds, Evidence, Report, World};

const MAIL: &str =
    "From: Ann <ann@example.com>\r\nTo: bob@example.net\r\nSubject: Hello\r\nMessage-ID: <1@example.com>\r\n\r\nHello Bob\r\n";

/// The text by which filters are tried out; every one refuses it.
const GTUBE: &str = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

fn world() -> World {
    let mut bounds = Bounds::default();
    bounds.dialogue = Duration::from_secs(20);
    World::of(Dns::new(Zone::parse("").unwrap(), &bounds), bounds)
}

fn drawn(report: &Report) -> String {
    let finding = &report.findings[0];
    for language in Language::ALL {
        let words = finding.words(&Texts::embedded(language));
        assert!(words != finding.text && !words.contains("{$"), "{words}");
    }
    format!("{} {}", finding.verdict.name(), finding.text)
}

async fn ask(world: &World, url: &str, mail: &str) -> Report {
    let envelope =
        Envelope { from: Some("ann@example.com".to_owned()), recipients: vec!["bob@example.net".to_owned()], ..Envelope::default() };
    content::check(world, &url.parse::<Endpoint>().unwrap(), mail.as_bytes(), &envelope).await
}

#[tokio::test]
async fn a_real_filter_judges_mails() {
    let Some(rspamd) = Rspamd::start() else { return left_out("what rspamd thinks of mails", "rspamd", "rspamd") };
    let url = format!("http://{}", rspamd.address);
    let nobody = MAIL.replace("From: Ann <ann@example.com>\r\n", "");
    for (mail, expected) in [
        (MAIL.to_owned(), "passed content-good"),
        (nobody.clone(), "failed content-spam"),
        (format!("{MAIL}{GTUBE}\r\n"), "failed content-rejected"),
        (format!("{MAIL}{}", "Hello again and again\r\n".repeat(100_000)), "passed content-good"),
    ] {
        assert_eq!(drawn(&ask(&world(), &url, &mail).await), expected, "{}", mail.get(..200).unwrap_or(&mail));
    }
    let report = ask(&world(), &url, &nobody).await;
    let Evidence::Lines(lines) = &report.findings[0].evidence[0] else { panic!("no symbols") };
    assert_eq!(lines[0], "+7.00 MISSING_FROM Missing From: header");
}

/// What a server says to anybody.
#[derive(Clone, Debug)]
enum Act {
    Say(Vec<u8>),
    /// Says it before it has read anything, and hangs up.
    SayAtOnce(&'static str),
    Silence,
    /// Says it, and then something without end.
    Flood(&'static str),
}

async fn serve(act: Act, tls: Option<TlsAcceptor>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (act, tls) = (act.clone(), tls.clone());
            tokio::spawn(async move {
                match tls {
                    Some(tls) => drop(play(act, tls.accept(stream).await.ok()).await),
                    None => drop(play(act, Some(stream)).await),
                }
            });
        }
    });
    address
}

async fn play(act: Act, stream: Option<impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin>) -> Option<()> {
    let mut stream = stream?;
    let mut buffer = vec![0; 64 * 1024];
    if let Act::SayAtOnce(words) = &act {
        stream.write_all(words.as_bytes()).await.ok()?;
        stream.shutdown().await.ok()?;
        return stream.read_to_end(&mut buffer).await.map(drop).ok();
    }
    let mut heard = Vec::new();
    // All of it, for a connection that is closed over unread bytes is reset and takes the answer with it.
    while !heard.ends_with(b"Bob\r\n") {
        let read = stream.read(&mut buffer).await.ok().filter(|read| *read > 0)?;
        heard.extend_from_slice(&buffer[..read]);
    }
    match act {
        Act::Say(words) => {
            stream.write_all(&words).await.ok()?;
            stream.shutdown().await.ok()
        }
        Act::Flood(head) => {
            stream.write_all(head.as_bytes()).await.ok()?;
            loop {
                stream.write_all(&[b'x'; 4096]).await.ok()?;
            }
        }
        _ => std::future::pending().await,
    }
}

const GOOD: &str = r#"{"score":1.0,"required_score":15.0,"action":"no action"}"#;

fn answer(head: &str, body: &str) -> Act {
    Act::Say(format!("{head}\r\n\r\n{body}").into_bytes())
}

#[tokio::test]
async fn every_misbehaviour_ends_and_proves_nothing() {
    let length = format!("HTTP/1.1 200 OK\r\nContent-Length: {}", GOOD.len());
    for (act, expected) in [
        (answer(&length, GOOD), "passed content-good"),
        (answer("HTTP/1.0 200 OK", GOOD), "passed content-good"),
        (answer("HTTP/1.1 200 OK\r\nContent-Length: 1000", GOOD), "unknown content-unintelligible"),
        (answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999999", GOOD), "unknown content-flood"),
        (answer("HTTP/1.1 200 OK\r\nContent-Length: -1", GOOD), "unknown content-unintelligible"),
        (answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), "unknown content-unintelligible"),
        (answer("HTTP/1.1 200 OK", "<html>"), "unknown content-unintelligible"),
        (answer("HTTP/1.1 403 Unauthorized", "{}"), "unknown content-password"),
        (answer("HTTP/1.1 500 Oops", "{}"), "unknown content-refused"),
        (answer("220 mx.example.com ESMTP", ""), "unknown content-unintelligible"),
        (Act::Say(Vec::new()), "unknown content-unintelligible"),
        (Act::SayAtOnce("HTTP/1.1 413 Too Large\r\n\r\n"), "unknown content-refused"),
        (Act::Flood(""), "unknown content-unintelligible"),
        (Act::Flood("HTTP/1.1 200 OK\r\n\r\n"), "unknown content-flood"),
    ] {
        let address = serve(act.clone(), None).await;
        assert_eq!(drawn(&ask(&world(), &format!("http://{address}"), MAIL).await), expected, "{act:?}");
    }
}

#[tokio::test]
async fn silence_ends() {
    let address = serve(Act::Silence, None).await;
    let mut world = world();
    world.bounds.dialogue = Duration::from_millis(300);
    assert_eq!(drawn(&ask(&world, &format!("http://{address}"), MAIL).await), "unknown content-late");
}

#[tokio::test]
async fn a_filter_behind_tls_has_to_prove_itself() {
    let authority = Authority::new("Example Authority");
    let mut trusting = world();
    trusting.trust = trusting.trust.and(&authority.certificate).unwrap();
    for (host, world, expected) in [
        ("localhost", &trusting, "passed content-good"),
        ("other.example.com", &trusting, "unknown content-untrusted"),
        ("localhost", &world(), "unknown content-untrusted"),
    ] {
        let tls: TlsAcceptor = authority.identity(host, Age::Good, &[]).server().into();
        let address = serve(answer("HTTP/1.0 200 OK", GOOD), Some(tls)).await;
        assert_eq!(drawn(&ask(world, &format!("https://localhost:{}", address.port()), MAIL).await), expected, "{host}");
    }
}

#[tokio::test]
async fn nobody_is_no_filter() {
    let port = support::free_port();
    assert_eq!(drawn(&ask(&world(), &format!("http://127.0.0.1:{port}"), MAIL).await), "unknown content-unreachable");
}
