//! A mail of each class, and mails that only look like one.

use crate::diagnose::Workspace;
use crate::knowledge::Knowledge;
use crate::notice::tests::drawn;

/// What is read from a mail, which must not be diagnosed when it is no failure, and must be of the same kind with other line ends.
fn read(mail: &str) -> String {
    let found = drawn(mail.as_bytes());
    for ends in ["\r\n", "\r"] {
        let other = drawn(mail.replace('\n', ends).as_bytes());
        assert_eq!(other.lines().next(), found.lines().next(), "{ends:?}");
    }
    let knowledge = Knowledge::embedded();
    let explanations = crate::explain(&knowledge, mail.as_bytes(), &mut Workspace::new());
    for explanation in explanations.iter().filter(|explanation| !explanation.kind.is_failure()) {
        assert!(explanation.deliveries.iter().all(|explained| explained.diagnosis.is_none()), "{found}");
    }
    found
}

/// A mail of one text.
fn letter(header: &str, text: &str) -> String {
    format!("{header}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n")
}

/// A report of three parts: words, fields, the returned header.
fn report(header: &str, report_type: &str, words: &str, fields: &str) -> String {
    format!(
        "{header}\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type={report_type}; boundary=\"b1\"\n\n--b1\nContent-Type: text/plain\n\n{words}\n\n\
--b1\nContent-Type: message/{report_type}\n\n{fields}\n\n\
--b1\nContent-Type: message/rfc822\n\nReceived: from out.example.cn ([192.0.2.1]) by mx.example.com\nFrom: news@example.cn\nTo: bob@example.com\nSubject: hello\n\nhello\n--b1--\n"
    )
}

const LOOP: &str = "Return-Path: <fbl@example.com>\nFrom: Feedback <fbl@example.com>\nTo: abuse@example.cn\nSubject: FW: hello";

#[test]
fn complaints_name_who_complained() {
    let words = "This is an email abuse report for an email message received from IP 192.0.2.1.";
    let check = |fields: &str, expected: &str| {
        assert_eq!(read(&report(LOOP, "feedback-report", words, fields)), format!("{expected}\n  bob@example.com - - | "), "{fields}");
    };
    let expected = "complaint rfc5965\nabout news@example.cn / hello";
    check("Feedback-Type: abuse\nUser-Agent: Example/1.0\nVersion: 1\nOriginal-Rcpt-To: <bob@example.com>", expected);
    check("User-Agent: Example/1.0\nVersion: 0.1\nFeedback-Type: opt-out\nRemoval-Recipient: bob@example.com", expected);
    check("\nFeedback-Type: not-spam\nVersion: 1\nUser-Agent: Example/1.0\nOriginal-Rcpt-To: rfc822; Bob <bob@example.com>", expected);
    check("Feedback-Type: abuse\nVersion: 1\nRedacted-Address: redacted", expected);
    check("Feedback-Type: auth-failure\nVersion: 1\nAuth-Failure: signature\nOriginal-Rcpt-To: bob@example.com", expected);
    let dmarc = "dmarc-report rfc5965\nabout news@example.cn / hello";
    check("Feedback-Type: auth-failure\nVersion: 1\nAuth-Failure: dmarc\nOriginal-Rcpt-To: bob@example.com", dmarc);
}

