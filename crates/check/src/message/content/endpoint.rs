//! Where a spam filter listens.

use std::fmt;
use std::str::FromStr;

/// The port of the worker of rspamd that scans mails.
const RSPAMD_PORT: u16 = 11333;

/// The port of HTTP over TLS (RFC 9110 section 4.2.2).
const HTTPS_PORT: u16 = 443;

/// A spam filter: `http://localhost:11333`, `https://filter.example.com/rspamd`.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) is_encrypted: bool,
    pub(super) host: String,
    pub(super) port: u16,
    /// What stands in front of the name of the command, without a slash at its end.
    pub(super) path: String,
    pub(super) password: Option<String>,
}

/// A URL at which no spam filter can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadUrl;

impl fmt::Display for BadUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected http://host:port or https://host:port")
    }
}

impl std::error::Error for BadUrl {}

/// Passwords are not for logs.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Endpoint").field(&self.shown()).finish()
    }
}

impl Endpoint {
    /// The same with the password that the controller of rspamd asks for.
    #[must_use]
    pub fn with_password(mut self, password: impl Into<String>) -> Endpoint {
        self.password = Some(password.into());
        self
    }

    /// Its address without its password.
    pub fn shown(&self) -> String {
        let scheme = if self.is_encrypted { "https" } else { "http" };
        format!("{scheme}://{}{}", self.authority(), self.path)
    }

    /// Host and port as the field `Host` wants them (RFC 9110 section 7.2).
    pub(super) fn authority(&self) -> String {
        if self.host.contains(':') { format!("[{}]:{}", self.host, self.port) } else { format!("{}:{}", self.host, self.port) }
    }
}

impl FromStr for Endpoint {
    type Err = BadUrl;

    fn from_str(url: &str) -> Result<Endpoint, BadUrl> {
        let (scheme, rest) = url.trim().split_once("://").ok_or(BadUrl)?;
        let is_encrypted = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            _ => return Err(BadUrl),
        };
        let (authority, path) = rest.find('/').and_then(|slash| rest.split_at_checked(slash)).unwrap_or((rest, ""));
        let standard = if is_encrypted { HTTPS_PORT } else { RSPAMD_PORT };
        let (host, port) = host_and_port(authority, standard).ok_or(BadUrl)?;
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'@'));
        if host.is_empty() || !is_plain(host) || !is_plain(path) {
            return Err(BadUrl);
        }
        Ok(Endpoint { is_encrypted, host: host.to_owned(), port, path: path.trim_end_matches('/').to_owned(), password: None })
    }
}

fn host_and_port(authority: &str, standard: u16) -> Option<(&str, u16)> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => authority.find(':').and_then(|colon| authority.split_at_checked(colon)).unwrap_or((authority, "")),
    };
    let port = if port.is_empty() { standard } else { port.strip_prefix(':')?.parse().ok()? };
    Some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_read() {
        for (url, expected) in [
            ("http://localhost", Some("http://localhost:11333")),
            ("http://127.0.0.1:11334/", Some("http://127.0.0.1:11334")),
            ("HTTPS://filter.example.com/rspamd/", Some("https://filter.example.com:443/rspamd")),
            ("http://[2001:db8::1]:80", Some("http://[2001:db8::1]:80")),
            ("localhost:11333", None),
            ("ftp://localhost", None),
            ("http://", None),
            ("http://user@localhost", None),
            ("http://localhost:port", None),
            ("http://localhost/a b", None),
            ("http://local\r\nhost/", None),
        ] {
            assert_eq!(url.parse::<Endpoint>().ok().map(|endpoint| endpoint.shown()).as_deref(), expected, "{url}");
        }
    }
}
