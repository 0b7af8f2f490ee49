//! MIMEsweeper of Clearswift: the address, the subject, and below them why.
//!
//! Source: field.

use super::template::{self, Label, Part};
use super::{Format, Found, Mark};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format =
    Format { name: "mimesweeper", agent: Some("mimesweeper"), marks: &[&[Mark::Words("a message could not be delivered to:")]], read };

const LABELS: &[Label] =
    &[Label::Begins("A message could not be delivered to", Part::Recipients), Label::Begins("Subject", Part::ReplyBelow)];

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    template::read(LABELS, Action::Failed, words, found);
}

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