#[test]
fn a_filter_that_refuses_a_mail_answers_with_a_receipt() {
    const FILTER: &str = "Return-Path: <>\nFrom: Mail Delivery Subsystem <postmaster@example.com>\nTo: ann@example.cn\nSubject: Automatically rejected mail\nAuto-Submitted: auto-replied (rejected)";
    let check = |words: &str, disposition: &str| {
        let fields = format!("Reporting-UA: mx.example.com; Mail Delivery Agent\nFinal-Recipient: rfc822; bob@example.com\n{disposition}");
        read(&report(FILTER, "disposition-notification", words, &fields))
    };
    let deleted = "Disposition: automatic-action/MDN-sent-automatically; deleted";
    insta::assert_snapshot!(check("Your message to <bob@example.com> was automatically rejected:\nQuota exceeded", deleted), @r"
    failed rfc5429
    about news@example.cn / hello
      bob@example.com failed - | Quota exceeded
    ");
    insta::assert_snapshot!(check("Your message was automatically rejected by Sieve, a mail\nfiltering language.\n\nThe following reason was given:\nNo mail from you.", deleted), @r"
    failed rfc5429
    about news@example.cn / hello
      bob@example.com failed - | No mail from you.
    ");
    insta::assert_snapshot!(check("Note on your mail of Monday:\nYour message was automatically rejected:\nQuota exceeded", deleted), @r"
    failed rfc5429
    about news@example.cn / hello
      bob@example.com failed - | Quota exceeded
    ");
    // A program that passed the mail on has not refused it, whatever it says of another.
    let processed = "Disposition: automatic-action/MDN-sent-automatically; processed";
    insta::assert_snapshot!(check("Your previous request has been rejected by the moderator.", processed), @r"
    read-receipt rfc8098
    about news@example.cn / hello
    ");
    insta::assert_snapshot!(check("The message of Monday was deleted without being read.", deleted), @r"
    read-receipt rfc8098
    about news@example.cn / hello
    ");
    insta::assert_snapshot!(check("Your message was automatically rejected:\nno", "Disposition: manual-action/MDN-sent-manually; deleted"), @r"
    read-receipt rfc8098
    about news@example.cn / hello
    ");
}

#[test]
fn complaints_tell_their_type() {
    let mail = report(LOOP, "feedback-report", "words", "Feedback-Type: Abuse (spam)\nVersion: 1\nOriginal-Rcpt-To: bob@example.com");
    let notices = crate::notice::read(mail.as_bytes());
    let types: Vec<_> = notices.iter().flat_map(|notice| &notice.deliveries).map(|delivery| delivery.feedback_type.as_deref()).collect();
    assert_eq!(types, [Some("abuse")]);
}

#[test]
fn complaints_are_known_when_their_report_is_damaged() {
    let fields = "Feedback-Type: abuse\nUser-Agent: Example/1.0\nVersion: 1\nOriginal-Rcpt-To: bob@example.com";
    let whole = report(LOOP, "feedback-report", "This is an email abuse report for an email message.", fields);
    let expected = "complaint rfc5965\nabout news@example.cn / hello\n  bob@example.com - - | ";
    assert_eq!(read(&whole), expected);
    assert_eq!(read(&whole.replace("message/feedback-report", "text/plain")), expected);
    assert_eq!(
        read(
            &whole
                .replace("multipart/report; report-type=feedback-report", "multipart/mixed")
                .replace("message/feedback-report", "application/x-report")
        ),
        expected
    );
    let lost: String = whole.lines().filter(|line| !line.starts_with("--b1")).map(|line| format!("{line}\n")).collect();
    let found = read(&lost);
    assert!(found.starts_with("complaint rfc5965\n") && found.contains("\n  bob@example.com"), "{found}");
}

#[test]
fn complaints_in_forms_of_their_own() {
    let hotmail = "Return-Path: <staff@hotmail.com>\nFrom: staff@hotmail.com\nTo: abuse@example.cn\nSubject: complaint about message from 192.0.2.1\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n\
--b1\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: bob@example.com\nFrom: news@example.cn\nTo: undisclosed\nSubject: hello\n\nhello\n--b1--\n";
    assert_eq!(read(hotmail), "complaint jmrp\nabout news@example.cn / hello\n  bob@example.com - - | ");
    let json = letter(
        "From: no-reply@sns.example.com\nTo: ann@example.cn\nSubject: AWS Notification Message",
        r#"{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"bob@example.com"},{"emailAddress":"eve@example.net"}],"complaintFeedbackType":"abuse"},"mail":{"destination":["carol@example.com"]}}"#,
    );
    assert_eq!(read(&json), "complaint amazon-ses\n  bob@example.com - - | \n  eve@example.net - - | ");
    let delivery = json.replace("Complaint\"", "Delivery\"");
    assert!(!read(&delivery).starts_with("complaint"));
    assert_eq!(read(&letter("From: scomp@aol.net\nTo: a@example.cn\nSubject: Client TOS Notification", "see below")), "complaint text");
    assert_eq!(
        read(&letter(
            "X-XARF: PLAIN\nFrom: cert@example.org\nTo: abuse@example.cn\nSubject: abuse report about 192.0.2.1",
            "bob@example.com"
        )),
        "complaint x-arf"
    );
}

#[test]
fn receipts_are_no_bounces_whatever_they_say() {
    let header = "Return-Path: <>\nFrom: Bob <bob@example.com>\nTo: ann@example.cn\nSubject: Read: hello";
    for disposition in ["manual-action/MDN-sent-manually; displayed", "automatic-action/MDN-sent-automatically; failed/error", "deleted"] {
        let fields = format!(
            "Final-Recipient: rfc822;bob@example.com\nOriginal-Message-ID: <1@example.cn>\nDisposition: {disposition}\nError: mailbox unknown"
        );
        let found = read(&report(header, "disposition-notification", "Your message could not be displayed.", &fields));
        assert_eq!(found, "read-receipt rfc8098\nabout news@example.cn / hello", "{disposition}");
    }
    for (subject, text) in [
        ("Read: hello", "Your message\n\n  To: bob@example.com\n  Subject: hello\n\nwas read on Monday."),
        ("Gelesen: hallo", "Ihre Nachricht an bob@example.com wurde gelesen am 23.11.2026."),
        ("已读: 你好", "您发给 bob@example.com 的邮件已被阅读。"),
        ("開封確認: hello", "メッセージは bob@example.com で表示されました。"),
        ("Not read: hello", "Your message to bob@example.com was deleted without being read."),
    ] {
        let header = format!("Return-Path: <>\nFrom: bob@example.com\nTo: ann@example.cn\nSubject: {subject}");
        assert_eq!(read(&letter(&header, text)), "read-receipt text", "{subject}");
    }
    assert_eq!(read(&letter("From: bob@example.com\nTo: ann@example.cn\nSubject: Read: the new plan", "Please read it.")), "other text");
}

#[test]
fn aggregate_reports_are_known_by_subject_or_attachment() {
    let attached = |subject: &str, media: &str, name: &str| {
        read(&format!(
            "From: dmarc@example.com\nTo: dmarc@example.cn\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n\
--b1\nContent-Type: text/plain\n\nReport for postmaster@example.cn\n--b1\nContent-Type: {media}\nContent-Disposition: attachment; filename=\"{name}\"\n\nUEsDBA==\n--b1--\n"
        ))
    };
    let dmarc = "dmarc-report rfc7489";
    assert_eq!(attached("Report Domain: example.cn Submitter: example.com Report-ID: <1>", "application/zip", "a.zip"), dmarc);
    assert_eq!(attached("[Preview] Report Domain: example.cn; Submitter: example.com", "application/gzip", "a.gz"), dmarc);
    assert_eq!(attached("today", "application/gzip", "example.com!example.cn!1763856000!1763942400.xml.gz"), dmarc);
    assert_eq!(attached("today", "text/xml", "example.com!example.cn!1763856000!1763942400!7.xml"), dmarc);
    assert_eq!(attached("Report Domain: example.cn Submitter: example.com", "application/tlsrpt+gzip", "a.json.gz"), "other rfc8460");
    assert_eq!(attached("today", "application/gzip", "example.com!example.cn!1763856000!1763942400!7.json.gz"), "other rfc8460");
    assert_eq!(attached("today", "application/zip", "hello!world!a!b.zip"), "other text");
    let answer = "Return-Path: <>\nFrom: dmarc@example.cn\nTo: dmarc@example.com\nSubject: Automatic reply: Report Domain: example.cn Submitter: example.com";
    assert_eq!(read(&letter(answer, "Thank you.")), "auto-reply text");
}

#[test]
fn automatic_answers_are_known_by_field_subject_or_words() {
    for (header, text) in [
        ("Auto-Submitted: auto-replied\nSubject: hello", "Thank you, bob@example.com"),
        ("Auto-Submitted: auto-replied (vacation)\nSubject: Re: hello", "back soon"),
        ("X-Autoreply: yes\nSubject: hello", "Please call office@example.com"),
        ("Precedence: auto_reply\nSubject: hello", "Please call office@example.com"),
        ("X-Apple-Action: VACATION\nSubject: hello", "asleep"),
        ("Subject: Automatic reply: hello", "I am away; ask carol@example.com or dave@example.com."),
        ("Subject: Automatische Antwort: hallo", "carol@example.com oder dave@example.com"),
        ("Subject: 自动回复: 你好", "请联系 carol@example.com 或 dave@example.com"),
        ("Subject: =?utf-8?B?6Ieq5YuV6L+U5L+h?=", "carol@example.com"),
        ("Subject: Réponse automatique : bonjour", "carol@example.com"),
        ("Subject: Respuesta automática: hola", "carol@example.com"),
        ("Subject: Resposta automática: oi", "carol@example.com"),
        ("Subject: Risposta automatica: ciao", "carol@example.com"),
        ("Subject: Автоматический ответ: привет", "carol@example.com"),
        ("Subject: 자동 회신: 안녕", "carol@example.com"),
        ("Subject: Automatisch antwoord: hallo", "carol@example.com"),
        ("Subject: Odpowiedź automatyczna: cześć", "carol@example.com"),
        ("Subject: Autosvar: hej", "carol@example.com"),
        ("Subject: Bob Example/EX is out of the office.", "carol@example.com"),
        ("Subject: Re: hello", "I am on vacation.\ncarol@example.com"),
        ("Subject: Re: hello", "Nem vagyok az irodában.\ncarol@example.com"),
        ("Subject: Re: hello", "您好，我正在出差。\ncarol@example.com"),
        ("Subject: [#17] hello", "Thank you for contacting us. Your request has been received.\nhelp@example.com"),
    ] {
        let found = read(&letter(&format!("Return-Path: <>\nFrom: Bob <bob@example.com>\nTo: ann@example.cn\n{header}"), text));
        assert_eq!(found, "auto-reply text", "{header}");
    }
}

#[test]
fn an_automatic_answer_tells_until_when_and_whom_to_write_to() {
    let mail = letter(
        "From: bob@example.com\nTo: ann@example.cn\nSubject: Automatic reply: hello",
        "I am out of the office until November 30, 2026. Please contact carol@example.com,\nnot bob@example.com.",
    );
    let notices = crate::notice::read(mail.as_bytes());
    let found = notices.first().and_then(|notice| notice.auto_reply.as_ref()).expect("it is read");
    assert_eq!((found.until.as_deref(), found.instead.as_deref()), (Some("2026-11-30"), Some("carol@example.com")));
}

#[test]
fn a_mailbox_that_nobody_reads_has_failed() {
    let header =
        "Return-Path: <>\nFrom: Bob <bob@example.com>\nTo: ann@example.cn\nSubject: Automatic reply: hello\nAuto-Submitted: auto-replied";
    insta::assert_snapshot!(read(&letter(header, "Hello,\n\nBob Example is no longer\nwith the company.\n\nPlease write to carol@example.com.")), @r"
    failed auto-reply
      bob@example.com failed - | Bob Example is no longer / with the company.
    ");
    for text in ["本邮箱已停用，请改用 carol@example.cn", "私は退職いたしました。", "Diese E-Mail-Adresse wird nicht mehr verwendet."]
    {
        assert!(read(&letter(header, text)).starts_with("failed auto-reply\n  bob@example.com failed"), "{text}");
    }
    for text in [
        "I am out of the office until Monday. Dave has left the company, please contact carol@example.com.",
        "I have left the office for today.",
        "Our telephone number 555 is no longer in use.",
    ] {
        assert_eq!(read(&letter(header, text)), "auto-reply text", "{text}");
    }
    let nobody = header.replace("bob@", "no-reply@");
    assert_eq!(read(&letter(&nobody, "The mailbox sales@example.com is no longer in use.")), "auto-reply text");
    let person = "From: bob@example.com\nTo: ann@example.cn\nSubject: Re: hello";
    assert_eq!(read(&letter(person, "I have left the company, carol@example.com is my successor.")), "other text");
}

#[test]
fn who_has_left_says_so_in_many_languages() {
    let header = "Return-Path: <>\nFrom: Bob <bob@example.com>\nTo: ann@example.cn\nSubject: Re: hello\nAuto-Submitted: auto-replied";
    for text in [
        "I am no longer with Example Ltd.",
        "Ya no trabajo en Ejemplo.",
        "Ik werk niet meer bij Voorbeeld.",
        "Nie pracuję już w firmie.",
        "Jag har slutat på Exempel.",
        "Não faço mais parte da equipe.",
        "Již zde nepracuji.",
        "Artık çalışmıyorum.",
    ] {
        assert!(read(&letter(header, text)).starts_with("failed auto-reply\n  bob@example.com failed"), "{text}");
    }
    for text in
        ["Ich bin nicht mehr für den Einkauf zuständig.", "I have left you a message.", "My last day before the holidays is Friday."]
    {
        assert_eq!(read(&letter(header, text)), "auto-reply text", "{text}");
    }
}

#[test]
fn answers_and_receipts_are_known_in_many_languages() {
    let header =
        |subject: &str| format!("Return-Path: <bob@example.com>\nFrom: Bob <bob@example.com>\nTo: ann@example.cn\nSubject: {subject}");
    for (subject, text) in [
        ("Automatikus válasz: Terv", "Szabadságon vagyok."),
        ("Ofis dışında: Plan", "30 Kasım tarihine kadar izindeyim."),
        ("Jsem mimo kancelář", "Do pondělí mám dovolenou."),
        ("Răspuns automat: Plan", "Sunt în concediu."),
        ("Автоматична відповідь: План", "Я у відпустці."),
        ("Trả lời tự động: Kế hoạch", "Tôi đang nghỉ phép."),
        ("ตอบกลับอัตโนมัติ: แผน", "ขณะนี้ฉันไม่อยู่ที่สำนักงาน"),
        ("رد تلقائي: خطة", "أنا في إجازة."),
        ("תשובה אוטומטית: תוכנית", "אני בחופשה."),
    ] {
        assert_eq!(read(&letter(&header(subject), text)), "auto-reply text", "{subject}");
    }
    for (subject, text) in [
        ("Return Receipt", "Your document:\n\n\tPlan\n\nwas received by:\n\n\tBob Example"),
        ("Přečteno: Plán", "Vaše zpráva byla přečtena v pondělí."),
        ("Luettu: Plan", "Viestisi luettiin maanantaina."),
        ("Okundu: Plan", "İletiniz pazartesi okundu."),
        ("Elolvasva: Terv", "Az üzenetét elolvasták."),
        ("Lest: Plan", "Meldingen ble lest på mandag."),
        ("Αναγνώστηκε: Σχέδιο", "Το μήνυμά σας αναγνώστηκε τη Δευτέρα."),
        ("อ่านแล้ว: แผน", "ข้อความของคุณถูกอ่าน"),
    ] {
        assert_eq!(read(&letter(&header(subject), text)), "read-receipt text", "{subject}");
    }
}

#[test]
fn who_is_away_answers_bounces_too() {
    let header = "Return-Path: <bob@example.com>\nFrom: Bob <bob@example.com>\nTo: ann@example.cn\nAuto-Submitted: auto-replied";
    for (subject, text) in [
        ("Automatic reply: Undelivered Mail Returned to Sender", "I am on annual leave.\n\n> <eve@example.net>: user unknown"),
        ("Out of Office: Returned mail: see transcript for details", "I am out of the office."),
        ("Automatic reply: hello", "I am on leave until Monday. If your message could not be delivered, call me."),
    ] {
        assert_eq!(read(&letter(&format!("{header}\nSubject: {subject}"), text)), "auto-reply text", "{subject}");
    }
    let bounce = "<eve@example.net>: 550 5.1.1 user unknown\n\nI am on annual leave.";
    let found = read(&letter(&format!("{header}\nSubject: Automatic reply: Undelivered Mail"), bounce));
    assert!(!found.starts_with("auto-reply"), "{found}");
}

#[test]
fn a_help_desk_tells_of_what_was_written_to_it() {
    let header = |from: &str, subject: &str| {
        format!("Return-Path: <{from}>\nFrom: {from}\nTo: ann@example.cn\nSubject: {subject}\nAuto-Submitted: auto-generated")
    };
    let text = "Ann created MAIL-12:\n\nMail to bob@example.com fails with 550 5.1.1 User unknown";
    assert_eq!(read(&letter(&header("issues@example.cn", "[MAIL-12] Delivery failed to bob@example.com"), text)), "other text");
    let text = "Your request (55) has been received and is being reviewed.\n\nMail to bob@example.com fails with 550 5.1.1 User unknown";
    assert_eq!(
        read(&letter(&header("support@example.org", "[Request received] Delivery failed to bob@example.com"), text)),
        "auto-reply text"
    );
}

#[test]
fn challenges_ask_the_sender_to_confirm() {
    for (header, text) in [
        (
            "Subject: Please confirm your message\nReply-To: bob-confirm-1763856000.17.abcdef@example.com\nX-Delivery-Agent: TMDA/1.0",
            "To confirm, reply to bob@example.com.",
        ),
        (
            "Subject: Your email requires verification verify#abc",
            "The message you sent requires that you verify that you are a real live human being and not a spam source.",
        ),
        ("Subject: Re: hello", "Just this once, click the link below so I can receive your emails."),
        ("Subject: hello", "您好，请点击链接，以确认您不是垃圾邮件发送者。"),
        ("Subject: hello", "Bitte bestätigen Sie, dass Sie kein Spammer sind."),
        ("Subject: Demande", "Merci de cliquer sur ce lien afin de prouver que vous n'êtes pas un robot."),
    ] {
        let header = format!("Return-Path: <>\nFrom: bob@example.com\nTo: ann@example.cn\n{header}");
        assert_eq!(read(&letter(&header, text)), "challenge text", "{header}");
    }
}

#[test]
fn errands_are_about_no_delivery() {
    for (header, text) in [
        (
            "From: list-bounces@example.org\nSubject: Your message to list awaits moderator approval",
            "Is being held until the list moderator can review it: ann@example.cn",
        ),
        ("Return-Path: <>\nFrom: list-owner@example.org\nSubject: hello", "Your message is awaiting moderation.\n\neve@example.net"),
        (
            "Return-Path: <>\nFrom: list-owner@example.org\nSubject: list post from eve@example.net requires approval",
            "As list administrator, your authorization is requested for the following mailing list posting:\n\neve@example.net",
        ),
        (
            "From: bob@icloud.example.com\nSubject: unsubscribe\nAuto-Submitted: auto-replied\nX-Apple-Unsubscribe: true",
            "sent by a program",
        ),
    ] {
        assert_eq!(read(&letter(&format!("{header}\nTo: ann@example.cn"), text)), "other text", "{header}");
    }
}

#[test]
fn bounces_stay_bounces() {
    let postfix = "Return-Path: <>\nFrom: MAILER-DAEMON@out.example.cn (Mail Delivery System)\nTo: ann@example.cn\nAuto-Submitted: auto-replied\nSubject: Undelivered Mail Returned to Sender";
    let failed = "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1";
    // The returned mail may be anything, and its words stand in the notice.
    for words in ["I am out of the office.", "awaits moderator approval", "Please confirm that you are human.", "Feedback-Type: abuse"] {
        assert!(read(&report(postfix, "delivery-status", words, failed)).contains("bob@example.com failed 5.1.1"), "{words}");
        let text = format!("<bob@example.com>: 550 5.1.1 User unknown\n\n{words}");
        assert!(read(&letter(postfix, &text)).starts_with("failed text\n  bob@example.com failed"), "{words}");
    }
    let returned = "<bob@example.com>: 550 5.1.1 User unknown\n\nReturn-Path: <fbl@example.cn>\nReceived: from a\nFrom: fbl@example.cn\n\nFeedback-Type: abuse\nUser-Agent: Example/1.0\nVersion: 1\n";
    assert!(read(&letter(postfix, returned)).starts_with("failed text"));
    let nameless = "Return-Path: <>\nFrom: <>\nTo: ann@example.cn\nAuto-Submitted: auto-replied\nIn-Reply-To: <1@example.cn>";
    assert!(!read(&letter(nameless, "You sent mail to bob@example.com. That's not a valid user here.")).starts_with("auto-reply"));
    let returned_receipt = report(postfix, "delivery-status", "failed", failed).replace(
        "Content-Type: message/rfc822\n\n",
        "Content-Type: message/rfc822\n\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b2\nX-ARF: YES\n",
    );
    assert!(read(&returned_receipt).starts_with("failed rfc3464"));
}

#[test]
fn a_person_who_writes_about_a_bounce_reports_none() {
    let bounce = report(
        "Return-Path: <>\nFrom: MAILER-DAEMON@out.example.cn\nTo: ann@example.cn\nSubject: Undelivered Mail Returned to Sender",
        "delivery-status",
        "failed",
        "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1",
    );
    let person = "Return-Path: <ann@example.cn>\nFrom: Ann <ann@example.cn>\nTo: help@example.cn";
    let attached = format!(
        "{person}\nSubject: Fwd: failure\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n--b0\nContent-Type: text/plain\n\nwhat is this?\n--b0\nContent-Type: message/rfc822\n\n{bounce}\n--b0--\n"
    );
    assert!(read(&attached).starts_with("other text"), "{}", read(&attached));
    let flattened = format!(
        "{person}\nSubject: FW: Undeliverable: hello\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n--b0\nContent-Type: text/plain\n\nlook\n--b0\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\n--b0--\n"
    );
    assert_eq!(read(&flattened), "other text");
    let pasted = "look:\n\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n";
    assert_eq!(read(&letter(&format!("{person}\nSubject: failure"), pasted)), "other text");
    let forwarded = "Hi. This is the qmail-send program at out.example.cn.\n\n<bob@example.com>:\nno such user\n";
    assert_eq!(read(&letter(&format!("{person}\nSubject: 转发: failure notice"), forwarded)), "other text");
    let newsletter = "Ten reasons for bounces\n\nbob@example.com\n550 5.1.1 User unknown\n";
    assert_eq!(read(&letter(&format!("{person}\nSubject: Why mail is undeliverable"), newsletter)), "other text");
}

#[test]
fn imitations_want_to_be_clicked() {
    let check = |header: &str, text: &str, expected: &str| assert_eq!(read(&letter(header, text)), expected, "{header}\n{text}");
    let outside = "Return-Path: <x@shop.example.net>\nFrom: \"Mail Delivery System\" <x@shop.example.net>\nTo: ann@example.cn\nSubject: Undelivered mail: 7 messages pending";
    let lure = "7 messages for ann@example.cn could not be delivered.\n552-5.7.0[TSS04] max defers and failures per hour allowed\n\nRelease pending messages: https://example.net/login";
    check(outside, lure, "other text (imitation)");
    check(
        "Return-Path: <x@shop.example.net>\nFrom: 邮件系统管理员 <x@shop.example.net>\nTo: ann@example.cn\nSubject: 退信通知",
        "您的邮箱将被停用，请点击此处 https://example.net/ 重新验证。",
        "other text (imitation)",
    );
    // Archives drop the return path, and forgers put invisible characters into their words.
    check(
        "From: Mail Delivery Subsystem <sales@shop.example.net>\nTo: ann@example.cn\nSubject: Delivery Status Notification (Failure)",
        "Re\u{200b}lease pending messages to ann@example.cn: https://example.net/",
        "other text (imitation)",
    );
    // The mails that wait are invented, their senders too.
    check(
        "From: \"postmaster@example.cn\" <info@shop.example.net>\nTo: ann@example.cn\nSubject: [Mail Delivery Failure] 5 undelivered mails",
        "5 mails could not be delivered:\n\neve@example.org invoice\n\nReview messages: https://example.net/",
        "other text (imitation)",
    );
    let attached = |name: &str| {
        let mail = format!(
            "From: MAILER-DAEMON@example.com\nTo: ann@example.cn\nSubject: Returned mail: see transcript for details\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n\
--b1\nContent-Type: text/plain\n\nThe following addresses had permanent fatal errors:\n\n<bob@example.com>\n--b1\nContent-Type: application/octet-stream; name=\"{name}\"\n\nAAAA\n--b1--\n"
        );
        read(&mail).lines().next().unwrap_or_default().to_owned()
    };
    for name in ["document.zip", "Mail.pif"] {
        assert_eq!(attached(name), "other text (imitation)", "{name}");
    }
    for name in ["holiday.jpg", "ATT00001.htm"] {
        assert_eq!(attached(name), "failed text", "{name}");
    }
    // The note of a real postmaster about a real address.
    let postmaster =
        "Return-Path: <postmaster@example.com>\nFrom: Postmaster <postmaster@example.com>\nTo: ann@example.cn\nSubject: failure notice";
    let note = "bob@example.com\n550 5.1.1 User unknown\n\nFor help click here: https://example.com/help";
    assert!(read(&letter(postmaster, note)).starts_with("failed text\n  bob@example.com failed"));
    // A null return path is none that comes from outside for nothing.
    let null = outside.replace("<x@shop.example.net>\nFrom", "<>\nFrom");
    assert!(!read(&letter(&null, lure)).contains("imitation"));
}

#[test]
fn a_server_that_is_away_is_no_person() {
    for text in [
        "Der Server ist nicht erreichbar",
        "Der Mailserver des Empfängers bob@example.com ist nicht erreichbar. Zustellung gescheitert.",
        "您的邮件无法发送给 bob@example.com。\n对方服务器忙，稍后回复。",
        "Your mail to bob@example.com has not yet been delivered:\n452 4.2.2 mailbox of a user on vacation is full\n",
    ] {
        assert!(!drawn(text.as_bytes()).starts_with("auto-reply"), "{text}");
    }
}

#[test]
fn the_body_of_an_absence_needs_no_header() {
    for body in [
        "I am out of the office until Monday 30 November.\n\nIn urgent cases contact Eve (eve@example.com) Tel 555 5555 555.\n\nRegards,\nBob\n",
        "I am out of the office until 30 November. Contact eve@example.com.",
    ] {
        assert_eq!(drawn(body.as_bytes()).lines().next(), Some("auto-reply text"), "{body}");
    }
}
