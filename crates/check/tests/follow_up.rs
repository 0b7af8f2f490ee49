//! Diagnoses followed up: the rows of the published table of bounce texts, each in a world where its fault is present and in one where it is mended.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod support;

use std::net::IpAddr;

use support::smtp_server::{Script, SmtpServer};
use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::{Bounds, Extent, FollowUp, Ground, Reach, SendingHost, World, follow_up_all};

/// A world in which all is well: example.com takes mail, example.cn sends it from 198.51.100.7.
const WELL: &str = "
example.com                              MX   10 mx.example.com
mx.example.com                           A    127.0.0.1
example.cn                               MX   10 mx.example.cn
mx.example.cn                            A    127.0.0.1
example.cn                               TXT  \"v=spf1 ip4:198.51.100.7 -all\"
_dmarc.example.cn                        TXT  \"v=DMARC1; p=reject; rua=mailto:dmarc@example.cn\"
7.100.51.198.in-addr.arpa                PTR  out.example.cn
out.example.cn                           A    198.51.100.7
gmail.com                                MX   10 mx.example.com
2.0.0.127.zen.spamhaus.org               A    127.0.0.2
2.0.0.127.zen.spamhaus.org               A    127.0.0.4
2.0.0.127.zen.spamhaus.org               A    127.0.0.10
";

/// A world with some of its lines left out and others in their place.
fn world(without: &[&str], with: &str) -> String {
    let left = WELL.lines().filter(|line| !without.iter().any(|name| line.split_whitespace().next() == Some(name)));
    left.chain(with.lines()).collect::<Vec<_>>().join("\n")
}

/// A bounce in which a server says these words about a mail from example.cn.
fn bounce(recipient: &str, said: &str, original: &str) -> String {
    format!(
        "Return-Path: <>\nFrom: Mail Delivery System <mailer-daemon@out.example.cn>\nTo: ann@example.cn\nSubject: failure notice\n\
MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\n\n--B\nContent-Type: text/plain\n\nSorry.\n\n\
--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; out.example.cn\n\nFinal-Recipient: rfc822; {recipient}\nAction: failed\n\
Diagnostic-Code: smtp; {said}\n\n--B\nContent-Type: message/rfc822\n\nFrom: ann@example.cn\nTo: {recipient}\nSubject: numbers\n\
Date: Mon, 2 Nov 2026 10:00:00 +0800\nMessage-ID: <1@example.cn>\n\n{original}\n--B--\n"
    )
}

/// The first delivery of a bounce, followed up in a world.
async fn followed<'k>(knowledge: &'k Knowledge, mail: &str, zone: &str, port: u16) -> FollowUp<'k> {
    let bounds = Bounds::default();
    let mut world = World::of(Dns::new(Zone::parse(zone).unwrap(), &bounds), bounds);
    world.reach = Reach::Anywhere;
    world.smtp_port = port;
    let explanations = tuixin::explain(knowledge, mail.as_bytes(), &mut Workspace::new());
    let host = SendingHost::of(Some(IpAddr::from([198, 51, 100, 7])), Some("out.example.cn".to_owned()));
    let followed = follow_up_all(&Ground::of(world), explanations.first().unwrap(), mail.as_bytes(), &host, Extent::dialogues(false)).await;
    followed.into_iter().flatten().next().unwrap()
}

/// The standing and the steps that a reader sees ticked, those named in `steps` only.
fn drawn(followed: &FollowUp<'_>, steps: &[&str]) -> String {
    let state = |name: &&str| {
        let ticked = followed.steps.iter().find(|ticked| ticked.step == **name);
        format!("{name}={}", ticked.map_or("-", |ticked| ticked.state.name()))
    };
    let ticked: Vec<String> = steps.iter().map(state).collect();
    format!("{} {}", followed.outlook.standing.name(), ticked.join(" "))
}

struct Row {
    row: &'static str,
    recipient: &'static str,
    said: &'static str,
    /// What the faulty world lacks, and has instead.
    without: &'static [&'static str],
    with: &'static str,
    /// What the mail servers do where they are the fault.
    /// None: nobody listens.
    server: fn() -> Option<Script>,
    /// The steps that are looked at.
    steps: &'static [&'static str],
    faulty: &'static str,
    mended: &'static str,
}

const ROW: Row = Row {
    row: "",
    recipient: "bob@example.com",
    said: "",
    without: &[],
    with: "",
    server: || Some(Script::good()),
    steps: &[],
    faulty: "",
    mended: "",
};

