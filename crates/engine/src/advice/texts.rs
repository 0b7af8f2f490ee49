//! The sentences that people read, in one language (Fluent, `knowledge/text/`).

use std::collections::BTreeMap;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;

use crate::knowledge::Source;

/// A language that the texts exist in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// Its tag (RFC 5646).
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-CN",
        }
    }

    /// The language for a locale name such as `zh_CN.UTF-8`; English for every other.
    pub fn for_locale(locale: &str) -> Language {
        let is_chinese = locale.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh"));
        if is_chinese { Language::Chinese } else { Language::English }
    }

    /// The language that a file of texts is in: `text/<tag>.ftl`, or any file of the folder `text/<tag>/`.
    pub fn of_path(path: &str) -> Option<Language> {
        let name = path.strip_prefix("text/")?.strip_suffix(".ftl")?;
        let tag = name.split_once('/').map_or(name, |(folder, _)| folder);
        Language::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

/// A fault in a text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    path: String,
    line: usize,
    message: String,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

impl std::error::Error for TextError {}

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts that are built in.
    pub fn embedded(language: Language) -> Texts {
        // A test reads all files without a fault.
        Texts::from_sources(language, &crate::embedded::text_sources(language)).unwrap_or_else(|_| Texts::empty(language))
    }

    fn empty(language: Language) -> Texts {
        let locale = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Marks around inserted values would end up in files and terminals.
        bundle.set_use_isolating(false);
        Texts { language, bundle }
    }

    /// The texts of `language` among these files, later ones before earlier.
    ///
    /// # Errors
    ///
    /// Every entry that is not valid Fluent, with its file and line.
    pub fn from_sources(language: Language, sources: &[Source]) -> Result<Texts, Vec<TextError>> {
        let mut texts = Texts::empty(language);
        let mut errors = Vec::new();
        for source in sources.iter().filter(|source| Language::of_path(&source.path) == Some(language)) {
            let resource = FluentResource::try_new(source.text.clone()).unwrap_or_else(|(resource, faults)| {
                errors.extend(faults.into_iter().map(|fault| {
                    let before = source.text.as_bytes().get(..fault.pos.start).unwrap_or_default();
                    TextError {
                        path: source.path.clone(),
                        line: 1 + memchr::memchr_iter(b'\n', before).count(),
                        message: fault.to_string(),
                    }
                }));
                resource
            });
            texts.bundle.add_resource_overriding(resource);
        }
        if errors.is_empty() { Ok(texts) } else { Err(errors) }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a text with this name.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The names of the texts in a file, each with its line, counted from 1.
    pub fn names(source: &Source) -> Vec<(String, usize)> {
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        let named = source.text.lines().enumerate().filter_map(|(at, line)| Some((line.split_once('=')?.0.trim_end(), at + 1)));
        named.filter(|(name, _)| is_name(name)).map(|(name, line)| (name.to_owned(), line)).collect()
    }

    /// A text with its variables filled in. A missing one gives its name, so that its absence is seen.
    pub fn say(&self, id: &str, arguments: &[(&str, String)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        self.format(pattern, arguments).unwrap_or_else(|| id.to_owned())
    }

    /// A text with numbers among its variables, which choose between singular and plural.
    pub fn say_counted(&self, id: &str, counts: &[(&str, u64)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, count) in counts {
            arguments.set(*name, FluentValue::from(*count));
        }
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        pattern.map_or_else(|| id.to_owned(), |pattern| self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }

    /// An attribute of a text with its variables filled in.
    pub fn say_attribute(&self, id: &str, attribute: &str, arguments: &[(&str, String)]) -> String {
        let found = self.bundle.get_message(id).and_then(|message| message.get_attribute(attribute));
        self.format(found.map(|found| found.value()), arguments).unwrap_or_else(|| format!("{id}.{attribute}"))
    }

    /// A text of which some variables are texts themselves, given by their names.
    pub fn say_with_phrases(&self, id: &str, arguments: &[(&'static str, String)], phrases: &[(&'static str, String)]) -> String {
        let mut all = arguments.to_vec();
        all.extend(phrases.iter().map(|(name, phrase)| (*name, self.say(phrase, arguments))));
        self.say(id, &all)
    }

    fn format(&self, pattern: Option<&Pattern<&str>>, arguments: &[(&str, String)]) -> Option<String> {
        let mut named = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            named.set(*name, value.as_str());
        }
        pattern.map(|pattern| self.bundle.format_pattern(pattern, Some(&named), &mut Vec::new()).into_owned())
    }

    /// The name in this language, or the one that is there.
    pub(super) fn named(&self, names: &BTreeMap<String, String>, id: &str) -> String {
        names.get(self.language.tag()).or_else(|| names.get("en")).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// A duration in words.
    pub fn duration(&self, seconds: u64) -> String {
        let (unit, count) = match seconds {
            0..120 if !seconds.is_multiple_of(60) || seconds == 0 => ("duration-seconds", seconds),
            0..7200 if !seconds.is_multiple_of(3600) => ("duration-minutes", seconds.div_ceil(60)),
            0..172_800 if !seconds.is_multiple_of(86_400) => ("duration-hours", seconds.div_ceil(3600)),
            _ => ("duration-days", seconds.div_ceil(86_400)),
        };
        self.say_counted(unit, &[("count", count)])
    }
}
