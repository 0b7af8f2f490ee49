//! Inputs made to hurt, sent down the whole road from bytes to diagnoses.
//!
//! Each is answered, the answer is bounded whatever the size of the question, and where something was left out a warning says so.
//! Nothing is timed: work is counted in bytes looked at, and what is not counted is run at a size at which quadratic work would never end.

use tuixin::diagnose::{Basis, Workspace};
use tuixin::evidence::MAX_REPLY_BYTES;
use tuixin::knowledge::Knowledge;
use tuixin::mime::Mail;
use tuixin::notice::{Kind, MAX_DELIVERIES, Warning};
use tuixin::{Explanation, Options, explain, explain_with};

const MEGABYTE: usize = 1 << 20;

/// More than any answer holds: the texts of one report, of the words for people, and the names of ten thousand recipients.
const MAX_ANSWER: usize = 24 * MEGABYTE;

struct Answers<'k>(Vec<Explanation<'k>>);

/// Explains an input and checks what must hold for any bytes.
fn answers<'k>(knowledge: &'k Knowledge, input: &[u8]) -> Answers<'k> {
    let explanations = explain(knowledge, input, &mut Workspace::new());
    let mut size = 0;
    let mut deliveries = 0;
    for explained in explanations.iter().flat_map(|explanation| &explanation.deliveries) {
        let delivery = &explained.delivery;
        deliveries += 1;
        let text = delivery.reply.as_ref().map_or("", |reply| {
            assert!(reply.origin.start < reply.origin.end && reply.origin.end <= input.len(), "{:?} of {}", reply.origin, input.len());
            assert!(reply.text.len() <= MAX_REPLY_BYTES + 4096);
            &reply.text
        });
        let names = [
            &delivery.recipient,
            &delivery.original_recipient,
            &delivery.remote_mta,
            &delivery.reporting_mta,
            &delivery.retry_until,
            &delivery.feedback_type,
        ];
        size += text.len() + names.into_iter().flatten().map(String::len).sum::<usize>();
        let Some(diagnosis) = &explained.diagnosis else { continue };
        assert!((0.0..=1.0).contains(&diagnosis.confidence));
        assert!(text.get(diagnosis.innermost.range()).is_some());
        if let Some(Basis::Rule { span, .. }) = diagnosis.basis {
            assert!(!span.of(text).is_empty());
        }
    }
    for message in explanations.iter().filter_map(|explanation| explanation.message.as_ref()) {
        size += [&message.from, &message.subject, &message.message_id, &message.date].into_iter().flatten().map(String::len).sum::<usize>();
    }
    assert!(size <= MAX_ANSWER, "{size} bytes of answer");
    assert!(deliveries <= MAX_DELIVERIES && explanations.len() <= MAX_DELIVERIES, "{deliveries} in {}", explanations.len());
    Answers(explanations)
}

impl Answers<'_> {
    fn warns(&self, warning: Warning) -> bool {
        self.0.iter().any(|explanation| explanation.warnings.contains(&warning))
    }

    /// Every recipient with its cause.
    fn causes(&self) -> Vec<(&str, &str)> {
        let deliveries = self.0.iter().flat_map(|explanation| &explanation.deliveries);
        deliveries
            .map(|explained| {
                let cause = explained.diagnosis.as_ref().map_or("", |diagnosis| &diagnosis.cause.id);
                (explained.delivery.recipient.as_deref().unwrap_or_default(), cause)
            })
            .collect()
    }
}

/// A bounce in plain words, with this field, this body and this way to travel.
fn bounce(field: &str, body: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.com\r\nTo: alice@example.net\r\nSubject: Returned mail\r\n{field}\r\n\r\n\
         The following address failed:\r\n\r\n<bob@example.com>:\r\n550 5.1.1 User unknown\r\n\r\n{body}"
    )
}

/// A report about these blocks of fields.
fn report(fields: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.com\nTo: alice@example.net\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n{fields}\n--b--\n"
    )
}

const BOB: [(&str, &str); 1] = [("bob@example.com", "user-unknown")];

