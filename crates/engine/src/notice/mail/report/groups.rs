//! A report cut into the groups of fields that speak of one recipient each.
//!
//! RFC 3464 section 2.1 puts a blank line between two groups.
//! It is missing often enough, and stands within a group often enough, that the fields themselves decide:
//! a recipient begins where a field names one and the group before has its own already.

use crate::near;
use std::ops::Range;

use super::Groups;
use super::recipient::{Group, Name};
use crate::mime::Headers;

/// The groups that name a recipient or say something about one.
pub(super) fn groups(bytes: &[u8]) -> Groups<'_> {
    let mut groups = Groups::new();
    let mut reporting_mta = None;
    for block in blocks(bytes) {
        let text = bytes.get(block.clone()).unwrap_or_default();
        let lead = lead(text);
        // A blank line inside a field cuts its rest off.
        if lead > 0
            && let Some(group) = groups.last_mut()
        {
            group.continue_text(block.start..block.start + lead);
        }
        let mut begins = true;
        let mut fields = Headers::of(text.get(lead..).unwrap_or_default());
        while let Some(field) = fields.next_raw() {
            let at = block.start + lead + field.at.start..block.start + lead + field.at.end;
            let Some(name) = Name::of(field.name) else {
                match groups.last_mut() {
                    // A reply that is broken before a URL.
                    Some(group) if field.raw.starts_with(b"//") => group.continue_text(line_start(bytes, at.start)..at.end),
                    Some(group) => group.note_unknown(),
                    None => {}
                }
                continue;
            };
            if name == Name::ReportingMta {
                reporting_mta = super::recipient::host(&field.text()).or(reporting_mta);
                continue;
            }
            let opens = match groups.last() {
                None => true,
                Some(group) => name.names_recipient() && group.is_complete_before(name, begins),
            };
            if opens {
                groups.push(Group::new(bytes, reporting_mta.clone()));
            }
            begins &= name.names_recipient();
            if let Some(group) = groups.last_mut() {
                group.add(name, &field, at);
            }
        }
    }
    groups
}

/// The blocks between blank lines, as ranges.
fn blocks(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut end, mut at) = (0, 0, 0);
    // A report with the line ends of an old Mac has no other ones.
    let only_returns = near::find(b'\n', bytes).is_none();
    let line_end = if only_returns { b'\r' } else { b'\n' };
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let length = near::find(line_end, rest).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..length).unwrap_or_default();
        at += length;
        if line.trim_ascii().is_empty() {
            if end > start {
                blocks.push(start..end);
            }
            start = at;
        } else {
            end = at;
        }
    }
    if end > start {
        blocks.push(start..end);
    }
    blocks
}

/// How much of a block stands before its first field.
fn lead(block: &[u8]) -> usize {
    let mut at = 0;
    for line in block.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        if starts_field(line) {
            return at;
        }
        at += line.len();
    }
    at
}

/// Where the line begins in which `at` lies.
fn line_start(bytes: &[u8], at: usize) -> usize {
    bytes.get(..at).and_then(|before| before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'))).map_or(0, |end| end + 1)
}

/// Whether a line begins a field (RFC 5322 section 2.2): a name, and a colon that is not that of a URL.
fn starts_field(line: &[u8]) -> bool {
    let length = line.iter().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b'.')).unwrap_or(0);
    let rest = line.get(length..).unwrap_or_default().trim_ascii_start();
    length > 0 && line.first().is_some_and(u8::is_ascii_alphabetic) && rest.first() == Some(&b':') && !rest.starts_with(b"://")
}
