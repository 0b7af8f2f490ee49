//! The labels of notices that tell a failure as a form: `收件人：…`, `Reason: …`, `Fehlermeldung: …`.
//!
//! A label says what follows it; which words are labels, and of what, is grammar and stands here, as the names of header fields stand in the reader of header fields.
//! The words were collected from the notices of Chinese providers (NetEase, Tencent, Alibaba, 21CN, Coremail), from web mailers and helpdesks, and from the help pages that quote such notices.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::notice::mail::caseless::squeezed;

/// What the words behind a label are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Label {
    /// The addresses that failed.
    Failed,
    /// The addresses of the mail that failed; where nothing is labelled [`Label::Failed`], they are those that failed.
    Recipient,
    /// What a server answered.
    Reply,
    /// Why it failed, in words of the notice or in those of a server.
    Reason,
    /// No label: words directly below the addresses that failed. They say why where no label does.
    Unlabelled,
    /// A code by itself.
    Code,
    /// The server that was asked.
    Host,
    /// Something about the mail or the notice that says nothing of the failure.
    Context,
    /// What to do about it. Advice names causes that are not meant.
    Advice,
}

/// Longest label, in bytes: a bilingual one with both its names.
const MAX_LABEL: usize = 96;

/// What stands between a label and its value.
const SEPARATORS: [char; 5] = [':', '：', '\t', '】', '﹕'];

/// What stands around the second name of a label.
const EDGES: [char; 9] = ['/', '(', ')', '（', '）', '|', '[', ']', '】'];

/// Splits a line into its label and what stands behind it on the line, which may be nothing.
pub(super) fn labelled(line: &str) -> Option<(Label, &str)> {
    let line = undecorated(line);
    if !line.starts_with(EDGES) && !may_be_label(line) {
        return None;
    }
    let head = line.get(..line.floor_char_boundary(MAX_LABEL))?;
    let separators = [head.find(SEPARATORS), head.find("  ")];
    let named = separators.into_iter().flatten().find_map(|at| {
        let (name, value) = line.split_at_checked(at)?;
        Some((label_named(name)?, behind_second_name(behind_separator(value))))
    });
    named.or_else(|| address_behind_label(line)).or_else(|| words_behind_label(head, line)).or_else(|| {
        // A label may have the line for itself, but then there is nothing else on it.
        let label = label_named(line).filter(|_| line.split(EDGES).all(|piece| piece.trim().is_empty() || label_named(piece).is_some()))?;
        Some((label, line.get(line.len()..)?))
    })
}

fn behind_separator(value: &str) -> &str {
    value.trim_start_matches(|c: char| SEPARATORS.contains(&c) || c.is_whitespace())
}

/// `Recipient <bob@example.com>`: addresses need no separator, a sentence about one has no label: `Recipient bob@example.com does not exist`.
fn address_behind_label(line: &str) -> Option<(Label, &str)> {
    let (name, value) = line.split_once([' ', '<', '（'])?;
    let label = label_named(name).filter(|label| matches!(label, Label::Failed | Label::Recipient))?;
    is_addresses(value).then_some((label, value))
}

/// Whether a text is addresses and nothing else.
fn is_addresses(text: &str) -> bool {
    let is_edge = |c: char| c.is_whitespace() || "<>（）()[]\"',;，；、".contains(c);
    let mut parts = text.split(is_edge).filter(|part| !part.is_empty()).take(MAX_LABEL).peekable();
    parts.peek().is_some() && parts.all(|part| part.contains('@'))
}

