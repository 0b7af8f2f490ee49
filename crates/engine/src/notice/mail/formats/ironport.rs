//! Cisco (IronPort) Secure Email Gateway: one recipient in a sentence, then the reason.
//!
//! Source: field, the default bounce text of AsyncOS.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "ironport",
    agent: Some("ironport"),
    marks: &[&[Mark::Words("the following message to <"), Mark::Words("undeliverable")], &[Mark::Words("the reason for the problem:")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] =
    &[Label::Begins("The following message to", Part::Recipients), Label::Begins("The reason for the problem", Part::LongReply)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_below_the_sentence() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Delivery Status Notification (Failure)

The following message to <bob@example.com> was undeliverable.
The reason for the problem:
5.1.0 - Unknown address error 550-'no such user'
"
                .as_bytes()), @r"
        failed ironport
          bob@example.com failed - | 5.1.0 - Unknown address error 550-'no such user'
        ");
    }
}
