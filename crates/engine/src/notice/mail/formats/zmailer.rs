//! ZMailer: a block for each recipient with its diagnostic texts.
//!
//! Source: `scheduler/readcontrol.c` and the form `proto/forms/delivery` of ZMailer 2.99.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "zmailer",
    agent: Some("zmailer"),
    marks: &[&[Mark::Words("this is a collection of reports about email delivery")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Original Recipient:", Part::Recipients),
    Label::Begins("Final Recipient:", Part::Nothing),
    Label::Begins("Control data:", Part::Nothing),
    Label::Begins("Diagnostic texts:", Part::LongReply),
    Label::Begins("Following is a copy of", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn diagnostic_texts_stand_below_the_recipient() {
        let mail = "From: The Post Office <postmaster@out.example.cn>
To: ann@example.cn
Subject: Delivery reports about your message [hello]

This is a collection of reports about email delivery
process concerning a message you originated.

FAILED:
  Original Recipient:
    rfc822;bob@example.com
  Control data:
    smtp example.com bob@example.com 99
  Diagnostic texts:
    <<- RCPT To:<bob@example.com>
    ->> 550 5.1.1 no such user

  Original Recipient:
    rfc822;eve@example.org
  Control data:
    smtp example.org eve@example.org 99
  Diagnostic texts:
    ->> 552 mailbox full

Following is a copy of MESSAGE/DELIVERY-STATUS format section below.
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed zmailer
          bob@example.com failed - | <<- RCPT To:<bob@example.com> /     ->> 550 5.1.1 no such user
          eve@example.org failed - | 552 mailbox full
        ");
    }
}
