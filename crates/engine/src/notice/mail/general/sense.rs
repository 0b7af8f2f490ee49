//! What a stretch of words is about, by the phrases that mail systems use in the languages they speak.
//!
//! This is grammar of notices and no knowledge of causes: it only tells where a text reports a failure, a delay or gives advice, never why.
//! Phrases are whole enough to mean the same in any sentence and are compared in lower case, so letters with accents are written out.

use std::cmp::Reverse;
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

use crate::notice::mail::phrases::Phrases;

/// A set of senses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Senses(u8);

impl Senses {
    pub(super) const NONE: Senses = Senses(0);
    /// The mail was not delivered.
    pub(super) const FAILED: Senses = Senses(1);
    /// Words in which reasons are given.
    pub(super) const REASON: Senses = Senses(2);
    /// The system goes on trying.
    pub(super) const DELAYED: Senses = Senses(4);
    /// The system has stopped trying.
    pub(super) const GIVEN_UP: Senses = Senses(8);
    /// Whom to ask for help.
    pub(super) const HELP: Senses = Senses(16);
    /// A reply code or an enhanced status code of a failure.
    pub(super) const CODE: Senses = Senses(32);
    /// The mail arrived.
    pub(super) const SUCCEEDED: Senses = Senses(64);

    /// Whether the sets have a sense in common.
    pub(super) fn any(self, other: Senses) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Senses {
    type Output = Senses;

    fn bitor(self, other: Senses) -> Senses {
        Senses(self.0 | other.0)
    }
}

impl BitOrAssign for Senses {
    fn bitor_assign(&mut self, other: Senses) {
        self.0 |= other.0;
    }
}

/// Calls `found` with every phrase of a lower-cased text: where it stands and what it means. Of phrases that begin at one place the longest counts, so `has not yet been delivered` is no failure.
pub(super) fn each_phrase(lower: &str, mut found: impl FnMut(std::ops::Range<usize>, Senses)) {
    let mut hits: Vec<(usize, Reverse<usize>, usize)> = Vec::new();
    PHRASES.each(lower, |start, phrase| {
        let length = LIST.get(phrase).map_or(0, |(text, _)| text.len());
        hits.push((start, Reverse(length), phrase));
        true
    });
    hits.sort_unstable();
    let mut end = 0;
    for (start, Reverse(length), phrase) in hits {
        if start < end {
            continue;
        }
        end = start + length;
        let mut senses = LIST.get(phrase).map_or(Senses::NONE, |(_, senses)| *senses);
        // `expired` begins no longer word, `not exist` may.
        if senses.any(Senses::REASON | Senses::HELP) && is_inside_a_word(lower, start) {
            senses = Senses::NONE;
        }
        found(start..end, senses);
    }
}

/// Whether an ASCII letter stands directly before a phrase that begins with one.
fn is_inside_a_word(text: &str, at: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic);
    letter(at.checked_sub(1)) && letter(Some(at))
}

/// The senses of a short text by itself, such as a subject.
pub(super) fn senses_of(text: &str) -> Senses {
    let mut senses = Senses::NONE;
    each_phrase(&text.to_lowercase(), |_, found| senses |= found);
    senses
}

/// All phrases with their senses.
static LIST: LazyLock<Vec<(&str, Senses)>> =
    LazyLock::new(|| TABLE.iter().flat_map(|(senses, phrases)| phrases.iter().map(|phrase| (*phrase, *senses))).collect());

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(LIST.iter().map(|(phrase, _)| *phrase)));

/// Phrases by sense, each row one sense, its languages one after the other.
const TABLE: &[(Senses, &[&str])] = &[
    (Senses::FAILED, FAILED),
    (Senses::REASON, REASON),
    (Senses::DELAYED, DELAYED),
    (Senses::GIVEN_UP, GIVEN_UP),
    (Senses::HELP, HELP),
    (Senses::SUCCEEDED, SUCCEEDED),
];

