//! One check together with what it is about, ready to be run beside others.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use tokio::task::JoinSet;

use crate::recipient::{address, dane, domain, mta_sts, mx, null_mx, tls_rpt, typo};
use crate::report::{Check, Report};
use crate::sender::{bimi, blocklist, dkim, dmarc, helo, ptr, spf};
use crate::smtp::size::Weight;
use crate::smtp::tls::Demand;
use crate::smtp::{self, Request};
use crate::world::World;

/// A check that is to be run. Two that are the same are run once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Job {
    /// The form of an address.
    Address(String),
    /// Whether a domain is likely a misspelling of another.
    Typo(String),
    /// Whether a domain can be looked up.
    Domain(String),
    /// Whether a domain takes no mail by its own word.
    NullMx(String),
    /// The mail servers of a domain.
    Mx(String),
    /// Dialogues with the mail servers of a domain: whether they answer, how they encrypt, and with a weight how large a mail they take.
    Servers {
        /// The domain.
        domain: String,
        /// An address to ask for; only where that was allowed.
        recipient: Option<String>,
        /// How heavy the mail is.
        weight: Option<Weight>,
    },
    /// Whether a domain has a policy about encryption.
    MtaSts(String),
    /// Whether the certificates of the mail servers are published.
    Dane(String),
    /// Whether a domain wants reports about encryption.
    TlsRpt(String),
    /// Who may send in the name of a domain.
    Spf(SpfJob),
    /// The keys of a domain.
    Dkim {
        /// The domain.
        domain: String,
        /// Under which names keys are looked for.
        selectors: Vec<String>,
    },
    /// The signatures of a mail.
    DkimOfMail {
        /// The domain in its `From`.
        domain: String,
        /// The mail as it is or will be sent.
        mail: Arc<[u8]>,
    },
    /// The policy of a domain.
    Dmarc(String),
    /// Whether a domain shows a logo.
    Bimi(String),
    /// The reverse name of an address.
    Ptr {
        /// The address.
        ip: IpAddr,
        /// The name that it should have.
        wanted: Option<String>,
    },
    /// The name with which a host introduces itself.
    Helo {
        /// The name.
        name: String,
        /// The address of the host.
        ip: IpAddr,
    },
    /// Whether an address is on blocklists; those that a bounce named are told of in any case.
    ListedAddress {
        /// The address.
        ip: IpAddr,
        /// The lists that were named.
        named: Vec<String>,
    },
    /// The same of a domain.
    ListedDomain {
        /// The domain.
        domain: String,
        /// The lists that were named.
        named: Vec<String>,
    },
}

/// Whose SPF record is evaluated, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpfJob {
    /// The domain of the envelope sender.
    pub domain: String,
    /// The host that sends; without it the record alone is looked at.
    pub ip: Option<IpAddr>,
    /// The envelope sender, where it is known.
    pub sender: Option<String>,
    /// The name with which the host introduces itself, where it is known.
    pub helo: Option<String>,
}

/// What the jobs of one run have in common.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Ground {
    /// The world that is asked.
    pub world: World,
    /// The name with which mail servers are greeted; without one it is the address of the connection.
    pub introduction: Option<String>,
    /// Domains that the asker writes to, as candidates for a misspelling.
    pub own_domains: Arc<[String]>,
    /// Who is told of each report as soon as it is there.
    pub progress: Option<Progress>,
}

/// Somebody who wants to be told of each report as soon as it is there, while others are still under way.
#[derive(Clone)]
pub struct Progress(Arc<dyn Fn(&Report) + Send + Sync>);

impl Progress {
    /// Tells every report to `listener`, which must not keep it waiting.
    pub fn to(listener: impl Fn(&Report) + Send + Sync + 'static) -> Progress {
        Progress(Arc::new(listener))
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}

impl Ground {
    /// Nothing besides the world.
    pub fn of(world: World) -> Ground {
        Ground { world, introduction: None, own_domains: Arc::new([]), progress: None }
    }
}

impl Job {
    /// Which checks it answers.
    pub fn checks(&self) -> &'static [Check] {
        match self {
            Job::Address(_) => &[Check::Address],
            Job::Typo(_) => &[Check::Typo],
            Job::Domain(_) => &[Check::Domain],
            Job::NullMx(_) => &[Check::NullMx],
            Job::Mx(_) => &[Check::Mx],
            Job::Servers { weight: None, .. } => &[Check::Smtp, Check::Tls],
            Job::Servers { weight: Some(_), .. } => &[Check::Smtp, Check::Tls, Check::Size],
            Job::MtaSts(_) => &[Check::MtaSts],
            Job::Dane(_) => &[Check::Dane],
            Job::TlsRpt(_) => &[Check::TlsRpt],
            Job::Spf(_) => &[Check::Spf],
            Job::Dkim { .. } | Job::DkimOfMail { .. } => &[Check::Dkim],
            Job::Dmarc(_) => &[Check::Dmarc],
            Job::Bimi(_) => &[Check::Bimi],
            Job::Ptr { .. } => &[Check::Ptr],
            Job::Helo { .. } => &[Check::Helo],
            Job::ListedAddress { .. } | Job::ListedDomain { .. } => &[Check::Blocklist],
        }
    }

