//! A gateway without a name that counts its errors below "We had trouble delivering your message".
//!
//! Source: field.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "sending-error",
    agent: None,
    marks: &[&[Mark::Words("we had trouble delivering your message")], &[Mark::Subject("there was an error sending your mail")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Holds("returned permanent errors", Part::Recipients),
    Label::Holds("returned temporary errors", Part::Recipients),
    Label::Holds("rejected recipient", Part::Recipients),
    Label::Begins("The attachment contains", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_error_names_its_recipient() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: There was an error sending your mail

We had trouble delivering your message. Full details follow:

Subject: 'hello'

2 error(s):

The following recipients returned permanent errors: bob@example.com. Reason: SMTP Server <192.0.2.1> refused to accept your message (DATA), with the following error message: [554 5.4.6 Hop count exceeded]

SMTP Server <mx.example.org> rejected recipient <eve@example.org> (Error following RCPT command). It responded as follows: [550 5.1.1 no such user]

The attachment contains the original mail headers.
"
                .as_bytes()), @r"
        failed sending-error
          bob@example.com failed - | Reason: SMTP Server <192.0.2.1> refused to accept your message (DATA), with the following error message: [554 5.4.6 Hop count exceeded]
          eve@example.org failed - | (Error following RCPT command). It responded as follows: [550 5.1.1 no such user]
        ");
    }
}
