//! What a visitor sends: text that was pasted, files, and whether things may be looked up.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

/// The largest request, in bytes.
pub(super) const MOST_BYTES: usize = 32 * 1024 * 1024;
/// The most files in one request.
const MOST_FILES: usize = 50;
/// The longest file name that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// One text or file.
#[derive(Debug)]
pub(super) struct Piece {
    /// The name of the file; none for text that was pasted.
    pub name: Option<String>,
    pub bytes: Vec<u8>,
}

/// What was sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub pieces: Vec<Piece>,
    /// Whether the visitor wants things looked up.
    pub wants_checks: bool,
}

/// Why it could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// More bytes than are taken.
    TooLarge,
    /// More files than are taken.
    TooManyFiles,
    /// It ended early or is no form.
    Broken,
    /// There was nothing in it.
    Empty,
}

impl Refusal {
    /// The name under which the texts know it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Refusal::TooLarge => "too-large",
            Refusal::TooManyFiles => "too-many-files",
            Refusal::Broken => "broken",
            Refusal::Empty => "empty",
        }
    }

    pub(super) fn status(self) -> StatusCode {
        match self {
            Refusal::TooLarge | Refusal::TooManyFiles => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Broken | Refusal::Empty => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Refusal {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Refusal::TooLarge } else { Refusal::Broken }
    }
}

/// Reads the form.
pub(super) async fn receive(mut form: Multipart) -> Result<Sent, Refusal> {
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("text") => {
                let bytes = field.bytes().await?.to_vec();
                if !bytes.trim_ascii().is_empty() {
                    sent.pieces.insert(0, Piece { name: None, bytes });
                }
            }
            Some("files") => {
                let name = field.file_name().map(short_name);
                let bytes = field.bytes().await?.to_vec();
                // A browser sends an unnamed empty file where none was chosen.
                if name.as_deref().is_none_or(str::is_empty) && bytes.is_empty() {
                    continue;
                }
                if sent.pieces.len() >= MOST_FILES {
                    return Err(Refusal::TooManyFiles);
                }
                sent.pieces.push(Piece { name: Some(name.unwrap_or_default()), bytes });
            }
            Some("checks") => sent.wants_checks = true,
            _ => {}
        }
    }
    if sent.pieces.is_empty() { Err(Refusal::Empty) } else { Ok(sent) }
}

/// The last part of a name, which some browsers send with its folders.
fn short_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().take(LONGEST_NAME).collect()
}
