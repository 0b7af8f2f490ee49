//! Events of Amazon SES in the envelopes they come in.

use crate::notice::tests::drawn;
use crate::notice::{Kind, read};

const BOUNCE: &str = r#"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","reportingMTA":"dns; a1.smtp-out.example.com",
"bouncedRecipients":[{"emailAddress":"bob@example.com","status":"5.1.1","action":"failed","diagnosticCode":"smtp; 550 5.1.1 user unknown"},
{"emailAddress":"Eve <eve@example.net>"}],"timestamp":"2026-11-23T08:00:00.000Z"},
"mail":{"source":"ann@example.cn","destination":["bob@example.com","eve@example.net"],"commonHeaders":{"from":["Ann <ann@example.cn>"],"subject":"hello"}}}"#;

const DRAWN: &str = "failed amazon-ses
about Ann <ann@example.cn> / hello
  bob@example.com failed 5.1.1 | smtp; 550 5.1.1 user unknown
  eve@example.net failed - | General";

/// A text as a string of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

#[test]
fn a_bounce_is_read_in_every_envelope() {
    let topic = format!(r#"{{"Type":"Notification","TopicArn":"arn:example","Message":{}}}"#, quoted(BOUNCE));
    for (envelope, text) in [
        ("none", BOUNCE.to_owned()),
        ("published", BOUNCE.replace("notificationType", "eventType")),
        ("a topic", topic.clone()),
        ("a function", format!(r#"{{"Records":[{{"EventSource":"aws:sns","Sns":{{"Message":{}}}}}]}}"#, quoted(BOUNCE))),
        ("a queue", format!(r#"{{"Records":[{{"body":{}}}]}}"#, quoted(&topic))),
        ("received messages", format!(r#"{{"Messages":[{{"Body":{}}}]}}"#, quoted(&topic))),
        ("a bus", format!(r#"{{"source":"aws.ses","detail-type":"Email Bounced","detail":{BOUNCE}}}"#)),
        ("a list", format!("[{BOUNCE}]")),
        ("blanks before", format!("\n  {BOUNCE}")),
        ("a footer behind", format!("{topic}\n\n--\nIf you wish to stop receiving notifications, visit the link.\n")),
        ("broken lines", topic.replace("user unknown", "user!\n  unknown")),
    ] {
        assert_eq!(drawn(text.as_bytes()), DRAWN, "{envelope}");
        let mail = format!(
            "From: Topic <no-reply@sns.example.com>\nTo: ann@example.cn\nSubject: Notification Message\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{text}"
        );
        if envelope != "a list" {
            assert_eq!(drawn(mail.as_bytes()), DRAWN, "{envelope}, by mail");
        }
    }
}

#[test]
fn several_events_are_several_notices() {
    let lines = format!("{}\n{}\n", BOUNCE.replace('\n', ""), BOUNCE.replace('\n', ""));
    assert_eq!(drawn(lines.as_bytes()), format!("{DRAWN}\n{DRAWN}"));
}

#[test]
fn other_events_say_what_they_are() {
    let event = |kind: &str, about: &str| {
        format!(r#"{{"eventType":"{kind}",{about},"mail":{{"source":"ann@example.cn","destination":["bob@example.com"]}}}}"#)
    };
    for (text, expected) in [
        (
            event(
                "Complaint",
                r#""complaint":{"complainedRecipients":[{"emailAddress":"bob@example.com"}],"complaintFeedbackType":"abuse"}"#,
            ),
            "complaint amazon-ses\nabout ann@example.cn / \n  bob@example.com - - | ",
        ),
        (
            event(
                "DeliveryDelay",
                r#""deliveryDelay":{"delayType":"MailboxFull","expirationTime":"2026-11-24T08:00:00Z","delayedRecipients":[{"emailAddress":"bob@example.com","status":"4.2.2","diagnosticCode":"smtp; 452 4.2.2 full"}]}"#,
            ),
            "delayed amazon-ses\nabout ann@example.cn / \n  bob@example.com delayed 4.2.2 | smtp; 452 4.2.2 full",
        ),
        (
            event("Delivery", r#""delivery":{"recipients":["bob@example.com"],"smtpResponse":"250 ok"}"#),
            "delivered amazon-ses\nabout ann@example.cn / \n  bob@example.com delivered - | 250 ok",
        ),
        (
            event("Reject", r#""reject":{"reason":"Bad content"}"#),
            "failed amazon-ses\nabout ann@example.cn / \n  bob@example.com failed - | Bad content",
        ),
        (event("Open", r#""open":{"ipAddress":"192.0.2.1"}"#), "other amazon-ses\nabout ann@example.cn / "),
    ] {
        assert_eq!(drawn(text.as_bytes()), expected, "{text}");
    }
    let complaint =
        event("Complaint", r#""complaint":{"complainedRecipients":[{"emailAddress":"bob@example.com"}],"complaintFeedbackType":"abuse"}"#);
    let notice = read(complaint.as_bytes()).remove(0);
    assert_eq!(
        (notice.kind, notice.deliveries.first().and_then(|delivery| delivery.feedback_type.as_deref())),
        (Kind::Complaint, Some("abuse"))
    );
}

#[test]
fn other_json_is_no_event() {
    for text in [r#"{"a":1}"#, r#"{"notificationType":"Bounce"}"#, "[1,2", "{", r#"{"Message":"{\"Message\":\"{}\"}"}"#, "[[[[[["] {
        assert!(!drawn(text.as_bytes()).contains("amazon-ses"), "{text}");
    }
    // Envelopes within envelopes without end are opened a few times only.
    let nested = (0..100).fold(BOUNCE.replace('\n', ""), |inner, _| format!(r#"{{"detail":{inner}}}"#));
    assert!(!drawn(nested.as_bytes()).contains("amazon-ses"));
}
