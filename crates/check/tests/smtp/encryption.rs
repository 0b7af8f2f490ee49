//! How servers encrypt: certificates, pins, versions.

use ring::digest::{SHA256, SHA512, digest};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tuixin_check::World;
use tuixin_check::smtp::tls::Demand;
use tuixin_check::smtp::{survey, tls};
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::support::certificates::{Age, Authority, Identity};
use crate::support::left_out;
use crate::support::old_tls::OldTls;
use crate::support::smtp_server::{Act, Script, SmtpServer};
use crate::world::{drawn, request, transcript, world, world_of};

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

/// A TLSA record for the host of the tests.
fn pin(usage: u8, selector: u8, matching: u8, certificate: &[u8]) -> String {
    let (_, parsed) = X509Certificate::from_der(certificate).unwrap();
    let part = if selector == 0 { certificate } else { parsed.public_key().raw };
    let data = match matching {
        1 => digest(&SHA256, part).as_ref().to_vec(),
        2 => digest(&SHA512, part).as_ref().to_vec(),
        _ => part.to_vec(),
    };
    let hex: String = data.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("_25._tcp.mx.example.com TLSA {usage} {selector} {matching} {hex}\n")
}

#[tokio::test]
async fn pinned_certificates_are_compared() {
    let signed = "example.com ANY !authentic\n";
    let host = "mx.example.com";
    let authority = Authority::new("Own Authority");
    let other = Authority::new("Other Authority");
    let own = authority.identity(host, Age::Good, &[&authority]);
    let foreign = authority.identity("mail.example.net", Age::Good, &[&authority]);
    let expired = authority.identity(host, Age::Expired, &[&authority]);
    let lone = Identity::self_signed("localhost");
    let selfsigned = "warning tls-wrong-name\nwarning tls-self-signed";
    for (identity, pins, expected) in [
        (&lone, pin(3, 1, 1, &lone.chain[0]) + signed, "passed tls-pinned"),
        (&lone, pin(3, 0, 2, &lone.chain[0]) + signed, "passed tls-pinned"),
        (&lone, pin(3, 1, 0, &lone.chain[0]) + signed, "passed tls-pinned"),
        (&lone, pin(3, 1, 1, &own.chain[0]) + &pin(3, 1, 1, &lone.chain[0]) + signed, "passed tls-pinned"),
        // Neither name nor age of a certificate that is pinned itself matter (RFC 7672 section 3.1.1).
        (&expired, pin(3, 1, 1, &expired.chain[0]) + signed, "passed tls-pinned"),
        (&own, pin(2, 0, 1, &authority.certificate) + signed, "passed tls-pinned"),
        (&own, pin(2, 1, 2, &authority.certificate) + signed, "passed tls-pinned"),
        (&lone, pin(3, 1, 1, &own.chain[0]) + signed, "failed tls-not-pinned\nwarning tls-wrong-name\nwarning tls-self-signed"),
        (&own, pin(2, 0, 1, &other.certificate) + signed, "failed tls-not-pinned\nwarning tls-unknown-issuer"),
        // A pinned authority vouches for names and ages as others do.
        (
            &foreign,
            pin(2, 0, 1, &authority.certificate) + signed,
            "failed tls-not-pinned\nwarning tls-wrong-name\nwarning tls-unknown-issuer",
        ),
        (&expired, pin(2, 0, 1, &authority.certificate) + signed, "failed tls-not-pinned\nwarning tls-expired\nwarning tls-unknown-issuer"),
        // Pins without signatures are no pins, and those of usage 0 and 1 mean nothing for mail.
        (&lone, pin(3, 1, 1, &own.chain[0]), selfsigned),
        (&lone, pin(1, 1, 1, &own.chain[0]) + signed, selfsigned),
    ] {
        let zone = format!("example.com MX 10 mx.example.com\nmx.example.com A 127.0.0.1\n{pins}");
        check_tls(&world_of(&zone, 0), Script::encrypting(identity.server()), Demand::Nothing, expected).await;
    }
    // Pins demand encryption.
    let zone = format!("example.com MX 10 mx.example.com\nmx.example.com A 127.0.0.1\n{}{signed}", pin(3, 1, 1, &lone.chain[0]));
    check_tls(&world_of(&zone, 0), Script::good(), Demand::Nothing, "failed tls-not-offered").await;
    // Whoever demands a good certificate too hears of its faults.
    let script = Script::encrypting(lone.server());
    check_tls(&world_of(&zone, 0), script, Demand::GoodCertificate, "failed tls-wrong-name\nfailed tls-self-signed\npassed tls-pinned")
        .await;
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
async fn old_versions_of_tls_are_told_apart() {
    let identity = Identity::self_signed("mx.example.com");
    // Without these OpenSSL does not speak what it once spoke.
    let old = ["-cipher", "DEFAULT@SECLEVEL=0"];
    for (arguments, expected) in [
        (["-tls1"].as_slice(), "warning tls-legacy-only"),
        (&["-tls1_1"], "warning tls-legacy-only"),
        (&["-tls1_2", "-cipher", "AES128-SHA:AES256-SHA"], "warning tls-nothing-in-common"),
        (&["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA"], "warning tls-nothing-in-common"),
    ] {
        let Some(server) = OldTls::start(&identity, &[&old, arguments].concat()) else {
            return left_out("old versions of TLS", "openssl", "openssl");
        };
        let script = Script::good().offering_tls().with("STARTTLS", Act::TlsBy(server.address));
        check_tls(&world(0), script, Demand::Nothing, expected).await;
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
