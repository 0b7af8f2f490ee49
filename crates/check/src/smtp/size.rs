//! The check `size`: whether a mail fits through the limits that the mail hosts of its recipients announce (RFC 1870).

use tuixin::mime::{Mail, Part, Transfer};

use super::capabilities::SizeLimit;
use super::dialogue::{Dialogue, Request};
use super::hosts::Route;
use super::reachable::{lines, route_finding, shown_address};
use super::survey::{Survey, survey};
use crate::report::{Check, Finding, Fix, Report, Verdict};
use crate::world::World;

/// The longest line of base64, without its end (RFC 2045 section 6.8).
const BASE64_LINE: u64 = 76;

/// The characters of a line of quoted-printable before the soft break (RFC 2045 section 6.7).
const QUOTED_LINE: u64 = 75;

/// What the way adds: trace fields, signatures, the marks of filters. Three hops with DKIM and ARC stay below it.
const TRACE: u64 = 16 * 1024;

/// How large a mail is on its way, in octets, each line end counted as two (RFC 1870 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weight {
    /// As it is.
    pub octets: u64,
    /// Through a server without 8BITMIME (RFC 6152), for which whatever is not ASCII has to be encoded.
    pub octets_of_seven_bits: u64,
}

impl Weight {
    /// The weight of a whole mail, as it lies in a file with either kind of line end.
    pub fn of_mail(raw: &[u8]) -> Weight {
        let octets = on_the_wire(raw);
        let mail = Mail::parse(raw);
        let has_children = |part: &Part| mail.children(part.id).next().is_some();
        let leaves = mail.parts().iter().filter(|part| part.transfer == Transfer::Identity && !has_children(part));
        let growth: u64 = leaves.map(|part| growth_of(raw.get(part.body.clone()).unwrap_or_default(), part)).sum();
        Weight { octets, octets_of_seven_bits: octets + growth }
    }

    /// The weight of a mail that is not written yet: its text, and files of these sizes in base64.
    pub fn of_files(text: u64, files: impl IntoIterator<Item = u64>) -> Weight {
        let octets = files.into_iter().fold(text, |sum, file| sum.saturating_add(in_base64(file)));
        Weight { octets, octets_of_seven_bits: octets }
    }
}

/// The size of so many bytes in base64, with the line ends: some 37 % more.
pub fn in_base64(bytes: u64) -> u64 {
    let characters = bytes.div_ceil(3).saturating_mul(4);
    characters.saturating_add(characters.div_ceil(BASE64_LINE).saturating_mul(2))
}

/// The bytes with every bare line feed counted as the two octets it is sent as.
fn on_the_wire(bytes: &[u8]) -> u64 {
    let mut before = 0;
    let mut bare = 0;
    for &byte in bytes {
        bare += u64::from(byte == b'\n' && before != b'\r');
        before = byte;
    }
    bytes.len() as u64 + bare
}

/// How much larger a body becomes when it has to be written in ASCII.
fn growth_of(body: &[u8], part: &Part) -> u64 {
    if body.is_ascii() {
        return 0;
    }
    let encoded = if part.media.is_text() { in_quoted_printable(body) } else { in_base64(body.len() as u64) };
    encoded.saturating_sub(on_the_wire(body))
}

fn in_quoted_printable(body: &[u8]) -> u64 {
    let quoted = body.iter().filter(|byte| !byte.is_ascii() || **byte == b'=').count() as u64;
    let characters = on_the_wire(body) + 2 * quoted;
    characters + 3 * (characters / QUOTED_LINE)
}

/// Asks the mail hosts of a domain for their limits and compares a mail with them.
pub async fn check(world: &World, domain: &str, weight: Weight, request: &Request) -> Report {
    report(&survey(world, domain, request).await, weight)
}

/// Compares a mail with the limits of the mail hosts of a domain.
pub fn report(survey: &Survey, weight: Weight) -> Report {
    let mut findings: Vec<Finding> = survey.dialogues.iter().map(|dialogue| host_finding(dialogue, weight)).collect();
    if !matches!(survey.route, Route::Hosts(_)) {
        findings.extend(route_finding(&survey.route, &survey.domain).map(|finding| Finding { verdict: Verdict::Unknown, ..finding }));
    }
    Report::of(Check::Size, &survey.domain, findings, survey.took)
}

