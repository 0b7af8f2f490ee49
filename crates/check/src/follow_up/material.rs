//! What a bounce gives away that checks can start from.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::SystemTime;

use tuixin::Explained;
use tuixin::evidence::{EntityKind, Evidence};
use tuixin::mime::{Mail, Media, Message};
use tuixin::notice::{ReturnedMessage, reported_address};

use super::bearing::Side;
use crate::job::{Job, SpfJob};
use crate::message::recipient_count::{self, Receiver};
use crate::message::{attachment, form};
use crate::reach::is_public;
use crate::report::{Check, Report, Verdict};
use crate::smtp::Limits;
use crate::smtp::size::Weight;

/// Who wrote to whom, from where, and what stood in the way.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Material {
    /// The address that failed.
    pub recipient: Option<String>,
    /// Its domain, or the one that the reply complains about.
    pub domain: Option<String>,
    /// Who sent the mail.
    pub sender: Option<String>,
    /// The address of the sending host.
    pub ip: Option<IpAddr>,
    /// The name with which the sending host introduces itself, where the asker told it.
    pub helo: Option<String>,
    /// The blocklist that was named.
    pub list: Option<String>,
    /// How many recipients the reply says that a mail may have.
    pub limit_recipients: Option<u32>,
    /// The mail that came back, where it came back whole.
    pub original: Option<Arc<[u8]>>,
}

impl Material {
    /// What a delivery and the mail that came back give away; `original` is that mail, which all deliveries of a bounce share ([`whole_original`]).
    pub fn of(explained: &Explained<'_>, message: Option<&ReturnedMessage>, original: Option<Arc<[u8]>>) -> Material {
        let delivery = &explained.delivery;
        let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
        let facts = explained.diagnosis.as_ref().map(|diagnosis| &diagnosis.facts);
        let told_ip = facts.and_then(|facts| facts.listed_ip).and_then(|span| span.of(reply).parse().ok());
        let domain = facts.and_then(|facts| facts.domain).map(|span| span.of(reply).to_ascii_lowercase());
        let recipient = delivery.recipient.clone().filter(|recipient| recipient.contains('@'));
        Material {
            domain: recipient.as_deref().map(|address| domain_of(address).to_owned()).or(domain),
            recipient,
            sender: message.and_then(|message| message.from.as_deref()).and_then(reported_address),
            ip: told_ip.or_else(|| only_ip(explained, reply)),
            helo: None,
            list: facts.and_then(|facts| facts.blocklist).map(|list| list.of(reply).to_owned()),
            limit_recipients: facts.and_then(|facts| facts.limit_recipients),
            original,
        }
    }

    /// The same with what the asker knows of the sending side.
    #[must_use]
    pub fn sent_from(mut self, ip: Option<IpAddr>, helo: Option<&str>) -> Material {
        self.ip = self.ip.or(ip);
        self.helo = self.helo.or_else(|| helo.map(str::to_owned));
        self
    }

    /// The domain of the sender.
    pub fn sender_domain(&self) -> Option<&str> {
        self.sender.as_deref().map(domain_of)
    }

    /// What has to be run to answer one check; nothing where too little is known.
    pub(super) fn jobs(&self, check: Check, side: Side) -> Vec<Job> {
        let sender = self.sender_domain().map(str::to_owned);
        let domain = if side.is_sender() { sender.clone() } else { self.domain.clone() };
        let job = match check {
            Check::Address => if side.is_sender() { self.sender.clone() } else { self.recipient.clone() }.map(Job::Address),
            Check::Typo => domain.map(Job::Typo),
            Check::Domain => domain.map(Job::Domain),
            Check::Mx => domain.map(Job::Mx),
            Check::NullMx => domain.map(Job::NullMx),
            Check::Smtp | Check::Tls => domain.map(|domain| Job::Servers { domain, recipient: None, weight: None }),
            Check::Size => domain.zip(self.weight()).map(|(domain, weight)| Job::Servers { domain, recipient: None, weight: Some(weight) }),
            Check::Spf => {
                sender.map(|domain| Job::Spf(SpfJob { domain, ip: self.ip, sender: self.sender.clone(), helo: self.helo.clone() }))
            }
            Check::Dmarc => sender.map(Job::Dmarc),
            Check::Dkim => sender.zip(self.original.clone()).map(|(domain, mail)| Job::DkimOfMail { domain, mail }),
            Check::Ptr => self.ip.map(|ip| Job::Ptr { ip, wanted: self.helo.clone() }),
            Check::Helo => self.ip.zip(self.helo.clone()).map(|(ip, name)| Job::Helo { name, ip }),
            Check::Blocklist => return self.listings(side),
            _ => None,
        };
        job.into_iter().collect()
    }

