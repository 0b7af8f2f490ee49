//! Sendmail and its kin without a report for programs: sections under rules such as `----- The following addresses had permanent fatal errors -----`, and a transcript of the session.
//!
//! Source: `sendmail/savemail.c` of Sendmail 8.18 (`errbody`, `returntosender`) and of 8.6, where a remark in parentheses follows the address; `deliver/savemail.c` of 5.65, which knows the transcript alone.
//! Active!hunter and other gateways draw the same sections.

use std::ops::Range;

use super::entry::{Entries, begins, behind, command, leading_address, position, says};
use super::{Format, Found, Mark, Reader};
use crate::mime::Headers;
use crate::notice::mail::incoming::Incoming;
use crate::notice::mail::words::{Line, Words};
use crate::notice::{Action, Delivery, address, reported_address};
use crate::smtp::{ReplyCode, Stage, StatusCode};

pub(super) const FORMAT: Format = Format {
    name: "sendmail",
    agent: Some("sendmail"),
    marks: &[
        &[Mark::Words("- transcript of session follows -")],
        &[Mark::Words("- the following addresses ha")],
        &[Mark::Words("- the following address ha")],
        &[Mark::Words("- the following address(es) ha")],
        &[Mark::Words("---the following addresses ha")],
        &[Mark::Words("- recipients of this delivery -")],
    ],
    read: Reader::Own(read),
};

/// How many replies of a transcript are kept. Each is compared with every recipient that has no reason of its own.
const MAX_SPOKEN: usize = 100;
/// How many recipients are compared with the transcript.
const MAX_COMPARED: usize = 1000;

/// How much of a reason is looked for in the transcript, in bytes.
const MAX_REASON: usize = 512;

/// A section between two rules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Addresses,
    Transcript,
    /// Why it failed, for all addresses.
    Reason,
    Other,
}

/// A failure in the transcript.
struct Spoken {
    said: Range<usize>,
    recipient: Option<String>,
    stage: Option<Stage>,
    host: Option<String>,
    /// Whether the other host said it, and not Sendmail itself.
    is_remote: bool,
    code: Option<ReplyCode>,
}

fn read(incoming: &Incoming<'_, '_>, words: &Words<'_>, found: &mut Found) {
    let waits =
        says(words, &["this is a warning message only", "warning: could not send message for past", "will keep trying until message is"]);
    let action = if waits { Action::Delayed } else { Action::Failed };
    let mut listed = Found::default();
    let transcript = sections(words, action, &mut listed);
    if listed.deliveries.is_empty() {
        from_transcript(incoming, words, action, &transcript, found);
        return;
    }
    listed.deliveries.retain(|delivery| !delivery.recipient.as_deref().is_some_and(is_no_address));
    let alone = listed.deliveries.len() == 1;
    for (number, mut delivery) in listed.deliveries.into_iter().enumerate() {
        if number < MAX_COMPARED {
            complete(&mut delivery, alone, words, &transcript);
        }
        found.add(delivery);
    }
}

/// Reads the addresses and the transcript.
fn sections(words: &Words<'_>, action: Action, listed: &mut Found) -> Vec<Spoken> {
    let mut entries = Entries::new(words, action, listed);
    let mut transcript = Transcript::default();
    let mut section = Section::Other;
    for line in words.lines() {
        if let Some(title) = title(line.text) {
            entries.close();
            section = section_of(title);
            if position(title, "transient non-fatal").is_some() {
                entries.set_action(Action::Delayed);
            } else if position(title, "successful").is_some() {
                entries.set_action(Action::Delivered);
            } else {
                entries.set_action(action);
            }
            continue;
        }
        // McAfee draws no rule above the session.
        let is_session = line.text.starts_with("<<<") || (line.text.starts_with(">>>") && command(line.text).is_some());
        if is_session && section != Section::Transcript {
            entries.close();
            section = Section::Transcript;
        }
        match section {
            Section::Addresses if line.text.is_empty() => entries.close(),
            Section::Addresses => address_line(line.text, line.end(), &mut entries, &line),
            Section::Transcript => transcript.line(line.text, line.start..line.end()),
            Section::Reason if line.text.starts_with("---") => section = Section::Other,
            Section::Reason => transcript.reason(line.text, line.start..line.end()),
            Section::Other => {}
        }
    }
    entries.close();
    transcript.spoken
}

/// What a rule such as `----- Transcript of session follows -----` says.
fn title(line: &str) -> Option<&str> {
    let inner = line.strip_prefix("--")?.trim_start_matches('-');
    let title = inner.trim_end_matches('-').trim();
    title.starts_with(|c: char| c.is_alphabetic()).then_some(title)
}

