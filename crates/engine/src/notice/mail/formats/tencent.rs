//! Tencent: QQ Mail and its enterprise mail (exmail), subject `来自qq.com的退信` with the domain of the sender.
//!
//! Three boxes: `被退回邮件` (the mail), `无法发送到` (whom it did not reach), `退信原因` (why, a sentence and below it the reply of the server), and `解决方案` (advice).
//! The English edition names them Original Message, Unable to deliver to, Reason, Solution.

use super::{Format, Mark, Reader, labelled};

pub(super) const FORMAT: Format = Format {
    name: "tencent",
    agent: Some("tencent"),
    marks: &[
        &[Mark::From("postmaster@qq.com")],
        &[Mark::From("postmaster@foxmail.com")],
        &[Mark::From("exmail")],
        &[Mark::Subject("来自"), Mark::Subject("的退信"), Mark::Words("无法发送到")],
        &[Mark::Subject("[qmail]")],
        &[Mark::Words("被退回邮件"), Mark::Words("无法发送到")],
        &[Mark::Words("service.mail.qq.com"), Mark::Subject("退信")],
    ],
    read: Reader::Own(labelled::read_form),
};

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_reply_below_the_sentence_speaks() {
        let mail = "From: PostMaster@qq.com\nTo: ann@qq.com\nSubject: 来自qq.com的退信\nContent-Type: text/html; charset=utf-8\n\n\
<div>很抱歉您发送的邮件被退回，以下是该邮件的相关信息：</div><table><tr><td>被退回邮件</td><td>主 题：你好<br>时 间：2026-11-23 08:00:00</td></tr>\
<tr><td>无法发送到</td><td>bob@example.com; eve@example.net</td></tr><tr><td>退信原因</td><td>收件人邮件地址不存在，邮件无法送达。<br>host mx.example.com[192.0.2.1] said: 550 no such user</td></tr>\
<tr><td>解决方案</td><td>请核对 zoe@example.org</td></tr></table>\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed tencent
          bob@example.com failed - | host mx.example.com[192.0.2.1] said: 550 no such user
          eve@example.net failed - | host mx.example.com[192.0.2.1] said: 550 no such user
        ");
    }

    #[test]
    fn the_reason_alone_names_the_recipient() {
        let mail = "From: PostMaster@qq.com\nTo: ann@qq.com\nSubject: 来自qq.com的退信\nContent-Type: text/plain; charset=utf-8\n\n\
退信原因\n收件人邮件地址（bob@example.com）不存在，邮件无法送达。\n解决方案\n请核对 zoe@example.org\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed tencent
          bob@example.com failed - | 收件人邮件地址（bob@example.com）不存在，邮件无法送达。
        ");
    }
}