    /// A list is asked about what it lists; without a hint both the address and the domain of the sender are looked up.
    fn listings(&self, side: Side) -> Vec<Job> {
        let named: Vec<String> = self.list.iter().cloned().collect();
        let address = self.ip.map(|ip| Job::ListedAddress { ip, named: named.clone() });
        let domain = self.sender_domain().map(|domain| Job::ListedDomain { domain: domain.to_owned(), named: named.clone() });
        match (side, &self.list) {
            (Side::Sender, _) => domain.into_iter().collect(),
            (Side::Recipient, Some(_)) => address.into_iter().collect(),
            (Side::Recipient, None) => address.into_iter().chain(domain).collect(),
        }
    }

    /// The mail servers of a domain are visited once for all that is asked about them.
    pub(super) fn joined(&self, job: Job, checks: &[Check]) -> Job {
        match job {
            Job::Servers { domain, recipient, weight: None } if checks.contains(&Check::Size) => {
                Job::Servers { domain, recipient, weight: self.weight() }
            }
            job => job,
        }
    }

    fn weight(&self) -> Option<Weight> {
        self.original.as_deref().map(Weight::of_mail)
    }

    /// What a report says of this bounce. Where the bounce names a list, that one counts, whatever the others say.
    pub(super) fn verdict(&self, report: &Report) -> Verdict {
        let has_lapsed = || report.findings.iter().any(|finding| finding.text == "blocklist-lapsed");
        if report.check == Check::Blocklist && self.list.is_some() && has_lapsed() { Verdict::Passed } else { report.verdict() }
    }

    /// What can be said of the mail that came back by looking at it.
    pub(super) fn reports_of_original(&self, checks: &[Check], now: SystemTime) -> Vec<Report> {
        let Some(original) = self.original.as_deref() else { return Vec::new() };
        let mail = Mail::parse(original);
        let of = |check: &Check| match check {
            Check::Message => Some(form::report(&mail, now)),
            Check::Attachment => Some(attachment::report(&mail, None)),
            Check::RecipientCount => Some(self.count_of_recipients(&mail)),
            _ => None,
        };
        checks.iter().filter_map(of).collect()
    }

    /// Before a mail is sent too many recipients are a warning, because servers divide them; this one was refused for them.
    fn count_of_recipients(&self, mail: &Mail<'_>) -> Report {
        let receiver = self.receiver(mail);
        let is_over = self.limit_recipients.is_some_and(|limit| receiver.recipients > limit as usize);
        let mut report = recipient_count::report(None, &[receiver]);
        for finding in report.findings.iter_mut().filter(|finding| is_over && finding.verdict == Verdict::Warning) {
            finding.verdict = Verdict::Failed;
        }
        report
    }

    /// The recipients of the mail in the domain that refused it, with the limit that the reply tells.
    fn receiver(&self, mail: &Mail<'_>) -> Receiver {
        let domain = self.domain.clone().unwrap_or_default();
        let is_there = |recipient: &&String| domain_of(recipient).eq_ignore_ascii_case(&domain);
        let recipients = recipient_count::recipients(mail).iter().filter(is_there).count();
        let announced = Limits { recipients: self.limit_recipients, ..Limits::default() };
        Receiver { name: domain.clone(), recipients, domains: 1, announced, ..Receiver::default() }
    }

    /// Whether the host that sent the mail is known, without which some checks prove nothing.
    pub(super) fn knows_host(&self) -> bool {
        self.ip.is_some()
    }
}

/// What stands behind the last `@`, or the whole.
pub(crate) fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(_, domain)| domain)
}

/// The one public address that the innermost reply names. A reply that names two complains about only one of them.
fn only_ip(explained: &Explained<'_>, reply: &str) -> Option<IpAddr> {
    let innermost = explained.diagnosis.as_ref()?.innermost.range();
    let mut evidence = Evidence::new();
    evidence.read(reply);
    let within = evidence.entities_of(EntityKind::Ip).filter(|entity| innermost.contains(&entity.span.range().start));
    let mut found: Vec<IpAddr> =
        within.filter_map(|entity| entity.span.of(reply).trim_matches(['[', ']']).parse().ok()).filter(|ip| is_public(*ip)).collect();
    found.dedup();
    if found.len() == 1 { found.pop() } else { None }
}

/// The mail that came back in the bytes that were explained, where more of it came back than its header.
pub fn whole_original(input: &[u8]) -> Option<Arc<[u8]>> {
    let mail = Mail::parse(input);
    let returned = mail.parts().iter().find(|part| matches!(part.media, Media::Message(Message::Rfc822 | Message::Global)))?;
    let inner = mail.children(returned.id).next()?;
    let body = input.get(inner.body.clone())?;
    let whole = input.get(inner.header.start..inner.body.end)?;
    (!body.trim_ascii().is_empty()).then(|| whole.into())
}
