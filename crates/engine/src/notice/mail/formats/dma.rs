//! DragonFly Mail Agent: one recipient in a sentence, and the reason below it.
//!
//! Source: `bounce.c` (`bounce`) and `net.c` (`check_for_smtp_error`) of dma 0.13.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "dma",
    agent: Some("dma"),
    marks: &[&[Mark::Words("this is the dragonfly mail agent")], &[Mark::Words("there was an error delivering your mail to")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("There was an error delivering your mail to", Part::Whole),
    Label::Begins("Message headers follow", Part::End),
    Label::Begins("Original message follows", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_below_the_sentence() {
        insta::assert_snapshot!(drawn(
            "From: MAILER-DAEMON <>
To: ann@example.cn
Subject: Mail delivery failed

This is the DragonFly Mail Agent v0.13 at out.example.cn.

There was an error delivering your mail to <bob@example.com>.

mx.example.com [192.0.2.1] did not like our RCPT TO:
550 5.1.1 no such user

Message headers follow.

Received: from ann
"
                .as_bytes()), @r"
        failed dma
          bob@example.com failed - | mx.example.com [192.0.2.1] did not like our RCPT TO: / 550 5.1.1 no such user
        ");
    }
}