const ROWS: &[Row] = &[
    Row {
        row: "1a",
        recipient: "bob@gamil.com",
        said: "550 No such user",
        steps: &["check-spelling", "remove-stray-characters"],
        faulty: "open check-spelling=to-do remove-stray-characters=not-the-problem",
        // Even in a better world the address stays misspelt.
        mended: "open check-spelling=to-do remove-stray-characters=not-the-problem",
        ..ROW
    },
    Row {
        row: "1a",
        said: "550 Mailbox not found",
        without: &["example.com"],
        steps: &["check-refusing-host"],
        faulty: "open check-refusing-host=to-do",
        mended: "open check-refusing-host=not-the-problem",
        ..ROW
    },
    Row {
        row: "1c",
        said: "550 Mail content denied",
        without: &["_dmarc.example.cn"],
        steps: &["check-auth-all"],
        faulty: "open check-auth-all=to-do",
        mended: "open check-auth-all=not-the-problem",
        ..ROW
    },
    Row {
        row: "2b",
        said: "Sorry, I couldnt find any host named example.com. (#5.1.2)",
        without: &["example.com"],
        steps: &["check-domain-spelling", "dig-domain"],
        faulty: "confirmed check-domain-spelling=to-do dig-domain=to-do",
        mended: "refuted check-domain-spelling=not-the-problem dig-domain=done",
        ..ROW
    },
    Row {
        row: "2a",
        said: "451 4.4.3 DNS lookup failed, SERVFAIL",
        without: &["example.com"],
        with: "example.com ANY !server-failure\ncom NS a.example.net\n",
        steps: &["compare-resolvers"],
        faulty: "confirmed compare-resolvers=to-do",
        mended: "refuted compare-resolvers=done",
        ..ROW
    },
    Row {
        row: "3a",
        said: "552 mailbox is full",
        server: || Some(Script::good().say("EHLO", "250-mx.example.com\r\n250 SIZE 100")),
        steps: &["compare-size-limit"],
        faulty: "open compare-size-limit=to-do",
        mended: "open compare-size-limit=not-the-problem",
        ..ROW
    },
    Row {
        row: "3c",
        said: "552 Message size exceeds fixed limit",
        server: || Some(Script::good().say("EHLO", "250-mx.example.com\r\n250 SIZE 100")),
        steps: &["send-link-instead", "who-limits-size"],
        faulty: "confirmed send-link-instead=to-do who-limits-size=to-do",
        mended: "refuted send-link-instead=done who-limits-size=done",
        ..ROW
    },
    Row {
        row: "4",
        said: "550 Message blocked",
        with: "7.100.51.198.zen.spamhaus.org A 127.0.0.3\n",
        steps: &["query-usual-lists"],
        faulty: "open query-usual-lists=to-do",
        // The other lists of this world do not answer, so nobody can say that the address is on none.
        mended: "open query-usual-lists=open",
        ..ROW
    },
    Row {
        row: "5",
        said: "554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org",
        with: "7.100.51.198.zen.spamhaus.org A 127.0.0.2\n",
        steps: &["query-list", "request-delisting"],
        faulty: "confirmed query-list=to-do request-delisting=to-do",
        mended: "refuted query-list=done request-delisting=done",
        ..ROW
    },
    Row {
        row: "6a",
        said: "connect to mx.example.com[127.0.0.1]:25: Connection timed out",
        server: || None,
        steps: &["test-port-25"],
        faulty: "confirmed test-port-25=to-do",
        mended: "refuted test-port-25=done",
        ..ROW
    },
    Row {
        row: "12",
        said: "550 failed to meet SPF requirements",
        without: &["example.cn"],
        with: "example.cn MX 10 mx.example.cn\nexample.cn TXT \"v=spf1 ip4:203.0.113.9 -all\"\n",
        steps: &["evaluate-spf", "publish-spf"],
        faulty: "confirmed evaluate-spf=to-do publish-spf=to-do",
        mended: "refuted evaluate-spf=done publish-spf=done",
        ..ROW
    },
    Row {
        row: "13",
        said: "502 Mailfrom account is a local account",
        without: &["example.com"],
        steps: &["check-refusing-host"],
        faulty: "open check-refusing-host=to-do",
        mended: "open check-refusing-host=not-the-problem",
        ..ROW
    },
    Row {
        row: "14",
        said: "503 Rcptto account isn't a local account",
        without: &["example.com"],
        steps: &["check-spelling", "alibaba-domain-binding"],
        faulty: "open check-spelling=to-do alibaba-domain-binding=to-do",
        mended: "open check-spelling=not-the-problem alibaba-domain-binding=not-the-problem",
        ..ROW
    },
    Row {
        row: "15",
        said: "521 5.2.1 : AOL will not accept delivery of this message",
        without: &["_dmarc.example.cn"],
        steps: &["check-auth-all"],
        faulty: "open check-auth-all=to-do",
        mended: "open check-auth-all=not-the-problem",
        ..ROW
    },
    Row {
        row: "18",
        recipient: "bob@gmial.com",
        said: "550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)",
        steps: &["check-spelling"],
        faulty: "open check-spelling=to-do",
        mended: "open check-spelling=to-do",
        ..ROW
    },
    Row {
        row: "20",
        said: "554 Reject by behaviour spam at DATA State(Connection IP address:198.51.100.7)",
        with: "7.100.51.198.zen.spamhaus.org A 127.0.0.2\n",
        steps: &["query-usual-lists"],
        faulty: "open query-usual-lists=to-do",
        mended: "open query-usual-lists=open",
        ..ROW
    },
];

