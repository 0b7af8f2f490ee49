//! Names written down: a world for tests that needs no socket.
//!
//! One record stands on a line: the name, the type, the data. A name may begin with `*.`, faults and vouching have lines of their own.
//!
//! ```text
//! example.com          MX     10 mx.example.com
//! example.com          TXT    "v=spf1 " "-all"
//! mx.example.com       A      192.0.2.1
//! nomail.example.com   MX     0 .
//! broken.example.com   ANY    !server-failure
//! slow.example.com     TXT    !timeout
//! example.com          ANY    !authentic
//! ```

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::answer::is_of;
use super::{Asking, Data, Fault, Kind, Lookup, Outcome, Record, Source};

/// For how long the records may be remembered.
const TTL: Duration = Duration::from_secs(300);

/// More aliases than these are not followed.
const MOST_ALIASES: usize = 8;

/// A source that answers from what is written down. Clones share what they were asked.
#[derive(Clone, Debug, Default)]
pub struct Zone {
    lines: Vec<Line>,
    questions: Arc<Mutex<Vec<(String, Kind)>>>,
}

/// A line that cannot be read, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneError {
    /// Which it is.
    pub line: usize,
}

impl std::fmt::Display for ZoneError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {} of the zone cannot be read", self.line)
    }
}

impl std::error::Error for ZoneError {}

#[derive(Clone, Debug)]
struct Line {
    name: String,
    /// Of all types where there is none.
    kind: Option<Kind>,
    said: Said,
}

#[derive(Clone, Debug)]
enum Said {
    Data(Data),
    Fault(Fault),
    Authentic,
}

impl Zone {
    /// Reads a zone. Empty lines and those that begin with `;` say nothing.
    pub fn parse(text: &str) -> Result<Zone, ZoneError> {
        let mut zone = Zone::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with(';') {
                zone.lines.push(read_line(line).ok_or(ZoneError { line: index + 1 })?);
            }
        }
        Ok(zone)
    }

    /// What was asked so far, in order.
    pub fn questions(&self) -> Vec<(String, Kind)> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn lookup(&self, name: &str, kind: Kind) -> Lookup {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), kind));
        let mut lookup = Lookup::of(name, kind, self.outcome(name, kind));
        lookup.is_authentic = self.is_authentic(name);
        lookup.server = Some("zone".to_owned());
        lookup
    }

    fn outcome(&self, name: &str, kind: Kind) -> Outcome {
        let mut records = Vec::new();
        let mut current = name.to_owned();
        for _ in 0..=MOST_ALIASES {
            let lines = self.at(&current);
            if let Some(fault) = lines.iter().find_map(|line| line.fault(kind)) {
                return Outcome::Fault(fault);
            }
            let found = lines.iter().filter_map(|line| line.data()).filter(|data| is_of(kind, data));
            let before = records.len();
            records.extend(found.map(|data| record(&current, data)));
            if records.len() > before {
                return Outcome::Records(records);
            }
            let alias = lines.iter().find_map(|line| line.data().filter(|data| is_of(Kind::Cname, data)));
            let Some(data @ Data::Cname(target)) = alias else { return self.nothing(&current) };
            records.push(record(&current, data));
            current = target.clone();
        }
        Outcome::Fault(Fault::AliasLoop)
    }

    /// A name exists where it or one below it has records (RFC 8020).
    fn nothing(&self, name: &str) -> Outcome {
        let exists = self.lines.iter().any(|line| line.data().is_some() && is_at_or_below(&line.name, name));
        if exists || !self.at(name).is_empty() { Outcome::Empty } else { Outcome::NoName }
    }

    /// The lines of a name, and where it has none, those of the wildcard above it (RFC 4592).
    fn at(&self, name: &str) -> Vec<&Line> {
        let own: Vec<&Line> = self.lines.iter().filter(|line| line.name == name && !matches!(line.said, Said::Authentic)).collect();
        if !own.is_empty() {
            return own;
        }
        let covers = |line: &&Line| line.name.strip_prefix('*').is_some_and(|suffix| name.len() > suffix.len() && name.ends_with(suffix));
        self.lines.iter().filter(covers).collect()
    }

    fn is_authentic(&self, name: &str) -> bool {
        self.lines.iter().any(|line| matches!(line.said, Said::Authentic) && is_at_or_below(name, &line.name))
    }
}

