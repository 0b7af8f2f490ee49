//! The letters that `--letter` asks for.

use std::net::IpAddr;
use std::path::Path;

use tuixin::Explained;
use tuixin::advice::letter::{Context, Letter, LetterKind, letters};
use tuixin::advice::{Language, Texts};
use tuixin::knowledge::Knowledge;

use crate::args::Explain;
use crate::output::Item;
use crate::setup::{self, Failure, Messages};

/// Where letters are written.
pub struct Desk<'a> {
    knowledge: &'a Knowledge,
    /// The texts of all languages, that of the reader first.
    texts: Vec<Texts>,
    kinds: Vec<LetterKind>,
    reader: Language,
    language: Option<Language>,
    ip: Option<IpAddr>,
    helo: Option<String>,
}

impl<'a> Desk<'a> {
    /// What the arguments ask for; none where they ask for no letter.
    ///
    /// # Errors
    ///
    /// A folder of own texts with faults, each of which is told.
    pub fn of(args: &Explain, knowledge: &'a Knowledge, folder: Option<&Path>, messages: &Messages) -> Result<Option<Desk<'a>>, Failure> {
        let kinds = args.kinds_of_letters();
        if kinds.is_empty() {
            return Ok(None);
        }
        let reader = messages.language();
        let others = Language::ALL.into_iter().filter(|language| *language != reader);
        let texts = std::iter::once(reader).chain(others).map(|language| setup::texts(folder, language, messages));
        let texts = texts.collect::<Result<Vec<Texts>, Failure>>()?;
        let language = args.letter_lang.map(Into::into);
        Ok(Some(Desk { knowledge, texts, kinds, reader, language, ip: args.ip, helo: args.network.helo.clone() }))
    }

    /// The letters about one delivery of an item; `spoken_of` is that delivery, or several that share a diagnosis.
    pub fn write(&self, item: &Item<'_>, explained: &Explained<'_>, spoken_of: &Explained<'_>) -> Vec<Letter> {
        let looked_up = item.follow_up(explained).map(|follow_up| follow_up.for_letters(explained));
        let mut context = Context::of(self.reader);
        context.language = self.language;
        context.message = item.explanation.message.as_ref();
        context.ip = self.ip;
        context.helo = self.helo.as_deref();
        context.looked_up = looked_up.as_ref();
        let texts: Vec<&Texts> = self.texts.iter().collect();
        let all = letters(self.knowledge, &texts, spoken_of, &context);
        all.into_iter().filter(|letter| self.kinds.contains(&letter.kind)).collect()
    }
}