#[tokio::test]
async fn each_row_is_told_in_a_world_with_its_fault_and_in_one_without() {
    let knowledge = Knowledge::embedded();
    let (mut found, mut expected) = (String::new(), String::new());
    for row in ROWS {
        let mail = bounce(row.recipient, row.said, "Hello");
        let well = SmtpServer::start(Script::good()).await;
        let broken = match (row.server)() {
            Some(script) => Some(SmtpServer::start(script).await),
            None => None,
        };
        let port = broken.as_ref().map_or_else(support::free_port, |server| server.address.port());
        let faulty = followed(&knowledge, &mail, &world(row.without, row.with), port).await;
        let mended = followed(&knowledge, &mail, WELL, well.address.port()).await;
        found += &format!("{} {:?}\n  {}\n  {}\n", row.row, row.said, drawn(&faulty, row.steps), drawn(&mended, row.steps));
        expected += &format!("{} {:?}\n  {}\n  {}\n", row.row, row.said, row.faulty, row.mended);
    }
    assert_eq!(found, expected, "\n{found}");
}

/// The texts of all rows, each with the steps that are checked by themselves. What no program can see (who is blocked by a person, how a server is set up) has none.
const CHECKED: &[(&str, &str, &str)] = &[
    ("1a", "550 No such user", "check-spelling remove-stray-characters check-refusing-host"),
    ("1b", "invalid address (#5.5.0)", "check-spelling remove-stray-characters check-refusing-host"),
    ("1c", "550 Mail content denied", "check-auth-all"),
    ("2a", "Bad host", "check-domain-spelling compare-resolvers check-dnssec"),
    (
        "2b",
        "Sorry, I couldnt find any host named kail.com.cn. (#5.1.2)",
        "check-domain-spelling dig-domain compare-resolvers check-registration strike-domain-off",
    ),
    ("3a", "mailbox is full", "send-link-instead compare-size-limit"),
    ("3b", "552 5.7.0 content and attachment content guidelines", "share-instead-of-attach remove-attachment list-attachments"),
    ("3c", "552 Message size exceeds fixed limit", "stay-below-limit send-link-instead compress-or-split who-limits-size raise-own-limit"),
    ("4", "Message blocked", "check-auth-all query-usual-lists"),
    ("4", "552 Error: content rejected", ""),
    ("5", "Black list", "query-list find-list shared-pool-ticket request-delisting request-delisting-unknown"),
    ("5", "Spammers", "check-auth-all"),
    ("6a", "Connection timed out", "check-domain-spelling test-port-25 control-connect check-ipv6"),
    ("6b", "554 delivery error", ""),
    ("7", "Syntax error", "use-standard-program remove-stray-characters trace-session fix-line-ends reduce-extensions check-middlebox"),
    (
        "8",
        "Remote host said: 553 Too many recients in the mail, should less than 20",
        "split-recipients split-recipients-limit split-automatically",
    ),
    ("9", "542 This account isn't allowed to receive email", ""),
    ("10", "422 ERR.LOGIN", ""),
    ("11", "spamed by local spam engine", ""),
    ("12", "spf check failed", "evaluate-spf publish-spf count-spf-lookups forwarding-srs wait-for-ttl"),
    ("13", "502 Mailfrom account is a local account", "check-spelling check-refusing-host former-provider-deletes-domain"),
    (
        "14",
        "503 Rcptto account isn't a local account",
        "check-spelling alibaba-domain-binding check-refusing-host former-provider-deletes-domain",
    ),
    ("15", "521 5.2.1 : AOL will not accept delivery of this message", "check-auth-all"),
    ("16", "451 Temporary local problem - please try later", ""),
    (
        "17",
        "550 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using Trend Micro RBL+",
        "query-list find-list shared-pool-ticket request-delisting request-delisting-unknown",
    ),
    (
        "18",
        "Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)",
        "check-spelling remove-stray-characters check-refusing-host",
    ),
    ("19", "454 Transient reject by behaviour spam at DATA State(Connection IP address:198.51.100.7)", ""),
    ("20", "554 Reject by behaviour spam at DATA State", "check-auth-all query-usual-lists"),
];

