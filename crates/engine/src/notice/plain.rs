//! Text that is no mail: one reply, several replies, lines of a log, or a bounce copied out of a mail program.
//!
//! A copied bounce is read as the mail it was, by the same formats: [`copied`] puts back what the copying lost.

mod copied;
mod log;

use super::mail::{tells_a_failure, tells_an_absence};
use super::{Delivery, Kind, MAX_DELIVERIES, Notice, Statement, Warning};
use crate::mime::Text;
use crate::smtp::ReplyCode;

/// How much text is read, in bytes.
const MAX_TEXT: usize = 4 * 1024 * 1024;

/// The form of a reply that came alone.
pub(crate) const REPLY: &str = "reply";

pub(super) fn read(input: &[u8]) -> Vec<Notice> {
    let examined = input.get(..cut(input)).unwrap_or(input);
    let decoded = Text::of_plain(examined);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let skipped = decoded.text.len() - text.len();
    let mut is_cut = examined.len() < input.len();
    let alone = log::read(text).or_else(|| {
        let replies = replies(text)?;
        is_cut |= replies.len() > MAX_DELIVERIES;
        Some(replies.into_iter().take(MAX_DELIVERIES).map(|(from, to)| reply(text, from, to)).collect())
    });
    let mut notices: Vec<Notice> = match alone {
        Some(mut notices) => {
            for statement in notices.iter_mut().flat_map(statements) {
                statement.origin = decoded.origin(statement.origin.start + skipped..statement.origin.end + skipped);
            }
            notices
        }
        None => {
            let copied = copied::Copied::of(text, examined);
            let mut notice = copied.read();
            for statement in statements(&mut notice) {
                statement.origin = match copied.origin(statement.origin.clone()) {
                    copied::Origin::Text(range) => decoded.origin(range.start + skipped..range.end + skipped),
                    copied::Origin::Input(range) => range,
                };
            }
            vec![notice]
        }
    };
    // What is missing is missing behind the last one.
    if let Some(last) = notices.last_mut().filter(|_| is_cut) {
        Warning::Truncated.add_to(&mut last.warnings);
    }
    if decoded.problem.is_some() {
        for notice in &mut notices {
            Warning::Charset.add_to(&mut notice.warnings);
        }
    }
    notices
}

/// Everything in a notice that points at the input.
fn statements(notice: &mut Notice) -> impl Iterator<Item = &mut Statement> {
    notice.deliveries.iter_mut().flat_map(|delivery| delivery.reply.iter_mut().chain(&mut delivery.remarks))
}

/// Where the text that is read ends. No character of UTF-8 is cut there, for then the whole text would be taken for another charset.
fn cut(input: &[u8]) -> usize {
    let Some(head) = input.get(..=MAX_TEXT) else { return input.len() };
    let split = head.iter().rev().take(4).position(|byte| byte & 0xc0 != 0x80).unwrap_or(0);
    MAX_TEXT - split
}

/// The replies of a text in which every line belongs to one, as ranges; none when it is prose.
///
/// A reply begins with a code; a line without one, or with the same code and a hyphen on the line before (RFC 5321 section 4.2.1), goes on with it.
fn replies(text: &str) -> Option<Vec<(usize, usize)>> {
    let mut replies: Vec<(usize, usize)> = Vec::new();
    let mut continues: Option<ReplyCode> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let content = line.trim();
        if !content.is_empty() {
            let code = leading_code(content);
            match (code, replies.last_mut()) {
                (Some((code, _)), Some(last)) if continues == Some(code) => last.1 = end,
                (Some(_), _) => replies.push((at, end)),
                (None, Some(last)) if line.starts_with([' ', '\t']) => last.1 = end,
                (None, _) => return single(text, replies.len()),
            }
            continues = match code {
                Some((code, true)) => Some(code),
                Some(_) => None,
                None => continues,
            };
        }
        at = end;
    }
    (!replies.is_empty()).then_some(replies)
}

/// A text of few lines is one reply even when it begins with no code, unless it tells of somebody whom a mail did not reach, or who is away.
fn single(text: &str, replies: usize) -> Option<Vec<(usize, usize)>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    (replies == 0 && lines <= 2 && !tells_a_failure(text) && !tells_an_absence(text)).then(|| vec![(0, text.len())])
}

/// The code a line begins with, and whether a hyphen promises another line.
fn leading_code(line: &str) -> Option<(ReplyCode, bool)> {
    let code = ReplyCode::parse(line.as_bytes().get(..3)?)?;
    match line.as_bytes().get(3) {
        None | Some(b' ' | b'\t') => Some((code, false)),
        Some(b'-') => Some((code, true)),
        Some(_) => None,
    }
}

fn reply(text: &str, from: usize, to: usize) -> Notice {
    let said = text.get(from..to).unwrap_or_default();
    let start = from + (said.len() - said.trim_start().len());
    let said = said.trim();
    let said = if said.contains(char::is_alphanumeric) { said } else { "" };
    let mut warnings = Vec::new();
    let statement = Statement::clipped(said.to_owned(), start..start + said.len(), &mut warnings);
    let deliveries = if said.is_empty() { Vec::new() } else { vec![Delivery { reply: Some(statement), ..Delivery::default() }] };
    let kind = match leading_code(said) {
        Some((code, _)) if !code.class().is_failure() => Kind::Other,
        _ if deliveries.is_empty() => Kind::Other,
        _ => Kind::Failed,
    };
    Notice {
        kind,
        format: REPLY,
        agent: None,
        message: None,
        warnings,
        deliveries: if kind == Kind::Other { Vec::new() } else { deliveries },
        auto_reply: None,
    }
}
