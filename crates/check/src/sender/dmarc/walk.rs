//! The walk up the tree of names (RFC 9989 section 4.10).

use crate::dns::{Dns, Fault, Kind, Lookup, Outcome, asked};
use crate::sender::ask::ask_all;

use super::record::{Policy, Record, is_misspelt, is_record};

/// How many labels the second name of a walk has at most, so that a long name does not lead to many questions.
const MAX_LABELS: usize = 7;

/// What was found on the way up from a domain.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Walk {
    /// The domain it started from.
    pub domain: String,
    /// The records, the nearest first.
    pub found: Vec<Found>,
    /// The domains that have several records, which count as none, with their number.
    pub several: Vec<(String, Vec<String>)>,
    /// A text at the domain itself that was meant to be a record and is none.
    pub misspelt: Option<String>,
    /// A question that was not answered and whose answer might have counted.
    pub unanswered: Option<(String, Fault)>,
    /// What was asked.
    pub lookups: Vec<Lookup>,
}

/// A record and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// The domain.
    pub domain: String,
    /// The record as it is written.
    pub text: String,
    /// What it says.
    pub record: Record,
}

/// The record that counts for a domain.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Applied<'w> {
    /// The record.
    pub found: &'w Found,
    /// What is to be done with mail that fails.
    pub policy: Policy,
    /// Whether it is the record of another domain, higher up.
    pub is_inherited: bool,
}

/// Looks for the records that count for a domain. All names are asked for at the same time.
pub async fn walk(dns: &Dns, domain: &str) -> Walk {
    let domain = asked(domain).unwrap_or_else(|| domain.to_ascii_lowercase());
    let targets = targets(&domain);
    let lookups = ask_all(dns, targets.iter().map(|target| (format!("_dmarc.{target}"), Kind::Txt))).await;
    let mut walk = Walk { domain, found: Vec::new(), several: Vec::new(), misspelt: None, unanswered: None, lookups: Vec::new() };
    for (index, (target, lookup)) in targets.into_iter().zip(lookups).enumerate() {
        walk.take(&target, &lookup, index == 0);
        walk.lookups.push(lookup);
        // The walk ends at a record that says where the organisation ends; only that of a public suffix has to be above the domain.
        let last = walk.found.last().filter(|found| found.domain == target);
        let end = last.and_then(|found| found.record.is_public_suffix);
        if end == Some(false) || (end == Some(true) && index > 0) {
            break;
        }
    }
    walk
}

/// The domain and those above it, without a long stretch behind the first.
fn targets(domain: &str) -> Vec<String> {
    let mut targets = vec![domain.to_owned()];
    let mut rest = domain;
    while let Some((_, above)) = rest.split_once('.') {
        if above.split('.').count() <= MAX_LABELS {
            targets.push(above.to_owned());
        }
        rest = above;
    }
    targets
}

impl Walk {
    fn take(&mut self, target: &str, lookup: &Lookup, is_start: bool) {
        if let Outcome::Fault(fault) = lookup.outcome {
            // What lies above a record that was found can only move the border of the organisation.
            if self.found.is_empty() && self.unanswered.is_none() && fault != Fault::BadName {
                self.unanswered = Some((lookup.name.clone(), fault));
            }
            return;
        }
        let mut texts: Vec<String> = lookup.texts().map(|text| text.into_owned()).collect();
        if is_start {
            self.misspelt = texts.iter().find(|text| is_misspelt(text)).cloned();
        }
        texts.retain(|text| is_record(text));
        if texts.len() > 1 {
            self.several.push((target.to_owned(), texts));
        } else if let Some(text) = texts.pop() {
            let record = Record::parse(&text);
            self.found.push(Found { domain: target.to_owned(), text, record });
        }
    }

    /// The domain that stands for the whole organisation.
    pub fn organizational_domain(&self) -> &str {
        for found in &self.found {
            match found.record.is_public_suffix {
                Some(false) => return &found.domain,
                Some(true) if found.domain != self.domain => return one_below(&self.domain, &found.domain),
                _ => {}
            }
        }
        self.found.last().map_or(&self.domain, |found| &found.domain)
    }

