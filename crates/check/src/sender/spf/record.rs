//! What an SPF record says (RFC 7208 section 4.6.1).

use std::net::{Ipv4Addr, Ipv6Addr};

use super::macros::MacroString;

/// A record, its terms in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// The mechanisms with their qualifiers.
    pub directives: Vec<Directive>,
    /// Whose record decides when no mechanism matches (section 6.1).
    pub redirect: Option<Modifier>,
    /// Where the words for a refusal stand (section 6.2).
    pub exp: Option<Modifier>,
}

/// A mechanism, and what it means to match it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Directive {
    /// The term as it is written.
    pub text: String,
    /// The result when it matches.
    pub qualifier: Qualifier,
    /// What is compared.
    pub mechanism: Mechanism,
}

/// The value of a modifier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Modifier {
    /// The term as it is written.
    pub text: String,
    /// The name it gives.
    pub target: MacroString,
}

/// The result that a matching mechanism gives (section 4.6.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Qualifier {
    /// `-`: the host may not send.
    Fail,
    /// `~`: the host probably may not send.
    SoftFail,
    /// `?`: nothing is said about the host.
    Neutral,
    /// `+` or nothing: the host may send.
    #[default]
    Pass,
}

impl Qualifier {
    /// Its sign; `+` is what a mechanism without a sign means.
    pub fn sign(self) -> char {
        match self {
            Qualifier::Pass => '+',
            Qualifier::Neutral => '?',
            Qualifier::SoftFail => '~',
            Qualifier::Fail => '-',
        }
    }

    pub(super) fn of_sign(sign: char) -> Option<Qualifier> {
        [Qualifier::Pass, Qualifier::Neutral, Qualifier::SoftFail, Qualifier::Fail].into_iter().find(|qualifier| qualifier.sign() == sign)
    }
}

/// What the address of the host is compared with (section 5).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mechanism {
    /// Every address.
    All,
    /// Whatever passes the record of another domain.
    Include(MacroString),
    /// The addresses of a name.
    A(Hosts),
    /// The addresses of the mail servers of a domain.
    Mx(Hosts),
    /// The names of the address; not to be used (section 5.5).
    Ptr(Option<MacroString>),
    /// A network.
    Ip4 {
        /// An address in it.
        network: Ipv4Addr,
        /// How many bits count.
        prefix: u8,
    },
    /// A network.
    Ip6 {
        /// An address in it.
        network: Ipv6Addr,
        /// How many bits count.
        prefix: u8,
    },
    /// Any address, provided that a name exists.
    Exists(MacroString),
}

/// The hosts of a name, and how exactly their addresses are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hosts {
    /// The name; the domain of the record where none is given.
    pub name: Option<MacroString>,
    /// How many bits of an IPv4 address count.
    pub prefix4: u8,
    /// How many bits of an IPv6 address count.
    pub prefix6: u8,
}

impl Mechanism {
    /// Whether it counts towards the limit of look-ups (section 4.6.4).
    pub fn asks(&self) -> bool {
        !matches!(self, Mechanism::All | Mechanism::Ip4 { .. } | Mechanism::Ip6 { .. })
    }

    /// The name that it gives, where it gives one.
    pub fn target(&self) -> Option<&MacroString> {
        match self {
            Mechanism::Include(name) | Mechanism::Exists(name) => Some(name),
            Mechanism::A(hosts) | Mechanism::Mx(hosts) => hosts.name.as_ref(),
            Mechanism::Ptr(name) => name.as_ref(),
            Mechanism::All | Mechanism::Ip4 { .. } | Mechanism::Ip6 { .. } => None,
        }
    }
}

impl Record {
    /// What the record says about all hosts that nothing before has matched.
    pub fn all(&self) -> Option<&Directive> {
        self.directives.iter().find(|directive| directive.mechanism == Mechanism::All)
    }

    /// The directives up to and with `all`; what follows it is never reached (section 5.1).
    pub fn reachable(&self) -> &[Directive] {
        let end = self.directives.iter().position(|directive| directive.mechanism == Mechanism::All);
        end.and_then(|end| self.directives.get(..=end)).unwrap_or(&self.directives)
    }

    /// Whose record decides when no mechanism matches; nobody's where `all` matches always (section 6.1).
    pub fn effective_redirect(&self) -> Option<&Modifier> {
        self.redirect.as_ref().filter(|_| self.all().is_none())
    }

    /// How many of its own terms count towards the limit of look-ups.
    pub fn asking_terms(&self) -> usize {
        let directives = self.reachable().iter().filter(|directive| directive.mechanism.asks()).count();
        directives + usize::from(self.effective_redirect().is_some())
    }
}
