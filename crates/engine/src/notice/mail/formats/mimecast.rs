//! Mimecast: the address, the general problem and the reply behind labels, each value introduced by two hyphens.
//!
//! Source: field, the notice "Email Delivery Failure" of Mimecast.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format =
    Format { name: "mimecast", agent: Some("mimecast"), marks: &[&[Mark::Words("the problem appears to be")]], read: Reader::Form(LABELS) };

const LABELS: &[Label] = &[
    Label::Holds("to the following address could not be delivered", Part::Recipients),
    Label::Holds("to the following addresses could not be delivered", Part::Recipients),
    Label::Begins("The problem appears to be", Part::Reply),
    Label::Begins("Additional information follows", Part::Reply),
    Label::Begins("This condition occurred", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn problem_and_reply_are_read_together() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: [Postmaster] Email Delivery Failure

An email that you attempted to send to the following address could not be delivered:
-- bob@example.com

The problem appears to be :
-- Recipient email address is possibly incorrect

Additional information follows :
-- 5.4.1 Recipient address rejected: Access denied.

This condition occurred after 1 attempt(s) to deliver over
a period of 0 hour(s).
"
                .as_bytes()), @r"
        failed mimecast
          bob@example.com failed - | Recipient email address is possibly incorrect /  / Additional information follows : / -- 5.4.1 Recipient address rejected: Access denied.
        ");
    }
}
