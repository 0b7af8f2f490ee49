//! Whether what was authenticated is what the reader sees (RFC 9989 section 4.4).

use crate::dns::{Dns, asked};
use crate::sender::spf::SpfResult;

use super::record::Alignment;
use super::walk::{Walk, walk};

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
    is_aligned_with(dns, &walk(dns, from).await, authenticated, alignment).await
}

/// The same for a domain whose walk was made before; it need not be made again for each signature.
pub(in crate::sender) async fn is_aligned_with(dns: &Dns, from: &Walk, authenticated: &str, alignment: Alignment) -> bool {
    let Some(authenticated) = asked(authenticated) else {
        return false;
    };
    if from.domain == authenticated {
        return true;
    }
    alignment == Alignment::Relaxed && walk(dns, &authenticated).await.organizational_domain() == from.organizational_domain()
}
