//! The parts of a mail, found in one walk over its lines.
//!
//! The walk keeps a stack of open parts and jumps from one line that starts with `--` to the next; only headers are read line by line.
//! A delimiter closes everything that was opened inside its multipart, so a mail cut in the middle ends where its surroundings say (RFC 2046 section 5.1.2).
//!
//! When a declared boundary never comes, the walk goes back once to the first line that looks like a delimiter and takes that.
//! Such a second reading ends where the first one did, and there are at most [`MAX_REREADS`], so the work stays linear.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::header::{self, End, Field, Headers, Places, field_name};
use super::lines::{Breaks, is_blank};
use super::media::{Media, Multipart, Transfer};
use super::note::{Damage, Note};
use super::parameters::Parameters;
use super::text::Text;
use super::transfer::{self, Decoded};

/// Deepest nesting that is opened; the mail itself has depth 0.
pub const MAX_DEPTH: usize = 24;

/// Most parts that are told apart.
pub const MAX_PARTS: usize = 1000;

/// Most fields of the mail itself that are taken down. Every hop adds some, and no mail passes through a hundred.
pub const MAX_FIELDS: usize = 512;

/// Most multiparts that are read again because their boundary never came.
const MAX_REREADS: usize = 8;

/// Longest boundary that is followed; RFC 2046 section 5.1.1 allows 70 characters.
const MAX_BOUNDARY: usize = 250;

/// A mail and its parts.
#[derive(Clone, Debug)]
pub struct Mail<'a> {
    raw: &'a [u8],
    breaks: Breaks,
    parts: Vec<Part>,
    notes: Vec<Note>,
    fields: Places,
    visited: usize,
}

/// The place of a part in the list of all parts, which is the order of the mail. The mail itself is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartId(u32);

/// One part: the mail itself, a part of a multipart (RFC 2046 section 5.1), or the mail inside a `message/rfc822` (RFC 2046 section 5.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its own place.
    pub id: PartId,
    /// The multipart or message it lies in; none for the mail itself.
    pub parent: Option<PartId>,
    /// Number of parts it lies in.
    pub depth: usize,
    /// Its fields, without the empty line that ends them.
    pub header: Range<usize>,
    /// What follows the header; for a multipart or message with everything inside.
    pub body: Range<usize>,
    /// What it says it is.
    pub media: Media,
    /// How its body travels.
    pub transfer: Transfer,
    /// Value of its `Content-Type`, folded as written.
    content_type: Option<Range<usize>>,
    /// The place behind the last part inside it.
    after: u32,
}

impl PartId {
    /// The mail itself.
    pub const ROOT: PartId = PartId(0);

    /// The place as an index into [`Mail::parts`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl<'a> Mail<'a> {
    /// Reads the structure of a mail. Any bytes are a mail; damage is told by [`Mail::notes`].
    pub fn parse(raw: &'a [u8]) -> Mail<'a> {
        Reader::new(raw).read()
    }

    /// The bytes that were read.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// All parts in the order of the mail, each before the parts inside it. There is at least one.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The mail itself.
    pub fn root(&self) -> &Part {
        self.part(PartId::ROOT)
    }

    /// The part of this place; a place from another mail may lead to the wrong part, or to an empty one.
    pub fn part(&self, id: PartId) -> &Part {
        const NOWHERE: &Part = &Part {
            id: PartId::ROOT,
            parent: None,
            depth: 0,
            header: 0..0,
            body: 0..0,
            media: Media::Other,
            transfer: Transfer::Identity,
            content_type: None,
            after: 0,
        };
        self.parts.get(id.index()).unwrap_or(NOWHERE)
    }

    /// The parts directly inside a part.
    pub fn children(&self, id: PartId) -> Children<'_> {
        Children { parts: &self.parts, next: id.index() + 1, end: self.part(id).after as usize }
    }

