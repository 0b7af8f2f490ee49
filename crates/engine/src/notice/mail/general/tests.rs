//! Notices of no known form: the words, and whom they are about.

use crate::notice::tests::drawn;
use crate::notice::{Action, read};

const SYSTEM: &str = "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.cn>\nTo: ann@example.cn\n";

/// The kind of a notice and its recipients, one after the other.
fn about(mail: &str) -> String {
    let notices = read(mail.as_bytes());
    let deliveries = notices.iter().flat_map(|notice| &notice.deliveries);
    let recipients: Vec<_> = deliveries.map(|delivery| delivery.recipient.as_deref().unwrap_or("-")).collect();
    let kind = notices.first().map_or("-", |notice| notice.kind.name());
    format!("{kind} {}", recipients.join(" ")).trim().to_owned()
}

fn check(rows: &[(&str, &str, &str)]) {
    for (subject, words, expected) in rows {
        assert_eq!(about(&format!("{SYSTEM}Subject: {subject}\n\n{words}\n")), *expected, "{words}");
    }
}

#[test]
fn what_heads_a_line_below_a_failure_is_a_recipient() {
    check(&[
        (
            "Delivery failure",
            "We were unable to deliver your message to:\n\n  bob@example.com\n  eve@example.net\n\nPlease contact help@example.org.",
            "failed bob@example.com eve@example.net",
        ),
        (
            "Delivery failure",
            "Not delivered to these:\n<bob@example.com>: mailbox is full\n<eve@example.net>... user unknown",
            "failed bob@example.com eve@example.net",
        ),
        (
            "Delivery failure",
            "The following recipients could not be reached:\n\n 1. Bob Example <bob@example.com>\n 2. \"Eve\" <eve@example.net>",
            "failed bob@example.com eve@example.net",
        ),
        ("Delivery failure", "Your mail was not delivered to: bob@example.com, eve@example.net", "failed bob@example.com eve@example.net"),
        (
            "Delivery failure",
            "Could not be delivered to:\n* bob@example.com<mailto:bob@example.com>\n* eve@example.net (eve@example.net)",
            "failed bob@example.com eve@example.net",
        ),
        ("Delivery failure", "Recipient\tReason\nbob@example.com\tUser unknown", "failed bob@example.com"),
    ]);
}

#[test]
fn an_address_alone_above_a_reply_needs_no_words_that_are_known() {
    check(&[
        ("Undeliverable", "Xxxx yyyy zzzz:\n\nbob@example.com\n\nWwww: 550 5.1.1 User unknown", "failed bob@example.com"),
        // Somebody to ask is named behind the reply, or together with other words.
        ("Undeliverable", "Xxxx yyyy zzzz:\n\n550 5.1.1 User unknown\n\neve@example.org", "failed -"),
        ("Undeliverable", "Xxxx yyyy zzzz\neve@example.org\n\n550 5.1.1 User unknown", "failed -"),
    ]);
}

#[test]
fn each_address_has_the_paragraph_below_it() {
    for words in ["The following recipients could not be reached:", "Xxxx yyyy zzzz:"] {
        let mail = format!(
            "{SYSTEM}Subject: Undeliverable\n\n{words}\n\nbob@example.com\n\n550 5.1.1 User unknown\n\neve@example.net\n\n552 5.2.2 Mailbox full\n\nPlease ask us.\n"
        );
        assert_eq!(
            drawn(mail.as_bytes()),
            "failed text\n  bob@example.com failed - | bob@example.com /  / 550 5.1.1 User unknown\n  eve@example.net failed - | eve@example.net /  / 552 5.2.2 Mailbox full",
            "{words}"
        );
    }
    let above = "Delivery failed.\n\nUser unknown\nbob@example.com\nMailbox full\neve@example.net\n";
    assert_eq!(
        drawn(format!("{SYSTEM}Subject: Undeliverable\n\n{above}").as_bytes()),
        "failed text\n  bob@example.com failed - | User unknown / bob@example.com\n  eve@example.net failed - | Mailbox full / eve@example.net"
    );
    let above = "Delivery failed.\n\n550 5.1.1 User unknown\n\nbob@example.com\n\n552 5.2.2 Mailbox full\n\neve@example.net\n";
    let notices = read(format!("{SYSTEM}Subject: Undeliverable\n\n{above}").as_bytes());
    let replies = notices.iter().flat_map(|notice| &notice.deliveries).map(|delivery| delivery.reply.as_ref().map(|reply| &*reply.text));
    let told: Vec<_> = replies.map(|reply| reply.and_then(|reply| reply.get(..9)).unwrap_or_default()).collect();
    assert_eq!(told, ["550 5.1.1", "552 5.2.2"]);
    // A reason below all of them is about all of them.
    let mail =
        format!("{SYSTEM}Subject: Undeliverable\n\nNot delivered to:\n\nbob@example.com\n\neve@example.net\n\nThe mailbox is full.\n");
    assert_eq!(
        drawn(mail.as_bytes()),
        "failed text\n  bob@example.com failed - | The mailbox is full.\n  eve@example.net failed - | The mailbox is full."
    );
}

