//! Alibaba: aliyun.com and Alibaba enterprise mail, marked `x-aliyun-bounce: 1`, subject `来自postmaster@aliyun.com的退信`.
//!
//! `系统应答` holds the reply, often inside `the mta server of … reply:`, and is empty when Alibaba's own servers refused; the gloss behind `退信原因` is then all there is.

use super::{Format, Mark, Reader, labelled};

pub(super) const FORMAT: Format = Format {
    name: "alibaba",
    agent: Some("alibaba"),
    marks: &[
        &[Mark::Field("x-aliyun-bounce")],
        &[Mark::From("postmaster@aliyun.com")],
        &[Mark::From("aliyun"), Mark::Subject("退信")],
        &[Mark::From("alibaba"), Mark::Subject("退信")],
        &[Mark::Words("the mta server of")],
    ],
    read: Reader::Own(labelled::read_form),
};

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn an_empty_reply_leaves_the_gloss() {
        for (answer, expected) in [
            ("", "收件方邮箱可用容量不足"),
            ("the mta server of mx.example.com reply:550 no such user", "the mta server of mx.example.com reply:550 no such user"),
        ] {
            let mail = format!(
                "From: postmaster@aliyun.com\nTo: ann@aliyun.com\nSubject: 来自postmaster@aliyun.com的退信\nx-aliyun-bounce: 1\nContent-Type: text/plain; charset=utf-8\n\n\
您的邮件被退回。\n邮件主题:你好\n收件人:bob@example.com\n退信原因:收件方邮箱可用容量不足\n系统应答:{answer}\n解决建议:请联系收件人\n"
            );
            assert_eq!(drawn(mail.as_bytes()), format!("failed alibaba\n  bob@example.com failed - | {expected}"));
        }
    }

    #[test]
    fn a_recipient_counts_where_nothing_was_told() {
        let mail = "From: postmaster@aliyun.com\nTo: ann@aliyun.com\nSubject: 来自postmaster@aliyun.com的退信\nx-aliyun-bounce: 1\nContent-Type: text/plain; charset=utf-8\n\n收件人:bob@example.com\n退信原因:\n系统应答:\n";
        assert_eq!(drawn(mail.as_bytes()), "failed alibaba\n  bob@example.com failed - | ");
    }
}