fn host_finding(dialogue: &Dialogue, weight: Weight) -> Finding {
    let octets = if dialogue.capabilities.has("8BITMIME") { weight.octets } else { weight.octets_of_seven_bits };
    let finding = match dialogue.capabilities.size {
        SizeLimit::Octets(limit) => compared(octets, limit),
        SizeLimit::Unfixed => Finding::new(Verdict::Passed, "size-unfixed"),
        SizeLimit::Unannounced if dialogue.hello.is_some() => Finding::new(Verdict::Unknown, "size-unannounced"),
        SizeLimit::Unannounced => Finding::new(Verdict::Unknown, "size-not-reached"),
    };
    finding.with("host", &dialogue.host).with("address", shown_address(dialogue)).with("size", shown(octets)).seen(lines(dialogue))
}

fn compared(octets: u64, limit: u64) -> Finding {
    let (verdict, text) = match octets {
        octets if octets > limit => (Verdict::Failed, "size-too-large"),
        octets if octets.saturating_add(TRACE) > limit => (Verdict::Warning, "size-close"),
        _ => (Verdict::Passed, "size-fits"),
    };
    let finding = Finding::new(verdict, text).with("limit", shown(limit)).with("over", shown(octets.saturating_sub(limit)));
    if verdict == Verdict::Passed { finding } else { finding.mended_by(Fix::new("size-fix").with("files", shown(largest_files(limit)))) }
}

/// How many bytes of files go through a limit.
fn largest_files(limit: u64) -> u64 {
    let room = limit.saturating_sub(TRACE);
    room / (BASE64_LINE + 2) * (BASE64_LINE / 4 * 3)
}

/// A number of bytes as mail programs show it. It is rounded so that a mail over a limit never looks as large as the limit.
fn shown(octets: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    let unit = UNITS.into_iter().find(|(_, size)| octets >= *size);
    unit.map_or_else(|| format!("{octets} B"), |(name, size)| format!("{}.{:02} {name}", octets / size, octets % size * 100 / size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_grow_in_base64() {
        for (bytes, expected) in [(0, 0), (1, 6), (3, 6), (57, 78), (58, 84), (1_000_000, 1_368_424), (u64::MAX, u64::MAX)] {
            assert_eq!(in_base64(bytes), expected, "{bytes}");
        }
    }

    #[test]
    fn mails_are_weighed_as_they_travel() {
        let plain = "Subject: x\r\n\r\nHello\r\n";
        let text = "Subject: x\nContent-Transfer-Encoding: 8bit\n\n你好\n";
        let coded = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n";
        let binary = "Content-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n\r\n\u{fffd}\u{fffd}\r\n";
        for (mail, octets, seven) in [
            (plain, 21, 21),
            (text, text.len() as u64 + 4, text.len() as u64 + 4 + 12),
            (coded, coded.len() as u64, coded.len() as u64),
            (binary, binary.len() as u64, binary.len() as u64 + in_base64(8) - 8),
            ("", 0, 0),
        ] {
            assert_eq!(Weight::of_mail(mail.as_bytes()), Weight { octets, octets_of_seven_bits: seven }, "{mail:?}");
        }
    }

    #[test]
    fn the_parts_of_a_mail_are_encoded_one_by_one() {
        let mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\né\r\n--b\r\n\r\nplain\r\n--b--\r\n";
        let weight = Weight::of_mail(mail.as_bytes());
        assert_eq!(weight.octets_of_seven_bits - weight.octets, 4);
    }

    #[test]
    fn the_room_for_files_is_what_fits() {
        for limit in [50_000, 10 << 20, 50 << 20] {
            let files = largest_files(limit);
            assert!(in_base64(files) + TRACE <= limit, "{limit}");
            assert!(in_base64(files + 200) + TRACE > limit, "{limit}");
        }
    }
}
