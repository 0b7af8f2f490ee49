//! qmail and what was made from it: a greeting by `qmail-send`, then a paragraph for each recipient, which begins with the address in angle brackets and a colon.
//!
//! Source: `qmail-send.c` of qmail 1.03, function `addbounce` and `injectbounce`, and the page "QSBMF" of its author, which also asks for the line "--- Below this line is a copy of the message."
//! Whoever runs qmail may write another greeting, in another language, so that line, the subject and the paragraphs tell the format as well.

use super::entry::{Entries, leading_address};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};

pub(super) const FORMAT: Format = Format {
    name: "qmail",
    agent: Some("qmail"),
    marks: &[
        &[Mark::Words("this is the qmail-send program")],
        &[Mark::Words("this is the qmail program")],
        &[Mark::Words("this is the mail delivery agent at")],
        &[Mark::Words("this is the mail delivery program at")],
        &[Mark::Words("this is the deliver program at")],
        &[Mark::Words("this is the indimail")],
        &[Mark::Words("wasn't able to deliver your message to the following addresses")],
        &[Mark::Words("was not able to deliver your message to the following addresses")],
        &[Mark::Words("unable to deliver your message to the following address")],
        &[Mark::Words("unable to deliver message to the following address")],
        &[Mark::Subject("failure notice"), Mark::Words(">:")],
        &[Mark::Subject("failure delivery"), Mark::Words(">:")],
        &[Mark::Words("giving up on "), Mark::Words(">:")],
        &[Mark::Words("does not like recipient."), Mark::Words(">:")],
    ],
    read: Reader::Own(read),
};

/// How a line begins that still belongs to the paragraph above a blank line, which only a later system can have put there.
const CONTINUATIONS: [&str; 4] = ["Remote host said:", GIVING_UP, "I'm not going to try again", "STARTTLS "];

/// What stands behind every refusal, with the address of the host.
const GIVING_UP: &str = "Giving up on ";

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let mut entries = Entries::new(words, Action::Failed, found);
    let mut after_blank = false;
    for line in words.lines() {
        if line.text.is_empty() {
            after_blank = true;
            continue;
        }
        // The returned mail follows.
        if line.text.starts_with("---") {
            break;
        }
        let heading = leading_address(line.text).filter(|_| line.text.starts_with('<'));
        match heading.and_then(|(recipient, rest)| Some((recipient, rest.strip_prefix(':')?.trim_start()))) {
            Some((recipient, rest)) => {
                entries.begin(recipient, line.end() - rest.len());
                if !rest.is_empty() {
                    entries.say(&Line { text: rest, start: line.end() - rest.len(), indent: 0 });
                }
            }
            None if after_blank && entries.has_said() && !CONTINUATIONS.iter().any(|start| line.text.starts_with(start)) => entries.close(),
            // What the server answered ends there, and rules that hear a whole reply would not know it.
            None if entries.has_said() && line.text.starts_with(GIVING_UP) => {}
            None => entries.say(&line),
        }
        after_blank = false;
    }
    entries.close();
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
        about ann@example.cn / hello
          bob@example.com failed - | 192.0.2.1 does not like recipient. / Remote host said: 550 5.1.1 no such user
          eve@example.net failed - | User is over quota. (#5.2.2)
        ");
    }

    #[test]
    fn the_greeting_may_be_anything() {
        let mail = "From: MAILER-DAEMON@out.example.cn\nTo: ann@example.cn\nSubject: failure notice\n\n\
Su mensaje no pudo ser entregado.\n\n<bob@example.com>:\nSorry, no mailbox here by that name. (#5.1.1)\n\nGracias.\n\n--- Mensaje original adjunto.\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed qmail
          bob@example.com failed - | Sorry, no mailbox here by that name. (#5.1.1)
        ");
    }
}
