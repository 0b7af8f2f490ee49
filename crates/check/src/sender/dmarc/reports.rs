//! Whether those to whom reports are sent want them (RFC 9990 section 4).

use crate::dns::{Dns, Kind, Lookup};
use crate::sender::ask::ask_all;

use super::record::{ReportAddress, is_record};
use super::walk::{Found, Walk, walk};

/// More addresses than these are not looked at; receivers send to few of them (RFC 7489 section 6.2 speaks of two).
const MAX_ADDRESSES: usize = 10;

/// An address in another organisation.
pub(super) struct External {
    pub(super) address: ReportAddress,
    /// The name at which that organisation says that it wants the reports.
    pub(super) name: String,
    pub(super) lookup: Lookup,
}

impl External {
    pub(super) fn is_authorized(&self) -> bool {
        self.lookup.texts().any(|text| is_record(&text))
    }
}

/// The addresses of a record that belong to other organisations.
pub(super) async fn external(dns: &Dns, walked: &Walk, found: &Found) -> Vec<External> {
    let mut external: Vec<(ReportAddress, String)> = Vec::new();
    let addresses = found.record.aggregate_reports.iter().chain(&found.record.failure_reports);
    for (address, domain) in addresses.filter_map(|address| Some((address, address.domain.as_ref()?))).take(MAX_ADDRESSES) {
        let name = format!("{}._report._dmarc.{domain}", found.domain);
        let is_known = external.iter().any(|(_, known)| *known == name);
        if !is_known && walk(dns, domain).await.organizational_domain() != walked.organizational_domain() {
            external.push((address.clone(), name));
        }
    }
    let lookups = ask_all(dns, external.iter().map(|(_, name)| (name.clone(), Kind::Txt))).await;
    external.into_iter().zip(lookups).map(|((address, name), lookup)| External { address, name, lookup }).collect()
}
