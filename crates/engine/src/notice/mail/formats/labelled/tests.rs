//! Forms in many layouts and languages, and texts that only look like one.

use crate::notice::tests::drawn;

/// A notice in plain text with these lines for people.
fn notice(body: &str) -> String {
    drawn(
        format!(
            "From: Postmaster@mail.example.cn\nTo: ann@example.cn\nSubject: notice\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
        )
        .as_bytes(),
    )
}

#[test]
fn a_form_is_read_in_any_language() {
    for (recipient, reason) in [
        ("收件人：", "退信原因："),
        ("收件者：", "失敗原因："),
        ("Recipient: ", "Error: "),
        ("Empfänger: ", "Fehlermeldung: "),
        ("Destinataire : ", "Motif : "),
        ("Destinatario: ", "Motivo: "),
        ("宛先: ", "エラー内容: "),
        ("Получатель: ", "Причина: "),
        ("받는 사람: ", "사유: "),
    ] {
        let body = format!(
            "Hello\n\nSubject: bob@example.org\n{recipient}bob@example.com\n{reason}550 no such user\n\nYours, postmaster@example.cn"
        );
        assert_eq!(notice(&body), "failed labelled\n  bob@example.com failed - | 550 no such user", "{recipient}{reason}");
    }
}

#[test]
fn the_reply_of_a_server_speaks_before_the_gloss() {
    insta::assert_snapshot!(
        notice("收件人：bob@example.com\n退信原因：对方拒绝了您的邮件\n英文说明：SMTP error, RCPT TO: 550 5.1.1 User unknown\n建议解决方案：联系 eve@example.com\n检查 550 5.2.2 是否"),
        @r"
    failed labelled
      bob@example.com failed - | SMTP error, RCPT TO: 550 5.1.1 User unknown
    "
    );
    insta::assert_snapshot!(
        notice("无法发送到\nbob@example.com\n退信原因\n收件人拒绝接收您的邮件\nhost mx.example.com[192.0.2.1] said: 550 no\n解决方案\n请稍后再试"),
        @r"
    failed labelled
      bob@example.com failed - | host mx.example.com[192.0.2.1] said: 550 no
    "
    );
}

