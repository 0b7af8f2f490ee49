//! ezmlm-idx: the moderator of a list refuses a post.
//!
//! Source: `lang/en_US/text/mod-reject` and `lang/en_US/text/top` of ezmlm-idx 7.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "ezmlm",
    agent: Some("ezmlm"),
    marks: &[&[Mark::Words("was not accepted by the moderator")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[Label::Holds("I'm managing the", Part::Recipients), Label::Begins("I'm sorry,", Part::LongReply)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_list_is_the_recipient() {
        let mail = "From: team-help@lists.example.com
To: ann@example.cn
Subject: Returned post for team@lists.example.com

Hi! This is the ezmlm program. I'm managing the
team@lists.example.com mailing list.

I'm sorry, your message (enclosed) was not accepted by the moderator.
If the moderator has made any comments, they are shown below.

--- Enclosed, please find the message you sent.
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed ezmlm
          team@lists.example.com failed - | your message (enclosed) was not accepted by the moderator. / If the moderator has made any comments, they are shown below.
        ");
    }
}
