//! qmail and what was made from it: a greeting by `qmail-send`, then a paragraph for each recipient, which begins with the address in angle brackets and a colon.
//!
//! Source: `qmail-send.c` of qmail 1.03, function `addbounce` and `injectbounce`, and the page "QSBMF" of its author.

use super::{Format, Found, Mark};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery, reported_address};

pub(super) const FORMAT: Format =
    Format { name: "qmail", agent: Some("qmail"), marks: &[&[Mark::Words("this is the qmail-send program at")]], read };

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let mut recipient: Option<String> = None;
    let mut said = 0..0;
    let mut close = |recipient: Option<String>, said: std::ops::Range<usize>| {
        if recipient.is_some() {
            let reply = Some(words.statement(said)).filter(|reply| !reply.text.is_empty());
            found.add(Delivery { recipient, action: Some(Action::Failed), reply, ..Delivery::default() });
        }
    };
    for line in words.lines() {
        // The returned mail follows.
        if line.text.starts_with("---") {
            break;
        }
        let address = line.text.strip_prefix('<').and_then(|rest| rest.strip_suffix(">:")).and_then(reported_address);
        if address.is_some() {
            close(recipient.take(), said);
            recipient = address;
            said = line.end()..line.end();
        } else if recipient.is_some() {
            said.end = line.end();
        }
    }
    close(recipient, said);
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_paragraph_is_a_recipient() {
        let mail = "From: MAILER-DAEMON@out.example.cn\nTo: ann@example.cn\nSubject: failure notice\n\n\
Hi. This is the qmail-send program at out.example.cn.\nI could not deliver your message to these addresses.\n\n\
<bob@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\nGiving up on 192.0.2.1.\n\n\
<eve@example.net>:\nUser is over quota. (#5.2.2)\n\n\
--- Below this line is a copy of the message.\n\nReturn-Path: <ann@example.cn>\nFrom: ann@example.cn\nTo: bob@example.com\nSubject: hello\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed qmail
          bob@example.com failed - | 192.0.2.1 does not like recipient. / Remote host said: 550 5.1.1 no such user / Giving up on 192.0.2.1.
          eve@example.net failed - | User is over quota. (#5.2.2)
        ");
    }
}