#[rustfmt::skip]
const FAILED: &[&str] = &[
    // English
    "not a valid user", "not a valid address", "not a valid email", "not a valid recipient", "not a valid mailbox", "no such user here",
    "could not be delivered", "couldn't be delivered", "couldn’t be delivered", "could not deliver", "couldn't deliver",
    "couldn’t deliver",
    "cannot be delivered", "can not be delivered", "can't be delivered", "can’t be delivered", "cannot deliver", "can't deliver",
    "could not be sent",
    "couldn't be sent", "could not send", "unable to deliver", "unable to be delivered", "unable to send", "unable to complete delivery",
    "not able to deliver", "was not delivered", "were not delivered",
    "wasn't delivered", "wasn’t delivered", "weren't delivered", "has not been delivered", "have not been delivered", "not be delivered",
    "not delivered", "undeliverable", "undelivered",
    "undeliverd", "undelievered", "un-deliverable", "non-delivery", "nondelivery", "non delivery", "non-deliverable", "delivery failed",
    "delivery failure", "delivery has failed", "delivery fail", "delivery failing",
    "delivery to the following", "delevery to the following", "failed to deliver", "failed delivery", "failure delivery",
    "failure delivering", "delivery error", "delivery unsuccessful",
    "delivery aborted", "delivery was aborted", "unsuccessful delivery", "unsuccessfully", "problems delivering",
    "trouble delivering", "error delivering", "delivery was not successful", "delivery was unsuccessful", "had delivery problems",
    "failed permanently", "permanent fatal error", "permanent delivery", "permanent error", "fatal error", "failure notice",
    "notice of failure", "mail failure", "mail error", "mail system error", "error in mail", "failed mail",
    "failed recipient", "failed address", "failing address", "following addresses failed", "address(es) failed", "recipients failed",
    "did not reach", "didn't reach", "didn’t reach", "could not reach", "couldn't reach", "could not be reached",
    "did not receive your message", "did not receive a copy", "did not receive this message", "not received by",
    "delivery of email to this address", "delivery of mail to this address", "delivery of your message to", "did not go through", "returned mail", "returned message", "returned email",
    "returned to sender", "returned to you", "return to sender", "returning message", "returning mail",
    "is being returned", "been returned", "was returned", "mail returned", "message returned", "has bounced", "was bounced", "is bounced",
    "bounced back", "bounced message", "bounced mail", "bounce message", "bounce notification",
    "was rejected", "were rejected", "been rejected", "is rejected", "rejected by", "rejected your", "rejected the following",
    "message rejected", "mail rejected", "was refused", "been refused", "refused by", "refused to accept", "could not accept",
    "was blocked", "been blocked", "were blocked", "message blocked", "mail blocked", "could not be processed", "was not accepted",
    "not sent to", "was not sent", "not been sent", "could not be completed", "could not be forwarded", "could not forward",
    "cannot be forwarded", "addressed to", "error sending", "error report", "error notification", "wasn't found at",
    "following recipients", "following recipient", "following addresses", "following address", "following user", "failed transaction",
    // Chinese
    "投递失败", "发送失败", "传送失败", "递送失败", "传递失败", "寄送失败", "无法投递", "无法送达", "无法发送", "无法传递", "无法递送", "未能送达", "未能投递", "未能发送", "未能到达", "不能投递",
    "不能送达", "未送达", "没有送达", "没有成功", "未成功", "未被投递", "退信", "被退回", "退回给", "退件", "被拒收", "拒收", "被拒绝", "被对方拒", "以下收件人", "以下地址", "下列收件人", "下列地址",
    "投遞失敗", "發送失敗", "傳送失敗", "遞送失敗", "傳遞失敗", "寄送失敗", "無法投遞", "無法送達", "無法發送", "無法傳送", "無法傳遞", "無法遞送", "未能送達", "未能投遞", "沒有送達", "未送達", "退回給",
    "被拒絕", "以下收件者", "下列收件者",
    // Japanese
    "メールエラー", "エラー通知", "配信できません", "配信できない", "配信できず", "配信できな", "配信されません", "配信されなかった", "配信不能", "配信に失敗", "配信が失敗", "配信失敗", "配信エラー", "配送できません", "配送できな", "配送に失敗",
    "配達できません", "配達できな", "配達不能", "送信できません", "送信できな", "送信に失敗", "送信エラー", "送信失敗", "送信されません", "届けることができ", "届きません", "届けできません", "不達", "未配信",
    "未達", "転送できません", "戻されました", "返送", "返却", "次の宛先", "以下の宛先", "下記の宛先", "次の受信者", "以下の受信者", "下記のアドレス", "以下のアドレス",
    // German
    "nicht zugestellt", "nicht zustellbar", "unzustellbar", "nicht zustellen", "nicht ausgeliefert", "nicht ausliefern",
    "nicht übermittelt", "nicht übertragen werden", "nicht weitergeleitet", "nicht gesendet", "zustellung fehlgeschlagen",
    "zustellung ist fehlgeschlagen", "fehlgeschlagen", "zustellfehler", "zustellung nicht möglich", "nicht erreicht", "zurückgewiesen",
    "abgewiesen", "unzustellbarkeit", "folgende empfänger", "folgenden empfänger", "folgende adresse", "folgenden adresse",
    // French
    "n'a pas pu être", "n’a pas pu être", "n'a pu être", "n'ont pas pu être", "n'ont pu être", "ne peut être remis", "ne peut pas être",
    "non remis", "non distribu", "non délivr", "non-remise", "non-distribution", "échec de la remise", "échec de remise",
    "échec de livraison", "échec de la livraison", "échec de distribution", "échec de la distribution", "échec d'envoi",
    "échec de l'envoi", "échec de l’envoi", "échec de la transmission", "pas été remis", "pas été distribué", "pas été délivré",
    "pas été envoyé", "pas été transmis", "impossible de remettre", "impossible de livrer", "impossible de délivrer",
    "impossible d'envoyer", "remise a échoué", "remise impossible", "n'est pas parvenu", "n’est pas parvenu", "retour à l'expéditeur",
    "erreur de livraison", "destinataires suivants", "destinataire suivant", "adresses suivantes", "adresse suivante",
    // Spanish
    "no se pudo entregar", "no se puede entregar", "no se ha podido entregar", "no ha podido ser entregado", "no ha podido entregarse",
    "no pudo ser entregado", "no puede ser entregado", "no pudo entregarse", "no fue entregado", "no se entregó", "no se ha entregado",
    "no entregado", "no entregable", "no se pudo enviar", "no se ha podido enviar", "imposible entregar", "imposible enviar",
    "error en la entrega", "error de entrega", "error al entregar", "fallo en la entrega", "fallo de entrega", "fallo al entregar",
    "falló la entrega", "ha fallado la entrega", "entrega fallida", "entrega ha fallado", "entrega falló", "mensaje devuelto",
    "correo devuelto", "no llegó", "no ha llegado", "destinatarios siguientes", "siguientes destinatarios", "siguiente destinatario",
    "siguientes direcciones", "siguiente dirección",
    // Portuguese
    "não pôde ser entregue", "não pode ser entregue", "não pôde ser enviad", "não foi entregue", "não foi possível entregar",
    "não foi possível enviar", "não entregue", "não foi enviada", "falha na entrega", "falha de entrega", "falha ao entregar",
    "falha no envio", "erro na entrega", "erro de entrega", "entrega falhou", "mensagem devolvida", "devolvida ao remetente",
    "seguintes destinatários", "destinatários a seguir", "seguinte destinatário", "seguintes endereços",
    // Italian
    "non è stato possibile recapitare", "non è stato possibile consegnare", "non è stato possibile inviare", "non è stato recapitato",
    "non è stato consegnato", "non è stata recapitata", "non è stata consegnata", "non recapit", "non consegn", "impossibile recapitare",
    "impossibile consegnare", "impossibile inviare", "mancata consegna", "mancato recapito", "mancato recapit", "recapito non riuscit",
    "consegna non riuscita", "consegna fallita", "errore di consegna", "errore nella consegna", "non può essere recapitat",
    "non può essere consegnat", "non raggiung", "seguenti destinatari", "seguente destinatario", "destinatari seguenti",
    "seguenti indirizzi", "seguente indirizzo",
    // Russian
    "не удалось доставить", "не удалось отправить", "не доставлен", "недоставлен", "не может быть доставлен", "не могло быть доставлен",
    "не было доставлен", "не был доставлен", "невозможно доставить", "невозможность доставки", "ошибка доставки", "ошибка при доставке",
    "сбой доставки", "доставка не удалась", "доставка невозможна", "не отправлено", "возвращено отправителю", "возврат письма",
    "следующим получателям", "следующим адресатам", "следующему получателю", "следующим адресам", "следующие получатели",
    // Korean
    "전송하지 못", "전송할 수 없", "전송되지", "전송 실패", "전송에 실패", "배달할 수 없", "배달하지 못", "배달되지", "배달 실패", "배달에 실패", "전달할 수 없", "전달하지 못", "전달되지", "전달 실패",
    "발송 실패", "발송에 실패", "발송되지", "보내지 못", "반송", "다음 수신자", "다음 받는 사람", "다음 주소",
    // Polish
    "nie można dostarczyć", "nie można było dostarczyć", "nie mogła zostać dostarcz", "nie mogła być dostarcz",
    "nie może zostać dostarcz", "nie może być dostarcz", "nie została dostarcz", "nie została doręcz", "nie dostarczon", "niedostarcz",
    "niedoręcz", "nie udało się dostarczyć", "nie udało się wysłać", "nie doręczon", "zwrot wiadomości", "zwrot poczty", "błąd dostarcz",
    "błąd doręcz", "błąd wysyłania", "następujących odbiorców", "następujących adresatów", "następujących adresów",
    "następującego odbiorcy",
    // Dutch
    "kon niet worden afgeleverd", "kan niet worden afgeleverd", "kon niet worden bezorgd", "kan niet worden bezorgd",
    "kon niet worden verzonden", "niet afgeleverd", "niet bezorgd", "niet besteld", "niet worden afgeleverd", "niet worden bezorgd",
    "onbestelbaar", "niet-bestelbaar", "aflevering mislukt", "bezorging mislukt", "bezorging is mislukt", "afleveren mislukt",
    "verzenden mislukt", "volgende ontvanger", "volgende geadresseerde", "volgende adres",
    // Swedish, Danish, Norwegian, Finnish, Czech, Turkish, Hungarian
    "kunde inte levereras", "kunde inte skickas", "kan inte levereras", "går inte att leverera", "olevererat", "kunne ikke leveres",
    "kan ikke leveres", "ikke leveret", "ikke levert", "kunne ikke sendes", "ei voitu toimittaa", "ei voida toimittaa",
    "toimitus epäonnistui", "toimittaminen epäonnistui", "nelze doručit", "nebylo možné doručit", "nemohla být doručena", "nedoručiteln",
    "nedoručen", "teslim edilemedi", "iletilemedi", "gönderilemedi", "nem kézbesíthető", "kézbesítése sikertelen",
    "nem sikerült kézbesíteni",
    // More English
    "unable to relay", "could not relay", "failed to send", "sending failed", "unable to forward", "cannot send", "can't send",
    "couldn't send", "could not be relayed", "did not arrive", "has not arrived", "was not received", "could not be transmitted",
    "message not sent", "mail not sent", "email not sent", "automatically rejected", "rejected mail", "was stopped by",
    "permanently undeliverable", "unable to reach",
    // More Chinese and Japanese
    "没能", "未能成功", "没有投递成功", "没有发送成功", "投递不成功", "发送不成功", "投递未成功", "发送未成功", "没有成功投递", "没有成功发送", "无法到达", "不能到达", "无法寄达", "投送失败", "系统退回", "已退回",
    "拒绝接收", "未传递", "传递不成功", "無法寄達", "無法到達", "未傳遞", "投遞不成功", "傳送不成功", "未能成功傳送",
    "お届けできません", "届かなかった", "配送されません", "配達されません", "送達できません", "送信することができ", "配信することができ", "お届けすることができ", "受信を拒否", "受信拒否", "差し戻", "エラーメール",
    "配信することができません",
    // More German: `konnte nicht` by itself is the beginning of a reason
    "konnte nicht zugestellt", "konnte nicht ausgeliefert", "konnte nicht ausliefern", "konnte nicht zustellen", "konnte nicht übermittelt",
    "konnte nicht übertragen werden", "konnte nicht weitergeleitet", "konnte nicht gesendet", "konnte nicht versendet",
    "konnte nicht versandt", "konnte nicht verschickt", "konnte nicht erreicht", "konnte nicht angenommen", "konnte nicht abgeliefert",
    "konnten nicht zugestellt", "konnten nicht ausgeliefert", "konnten nicht ausliefern", "konnten nicht zustellen",
    "konnten nicht übermittelt", "konnten nicht übertragen werden", "konnten nicht weitergeleitet", "konnten nicht gesendet",
    "konnten nicht versendet", "konnten nicht versandt", "konnten nicht verschickt", "konnten nicht erreicht", "konnten nicht angenommen",
    "konnten nicht abgeliefert",
    "nicht angekommen", "zustellung gescheitert", "zustellung ist gescheitert", "zustellung war nicht möglich", "zustellung an folgende",
    "zustellung an die folgenden", "nachrichtenzustellung", "nicht versendet", "nicht versandt", "nicht verschickt", "nicht angenommen",
    "folgenden adressaten", "folgende adressaten", "folgenden adressen", "nachstehende empfänger", "nachstehenden empfänger",
    // More French
    "n'a pas été reçu", "n'a pas abouti", "n'a pas été acheminé", "avis de non-remise", "avis de non remise", "échec lors de la remise",
    "échec lors de l'envoi", "échec de l'acheminement", "a été rejeté", "a été refusé", "a été bloqué", "message rejeté", "message bloqué",
    "ne peuvent pas être", "n'ont pas été remis", "n'a pas été remis", "n’a pas été remis", "n'a pas été envoyé", "retourné à l'expéditeur",
    "ces destinataires", "ce destinataire",
    // More Spanish and Catalan
    "no ha sido entregado", "no ha sido posible entregar", "no fue posible entregar", "no es posible entregar", "no se ha enviado",
    "no se envió", "ha sido rechazado", "fue rechazado", "se ha bloqueado", "ha sido bloqueado", "fue bloqueado", "ha sido devuelto",
    "fue devuelto", "no se han podido entregar", "estos destinatarios", "este destinatario", "no s'ha pogut lliurar", "no s'ha lliurat",
    "no lliurat",
    // More Portuguese
    "não puderam ser entregues", "não pôde ser enviado", "não foi recebid", "foi rejeitada", "foi rejeitado", "foi bloqueada",
    "foi bloqueado", "foi devolvida", "foi devolvido", "falha ao enviar", "erro ao enviar", "erro no envio", "não conseguimos entregar",
    "não chegou", "estes destinatários", "esses destinatários", "impossível entregar", "não foi possível a entrega",
    "nao foi possivel entregar", "nao foi entregue", "nao pode ser entregue",
    // More Italian
    "recapito al seguente", "recapito ai seguenti", "recapito non è riuscito", "consegna non è riuscita", "non ha raggiunto",
    "è stato respinto", "è stato rifiutato", "è stato bloccato", "è stata bloccata", "non è stato inviato", "rispedito al mittente",
    "restituito al mittente", "non è andata a buon fine", "questi destinatari", "questo destinatario",
    // More Russian; Ukrainian, Bulgarian
    "доставить не удалось", "не удалась доставка", "не может быть отправлен", "не было отправлено", "не был отправлен", "было отклонено",
    "было заблокировано", "невозможно отправить", "уведомление о недоставке", "недоставк", "возвращен отправителю", "возвращён отправителю",
    "не вдалося доставити", "не вдалося надіслати", "не може бути доставлен", "неможливо доставити", "помилка доставки",
    "не може да бъде доставен", "не беше доставен", "недоставен",
    // More Korean
    "도착하지 못", "수신 거부", "보낼 수 없", "발송할 수 없", "발송하지 못", "배달하지 않", "전송하지 않",
    // More Polish and Dutch
    "nie dostarczono", "nie powiodło się dostarcz", "dostarczenie nie powiodło", "dostarczanie nie powiodło", "grup nie powiodło się",
    "nie została wysłana", "nie został dostarcz", "nie zostało dostarcz", "odrzucona przez", "została odrzucona", "zwrócona do nadawcy",
    "następującego adresata",
    "niet worden verzonden", "niet worden verstuurd", "is niet verzonden", "niet afleverbaar", "bezorgen is mislukt",
    "afleveren is mislukt", "deze geadresseerden", "deze ontvangers", "teruggestuurd", "geadresseerden of groepen", "volgende adressen",
    "volgende ontvangers",
    // More of the others
    "grupper mislykkedes", "grupper misslyckades", "grupper mislyktes", "ryhmille epäonnistui", "skupinám se nezdařilo", "skupinám zlyhalo",
    "ei voi toimittaa", "nelivrabil", "imposibil de livrat", "nedoručljiv", "neisporučljiv", "nepristatoma",
    "levererades inte", "inte levererats", "inte leverera", "leveransen misslyckades", "leverans misslyckades", "följande mottagare",
    "följande adress", "olevererbar", "ej levererad", "kunde ej levereras", "blev ikke leveret", "ikke blevet leveret",
    "levering mislykkedes", "leveringen mislykkedes", "følgende modtager", "ble ikke levert", "levering mislyktes", "leveringen mislyktes",
    "følgende mottaker", "følgende adresse", "kan ikke sendes", "uleverbar", "ei toimitettu", "ei ole toimitettu",
    "toimittaminen seuraaville", "seuraaville vastaanottajille", "seuraavalle vastaanottajalle",
    "nepodařilo doručit", "nebyla doručena", "nebyl doručen", "nebylo doručeno", "doručení selhalo", "doručení se nezdařilo",
    "nelze odeslat", "následujícím příjemc", "následujícímu příjemci", "následujícím adres", "nepodarilo doručiť", "nebola doručená",
    "nebolo možné doručiť", "nedoručiteľn", "nasledujúcim príjemc",
    "kézbesítési hiba", "kézbesítés sikertelen", "kézbesítése nem sikerült", "nem sikerült elküldeni", "nem lehetett kézbesíteni",
    "nem kézbesített", "a következő címzett", "nu a putut fi livrat", "nu a fost livrat", "nu poate fi livrat", "nu s-a putut livra",
    "livrarea a eșuat", "nelivrat", "eroare de livrare", "următorii destinatari", "următorul destinatar",
    "αποτυχία παράδοσης", "αποτυχία αποστολής", "δεν ήταν δυνατή η παράδοση", "δεν ήταν δυνατή η αποστολή", "δεν είναι δυνατή η παράδοση",
    "δεν παραδόθηκε", "δεν μπόρεσε να παραδοθεί", "παράδοση απέτυχε", "ακόλουθους παραλήπτες", "ακόλουθο παραλήπτη", "αδύνατη η παράδοση",
    "teslim edilemiyor", "teslim edilmedi", "teslim başarısız", "teslimat başarısız", "ulaştırılamadı", "iletilemiyor", "gönderilemiyor",
    "aşağıdaki alıcı", "alıcılara veya gruplara",
    "không gửi được", "không thể gửi", "không thể chuyển", "không thể phân phối", "gửi thất bại", "gửi không thành công",
    "bị trả lại", "người nhận sau", "tidak dapat dikirim", "gagal dikirim", "pengiriman gagal", "gagal terkirim", "tidak terkirim",
    "tidak dapat disampaikan", "tidak dapat dihantar", "gagal dihantar", "penerima berikut", "alamat berikut", "ไม่สามารถส่ง",
    "ส่งไม่สำเร็จ", "การส่งล้มเหลว", "ไม่สามารถนำส่ง",
    "تعذر تسليم", "تعذّر تسليم", "لم يتم تسليم", "فشل تسليم", "فشل التسليم", "لم يتم إرسال", "تعذر إرسال", "לא ניתן למסור", "לא נמסרה",
    "המסירה נכשלה", "מסירת ההודעה נכשלה", "לא ניתן לשלוח",
    "nije isporučen", "nije moguće isporučiti", "isporuka nije usp", "ni bilo mogoče dostaviti", "nedostavljen", "dostava ni uspela",
    "nepavyko pristatyti", "nepristatyt", "neizdevās piegādāt", "nevar piegādāt", "netika piegādāt", "kohaletoimetamine nurjus",
    "ei õnnestunud kohale", "kättetoimetamine ebaõnnestus",
    // Words of notices that administrators write themselves
    "tried to deliver your", "tried to deliver the", "to deliver your mail to", "to deliver your message to", "to deliver your email to",
    "to deliver your e-mail to", "konnte nicht an ", "konnten nicht an ", "kann nicht an ", "stunden nicht an ", "tagen nicht an ",
    "not able to be delivered", "not able to be sent", "unable to be sent", "not forwarded", "not be forwarded", "not been forwarded",
    "not relayed", "not be relayed", "not transmitted", "not be transmitted", "not be sent", "not be handed", "hand over your message",
    "not be processed", "not accepted for delivery", "not have been delivered", "not get delivered", "not get through",
    "didn't get through", "is returned", "returned herewith", "returned unsent", "returned undelivered", "sent back to you",
    "came back undelivered", "failed to reach", "failed to be delivered", "failed to be sent", "failing to deliver", "fails to deliver",
    "fail to deliver", "fail to send", "delivery of your message failed", "delivery of the message failed", "delivery problem",
    "delivery attempt failed", "error while delivering", "error occurred while delivering", "error while sending", "message bounced",
    "mail bounced", "email bounced", "has been discarded", "was discarded", "delivery was stopped", "delivery of the email was stopped",
    "non-delivered", "delivery refused", "rejection notice", "rejected email", "never delivered", "was held back", "wurde zurückgehalten",
    "wurde nicht weiter",
    "无法转发", "没有转发", "未转发", "转发失败", "不能转发", "被拦截", "已拦截", "被退信", "退还给", "没有送到", "未送到", "邮件被拒", "拒绝了您的邮件", "被系统拒收", "投递被拒",
];