/// Asserts that twice as much input takes about twice as much reading: one part in sixteen more is where the caps fall.
fn check_linear(make: impl Fn(usize) -> String) {
    let [once, twice] = [1, 2].map(|factor| {
        let input = make(factor * MEGABYTE);
        let mail = Mail::parse(input.as_bytes());
        assert!(mail.visited() <= 24 * input.len() + 64);
        mail.visited()
    });
    assert!(twice <= 2 * once + once / 16 + 4096, "{once} bytes became {twice}");
}

#[test]
fn fifty_megabytes_of_text() {
    let knowledge = Knowledge::embedded();
    let filler = |size: usize| "Nothing of this matters to anybody.\r\n".repeat(size / 37);
    let plain = |size| bounce("MIME-Version: 1.0", &filler(size));
    let answers = answers(&knowledge, plain(50 * MEGABYTE).as_bytes());
    assert_eq!(answers.causes(), BOB);
    assert!(answers.warns(Warning::Truncated));
    check_linear(plain);
}

#[test]
fn fifty_megabytes_of_base64() {
    let knowledge = Knowledge::embedded();
    let encoded = |size: usize| {
        // Three bytes, so that the text goes on group by group: a recipient, then blanks and line ends without end.
        let words = "PGJvYkBleGFtcGxlLmNvbT46IDU1MCA1LjEuMSBVc2VyIHVua25vd24K";
        let line = "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAK";
        format!(
            "From: MAILER-DAEMON@mx.example.com\r\nTo: alice@example.net\r\nContent-Transfer-Encoding: base64\r\n\r\n{words}\r\n{}",
            format!("{line}\r\n").repeat(size / 74)
        )
    };
    let answers = answers(&knowledge, encoded(50 * MEGABYTE).as_bytes());
    assert_eq!(answers.causes(), BOB);
    assert!(answers.warns(Warning::Truncated));
    check_linear(encoded);
}

#[test]
fn fifty_megabytes_of_one_header_field() {
    let knowledge = Knowledge::embedded();
    for unit in ["x", " =?utf-8?B?6YCA?=", "\r\n folded", "=?gbk?Q?=CD=CB", "; a=b", "a=b ", "(", "\u{9000}", "\0"] {
        let size = if unit == "x" { 50 * MEGABYTE } else { 2 * MEGABYTE };
        let flood = unit.repeat(size / unit.len());
        for name in ["X-Filler", "Subject", "Content-Type", "From", "To"] {
            let mail = format!("{name}: {flood}\r\n{}", bounce("MIME-Version: 1.0", ""));
            assert_eq!(answers(&knowledge, mail.as_bytes()).0.len(), 1, "{unit} in {name} is one mail");
            if unit == "x" {
                break;
            }
        }
    }
    // A field that hides the second one from a first look is a field of a mail all the same.
    let mail = format!("Subject: {}\r\n{}", "x".repeat(100_000), bounce("MIME-Version: 1.0", ""));
    let answered = answers(&knowledge, mail.as_bytes());
    assert_eq!(answered.causes(), BOB);
    check_linear(|size| format!("Subject: {}\r\n{}", "x".repeat(size), bounce("MIME-Version: 1.0", "")));
}

#[test]
fn a_returned_subject_without_end() {
    let knowledge = Knowledge::embedded();
    let returned = format!("From: alice@example.net\nSubject: {}\n\nHello", "x".repeat(5 * MEGABYTE));
    let fields = format!("Final-Recipient: rfc822; bob@example.com\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n{returned}");
    let answers = answers(&knowledge, report(&fields).as_bytes());
    assert_eq!(answers.causes(), BOB);
    assert!(answers.warns(Warning::Truncated));
}

#[test]
fn ten_thousand_nested_parts() {
    let knowledge = Knowledge::embedded();
    let nested = |count: usize| {
        (0..count).fold(String::from("From: postmaster@example.com\nTo: alice@example.net\n"), |mail, level| {
            mail + &format!("Content-Type: multipart/mixed; boundary=level{level}\n\n--level{level}\n")
        })
    };
    let mail = nested(10_000) + "\n<bob@example.com>: 550 5.1.1 User unknown\n";
    assert!(answers(&knowledge, mail.as_bytes()).warns(Warning::Truncated));
    check_linear(|size| nested(size / 80));
    let flat = |count: usize| {
        let part = "--b\n\n<bob@example.com>: 550 5.1.1 User unknown\n";
        format!("From: postmaster@example.com\nContent-Type: multipart/mixed; boundary=b\n\n{}", part.repeat(count))
    };
    let answered = answers(&knowledge, flat(10_000).as_bytes());
    assert!(answered.warns(Warning::Truncated));
    assert_eq!(answered.causes(), BOB);
}

