//! Whether a mail system speaks. Marks that stand in the words prove nothing by themselves: people who ask for help copy the whole notice.

use crate::notice::mail::incoming::Incoming;

/// Whether the mail was written by a mail system and not by a person about a notice.
pub(super) fn is_a_mail_system(incoming: &Incoming<'_, '_>) -> bool {
    // What has no author was not written by a person: words without a header.
    if incoming.is_from_a_mail_system() || incoming.field("From").is_none() {
        return true;
    }
    let subject = incoming.subject().to_lowercase();
    let subject = subject.trim();
    let is_answer =
        ["re:", "re：", "fw", "aw:", "wg:", "回复", "答复", "转发", "回覆", "轉寄"].iter().any(|mark| subject.starts_with(mark));
    let answers = incoming.field("In-Reply-To").is_some() && incoming.field("Auto-Submitted").is_none();
    let names_failure = [
        "退信",
        "退回",
        "退件",
        "投递失败",
        "发送失败",
        "undeliver",
        "returned mail",
        "failure notice",
        "failure delivery",
        "delivery fail",
        "delivery status",
        "delivery problem",
        "mail system error",
        "メールエラー",
        "unzustellbar",
    ]
    .iter()
    .any(|words| subject.contains(words));
    names_failure && !is_answer && !answers && has_the_name_of_a_system(incoming)
}

/// Whether the author is an account of which mail systems write; a person who asks about a failure names it in the subject, too.
fn has_the_name_of_a_system(incoming: &Incoming<'_, '_>) -> bool {
    if incoming.field("Auto-Submitted").is_some_and(|field| !field.text().trim().eq_ignore_ascii_case("no")) {
        return true;
    }
    let from = incoming.from().to_lowercase();
    let names = [
        "postmaster",
        "mailer",
        "daemon",
        "bounce",
        "reply",
        "system",
        "admin",
        "notif",
        "service",
        "master",
        "robot",
        "auto",
        "server",
        "delivery",
        "系统",
        "系統",
        "退信",
        "管理员",
        "管理員",
        "邮件",
        "システム",
        "시스템",
    ];
    names.iter().any(|name| from.contains(name))
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    #[test]
    fn who_asks_about_a_notice_is_no_mail_system() {
        let form = "收件人：bob@example.com\n退信原因：550 no such user\n";
        for (head, speaks) in [
            ("From: Postmaster@example.cn\nSubject: notice", true),
            ("From: 系统通知 <it@example.cn>\nSubject: 退信通知", true),
            ("From: it@example.cn\nSubject: 系统退信\nAuto-Submitted: auto-generated", true),
            ("Return-Path: <ann@example.cn>\nFrom: Ann <ann@example.cn>\nSubject: 求助：退信", false),
            ("From: Admin <admin@example.cn>\nSubject: 回复：退信", false),
            ("From: Ann <ann@example.cn>\nSubject: hello", false),
        ] {
            let mail = format!("{head}\nTo: ann@example.cn\nContent-Type: text/plain; charset=utf-8\n\n{form}");
            assert_eq!(drawn(mail.as_bytes()).starts_with("failed"), speaks, "{head}");
        }
    }
}
