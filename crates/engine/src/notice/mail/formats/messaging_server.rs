//! PMDF, iPlanet, Sun and Oracle Messaging Server: a form for each recipient.
//!
//! Source: `return_*.txt` of the Messaging Server, described in "Oracle Communications Messaging Server Reference", chapter on notification messages; PMDF 5 and 6 use `Addressee:`.

use super::template::{self, Label, Part};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "messaging-server",
    agent: Some("messaging-server"),
    marks: &[
        &[Mark::Words("recipient address:"), Mark::Words("reason:")],
        &[Mark::Words("recipient address:"), Mark::Words("diagnostic code:")],
        &[Mark::Words("addressee:"), Mark::Words("reason:")],
        &[Mark::Words("this report relates to a message you sent with the following header")],
    ],
    read: Reader::Own(read),
};

const LABELS: &[Label] = &[
    Label::Begins("Recipient address", Part::Recipients),
    Label::Begins("Addressee", Part::Recipients),
    Label::Begins("Original address", Part::Original),
    Label::Begins("Reason", Part::Reply),
    Label::Begins("Error condition", Part::Reply),
    Label::Begins("Diagnostic code", Part::Reply),
    Label::Begins("Remote system", Part::Host),
    Label::Begins("Reporting system", Part::Nothing),
    Label::Begins("Delivery attempt history for your mail", Part::History),
    Label::Begins("Delivery attempt history", Part::History),
    Label::Begins("The mail system will continue", Part::Nothing),
];

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let waits =
        super::entry::says(words, &["has not yet been delivered", "undelivered for", "will continue to try", "still being attempted"]);
    template::read(LABELS, if waits { Action::Delayed } else { Action::Failed }, words, found);
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_recipient_has_a_form_of_its_own() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Delivery Notification: Delivery has failed

This report relates to a message you sent with the following header fields:

  Message-id: <1@example.cn>
  To: bob@example.com

Your message cannot be delivered to the following recipients:

  Recipient address: bob@example.com
  Original address: team@example.com
  Reason: Remote SMTP server has rejected address
  Diagnostic code: smtp;550 5.1.1 no such user
  Remote system: dns;mx.example.com (TCP|192.0.2.7|1|192.0.2.1|25)

  Recipient address: eve@example.com
  Reason: over quota
"
                .as_bytes()), @r"
        failed messaging-server
          bob@example.com for team@example.com failed - | Remote SMTP server has rejected address /   Diagnostic code: smtp;550 5.1.1 no such user
          eve@example.com failed - | over quota
        ");
    }

    #[test]
    fn the_history_of_the_attempts_is_told_beside_the_reason() {
        let notices = crate::notice::read(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Delivery Notification: Delivery has been delayed

Your message has been enqueued and undeliverable for 1 day
to the following recipients:

  Recipient address: bob@example.com
  Reason: unable to deliver this message after 1 day

Delivery attempt history for your mail:

Sun, 22 Nov 2026 08:00:00 +0800 (CST)
TCP active open: Failed connect() to TCP port 25 of 192.0.2.1    Error: Connection timed out

Sun, 22 Nov 2026 04:00:00 +0800 (CST)
TCP active open: Failed connect() to TCP port 25 of 192.0.2.1    Error: Connection timed out

The mail system will continue to try to deliver your message
for an additional 3 days.
"
            .as_bytes(),
        );
        let delivery = notices.first().and_then(|notice| notice.deliveries.first()).expect("a delivery");
        assert_eq!(delivery.reply.as_ref().map(|reply| reply.text.as_str()), Some("unable to deliver this message after 1 day"));
        assert!(delivery.remarks.iter().any(|remark| remark.text.ends_with("Error: Connection timed out")));
    }
}
