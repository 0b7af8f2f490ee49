//! What failures have in common: the cause, who refused, and which of our own sides is concerned.

use std::fmt;

use ring::digest::{Context, SHA256};

use crate::id::{BYTES, IncidentId};
use crate::record::Delivery;

/// Which own side a group of failures concerns.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// An address that sends.
    Ip(String),
    /// A domain in whose name is sent.
    Domain(String),
    /// One sender.
    Sender(String),
    /// Nothing is known of it.
    Unknown,
}

impl Side {
    /// Its kind and its value, as they are kept.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Side::Ip(ip) => ("ip", ip),
            Side::Domain(domain) => ("domain", domain),
            Side::Sender(sender) => ("sender", sender),
            Side::Unknown => ("unknown", ""),
        }
    }

    /// The side that was kept.
    pub fn of_parts(kind: &str, value: String) -> Side {
        match kind {
            "ip" => Side::Ip(value),
            "domain" => Side::Domain(value),
            "sender" => Side::Sender(value),
            _ => Side::Unknown,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.parts().1)
    }
}

/// What the failures of one incident share.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shared {
    /// The cause.
    pub cause: String,
    /// Who refused: the provider, else the domain of the recipients.
    pub remote: String,
    /// Our side.
    pub side: Side,
}

impl Shared {
    /// What a failure shares with others; none where it concerns its recipient alone, and none where nothing is to be done by anybody: greylisting, and bounces of mails that were not ours.
    pub fn of(delivery: &Delivery) -> Option<Shared> {
        let is_harmless = delivery.party.as_deref() == Some("nobody") && delivery.suppress.as_deref() == Some("no");
        let is_failure = !is_harmless && matches!(delivery.action.as_str(), "failed" | "delayed");
        let scope = delivery.scope.as_deref().filter(|scope| is_failure && *scope != "address")?;
        let cause = delivery.cause.clone()?;
        Some(Shared { cause, remote: remote(delivery)?, side: side(delivery, scope) })
    }

    /// The name of an incident that begins with a delivery.
    pub fn id(&self, first: &Delivery) -> IncidentId {
        let mut context = Context::new(&SHA256);
        let (kind, value) = self.side.parts();
        for part in [self.cause.as_bytes(), self.remote.as_bytes(), kind.as_bytes(), value.as_bytes(), &first.id.0] {
            context.update(part);
            context.update(&[0]);
        }
        let mut id = [0; BYTES];
        id.iter_mut().zip(context.finish().as_ref()).for_each(|(to, from)| *to = *from);
        IncidentId(id)
    }
}

/// Who refused.
pub fn remote(delivery: &Delivery) -> Option<String> {
    delivery.provider.clone().or_else(|| delivery.recipient_domain.clone())
}

/// Our side of a failure, as far as the cause reaches: who is blocked for the address of the host shares that fate with all who send from there.
fn side(delivery: &Delivery, scope: &str) -> Side {
    let ip = || delivery.sending_ip.clone().map(Side::Ip);
    let domain = || delivery.sender_domain.clone().map(Side::Domain);
    let sender = || delivery.sender.clone().map(Side::Sender);
    match scope {
        "ip" | "host" | "session" => ip().or_else(domain),
        "sender" => sender().or_else(domain).or_else(ip),
        _ => domain().or_else(ip),
    }
    .unwrap_or(Side::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(cause: &str, scope: &str) -> Delivery {
        let word = |word: &str| Some(word.to_owned());
        Delivery {
            action: "failed".to_owned(),
            cause: word(cause),
            scope: word(scope),
            recipient_domain: word("example.com"),
            sender: word("ann@example.cn"),
            sender_domain: word("example.cn"),
            sending_ip: word("192.0.2.1"),
            ..Delivery::default()
        }
    }

    #[test]
    fn the_side_is_as_wide_as_the_cause() {
        let check = |scope, expected| assert_eq!(Shared::of(&failure("some", scope)).map(|shared| shared.side), expected, "{scope}");
        check("ip", Some(Side::Ip("192.0.2.1".to_owned())));
        check("session", Some(Side::Ip("192.0.2.1".to_owned())));
        check("sender", Some(Side::Sender("ann@example.cn".to_owned())));
        check("domain", Some(Side::Domain("example.cn".to_owned())));
        check("message", Some(Side::Domain("example.cn".to_owned())));
        check("address", None);
    }

    #[test]
    fn a_provider_refuses_for_all_its_domains() {
        let mut failure = failure("ip-blocklisted", "ip");
        assert_eq!(Shared::of(&failure).map(|shared| shared.remote), Some("example.com".to_owned()));
        failure.provider = Some("microsoft".to_owned());
        assert_eq!(Shared::of(&failure).map(|shared| shared.remote), Some("microsoft".to_owned()));
        failure.action = "delivered".to_owned();
        assert_eq!(Shared::of(&failure), None);
        failure.action = "delayed".to_owned();
        assert!(Shared::of(&failure).is_some());
        failure.party = Some("nobody".to_owned());
        failure.suppress = Some("no".to_owned());
        assert_eq!(Shared::of(&failure), None, "greylisting is no incident");
    }

    #[test]
    fn the_same_beginning_has_the_same_name() {
        let first = failure("rate-limited", "ip");
        let shared = Shared::of(&first);
        let other = Delivery { id: crate::DeliveryId([1; BYTES]), ..first.clone() };
        assert_eq!(shared.as_ref().map(|shared| shared.id(&first)), shared.as_ref().map(|shared| shared.id(&first)));
        assert_ne!(shared.as_ref().map(|shared| shared.id(&first)), shared.as_ref().map(|shared| shared.id(&other)));
    }
}
