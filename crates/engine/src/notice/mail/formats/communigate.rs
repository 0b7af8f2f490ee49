//! CommuniGate Pro: a recipient in quotes, and below it which module says why.
//!
//! Source: field, notices of CommuniGate Pro 3 to 6.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "communigate",
    agent: Some("communigate"),
    marks: &[&[Mark::Words("failed to deliver to '")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[Label::Begins("Failed to deliver to", Part::Whole)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_module_speaks_below_the_recipient() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Undeliverable mail: hello

Failed to deliver to 'bob@example.com'
SMTP module(domain example.com) reports:
 host mx.example.com says:
 550 5.1.1 no such user

Failed to deliver to 'eve@example.cn'
LOCAL module(account eve) reports:
 account is full (quota exceeded)
"
                .as_bytes()), @r"
        failed communigate
          bob@example.com failed - | SMTP module(domain example.com) reports: /  host mx.example.com says: /  550 5.1.1 no such user
          eve@example.cn failed - | LOCAL module(account eve) reports: /  account is full (quota exceeded)
        ");
    }
}
