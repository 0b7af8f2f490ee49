//! The few kinds of values that both databases share, and the rows made of them.

use jiff::Timestamp;

use crate::access::Digest;
use crate::error::StoreError;
use crate::id::{BYTES, DeliveryId, IncidentId, ItemId, TokenId};

/// One value, on its way in or out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// The values of one row, to be taken in the order in which the statement names them.
pub(crate) struct Row(std::vec::IntoIter<Value>);

impl Row {
    pub fn of(values: Vec<Value>) -> Row {
        Row(values.into_iter())
    }

    /// The next value.
    pub fn take<T: FromValue>(&mut self) -> Result<T, StoreError> {
        let value = self.0.next().ok_or_else(|| StoreError::Damaged("a row has too few columns".to_owned()))?;
        let kind = value.kind();
        T::from_value(value).ok_or_else(|| StoreError::Damaged(format!("a column holds {kind} where it should hold {}", T::NAME)))
    }
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Integer(_) => "an integer",
            Value::Real(_) => "a number",
            Value::Text(_) => "a text",
            Value::Blob(_) => "bytes",
        }
    }
}

/// What can be read from a value.
pub(crate) trait FromValue: Sized {
    /// What it is called in an error.
    const NAME: &'static str;

    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($type:ty, $name:literal: $pattern:pat => $result:expr;)*) => {
        $(impl FromValue for $type {
            const NAME: &'static str = $name;

            fn from_value(value: Value) -> Option<$type> {
                match value {
                    $pattern => $result,
                    _ => None,
                }
            }
        })*
    };
}

from_value! {
    i64, "an integer": Value::Integer(number) => Some(number);
    u64, "a count": Value::Integer(number) => u64::try_from(number).ok();
    u16, "a small number": Value::Integer(number) => u16::try_from(number).ok();
    bool, "yes or no": Value::Integer(number) => Some(number != 0);
    f64, "a number": Value::Real(number) => Some(number);
    String, "a text": Value::Text(text) => Some(text);
    Vec<u8>, "bytes": Value::Blob(bytes) => Some(bytes);
    [u8; BYTES], "an id": Value::Blob(bytes) => bytes.try_into().ok();
    ItemId, "an id": Value::Blob(bytes) => bytes.try_into().ok().map(ItemId);
    DeliveryId, "an id": Value::Blob(bytes) => bytes.try_into().ok().map(DeliveryId);
    IncidentId, "an id": Value::Blob(bytes) => bytes.try_into().ok().map(IncidentId);
    TokenId, "an id": Value::Blob(bytes) => bytes.try_into().ok().map(TokenId);
    Digest, "a digest": Value::Blob(bytes) => bytes.try_into().ok();
    Timestamp, "a time": Value::Integer(milliseconds) => Timestamp::from_millisecond(milliseconds).ok();
}

impl<T: FromValue> FromValue for Option<T> {
    const NAME: &'static str = T::NAME;

    fn from_value(value: Value) -> Option<Option<T>> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

macro_rules! into_value {
    ($($type:ty: $given:ident => $result:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($given: $type) -> Value {
                $result
            }
        })*
    };
}

/// A time as the store gives it back: in milliseconds, which both databases count in one number.
pub fn kept_time(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

into_value! {
    i64: number => Value::Integer(number);
    u16: number => Value::Integer(i64::from(number));
    u32: number => Value::Integer(i64::from(number));
    bool: is => Value::Integer(i64::from(is));
    f64: number => Value::Real(number);
    String: text => Value::from(text.as_str());
    &String: text => Value::from(text.as_str());
    Vec<u8>: bytes => Value::Blob(bytes);
    &[u8]: bytes => Value::Blob(bytes.to_vec());
    [u8; BYTES]: id => Value::Blob(id.to_vec());
    ItemId: id => Value::Blob(id.0.to_vec());
    DeliveryId: id => Value::Blob(id.0.to_vec());
    IncidentId: id => Value::Blob(id.0.to_vec());
    TokenId: id => Value::Blob(id.0.to_vec());
    Digest: digest => Value::Blob(digest.to_vec());
    Timestamp: at => Value::Integer(at.as_millisecond());
}

impl From<&str> for Value {
    /// PostgreSQL knows no text with a zero byte in it, so that none goes to either database.
    fn from(text: &str) -> Value {
        Value::Text(if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text.to_owned() })
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// A number of things that is asked of a statement; what no database can count to is as good as all.
pub(crate) fn count(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_what_was_put_in_and_complains_about_the_rest() {
        let mut row = Row::of(vec![7_i64.into(), "a\0b".into(), None::<i64>.into(), Value::Null, true.into()]);
        assert_eq!(row.take::<u64>(), Ok(7));
        assert_eq!(row.take::<String>().as_deref(), Ok("a\u{fffd}b"));
        assert_eq!(row.take::<Option<i64>>(), Ok(None));
        assert_eq!(
            row.take::<i64>().unwrap_err().to_string(),
            "the database is damaged: a column holds nothing where it should hold an integer"
        );
        assert_eq!(row.take::<bool>(), Ok(true));
        assert!(row.take::<i64>().is_err());
    }
}