    /// Whether it opens connections to other hosts than resolvers.
    pub fn connects(&self) -> bool {
        matches!(self, Job::Servers { .. })
    }

    async fn run(self, ground: &Ground) -> Vec<Report> {
        let world = &ground.world;
        let report = match self {
            Job::Servers { domain, recipient, weight } => return servers(ground, &domain, recipient, weight).await,
            Job::Address(address) => address::check(world, &address).await,
            Job::Typo(domain) => typo::check(world, &domain, &ground.own_domains).await,
            Job::Domain(domain) => domain::check(world, &domain).await,
            Job::NullMx(domain) => null_mx::check(world, &domain).await,
            Job::Mx(domain) => mx::check(world, &world.knowledge, &domain).await,
            Job::MtaSts(domain) => mta_sts::check(world, &domain).await,
            Job::Dane(domain) => dane::check(world, &domain).await,
            Job::TlsRpt(domain) => tls_rpt::check(world, &domain).await,
            Job::Spf(job) => spf::check(world, &job.subject()).await,
            Job::Dkim { domain, selectors } => {
                let selectors: Vec<&str> = selectors.iter().map(String::as_str).collect();
                dkim::check(world, &dkim::Subject::keys(&domain, &selectors)).await
            }
            Job::DkimOfMail { domain, mail } => dkim::check(world, &dkim::Subject::mail(&domain, &mail)).await,
            Job::Dmarc(domain) => dmarc::check(world, &domain, None).await,
            Job::Bimi(domain) => bimi::check(world, &domain).await,
            Job::Ptr { ip, wanted } => ptr::check(world, ip, wanted.as_deref()).await,
            Job::Helo { name, ip } => helo::check(world, &name, ip).await,
            Job::ListedAddress { ip, named } => listed(world, blocklist::Subject::Address(ip), &named).await,
            Job::ListedDomain { domain, named } => listed(world, blocklist::Subject::Domain(domain), &named).await,
        };
        vec![report]
    }
}

impl SpfJob {
    fn subject(&self) -> spf::Subject<'_> {
        let mut subject = spf::Subject::of(&self.domain);
        subject.ip = self.ip;
        subject.sender = self.sender.as_deref();
        subject.helo = self.helo.as_deref();
        subject
    }
}

async fn listed(world: &World, subject: blocklist::Subject, named: &[String]) -> Report {
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    blocklist::check(world, &subject, &named).await
}

/// One round of dialogues answers all that is asked about the servers of a domain.
async fn servers(ground: &Ground, domain: &str, recipient: Option<String>, weight: Option<Weight>) -> Vec<Report> {
    let world = &ground.world;
    let mut request = Request::default();
    request.introduction.clone_from(&ground.introduction);
    request.recipient = recipient;
    let survey = smtp::survey(world, domain, &request).await;
    let mut reports = vec![smtp::reachable::report(world, &survey), smtp::tls::report(world, &survey, Demand::Nothing)];
    reports.extend(weight.map(|weight| smtp::size::report(&survey, weight)));
    reports
}

/// Runs all jobs at the same time; the reports come in the order in which reports are told ([`Check::ALL`]), and within it in that of the jobs.
pub async fn run_all(ground: &Ground, jobs: impl IntoIterator<Item = Job>) -> Vec<Report> {
    let mut running = JoinSet::new();
    let mut known: Vec<Job> = Vec::new();
    for job in jobs {
        if known.contains(&job) {
            continue;
        }
        known.push(job.clone());
        let (place, ground) = (known.len(), ground.clone());
        running.spawn(async move {
            let reports = job.run(&ground).await;
            if let Some(Progress(listener)) = &ground.progress {
                reports.iter().for_each(|report| listener(report));
            }
            (place, reports)
        });
    }
    let mut done = running.join_all().await;
    done.sort_by_key(|(place, _)| *place);
    let mut reports: Vec<Report> = done.into_iter().flat_map(|(_, reports)| reports).collect();
    reports.sort_by_key(|report| Check::ALL.iter().position(|check| *check == report.check));
    reports
}
