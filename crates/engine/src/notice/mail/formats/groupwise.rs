//! Novell GroupWise: a list of recipients, each with the reason in parentheses. Those of the own system stand without their domain.
//!
//! Source: field, notices of the GroupWise Internet Agent 5 to 2014.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "groupwise",
    agent: Some("groupwise"),
    marks: &[
        &[Mark::Words("the message that you sent was undeliverable to the following")],
        &[Mark::Words("the attached file had the following undeliverable recipient")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("The message that you sent was undeliverable to the following", Part::Names),
    Label::Begins("The attached file had the following undeliverable recipient(s)", Part::Names),
    Label::Begins("Information about your message", Part::Nothing),
    Label::Begins("Command:", Part::Command),
    Label::Begins("Response:", Part::Reply),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_in_parentheses() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Message status - undeliverable

The message that you sent was undeliverable to the following:

	bob@example.com (user not found)
	eve (mailbox is full)
"
                .as_bytes()), @r"
        failed groupwise
          bob@example.com failed - | user not found
          eve failed - | mailbox is full
        ");
    }

    #[test]
    fn the_session_stands_below_the_recipients() {
        let mail = "From: Mailer-Daemon@out.example.cn
To: ann@example.cn
Subject: Mail System Error - Returned Mail

The attached file had the following undeliverable recipient(s):
\tbob@example.com

Information about your message:
\tSubject: hello

\tTranscript of session follows:
\t Command:  RCPT TO:<bob@example.com>
\t Response: 550 5.1.1 no such user
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed groupwise
          bob@example.com failed - | 550 5.1.1 no such user
        ");
    }
}
