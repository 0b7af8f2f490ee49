//! Whether and where an address is mentioned in what is kept.
//!
//! Looked for are the address itself, with an internationalised domain in both spellings, and its hash, in whatever case.
//! Not found is what is written in some other way: packed into another address, encoded in the body of a mail.

use serde_json::Value as Json;

use crate::address::{in_unicode, replace};
use crate::settings::Settings;

/// What stands where an address stood.
const ERASED: &str = "[erased]";

/// The spellings of one address.
pub(super) struct Mention {
    /// As the columns hold it.
    pub kept: String,
    spellings: Vec<String>,
}

impl Mention {
    pub fn of(address: &str, settings: &Settings) -> Mention {
        let kept = settings.kept_address(address);
        let in_clear = Settings::default().kept_address(address);
        let mut spellings: Vec<String> = in_unicode(&in_clear).into_iter().chain([in_clear, kept.clone()]).collect();
        spellings.dedup();
        spellings.retain(|spelling| !spelling.is_empty());
        Mention { kept, spellings }
    }

    /// Whether bytes as they came in mention the address.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        let stands = |spelling: &String| bytes.windows(spelling.len()).any(|window| window.eq_ignore_ascii_case(spelling.as_bytes()));
        self.spellings.iter().any(stands)
    }

    /// A text without the address, if it mentions it.
    pub fn erased_from_text(&self, text: &str) -> Option<String> {
        let erased = self.spellings.iter().fold(text.to_owned(), |text, spelling| replace(&text, spelling, ERASED));
        (erased != text).then_some(erased)
    }

    /// A JSON document without the address, if it mentions it.
    pub fn erased_from_document(&self, document: &str) -> Option<String> {
        let Ok(mut json) = serde_json::from_str(document) else { return self.erased_from_text(document) };
        self.erase(&mut json).then(|| json.to_string())
    }

    fn erase(&self, json: &mut Json) -> bool {
        match json {
            Json::String(text) => self.erased_from_text(text).map(|erased| *text = erased).is_some(),
            Json::Array(values) => values.iter_mut().fold(false, |changed, value| self.erase(value) | changed),
            Json::Object(fields) => fields.values_mut().fold(false, |changed, value| self.erase(value) | changed),
            Json::Null | Json::Bool(_) | Json::Number(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_erased_in_any_case_and_nothing_else_is() {
        let mention = Mention::of("Alice@Example.com", &Settings::default());
        assert!(mention.is_in(b"\xff<ALICE@example.COM>"));
        assert!(!mention.is_in(b"alice@example.co"));
        assert_eq!(mention.erased_from_text("to alice@example.com").as_deref(), Some("to [erased]"));
        assert_eq!(mention.erased_from_text("to bob@example.com"), None);
        let document = r#"{"to":["ALICE@example.com","bob@example.com"],"count":2}"#;
        assert_eq!(mention.erased_from_document(document).as_deref(), Some(r#"{"count":2,"to":["[erased]","bob@example.com"]}"#));
        assert_eq!(mention.erased_from_document(r#"{"to":null}"#), None);
        assert!(!Mention::of("", &Settings::default()).is_in(b"anything"));
        let mention = Mention::of("用户@例子.中国", &Settings::default());
        assert!(mention.is_in("<用户@例子.中国>".as_bytes()) && mention.is_in("<用户@XN--FSQU00A.xn--fiqs8s>".as_bytes()));
    }
}
