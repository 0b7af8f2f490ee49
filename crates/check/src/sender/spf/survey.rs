//! Reads the whole tree of records that a domain points to, without any host.
//!
//! An evaluation stops at the first match, so it says nothing about the terms behind it.
//! The survey reads all of them, as the limits of RFC 7208 section 4.6.4 have to hold for the host that matches last.

use crate::dns::{Dns, Kind, Lookup};
use crate::sender::ask::ask_all;

use super::domain_name::{as_asked, can_be_asked};
use super::evaluate::MAX_LOOKUPS;
use super::matching::{MAX_HOSTS, mail_servers};
use super::parse::{Parsed, is_record, parse};
use super::record::{Directive, Mechanism};

/// How many records are read: ten look-ups lead to eleven, and what is beyond is told by their number.
const MAX_BRANCHES: usize = 4 * MAX_LOOKUPS;

/// The records that a domain points to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Survey {
    /// The record of the domain first, those it leads to behind it, level by level.
    pub branches: Vec<Branch>,
    /// The names whose addresses or mail servers are compared.
    pub hosts: Vec<HostTerm>,
    /// Whether there are records that were not read, because there are too many of them.
    pub is_cut_off: bool,
}

/// The record of one domain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Branch {
    /// Whose record it is.
    pub domain: String,
    /// The place of the branch that led here among all branches, and the term in its record.
    pub from: Option<(usize, String)>,
    /// The answer it comes from.
    pub lookup: Lookup,
    /// All texts of the domain that are SPF records.
    pub texts: Vec<String>,
    /// The first of them.
    pub parsed: Parsed,
    /// Whether its domain leads here again.
    pub is_circular: bool,
}

/// A term that compares the addresses of a name, with what the name has.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HostTerm {
    /// In which branch it stands.
    pub branch: usize,
    /// The term.
    pub term: String,
    /// For `mx`, the mail servers.
    pub mail_servers: Option<Lookup>,
    /// The addresses of the name, or of its mail servers.
    pub addresses: Vec<Lookup>,
}

impl HostTerm {
    /// The answer that says that there is nothing, where there is nothing.
    pub fn void(&self) -> Option<&Lookup> {
        match &self.mail_servers {
            Some(servers) => Some(servers).filter(|servers| servers.is_absent()),
            None => self.addresses.first().filter(|_| self.addresses.iter().all(Lookup::is_absent)),
        }
    }

    /// How many mail servers the domain has; one more than ten is too much.
    pub fn has_too_many_servers(&self) -> bool {
        self.mail_servers.as_ref().is_some_and(|lookup| mail_servers(lookup).len() > MAX_HOSTS)
    }
}

impl Survey {
    /// How many terms of all records have to be looked up.
    pub fn lookups(&self) -> usize {
        self.branches.iter().map(Branch::asking_terms).sum()
    }

    /// How many terms have to be looked up for one term of the record: itself, and all that it leads to.
    pub fn lookups_of(&self, branch: usize, term: &str) -> usize {
        let mut cost = 1;
        for (index, below) in self.branches.iter().enumerate() {
            if below.from.as_ref().is_some_and(|(from, through)| *from == branch && through == term) {
                cost += below.asking_terms() + self.below(index);
                break;
            }
        }
        cost
    }

    /// How many terms have to be looked up in the records below one. Those stand behind it, so that no circle can be gone through.
    fn below(&self, branch: usize) -> usize {
        let mut within = vec![false; self.branches.len()];
        let mut cost = 0;
        for (index, below) in self.branches.iter().enumerate().skip(branch + 1) {
            let Some((from, _)) = &below.from else { continue };
            if *from == branch || within.get(*from) == Some(&true) {
                cost += below.asking_terms();
                if let Some(is_within) = within.get_mut(index) {
                    *is_within = true;
                }
            }
        }
        cost
    }
}

impl Branch {
    fn asking_terms(&self) -> usize {
        if self.is_circular { 0 } else { self.parsed.record.asking_terms() }
    }
}

/// What is to be read next.
struct Wanted {
    domain: String,
    from: Option<(usize, String)>,
}

