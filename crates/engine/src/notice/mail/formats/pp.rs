//! PP of the ISODE consortium and other gateways to X.400: a recipient and what the diagnostic was.
//!
//! Source: field, reports of PP 6 and 8.

use super::template::{self, Label, Part};
use super::{Format, Found, Mark};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "pp",
    agent: Some("pp"),
    marks: &[
        &[Mark::Words("this report relates to your message")],
        &[Mark::Words("your message was not delivered to"), Mark::Words("for the following reason")],
    ],
    read,
};

const LABELS: &[Label] = &[
    Label::Begins("Your message was not delivered to", Part::Recipients),
    Label::Begins("for the following reason", Part::LongReply),
    Label::Holds("The Original Message follows", Part::End),
];

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    template::read(LABELS, Action::Failed, words, found);
}

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
