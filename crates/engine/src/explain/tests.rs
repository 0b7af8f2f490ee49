//! Which of the things that were said about a recipient is told: code, status and cause, drawn as one line.

use super::*;

/// A bounce with these words for people and these fields about one recipient.
fn bounce(words: &str, fields: &str) -> String {
    format!(
        "From: MAILER-DAEMON@out.example.cn\nTo: ann@example.cn\nSubject: Undelivered\nMIME-Version: 1.0\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n{words}\n\n--b\nContent-Type: message/delivery-status\n\n\
Final-Recipient: rfc822; bob@example.com\nAction: failed\n{fields}\n--b--\n"
    )
}

fn check(words: &str, fields: &str, expected: &str) {
    let knowledge = Knowledge::embedded();
    let mail = bounce(words, fields);
    let explanations = explain(&knowledge, mail.as_bytes(), &mut Workspace::new());
    let told: Vec<String> = explanations.iter().flat_map(|explanation| &explanation.deliveries).map(told).collect();
    assert_eq!(told.join(" / "), expected, "{words} | {fields}");
}

fn told(explained: &Explained<'_>) -> String {
    let status = explained.status.map_or("-".to_owned(), |status| status.to_string());
    let code = explained.reply_code.map_or("-".to_owned(), |code| code.to_string());
    let cause = explained.diagnosis.as_ref().map_or("-", |diagnosis| &diagnosis.cause.id);
    let reply = explained.delivery.reply.as_ref().map_or("-", |reply| &reply.text);
    format!("{code} {status} {cause} | {}", reply.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_report_that_says_all_speaks_alone() {
    check(
        "<bob@example.com>: mailbox is full",
        "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown",
        "550 5.1.1 user-unknown | smtp; 550 5.1.1 User unknown",
    );
}

#[test]
fn a_status_that_says_nothing_gives_way_to_one_that_does() {
    // OpenSMTPD, CommuniGate: the reply stands only in the words.
    check("bob@example.com: 552 5.2.2 Mailbox full", "Status: 5.0.0", "552 5.2.2 mailbox-full | bob@example.com: 552 5.2.2 Mailbox full");
    check(
        "Sorry.",
        "Status: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 User unknown",
        "550 5.1.1 user-unknown | smtp; 550 5.1.1 User unknown",
    );
    // Sendmail knows a better status than the other server.
    check(
        "<<< 550 5.0.0 <bob@example.com>... User unknown\n550 5.1.1 <bob@example.com>... User unknown",
        "Status: 5.0.0\nDiagnostic-Code: SMTP; 550 5.0.0 <bob@example.com>... User unknown",
        "550 5.1.1 user-unknown | SMTP; 550 5.0.0 <bob@example.com>... User unknown",
    );
    // IronPort's verdict stands before the reply. The server's own status counts more, but the verdict more than none.
    check(
        "Sorry.",
        "Status: 5.0.0\nDiagnostic-Code: smtp; 5.1.0 - Unknown address error 550-'User unknown' (delivery attempts: 0)",
        "550 5.1.0 user-unknown | smtp; 5.1.0 - Unknown address error 550-'User unknown' (delivery attempts: 0)",
    );
    check(
        "Sorry.",
        "Status: 5.0.0\nDiagnostic-Code: smtp; 5.1.0 - Unknown address error 550-'5.4.1 Recipient address rejected: Access denied'",
        "550 5.4.1 user-unknown | smtp; 5.1.0 - Unknown address error 550-'5.4.1 Recipient address rejected: Access denied'",
    );
}

#[test]
fn the_exit_status_of_a_program_is_no_reply_code() {
    check(
        "   ----- Transcript of session follows -----\n554 5.3.0 unknown mailer error 255",
        "Status: 5.0.0\nDiagnostic-Code: X-Unix; 255",
        "554 5.3.0 system-error | 554 5.3.0 unknown mailer error 255",
    );
}

#[test]
fn a_diagnostic_code_without_words_gives_way_to_words() {
    for poor in ["", "\nDiagnostic-Code: smtp; 550", "\nDiagnostic-Code: x-unix; 75"] {
        let knowledge = Knowledge::embedded();
        let mail = bounce("<bob@example.com>: host mx.example.com said: 550 Mailbox is full", &format!("Status: 5.1.1{poor}"));
        let explanations = explain(&knowledge, mail.as_bytes(), &mut Workspace::new());
        let explained = explanations.first().and_then(|explanation| explanation.deliveries.first()).map(told).unwrap_or_default();
        assert!(explained.starts_with("550 5.1.1 mailbox-full |"), "{poor}: {explained}");
    }
}

#[test]
fn a_queue_that_gave_up_gives_way_to_the_last_attempt() {
    check(
        "Delivery attempt history:\n\n421 4.7.0 too many messages from your IP address, temporarily deferred",
        "Status: 4.4.7 (unable to deliver this message after 14 hours)",
        "421 4.4.7 rate-limited | 421 4.7.0 too many messages from your IP address, temporarily deferred",
    );
    // Advice that stands in every notice of the kind is no attempt.
    check(
        "<bob@example.com>\nIf the user is unknown, check the address.",
        "Status: 4.4.7\nDiagnostic-Code: smtp; 554 4.4.7 Message expired",
        "554 4.4.7 delivery-expired | smtp; 554 4.4.7 Message expired",
    );
}

#[test]
fn a_delay_strikes_nobody_off() {
    let knowledge = Knowledge::embedded();
    let mail = bounce("Sorry.", "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown");
    for (action, expected) in [("failed", Suppress::Now), ("delayed", Suppress::AfterRepeats)] {
        let mail = mail.replace("Action: failed", &format!("Action: {action}"));
        let explanations = explain(&knowledge, mail.as_bytes(), &mut Workspace::new());
        let suppress =
            explanations.iter().flat_map(|explanation| &explanation.deliveries).filter_map(|explained| explained.diagnosis.as_ref());
        assert_eq!(suppress.map(|diagnosis| diagnosis.suppress).collect::<Vec<_>>(), [expected], "{action}");
    }
}

#[test]
fn a_complaint_is_no_failure() {
    let event = r#"{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"bob@example.com"}]},"mail":{}}"#;
    let knowledge = Knowledge::embedded();
    let explanations = explain(&knowledge, event.as_bytes(), &mut Workspace::new());
    let deliveries = explanations.first().map(|explanation| explanation.deliveries.as_slice()).unwrap_or_default();
    assert!(deliveries.len() == 1 && deliveries.iter().all(|explained| explained.diagnosis.is_none()));
}

#[test]
fn a_copied_line_names_its_recipient() {
    let knowledge = Knowledge::embedded();
    for (text, expected) in [
        ("<bob@example.com>: mail for example.com loops back to myself", Some("bob@example.com")),
        (
            "This is the mail system at host out.example.cn.\n\n<bob@example.com>: mail for example.com loops back to myself",
            Some("bob@example.com"),
        ),
        ("<ann@example.cn>: Sender address rejected: not owned by user ann", None),
        ("550 5.1.1 User unknown: bob@example.com", Some("bob@example.com")),
        ("Bob has left the company. Please write to eve@example.com.", None),
        ("550 <ann@example.cn> is not allowed to send", None),
    ] {
        let explanations = explain(&knowledge, text.as_bytes(), &mut Workspace::new());
        let explained = explanations.first().and_then(|explanation| explanation.deliveries.first());
        assert_eq!(explained.and_then(|explained| explained.delivery.recipient.as_deref()), expected, "{text}");
    }
}

#[test]
fn a_line_that_tells_of_no_failure_is_no_reply() {
    let knowledge = Knowledge::embedded();
    let kind = |text: &str| {
        let explanations = explain(&knowledge, text.as_bytes(), &mut Workspace::new());
        let kinds: Vec<_> = explanations.iter().map(|explanation| (explanation.kind.name(), explanation.deliveries.len())).collect();
        format!("{kinds:?}")
    };
    for text in ["hello world, see you tomorrow", "明天见", "Lorem ipsum dolor sit amet\nconsectetur"] {
        assert_eq!(kind(text), r#"[("other", 0)]"#, "{text}");
    }
    for text in ["550 hello world", "5.0.0 hello world", "Mailbox is full", "用户不存在", "bob@example.com hello world", "Message rejected"]
    {
        assert_eq!(kind(text), r#"[("failed", 1)]"#, "{text}");
    }
    let told = explain_reply(&knowledge, "hello world", &Context::default(), &mut Workspace::new());
    assert!(told.iter().all(|explanation| explanation.kind.is_failure()), "whoever hands a text over as a reply is believed");
}