impl Source for Zone {
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        Box::pin(std::future::ready(self.lookup(name, kind)))
    }
}

impl Line {
    fn data(&self) -> Option<&Data> {
        match &self.said {
            Said::Data(data) => Some(data),
            _ => None,
        }
    }

    fn fault(&self, kind: Kind) -> Option<Fault> {
        match self.said {
            Said::Fault(fault) if self.kind.is_none_or(|known| known == kind) => Some(fault),
            _ => None,
        }
    }
}

fn is_at_or_below(name: &str, zone: &str) -> bool {
    name.strip_suffix(zone).is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

fn record(owner: &str, data: &Data) -> Record {
    Record { owner: owner.to_owned(), ttl: TTL, data: data.clone() }
}

fn read_line(line: &str) -> Option<Line> {
    let (name, rest) = line.split_once(char::is_whitespace)?;
    let (kind, data) = rest.trim_start().split_once(char::is_whitespace)?;
    let (name, data) = (host(name), data.trim());
    if let Some(word) = data.strip_prefix('!') {
        let kind = if kind == "ANY" { None } else { Some(read_kind(kind)?) };
        return Some(Line { name, kind, said: read_word(word)? });
    }
    let kind = read_kind(kind)?;
    Some(Line { name, kind: Some(kind), said: Said::Data(read_data(kind, data)?) })
}

fn read_kind(text: &str) -> Option<Kind> {
    use Kind::{A, Aaaa, Cname, Mx, Ns, Ptr, Soa, Tlsa, Txt};
    [A, Aaaa, Mx, Txt, Cname, Ptr, Ns, Soa, Tlsa].into_iter().find(|kind| kind.name() == text)
}

fn read_word(word: &str) -> Option<Said> {
    Some(Said::Fault(match word {
        "authentic" => return Some(Said::Authentic),
        "server-failure" => Fault::ServerFailure,
        "refused" => Fault::Refused,
        "timeout" => Fault::Timeout,
        "unreachable" => Fault::Unreachable,
        "malformed" => Fault::Malformed,
        "alias-loop" => Fault::AliasLoop,
        "too-large" => Fault::TooLarge,
        _ => return None,
    }))
}

fn read_data(kind: Kind, text: &str) -> Option<Data> {
    let mut words = text.split_whitespace();
    Some(match kind {
        Kind::A => Data::A(text.parse().ok()?),
        Kind::Aaaa => Data::Aaaa(text.parse().ok()?),
        Kind::Mx => Data::Mx { preference: words.next()?.parse().ok()?, exchange: host(words.next()?) },
        Kind::Txt => Data::Txt(read_text(text).into_bytes()),
        Kind::Cname => Data::Cname(host(text)),
        Kind::Ptr => Data::Ptr(host(text)),
        Kind::Ns => Data::Ns(host(text)),
        Kind::Soa => Data::Soa(host(words.next()?)),
        Kind::Tlsa => {
            let mut number = || words.next()?.parse().ok();
            Data::Tlsa { usage: number()?, selector: number()?, matching: number()?, data: read_hex(words.next()?)? }
        }
    })
}

/// Quoted strings are joined; a text without quotes is taken as it stands.
fn read_text(text: &str) -> String {
    if text.starts_with('"') { text.split('"').skip(1).step_by(2).collect() } else { text.to_owned() }
}

fn read_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    Some(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

fn host(name: &str) -> String {
    super::asked(name).unwrap_or_default()
}
