//! m-FILTER of Digital Arts: sections for the reply and the command under rules.
//!
//! Source: field.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format =
    Format { name: "m-filter", agent: Some("m-filter"), marks: &[&[Mark::Words("-------server message")]], read: Reader::Form(LABELS) };

const LABELS: &[Label] = &[
    Label::Holds("送信に失敗", Part::Recipients),
    Label::Begins("server message", Part::LongReply),
    Label::Begins("SMTP command", Part::Command),
    Label::Begins("original message", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn reply_and_command_have_sections_of_their_own() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: failure notice
Content-Type: text/plain; charset=utf-8

以下のメールアドレスへの送信に失敗しました。
bob@example.com


-------server message
550 5.1.1 no such user

-------SMTP command
RCPT TO

-------original message
Received: by pc
"
                .as_bytes()), @r"
        failed m-filter
          bob@example.com failed - | 550 5.1.1 no such user
        ");
    }
}