#[test]
fn each_group_of_addresses_has_the_line_above_it() {
    let words =
        "Delivery failed.\n\n550 5.1.1 User unknown:\n  bob@example.com\n  carol@example.com\n\n552 5.2.2 Mailbox full:\n  eve@example.net";
    let notices = read(format!("{SYSTEM}Subject: Undeliverable\n\n{words}\n").as_bytes());
    let replies = notices.iter().flat_map(|notice| &notice.deliveries).map(|delivery| delivery.reply.as_ref().map(|reply| &*reply.text));
    let told: Vec<_> = replies.map(|reply| reply.and_then(|reply| reply.get(..9)).unwrap_or_default()).collect();
    assert_eq!(told, ["550 5.1.1", "550 5.1.1", "552 5.2.2"]);
}

#[test]
fn the_sender_shares_no_words_with_a_recipient() {
    let words = "<bob@example.com>: host mx.example.com[192.0.2.7] said: 550-Verification\n    failed for <ann@example.cn> 550 No such user here 550 Sender verify failed";
    let found = drawn(format!("{SYSTEM}Subject: Undeliverable\n\n{words}\n").as_bytes());
    assert!(found.starts_with("failed text\n  bob@example.com failed - | ") && found.ends_with("Sender verify failed"), "{found}");
}

#[test]
fn each_recipient_has_its_own_sentence() {
    let words = "Your message to bob@example.com could not be delivered because the user is unknown.\nYour message to eve@example.net could not be delivered because the mailbox is full.";
    assert_eq!(
        drawn(format!("{SYSTEM}Subject: Undeliverable\n\n{words}\n").as_bytes()),
        "failed text\n  bob@example.com failed - | Your message to bob@example.com could not be delivered because the user is unknown.\n  \
eve@example.net failed - | Your message to eve@example.net could not be delivered because the mailbox is full."
    );
}

