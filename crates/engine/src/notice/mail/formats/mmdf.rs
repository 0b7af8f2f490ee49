//! MMDF II and SCO OpenServer: one recipient in quotes with its reason, or a list of those that could not be reached for days.
//!
//! Source: `src/deliver/ml_send` and `ds_retn.c` of MMDF IIb.43.

use super::template::{self, Label, Part};
use super::{Format, Found, Mark, Reader};
use crate::notice::Action;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;

pub(super) const FORMAT: Format = Format {
    name: "mmdf",
    agent: Some("mmdf"),
    marks: &[
        &[Mark::Subject("failed mail (msg.")],
        &[Mark::Subject("waiting mail (msg.")],
        &[Mark::Words("failed to be received by the following address")],
    ],
    read: Reader::Own(read),
};

const LABELS: &[Label] = &[
    Label::Holds("failed to be received by the following address", Part::Recipients),
    Label::Holds("could not be delivered to", Part::Recipients),
    Label::Holds("has not yet been delivered to", Part::Recipients),
    Label::Begins("reason:", Part::Reply),
    Label::Begins("Problems usually are", Part::Nothing),
    Label::Begins("Your message follows", Part::End),
    Label::Begins("Your message begins", Part::End),
];

fn read(_: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let waits = super::entry::says(words, &["has not yet been delivered to", "delivery attempts will continue", "waiting mail"]);
    template::read(LABELS, if waits { Action::Delayed } else { Action::Failed }, words, found);
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn queue_and_host_in_the_quotes_are_no_part_of_the_address() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Failed mail (msg.aa01234)

    Your message could not be delivered to
'bob@example.com (host: mx.example.com) (queue: smtp)' for the following
reason:  ' no such user'


    Your message follows:

"
                .as_bytes()), @r"
        failed mmdf
          bob@example.com failed - | no such user
        ");
    }
}
