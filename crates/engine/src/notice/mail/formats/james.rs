//! Apache James: the mailets that notify the sender draw a form, and the remote delivery writes a greeting like that of qmail.
//!
//! Source: `AbstractNotify.java` and `Bouncer.java` of the mailets of James 3.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "james",
    agent: Some("james"),
    marks: &[&[Mark::Words("error message below:"), Mark::Words("message details:")], &[Mark::Words("this is the james mail server at")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Error message below", Part::LongReply),
    Label::Begins("Message details", Part::Nothing),
    Label::Begins("Failed recipient(s)", Part::Recipients),
    Label::Begins("Error message", Part::LongReply),
    Label::Begins("MAIL FROM:", Part::Nothing),
    Label::Begins("RCPT TO:", Part::Recipients),
    Label::Begins("From:", Part::Nothing),
    Label::Begins("To:", Part::Nothing),
    Label::Begins("CC:", Part::Nothing),
    Label::Begins("Size (in bytes)", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_form_names_reason_and_recipients() {
        insta::assert_snapshot!(drawn(
            "From: post_master@out.example.cn
To: ann@example.cn
Subject: Re:hello

Error: Invalid user address

Error message below:
550 - no such user here

Message details:
  Subject: hello
  Sent date: Mon Nov 23 08:00:00 GMT 2026
  MAIL FROM: ann@example.cn
  RCPT TO: bob@example.com
           eve@example.com
  From: ann@example.cn
  To: carol@example.com
  Size (in bytes): 39
"
                .as_bytes()), @r"
        failed james
          bob@example.com failed - | 550 - no such user here
          eve@example.com failed - | 550 - no such user here
        ");
    }
}
