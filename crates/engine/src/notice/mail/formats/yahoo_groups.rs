//! Yahoo! Groups, which was shut in 2020 and still fills archives: a list refuses a post.
//!
//! Source: field.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "yahoo-groups",
    agent: Some("yahoo-groups"),
    marks: &[&[Mark::Words("we are unable to deliver the message from")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[Label::Begins("We are unable to deliver the message from", Part::Nothing), Label::Begins("to ", Part::Whole)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_list_is_the_recipient() {
        let mail = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: Unable to deliver your message

Hello,

We are unable to deliver the message from <ann@example.cn>
to <team@groups.example.com>.

The email address used to send your message is not subscribed to this
group.
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed yahoo-groups
          team@groups.example.com failed - | The email address used to send your message is not subscribed to this / group.
        ");
    }
}
