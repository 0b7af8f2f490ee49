//! How a mail would arrive, which a spam filter judges together with its content.

use std::net::IpAddr;

use super::endpoint::Endpoint;

/// The envelope of a mail and the host that hands it over.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// The sender of the envelope.
    pub from: Option<String>,
    /// The recipients of the envelope.
    pub recipients: Vec<String>,
    /// The address of the host that sends.
    pub ip: Option<IpAddr>,
    /// The name with which it introduces itself.
    pub helo: Option<String>,
    /// The mailbox into which the mail is delivered.
    pub deliver_to: Option<String>,
}

/// How many recipients the filter is told of.
const MOST_RECIPIENTS: usize = 100;

impl Envelope {
    /// The head of the request. It is one of HTTP/1.0, whose answers are never in pieces, and which rspamd documents for its clients.
    pub(super) fn request(&self, endpoint: &Endpoint, length: usize) -> String {
        let mut head = format!(
            "POST {}/checkv2 HTTP/1.0\r\nHost: {}\r\nContent-Type: message/rfc822\r\nContent-Length: {length}\r\n",
            endpoint.path,
            endpoint.authority()
        );
        let ip = self.ip.map(|ip| ip.to_string());
        let single =
            [("Password", &endpoint.password), ("From", &self.from), ("IP", &ip), ("Helo", &self.helo), ("Deliver-To", &self.deliver_to)];
        let single = single.into_iter().filter_map(|(name, value)| value.as_ref().map(|value| (name, value)));
        for (name, value) in single.chain(self.recipients.iter().take(MOST_RECIPIENTS).map(|recipient| ("Rcpt", recipient))) {
            // A line break in an address would make a field of what follows it.
            if !value.chars().any(char::is_control) {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head.push_str("\r\n");
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_hold_what_is_known_and_no_line_of_a_stranger() {
        let endpoint = "http://localhost/r".parse::<Endpoint>().unwrap().with_password("secret");
        let envelope = Envelope {
            from: Some("a@example.com".to_owned()),
            recipients: vec!["b@example.net".to_owned(), "c@example.net\r\nFlags: x".to_owned()],
            ip: Some("192.0.2.1".parse().unwrap()),
            helo: Some("mx.example.com".to_owned()),
            deliver_to: None,
        };
        assert_eq!(
            envelope.request(&endpoint, 7),
            "POST /r/checkv2 HTTP/1.0\r\nHost: localhost:11333\r\nContent-Type: message/rfc822\r\nContent-Length: 7\r\nPassword: secret\r\n\
             From: a@example.com\r\nIP: 192.0.2.1\r\nHelo: mx.example.com\r\nRcpt: b@example.net\r\n\r\n"
        );
    }
}
