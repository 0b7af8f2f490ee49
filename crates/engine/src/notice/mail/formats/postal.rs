//! Postal: a form that names the recipient and gives no reason.
//!
//! Source: `app/models/bounce_message.rb` of Postal 3.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "postal",
    agent: Some("postal"),
    marks: &[&[Mark::Words("this is the mail delivery service responsible for delivering mail to")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[Label::Begins("Mail from", Part::Nothing), Label::Begins("Rcpt To", Part::Recipients)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_recipient_stands_in_the_form() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Mail Delivery Failed (hello)

This is the mail delivery service responsible for delivering mail to route@out.example.cn.

The message you've sent cannot be delivered. Your original message is attached to this message.

Message Token: abc@def
Mail from: ann@example.cn
Rcpt To: bob@example.com
"
                .as_bytes()), @r"
        failed postal
          bob@example.com failed - |
        ");
    }
}
