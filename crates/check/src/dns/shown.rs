//! Answers as whoever knows the DNS reads them: in the notation of zone files (RFC 1035 section 5.1).

use std::fmt;

use super::{Data, Lookup, Outcome, Record};

/// How much of one record is shown, in bytes.
const LONGEST: usize = 1024;

impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Data::A(address) => address.fmt(f),
            Data::Aaaa(address) => address.fmt(f),
            // A lone dot is the root, which as a mail server means that there is none.
            Data::Mx { preference, exchange } if exchange.is_empty() => write!(f, "{preference} ."),
            Data::Mx { preference, exchange } => write!(f, "{preference} {exchange}"),
            Data::Txt(text) => {
                let shown = text.get(..LONGEST).unwrap_or(text);
                let more = if shown.len() < text.len() { "…" } else { "" };
                write!(f, "\"{}{more}\"", String::from_utf8_lossy(shown))
            }
            Data::Cname(name) | Data::Ptr(name) | Data::Ns(name) | Data::Soa(name) => f.write_str(name),
            Data::Tlsa { usage, selector, matching, data } => {
                write!(f, "{usage} {selector} {matching} ")?;
                data.iter().take(LONGEST).try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.data {
            Data::A(_) => "A",
            Data::Aaaa(_) => "AAAA",
            Data::Mx { .. } => "MX",
            Data::Txt(_) => "TXT",
            Data::Cname(_) => "CNAME",
            Data::Ptr(_) => "PTR",
            Data::Ns(_) => "NS",
            Data::Soa(_) => "SOA",
            Data::Tlsa { .. } => "TLSA",
        };
        write!(f, "{} {} {kind} {}", self.owner, self.ttl.as_secs(), self.data)
    }
}

impl Lookup {
    /// The answer, a record a line; where there is none, the question with the name of what came instead.
    pub fn lines(&self) -> Vec<String> {
        let question = format!("{} {}", self.name, self.kind.name());
        match &self.outcome {
            Outcome::Records(records) => records.iter().map(Record::to_string).collect(),
            Outcome::Empty => vec![format!("{question} NODATA")],
            Outcome::NoName => vec![format!("{question} NXDOMAIN")],
            Outcome::Fault(fault) => vec![format!("{question} {}", fault.name().to_ascii_uppercase())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dns, Kind, Zone};
    use crate::bounds::Bounds;

    #[tokio::test]
    async fn answers_look_as_in_a_zone_file() {
        let zone = "mail.example.com CNAME example.com\nexample.com MX 10 mx.example.com\nnone.example.com MX 0 .\n\
                    example.com TXT \"v=spf1 \" \"-all\"\nbroken.example.com ANY !server-failure\n";
        let dns = Dns::new(Zone::parse(zone).unwrap(), &Bounds::default());
        for (name, kind, expected) in [
            ("mail.example.com", Kind::Mx, "mail.example.com 300 CNAME example.com\nexample.com 300 MX 10 mx.example.com"),
            ("none.example.com", Kind::Mx, "none.example.com 300 MX 0 ."),
            ("example.com", Kind::Txt, "example.com 300 TXT \"v=spf1 -all\""),
            ("example.com", Kind::A, "example.com A NODATA"),
            ("nobody.example.com", Kind::A, "nobody.example.com A NXDOMAIN"),
            ("broken.example.com", Kind::A, "broken.example.com A SERVER-FAILURE"),
        ] {
            assert_eq!(dns.ask(name, kind).await.lines().join("\n"), expected);
        }
    }
}
