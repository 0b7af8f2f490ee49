use tuixin::Options;
use tuixin::diagnose::Workspace;
use tuixin::knowledge::Knowledge;
use tuixin_intake::Outcome;
use tuixin_store::Delivery;

use super::*;
use crate::item::Context;

const SEEN: &str = "2026-11-29T08:00:00Z";

fn read_with(item: Item, mine: &str, sending_ip: Option<&str>) -> Entry {
    let knowledge = Knowledge::embedded();
    let options = mine.parse().map(Options::of).unwrap_or_default();
    let reading = Reading { knowledge: &knowledge, options: &options, sending_ip: sending_ip.map(|ip| ip.parse().unwrap()) };
    let item = Item { seen_at: SEEN.parse().unwrap(), ..item };
    read(&item, &reading, &mut Workspace::new())
}

fn read_bytes(bytes: &[u8]) -> Entry {
    read_with(Item::of_bytes("http", bytes.to_vec()), "", None)
}

/// A report about recipients, each with its fields.
fn report(recipients: &[&str]) -> String {
    let groups: String = recipients.iter().map(|fields| format!("\n{fields}\n")).collect();
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nTo: ann@example.cn\nDate: Sat, 28 Nov 2026 10:00:00 +0800\nSubject: Undelivered Mail Returned to Sender\n\
MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n--b1\nContent-Type: text/plain\n\nfailed\n\n\
--b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n{groups}\n\
--b1\nContent-Type: text/rfc822-headers\n\nReceived: from shop.example.net ([203.0.113.9]) by mx.example.com; Sat, 28 Nov 2026 09:59:00 +0800\nFrom: Ann <ann@Example.cn>\nTo: bob@example.com\nSubject: hello\nMessage-ID: <1@shop.example.net>\n\n--b1--\n"
    )
}

const BOB_UNKNOWN: &str = "Final-Recipient: rfc822; bob@Example.COM\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; 550 5.1.1 User unknown";
const EVE_DELIVERED: &str = "Final-Recipient: rfc822; eve@example.com\nAction: delivered\nStatus: 2.0.0";

fn told(delivery: &Delivery) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    [
        delivery.action.clone(),
        text(&delivery.recipient),
        text(&delivery.recipient_domain),
        text(&delivery.sender),
        text(&delivery.sender_domain),
        text(&delivery.sending_ip),
        text(&delivery.cause),
        text(&delivery.party),
        text(&delivery.suppress),
        text(&delivery.status),
        delivery.occurred_at.to_string(),
    ]
    .join(" ")
}

#[test]
fn a_report_becomes_a_delivery_for_each_recipient() {
    let entry = read_bytes(report(&[BOB_UNKNOWN, EVE_DELIVERED]).as_bytes());
    assert_eq!(entry.outcome, Outcome::Understood);
    assert_eq!(entry.record.kind, "failed");
    assert_eq!(entry.record.unread, None);
    let [bob, eve] = &entry.record.deliveries[..] else { panic!("{:?}", entry.record.deliveries) };
    assert_eq!(
        told(bob),
        "failed bob@Example.COM example.com ann@Example.cn example.cn - user-unknown recipient now 5.1.1 2026-11-28T02:00:00Z"
    );
    assert_eq!(told(eve), "delivered eve@example.com example.com ann@Example.cn example.cn - - - - 2.0.0 2026-11-28T02:00:00Z");
    assert_eq!((bob.reply_code, bob.remote_mta.as_deref()), (Some(550), Some("mx.example.com")));
    assert!(bob.reply.as_deref().unwrap().contains("User unknown"));
    assert_ne!(bob.id, eve.id);
    assert_eq!((bob.item, bob.seen_at.to_string().as_str()), (entry.record.item, SEEN));
}

