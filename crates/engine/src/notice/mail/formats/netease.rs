//! NetEase: 163.com, 126.com, yeah.net, 188.com and its enterprise mail, subject `系统退信`.
//!
//! The label `英文说明` (from 2012) or `服务器返回码 / Relpy Code` (from 2022, misspelt so) leads to what was said; the Chinese sentence above it is a gloss that is printed for any refusal, and `抄送 xxx` and `密送 yyy` are placeholders.
//! Most of its notices have a report for programs, too; this reads those that lost it or never had one.

use super::{Format, Mark, Reader, labelled};

pub(super) const FORMAT: Format = Format {
    name: "netease",
    agent: Some("netease"),
    marks: &[
        &[Mark::Field("X-Bounced-Version")],
        &[Mark::From("@163.com"), Mark::Subject("退信")],
        &[Mark::From("@126.com"), Mark::Subject("退信")],
        &[Mark::From("@yeah.net"), Mark::Subject("退信")],
        &[Mark::From("@188.com"), Mark::Subject("退信")],
        &[Mark::From("@vip.163.com"), Mark::Subject("退信")],
        &[Mark::Words("邮差小易")],
        &[Mark::Words("英文说明"), Mark::Words("网易")],
        &[Mark::Words("relpy code")],
    ],
    read: Reader::Own(labelled::read_form),
};

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn what_stands_behind_the_gloss_is_the_reply() {
        let mail = "From: Postmaster@163.com\nTo: ann@163.com\nSubject: 系统退信\nContent-Type: text/plain; charset=utf-8\n\n\
抱歉，您的邮件被退回来了……\n      原邮件信息：\n            时  间 2026-11-23 08:00:00  \n            主  题 你好  \n            收件人 bob@example.com  \n            抄送 xxx\n\n\
      退信原因：\n            邮差小易抱歉地通知您，对方拒绝了您的邮件。\n            英文说明:SMTP error, RCPT TO: Host mx.example.com(192.0.2.1) RCPT TO said 550 no such user \n\n\
      建议解决方案：\n            邮差小易温馨提示：请联系 help@example.org\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed netease
          bob@example.com failed - | SMTP error, RCPT TO: Host mx.example.com(192.0.2.1) RCPT TO said 550 no such user
        ");
    }

    #[test]
    fn the_bilingual_form_is_read_from_html() {
        let mail = "From: Postmaster@126.com\nTo: ann@126.com\nSubject: 系统退信\nContent-Type: text/html; charset=utf-8\n\n\
<table><tr><th>时间<br>Time：</th><td>2026-11-23</td></tr><tr><th>收件人<br>Recipient：</th><td>bob@example.com</td></tr><tr style='display:none'><th>抄送：</th><td>xxx</td></tr>\
<tr><th>退信原因：<br>Reason：</th><td>未知的原因，对方拒绝接收您的邮件<div>服务器返回码： / Relpy Code： SMTP error, DATA:&nbsp;554 no</div></td></tr>\
<tr><th>建议解决方案：</th><td>请稍后再试</td></tr></table>\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed netease
          bob@example.com failed - | SMTP error, DATA: 554 no
        ");
    }
}
