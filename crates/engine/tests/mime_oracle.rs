//! Compares the parts that are found with those that mail-parser finds, over every mail of the corpus.
//!
//! The corpus is not part of the repository. Where it is missing, the comparison is left out, and said to be.
//! Two readers of the same mail may differ and both be right. Where this one gives more on purpose, [`Doubt`] says so part by part,
//! and that one thing is not compared; every other difference is printed and counts.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

mod corpus;

use std::fs;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use tuixin::mime::{Damage, Mail, Media, Part, PartId};

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
    /// Its size differs on purpose.
    ///
    /// - A text whose label does not fit: mail-parser puts replacement characters, here the charset is guessed.
    /// - A header that ends without an empty line: mail-parser looks on for fields, here the body has begun.
    /// - A part without any line: mail-parser takes the delimiter behind it for its body.
    /// - The last part of a multipart that was cut: mail-parser gives it undecoded or with the delimiter behind it,
    ///   here it ends with what it lies in.
    Size,
    /// Text that never had a header: mail-parser takes its first lines for fields and drops them, here all of it is kept.
    Header,
    /// What lies inside differs on purpose.
    ///
    /// - A message that is transfer-encoded: mail-parser opens it, here it is left closed and its decoded bytes can be read as a mail.
    /// - A mail that starts with an empty line: mail-parser takes its header for text, here the line is passed over.
    /// - A multipart whose boundary is wrong, or stands in a folded line that lost its blank: mail-parser gives one text, here there are parts.
    /// - An enclosed mail without a header, or of which nothing is left: mail-parser gives a leaf.
    Inside,
}

fn ours(mail: &Mail) -> Vec<Seen> {
    let mut seen = Vec::new();
    for part in mail.parts() {
        let literal = mail.media_type(part.id);
        let literal = if literal.is_empty() { default_of(mail, part.id) } else { literal };
        let mut sizes = Vec::new();
        if mail.children(part.id).next().is_none() {
            let text = mail.text(part.id);
            sizes.push(if part.media.is_text() { text.text.len() } else { mail.decode(part.id).bytes.len() });
            if mail.decode(part.id).problem.is_some() || text.charset == "utf-7" {
                // What cannot be decoded in full mail-parser gives as it was sent, and UTF-7 always.
                sizes.push(part.body.len());
            }
        }
        let media = literal.to_ascii_lowercase();
        seen.push(Seen { depth: part.depth, media, sizes, doubt: doubt(mail, part) });
    }
    seen
}

fn doubt(mail: &Mail, part: &Part) -> Option<Doubt> {
    let noted = |id: PartId, damage: Damage| mail.notes().iter().any(|note| note.part == id && note.damage == damage);
    let starts_with_line =
        |at: usize| mail.raw().get(at..).is_some_and(|rest| rest.trim_ascii_start().len() + 1 < rest.len() || rest.starts_with(b"\n"));
    let folds_lost = |id: PartId| {
        mail.header(id, "content-type").is_some_and(|field| field.raw.windows(2).any(|pair| pair[0] == b'\n' && !b" \t".contains(&pair[1])))
    };
    let is_message = matches!(part.media, Media::Message(_));
    let child = mail.children(part.id).next();
    let is_odd_message =
        noted(part.id, Damage::EncodedMessage) || starts_with_line(part.body.start) || child.is_some_and(|child| child.header.is_empty());
    if is_message && is_odd_message
        || part.parent.is_none() && starts_with_line(0)
        || noted(part.id, Damage::MissingBoundary) && child.is_some()
        || folds_lost(part.id)
    {
        return Some(Doubt::Inside);
    }
    if noted(part.id, Damage::NoHeader) {
        return Some(Doubt::Header);
    }
    let is_cut = part
        .parent
        .is_some_and(|parent| noted(parent, Damage::Unterminated) && mail.children(parent).last().is_some_and(|last| last.id == part.id));
    let is_guessed = child.is_none() && part.media.is_text() && mail.text(part.id).problem == Some(Damage::Charset);
    let is_nothing = part.header.is_empty() && part.body.is_empty();
    (is_cut || is_guessed || is_nothing || noted(part.id, Damage::NoBlankLine)).then_some(Doubt::Size)
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
    let mut ours = ours.iter().peekable();
    let mut theirs = theirs.iter().peekable();
    while let Some(our) = ours.next() {
        let Some(their) = theirs.next() else { return false };
        let is_alike = our.depth == their.depth && our.media.trim_end_matches('/') == their.media.trim_end_matches('/');
        let close = |a: usize, b: usize| a.abs_diff(b) <= 4 + a.max(b) / 20;
        let is_as_large = match their.sizes.first() {
            Some(size) => our.sizes.iter().any(|ours| close(*ours, *size)),
            None => our.sizes.is_empty(),
        };
        let is_same = match our.doubt {
            None => is_alike && is_as_large,
            Some(Doubt::Size) => is_alike,
            Some(Doubt::Header) => our.depth == their.depth,
            Some(Doubt::Inside) => {
                while ours.next_if(|next| next.depth > our.depth).is_some() {}
                while theirs.next_if(|next| next.depth > our.depth).is_some() {}
                our.depth == their.depth
            }
        };
        if !is_same {
            return false;
        }
    }
    theirs.next().is_none()
}

fn draw(parts: &[Seen]) -> String {
    parts
        .iter()
        .map(|part| {
            format!("    {}{} {}\n", "  ".repeat(part.depth), part.media, part.sizes.first().map_or(String::new(), usize::to_string))
        })
        .collect()
}

#[test]
fn parts_agree_with_another_reader() {
    let paths = corpus::corpus();
    if paths.is_empty() {
        println!("left out: there is no corpus beside the checkout");
        return;
    }
    let (mut agreed, mut in_full, mut all) = (0, 0, 0);
    for path in &paths {
        let Ok(raw) = fs::read(path) else { continue };
        let mail = Mail::parse(&raw);
        let (ours, theirs) = (ours(&mail), theirs(&raw));
        all += 1;
        if same(&ours, &theirs) {
            agreed += 1;
            in_full += usize::from(ours.iter().all(|part| part.doubt.is_none()));
            continue;
        }
        println!("{}\n  ours\n{}  theirs\n{}", path.display(), draw(&ours), draw(&theirs));
        for note in mail.notes() {
            println!("  {note:?}");
        }
    }
    println!("agreed on {agreed} of {all}, {in_full} of them compared in full");
    assert!(agreed * 1000 >= all * 995, "agreed on {agreed} of {all}");
}
