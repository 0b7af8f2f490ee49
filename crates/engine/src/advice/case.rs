//! The facts of one case as the texts ask for them.

use crate::diagnose::{Diagnosis, Facts};
use crate::explain::Explained;
use crate::knowledge::{Step, Suppress};

use super::{Circumstances, Texts};

/// The value of a fact that is not known; the texts choose other words for it.
const UNKNOWN: &str = "none";

/// The names of all facts in the texts.
const NAMES: [&str; 14] =
    ["recipient", "domain", "provider", "host", "list", "ip", "limit", "count", "wait", "code", "url", "delist", "postmaster", "sender"];

/// The facts, by the names the texts use.
pub(super) struct Case {
    pub arguments: Vec<(&'static str, String)>,
    known: Vec<&'static str>,
}

impl Case {
    pub(super) fn of(texts: &Texts, explained: &Explained<'_>, diagnosis: &Diagnosis<'_>) -> Case {
        let delivery = &explained.delivery;
        let text = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
        let recipient = delivery.recipient.clone();
        let domain = recipient.as_deref().and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain.to_owned());
        let domain = domain.or_else(|| diagnosis.facts.domain.map(|domain| domain.of(text).to_owned()));
        let provider = diagnosis.provider;
        let Facts { blocklist, listed_ip, limit_bytes, limit_recipients, retry_after_s, provider_code, help_url, .. } = &diagnosis.facts;
        // Name in the texts, name in the conditions of steps, value.
        let facts: [(&'static str, &'static str, Option<String>); 14] = [
            ("recipient", "recipient", recipient),
            ("domain", "domain", domain),
            ("provider", "provider", provider.map(|provider| texts.named(&provider.name, &provider.id))),
            ("host", "host", delivery.remote_mta.clone()),
            ("list", "blocklist", blocklist.map(|list| list.of(text).to_owned())),
            ("ip", "listed_ip", listed_ip.map(|ip| ip.of(text).to_owned())),
            ("limit", "limit_bytes", limit_bytes.map(size_in_words)),
            ("count", "limit_recipients", limit_recipients.map(|count| count.to_string())),
            ("wait", "retry_after", retry_after_s.map(|seconds| texts.duration(seconds))),
            ("code", "provider_code", provider_code.map(str::to_owned)),
            ("url", "help_url", help_url.map(|url| url.of(text).to_owned())),
            ("delist", "delist", provider.and_then(|provider| provider.delist.clone())),
            ("postmaster", "postmaster", provider.and_then(|provider| provider.postmaster.clone())),
            ("sender", "sender", None),
        ];
        let mut known: Vec<&str> = facts.iter().filter(|(_, _, value)| value.is_some()).map(|(_, condition, _)| *condition).collect();
        if diagnosis.suppress != Suppress::Now {
            known.push("doubt");
        }
        let arguments = facts.into_iter().map(|(name, _, value)| (name, value.unwrap_or_else(|| UNKNOWN.to_owned()))).collect();
        Case { arguments, known }
    }

    /// A case of which nothing is known but what the knowledge itself holds, for speaking of a cause in general.
    pub(super) fn in_general(texts: &Texts, circumstances: Circumstances<'_>) -> Case {
        let Circumstances { provider, rule, blocklist } = circumstances;
        let of_rule = rule.map(|rule| &rule.facts);
        let facts: [(&'static str, &'static str, Option<String>); 6] = [
            ("provider", "provider", provider.map(|provider| texts.named(&provider.name, &provider.id))),
            ("list", "blocklist", blocklist.or_else(|| of_rule?.blocklist.as_deref()).map(str::to_owned)),
            ("code", "provider_code", of_rule.and_then(|facts| facts.provider_code.clone())),
            ("url", "help_url", of_rule.and_then(|facts| facts.help_url.clone())),
            ("delist", "delist", provider.and_then(|provider| provider.delist.clone())),
            ("postmaster", "postmaster", provider.and_then(|provider| provider.postmaster.clone())),
        ];
        let known = facts.iter().filter(|(_, _, value)| value.is_some()).map(|(_, condition, _)| *condition).collect();
        let value = |name: &str| facts.iter().find(|(known, _, _)| *known == name).and_then(|(_, _, value)| value.clone());
        let arguments = NAMES.iter().map(|name| (*name, value(name).unwrap_or_else(|| UNKNOWN.to_owned()))).collect();
        Case { arguments, known }
    }

    /// Whether the conditions of a step hold.
    pub(super) fn shows(&self, step: &Step) -> bool {
        let is_known = |fact: &String| self.known.contains(&fact.as_str());
        step.needs.iter().all(is_known) && !step.lacks.iter().any(is_known)
    }
}

/// `10 MB`, as mail servers count: powers of two.
fn size_in_words(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    for (unit, name) in UNITS {
        if bytes >= unit {
            let tenths = (bytes * 10 + unit / 2) / unit;
            return if tenths.is_multiple_of(10) {
                format!("{} {name}", tenths / 10)
            } else {
                format!("{}.{} {name}", tenths / 10, tenths % 10)
            };
        }
    }
    format!("{bytes} B")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_write_them() {
        for (bytes, expected) in [
            (10_485_760, "10 MB"),
            (20_971_520, "20 MB"),
            (25_000_000, "23.8 MB"),
            (512, "512 B"),
            (65_536, "64 KB"),
            (1_610_612_736, "1.5 GB"),
        ] {
            assert_eq!(size_in_words(bytes), expected);
        }
    }
}
