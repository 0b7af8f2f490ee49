//! hMailServer: each recipient on a line of its own, below it what was sent and what the other host replied.
//!
//! Source: `SMTPClientConnection.cpp` (`UpdateRecipientWithError_`) and the text `MESSAGE_UNDELIVERABLE` of hMailServer 5.

use super::entry::read_headed;
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "hmailserver",
    agent: Some("hmailserver"),
    marks: &[&[Mark::Words("error type: smtp")], &[Mark::Words("hmailserver sent:")]],
    read: Reader::Own(read),
};

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    read_headed(words, Action::Failed, &["could not be reached"], is_signature, found);
    if found.deliveries.is_empty() {
        // The owner of the server may write another text above the list.
        read_headed(words, Action::Failed, &[], is_signature, found);
    }
}

fn is_signature(line: &str) -> bool {
    line == "hMailServer"
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn what_was_sent_and_replied_stands_below_each_recipient() {
        let mail = "Return-Path: <>\nFrom: mailer-daemon@out.example.cn\nTo: ann@example.cn\nSubject: Message undeliverable: hello\n\n\
Your message did not reach some or all of the intended recipients.\n\n   Sent: Mon, 23 Nov 2026 08:00:00 +0800\n   Subject: hello\n\n\
The following recipient(s) could not be reached:\n\nbob@example.com\n   Error Type: SMTP\n   Remote server (192.0.2.1) issued an error.\n   \
hMailServer sent: RCPT TO:<bob@example.com>\n   Remote server replied: 550 5.1.1 no such user\n\neve@example.org\n   Error Type: SMTP\n   \
Connection to recipients server failed.\n   Error: Host name: mx.example.org, message: Timeout\n\n\n\nhMailServer\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed hmailserver
          bob@example.com failed - | Error Type: SMTP /    Remote server (192.0.2.1) issued an error. /    hMailServer sent: RCPT TO:<bob@example.com> /    Remote server replied: 550 5.1.1 no such user
          eve@example.org failed - | Error Type: SMTP /    Connection to recipients server failed. /    Error: Host name: mx.example.org, message: Timeout
        ");
    }
}
