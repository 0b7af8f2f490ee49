//! A mail looked at before it is sent: what a bounce would say afterwards, said before.
//!
//! The checks are those that follow up a bounce, turned round: a check that fails now stands for the cause with which the mail would come back.

mod forecast;
mod sender;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::future::join;
use futures_util::stream::{self, StreamExt};
use tuixin::mime::{Mail, PartId};

pub use forecast::{Forecast, Prospect, Risk};

use crate::follow_up::domain_of;
use crate::job::{Ground, Job, run_all};
use crate::message::content::{self, Endpoint, Envelope};
use crate::message::recipient_count::{self, Receiver};
use crate::message::{attachment, bulk, form, mailbox};
use crate::report::{Check, Report};
use crate::smtp::size::Weight;
use crate::target::Extent;

/// How many domains are looked at. A mail to more is bulk mail, and its program knows more of its recipients than we can ask in a minute.
pub const MAX_DOMAINS: usize = 200;
/// How many domains are looked at at the same time.
const AT_ONCE: usize = 16;
/// How many addresses of one domain have their form looked at.
const MAX_ADDRESSES: usize = 1000;

/// A mail that is to be sent, with what is known of how.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Letter {
    /// The mail as it will be sent.
    pub raw: Arc<[u8]>,
    /// To whom; those in its header where this is empty.
    pub recipients: Vec<String>,
    /// The envelope sender; the address in `From` where there is none.
    pub sender: Option<String>,
    /// The address of the host that will send it.
    pub ip: Option<IpAddr>,
    /// The name with which that host introduces itself.
    pub helo: Option<String>,
    /// Whether it goes to many people.
    pub is_bulk: bool,
    /// The spam filter that is asked about it.
    pub filter: Option<Endpoint>,
    /// When it is sent; dates in it are compared with that.
    pub now: SystemTime,
}

impl Letter {
    /// A mail of which nothing is known but itself.
    pub fn of(raw: impl Into<Arc<[u8]>>, now: SystemTime) -> Letter {
        Letter { raw: raw.into(), recipients: Vec::new(), sender: None, ip: None, helo: None, is_bulk: false, filter: None, now }
    }

    /// To whom the mail goes.
    pub fn all_recipients(&self) -> Vec<String> {
        if self.recipients.is_empty() { recipient_count::recipients(&Mail::parse(&self.raw)) } else { self.recipients.clone() }
    }

    /// The address in `From`.
    pub fn from(&self) -> Option<String> {
        let field = Mail::parse(&self.raw).header(PartId::ROOT, "From")?;
        mailbox::mailboxes(&field).into_iter().map(|mailbox| mailbox.address).find(|address| address.contains('@'))
    }

    fn envelope_sender(&self) -> Option<String> {
        self.sender.clone().or_else(|| self.from())
    }
}

/// What is to be expected.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Preflight {
    /// What was found about the mail and its sender.
    pub mail: Vec<Report>,
    /// What is to be expected of each domain, in the order of the recipients.
    pub domains: Vec<Forecast>,
    /// How many recipients were left out, because they are in too many domains.
    pub left_out: usize,
}

/// Looks at a mail before it is sent.
pub async fn preflight(ground: &Ground, letter: &Letter, extent: Extent) -> Preflight {
    let recipients = letter.all_recipients();
    let mut domains = by_domain(&recipients);
    let left_out = domains.iter().skip(MAX_DOMAINS).map(|(_, recipients)| recipients.len()).sum();
    domains.truncate(MAX_DOMAINS);
    let weight = Weight::of_mail(&letter.raw);
    let mut arrivals = Vec::with_capacity(domains.len());
    // With a closure instead of this loop the compiler cannot tell that the whole may be sent to another thread.
    for (domain, recipients) in &domains {
        arrivals.push(arrival(ground, letter, domain, recipients, weight, extent));
    }
    let arrivals = stream::iter(arrivals).buffered(AT_ONCE).collect::<Vec<Vec<Report>>>();
    let (mail, arrivals) = join(departure(ground, letter, &recipients), arrivals).await;
    let forecasts = domains.into_iter().zip(arrivals).map(|((domain, recipients), reports)| {
        let recipients = recipients.into_iter().map(str::to_owned).collect();
        Forecast::of(&ground.world.knowledge, domain.to_owned(), recipients, reports, &mail)
    });
    let domains = forecasts.collect();
    Preflight { mail, domains, left_out }
}

