//! MailEnable: a recipient of a kind in brackets, and its reason.
//!
//! Source: field, notices of MailEnable 1 to 10.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format =
    Format { name: "mailenable", agent: Some("mailenable"), marks: &[&[Mark::Words("recipient: [smtp:")]], read: Reader::Form(LABELS) };

const LABELS: &[Label] = &[
    Label::Begins("Recipient:", Part::Recipients),
    Label::Begins("Reason:", Part::Reply),
    Label::Begins("Message headers follow", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_kind_is_no_part_of_the_address() {
        let mail = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: Message Delivery Failure

MailEnable: Message could not be delivered to some recipients.
The following recipient(s) could not be reached:

	Recipient: [SMTP:bob@example.com]
	Reason: Remote SMTP Server Returned: 550 5.1.1 no such user

Message headers follow:

Received: from pc
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed mailenable
          bob@example.com failed - | Remote SMTP Server Returned: 550 5.1.1 no such user
        ");
    }
}
