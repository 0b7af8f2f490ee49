//! Ipswitch IMail: sentences that name the address, and the reply of the other host below them.
//!
//! Source: field, notices of `SMTP32` versions 4 to 9.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "imail",
    agent: Some("imail"),
    marks: &[
        &[Mark::Subject("undeliverable mail"), Mark::Words("unknown host:")],
        &[Mark::Words("user mailbox exceeds allowed size:")],
        &[Mark::Words("invalid final delivery userid:")],
        &[Mark::Words(" generated following response")],
        &[Mark::Words("unknown user:"), Mark::Subject("undeliverable mail")],
        &[Mark::Words("undeliverable to "), Mark::Subject("undeliverable mail")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Unknown user:", Part::ThisLine),
    Label::Begins("Unknown host:", Part::ThisLine),
    Label::Begins("User mailbox exceeds allowed size:", Part::ThisLine),
    Label::Begins("Invalid final delivery userid:", Part::ThisLine),
    Label::Begins("Delivery userid", Part::ThisLine),
    Label::Begins("undeliverable to", Part::Whole),
    Label::Begins("Original message follows", Part::End),
    Label::Holds("attempts:", Part::ThisLine),
    Label::Holds("generated following response", Part::Reply),
    Label::Holds("generated response", Part::Reply),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn a_sentence_names_the_address_and_the_reply_follows() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Undeliverable Mail

Unknown user: bob@example.com

RCPT TO generated following response:
553 5.3.0 no such addressee

Delivery failed 20 attempts: eve@example.org

Original message follows.

carol@example.com
"
                .as_bytes()), @r"
        failed imail
          bob@example.com failed - | Unknown user: bob@example.com /  / RCPT TO generated following response: / 553 5.3.0 no such addressee
          eve@example.org failed - | Delivery failed 20 attempts: eve@example.org
        ");
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Undeliverable Mail

undeliverable to bob@example.com

User bob could not be found on mx.example.com: 550 unknown user
Original message follows.
"
                .as_bytes()), @r"
        failed imail
          bob@example.com failed - | User bob could not be found on mx.example.com: 550 unknown user
        ");
    }
}
