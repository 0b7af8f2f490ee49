//! Letters for people: where each goes, what is left to fill in, and its text, ready to be copied.

use std::io::{self, Write};

use tuixin::advice::Texts;
use tuixin::advice::letter::{Letter, Recipient};

use super::explanation::rows_of;
use super::page::{Page, style};

/// Shows letters, one below the other, or says that none makes sense.
pub(super) fn show<W: Write>(page: &mut Page<W>, texts: &Texts, letters: &[Letter], headline: Option<&str>) -> io::Result<()> {
    if letters.is_empty() {
        let none = texts.say("letter-none", &[("headline", headline.unwrap_or("none").to_owned())]);
        return page.paragraph("", &[(style::NOTE, &none)]);
    }
    for (number, letter) in letters.iter().enumerate() {
        if number > 0 {
            page.gap()?;
            page.rule_within()?;
            page.gap()?;
        }
        one(page, texts, letter)?;
    }
    Ok(())
}

fn one<W: Write>(page: &mut Page<W>, texts: &Texts, letter: &Letter) -> io::Result<()> {
    let say = |id: &str| texts.say(id, &[]);
    page.paragraph("", &[(style::STRONG, &say(&format!("letter-kind-{}", letter.kind.name())))])?;
    page.gap()?;
    let to = match &letter.to {
        Recipient::Address(address) => address.clone(),
        Recipient::Form(url) => texts.say("letter-to-form", &[("url", url.clone())]),
        Recipient::Unknown => say("letter-to-unknown"),
    };
    let mut rows = vec![(say("letter-label-to"), to), (say("letter-label-subject"), letter.subject.clone())];
    // One below the other under one label.
    let labels = std::iter::once(say("letter-label-fill-in")).chain(std::iter::repeat(String::new()));
    rows.extend(labels.zip(letter.to_fill_in.iter().cloned()));
    if !letter.mend_first.is_empty() {
        rows.push((say("letter-label-mend-first"), texts.say("letter-mend-first", &[("checks", letter.mend_first.join(", "))])));
    }
    rows_of(page, &rows)?;
    page.gap()?;
    // Lines are not broken to the width of the terminal: whoever copies them would copy the breaks.
    letter.body.lines().try_for_each(|line| page.verbatim("", &[(style::PLAIN, line)]))
}
