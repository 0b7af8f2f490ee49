//! phquery, the mail part of the CSO nameserver of the 1990s: accounts of the own directory, each with a remark beside it.
//!
//! Source: field, "Returned mail - nameserver error report" of phquery 4 and 5.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "phquery",
    agent: Some("phquery"),
    marks: &[&[Mark::Subject("nameserver error report")], &[Mark::Words("-message not delivered to the following")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Holds("Message not delivered to the following", Part::Names),
    Label::Holds("Error Detail", Part::History),
    Label::Holds("Unsent Message below", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn accounts_stand_without_their_domain() {
        let mail = "From: MAILER-DAEMON@out.example.cn
To: ann@example.cn
Subject: Returned mail - nameserver error report

 --------Message not delivered to the following:

 bob    No matches to nameserver query

 --------Error Detail (phquery V4.1):

 The message is generated whenever no entry matches; try eve@example.com.

 --------Unsent Message below:
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed phquery
          bob failed - | No matches to nameserver query
        ");
    }
}