/// What is the same for all recipients: the mail itself, and who sends it.
async fn departure(ground: &Ground, letter: &Letter, recipients: &[String]) -> Vec<Report> {
    let own = {
        let mail = Mail::parse(&letter.raw);
        let sending = bulk::Sending { is_bulk: letter.is_bulk, recipients: recipients.len() };
        vec![form::report(&mail, letter.now), bulk::report(&mail, sending)]
    };
    let filtered = async {
        let endpoint = letter.filter.as_ref()?;
        let envelope = Envelope {
            from: letter.envelope_sender(),
            recipients: recipients.to_vec(),
            ip: letter.ip,
            helo: letter.helo.clone(),
            ..Envelope::default()
        };
        Some(content::check(&ground.world, endpoint, &letter.raw, &envelope).await)
    };
    let (of_sender, filtered) = join(sender::reports(ground, letter), filtered).await;
    let mut reports: Vec<Report> = own.into_iter().chain(of_sender).chain(filtered).collect();
    reports.sort_by_key(|report| Check::ALL.iter().position(|check| *check == report.check));
    reports
}

/// What awaits the mail in one domain.
async fn arrival(ground: &Ground, letter: &Letter, domain: &str, recipients: &[&str], weight: Weight, extent: Extent) -> Vec<Report> {
    let mut jobs: Vec<Job> = recipients.iter().take(MAX_ADDRESSES).map(|recipient| Job::Address((*recipient).to_owned())).collect();
    let name = || domain.to_owned();
    jobs.extend([Job::Typo(name()), Job::Domain(name()), Job::NullMx(name()), Job::Mx(name())]);
    if extent.connects {
        jobs.push(Job::Servers { domain: name(), recipient: None, weight: Some(weight) });
    }
    let mut reports = run_all(ground, jobs).await;
    let provider = provider(ground, domain, &reports);
    let receiver = Receiver { name: name(), provider: provider.clone(), recipients: recipients.len(), domains: 1, ..Receiver::default() };
    reports.push(recipient_count::report(None, &[receiver]));
    reports.push(attachment::report(&Mail::parse(&letter.raw), provider.as_deref()));
    reports
}

/// Whose mail servers take the mail: as the MX records tell, else as the domain itself does.
fn provider(ground: &Ground, domain: &str, reports: &[Report]) -> Option<String> {
    let arguments = reports
        .iter()
        .filter(|report| report.check == Check::Mx)
        .flat_map(|report| &report.findings)
        .flat_map(|finding| &finding.arguments);
    let told = arguments.filter(|(name, _)| *name == "provider-id").map(|(_, id)| id.clone()).find(|id| id != "none");
    let knowledge = &ground.world.knowledge;
    told.or_else(|| knowledge.provider_of_host(domain).and_then(|id| knowledge.provider(id)).map(|provider| provider.id.clone()))
}

/// The recipients by their domains, in the order in which they come.
fn by_domain(recipients: &[String]) -> Vec<(&str, Vec<&str>)> {
    let mut domains: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for recipient in recipients {
        let domain = domain_of(recipient.trim().trim_end_matches('>'));
        let place = *places.entry(domain.to_ascii_lowercase()).or_insert_with(|| {
            domains.push((domain, Vec::new()));
            domains.len() - 1
        });
        domains.get_mut(place).into_iter().for_each(|(_, known)| known.push(recipient));
    }
    domains
}
