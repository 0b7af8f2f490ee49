//! What ties an address to the failure.
//!
//! Every notice names the sender, hosts, people to ask for help and the addresses of the mail that came back beside the recipient.
//! So no address counts by being there: something has to tie it to a failure, and the strongest kind of tie in the words decides for all of them, because a notice is written in one style.
//! What nothing ties is no recipient.

use std::ops::Range;

use super::apart;
use super::heading::{Heading, Then, heading};
use super::sense::Senses;
use super::survey::{Seen, Survey};
use crate::notice::address::{Mention, mentions};
use crate::notice::mail::words::is_rule;
use crate::smtp::{ReplyCode, StatusCode};

/// How an address is tied to the failure, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// It heads a line, and the failure is told behind or above it.
    Heads,
    /// It was answered with a failure, named in `RCPT TO`, or stands behind a label for recipients.
    Answered,
    /// It stands in a sentence that tells a failure.
    Told,
    /// It stands in a sentence with words of reasons.
    Explained,
    /// It stands in a paragraph that tells a failure in another sentence.
    Near,
    /// It stands behind `To:` in what is repeated of the mail.
    Repeated,
}

/// An address and where it is spoken of.
pub(super) struct Tied {
    pub address: String,
    pub tie: Tie,
    /// The address the mail was written to, where the words tell that it led to this one.
    pub original: Option<String>,
    /// The lines that speak of it.
    pub lines: Range<usize>,
    /// Whether its own lines tell a failure.
    pub has_own_words: bool,
}

/// How much of the words one address can claim, in bytes.
pub(super) const MAX_PASSAGE: usize = 4096;

/// Labels behind which the sender or nobody's address stands.
#[rustfmt::skip]
const SENDER_LABELS: &[&str] = &[
    "from", "sender", "reply-to", "return-path", "errors-to", "mail from", "envelope from", "envelope sender", "envelope-from",
    "message-id", "message id", "messageid", "id", "cc", "bcc", "subject", "received", "original sender", "sent by", "x-sender",
    "references", "in-reply-to", "resent-from", "list-id", "reporting-mta", "contact", "e-mail from", "email from", "from address",
    "sender address", "sender email", "mailed-by", "by", "发件人", "發件人", "寄件者", "寄件人", "发信人", "發信人", "发送者", "发送人", "来自", "抄送", "差出人", "送信者",
    "送信元", "von", "absender", "de", "expéditeur", "remitente", "remetente", "da", "mittente", "от", "отправитель", "보낸 사람", "발신자", "od",
    "nadawca", "van", "afzender", "från", "fra",
];

/// Labels behind which only a recipient stands.
#[rustfmt::skip]
const RECIPIENT_LABELS: &[&str] = &[
    "recipient", "recipients", "recipient(s)", "failed recipient", "failed recipients", "failed address", "final-recipient",
    "original-recipient", "final recipient", "original recipient", "intended recipient", "intended recipients", "recipient address",
    "recipient email", "recipient e-mail", "recipient's address", "addressee", "rcpt", "rcpt to", "rcptto", "envelope to",
    "envelope recipient", "failed to", "undeliverable to", "undeliverable address",
    "undelivered to", "invalid address", "bad address", "bounced address", "delivery to", "mail to", "message to",
    "not delivered to", "could not deliver to", "deliver to", "user unknown",
    "unknown user", "failed mailbox", "x-failed-recipients", "x-actual-recipient", "收件人", "收件者", "收信人", "收件人地址", "收件地址", "接收人",
    "接收者", "目标地址", "目的地址", "失败地址", "失败收件人", "無法傳遞", "宛先", "受信者", "送信先", "宛先アドレス", "配信先", "エラーアドレス", "empfänger", "empfängeradresse",
    "adressat", "destinataire", "destinataires", "destinatario", "destinatarios", "destinatário", "destinatários", "destinatari",
    "получатель", "адресат", "받는 사람", "수신자", "받는사람", "odbiorca", "adresat", "ontvanger", "geadresseerde", "mottagare", "modtager",
    "mottaker", "vastaanottaja",
];

/// Labels behind which an account stands, a recipient's in a notice and anybody's elsewhere.
const ACCOUNT_LABELS: &[&str] = &[
    "user",
    "mailbox",
    "account",
    "address",
    "email",
    "e-mail",
    "email address",
    "e-mail address",
    "target",
    "destination",
    "destination address",
];

/// Labels of the field `To` in what is repeated of the mail.
const TO_LABELS: &[&str] =
    &["to", "original to", "originally to", "sent to", "an", "à", "a", "para", "кому", "do", "aan", "至", "到", "til", "till"];