/// `时  间 2026-11-23`, `退信原因 550 …`: East Asian labels are so unlike what follows them that a blank is enough.
fn words_behind_label<'l>(head: &str, line: &'l str) -> Option<(Label, &'l str)> {
    let end = head.find(|c: char| !is_east_asian(c) && !c.is_whitespace()).unwrap_or(head.len());
    let (name, value) = line.split_at_checked(end)?;
    // Spans of HTML stand without any blank between them: `收件人bob@example.com`.
    let is_value = |label: &Label| match label {
        Label::Failed | Label::Recipient => is_addresses(value) && !value.contains(is_east_asian),
        Label::Reason | Label::Reply => value.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    if let Some(label) = known(name).filter(is_value) {
        return Some((label, value));
    }
    name.rmatch_indices(char::is_whitespace).find_map(|(at, _)| {
        let (name, value) = line.split_at_checked(at)?;
        let is_long = name.chars().filter(|c| is_east_asian(*c)).count() > 1;
        // Advice is given in sentences, which begin with the same words.
        let label = known(name).filter(|label| is_long && *label != Label::Advice)?;
        (!value.trim().is_empty()).then_some((label, value.trim_start()))
    })
}

/// Drops the name in another language that follows the first: `服务器返回码： / Reply Code： 550 …`.
fn behind_second_name(value: &str) -> &str {
    let Some(rest) = value.strip_prefix(['/', '(', '（', '|']) else { return value };
    let head = rest.get(..rest.floor_char_boundary(MAX_LABEL)).unwrap_or_default();
    match head.find([':', '：', '\t']) {
        Some(at) if rest.get(..at).and_then(label_named).is_some() => behind_separator(rest.get(at..).unwrap_or_default()),
        _ => value,
    }
}

/// The line without bullets, brackets and numbers before it.
fn undecorated(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || "*•·●○■□◆◇►▶※#|【[（(-–".contains(c));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.get(digits..).and_then(|rest| rest.strip_prefix(['.', '、', ')', '）'])) {
        Some(rest) if (1..=2).contains(&digits) => rest.trim_start(),
        _ => line,
    }
}

/// What a name labels: `Recipient`, `收 件 人`, `退信原因/Bounce reason`, `主题（Subject）`, `收件人To`.
fn label_named(name: &str) -> Option<Label> {
    if name.len() > MAX_LABEL {
        return None;
    }
    let name = name.trim();
    known(name).or_else(|| {
        let first = name.split(EDGES).map(str::trim).find(|piece| !piece.is_empty())?;
        known(first).or_else(|| {
            let name = of_one_script(first);
            let other = first.get(name.len()..).unwrap_or_default();
            known(name).filter(|_| known(other).is_some())
        })
    })
}

fn known(name: &str) -> Option<Label> {
    if !may_be_label(name) {
        return None;
    }
    LABELS.get(folded(name).trim_end_matches(['*', '#', '.', '…', ' '])).copied()
}

/// Whether a label begins like this text. Nearly all lines are sentences, which shows in their first two letters.
fn may_be_label(text: &str) -> bool {
    let is_known = |beginning: usize| BEGINNINGS.get(beginning / 64).is_some_and(|word| word >> (beginning % 64) & 1 == 1);
    beginnings(text).into_iter().flatten().any(is_known)
}

/// Numbers of the first character and of the first two that are no blanks, the same in any case.
fn beginnings(text: &str) -> [Option<usize>; 2] {
    let mut characters = text.chars().filter(|c| !c.is_whitespace()).map(|c| {
        let lower = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
        u32::from(lower) as usize
    });
    let first = characters.next();
    let number = |first: usize, second: usize| (first * 61 + second) % BEGINNING_BITS;
    [first.map(|first| number(first, 0)), first.zip(characters.next()).map(|(first, second)| number(first, second))]
}

/// A name in lower case, with one blank between words and none between East Asian characters, which are set apart to fill a column: `主 题`.
fn folded(name: &str) -> String {
    if name.is_ascii() {
        return squeezed(name);
    }
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if folded.ends_with(|c: char| !is_east_asian(c)) {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// The beginning of a text up to where it changes between East Asian and other letters.
fn of_one_script(text: &str) -> &str {
    let first = text.chars().next().is_some_and(is_east_asian);
    let end = text.find(|c: char| c.is_alphanumeric() && is_east_asian(c) != first).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end()
}

/// Whether a character is Chinese, Japanese or Korean.
fn is_east_asian(c: char) -> bool {
    ('\u{1100}'..'\u{1200}').contains(&c) || ('\u{2e80}'..='\u{d7ff}').contains(&c) || ('\u{f900}'..'\u{fb00}').contains(&c)
}

const BEGINNING_BITS: usize = 8192;

/// How labels begin, as a set of bits: those of one character by it, all others by two.
static BEGINNINGS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; BEGINNING_BITS / 64];
    for beginning in LABELS.keys().filter_map(|name| beginnings(name).into_iter().flatten().last()) {
        bits.get_mut(beginning / 64).into_iter().for_each(|word: &mut u64| *word |= 1 << (beginning % 64));
    }
    bits
});

