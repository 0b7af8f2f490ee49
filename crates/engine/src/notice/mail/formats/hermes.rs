//! HERMES, the mail system of 21CN (corp.21cn.com, 189.cn, 21cn.com): HTML only, header field `Hmm-Notify: bounce`, subject `系统退信`.
//!
//! The address that failed stands unescaped between angle brackets, `< bob@example.com >`; a report for programs is announced and missing.

use super::{Format, Mark, Reader, labelled};

pub(super) const FORMAT: Format = Format {
    name: "hermes",
    agent: Some("hermes"),
    marks: &[
        &[Mark::Field("Hmm-Notify"), Mark::Words("退信原因")],
        &[Mark::From("21cn.com"), Mark::Subject("退信")],
        &[Mark::From("@189.cn"), Mark::Subject("退信")],
    ],
    read: Reader::Own(labelled::read_form),
};

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_address_that_looks_like_a_tag_is_found() {
        let mail = "From: Postmaster@corp.21cn.com\nTo: ann@example.cn\nSubject: 系统退信\nHmm-Notify: bounce\nContent-Type: text/html; charset=utf-8\n\n\
<table><tr><td><b>被退回邮件</b><br>（Returned Mail）</td><td>主题（Subject）：你好<br>大小（Size）：392</td></tr></table>\
<table><tr><td><b>无法发送到</b>（Unable to send）：<font color='red'>< bob@example.com ></font></td></tr>\
<tr><td><b>退信原因</b><br>（The Reasons For Bounce）</td><td>收件人拒绝接收您发送的邮件。<br>host mx.example.com[192.0.2.1] said: 550 no (in reply to end of DATA command)</td></tr>\
<tr><td><b>解决建议</b><br>（Solutions）：</td><td>建议您联系收件方</td></tr></table>\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed hermes
          bob@example.com failed - | host mx.example.com[192.0.2.1] said: 550 no (in reply to end of DATA command)
        ");
    }
}
