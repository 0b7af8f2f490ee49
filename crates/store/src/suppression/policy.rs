//! When an address is put on a list.
//!
//! The diagnosis has said how much a failure counts; here it is decided what follows, and nothing here is stricter than the diagnosis.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::record::Delivery;

/// The list that holds for every sender.
pub const EVERY_LIST: &str = "*";
/// The list of senders for whom no other is named.
pub const DEFAULT_LIST: &str = "default";

/// When an address is put on a list, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// On how many different days mail has to fail before an address is struck off for failures that may pass.
    ///
    /// Days and not mails are counted, because three mails of one evening meet the same full mailbox.
    pub repeats: u32,
    /// Within which time these days lie.
    pub within: SignedDuration,
    /// How long such an address stays on the list.
    pub repeats_last: Option<SignedDuration>,
    /// How long an address stays on the list that does not exist.
    pub dead_last: Option<SignedDuration>,
    /// A failure that is older when it comes in strikes nobody off: mailboxes are opened again.
    pub stale_after: SignedDuration,
    /// From how many addresses on that one place calls dead within two hours, three times as many as in its busiest hour of the last four weeks, they are not struck off before they fail again on another day; without it always at once.
    pub surge_from: Option<u32>,
    /// Senders with lists of their own: addresses, and domains as `@example.cn`.
    pub lists: BTreeMap<String, Vec<String>>,
}

impl Default for Policy {
    fn default() -> Policy {
        let days = |days: i64| SignedDuration::from_hours(days * 24);
        Policy {
            repeats: 3,
            within: days(30),
            repeats_last: Some(days(90)),
            dead_last: None,
            stale_after: days(365),
            surge_from: Some(30),
            lists: BTreeMap::new(),
        }
    }
}

/// Which of the deliveries that are kept can count against their recipient, in the words of the database; how much they do, `suppress` says.
///
/// This is what [`Policy::weigh`] says of one that comes in.
pub(super) const COUNTS: &str = "action = 'failed' AND coalesce(party, '') <> 'sender-admin'";

/// How much a delivery counts for its recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The address takes no mail and will not.
    Dead,
    /// A failure that counts when it comes again.
    Strike,
    /// Mail arrives, so earlier failures no longer count.
    Arrived,
    /// It says nothing about the address.
    Nothing,
}

impl Policy {
    /// How much a delivery counts.
    ///
    /// A delay is no failure yet, and what is the sender's own fault never counts, whatever else is written.
    pub fn weigh(&self, delivery: &Delivery) -> Weight {
        let is_own_fault = delivery.party.as_deref() == Some("sender-admin");
        match (delivery.action.as_str(), delivery.suppress.as_deref()) {
            ("delivered" | "relayed", _) => Weight::Arrived,
            _ if is_own_fault || delivery.seen_at.duration_since(delivery.occurred_at) > self.stale_after => Weight::Nothing,
            ("failed", Some("now")) => Weight::Dead,
            ("failed", Some("after-repeats")) => Weight::Strike,
            _ => Weight::Nothing,
        }
    }

    /// The list on which mail of a sender counts.
    pub fn list_of(&self, sender: Option<&str>, domain: Option<&str>) -> &str {
        let is_sender = |known: &str| sender.is_some_and(|sender| known.eq_ignore_ascii_case(sender));
        let is_domain =
            |known: &str| domain.is_some_and(|domain| known.strip_prefix('@').is_some_and(|known| known.eq_ignore_ascii_case(domain)));
        let holds = |known: &String| is_sender(known) || is_domain(known);
        self.lists.iter().find(|(_, senders)| senders.iter().any(holds)).map_or(DEFAULT_LIST, |(name, _)| name)
    }

    /// Whether failures at these times are enough.
    pub fn is_enough(&self, failures: impl IntoIterator<Item = Timestamp>) -> bool {
        const DAY: i64 = 24 * 60 * 60;
        let days: BTreeSet<i64> = failures.into_iter().map(|at| at.as_second().div_euclid(DAY)).collect();
        days.len() >= usize::try_from(self.repeats.max(1)).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn delivery(action: &str, party: &str, suppress: &str) -> Delivery {
        let at = "2026-11-29T08:00:00Z".parse().unwrap();
        let word = |word: &str| Some(word.to_owned()).filter(|word| !word.is_empty());
        Delivery {
            action: action.to_owned(),
            party: word(party),
            suppress: word(suppress),
            seen_at: at,
            occurred_at: at,
            ..Delivery::default()
        }
    }

    #[test]
    fn what_counts() {
        let check = |action, party, suppress, expected| {
            let weight = Policy::default().weigh(&delivery(action, party, suppress));
            assert_eq!(weight, expected, "{action} {party} {suppress}");
        };
        check("failed", "recipient", "now", Weight::Dead);
        check("failed", "sender-user", "now", Weight::Dead);
        check("failed", "recipient", "after-repeats", Weight::Strike);
        check("failed", "nobody", "after-repeats", Weight::Strike);
        check("failed", "network", "no", Weight::Nothing);
        check("failed", "sender-admin", "now", Weight::Nothing);
        check("failed", "sender-admin", "already", Weight::Nothing);
        check("failed", "", "", Weight::Nothing);
        check("delayed", "recipient", "after-repeats", Weight::Nothing);
        check("delayed", "recipient", "now", Weight::Nothing);
        check("delivered", "", "", Weight::Arrived);
        check("relayed", "", "", Weight::Arrived);
        check("expanded", "", "", Weight::Nothing);
    }

    #[test]
    fn an_old_failure_strikes_nobody_off() {
        let mut old = delivery("failed", "recipient", "now");
        old.occurred_at = "2025-11-28T08:00:00Z".parse().unwrap();
        assert_eq!(Policy::default().weigh(&old), Weight::Nothing);
        old.occurred_at = "2025-12-01T08:00:00Z".parse().unwrap();
        assert_eq!(Policy::default().weigh(&old), Weight::Dead);
    }

    #[test]
    fn each_sender_has_a_list() {
        let lists = [("news".to_owned(), vec!["news@example.cn".to_owned(), "@News.example.cn".to_owned()])].into();
        let policy = Policy { lists, ..Policy::default() };
        let check = |sender: &str, expected| {
            let domain = sender.split_once('@').map(|(_, domain)| domain);
            assert_eq!(policy.list_of(Some(sender), domain), expected, "{sender}");
        };
        check("news@example.cn", "news");
        check("NEWS@Example.cn", "news");
        check("ann@news.example.cn", "news");
        check("ann@example.cn", DEFAULT_LIST);
        check("ann@other-news.example.cn", DEFAULT_LIST);
        assert_eq!(policy.list_of(None, None), DEFAULT_LIST);
    }

    #[test]
    fn days_are_counted_and_not_mails() {
        let enough = |times: &[&str]| Policy::default().is_enough(times.iter().map(|time| time.parse().unwrap()));
        assert!(!enough(&["2026-11-01T08:00:00Z", "2026-11-01T09:00:00Z", "2026-11-01T22:00:00Z", "2026-11-02T08:00:00Z"]));
        assert!(enough(&["2026-11-01T08:00:00Z", "2026-11-02T09:00:00Z", "2026-11-03T22:00:00Z"]));
        assert!(!enough(&[]));
    }
}
