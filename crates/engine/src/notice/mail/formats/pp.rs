//! PP of the ISODE consortium and other gateways to X.400: a recipient and what the diagnostic was.
//!
//! Source: field, reports of PP 6 and 8.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "pp",
    agent: Some("pp"),
    marks: &[
        &[Mark::Words("this report relates to your message")],
        &[Mark::Words("your message was not delivered to"), Mark::Words("for the following reason")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Your message was not delivered to", Part::Recipients),
    Label::Begins("for the following reason", Part::LongReply),
    Label::Holds("The Original Message follows", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_below_the_recipient() {
        let mail = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: Delivery Report (failure) for bob@example.com

This report relates to your message: Subject: hello

Your message was not delivered to   bob@example.com

 for the following reason:
	Message timed out
	Unable to transfer
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed pp
          bob@example.com failed - | Message timed out / 	Unable to transfer
        ");
    }
}
