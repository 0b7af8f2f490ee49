//! Receipts: `message/disposition-notification` (RFC 8098), and the words of programs that send none.
//!
//! A receipt that says `failed`, `denied` or `deleted` is no bounce either: the mail had reached the mailbox. One in which a filter says that it refused the mail is, see [`super::refusal`].

use super::{Finding, Opening, Phrases};
use crate::mime::{Media, PartId};
use crate::notice::Kind;
use crate::notice::mail::caseless::position;
use crate::notice::mail::incoming::Incoming;

/// Reads a receipt by its media type.
pub(super) fn declared(incoming: &Incoming<'_, '_>) -> Option<Finding> {
    let has_part = incoming.own_parts().any(|part| part.media == Media::DispositionNotification);
    let kind = || incoming.mail.content_type(PartId::ROOT).get("report-type");
    (has_part || kind().is_some_and(|kind| position(&kind, "disposition-notification").is_some()))
        .then(|| Finding::of(Kind::ReadReceipt, "rfc8098"))
}

/// How the subject of a receipt begins.
static SUBJECTS: Phrases = Phrases::of(&[
    "read:",
    "not read:",
    "read receipt",
    "return receipt",
    "disposition notification",
    "message disposition",
    "deleted:",
    "gelesen:",
    "ungelesen:",
    "nicht gelesen:",
    "lesebestätigung",
    "empfangsbestätigung",
    "lu :",
    "lu:",
    "non lu :",
    "non lu:",
    "accusé de lecture",
    "accusé de réception",
    "leído:",
    "no leído:",
    "confirmación de lectura",
    "lida:",
    "não lida:",
    "confirmação de leitura",
    "letto:",
    "non letto:",
    "conferma di lettura",
    "ricevuta di ritorno",
    "прочитано:",
    "непрочитанное:",
    "отчет о прочтении",
    "gelezen:",
    "niet gelezen:",
    "leesbevestiging",
    "przeczytane:",
    "potwierdzenie przeczytania",
    "läst:",
    "läskvitto",
    "læst:",
    "kvittering for læsning",
    "已读:",
    "已读：",
    "未读:",
    "未读：",
    "已讀:",
    "已讀：",
    "阅读回执",
    "已读回执",
    "讀取回條",
    "回执:",
    "回执：",
    "開封済み:",
    "開封済み：",
    "開封確認",
    "開封通知",
    "읽음:",
    "수신 확인",
]);

/// What a receipt says of the mail; a subject alone may be anybody's.
static WORDS: Phrases = Phrases::of(&[
    "was read on",
    "was read",
    "has been read",
    "was displayed",
    "has been displayed",
    "was opened",
    "was deleted without being read",
    "without being read",
    "return receipt for the mail",
    "return receipt for your mail",
    "disposition notification",
    "wurde gelesen",
    "wurde am",
    "wurde angezeigt",
    "ohne gelesen",
    "a été lu",
    "a été affiché",
    "sans avoir été lu",
    "se ha leído",
    "ha sido leído",
    "fue leído",
    "se leyó",
    "foi lida",
    "foi lido",
    "foi exibida",
    "è stato letto",
    "è stata letta",
    "è stato visualizzato",
    "прочитано",
    "было прочитано",
    "gelezen op",
    "is gelezen",
    "został przeczytany",
    "została przeczytana",
    "została wyświetlona",
    "lästes",
    "har lästs",
    "blev læst",
    "er blevet læst",
    "已被阅读",
    "已经阅读",
    "已于",
    "已阅读",
    "已讀取",
    "已被讀取",
    "的阅读回执",
    "を開封しました",
    "開封されました",
    "表示されました",
    "읽었습니다",
    "읽음",
]);

/// Reads a receipt by its words.
pub(super) fn told(opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    let is_receipt = SUBJECTS.begin(opening.subject()) && WORDS.stand_in(opening.text()) && !opening.is_of_a_mail_system();
    is_receipt.then(|| Finding::of(Kind::ReadReceipt, "text"))
}