    /// What was found damaged.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The first fields of the mail itself, some five hundred of them at most. They were found with the parts, so asking for them again costs little.
    pub fn fields(&self) -> impl Iterator<Item = Field<'a>> {
        self.fields.fields(self.raw)
    }

    /// Those of this name among [`Mail::fields`], in any case.
    pub(crate) fn fields_named<'m>(&'m self, name: &'m str) -> impl Iterator<Item = Field<'a>> + use<'m, 'a> {
        self.fields.named(self.raw, name)
    }

    /// The fields of a part's header.
    pub fn headers(&self, id: PartId) -> Headers<'a> {
        Headers::within(self.raw, self.part(id).header.clone(), self.breaks)
    }

    /// The first field of this name in a part's header, in any case.
    pub fn header(&self, id: PartId, name: &str) -> Option<Field<'a>> {
        if id == PartId::ROOT && self.fields.are_complete() {
            return self.fields.named(self.raw, name).next();
        }
        self.headers(id).first(name)
    }

    /// The `Content-Type` of a part with its parameters; empty when there is none.
    pub fn content_type(&self, id: PartId) -> Parameters<'a> {
        let range = self.part(id).content_type.clone().unwrap_or_default();
        Parameters::of(self.raw.get(range).unwrap_or_default())
    }

    /// The media type as it is written, such as `Message/Delivery-Status`; empty when none is declared.
    pub fn media_type(&self, id: PartId) -> &'a str {
        std::str::from_utf8(self.content_type(id).main()).unwrap_or_default()
    }

    /// The body of a part as it was before it was encoded to travel. What lies in a multipart is not decoded, whatever its header says.
    pub fn decode(&self, id: PartId) -> Decoded<'a> {
        let part = self.part(id);
        let transfer = if part.is_open() { Transfer::Identity } else { self.inherited(part).unwrap_or(part.transfer) };
        transfer::decode(self.raw, part.body.clone(), transfer)
    }

    /// The encoding that some systems declare once, in the header of the multipart, for all its parts; RFC 2045 section 6.4 has it only on what is encoded itself.
    fn inherited(&self, part: &Part) -> Option<Transfer> {
        let around = self.part(part.parent?);
        let body = self.raw.get(part.body.clone()).unwrap_or_default();
        let is_inherited = around.transfer == Transfer::Base64
            && matches!(around.media, Media::Multipart(_))
            && self.header(part.id, "Content-Transfer-Encoding").is_none()
            && transfer::is_undeclared_base64(body);
        is_inherited.then_some(Transfer::Base64)
    }

    /// The body of a part as text.
    pub fn text(&self, id: PartId) -> Text<'a> {
        self.text_of(id, self.decode(id))
    }

    /// The same of a body that was decoded before.
    pub(crate) fn text_of(&self, id: PartId, decoded: Decoded<'a>) -> Text<'a> {
        let label = self.content_type(id).bytes("charset");
        Text::of(decoded, label.as_deref())
    }

    /// Number of bytes that were looked at, for tests of linear work.
    #[doc(hidden)]
    pub fn visited(&self) -> usize {
        self.visited
    }
}

impl Part {
    /// Whether the body is made of parts that were told apart, or was meant to be.
    fn is_open(&self) -> bool {
        matches!(self.media, Media::Multipart(_)) || self.after > self.id.0 + 1
    }
}

/// The parts directly inside a part, in order.
#[derive(Clone, Debug)]
pub struct Children<'m> {
    parts: &'m [Part],
    next: usize,
    end: usize,
}

impl<'m> Iterator for Children<'m> {
    type Item = &'m Part;

    fn next(&mut self) -> Option<&'m Part> {
        if self.next >= self.end {
            return None;
        }
        let part = self.parts.get(self.next)?;
        self.next = part.after as usize;
        Some(part)
    }
}

/// A part whose end has not come.
struct Open<'a> {
    part: usize,
    state: State<'a>,
}

