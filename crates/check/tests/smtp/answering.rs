//! Whether servers answer, what they refuse and how they misbehave.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Barrier;
use tokio::task::JoinHandle;
use tuixin::advice::{Language, Texts};
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::smtp::size::Weight;
use tuixin_check::smtp::tls::Demand;
use tuixin_check::smtp::{Probing, reachable, size, survey, tls};
use tuixin_check::{Bounds, Reach, World};

use crate::support::certificates::{Age, Authority};
use crate::support::left_out;
use crate::support::postfix::Postfix;
use crate::support::smtp_server::{Act, Script, SmtpServer};
use crate::world::{ZONE, check, check_in, drawn, impatient, request, transcript, world, world_of};

#[tokio::test]
async fn servers_that_answer() {
    check(Script::good(), "passed smtp-answers starttls=no").await;
    check(Script::good().say("CONNECT", "220-a\r\n220-b\r\n220 c"), "passed smtp-answers starttls=no").await;
    check(Script::good().with("CONNECT", Act::Raw(b"220 bare line feed\n".to_vec())), "passed smtp-answers starttls=no").await;
    // Servers older than RFC 1869 know HELO alone.
    check(Script::good().say("EHLO", "500 5.5.1 Command unrecognized"), "passed smtp-answers starttls=no").await;
    check(Script::good().with("QUIT", Act::Stall), "passed smtp-answers starttls=no").await;
}

#[tokio::test]
async fn servers_that_refuse_say_why() {
    for (text, expected) in [
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
            "failed smtp-greeting-refused cause=ip-blocklisted",
        ),
        ("421 4.3.2 Service not available, closing transmission channel", "warning smtp-greeting-refused cause=service-unavailable"),
        ("421 4.7.0 Too many connections from your IP, try again later", "warning smtp-greeting-refused cause=rate-limited"),
    ] {
        check(Script::good().say("CONNECT", text), expected).await;
        check(Script::good().with("CONNECT", Act::Leave(text.to_owned())), expected).await;
    }
    let unknown = "550 5.7.1 Client host rejected: cannot find your reverse hostname";
    check(Script::good().say("EHLO", unknown).say("HELO", unknown), "failed smtp-hello-refused cause=reverse-dns-invalid").await;
    check(
        Script::good().with("EHLO", Act::Leave("421 4.3.2 shutting down".to_owned())),
        "warning smtp-hello-refused cause=service-unavailable",
    )
    .await;
}

#[tokio::test]
async fn servers_that_misbehave_are_cut_off() {
    for (act, expected) in [
        (Act::Stall, "unknown smtp-silence"),
        (Act::Drop, "unknown smtp-dropped"),
        (Act::Drip("2"), "failed smtp-no-reply"),
        (Act::Drip("220-x\r\n"), "unknown smtp-drip"),
        (Act::Flood("220-all your mail are belong to us\r\n", 10 << 20), "unknown smtp-flood"),
        (Act::Flood("220 no end of line ", 10 << 20), "unknown smtp-flood"),
        (Act::Raw(b"SSH-2.0-OpenSSH_9.2p1\r\n".to_vec()), "failed smtp-no-reply"),
        (Act::Raw(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()), "failed smtp-no-reply"),
        (Act::Raw(vec![0; 4096]), "failed smtp-no-reply"),
    ] {
        check_in(impatient(world(0)), Script::good().with("CONNECT", act), expected).await;
    }
    check_in(impatient(world(0)), Script::good().with("EHLO", Act::Stall), "unknown smtp-silence").await;
    check_in(impatient(world(0)), Script::good().with("EHLO", Act::Flood("250-X\r\n", 10 << 20)), "unknown smtp-flood").await;
}

#[tokio::test]
async fn a_whole_dialogue_has_a_bound() {
    // Each reply comes in time, and there is always one more.
    let server = SmtpServer::start(Script::good().with("EHLO", Act::Drip("250-PIPELINING\r\n"))).await;
    let mut world = world(server.address.port());
    world.bounds.reply = Duration::from_secs(3600);
    world.bounds.dialogue = Duration::from_millis(700);
    let report = reachable::check(&world, "example.com", &request()).await;
    assert_eq!(drawn(&report, &[]), "unknown smtp-drip");
}

#[tokio::test]
async fn what_a_server_says_moves_no_terminal() {
    let server = SmtpServer::start(Script::good().say("CONNECT", "220 \x1b]0;owned\x07 \u{202e}mx")).await;
    let report = reachable::check(&world(server.address.port()), "example.com", &request()).await;
    let lines = transcript(&report);
    assert!(lines.iter().all(|line| !line.chars().any(|c| c.is_control() || c == '\u{202e}')), "{lines:#?}");
    assert!(lines.contains(&"<-  220 \\u{1b}]0;owned\\u{7} \\u{202e}mx".to_owned()), "{lines:#?}");
    let refusing = SmtpServer::start(Script::good().say("CONNECT", "554 \x1b[31mno")).await;
    let report = reachable::check(&world(refusing.address.port()), "example.com", &request()).await;
    let words = report.findings[0].words(&Texts::embedded(Language::English));
    assert!(words.contains("\\u{1b}[31mno"), "{words}");
}

