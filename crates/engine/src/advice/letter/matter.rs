//! The facts of a case as letters tell them.

use std::net::IpAddr;

use super::{Context, LookedUp, plain};
use crate::diagnose::{Basis, Diagnosis};
use crate::evidence::{EntityKind, Evidence};
use crate::explain::Explained;
use crate::knowledge::{Knowledge, Particular, Provider, Scope};
use crate::notice::reported_address;

/// What happened, to whom, and what is known of both sides.
pub(super) struct Matter<'a> {
    pub explained: &'a Explained<'a>,
    pub diagnosis: &'a Diagnosis<'a>,
    pub reader: super::Language,
    pub looked_up: Option<&'a LookedUp>,
    /// The domain of the recipient.
    pub domain: Option<String>,
    /// The provider to which this domain belongs itself: everybody may have a mailbox there.
    pub mailbox_provider: Option<&'a Provider>,
    /// Who refused: whoever is known to have spoken, or whose words the matched ones are, or who keeps the mailbox.
    pub speaker: Option<&'a Provider>,
    /// The subject of the mail.
    pub about: Option<String>,
    /// The blocklist, as the reply calls it.
    pub list: Option<String>,
    /// The mail addresses in the reply that belong to whoever spoke.
    pub said_addresses: Vec<String>,
    /// The page in the reply that belongs to whoever spoke.
    pub said_page: Option<String>,
    sender: Option<String>,
    time: Option<String>,
    message_id: Option<String>,
    recipient: Option<String>,
    ip: Option<String>,
    helo: Option<String>,
    host: Option<String>,
}

impl<'a> Matter<'a> {
    /// The facts of a delivery; none where nothing failed, or where the mail was not ours.
    pub fn of(knowledge: &'a Knowledge, explained: &'a Explained<'a>, context: &Context<'a>) -> Option<Matter<'a>> {
        let diagnosis = explained.diagnosis.as_ref().filter(|_| !explained.is_backscatter)?;
        let delivery = &explained.delivery;
        let message = context.message;
        let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
        let told = |text: Option<&String>| text.map(|text| plain::line(text)).filter(|text| !text.is_empty());
        let recipient = told(delivery.recipient.as_ref()).filter(|recipient| are_addresses(recipient));
        let told_domain = || diagnosis.facts.domain.filter(|_| diagnosis.cause.scope == Scope::Domain).map(|domain| domain.of(reply));
        let domain =
            recipient.as_deref().and_then(domain_of).or_else(told_domain).map(str::to_lowercase).filter(|domain| is_domain(domain));
        let mailbox_provider =
            domain.as_deref().and_then(|domain| knowledge.provider_of_host(domain)).and_then(|id| knowledge.provider(id));
        let words_of = match diagnosis.basis {
            Some(Basis::Rule { rule, .. }) => rule.provider.and_then(|id| knowledge.provider(id)),
            _ => None,
        };
        let mut matter = Matter {
            explained,
            diagnosis,
            reader: context.reader,
            looked_up: context.looked_up,
            domain,
            mailbox_provider,
            speaker: diagnosis.provider.or(words_of).or(mailbox_provider),
            about: told(message.and_then(|message| message.subject.as_ref())),
            list: diagnosis.facts.blocklist.map(|list| plain::line(list.of(reply))),
            said_addresses: Vec::new(),
            said_page: None,
            sender: message.and_then(|message| message.from.as_deref()).and_then(reported_address).map(|sender| plain::line(&sender)),
            time: told(message.and_then(|message| message.date.as_ref())),
            message_id: told(message.and_then(|message| message.message_id.as_ref())),
            recipient,
            ip: listed_ip(diagnosis, reply).or(context.ip).map(|ip| ip.to_string()),
            helo: context.helo.map(plain::line),
            host: told(delivery.remote_mta.as_ref()),
        };
        matter.hear_contacts(knowledge, reply);
        Some(matter)
    }

    /// Looks in what was said for whom to write to. A reply can name anybody, so only those count who belong to the provider that spoke.
    fn hear_contacts(&mut self, knowledge: &Knowledge, reply: &str) {
        let Some(speaker) = self.speaker else { return };
        let is_speakers =
            |host: &str| knowledge.provider_of_host(host).and_then(|id| knowledge.provider(id)).is_some_and(|known| known.id == speaker.id);
        let mut evidence = Evidence::new();
        evidence.read(reply);
        let innermost = self.diagnosis.innermost.range();
        let within = |kind: EntityKind| {
            let entities = evidence.entities_of(kind).filter(|entity| innermost.contains(&entity.span.range().start));
            entities.map(|entity| entity.span.of(reply)).collect::<Vec<_>>()
        };
        let is_of_the_case =
            |address: &str| [&self.recipient, &self.sender].into_iter().flatten().any(|own| own.eq_ignore_ascii_case(address));
        self.said_addresses = within(EntityKind::Address)
            .into_iter()
            .filter_map(reported_address)
            .filter(|address| domain_of(address).is_some_and(is_speakers) && !is_of_the_case(address))
            .collect();
        self.said_page = within(EntityKind::Url).into_iter().find(|url| host_of(url).is_some_and(is_speakers)).map(plain::line);
    }

    /// Whom the words of the matched rule name, where it is not the provider's usual address.
    pub fn contact_of_rule(&self) -> Option<&'a str> {
        match self.diagnosis.basis {
            Some(Basis::Rule { rule, .. }) => rule.facts.contact.as_deref(),
            _ => None,
        }
    }

    /// The value of a fact; none where only the sender knows it.
    pub fn known(&self, particular: Particular) -> Option<&str> {
        match particular {
            Particular::Time => self.time.as_deref(),
            Particular::MessageId => self.message_id.as_deref(),
            Particular::Sender => self.sender.as_deref(),
            Particular::Domain => self.sender.as_deref().and_then(domain_of),
            Particular::Recipient => self.recipient.as_deref(),
            Particular::Ip => self.ip.as_deref(),
            Particular::Helo => self.helo.as_deref(),
            Particular::Host => self.host.as_deref(),
            _ => None,
        }
    }

    /// The whole reply, quoted.
    pub fn reply(&self) -> Option<String> {
        let reply = self.explained.delivery.reply.as_ref()?;
        Some(plain::quoted(&reply.text)).filter(|quoted| !quoted.is_empty())
    }
}

fn listed_ip(diagnosis: &Diagnosis<'_>, reply: &str) -> Option<IpAddr> {
    diagnosis.facts.listed_ip?.of(reply).trim_matches(['[', ']']).parse().ok()
}

fn domain_of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain)
}

/// Whether it is an address, or several that were joined, and nothing else.
fn are_addresses(text: &str) -> bool {
    text.split(", ").all(|address| !address.contains(char::is_whitespace))
}

/// Whether mail can be addressed to it; address literals have no postmaster who could be asked.
fn is_domain(domain: &str) -> bool {
    domain.contains('.') && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))
}

fn host_of(url: &str) -> Option<&str> {
    let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = behind_scheme.split(['/', '?', '#']).next()?;
    // What stands before an @ is no host, whatever it looks like.
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.split(':').next()
}