#[rustfmt::skip]
const REASON: &[&str] = &[
    "user unknown", "is unknown", "are unknown", "are full", "unknown recipient", "not recognized", "not recognised", "unknown user", "unknown user account", "recipient unknown", "unknown address", "address unknown", "unknown mailbox",
    "unknown local", "unknown account", "unknown or illegal", "unknown domain", "unknown host", "host unknown", "no such", "no mailbox",
    "no account", "no user", "no matches", "no recipient", "mailbox not", "mailbox is", "mailbox full", "mailbox for",
    "mailbox unavailable", "user not", "recipient not", "address not", "account not", "not found", "not exist", "doesn't exist",
    "doesn’t exist", "no longer", "not a valid", "not valid", "invalid", "is inactive", "not active", "not known", "isn't known",
    "not listed", "over quota", "over its quota", "over the", "overquota", "quota", "exceed", "is full", "disabled", "suspended",
    "deactivated", "closed",
    "unrouteable", "unroutable", "unreachable", "relaying", "relay access", "relay not", "not permitted", "not allowed", "prohibited",
    "denied", "refused", "rejected", "blocked", "timed out", "timeout", "time out", "not responding", "domain not", "no route",
    "not accepting", "not accept", "unavailable", "too large", "too big", "too long", "too many", "failed", "failure", "unable to",
    "could not", "couldn't", "cannot", "can't", "error", "expired",
    "not been collected", "undefined", "does not like", "does not accept", "doesn't like", "not authorized", "not authorised", "infected",
    "loop", "spam", "virus", "bad address", "bad recipient", "bad destination", "wrong address", "illegal", "unauthorized", "unsupported",
    "unroute", "abandoned", "inactive", "restricted", "protected", "giving up", "not our customer", "left the company", "no valid",
    "not deliver",
    "不存在", "未找到", "找不到", "无此用户", "没有此", "拒绝", "拒絕", "已满", "已滿", "超过", "超過", "失败", "失敗", "错误", "錯誤", "超时", "超時", "无效", "無效", "被禁", "停用",
    "冻结", "凍結", "过期", "過期", "垃圾邮件", "垃圾郵件", "容量不足", "空间不足",
    "存在しません", "存在しない", "見つかりません", "見つかりませんでした", "不明", "エラー", "拒否", "超え", "制限", "いっぱい", "満杯", "容量", "無効", "タイムアウト", "受信できません",
    "unbekannt", "existiert nicht", "nicht gefunden", "abgelehnt", "verweigert", "ungültig", "überschritten", "nicht erreichbar",
    "konnte nicht", "konnten nicht", "gesperrt", "fehler",
    "inconnu", "introuvable", "n'existe pas", "n’existe pas", "rejeté", "refusé", "invalide", "dépassé", "pleine", "indisponible",
    "échou", "erreur",
    "desconocid", "no existe", "no encontrad", "rechazad", "inválid", "no válid", "excedid", "lleno", "superad", "no disponible",
    "fallid",
    "desconhecid", "não existe", "não encontrad", "rejeitad", "recusad", "cheia", "excedeu", "indisponível", "inexistente",
    "sconosciut", "non esiste", "inesistente", "rifiutat", "respint", "non trovat", "non valid", "piena", "superat", "errore",
    "не существует", "неизвест", "не найден", "отклонен", "отклонён", "отвергнут", "переполнен", "превышен", "недоступен", "заблокирован",
    "неверн", "ошибка", "отказ",
    "존재하지 않", "찾을 수 없", "거부", "초과", "가득", "알 수 없", "잘못된", "실패", "오류", "없는 ",
    "nie istnieje", "nieznan", "odrzucon", "pełna", "przekroczon", "nieprawidłow", "zablokowan", "błąd", "nie znaleziono",
    "bestaat niet", "onbekend", "geweigerd", "niet gevonden", "overschreden", "ongeldig", "geblokkeerd",
    "nicht bekannt", "nicht vorhanden", "ist voll", "überfüllt", "erschöpft", "kein solch", "falsche adresse",
    "okänd", "finns inte", "hittades inte", "är full", "ukendt", "ukjent", "findes ikke", "finnes ikke", "er fuld", "er full",
    "ikke funnet", "tuntematon", "ei löydy", "ei ole olemassa", "täynnä",
    "neexistuje", "nenalezen", "neznám", "je plná", "odmítnut", "neexistujúc", "ismeretlen", "nem létezik", "nem található", "megtelt",
    "túllépte", "elutasít", "nu există", "necunoscut", "este plină", "respins",
    "bulunamadı", "mevcut değil", "bilinmeyen", "geçersiz", "dolu", "reddedildi", "δεν υπάρχει", "άγνωστ", "γεμάτ", "απορρίφθηκε",
    "δεν βρέθηκε",
    "không tồn tại", "không hợp lệ", "không tìm thấy", "đã đầy", "bị từ chối", "vượt quá", "tidak ditemukan", "tidak ada", "tidak dikenal",
    "penuh", "ditolak", "ไม่พบ", "ไม่มีอยู่", "เต็ม", "ถูกปฏิเสธ", "غير موجود", "غير صالح", "ممتلئ", "مرفوض", "לא קיים", "לא נמצא", "מלאה",
    "נדחתה",
    "не існує", "не знайден", "невідом", "переповнен", "відхилен",
    "do not know", "don't know", "does not know", "nobody with", "no one by", "no one with", "has left", "former employee", "reached its",
    "reached the maximum", "violates", "not be reached", "not reachable", "does not answer", "is overloaded", "hops", "retired",
    "not exists", "not registered", "expires", "no permission", "not answer", "misspelled", "mistyped", "is wrong", "no space",
    "out of space", "full mailbox",
    "não foi possível", "não conseguimos", "no se pudo", "no fue posible", "non è stato possibile", "impossibile", "не удалось", "できません",
    "已离职", "不可用", "没有权限", "未注册", "被拒", "不接受", "无权限", "空间已用完", "被屏蔽", "黑名单",
];

