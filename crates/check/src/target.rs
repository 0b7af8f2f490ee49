//! What somebody wants checked, and which checks that takes.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::job::{Job, SpfJob};

/// Something to be checked by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// An address that somebody wants to write to.
    Address {
        /// The address as it was typed.
        address: String,
        /// What stands behind its last `@`.
        domain: String,
    },
    /// A domain, as one that takes mail and as one that sends it.
    Domain(String),
    /// A host that sends mail.
    Ip(IpAddr),
}

/// Why a text is no target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTarget {
    text: String,
}

impl NoTarget {
    /// What was given.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for NoTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no address, domain or IP address", self.text)
    }
}

impl std::error::Error for NoTarget {}

impl FromStr for Target {
    type Err = NoTarget;

    fn from_str(text: &str) -> Result<Target, NoTarget> {
        let no_target = || NoTarget { text: text.to_owned() };
        let given = text.trim();
        if let Ok(ip) = given.trim_start_matches('[').trim_end_matches(']').trim_start_matches("IPv6:").parse() {
            return Ok(Target::Ip(ip));
        }
        // The full-width sign is one of the faults that are looked for.
        if let Some((local, domain)) = given.rsplit_once(['@', '＠']) {
            let domain = domain.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | ',' | ';' | '"' | '\''));
            let is_whole = !local.trim().is_empty() && !domain.is_empty();
            return is_whole.then(|| Target::Address { address: text.to_owned(), domain: domain.to_owned() }).ok_or_else(no_target);
        }
        let is_domain = given.contains(['.', '。', '．']) && !given.contains(|c: char| c.is_whitespace() || matches!(c, '/' | ':' | '\\'));
        is_domain.then(|| Target::Domain(given.to_owned())).ok_or_else(no_target)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Address { address, .. } => f.write_str(address),
            Target::Domain(domain) => f.write_str(domain),
            Target::Ip(ip) => ip.fmt(f),
        }
    }
}

/// Somebody who sends: in whose name, from where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sending {
    /// The domain of the sender.
    pub domain: String,
    /// The whole address, where it is known.
    pub sender: Option<String>,
    /// The host that sends.
    pub ip: Option<IpAddr>,
    /// The name with which the host introduces itself.
    pub helo: Option<String>,
    /// Under which names the domain keeps its keys.
    pub selectors: Vec<String>,
}

impl Sending {
    /// Somebody who sends in the name of an address or a domain.
    pub fn of(from: &str) -> Sending {
        let address = from.rsplit_once('@').map(|(_, domain)| domain);
        Sending { domain: address.unwrap_or(from).to_owned(), sender: address.map(|_| from.to_owned()), ..Sending::default() }
    }
}

/// How far checks may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extent {
    /// Whether mail servers are connected to.
    pub connects: bool,
    /// Whether mail servers are asked for the recipient.
    pub probes: bool,
}

impl Extent {
    /// Questions to the DNS, and no connection to mail servers.
    pub fn questions() -> Extent {
        Extent::default()
    }

    /// Dialogues with mail servers too; with `probes` they are asked for the recipient.
    pub fn dialogues(probes: bool) -> Extent {
        Extent { connects: true, probes }
    }
}

impl Target {
    /// The checks that tell what there is to know about a target.
    pub fn jobs(&self, extent: Extent, selectors: &[String]) -> Vec<Job> {
        match self {
            Target::Address { address, domain } => {
                let mut jobs = vec![Job::Address(address.clone()), Job::Typo(domain.clone())];
                jobs.extend(receiving(domain, Some(address), extent));
                jobs
            }
            Target::Domain(domain) => {
                let mut jobs = vec![Job::Typo(domain.clone())];
                jobs.extend(receiving(domain, None, extent));
                let sending = Sending { domain: domain.clone(), selectors: selectors.to_vec(), ..Sending::default() };
                jobs.extend(in_the_name_of(&sending));
                jobs.push(Job::Bimi(domain.clone()));
                jobs.push(Job::ListedDomain { domain: domain.clone(), named: Vec::new() });
                jobs
            }
            Target::Ip(ip) => vec![Job::Ptr { ip: *ip, wanted: None }, Job::ListedAddress { ip: *ip, named: Vec::new() }],
        }
    }
}

