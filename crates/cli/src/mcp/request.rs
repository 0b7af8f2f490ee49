//! What agents can ask: the inputs of the tools, as their schemas describe them.

use std::net::IpAddr;

use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;
use tuixin::advice::{Audience, Language};

/// How long a text or mail may be, in bytes.
pub const MAX_INPUT: usize = 4 * 1024 * 1024;

/// A language.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub enum Tongue {
    /// English
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese
    #[serde(rename = "zh")]
    Chinese,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Language {
        match tongue {
            Tongue::English => Language::English,
            Tongue::Chinese => Language::Chinese,
        }
    }
}

/// For whom advice is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[schemars(crate = "schemars")]
#[serde(rename_all = "lowercase")]
pub enum Reader {
    /// The person who wrote the mail: no jargon
    #[default]
    Sender,
    /// Whoever runs the sending mail system: records, settings, replies
    Admin,
}

impl From<Reader> for Audience {
    fn from(reader: Reader) -> Audience {
        match reader {
            Reader::Sender => Audience::Sender,
            Reader::Admin => Audience::Admin,
        }
    }
}

/// What `explain` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "schemars")]
#[serde(deny_unknown_fields)]
pub struct ExplainRequest {
    /// A bounce mail with its header fields, an SMTP reply such as "550 5.1.1 User unknown", or several replies, one a line. At most 4 MiB.
    pub text: String,
    /// The language of the words; that of the server without it.
    #[serde(default)]
    pub lang: Option<Tongue>,
    /// For whom the short text is written.
    #[serde(default)]
    pub reader: Reader,
    /// Look up in the DNS, on blocklists and at mail servers what the steps ask for. Only on a server that was started with --allow-checks.
    #[serde(default)]
    pub check: bool,
    /// Also write letters to those who can help: postmaster, provider, blocklist, colleague.
    #[serde(default)]
    pub letters: bool,
    /// The address of the host that sent the mail, where the bounce does not tell it.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub ip: Option<IpAddr>,
    /// The name with which that host introduces itself.
    #[serde(default)]
    pub helo: Option<String>,
}

/// What `check` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "schemars")]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// A mail address (can mail get there?), a domain (does it take mail, and is its own mail let in?) or an IP address (is mail from this host let in?).
    pub target: String,
    /// The language of the words; that of the server without it.
    #[serde(default)]
    pub lang: Option<Tongue>,
    /// Only these checks, as in "mx" and "spf"; all that apply without it.
    #[serde(default)]
    pub only: Vec<String>,
    /// Selectors under which the domain keeps its DKIM keys, at most 16.
    #[serde(default)]
    pub selectors: Vec<String>,
}

/// What `preflight` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "schemars")]
#[serde(deny_unknown_fields)]
pub struct PreflightRequest {
    /// The mail as it will be sent (RFC 5322), header fields and all. At most 4 MiB.
    pub mail: String,
    /// The language of the words; that of the server without it.
    #[serde(default)]
    pub lang: Option<Tongue>,
    /// To whom it will be sent; those in its header without it. At most 1000.
    #[serde(default)]
    pub to: Vec<String>,
    /// The envelope sender, where it is not the address in From.
    #[serde(default)]
    pub sender: Option<String>,
    /// The address of the host that will send it.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub ip: Option<IpAddr>,
    /// The name with which that host introduces itself.
    #[serde(default)]
    pub helo: Option<String>,
    /// Whether it goes to many people, so that the rules for bulk mail apply.
    #[serde(default)]
    pub bulk: bool,
}

/// What `causes` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "schemars")]
#[serde(deny_unknown_fields)]
pub struct CausesRequest {
    /// The name of a cause ("mailbox-full"), an enhanced status code ("5.7.26") or words ("blocked by a list"). Without it the names of all causes are listed.
    #[serde(default)]
    pub query: Option<String>,
    /// The language of the words; that of the server without it.
    #[serde(default)]
    pub lang: Option<Tongue>,
}
