//! The list server fml: it refuses an article and names the list.
//!
//! Source: `proc/libsmtp.pl` and `fml.pl` of fml 4.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "fml",
    agent: Some("fml"),
    marks: &[&[Mark::Words("i am the fml ml manager for the ml <")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Holds("I am the fml ML manager for the ML", Part::Whole),
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
}
