//! Automatic answers of the mailbox that was written to (RFC 3834): absences, acknowledgements, "we have received your request".
//!
//! `Auto-Submitted: auto-replied` is set by Postfix and others on bounces too, so it counts only where nothing speaks of a failure.
//! A mailbox that answers that nobody uses it any more has failed, though the mail was accepted; see [`super::closed_mailbox`].
//!
//! Sources: RFC 3834 sections 3.1.7 and 5, RFC 5230 section 4 (vacation), the subjects of Exchange, Outlook, Domino, GroupWise, iCloud, Yahoo, QQ and NetEase in their languages.

use super::{Finding, Opening, Phrases, absence, closed_mailbox};
use crate::evidence::holds_a_code;
use crate::notice::Kind;
use crate::notice::mail::incoming::Incoming;

/// How the subject of an automatic answer begins.
static SUBJECTS: Phrases = Phrases::of(&[
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "[auto]",
    "[auto-reply]",
    "automated reply",
    "automated response",
    "automatic response",
    "auto response",
    "auto-response",
    "autoresponse",
    "autoresponder",
    "yahoo! auto response",
    "out of office",
    "out-of-office",
    "out of the office",
    "ooo:",
    "ooo re:",
    "on vacation",
    "vacation reply",
    "away from my mail",
    "away from the office",
    "i am out of",
    "i'm out of",
    "i am on vacation",
    "自动回复",
    "自動回覆",
    "自動回復",
    "自动答复",
    "外出自动回复",
    "[自动回复]",
    "【自动回复】",
    "不在办公室",
    "休假通知",
    "自動返信",
    "自動応答",
    "【自動返信】",
    "[自動返信]",
    "不在通知",
    "不在のお知らせ",
    "automatische antwort",
    "automatische rückantwort",
    "abwesenheitsnotiz",
    "abwesenheitsassistent",
    "nicht im büro",
    "réponse automatique",
    "absence du bureau",
    "absent du bureau",
    "message d'absence",
    "respuesta automática",
    "fuera de la oficina",
    "fuera de oficina",
    "ausente de la oficina",
    "contestación automática",
    "resposta automática",
    "fora do escritório",
    "ausência temporária",
    "ausente do escritório",
    "risposta automatica",
    "fuori sede",
    "fuori ufficio",
    "assente dall'ufficio",
    "автоответ",
    "автоматический ответ",
    "вне офиса",
    "нет на работе",
    "자동 회신",
    "자동회신",
    "자동 응답",
    "자동응답",
    "부재중",
    "부재 중",
    "automatisch antwoord",
    "automatische beantwoording",
    "afwezig",
    "niet aanwezig",
    "odpowiedź automatyczna",
    "automatyczna odpowiedź",
    "autoodpowiedź",
    "poza biurem",
    "nieobecność",
    "autosvar",
    "automatiskt svar",
    "automatisk svar",
    "automatisk svarmeddelelse",
    "frånvaro",
    "fraværende",
    "fraværsmeddelelse",
    "ikke på kontoret",
    "inte på kontoret",
    "automaattinen vastaus",
    "automatická odpověď",
    "otomatik yanıt",
    "ofis dışında",
    "automatikus válasz",
    "házon kívül",
    "αυτόματη απάντηση",
    "εκτός γραφείου",
    "automatická odpoveď",
    "jsem mimo kancelář",
    "mimo kancelář",
    "mimo kancelárie",
    "mimo kancelárii",
    "răspuns automat",
    "автоматична відповідь",
    "автовідповідь",
    "поза офісом",
    "автоматичен отговор",
    "automatski odgovor",
    "samodejni odgovor",
    "automatinis atsakymas",
    "automātiskā atbilde",
    "automaatvastus",
    "resposta automàtica",
    "trả lời tự động",
    "balasan otomatis",
    "balasan automatik",
    "ตอบกลับอัตโนมัติ",
    "การตอบกลับอัตโนมัติ",
    "תשובה אוטומטית",
    "מענה אוטומטי",
    "رد تلقائي",
    "الرد التلقائي",
]);

/// What stands somewhere in the subject of an automatic answer.
static WITHIN_SUBJECT: Phrases = Phrases::of(&[
    "is out of the office",
    "is away from the office",
    "will be out of the office",
    "(auto reply)",
    "(auto-reply)",
    "(out of office)",
    "ist außer haus",
    "ist nicht im büro",
    "est absent",
    "está fuera de la oficina",
    "está ausente",
    "(自动回复)",
    "（自动回复）",
]);

