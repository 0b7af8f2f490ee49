//! Microsoft Exchange, Exchange Online and Outlook of all ages, where the report for programs is missing or says less than the words.
//!
//! The sentences are translated into some forty languages and change with every version; what an administrator needs is not.
//! So these readers hold on to the marks that the servers leave in every language: `MSEXCH:` ([`connector`]), `<host #5.1.1 …>` ([`store`]), `#550 … ##` and `Remote Server returned '550 …'` ([`transport`]), a status behind a label ([`cloud`]).
//!
//! Source: NDRs of Exchange Server 5.5, 2000, 2003, 2007 to 2019 and of Exchange Online; Microsoft Learn, "Non-delivery reports in Exchange Server" and "Email non-delivery reports and SMTP errors in Exchange Online".

mod cloud;
mod connector;
mod store;
mod transport;

use super::{Format, Mark, Reader};
use crate::evidence::{EntityKind, Evidence};
use crate::notice::mail::words::{Line, Words};
use crate::notice::{address, reported_address};

pub(super) const CONNECTOR: Format =
    Format { name: "exchange-connector", agent: Some("exchange"), marks: &[&[Mark::Words("MSEXCH:")]], read: Reader::Own(connector::read) };

pub(super) const STORE: Format = Format {
    name: "exchange-store",
    agent: Some("exchange"),
    marks: &[&[Mark::Words("#5.")], &[Mark::Words("#4.")]],
    read: Reader::Own(store::read),
};

/// The titles above the recipients are translated, but only the first versions had no other mark.
pub(super) const OUTLOOK: Format = Format {
    name: "outlook",
    agent: Some("outlook"),
    marks: &[
        &[Mark::Words("did not reach the following recipient")],
        &[Mark::Words("recipient(s) could not be reached")],
        &[Mark::Words("recipient(s) cannot be reached")],
        &[Mark::Words("nicht erreicht")],
        &[Mark::Words("destinataire(s) suivant")],
        &[Mark::Words("siguientes destinatarios")],
        &[Mark::Words("destinatarios siguientes")],
        &[Mark::Words("seguenti destinatari")],
        &[Mark::Words("seguinte(s) destinat")],
        &[Mark::Words("volgende geadresseerde")],
        &[Mark::Words("следующим получател")],
        &[Mark::Words("下列收件人")],
        &[Mark::Words("以下收件人")],
        &[Mark::Words("次の受信者")],
        &[Mark::Words("以下の受信者")],
        &[Mark::Words("다음 받는 사람")],
    ],
    read: Reader::Own(store::read_dated),
};

pub(super) const TRANSPORT: Format = Format {
    name: "exchange-transport",
    agent: Some("exchange"),
    marks: &[
        &[Mark::Words("#5")],
        &[Mark::Words("#4")],
        &[Mark::Words("#<")],
        &[Mark::Words("#SMTP#")],
        &[Mark::Words("'5")],
        &[Mark::Words("'4")],
        &[Mark::Words("'<")],
        // With many recipients those stand far below, so the first line counts too.
        &[Mark::From("MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e")],
        &[Mark::Field("X-MS-Exchange-Message-Is-Ndr")],
        &[Mark::Words("rejected your message to the following")],
        &[Mark::Words("recipients or distribution lists")],
        &[Mark::Words("recipients or groups")],
        &[Mark::Words("Empfänger oder Gruppen")],
        &[Mark::Words("destinataires ou groupes")],
        &[Mark::Words("destinatarios o grupos")],
        &[Mark::Words("destinatari o gruppi")],
        &[Mark::Words("destinatários ou grupos")],
        &[Mark::Words("geadresseerden of groepen")],
        &[Mark::Words("mottagare eller grupper")],
        &[Mark::Words("odbiorców lub grup")],
        &[Mark::Words("получателям или группам")],
        &[Mark::Words("收件人或组")],
        &[Mark::Words("收件者或群組")],
        &[Mark::Words("受信者またはグループ")],
        &[Mark::Words("받는 사람 또는 그룹")],
    ],
    read: Reader::Own(transport::read),
};

pub(super) const CLOUD: Format = Format {
    name: "exchange-online",
    agent: Some("exchange"),
    marks: &[
        &[Mark::Words("go.microsoft.com/fwlink")],
        &[Mark::Words("aka.ms/")],
        &[Mark::Words("prod.outlook.com")],
        &[Mark::Words("prod.exchangelabs.com")],
        &[Mark::Words("RESOLVER.")],
        &[Mark::Words("Office 365")],
        &[Mark::Words("Microsoft 365")],
        &[Mark::Words("products.office.com")],
        &[Mark::Field("X-MS-Exchange-Message-Is-Ndr")],
    ],
    read: Reader::Own(cloud::read),
};

/// How far the head of a line is searched for an address, in bytes.
const MAX_HEAD: usize = 400;

/// The address with which a line begins, and the offset in the words behind it. Quotation marks, angle brackets and a display name before an address in brackets do not count.
fn leading_address(line: &Line<'_>) -> Option<(String, usize)> {
    let head = line.text.get(..line.text.floor_char_boundary(MAX_HEAD))?;
    let found = address::leading_place(head, |c| matches!(c, '<' | '"' | '\'' | '(' | '[' | '“' | '‘' | '«'))?;
    // Only a whole address says whom it was: `M@P4U` may stand in any encoded text.
    let address = reported_address(head.get(found.clone())?)
        .filter(|address| address.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.')))?;
    Some((address, line.start + found.end))
}

/// The first address in a stretch of the words.
fn address_within(words: &Words<'_>, from: usize, to: usize) -> Option<String> {
    let text = words.text().get(from..to)?;
    let head = text.get(..text.floor_char_boundary(4 * MAX_HEAD))?;
    address::written(head).next().and_then(reported_address)
}

/// The first host that a stretch of the words names outside of addresses.
fn host_within(words: &Words<'_>, from: usize, to: usize) -> Option<String> {
    let text = words.text().get(from..to)?;
    let head = text.get(..text.floor_char_boundary(MAX_HEAD))?;
    let mut evidence = Evidence::new();
    evidence.read(head);
    evidence.entities_of(EntityKind::Host).next().map(|host| host.span.of(head).to_owned())
}

/// The name in a line such as `Bob Example on 1/1/2005 10:00 AM`: all before the date, the word that leads to it left out.
fn name_before_date(line: &str) -> Option<String> {
    let mut words: Vec<&str> = line.split_whitespace().take(12).collect();
    let date = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    words.truncate(date);
    // `Sent: 23/11/2004`.
    if words.iter().any(|word| word.contains([':', '：'])) {
        return None;
    }
    // The day of the week.
    if words.last().is_some_and(|word| word.ends_with([',', '.'])) {
        words.pop();
    }
    // `on`, `am`, `le`, `op`: what leads to a date is short in all languages.
    if words.len() > 1 && words.last().is_some_and(|word| word.chars().count() <= 3) {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_matches(['\'', '"']);
    (name.chars().any(char::is_alphabetic) && name.len() <= MAX_HEAD).then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