#[test]
fn a_line_of_ten_megabytes() {
    let knowledge = Knowledge::embedded();
    for unit in ["x", "550 ", "a@", "<a@example.com> ", "http://", ": ", "spam ", "\u{9000}", "\u{4e0d}", "5.1.1 ", "said: ", "\""] {
        let line = unit.repeat(10 * MEGABYTE / unit.len());
        let reply = format!("550 5.1.1 <bob@example.com>: User unknown {line}");
        let answered = answers(&knowledge, reply.as_bytes());
        assert_eq!(answered.0.len(), 1, "{unit}");
        assert!(answered.warns(Warning::Truncated), "{unit}");
        assert!(answers(&knowledge, bounce("MIME-Version: 1.0", &line).as_bytes()).warns(Warning::Truncated), "{unit}");
    }
    // Whatever was cut off, no character was cut in two, so the rest is still read as what it is.
    for shift in ["", "x", "xx"] {
        let reply = format!("550 5.1.1 用户不存在{shift}{}", "退".repeat(3 * MEGABYTE));
        let answered = answers(&knowledge, reply.as_bytes());
        assert!(answered.warns(Warning::Truncated) && !answered.warns(Warning::Charset));
    }
}

#[test]
fn bytes_that_are_no_text() {
    let knowledge = Knowledge::embedded();
    for byte in [0_u8, 1, 0x1b, 0x7f, 0x80, 0xff, b'\r', b'\n', b'-', b':'] {
        let flood = vec![byte; 5 * MEGABYTE];
        assert!(answers(&knowledge, &flood).causes().iter().all(|(recipient, _)| recipient.is_empty()));
        let mut mail = bounce("MIME-Version: 1.0", "").into_bytes();
        mail.extend_from_slice(&flood);
        answers(&knowledge, &mail);
    }
    let reply = "550 5.1.1\0 <bob@example.com>:\0 User\0unknown\0";
    let answered = answers(&knowledge, reply.as_bytes());
    assert_eq!(answered.causes(), BOB);
    let field = "Final-Recipient: rfc822; bob@example.com\0\nAction: failed\0\nDiagnostic-Code: smtp;\0 550 5.1.1 User\0 unknown\0\n";
    let answered = answers(&knowledge, report(field).as_bytes());
    assert_eq!(answered.causes().iter().map(|(_, cause)| *cause).collect::<Vec<_>>(), ["user-unknown"]);
}

#[test]
fn charsets_that_do_not_fit() {
    let knowledge = Knowledge::embedded();
    let gbk = b"\xd3\xca\xbc\xfe\xcd\xcb\xbb\xd8\xa3\xac\xd3\xca\xcf\xe4\xd2\xd1\xc2\xfa";
    for charset in ["utf-8", "us-ascii", "iso-2022-jp", "big5", "utf-7", "hz-gb-2312", "iso-2022-kr", "utf-16", "x-nobody-knows", "\"", ""]
    {
        for damage in [&gbk[..], b"\x81", b"\xff\xfe\x80", b"\x1b$B!\x80", b"~{\x80\x80~}", b"+\x80-"] {
            let mut mail = bounce(&format!("Content-Type: text/plain; charset={charset}"), "").into_bytes();
            mail.extend(damage.repeat(1000));
            let answered = answers(&knowledge, &mail);
            // These bytes of GBK are sound Big5 as well, so nobody can tell that the label is wrong.
            if charset != "big5" || damage != gbk {
                assert!(answered.warns(Warning::Charset), "{charset} {damage:?}");
            }
            // As long as letters are letters the recipient is found.
            if !matches!(charset, "utf-16") {
                assert!(answered.causes().contains(&BOB[0]), "{charset} {damage:?}: {:?}", answered.causes());
            }
        }
    }
    let mut fields = report("Final-Recipient: rfc822; bob@example.com\nDiagnostic-Code: smtp; 550 5.1.1 User unknown \n").into_bytes();
    let at = fields.windows(8).position(|eight| eight == b"unknown ").unwrap_or_default() + 8;
    fields.splice(at..at, gbk.iter().copied());
    let answered = answers(&knowledge, &fields);
    assert_eq!(answered.causes(), BOB);
    assert!(answered.warns(Warning::Charset));
    assert!(answers(&knowledge, &[b"550 5.1.1 ", &gbk[..], b"\xff\xff\xff"].concat()).warns(Warning::Charset));
}