/// Accounts that are asked for help and send notices.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "postmaster", "mailer-daemon", "mailerdaemon", "abuse", "support", "helpdesk", "help", "hostmaster", "webmaster", "noreply",
    "no-reply", "donotreply", "do-not-reply", "root", "administrator", "mail-daemon", "servicedesk", "spam", "mailadmin",
];

/// All addresses of the words that something ties to a failure; `has_failed` says that the subject tells one already.
pub(super) fn tied(survey: &Survey<'_>, has_failed: bool) -> Vec<Tied> {
    let mut reader = Reader { survey, found: Vec::new(), in_list: false, has_failed, paragraph: None };
    let all: Vec<Vec<Mention>> = survey.lines.iter().map(|seen| mentions(seen.line.text).take(MAX_MENTIONS).collect()).collect();
    let above = std::iter::once(None).chain(survey.lines.iter().map(Some));
    let lines = survey.lines.iter().zip(&all).zip(above);
    let headings: Vec<Option<Heading>> = lines
        .map(|((seen, mentions), above)| {
            heading(seen, mentions).filter(|_| label(seen.line.text).is_none() && !above.is_some_and(|above| goes_on(above, seen)))
        })
        .collect();
    let layout = apart::layout(survey, &headings);
    for (index, (seen, mentions)) in survey.lines.iter().zip(&all).enumerate() {
        let Some(Some(heading)) = headings.get(index) else {
            reader.turn(seen);
            for (order, mention) in mentions.iter().enumerate() {
                reader.mention(index, seen, mention, order, mentions.len());
            }
            continue;
        };
        let place = Place {
            lines: index..end_of_passage(survey, &headings, index),
            above: layout.above.get(&index).copied(),
            below: layout.below.get(&index).copied(),
            is_answered_below: apart::is_answered_below(survey, &headings, index),
        };
        if !reader.headed(&place, seen, heading) {
            for (order, mention) in mentions.iter().enumerate() {
                reader.mention(index, seen, mention, order, mentions.len());
            }
        }
    }
    reader.found
}

/// Whether a line goes on with a reply that was broken behind its code: `host mx.example.com said: 550 5.1.0`, below it `<ann@example.cn>: Sender address rejected`.
fn goes_on(above: &Seen<'_>, seen: &Seen<'_>) -> bool {
    let is_code = |word: &str| {
        let digits = word.as_bytes();
        ReplyCode::parse(digits).is_some_and(|code| digits.len() == 3 && code.class().is_failure())
            || StatusCode::parse_prefix(digits).is_some_and(|(status, length)| length == digits.len() && !status.is_bare())
    };
    seen.blanks == 0 && seen.line.indent > 0 && above.line.text.rsplit(' ').next().is_some_and(is_code)
}

/// How many addresses of one line are looked at.
const MAX_MENTIONS: usize = 100;

/// Where a heading and the words about it stand.
struct Place {
    lines: Range<usize>,
    /// The line above it with which the words begin that are about it, too.
    above: Option<usize>,
    /// Where the paragraphs below it end that are about it, too.
    below: Option<usize>,
    /// Whether the paragraph below it holds a code of a failure.
    is_answered_below: bool,
}

struct Reader<'s, 'w> {
    survey: &'s Survey<'w>,
    found: Vec<Tied>,
    /// Whether the last words before told that what follows has failed.
    in_list: bool,
    /// Whether any words so far told a failure.
    has_failed: bool,
    paragraph: Option<usize>,
}

impl Reader<'_, '_> {
    /// Notes what a line that no address heads says about those below it.
    fn turn(&mut self, seen: &Seen<'_>) {
        if self.paragraph == Some(seen.paragraph) {
            return;
        }
        self.paragraph = Some(seen.paragraph);
        let senses = self.survey.paragraph(seen.paragraph);
        let is_telling = senses.any(Senses::FAILED | Senses::DELAYED)
            || (self.has_failed && seen.senses.any(Senses::REASON) && seen.line.text.ends_with([':', '：']));
        if is_telling && !senses.any(Senses::SUCCEEDED) {
            self.in_list = true;
            self.has_failed = true;
        } else if senses.any(Senses::HELP | Senses::SUCCEEDED) || is_rule(seen.line.text) || seen.line.text.trim_end() == "--" {
            self.in_list = false;
        }
    }