#[rustfmt::skip]
const DELAYED: &[&str] = &[
    "will be retried", "will retry", "will be tried again", "will try again", "will continue to try", "will continue to attempt",
    "will continue trying", "will keep trying", "continue to be attempted", "continue to try", "continues to try", "continue trying",
    "keep trying", "still trying", "still being tried", "still attempting", "will be attempted again", "will be re-tried",
    "will be resent", "retry for", "retried for", "retry until", "retried until", "attempts will continue",
    "attempts to deliver the message will continue", "delivery attempts will", "continue for", "further attempts will", "next attempt",
    "will attempt to deliver", "will automatically retry", "will reattempt", "keeps trying",
    "been postponed", "is postponed", "was postponed", "mail delivery warning", "has been delayed", "been delayed", "is delayed", "was delayed", "delivery delayed", "delivery delay", "delayed delivery",
    "delayed mail", "message delayed", "mail delayed", "delayed:", "delay notification", "(delay)", "warning: message", "delay in delivery", "delayed for",
    "is being delayed", "delivery is delayed", "temporarily delayed", "not yet been delivered", "not been delivered yet",
    "not yet be delivered", "not be delivered yet", "not yet delivered", "not delivered yet", "has not yet been delivered",
    "have not yet been delivered", "could not yet be delivered", "could not be delivered yet", "has not yet been",
    "was not delivered yet", "still undelivered", "message still undelivered", "still in the queue", "still in queue", "still queued",
    "remains in the queue", "remains queued",
    "warning message only", "is only a warning", "just a warning", "warning only", "this is a warning message",
    "temporary problem delivering", "delivery incomplete", "temporary delivery failure", "temporarily undeliverable",
    "do not need to resend", "don't need to resend", "do not have to resend", "not necessary to resend", "no need to resend",
    "don't need to do anything", "no action is required on your part", "no action is necessary", "could not send message for past",
    "queued for", "transient non-fatal error", "transient error", "will be returned to you if", "will be notified if",
    "仍在尝试", "仍将尝试", "正在尝试", "将继续尝试", "会继续尝试", "将会继续", "继续尝试", "继续投递", "继续重试", "将重试", "会重试", "将再次尝试", "自动重试", "自动重新", "投递延迟", "发送延迟",
    "传递延迟", "延迟通知", "已延迟", "被延迟", "延迟投递", "延时", "尚未送达", "尚未投递", "尚未发送", "暂未投递", "暂时无法", "暂时未能", "无需重新发送", "不必重新发送", "仍在嘗試", "繼續嘗試",
    "將會重試", "自動重試", "延遲", "尚未送達", "尚未傳遞", "無需重新", "暫時無法",
    "配信遅延", "配送遅延", "遅延", "遅れて", "再送を試み", "再送信を試み", "再配信を試み", "再試行します", "再試行され", "再試行を", "引き続き", "まだ配信", "まだ届いて", "まだ送信", "再送する必要は",
    "警告のみ",
    "weiterhin versucht", "weiter versucht", "weiterhin zu versuchen", "weitere zustellversuche", "weitere versuche", "erneut versucht",
    "erneut versuchen", "weiter versuchen", "verzögert", "verzögerung", "noch nicht zugestellt", "noch nicht ausgeliefert",
    "nächster versuch", "nächste zustellversuch", "nicht erneut senden", "nur eine warnung", "bisher nicht zugestellt",
    "sera à nouveau", "retardé", "en attente de", "continuera à", "continuera d", "nouvelle tentative", "nouvelles tentatives",
    "pas encore été", "pas encore pu", "réessaiera", "réessayer automatiquement", "est différé", "n'avez pas besoin de renvoyer",
    "inutile de renvoyer", "simple avertissement",
    "retrasad", "retraso", "seguirá intentando", "seguiremos intentando", "se reintentará", "volverá a intentar", "aún no se ha",
    "todavía no se ha", "demorad", "demora", "no es necesario que vuelva", "sólo un aviso", "solo una advertencia",
    "atrasad", "atraso", "continuará tentando", "continuaremos tentando", "tentará novamente", "ainda não foi", "não precisa reenviar",
    "não é necessário reenviar", "apenas um aviso", "retardad",
    "ritardat", "in ritardo", "ritardo", "continuerà a", "nuovi tentativi", "ulteriori tentativi", "non è ancora stat", "ritenterà",
    "riproverà", "non è necessario rispedire", "solo un avviso",
    "задерж", "отложен", "будут продолжены", "будут продолжаться", "будут предприняты", "повторные попытки", "повторная попытка",
    "будет повторять", "пока не доставлен", "ещё не доставлен", "еще не доставлен", "ещё не было доставлен", "еще не было доставлен",
    "только предупреждение",
    "지연", "다시 시도", "계속 시도", "아직 배달", "아직 전송", "아직 전달",
    "opóźni", "ponowi", "będą kontynuowane", "jeszcze nie została", "kolejne próby", "kolejna próba", "tylko ostrzeżenie",
    "vertraagd", "vertraging", "opnieuw proberen", "opnieuw geprobeerd", "nog niet afgeleverd", "nog niet bezorgd", "blijft proberen",
    "blijven proberen", "slechts een waarschuwing",
    "försenat", "försenad", "har fördröjts", "forsinket", "forsinkelse", "viivästy", "zpožděn", "odložen", "késleltet", "késik",
    "întârziat", "amânat", "gecik", "ertelendi", "bị trì hoãn", "bị chậm", "καθυστέρ", "ditunda", "tertunda", "затрим", "відкладен",
    "entrega incompleta", "remise incomplète", "consegna incompleta", "zustellung unvollständig", "投递未完成", "投递不完整", "配信が完了していません",
    "доставка не завершена", "ainda não entregue",
    "still waiting", "is waiting in", "waiting for delivery", "delivery deferred", "has been deferred", "was deferred", "is deferred",
    "being deferred", "still pending", "delivery pending", "not yet reached", "not yet arrived", "not yet sent", "not been sent yet",
    "could not yet be sent",
    "dosud nebyl", "zatím nebyl", "ještě nebyl", "nebyla dosud", "nebyla zatím", "nebyl dosud", "nebyl zatím", "další pokus", "pokusí znovu", "bude opakov",
    "zatiaľ nebol", "ešte nebol", "nebola zatiaľ", "ďalší pokus", "pokúsi znova", "pokúsi znovu",
    "ännu inte", "inte ännu", "inte levererats ännu", "försöker igen", "försöka igen", "nytt försök", "nya försök",
    "endnu ikke", "blev ikke leveret endnu", "ikke leveret endnu", "ikke blevet leveret endnu", "prøver igen", "prøve igen", "forsøger igen", "nyt forsøg",
    "ennå ikke", "ikke ennå", "ble ikke levert ennå", "ikke levert ennå", "prøver igjen", "prøve igjen", "prøver på nytt", "prøve på nytt", "nytt forsøk",
    "ei ole vielä", "ei ole toimitettu vielä", "ei vielä", "yrittää uudelleen", "yritetään uudelleen", "uusi yritys",
    "jeszcze nie dostarczono", "jeszcze nie został", "nie dostarczono jeszcze", "spróbuje ponownie",
    "henüz teslim", "henüz ulaş", "henüz gönder", "tekrar dene", "yeniden dene",
    "δεν παραδόθηκε ακόμη", "δεν παραδόθηκε ακόμα", "δεν έχει παραδοθεί ακόμη", "δεν έχει παραδοθεί ακόμα", "θα προσπαθήσει ξανά", "νέα προσπάθεια",
    "chưa gửi được", "chưa được gửi", "chưa chuyển được", "sẽ thử lại", "thử lại sau", "még nem", "újra megpróbál", "încă nu a", "va încerca din nou",
    "仍在等待", "等待重试", "稍后重试", "排队等待", "尚未成功", "还未送达", "还没有送达", "暂缓投递",
];

