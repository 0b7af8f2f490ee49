//! The words for people: whatever facts a reply gives away, every sentence can be said in both languages and to both audiences, and stays a sentence.

#![no_main]

use std::cell::RefCell;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tuixin::advice::{Audience, Language, Texts, advise};
use tuixin::diagnose::Workspace;
use tuixin::explain;
use tuixin::knowledge::Knowledge;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);
static TEXTS: LazyLock<[Texts; 2]> = LazyLock::new(|| Language::ALL.map(Texts::embedded));

thread_local! {
    static USED: RefCell<Workspace> = RefCell::new(Workspace::new());
}

fuzz_target!(|input: &[u8]| {
    USED.with_borrow_mut(|workspace| {
        let explanations = explain(&KNOWLEDGE, input, workspace);
        // The sentences of one delivery do not depend on the next.
        for explained in explanations.iter().flat_map(|explanation| &explanation.deliveries).take(2) {
            for texts in &*TEXTS {
                for audience in [Audience::Sender, Audience::Admin] {
                    let Some(advice) = advise(&KNOWLEDGE, texts, explained, audience) else {
                        assert!(explained.diagnosis.is_none());
                        continue;
                    };
                    let steps = advice.steps.iter().flat_map(|step| [&step.actor, &step.text]);
                    let sentences = [&advice.headline, &advice.happened, &advice.who, &advice.certainty, &advice.retry, &advice.suppress];
                    for sentence in sentences.into_iter().chain(&advice.conflict).chain(steps) {
                        assert!(!sentence.trim().is_empty(), "{advice:#?}");
                        // A sentence names a fact a few times at most.
                        assert!(sentence.len() <= 4 * input.len() + 2048, "{sentence}");
                    }
                }
            }
        }
    });
});
