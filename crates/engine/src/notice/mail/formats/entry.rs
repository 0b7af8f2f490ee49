//! What many formats share: how they write an address at the beginning of a line, and recipients followed by the lines that speak of them.

use crate::near;
use std::ops::Range;

use super::Found;
pub(super) use crate::notice::mail::caseless::{begins, position};
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery, address, reported_address};
use crate::smtp::Stage;

/// Longest address that is looked at, in bytes.
const MAX_ADDRESS: usize = 512;

/// What stands in a text behind `with`, ASCII letters in any case.
pub(super) fn behind<'t>(text: &'t str, with: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(with.len())?;
    start.eq_ignore_ascii_case(with).then_some(rest)
}

/// Whether the words hold one of these texts, ASCII letters in any case.
pub(super) fn says(words: &Words<'_>, texts: &[&str]) -> bool {
    texts.iter().any(|text| position(words.text(), text).is_some())
}

/// The address with which a text begins, and what follows it.
///
/// It stands in angle brackets, quotes, square brackets or by itself up to a blank; without brackets it needs an `@`.
pub(super) fn leading_address(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    if !text.starts_with('<') && near::find(b'@', text.as_bytes()).is_none() {
        return None;
    }
    let text = behind(text, "rfc822;").map_or(text, str::trim_start);
    let close = match text.as_bytes().first()? {
        b'<' => Some('>'),
        b'[' => Some(']'),
        b'\'' => Some('\''),
        // Either the whole address is quoted or its local part is.
        b'"' => text.get(1..).and_then(|rest| rest.split_once('"')).filter(|(_, behind)| !behind.starts_with('@')).map(|_| '"'),
        _ => None,
    };
    if let Some(close) = close {
        let (inner, rest) = text.get(1..)?.split_once(close)?;
        let inner = inner.trim().trim_start_matches('<').trim_end_matches('>');
        let is_address = inner.contains('@') || (close == '>' && !inner.contains(char::is_whitespace));
        return is_address.then(|| believable(inner)).flatten().map(|address| (address, rest));
    }
    let head = text.get(..text.floor_char_boundary(MAX_ADDRESS))?;
    let end =
        head.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '，' | '。' | '、')).unwrap_or(head.len());
    let (word, rest) = text.split_at_checked(end)?;
    // Three dots are how Sendmail goes on: `bob@example.com... User unknown`.
    let cut = position(word, "...").unwrap_or(word.len());
    let address = word.get(..cut)?.trim_end_matches([':', ',', '.', '"', '\'', ']', '!']);
    let (local, domain) = address.rsplit_once('@')?;
    if local.is_empty() || domain.is_empty() || domain.contains(':') {
        return None;
    }
    let rest = if address.len() < word.len() { text.get(address.len()..)? } else { rest };
    believable(address).map(|address| (address, rest))
}

fn believable(text: &str) -> Option<String> {
    let text = ["mailto:", "smtp:"].iter().find_map(|kind| behind(text, kind)).unwrap_or(text);
    (text.len() <= MAX_ADDRESS).then(|| reported_address(text)).flatten()
}

/// A line without what introduces an item of a list.
pub(super) fn without_bullet(text: &str) -> &str {
    text.trim_start_matches(['*', '-', '•', '·', '+', '→', ' ', '\t']).trim_start_matches("> ")
}

/// The command that a line repeats: `>>> RCPT TO:<bob@example.com>`, `DATA`.
pub(super) fn command(text: &str) -> Option<Stage> {
    let text = text.trim_start_matches(['>', '-', '<', ' ', ':', '\'', '"']);
    let commands = [
        ("MAIL", Stage::MailFrom),
        ("RCPT", Stage::RcptTo),
        ("DATA", Stage::Data),
        ("BDAT", Stage::EndOfData),
        ("EHLO", Stage::Ehlo),
        ("HELO", Stage::Ehlo),
        ("LHLO", Stage::Ehlo),
        ("STARTTLS", Stage::StartTls),
        ("AUTH", Stage::Auth),
    ];
    let (_, stage) = commands.iter().find(|(verb, _)| begins(text, verb))?;
    Some(*stage)
}

/// The words behind which Postfix and Exim name the command that was answered.
const ANSWERED: [&str; 4] = ["(in reply to ", "remote mail server after ", "remote mailer after ", "remote server after "];