#[test]
fn a_document_is_the_message_with_one_delivery() {
    let entry = read_bytes(report(&[BOB_UNKNOWN, EVE_DELIVERED]).as_bytes());
    for (delivery, recipient) in entry.record.deliveries.iter().zip(["bob@Example.COM", "eve@example.com"]) {
        let document: serde_json::Value = serde_json::from_str(&delivery.document).unwrap();
        assert_eq!(document["kind"], "failed");
        assert_eq!(document["message"]["subject"], "hello");
        assert_eq!(document["deliveries"].as_array().map(Vec::len), Some(1), "{document}");
        assert_eq!(document["deliveries"][0]["recipient"], recipient);
    }
}

#[test]
fn what_is_no_failure_is_counted_and_not_kept() {
    let auto_reply =
        "From: bob@example.com\nTo: ann@example.cn\nAuto-Submitted: auto-replied\nSubject: Out of office\n\nI am away until Monday.\n";
    let complaint = "From: fbl@example.com\nTo: abuse@example.cn\nSubject: complaint\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary=b1\n\n\
--b1\nContent-Type: text/plain\n\nThis is an abuse report.\n\n--b1\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\nOriginal-Rcpt-To: bob@example.com\n\n\
--b1\nContent-Type: message/rfc822\n\nFrom: ann@example.cn\nTo: bob@example.com\nSubject: hello\n\nhello\n--b1--\n";
    let ordinary = "From: bob@example.com\nTo: ann@example.cn\nSubject: lunch\n\nShall we meet at noon?\n";
    for (mail, kind, outcome) in [
        (auto_reply, "auto-reply", Outcome::Understood),
        (complaint, "complaint", Outcome::Understood),
        (ordinary, "other", Outcome::Unknown),
    ] {
        let entry = read_bytes(mail.as_bytes());
        assert_eq!((entry.record.kind.as_str(), entry.outcome), (kind, outcome));
        assert_eq!((entry.record.deliveries.len(), entry.record.unread), (0, None), "{kind}");
    }
}

#[test]
fn a_delivery_report_about_success_is_kept() {
    let entry = read_bytes(report(&[EVE_DELIVERED]).as_bytes());
    let actions: Vec<&str> = entry.record.deliveries.iter().map(|delivery| delivery.action.as_str()).collect();
    assert_eq!((entry.record.kind.as_str(), &actions[..]), ("delivered", &["delivered"][..]));
}

#[test]
fn what_nobody_understands_goes_to_the_quarantine() {
    let cut = Item { is_cut: true, ..Item::of_bytes("http", b"From: a@example.com\nSubject: x\n\nShall we meet".to_vec()) };
    let unreadable = Item { trouble: Some("encrypted"), ..Item::of_bytes("http", Vec::new()) };
    for (item, reason) in [
        (Item::of_bytes("http", Vec::new()), reason::EMPTY),
        (Item::of_bytes("http", b" \r\n".to_vec()), reason::EMPTY),
        (Item::of_bytes("http", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), reason::BINARY),
        (Item::of_bytes("http", b"the quick brown fox".to_vec()), reason::NOT_UNDERSTOOD),
        (cut, reason::CUT),
        (unreadable, "encrypted"),
    ] {
        let bytes = item.bytes.clone();
        let entry = read_with(item, "", None);
        let Some(unread) = entry.record.unread else { panic!("{reason}: {:?}", entry.record) };
        assert_eq!((unread.reason.as_str(), entry.outcome), (reason, Outcome::Unknown));
        assert_eq!((unread.bytes, entry.record.deliveries.len()), (bytes, 0));
    }
    let large = read_bytes(&vec![0; MAX_UNREAD + 1]);
    assert_eq!(large.record.unread.map(|unread| unread.bytes.len()), Some(MAX_UNREAD));
}

