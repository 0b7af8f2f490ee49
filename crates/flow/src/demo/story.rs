//! What happens in the two weeks: the usual mix, and three stories.

use std::collections::HashMap;
use std::ops::Range;

use tuixin::knowledge::Knowledge;
use tuixin::{embedded_sources, rule_notes};

use super::chance::Chance;

/// Something that goes on for some hours.
pub struct Story {
    /// From which to which hour of the two weeks.
    hours: Range<i64>,
    /// How many bounces there are in an hour of middling business, in hundredths.
    hundredths: u64,
    /// Whether there are more of them in busy hours.
    follows_business: bool,
    /// Which causes, with how often.
    causes: &'static [(&'static str, u64)],
    /// Which providers; none for all.
    providers: &'static [&'static str],
    /// What the reports say was done.
    pub action: &'static str,
    senders: &'static [&'static str],
    ips: &'static [&'static str],
}

const OFFICE: &[&str] = &["sales@example.cn", "service@example.cn", "li.na@example.cn", "wang.wei@example.cn", "invoices@example.cn"];
const NEWS: &[&str] = &["news@news.example.cn"];
const HOSTS: &[&str] = &["192.0.2.25", "192.0.2.26"];

/// The stories.
pub const STORIES: &[Story] = &[
    // What every company sees every day.
    Story {
        hours: 0..super::HOURS,
        hundredths: 420,
        follows_business: true,
        causes: &[
            ("user-unknown", 38),
            ("mailbox-full", 13),
            ("mailbox-disabled", 7),
            ("domain-not-found", 5),
            ("spam-detected", 7),
            ("spf-failed", 2),
            ("dmarc-failed", 3),
            ("message-too-big", 3),
            ("recipient-refused", 3),
            ("policy-refused", 3),
            ("relay-denied", 2),
            ("delivery-expired", 4),
            ("attachment-refused", 2),
            ("mailbox-moved", 1),
            ("recipient-not-allowed", 2),
            ("system-error", 2),
            ("connection-failed", 3),
        ],
        providers: &[],
        action: "failed",
        senders: OFFICE,
        ips: HOSTS,
    },
    Story {
        hours: 0..super::HOURS,
        hundredths: 60,
        follows_business: true,
        causes: &[("greylisted", 5), ("rate-limited", 3), ("connection-failed", 1)],
        providers: &[],
        action: "delayed",
        senders: OFFICE,
        ips: HOSTS,
    },
    // A host comes on a blocklist on the fourth day, and is taken off two days later.
    Story {
        hours: 80..122,
        hundredths: 650,
        follows_business: true,
        causes: &[("ip-blocklisted", 1)],
        providers: &[],
        action: "failed",
        senders: OFFICE,
        ips: &["192.0.2.25"],
    },
    Story {
        hours: 123..126,
        hundredths: 400,
        follows_business: false,
        causes: &[("ip-blocklisted", 1)],
        providers: &[],
        action: "delivered",
        senders: OFFICE,
        ips: &["192.0.2.25"],
    },
    // A newsletter on the eighth day to a list that nobody has cleaned.
    Story {
        hours: 169..173,
        hundredths: 5500,
        follows_business: false,
        causes: &[("user-unknown", 70), ("mailbox-disabled", 12), ("mailbox-full", 14), ("domain-not-found", 4)],
        providers: &[],
        action: "failed",
        senders: NEWS,
        ips: &["192.0.2.27"],
    },
    // Since then a provider lets in less and less of it, and the trouble has not ended.
    Story {
        hours: 300..super::HOURS,
        hundredths: 260,
        follows_business: true,
        causes: &[("rate-limited", 3), ("reputation-poor", 1)],
        providers: &["tencent"],
        action: "failed",
        senders: NEWS,
        ips: &["192.0.2.27"],
    },
];

impl Story {
    /// How many bounces it brings in an hour.
    pub fn count(&self, hour: i64, busy: u64, chance: &mut Chance) -> u64 {
        const MIDDLING: u64 = 4;
        if !self.hours.contains(&hour) {
            return 0;
        }
        chance.rounds(if self.follows_business { self.hundredths * busy / MIDDLING } else { self.hundredths })
    }

    pub fn sender(&self, chance: &mut Chance) -> &'static str {
        chance.pick(self.senders).copied().unwrap_or("sales@example.cn")
    }

    pub fn sending_ip(&self, chance: &mut Chance) -> &'static str {
        chance.pick(self.ips).copied().unwrap_or("192.0.2.25")
    }

    fn cause(&self, chance: &mut Chance) -> &'static str {
        let all = self.causes.iter().map(|(_, weight)| weight).sum();
        let mut left = chance.below(all);
        for (cause, weight) in self.causes {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return cause,
            }
        }
        "unspecified"
    }
}

/// A reply, and who gives it.
#[derive(Clone, Debug)]
pub struct Reply {
    pub text: String,
    /// The host that gives it.
    pub host: String,
    /// The domain to which was written.
    pub domain: String,
    provider: String,
}

/// The replies that the knowledge has examples of, by cause.
pub struct Replies(HashMap<String, Vec<Reply>>);

impl Replies {
    pub fn of(knowledge: &Knowledge) -> Replies {
        let mut replies: HashMap<String, Vec<Reply>> = HashMap::new();
        for note in rule_notes(&embedded_sources()).unwrap_or_default() {
            let file = note.rule.split('/').next().unwrap_or_default();
            let provider = knowledge.providers().iter().find(|provider| provider.id == file);
            // No made-up address shall be one that somebody has.
            let domain = provider.map_or_else(|| "example.com".to_owned(), |provider| format!("{}.example", provider.id));
            let is_reply = |text: &&String| text.len() < 400 && text.starts_with(['4', '5']);
            for text in note.examples.iter().filter(is_reply) {
                replies.entry(note.cause.clone()).or_default().push(Reply {
                    text: text.clone(),
                    host: format!("mx1.{domain}"),
                    domain: domain.clone(),
                    provider: file.to_owned(),
                });
            }
        }
        Replies(replies)
    }

    /// A reply that fits into a story.
    pub fn pick(&self, story: &Story, chance: &mut Chance) -> Option<Reply> {
        let replies = self.0.get(story.cause(chance))?;
        let fits = |reply: &&Reply| story.providers.is_empty() || story.providers.contains(&reply.provider.as_str());
        chance.pick(&replies.iter().filter(fits).collect::<Vec<_>>()).map(|reply| (*reply).clone())
    }
}
