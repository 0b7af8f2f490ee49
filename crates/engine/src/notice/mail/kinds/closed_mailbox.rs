//! An automatic answer that says nobody uses the mailbox any more: its owner has left, the address is given up.
//!
//! The server took the mail, but no person ever will, so it is told as a failure of the answering address, with the paragraph that says so as the reply; what it means is decided by the rules.
//! Where the same words speak of an absence, or where the answer comes from an address that nobody writes to, nothing has failed: a colleague may have left while the owner is on holiday.

use super::{Finding, Opening, Phrases, absence, local_part, plain};
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::Words;
use crate::notice::{Action, Delivery, Kind, reported_address};

/// Said of the person.
static LEFT: Phrases = Phrases::of(&[
    "no longer with the company",
    "no longer with our company",
    "no longer with this company",
    "no longer with the organisation",
    "no longer with the organization",
    "no longer with our organisation",
    "no longer with our organization",
    "no longer with the firm",
    "no longer with our firm",
    "no longer with us",
    "no longer works",
    "no longer work for",
    "no longer work at",
    "no longer working for",
    "no longer working at",
    "no longer working here",
    "no longer employed",
    "no longer an employee",
    "has left the company",
    "has left our company",
    "has left the organisation",
    "has left the organization",
    "has left the firm",
    "have left the company",
    "have left the organisation",
    "have left the organization",
    "have left the firm",
    "已离职",
    "已经离职",
    "已从公司离职",
    "已離職",
    "已经离开公司",
    "已不在公司",
    "不在本公司工作",
    "退職いたしました",
    "退職致しました",
    "退職しました",
    "退社いたしました",
    "退社致しました",
    "退社しました",
    "nicht mehr im unternehmen",
    "nicht mehr in unserem unternehmen",
    "nicht mehr in unserem hause",
    "nicht mehr bei uns tätig",
    "nicht mehr bei uns beschäftigt",
    "nicht mehr für uns tätig",
    "hat das unternehmen verlassen",
    "habe das unternehmen verlassen",
    "hat die firma verlassen",
    "aus dem unternehmen ausgeschieden",
    "ne fait plus partie",
    "ne fais plus partie",
    "ne travaille plus",
    "a quitté la société",
    "a quitté l'entreprise",
    "ai quitté la société",
    "ai quitté l'entreprise",
    "ya no trabaja",
    "ya no forma parte",
    "ya no pertenece a la empresa",
    "ha dejado la empresa",
    "he dejado la empresa",
    "não trabalha mais",
    "não trabalho mais",
    "já não trabalha",
    "já não trabalho",
    "não faz mais parte",
    "já não faz parte",
    "non lavora più",
    "non lavoro più",
    "non fa più parte",
    "ha lasciato l'azienda",
    "больше не работает",
    "больше не работаю",
    "уволился",
    "уволилась",
    "퇴사하였습니다",
    "퇴사했습니다",
    "퇴직하였습니다",
    "niet meer werkzaam",
    "niet langer werkzaam",
    "werkt niet meer",
    "już nie pracuje",
    "nie pracuje już",
    "arbetar inte längre",
    "har slutat sin anställning",
    "arbejder ikke længere",
    "ikke længere ansat",
    "er fratrådt",
    "am no longer with",
    "is no longer with",
    "has left the business",
    "have left the business",
    "has left the group",
    "have left the group",
    "has left the university",
    "have left the university",
    "has left the team",
    "have left the team",
    "was my last day",
    "was my last working day",
    "my last day was",
    "已辞职",
    "已经辞职",
    "不再任职",
    "arbeite nicht mehr",
    "arbeitet nicht mehr",
    "bin nicht mehr bei",
    "ist nicht mehr bei",
    "ai quitté mes fonctions",
    "a quitté ses fonctions",
    "ai quitté le groupe",
    "a quitté le groupe",
    "ya no trabajo",
    "ya no formo parte",
    "não faço mais parte",
    "já não faço parte",
    "non faccio più parte",
    "werk niet meer bij",
    "werk niet meer voor",
    "niet meer in dienst",
    "niet langer in dienst",
    "uit dienst getreden",
    "nie pracuję już",
    "już nie pracuję",
    "nie jestem już pracownikiem",
    "har slutat på",
    "har slutat hos",
    "inte längre anställd",
    "jobbar inte längre",
    "ikke lenger ansatt",
    "jobber ikke lenger",
    "har sluttet hos",
    "en työskentele enää",
    "ei työskentele enää",
    "ei ole enää palveluksessa",
    "už nepracuji",
    "už nepracuje",
    "již nepracuji",
    "již nepracuje",
    "již zde nepracuji",
    "již zde nepracuje",
    "už nepracujem",
    "már nem dolgozom",
    "már nem dolgozik",
    "nu mai lucrez",
    "nu mai lucrează",
    "artık çalışmıyorum",
    "artık çalışmıyor",
    "görevimden ayrıldım",
    "işten ayrıldı",
    "більше не працюю",
    "більше не працює",
    "звільнився",
    "звільнилася",
    "δεν εργάζομαι πλέον",
    "δεν εργάζεται πλέον",
    "không còn làm việc",
    "đã nghỉ việc",
    "sudah tidak bekerja",
    "tidak lagi bekerja",
]);

