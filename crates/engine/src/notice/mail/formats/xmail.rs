//! XMail: numbered sections, the recipient in the first and the reason in the second.
//!
//! Source: `SMAILUtils.cpp` of XMail 1.27, function `USmlVCreateSpoolFile` and its callers.

use super::template::{Label, Part};
use super::{Format, Mark, Reader};

pub(super) const FORMAT: Format = Format {
    name: "xmail",
    agent: Some("xmail"),
    marks: &[&[Mark::Words("] the reason of the delivery failure was")]],
    read: Reader::Form(LABELS),
};

const LABELS: &[Label] = &[
    Label::Begins("Mail From", Part::Nothing),
    Label::Begins("Rcpt To", Part::Recipients),
    Label::Begins("Server:", Part::Host),
    Label::Holds("The reason of the delivery failure was", Part::LongReply),
    Label::Begins("[<03>]", Part::Nothing),
    Label::Begins("[<04>]", Part::End),
    Label::Begins("[<05>]", Part::End),
];

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reason_stands_in_the_second_section() {
        insta::assert_snapshot!(drawn(
            "Return-Path: <>
From: postmaster@out.example.cn
To: ann@example.cn
Subject: Error sending message [1.2.out] from [out.example.cn]

[<01>] Error sending message [1.2.out] from [out.example.cn].

ID:        <S1>
Mail From: <ann@example.cn>
Rcpt To:   <bob@example.com>
Server:    <mx.example.com> [192.0.2.1]


[<02>] The reason of the delivery failure was:

550 5.1.1 no such user


[<04>] Here is listed the message log file:

[<04>] 550 other
"
                .as_bytes()), @r"
        failed xmail
          bob@example.com failed - | 550 5.1.1 no such user
        ");
    }
}
