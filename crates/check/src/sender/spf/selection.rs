//! Finding the record of a domain (RFC 7208 sections 4.4 and 4.5).

use crate::dns::{self, Dns, Kind, Lookup, Outcome};

use super::fault::Problem;
use super::parse::is_record;

/// The texts of a domain that are SPF records, and the answer they come from.
pub(super) async fn records_of(dns: &Dns, domain: &str) -> (Vec<String>, Lookup) {
    let lookup = dns.ask(domain, Kind::Txt).await;
    let texts = lookup.texts().map(|text| text.into_owned()).filter(|text| is_record(text)).collect();
    (texts, lookup)
}

/// The only record of these; none is not a fault here.
pub(super) fn only(mut texts: Vec<String>, lookup: &Lookup) -> Result<Option<String>, Problem> {
    if let Outcome::Fault(fault) = lookup.outcome
        && fault != dns::Fault::BadName
    {
        return Err(Problem::Dns { domain: lookup.name.clone(), fault });
    }
    if texts.len() > 1 {
        return Err(Problem::SeveralRecords { domain: lookup.name.clone() });
    }
    Ok(texts.pop())
}
