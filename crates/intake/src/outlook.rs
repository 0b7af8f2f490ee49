//! Outlook messages (`.msg`, MS-OXMSG): a file system in a file (MS-CFB) whose files are the properties of a message.
//!
//! Outlook does not keep the mail that came in, only what it made of it.
//! This module writes a mail again from that: the header as it was received where it is kept, the texts, the attached messages, and for a report the fields of RFC 3464 from what is noted about each recipient.
//! The engine then reads it like any other mail, and knows nothing of Outlook.
//!
//! Property numbers are those of MS-OXPROPS. The text in RTF (`PidTagRtfCompressed`) is read where no other is kept.

mod compose;
mod compressed_rtf;
mod properties;
mod rich_text;

use std::io::{self, Cursor};

use cfb::CompoundFile;

use properties::{Folder, Properties};

/// What a file turned out to be.
#[derive(Debug)]
pub(crate) enum Read {
    /// A message, written as a mail (RFC 5322).
    Mail(Vec<u8>),
    /// Some other document: Word and Excel use the same container.
    OtherDocument,
}

/// How many messages deep an attachment is followed: a report, the mail it returns, and the one that was forwarded in it.
const MAX_DEPTH: usize = 3;
/// How many attachments and recipients of one message are read.
const MAX_CHILDREN: usize = 1000;

/// Whether a file begins like a compound file (MS-CFB section 2.2).
pub(crate) fn is_compound_file(head: &[u8]) -> bool {
    head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

/// The mail in an Outlook file.
///
/// # Errors
///
/// The container is broken.
pub(crate) fn mail_of(bytes: Vec<u8>) -> io::Result<Read> {
    let mut file = CompoundFile::open(Cursor::new(bytes))?;
    if !file.is_stream("/__properties_version1.0") {
        return Ok(Read::OtherDocument);
    }
    let message = message_in(&mut file)?;
    Ok(Read::Mail(compose::mail(&message)))
}

/// A message with what hangs on it.
#[derive(Debug, Default)]
struct Message {
    properties: Properties,
    recipients: Vec<Properties>,
    attachments: Vec<Attachment>,
}

#[derive(Debug, Default)]
struct Attachment {
    properties: Properties,
    /// Index of the attached message in the list.
    message: Option<usize>,
}

/// All messages in the file, the outer one first, each attachment naming the one it holds.
#[derive(Debug, Default)]
struct Messages(Vec<Message>);

fn message_in(file: &mut CompoundFile<Cursor<Vec<u8>>>) -> io::Result<Messages> {
    let mut messages = Messages::default();
    // Folders of messages still to be read, each with its depth; the list of messages grows in the same order.
    let mut waiting = vec![("/".to_owned(), 0)];
    let mut next = 0;
    while let Some((path, depth)) = waiting.get(next).cloned() {
        next += 1;
        let folder = if depth == 0 { Folder::Message } else { Folder::AttachedMessage };
        let mut message = Message { properties: Properties::read(file, &path, folder)?, ..Message::default() };
        let code_page = message.properties.code_page();
        for name in properties::storages(file, &path)?.into_iter().take(MAX_CHILDREN) {
            let child = format!("{}/{name}", path.trim_end_matches('/'));
            if name.starts_with("__recip_version1.0_") {
                message.recipients.push(Properties::read(file, &child, Folder::Child)?.with_code_page(code_page));
            } else if name.starts_with("__attach_version1.0_") {
                let mut attachment =
                    Attachment { properties: Properties::read(file, &child, Folder::Child)?.with_code_page(code_page), message: None };
                let inner = format!("{child}/__substg1.0_3701000D");
                if depth < MAX_DEPTH && waiting.len() < MAX_CHILDREN && file.is_storage(&inner) {
                    attachment.message = Some(waiting.len());
                    waiting.push((inner, depth + 1));
                }
                message.attachments.push(attachment);
            }
        }
        messages.0.push(message);
    }
    Ok(messages)
}
