//! Whom a letter goes to, in which language, and what they want to be told.

use super::matter::Matter;
use super::{Language, Outcome, Recipient};
use crate::knowledge::{Blocklist, Knowledge, Offer, Particular, Provider, Scope};

/// Top-level domains of China (RFC 3490 forms of 中国, 中國, 公司 and 网络 among them).
const CHINESE_ENDINGS: [&str; 9] = ["cn", "中国", "中國", "公司", "网络", "xn--fiqs8s", "xn--fiqz9s", "xn--55qx5d", "xn--io0a7i"];

/// What a request for removal tells where nobody said what the list asks for.
const USUAL_OF_ADDRESSES: [Particular; 5] = [Particular::Ip, Particular::Helo, Particular::Name, Particular::Email, Particular::Mended];
const USUAL_OF_DOMAINS: [Particular; 4] = [Particular::Domain, Particular::Name, Particular::Email, Particular::Mended];

/// Whoever gets a letter.
pub(super) struct Receiver<'a> {
    pub to: Recipient,
    pub language: Language,
    /// What they want to be told besides the usual.
    pub asks: &'a [Particular],
    /// The list they keep.
    pub list: Option<String>,
    /// The provider they work for.
    pub provider: Option<&'a Provider>,
    /// Whether a domain is listed there, not an address.
    pub lists_domains: bool,
}

impl<'a> Receiver<'a> {
    /// Whoever gets such a letter; none where it would make no sense.
    pub fn of(knowledge: &'a Knowledge, matter: &Matter<'a>, offer: Offer) -> Option<Receiver<'a>> {
        match offer {
            Offer::Postmaster => postmaster(matter, |domain| Recipient::Address(format!("postmaster@{domain}"))),
            Offer::PostmasterElsewhere => postmaster(matter, |_| Recipient::Unknown),
            Offer::Provider => provider(matter),
            Offer::Delisting => delisting(knowledge, matter),
            Offer::NoteToRecipient => Some(Receiver::by_other_ways(language_of_recipient(matter))),
            Offer::NoteToAdmin => Some(Receiver::by_other_ways(matter.reader)),
        }
    }

    fn by_other_ways(language: Language) -> Receiver<'a> {
        Receiver { to: Recipient::Unknown, language, asks: &[], list: None, provider: None, lists_domains: false }
    }
}

/// Whoever runs the mail of the recipient's domain. Of a domain in which everybody may have a mailbox that is the provider, and whoever misspelt a domain has nothing to ask there.
fn postmaster<'a>(matter: &Matter<'a>, to: impl Fn(&str) -> Recipient) -> Option<Receiver<'a>> {
    let domain = matter.domain.as_deref().filter(|_| matter.mailbox_provider.is_none())?;
    let is_misspelt = matter.looked_up.is_some_and(|looked_up| looked_up.instead.is_some());
    (!is_misspelt).then(|| Receiver { to: to(domain), ..Receiver::by_other_ways(language_of_recipient(matter)) })
}

/// The provider that spoke, where it is known how to reach it.
fn provider<'a>(matter: &Matter<'a>) -> Option<Receiver<'a>> {
    let provider = matter.speaker?;
    let own_postmaster = || {
        let domain = matter.mailbox_provider.filter(|known| known.id == provider.id).and(matter.domain.as_deref())?;
        Some(format!("postmaster@{domain}"))
    };
    let place = told_place(matter)
        .or_else(|| provider.support.clone())
        .or_else(|| provider.postmaster.clone())
        .or_else(own_postmaster)
        .or_else(|| matter.said_page.clone())?;
    Some(at_provider(provider, place, language_of_provider(provider)))
}

/// Whoever keeps the list on which the sender stands.
fn delisting<'a>(knowledge: &'a Knowledge, matter: &Matter<'a>) -> Option<Receiver<'a>> {
    let is_listed_no_more = |looked_up: &super::LookedUp| {
        let mut about = looked_up.found.iter().filter(|found| found.is_about_lists).peekable();
        about.peek().is_some() && about.all(|found| found.outcome == Outcome::Well)
    };
    let of_domains = matter.diagnosis.cause.scope == Scope::Domain;
    if let Some(name) = &matter.list {
        if matter.looked_up.is_some_and(is_listed_no_more) {
            return None;
        }
        return match knowledge.blocklist_named(name, of_domains) {
            Some(list) => at_list(list),
            None => Some(Receiver {
                list: Some(name.clone()),
                lists_domains: of_domains,
                asks: usual(of_domains),
                ..Receiver::by_other_ways(Language::English)
            }),
        };
    }
    let provider = matter.speaker?;
    let place = told_place(matter).or_else(|| provider.delist.clone())?;
    let receiver = at_provider(provider, place, language_of_provider(provider));
    let asks = if provider.asks.is_empty() { usual(of_domains) } else { &provider.asks };
    Some(Receiver { asks, lists_domains: of_domains, ..receiver })
}

/// Nobody can take anything off a list that was shut down.
fn at_list(list: &Blocklist) -> Option<Receiver<'_>> {
    let to = list.removal.as_deref().map_or(Recipient::Unknown, recipient_at);
    let language = list.language.as_deref().map_or(Language::English, Language::for_locale);
    let asks = if list.asks.is_empty() { usual(list.lists_domains) } else { &list.asks };
    (!list.is_closed).then(|| Receiver {
        to,
        language,
        asks,
        list: Some(list.name.clone()),
        provider: None,
        lists_domains: list.lists_domains,
    })
}

fn at_provider<'a>(provider: &'a Provider, place: String, language: Language) -> Receiver<'a> {
    let to = recipient_at(&place);
    Receiver { to, language, asks: &provider.asks, list: None, provider: Some(provider), lists_domains: false }
}

fn usual(of_domains: bool) -> &'static [Particular] {
    if of_domains { &USUAL_OF_DOMAINS } else { &USUAL_OF_ADDRESSES }
}

/// Whom the reply itself, or what is known of its words, names.
fn told_place(matter: &Matter<'_>) -> Option<String> {
    matter.said_addresses.first().cloned().or_else(|| matter.contact_of_rule().map(str::to_owned))
}

fn recipient_at(place: &str) -> Recipient {
    let is_address = place.contains('@') && !place.contains('/');
    if is_address { Recipient::Address(place.to_owned()) } else { Recipient::Form(place.to_owned()) }
}

fn language_of_provider(provider: &Provider) -> Language {
    provider.language.as_deref().map_or(Language::English, Language::for_locale)
}

/// Chinese where the domain or its provider is.
fn language_of_recipient(matter: &Matter<'_>) -> Language {
    let ending = matter.domain.as_deref().and_then(|domain| domain.rsplit('.').next());
    if ending.is_some_and(|ending| CHINESE_ENDINGS.contains(&ending)) {
        return Language::Chinese;
    }
    matter.mailbox_provider.or(matter.speaker).map_or(Language::English, language_of_provider)
}