#[tokio::test]
async fn every_row_has_its_steps_checked_as_far_as_a_program_can() {
    let knowledge = Knowledge::embedded();
    let server = SmtpServer::start(Script::good()).await;
    let (mut found, mut expected) = (String::new(), String::new());
    for (row, said, steps) in CHECKED {
        let followed = followed(&knowledge, &bounce("bob@example.com", said, "Hello"), WELL, server.address.port()).await;
        let names: Vec<&str> = followed.steps.iter().map(|ticked| ticked.step.as_str()).collect();
        found += &format!("    (\"{row}\", {said:?}, \"{}\"),\n", names.join(" "));
        expected += &format!("    (\"{row}\", {said:?}, \"{steps}\"),\n");
    }
    assert_eq!(found, expected, "\n{found}");
}

/// Faults that lie in the mail itself: one bounce with the fault in what came back, one without.
#[tokio::test]
async fn the_mail_that_came_back_is_looked_at() {
    let knowledge = Knowledge::embedded();
    let server = SmtpServer::start(Script::good()).await;
    let files = "Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: application/octet-stream; name=\"setup.exe\"\n\nMZ\n--X--";
    let many: Vec<String> = (0..30).map(|number| format!("bob{number}@example.com")).collect();
    for (row, said, header, body, step, expected) in [
        ("3b", "552 5.7.0 content and attachment content guidelines", files, "", "list-attachments", "open to-do"),
        ("3b", "552 5.7.0 content and attachment content guidelines", "", "Hello", "list-attachments", "open not-the-problem"),
        ("7", "554 Syntax error in the message", "Subject: twice", "Hello", "fix-line-ends", "open to-do"),
        ("7", "554 Syntax error in the message", "MIME-Version: 1.0", "Hello", "fix-line-ends", "open not-the-problem"),
        (
            "8",
            "553 Too many recients in the mail, should less than 20",
            &format!("Cc: {}", many.join(", ")),
            "Hello",
            "split-recipients-limit",
            "confirmed to-do",
        ),
        ("8", "553 Too many recients in the mail, should less than 20", "", "Hello", "split-recipients-limit", "refuted done"),
    ] {
        let header = if header.is_empty() { String::new() } else { format!("{header}\n") };
        let mail =
            bounce("bob@example.com", said, body).replace("Message-ID: <1@example.cn>\n", &format!("Message-ID: <1@example.cn>\n{header}"));
        let followed = followed(&knowledge, &mail, WELL, server.address.port()).await;
        let state = followed.steps.iter().find(|ticked| ticked.step == step).map_or("-", |ticked| ticked.state.name());
        assert_eq!(format!("{} {state}", followed.outlook.standing.name()), expected, "{row} {said}");
    }
}

#[tokio::test]
async fn an_address_is_kept_when_its_domain_takes_mail_again() {
    let knowledge = Knowledge::embedded();
    let server = SmtpServer::start(Script::good()).await;
    let mail = bounce("bob@example.com", "Sorry, I couldnt find any host named example.com. (#5.1.2)", "Hello");
    let gone = followed(&knowledge, &mail, &world(&["example.com"], ""), server.address.port()).await;
    let back = followed(&knowledge, &mail, WELL, server.address.port()).await;
    assert_eq!(gone.outlook.suppress.name(), "now");
    assert_eq!(back.outlook.suppress.name(), "no");
    let certainty = |followed: &FollowUp<'_>| {
        followed.outlook.causes.iter().find(|(cause, _)| cause.id == "domain-not-found").map(|(_, confidence)| *confidence).unwrap()
    };
    assert!(certainty(&gone) > 0.9 && certainty(&back) < 0.3, "{} {}", certainty(&gone), certainty(&back));
}

#[tokio::test]
async fn nothing_is_looked_up_for_a_delivery_that_did_not_fail() {
    let knowledge = Knowledge::embedded();
    let mail = bounce("bob@example.com", "250 2.0.0 Ok", "Hello").replace("Action: failed", "Action: delivered");
    let zone = Zone::parse(WELL).unwrap();
    let bounds = Bounds::default();
    let world = World::of(Dns::new(zone.clone(), &bounds), bounds);
    let explanations = tuixin::explain(&knowledge, mail.as_bytes(), &mut Workspace::new());
    let explanation = explanations.first().unwrap();
    let followed = follow_up_all(&Ground::of(world), explanation, mail.as_bytes(), &SendingHost::default(), Extent::dialogues(false)).await;
    assert!(followed.iter().all(Option::is_none));
    assert!(zone.questions().is_empty(), "{:?}", zone.questions());
}
