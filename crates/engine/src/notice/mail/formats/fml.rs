//! The list server fml: it refuses an article and names the list, or tells whoever runs the list that an article came round again.
//!
//! Source: `proc/libsmtp.pl` and `fml.pl` of fml 4.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "fml",
    agent: Some("fml"),
    marks: &[
        &[Mark::Words("i am the fml ml manager for the ml <")],
        &[Mark::Field("X-MLServer"), Mark::Words("duplicated message-id in <")],
        &[Mark::Field("X-MLServer"), Mark::Words("has detected a loop condition")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Holds("I am the fml ML manager for the ML", Part::Whole),
    Label::Begins("Duplicated Message-ID in", Part::ThisLine),
    Label::Begins("fml <", Part::ThisLine),
    Label::Begins("Original mail as follows", Part::End),
    Label::Begins("----- Original", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_list_is_the_recipient() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: NOT MEMBER article from ann@example.cn (team ML)

Hi, I am the fml ML manager for the ML <team@example.com>.
You are not a member of this list.

Original mail as follows:

hello
"
                .as_bytes()), @r"
        failed fml
          team@example.com failed - | You are not a member of this list.
        ");
    }

    #[test]
    fn an_article_that_came_round_again_is_told_to_the_maintainer() {
        let mail = |body: &str| {
            drawn(
                format!(
                    "Return-Path: <team-admin@example.com>\nFrom: team-admin@example.com\nTo: team-admin@example.com\n\
Subject: Loop Alert (team ML)\nX-MLServer: fml [fml 4.0.3 release (20011202/4.0.3)]\n\n{body}\n\nOriginal mail as follows:\n\n   From: ann@example.cn\n"
                )
                .as_bytes(),
            )
        };
        insta::assert_snapshot!(mail("Duplicated Message-ID in <team@example.com>."), @r"
        failed fml
          team@example.com failed - | Duplicated Message-ID in <team@example.com>.
        ");
        insta::assert_snapshot!(mail("fml <team@example.com> has detected a loop condition so that\ninput mail has already our ML X-ML-Info: field."), @r"
        failed fml
          team@example.com failed - | fml <team@example.com> has detected a loop condition so that
        ");
    }
}
