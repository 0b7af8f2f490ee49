//! What receivers will look up about whoever sends a mail.

use std::sync::Arc;

use futures_util::future::join;
use tuixin::mime::Mail;

use super::Letter;
use crate::follow_up::domain_of;
use crate::job::{Ground, Job, SpfJob, run_all};
use crate::message::links;
use crate::report::Report;
use crate::sender::dmarc::{self, Authentication};
use crate::sender::{dkim, spf};

/// How many domains that are linked in a mail are looked for on blocklists.
const MAX_LINKS: usize = 10;

pub(super) async fn reports(ground: &Ground, letter: &Letter) -> Vec<Report> {
    let Some(sender) = letter.envelope_sender() else { return Vec::new() };
    let jobs = jobs(letter, &sender);
    let (mut reports, alignment) = join(run_all(ground, jobs), alignment(ground, letter, &sender)).await;
    reports.extend(alignment);
    reports
}

fn jobs(letter: &Letter, sender: &str) -> Vec<Job> {
    let domain = domain_of(sender).to_owned();
    let mut jobs = vec![
        Job::Domain(domain.clone()),
        Job::Mx(domain.clone()),
        Job::Spf(SpfJob { domain: domain.clone(), ip: letter.ip, sender: Some(sender.to_owned()), helo: letter.helo.clone() }),
    ];
    if let Some(from) = letter.from() {
        jobs.push(Job::DkimOfMail { domain: domain_of(&from).to_owned(), mail: Arc::clone(&letter.raw) });
    }
    if let Some(ip) = letter.ip {
        jobs.push(Job::Ptr { ip, wanted: letter.helo.clone() });
        jobs.extend(letter.helo.iter().map(|name| Job::Helo { name: name.clone(), ip }));
        jobs.push(Job::ListedAddress { ip, named: Vec::new() });
    }
    let mail = Mail::parse(&letter.raw);
    let linked =
        links::reply_domains(&mail).into_iter().chain(links::hosts(&mail)).filter(|host| host.parse::<std::net::IpAddr>().is_err());
    let listed = std::iter::once(domain).chain(linked).take(1 + MAX_LINKS).map(|domain| Job::ListedDomain { domain, named: Vec::new() });
    jobs.extend(listed);
    jobs
}

/// Whether the mail passes by the DMARC policy of the domain that its reader sees.
async fn alignment(ground: &Ground, letter: &Letter, sender: &str) -> Option<Report> {
    let from = letter.from()?;
    let world = &ground.world;
    let dns = world.dns.limited_to(world.bounds.lookups);
    let mut authentication = Authentication::none();
    let signatures = dkim::verify(&dns, &letter.raw).await;
    for verified in &signatures {
        authentication = authentication.with_dkim(verified.signature.domain.clone(), verified.failure.is_none());
    }
    if let Some(ip) = letter.ip {
        let helo = letter.helo.as_deref().unwrap_or_default();
        let evaluation = spf::evaluate(&dns, &spf::Query::of(ip, sender, helo)).await;
        authentication = authentication.with_spf(domain_of(sender), evaluation.result);
    }
    // Without a host and a signature nothing can be said of this mail, and the record alone is looked at.
    let is_known = letter.ip.is_some() || !signatures.is_empty();
    Some(dmarc::check(world, domain_of(&from), Some(&authentication).filter(|_| is_known)).await)
}
