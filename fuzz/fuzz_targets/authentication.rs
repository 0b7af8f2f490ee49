//! Lists of tags by anybody, as records and as fields of mails: what is read lies in the text, and whatever a mail holds, its signatures are verified without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tuixin_check::dns::{Dns, Zone};
use tuixin_check::sender::dkim::{self, KeyRecord, MAX_SIGNATURES, Signature};
use tuixin_check::sender::tags::Tags;
use tuixin_check::sender::{arc, dmarc};
use tuixin_check::{Bounds, World};

/// The key that the seeds are signed with; and for other names, the input itself.
const ZONE: &str = "s1._domainkey.example.com TXT v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n";

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    check_tags(&text);
    let record = dmarc::Record::parse(&text);
    assert!(record.faults.iter().all(|fault| fault.at <= text.len()));
    let key = KeyRecord::parse(&text);
    assert!(!key.is_usable() || key.bits.is_some());
    let _ = Signature::parse(&text);

    let line: String = text.chars().take_while(|c| *c != '\n' && *c != '\r').collect();
    let zone = Zone::parse(&format!("{ZONE}s2._domainkey.example.com TXT v=DKIM1; {line}\n_dmarc.example.com TXT v=DMARC1; {line}"));
    let Ok(zone) = zone else { return };
    let bounds = Bounds::default();
    let world = World::of(Dns::new(zone, &bounds), bounds);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let verified = runtime.block_on(dkim::verify(&world.dns, input));
    assert!(verified.len() <= MAX_SIGNATURES);
    runtime.block_on(dkim::check(&world, &dkim::Subject::mail("example.com", input)));
    runtime.block_on(arc::check(&world, "example.com", input));
    runtime.block_on(dmarc::check(&world, "www.example.com", None));
});

fn check_tags(text: &str) {
    let tags = Tags::parse(text);
    for tag in &tags.tags {
        let piece = text.get(tag.at..).and_then(|rest| rest.split(';').next());
        assert!(piece.is_some_and(|piece| piece.trim().ends_with(&tag.value)), "{tag:?} is elsewhere");
    }
    for fault in &tags.faults {
        assert!(text.get(fault.at..).is_some_and(|rest| rest.starts_with(&fault.piece)), "{fault:?} is elsewhere");
    }
}
