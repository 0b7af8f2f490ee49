//! How single values are written.

use serde::Serializer;
use tuixin::smtp::StatusCode;

/// A text that is there and not empty.
pub fn told(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

/// A status code that may be unknown, as in `5.1.1`.
pub fn status<S: Serializer>(status: &Option<StatusCode>, serializer: S) -> Result<S::Ok, S::Error> {
    match status {
        Some(status) => serializer.collect_str(status),
        None => serializer.serialize_none(),
    }
}

/// A status code, as in `5.1.1`.
pub fn plain_status<S: Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(status)
}

/// A confidence, of which more digits would be pretence.
pub fn two_decimals<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 100.0).round() / 100.0)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub fn is_zero(count: &usize) -> bool {
    *count == 0
}
