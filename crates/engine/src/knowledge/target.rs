//! What a phrase stands for.

use super::model::RuleId;
use crate::smtp::Stage;

/// What finding a phrase means, packed into the matcher's 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The rule applies.
    Rule(RuleId),
    /// The rule does not apply, whatever else it finds.
    Veto(RuleId),
    /// The reply answered this command.
    Stage(Stage),
}

const STAGES: [Stage; 11] = [
    Stage::Connect,
    Stage::Greeting,
    Stage::Ehlo,
    Stage::StartTls,
    Stage::Auth,
    Stage::MailFrom,
    Stage::RcptTo,
    Stage::Data,
    Stage::EndOfData,
    Stage::Queue,
    Stage::Local,
];

impl Target {
    pub(crate) fn pack(self) -> u32 {
        match self {
            Target::Rule(rule) => u32::from(rule.0),
            Target::Veto(rule) => 1 << 16 | u32::from(rule.0),
            Target::Stage(stage) => 2 << 16 | STAGES.iter().position(|known| *known == stage).unwrap_or(0) as u32,
        }
    }

    pub(crate) fn unpack(packed: u32) -> Option<Target> {
        let low = packed as u16;
        match packed >> 16 {
            0 => Some(Target::Rule(RuleId(low))),
            1 => Some(Target::Veto(RuleId(low))),
            _ => STAGES.get(usize::from(low)).copied().map(Target::Stage),
        }
    }
}
