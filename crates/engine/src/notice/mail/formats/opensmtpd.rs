//! OpenSMTPD: a greeting, then a line for each recipient, `bob@example.com: why`.
//!
//! Source: `usr.sbin/smtpd/bounce.c` of OpenBSD, functions `bounce_next` and `bounce_session`.

use super::entry::{read_paragraphs, says};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "opensmtpd",
    agent: Some("opensmtpd"),
    marks: &[&[Mark::Words("this is the mailer-daemon, please do not reply")]],
    read: Reader::Own(read),
};

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let action = if says(words, &["a message is delayed for"]) {
        Action::Delayed
    } else if says(words, &["was successfully delivered"]) {
        Action::Delivered
    } else {
        Action::Failed
    };
    read_paragraphs(words, action, found);
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_line_is_a_recipient() {
        let mail = "Subject: Delivery status notification: error\nFrom: Mailer Daemon <MAILER-DAEMON@out.example.cn>\n\n    Hi!\n\n    \
This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    \
the following list of recipients:\n\nbob@example.com: 550 5.1.1 no such user\neve@example.org: 552 5.2.2 mailbox full\n\n    \
Below is a copy of the original message:\n\nReceived: by out.example.cn\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed opensmtpd
          bob@example.com failed - | 550 5.1.1 no such user
          eve@example.org failed - | 552 5.2.2 mailbox full
        ");
    }
}