    /// Ties the address that heads a line, if anything does.
    fn headed(&mut self, place: &Place, seen: &Seen<'_>, heading: &Heading) -> bool {
        const TELLING: Senses = Senses::FAILED;
        let lines = place.lines.clone();
        let own = self.survey.lines.get(lines.clone()).unwrap_or_default().iter().fold(Senses::NONE, |all, seen| all | seen.senses);
        let telling = TELLING | Senses::REASON | Senses::CODE | Senses::DELAYED;
        let has_own_words = own.any(telling) && !own.any(Senses::SUCCEEDED);
        // What follows a blank line may be about anything.
        if self.is_below_a_senders_label(lines.start) {
            return true;
        }
        let is_tied = match heading.then {
            Then::Announced => has_own_words || self.has_failed,
            Then::End => {
                self.in_list || (has_own_words && (self.has_failed || lines.len() > 1)) || (self.has_failed && place.is_answered_below)
            }
            Then::Words => seen.senses.any(telling) && !seen.senses.any(Senses::SUCCEEDED) || (self.in_list && seen.line.indent > 0),
        };
        if !is_tied {
            return false;
        }
        let lines = place.above.unwrap_or(lines.start)..place.below.unwrap_or(lines.end);
        let has_own_words = has_own_words || place.above.is_some() || place.below.is_some();
        let original = self.original(lines.clone()).filter(|_| heading.addresses.len() == 1);
        for address in &heading.addresses {
            if is_role(address) && !(heading.then == Then::Announced && has_own_words) {
                continue;
            }
            self.found.push(Tied {
                address: address.clone(),
                tie: Tie::Heads,
                original: original.clone(),
                lines: lines.clone(),
                has_own_words,
            });
        }
        true
    }

    /// The alias in a remark such as `(generated from team@example.com)` of Exim or `(expanded from: <team@example.com>)` of Postfix.
    fn original(&self, lines: Range<usize>) -> Option<String> {
        const REMARKS: [&str; 7] =
            ["generated from", "expanded from", "originally to", "forwarded from", "aliased from", "redirected from", "original recipient"];
        const NEAR: usize = 3;
        self.survey.lines.get(lines)?.iter().take(NEAR).find_map(|seen| {
            let lower = seen.line.text.to_ascii_lowercase();
            let at = REMARKS.iter().find_map(|remark| Some(lower.find(remark)? + remark.len()))?;
            mentions(seen.line.text.get(at..)?).next().map(|mention| mention.address)
        })
    }

    /// Whether the line before is nothing but a label for senders: `Sender:`.
    fn is_below_a_senders_label(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.survey.lines.get(before));
        before.is_some_and(|seen| {
            let text = seen.line.text;
            text.ends_with([':', '：']) && is_one_of(label(text).as_deref(), SENDER_LABELS)
        })
    }

    /// Ties an address within a line.
    fn mention(&mut self, index: usize, seen: &Seen<'_>, mention: &Mention, order: usize, count: usize) {
        let before = self.survey.before(seen, mention.place.start).to_lowercase();
        let behind = self.survey.behind(seen, mention.place.end).to_lowercase();
        if is_role(&mention.address) || is_senders(&before, &behind) {
            return;
        }
        let sentence = self.survey.sentence(seen, mention.place.start);
        let label = label(seen.line.text);
        let is_told = sentence.any(Senses::FAILED | Senses::DELAYED);
        let tie = if is_one_of(label.as_deref(), SENDER_LABELS) {
            return;
        } else if is_commanded(&before) || is_one_of(label.as_deref(), RECIPIENT_LABELS) {
            Tie::Answered
        } else if is_one_of(label.as_deref(), ACCOUNT_LABELS) {
            Tie::Told
        } else if is_one_of(label.as_deref(), TO_LABELS) {
            if count > 1 {
                return;
            }
            Tie::Repeated
        } else if seen.senses.any(Senses::CODE) && order == 0 && !sentence.any(Senses::SUCCEEDED) {
            Tie::Answered
        } else if sentence.any(Senses::SUCCEEDED) || (sentence.any(Senses::HELP) && !is_told) {
            return;
        } else if is_told {
            Tie::Told
        } else if sentence.any(Senses::REASON | Senses::CODE) {
            Tie::Explained
        } else if self.survey.paragraph(seen.paragraph).any(Senses::FAILED | Senses::DELAYED | Senses::REASON | Senses::CODE) {
            Tie::Near
        } else {
            return;
        };
        let has_own_words = self.survey.paragraph(seen.paragraph).any(Senses::REASON | Senses::CODE);
        let address = &mention.address;
        if begins_a_reply(seen.line.text) {
            self.found.push(Tied { address: address.clone(), tie, original: None, lines: self.reply_at(index), has_own_words });
        }
        self.found.push(Tied { address: address.clone(), tie, original: None, lines: self.paragraph_at(index), has_own_words });
    }

    /// The lines of the paragraph in which a line stands, as far as they are near.
    fn paragraph_at(&self, index: usize) -> Range<usize> {
        let lines = &self.survey.lines;
        let number = lines.get(index).map(|seen| seen.paragraph);
        let is_same = |other: &&Seen<'_>| Some(other.paragraph) == number;
        let before = lines.get(..index).unwrap_or_default().iter().rev().take(MAX_LINES).take_while(is_same).count();
        let behind = lines.get(index..).unwrap_or_default().iter().take(MAX_LINES).take_while(is_same).count();
        index - before..index + behind
    }

    /// The reply that a line begins: with the lines that go on with it, up to the next one.
    fn reply_at(&self, index: usize) -> Range<usize> {
        let lines = self.survey.lines.get(index..).unwrap_or_default();
        let number = lines.first().map(|seen| seen.paragraph);
        let code = lines.first().and_then(|seen| seen.line.text.get(..3));
        let goes_on = |seen: &&Seen<'_>| {
            let text = seen.line.text;
            Some(seen.paragraph) == number && (!begins_a_reply(text) || text.get(..3) == code) && !text.starts_with(">>>")
        };
        index..index + 1 + lines.iter().skip(1).take(MAX_LINES).take_while(goes_on).count()
    }
}