#[test]
fn a_hundred_thousand_recipients() {
    let knowledge = Knowledge::embedded();
    let block = |number: usize| {
        format!(
            "Final-Recipient: rfc822; u{number}@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 User unknown\n\n"
        )
    };
    let answered = answers(&knowledge, report(&(0..100_000).map(block).collect::<String>()).as_bytes());
    assert_eq!(answered.causes().len(), MAX_DELIVERIES);
    assert!(answered.warns(Warning::Truncated));
    let few = answers(&knowledge, report(&(0..100).map(block).collect::<String>()).as_bytes());
    assert_eq!((few.causes().len(), few.warns(Warning::Truncated)), (100, false));

    let list = (0..100_000).map(|number| format!("u{number}@example.com")).collect::<Vec<_>>().join(",\r\n ");
    let answered = answers(&knowledge, bounce(&format!("X-Failed-Recipients: {list}"), "").as_bytes());
    assert_eq!(answered.causes().len(), MAX_DELIVERIES);
    assert!(answered.warns(Warning::Truncated));
}

#[test]
fn addresses_in_plain_words_without_end() {
    let knowledge = Knowledge::embedded();
    let words: String = (0..1000).map(|number| format!("<u{number}@example.com>: 550 5.1.1 User unknown\n")).collect();
    let parts = format!("--b\n\n{words}").repeat(900);
    let mail = format!("From: postmaster@example.com\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n");
    let answered = answers(&knowledge, mail.as_bytes());
    assert_eq!(answered.causes().len(), 1000);
    assert!(answered.warns(Warning::Truncated));
    // Everybody is told about everybody: the same words speak of each of ten thousand recipients that one address stands for.
    let said = format!("<bob@example.com>: 421 {}\n", "later ".repeat(10_000)).repeat(4);
    let block =
        |number| format!("Final-Recipient: rfc822; u{number}@example.com\nOriginal-Recipient: rfc822; bob@example.com\nAction: failed\n\n");
    let block: String = (0..10_000).map(block).collect();
    let report = report(&block).replacen("--b\n", &format!("--b\n\n{said}--b\n"), 1);
    let answered = answers(&knowledge, report.as_bytes());
    assert_eq!(answered.causes().len(), MAX_DELIVERIES);
    assert!(answered.warns(Warning::Truncated));
}

#[test]
fn a_host_name_without_end_is_not_told_with_every_recipient() {
    let knowledge = Knowledge::embedded();
    let host = "x".repeat(2 * MEGABYTE);
    let block = |number| format!("Final-Recipient: rfc822; u{number}@example.com\nAction: failed\n\n");
    let blocks: String = (0..10_000).map(block).collect();
    let fields = format!("Reporting-MTA: dns; {host}\n\n{blocks}");
    assert_eq!(answers(&knowledge, report(&fields).as_bytes()).causes().len(), MAX_DELIVERIES);
    let fields = format!("Final-Recipient: rfc822; {host}@example.com\nAction: failed\nRemote-MTA: dns; {host}\n");
    assert!(answers(&knowledge, report(&fields).as_bytes()).causes().iter().all(|(recipient, _)| recipient.len() <= 1024));
}

