//! The check `attachment`: files that receivers refuse, by their names, by what they are, and by what is in them one level deep.

mod archive;
mod file;
mod judged;
mod names;
mod rar;
mod refusers;
mod seven_zip;
mod zip;

#[cfg(test)]
mod tests;

use std::time::Instant;

use tuixin::mime::Mail;

use self::file::{File, files};
use self::refusers::Refusers;
use crate::facts::facts;
use crate::report::{Check, Finding, Fix, Report, Verdict};

/// How many files of one mail are looked into. One with more is refused by most for that alone.
const MOST_FILES: usize = 1000;

/// Looks at the files of a mail, for the mailboxes of a provider (`knowledge/providers.toml`) where one is known.
///
/// What that provider refuses has failed; what only others refuse is a warning.
pub fn report(mail: &Mail<'_>, provider: Option<&str>) -> Report {
    let began = Instant::now();
    let refusers: Refusers = facts("check/attachments.toml");
    let files: Vec<File<'_>> = files(mail).take(MOST_FILES).collect();
    let mut findings: Vec<Finding> = files.iter().flat_map(|file| judged::findings(file, &refusers, provider)).collect();
    findings.extend(number(&refusers, provider, files.len()));
    if findings.is_empty() {
        let text = if files.is_empty() { "attachment-none" } else { "attachment-good" };
        findings.push(Finding::new(Verdict::Passed, text).with("count", files.len()));
    }
    Report::of(Check::Attachment, super::subject(mail), findings, began.elapsed())
}

fn number(refusers: &Refusers, provider: Option<&str>, count: usize) -> Option<Finding> {
    let refuser = refusers.provider.iter().find(|refuser| refuser.provider.as_deref() == provider && provider.is_some())?;
    let limit = refuser.most_files.filter(|limit| count > *limit)?;
    let finding = Finding::new(Verdict::Failed, "attachment-many").with("count", count).with("limit", limit).with("who", &refuser.shown);
    Some(finding.mended_by(Fix::new("attachment-many-fix")))
}