#[rustfmt::skip]
const GIVEN_UP: &[&str] = &[
    "will not be retried", "will not continue", "won't be retried", "will not retry", "won't retry", "not be retried", "will not be tried again",
    "will not try again", "not keep trying", "no longer be attempted", "no further attempt", "no more attempt", "no further delivery",
    "will be no further", "giving up on", "gave up", "given up", "i've given up", "stopped trying", "has failed permanently",
    "permanent failure", "permanent problem", "permanently failed", "this is a permanent", "was aborted after", "retry timeout exceeded",
    "retry time not reached", "exceeded the maximum", "too long on the queue", "in the queue too long", "been in the queue for too long",
    "不再尝试", "不会再", "停止投递", "放弃投递", "永久", "停止嘗試", "最終", "再試行しません", "永続的", "endgültig", "dauerhaft", "keine weiteren versuche",
    "définitive", "permanente", "definitiv", "aucune autre tentative", "no se volverá", "não serão feitas", "nessun altro tentativo",
    "окончательн", "постоянная ошибка", "더 이상", "ostateczn", "definitief", "permanente fout",
];

#[rustfmt::skip]
const HELP: &[&str] = &[
    "contact", "questions", "assistance", "for help", "further help", "need help", "helpdesk", "help desk", "support", "send mail to",
    "send email to", "send e-mail to", "send an email to", "send an e-mail to", "send a message to", "mail to postmaster", "write to",
    "reply to", "forward this", "please forward", "report this", "report to", "report it to", "report problem", "please report",
    "unsubscribe", "subscribe", "more information", "for information", "further information", "if you believe", "if you feel",
    "if you think", "in error", "complain", "abuse", "please call", "notify", "copyright", "webmaster", "your postmaster",
    "the postmaster", "system administrator at", "your administrator", "sorry ",
    "联系", "聯絡", "聯繫", "咨询", "諮詢", "管理员", "管理員", "客服", "如有疑问", "问い合わせ", "お問い合わせ", "問い合わせ", "連絡", "管理者",
    "wenden sie sich", "kontaktieren", "kontakt", "ansprechpartner", "fragen", "rückfragen", "contacter", "contactez",
    "póngase en contacto", "contacte", "dudas", "entre em contato", "contate", "dúvidas", "contattare", "contatti", "assistenza",
    "обратитесь", "обращайтесь", "свяжитесь", "поддержк", "문의", "관리자", "skontaktuj", "pomoc", "neem contact", "vragen",
];

