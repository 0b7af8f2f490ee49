//! Postfix tells its postmaster about a session with a client that ended in errors: `Out:` is what Postfix said, `In:` what the client did.
//!
//! The mail of the client may have come another way since, so nothing is reported as failed.
//!
//! Source: `src/smtpd/smtpd_chat.c` of Postfix 3.9, function `smtpd_chat_notify`.

use std::ops::Range;

use super::entry::{command, leading_address};
use super::{Format, Found, Mark, Reader};
use crate::notice::Delivery;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::smtp::{ReplyCode, Stage};

pub(super) const FORMAT: Format = Format {
    name: "postfix-session",
    agent: Some("postfix"),
    marks: &[&[Mark::Subject("postfix smtp server: errors from")], &[Mark::Subject("postfix smtp server: message from")]],
    read: Reader::Own(read),
};

/// How many recipients wait for what becomes of the message.
const MAX_WAITING: usize = 1000;

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let mut accepted: Vec<String> = Vec::new();
    let mut commanded: Option<(Stage, Option<String>)> = None;
    let mut said: Option<(Range<usize>, ReplyCode)> = None;
    for line in words.lines() {
        if let Some(sent) = line.text.strip_prefix("In:") {
            answer(words, &mut accepted, commanded.take(), said.take(), found);
            commanded = command(sent.trim_start()).map(|stage| (stage, address_in(sent)));
        } else if let Some(reply) = line.text.strip_prefix("Out:") {
            let reply = reply.trim_start();
            let start = line.end() - reply.len();
            // `354` comes before the answer to the message itself.
            if said.as_ref().is_some_and(|(_, code)| code.number() == 354) {
                commanded = Some((Stage::EndOfData, None));
            }
            let code = reply.as_bytes().get(..3).and_then(ReplyCode::parse);
            said = code.map(|code| match said.take() {
                Some((range, before)) if before == code => (range.start..line.end(), code),
                _ => (start..line.end(), code),
            });
        } else if line.text.is_empty() {
            answer(words, &mut accepted, commanded.take(), said.take(), found);
        } else if let Some((range, _)) = &mut said {
            range.end = line.end();
        } else if let Some((_, address @ None)) = &mut commanded {
            // Long commands are folded.
            *address = address_in(line.text);
        }
    }
    answer(words, &mut accepted, commanded, said, found);
}

fn address_in(text: &str) -> Option<String> {
    text.split_once('<').and_then(|(before, _)| leading_address(text.get(before.len()..)?)).map(|(address, _)| address)
}

/// A command has its answer.
fn answer(
    words: &Words<'_>,
    accepted: &mut Vec<String>,
    commanded: Option<(Stage, Option<String>)>,
    said: Option<(Range<usize>, ReplyCode)>,
    found: &mut Found,
) {
    let (Some((stage, address)), Some((said, code))) = (commanded, said) else { return };
    if stage == Stage::MailFrom {
        accepted.clear();
    }
    let refused = match (stage, address) {
        (Stage::RcptTo, Some(recipient)) if code.class().is_failure() => vec![recipient],
        (Stage::RcptTo, Some(recipient)) => {
            if accepted.len() < MAX_WAITING {
                accepted.push(recipient);
            }
            return;
        }
        (Stage::Data | Stage::EndOfData, _) if code.class().is_failure() => std::mem::take(accepted),
        _ => return,
    };
    for recipient in refused {
        let reply = Some(words.statement(said.clone()));
        found.add(Delivery { recipient: Some(recipient), reply, stage: Some(stage), ..Delivery::default() });
    }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn what_was_refused_is_told_but_not_as_a_failure() {
        let mail = "From: MAILER-DAEMON@out.example.cn (Mail Delivery System)
To: postmaster@out.example.cn (Postmaster)
Subject: Postfix SMTP server: errors from pc.example.net[192.0.2.7]

Transcript of session follows.

 Out: 220 out.example.cn ESMTP
 In:  EHLO pc.example.net
 Out: 250-out.example.cn
 Out: 250 DSN
 In:  MAIL FROM:<ann@example.net>
 Out: 250 2.1.0 Ok
 In:  RCPT
     TO:<bob@example.cn>
 Out: 250 2.1.5 Ok
 In:  RCPT TO:<eve@example.cn>
 Out: 550 5.1.1 no such user
 In:  DATA
 Out: 354 End data with <CR><LF>.<CR><LF>
 Out: 451 4.3.0 Error: queue file write error
 In:  QUIT
 Out: 221 2.0.0 Bye

For other details, see the local mail logfile
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        other postfix-session
          eve@example.cn - - | 550 5.1.1 no such user
          bob@example.cn - - | 451 4.3.0 Error: queue file write error
        ");
    }
}