enum State<'a> {
    /// Ends with what it lies in: a leaf, a message, or a multipart behind its closing delimiter.
    Passive,
    /// A multipart of which no delimiter has come, with the first line that could stand in for one.
    Preamble { boundary: Option<Cow<'a, [u8]>>, substitute: Option<usize> },
    /// A multipart between its delimiters.
    Between(Cow<'a, [u8]>),
}

struct Reader<'a> {
    raw: &'a [u8],
    breaks: Breaks,
    parts: Vec<Part>,
    notes: Vec<Note>,
    open: Vec<Open<'a>>,
    /// Number of open parts that have a delimiter to wait for.
    waiting: usize,
    rereads: usize,
    /// The fields of the mail itself.
    fields: Places,
    dashes: memmem::Finder<'static>,
    visited: usize,
}

/// What the walk does next.
enum Step {
    Part { at: usize, parent: usize, default: Media },
    Seek { at: usize },
    Done,
}

/// What a line that starts with `--` is to the open parts.
#[derive(Clone, Copy)]
enum Delimiter {
    Opens(usize),
    Closes(usize),
}

const PLAIN: Media = Media::Text(super::TextKind::Plain);

impl<'a> Reader<'a> {
    fn new(raw: &'a [u8]) -> Reader<'a> {
        Reader {
            raw,
            breaks: Breaks::of(raw),
            parts: Vec::with_capacity(8),
            notes: Vec::new(),
            open: Vec::with_capacity(8),
            waiting: 0,
            rereads: 0,
            fields: Places::default(),
            dashes: memmem::Finder::new(b"--"),
            visited: 0,
        }
    }

    fn read(mut self) -> Mail<'a> {
        let mut step = self.begin(0, None, PLAIN);
        if self.breaks == Breaks::Cr {
            self.note(0, Damage::CrOnlyLines, 0);
        }
        loop {
            step = match step {
                Step::Part { .. } if self.parts.len() >= MAX_PARTS => {
                    let at = self.parts.last().map_or(0, |part| part.body.end);
                    self.note(self.parts.len() - 1, Damage::PartLimit, at);
                    self.close(0, self.raw.len());
                    Step::Done
                }
                Step::Part { at, parent, default } => self.begin(at, Some(parent), default),
                Step::Seek { at } => self.seek(at),
                Step::Done => break,
            }
        }
        Mail { raw: self.raw, breaks: self.breaks, parts: self.parts, notes: self.notes, fields: self.fields, visited: self.visited }
    }

