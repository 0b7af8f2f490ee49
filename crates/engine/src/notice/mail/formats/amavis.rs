//! amavisd-new: what its content checker found, and the recipients behind arrows.
//!
//! Source: the templates `notify_virus_sender_templ`, `notify_spam_sender_templ` and `notify_banned_sender_templ` at the end of `amavisd` 2.12.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "amavis",
    agent: Some("amavis"),
    marks: &[
        &[Mark::Words("our content checker found")],
        &[Mark::Words("our virus checker found")],
        &[Mark::Words("was considered unsolicited bulk e-mail")],
        &[Mark::Words("our internal reference code for your message is")],
    ],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Our content checker found", Part::ReplyFirst),
    Label::Begins("Our virus checker found", Part::ReplyFirst),
    Label::Holds("in your email to the following recipient", Part::Recipients),
    Label::Begins("to the following recipient", Part::Recipients),
    Label::Begins("A message from", Part::AddressesBelow),
    Label::Begins("was considered", Part::ThisReply),
    Label::Begins("Our internal reference", Part::Nothing),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn what_was_found_holds_for_all_recipients() {
        let mail = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: VIRUS (Eicar-Test) IN MAIL FROM YOU

VIRUS ALERT

Our content checker found
    virus: Eicar-Test

in your email to the following recipients:
-> bob@example.com
-> eve@example.com

Our internal reference code for your message is 01-02/abc
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed amavis
          bob@example.com failed - | virus: Eicar-Test
          eve@example.com failed - | virus: Eicar-Test
        ");
    }
}
