//! Which resolvers are asked, as whoever runs the program names them.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

/// The port of resolvers (RFC 1035 section 4.2).
const DNS_PORT: u16 = 53;

/// The port of resolvers that speak TLS (RFC 7858 section 3.1).
const TLS_PORT: u16 = 853;

/// The port of resolvers that speak HTTPS (RFC 8484).
const HTTPS_PORT: u16 = 443;

/// Where resolvers that speak HTTPS usually listen (RFC 8484 section 4.1 gives it as example).
const HTTPS_PATH: &str = "/dns-query";

/// More resolvers than these are not asked one after the other.
const MOST: usize = 8;

/// The resolvers to ask, in this order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Servers {
    /// Those that the system asks.
    #[default]
    System,
    /// These.
    Listed(Vec<Server>),
}

/// One resolver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Where it is: an address, or a name that the system looks up.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub transport: Transport,
}

/// How a resolver is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// By UDP, and by TCP where an answer is too large for it.
    Plain,
    /// By TLS (RFC 7858), with the name that its certificate must bear.
    Tls(String),
    /// By HTTPS (RFC 8484), with the path at which it listens.
    Https(String),
}

/// Why a text names no resolvers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServersError {
    /// There is nothing in it.
    Missing,
    /// This is neither an address nor the URL of a resolver.
    Unreadable(String),
    /// `system` stands for all resolvers and goes with no other.
    SystemAndOthers,
    /// There are more than are asked.
    TooMany,
    /// The system names no resolvers, or this name of one leads nowhere.
    NotFound(String),
    /// No encrypted connection can be made.
    NoTls,
}

impl std::fmt::Display for ServersError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ServersError::Missing => f.write_str("no resolver is named"),
            ServersError::Unreadable(text) => {
                write!(
                    f,
                    "'{text}' is no resolver: write 'system', an IP address, IP:port, [IPv6]:port, tls://host or https://host/dns-query"
                )
            }
            ServersError::SystemAndOthers => f.write_str("'system' cannot be combined with other resolvers"),
            ServersError::TooMany => write!(f, "more than {MOST} resolvers are named"),
            ServersError::NotFound(name) => write!(f, "the resolver '{name}' cannot be found"),
            ServersError::NoTls => f.write_str("encrypted connections cannot be set up"),
        }
    }
}

impl std::error::Error for ServersError {}

impl Servers {
    /// Reads names of resolvers, each alone or several with commas or blanks between them.
    pub fn parse<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Servers, ServersError> {
        let texts: Vec<T> = texts.into_iter().collect();
        let words = texts.iter().flat_map(|text| text.as_ref().split([',', ' ', '\t', '\n'])).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        match words.as_slice() {
            [] => Err(ServersError::Missing),
            ["system"] => Ok(Servers::System),
            words if words.contains(&"system") => Err(ServersError::SystemAndOthers),
            words if words.len() > MOST => Err(ServersError::TooMany),
            words => words.iter().map(|word| word.parse()).collect::<Result<_, _>>().map(Servers::Listed),
        }
    }
}

impl FromStr for Servers {
    type Err = ServersError;

    fn from_str(text: &str) -> Result<Servers, ServersError> {
        Servers::parse([text])
    }
}

impl FromStr for Server {
    type Err = ServersError;

    fn from_str(text: &str) -> Result<Server, ServersError> {
        let server = match text.split_once("://") {
            Some(("tls", rest)) => tls(rest),
            Some(("https", rest)) => https(rest),
            Some(("udp" | "dns", rest)) => plain(rest),
            Some(_) => None,
            None => plain(text),
        };
        server.ok_or_else(|| ServersError::Unreadable(text.to_owned()))
    }
}

impl std::fmt::Display for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match &self.transport {
            Transport::Plain if self.port == DNS_PORT => f.write_str(&self.host),
            Transport::Plain => write!(f, "{host}:{}", self.port),
            Transport::Tls(_) if self.port == TLS_PORT => write!(f, "tls://{host}"),
            Transport::Tls(_) => write!(f, "tls://{host}:{}", self.port),
            Transport::Https(path) if self.port == HTTPS_PORT => write!(f, "https://{host}{path}"),
            Transport::Https(path) => write!(f, "https://{host}:{}{path}", self.port),
        }
    }
}

fn plain(text: &str) -> Option<Server> {
    let (host, port) = host_and_port(text, DNS_PORT)?;
    host.parse::<IpAddr>().ok()?;
    Some(Server { host, port, transport: Transport::Plain })
}

