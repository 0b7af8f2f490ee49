//! The knowledge for people: the causes by group, and one cause with everything that is known of it.

use std::io::{self, Write};

use tuixin::advice::{AdviceStep, Portrait, Texts};
use tuixin::knowledge::Cause;
use unicode_width::UnicodeWidthStr;

use super::explanation::{rows_of, show_steps};
use super::page::{Page, style};
use super::reply;

/// How many usual texts of a cause are shown.
const MOST_TEXTS: usize = 12;
/// How many sources of a cause are named.
const MOST_SOURCES: usize = 12;

/// Lists causes under the names of their groups.
pub fn show_causes<W: Write>(page: &mut Page<W>, texts: &Texts, causes: &[&Cause]) -> io::Result<()> {
    let widest = causes.iter().map(|cause| cause.id.width()).max().unwrap_or(0);
    let mut group = "";
    for cause in causes {
        if cause.group != group {
            if !group.is_empty() {
                page.gap()?;
            }
            group = &cause.group;
            page.paragraph("", &[(style::LABEL, &texts.say(&format!("group-{group}"), &[]))])?;
        }
        let lead = format!("  {}", cause.id);
        page.hanging(&[(style::ACTOR, &lead)], widest + 4, &[(style::PLAIN, &texts.say(&format!("cause-{}", cause.id), &[]))])?;
    }
    Ok(())
}

/// Shows one cause.
pub fn show_cause<W: Write>(
    page: &mut Page<W>,
    texts: &Texts,
    cause: &Cause,
    portrait: &Portrait,
    examples: &[&str],
    sources: &[&str],
) -> io::Result<()> {
    let say = |id: &str| texts.say(id, &[]);
    page.paragraph("", &[(style::STRONG, &portrait.headline), (style::PLAIN, " "), (style::DIM, &format!("({})", cause.id))])?;
    page.gap()?;
    page.paragraph("", &[(style::PLAIN, &portrait.meaning)])?;
    page.gap()?;
    let codes: Vec<String> = cause.codes.iter().map(ToString::to_string).collect();
    let mut rows = vec![
        (say("label-group"), portrait.group.clone()),
        (say("label-who"), portrait.who.clone()),
        (say("label-permanence"), portrait.permanence.clone()),
        (say("label-retry"), portrait.retry.clone()),
        (say("label-suppress"), portrait.suppress.clone()),
        (say("label-scope"), portrait.scope.clone()),
    ];
    if !codes.is_empty() {
        rows.push((say("label-codes"), codes.join(", ")));
    }
    rows_of(page, &rows)?;
    for (label, steps) in [("label-for-sender", &portrait.sender_steps), ("label-for-admin", &portrait.admin_steps)] {
        section(page, texts, label, steps)?;
    }
    if !examples.is_empty() {
        page.gap()?;
        page.paragraph("", &[(style::LABEL, &say("label-texts"))])?;
        for example in examples.iter().take(MOST_TEXTS) {
            reply::show(page, example, None, false)?;
        }
    }
    if !cause.names.is_empty() {
        page.gap()?;
        page.paragraph("", &[(style::LABEL, &say("label-names"))])?;
        let rows: Vec<(String, String)> = cause.names.iter().map(|(system, names)| (format!("  {system}"), names.join(", "))).collect();
        rows_of(page, &rows)?;
    }
    if !sources.is_empty() {
        page.gap()?;
        page.paragraph("", &[(style::LABEL, &say("label-sources"))])?;
        for source in sources.iter().take(MOST_SOURCES) {
            page.paragraph("  ", &[(style::PLAIN, source)])?;
        }
    }
    Ok(())
}

fn section<W: Write>(page: &mut Page<W>, texts: &Texts, label: &str, steps: &[AdviceStep]) -> io::Result<()> {
    page.gap()?;
    page.paragraph("", &[(style::LABEL, &texts.say(label, &[]))])?;
    show_steps(page, texts, steps, None)
}
