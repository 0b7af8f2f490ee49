//! What checks have found, as far as letters tell of it.
//!
//! The engine asks nobody; whoever runs checks hands in what came of them.

use super::super::Texts;

/// What was looked up about a delivery.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LookedUp {
    /// What was found.
    pub found: Vec<Found>,
    /// What the address probably should have been.
    pub instead: Option<String>,
}

impl LookedUp {
    /// What was found, and the address that was probably meant.
    pub fn of(found: Vec<Found>, instead: Option<String>) -> LookedUp {
        LookedUp { found, instead }
    }
}

/// One thing that a check has found out.
#[derive(Clone, Debug)]
pub struct Found {
    /// The name of the check.
    pub check: &'static str,
    /// Whom it is about.
    pub side: Side,
    /// What came out.
    pub outcome: Outcome,
    /// Whether it is about the lists on which the sender may stand.
    pub is_about_lists: bool,
    /// Its text in the knowledge.
    pub text: &'static str,
    /// The variables of the text.
    pub arguments: Vec<(&'static str, String)>,
    /// The variables of the text that are texts themselves, by their names.
    pub phrases: Vec<(&'static str, String)>,
}

/// Whom something that was found is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The side that sent the mail.
    Sender,
    /// The side that should have taken it.
    Recipient,
}

/// What came out of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is as it should be.
    Well,
    /// There is a fault.
    Faulty,
}

impl Found {
    pub(super) fn words(&self, texts: &Texts) -> String {
        texts.say_with_phrases(self.text, &self.arguments, &self.phrases)
    }
}
