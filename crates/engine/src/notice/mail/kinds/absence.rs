//! What an automatic answer says about its owner's absence: that there is one, until when, and whom to write to instead.
//!
//! A day is told only where it can be read in one way: with its year, and with the month by name or in an order that nobody reads otherwise.
//! `09/11/2026` is two days, depending on who wrote it, and gives none.

use super::{Opening, Phrases};
use crate::notice::mail::general::speaks_of_a_delivery;
use crate::notice::mail::incoming::Incoming;
use crate::notice::{AutoReply, address};

/// Words of somebody who is away.
static AWAY: Phrases = Phrases::of(&[
    "out of the office",
    "out of office",
    "away from the office",
    "away from my desk",
    "not in the office",
    "on vacation",
    "on holiday",
    "on annual leave",
    "am on leave",
    "be on leave",
    "on maternity leave",
    "on parental leave",
    "on sick leave",
    "on business trip",
    "on a business trip",
    "limited access to my email",
    "i am currently away",
    "i'm currently away",
    "i am traveling",
    "i am travelling",
    "休假",
    "出差",
    "不在办公室",
    "度假",
    "无法及时回复",
    "不能及时回复",
    "不在にしております",
    "休暇",
    "出張中",
    "外出しております",
    "nicht im büro",
    "nicht im haus",
    "außer haus",
    "im urlaub",
    "abwesend",
    "wieder im büro",
    "absent du bureau",
    "absente du bureau",
    "je suis absent",
    "je suis actuellement absent",
    "en congé",
    "en vacances",
    "fuera de la oficina",
    "fuera de oficina",
    "de vacaciones",
    "estaré ausente",
    "fora do escritório",
    "de férias",
    "estou ausente",
    "estarei ausente",
    "fuori ufficio",
    "fuori sede",
    "in ferie",
    "sono assente",
    "sarò assente",
    "в отпуске",
    "в командировке",
    "отсутствую",
    "буду отсутствовать",
    "вне офиса",
    "휴가",
    "출장",
    "부재중",
    "afwezig",
    "met vakantie",
    "op vakantie",
    "niet op kantoor",
    "na urlopie",
    "poza biurem",
    "jestem nieobecn",
    "på semester",
    "inte på kontoret",
    "tjänstledig",
    "på ferie",
    "ikke på kontoret",
    "barselsorlov",
    "szabadságon vagyok",
    "nem vagyok az irodában",
    "házon kívül",
    "olen lomalla",
    "vuosilomalla",
    "poissa toimistolta",
    "απουσιάζω",
    "εκτός γραφείου",
    "σε άδεια",
    "izindeyim",
    "izinde olaca",
    "ofis dışında",
    "mám dovolenou",
    "na dovolené",
    "mimo kancelář",
    "nejsem v kanceláři",
    "na dovolenke",
    "nie som v kancelárii",
    "în concediu",
    "nu sunt la birou",
    "у відпустці",
    "у відрядженні",
    "na godišnjem odmoru",
    "na dopustu",
    "nghỉ phép",
    "đi công tác",
    "vắng mặt",
    "sedang cuti",
    "tidak berada di kantor",
    "di luar kantor",
    "ลาพักร้อน",
    "ไม่อยู่ที่สำนักงาน",
    "ไม่อยู่ในสำนักงาน",
    "בחופשה",
    "מחוץ למשרד",
    "في إجازة",
    "خارج المكتب",
]);

/// Words of somebody who is away, or of a server that does not answer.
static PERHAPS_AWAY: Phrases = Phrases::of(&[
    "will be back",
    "will return",
    "limited access to email",
    "外出",
    "稍后回复",
    "尽快回复",
    "尽快给您回复",
    "休業",
    "nicht erreichbar",
    "wieder erreichbar",
    "de retour le",
]);

/// Words behind which the end of an absence stands, a weekday or an article between.
const UNTIL: [&str; 35] = [
    "until",
    "till",
    "through",
    "return on",
    "return to the office on",
    "return to work on",
    "returning",
    "back on",
    "back in the office on",
    "back at work on",
    "be back",
    " bis ",
    "wieder am",
    "jusqu'au",
    "de retour le",
    "hasta",
    "vuelvo el",
    "até",
    "retorno em",
    "fino al",
    "rientro il",
    "t/m",
    "tot en met",
    "powrót",
    "till och med",
    "t.o.m.",
    "tilbage den",
    "til og med",
    "μέχρι",
    "până la",
    "până pe",
    "đến ngày",
    "sampai",
    "hingga",
    "sampai dengan",
];