    /// The record that counts: that of the domain, else of its organisation, else of the public suffix above. `exists` says whether the domain does.
    pub fn applied(&self, exists: bool) -> Option<Applied<'_>> {
        let organization = self.organizational_domain();
        let of = |domain: &str| self.found.iter().find(|found| found.domain == domain);
        if let Some(found) = of(&self.domain) {
            return Some(Applied { found, policy: found.record.own_policy(), is_inherited: false });
        }
        let found = of(organization).or_else(|| self.found.iter().find(|found| found.record.is_public_suffix == Some(true)))?;
        let record = &found.record;
        let absent = record.absent_policy.filter(|_| !exists);
        let policy = absent.or(record.subdomain_policy).unwrap_or(record.own_policy());
        Some(Applied { found, policy, is_inherited: true })
    }
}

/// The part of a domain that has one label more than a suffix of it.
fn one_below<'d>(domain: &'d str, suffix: &str) -> &'d str {
    let before = domain.strip_suffix(suffix).and_then(|before| before.strip_suffix('.')).unwrap_or_default();
    let skipped = before.rfind('.').map_or(0, |dot| dot + 1);
    domain.get(skipped..).unwrap_or(domain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Bounds;
    use crate::dns::Zone;

    fn check(domain: &str, zone: &str, organization: &str, applied: &str) {
        let dns = Dns::new(Zone::parse(zone).unwrap(), &Bounds::default());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let walk = runtime.block_on(walk(&dns, domain));
        assert_eq!(walk.organizational_domain(), organization, "{domain} in {zone}");
        let drawn = walk.applied(false).map(|applied| format!("{} {}", applied.found.domain, applied.policy.name()));
        assert_eq!(drawn.unwrap_or_default(), applied, "{domain} in {zone}");
    }

    #[test]
    fn the_organisation_ends_where_the_records_say() {
        for (domain, zone, organization, applied) in [
            ("example.com", "_dmarc.example.com TXT v=DMARC1; p=reject", "example.com", "example.com reject"),
            ("a.example.com", "_dmarc.example.com TXT v=DMARC1; p=reject", "example.com", "example.com reject"),
            ("a.example.com", "_dmarc.example.com TXT v=DMARC1; p=reject; sp=none", "example.com", "example.com none"),
            ("a.example.com", "_dmarc.example.com TXT v=DMARC1; p=none; sp=none; np=reject", "example.com", "example.com reject"),
            (
                "a.example.com",
                "_dmarc.a.example.com TXT v=DMARC1; p=none\n_dmarc.example.com TXT v=DMARC1; p=reject",
                "example.com",
                "a.example.com none",
            ),
            (
                "b.a.example.com",
                "_dmarc.a.example.com TXT v=DMARC1; p=none; psd=n\n_dmarc.example.com TXT v=DMARC1; p=reject",
                "a.example.com",
                "a.example.com none",
            ),
            ("b.a.example.com", "_dmarc.example.com TXT v=DMARC1; p=reject; psd=y", "a.example.com", "example.com reject"),
            ("b.a.example.com", "_dmarc.com TXT v=DMARC1; p=reject; psd=y", "example.com", "com reject"),
            (
                "a.example.com",
                "_dmarc.a.example.com TXT v=DMARC1; p=none\n_dmarc.com TXT v=DMARC1; p=reject; psd=y",
                "example.com",
                "a.example.com none",
            ),
            ("example.com", "_dmarc.example.com TXT v=DMARC1; p=none; psd=y", "example.com", "example.com none"),
            ("a.example.com", "a.example.com A 192.0.2.1", "a.example.com", ""),
            ("example.com", "_dmarc.example.com TXT v=DMARC1; p=none\n_dmarc.example.com TXT v=DMARC1; p=reject", "example.com", ""),
            (
                "example.com",
                "_dmarc.example.com TXT v=DMARC1; p=none\n_dmarc.example.com TXT something else",
                "example.com",
                "example.com none",
            ),
        ] {
            check(domain, zone, organization, applied);
        }
    }

    #[test]
    fn long_names_are_not_asked_for_label_by_label() {
        for (domain, expected) in [
            ("example.com", "example.com com"),
            (
                "a.b.c.d.e.f.example.com",
                "a.b.c.d.e.f.example.com b.c.d.e.f.example.com c.d.e.f.example.com d.e.f.example.com e.f.example.com f.example.com example.com com",
            ),
            (
                "a.b.c.d.e.f.g.h.i.j.example.com",
                "a.b.c.d.e.f.g.h.i.j.example.com f.g.h.i.j.example.com g.h.i.j.example.com h.i.j.example.com i.j.example.com j.example.com example.com com",
            ),
        ] {
            assert_eq!(targets(domain).join(" "), expected);
        }
    }
}
