//! What can be said of a mail before it goes out, by looking at the mail itself.
//!
//! Every check takes the mail as bytes or as [`tuixin::mime::Mail`] and answers with a [`Report`](crate::Report).
//! No check here asks the DNS; only [`content`] talks to anybody, and that is the spam filter that was named to it.

pub mod attachment;
pub mod bulk;
pub mod content;
pub mod form;
pub mod links;
pub mod mailbox;
pub mod recipient_count;

mod place;

#[cfg(test)]
mod tests;

use tuixin::mime::{Mail, PartId};

/// How much of the subject names a mail in a report, in characters.
const NAMING_CHARACTERS: usize = 80;

/// What a report calls the mail: its subject, which may be empty.
fn subject(mail: &Mail<'_>) -> String {
    let subject = mail.header(PartId::ROOT, "Subject").map(|field| field.text().into_owned()).unwrap_or_default();
    place::legible(&subject.chars().take(NAMING_CHARACTERS).collect::<String>())
}
