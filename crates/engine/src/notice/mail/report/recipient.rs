//! What a report says about one recipient (RFC 3464 section 2.3).

use std::ops::Range;

use crate::evidence::{EntityKind, Evidence, MAX_REPLY_BYTES};
use crate::mime::{Decoded, RawField};
use crate::notice::{Action, Delivery, Statement, Warning, address, clip, reported_address};
use crate::smtp::{Class, StatusCode};

/// Longest host name that is believed (RFC 1035 section 2.3.4). The name of the reporting host is told with each recipient, so a long one would count ten thousand times.
const MAX_HOST: usize = 255;
/// Longest date that is passed on, in bytes: RFC 5322 section 3.3 needs 31, comments aside.
const MAX_DATE: usize = 128;
/// How many statements about one recipient are kept; a report has one diagnostic code, a relay chain a few.
pub(super) const MAX_STATEMENTS: usize = 8;
/// How many words of a `Status` are looked at for its code.
const MAX_STATUS_WORDS: usize = 6;

/// The fields that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    ReportingMta,
    FinalRecipient,
    OriginalRecipient,
    ActualRecipient,
    Action,
    Status,
    DiagnosticCode,
    /// `X-Supplementary-Info` of Microsoft Exchange: the reply of the other host within what Exchange made of it.
    SupplementaryInfo,
    /// `X-PowerMTA-BounceCategory`: the verdict of the sending system.
    Verdict,
    RemoteMta,
    WillRetryUntil,
    /// A field of the group in which nothing is read.
    Other,
}

impl Name {
    /// The field with this name in any case; none for a field that no report has.
    pub(super) fn of(name: &[u8]) -> Option<Name> {
        const NAMES: [(&str, Name); 19] = [
            ("Reporting-MTA", Name::ReportingMta),
            ("Final-Recipient", Name::FinalRecipient),
            ("Original-Recipient", Name::OriginalRecipient),
            ("X-Actual-Recipient", Name::ActualRecipient),
            ("Action", Name::Action),
            ("Status", Name::Status),
            ("Diagnostic-Code", Name::DiagnosticCode),
            ("X-Supplementary-Info", Name::SupplementaryInfo),
            ("X-PowerMTA-BounceCategory", Name::Verdict),
            ("Remote-MTA", Name::RemoteMta),
            ("Will-Retry-Until", Name::WillRetryUntil),
            ("Last-Attempt-Date", Name::Other),
            ("Final-Log-ID", Name::Other),
            ("Arrival-Date", Name::Other),
            ("Received-From-MTA", Name::Other),
            ("DSN-Gateway", Name::Other),
            ("Original-Envelope-Id", Name::Other),
            ("X-Display-Name", Name::Other),
            ("Localized-Recipient", Name::Other),
        ];
        let is = |known: &str| known.len() == name.len() && known.as_bytes().eq_ignore_ascii_case(name);
        NAMES.iter().find(|(known, _)| is(known)).map(|(_, name)| *name)
    }

    /// Whether the field names the recipient, so that a group may begin with it.
    pub(super) fn names_recipient(self) -> bool {
        matches!(self, Name::FinalRecipient | Name::OriginalRecipient | Name::ActualRecipient)
    }
}

/// The fields about one recipient while they are gathered.
pub(super) struct Group<'b> {
    bytes: &'b [u8],
    reporting_mta: Option<String>,
    last: Option<Name>,
    final_recipient: Option<String>,
    original_recipient: Option<String>,
    actual_recipient: Option<String>,
    /// Which fields that name a recipient were there, empty ones too.
    has_final: bool,
    has_original: bool,
    /// What the first field with a value says; none in it where that says nothing.
    action: Option<Option<Action>>,
    status: Option<Option<StatusCode>>,
    remote_mta: Option<String>,
    retry_until: Option<String>,
    said: Vec<Said>,
    verdict: Option<Said>,
}

/// The value of a field with its place in the decoded report, and what was cut off from it by blank lines.
struct Said {
    name: Name,
    text: String,
    at: Range<usize>,
    is_cut: bool,
}

