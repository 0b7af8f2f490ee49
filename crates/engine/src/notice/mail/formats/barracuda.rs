//! Barracuda Spam Firewall: a message that it blocked, with the address in the first sentence.
//!
//! Source: field, the notice "Message you sent blocked by our bulk email filter".

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "barracuda",
    agent: Some("barracuda"),
    marks: &[&[Mark::Words("was blocked by our spam firewall")], &[Mark::Subject("blocked by our bulk email filter")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[Label::Begins("Your message to", Part::Whole), Label::Begins("Subject:", Part::End)];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_sentence_goes_on_below_the_address() {
        let mail = "From: postmaster@out.example.cn
To: ann@example.cn
Subject: **Message you sent blocked by our bulk email filter**

Your message to: bob@example.com
was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:

Subject: hello
";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed barracuda
          bob@example.com failed - | was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:
        ");
    }
}
