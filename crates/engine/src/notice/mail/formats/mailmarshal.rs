//! MailMarshal, also as Trustwave Secure Email Gateway: the reason first, then the recipients.
//!
//! Source: field, the templates "Undeliverable Mail" of MailMarshal SMTP.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "mailmarshal",
    agent: Some("mailmarshal"),
    marks: &[&[Mark::Words("could not be delivered because of")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Holds("could not be delivered because of", Part::LongReply),
    Label::Holds("recipients were affected", Part::Recipients),
    Label::Holds("recipient was affected", Part::Recipients),
    Label::Begins("Additional Information", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_holds_for_all_recipients_below() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Undeliverable Mail: hello

Your message:
   From:    ann@example.cn
   Subject: hello

Could not be delivered because of

550 5.1.1 no such user

The following recipients were affected:
    bob@example.com
    eve@example.com

Additional Information
======================
Original Sender:    <ann@example.cn>
"
                .as_bytes()), @r"
        failed mailmarshal
          bob@example.com failed - | 550 5.1.1 no such user
          eve@example.com failed - | 550 5.1.1 no such user
        ");
    }
}