    /// Reads the header at `at` and opens the part it begins.
    fn begin(&mut self, at: usize, parent: Option<usize>, default: Media) -> Step {
        let id = self.parts.len();
        let container = parent.and_then(|parent| self.parts.get(parent));
        let depth = container.map_or(0, |container| container.depth + 1);
        let is_mail = container.is_none_or(|container| matches!(container.media, Media::Message(_)));
        let start = if is_mail { self.skip_to_header(at, parent.is_none()) } else { at };
        let mut places = Places::with_room(if id == 0 { MAX_FIELDS } else { 0 });
        let mut head = header::read(self.raw, start, self.breaks, &mut places, |line| self.delimiter(line).is_some());
        self.visited += head.body.max(at) - at;
        match head.end {
            End::NoField | End::Input if is_mail && !self.has_known_field(&head.header) => {
                // Not a header that lost its end, but text that never had one.
                head = header::Read { header: at..at, body: at, content_type: None, transfer: None, end: End::NoField };
                places = Places::default();
                self.note(id, Damage::NoHeader, at);
            }
            End::NoField => self.note(id, Damage::NoBlankLine, head.body),
            End::Delimiter if !head.header.is_empty() => self.note(id, Damage::NoBlankLine, head.body),
            End::Delimiter | End::Input | End::BlankLine => {}
        }
        if id == 0 {
            self.fields = places;
        }
        let value = |range: &Option<Range<usize>>| range.clone().and_then(|range| self.raw.get(range));
        let content_type = value(&head.content_type).map(Parameters::of);
        let media = match content_type.map(|content_type| content_type.main()) {
            None | Some([]) => default,
            Some(literal) => Media::of(literal),
        };
        let transfer = value(&head.transfer).map(Transfer::of).unwrap_or_default();
        self.parts.push(Part {
            id: PartId(narrow(id)),
            parent: parent.map(|parent| PartId(narrow(parent))),
            depth,
            header: head.header,
            body: head.body..self.raw.len(),
            media,
            transfer,
            content_type: head.content_type,
            after: narrow(id + 1),
        });
        let seek = Step::Seek { at: head.body };
        let mut open = Open { part: id, state: State::Passive };
        let next = match media {
            Media::Multipart(_) | Media::Message(_) if depth >= MAX_DEPTH => {
                self.note(id, Damage::DepthLimit, at);
                seek
            }
            Media::Multipart(_) => {
                let boundary = content_type.and_then(|content_type| content_type.bytes("boundary"));
                let boundary = boundary.map(trim_end).filter(|boundary| !boundary.is_empty() && boundary.len() <= MAX_BOUNDARY);
                open.state = State::Preamble { boundary, substitute: None };
                self.waiting += 1;
                seek
            }
            Media::Message(_) if transfer == Transfer::QuotedPrintable || (transfer == Transfer::Base64 && !self.is_header(head.body)) => {
                self.note(id, Damage::EncodedMessage, head.body);
                seek
            }
            Media::Message(_) => Step::Part { at: head.body, parent: id, default: PLAIN },
            _ => seek,
        };
        self.open.push(open);
        next
    }

    /// Passes over what stands before the header of a mail: empty lines, and the envelope line of an mbox file.
    fn skip_to_header(&mut self, at: usize, outermost: bool) -> usize {
        let mut here = at;
        while here < self.raw.len() {
            let (end, next) = self.breaks.line(self.raw, here);
            let line = self.raw.get(here..end).unwrap_or_default();
            let is_envelope = line.starts_with(b"From ") || line.starts_with(b">From ");
            if !is_envelope && !is_blank(line) {
                break;
            }
            here = next;
        }
        self.visited += here - at;
        // An enclosed mail may really have an empty header.
        if outermost || self.is_header(here) { here } else { at }
    }

    /// Whether a field starts at `at`.
    fn is_header(&self, at: usize) -> bool {
        let (end, _) = self.breaks.line(self.raw, at);
        field_name(self.raw.get(at..end).unwrap_or_default()).is_some()
    }

