//! Smail 3: sections drawn as `|---- Failed addresses follow: ----|`.
//!
//! Source: `src/notify.c` of Smail 3.2.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "smail",
    agent: Some("smail"),
    marks: &[&[Mark::Words("- failed addresses follow:")], &[Mark::Words("addresses on which errors occurred")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Holds("Message log follows", Part::Nothing),
    Label::Holds("Failed addresses follow", Part::Recipients),
    Label::Holds("Message text follows", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_failed_address_has_its_remark() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: mail failed, returning to sender

|------------------------- Message log follows: -------------------------|
 no valid recipients were found for this message
|------------------------- Failed addresses follow: ---------------------|
 <bob@example.com> ... unknown user
 <eve@example.org> ... transport smtp: 550 mailbox full
|------------------------- Message text follows: ------------------------|
Received: by pc
"
                .as_bytes()), @r"
        failed smail
          bob@example.com failed - | unknown user
          eve@example.org failed - | transport smtp: 550 mailbox full
        ");
    }
}
