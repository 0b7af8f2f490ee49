//! The whole road from bytes to diagnoses: every statement comes from a place in the input, and the answer is no bigger than the question allows.

#![no_main]

use std::cell::RefCell;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tuixin::diagnose::{Basis, Workspace};
use tuixin::knowledge::{Knowledge, Suppress};
use tuixin::notice::{Kind, Statement};
use tuixin::{Explained, Explanation, explain};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

thread_local! {
    static USED: RefCell<Workspace> = RefCell::new(Workspace::new());
}

fuzz_target!(|input: &[u8]| {
    USED.with_borrow_mut(|workspace| {
        let explanations = explain(&KNOWLEDGE, input, workspace);
        let mut size = 0;
        for explanation in &explanations {
            size += check(input, explanation);
        }
        // A recipient costs the input a line, so what is said about it costs a constant for each byte.
        assert!(size <= 64 * input.len() + 4096, "{size} bytes of answer to {} of input", input.len());
        assert!(explanations.len() <= input.len() / 3 + 1);
        for notice in tuixin::notice::read(input) {
            for delivery in &notice.deliveries {
                delivery.reply.iter().chain(&delivery.remarks).for_each(|statement| came_from(input, statement));
            }
        }
    });
});

/// Checks an explanation and tells how much text it holds.
fn check(input: &[u8], explanation: &Explanation<'_>) -> usize {
    let mut size = 0;
    if let Some(message) = &explanation.message {
        let fields = [&message.from, &message.subject, &message.message_id, &message.date];
        size += fields.into_iter().flatten().map(String::len).sum::<usize>();
    }
    assert!(explanation.deliveries.len() <= input.len() / 3 + 1, "{} deliveries", explanation.deliveries.len());
    if explanation.kind == Kind::Failed {
        assert!(!explanation.deliveries.is_empty());
    }
    for (place, warning) in explanation.warnings.iter().enumerate() {
        assert!(!explanation.warnings[..place].contains(warning), "{warning:?} twice");
    }
    explanation.deliveries.iter().for_each(|explained| size += delivery(input, explained));
    size
}

fn delivery(input: &[u8], explained: &Explained<'_>) -> usize {
    let delivery = &explained.delivery;
    let text = delivery.reply.as_ref().map_or("", |statement| statement.text.as_str());
    delivery.reply.iter().for_each(|statement| came_from(input, statement));
    let names = [&delivery.recipient, &delivery.original_recipient, &delivery.remote_mta, &delivery.reporting_mta];
    for name in names.into_iter().flatten() {
        assert!(!name.is_empty());
    }
    if let Some(diagnosis) = &explained.diagnosis {
        assert!(text.get(diagnosis.innermost.range()).is_some());
        if let Some(Basis::Rule { span, .. }) = diagnosis.basis {
            assert!(!span.of(text).is_empty());
        }
        if diagnosis.suppress == Suppress::Now {
            assert!(diagnosis.cause.suppress == Suppress::Now && delivery.action.is_none_or(|action| action.is_failure()));
        }
    }
    text.len() + names.into_iter().flatten().map(String::len).sum::<usize>() + 64
}

fn came_from(input: &[u8], statement: &Statement) {
    let origin = &statement.origin;
    assert!(origin.start < origin.end && origin.end <= input.len(), "{statement:?} does not come from {} bytes", input.len());
    assert!(!statement.text.trim().is_empty());
}
