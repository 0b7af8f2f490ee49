//! The properties of one message, recipient or attachment (MS-OXMSG section 2.4).
//!
//! Numbers and dates stand in one stream with sixteen bytes for each, texts and bytes in streams of their own whose names hold the number and the type.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::Path;

use cfb::CompoundFile;
use encoding_rs::Encoding;

use crate::content::utf16_text;
use crate::item::MAX_ITEM;

/// `PidTagMessageClass`, such as `REPORT.IPM.Note.NDR`.
pub(super) const MESSAGE_CLASS: u16 = 0x001a;
/// `PidTagTransportMessageHeaders`, the header as it was received.
pub(super) const HEADER: u16 = 0x007d;
/// `PidTagSubject`.
pub(super) const SUBJECT: u16 = 0x0037;
/// `PidTagBody`.
pub(super) const BODY: u16 = 0x1000;
/// `PidTagReportText`, the words of a report that has no body.
pub(super) const REPORT_TEXT: u16 = 0x1001;
/// `PidTagRtfCompressed`.
pub(super) const RICH_TEXT: u16 = 0x1009;
/// `PidTagHtml` (bytes) and `PidTagBodyHtml` (text).
pub(super) const HTML: u16 = 0x1013;
/// `PidTagInternetMessageId`.
pub(super) const MESSAGE_ID: u16 = 0x1035;
/// `PidTagSenderName`.
pub(super) const SENDER_NAME: u16 = 0x0c1a;
/// `PidTagSenderEmailAddress`.
pub(super) const SENDER_ADDRESS: u16 = 0x0c1f;
/// `PidTagSenderSmtpAddress`.
pub(super) const SENDER_SMTP_ADDRESS: u16 = 0x5d01;
/// `PidTagDisplayTo`.
pub(super) const DISPLAY_TO: u16 = 0x0e04;
/// `PidTagEmailAddress`.
pub(super) const ADDRESS: u16 = 0x3003;
/// `PidTagSmtpAddress`.
pub(super) const SMTP_ADDRESS: u16 = 0x39fe;
/// `PidTagDisplayName`, which often is the address.
pub(super) const DISPLAY_NAME: u16 = 0x3001;
/// `PidTagSupplementaryInfo`, what the remote server said.
pub(super) const SUPPLEMENTARY_INFO: u16 = 0x0c1b;
/// `PidTagRemoteMessageTransferAgent`.
pub(super) const REMOTE_MTA: u16 = 0x0c21;
/// `PidTagReportingMessageTransferAgent`.
pub(super) const REPORTING_MTA: u16 = 0x6820;
/// `PidTagAttachDataBinary`.
pub(super) const ATTACHED: u16 = 0x3701;
/// `PidTagAttachMimeTag`.
pub(super) const ATTACHED_TYPE: u16 = 0x370e;
/// `PidTagAttachLongFilename`.
pub(super) const ATTACHED_NAME: u16 = 0x3707;
/// `PidTagInternetCodepage`, that of the HTML.
pub(super) const INTERNET_CODE_PAGE: u16 = 0x3fde;
/// `PidTagMessageCodepage`, that of texts of one byte.
const MESSAGE_CODE_PAGE: u16 = 0x3ffd;

/// Types (MS-OXCDATA section 2.11.1).
const INTEGER: u16 = 0x0003;
const TEXT_OF_BYTES: u16 = 0x001e;
const TEXT: u16 = 0x001f;
const BYTES: u16 = 0x0102;

/// How many properties of one thing are read.
const MAX_PROPERTIES: usize = 4096;

/// What a folder of the container stands for; the stream of the numbers begins differently in each.
#[derive(Clone, Copy, Debug)]
pub(super) enum Folder {
    Message,
    AttachedMessage,
    Child,
}