#[test]
fn a_reply_may_be_broken_behind_its_code() {
    let words = "<bob@example.com>: host mx.example.com[192.0.2.7] said: 550 5.1.0\n    <ann@example.cn>: Sender address rejected: User unknown (in reply to\n    RCPT TO command)";
    insta::assert_snapshot!(drawn(format!("{SYSTEM}Subject: Odeslani selhalo\n\n{words}\n").as_bytes()), @r"
    failed text
      bob@example.com failed - | <bob@example.com>: host mx.example.com[192.0.2.7] said: 550 5.1.0 /     <ann@example.cn>: Sender address rejected: User unknown (in reply to /     RCPT TO command)
    ");
}

#[test]
fn a_delay_may_be_told_around_the_address() {
    check(&[(
        "Verzögerte Zustellung",
        "Ihre Nachricht konnte seit 4 Stunden nicht an bob@example.com zugestellt werden. Es wird weiter versucht.",
        "delayed bob@example.com",
    )]);
}

#[test]
fn sentences_labels_commands_and_replies_tie_an_address() {
    check(&[
        ("Delivery failure", "Your message to bob@example.com from ann2@example.cn could not be delivered.", "failed bob@example.com"),
        (
            "Delivery failure",
            "Delivery failed.\n\nSender: ann2@example.cn\nRecipient: bob@example.com\nReason: unknown",
            "failed bob@example.com",
        ),
        ("Delivery failure", "Delivery failed.\n\nSender:\n  ann2@example.cn\n\nRecipient:\n  bob@example.com\n", "failed bob@example.com"),
        (
            "Delivery failure",
            "The session failed:\nMAIL FROM:<ann2@example.cn>\n250 ok\nRCPT TO:<bob@example.com>\n550 no such user",
            "failed bob@example.com",
        ),
        ("Delivery failure", ">>> DATA\n<<< 550 5.1.1 <bob@example.com> is not here", "failed bob@example.com"),
        ("Delivery failure", "<bob@example.com>: 550 5.7.1 <ann2@example.cn>: Sender address rejected", "failed bob@example.com"),
        ("mail", "You wrote to bob@example.com. That is not a valid user here.", "failed bob@example.com"),
    ]);
}

#[test]
fn notices_are_read_in_many_languages() {
    check(&[
        ("退信通知", "您发送给bob@example.com的邮件被退回，原因：收件人不存在。", "failed bob@example.com"),
        ("郵件傳送失敗", "您寄給 bob@example.com 的郵件無法傳送，對方信箱已滿。", "failed bob@example.com"),
        ("配信エラー", "以下の宛先にメールを配信できませんでした。\n\n宛先: bob@example.com", "failed bob@example.com"),
        (
            "Unzustellbar",
            "Ihre Nachricht konnte nicht zugestellt werden.\nEmpfänger: bob@example.com\nAbsender: eve@example.net",
            "failed bob@example.com",
        ),
        (
            "Échec de la remise",
            "Votre message n’a pas pu être remis aux destinataires suivants :\n\n  bob@example.com",
            "failed bob@example.com",
        ),
        ("Mensaje devuelto", "No se pudo entregar su mensaje a bob@example.com porque el buzón está lleno.", "failed bob@example.com"),
        ("Falha na entrega", "A sua mensagem não pôde ser entregue a:\n  bob@example.com", "failed bob@example.com"),
        ("Mancata consegna", "Il messaggio non è stato consegnato a:\n- bob@example.com (casella piena)", "failed bob@example.com"),
        ("Ошибка доставки", "НЕ УДАЛОСЬ ДОСТАВИТЬ сообщение:\n\nbob@example.com: пользователь не найден", "failed bob@example.com"),
        ("반송", "메일을 전달하지 못했습니다.\n받는 사람: bob@example.com", "failed bob@example.com"),
        ("Zwrot", "Wiadomość nie mogła zostać dostarczona do: bob@example.com", "failed bob@example.com"),
        ("Onbestelbaar", "Uw bericht kon niet worden afgeleverd bij bob@example.com.", "failed bob@example.com"),
        ("Undelivered", "ไม่สามารถส่งข้อความของคุณ\n\nbob@example.com: ไม่มีผู้ใช้นี้", "failed bob@example.com"),
    ]);
}

#[test]
fn delays_are_told_from_failures() {
    check(&[
        ("status", "Your mail to bob@example.com has not been delivered yet. We will keep trying.", "delayed bob@example.com"),
        ("Warning: message 1A2b3C delayed 24 hours", "The address is:\n\n  bob@example.com\n    451 try later", "delayed bob@example.com"),
        ("Nachricht verzögert", "Ihre Nachricht an bob@example.com konnte noch nicht zugestellt werden.", "delayed bob@example.com"),
        ("通知", "您发给 bob@example.com 的邮件暂时无法投递，系统将继续尝试。", "delayed bob@example.com"),
        ("お知らせ", "bob@example.com 宛のメールの配信が遅れています。引き続き再送を試みます。", "delayed bob@example.com"),
        ("status", "We have given up on your mail to bob@example.com, which was delayed for 5 days.", "failed bob@example.com"),
    ]);
}

#[test]
fn what_nothing_ties_is_no_recipient() {
    check(&[
        ("Delivery failure", "Your message could not be delivered. Contact eve@example.net for details.", "failed -"),
        ("Delivery failure", "Your message could not be delivered.\n\n-- \nsales@example.org", "failed -"),
        ("Delivery failure", "Message-ID: <1.2@example.net>\nfrom ann2@example.cn was rejected as spam.", "failed -"),
        ("Re: hello", "I am on holiday. Write to eve@example.net in urgent cases.", "other"),
        ("Delivery Status Notification (Success)", "Your message was delivered to bob@example.com.", "other"),
        (
            "report",
            "These were successfully delivered:\n\n  eve@example.net\n\nThese could not be reached:\n\n  bob@example.com",
            "failed bob@example.com",
        ),
    ]);
}

#[test]
fn where_the_words_name_nobody_the_mail_may() {
    let returned = "Received: from pc\nFrom: ann@example.cn\nTo: bob@example.com\nMessage-ID: <1@example.cn>\n";
    check(&[
        ("Delivery failure", &format!("Your message could not be delivered.\n\n{returned}"), "failed bob@example.com"),
        (
            "Delivery failure",
            &format!("Your message could not be delivered.\n\n{}", returned.replace("bob@", "bob@example.com, eve@")),
            "failed -",
        ),
        ("Delivery failure for bob@example.com", "The mailbox is full.", "failed bob@example.com"),
    ]);
    let verp = SYSTEM.replace("ann@example.cn", "news-owner+bob=example.com@example.cn");
    assert_eq!(about(&format!("{verp}Subject: Delivery failure\n\nYour message could not be delivered.\n")), "failed bob@example.com");
    let field = format!("{SYSTEM}X-Failed-Recipients: bob@example.com,\n eve@example.net\nSubject: x\n\nNo.\n");
    assert_eq!(about(&field), "failed bob@example.com eve@example.net");
}

#[test]
fn accounts_without_a_domain_are_recipients_only_in_lists_and_replies() {
    check(&[
        (
            "Delivery failure",
            "   ----- The following addresses had permanent fatal errors -----\n<bob>\n\n550 <bob>... User unknown",
            "failed bob",
        ),
        ("Delivery failure", "Your mail to the following recipients could not be delivered:\n\tbob\n\teve", "failed bob eve"),
        ("Delivery failure", "Your mail could not be delivered. Sorry for that.\n  Yours", "failed -"),
    ]);
}

#[test]
fn who_writes_to_himself_is_told() {
    check(&[
        ("Delivery failure", "This address failed:\n\n  ann@example.cn\n    mailbox is full", "failed ann@example.cn"),
        ("Delivery failure", "Sorry ann@example.cn. Your mail could not be delivered.", "failed -"),
    ]);
}

#[test]
fn mails_of_people_are_no_notices() {
    let person = "From: Eve <eve@example.net>\nTo: ann@example.cn\n";
    for (subject, words) in [
        ("Re: Undeliverable mail", "bob@example.com:\n550 User unknown"),
        ("Undeliverable mail", "I tried to send it, but it was rejected. Can you ask bob@example.com?"),
        ("Your login was rejected", "User: ann2@example.cn\nReason: wrong password"),
        ("lunch", "Delivery failed:\n\nbob@example.com"),
    ] {
        assert_eq!(about(&format!("{person}Subject: {subject}\n\n{words}\n")), "other", "{words}");
    }
    // What no person's program wrote and what begins with a list of failures is one, whoever sent it.
    assert_eq!(
        about(&format!("{person}Subject: Undelivered mail\n\nCould not be delivered to:\nbob@example.com\n")),
        "failed bob@example.com"
    );
}

#[test]
fn each_recipient_has_its_own_words_before_those_of_all() {
    let mail = format!(
        "{SYSTEM}Subject: Delivery failure\n\nYour message could not be delivered.\n\nThe server did not respond: timeout.\n\n\
<bob@example.com>:\n  550 5.1.1 User unknown\n\n<eve@example.net>\n"
    );
    insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
    failed text
      bob@example.com failed - | <bob@example.com>: /   550 5.1.1 User unknown
      eve@example.net failed - | The server did not respond: timeout.
    ");
}

#[test]
fn an_alias_is_the_original_recipient() {
    let mail = format!(
        "{SYSTEM}Subject: Delivery failure\n\nThis address failed:\n\n  bob@example.com\n    (generated from team@example.org)\n    full\n"
    );
    assert!(drawn(mail.as_bytes()).contains("bob@example.com for team@example.org failed"), "{}", drawn(mail.as_bytes()));
}

#[test]
fn the_words_of_hostile_mails_are_read_in_linear_time() {
    for piece in [
        "bob@example.com\n",
        "a@b.c, ",
        "550 ",
        "failed:\n\n",
        "<a@b.c>: failed\n",
        "@",
        "to: a@b.c ",
        "> ",
        "a@b ",
        "could not be delivered ",
        "- a@b.c failed. ",
    ] {
        let mail = format!("{SYSTEM}Subject: Delivery failure\n\n{}", piece.repeat(250_000 / piece.len()));
        let notices = read(mail.as_bytes());
        assert!(notices.iter().flat_map(|notice| &notice.deliveries).all(|delivery| delivery.action == Some(Action::Failed)), "{piece:?}");
    }
}
