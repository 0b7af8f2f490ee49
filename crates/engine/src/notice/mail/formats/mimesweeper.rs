//! MIMEsweeper of Clearswift: the address, the subject, and below them why.
//!
//! Source: field.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "mimesweeper",
    agent: Some("mimesweeper"),
    marks: &[&[Mark::Words("a message could not be delivered to:")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] =
    &[Label::Begins("A message could not be delivered to", Part::Recipients), Label::Begins("Subject", Part::ReplyBelow)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_below_the_subject() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Utilisateur inconnu

A message could not be delivered to:
bob@example.com
Subject: hello
This mailbox does not exist here.
"
                .as_bytes()), @r"
        failed mimesweeper
          bob@example.com failed - | This mailbox does not exist here.
        ");
    }
}