impl Sending {
    /// The checks that tell whether mail sent like this is let in.
    pub fn jobs(&self) -> Vec<Job> {
        let domain = &self.domain;
        // Receivers refuse a sender to whom nobody could answer.
        let mut jobs = vec![Job::Domain(domain.clone()), Job::Mx(domain.clone())];
        jobs.extend(in_the_name_of(self));
        jobs.push(Job::ListedDomain { domain: domain.clone(), named: Vec::new() });
        if let Some(ip) = self.ip {
            jobs.push(Job::Ptr { ip, wanted: self.helo.clone() });
            jobs.extend(self.helo.iter().map(|name| Job::Helo { name: name.clone(), ip }));
            jobs.push(Job::ListedAddress { ip, named: Vec::new() });
        }
        jobs
    }
}

/// Whether mail gets to a domain.
fn receiving(domain: &str, recipient: Option<&str>, extent: Extent) -> Vec<Job> {
    let domain = || domain.to_owned();
    let mut jobs = vec![Job::Domain(domain()), Job::NullMx(domain()), Job::Mx(domain())];
    if extent.connects {
        let recipient = recipient.filter(|_| extent.probes).map(str::to_owned);
        jobs.push(Job::Servers { domain: domain(), recipient, weight: None });
    }
    jobs.extend([Job::MtaSts(domain()), Job::Dane(domain()), Job::TlsRpt(domain())]);
    jobs
}

/// What a domain says about who may send in its name.
fn in_the_name_of(sending: &Sending) -> Vec<Job> {
    let Sending { domain, sender, ip, helo, selectors } = sending;
    let spf = SpfJob { domain: domain.clone(), ip: *ip, sender: sender.clone(), helo: helo.clone() };
    let mut jobs = vec![Job::Spf(spf)];
    if !selectors.is_empty() {
        jobs.push(Job::Dkim { domain: domain.clone(), selectors: selectors.clone() });
    }
    jobs.push(Job::Dmarc(domain.clone()));
    jobs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Check;

    #[test]
    fn targets_are_told_apart() {
        let check = |text: &str, expected: &str| {
            let target = match text.parse::<Target>() {
                Ok(Target::Address { domain, .. }) => format!("address at {domain}"),
                Ok(Target::Domain(domain)) => format!("domain {domain}"),
                Ok(Target::Ip(ip)) => format!("ip {ip}"),
                Err(error) => error.to_string(),
            };
            assert_eq!(target, expected, "{text:?}");
        };
        check("bob@example.com", "address at example.com");
        check("<bob@example.com>", "address at example.com");
        check("bob＠example.com", "address at example.com");
        check("\"a@b\"@example.com", "address at example.com");
        check("example.com", "domain example.com");
        check("例子.中国", "domain 例子.中国");
        check("192.0.2.1", "ip 192.0.2.1");
        check("[192.0.2.1]", "ip 192.0.2.1");
        check("[IPv6:2001:db8::1]", "ip 2001:db8::1");
        check("bob@", "\"bob@\" is no address, domain or IP address");
        check("@example.com", "\"@example.com\" is no address, domain or IP address");
        check("localhost", "\"localhost\" is no address, domain or IP address");
        check("https://example.com/", "\"https://example.com/\" is no address, domain or IP address");
        check("", "\"\" is no address, domain or IP address");
    }

    #[test]
    fn nobody_is_connected_to_or_asked_for_unless_it_was_allowed() {
        let target: Target = "bob@example.com".parse().unwrap();
        let recipients = |extent| -> Vec<Option<String>> {
            let servers = |job| if let Job::Servers { recipient, .. } = job { Some(recipient) } else { None };
            target.jobs(extent, &[]).into_iter().filter_map(servers).collect()
        };
        let none: Vec<Option<String>> = Vec::new();
        assert_eq!(none, recipients(Extent::questions()));
        assert_eq!(vec![None], recipients(Extent::dialogues(false)));
        assert_eq!(vec![Some("bob@example.com".to_owned())], recipients(Extent::dialogues(true)));
    }

    #[test]
    fn who_sends_is_checked_by_all_that_is_known() {
        let mut sending = Sending::of("ann@example.cn");
        let checks = |sending: &Sending| sending.jobs().iter().flat_map(|job| job.checks()).map(|check| check.name()).collect::<Vec<_>>();
        assert_eq!(checks(&sending), ["domain", "mx", "spf", "dmarc", "blocklist"]);
        sending.ip = Some([192, 0, 2, 1].into());
        sending.helo = Some("out.example.cn".to_owned());
        sending.selectors = vec!["s1".to_owned()];
        assert_eq!(
            checks(&sending),
            ["domain", "mx", "spf", "dkim", "dmarc", "blocklist", Check::Ptr.name(), Check::Helo.name(), "blocklist"]
        );
    }
}
