//! Replies diagnosed: whatever the text, the answer points into it, its confidence is one, and no address is condemned beyond what its cause allows.
//!
//! A first line such as `# mx.example.com 5.1.1 rcpt-to` gives what is known besides the text.

#![no_main]

use std::cell::RefCell;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tuixin::Span;
use tuixin::diagnose::{Basis, Diagnosis, Reply, Workspace, diagnose};
use tuixin::knowledge::{Knowledge, Suppress};
use tuixin::smtp::Class;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

thread_local! {
    static USED: RefCell<Workspace> = RefCell::new(Workspace::new());
}

fuzz_target!(|input: &[u8]| {
    let input = String::from_utf8_lossy(input);
    let reply = reply(&input);
    USED.with_borrow_mut(|workspace| {
        let diagnosis = diagnose(&KNOWLEDGE, &reply, workspace);
        check(&reply, &diagnosis);
        let again = diagnose(&KNOWLEDGE, &reply, &mut Workspace::new());
        assert_eq!(format!("{diagnosis:?}"), format!("{again:?}"), "same bytes, same answer");
    });
});

fn reply(input: &str) -> Reply<'_> {
    let Some((context, text)) = input.strip_prefix("# ").and_then(|input| input.split_once('\n')) else { return Reply::of(input) };
    let mut reply = Reply::of(text);
    for word in context.split(' ') {
        if let Ok(status) = word.parse() {
            reply.status = Some(status);
        } else if let Ok(stage) = word.parse() {
            reply.stage = Some(stage);
        } else {
            reply.remote_host = Some(word);
        }
    }
    reply
}

fn check(reply: &Reply<'_>, diagnosis: &Diagnosis<'_>) {
    let lies_in_text = |span: Span| {
        assert!(span.start <= span.end && reply.text.get(span.range()).is_some(), "{span:?} of {diagnosis:#?}");
    };
    let is_share = |confidence: f32| assert!((0.0..=1.0).contains(&confidence), "{confidence} in {diagnosis:#?}");
    lies_in_text(diagnosis.innermost);
    diagnosis.remote_host.into_iter().for_each(lies_in_text);
    diagnosis.facts.listed_ip.into_iter().for_each(lies_in_text);
    if let Some(Basis::Rule { span, .. }) = diagnosis.basis {
        lies_in_text(span);
        assert!(span.start < span.end, "a rule rests on words");
    }
    is_share(diagnosis.confidence);
    for (place, alternative) in diagnosis.alternatives.iter().enumerate() {
        is_share(alternative.confidence);
        assert_ne!(alternative.cause.id, diagnosis.cause.id, "an alternative is another cause");
        assert!(diagnosis.alternatives[..place].iter().all(|other| other.cause.id != alternative.cause.id));
    }
    if let Some(ip) = diagnosis.facts.listed_ip {
        assert!(ip.of(reply.text).parse::<std::net::IpAddr>().is_ok());
    }
    // Never stricter than the cause, and never on a refusal that is only for now.
    let is_milder = diagnosis.cause.suppress == Suppress::Now && diagnosis.suppress == Suppress::AfterRepeats;
    assert!(diagnosis.suppress == diagnosis.cause.suppress || is_milder);
    if diagnosis.suppress == Suppress::Now {
        assert!(diagnosis.basis.is_some());
        assert!(diagnosis.reply_code.is_none_or(|code| code.class() != Class::Temporary));
    }
}
