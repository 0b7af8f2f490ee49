//! Yahoo: a sentence, then each address in angle brackets with a colon and what was said below it.
//!
//! Written until 2013 or so as "Message from yahoo.com. Unable to deliver message to the following address(es).", since then as "Sorry, we were unable to deliver your message to the following address.", also by Yahoo! JAPAN and, after 2017, for AOL.
//! The reply is the qmail sentence "Remote host said:" with the reply behind or below it and the command in square brackets, and since 2018 the reply alone with a colon behind its code.

use super::headed::headed;
use super::{Format, Found, Mark, Reader, speaker};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery};

pub(super) const FORMAT: Format = Format {
    name: "yahoo",
    agent: Some("yahoo"),
    marks: &[
        &[Mark::Words("sorry, we were unable to deliver your message to the following address")],
        &[Mark::Words("message from  yahoo.")],
        &[Mark::Words("message from yahoo.")],
    ],
    read: Reader::Own(read),
};

/// Reads every address that heads a paragraph.
pub(super) fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    for headed in headed(words) {
        let reply = Some(words.statement(headed.said)).filter(|reply| !reply.text.is_empty());
        found.add(Delivery { recipient: Some(headed.recipient), action: Some(Action::Failed), reply, ..Delivery::default() });
    }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_address_has_its_reply() {
        let mail = "From: MAILER-DAEMON@yahoo.com\nTo: ann@example.cn\nSubject: Failure Notice\n\n\
Sorry, we were unable to deliver your message to the following address.\n\n\
<bob@example.com>:\nRemote host said:\n550 5.1.1 no such user\n[RCPT_TO]\n\n<eve@example.net>:\n552: 5.2.2 full\n\n\
--- Below this line is a copy of the message.\n\nReceived: from [192.0.2.1] by mail.example.com; 1 Jan 2018\nFrom: ann@example.cn\nTo: bob@example.com\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed yahoo
        about ann@example.cn / 
          bob@example.com failed - | Remote host said: / 550 5.1.1 no such user / [RCPT_TO]
          eve@example.net failed - | 552: 5.2.2 full
        ");
    }

    #[test]
    fn the_old_form_is_read() {
        let mail = "From: MAILER-DAEMON@mail.example.jp\nTo: ann@example.cn\nSubject: failure delivery\n\n\
Message from  yahoo.co.jp.\nUnable to deliver message to the following address(es).\n\n\
<bob@example.com>:\nThis user doesn't have a example.com account (bob@example.com) [-5]\n\n--- Original message follows.\n\nReturn-Path: <ann@example.cn>\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed yahoo
          bob@example.com failed - | This user doesn't have a example.com account (bob@example.com) [-5]
        ");
    }

    #[test]
    fn a_person_who_quotes_a_notice_bounces_nothing() {
        let mail = "From: Ann <ann@example.cn>\nTo: help@example.org\nSubject: Re: Failure Notice\n\nWhat is this?\n\n\
Sorry, we were unable to deliver your message to the following address.\n\n<bob@example.com>:\n550 no\n";
        assert_eq!(drawn(mail.as_bytes()), "other text");
    }
}
