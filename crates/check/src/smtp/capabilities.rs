//! What a server says it can do, in its answer to `EHLO`.

use super::reply::Reply;

/// How many names of extensions are kept; the registry of IANA has some forty.
const MOST_EXTENSIONS: usize = 64;

/// The extensions that a server announces (RFC 5321 section 4.1.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Capabilities {
    /// The largest mail it takes (RFC 1870).
    pub size: SizeLimit,
    /// What it limits in one session (RFC 9422).
    pub limits: Limits,
    /// How one may log in (RFC 4954).
    pub auth: Vec<String>,
    /// All keywords in capitals, in their order, without parameters.
    pub extensions: Vec<String>,
}

/// The largest mail that a server takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SizeLimit {
    /// It does not say.
    #[default]
    Unannounced,
    /// It announces that it has no fixed limit: the keyword without a number, or with 0 (RFC 1870 section 4).
    Unfixed,
    /// So many octets, each line end counted as two.
    Octets(u64),
}

/// What a server limits in one session (RFC 9422 section 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How many mails.
    pub mails: Option<u32>,
    /// How many recipients of one mail.
    pub recipients: Option<u32>,
    /// How many domains among the recipients of one mail.
    pub recipient_domains: Option<u32>,
}

impl Capabilities {
    /// Reads the answer to `EHLO`; its first line is the server's name and no extension.
    pub(super) fn of(reply: &Reply) -> Capabilities {
        let mut capabilities = Capabilities::default();
        for line in reply.words().skip(1).take(MOST_EXTENSIONS) {
            capabilities.add(line);
        }
        capabilities
    }

    /// Whether a keyword was announced.
    pub fn has(&self, extension: &str) -> bool {
        self.extensions.iter().any(|known| known == extension)
    }

    fn add(&mut self, line: &str) {
        // Some servers still write `AUTH=LOGIN` for clients older than RFC 4954.
        let mut words = line.split([' ', '=']).filter(|word| !word.is_empty());
        let Some(keyword) = words.next().map(str::to_ascii_uppercase) else { return };
        match keyword.as_str() {
            "SIZE" => self.size = size(words.next()),
            "LIMITS" => self.limits = limits(line),
            "AUTH" => self.auth.extend(words.map(str::to_ascii_uppercase)),
            _ => {}
        }
        if !self.has(&keyword) {
            self.extensions.push(keyword);
        }
    }
}

fn size(number: Option<&str>) -> SizeLimit {
    match number.map(str::parse) {
        None | Some(Ok(0)) => SizeLimit::Unfixed,
        Some(Ok(octets)) => SizeLimit::Octets(octets),
        Some(Err(_)) => SizeLimit::Unannounced,
    }
}

fn limits(line: &str) -> Limits {
    let value = |name: &str| {
        let mut pairs = line.split(' ').filter_map(|word| word.split_once('='));
        pairs.find(|(known, _)| known.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.parse().ok())
    };
    Limits { mails: value("MAILMAX"), recipients: value("RCPTMAX"), recipient_domains: value("RCPTDOMAINMAX") }
}

#[cfg(test)]
mod tests {
    use super::super::reply::{Reader, Reading};
    use super::*;

    fn check(lines: &[&str], expected: &str) {
        let mut reply: String = lines.iter().map(|line| format!("250-{line}\r\n")).collect();
        reply.push_str("250 HELP\r\n");
        let Reading::Whole(reply, _) = Reader::default().read(reply.as_bytes()) else { panic!("no reply") };
        let found = Capabilities::of(&reply);
        let Limits { mails, recipients, recipient_domains } = found.limits;
        let limits = [mails, recipients, recipient_domains].map(|limit| limit.map_or("-".to_owned(), |limit| limit.to_string()));
        assert_eq!(
            format!("{:?} | {} | {} | {}", found.size, limits.join(" "), found.auth.join(" "), found.extensions.join(" ")),
            expected,
            "{lines:?}"
        );
    }

    #[test]
    fn capabilities_are_read() {
        check(&["mx.example.com"], "Unannounced | - - - |  | HELP");
        check(&["mx.example.com", "SIZE 52428800", "8BITMIME"], "Octets(52428800) | - - - |  | SIZE 8BITMIME HELP");
        check(&["mx.example.com", "size"], "Unfixed | - - - |  | SIZE HELP");
        check(&["mx.example.com", "SIZE 0"], "Unfixed | - - - |  | SIZE HELP");
        check(&["mx.example.com", "SIZE many"], "Unannounced | - - - |  | SIZE HELP");
        check(&["mx.example.com", "AUTH PLAIN login", "AUTH=LOGIN"], "Unannounced | - - - | PLAIN LOGIN LOGIN | AUTH HELP");
        check(
            &["mx.example.com", "LIMITS RCPTMAX=20 MAILMAX=5 RCPTDOMAINMAX=x", "STARTTLS"],
            "Unannounced | 5 20 - |  | LIMITS STARTTLS HELP",
        );
        check(&["SIZE 10"], "Unannounced | - - - |  | HELP");
    }
}
