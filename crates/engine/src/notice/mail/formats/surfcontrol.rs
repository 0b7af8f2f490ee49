//! SurfControl E-mail Filter: a transcript of the attempts below the address.
//!
//! Source: field.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "surfcontrol",
    agent: Some("surfcontrol"),
    marks: &[
        &[Mark::Words("addressed to:"), Mark::Words("transcript of the attempts to send")],
        &[Mark::Words("failed to send to identified host")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Addressed To", Part::Recipients),
    Label::Begins("Failed to send to identified host", Part::LongReply),
    Label::Holds("Message non-deliverable", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_last_attempt_tells_the_reason() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Message could not be sent

Your message could not be sent.
A transcript of the attempts to send the message follows.
The number of attempts made: 1
Addressed To: bob@example.com

Mon 23 Nov 2026 08:00:00 +0800
Failed to send to identified host,
bob@example.com: [192.0.2.1], 550 no such user
--- Message non-deliverable.
"
                .as_bytes()), @r"
        failed surfcontrol
          bob@example.com failed - | bob@example.com: [192.0.2.1], 550 no such user
        ");
    }
}