/// Whether a line begins with a reply code, or with the mark of what a server answered.
fn begins_a_reply(line: &str) -> bool {
    line.starts_with("<<<") || line.as_bytes().get(..3).is_some_and(|code| code.iter().all(u8::is_ascii_digit))
}

/// How many lines of its paragraph an address inside a sentence claims on each side.
const MAX_LINES: usize = 24;

/// Where the words about the address that heads a line end: at the next address, at a line of dashes, or at a blank line once something has been said.
fn end_of_passage(survey: &Survey<'_>, headings: &[Option<Heading>], first: usize) -> usize {
    let Some(head) = survey.lines.get(first) else { return first + 1 };
    let mut said = head.senses;
    let mut bytes = head.line.text.len();
    let mut end = first + 1;
    while let Some(next) = survey.lines.get(end) {
        let is_headed = headings.get(end).is_some_and(Option::is_some);
        let has_said = said.any(Senses::REASON | Senses::CODE | Senses::FAILED);
        let is_about_it = next.line.indent > head.line.indent
            || headings.get(first).is_some_and(|heading| heading.as_ref().is_some_and(|heading| heading.then == Then::Announced));
        let is_apart = next.blanks > 1
            || (next.blanks > 0 && !is_about_it)
            || (next.blanks > 0
                && (has_said && next.line.indent <= head.line.indent
                    || (next.line.text.ends_with([':', '：']) && next.senses.any(Senses::FAILED))
                    || survey.paragraph(next.paragraph).any(Senses::HELP)));
        bytes += next.line.text.len();
        if is_headed || is_apart || is_rule(next.line.text) || bytes > MAX_PASSAGE {
            break;
        }
        said |= next.senses;
        end += 1;
    }
    end
}

/// The label with which a line begins, in lower case: `Recipient: `, `收件人：`.
///
/// Tables that became text have blanks instead of the colon, and notices in two languages have both words: `收件人/To    `.
pub(super) fn label(line: &str) -> Option<String> {
    const LONGEST: usize = 48;
    let window = line.get(..line.floor_char_boundary(LONGEST))?;
    let (label, behind) = window.split_once([':', '：', '\t']).or_else(|| window.split_once("  "))?;
    // The colon of a time, a URL or an address type is none of a label.
    if behind.starts_with("//") || label.contains(['@', '<', '.', ',']) {
        return None;
    }
    let label = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '-' | '•' | '·' | '>' | '[' | '【' | '"'));
    let is_type = ["smtp", "mailto", "rfc822", "internet"].iter().any(|kind| label.eq_ignore_ascii_case(kind));
    (!label.is_empty() && !is_type).then(|| label.to_lowercase())
}

/// Whether a label, or one of the two words in it, is one of these.
fn is_one_of(label: Option<&str>, labels: &[&str]) -> bool {
    label.is_some_and(|label| labels.contains(&label) || label.split('/').any(|word| labels.contains(&word.trim())))
}

fn is_role(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    ROLES.contains(&local.as_str())
}

/// Whether the words around an address make it that of a sender: `from <ann@example.cn>`, `<ann@example.cn>: Sender address rejected`.
fn is_senders(before: &str, behind: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '"' | '\'' | '(' | '[' | ':' | '：' | '='));
    let word = before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).next().unwrap_or_default();
    let is_named = [
        "from",
        "sender",
        "von",
        "absender",
        "id",
        "message-id",
        "return-path",
        "reply-to",
        "contact",
        "expéditeur",
        "remitente",
        "mittente",
    ]
    .contains(&word)
        || ["发件人", "发送者", "来自", "差出人", "送信者", "寄件者"].iter().any(|label| before.ends_with(label));
    let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | ':' | '"' | '\'' | ')'));
    is_named || behind.starts_with("sender")
}

/// Whether the words before an address are the command that was answered.
fn is_commanded(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '"' | ':' | '\''));
    ["rcpt to", "rcpt", "to=", "to=<"].iter().any(|command| before.ends_with(command))
}
