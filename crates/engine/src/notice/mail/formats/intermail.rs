//! Post.Office of Software.com, Netscape Messaging Server 2, and the InterMail and Email Mx of Openwave: a reason for all, or a recipient with its reason.
//!
//! Source: field, notices of Post.Office 3, Netscape Messaging Server 2 and 3, InterMail 4 to Email Mx 9.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "intermail",
    agent: Some("intermail"),
    marks: &[
        &[Mark::Words("this message was undeliverable due to the following reason")],
        &[Mark::Words("the following recipients did not receive")],
        &[Mark::Words("the following recipient did not receive")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("This Message was undeliverable due to the following reason", Part::LongReply),
    Label::Holds("recipients did not receive", Part::Recipients),
    Label::Holds("recipient did not receive", Part::Recipients),
    Label::Begins("Recipient:", Part::Recipients),
    Label::Begins("Reason:", Part::Reply),
    Label::Begins("Please reply to", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn a_reason_of_its_own_counts_more_than_that_for_all() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Mail System Error - Returned Mail

This Message was undeliverable due to the following reason:

Each of the following recipients was rejected by a remote mail server.

    Recipient: <bob@example.com>
    Reason:    550 no such user

    Recipient: <eve@example.org>
    Reason:    552 mailbox full

Please reply to <postmaster@out.example.cn>
if you feel this message to be in error.
"
                .as_bytes()), @r"
        failed intermail
          bob@example.com failed - | 550 no such user
          eve@example.org failed - | 552 mailbox full
        ");
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Mail System Error - Returned Mail

This Message was undeliverable due to the following reason:

Host example.com is not responding.

The following recipients did not receive your message:

     <bob@example.com>
The following recipients did not receive your message:

     <eve@example.com>
"
                .as_bytes()), @r"
        failed intermail
          bob@example.com failed - | Host example.com is not responding.
          eve@example.com failed - | Host example.com is not responding.
        ");
    }
}
