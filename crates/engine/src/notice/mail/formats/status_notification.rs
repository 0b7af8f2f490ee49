//! A notice of the early 2000s in frames of equal signs: recipients with bullets, technical details below.
//!
//! Source: field.

use super::template::{self, Label, Part};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "status-notification",
    agent: None,
    marks: &[
        &[Mark::Words("delevery to the following recipients")],
        &[
            Mark::Words("automatically generated delivery status notification"),
            Mark::Words("to the following recipients failed permanently"),
        ],
        &[Mark::Words("automatically generated delivery status notification"), Mark::Words("technical details:")],
    ],
    read: Reader::Own(read),
};

const LABELS: &[Label] = &[
    Label::Holds("recipients failed permanently", Part::Recipients),
    Label::Holds("recipients was aborted after", Part::Recipients),
    Label::Holds("recipients has been delayed", Part::Recipients),
    Label::Holds("recipients have been delayed", Part::Recipients),
    Label::Begins("Technical details", Part::LongReply),
];

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let waits =
        super::entry::says(words, &["recipients has been delayed", "recipients have been delayed", "this is a warning message only"]);
    template::read(LABELS, if waits { Action::Delayed } else { Action::Failed }, words, found);
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_technical_details_tell_the_reason() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Delivery status notification

============================================================
      This is an automatically generated Delivery Status Notification.

Delevery to the following recipients was aborted after 5.0 hour(s):

  * bob@example.com


============================================================
                             Technical details:

SMTP:RCPT host 192.0.2.1: 553 5.3.0 no such user here


============================================================

"
                .as_bytes()), @r"
        failed status-notification
          bob@example.com failed - | SMTP:RCPT host 192.0.2.1: 553 5.3.0 no such user here
        ");
    }
}