impl Folder {
    fn head_length(self) -> usize {
        match self {
            Folder::Message => 32,
            Folder::AttachedMessage => 24,
            Folder::Child => 8,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Properties {
    numbers: BTreeMap<u16, u32>,
    /// Streams by the number of the property, with the type.
    streams: BTreeMap<u16, (u16, Vec<u8>)>,
    /// The code page of the message around it.
    outer_code_page: Option<u32>,
}

impl Properties {
    pub(super) fn read(file: &mut CompoundFile<Cursor<Vec<u8>>>, path: &str, folder: Folder) -> io::Result<Properties> {
        let mut properties = Properties::default();
        let base = Path::new(path);
        let names: Vec<String> =
            file.read_storage(base)?.filter(|entry| entry.is_stream()).map(|entry| entry.name().to_owned()).take(MAX_PROPERTIES).collect();
        for name in names {
            let wanted = stream_property(&name);
            if wanted.is_none() && name != "__properties_version1.0" {
                continue;
            }
            let mut bytes = Vec::new();
            file.open_stream(base.join(&name))?.take(MAX_ITEM as u64).read_to_end(&mut bytes)?;
            match wanted {
                Some((number, kind)) => {
                    // A text is there in one form; where it is in two, the one that needs no code page is better.
                    let is_better = properties.streams.get(&number).is_none_or(|(known, _)| *known == TEXT_OF_BYTES);
                    if is_better {
                        properties.streams.insert(number, (kind, bytes));
                    }
                }
                None => properties.numbers = numbers(bytes.get(folder.head_length()..).unwrap_or_default()),
            }
        }
        Ok(properties)
    }

    pub(super) fn with_code_page(mut self, code_page: Option<u32>) -> Properties {
        self.outer_code_page = code_page;
        self
    }

    pub(super) fn code_page(&self) -> Option<u32> {
        self.number(MESSAGE_CODE_PAGE).or_else(|| self.number(INTERNET_CODE_PAGE)).or(self.outer_code_page)
    }

    pub(super) fn number(&self, property: u16) -> Option<u32> {
        self.numbers.get(&property).copied()
    }

    /// A text, decoded; none where it is missing or empty.
    pub(super) fn text(&self, property: u16) -> Option<String> {
        let (kind, bytes) = self.streams.get(&property)?;
        let text = match *kind {
            TEXT => utf16_text(bytes, u16::from_le_bytes),
            _ => decode(bytes, self.code_page()),
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// Bytes as they are; none for a text.
    pub(super) fn bytes(&self, property: u16) -> Option<&[u8]> {
        self.streams.get(&property).filter(|(kind, bytes)| *kind == BYTES && !bytes.is_empty()).map(|(_, bytes)| bytes.as_slice())
    }
}

/// The names of the folders in a folder.
pub(super) fn storages(file: &CompoundFile<Cursor<Vec<u8>>>, path: &str) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = file.read_storage(path)?.filter(|entry| entry.is_storage()).map(|entry| entry.name().to_owned()).collect();
    names.sort_unstable();
    Ok(names)
}

/// Number and type of the property in a stream of this name (MS-OXMSG section 2.4.2).
fn stream_property(name: &str) -> Option<(u16, u16)> {
    let digits = name.strip_prefix("__substg1.0_").filter(|digits| digits.len() == 8)?;
    let number = u16::from_str_radix(digits.get(..4)?, 16).ok()?;
    let kind = u16::from_str_radix(digits.get(4..)?, 16).ok()?;
    matches!(kind, TEXT | TEXT_OF_BYTES | BYTES).then_some((number, kind))
}

/// The whole numbers in a stream of properties of fixed length.
fn numbers(entries: &[u8]) -> BTreeMap<u16, u32> {
    let (entries, _) = entries.as_chunks::<16>();
    let integer = |entry: &[u8; 16]| {
        let [kind_low, kind_high, low, high, _, _, _, _, a, b, c, d, ..] = *entry;
        (u16::from_le_bytes([kind_low, kind_high]) == INTEGER).then(|| (u16::from_le_bytes([low, high]), u32::from_le_bytes([a, b, c, d])))
    };
    entries.iter().take(MAX_PROPERTIES).filter_map(integer).collect()
}

fn decode(bytes: &[u8], code_page: Option<u32>) -> String {
    let encoding = code_page.and_then(encoding_of).unwrap_or(encoding_rs::WINDOWS_1252);
    // Some programs write UTF-8 whatever the code page says; other text is hardly ever valid UTF-8 by chance.
    std::str::from_utf8(bytes).map_or_else(|_| encoding.decode_without_bom_handling(bytes).0.into_owned(), str::to_owned)
}

/// The name of a code page that the web knows.
pub(super) fn encoding_of(code_page: u32) -> Option<&'static Encoding> {
    let label = match code_page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        20866 => "koi8-r".to_owned(),
        50220..=50222 => "iso-2022-jp".to_owned(),
        51932 => "euc-jp".to_owned(),
        52936 | 54936 => "gb18030".to_owned(),
        65001 => "utf-8".to_owned(),
        28591..=28606 => format!("iso-8859-{}", code_page - 28590),
        other => format!("windows-{other}"),
    };
    Encoding::for_label(label.as_bytes())
}