/// Reads the record of a domain and all that it leads to.
pub async fn survey(dns: &Dns, domain: &str) -> Survey {
    let mut survey = Survey { branches: Vec::new(), hosts: Vec::new(), is_cut_off: false };
    let mut level = vec![Wanted { domain: as_asked(domain), from: None }];
    while !level.is_empty() {
        let room = MAX_BRANCHES - survey.branches.len().min(MAX_BRANCHES);
        survey.is_cut_off |= level.len() > room;
        level.truncate(room);
        let first = survey.branches.len();
        let lookups = ask_all(dns, level.iter().map(|wanted| (wanted.domain.clone(), Kind::Txt))).await;
        for (wanted, lookup) in level.drain(..).zip(lookups) {
            let branch = survey.branch(wanted, lookup);
            survey.branches.push(branch);
        }
        level = (first..survey.branches.len()).flat_map(|index| survey.wanted_by(index)).collect();
    }
    survey.hosts = hosts(dns, &survey.branches).await;
    survey
}

impl Survey {
    fn branch(&self, wanted: Wanted, lookup: Lookup) -> Branch {
        let texts: Vec<String> = lookup.texts().filter(|text| is_record(text)).map(|text| text.into_owned()).collect();
        let parsed = texts.first().map(|text| parse(text)).unwrap_or_default();
        let is_circular = self.is_above(&wanted.domain, wanted.from.as_ref().map(|(from, _)| *from));
        Branch { domain: wanted.domain, from: wanted.from, lookup, texts, parsed, is_circular }
    }

    fn is_above(&self, domain: &str, mut from: Option<usize>) -> bool {
        while let Some(branch) = from.and_then(|from| self.branches.get(from)) {
            if branch.domain == domain {
                return true;
            }
            from = branch.from.as_ref().map(|(from, _)| *from);
        }
        false
    }

    /// The records that a record leads to. Where a name depends on the mail, nobody knows them.
    fn wanted_by(&self, index: usize) -> Vec<Wanted> {
        let Some(branch) = self.branches.get(index).filter(|branch| !branch.is_circular) else {
            return Vec::new();
        };
        let record = &branch.parsed.record;
        let included = record.reachable().iter().filter_map(|directive| match &directive.mechanism {
            Mechanism::Include(target) => Some((&directive.text, target)),
            _ => None,
        });
        let redirected = record.effective_redirect().map(|redirect| (&redirect.text, &redirect.target));
        let named = included.chain(redirected).filter_map(|(term, target)| Some((term, as_asked(&target.for_domain(&branch.domain)?))));
        named.map(|(term, domain)| Wanted { domain, from: Some((index, term.clone())) }).collect()
    }
}

/// A term with the name that it compares with.
struct Named {
    branch: usize,
    term: String,
    name: String,
    is_mx: bool,
}

/// Asks for all names that are compared with, first for those of mail servers, then for all addresses.
async fn hosts(dns: &Dns, branches: &[Branch]) -> Vec<HostTerm> {
    let terms: Vec<Named> = branches.iter().enumerate().flat_map(|(index, branch)| compared(index, branch)).take(MAX_BRANCHES).collect();
    let servers = ask_all(dns, terms.iter().filter(|named| named.is_mx).map(|named| (named.name.clone(), Kind::Mx))).await;
    let mut servers = servers.into_iter();
    let mut hosts = Vec::new();
    let mut questions = Vec::new();
    for named in terms {
        let mail = if named.is_mx { servers.next() } else { None };
        let names = mail.as_ref().map_or_else(|| vec![named.name], |lookup| mail_servers(lookup).into_iter().take(MAX_HOSTS).collect());
        for name in names {
            questions.extend([Kind::A, Kind::Aaaa].map(|kind| (hosts.len(), (name.clone(), kind))));
        }
        hosts.push(HostTerm { branch: named.branch, term: named.term, mail_servers: mail, addresses: Vec::new() });
    }
    let answers = ask_all(dns, questions.iter().map(|(_, question)| question.clone())).await;
    for ((host, _), answer) in questions.iter().zip(answers) {
        if let Some(host) = hosts.get_mut(*host) {
            host.addresses.push(answer);
        }
    }
    hosts
}

fn compared(index: usize, branch: &Branch) -> Vec<Named> {
    let named = |directive: &Directive| {
        let (hosts, is_mx) = match &directive.mechanism {
            Mechanism::A(hosts) => (hosts, false),
            Mechanism::Mx(hosts) => (hosts, true),
            _ => return None,
        };
        let name = match &hosts.name {
            Some(name) => as_asked(&name.for_domain(&branch.domain)?),
            None => branch.domain.clone(),
        };
        can_be_asked(&name).then(|| Named { branch: index, term: directive.text.clone(), name, is_mx })
    };
    let record = &branch.parsed.record;
    if branch.is_circular { Vec::new() } else { record.reachable().iter().filter_map(named).collect() }
}
