//! What can be wrong with a record, and why an evaluation breaks off.

use crate::dns;

use super::evaluate::SpfResult;

/// A fault in the text of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The term it is in, as it is written.
    pub term: String,
    /// Where the term begins, in bytes from the start of the record.
    pub at: usize,
}

/// What is wrong with a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// There is no mechanism of this name.
    UnknownMechanism,
    /// The mechanism needs a value and has none.
    MissingValue,
    /// The mechanism takes no value and has one.
    NeedlessValue,
    /// It is no IPv4 address.
    BadIp4,
    /// It is no IPv6 address.
    BadIp6,
    /// The number of bits of a network is none, or too large.
    BadPrefix,
    /// The name cannot be one of the DNS.
    BadName,
    /// A macro is misspelt, or may not stand here.
    BadMacro,
    /// `redirect` or `exp` is there twice.
    Repeated,
    /// A character that is no visible one of ASCII.
    ForeignCharacter,
}

impl FaultKind {
    /// The name by which the texts choose their words.
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::UnknownMechanism => "unknown-mechanism",
            FaultKind::MissingValue => "missing-value",
            FaultKind::NeedlessValue => "needless-value",
            FaultKind::BadIp4 => "bad-ip4",
            FaultKind::BadIp6 => "bad-ip6",
            FaultKind::BadPrefix => "bad-prefix",
            FaultKind::BadName => "bad-name",
            FaultKind::BadMacro => "bad-macro",
            FaultKind::Repeated => "repeated",
            FaultKind::ForeignCharacter => "foreign-character",
        }
    }
}

/// Why an evaluation ended without an answer about the host.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A domain has several records (section 4.5).
    SeveralRecords {
        /// Whose they are.
        domain: String,
    },
    /// A record is not written as it should be (section 4.6).
    Syntax {
        /// Whose record it is.
        domain: String,
        /// All faults in it.
        faults: Vec<Fault>,
    },
    /// A term leads to a domain without a record (sections 5.2 and 6.1).
    NoRecord {
        /// The term.
        term: String,
        /// The domain it leads to.
        domain: String,
    },
    /// More terms than ten have to be looked up (section 4.6.4).
    TooManyLookups {
        /// The term that was too much.
        term: String,
    },
    /// More than two names that were asked for do not exist (section 4.6.4).
    TooManyVoidLookups {
        /// The term that was too much.
        term: String,
    },
    /// A domain has more than ten mail servers (section 4.6.4).
    TooManyMailServers {
        /// The domain.
        domain: String,
    },
    /// The DNS gave no answer (section 2.6.6).
    Dns {
        /// What was asked for.
        domain: String,
        /// Why there was none.
        fault: dns::Fault,
    },
    /// The evaluation took longer than receivers wait (section 4.6.4).
    TooSlow,
}

impl Problem {
    /// The result of an evaluation that ends with it.
    pub fn result(&self) -> SpfResult {
        match self {
            Problem::Dns { .. } | Problem::TooSlow => SpfResult::TempError,
            _ => SpfResult::PermError,
        }
    }
}
