//! Dialogues with servers that are well, that refuse, and that misbehave, on loopback.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::sync::Arc;
use std::time::Duration;

use support::certificates::{Age, Authority, Identity};
use support::left_out;
use support::postfix::Postfix;
use support::smtp_server::{Act, Script, SmtpServer};
use tokio::sync::Barrier;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tuixin::advice::{Language, Texts};
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::smtp::size::Weight;
use tuixin_check::smtp::tls::Demand;
use tuixin_check::smtp::{Probing, Request, reachable, size, survey, tls};
use tuixin_check::{Bounds, Evidence, Reach, Report, World};

const ZONE: &str = "
    example.com          MX    10 mx.example.com
    mx.example.com       A     127.0.0.1
    two.example.com      MX    10 mx.example.com
    two.example.com      MX    20 mx2.example.com
    mx2.example.com      A     127.0.0.2
    implicit.example.com A     127.0.0.1
    null.example.com     MX    0 .
    none.example.com     TXT   \"nothing\"
    broken.example.com   ANY   !server-failure
    lost.example.com     MX    10 no-address.example.com
    no-address.example.com TXT \"nothing\"
    lame.example.com     MX    10 broken.example.com
    private.example.com  MX    10 mx.example.com
    qq.example.com       MX    10 mx3.qq.com
    mx3.qq.com           A     127.0.0.1
";

/// A world of loopback with bounds that a test can wait for.
fn world(port: u16) -> World {
    let mut bounds = Bounds::default();
    bounds.connect = Duration::from_millis(1500);
    bounds.reply = Duration::from_millis(1500);
    bounds.dialogue = Duration::from_secs(4);
    let mut world = World::of(Dns::new(Zone::parse(ZONE).unwrap(), &bounds), bounds);
    world.reach = Reach::Anywhere;
    world.smtp_port = port;
    world
}

fn request() -> Request {
    Request::introduced_as("client.example.net")
}

/// The findings of a report, one on a line, with these of their variables.
fn drawn(report: &Report, variables: &[&str]) -> String {
    let texts = [Texts::embedded(Language::English), Texts::embedded(Language::Chinese)];
    let mut lines = Vec::new();
    for finding in &report.findings {
        let mut line = format!("{} {}", finding.verdict.name(), finding.text);
        for name in variables {
            let known = finding.arguments.iter().find(|(known, _)| known == name);
            line += &known.map_or(String::new(), |(name, value)| format!(" {name}={value}"));
        }
        for texts in &texts {
            let words = finding.words(texts);
            assert!(texts.has(finding.text) && !words.contains("{$") && !words.contains("{ $"), "{}: {words}", finding.text);
            assert!(finding.fix.as_ref().is_none_or(|fix| texts.has(fix.text) && !fix.words(texts).contains("{$")), "{}", finding.text);
        }
        lines.push(line);
    }
    lines.join("\n")
}

fn transcript(report: &Report) -> Vec<String> {
    let evidence = report.findings.iter().flat_map(|finding| &finding.evidence);
    evidence.filter_map(|seen| if let Evidence::Lines(lines) = seen { Some(lines.clone()) } else { None }).flatten().collect()
}

