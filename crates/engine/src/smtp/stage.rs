//! Which command the failed reply answered.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The point of an SMTP session at which the delivery failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Stage {
    /// Before any reply: the TCP connection.
    Connect,
    /// The banner (RFC 5321 section 3.1).
    Greeting,
    /// `EHLO`, `HELO` or `LHLO`.
    Ehlo,
    /// `STARTTLS` and the handshake (RFC 3207).
    StartTls,
    /// `AUTH` (RFC 4954).
    Auth,
    /// `MAIL FROM`.
    MailFrom,
    /// `RCPT TO`.
    RcptTo,
    /// `DATA`, before the message was sent.
    Data,
    /// The end of the message, after the final dot.
    EndOfData,
    /// The mail waited in the sending queue and was not tried, or tried in vain.
    Queue,
    /// Delivery inside the receiving system, without SMTP.
    Local,
}

/// Every stage with the name it carries in the output and in the knowledge.
const NAMES: [(Stage, &str); 11] = [
    (Stage::Connect, "connect"),
    (Stage::Greeting, "greeting"),
    (Stage::Ehlo, "ehlo"),
    (Stage::StartTls, "starttls"),
    (Stage::Auth, "auth"),
    (Stage::MailFrom, "mail-from"),
    (Stage::RcptTo, "rcpt-to"),
    (Stage::Data, "data"),
    (Stage::EndOfData, "end-of-data"),
    (Stage::Queue, "queue"),
    (Stage::Local, "local"),
];

impl Stage {
    /// The stage at this place in the order of a delivery.
    pub(crate) fn at(place: usize) -> Option<Stage> {
        NAMES.get(place).map(|(stage, _)| *stage)
    }

    /// Its place in the order of a delivery.
    pub(crate) fn place(self) -> usize {
        NAMES.iter().position(|(known, _)| *known == self).unwrap_or(0)
    }

    /// The name used in the output: `rcpt-to`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(stage, _)| *stage == self).map_or("", |(_, name)| name)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStage;

impl FromStr for Stage {
    type Err = NoStage;

    fn from_str(text: &str) -> Result<Stage, NoStage> {
        NAMES.iter().find(|(_, name)| *name == text).map(|(stage, _)| *stage).ok_or(NoStage)
    }
}
