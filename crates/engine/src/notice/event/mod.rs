//! Events that providers send in place of a bounce mail: JSON, by webhook, out of a queue, or pasted from a console.

mod amazon_ses;
mod value;

use serde_json::Value;

use super::{Notice, Warning};

/// How much JSON is read, in bytes. Providers send events of a few kilobytes, hundreds at a time.
const MAX_EVENTS: usize = 4 * 1024 * 1024;
/// How many messages one input may hold.
const MAX_NOTICES: usize = 10_000;

/// The notices in a text that is JSON, one value or several behind each other; none where it holds no event that is known.
///
/// What follows the last whole value is left alone: mails put a footer below it.
pub(super) fn read(input: &[u8]) -> Option<Vec<Notice>> {
    let text = input.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    if !text.starts_with(b"{") && !text.starts_with(b"[") {
        return None;
    }
    let start = input.len() - text.len();
    let is_cut = text.len() > MAX_EVENTS;
    let text = std::str::from_utf8(text.get(..text.len().min(MAX_EVENTS))?).ok()?;
    let mut notices = notices(text, start).or_else(|| notices(&mended(text)?, start))?;
    // Places in mended text lead nowhere, but within the input.
    for delivery in notices.iter_mut().flat_map(|notice| &mut notice.deliveries) {
        for statement in delivery.reply.iter_mut().chain(&mut delivery.remarks) {
            statement.origin.end = statement.origin.end.min(input.len());
        }
    }
    if let Some(last) = notices.last_mut().filter(|_| is_cut) {
        Warning::Truncated.add_to(&mut last.warnings);
    }
    Some(notices)
}

/// The notice in the words of a mail whose text is an event.
pub(super) fn read_words(words: &str) -> Option<Notice> {
    if !words.trim_start().starts_with('{') {
        return None;
    }
    read(words.as_bytes())?.into_iter().next()
}

fn notices(text: &str, start: usize) -> Option<Vec<Notice>> {
    let mut notices = Vec::new();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut from = 0;
    while let Some(Ok(value)) = values.next() {
        let to = values.byte_offset();
        amazon_ses::read(&value, start + from..start + to, &mut notices);
        from = to;
        if notices.len() >= MAX_NOTICES {
            break;
        }
    }
    (!notices.is_empty()).then_some(notices)
}

/// A text whose long lines were broken on the way: Sendmail breaks them with `!`, a line break and a blank; others without a mark. No string of JSON holds a line break.
fn mended(text: &str) -> Option<String> {
    text.contains('\n').then(|| text.replace("\r\n", "\n").replace("!\n ", "").replace('\n', ""))
}