#[test]
fn the_line_that_leads_to_a_reply_belongs_to_it() {
    insta::assert_snapshot!(notice("收件人：bob@example.com\n退信原因：对方拒绝\nhost mx.example.com[192.0.2.1] said:\n550 no"), @r"
    failed labelled
      bob@example.com failed - | host mx.example.com[192.0.2.1] said: / 550 no
    ");
}

#[test]
fn the_gloss_speaks_where_no_server_did() {
    insta::assert_snapshot!(
        notice("收件人：bob@example.com\n退信原因：收件方邮箱可用容量不足\n服务器应答："),
        @r"
    failed labelled
      bob@example.com failed - | 收件方邮箱可用容量不足
    "
    );
}

#[test]
fn recipients_share_a_reason_or_have_each_their_own() {
    insta::assert_snapshot!(notice("收件人：bob@example.com; eve@example.net，\n  <zoe@example.org>\n退信原因：550 no"), @r"
    failed labelled
      bob@example.com failed - | 550 no
      eve@example.net failed - | 550 no
      zoe@example.org failed - | 550 no
    ");
    insta::assert_snapshot!(notice("Recipient: <bob@example.com>\nReason: 550 no\n\nRecipient: <eve@example.net>\nReason: 552 full"), @r"
    failed labelled
      bob@example.com failed - | 550 no
      eve@example.net failed - | 552 full
    ");
    insta::assert_snapshot!(notice("The following recipients could not be reached:\n\nbob@example.com\n\neve@example.net\n\nReason: mailbox full"), @r"
    failed labelled
      bob@example.com failed - | mailbox full
      eve@example.net failed - | mailbox full
    ");
    insta::assert_snapshot!(notice("Error: 550 no\nRecipient: <bob@example.com>\n\nError: 552 full\nRecipient: <eve@example.net>"), @r"
    failed labelled
      bob@example.com failed - | 550 no
      eve@example.net failed - | 552 full
    ");
}

#[test]
fn a_form_in_two_languages_is_one() {
    insta::assert_snapshot!(notice("收件人：bob@example.com\n退信原因：对方拒绝了您的邮件\n\nRecipient: bob@example.com\nReason: 550 no such user"), @r"
    failed labelled
      bob@example.com failed - | 550 no such user
    ");
}

#[test]
fn a_form_may_be_only_a_warning() {
    insta::assert_snapshot!(notice("您的邮件暂时未能送达，系统将继续尝试投递。\n收件人：bob@example.com\n原因：451 later"), @r"
    delayed labelled
      bob@example.com delayed - | 451 later
    ");
    insta::assert_snapshot!(notice("系统已不再继续尝试投递。\n收件人：bob@example.com\n原因：451 later"), @r"
    failed labelled
      bob@example.com failed - | 451 later
    ");
}

#[test]
fn a_sentence_may_lead_to_the_recipients() {
    insta::assert_snapshot!(notice("您的邮件投递到以下收件人失败：\nbob@example.com\neve@example.net\n失败原因：对方服务器拒绝：550 no"), @r"
    failed labelled
      bob@example.com failed - | 对方服务器拒绝：550 no
      eve@example.net failed - | 对方服务器拒绝：550 no
    ");
}

#[test]
fn the_one_that_was_told_of_failed() {
    insta::assert_snapshot!(notice("To: bob@example.com, eve@example.net\nError: 550 5.1.1 <eve@example.net>: User unknown"), @r"
    failed labelled
      eve@example.net failed - | 550 5.1.1 <eve@example.net>: User unknown
    ");
}

#[test]
fn what_follows_a_subject_is_no_reason() {
    insta::assert_snapshot!(notice("The message could not be delivered to:\nbob@example.com\nError: 550 no\nSubject: hello\n\nIgnore 552 full\n"), @r"
    failed labelled
      bob@example.com failed - | 550 no
    ");
}

#[test]
fn one_line_may_name_the_recipient_and_the_reply() {
    insta::assert_snapshot!(notice("Recipient: bob@example.com - 550 no such user\nRecipient: eve@example.net - 552 full"), @r"
    failed labelled
      bob@example.com failed - | bob@example.com - 550 no such user
      eve@example.net failed - | eve@example.net - 552 full
    ");
}

#[test]
fn whom_the_form_calls_failed_counts_and_not_whom_the_mail_was_for() {
    insta::assert_snapshot!(notice("To: bob@example.com, eve@example.net\nFailed recipient: eve@example.net\nReason: 552 full"), @r"
    failed smartermail
      eve@example.net failed - | 552 full
    ");
}

#[test]
fn labels_like_those_of_a_header_begin_no_returned_mail() {
    let form = "It failed.\n\nFrom: ann@example.cn\nTo: bob@example.com\nSubject: hello\nDate: Mon, 23 Nov 2026\nError: 550 no\n\nBye\n\nReceived: from a by b\nFrom: ann@example.cn\nTo: eve@example.net\nError: none\n";
    assert_eq!(notice(form), "failed labelled\nabout ann@example.cn / hello\n  bob@example.com failed - | 550 no");
    let returned = "It failed.\n\nFrom: ann@example.cn\nTo: bob@example.com\nMessage-ID: <1@example.cn>\nReason: 550 no\n";
    assert_eq!(notice(returned), "other text\nabout ann@example.cn / ");
}

#[test]
fn tables_are_read_by_row_and_by_column() {
    let html = |table: &str| {
        drawn(format!("From: Postmaster@mail.example.cn\nTo: ann@example.cn\nSubject: notice\nContent-Type: text/html; charset=utf-8\n\n<style>a{{}}</style><table>{table}</table>\n").as_bytes())
    };
    let expected = "failed labelled\n  bob@example.com failed - | 550 no\n  eve@example.net failed - | 552 full";
    assert_eq!(
        html(
            "<tr><th>收件人</th><th>时间</th><th>退信原因</th></tr><tr><td>bob@example.com</td><td>8:00</td><td>550 no</td></tr><tr><td>eve@example.net</td><td>8:00</td><td>552 full</td></tr>"
        ),
        expected
    );
    assert_eq!(
        html(
            "<tr><td>收件人</td><td>bob@example.com</td></tr><tr><td>原因</td><td>550 no</td></tr><tr><td>收件人</td><td>eve@example.net</td></tr><tr><td>原因</td><td>552 full</td></tr>"
        ),
        expected
    );
    assert_eq!(
        html(
            "<tr><td><p>收件人</p></td><td><p>bob@example.com</p></td></tr><tr><td><b>原因</b>：</td><td><div>550 no</div></td></tr><tr><td>收件人</td><td><a href='x'>eve@example.net</a></td></tr><tr><td>原因</td><td>552 full</td></tr>"
        ),
        expected
    );
}

#[test]
fn placeholders_senders_and_forms_of_people_name_nobody() {
    assert_eq!(notice("收件人：xxx\n退信原因：550 no"), "other labelled".replace("labelled", "text"));
    assert_eq!(notice("收件人：ann@example.cn\n发件人：bob@example.com\n退信原因：没有写"), "other text");
    let asked = "From: Ann <ann@example.cn>\nTo: help@example.org\nSubject: Re: 退信\n\n> 收件人：bob@example.com\n> 退信原因：550 no\n";
    assert_eq!(drawn(asked.as_bytes()), "other text");
    // The transcript of a session is no form, though its commands look like labels.
    assert!(
        notice("While talking to mx.example.com:\n>>> RCPT To:<bob@example.com>\n<<< 550 no\nError: 421 later").starts_with("failed text")
    );
}

#[test]
fn hostile_forms_cost_no_more_than_their_length() {
    let many = "收件人：bob@example.com\n退信原因：550 no\n".repeat(4000);
    assert!(notice(&many).starts_with("failed labelled"));
    let long = format!("收件人：bob@example.com\n退信原因：{}", "550 a\n".repeat(30_000));
    assert!(notice(&long).starts_with("failed labelled"));
}