#[tokio::test]
async fn a_refusal_without_end_is_quoted_in_part() {
    let refusal = "554-5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org\r\n".repeat(500);
    let server = SmtpServer::start(Script::good().say("CONNECT", &format!("{refusal}554 and so on"))).await;
    let report = reachable::check(&world(server.address.port()), "example.com", &request()).await;
    assert_eq!(drawn(&report, &["cause"]), "failed smtp-greeting-refused cause=ip-blocklisted");
    for language in Language::ALL {
        let words = report.findings[0].words(&Texts::embedded(language));
        assert!(words.chars().count() < 1000, "{words}");
    }
    assert!(transcript(&report).len() < 100);
}

#[tokio::test]
async fn a_domain_without_servers() {
    let world = world(1);
    for (domain, expected) in [
        ("null.example.com", "failed smtp-null-mx"),
        ("none.example.com", "failed smtp-nowhere"),
        ("absent.example.com", "failed smtp-nowhere"),
        ("broken.example.com", "unknown dns-unanswered"),
        ("lost.example.com", "failed smtp-no-address"),
        ("lame.example.com", "unknown dns-unanswered"),
        ("example.com", "failed smtp-connection-refused"),
        ("implicit.example.com", "failed smtp-connection-refused"),
    ] {
        let report = reachable::check(&world, domain, &request()).await;
        assert_eq!(drawn(&report, &[]), expected, "{domain}");
    }
}

#[tokio::test]
async fn addresses_out_of_reach_are_not_connected_to() {
    let server = SmtpServer::start(Script::good()).await;
    let mut world = world(server.address.port());
    world.reach = Reach::Public;
    let report = reachable::check(&world, "private.example.com", &request()).await;
    assert_eq!(drawn(&report, &[]), "unknown smtp-out-of-reach");
    assert_eq!(transcript(&report), Vec::<String>::new());
}

#[tokio::test]
async fn the_second_server_makes_the_first_ones_fault_mild() {
    let second = SmtpServer::start_at("127.0.0.2".parse().unwrap(), 0, Script::good()).await;
    let world = world(second.address.port());
    let report = reachable::check(&world, "two.example.com", &request()).await;
    assert_eq!(drawn(&report, &["host"]), "warning smtp-connection-refused host=mx.example.com\npassed smtp-answers host=mx2.example.com");
}

#[tokio::test]
async fn a_host_that_answers_in_one_family_answers() {
    let four = SmtpServer::start(Script::good()).await;
    let report = reachable::check(&world(four.address.port()), "both.example.com", &request()).await;
    assert_eq!(drawn(&report, &["address"]), "passed smtp-answers address=127.0.0.1");
    let lines = transcript(&report);
    // IPv6 is tried first (RFC 6724), and that it failed is seen.
    assert!(lines[0].starts_with("=== Trying [::1]:") && lines[1].starts_with("*** Error connecting to [::1]:"), "{lines:#?}");
}

#[tokio::test]
async fn servers_are_talked_to_at_the_same_time_as_far_as_connections_may_be_open() {
    for (open_connections, expected) in [(2, "passed smtp-answers\npassed smtp-answers"), (1, "unknown smtp-silence\npassed smtp-answers")]
    {
        // Each server greets only once the other one is connected to.
        let script = Script::good().with("CONNECT", Act::Meet(Arc::new(Barrier::new(2)), "220 mx.example.com".to_owned()));
        let first = SmtpServer::start(script.clone()).await;
        let _second = SmtpServer::start_at("127.0.0.2".parse().unwrap(), first.address.port(), script).await;
        let mut bounds = Bounds::default();
        bounds.open_connections = open_connections;
        let mut world = impatient(World::of(Dns::new(Zone::parse(ZONE).unwrap(), &bounds), bounds));
        (world.reach, world.smtp_port) = (Reach::Anywhere, first.address.port());
        let report = reachable::check(&world, "two.example.com", &request()).await;
        assert_eq!(drawn(&report, &[]), expected, "{open_connections}");
    }
}

#[test]
fn each_provider_that_is_not_probed_is_known_and_has_a_reason() {
    let world = world(0);
    let probing = Probing::embedded();
    assert!(probing.withheld().len() >= 10);
    for withheld in probing.withheld() {
        assert!(world.knowledge.providers().iter().any(|provider| provider.id == withheld.provider), "{}", withheld.provider);
        assert!(Language::ALL.iter().all(|language| Texts::embedded(*language).has(&withheld.reason)), "{}", withheld.reason);
        assert!(!withheld.source.is_empty(), "{}", withheld.provider);
    }
}

