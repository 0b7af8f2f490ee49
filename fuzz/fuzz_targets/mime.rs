//! The structure of mails from any bytes: parts lie in each other, decoded text leads back into its part, and the work is linear.

#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use tuixin::mime::{Headers, MAX_DEPTH, MAX_PARTS, Mail, Part, PartId, html};

fuzz_target!(|raw: &[u8]| {
    let mail = Mail::parse(raw);
    structure(raw, &mail);
    for part in mail.parts() {
        headers(raw, &mail, part);
        text(&mail, part);
    }
    // The same grammar reads a block of fields that is no mail.
    for field in Headers::of(raw) {
        assert_eq!(raw.get(field.at.clone()), Some(field.raw));
    }
});

fn structure(raw: &[u8], mail: &Mail<'_>) {
    let size = raw.len();
    assert!(mail.visited() <= 24 * size + 64, "{} bytes of {size} looked at", mail.visited());
    assert!((1..=MAX_PARTS).contains(&mail.parts().len()));
    assert_eq!(mail.root().id, PartId::ROOT);
    for (place, part) in mail.parts().iter().enumerate() {
        assert_eq!(part.id.index(), place);
        assert!(part.depth <= MAX_DEPTH);
        assert!(part.header.start <= part.header.end && part.header.end <= part.body.start, "{part:?}");
        assert!(part.body.start <= part.body.end && part.body.end <= size, "{part:?}");
        if let Some(parent) = part.parent {
            let parent = mail.part(parent);
            assert!(parent.id < part.id && parent.depth + 1 == part.depth);
            assert!(parent.body.start <= part.header.start && part.body.end <= parent.body.end, "{part:?} in {parent:?}");
            assert!(mail.children(parent.id).any(|child| child.id == part.id));
        }
        let mut end = part.body.start;
        for child in mail.children(part.id) {
            assert!(end <= child.header.start && child.parent == Some(part.id));
            end = child.body.end;
        }
    }
    for note in mail.notes() {
        assert!(note.at <= size && note.part.index() < mail.parts().len(), "{note:?}");
    }
}

fn headers(raw: &[u8], mail: &Mail<'_>, part: &Part) {
    for field in mail.headers(part.id) {
        assert_eq!(raw.get(field.at.clone()), Some(field.raw));
        assert!(part.header.start <= field.at.start && field.at.end <= part.header.end, "{field:?} of {part:?}");
        assert!(mail.header(part.id, field.name).is_some(), "{field:?}");
        // One byte of a single-byte charset becomes three of UTF-8 at most.
        assert!(field.text().len() <= 3 * field.raw.len() + 3, "{field:?}");
        assert!(field.unfolded().len() <= 2 * field.raw.len());
        for name in ["charset", "boundary", "name", "report-type"] {
            field.parameters().get(name);
        }
    }
    mail.content_type(part.id).main();
    mail.media_type(part.id);
}

fn text(mail: &Mail<'_>, part: &Part) {
    let decoded = mail.decode(part.id);
    assert!(decoded.bytes.len() <= part.body.len(), "no transfer encoding makes a body shorter on its way");
    leads_back(part, decoded.bytes.len(), |range| decoded.origin(range));
    let text = mail.text(part.id);
    assert!(text.text.len() <= 3 * decoded.bytes.len() + 3);
    leads_back(part, text.text.len(), |range| text.origin(range));
    let shown = html::html_to_text(&text.text);
    leads_back(part, shown.text.len(), |range| text.origin(shown.origin(range)));
}

fn leads_back(part: &Part, length: usize, origin: impl Fn(Range<usize>) -> Range<usize>) {
    let mut last = part.body.start;
    for start in (0..length).step_by(length / 64 + 1) {
        let found = origin(start..(start + 3).min(length));
        assert!(part.body.start <= found.start && found.start < found.end && found.end <= part.body.end, "{found:?} of {part:?}");
        assert!(last <= found.start, "the way back must not turn around");
        last = found.start;
    }
    for beyond in [length..length, length..length + 9, length + 5..length + 9] {
        let found = origin(beyond);
        assert!(part.body.start <= found.start && found.end <= part.body.end, "{found:?} of {part:?}");
    }
}
