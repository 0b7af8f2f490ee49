//! MDaemon: "Failed address:" and a transcript of the session, in which each line has a time and an arrow.
//!
//! Source: field, notices made from `DelErr.dat` and `DelWarn.dat` of MDaemon 3 to 20.

use super::entry::{command, leading_address, position, says, without_bullet};
use super::{Format, Found, Mark, Reader};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery};
use crate::smtp::ReplyCode;

pub(super) const FORMAT: Format = Format {
    name: "mdaemon",
    agent: Some("mdaemon"),
    marks: &[
        &[Mark::Words("permanent fatal delivery errors")],
        &[Mark::Words("failed address:"), Mark::Words("session transcript")],
        &[Mark::Words("transient non-fatal delivery errors")],
        &[Mark::Words("--- session transcript ---")],
    ],
    read: Reader::Own(read),
};

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let waits = says(
        words,
        &["transient non-fatal", "will continue to be attempted", "will continue to attempt", "delivery warning", "still in the queue"],
    );
    let action = if waits { Action::Delayed } else { Action::Failed };
    let mut recipients = Vec::new();
    let (mut lists, mut in_transcript) = (false, false);
    let (mut stage, mut refused) = (None, None);
    let mut last = None;
    for line in words.lines() {
        if position(line.text, "session transcript").is_some() {
            (in_transcript, lists) = (true, false);
        } else if position(line.text, "end transcript").is_some() {
            in_transcript = false;
        } else if in_transcript {
            let arrow = |arrow| position(line.text, arrow).map(|at| at + arrow.len());
            let is_refusal = |said: &str| said.as_bytes().get(..3).and_then(ReplyCode::parse).is_some_and(|code| code.class().is_failure());
            if let Some(at) = arrow("--> ") {
                stage = command(line.text.get(at..).unwrap_or_default());
            } else if let Some(at) = arrow("<-- ") {
                let said = line.text.get(at..).unwrap_or_default();
                if is_refusal(said) {
                    refused = Some((line.start + at..line.end(), stage));
                }
            } else if is_refusal(line.text) {
                // Version 3 drew no arrows.
                refused = Some((line.start..line.end(), stage));
            } else if let Some(sent) = command(line.text) {
                stage = Some(sent);
            } else if !line.text.is_empty() {
                // `* Winsock Error 10060 Connection timed out.`, later `Socket error 10060 - The connection timed out.`
                let told = line.text.find("* ").map(|at| at + 2).or_else(|| position(line.text, "socket error "));
                last = told.map(|at| line.start + at..line.end()).or(last);
            }
        } else {
            lists |= ["failed address", "did not receive a copy"].iter().any(|label| position(line.text, label).is_some());
            let value = line.text.split_once(": ").map_or(line.text, |(_, value)| value);
            if lists && let Some((recipient, _)) = leading_address(without_bullet(value)) {
                recipients.push(recipient);
            }
            lists &= recipients.is_empty() || !line.text.is_empty();
        }
    }
    let (said, stage) = refused.map_or((last, None), |(said, stage)| (Some(said), stage));
    for recipient in recipients {
        let reply = said.clone().map(|said| words.statement(said));
        found.add(Delivery { recipient: Some(recipient), action: Some(action), reply, stage, ..Delivery::default() });
    }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;
    use crate::notice::{Delivery, read};
    use crate::smtp::Stage;

    const MAIL: &str = "Return-Path: <>\nFrom: MDaemon@out.example.cn\nTo: ann@example.cn\nSubject: Permanent Delivery Failure\n\n\
The attached message had PERMANENT fatal delivery errors!\n\nAfter one or more unsuccessful delivery attempts the attached message has\n\
been removed from the mail queue on this server.\n\nYOUR MESSAGE WAS NOT DELIVERED TO ONE OR MORE RECIPIENTS!\n\n\
Failed address: bob@example.com\n\n--- Session Transcript ---\n Mon 2026-11-23 08:00:00: [1:1] --> MAIL From:<ann@example.cn>\n \
Mon 2026-11-23 08:00:00: [1:1] <-- 250 ok\n Mon 2026-11-23 08:00:00: [1:1] --> RCPT To:<bob@example.com>\n \
Mon 2026-11-23 08:00:00: [1:1] <-- 550 5.1.1 no such user\n Mon 2026-11-23 08:00:00: [1:1] --> QUIT\n--- End Transcript ---\n\n\
: Message contains [1] file attachments\n";

    #[test]
    fn the_transcript_tells_the_reply_and_what_it_answered() {
        insta::assert_snapshot!(drawn(MAIL.as_bytes()), @r"
        failed mdaemon
          bob@example.com failed - | 550 5.1.1 no such user
        ");
        let stages: Vec<_> =
            read(MAIL.as_bytes()).into_iter().flat_map(|notice| notice.deliveries).map(|Delivery { stage, .. }| stage).collect();
        assert_eq!(stages, [Some(Stage::RcptTo)]);
    }

    #[test]
    fn a_mail_that_is_still_in_the_queue_is_delayed() {
        let mail = "Return-Path: <>\nFrom: MDaemon@out.example.cn\nTo: ann@example.cn\nSubject: Delivery Warning\n\n\
This message is still in the queue and has been for 4 hours. The server will continue to attempt delivery.\n\n\
Failed address: bob@example.com\n\n--- Session Transcript ---\n Mon 2026-11-23 08:00:00: Attempting SMTP connection to [192.0.2.7 : 25]\n \
Mon 2026-11-23 08:00:21: Socket error 10060 - The connection timed out.\n--- End Transcript ---\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        delayed mdaemon
          bob@example.com delayed - | Socket error 10060 - The connection timed out.
        ");
    }
}