static LABELS: LazyLock<HashMap<String, Label>> = LazyLock::new(|| {
    let lists = [
        (Label::Context, CONTEXT),
        (Label::Advice, ADVICE),
        (Label::Host, HOST),
        (Label::Code, CODE),
        (Label::Reason, REASON),
        (Label::Reply, REPLY),
        (Label::Recipient, RECIPIENT),
        (Label::Failed, FAILED),
    ];
    let names = lists.iter().flat_map(|(label, names)| names.split([',', '\n']).map(|name| (folded(name), *label)));
    names.filter(|(name, _)| !name.is_empty()).collect()
});

const FAILED: &str = "\
failed recipient, failed recipients, failed address, failed addresses, failed email address, undelivered to, undeliverable to,\
undeliverable address, undeliverable recipient, could not be delivered to, could not deliver to, unable to deliver to, unable to send,\
unable to send to, unable to deliver, delivery failed to, delivery has failed to these recipients or groups, bounced address,\
bounced recipient, bounced email, invalid recipient, invalid recipients, invalid address, rejected recipient, rejected recipients,\
rcpt to, recipient address, recipient addresses, recipient's address, recipient email, recipient e-mail, recipient email address,\
recipient's email address, failed to deliver to, was not delivered to, not delivered to, delivery failed for, delivery failure to,\
unable to deliver message to the following recipients, unable to deliver the message to the following recipients,\
your message to the following recipients could not be delivered, the following recipients could not be reached,\
the following recipient could not be reached, the following recipients failed, the following recipient failed,\
the following address failed, the following addresses failed, final-recipient, final recipient, x-failed-recipients,
无法发送到, 无法发送至, 无法送达, 无法送达到, 无法投递到, 无法投递至, 无法投递, 未能送达, 未送达, 未能发送至, 不能发送到, 投递失败地址, 失败地址,\
失败收件人, 失败的收件人, 失败邮箱, 失败的地址, 退信地址, 退信邮箱, 退信收件人, 被退回的收件人, 被退收件人, 退回地址, 收件人地址, 收件人邮箱,\
收件人邮件地址, 收件人邮箱地址, 收件人email, 收件地址, 收件邮箱, 收件箱地址, 收信地址, 收信人地址, 收信邮箱, 目标地址, 目标邮箱, 目的地址, 接收地址,\
接收邮箱, 接收人地址, 接收方地址, 对方邮箱, 对方地址, 无法送达的收件人, 无法送达的地址, 未送达收件人, 投递失败收件人, 无效收件人, 无效地址,\
无法发送到以下收件人, 无法送达以下收件人, 未能发送至以下收件人, 您的邮件未能成功发送至以下收件人, 以下收件人, 邮件未能送达以下收件人,\
向以下收件人或组传递邮件失败, 無法傳送到, 無法傳送至, 無法寄達, 無法送達, 無法投遞, 收件人地址, 收件者地址, 收件者郵箱, 收件人郵箱, 失敗地址, 退信地址,
配信できなかった宛先, 配信できなかったアドレス, 送信できなかった宛先, 送信できなかったアドレス, エラーアドレス, エラーとなった宛先, 宛先アドレス,\
受信者アドレス, 送信先アドレス, 送信先メールアドレス, 宛先メールアドレス, 不達アドレス, 不達先, 수신자 주소, 받는 사람 주소, 수신 주소, 전송 실패 주소,
empfängeradresse, empfängeradressen, empfaengeradresse, e-mail-adresse des empfängers, nicht zugestellt an, fehlgeschlagene empfänger,\
adresse du destinataire, adresse destinataire, destinataire en échec, dirección del destinatario, dirección de destino,\
endereço do destinatário, endereço de destino, indirizzo del destinatario, indirizzo destinatario, адрес получателя, адресат письма,\
адрес доставки, adres odbiorcy, adres van de ontvanger";

