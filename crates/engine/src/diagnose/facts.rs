//! What a reply gives away besides its cause: the list and the listed address, limits, waiting times, codes, help pages.

use super::candidate::{Candidate, Case};
use crate::evidence::{Entity, EntityKind, Word, word_hash_of};
use crate::knowledge::{Cause, FactKind};
use crate::span::Span;

/// Facts that stand in the text itself. Spans lead into the text of the reply.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Facts<'k> {
    /// The blocklist, by name.
    pub blocklist: Option<Fact<'k>>,
    /// The IP address the reply complains about.
    pub listed_ip: Option<Span>,
    /// The size limit, in bytes.
    pub limit_bytes: Option<u64>,
    /// How many recipients one mail may have.
    pub limit_recipients: Option<u32>,
    /// How long to wait, in seconds.
    pub retry_after_s: Option<u64>,
    /// The provider's own code.
    pub provider_code: Option<&'k str>,
    /// A help page.
    pub help_url: Option<Fact<'k>>,
    /// The domain that could not be found.
    pub domain: Option<Span>,
}

/// A fact that stands in the text or that the rule knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact<'k> {
    /// The words of the text.
    Said(Span),
    /// What the words stand for.
    Known(&'k str),
}

impl<'k> Fact<'k> {
    /// The fact as text.
    pub fn of<'t>(self, text: &'t str) -> &'t str
    where
        'k: 't,
    {
        match self {
            Fact::Said(span) => span.of(text),
            Fact::Known(name) => name,
        }
    }
}

pub(super) fn gather<'k>(case: &Case<'k, '_>, cause: &Cause, best: Option<&Candidate>) -> Facts<'k> {
    let known = best.and_then(|best| best.rule(case)).map(|rule| &rule.facts);
    let mut facts = Facts {
        provider_code: known.and_then(|known| known.provider_code.as_deref()),
        help_url: known.and_then(|known| known.help_url.as_deref()).map(Fact::Known).or_else(|| help_url(case)),
        ..Facts::default()
    };
    for kind in &cause.facts {
        match kind {
            FactKind::Blocklist => {
                let rules = known.and_then(|known| known.blocklist.as_deref()).map(Fact::Known);
                facts.blocklist = best.and_then(|best| named_list(case, best)).map(Fact::Said).or(rules);
            }
            FactKind::ListedIp => facts.listed_ip = inner(case, EntityKind::Ip).next().map(|ip| ip.span),
            FactKind::LimitBytes => facts.limit_bytes = size(case),
            FactKind::LimitRecipients => facts.limit_recipients = recipients(case),
            FactKind::RetryAfter => facts.retry_after_s = waiting_time(case),
            FactKind::Domain => facts.domain = inner(case, EntityKind::Host).next().map(|host| host.span),
        }
    }
    facts
}

fn help_url<'k>(case: &Case<'_, '_>) -> Option<Fact<'k>> {
    let url = inner(case, EntityKind::Url).next().or_else(|| case.evidence.entities_of(EntityKind::Url).next());
    url.map(|url| Fact::Said(url.span))
}

fn inner<'e>(case: &Case<'_, 'e>, kind: EntityKind) -> impl Iterator<Item = &'e Entity> {
    let span = case.innermost_span();
    case.evidence.entities_of(kind).filter(move |entity| entity.span.start >= span.start && entity.span.end <= span.end)
}

/// The host that stands within the matched words or behind them: `blocked using list.example.org`.
fn named_list(case: &Case<'_, '_>, best: &Candidate) -> Option<Span> {
    let words = best.span(case);
    let behind = |entity: &&Entity| entity.span.end > words.start && entity.span.start < words.end + 24;
    inner(case, EntityKind::Host).find(behind).map(|host| host.span)
}

fn words<'e>(case: &Case<'_, 'e>) -> &'e [Word] {
    case.evidence.words.get(case.evidence.words_of(case.innermost)).unwrap_or_default()
}

