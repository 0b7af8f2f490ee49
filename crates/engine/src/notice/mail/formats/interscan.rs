//! Trend Micro InterScan: what was sent, what was received, and then the address.
//!
//! Source: field, notices of InterScan Messaging Security Suite and VirusWall.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "interscan",
    agent: Some("interscan"),
    marks: &[
        &[Mark::Words("unable to deliver message to"), Mark::Words("received >>>")],
        &[Mark::Words("unable to deliver message to"), Mark::Words("received <<<")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Sent <<<", Part::Command),
    Label::Begins("Sent >>>", Part::Command),
    Label::Begins("Received >>>", Part::ReplyFirst),
    Label::Begins("Received <<<", Part::ReplyFirst),
    Label::Begins("Unable to deliver message to", Part::Recipients),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reply_stands_before_its_address() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Mail could not be delivered

Sent <<< RCPT TO:<bob@example.com>
Received >>> 550 5.1.1 no such user

Unable to deliver message to <bob@example.com>

Sent <<< RCPT TO:<eve@example.com>
Received >>> 552 mailbox full

Unable to deliver message to <eve@example.com>
"
                .as_bytes()), @r"
        failed interscan
          bob@example.com failed - | 550 5.1.1 no such user
          eve@example.com failed - | 552 mailbox full
        ");
    }
}
