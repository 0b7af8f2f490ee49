//! Gmail, Google Workspace and Google Groups, where the report for programs is missing or empty.
//!
//! Until about 2016 a plain text: "Delivery to the following recipient failed permanently:", the address, "Technical details of permanent failure:" and, inside a sentence or below it, "The error that the other server returned was:".
//! Since then a card in HTML with a text beside it, in the language of the sender: the address in a sentence, the help page, and at the end "The response was:" with the reply, also in that language.
//! Therefore nothing here depends on the language: the address is that of `X-Failed-Recipients` or the first one named, a delay is told by the English subject, and the reply stands behind the last line that ends in a colon.

use std::ops::Range;

use super::headed::headed;
use super::{Format, Found, Mark, Reader, speaker};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery, MAX_DELIVERIES, Statement, address, reported_address};

pub(super) const FORMAT: Format = Format {
    name: "google",
    agent: Some("google"),
    marks: &[
        &[Mark::From("mailer-daemon@googlemail.com")],
        &[Mark::From("mailer-daemon@google.com")],
        &[Mark::From("mailer-daemon@gmail.com")],
        &[Mark::Words("technical details of permanent failure")],
        &[Mark::Words("technical details of temporary failure")],
        &[Mark::Words("google tried to deliver your message")],
        &[Mark::Words("gmail will retry for")],
        &[Mark::Words("** delivery incomplete **")],
        &[Mark::Words("** address not found **")],
        &[Mark::Words("** message not delivered **")],
        &[Mark::Words("** message blocked **")],
        &[Mark::Words("** recipient inbox full **")],
        &[Mark::Words("** message too large **")],
    ],
    read: Reader::Own(read),
};

/// Sentences behind which the reply stands, in the notices that are written in English alone.
const LEADS: [&str; 4] =
    ["other server returned was:", "the response from the remote server was:", "the response was:", "details of permanent failure:"];
/// How much of the words is searched for the reply, in bytes.
const MAX_SEARCHED: usize = 16 * 1024;

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    if !speaker::is_a_mail_system(incoming) {
        return;
    }
    let all = 0..words.text().floor_char_boundary(MAX_SEARCHED);
    let told = statement(words, all.clone());
    let reply = behind_lead(words, all.clone()).or_else(|| below_last_colon(words, all)).filter(|reply| reply.text.len() < told.text.len());
    let action = action(incoming, words);
    for recipient in recipients(incoming, words) {
        let (reply, remarks) = match &reply {
            Some(reply) => (reply.clone(), vec![told.clone()]),
            None => (told.clone(), Vec::new()),
        };
        found.add(Delivery {
            recipient: Some(recipient),
            action: Some(action),
            reply: Some(reply).filter(|reply| !reply.text.is_empty()),
            remarks,
            ..Delivery::default()
        });
    }
}

fn recipients(incoming: &Incoming<'_, '_>, words: &Words<'_>) -> Vec<String> {
    let failed = incoming.value("X-Failed-Recipients");
    let named: Vec<String> = failed.split(',').filter_map(reported_address).take(MAX_DELIVERIES).collect();
    if !named.is_empty() {
        return named;
    }
    let headed: Vec<String> =
        headed(words).into_iter().map(|headed| headed.recipient).filter(|address| !incoming.is_own(address)).collect();
    if !headed.is_empty() {
        return headed;
    }
    address::written(words.text()).map(str::to_owned).find(|address| !incoming.is_own(address)).into_iter().collect()
}

fn action(incoming: &Incoming<'_, '_>, words: &Words<'_>) -> Action {
    let is_told = |text: &str| {
        let text = text.to_ascii_lowercase();
        [
            "(delay)",
            "has been delayed",
            "details of temporary failure",
            "will be retried for",
            "gmail will retry for",
            "delivery incomplete",
        ]
        .iter()
        .any(|sign| text.contains(sign))
    };
    let text = words.text();
    let is_delay = is_told(incoming.subject()) || is_told(text.get(..text.floor_char_boundary(2048)).unwrap_or_default());
    if is_delay { Action::Delayed } else { Action::Failed }
}

/// What stands behind a sentence that leads to the reply.
fn behind_lead(words: &Words<'_>, all: Range<usize>) -> Option<Statement> {
    let text = words.text().get(all.clone())?.to_ascii_lowercase();
    LEADS.iter().find_map(|lead| {
        let at = text.rfind(lead)? + lead.len();
        Some(statement(words, at..all.end)).filter(|statement| !statement.text.is_empty())
    })
}