/// Words that mean the end of an absence only directly before a day, and much else everywhere else: `到` stands in "received" too.
const DIRECTLY_UNTIL: [&str; 8] = ["至", "到", "〜", "～", " до ", " по ", " tot ", " do "];

/// Words that send the reader to somebody else.
static ELSEWHERE: Phrases = Phrases::of(&[
    "contact",
    "write to",
    "e-mail to",
    "email to",
    "instead",
    "reach out to",
    "get in touch",
    "please use",
    "please email",
    "please e-mail",
    "new address",
    "new email",
    "forward",
    "联系",
    "聯絡",
    "新邮箱",
    "发送至",
    "发至",
    "ご連絡",
    "までお願い",
    "新しいメールアドレス",
    "wenden",
    "kontaktieren",
    "neue adresse",
    "neue e-mail",
    "contacter",
    "adresser",
    "écrire à",
    "nouvelle adresse",
    "contactar",
    "contacte",
    "diríjase",
    "dirija",
    "escriba a",
    "escreva para",
    "contate",
    "contattare",
    "contatti",
    "rivolgersi",
    "scrivere a",
    "обращайтесь",
    "обратиться",
    "связаться",
    "пишите",
    "연락",
    "문의",
    "neem contact",
    "contact op",
    "kontakt",
    "kontakta",
    "kontakte",
    "keresse",
    "forduljon",
    "ota yhteyttä",
    "ottakaa yhteyttä",
    "επικοινων",
    "adresine",
    "adresinden",
    "pište na",
    "pišite na",
    "napište na",
    "obraťte se",
    "contactați",
    "звертайтес",
    "liên hệ",
    "hubungi",
    "ติดต่อ",
    "לפנות",
    "التواصل",
    "الاتصال",
]);

/// How far behind such a word a day may stand, in bytes: the name of a weekday and an article.
const NEAR: usize = 24;
/// How many places are looked at for a day.
const MAX_PLACES: usize = 64;

pub(super) fn is_told(text: &str) -> bool {
    AWAY.stand_in(text) || PERHAPS_AWAY.stand_in(text)
}

/// The same where nothing but the words can say it: they mean a person, and nothing else is about a delivery.
pub(super) fn is_told_alone(text: &str) -> bool {
    AWAY.stand_in(text) && !speaks_of_a_delivery(text)
}

/// What can be read with certainty; none when nothing can.
pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<AutoReply> {
    let found = AutoReply { until: apple(incoming).or_else(|| until(opening.text())), instead: instead(incoming, opening.text()) };
    (found != AutoReply::default()).then_some(found)
}

/// iCloud tells it in a field: `X-Apple-Criteria: {kind=VACATION,startDate=…,endDate=2026-11-30T14:59:59Z}`.
fn apple(incoming: &Incoming<'_, '_>) -> Option<String> {
    let field = incoming.value("X-Apple-Criteria");
    day_at(field.split_once("endDate=")?.1)
}

fn until(text: &str) -> Option<String> {
    if !is_told(text) {
        return None;
    }
    let behind = |words: &'static [&'static str], near: usize| {
        words.iter().flat_map(move |word| text.match_indices(word).map(move |(at, word)| (at + word.len(), near)).take(8))
    };
    let mut places: Vec<(usize, usize)> = behind(&UNTIL, NEAR).chain(behind(&DIRECTLY_UNTIL, 1)).collect();
    places.sort_unstable();
    places.into_iter().take(MAX_PLACES).find_map(|(at, near)| {
        let rest = text.get(at..)?;
        let rest = rest.get(..rest.floor_char_boundary(NEAR + 24))?;
        starts_of_words(rest).take_while(|at| *at <= near).find_map(|at| day_at(rest.get(at..)?))
    })
}

/// Where words and numbers begin.
fn starts_of_words(text: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && (!before.is_alphanumeric() || (c.is_ascii_digit() && !before.is_ascii_alphanumeric()));
        before = c;
        starts.then_some(at)
    })
}

