//! The grammar of SMTP as it is found in bounces: reply codes (RFC 5321 section 4.2), enhanced status codes (RFC 3463), and the command that was answered.
//!
//! Only the small values live here, each parsed once at the border and passed on as a type.
//! How they are found inside running text, with all its prefixes and damage, is the business of [`crate::evidence`].

mod reply_code;
mod stage;
mod status_code;

pub use reply_code::ReplyCode;
pub use stage::Stage;
pub use status_code::StatusCode;

/// What the first digit of a code promises (RFC 5321 section 4.2.1, RFC 3463 section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// `2`: accepted or delivered.
    Success,
    /// `3`: the server waits for more.
    Intermediate,
    /// `4`: failed for now; the same mail may pass later.
    Temporary,
    /// `5`: failed; the same mail will fail again.
    Permanent,
}

impl Class {
    pub(crate) fn from_digit(digit: u8) -> Option<Class> {
        match digit {
            2 => Some(Class::Success),
            3 => Some(Class::Intermediate),
            4 => Some(Class::Temporary),
            5 => Some(Class::Permanent),
            _ => None,
        }
    }

    /// Whether a delivery with this class has failed, for now or for good.
    pub fn is_failure(self) -> bool {
        matches!(self, Class::Temporary | Class::Permanent)
    }
}
