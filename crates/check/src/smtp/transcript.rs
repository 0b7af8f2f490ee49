//! A dialogue as it is shown, in the notation of `swaks`.
//!
//! `<-` is what the server said and ` ->` what was said to it; `<~` and ` ~>` the same under TLS; `<**` and `<~*` are refusals; `===` tells what happened in between and `***` what went wrong.

use super::reply::Reply;
use super::shown;

/// How many lines of one reply are shown. No reply of an honest server to `EHLO` is longer.
const MOST_LINES: usize = 64;

/// The lines of one dialogue.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    lines: Vec<String>,
    is_encrypted: bool,
}

impl Transcript {
    /// The lines, with everything escaped that a terminal would act on.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Something happened: a connection, a handshake.
    pub(super) fn event(&mut self, what: impl AsRef<str>) {
        self.lines.push(format!("=== {}", shown::text(what.as_ref())));
    }

    /// Something went wrong.
    pub(super) fn fault(&mut self, what: impl AsRef<str>) {
        self.lines.push(format!("*** {}", shown::text(what.as_ref())));
    }

    /// From here on nobody else can read.
    pub(super) fn encrypted(&mut self) {
        self.is_encrypted = true;
    }

    /// A command was sent.
    pub(super) fn sent(&mut self, command: &str) {
        let arrow = if self.is_encrypted { " ~>" } else { " ->" };
        self.lines.push(format!("{arrow} {}", shown::text(command)));
    }

    /// A reply came.
    pub(super) fn received(&mut self, reply: &Reply) {
        let is_refusal = reply.code().class().is_failure();
        self.heard(reply.lines(), is_refusal);
    }

    /// Something came that is no whole reply.
    pub(super) fn received_in_part(&mut self, bytes: &[u8]) {
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).take(MOST_LINES + 1).collect();
        let lines: Vec<String> = lines.into_iter().map(|line| shown::line(line.strip_suffix(b"\r").unwrap_or(line))).collect();
        self.heard(&lines, false);
    }

    fn heard(&mut self, lines: &[String], is_refusal: bool) {
        let arrow = match (self.is_encrypted, is_refusal) {
            (false, false) => "<- ",
            (false, true) => "<**",
            (true, false) => "<~ ",
            (true, true) => "<~*",
        };
        self.lines.extend(lines.iter().take(MOST_LINES).map(|line| format!("{arrow} {line}")));
        if lines.len() > MOST_LINES {
            self.lines.push(format!("{arrow} …"));
        }
    }
}
