//! Servers that are asked for a recipient, where that was allowed, and how they are understood.

use tuixin_check::smtp::{Request, reachable, survey};

use crate::support::smtp_server::{Act, Script, SmtpServer};
use crate::world::{drawn, impatient, request, world};

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
    let silent = SmtpServer::start(Script::good().with("RCPT", Act::Stall)).await;
    let report = reachable::check(&impatient(world(silent.address.port())), "example.com", &request().probing("bob@example.com")).await;
    assert_eq!(drawn(&report, &[]), "unknown smtp-probe-unanswered\npassed smtp-answers");
}

/// Texts of the published table, with the cause that a careful postmaster reads from them at the greeting and about a recipient, and as an answer to an introduction, which is about no recipient.
const SEED: &[(&str, &str, &str)] = &[
    ("550 No such user", "user-unknown", "unspecified"),
    ("550 Mailbox not found", "user-unknown", "unspecified"),
    ("550 invalid address (#5.5.0)", "user-unknown", "protocol-error"),
    ("550 Mail content denied", "spam-detected", "spam-detected"),
    ("550 Sorry, I couldnt find any host named kail.com.cn. (#5.1.2)", "domain-not-found", "unspecified"),
    ("552 mailbox is full", "mailbox-full", "mailbox-full"),
    ("552 Quota exceed the hard limit for user", "mailbox-full", "mailbox-full"),
    ("552 Message size exceeds fixed limit", "message-too-big", "message-too-big"),
    ("542 This account isn't allowed to receive email", "recipient-not-allowed", "recipient-not-allowed"),
    ("553 Too many recients in the mail, should less than 20", "too-many-recipients", "too-many-recipients"),
    ("550 failed to meet SPF requirements", "spf-failed", "spf-failed"),
    ("554 5.7.1 spf check failed", "spf-failed", "spf-failed"),
    ("550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using Trend Micro RBL+", "ip-blocklisted", "ip-blocklisted"),
    ("503 Rcptto account isn't a local account", "local-domain-conflict", "local-domain-conflict"),
    ("550 Recipient address rejected: User unknown in virtual mailbox table", "user-unknown", "unspecified"),
    ("451 Temporary local problem - please try later", "system-error", "system-error"),
];

/// What is said to us at one point of a dialogue, and the text with which that is told.
async fn told(point: &'static str, text: &str) -> String {
    let mut script = Script::good().say(point, text);
    if point == "EHLO" {
        script = script.say("HELO", text);
    }
    let server = SmtpServer::start(script).await;
    let mut request = request();
    if point == "RCPT" {
        request = request.probing("bob@example.com");
    }
    let report = reachable::check(&world(server.address.port()), "example.com", &request).await;
    let finding = report.findings.iter().find(|finding| finding.arguments.iter().any(|(name, _)| *name == "cause"));
    let line =
        finding.map(|finding| format!("{} {}", finding.text, finding.arguments.iter().find(|(name, _)| *name == "cause").unwrap().1));
    line.unwrap_or_else(|| drawn(&report, &[]))
}

#[tokio::test]
async fn texts_of_the_published_table_are_understood_wherever_they_are_said() {
    let mut wrong = Vec::new();
    for (text, cause, at_hello) in SEED {
        for (point, finding) in [("CONNECT", "smtp-greeting-refused"), ("EHLO", "smtp-hello-refused"), ("RCPT", "smtp-recipient-refused")] {
            let finding = if point == "RCPT" && text.starts_with('4') { "smtp-recipient-deferred" } else { finding };
            let cause = if point == "EHLO" { at_hello } else { cause };
            let found = told(point, text).await;
            if found != format!("{finding} {cause}") {
                wrong.push(format!("{point} {text}: {found}, not {cause}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
