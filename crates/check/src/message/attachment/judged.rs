//! What there is to say about one file.

use memchr::memmem;

use super::archive::{self, Archive};
use super::file::File;
use super::names::{extensions, is_disguised, telling};
use super::refusers::Refusers;
use crate::message::place;
use crate::report::{Finding, Fix, Verdict};

/// How much of a name is shown, in characters.
const SHOWN_CHARACTERS: usize = 120;

/// The beginnings of programs: Windows, Linux, macOS.
const PROGRAMS: [&[u8]; 6] = [b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xfe\xed\xfa\xce"];

/// The beginning of a file of OLE: office documents before 2007, and those with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The member of an office document that holds its macros (ECMA-376 part 1).
const MACROS: &str = "vbaproject.bin";

/// The members by which an archive is known as a document, whose inside is no matter of names.
const DOCUMENTS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

pub(super) fn findings(file: &File<'_>, refusers: &Refusers, provider: Option<&str>) -> Vec<Finding> {
    let named = extensions(&file.name);
    let mut findings = Vec::new();
    findings.extend(by_name(file, &named, refusers, provider));
    findings.extend(deceiving(file, &named, refusers));
    if findings.is_empty() {
        findings.extend(program(file, refusers, provider));
    }
    let archive = archive::open(&file.content);
    findings.extend(macros(file, &named, archive.as_ref(), refusers));
    if let Some(archive) = archive.filter(|archive| !is_document(archive)) {
        findings.extend(inside(file, &archive, refusers, provider));
    } else if is_locked_document(file) {
        findings.push(about(Verdict::Warning, "attachment-encrypted", &file.name).mended_by(Fix::new("attachment-encrypted-fix")));
    }
    findings
}

fn about(verdict: Verdict, text: &'static str, name: &str) -> Finding {
    Finding::new(verdict, text).with("name", shown(name))
}

fn shown(name: &str) -> String {
    place::legible(&name.chars().take(SHOWN_CHARACTERS).collect::<String>())
}

fn by_name(file: &File<'_>, named: &[String], refusers: &Refusers, provider: Option<&str>) -> Option<Finding> {
    let extension = telling(named, refusers)?;
    let (verdict, who) = refusers.of(extension, false, provider)?;
    let finding = about(verdict, "attachment-refused", &file.name).with("extension", extension).with("who", who);
    Some(finding.mended_by(Fix::new("attachment-link-fix")))
}

/// A name that shows another kind of file than it is.
fn deceiving(file: &File<'_>, named: &[String], refusers: &Refusers) -> Option<Finding> {
    let text = if file.name.chars().any(place::turns_direction) {
        "attachment-turned-name"
    } else if is_disguised(named, refusers) {
        "attachment-double-extension"
    } else {
        return None;
    };
    Some(about(Verdict::Failed, text, &file.name).mended_by(Fix::new("attachment-name-fix")))
}

/// A program under another name; those who refuse `.exe` look at the first bytes too.
fn program(file: &File<'_>, refusers: &Refusers, provider: Option<&str>) -> Option<Finding> {
    if !PROGRAMS.iter().any(|magic| file.content.starts_with(magic)) || file.content.len() < 64 {
        return None;
    }
    let (verdict, who) = refusers.of("exe", false, provider)?;
    Some(about(verdict, "attachment-program", &file.name).with("who", who).mended_by(Fix::new("attachment-link-fix")))
}

fn macros(file: &File<'_>, named: &[String], archive: Option<&Archive>, refusers: &Refusers) -> Option<Finding> {
    let in_archive = archive.is_some_and(|archive| archive.members.iter().any(|member| member.to_lowercase().ends_with(MACROS)));
    let has_macros = in_archive || (file.content.starts_with(OLE) && holds_utf16(&file.content, "_VBA_PROJECT"));
    let says_so = named.first().is_some_and(|extension| refusers.macros.contains(extension));
    let text = match () {
        () if has_macros => "attachment-macros",
        () if says_so => "attachment-macro-name",
        () => return None,
    };
    Some(about(Verdict::Warning, text, &file.name).mended_by(Fix::new("attachment-macros-fix")))
}

/// Whether a name of a stream stands somewhere in a file of OLE, where names are UTF-16.
fn holds_utf16(content: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(content, &name).is_some()
}

/// An office document with a password is a package in a file of OLE ([MS-OFFCRYPTO] section 2.3).
fn is_locked_document(file: &File<'_>) -> bool {
    file.content.starts_with(OLE) && holds_utf16(&file.content, "EncryptedPackage")
}

fn is_document(archive: &Archive) -> bool {
    archive.members.iter().any(|member| DOCUMENTS.contains(&member.as_str()))
}

fn inside(file: &File<'_>, archive: &Archive, refusers: &Refusers, provider: Option<&str>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        archive.members.iter().find_map(|member| refused_member(file, member, refusers, provider)).into_iter().collect();
    findings.extend(archive.members.iter().find_map(|member| deceiving_member(file, member, refusers)));
    if archive.is_encrypted {
        findings.push(locked(file, archive, refusers, provider));
    } else if archive.is_damaged {
        findings.push(about(Verdict::Warning, "attachment-damaged", &file.name).mended_by(Fix::new("attachment-damaged-fix")));
    } else if !archive.is_listed && findings.is_empty() {
        findings.push(about(Verdict::Unknown, "attachment-unread", &file.name));
    }
    findings
}

fn refused_member(file: &File<'_>, member: &str, refusers: &Refusers, provider: Option<&str>) -> Option<Finding> {
    let named = extensions(member);
    let extension = telling(&named, refusers)?;
    let (verdict, who) = refusers.of(extension, true, provider)?;
    let finding = about(verdict, "attachment-member-refused", &file.name).with("member", shown(member));
    Some(finding.with("extension", extension).with("who", who).mended_by(Fix::new("attachment-link-fix")))
}

fn deceiving_member(file: &File<'_>, member: &str, refusers: &Refusers) -> Option<Finding> {
    let is_deceiving = member.chars().any(place::turns_direction) || is_disguised(&extensions(member), refusers);
    let finding = || about(Verdict::Failed, "attachment-member-disguised", &file.name).with("member", shown(member));
    is_deceiving.then(|| finding().mended_by(Fix::new("attachment-name-fix")))
}

/// An archive that nobody can look into. With another archive in it, some refuse it outright.
fn locked(file: &File<'_>, archive: &Archive, refusers: &Refusers, provider: Option<&str>) -> Finding {
    let is_archive = |member: &String| extensions(member).first().is_some_and(|extension| refusers.archives.contains(extension));
    let refused = refusers.shown(|refuser| refuser.refuses_nested_encrypted, provider).filter(|_| archive.members.iter().any(is_archive));
    let finding = match refused {
        Some((verdict, who)) => about(verdict, "attachment-nested-encrypted", &file.name).with("who", who),
        None => about(Verdict::Warning, "attachment-encrypted", &file.name),
    };
    finding.mended_by(Fix::new("attachment-encrypted-fix"))
}