/// Takes up all places of a port of which nobody takes connections, so that further ones wait in vain.
async fn fill(address: &str, port: u16) -> (TcpListener, Vec<JoinHandle<std::io::Result<TcpStream>>>) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::new(address.parse().unwrap(), port)).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let waiting: Vec<_> = (0..8).map(|_| tokio::spawn(TcpStream::connect(address))).collect();
    while waiting.iter().filter(|attempt| attempt.is_finished()).count() < 2 {
        tokio::task::yield_now().await;
    }
    (listener, waiting)
}

#[tokio::test]
async fn a_blocked_port_is_not_the_fault_of_the_domain() {
    let zone = "example.com MX 10 mx.example.com\nmx.example.com A 127.0.0.1\n gmail.com MX 10 control.example.net\n";
    for (control, expected) in [
        // Nobody answers there either.
        ("control.example.net A 127.0.0.2", "unknown smtp-connect-timeout others=no\nunknown smtp-port-blocked"),
        // Somebody answers there.
        ("control.example.net A 127.0.0.3", "failed smtp-connect-timeout others=yes"),
        // A refused connection came through too.
        ("control.example.net A 127.0.0.4", "failed smtp-connect-timeout others=yes"),
        // There is no way to find out.
        ("control.example.net ANY !timeout", "unknown smtp-connect-timeout others=no"),
    ] {
        let first = fill("127.0.0.1", 0).await;
        let port = first.0.local_addr().unwrap().port();
        let _second = fill("127.0.0.2", port).await;
        let third = SmtpServer::start_at("127.0.0.3".parse().unwrap(), port, Script::good()).await;
        let world = impatient(world_of(&format!("{zone}{control}"), port));
        let report = reachable::check(&world, "example.com", &request()).await;
        assert_eq!(drawn(&report, &["others"]), expected, "{control}");
        assert_eq!(third.heard(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn sizes_are_compared() {
    const MIB: u64 = 1 << 20;
    for (size, octets, expected) in [
        ("SIZE 10485760", 5 * MIB, "passed size-fits limit=10.00 MiB size=5.00 MiB"),
        ("SIZE 10485760", 10 * MIB - 100, "warning size-close limit=10.00 MiB size=9.99 MiB"),
        ("SIZE 10485760", 12 * MIB, "failed size-too-large limit=10.00 MiB size=12.00 MiB over=2.00 MiB"),
        ("SIZE 0", 12 * MIB, "passed size-unfixed size=12.00 MiB"),
        ("SIZE", 12 * MIB, "passed size-unfixed size=12.00 MiB"),
        ("8BITMIME", 12 * MIB, "unknown size-unannounced size=12.00 MiB"),
    ] {
        let server = SmtpServer::start(Script::good().say("EHLO", &format!("250-mx.example.com\r\n250 {size}"))).await;
        let report = size::check(&world(server.address.port()), "example.com", Weight::of_files(octets, []), &request()).await;
        let variables = if expected.starts_with("failed") { &["limit", "size", "over"][..] } else { &["limit", "size"] };
        assert_eq!(drawn(&report, variables), expected, "{size}");
    }
}

#[tokio::test]
async fn postfix_is_understood() {
    let authority = Authority::new("Known Authority");
    let Some(postfix) = Postfix::start(&authority.identity("mx.example.com", Age::Good, &[])) else {
        return left_out("dialogues with Postfix", "postfix (as root)", "postfix");
    };
    let mut world = world(postfix.address.port());
    world.trust = world.trust.and(&authority.certificate).unwrap();
    for (recipient, expected) in [
        ("bob@example.com", "passed smtp-answers starttls=yes\npassed smtp-recipient-taken"),
        ("nobody@example.com", "failed smtp-recipient-refused cause=user-unknown\npassed smtp-answers starttls=yes"),
        ("bob@example.net", "failed smtp-recipient-refused cause=relay-denied\npassed smtp-answers starttls=yes"),
        ("张三@example.com", "failed smtp-recipient-refused cause=user-unknown\npassed smtp-answers starttls=yes"),
    ] {
        let survey = survey(&world, "example.com", &request().probing(recipient)).await;
        let report = reachable::report(&world, &survey);
        assert_eq!(drawn(&report, &["cause", "starttls"]), expected, "{:#?}", transcript(&report));
        assert_eq!(drawn(&tls::report(&world, &survey, Demand::GoodCertificate), &["version"]), "passed tls-good version=TLSv1.3");
        let sized = size::report(&survey, Weight::of_files(0, [20_000_000]));
        assert_eq!(drawn(&sized, &["limit"]), "failed size-too-large limit=19.53 MiB");
    }
}
