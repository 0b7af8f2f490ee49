//! Aggregate reports that mail systems send by mail once a day: DMARC (RFC 7489 section 7.2.1.1) and SMTP TLS (RFC 8460 section 5.3).
//!
//! Both begin their subject with `Report Domain:`, and senders put words of their own around it, so the name of the attachment counts as well: `receiver!domain!begin!end.xml.gz`.
//! A report on TLS has nothing to say about a mail, so it is of no kind that is told.

use super::{Finding, Opening, attachments};
use crate::mime::{Media, PartId, TextKind};
use crate::notice::Kind;
use crate::notice::mail::caseless::position;
use crate::notice::mail::incoming::Incoming;

pub(super) fn read(incoming: &Incoming<'_, '_>, opening: &Opening<'_, '_, '_>) -> Option<Finding> {
    // What comes back with a report about its delivery is a bounce of such a mail.
    if incoming.field("X-Failed-Recipients").is_some()
        || incoming.own_parts().any(|part| matches!(part.media, Media::DeliveryStatus | Media::GlobalDeliveryStatus))
    {
        return None;
    }
    let attachments: Vec<String> = attachments(incoming).collect();
    if is_about_tls(incoming, &attachments) {
        return Some(Finding::of(Kind::Other, "rfc8460"));
    }
    // Who answers such a report has its subject, but nothing attached.
    let has_attachment = || incoming.own_parts().any(|part| matches!(part.media, Media::Other | Media::Text(TextKind::Other)));
    let is_aggregate = (has_attachment() && is_subject(opening.subject()))
        || attachments
            .iter()
            .any(|name| period(name).is_some_and(|kind| matches!(kind, "xml" | "zip" | "gz" | "gzip" | "xml.gz" | "xml.zip")));
    is_aggregate.then(|| Finding::of(Kind::DmarcReport, "rfc7489"))
}

fn is_about_tls(incoming: &Incoming<'_, '_>, attachments: &[String]) -> bool {
    let declares = |kind: &str| position(kind, "tlsrpt").is_some();
    incoming.field("TLS-Report-Domain").is_some()
        || incoming.mail.content_type(PartId::ROOT).get("report-type").is_some_and(|kind| declares(&kind))
        || incoming.own_parts().any(|part| declares(incoming.mail.media_type(part.id)))
        || attachments.iter().any(|name| period(name).is_some_and(|kind| kind.contains("json")))
}

/// `Report Domain: example.com Submitter: example.net Report-ID: <1@example.net>`, a mark of the sender before it.
fn is_subject(subject: &str) -> bool {
    let Some((before, behind)) = subject.split_once("report domain:") else { return false };
    before.len() <= 40 && behind.contains("submitter:")
}

/// The ending of a name that tells receiver, domain, and the period in seconds since 1970 (RFC 7489 section 7.2.1.1); none for other names.
fn period(name: &str) -> Option<&str> {
    let mut fields = name.split('!').skip(2);
    let begin = fields.next()?;
    let end = fields.next()?;
    let is_time = |text: &str| text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits = end.bytes().take_while(u8::is_ascii_digit).count();
    let fits = is_time(begin) && end.get(..digits).is_some_and(is_time);
    let last = name.rsplit('!').next()?;
    fits.then(|| last.split_once('.').map_or("", |(_, ending)| ending))
}
