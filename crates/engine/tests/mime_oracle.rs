//! Compares the parts that are found with those that mail-parser finds, over every mail of the corpus.
//!
//! The corpus is not part of the repository. Where it is missing, the comparison is left out, and said to be.
//! Two readers of the same mail may differ and both be right. Where this one gives more on purpose, [`Doubt`] says so part by part,
//! and that one thing is not compared; every other difference is printed and counts.

#![expect(clippy::print_stdout, reason = "the differences are for people")]
#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use tuixin::mime::{Damage, Mail, Media, PartId};

/// One part as both readers can describe it.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    depth: usize,
    media: String,
    /// Sizes a decoded leaf may have; none for a part with parts inside.
    sizes: Vec<usize>,
    doubt: Option<Doubt>,
}

/// Why a part cannot be compared in full.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doubt {
    /// Text that never had a header: mail-parser takes its first lines for fields and drops them, here all of it is kept.
    NoHeader,
    /// Text whose label does not fit: mail-parser puts replacement characters, here the charset is guessed.
    Charset,
    /// A message that is transfer-encoded: mail-parser opens it, here it is left closed and its decoded bytes can be read as a mail.
    EncodedMessage,
    /// An enclosed mail that starts with an empty line: mail-parser takes its header for text, here the line is passed over.
    LeadingLine,
    /// An enclosed mail of which nothing is left: mail-parser has no part for it, here it is an empty one.
    EmptyMessage,
}

fn ours(mail: &Mail) -> Vec<Seen> {
    let noted = |id: PartId, damage: Damage| mail.notes().iter().any(|note| note.part == id && note.damage == damage);
    let mut seen = Vec::new();
    for part in mail.parts() {
        let literal = mail.media_type(part.id);
        let literal = if literal.is_empty() { default_of(mail, part.id) } else { literal };
        let mut sizes = Vec::new();
        let mut doubt = None;
        if mail.children(part.id).next().is_none() {
            let text = mail.text(part.id);
            sizes.push(if part.media.is_text() { text.text.len() } else { mail.decode(part.id).bytes.len() });
            if mail.decode(part.id).problem.is_some() {
                // What cannot be decoded in full mail-parser gives as it was sent.
                sizes.push(part.body.len());
            }
            if text.problem == Some(Damage::Charset) && part.media.is_text() {
                doubt = Some(Doubt::Charset);
            }
        }
        let is_enclosed = matches!(part.parent.map(|parent| mail.part(parent).media), Some(Media::Message(_)));
        if is_enclosed && part.header.is_empty() && part.body.is_empty() {
            doubt = Some(Doubt::EmptyMessage);
        } else if noted(part.id, Damage::NoHeader) {
            doubt = Some(Doubt::NoHeader);
        } else if noted(part.id, Damage::EncodedMessage) {
            doubt = Some(Doubt::EncodedMessage);
        } else if is_enclosed && part.parent.is_some_and(|parent| matches!(mail.raw()[mail.part(parent).body.start], b'\r' | b'\n')) {
            doubt = Some(Doubt::LeadingLine);
        }
        seen.push(Seen { depth: part.depth, media: literal.to_ascii_lowercase(), sizes, doubt });
    }
    seen
}

fn default_of(mail: &Mail, id: PartId) -> &'static str {
    match mail.part(id).media {
        Media::Message(_) => "message/rfc822",
        _ => "text/plain",
    }
}

fn theirs(raw: &[u8]) -> Vec<Seen> {
    let mut seen = Vec::new();
    if let Some(message) = MessageParser::default().parse(raw) {
        collect(&message, 0, 0, &mut seen);
    }
    seen
}

fn collect(message: &Message, index: u32, depth: usize, seen: &mut Vec<Seen>) {
    let part = &message.parts[index as usize];
    let media = part.content_type().map(|content| format!("{}/{}", content.ctype(), content.subtype().unwrap_or_default()));
    let media = media.map(|media| media.to_ascii_lowercase());
    let fallback = if matches!(part.body, PartType::Message(_)) { "message/rfc822" } else { "text/plain" };
    let media = media.unwrap_or_else(|| fallback.to_owned());
    let (size, children): (_, &[u32]) = match &part.body {
        PartType::Text(text) | PartType::Html(text) => (Some(text.len()), &[]),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => (Some(bytes.len()), &[]),
        PartType::Multipart(children) => (children.is_empty().then_some(0), children),
        PartType::Message(_) => (None, &[]),
    };
    let sizes = size.into_iter().collect();
    seen.push(Seen { depth, media, sizes, doubt: None });
    if let PartType::Message(inner) = &part.body {
        collect(inner, 0, depth + 1, seen);
    }
    for child in children {
        collect(message, *child, depth + 1, seen);
    }
}

/// Whether both readers saw the same: the same parts, and leaves of about the same size.
///
/// Sizes differ a little when one reader keeps the last line end and the other does not.
fn same(ours: &[Seen], theirs: &[Seen]) -> bool {
    let mut theirs = theirs.iter().peekable();
    for ours in ours {
        if ours.doubt == Some(Doubt::EmptyMessage) {
            theirs.next_if(|theirs| theirs.depth == ours.depth);
            continue;
        }
        let Some(their) = theirs.next() else { return false };
        if ours.depth != their.depth {
            return false;
        }
        match ours.doubt {
            Some(Doubt::NoHeader) => continue,
            Some(Doubt::EncodedMessage | Doubt::LeadingLine) => while theirs.next_if(|theirs| theirs.depth > ours.depth).is_some() {},
            _ => {
                let close = |a: usize, b: usize| a.abs_diff(b) <= 4 + a.max(b) / 20;
                let size = match their.sizes.first() {
                    Some(size) => ours.doubt == Some(Doubt::Charset) || ours.sizes.iter().any(|ours| close(*ours, *size)),
                    None => ours.sizes.is_empty(),
                };
                if ours.media != their.media || !size {
                    return false;
                }
            }
        }
    }
    theirs.next().is_none()
}

fn draw(parts: &[Seen]) -> String {
    parts.iter().map(|part| format!("    {}{} {}\n", "  ".repeat(part.depth), part.media, part.sizes.first().map_or(String::new(), usize::to_string))).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn parts_agree_with_another_reader() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !corpus.is_dir() {
        println!("left out: there is no corpus at {}", corpus.display());
        return;
    }
    let mut paths = Vec::new();
    for folder in ["sisimai", "others", "china", "innocent"] {
        files(&corpus.join(folder), &mut paths);
    }
    paths.sort();
    let (mut agreed, mut all) = (0, 0);
    for path in &paths {
        let Ok(raw) = fs::read(path) else { continue };
        let mail = Mail::parse(&raw);
        let (ours, theirs) = (ours(&mail), theirs(&raw));
        all += 1;
        if same(&ours, &theirs) {
            agreed += 1;
            continue;
        }
        println!("{}\n  ours\n{}  theirs\n{}", path.display(), draw(&ours), draw(&theirs));
        for note in mail.notes() {
            println!("  {note:?}");
        }
    }
    println!("agreed on {agreed} of {all}");
    assert!(all == 0 || agreed * 1000 >= all * 995, "agreed on {agreed} of {all}");
}