#[test]
fn ten_thousand_reply_lines() {
    let knowledge = Knowledge::embedded();
    let replies = |count: usize| "550 5.1.1 <bob@example.com>: User unknown\n".repeat(count);
    let answered = answers(&knowledge, replies(10_000).as_bytes());
    assert_eq!(answered.causes(), [BOB[0]; 10_000]);
    assert!(!answered.warns(Warning::Truncated));
    let answered = answers(&knowledge, replies(50_000).as_bytes());
    assert_eq!(answered.0.len(), MAX_DELIVERIES);
    assert!(answered.0.last().is_some_and(|last| last.warnings == [Warning::Truncated]));
    // One reply of many lines, and many replies amid prose.
    let answered = answers(&knowledge, "550-5.1.1 User unknown\n".repeat(10_000).as_bytes());
    assert_eq!(answered.0.len(), 1);
    let prose = format!("What became of my mails:\n\n{}", "550 x\n".repeat(600_000));
    let answered = answers(&knowledge, prose.as_bytes());
    // They name nobody, so they are one failure however often it is told.
    assert_eq!((answered.0.len(), answered.causes().len()), (1, 1));
    assert!(answered.warns(Warning::Truncated));
}

#[test]
fn a_diagnostic_code_of_five_megabytes() {
    let knowledge = Knowledge::embedded();
    let long = "because ".repeat(5 * MEGABYTE / 8);
    let folded = "because\n ".repeat(5 * MEGABYTE / 9);
    let cut_off = "because\n\n".repeat(5 * MEGABYTE / 9);
    for said in [long, folded, cut_off] {
        let fields = format!(
            "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown {said}\n"
        );
        let answered = answers(&knowledge, report(&fields).as_bytes());
        assert_eq!(answered.causes(), BOB);
        assert!(answered.warns(Warning::Truncated));
    }
}

#[test]
fn wrappers_in_wrappers() {
    let knowledge = Knowledge::embedded();
    for wrapper in [
        "host mx.example.com[192.0.2.1] said: 450 ",
        "the mta server of example.com reply: 451 ",
        "<421 4.4.7 ",
        "smtp; 554 ",
        "Remote host said: ",
        "5.3.0 - Other mail system problem 550-'",
    ] {
        let inner = "550 5.1.1 <bob@example.com>: User unknown";
        let deep = wrapper.repeat((MAX_REPLY_BYTES - inner.len()) / wrapper.len()) + inner;
        let answered = answers(&knowledge, deep.as_bytes());
        assert_eq!(answered.causes(), BOB, "{wrapper}");
        assert!(!answered.warns(Warning::Truncated));
        // Where the innermost reply is out of sight it is not guessed.
        let deeper = wrapper.repeat(2 * MAX_REPLY_BYTES / wrapper.len()) + inner;
        let answered = answers(&knowledge, deeper.as_bytes());
        assert!(answered.warns(Warning::Truncated), "{wrapper}");
        assert!(answered.causes().iter().all(|(recipient, cause)| recipient.is_empty() && *cause != "user-unknown"));
    }
}

#[test]
fn marks_of_exchange_without_end() {
    let knowledge = Knowledge::embedded();
    for unit in [
        "bob@example.com\n#550 5.1.1 x\n",
        "bob@example.com on 1/1/2004 08:00\n<mx.example.com #5.1.1 ",
        "<#5.1.1",
        "bob@example.com<mailto:bob@example.com>\n",
        "bob@example.com on 1/1/2004 08:00\nMSEXCH:IMS:A:B:C 0 (000C05A6) no\n",
        "'550 5.1.1 x",
        "Error: 550 5.1.1 x\n",
    ] {
        let flood = unit.repeat(4 * MEGABYTE / unit.len());
        let titles = "recipients or groups #550 '550 MSEXCH: #5. recipient(s) could not be reached RESOLVER.";
        answers(&knowledge, bounce("MIME-Version: 1.0", &format!("{titles}\n{flood}")).as_bytes());
        answers(&knowledge, bounce("MIME-Version: 1.0", &format!("{titles}\n{}", flood.replace('\n', "\r\n"))).as_bytes());
    }
}