fn section_of(title: &str) -> Section {
    let addresses = begins(title, "the following address") || begins(title, "recipients of this delivery");
    if addresses {
        Section::Addresses
    } else if begins(title, "transcript of session") || begins(title, "error messages follow") {
        Section::Transcript
    } else if begins(title, "non-delivered information") {
        Section::Reason
    } else {
        Section::Other
    }
}

/// A line about an address: itself, or `(reason: …)`, which may go on, or `(expanded from: …)`.
fn address_line(text: &str, end: usize, entries: &mut Entries<'_, '_>, line: &Line<'_>) {
    if let Some(original) = behind(text, "(expanded from:") {
        let original = leading_address(original.trim_end_matches(')')).map(|(address, _)| address);
        let Some(last) = entries.last() else { return };
        if last.recipient.as_deref().is_some_and(|recipient| recipient.contains('@')) {
            last.original_recipient = original;
        } else {
            // A program is no address; what it was made from is.
            last.recipient = original.or(last.recipient.take());
        }
        return;
    }
    if begins(text, "(reason:") || line.indent > 0 && entries.last().is_some() {
        entries.say(line);
        return;
    }
    let text = text.trim_start_matches(['>', ' ']);
    if is_no_address(text) {
        entries.begin(text.to_owned(), end);
    } else if text.bytes().any(|b| b.is_ascii_alphanumeric())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
    {
        // A local account, which `(expanded from: …)` below tells with its domain.
        entries.begin(text.to_owned(), end);
    } else if let Some((recipient, rest)) = leading_address(text) {
        entries.begin(recipient, end - rest.len());
        // `(unrecoverable error)` says nothing, but there are better remarks.
        let remark = rest.trim().trim_start_matches('(').trim_end_matches(')');
        let says_why = !remark.is_empty() && !remark.starts_with('<') && position(remark, "unrecoverable").is_none();
        if position(remark, "warning").is_some() || position(remark, "transient").is_some() {
            if let Some(last) = entries.last() {
                last.action = Some(Action::Delayed);
            }
        } else if position(remark, "successful").is_some() {
            if let Some(last) = entries.last() {
                last.action = Some(Action::Delivered);
            }
        } else if says_why {
            let start = end - rest.trim_start().len();
            entries.say(&Line { text: rest.trim_start(), start, indent: 0 });
        }
    }
}

/// Where Sendmail delivers that is no address: a program, a file, a list of addresses.
fn is_no_address(text: &str) -> bool {
    text.trim_start_matches('"').starts_with(['|', '/', ':', '\\'])
}

/// The transcript, as it is read line by line.
#[derive(Default)]
struct Transcript {
    spoken: Vec<Spoken>,
    host: Option<String>,
    stage: Option<Stage>,
    commanded: Option<String>,
    /// Where the lines begin that stand directly before: what a program said whose failure follows.
    lead: Option<usize>,
    /// What a host has just said about the whole message; Sendmail's own lines below it name whom that concerns.
    refusal: Option<usize>,
}

impl Transcript {
    fn line(&mut self, text: &str, at: Range<usize>) {
        if let Some(host) = behind(text.trim_start_matches(['.', ' ']), "while talking to ") {
            let end = host.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(host.len());
            self.host = host.get(..end).map(|host| host.trim_end_matches('.').to_owned()).filter(|host| !host.is_empty());
            (self.stage, self.commanded, self.lead, self.refusal) = (None, None, None, None);
        } else if let Some(sent) = text.strip_prefix(">>>") {
            self.stage = command(sent);
            let is_recipient = self.stage == Some(Stage::RcptTo);
            self.commanded =
                if is_recipient { sent.split_once(':').and_then(|(_, to)| leading_address(to)).map(|(to, _)| to) } else { None };
            (self.lead, self.refusal) = (None, None);
        } else {
            let remote = text.strip_prefix("<<<").map(str::trim_start);
            self.reply(remote.unwrap_or(text), remote.is_some(), at);
        }
    }

    /// One more line of what is said about all addresses.
    fn reason(&mut self, text: &str, at: Range<usize>) {
        if let Some(last) = self.spoken.last_mut() {
            last.said.end = if text.is_empty() { last.said.end } else { at.end };
        } else if !text.is_empty() {
            self.push(Spoken { said: at, recipient: None, stage: None, host: None, is_remote: true, code: None });
        }
    }

