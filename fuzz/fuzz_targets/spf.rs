//! SPF records by anybody: whatever a zone says, an evaluation ends within its limits, and faults are where they are said to be.

#![no_main]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use tuixin_check::dns::{Asking, Data, Dns, Kind, Lookup, Outcome, Record, Source};
use tuixin_check::sender::spf::{self, MAX_LOOKUPS, MAX_VOID_LOOKUPS, Query, Subject};
use tuixin_check::{Bounds, World};

/// A world in which every name has the same texts, and some names have nothing else.
struct Everywhere {
    texts: Vec<Vec<u8>>,
}

impl Source for Everywhere {
    fn ask<'s>(&'s self, name: &'s str, kind: Kind) -> Asking<'s> {
        let data = match kind {
            Kind::Txt => self.texts.iter().cloned().map(Data::Txt).collect(),
            _ if name.len() % 3 == 0 => Vec::new(),
            Kind::A => vec![Data::A(Ipv4Addr::new(192, 0, 2, 1))],
            Kind::Aaaa => vec![Data::Aaaa(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1))],
            Kind::Mx => vec![Data::Mx { preference: 1, exchange: "mx.example.com".to_owned() }],
            Kind::Ptr => vec![Data::Ptr("host.example.com".to_owned())],
            _ => Vec::new(),
        };
        let records: Vec<Record> = data.into_iter().map(|data| Record { owner: name.to_owned(), ttl: Duration::from_secs(60), data }).collect();
        let outcome = if records.is_empty() { Outcome::Empty } else { Outcome::Records(records) };
        Box::pin(std::future::ready(Lookup::of(name, kind, outcome)))
    }
}

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    check_places(&text);
    let texts: Vec<Vec<u8>> = input.split(|byte| *byte == b'\n').take(2).map(<[u8]>::to_vec).collect();
    let bounds = Bounds::default();
    let world = World::of(Dns::new(Everywhere { texts }, &bounds), bounds);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for ip in [IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V6(Ipv6Addr::LOCALHOST)] {
        let evaluation = runtime.block_on(spf::evaluate(&world.dns, &Query::of(ip, "li.lei@example.com", "host.example.com")));
        assert!(evaluation.lookups <= MAX_LOOKUPS, "{} look-ups", evaluation.lookups);
        assert!(evaluation.void_lookups <= MAX_VOID_LOOKUPS + 1, "{} void look-ups", evaluation.void_lookups);
        let report = runtime.block_on(spf::check(&world, &Subject::of("example.com").from_ip(ip)));
        for fix in report.findings.iter().filter_map(|finding| finding.fix.as_ref()) {
            let record = fix.record.as_ref().map(|record| record.value.as_str()).unwrap_or("v=spf1");
            assert!(fix.text != "spf-fix-syntax" || spf::parse(record).faults.is_empty(), "{record} is no better");
        }
    }
});

fn check_places(text: &str) {
    for fault in &spf::parse(text).faults {
        assert_eq!(text.get(fault.at..fault.at + fault.term.len()), Some(fault.term.as_str()), "{fault:?} is elsewhere");
    }
}
