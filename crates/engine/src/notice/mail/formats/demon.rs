//! Demon Internet: one recipient in a sentence, for mail that nobody collected.
//!
//! Source: field.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format =
    Format { name: "demon", agent: None, marks: &[&[Mark::Words("the following message, addressed to '")]], read: Reader::Form(LABELS) };

const LABELS: &[Label] = &[Label::Begins("The following message, addressed to", Part::Whole)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_sentence_goes_on_below_the_address() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Mail delivery failure

This message was created automatically by mail delivery
software. A message that you sent could not be delivered
to all of its recipients.

The following message, addressed to 'bob@example.com',
failed because it has not been collected after 30 days

Here is a copy of the first part of the message, including
all headers.
"
                .as_bytes()), @r"
        failed demon
          bob@example.com failed - | failed because it has not been collected after 30 days
        ");
    }
}
