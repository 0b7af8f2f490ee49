//! SmarterMail: a failed recipient and its reason behind labels.
//!
//! Source: field, notices of SmarterMail 3 to 17.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "smartermail",
    agent: Some("smartermail"),
    marks: &[
        &[Mark::Words("failed recipient:"), Mark::Words("reason:")],
        &[Mark::Words("could not deliver message to the following recipient")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[Label::Begins("Failed Recipient", Part::Recipients), Label::Begins("Reason", Part::Reply)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn each_recipient_has_its_reason() {
        let mail = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: Delivery Failure

Could not deliver message to the following recipient(s):

Failed Recipient: bob@example.com
Reason: Remote host said: 550 5.1.1 no such user

Failed Recipient: eve@example.org
Reason: Remote host said: 552 mailbox full

   -- The header and top 20 lines of the message follows --

carol@example.com
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed smartermail
          bob@example.com failed - | Remote host said: 550 5.1.1 no such user
          eve@example.org failed - | Remote host said: 552 mailbox full
        ");
    }
}
