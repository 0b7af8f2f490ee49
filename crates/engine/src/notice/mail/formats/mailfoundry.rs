//! MailFoundry: the address and the reason behind labels.
//!
//! Source: field.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "mailfoundry",
    agent: Some("mailfoundry"),
    marks: &[&[Mark::Words("unable to deliver message to:"), Mark::Words("delivery failed for the following reason")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Unable to deliver message to", Part::Recipients),
    Label::Begins("Delivery failed for the following reason", Part::Reply),
    Label::Begins("This has been a permanent failure", Part::Nothing),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_below_its_label() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Message delivery has failed

Unable to deliver message to: <bob@example.com>
Delivery failed for the following reason:
Server mx.example.com[192.0.2.1] failed with: 550 no such user

This has been a permanent failure.  No further delivery attempts will be made.
"
                .as_bytes()), @r"
        failed mailfoundry
          bob@example.com failed - | Server mx.example.com[192.0.2.1] failed with: 550 no such user
        ");
    }
}
