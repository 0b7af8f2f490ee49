//! Whether a mail system speaks. Marks that stand in the words prove nothing by themselves: people who ask for help copy the whole notice.

use crate::notice::mail::incoming::Incoming;

/// Whether the mail was written by a mail system and not by a person about a notice.
pub(super) fn is_a_mail_system(incoming: &Incoming<'_, '_>) -> bool {
    // What has no author was not written by a person: words without a header.
    if incoming.is_from_a_mail_system() || incoming.field("From").is_none() {
        return true;
    }
    let subject = incoming.value("Subject").to_lowercase();
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
    names_failure && !is_answer && !answers
}
