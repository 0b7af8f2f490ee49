//! Haraka: the recipients and the reason, each behind its label.
//!
//! Source: `config/outbound.bounce_message` of Haraka 3.0.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "haraka",
    agent: Some("haraka"),
    marks: &[&[Mark::Words("this is the haraka mailer program at")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[Label::Begins("Intended Recipients", Part::Recipients), Label::Begins("Failure Reason", Part::LongReply)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn recipients_share_the_reason() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: failure notice

Hi. This is the Haraka Mailer program at out.example.cn.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

Intended Recipients: <bob@example.com>, <eve@example.com>
Failure Reason: 550 5.1.1 no such user
"
                .as_bytes()), @r"
        failed haraka
          bob@example.com failed - | 550 5.1.1 no such user
          eve@example.com failed - | 550 5.1.1 no such user
        ");
    }
}