#[test]
fn fields_of_a_report_in_every_order() {
    let knowledge = Knowledge::embedded();
    for unit in [
        "Final-Recipient: rfc822; bob@example.com\nAction: failed\n",
        "Original-Recipient: rfc822; bob@example.com\n\n",
        "Diagnostic-Code: smtp; 550 no\n",
        "Diagnostic-Code: smtp; 550 no\n\nmore\n\n",
        "https://example.com/\n",
        "Will-Retry-Until: tomorrow\nFinal-Recipient: bob@example.com\nStatus: 4.0.0\n",
        "\n",
        ":",
    ] {
        let flood = unit.repeat(4 * MEGABYTE / unit.len());
        answers(
            &knowledge,
            report(&format!("Final-Recipient: rfc822; bob@example.com\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550\n{flood}")).as_bytes(),
        );
    }
}

#[test]
fn json_made_to_hurt() {
    let knowledge = Knowledge::embedded();
    let bounced = r#"{"emailAddress":"bob@example.com","diagnosticCode":"smtp; 550 5.1.1 User unknown"},"#;
    let many = bounced.repeat(20_000);
    let event = format!(r#"{{"notificationType":"Bounce","bounce":{{"bouncedRecipients":[{}]}},"mail":{{}}}}"#, many.trim_end_matches(','));
    let found = answers(&knowledge, event.as_bytes());
    assert!(found.warns(Warning::Truncated));
    let lines = r#"{"eventType":"Open","mail":{}}"#.repeat(100_000);
    for text in
        ["[".repeat(MEGABYTE), "{\"detail\":".repeat(100_000), format!("[{}]", "{},".repeat(MEGABYTE)), lines, "{\n".repeat(MEGABYTE)]
    {
        answers(&knowledge, text.as_bytes());
    }
}

#[test]
fn nothing_to_explain() {
    let knowledge = Knowledge::embedded();
    for input in ["", "\n", "\u{feff}", " ", "\0", "From: a@example.com\nTo: b@example.com\n\n", "250 2.0.0 OK"] {
        let answered = answers(&knowledge, input.as_bytes());
        assert!(answered.0.iter().all(|explanation| explanation.deliveries.is_empty() && explanation.kind == Kind::Other), "{input:?}");
    }
}

#[test]
fn a_complaint_of_a_million() {
    let knowledge = Knowledge::embedded();
    let fields: String = (0..1_000_000).map(|number| format!("Original-Rcpt-To: <user{number}@example.com>\n")).collect();
    let mail = format!(
        "From: fbl@example.com\nTo: alice@example.net\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n\
         --b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n{fields}\n--b--\n"
    );
    let answers = answers(&knowledge, mail.as_bytes());
    assert!(answers.0.iter().all(|explanation| explanation.kind == Kind::Complaint) && answers.warns(Warning::Truncated));
    assert!((1..=1000).contains(&answers.causes().len()));
}

#[test]
fn a_mail_that_went_a_million_ways() {
    let knowledge = Knowledge::embedded();
    let hops = "Received: from a.example.org ([203.0.113.9]) by b.example.org with ESMTP id 1;\n".repeat(1_000_000);
    let mail =
        report("Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown")
            .replace("--b--", &format!("--b\nContent-Type: message/rfc822\n\n{hops}From: alice@example.net\n\nhello\n--b--"));
    let options = Options::of("example.net".parse().expect("a domain"));
    let explanations = explain_with(&knowledge, mail.as_bytes(), &options, &mut Workspace::new());
    // The end of such a header is never seen, so nothing can be missing in it.
    assert!(explanations.iter().all(|explanation| !explanation.warnings.contains(&Warning::Backscatter)));
}

#[test]
fn an_answer_full_of_promises() {
    let knowledge = Knowledge::embedded();
    for words in ["until bis hasta 1 1 1 ", "\"notificationType\":\"Complaint\",\"complainedRecipients\" \"a\":\"", "feedback-type: x\n"] {
        let mail = format!(
            "Return-Path: <>\nFrom: bob@example.com\nTo: alice@example.net\nSubject: Re: hello\nIn-Reply-To: <1@example.net>\n\n{}",
            words.repeat(20 * MEGABYTE / words.len())
        );
        assert!(answers(&knowledge, mail.as_bytes()).0.iter().all(|explanation| !explanation.kind.is_failure()), "{words}");
    }
}
