//! Postfix without a report for programs, as it was before version 2 or after somebody threw the report away: a paragraph for each recipient, `<bob@example.com> (expanded from <team@example.com>): why`.
//!
//! Source: `src/bounce/bounce_notify_util.c` (`bounce_recipient_log`) and the built-in templates in `src/bounce/bounce_templates.c` of Postfix 3.9; Postfix 1.1 introduces itself as "This is the Postfix program at host".

use super::entry::{read_paragraphs, says};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "postfix",
    agent: Some("postfix"),
    marks: &[
        &[Mark::Words("postfix program at host")],
        &[Mark::Words("this is the mail system at host")],
        &[Mark::Words("if you do so, please include this problem report. you can")],
    ],
    read: Reader::Own(read),
};

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let action = if says(words, &["your message was successfully delivered"]) {
        Action::Delivered
    } else if says(words, &["this is a warning only", "your message could not be delivered for", "it will be retried until"]) {
        Action::Delayed
    } else {
        Action::Failed
    };
    read_paragraphs(words, action, found);
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_paragraph_is_a_recipient() {
        let mail = "Return-Path: <>\nFrom: MAILER-DAEMON@out.example.cn (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\n\n\
This is the Postfix program at host out.example.cn.\n\nI'm sorry to have to inform you that the message returned\n\
below could not be delivered to one or more destinations.\n\nFor further assistance, please send mail to <postmaster@out.example.cn>\n\n\
\t\t\tThe Postfix program\n\n<bob@example.com>: host mx.example.com[192.0.2.1] said: 550 no such\n    user here (in reply to RCPT TO command)\n\n\
<eve@example.org> (expanded from <team@example.com>): mail for example.org loops\n    back to myself\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed postfix
          bob@example.com failed - | host mx.example.com[192.0.2.1] said: 550 no such /     user here (in reply to RCPT TO command)
          eve@example.org for team@example.com failed - | mail for example.org loops /     back to myself
        ");
    }

    #[test]
    fn a_warning_is_a_delay_and_a_success_no_failure() {
        for (words, kind) in [
            (
                "THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nYour message could not be delivered for more than 4 hour(s).",
                "delayed",
            ),
            ("Your message was successfully delivered to the destination(s)\nlisted below.", "delivered"),
        ] {
            let mail = format!(
                "Return-Path: <>\nFrom: MAILER-DAEMON@out.example.cn\n\nThis is the mail system at host out.example.cn.\n\n{words}\n\n<bob@example.com>: 250 or 450\n"
            );
            assert_eq!(drawn(mail.as_bytes()), format!("{kind} postfix\n  bob@example.com {kind} - | 250 or 450"));
        }
    }
}