#[rustfmt::skip]
const SUCCEEDED: &[&str] = &[
    "successfully delivered", "delivered successfully", "successful mail delivery", "successful delivery", "delivery was successful",
    "was delivered to", "were delivered to", "has been delivered", "have been delivered", "successfully relayed", "was relayed",
    "been relayed", "(relay)", "(success)", "(expanded)", "delivery confirmation", "delivery receipt",
    "成功投递", "投递成功", "发送成功", "已成功", "送达成功", "傳送成功", "投遞成功", "配信しました", "配信されました", "erfolgreich zugestellt", "wurde zugestellt",
    "remis avec succès", "a été remis", "entregado correctamente", "se ha entregado", "entregue com êxito", "foi entregue",
    "consegnato correttamente", "успешно доставлен", "전송되었습니다",
    // How Exchange begins the subject of a receipt; `Undelivered:` and its kin begin earlier and are found instead.
    "delivered:", "relayed:", "zugestellt:", "remis :", "remis:", "entregado:", "entregue:", "consegnato:", "recapitato:", "доставлено:",
    "已送达：", "已送達：", "bezorgd:", "dostarczono:", "levererat:", "leveret:", "levert:", "toimitettu:", "doručeno:", "kézbesítve:", "teslim edildi:",
    "an folgende empfänger übermittelt", "den folgenden empfängern zugestellt", "an die folgenden empfänger übermittelt",
    "已传递给", "已送达", "已成功送达", "已投递到", "已傳遞給", "已送達", "har levererats", "er blevet leveret", "er levert", "zostało dostarczone",
    "została dostarczona", "is bezorgd", "è stato recapitato", "è stato consegnato", "se entregó a", "配信済み", "배달되었습니다", "teslim edildi",
    "byla doručena", "доставлено получател",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_have_the_senses_of_their_phrases() {
        for (text, expected) in [
            ("Your message could not be delivered", Senses::FAILED),
            ("Ваше сообщение НЕ УДАЛОСЬ ДОСТАВИТЬ", Senses::FAILED),
            ("Échec de la remise", Senses::FAILED),
            ("您的邮件投递失败", Senses::FAILED),
            ("has not yet been delivered", Senses::DELAYED),
            ("dosud nebyla doručena", Senses::DELAYED),
            ("har inte levererats ännu", Senses::DELAYED),
            ("har ännu inte levererats", Senses::DELAYED),
            ("ble ikke levert ennå", Senses::DELAYED),
            ("blev ikke leveret endnu", Senses::DELAYED),
            ("ei ole toimitettu vielä", Senses::DELAYED),
            ("jeszcze nie dostarczono", Senses::DELAYED),
            ("zatiaľ nebola doručená", Senses::DELAYED),
            ("henüz teslim edilmedi", Senses::DELAYED),
            ("δεν παραδόθηκε ακόμη", Senses::DELAYED),
            ("chưa gửi được", Senses::DELAYED),
            ("user unknown", Senses::REASON),
            ("please contact us", Senses::HELP),
            ("See you on Monday", Senses::NONE),
        ] {
            assert_eq!(senses_of(text), expected, "{text}");
        }
    }

    #[test]
    fn every_phrase_can_be_found() {
        for (_, phrases) in TABLE {
            for phrase in *phrases {
                assert_eq!(*phrase, phrase.to_lowercase());
                assert!(senses_of(phrase) != Senses::NONE, "{phrase}");
            }
        }
    }
}