#[test]
fn the_context_of_a_reply_fills_in_what_the_reply_does_not_tell() {
    let with = |text: &str, context: Context| {
        let entry = read_with(Item { context, ..Item::of_bytes("http", text.as_bytes().to_vec()) }, "", Some("192.0.2.7"));
        told(&entry.record.deliveries[0])
    };
    let context = Context {
        recipient: Some("bob@example.com".to_owned()),
        sender: Some("ann@example.cn".to_owned()),
        occurred_at: "2026-11-28T01:00:00Z".parse().ok(),
        ..Context::default()
    };
    assert_eq!(
        with("550 5.1.1 User unknown", context.clone()),
        "failed bob@example.com example.com ann@example.cn example.cn 192.0.2.7 user-unknown recipient now 5.1.1 2026-11-28T01:00:00Z"
    );
    let mail = "Return-Path: <>\nFrom: MAILER-DAEMON@out.example.cn\nTo: ann@example.cn\nSubject: Undeliverable\n\nDelivery failed:\n\n550 5.1.1 User unknown\n";
    for text in ["550 5.1.1 User unknown", mail] {
        let item = Item { context: context.clone(), ..Item::of_bytes("http", text.as_bytes().to_vec()) };
        let entry = read_with(item, "", None);
        let document: serde_json::Value = serde_json::from_str(&entry.record.deliveries[0].document).unwrap();
        assert_eq!(document["deliveries"][0]["recipient"], "bob@example.com", "who asks is told for whom");
    }
    assert_eq!(
        with("Hello friends", context.clone()),
        "failed bob@example.com example.com ann@example.cn example.cn 192.0.2.7 unspecified nobody no - 2026-11-28T01:00:00Z",
        "what tells of no failure counts for none"
    );
    let future = Context { occurred_at: "2037-01-01T00:00:00Z".parse().ok(), sending_ip: Some("::ffff:192.0.2.9".to_owned()), ..context };
    assert_eq!(
        with("550 5.1.1 <eve@example.com>: User unknown", future),
        format!("failed eve@example.com example.com ann@example.cn example.cn 192.0.2.9 user-unknown recipient now 5.1.1 {SEEN}")
    );
    assert!(
        with("550 5.7.1 Service unavailable; client [192.0.2.44] blocked using list.example.org", Context::default())
            .contains(" 192.0.2.44 ")
    );
}

#[test]
fn nobody_has_to_act_on_what_was_not_ours() {
    let mail = report(&[BOB_UNKNOWN]);
    let entry = read_with(Item::of_bytes("http", mail.into_bytes()), "example.org", Some("192.0.2.7"));
    let told = told(&entry.record.deliveries[0]);
    assert!(told.contains(" - user-unknown nobody no "), "{told}");
}

#[test]
fn several_replies_in_one_text_are_deliveries_of_one_item() {
    let entry = read_bytes(b"550 5.1.1 <bob@example.com>: User unknown\n452 4.2.2 <eve@example.com>: Mailbox full\n");
    let recipients: Vec<_> = entry.record.deliveries.iter().filter_map(|delivery| delivery.recipient.as_deref()).collect();
    assert_eq!(recipients, ["bob@example.com", "eve@example.com"]);
    assert_ne!(entry.record.deliveries[0].id, entry.record.deliveries[1].id);
}

#[test]
fn long_replies_are_cut() {
    let reply = "word ".repeat(8000);
    let groups: Vec<String> = (0..100)
        .map(|number| format!("Final-Recipient: rfc822; user{number}@example.com\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 {number} {reply}"))
        .collect();
    let mail = report(&groups.iter().map(String::as_str).collect::<Vec<_>>());
    let entry = read_bytes(mail.as_bytes());
    assert_eq!(entry.record.deliveries.len(), 100);
    for delivery in &entry.record.deliveries {
        assert_eq!(delivery.reply.as_ref().map(String::len), Some(16 * 1024));
        assert!(delivery.document.len() < 64 * 1024, "{}", delivery.document.len());
    }
}

#[test]
fn texts_are_such_that_every_database_takes_them() {
    let item = Item { name: Some("a\0b".to_owned()), ..Item::of_bytes("http\0", b"550 5.1.1 <bob@example.com>: User\0 unknown".to_vec()) };
    let entry = read_with(item, "", None);
    let printed = format!("{:?}", (&entry.record.source, &entry.record.unread, &entry.record.deliveries));
    assert!(!printed.contains("\\0") && printed.contains("http\u{fffd}"), "{printed}");
}