/// Every number of the reply with the hash of the word behind it.
fn numbers<'c>(case: &'c Case<'_, '_>) -> impl Iterator<Item = (f64, &'c str, &'c str)> {
    let text = case.text;
    let words = words(case);
    let begins_as_number = move |word: &Word| text.as_bytes().get(word.span.start as usize).is_some_and(u8::is_ascii_digit);
    words.iter().enumerate().filter(move |(_, word)| begins_as_number(word)).filter_map(move |(at, word)| {
        let digits = word.span.of(text);
        let split = digits.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(digits.len());
        let number: f64 = digits.get(..split)?.parse().ok()?;
        let glued = digits.get(split..).unwrap_or_default();
        let next = words.get(at + 1).map_or("", |next| next.span.of(text));
        let unit = if glued.is_empty() { next } else { glued };
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", |before| before.span.of(text));
        Some((number, unit, before))
    })
}

/// Units of size. Two letters mean powers of two, as mail servers count.
const SIZES: [(&str, f64); 16] = [
    ("b", 1.0),
    ("byte", 1.0),
    ("bytes", 1.0),
    ("k", 1024.0),
    ("kb", 1024.0),
    ("kib", 1024.0),
    ("kbyte", 1024.0),
    ("kilobytes", 1024.0),
    ("m", 1_048_576.0),
    ("mb", 1_048_576.0),
    ("mib", 1_048_576.0),
    ("mbyte", 1_048_576.0),
    ("megabytes", 1_048_576.0),
    ("g", 1_073_741_824.0),
    ("gb", 1_073_741_824.0),
    ("gib", 1_073_741_824.0),
];

fn size(case: &Case<'_, '_>) -> Option<u64> {
    let with_unit = numbers(case).find_map(|(number, unit, _)| {
        let factor = SIZES.iter().find(|(name, _)| unit.eq_ignore_ascii_case(name))?.1;
        Some(number * factor)
    });
    // A bare number is a size only when it is too big to be anything else.
    let size = with_unit.or_else(|| numbers(case).find(|(number, _, _)| *number >= 65_536.0).map(|(number, _, _)| number));
    size.and_then(believable)
}

/// The largest amount of bytes or seconds that is believed. What claims more is no limit but a slip, a placeholder or a trap for those who multiply it.
const MAX_AMOUNT: f64 = (1_u64 << 50) as f64;

fn believable(amount: f64) -> Option<u64> {
    (amount <= MAX_AMOUNT).then_some(amount as u64)
}

/// Units of time, in seconds.
const TIMES: [(&str, f64); 16] = [
    ("s", 1.0),
    ("sec", 1.0),
    ("secs", 1.0),
    ("second", 1.0),
    ("seconds", 1.0),
    ("min", 60.0),
    ("mins", 60.0),
    ("minute", 60.0),
    ("minutes", 60.0),
    ("h", 3600.0),
    ("hour", 3600.0),
    ("hours", 3600.0),
    ("hrs", 3600.0),
    ("day", 86_400.0),
    ("days", 86_400.0),
    ("秒", 1.0),
];

/// Units of time that are two characters and so two words.
const CHINESE_TIMES: [(&str, &str, f64); 3] = [("分", "钟", 60.0), ("小", "时", 3600.0), ("小", "時", 3600.0)];

fn waiting_time(case: &Case<'_, '_>) -> Option<u64> {
    let latin = numbers(case).find_map(|(number, unit, _)| {
        let factor = TIMES.iter().find(|(name, _)| unit.eq_ignore_ascii_case(name))?.1;
        Some(number * factor)
    });
    let time = latin.or_else(|| {
        words(case).windows(3).find_map(|three| {
            let [number, first, second] = three else { return None };
            let number: f64 = number.span.of(case.text).parse().ok()?;
            let fits = |(one, two, _): &&(&str, &str, f64)| first.hash == word_hash_of(one) && second.hash == word_hash_of(two);
            CHINESE_TIMES.iter().find(fits).map(|(_, _, factor)| number * factor)
        })
    });
    time.and_then(believable)
}

/// The number of recipients: one next to the word, or the last small number.
fn recipients(case: &Case<'_, '_>) -> Option<u32> {
    let named = numbers(case).find(|(_, unit, _)| unit.to_ascii_lowercase().starts_with("rec") || unit.eq_ignore_ascii_case("rcpts"));
    let limiting = |before: &str| {
        ["than", "max", "maximum", "limit", "is", "to", "exceed", "most"].iter().any(|word| before.eq_ignore_ascii_case(word))
    };
    let number = named.or_else(|| numbers(case).find(|(_, _, before)| limiting(before)))?.0;
    (1.0..=100_000.0).contains(&number).then_some(number as u32)
}
