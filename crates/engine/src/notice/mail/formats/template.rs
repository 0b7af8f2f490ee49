//! Notices that are filled-in forms: fixed words, and behind or below each of them a recipient, a reason or the command that was answered.
//!
//! A format of this kind is a list of [`Label`]s.
//! Recipients and reasons may come in either order, and in several groups.

use std::ops::Range;

use super::Found;
use super::entry::{begins, command, leading_address, position, without_bullet};
use crate::notice::mail::words::{Line, Words, is_rule};
use crate::notice::{Action, Delivery};
use crate::smtp::{Stage, StatusCode};

/// How many recipients wait for the reason that is given for all of them.
const MAX_WAITING: usize = 1000;

/// What stands behind or below a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::notice::mail) enum Part {
    /// Addresses that failed, one a line, each perhaps with a remark of its own.
    Recipients,
    /// Names of accounts that failed, the domain left out.
    Names,
    /// An address that failed; the rest of the notice says why.
    Whole,
    /// The address the sender wrote to.
    Original,
    /// Why it failed, up to a blank line.
    Reply,
    /// Why it failed, blank lines included.
    LongReply,
    /// What the single attempts brought, blank lines included: why it failed where the reason says only that the time is over.
    History,
    /// Why it failed, told before the recipients.
    ReplyFirst,
    /// The lines below say why it failed.
    ReplyBelow,
    /// Addresses on the lines below; what stands on this line is none of them.
    AddressesBelow,
    /// The line itself is why the recipients above it failed.
    ThisReply,
    /// The line itself is why it failed, and names the address behind the label.
    ThisLine,
    /// The command that was answered.
    Command,
    /// The host that refused.
    Host,
    /// Nothing about the failure.
    Nothing,
    /// The end of what is read.
    End,
}

/// Fixed words of a notice.
#[derive(Clone, Copy, Debug)]
pub(in crate::notice::mail) enum Label {
    /// They begin a line.
    Begins(&'static str, Part),
    /// They stand somewhere in a line.
    Holds(&'static str, Part),
}

impl Label {
    /// What the label stands for, and the offset behind it.
    fn find(self, line: &str) -> Option<(Part, usize)> {
        match self {
            Label::Begins(text, part) => begins(line, text).then_some((part, text.len())),
            Label::Holds(text, part) => position(line, text).map(|at| (part, at + text.len())),
        }
    }
}

/// Reads a form.
pub(super) fn read(labels: &[Label], action: Action, words: &Words<'_>, found: &mut Found) {
    let mut form = Form {
        words,
        action,
        found,
        group: Vec::new(),
        reply: None,
        general: None,
        history: None,
        is_answered: false,
        stage: None,
        host: None,
        original: None,
    };
    let mut part = Part::Nothing;
    let mut has_value = false;
    for line in words.lines() {
        // A part of the form is drawn as a rule where the label says so.
        let bare = line.text.trim_start_matches(['-', '=', '*', '|', '#', ' ']);
        let shift = line.text.len() - bare.len();
        let label = labels.iter().find_map(|label| label.find(bare)).map(|(part, at)| (part, shift + at));
        if let Some((next, at)) = label {
            if next == Part::End {
                break;
            }
            part = next;
            form.start(part, &line);
            has_value = part != Part::AddressesBelow && form.take(part, &tail(&line, at));
            if matches!(part, Part::Whole | Part::ReplyBelow) && (has_value || part == Part::ReplyBelow) {
                part = Part::LongReply;
                form.is_answered = true;
            }
            continue;
        }
        match part {
            _ if line.text.is_empty() => {
                if has_value && !matches!(part, Part::LongReply | Part::History) {
                    part = Part::Nothing;
                }
            }
            _ if is_rule(line.text) && has_value && part != Part::History => part = Part::Nothing,
            _ => has_value |= form.take(part, &line),
        }
    }
    form.close();
}

/// The status with which a reply begins. `5.1.0 - Unknown address error 550-'5.4.1 no'` begins with a verdict of the sending system, and the server's own status may follow.
fn status_of(reply: &str) -> Option<StatusCode> {
    let (status, length) = StatusCode::parse_prefix(reply.as_bytes())?;
    let is_verdict = reply.get(length..).is_some_and(|rest| rest.starts_with(" - "));
    (!is_verdict).then_some(status)
}

/// What stands in a line behind an offset.
fn tail<'l>(line: &Line<'l>, at: usize) -> Line<'l> {
    let rest = line.text.get(at..).unwrap_or_default();
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '=' | '：'));
    Line { text: value.trim_end(), start: line.start + at + (rest.len() - value.len()), indent: 0 }
}

struct Form<'f, 'w> {
    words: &'f Words<'w>,
    action: Action,
    found: &'f mut Found,
    /// Recipients for whom a reason is still to come, each with a remark of its own.
    group: Vec<(Delivery, Range<usize>)>,
    reply: Option<Range<usize>>,
    /// What was said before about all recipients, where each then has a reason of its own.
    general: Option<Range<usize>>,
    history: Option<Range<usize>>,
    /// Whether the reason was given behind the recipients, so that the next recipient begins another group.
    is_answered: bool,
    stage: Option<Stage>,
    host: Option<String>,
    original: Option<String>,
}