/// What stands below the last line that ends in a colon.
fn below_last_colon(words: &Words<'_>, all: Range<usize>) -> Option<Statement> {
    let lines = words.lines().take_while(|line| line.end() <= all.end);
    let at = lines.filter(|line| line.text.ends_with([':', '：'])).last()?.end();
    // A colon leads to a list of addresses or of possible reasons, too.
    Some(statement(words, at..all.end)).filter(|statement| {
        let first = statement.text.lines().next().unwrap_or_default();
        !first.is_empty() && !first.starts_with(['*', '•']) && reported_address(first).is_none_or(|address| !address.contains('@'))
    })
}

/// The words in a range, without the line that announces the returned mail.
fn statement(words: &Words<'_>, range: Range<usize>) -> Statement {
    let text = words.text().get(range.clone()).unwrap_or_default();
    let end = text.find("----- ").map_or(range.end, |at| range.start + at);
    words.statement(range.start..end)
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_old_text_is_read() {
        let mail = "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: ann@gmail.com\nX-Failed-Recipients: bob@example.com\nSubject: Delivery Status Notification (Failure)\n\n\
Delivery to the following recipient failed permanently:\n\n     bob@example.com\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain example.com by mx.example.com. [192.0.2.1].\n\nThe error that the other server returned was:\n550 5.1.1 no such user\n\n----- Original message -----\n\nDKIM-Signature: v=1\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed google
          bob@example.com failed - | 550 5.1.1 no such user
        ");
        let delay = "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: ann@gmail.com\nSubject: Delivery Status Notification (Delay)\n\n\
Delivery to the following recipient has been delayed:\n\n     bob@example.com\n\nMessage will be retried for 2 more day(s)\n\nTechnical details of temporary failure:\nThe recipient server did not accept our requests to connect.\n\n----- Original message -----\n";
        insta::assert_snapshot!(drawn(delay.as_bytes()), @r"
        delayed google
          bob@example.com delayed - | The recipient server did not accept our requests to connect.
        ");
    }

    #[test]
    fn the_card_is_read_in_a_language_that_is_not_known_here() {
        let mail = "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: ann@gmail.com\nSubject: Delivery Status Notification (Failure)\nContent-Type: text/plain; charset=utf-8\n\n\
** Heimilisfangið fannst ekki **\n\nSkilaboðin þín bárust ekki til bob@example.com vegna þess að heimilisfangið fannst ekki.\n\nhttps://support.google.com/mail/?p=NoSuchUser\n\nSvarið var:\n\n550 5.1.1 The email account that you tried to reach does not exist.\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed google
          bob@example.com failed - | 550 5.1.1 The email account that you tried to reach does not exist.
        ");
    }

    #[test]
    fn a_list_of_possible_reasons_is_no_reply() {
        let mail = "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: ann@example.cn\nX-Failed-Recipients: team@example.com\nSubject: Delivery Status Notification (Failure)\nContent-Type: text/plain; charset=utf-8\n\n\
Halló ann@example.cn,\n\nHópurinn (team) er ef til vill ekki til:\n\n * Nafnið er rangt.\n\nhttps://groups.google.com/support/.\n\nTakk,\n\nGoogle Groups\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed google
          team@example.com failed - | Halló ann@example.cn, /  / Hópurinn (team) er ef til vill ekki til: /  /  * Nafnið er rangt. /  / https://groups.google.com/support/. /  / Takk, /  / Google Groups
        ");
    }

    #[test]
    fn a_card_may_tell_a_delay() {
        let mail = "From: mailer-daemon@googlemail.com\nTo: ann@gmail.com\nSubject: Delivery Status Notification (Delay)\n\n\
** Delivery incomplete **\n\nThere was a temporary problem delivering your message to bob@example.com. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n\nThe response was:\n\n451 4.3.0 later\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        delayed google
          bob@example.com delayed - | 451 4.3.0 later
        ");
    }

    #[test]
    fn an_empty_report_does_not_hide_whom_the_header_names() {
        let mail = "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: ann@gmail.com\nX-Failed-Recipients: bob@example.com\nSubject: Delivery Status Notification (Failure)\nContent-Type: multipart/report; boundary=B\n\n\
--B\nContent-Type: text/plain\n\n** Message not delivered **\n\nThe response was:\n\nUnspecified Error (SENT_SECOND_EHLO): Smtp server does not advertise AUTH capability\n\n--B\nContent-Type: message/delivery-status\n\n\n--B\nContent-Type: message/rfc822\n\nFrom: ann@example.cn\nTo: eve@example.net\nSubject: hello\n\n--B--\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed google
        about ann@example.cn / hello
          bob@example.com failed - | Unspecified Error (SENT_SECOND_EHLO): Smtp server does not advertise AUTH capability
        ");
    }
}
