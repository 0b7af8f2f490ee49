//! The form of a mail: the faults for which servers refuse it, whatever it says (RFC 5322, RFC 5321, RFC 2045 to 2049).

mod date;
mod encoded_words;
mod fields;
mod international;
mod message_id;
mod octets;
mod originator;
mod structure;

use std::time::{Instant, SystemTime};

use tuixin::mime::Mail;

use crate::report::{Check, Finding, Report, Verdict};

/// Looks at the form of a mail; `now` is the time with which its date is compared.
///
/// A mail whose lines all end with LF is taken for one that lies in a file, because whoever sends it turns them into CRLF (RFC 5321 section 2.3.8).
pub fn report(mail: &Mail<'_>, now: SystemTime) -> Report {
    let began = Instant::now();
    let mut findings = octets::findings(mail);
    findings.extend(fields::findings(mail));
    findings.extend(originator::findings(mail));
    findings.extend(date::findings(mail, now));
    findings.extend(message_id::findings(mail));
    findings.extend(encoded_words::findings(mail));
    findings.extend(international::findings(mail));
    findings.extend(structure::findings(mail));
    if findings.is_empty() {
        findings.push(Finding::new(Verdict::Passed, "form-good"));
    }
    Report::of(Check::Message, super::subject(mail), findings, began.elapsed())
}
