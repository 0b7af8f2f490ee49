//! Text that is no mail: one reply, several replies, or the words of a bounce copied out of a mail program.

use super::mail::passages;
use super::{Action, Delivery, Kind, MAX_DELIVERIES, Notice, Statement, Warning};
use crate::mime::Text;
use crate::smtp::ReplyCode;

/// How much text is read, in bytes.
const MAX_TEXT: usize = 4 * 1024 * 1024;

pub(super) fn read(input: &[u8]) -> Vec<Notice> {
    let examined = input.get(..cut(input)).unwrap_or(input);
    let decoded = Text::of_plain(examined);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let skipped = decoded.text.len() - text.len();
    let mut is_cut = examined.len() < input.len();
    let mut notices = match replies(text) {
        Some(replies) => {
            is_cut |= replies.len() > MAX_DELIVERIES;
            replies.into_iter().take(MAX_DELIVERIES).map(|(from, to)| reply(text, from, to)).collect()
        }
        None => vec![prose(text)],
    };
    // What is missing is missing behind the last one.
    if let Some(last) = notices.last_mut().filter(|_| is_cut) {
        Warning::Truncated.add_to(&mut last.warnings);
    }
    for notice in &mut notices {
        if decoded.problem.is_some() {
            Warning::Charset.add_to(&mut notice.warnings);
        }
        for reply in notice.deliveries.iter_mut().filter_map(|delivery| delivery.reply.as_mut()) {
            reply.origin = decoded.origin(reply.origin.start + skipped..reply.origin.end + skipped);
        }
    }
    notices
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

/// A text of few lines is one reply even when it begins with no code.
fn single(text: &str, replies: usize) -> Option<Vec<(usize, usize)>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    (replies == 0 && lines <= 2).then(|| vec![(0, text.len())])
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
        format: "reply",
        agent: None,
        message: None,
        warnings,
        deliveries: if kind == Kind::Other { Vec::new() } else { deliveries },
        auto_reply: None,
    }
}

fn prose(text: &str) -> Notice {
    let mut warnings = Vec::new();
    let deliveries: Vec<Delivery> = passages(text, MAX_TEXT, &mut warnings)
        .into_iter()
        .map(|passage| Delivery {
            recipient: passage.address,
            action: Some(Action::Failed),
            reply: Some(Statement { text: passage.text, origin: passage.place }),
            ..Delivery::default()
        })
        .collect();
    let kind = if deliveries.is_empty() { Kind::Other } else { Kind::Failed };
    Notice { kind, format: "text", agent: None, message: None, warnings, deliveries, auto_reply: None }
}