const RECIPIENT: &str = "\
recipient, recipients, recipient(s), to, email to, mail to, sent to, send to, addressee, addressees, intended recipient, intended recipients,\
receiver, receivers, destination, original recipient, original-recipient, mailto, rcpt,
收件人, 收信人, 收件者, 收信者, 接收者, 接收人, 收件方, 接收方, 发往, 发送至, 发送到, 发给, 收件人列表, 收件人信息, 原收件人, 邮件收件人, 收件人名称,\
寄往, 寄給, 傳送至, 发送给, 致,
宛先, 送信先, 受信者, 受取人, あて先, 宛て先, 받는 사람, 받는사람, 수신자, 수신인, 받는이,
empfänger, empfaenger, adressat, an, destinataire, destinataires, à, destinatario, destinatarios, para, destinatário, destinatários,\
destinatari, a, получатель, получатели, кому, odbiorca, odbiorcy, do, adresaci, ontvanger, ontvangers, geadresseerde, aan, mottagare, till,\
modtager, til, mottaker, vastaanottaja, alıcı, alıcılar, kime, příjemce, komu, címzett, người nhận, παραλήπτης";

const REASON: &str = "\
reason, reasons, the reason, reason(s), reason for failure, reason for the failure, reason of failure, reason for bounce, reason for return,\
failure reason, bounce reason, the reasons for bounce, reasons for bounce, reason given, the reason given, rejection reason, reject reason,\
return reason, error reason, cause, cause of failure, problem, the problem, error, errors, error message, error description, error detail,\
error details, error text, error info, error information, details, detail, description, explanation, failure, failure message, failure details,\
diagnosis, delivery error, bounce message, bounce details, bounce error, message error, reason for the problem, the reason for the problem,\
because, for the following reason, for the following reasons, due to the following reason, due to the following error,\
the following error occurred, the error was, the error message is, the error message was, the reason is, the reason was,
退信原因, 退信的原因, 退件原因, 退回原因, 退信理由, 失败原因, 失败理由, 失败的原因, 投递失败原因, 发送失败原因, 拒收原因, 拒信原因, 原因, 具体原因,\
错误原因, 出错原因, 错误信息, 错误提示, 错误描述, 错误详情, 错误说明, 错误消息, 错误报告, 错误, 出错信息, 失败信息, 失败详情, 失败描述, 原因分析,\
退信说明, 退信信息, 退信详情, 退信描述, 退信提示, 原因如下, 错误如下, 错误信息如下, 退信原因如下, 失败原因如下, 原因说明, 投递结果, 中文说明, 故障原因,\
退信類型, 退信原因說明, 失敗原因, 錯誤訊息, 錯誤信息, 錯誤原因, 錯誤說明, 退件理由, 無法傳送原因, 原因是,
理由, 原因, エラー, エラー内容, エラー理由, エラー原因, エラーメッセージ, エラー情報, エラー詳細, 詳細, 配信不能理由, 配信エラー理由, 不達理由, 障害内容,\
사유, 원인, 이유, 오류, 오류 내용, 오류 메시지, 오류 원인, 에러, 에러 내용, 에러 메시지, 반송 사유, 반송사유, 반송 원인, 실패 사유, 실패 원인, 실패 이유,\
상세 내용, 상세내용, 상세 정보,
grund, ursache, fehler, fehlermeldung, fehlerbeschreibung, fehlergrund, fehlertext, fehlerursache, begründung, einzelheiten,\
raison, motif, motif du rejet, raison de l'échec, erreur, message d'erreur, détail, détails, détails de l'erreur, description de l'erreur,\
motivo, razón, razon, causa, error de entrega, mensaje de error, detalle, detalles, descripción, descripción del error, motivo del error,\
razão, razao, erro, mensagem de erro, detalhe, detalhes, descrição, descrição do erro, motivo da devolução, motivo da falha,\
errore, messaggio di errore, dettaglio, dettagli, ragione, descrizione, descrizione errore, motivo dell'errore,\
причина, причины, причина ошибки, причина отказа, причина возврата, ошибка, сообщение об ошибке, текст ошибки, описание, описание ошибки,\
подробности, детали, powód, przyczyna, błąd, szczegóły, opis, opis błędu, komunikat o błędzie, reden, oorzaak, fout, foutmelding,\
orsak, fel, felmeddelande, årsag, fejl, fejlmeddelelse, årsak, feil, syy, virhe, neden, nedeni, sebep, hata, hata mesajı, důvod, chyba, hiba,\
lý do, αιτία";