impl Form<'_, '_> {
    /// A label was met.
    fn start(&mut self, part: Part, line: &Line<'_>) {
        match part {
            Part::Recipients | Part::Names | Part::Whole | Part::AddressesBelow if self.is_answered => self.close(),
            Part::ReplyFirst if !self.group.is_empty() => self.close(),
            // What was said above holds for all; what is said of these recipients counts more.
            Part::Reply | Part::LongReply | Part::ReplyBelow if !self.group.is_empty() && !self.is_answered => {
                self.general = self.reply.take();
                self.is_answered = true;
            }
            Part::ThisReply => {
                self.reply = Some(line.start..line.end());
                self.is_answered = true;
            }
            Part::ThisLine => {
                self.close();
                self.reply = Some(line.start..line.end());
                self.is_answered = true;
            }
            _ => {}
        }
    }

    /// Takes what stands behind a label or on a line below, and says whether it was anything.
    fn take(&mut self, part: Part, line: &Line<'_>) -> bool {
        if line.text.is_empty() {
            return false;
        }
        match part {
            Part::Recipients | Part::AddressesBelow | Part::ThisLine | Part::Whole => return self.recipients(line),
            Part::Names => return self.recipients(line) || self.name(line),
            Part::Original => self.original = leading_address(line.text).map(|(address, _)| address),
            Part::Reply | Part::LongReply | Part::ReplyFirst => {
                let reply = self.reply.get_or_insert(line.start..line.start);
                reply.end = line.end();
            }
            Part::History => {
                let history = self.history.get_or_insert(line.start..line.start);
                history.end = line.end();
            }
            Part::Command => self.stage = command(line.text).or(self.stage),
            Part::Host => {
                let host = line
                    .text
                    .trim_start_matches(['<', '[', '('])
                    .split(|c: char| c.is_whitespace() || matches!(c, '>' | ']' | '[' | ')' | '('));
                self.host = host.map(|host| host.trim_end_matches('.')).find(|host| !host.is_empty()).map(str::to_owned);
            }
            Part::ReplyBelow => return false,
            Part::ThisReply | Part::Nothing | Part::End => {}
        }
        true
    }

    fn recipients(&mut self, line: &Line<'_>) -> bool {
        let mut text = without_bullet(line.text);
        let mut any = false;
        while let Some((address, rest)) = leading_address(text) {
            any = true;
            let start = line.end() - rest.len();
            // Several addresses in one line, or one with a remark behind it.
            text = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
            let remark = if leading_address(text).is_some() { start..start } else { start..line.end() };
            self.add(address, remark);
        }
        any
    }

    /// An account named without its domain, alone or with a remark behind it, in parentheses or in a column of its own.
    fn name(&mut self, line: &Line<'_>) -> bool {
        let text = without_bullet(line.text);
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (name, rest) = text.split_at_checked(end).unwrap_or_default();
        let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
            && (rest.is_empty() || rest.trim_start().starts_with('(') || rest.starts_with("  ") || rest.starts_with('\t'));
        if is_name && !name.is_empty() {
            self.add(name.to_owned(), line.end() - rest.len()..line.end());
        }
        is_name
    }

    fn add(&mut self, recipient: String, remark: Range<usize>) {
        if self.group.len() >= MAX_WAITING {
            self.close();
        }
        self.group.push((Delivery { recipient: Some(recipient), action: Some(self.action), ..Delivery::default() }, remark));
    }

    /// Nothing more is said about the recipients that were met.
    fn close(&mut self) {
        let (reply, general, history) = (self.reply.take(), self.general.take(), self.history.take());
        let said = |range: Range<usize>| {
            let mut statement = self.words.statement(range);
            let text = statement.text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '.' | '>' | '-'));
            // Marks around the whole say nothing themselves.
            let inner =
                [('(', ')'), ('\'', '\''), ('"', '"')].iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
            let text = inner.unwrap_or(text).trim().to_owned();
            let says_something = text.bytes().filter(u8::is_ascii_alphanumeric).count() > 2 || !text.is_ascii();
            statement.text = text;
            says_something.then_some(statement)
        };
        // Attempts are told address by address, so with several nobody knows whose they are.
        let history = history.filter(|_| self.group.len() == 1);
        for (mut delivery, remark) in self.group.drain(..) {
            let mut replies = [reply.clone(), Some(remark), general.clone(), history.clone()].into_iter().flatten().filter_map(&said);
            delivery.reply = replies.next();
            delivery.remarks.extend(replies);
            delivery.status = delivery.reply.as_ref().and_then(|reply| status_of(&reply.text));
            delivery.stage = self.stage;
            delivery.remote_mta.clone_from(&self.host);
            delivery.original_recipient = self.original.take();
            self.found.add(delivery);
        }
        self.is_answered = false;
    }
}