fn tls(rest: &str) -> Option<Server> {
    let (place, name) = rest.split_once('#').map_or((rest, None), |(place, name)| (place, Some(name)));
    let (host, port) = host_and_port(place.strip_suffix('/').unwrap_or(place), TLS_PORT)?;
    let name = name.map_or_else(|| host.clone(), str::to_owned);
    let transport = Transport::Tls(Some(name).filter(|name| is_host(name))?);
    Some(Server { host, port, transport })
}

fn https(rest: &str) -> Option<Server> {
    let (place, path) = rest.split_once('/').map_or((rest, String::new()), |(place, path)| (place, format!("/{path}")));
    let (host, port) = host_and_port(place, HTTPS_PORT)?;
    let path = if path.len() <= 1 { HTTPS_PATH.to_owned() } else { path };
    path.bytes().all(|byte| byte.is_ascii_graphic()).then_some(Server { host, port, transport: Transport::Https(path) })
}

/// A host, which is an address or a name, and its port.
fn host_and_port(text: &str, default: u16) -> Option<(String, u16)> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some((address.to_string(), default));
    }
    if let Ok(socket) = text.parse::<SocketAddr>() {
        return (socket.port() != 0).then(|| (socket.ip().to_string(), socket.port()));
    }
    if let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return inner.parse::<Ipv6Addr>().ok().map(|address| (address.to_string(), default));
    }
    let (host, port) = text.split_once(':').map_or((text, Some(default)), |(host, port)| (host, port.parse().ok()));
    let port = port.filter(|port| *port != 0)?;
    is_host(host).then(|| (host.to_ascii_lowercase(), port))
}

fn is_host(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_name = super::asked(text).is_some_and(|name| name.split('.').all(|label| label.bytes().all(is_letter)));
    text.parse::<IpAddr>().is_ok() || (text.is_ascii() && is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolvers_are_named_as_people_name_them() {
        for (text, expected) in [
            ("system", "system"),
            ("1.1.1.1", "1.1.1.1"),
            ("1.1.1.1, 8.8.8.8:5353", "1.1.1.1 8.8.8.8:5353"),
            ("2606:4700:4700::1111", "2606:4700:4700::1111"),
            ("[2606:4700:4700::1111]:5353", "[2606:4700:4700::1111]:5353"),
            ("udp://127.0.0.1:5300", "127.0.0.1:5300"),
            ("tls://dns.example", "tls://dns.example as dns.example"),
            ("tls://192.0.2.1#dns.example", "tls://192.0.2.1 as dns.example"),
            ("tls://192.0.2.1:8853#dns.example", "tls://192.0.2.1:8853 as dns.example"),
            ("tls://[2001:db8::1]#dns.example", "tls://[2001:db8::1] as dns.example"),
            ("https://dns.example", "https://dns.example/dns-query"),
            ("https://dns.example:8443/resolve", "https://dns.example:8443/resolve"),
            ("", "Missing"),
            (" , ", "Missing"),
            ("system 1.1.1.1", "SystemAndOthers"),
            ("dns.example", "Unreadable(\"dns.example\")"),
            ("1.1.1.1:0", "Unreadable(\"1.1.1.1:0\")"),
            ("1.1.1", "Unreadable(\"1.1.1\")"),
            ("1.1.1.1:99999", "Unreadable(\"1.1.1.1:99999\")"),
            ("ftp://1.1.1.1", "Unreadable(\"ftp://1.1.1.1\")"),
            ("tls://", "Unreadable(\"tls://\")"),
            ("tls://a_b.example", "Unreadable(\"tls://a_b.example\")"),
            ("tls://192.0.2.1#", "Unreadable(\"tls://192.0.2.1#\")"),
            ("https://u@dns.example/", "Unreadable(\"https://u@dns.example/\")"),
            ("1.1.1.1 1.1.1.1 1.1.1.1 1.1.1.1 1.1.1.1 1.1.1.1 1.1.1.1 1.1.1.1 1.1.1.1", "TooMany"),
        ] {
            assert_eq!(told(text.parse()), expected, "{text}");
        }
    }

    fn told(servers: Result<Servers, ServersError>) -> String {
        let of_one = |server: &Server| match &server.transport {
            Transport::Tls(name) => format!("{server} as {name}"),
            _ => server.to_string(),
        };
        match servers {
            Ok(Servers::System) => "system".to_owned(),
            Ok(Servers::Listed(servers)) => servers.iter().map(of_one).collect::<Vec<_>>().join(" "),
            Err(error) => format!("{error:?}"),
        }
    }
}