const REPLY: &str = "\
diagnostic-code, diagnostic code, diagnostic, diagnostics, diagnostic information, diagnostic info, remote server said, remote server reply,\
remote server response, remote server message, remote server returned, remote host said, remote reply, remote response, server response,\
server reply, server said, server message, server error, server returned, response from server, reply from server, response from the server,\
response from remote server, smtp response, smtp reply, smtp error, smtp error message, smtp message, smtp status, smtp diagnostic, response,\
reply, reply code, relpy code, reply message, response message, response code, the response was, the response from the remote server was,\
the error that the other server returned was, the server responded, the remote server responded, the mail server responded, technical details,\
technical detail, technical information, technical details of permanent failure, technical details of temporary failure, last error,\
last response, error returned, returned error, returned message, english, english description, english explanation, transcript, raw response,\
the remote server returned, remote server replied, server replied, remote host replied, the server said, the mail server said, message from server, mail server response, receiving server response, the following error was returned,
英文说明, 英文原因, 英文信息, 英文描述, 系统应答, 系统返回, 系统返回信息, 服务器返回码, 服务器返回, 服务器返回信息, 服务器返回内容, 服务器返回值,\
服务器返回错误, 服务器应答, 服务器响应, 服务器回复, 服务器信息, 服务器提示, 服务器反馈, 对方服务器返回, 对方服务器返回信息, 对方服务器应答,\
对方服务器响应, 对方服务器回复, 对方系统应答, 对方返回, 对方应答, 对方回应, 远程服务器返回, 远程服务器应答, 远程服务器响应, 远端返回, 返回信息, 返回内容,\
返回消息, 返回结果, 返回错误, 应答, 应答信息, 响应信息, 回应信息, smtp应答, smtp响应, smtp返回, smtp错误, smtp信息, 技术信息, 技术细节, 技术详情,\
详细信息, 详细原因, 详细错误, 详细错误信息, 详细描述, 详细退信信息, 诊断信息, 诊断代码, 原始信息, 原始错误, 原始退信, 原始返回, 会话信息,\
伺服器回應, 伺服器訊息, 對方伺服器回應, 英文說明, 詳細資訊, 診斷資訊, 技術資訊, 系統應答, 返回訊息,
サーバ応答, サーバー応答, サーバからの応答, サーバーからの応答, サーバからのメッセージ, サーバーからのメッセージ, サーバ側メッセージ, 応答, 応答メッセージ,\
診断コード, 診断情報, 相手サーバからの応答, 受信サーバからの応答, 서버 응답, 서버 메시지, 응답, 응답 메시지, 진단 코드, 진단 정보, 수신 서버 응답, 상대 서버 응답,
antwort, antwort des servers, serverantwort, antwort des empfangenden servers, diagnose, diagnosecode, diagnoseinformation, technische details,\
réponse, réponse du serveur, réponse du serveur distant, la réponse était, détails techniques, respuesta, respuesta del servidor,\
respuesta del servidor remoto, la respuesta fue, diagnóstico, detalles técnicos, resposta, resposta do servidor, a resposta foi,\
resposta do servidor remoto, detalhes técnicos, risposta, risposta del server, la risposta è stata, dettagli tecnici, diagnostica,\
ответ, ответ сервера, ответ удаленного сервера, ответ удалённого сервера, диагностика, технические подробности, odpowiedź,\
odpowiedź serwera, antwoord, antwoord van de server, technische gegevens, svar, sunucu yanıtı, odpověď serveru";

const CODE: &str = "\
status, status code, error code, bounce code, smtp code, code, error number, enhanced status code, delivery status, smtp error code, error type,
退信代码, 退信码, 退信编码, 错误代码, 错误码, 错误编号, 状态码, 返回码, 返回代码, 响应码, 退信类型, 错误类型, 狀態碼, 錯誤代碼, 錯誤碼,
エラーコード, ステータス, ステータスコード, 오류 코드, 에러 코드, 상태 코드, 응답 코드,
fehlercode, statuscode, code d'erreur, code erreur, código de error, código, código de erro, codice errore, codice, код ошибки, код,\
kod błędu, kod, foutcode, felkod, hata kodu";