async fn check(script: Script, expected: &str) {
    let server = SmtpServer::start(script).await;
    let report = reachable::check(&world(server.address.port()), "example.com", &request()).await;
    assert_eq!(drawn(&report, &["cause", "starttls", "others"]), expected, "{:#?}", transcript(&report));
}

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
        (Act::Stall, "unknown smtp-silence others=no"),
        (Act::Drop, "unknown smtp-dropped others=no"),
        (Act::Drip("2"), "failed smtp-no-reply others=no"),
        (Act::Drip("220-x\r\n"), "unknown smtp-drip others=no"),
        (Act::Flood("220-all your mail are belong to us\r\n", 10 << 20), "unknown smtp-flood others=no"),
        (Act::Flood("220 no end of line ", 10 << 20), "unknown smtp-flood others=no"),
        (Act::Raw(b"SSH-2.0-OpenSSH_9.2p1\r\n".to_vec()), "failed smtp-no-reply others=no"),
        (Act::Raw(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()), "failed smtp-no-reply others=no"),
        (Act::Raw(vec![0; 4096]), "failed smtp-no-reply others=no"),
    ] {
        check(Script::good().with("CONNECT", act), expected).await;
    }
    check(Script::good().with("EHLO", Act::Stall), "unknown smtp-silence others=yes").await;
    check(Script::good().with("EHLO", Act::Flood("250-X\r\n", 10 << 20)), "unknown smtp-flood others=yes").await;
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
async fn a_domain_without_servers() {
    let world = world(1);
    for (domain, expected) in [
        ("null.example.com", "failed smtp-null-mx"),
        ("none.example.com", "failed smtp-nowhere"),
        ("absent.example.com", "failed smtp-nowhere"),
        ("broken.example.com", "unknown smtp-route-unknown"),
        ("lost.example.com", "failed smtp-no-address"),
        ("lame.example.com", "unknown smtp-address-unknown"),
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
async fn servers_are_talked_to_at_the_same_time_as_far_as_connections_may_be_open() {
    for (open_connections, expected) in [(2, "passed smtp-answers\npassed smtp-answers"), (1, "unknown smtp-silence\npassed smtp-answers")]
    {
        // Each server greets only once the other one is connected to.
        let script = Script::good().with("CONNECT", Act::Meet(Arc::new(Barrier::new(2)), "220 mx.example.com".to_owned()));
        let first = SmtpServer::start(script.clone()).await;
        let _second = SmtpServer::start_at("127.0.0.2".parse().unwrap(), first.address.port(), script).await;
        let mut bounds = world(0).bounds;
        bounds.open_connections = open_connections;
        let mut world = World::of(Dns::new(Zone::parse(ZONE).unwrap(), &bounds), bounds);
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

async fn dialogue(script: Script, recipient: &str) -> (String, Vec<String>) {
    let server = SmtpServer::start(script).await;
    let report = reachable::check(&world(server.address.port()), "example.com", &request().probing(recipient)).await;
    (drawn(&report, &["cause"]), server.heard())
}

#[tokio::test]
async fn recipients_are_asked_for() {
    for (text, expected) in [
        ("250 2.1.5 Ok", "passed smtp-answers\npassed smtp-recipient-taken"),
        (
            "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown",
            "failed smtp-recipient-refused cause=user-unknown\npassed smtp-answers",
        ),
        ("550 Mailbox not found", "failed smtp-recipient-refused cause=user-unknown\npassed smtp-answers"),
        ("552 5.2.2 Mailbox is full", "failed smtp-recipient-refused cause=mailbox-full\npassed smtp-answers"),
        (
            "450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted",
            "unknown smtp-recipient-deferred cause=greylisted\npassed smtp-answers",
        ),
    ] {
        let (found, heard) = dialogue(Script::good().say("RCPT", text), "bob@example.com").await;
        assert_eq!(found, expected, "{text}");
        let probe = ["EHLO client.example.net", "MAIL FROM:<>", "RCPT TO:<bob@example.com>", "RSET", "QUIT"];
        assert_eq!(heard, [&["EHLO client.example.net", "QUIT"][..], &probe].concat(), "{text}");
    }
    let (found, heard) = dialogue(Script::good().say("MAIL", "550 5.1.8 empty sender not accepted"), "bob@example.com").await;
    assert!(found.starts_with("warning smtp-bounces-refused"), "{found}");
    assert!(!heard.iter().any(|line| line.starts_with("RCPT")), "{heard:?}");
    let (found, _) = dialogue(Script::good().with("RCPT", Act::Stall), "bob@example.com").await;
    assert_eq!(found, "unknown smtp-probe-unanswered\npassed smtp-answers");
}

#[tokio::test]
async fn no_recipient_breaks_out_of_its_command() {
    for recipient in ["bob@example.com>\r\nDATA", "bob@example.com> BODY=X", "bob\n@example.com", "nobody"] {
        let (found, heard) = dialogue(Script::good(), recipient).await;
        assert_eq!(found, "unknown smtp-probe-unanswered\npassed smtp-answers", "{recipient:?}");
        assert!(!heard.iter().any(|line| line.starts_with("RCPT") || line.starts_with("DATA")), "{heard:?}");
    }
}

#[tokio::test]
async fn international_addresses_need_a_server_that_knows_them() {
    let (found, heard) = dialogue(Script::good(), "张三@example.com").await;
    assert_eq!(found, "failed smtp-not-international\npassed smtp-answers");
    assert!(!heard.iter().any(|line| line.contains("张三")), "{heard:?}");
    let (found, heard) = dialogue(Script::good().say("EHLO", "250-mx\r\n250 SMTPUTF8"), "张三@example.com").await;
    assert_eq!(found, "passed smtp-answers\npassed smtp-recipient-taken");
    assert!(heard.contains(&"MAIL FROM:<> SMTPUTF8".to_owned()) && heard.contains(&"RCPT TO:<张三@example.com>".to_owned()), "{heard:?}");
}

#[tokio::test]
async fn providers_that_punish_probing_are_not_probed() {
    let server = SmtpServer::start(Script::good()).await;
    let world = world(server.address.port());
    for (domain, recipient) in [("qq.example.com", "bob@qq.example.com"), ("example.com", "bob@outlook.com")] {
        let report = reachable::check(&world, domain, &request().probing(recipient)).await;
        assert_eq!(drawn(&report, &[]), "unknown smtp-probe-withheld\npassed smtp-answers", "{domain}");
    }
    assert!(server.heard().iter().all(|line| !line.starts_with("MAIL") && !line.starts_with("RCPT")));
}

#[tokio::test]
async fn nothing_is_asked_that_was_not_allowed() {
    let server = SmtpServer::start(Script::good()).await;
    let world = world(server.address.port());
    survey(&world, "example.com", &request()).await;
    survey(&world, "example.com", &Request::default()).await;
    assert_eq!(server.heard(), ["EHLO client.example.net", "QUIT", "EHLO [127.0.0.1]", "QUIT"]);
}

async fn check_tls(world: &World, script: Script, demand: Demand, expected: &str) {
    let server = SmtpServer::start(script).await;
    let mut world = world.clone();
    world.smtp_port = server.address.port();
    let report = tls::check(&world, "example.com", &request(), demand).await;
    assert_eq!(drawn(&report, &["cause"]), expected, "{:#?}", transcript(&report));
}

#[tokio::test]
async fn certificates_are_judged() {
    let known = Authority::new("Known Authority");
    let unknown = Authority::new("Unknown Authority");
    let middle = known.below("Middle Authority");
    let mut world = world(0);
    world.trust = world.trust.and(&known.certificate).unwrap();
    let host = "mx.example.com";
    for (identity, expected) in [
        (known.identity(host, Age::Good, &[]), "passed tls-good"),
        (known.identity("*.example.com", Age::Good, &[]), "passed tls-good"),
        (middle.identity(host, Age::Good, &[&middle]), "passed tls-good"),
        (middle.identity(host, Age::Good, &[]), "warning tls-chain-too-short"),
        (known.identity("mail.example.net", Age::Good, &[]), "warning tls-wrong-name"),
        (known.identity(host, Age::Expired, &[]), "warning tls-expired"),
        (known.identity(host, Age::NotYet, &[]), "warning tls-not-yet-valid"),
        (unknown.identity(host, Age::Good, &[&unknown]), "warning tls-unknown-issuer"),
        (Identity::self_signed(host), "warning tls-self-signed"),
        (Identity::self_signed("localhost"), "warning tls-wrong-name\nwarning tls-self-signed"),
        (known.identity("mail.example.net", Age::Expired, &[]), "warning tls-wrong-name\nwarning tls-expired"),
    ] {
        let script = Script::encrypting(identity.server());
        check_tls(&world, script.clone(), Demand::Nothing, expected).await;
        check_tls(&world, script.clone(), Demand::Encryption, expected).await;
        check_tls(&world, script, Demand::GoodCertificate, &expected.replace("warning", "failed")).await;
    }
    let old = known.identity(host, Age::Good, &[]).server_of(&[&TLS12]);
    check_tls(&world, Script::encrypting(old), Demand::GoodCertificate, "passed tls-good").await;
    let new = known.identity(host, Age::Good, &[]).server_of(&[&TLS13]);
    check_tls(&world, Script::encrypting(new), Demand::GoodCertificate, "passed tls-good").await;
}

/// An alert of TLS (RFC 8446 section 6), fatal.
fn alert(description: u8) -> Vec<u8> {
    vec![21, 3, 1, 0, 2, 2, description]
}

#[tokio::test]
async fn encryption_that_fails_is_told_apart() {
    let world = world(0);
    let broken = |act: Act| Script::good().offering_tls().with("STARTTLS", act);
    for (script, expected) in [
        (Script::good(), "warning tls-not-offered"),
        (broken(Act::Say("454 4.7.0 TLS not available due to local problem".to_owned())), "warning tls-refused cause=tls-failure"),
        // A server that has no version later than TLS 1.1 says so by the alert protocol_version.
        (broken(Act::TlsOf(alert(70))), "warning tls-legacy-only"),
        (broken(Act::TlsOf(alert(40))), "warning tls-nothing-in-common"),
        (broken(Act::TlsOf(b"500 what is this?\r\n".to_vec())), "warning tls-no-tls"),
        (broken(Act::TlsOf(alert(80))), "warning tls-failed"),
        (broken(Act::TlsOf(Vec::new())), "warning tls-lost"),
        (broken(Act::Raw(b"220 Ready\r\n250 injected\r\n".to_vec())), "warning tls-injected"),
        (broken(Act::Drop), "unknown tls-not-reached"),
        (Script::good().with("CONNECT", Act::Drop), "unknown tls-not-reached"),
    ] {
        check_tls(&world, script.clone(), Demand::Nothing, expected).await;
        check_tls(&world, script, Demand::Encryption, &expected.replace("warning", "failed")).await;
    }
}

#[tokio::test]
async fn what_is_said_under_tls_counts() {
    let authority = Authority::new("Known Authority");
    let server = SmtpServer::start(Script::encrypting(authority.identity("mx.example.com", Age::Good, &[]).server())).await;
    let survey = survey(&world(server.address.port()), "example.com", &request()).await;
    let dialogue = &survey.dialogues[0];
    assert!(dialogue.capabilities.has("8BITMIME") && !dialogue.capabilities.has("STARTTLS"));
    let lines: Vec<&str> = dialogue.transcript.lines().iter().map(|line| line.get(..8).unwrap_or(line)).collect();
    let expected = [
        "=== Tryi", "=== Conn", "<-  220 ", " -> EHLO", "<-  250-", "<-  250-", "<-  250 ", " -> STAR", "<-  220 ", "=== TLS ", "=== TLS ",
        "=== TLS ", " ~> EHLO", "<~  250-", "<~  250-", "<~  250 ", " ~> QUIT", "<~  221 ", "=== Conn",
    ];
    assert_eq!(lines, expected, "{:#?}", dialogue.transcript.lines());
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
    world.bounds.reply = Duration::from_secs(20);
    world.bounds.dialogue = Duration::from_secs(60);
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
