//! The knowledge in the form in which the engine uses it: checked, and every name resolved to an index.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attributes::{FactKind, Offer, Particular, Party, Permanence, Retry, Scope, Suppress, Tier};
use crate::smtp::{ReplyCode, Stage, StatusCode};

/// Index of a cause in [`super::Knowledge::causes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CauseId(pub(crate) u16);

/// Index of a provider in [`super::Knowledge::providers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ProviderId(pub(crate) u16);

/// Index of a rule in [`super::Knowledge::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RuleId(pub(crate) u16);

/// A reason why a delivery fails.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cause {
    /// Its name: `user-unknown`.
    pub id: String,
    /// The group it belongs to: `recipient`.
    pub group: String,
    /// Whether it goes away by itself, unless the reply code of the case says otherwise.
    pub permanence: Permanence,
    /// Who has to act.
    pub party: Party,
    /// Whether to stop writing to the address.
    pub suppress: Suppress,
    /// When the mail may be sent again.
    pub retry: Retry,
    /// What the fault clings to.
    pub scope: Scope,
    /// Enhanced status codes that usually go with it.
    pub codes: Vec<StatusCode>,
    /// Facts to look for in the reply.
    pub facts: Vec<FactKind>,
    /// Whether any other cause found beside this one speaks instead: that a queue gave up says nothing of why.
    pub yields: bool,
    /// What other systems call it, by system; the nearest name first.
    pub names: BTreeMap<String, Vec<String>>,
    /// The steps of its remedy as the sender takes them.
    pub sender_steps: Vec<String>,
    /// The steps of its remedy as the sending side's administrator takes them.
    pub admin_steps: Vec<String>,
    /// The letters that make sense, the likeliest to help first.
    pub letters: Vec<Offer>,
}

/// A step of a remedy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// Its name, under which `text/` holds its words.
    pub id: String,
    /// Who takes it.
    pub who: String,
    /// The automatic check that belongs to it.
    pub check: Option<String>,
    /// Facts that have to be known for the step to be shown.
    pub needs: Vec<String>,
    /// Facts that must not be known.
    pub lacks: Vec<String>,
}

/// A provider that can be recognised by its hosts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provider {
    /// Its name in rules and in the output: `tencent`.
    pub id: String,
    /// Its name for people, by language.
    pub name: BTreeMap<String, String>,
    /// Where a mail administrator turns to.
    pub postmaster: Option<String>,
    /// Where removal from its blocklist is asked for.
    pub delist: Option<String>,
    /// Where a sender whose mail is refused writes to: an address or a form.
    pub support: Option<String>,
    /// What the letters to it have to tell.
    pub asks: Vec<Particular>,
    /// The tag of the language in which to write to it (RFC 5646), where that is not English.
    pub language: Option<String>,
}

/// A blocklist, as far as one writes to its keepers; live checks know more of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Blocklist {
    /// Its name for people.
    pub name: String,
    /// All names by which replies call it.
    pub names: Vec<String>,
    /// Whether it lists domains rather than addresses.
    pub lists_domains: bool,
    /// Whether it was shut down.
    pub is_closed: bool,
    /// Where removal is asked for: a page or an address.
    pub removal: Option<String>,
    /// What a request for removal has to tell.
    pub asks: Vec<Particular>,
    /// The tag of the language in which to write to its keepers (RFC 5646), where that is not English.
    pub language: Option<String>,
}

/// Facts that a rule's words give away by themselves.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RuleFacts {
    /// The provider's own code.
    pub provider_code: Option<String>,
    /// The blocklist.
    pub blocklist: Option<String>,
    /// A help page.
    pub help_url: Option<String>,
    /// Whom to write to because of these words: an address or a form, where it is not that of the provider.
    pub contact: Option<String>,
}

/// A rule: words that mean a cause.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rule {
    /// File and name: `tencent/ip-frequency`.
    pub id: String,
    /// What the words mean.
    pub cause: CauseId,
    /// Whose words they are.
    pub provider: Option<ProviderId>,
    /// How much they prove.
    pub tier: Tier,
    /// Reply codes with which alone they count; a single digit stands for its class.
    pub codes: Vec<u16>,
    /// Enhanced status codes with which alone they count.
    pub status: Vec<StatusPattern>,
    /// Stages at which alone they count.
    pub stages: Vec<Stage>,
    /// Whether they count only when the provider is known to have spoken.
    pub only: bool,
    /// Whether they strike no address off although their cause does: words that only guess, or that fit a living address too.
    pub spares: bool,
    /// Whether the rule comes from the user's own files.
    pub is_users: bool,
    /// What they give away.
    pub facts: RuleFacts,
    /// Steps for the sender to take before those of the cause.
    pub sender_steps: Vec<String>,
    /// Steps for the administrator to take before those of the cause.
    pub admin_steps: Vec<String>,
}

/// An enhanced status code with parts left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusPattern {
    pub(crate) class: Option<u8>,
    pub(crate) subject: Option<u16>,
    pub(crate) detail: Option<u16>,
}

impl StatusPattern {
    /// Reads `5.7.1`, `x.7.1` or `5.1.x`.
    pub(crate) fn parse(text: &str) -> Option<StatusPattern> {
        let mut parts = text.split('.').map(|part| if part.eq_ignore_ascii_case("x") { Some(None) } else { part.parse().ok().map(Some) });
        let (class, subject, detail) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() || class.is_some_and(|class| !matches!(class, 2 | 4 | 5)) {
            return None;
        }
        Some(StatusPattern { class: class.map(|class: u16| class as u8), subject, detail })
    }

    /// Whether the subject or the detail is left open.
    pub(crate) fn is_open(self) -> bool {
        self.subject.is_none() || self.detail.is_none()
    }

    /// Where it stands in the order in which codes are looked up: patterns with an open part first, then by subject and detail.
    pub(crate) fn place(self) -> u32 {
        self.subject.zip(self.detail).map_or(0, |(subject, detail)| 1 + (u32::from(subject) << 16 | u32::from(detail)))
    }

    /// The place of the patterns that leave neither the subject nor the detail of this code open.
    pub(crate) fn place_of(code: StatusCode) -> u32 {
        1 + (u32::from(code.subject()) << 16 | u32::from(code.detail()))
    }

    /// Whether the code has these parts.
    pub fn matches(self, code: StatusCode) -> bool {
        let class = self.class.is_none_or(|class| crate::smtp::Class::from_digit(class) == Some(code.class()));
        class && self.subject.is_none_or(|subject| subject == code.subject()) && self.detail.is_none_or(|detail| detail == code.detail())
    }
}

/// What an enhanced status code means when no words say more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StatusMeaning {
    pub pattern: StatusPattern,
    pub provider: Option<ProviderId>,
    pub cause: CauseId,
    /// Whether the code is used for nothing else.
    pub strong: bool,
}

/// What a reply code means when nothing else says more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ReplyMeaning {
    pub code: ReplyCode,
    pub provider: Option<ProviderId>,
    pub stages: Vec<Stage>,
    pub cause: CauseId,
}
