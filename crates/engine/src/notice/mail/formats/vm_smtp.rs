//! SMTP of TCP/IP for IBM VM and MVS: the recipients, and the negative reply of the other host.
//!
//! Source: field, "Undeliverable Mail" of VM TCP/IP 1 to z/VM 6.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "vm-smtp",
    agent: Some("vm-smtp"),
    marks: &[&[Mark::Words("unable to deliver following mail to recipient")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Holds("unable to deliver following mail to recipient", Part::Recipients),
    Label::Holds("received negative reply", Part::LongReply),
    Label::Holds("Text of Mail follows", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_negative_reply_stands_below() {
        let mail = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: Undeliverable Mail

OUT.EXAMPLE.CN unable to deliver following mail to recipient(s):
    <bob@example.com>
OUT.EXAMPLE.CN received negative reply:
550 5.1.1 no such user

           ** Text of Mail follows **

carol@example.com
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed vm-smtp
          bob@example.com failed - | 550 5.1.1 no such user
        ");
    }
}