/// The command that was answered, as Postfix and Exim tell it of every reply. Their reports leave it out.
fn answered(text: &str) -> Option<Stage> {
    if !["reply", "after"].iter().any(|word| position(text, word).is_some()) {
        return None;
    }
    // The words may be broken over two lines anywhere, but rarely are.
    command_behind(text).or_else(|| command_behind(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn command_behind(text: &str) -> Option<Stage> {
    let (at, words) = ANSWERED.iter().find_map(|words| position(text, words).map(|at| (at, words)))?;
    let rest = text.get(at + words.len()..)?;
    let rest = behind(rest, "pipelined ").unwrap_or(rest);
    let others = [("end of data", Stage::EndOfData), ("sending data block", Stage::EndOfData), ("initial connection", Stage::Greeting)];
    others.iter().find(|(words, _)| begins(rest, words)).map(|(_, stage)| *stage).or_else(|| command(rest))
}

/// Recipients as they are met, each with the lines below that speak of it.
pub(super) struct Entries<'e, 'w> {
    words: &'e Words<'w>,
    found: &'e mut Found,
    action: Option<Action>,
    open: Option<(Delivery, Range<usize>)>,
}

impl<'e, 'w> Entries<'e, 'w> {
    pub(super) fn new(words: &'e Words<'w>, action: Action, found: &'e mut Found) -> Entries<'e, 'w> {
        Entries { words, found, action: Some(action), open: None }
    }

    /// What becomes of the recipients that are met from here on.
    pub(super) fn set_action(&mut self, action: Action) {
        self.action = Some(action);
    }

    /// A recipient is met. What is said of it begins at this offset of the words.
    pub(super) fn begin(&mut self, recipient: String, said: usize) {
        self.close();
        self.open = Some((Delivery { recipient: Some(recipient), action: self.action, ..Delivery::default() }, said..said));
    }

    /// One more line about the recipient that was met last.
    pub(super) fn say(&mut self, line: &Line<'_>) {
        if let Some((_, said)) = &mut self.open {
            if said.start == said.end {
                said.start = said.start.max(line.start);
            }
            said.end = said.end.max(line.end());
        }
    }

    /// The recipient that was met last, as long as lines may follow.
    pub(super) fn last(&mut self) -> Option<&mut Delivery> {
        self.open.as_mut().map(|(delivery, _)| delivery)
    }

    /// Whether something was said of the recipient that was met last.
    pub(super) fn has_said(&self) -> bool {
        self.open.as_ref().is_some_and(|(_, said)| said.start < said.end)
    }

    /// Whether the recipient that was met last has this address.
    pub(super) fn is_about(&self, candidate: &str) -> bool {
        let recipient = self.open.as_ref().and_then(|(delivery, _)| delivery.recipient.as_deref());
        recipient.is_some_and(|recipient| address::is_same(recipient, candidate))
    }

    /// No further line speaks of the recipient that was met last.
    pub(super) fn close(&mut self) {
        if let Some((mut delivery, said)) = self.open.take() {
            delivery.reply = delivery.reply.or_else(|| Some(self.words.statement(said)).filter(|reply| !reply.text.is_empty()));
            delivery.stage = delivery.stage.or_else(|| answered(&delivery.reply.as_ref()?.text));
            self.found.add(delivery);
        }
    }
}

/// Reads recipients that each stand on a line of their own with the lines below that say why.
///
/// The list begins below a line that holds one of `starts` (at once where there are none), and ends before a line that `ends` it.
/// Lines further to the right than the first recipient always speak of the one above them.
pub(super) fn read_headed(words: &Words<'_>, action: Action, starts: &[&str], ends: fn(&str) -> bool, found: &mut Found) {
    let mut entries = Entries::new(words, action, found);
    let mut started = starts.is_empty();
    let mut indent = None;
    let mut count = 0;
    let mut is_output = false;
    for line in words.lines() {
        if line.text.is_empty() {
            continue;
        }
        if !started {
            started = starts.iter().any(|start| position(line.text, start).is_some());
            continue;
        }
        // What a program wrote follows at the end, whatever it looks like; of several recipients it could be about any.
        if begins(line.text, "The following text was generated during the delivery") {
            if count != 1 {
                break;
            }
            is_output = true;
        }
        if is_output {
            entries.say(&line);
            continue;
        }
        if indent.is_none_or(|first| line.indent <= first) && ends(line.text) {
            break;
        }
        if let Some(original) = generated_from(line.text) {
            if let Some(last) = entries.last() {
                last.original_recipient = original;
                continue;
            }
            // A pipe or a file is no address; what it was made from is.
            if let Some(recipient) = original.filter(|_| indent.is_some()) {
                entries.begin(recipient, line.end());
                count += 1;
                continue;
            }
        }
        let heading = if indent.is_none_or(|first| line.indent <= first) { heading(line.text) } else { None };
        match heading {
            Some((recipient, _)) if entries.is_about(&recipient) => entries.say(&line),
            Some((recipient, rest)) => {
                entries.begin(recipient, line.end() - rest.len());
                indent = indent.or(Some(line.indent));
                count += 1;
                if !rest.is_empty() {
                    entries.say(&Line { text: rest, start: line.end() - rest.len(), indent: 0 });
                }
            }
            None if indent.is_none() => indent = is_no_address(line.text).then_some(line.indent),
            None if indent.is_some_and(|first| line.indent <= first) && is_no_address(line.text) => entries.close(),
            None => entries.say(&line),
        }
    }
    entries.close();
}

/// An address that begins an entry, with what is said on the same line.
fn heading(text: &str) -> Option<(String, &str)> {
    let (address, rest) = leading_address(text)?;
    let rest = rest.trim_start();
    if rest.is_empty() || rest == ":" {
        return Some((address, ""));
    }
    let said = rest.strip_prefix(':').filter(|said| said.starts_with(char::is_whitespace));
    said.map(str::trim_start).or_else(|| rest.starts_with('(').then_some(rest)).map(|rest| (address, rest))
}

/// Where Exim delivers that is no address: `pipe to |/usr/bin/vacation`, `save to /var/mail/bob`.
fn is_no_address(text: &str) -> bool {
    ["pipe to ", "save to ", "|", "/"].iter().any(|start| text.starts_with(start))
}

/// The address in `(generated from bob@example.com)` and the like; nothing where it names no address.
fn generated_from(text: &str) -> Option<Option<String>> {
    let text = text.trim_start_matches('(');
    let rest = ["generated from ", "ultimately generated from ", "generated by "].iter().find_map(|start| behind(text, start))?;
    Some(leading_address(rest).map(|(address, _)| address))
}

/// Reads recipients that each begin a paragraph, `bob@example.com: why` or `<bob@example.com> (expanded from <team@example.com>): why`.
pub(super) fn read_paragraphs(words: &Words<'_>, action: Action, found: &mut Found) {
    let mut entries = Entries::new(words, action, found);
    for line in words.lines() {
        if line.text.is_empty() {
            if entries.has_said() {
                entries.close();
            }
            continue;
        }
        let Some((recipient, rest)) = leading_address(line.text).filter(|_| line.indent == 0) else {
            entries.say(&line);
            continue;
        };
        let (original, rest) = expanded_from(rest.trim_start());
        let Some(said) = rest.strip_prefix(':') else {
            entries.say(&line);
            continue;
        };
        let said = said.trim_start();
        entries.begin(recipient, line.end() - said.len());
        if let Some(last) = entries.last() {
            last.original_recipient = original;
        }
        if !said.is_empty() {
            entries.say(&Line { text: said, start: line.end() - said.len(), indent: 0 });
        }
    }
    entries.close();
}

/// The address in `(expanded from <team@example.com>)`, and what stands behind.
fn expanded_from(text: &str) -> (Option<String>, &str) {
    let inside = behind(text, "(expanded from").and_then(|rest| rest.split_once(')'));
    inside.map_or((None, text), |(original, rest)| {
        (leading_address(original.trim_start_matches([':', ' '])).map(|(address, _)| address), rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_named_in_fixed_words() {
        for (text, expected) in [
            ("host a said: 550 no (in reply to RCPT TO command)", Some(Stage::RcptTo)),
            ("host a said: 550 no (in reply\n    to end of\n    DATA command)", Some(Stage::EndOfData)),
            ("SMTP error from remote mail server after pipelined MAIL FROM:<a@example.cn>: 550 no", Some(Stage::MailFrom)),
            ("SMTP error from remote mail server after initial connection: 554 no", Some(Stage::Greeting)),
            ("SMTP error from remote mail server after end of data: 554 no", Some(Stage::EndOfData)),
            ("550 no", None),
        ] {
            assert_eq!(answered(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_address_at_the_beginning_is_told_from_what_follows() {
        for (text, expected) in [
            ("<bob@example.com>: host said", Some(("bob@example.com", ": host said"))),
            ("<bob>:", Some(("bob", ":"))),
            ("bob@example.com: no", Some(("bob@example.com", ": no"))),
            ("bob@example.com... User unknown", Some(("bob@example.com", "... User unknown"))),
            ("bob@example.com (user not found)", Some(("bob@example.com", " (user not found)"))),
            ("bob@example.com, eve@example.com", Some(("bob@example.com", ", eve@example.com"))),
            ("\"bob@example.com\":", Some(("bob@example.com", ":"))),
            ("'bob@example.com' no", Some(("bob@example.com", " no"))),
            ("[bob@example.com]: 550", Some(("bob@example.com", ": 550"))),
            ("rfc822;bob@example.com", Some(("bob@example.com", ""))),
            ("\"bob\"@example.com", Some(("\"bob\"@example.com", ""))),
            ("<no bob>", None),
            ("bob", None),
            ("@example.com", None),
            ("http://bob@example.com:80/", None),
            ("", None),
            ("<", None),
        ] {
            let found = leading_address(text);
            assert_eq!(found.as_ref().map(|(address, rest)| (address.as_str(), *rest)), expected, "{text:?}");
        }
    }
}