    fn reply(&mut self, said: &str, is_remote: bool, at: Range<usize>) {
        let start = at.end - said.len();
        // `<bob@example.com>... Deferred: Connection timed out` has no code.
        if let Some((recipient, _)) = leading_address(said).filter(|(_, rest)| !is_remote && rest.starts_with("...")) {
            let said = self.lead.take().unwrap_or(start)..at.end;
            // It has words of its own, and so have the lines below it.
            self.refusal = None;
            self.push(Spoken { said, recipient: Some(recipient), stage: None, host: self.host.clone(), is_remote, code: None });
            return;
        }
        let Some(code) = said.as_bytes().get(..3).and_then(ReplyCode::parse) else {
            self.lead = if said.is_empty() { None } else { self.lead.or(Some(start)) };
            return;
        };
        let behind_code = said.get(3..).unwrap_or_default().trim_start_matches(['-', ' ']);
        let behind_status = StatusCode::parse_prefix(behind_code.as_bytes())
            .map_or(behind_code, |(_, length)| behind_code.get(length..).unwrap_or_default());
        let named = leading_address(behind_status.trim_start()).map(|(address, _)| address);
        let begins_at = self.lead.take().unwrap_or(start);
        if !code.class().is_failure() {
            return;
        }
        // A reply of several lines is one.
        if let Some(last) = self.spoken.last_mut()
            && is_remote
            && last.is_remote
            && last.code == Some(code)
            && last.stage == self.stage
            && last.recipient == self.commanded.clone().or(named.clone())
        {
            last.said.end = at.end;
            return;
        }
        // The answer to MAIL names the sender.
        let named = named.filter(|_| !is_remote || self.stage != Some(Stage::MailFrom));
        let recipient = if is_remote { self.commanded.clone().or(named) } else { named };
        let (stage, host) = if is_remote { (self.stage, self.host.clone()) } else { (None, self.host.clone()) };
        // A refusal of the whole message concerns a recipient of whom the lines below say nothing else: no other code, and no enhanced one.
        let has_own_words = behind_status.len() < behind_code.len();
        let refusal = self.refusal.and_then(|at| self.spoken.get(at));
        let concerns_it =
            |refusal: &&Spoken| !is_remote && recipient.is_some() && refusal.code.is_some_and(|of_all| of_all.class() == code.class());
        match refusal.filter(concerns_it).filter(|_| !has_own_words) {
            Some(refusal) => {
                let refusal = Spoken { recipient: recipient.clone(), host: refusal.host.clone(), said: refusal.said.clone(), ..*refusal };
                self.push(refusal);
            }
            None => self.refusal = (is_remote && recipient.is_none()).then_some(self.spoken.len()),
        }
        self.push(Spoken { said: begins_at..at.end, recipient, stage, host, is_remote, code: Some(code) });
    }

    fn push(&mut self, spoken: Spoken) {
        if self.spoken.len() < MAX_SPOKEN {
            self.spoken.push(spoken);
        }
    }
}

/// Gives a listed recipient what the transcript says of it.
fn complete(delivery: &mut Delivery, alone: bool, words: &Words<'_>, transcript: &[Spoken]) {
    if let Some(reason) = &mut delivery.reply {
        let inner = reason.text.strip_prefix("(reason:").unwrap_or(&reason.text).trim_start();
        reason.text = inner.strip_suffix(')').unwrap_or(inner).to_owned();
        reason.origin.start = reason.origin.start.min(reason.origin.end);
    }
    let recipient = delivery.recipient.clone().unwrap_or_default();
    let is_about = |spoken: &&Spoken| spoken.recipient.as_deref().is_some_and(|named| address::is_same(named, &recipient));
    // Sendmail's own line repeats what the other host said, or says why it did not ask; its last word counts.
    let mut about: Vec<&Spoken> = transcript.iter().rev().filter(is_about).collect();
    about.sort_by_key(|spoken| !spoken.is_remote);
    let is_about_all = |spoken: &&Spoken| spoken.recipient.is_none() && spoken.is_remote && spoken.stage != Some(Stage::RcptTo);
    if alone {
        about.extend(transcript.iter().filter(|spoken| spoken.recipient.is_none()));
    } else if about.is_empty() && delivery.reply.is_none() {
        // What a host said about the whole message holds for everybody, if there is just one host.
        let mut all = transcript.iter().filter(is_about_all);
        let first = all.next();
        about.extend(first.filter(|first| transcript.iter().all(|other| other.host == first.host)));
    }
    let mut statements = about.iter().map(|spoken| words.statement(spoken.said.clone()));
    if delivery.reply.is_none() {
        delivery.reply = statements.next();
    }
    delivery.remarks.extend(statements.take(8));
    let reason =
        delivery.reply.as_ref().map_or("", |reply| reply.text.get(..reply.text.floor_char_boundary(MAX_REASON)).unwrap_or_default());
    let repeats = |spoken: &&Spoken| {
        let said = words.text().get(spoken.said.clone()).unwrap_or_default();
        spoken.is_remote
            && !reason.is_empty()
            && said.get(..said.floor_char_boundary(2 * MAX_REASON)).is_some_and(|said| said.contains(reason))
    };
    let first = about.iter().copied().find(|spoken| spoken.is_remote).or_else(|| transcript.iter().find(repeats));
    if let Some(first) = first {
        delivery.stage = first.stage;
        delivery.remote_mta.clone_from(&first.host);
    }
}

