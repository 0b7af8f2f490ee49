//! The date of a mail (RFC 5322 section 3.3).

use std::time::{SystemTime, UNIX_EPOCH};

use tuixin::mime::{Mail, PartId};

use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

/// How far a date may lie in the future before filters count it against the mail. A wrong time zone explains half a day, never a whole one.
const PATIENCE: i64 = 24 * HOUR;

/// An hour in seconds.
const HOUR: i64 = 60 * 60;

pub(super) fn findings(mail: &Mail<'_>, now: SystemTime) -> Vec<Finding> {
    let Some(field) = mail.header(PartId::ROOT, "Date") else { return Vec::new() };
    let now = now.duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
    let value = String::from_utf8_lossy(&field.unfolded()).into_owned();
    let (text, hours) = match seconds(&value) {
        None => ("form-date-malformed", 0),
        Some(date) if date - now > PATIENCE => ("form-date-future", (date - now) / HOUR),
        Some(_) => return Vec::new(),
    };
    let finding = Finding::new(Verdict::Failed, text).with("date", place::legible(&value)).with("hours", hours);
    vec![place::at(finding, mail, field.at.start).mended_by(Fix::new("form-date-fix"))]
}

/// The seconds since 1970 of a date as RFC 5322 writes it, or wrote it in its obsolete form.
pub(super) fn seconds(value: &str) -> Option<i64> {
    let value = without_comments(value);
    let date = match value.split_once(',') {
        Some((weekday, date)) => WEEKDAYS.iter().any(|known| known.eq_ignore_ascii_case(weekday.trim())).then_some(date)?,
        None => value.as_str(),
    };
    let mut words = date.split_ascii_whitespace();
    let day: i64 = number(words.next()?)?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|known| known.eq_ignore_ascii_case(month))?;
    let year = year(words.next()?)?;
    let time = time(words.next()?)?;
    let zone = zone(words.next()?)?;
    let month = i64::try_from(month).ok()? + 1;
    let is_over = words.next().is_some();
    (!is_over && (1..=days_of(year, month)).contains(&day)).then_some(days_until(year, month, day) * 86_400 + time - zone)
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn without_comments(value: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    kept
}

fn number(digits: &str) -> Option<i64> {
    (digits.len() <= 4 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// A year; those of two and three digits are obsolete (RFC 5322 section 4.3).
fn year(digits: &str) -> Option<i64> {
    let year = number(digits)?;
    match digits.len() {
        4 => Some(year),
        3 => Some(1900 + year),
        2 if year < 50 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn time(word: &str) -> Option<i64> {
    let mut parts = word.split(':');
    let hour = number(parts.next()?)?;
    let minute = number(parts.next()?)?;
    // A leap second is 60.
    let second = parts.next().map_or(Some(0), number)?;
    (parts.next().is_none() && hour < 24 && minute < 60 && second <= 60).then_some(hour * 3600 + minute * 60 + second)
}

/// The seconds by which a zone is ahead of UTC; those with letters are obsolete (RFC 5322 section 4.3).
fn zone(word: &str) -> Option<i64> {
    let numeric = |sign: i64, digits: &str| {
        let value = (digits.len() == 4).then(|| number(digits))??;
        (value % 100 < 60).then_some(sign * (value / 100 * 3600 + value % 100 * 60))
    };
    if let Some(digits) = word.strip_prefix('+') {
        return numeric(1, digits);
    }
    if let Some(digits) = word.strip_prefix('-') {
        return numeric(-1, digits);
    }
    let hours = match word.to_ascii_uppercase().as_str() {
        "UT" | "GMT" | "UTC" | "Z" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Some(hours * 3600)
}

fn days_of(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from 1970 to a date of the Gregorian calendar, with years that begin in March so that the leap day comes last.
fn days_until(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        for (value, expected) in [
            ("Thu, 1 Jan 1970 00:00:00 +0000", Some(0)),
            ("Mon, 05 Jan 2026 10:00:00 +0800", Some(1_767_578_400)),
            ("5 jan 2026 02:00 GMT", Some(1_767_578_400)),
            ("Mon,  5 Jan 26 02:00:00 (comment (nested)) Z (UTC)", Some(1_767_578_400)),
            ("Sun, 29 Feb 2004 12:00:00 -0530", Some(1_078_075_800)),
            ("Thu, 29 Feb 2001 12:00:00 +0000", None),
            ("Mon, 05 Jan 2026 24:00:00 +0800", None),
            ("Mon, 05 Jan 2026 10:00:00", None),
            ("Mon, 05 Jan 2026 10:00:00 +0860", None),
            ("2026-01-05 10:00:00 +0800", None),
            ("Mon, 05 Jan 2026 10:00:00 +0800 again", None),
            ("周一, 05 Jan 2026 10:00:00 +0800", None),
            ("", None),
        ] {
            assert_eq!(seconds(value), expected, "{value}");
        }
    }
}