const HOST: &str = "\
remote server, remote host, remote mta, remote-mta, host, mx, mx host, mx server, mail server, receiving server, destination server,\
recipient server, recipient mail server, server, mta,
对方服务器, 对方邮件服务器, 远程服务器, 目标服务器, 收信服务器, 收件服务器, 接收服务器, 目的服务器, 服务器, 對方伺服器, 遠端伺服器,
受信サーバ, 受信サーバー, 相手サーバ, 配信先サーバ, 수신 서버, 상대 서버, empfangsserver, zielserver, serveur distant, servidor remoto,\
servidor de destino, server remoto, удаленный сервер, удалённый сервер, сервер получателя";

const CONTEXT: &str = "\
from, sender, senders, sender address, mail from, envelope from, envelope sender, return-path, return path, reply-to, subject, the subject,\
mail subject, email subject, message subject, title, date, time, sent, sent at, sent on, send time, date sent, sent date, submitted, queued,\
arrival date, arrival-date, received, bounce time, bounced at, time of bounce, size, message size, mail size, message-id, message id, msgid,\
id, queue id, queue-id, cc, bcc, attachment, attachments, message, original message, original mail, original e-mail message,\
original email message, original email, returned mail, returned message, message information, message details, message header, headers,\
original message headers, your message, your message to, reporting-mta, reporting mta, source-ip, source ip, sending ip, sender ip, client ip,\
last attempt, last-attempt-date, last attempt date, will-retry-until, number of attempts, attempts, tries, action, mailer, x-mailer,\
contact, website, phone, tel, e-mail, email, postmaster, administrator, your message sent on, your mail sent on, priority,
发件人, 发信人, 发件者, 发送人, 发送者, 发件人地址, 发信人地址, 发件地址, 发件邮箱, 寄件人, 寄件者, 主题, 邮件主题, 原邮件主题, 信件主题, 标题, 邮件标题,\
信件标题, 主旨, 时间, 日期, 发送时间, 发送日期, 发信时间, 发件时间, 邮件时间, 退信时间, 退回时间, 接收时间, 投递时间, 大小, 邮件大小, 信件大小, 抄送,\
密送, 暗送, 抄送人, 密送人, 附件, 附件名称, 原邮件, 原邮件信息, 原信信息, 原信件信息, 原始邮件, 原始邮件信息, 原始邮件头, 邮件信息, 被退回邮件, 退回邮件,\
被退邮件, 退信邮件, 邮件编号, 邮件id, 邮件内容, 正文, 邮件正文, 发件ip, 发送ip, 发信ip, 来源ip, 生成服务器, 报告服务器, 投递次数, 重试次数, 电话, 联系电话,\
客服, 客服电话, 客服热线, 网址, 官网, 管理员, 公司, 信件内容, 原文, 原文如下, 優先權, 主題, 時間, 傳送時間, 寄件時間, 郵件主題, 郵件大小, 副本, 附檔, 密件副本,
件名, 差出人, 送信者, 送信元, 発信者, 日時, 送信日時, 送信日, 日付, 配信日時, 受付日時, サイズ, 元のメール, 元メール, 本文, メッセージid,\
제목, 보낸 사람, 보낸사람, 발신자, 보낸이, 날짜, 보낸 날짜, 보낸 시간, 보낸날짜, 일시, 시간, 발송 시간, 발송일시, 참조, 숨은 참조, 첨부, 크기, 원본 메일, 본문,
betreff, absender, von, datum, gesendet, gesendet am, größe, uhrzeit, zeit, nachrichten-id, nachricht, kopie, anhang, ursprüngliche nachricht,\
objet, sujet, expéditeur, de, envoyé, envoyé le, taille, heure, copie, pièce jointe, asunto, remitente, fecha, enviado, enviado el, hora, tamaño,\
assunto, remetente, data, enviada, enviado em, tamanho, oggetto, mittente, da, inviato, inviata, dimensione, ora, тема, от, отправитель, от кого,\
дата, время, отправлено, размер, копия, temat, nadawca, od, wysłano, rozmiar, onderwerp, afzender, van, verzonden, grootte, ämne, avsändare,\
från, emne, afsender, avsender, fra, konu, gönderen, tarih, předmět, odesílatel, tárgy, feladó, chủ đề, người gửi";