/// Recipients that only the transcript names, or that nobody names but the returned mail.
fn from_transcript(incoming: &Incoming<'_, '_>, words: &Words<'_>, action: Action, transcript: &[Spoken], found: &mut Found) {
    let mut known: Vec<&str> = Vec::new();
    for spoken in transcript {
        let Some(recipient) = spoken.recipient.as_deref().filter(|recipient| !incoming.is_own(recipient)) else { continue };
        if known.iter().any(|known| address::is_same(known, recipient)) {
            continue;
        }
        known.push(recipient);
        let mut delivery = Delivery { recipient: Some(recipient.to_owned()), action: Some(action), ..Delivery::default() };
        complete(&mut delivery, false, words, transcript);
        found.add(delivery);
    }
    if known.is_empty()
        && !transcript.is_empty()
        && let Some(recipient) = only_recipient(words.returned())
    {
        let mut delivery = Delivery { recipient: Some(recipient), action: Some(action), ..Delivery::default() };
        complete(&mut delivery, true, words, transcript);
        found.add(delivery);
    }
}

/// Whom the returned mail was written to, when it was just one.
fn only_recipient(returned: &str) -> Option<String> {
    let to = Headers::of(returned.as_bytes()).first("To")?.text().into_owned();
    if to.matches('@').count() == 1 { reported_address(&to) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::notice::tests::drawn;

    fn mail(body: &str) -> String {
        drawn(
            format!("From: Mail Delivery Subsystem <MAILER-DAEMON@out.example.cn>\nTo: ann@example.cn\nSubject: Returned mail\n\n{body}")
                .as_bytes(),
        )
    }

    #[test]
    fn each_listed_address_has_its_reason() {
        insta::assert_snapshot!(mail("The original message was received at Mon, 23 Nov 2026 08:00:00 +0800\nfrom pc [192.0.2.7]\n\n   \
----- The following addresses had permanent fatal errors -----\n<bob@example.com>\n    (reason: 550 5.1.1 <bob@example.com>... User unknown)\n    \
(expanded from: <team@example.com>)\n\"|/usr/bin/filter eve\"\n    (reason: Can't create output)\n    (expanded from: <eve@example.org>)\n/var/spool/full\n    (reason: cannot open)\n\n   \
----- Transcript of session follows -----\n... while talking to mx.example.com.:\n>>> RCPT To:<bob@example.com>\n\
<<< 550 5.1.1 <bob@example.com>... User unknown\n550 5.1.1 <bob@example.com>... User unknown\n"), @r"
        failed sendmail
          bob@example.com for team@example.com failed - | 550 5.1.1 <bob@example.com>... User unknown
          eve@example.org failed - | Can't create output
        ");
    }

    #[test]
    fn an_address_without_a_reason_has_that_of_the_transcript() {
        insta::assert_snapshot!(mail("   ----- The following addresses had delivery problems -----\n\
bob@example.com  (unrecoverable error)\neve@example.org  (unrecoverable error)\n\n   ----- Transcript of session follows -----\n\
... while talking to mx.example.com.:\n>>> RCPT To:<bob@example.com>\n<<< 550-No such user\n<<< 550 Sorry\n\
550 eve@example.org... Host unknown\n\n   ----- Original message follows -----\nReceived: by pc\n"), @r"
        failed sendmail
          bob@example.com failed - | 550-No such user / <<< 550 Sorry
          eve@example.org failed - | 550 eve@example.org... Host unknown
        ");
    }

    #[test]
    fn the_oldest_ones_have_a_transcript_only() {
        insta::assert_snapshot!(mail("   ----- Transcript of session follows -----\n550 mx.example.com (smtp)... 550 Host unknown\n\
554 <bob@example.com>... 550 Host unknown (Authoritative answer from name server)\n\n   ----- Unsent message follows -----\nFrom: ann@example.cn\n"), @r"
        failed sendmail
        about ann@example.cn / 
          bob@example.com failed - | 554 <bob@example.com>... 550 Host unknown (Authoritative answer from name server)
        ");
        insta::assert_snapshot!(mail("   ----- Transcript of session follows -----\n421 example.com (smtp)... Deferred: Connection timed out\n\n   \
----- Unsent message follows -----\nReceived: by out.example.cn\nFrom: ann@example.cn\nTo: bob@example.com\n\nhello\n"), @r"
        failed sendmail
        about ann@example.cn / 
          bob@example.com failed - | 421 example.com (smtp)... Deferred: Connection timed out
        ");
    }

    #[test]
    fn what_a_host_says_of_the_message_concerns_whom_the_next_lines_name() {
        insta::assert_snapshot!(mail("   ----- Transcript of session follows -----\nWhile talking to mx.example.com:\n\
>>> MAIL From:<ann@example.cn>\n<<< 501 <ann@example.cn>... no access from your server\n554 <bob@example.com>... Remote protocol error\n\
550 example.org (smtp)... 550 Host unknown\n554 <eve@example.org>... 550 Host unknown (Authoritative answer from name server)\n\n   \
----- Unsent message follows -----\nFrom: ann@example.cn\n"), @r"
        failed sendmail
        about ann@example.cn / 
          bob@example.com failed - | 501 <ann@example.cn>... no access from your server
          eve@example.org failed - | 554 <eve@example.org>... 550 Host unknown (Authoritative answer from name server)
        ");
    }

    #[test]
    fn a_refusal_of_one_host_is_not_that_of_others() {
        insta::assert_snapshot!(mail("   ----- Transcript of session follows -----\n>>> DATA\n<<< 550 User unknown\n550 <bob@example.com>... User unknown\n\
<eve@example.org>... Deferred: Connection timed out\n451 <eve@example.org>... Message could not be delivered for 5 days\n\
452 4.2.2 <joe@example.net>... Mailbox full\n\n   ----- Unsent message follows -----\nFrom: ann@example.cn\n"), @r"
        failed sendmail
        about ann@example.cn / 
          bob@example.com failed - | 550 User unknown
          eve@example.org failed - | 451 <eve@example.org>... Message could not be delivered for 5 days
          joe@example.net failed - | 452 4.2.2 <joe@example.net>... Mailbox full
        ");
    }

    #[test]
    fn a_warning_is_a_delay() {
        insta::assert_snapshot!(mail("    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    \
**  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   \
----- The following addresses had transient non-fatal errors -----\n<bob@example.com>\n\n   ----- Transcript of session follows -----\n\
<bob@example.com>... Deferred: Connection timed out with mx.example.com.\nWarning: message still undelivered after 4 hours\n\
Will keep trying until message is 5 days old\n"), @r"
        delayed sendmail
          bob@example.com delayed - | <bob@example.com>... Deferred: Connection timed out with mx.example.com.
        ");
    }

    #[test]
    fn gateways_draw_the_sections_in_their_own_way() {
        insta::assert_snapshot!(mail("---The following addresses had delivery errors---\n\nbob@example.com [User unknown]\n"), @r"
        failed sendmail
          bob@example.com failed - | [User unknown]
        ");
        insta::assert_snapshot!(mail("   ----- The following addresses had delivery problems -----\nbob@example.com\n\n   \
----- Non-delivered information -----\nThe mailbox exceeded the local limit.\n\n---------\nReceived: by out.example.cn\n"), @r"
        failed biglobe
          bob@example.com failed - | The mailbox exceeded the local limit.
        ");
    }

    #[test]
    fn a_session_needs_no_rule_above_it() {
        insta::assert_snapshot!(mail("--- The following addresses had delivery problems ---\n\n<bob@example.com>\n\n\
>>> RCPT TO:<bob@example.com>\n<<< 550 5.1.1 User unknown\n"), @r"
        failed sendmail
          bob@example.com failed - | 550 5.1.1 User unknown
        ");
    }

    #[test]
    fn what_is_said_of_the_message_holds_for_all() {
        insta::assert_snapshot!(mail("   ----- The following addresses had permanent fatal errors -----\n<bob@example.com>\neve\n    \
(expanded from: <eve@example.com>)\n\n   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n\
>>> MAIL From:<ann@example.cn> SIZE=20000000\n<<< 552 5.2.3 Message too big\n554 5.0.0 Service unavailable\n"), @r"
        failed sendmail
          bob@example.com failed - | 552 5.2.3 Message too big
          eve@example.com failed - | 552 5.2.3 Message too big
        ");
    }
}
