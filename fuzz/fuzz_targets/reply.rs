//! Replies taken apart: whatever the text, its words, entities and segments lie in it, in order, on the borders of characters, and do not overlap.

#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use tuixin::Span;
use tuixin::evidence::{EntityKind, Evidence, MAX_REPLY_BYTES};

thread_local! {
    /// Used again from input to input, so that something left over from the one before would be seen.
    static USED: RefCell<Evidence> = RefCell::new(Evidence::new());
}

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let text = text.as_ref();
    USED.with_borrow_mut(|evidence| {
        evidence.read(text);
        check(text, evidence);
        let mut fresh = Evidence::new();
        fresh.read(text);
        assert_eq!(format!("{evidence:?}"), format!("{fresh:?}"), "reading must not depend on what was read before");
    });
});

fn check(text: &str, evidence: &Evidence) {
    let examined = text.len().min(MAX_REPLY_BYTES);
    assert_eq!(evidence.truncated, text.len() > MAX_REPLY_BYTES);
    let lies_in_text = |span: Span| {
        assert!(span.start <= span.end && span.end as usize <= examined, "{span:?}");
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character");
    };

    let mut end = 0;
    for word in &evidence.words {
        lies_in_text(word.span);
        assert!(end <= word.span.start && word.span.start < word.span.end, "{word:?} overlaps");
        end = word.span.end;
    }
    let mut start = 0;
    for word in &evidence.side_words {
        lies_in_text(word.span);
        assert!(start <= word.span.start, "{word:?} is out of order");
        start = word.span.start;
    }

    let (mut end, mut before_word) = (0, 0);
    for entity in &evidence.entities {
        lies_in_text(entity.span);
        assert!(end <= entity.span.start && entity.span.start < entity.span.end, "{entity:?} overlaps");
        assert!(before_word <= entity.before_word && entity.before_word as usize <= evidence.words.len(), "{entity:?}");
        // An entity stands between the word before it and the word behind it.
        if let Some(word) = evidence.words.get(entity.before_word as usize) {
            assert!(entity.span.end <= word.span.start, "{entity:?} runs into {word:?}");
        }
        if let Some(word) = entity.before_word.checked_sub(1).and_then(|before| evidence.words.get(before as usize)) {
            assert!(word.span.end <= entity.span.start, "{entity:?} runs into {word:?}");
        }
        end = entity.span.end;
        before_word = entity.before_word;
        let said = entity.span.of(text);
        match entity.kind {
            EntityKind::Address => assert!(said.contains('@'), "{said}"),
            EntityKind::Ip => assert!(said.parse::<std::net::IpAddr>().is_ok(), "{said}"),
            EntityKind::Host => assert!(said.contains('.'), "{said}"),
            EntityKind::Code => assert!(said.len() == 3 && said.bytes().all(|byte| byte.is_ascii_digit()), "{said}"),
            EntityKind::Status => assert!(said.parse::<tuixin::smtp::StatusCode>().is_ok(), "{said}"),
            EntityKind::Url => {}
        }
    }

    assert!(!evidence.segments.is_empty());
    let (mut start, mut first_word) = (0, 0);
    for (index, segment) in evidence.segments.iter().enumerate() {
        assert!(start <= segment.start && segment.start as usize <= examined, "{segment:?} is out of order");
        assert!(index == 0 || start < segment.start, "two segments begin at {start}");
        assert!(text.is_char_boundary(segment.start as usize));
        assert!(first_word <= segment.first_word && segment.first_word as usize <= evidence.words.len(), "{segment:?}");
        start = segment.start;
        first_word = segment.first_word;
        let words = evidence.words_of(index);
        assert!(words.start <= words.end && words.end <= evidence.words.len());
        lies_in_text(evidence.span_of_words(words.start, words.end));
    }
    assert!(evidence.innermost() < evidence.segments.len());
}
