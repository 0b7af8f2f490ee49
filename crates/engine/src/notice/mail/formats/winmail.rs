//! Winmail Server (华美科技), a qmail in its looks: "Hi. This is the smtp delivery program." and a Chinese sentence, then `<address>, remote server said: …`.
//!
//! Source: the maker's page on its notices, <https://www.winmail.cn/ndr/>.

use super::{Format, Mark, Reader, yahoo};

pub(super) const FORMAT: Format = Format {
    name: "winmail",
    agent: Some("winmail"),
    marks: &[
        &[Mark::Words("this is the smtp delivery program")],
        &[Mark::Words("您的邮件不能成功的递送到指定地址")],
        &[Mark::Words("winmail"), Mark::Words("remote server said")],
    ],
    read: Reader::Own(yahoo::read),
};

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn the_address_stands_before_what_the_server_said() {
        let mail = "From: MAILER-DAEMON@mail.example.cn\nTo: ann@example.cn\nSubject: Returned mail\nContent-Type: text/plain; charset=utf-8\n\n\
Hi. This is the smtp delivery program.\n您的邮件不能成功的递送到指定地址，详细信息如下：\n\n<bob@example.com>, remote server said: 550 no such user\n\n\
--- Below this line is the original message.\n\nReceived: from [192.0.2.1] by mail.example.cn; 1 Jan 2018\nFrom: ann@example.cn\nTo: bob@example.com\n";
        insta::assert_snapshot!(drawn(mail.as_bytes()), @r"
        failed winmail
        about ann@example.cn / 
          bob@example.com failed - | remote server said: 550 no such user
        ");
    }
}