/// Said of a mailbox, which one of [`MAILBOX`] has to name.
static GIVEN_UP: Phrases = Phrases::of(&[
    "no longer in use",
    "no longer in service",
    "no longer used",
    "no longer using this",
    "no longer use this",
    "no longer valid",
    "no longer active",
    "no longer exists",
    "not in use any more",
    "not in use anymore",
    "has been closed",
    "has been deactivated",
    "has been discontinued",
    "不再使用",
    "已停用",
    "已停止使用",
    "已作废",
    "已废弃",
    "已注销",
    "使用しておりません",
    "使用されておりません",
    "使われておりません",
    "利用しておりません",
    "廃止いたしました",
    "廃止しました",
    "nicht mehr verwendet",
    "nicht mehr genutzt",
    "nicht mehr gültig",
    "nicht mehr in gebrauch",
    "nicht mehr aktiv",
    "existiert nicht mehr",
    "n'est plus valide",
    "n'est plus utilisée",
    "n'est plus active",
    "n'est plus en service",
    "ya no es válida",
    "ya no está en uso",
    "ya no está activa",
    "ya no se utiliza",
    "não está mais em uso",
    "não é mais válido",
    "não está mais ativo",
    "foi desativado",
    "non è più attivo",
    "non è più attiva",
    "non è più valido",
    "non è più in uso",
    "non è più utilizzato",
    "non è più utilizzata",
    "больше не используется",
    "больше не действует",
    "더 이상 사용하지 않",
    "더 이상 사용되지 않",
    "niet meer in gebruik",
    "niet langer in gebruik",
    "niet meer actief",
    "nie jest już używany",
    "adres jest nieaktywny",
    "används inte längre",
    "bruges ikke længere",
]);

static MAILBOX: Phrases = Phrases::of(&[
    "mailbox",
    "mail box",
    "email address",
    "e-mail address",
    "mail address",
    "this address",
    "email account",
    "e-mail account",
    "mail account",
    "this email",
    "this e-mail",
    "邮箱",
    "邮件地址",
    "信箱",
    "メールアドレス",
    "アドレス",
    "postfach",
    "e-mail-adresse",
    "mailadresse",
    "adresse",
    "dirección",
    "correo",
    "buzón",
    "endereço",
    "e-mail",
    "indirizzo",
    "casella",
    "адрес",
    "ящик",
    "почт",
    "메일",
    "adres",
    "mailadress",
]);

/// Addresses that nobody writes to, so that what they say is about another one.
const NOBODY: [&str; 8] = ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "nobody", "autoreply"];

pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    if absence::is_told(opening.text()) {
        return None;
    }
    let recipient = reported_address(incoming.from()).filter(|address| address.contains('@'))?;
    let local = local_part(&recipient);
    if NOBODY.iter().any(|name| local.starts_with(name)) {
        return None;
    }
    let reply = incoming.words().iter().find_map(|words| {
        let place = paragraphs(words).find(|place| says_so(&plain(words.text().get(place.clone()).unwrap_or_default())))?;
        Some(words.statement(place))
    })?;
    let delivery = Delivery { recipient: Some(recipient), action: Some(Action::Failed), reply: Some(reply), ..Delivery::default() };
    Some(Finding { deliveries: vec![delivery], ..Finding::of(Kind::Failed, "auto-reply") })
}

fn says_so(paragraph: &str) -> bool {
    LEFT.stand_in(paragraph) || (GIVEN_UP.stand_in(paragraph) && MAILBOX.stand_in(paragraph))
}

/// The paragraphs of the first words, as ranges.
fn paragraphs(words: &Words<'_>) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut open: Option<std::ops::Range<usize>> = None;
    for line in words.lines().take_while(|line| line.start < super::MAX_OPENING) {
        if line.text.is_empty() {
            paragraphs.extend(open.take());
        } else {
            open = Some(open.map_or(line.start, |open| open.start)..line.end());
        }
    }
    paragraphs.extend(open);
    paragraphs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_know_what_every_phrase_means() {
        use crate::diagnose::{Reply, Workspace, diagnose};
        use crate::knowledge::Knowledge;
        let knowledge = Knowledge::embedded();
        let mut unknown = Vec::new();
        let given_up = GIVEN_UP.list().iter().map(|phrase| format!("mailbox {phrase}."));
        for said in LEFT.list().iter().map(|phrase| format!("{phrase}.")).chain(given_up) {
            let diagnosis = diagnose(&knowledge, &Reply::of(&said), &mut Workspace::new());
            // Who says that the mailbox does not exist is believed.
            let does_not_exist = said.contains("exist") && diagnosis.cause.id == "user-unknown";
            if diagnosis.cause.id != "mailbox-disabled" && !does_not_exist {
                unknown.push(format!("{said} {}", diagnosis.cause.id));
            }
        }
        assert!(unknown.is_empty(), "{unknown:#?}");
    }
}
