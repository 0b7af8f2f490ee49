//! When a delivery failed, as far as a mail tells.
//!
//! The last attempt comes first, because that is when it failed; then the date of the bounce, which is written right after it.
//! When the mail arrived at the system that reports (`Arrival-Date`) is another matter: attempts may go on for days.
//! Dates are the sender's word, so none that cannot be right is believed.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use tuixin::mime::{Headers, Mail, Media};
use tuixin_store::kept_time;

/// The first second of the year 2000. What claims to be older comes from a clock that was never set.
const EARLIEST: Timestamp = Timestamp::constant(946_684_800, 0);

/// How many groups of fields of a report are looked at for the time of the last attempt.
const MAX_GROUPS: usize = 16;

/// Longest date that is read, in bytes. With comments and zones real ones have forty.
const MAX_DATE: usize = 128;

/// When it happened; `seen_at` when the mail does not tell, or tells what cannot be.
pub(super) fn occurred_at(mail: &[u8], format: &str, seen_at: Timestamp) -> Timestamp {
    let believable = |at: &Timestamp| (EARLIEST..=seen_at).contains(at);
    let reported = (format == "rfc3464").then(|| last_attempt(mail)).flatten().filter(believable);
    let written = || Headers::of(mail).first("Date").and_then(|field| date(&field.text())).filter(believable);
    reported.or_else(written).unwrap_or(seen_at)
}

/// A time that somebody else tells, as far as it can be.
pub(super) fn believed(told: Timestamp, seen_at: Timestamp) -> Timestamp {
    let told = kept_time(told);
    if (EARLIEST..=seen_at).contains(&told) { told } else { seen_at }
}

/// `Last-Attempt-Date` of the first recipient that has one (RFC 3464 section 2.3.7).
fn last_attempt(mail: &[u8]) -> Option<Timestamp> {
    let mail = Mail::parse(mail);
    let report = mail.parts().iter().find(|part| matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus))?;
    let text = mail.text(report.id);
    let mut rest = text.text.as_bytes();
    for _ in 0..MAX_GROUPS {
        let mut fields = Headers::of(rest);
        if let Some(at) = fields.find(|field| field.name.eq_ignore_ascii_case("Last-Attempt-Date")).and_then(|field| date(&field.text())) {
            return Some(at);
        }
        let mut fields = Headers::of(rest);
        fields.by_ref().for_each(drop);
        rest = rest.get(fields.position()..).filter(|rest| !rest.is_empty())?;
    }
    None
}

/// A date of RFC 5322 section 3.3, with a comment behind it or a weekday that does not fit.
fn date(text: &str) -> Option<Timestamp> {
    const PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    let text = text.split('(').next().unwrap_or_default().trim();
    let text = Some(text).filter(|text| text.len() <= MAX_DATE)?;
    PARSER.parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: &str = "2026-11-29T08:00:00Z";

    fn check(date: &str, report: &str, expected: &str) {
        let mail = format!(
            "From: MAILER-DAEMON@mx.example.com\nTo: ann@example.cn\n{date}Content-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n\
--b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\nArrival-Date: Sat, 28 Nov 2026 01:00:00 +0800\n\n\
Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n{report}\n--b1--\n"
        );
        let seen_at = SEEN.parse().unwrap();
        for mail in [mail.clone(), mail.replace('\n', "\r\n")] {
            assert_eq!(occurred_at(mail.as_bytes(), "rfc3464", seen_at).to_string(), expected, "{date}{report}");
        }
    }

    #[test]
    fn the_last_attempt_counts_and_then_the_date_of_the_bounce() {
        let date = "Date: Sat, 28 Nov 2026 10:00:05 +0800 (CST)\n";
        check(date, "Last-Attempt-Date: Sat, 28 Nov 2026 10:00:00 +0800\n", "2026-11-28T02:00:00Z");
        check(date, "", "2026-11-28T02:00:05Z");
        check("Date: Fri, 28 Nov 2026 02:00:05 GMT\n", "", "2026-11-28T02:00:05Z");
        check("", "", SEEN);
    }

    #[test]
    fn what_cannot_be_is_not_believed() {
        for date in ["Sat, 28 Nov 2037 10:00:00 +0800", "Thu, 1 Jan 1970 00:00:00 +0000", "yesterday", "", "28/11/2026 10:00"] {
            check(&format!("Date: {date}\n"), "", SEEN);
        }
        check("Date: Sat, 28 Nov 2026 02:00:05 +0000\n", "Last-Attempt-Date: Sat, 28 Nov 2037 10:00:00 +0800\n", "2026-11-28T02:00:05Z");
    }
}