const ADVICE: &str = "\
solution, solutions, proposed solution, possible solution, suggestion, suggestions, suggested solution, recommendation, recommendations, advice,\
what to do, what you can do, what can you do, how to fix it, how to fix, how to resolve, how to solve, help, for help, more information, note,\
notes, tip, tips, hint, hints, possible reasons, possible reason, possible causes, possible cause, remedy, recommended action, next steps,
解决方案, 建议解决方案, 推荐解决方案, 解决建议, 解决办法, 解决方法, 处理建议, 处理方法, 处理方案, 建议, 建议您, 温馨提示, 友情提示, 邮差温馨提示, 提示,\
特别提示, 提醒, 帮助, 帮助信息, 备注, 注, 注意, 注意事项, 参考, 可能原因, 可能的原因, 常见原因, 您可以, 更多帮助, 说明, 声明, 解決方案, 解決方法, 建議, 處理建議,\
溫馨提示, 備註, 可能的原因有,
対処方法, 対処, 対処法, 対策, 対応, 対応方法, 考えられる原因, ご注意, 注意, 備考, 해결 방법, 해결방법, 조치 방법, 조치사항, 안내, 참고, 대처 방법, 권장 사항,
lösung, hinweis, hinweise, empfehlung, hilfe, tipp, mögliche ursachen, conseil, conseils, remarque, aide, solución, solucion, consejo, ayuda, nota,\
sugerencia, solução, dica, ajuda, observação, sugestão, soluzione, suggerimento, aiuto, решение, рекомендации, рекомендация, совет, помощь,\
примечание, rozwiązanie, wskazówka, pomoc, uwaga, oplossing, hulp, opmerking, lösningar, løsning, çözüm, řešení";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_however_they_are_set() {
        for (line, expected) in [
            ("收件人：bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("收 件 人: bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("收件人/To      bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("收件人 bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("收件人\tbob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("【收件人】bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("收件人邮件地址（bob@example.com）不存在", None),
            ("收件人bob@example.com不存在", None),
            ("收件人 <bob@example.com>, <eve@example.net>", Some((Label::Recipient, "<bob@example.com>, <eve@example.net>"))),
            ("主题（Subject）：你好", Some((Label::Context, "你好"))),
            ("无法发送到（Unable to send）：< bob@example.com >", Some((Label::Failed, "< bob@example.com >"))),
            ("服务器返回码： / Relpy Code： SMTP error, RCPT TO: 550 no", Some((Label::Reply, "SMTP error, RCPT TO: 550 no"))),
            ("退信原因/Bounce reason", Some((Label::Reason, ""))),
            ("退信原因Reason:\t550 no", Some((Label::Reason, "550 no"))),
            ("* Fehlermeldung: 550 no", Some((Label::Reason, "550 no"))),
            ("2. Réponse du serveur : 550 no", Some((Label::Reply, "550 no"))),
            ("받는 사람: bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("RECIPIENT: <bob@example.com>", Some((Label::Recipient, "<bob@example.com>"))),
            ("Причина: 550 no", Some((Label::Reason, "550 no"))),
            ("退信原因 550 no", Some((Label::Reason, "550 no"))),
            ("收件人To", Some((Label::Recipient, ""))),
            ("收件人bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("退信原因550 no", Some((Label::Reason, "550 no"))),
            ("时  间 2026-11-23 08:00:00", Some((Label::Context, "2026-11-23 08:00:00"))),
            ("主  题 你好 世界", Some((Label::Context, "你好 世界"))),
            ("收 件 人 bob@example.com", Some((Label::Recipient, "bob@example.com"))),
            ("退信原因/", Some((Label::Reason, ""))),
            ("建议 您稍后再试", None),
            ("SMTP error, RCPT TO: 550 no", None),
            ("host mx.example.com said: 550 no", None),
            ("to bob, who wrote this", None),
            ("550 5.1.1 no", None),
            ("", None),
        ] {
            assert_eq!(labelled(line), expected, "{line}");
        }
    }

    #[test]
    fn every_label_is_found_by_its_own_name() {
        for (name, label) in &*LABELS {
            assert_eq!(label_named(name), Some(*label), "{name:?}");
        }
    }
}
