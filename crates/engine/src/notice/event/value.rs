//! Looking into JSON that strangers have sent.

use serde_json::Value;

use crate::notice::clip;

/// How much of a text that is no reply is passed on, in bytes.
const MAX_FIELD: usize = 4096;

/// The text at the end of a path of names; none where it is empty.
pub(super) fn text<'v>(value: &'v Value, path: &[&str]) -> Option<&'v str> {
    let text = at(value, path)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// The same, as a text of its own that is not too long to be told.
pub(super) fn field(value: &Value, path: &[&str]) -> Option<String> {
    let mut text = text(value, path)?.to_owned();
    clip(&mut text, MAX_FIELD);
    Some(text)
}

/// The elements of the list at the end of a path.
pub(super) fn list<'v>(value: &'v Value, path: &[&str]) -> &'v [Value] {
    at(value, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}
