//! The files of a mail.

use std::borrow::Cow;

use tuixin::mime::{Mail, Media, Part, TextKind};

/// A part that a person would call a file.
pub(super) struct File<'m> {
    /// Its name as the recipient sees it; what it is declared as where it has none.
    pub name: String,
    /// What is in it.
    pub content: Cow<'m, [u8]>,
}

/// The files of a mail, in its order.
pub(super) fn files<'m>(mail: &'m Mail<'m>) -> impl Iterator<Item = File<'m>> {
    mail.parts().iter().filter(|part| mail.children(part.id).next().is_none()).filter_map(|part| file(mail, part))
}

fn file<'m>(mail: &'m Mail<'m>, part: &Part) -> Option<File<'m>> {
    let name = name(mail, part);
    let is_text = matches!(part.media, Media::Text(TextKind::Plain | TextKind::Html | TextKind::Rfc822Headers) | Media::Multipart(_));
    let is_report = !is_text && part.media != Media::Other && !matches!(part.media, Media::Text(_) | Media::Message(_));
    if name.is_none() && (is_text || is_report) {
        return None;
    }
    let name = name.unwrap_or_else(|| mail.media_type(part.id).to_owned());
    Some(File { name, content: mail.decode(part.id).bytes })
}

/// The name of a file: that of `Content-Disposition` (RFC 2183 section 2.3) before that of `Content-Type`.
fn name(mail: &Mail<'_>, part: &Part) -> Option<String> {
    let disposition = mail.header(part.id, "Content-Disposition").and_then(|field| field.parameters().get("filename").map(Cow::into_owned));
    let name = disposition.or_else(|| mail.content_type(part.id).get("name").map(Cow::into_owned));
    name.filter(|name| !name.trim().is_empty())
}