    /// Whether a block has a field that mails have, so that it is more than prose with a colon.
    fn has_known_field(&self, header: &Range<usize>) -> bool {
        const KNOWN: &[&str] = &[
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "sender",
            "received",
            "mime-version",
            "content-type",
            "message-id",
            "return-path",
            "reply-to",
        ];
        let is_known = |name: &str| {
            KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known))
                || name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
        };
        Headers::within(self.raw, header.clone(), self.breaks).any(|field| is_known(field.name))
    }

    /// Looks for the next delimiter of an open multipart and does what it says.
    fn seek(&mut self, at: usize) -> Step {
        let mut here = at;
        while self.waiting > 0 {
            let Some(found) = self.next_dashes(here) else { break };
            let (end, next) = self.breaks.line(self.raw, found);
            self.visited += next - here;
            here = next;
            let line = self.raw.get(found..end).unwrap_or_default();
            let start = if matches!(self.raw.get(..found), Some([.., b' ' | b'\t'])) { found - 1 } else { found };
            match self.delimiter(line) {
                Some(Delimiter::Opens(index)) => return self.close_inside(index, start).unwrap_or_else(|| self.opens(index, line, next)),
                Some(Delimiter::Closes(index)) => return self.close_inside(index, start).unwrap_or_else(|| self.closes(index, next)),
                None => {
                    if let Some(step) = self.consider(found, line, next) {
                        return step;
                    }
                }
            }
        }
        if self.waiting > 0 {
            self.visited += self.raw.len().saturating_sub(here);
        }
        if let Some(step) = self.reread() {
            return step;
        }
        self.close(0, self.raw.len());
        Step::Done
    }

    /// Where at or behind `at`, itself the start of a line, the next line starts with `--`. One blank before it is passed over.
    fn next_dashes(&self, at: usize) -> Option<usize> {
        let rest = self.raw.get(at..)?;
        if let [b'-', b'-', ..] | [b' ' | b'\t', b'-', b'-', ..] = rest {
            return Some(at + usize::from(rest.first() != Some(&b'-')));
        }
        let starts_line = |found: &usize| match rest.get(..*found) {
            Some([.., b'\n'] | [.., b'\n', b' ' | b'\t']) => true,
            Some([.., b'\r'] | [.., b'\r', b' ' | b'\t']) => self.breaks == Breaks::Cr,
            _ => false,
        };
        self.dashes.find_iter(rest).find(starts_line).map(|found| at + found)
    }

    /// Whose delimiter a line is; the innermost multipart comes first.
    ///
    /// A boundary may be the start of another, so the whole line has to fit, blanks at its end apart.
    /// Only a closing delimiter may have something behind it, for footers get glued to it.
    fn delimiter(&self, line: &[u8]) -> Option<Delimiter> {
        let text = line.strip_prefix(b"--")?;
        let mut loose = None;
        for (index, open) in self.open.iter().enumerate().rev() {
            let (State::Between(boundary) | State::Preamble { boundary: Some(boundary), .. }) = &open.state else { continue };
            let Some(rest) = text.strip_prefix(boundary.as_ref()) else { continue };
            if is_blank(rest) {
                return Some(Delimiter::Opens(index));
            }
            if let Some(rest) = rest.strip_prefix(b"--") {
                if is_blank(rest) {
                    return Some(Delimiter::Closes(index));
                }
                loose = loose.or(Some(Delimiter::Closes(index)));
            }
        }
        loose
    }

    /// Looks whether a line that is no delimiter could stand in for one that never comes.
    fn consider(&mut self, found: usize, line: &[u8], next: usize) -> Option<Step> {
        let raw = self.raw;
        let looks = || looks_like_delimiter(line) && starts_part(raw, next, self.breaks);
        let innermost = self.open.last()?;
        let State::Preamble { boundary, substitute: None } = &innermost.state else { return None };
        if !looks() {
            return None;
        }
        let lost = boundary.is_none();
        let innermost = self.open.last_mut()?;
        if let State::Preamble { substitute, .. } = &mut innermost.state {
            *substitute = Some(found);
        }
        if lost { self.reread() } else { None }
    }

    /// If the innermost open part is a multipart whose delimiter never came: starts over with the line that stands in for it.
    fn reread(&mut self) -> Option<Step> {
        let raw = self.raw;
        let index = self.open.len().checked_sub(1)?;
        let innermost = self.open.last_mut()?;
        let State::Preamble { boundary, substitute } = &innermost.state else { return None };
        let at = (*substitute)?;
        let part = innermost.part;
        let lost = boundary.is_none();
        if self.rereads >= MAX_REREADS && !lost {
            return None;
        }
        self.rereads += usize::from(!lost);
        let (end, next) = self.breaks.line(raw, at);
        let line = raw.get(at..end).unwrap_or_default();
        let boundary = line.get(2..).unwrap_or_default().trim_ascii_end();
        innermost.state = State::Preamble { boundary: Some(Cow::Borrowed(boundary)), substitute: None };
        self.note(part, if lost { Damage::LostBoundary } else { Damage::MissingBoundary }, at);
        Some(self.opens(index, line, next))
    }

    /// The multipart at `index` of the stack goes on with a new part, unless nothing follows: then the delimiter was meant to be the last.
    fn opens(&mut self, index: usize, line: &'a [u8], next: usize) -> Step {
        let Some(open) = self.open.get_mut(index) else { return Step::Done };
        if let State::Preamble { boundary, .. } = &mut open.state {
            let boundary = boundary.take().unwrap_or(Cow::Borrowed(line));
            open.state = State::Between(boundary);
        }
        if self.raw.get(next..).is_none_or(|rest| rest.len() < 8 && rest.trim_ascii().is_empty()) {
            return Step::Seek { at: self.raw.len() };
        }
        let parent = open.part;
        let is_digest = self.parts.get(parent).is_some_and(|part| part.media == Media::Multipart(Multipart::Digest));
        let default = if is_digest { Media::Message(super::Message::Rfc822) } else { PLAIN };
        Step::Part { at: next, parent, default }
    }

    /// The multipart at `index` of the stack has no further parts; what follows is its epilogue.
    fn closes(&mut self, index: usize, next: usize) -> Step {
        if let Some(open) = self.open.get_mut(index) {
            open.state = State::Passive;
            self.waiting -= 1;
        }
        Step::Seek { at: next }
    }

    /// Ends what lies inside the multipart at `index` of the stack, unless the innermost part has to be read again.
    fn close_inside(&mut self, index: usize, delimiter: usize) -> Option<Step> {
        if self.open.len() > index + 1
            && let Some(step) = self.reread()
        {
            return Some(step);
        }
        self.close(index + 1, self.breaks.before(self.raw, delimiter));
        None
    }

    /// Ends the open parts from this place of the stack on.
    fn close(&mut self, from: usize, end: usize) {
        let after = narrow(self.parts.len());
        while self.open.len() > from {
            let Some(open) = self.open.pop() else { return };
            let damage = match open.state {
                State::Passive => None,
                State::Between(_) => Some(Damage::Unterminated),
                State::Preamble { .. } => Some(Damage::MissingBoundary),
            };
            self.waiting -= usize::from(damage.is_some());
            if let Some(damage) = damage
                && self.notes.last().is_none_or(|note| note.damage != Damage::PartLimit)
            {
                self.note(open.part, damage, end);
            }
            if let Some(part) = self.parts.get_mut(open.part) {
                part.after = after;
                // The line break before a delimiter belongs to it, even when the part is nothing but that.
                for edge in [&mut part.header.start, &mut part.header.end, &mut part.body.start, &mut part.body.end] {
                    *edge = end.min(*edge);
                }
            }
        }
    }

    fn note(&mut self, part: usize, damage: Damage, at: usize) {
        self.notes.push(Note { part: PartId(narrow(part)), damage, at });
    }
}

fn trim_end(boundary: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    match boundary {
        Cow::Borrowed(boundary) => Cow::Borrowed(boundary.trim_ascii_end()),
        Cow::Owned(boundary) => Cow::Owned(boundary.trim_ascii_end().to_vec()),
    }
}

/// Whether a line has the shape of a delimiter: `--` and a token of boundary characters (RFC 2046 section 5.1.1) that is more than a ruler.
fn looks_like_delimiter(line: &[u8]) -> bool {
    let token = line.get(2..).unwrap_or_default().trim_ascii_end();
    let is_token_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(byte);
    (1..=70).contains(&token.len()) && token.iter().all(is_token_byte) && token.iter().any(u8::is_ascii_alphanumeric)
}

/// Whether the header of a part starts at `at`: a field of its content, or the empty line of an empty header.
fn starts_part(raw: &[u8], at: usize, breaks: Breaks) -> bool {
    let (end, _) = breaks.line(raw, at);
    let line = raw.get(at..end).unwrap_or_default();
    line.is_empty() || line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"))
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
