//! Whether what was authenticated is what the reader sees (RFC 9989 section 4.4).

use crate::dns::{Dns, asked};
use crate::sender::spf::SpfResult;

use super::record::Alignment;
use super::walk::walk;

/// What is known of a mail.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Authentication {
    /// The domain of the envelope sender, and the result of SPF for it.
    pub spf: Option<(String, SpfResult)>,
    /// The domains whose DKIM signatures were verified, each with whether its signature is right.
    pub dkim: Vec<(String, bool)>,
}

impl Authentication {
    /// Nothing is known yet.
    pub fn none() -> Authentication {
        Authentication::default()
    }

    /// The same with the result of SPF.
    #[must_use]
    pub fn with_spf(mut self, domain: impl Into<String>, result: SpfResult) -> Authentication {
        self.spf = Some((domain.into(), result));
        self
    }

    /// The same with a signature.
    #[must_use]
    pub fn with_dkim(mut self, domain: impl Into<String>, is_right: bool) -> Authentication {
        self.dkim.push((domain.into(), is_right));
        self
    }
}

/// Whether an authenticated domain counts for the domain that the reader sees.
pub async fn is_aligned(dns: &Dns, from: &str, authenticated: &str, alignment: Alignment) -> bool {
    let (Some(from), Some(authenticated)) = (asked(from), asked(authenticated)) else {
        return false;
    };
    if from == authenticated {
        return true;
    }
    if alignment == Alignment::Strict {
        return false;
    }
    let (of_from, of_authenticated) = (walk(dns, &from).await, walk(dns, &authenticated).await);
    of_from.organizational_domain() == of_authenticated.organizational_domain()
}