/// Acknowledgements by a help desk or a shop.
static ACKNOWLEDGEMENTS: Phrases = Phrases::of(&[
    "we have received your",
    "we've received your",
    "has been received and",
    "thank you for contacting",
    "thanks for contacting",
    "thank you for your message",
    "thank you for your email",
    "your request has been received",
    "your ticket has been",
    "a ticket has been",
    "ticket has been created",
    "a support ticket",
    "your case number",
    "已收到您的",
    "我们已收到",
    "您的邮件已收到",
    "来信已收到",
    "邮件我已收到",
    "来信我已经收到",
    "您的来信",
    "お問い合わせありがとうございます",
    "お問い合わせいただき",
    "受け付けました",
    "受付いたしました",
    "haben ihre anfrage erhalten",
    "haben ihre nachricht erhalten",
    "vielen dank für ihre nachricht",
    "vielen dank für ihre anfrage",
    "vielen dank für ihre e-mail",
    "nous avons bien reçu votre",
    "gracias por contactar",
    "hemos recibido su",
    "recebemos sua",
    "recebemos a sua",
    "obrigado por entrar em contato",
    "abbiamo ricevuto la",
    "grazie per averci contattato",
    "ваше обращение",
    "ваше письмо получено",
    "문의가 접수되었습니다",
    "hebben uw bericht ontvangen",
    "otrzymaliśmy twoj",
    "otrzymaliśmy państwa",
    "vi har mottagit",
    "vi har modtaget",
]);

/// What of these only a help desk says.
static TICKETS: Phrases = Phrases::of(&[
    "has been received and is being",
    "your request has been received",
    "your ticket has been",
    "a ticket has been",
    "ticket has been created",
    "a support ticket",
    "your case number",
    "haben ihre anfrage erhalten",
    "votre demande a été enregistrée",
    "hemos recibido su solicitud",
    "工单",
]);

/// What a notice of a failure says. Whoever uses these words is heard by the readers of bounces, whatever his header says.
static FAILURES: Phrases = Phrases::of(&[
    "could not be delivered",
    "couldn't be delivered",
    "cannot be delivered",
    "can't be delivered",
    "can not be delivered",
    "not be delivered",
    "not delivered",
    "undeliver",
    "delivery failed",
    "delivery has failed",
    "delivery to the following",
    "failed to deliver",
    "unable to deliver",
    "returned to sender",
    "not a valid user",
    "user unknown",
    "unknown user",
    "no such user",
    "no mailbox",
    "does not exist",
    "doesn't exist",
    "mailbox is full",
    "mailbox full",
    "over quota",
    "quota exceeded",
    "was rejected",
    "been rejected",
    "message rejected",
    "smtp error",
    "permanent error",
    "permanent fail",
    "nicht zugestellt",
    "nicht zustellbar",
    "pas pu être remis",
    "pas pu être délivré",
    "no se pudo entregar",
    "no ha podido ser entregado",
    "não pôde ser entregue",
    "não foi entregue",
    "non è stato possibile recapitare",
    "не доставлено",
    "не может быть доставлено",
    "无法送达",
    "未能送达",
    "无法投递",
    "投递失败",
    "被退回",
    "邮箱已满",
    "配信できません",
    "届けることができません",
]);

/// The answer of a help desk, which repeats the subject and the words of the request; those may be about a bounce.
pub(super) fn acknowledgement(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    let is_one = !opening.is_of_a_mail_system()
        && ((declares_an_answer(incoming) && ACKNOWLEDGEMENTS.stand_in(opening.text()))
            || (has_circumstances(incoming) && TICKETS.stand_in(opening.text())));
    is_one.then(|| Finding::of(Kind::AutoReply, "text"))
}

pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    if FAILURES.stand_in(opening.text()) && !is_away_all_the_same(incoming, opening) && FAILURES.stand_in(&unquoted(incoming)) {
        return None;
    }
    let is_told = || {
        SUBJECTS.begin(without_reply_mark(opening.subject()))
            || absence::is_told(opening.text())
            || ACKNOWLEDGEMENTS.stand_in(opening.text())
    };
    let is_answer = SUBJECTS.begin(opening.subject())
        || WITHIN_SUBJECT.stand_in(opening.subject())
        || declares_an_answer(incoming)
        || (has_circumstances(incoming) && is_told())
        || answers_by_itself(incoming, opening)
        || is_absence_alone(incoming, opening);
    if !is_answer {
        return None;
    }
    let absence = absence::read(incoming, opening);
    if let Some(mut finding) = closed_mailbox::read(incoming, opening) {
        finding.auto_reply = absence;
        return Some(finding);
    }
    Some(Finding { auto_reply: absence, ..Finding::of(Kind::AutoReply, "text") })
}

/// Whether the subject begins as that of an answer though a failure is told behind it: who is away answers notices of failures too.
pub(super) fn answers_a_bounce(opening: &Opening<'_, '_, '_>) -> bool {
    !opening.is_of_a_mail_system() && SUBJECTS.begin(opening.subject())
}

/// Whether somebody who is away only mentions what may fail: `if your message could not be delivered, call me`.
fn is_away_all_the_same(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> bool {
    answers_a_bounce(opening) && declares_an_answer(incoming) && absence::is_told(opening.text()) && !holds_a_code(opening.text())
}

/// The first words without the lines that the answer quotes.
fn unquoted(incoming: &Incoming<'_, '_>) -> String {
    let mut text = String::new();
    for words in incoming.words() {
        for line in words.lines().take_while(|line| line.start < super::MAX_OPENING).filter(|line| !line.text.starts_with('>')) {
            text.push_str(line.text);
            text.push(' ');
        }
    }
    super::plain(&text)
}

/// Whether this is the body of an absence, handed over without its header. It has no author then, as if it came from a mail system.
pub(super) fn is_absence_alone(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> bool {
    incoming.is_pasted() && absence::is_told_alone(opening.text())
}

/// `Re: Automatic reply: hello` is what some servers send, and what a person's program makes of it.
fn without_reply_mark(subject: &str) -> &str {
    let subject = subject.trim_start();
    ["re:", "aw:", "回复:", "回复：", "答复:", "答复："].iter().find_map(|mark| subject.strip_prefix(mark)).unwrap_or(subject).trim_start()
}

/// Whether a field says that nobody wrote this answer.
fn declares_an_answer(incoming: &Incoming<'_, '_>) -> bool {
    const MARKS: [&str; 6] = ["X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-AutoReply-From", "X-Mail-Autoreply"];
    let value = |name: &str| incoming.value(name).trim().to_ascii_lowercase();
    let is_marked = MARKS.iter().any(|name| incoming.field(name).is_some() && !matches!(value(name).as_str(), "no" | "false" | "0"));
    is_marked
        || value("Auto-Submitted").starts_with("auto-replied")
        || ["Precedence", "X-Precedence"].iter().any(|name| matches!(value(name).as_str(), "auto_reply" | "auto-reply" | "autoreply"))
        || value("X-Apple-Action") == "vacation"
        || value("X-POST-MessageClass").contains("autoresponder")
        || value("Delivered-To") == "autoresponder"
        || value("X-Mailer").contains("vacation")
        || value("X-MS-Exchange-Generated-Message-Source").contains("mailbox rules agent")
}

/// Whether an answer without an author's return path comes from a person's address, in whatever language: then a program gave it in his name. A bounce gives itself away by a code at least.
fn answers_by_itself(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> bool {
    let is_answer = opening.subject().starts_with("re:") || incoming.field("In-Reply-To").is_some();
    if !is_answer || incoming.value("Return-Path").trim() != "<>" {
        return false;
    }
    !holds_a_code(opening.text())
}

/// Whether the mail answers another one by itself, as far as its fields tell: words of absence alone may be those of a person who writes.
fn has_circumstances(incoming: &Incoming<'_, '_>) -> bool {
    let value = |name: &str| incoming.value(name).trim().to_ascii_lowercase();
    value("Return-Path") == "<>"
        || value("Auto-Submitted").starts_with("auto-generated")
        // Both stand on other mails of Exchange too, such as those that a rule has passed on.
        || incoming.field("X-Auto-Response-Suppress").is_some()
        || incoming.field("X-MS-Exchange-Inbox-Rules-Loop").is_some()
        || (matches!(value("Precedence").as_str(), "bulk" | "junk") && incoming.field("In-Reply-To").is_some())
}