/// The names of the months, by their first letters, in the languages that write days with them.
const MONTHS: [(&str, u32); 47] = [
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("maa", 3),
    ("mrt", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mei", 5),
    ("maj", 5),
    ("mag", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aoû", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("ott", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("янв", 1),
    ("фев", 2),
    ("апр", 4),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
];

/// The day with which a text begins.
fn day_at(text: &str) -> Option<String> {
    let mut rest = text;
    let (one, first) = piece(&mut rest)?;
    let (two, second) = piece(&mut rest)?;
    let (year, third) = piece(&mut rest)?;
    let number = |piece: &str| piece.parse::<u32>().ok();
    // A mark that nobody puts into a day ends it.
    let joins = |mark: &str| mark.chars().all(|c| matches!(c, ' ' | '.' | ',' | '-' | '/' | '年' | '月' | '년' | '월'));
    if !joins(first) || !joins(second) {
        return None;
    }
    match (number(one), number(two), number(year)) {
        (Some(year @ 1990..=2199), Some(month), Some(day)) => date(year, month, day),
        // Points put the day first; nobody counts months with them before days.
        (Some(day), Some(month), Some(year)) if first == "." && second.trim() == "." => date(year, month, day),
        (Some(one), Some(two), Some(year)) if first == "/" && second == "/" && one > 12 => date(year, two, one),
        (Some(one), Some(two), Some(year)) if first == "/" && second == "/" && two > 12 => date(year, one, two),
        (Some(day), None, Some(year)) => date(year, month_named(two)?, day),
        (None, Some(day), Some(year)) => date(year, month_named(one)?, day),
        _ => None,
    }
    .filter(|_| !third.starts_with(':'))
}

/// The next run of digits or letters, and the marks behind it. Letters behind a day (`1st`, `2nd`) are left out, and so is `de` between day and month.
fn piece<'t>(rest: &mut &'t str) -> Option<(&'t str, &'t str)> {
    let text = *rest;
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| if is_number { !c.is_ascii_digit() } else { !c.is_alphabetic() || matches!(c, '年' | '月') })
        .unwrap_or(text.len());
    let found = text.get(..end).filter(|found| !found.is_empty() && found.len() <= 20)?;
    let mut behind = text.get(end..)?;
    if is_number {
        for ordinal in ["st", "nd", "rd", "th", "er", "º"] {
            behind = behind.strip_prefix(ordinal).filter(|tail| !tail.starts_with(char::is_alphanumeric)).unwrap_or(behind);
        }
    }
    for article in [" de ", " of ", ". "] {
        behind = behind.strip_prefix(article.trim_end()).filter(|tail| tail.starts_with(' ')).unwrap_or(behind);
    }
    let marks = behind.find(char::is_alphanumeric).unwrap_or(behind.len());
    // A Chinese mark is a letter by its nature.
    let marks = if behind.starts_with(['年', '月', '년', '월']) { behind.chars().next().map_or(0, char::len_utf8) } else { marks };
    let (marks, behind) = behind.split_at_checked(marks)?;
    *rest = behind.trim_start();
    Some((found, marks))
}

fn month_named(word: &str) -> Option<u32> {
    MONTHS.iter().find(|(name, _)| word.starts_with(name)).map(|(_, month)| *month)
}

fn date(year: u32, month: u32, day: u32) -> Option<String> {
    let fits = (1990..=2199).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The only address besides those of the mail itself, where the words send the reader to somebody else.
fn instead(incoming: &Incoming<'_, '_>, text: &str) -> Option<String> {
    if !ELSEWHERE.stand_in(text) {
        return None;
    }
    let mut others = address::written(text).filter(|other| !incoming.is_own(other));
    let first = others.next()?;
    others.all(|other| address::is_same(first, other)).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_only_where_it_can_be_read_in_one_way() {
        for (text, expected) in [
            ("out of office until 2026-11-30.", Some("2026-11-30")),
            ("i am out of the office and will be back on monday, november 30th, 2026", Some("2026-11-30")),
            ("out of the office until 30 nov 2026", Some("2026-11-30")),
            ("ich bin bis zum 30.11.2026 im urlaub", Some("2026-11-30")),
            ("ich bin bis 30. november 2026 nicht im büro", Some("2026-11-30")),
            ("je suis en congé jusqu'au 1er décembre 2026", Some("2026-12-01")),
            ("estaré ausente hasta el 30 de noviembre de 2026", Some("2026-11-30")),
            ("本人休假至2026年11月30日，期间无法及时回复", Some("2026-11-30")),
            ("本人出差到2026/11/30", Some("2026-11-30")),
            ("我在 2026年11月23日 收到您的邮件，目前在休假", None),
            ("已收到您 2026年11月23日 的邮件，目前在休假", None),
            ("я в отпуске с 20.11.2026 по 30.11.2026", Some("2026-11-30")),
            ("ik ben op vakantie t/m 30-11-2026", None),
            ("ich bin ab dem 20.11.2026 im urlaub", None),
            ("on vacation, back in the office on monday, 30 november 2026", Some("2026-11-30")),
            ("on vacation from 11/02/2026 until 11/30/2026", Some("2026-11-30")),
            ("out of the office until 09/11/2026", None),
            ("out of the office until monday", None),
            ("out of the office until november 30", None),
            ("the offer is valid until 2026-11-30", None),
        ] {
            assert_eq!(until(text).as_deref(), expected, "{text}");
        }
    }
}
