//! Verizon Wireless (vtext.com, vzwpix.com): "Message could not be delivered to mobile." with `Error:`, and the envelope as `RCPT TO:` and `MAIL FROM:` or `To:`.

use super::{Format, Mark, Reader, labelled};

pub(super) const FORMAT: Format = Format {
    name: "verizon",
    agent: Some("verizon"),
    marks: &[
        &[Mark::From("post_master@vtext.com")],
        &[Mark::From("sysadmin@vtext.com")],
        &[Mark::From("@vzwpix.com")],
        &[Mark::Words("message could not be delivered to mobile")],
        &[Mark::Words("no valid recipients from this mm")],
    ],
    read: Reader::Own(labelled::read_form),
};

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_envelope_names_the_recipient() {
        let mail = "From: post_master@vtext.com\nTo: ann@example.cn\nSubject: Undeliverable Message\n\n\
Your message has encountered delivery problems\nto the following recipient:\n\n  MAIL FROM: ann@example.cn\n  RCPT TO: 5551234567@example.com\n\nError: 550 - Requested action not taken: no such user here\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed verizon
          5551234567@example.com failed - | 550 - Requested action not taken: no such user here
        ");
    }
}