impl<'b> Group<'b> {
    pub(super) fn new(bytes: &'b [u8], reporting_mta: Option<String>) -> Group<'b> {
        Group {
            bytes,
            reporting_mta,
            last: None,
            final_recipient: None,
            original_recipient: None,
            actual_recipient: None,
            has_final: false,
            has_original: false,
            action: None,
            status: None,
            remote_mta: None,
            retry_until: None,
            said: Vec::new(),
            verdict: None,
        }
    }

    /// Whether a field that names a recipient belongs to the next group. `begins` tells that it stands at the start of a block.
    pub(super) fn is_complete_before(&self, name: Name, begins: bool) -> bool {
        let is_named = self.has_final || self.has_original;
        let is_told = self.action.is_some() || self.status.is_some() || !self.said.is_empty();
        match name {
            _ if begins && is_named && is_told => true,
            Name::FinalRecipient => self.has_final,
            Name::OriginalRecipient => self.has_original || (self.has_final && self.action.is_some()),
            _ => false,
        }
    }

    /// Adds a field; the first of a name counts.
    pub(super) fn add(&mut self, name: Name, field: &RawField<'_>, at: Range<usize>) {
        match name {
            Name::FinalRecipient => self.has_final = true,
            Name::OriginalRecipient => self.has_original = true,
            _ => {}
        }
        self.last = Some(name);
        if matches!(name, Name::ReportingMta | Name::Other) {
            return;
        }
        let text = field.text();
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match name {
            Name::FinalRecipient => keep(&mut self.final_recipient, || reported_address(text)),
            Name::OriginalRecipient => keep(&mut self.original_recipient, || reported_address(text)),
            Name::ActualRecipient => keep(&mut self.actual_recipient, || reported_address(text)),
            Name::Action => keep(&mut self.action, || Some(action(text))),
            Name::RemoteMta => keep(&mut self.remote_mta, || host(text)),
            Name::WillRetryUntil => keep(&mut self.retry_until, || Some(date(text))),
            Name::Status => {
                // Some systems write what happened into a comment behind the code.
                if text.contains('(') {
                    self.say(name, text, at);
                }
                keep(&mut self.status, || Some(status(text)));
            }
            Name::DiagnosticCode | Name::SupplementaryInfo => self.say(name, text, at),
            Name::Verdict => self.verdict = Some(Said { name, text: text.to_owned(), at, is_cut: false }),
            Name::ReportingMta | Name::Other => {}
        }
    }

    /// A field came that no report has: what stands below it is no rest of a field of ours.
    pub(super) fn note_unknown(&mut self) {
        self.last = None;
    }

    fn say(&mut self, name: Name, text: &str, at: Range<usize>) {
        if self.said.len() < MAX_STATEMENTS {
            let mut text = text.to_owned();
            let is_cut = clip(&mut text, MAX_REPLY_BYTES);
            self.said.push(Said { name, text, at, is_cut });
        }
    }

    /// Adds what blank lines cut off from the field before.
    pub(super) fn continue_text(&mut self, at: Range<usize>) {
        if self.last != Some(Name::DiagnosticCode) {
            return;
        }
        let rest = self.bytes.get(at.clone()).unwrap_or_default().trim_ascii();
        let Some(said) = self.said.last_mut().filter(|said| said.name == Name::DiagnosticCode) else { return };
        if said.text.len() < MAX_REPLY_BYTES {
            said.text.push(' ');
            said.text.push_str(&String::from_utf8_lossy(rest));
            said.is_cut |= clip(&mut said.text, MAX_REPLY_BYTES);
            said.at.end = at.end;
        } else {
            said.is_cut = true;
        }
    }

    /// The delivery that the fields tell of; none where they name nobody, or say nothing.
    pub(super) fn delivery(self, decoded: &Decoded<'_>, warnings: &mut Vec<Warning>) -> Option<Delivery> {
        let Group { final_recipient, original_recipient, actual_recipient, .. } = self;
        let is_told = self.action.is_some() || self.status.is_some() || !self.said.is_empty();
        if !is_told || (final_recipient.is_none() && original_recipient.is_none() && actual_recipient.is_none()) {
            return None;
        }
        let status = self.status.flatten();
        let action = self.action.flatten().or_else(|| status.map(action_of)).unwrap_or(Action::Failed);
        // Where an alias was followed, Sendmail names it as the final recipient and the address that was tried as the actual one.
        let actual = actual_recipient.filter(|actual| actual.contains('@'));
        let alias = if actual.is_some() { final_recipient.clone() } else { None };
        let recipient = actual.or(final_recipient).or_else(|| original_recipient.clone());
        let differs = |other: &String| recipient.as_deref().is_none_or(|known| !address::is_same(known, other));
        let original_recipient = original_recipient.filter(differs).or(alias.filter(differs));
        let mut said = self.said;
        said.sort_by_key(weight);
        let mut said = said.into_iter().chain(self.verdict).map(|said| said.statement(decoded, warnings));
        Some(Delivery {
            recipient,
            original_recipient,
            action: Some(action),
            status,
            reply: said.next(),
            remarks: said.collect(),
            remote_mta: self.remote_mta,
            reporting_mta: self.reporting_mta,
            retry_until: self.retry_until,
            ..Delivery::default()
        })
    }
}

impl Said {
    fn statement(self, decoded: &Decoded<'_>, warnings: &mut Vec<Warning>) -> Statement {
        if self.is_cut {
            Warning::Truncated.add_to(warnings);
        }
        Statement::clipped(self.text, decoded.origin(self.at), warnings)
    }
}

/// Which of several statements speaks first, the smallest number: a diagnostic code that says something, then one that is only a code or comes from the system itself.
fn weight(said: &Said) -> u8 {
    match said.name {
        Name::DiagnosticCode if says_nothing(&said.text) => 3,
        Name::DiagnosticCode if said.text.get(..4).is_some_and(|kind| kind.eq_ignore_ascii_case("smtp")) => 0,
        Name::DiagnosticCode => 1,
        Name::SupplementaryInfo => 2,
        _ => 4,
    }
}

/// Whether a diagnostic code has no words besides its type: `smtp; 550`.
pub(super) fn says_nothing(text: &str) -> bool {
    let value = text.split_once(';').map_or(text, |(_, value)| value);
    let mut evidence = Evidence::new();
    evidence.read(value);
    evidence.words.iter().all(|word| word.is_number)
        && evidence.entities.iter().all(|entity| matches!(entity.kind, EntityKind::Code | EntityKind::Status))
}

fn keep<T>(known: &mut Option<T>, find: impl FnOnce() -> Option<T>) {
    if known.is_none() {
        *known = find();
    }
}

fn date(text: &str) -> String {
    text.get(..text.floor_char_boundary(MAX_DATE)).unwrap_or_default().to_owned()
}

/// The host of a field such as `dns; mx.example.com` (RFC 3464 section 2.1.2), an address in brackets left out.
pub(super) fn host(value: &str) -> Option<String> {
    let value = value.split_once(';').map_or(value, |(_, host)| host).trim();
    let end = value.find([' ', '(', '[', '\t']).unwrap_or(value.len());
    let host = value.get(..end)?.trim_end_matches('.');
    (1..=MAX_HOST).contains(&host.len()).then(|| host.to_owned())
}

/// The code of a `Status` field, also where a word or a number sign stands before it.
fn status(value: &str) -> Option<StatusCode> {
    value.split_whitespace().take(MAX_STATUS_WORDS).find_map(|word| {
        let word = word.trim_start_matches(|c: char| !c.is_ascii_digit());
        StatusCode::parse_prefix(word.as_bytes()).map(|(status, _)| status)
    })
}

/// What a status without an action stands for.
fn action_of(status: StatusCode) -> Action {
    // RFC 3463 section 3.5: the time for the delivery has run out, whatever the class.
    let has_expired = status.subject() == 4 && status.detail() == 7;
    match status.class() {
        Class::Success => Action::Delivered,
        Class::Temporary if !has_expired => Action::Delayed,
        _ => Action::Failed,
    }
}

/// The action that a field names (RFC 3464 section 2.3.3), or a word that stands for it elsewhere.
fn action(value: &str) -> Option<Action> {
    let value = value.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let end = value.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(value.len());
    match value.get(..end)?.to_ascii_lowercase().as_str() {
        "failed" | "failure" | "fail" | "error" | "bounced" | "bounce" | "rejected" | "undeliverable" | "undelivered" | "expired" => {
            Some(Action::Failed)
        }
        "delayed" | "delay" | "deferred" | "transient" => Some(Action::Delayed),
        "delivered" | "deliverable" => Some(Action::Delivered),
        "relayed" => Some(Action::Relayed),
        "expanded" => Some(Action::Expanded),
        _ => None,
    }
}
