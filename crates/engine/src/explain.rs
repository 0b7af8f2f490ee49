//! The whole road from bytes to diagnoses.

use crate::diagnose::{Diagnosis, Reply, Workspace, diagnose};
use crate::knowledge::{Knowledge, Scope, Suppress};
use crate::mine::Mine;
use crate::notice::{self, Action, AutoReply, Delivery, Notice, ReturnedMessage, Statement, Warning, address};
use crate::smtp::{ReplyCode, Stage, StatusCode};

/// A message or reply with the diagnosis of each delivery.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation<'k> {
    /// What kind of message it is.
    pub kind: notice::Kind,
    /// In which form it came.
    pub format: &'static str,
    /// The software or service that wrote it, as far as the form tells.
    pub agent: Option<&'static str>,
    /// The mail it is about.
    pub message: Option<ReturnedMessage>,
    /// What to be warned of.
    pub warnings: Vec<Warning>,
    /// What happened to each recipient.
    pub deliveries: Vec<Explained<'k>>,
    /// What an automatic answer says about its owner's absence.
    pub auto_reply: Option<AutoReply>,
}

/// A delivery with its diagnosis.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explained<'k> {
    /// What was read; its `reply` is the text that the diagnosis rests on.
    pub delivery: Delivery,
    /// The enhanced status code: that of the report, unless it says only "failed" and the reply says more.
    pub status: Option<StatusCode>,
    /// The reply code of what was said.
    pub reply_code: Option<ReplyCode>,
    /// What it means; none for a delivery that did not fail.
    pub diagnosis: Option<Diagnosis<'k>>,
    /// Whether the mail that came back was not ours, so that nothing is to be done about it.
    pub is_backscatter: bool,
}

/// A diagnosis weaker than this is worth a look at what else was said.
const WORTH_ANOTHER_LOOK: f32 = 0.6;

/// How many further statements about one recipient are looked at.
const MAX_REMARKS: usize = 16;

/// What is known besides the input, so that more can be told.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// What is ours: with it, mails that came back are checked for having been sent by us.
    pub mine: Mine,
}

impl Options {
    /// Options that know what is ours.
    pub fn of(mine: Mine) -> Options {
        Options { mine }
    }
}

/// Reads an input and diagnoses every delivery in it.
///
/// An input is a mail, or text with one reply or several; several give several explanations.
pub fn explain<'k>(knowledge: &'k Knowledge, input: &[u8], workspace: &mut Workspace) -> Vec<Explanation<'k>> {
    explain_with(knowledge, input, &Options::default(), workspace)
}

/// Like [`explain`], with what is known besides the input.
pub fn explain_with<'k>(knowledge: &'k Knowledge, input: &[u8], options: &Options, workspace: &mut Workspace) -> Vec<Explanation<'k>> {
    let mut hearings = Vec::new();
    let notices = notice::read_as_far_as(input, &mut |kind, deliveries| {
        hearings.extend(deliveries.iter_mut().map(|delivery| Hearing::open(knowledge, kind, delivery, workspace)));
        hearings.iter().zip(deliveries).any(|(hearing, delivery)| hearing.wants_more(delivery))
    });
    let mut hearings = hearings.into_iter();
    let mut explanations: Vec<Explanation<'k>> =
        notices.into_iter().map(|notice| explain_notice(knowledge, notice, &mut hearings, workspace)).collect();
    explanations.iter_mut().filter(|explanation| is_talk(explanation)).for_each(call_no_report);
    if !options.mine.is_empty() {
        for explanation in explanations.iter_mut().filter(|explanation| explanation.kind.is_failure()) {
            let hosts = explanation.deliveries.iter().filter_map(|explained| explained.delivery.reporting_mta.as_deref());
            if options.mine.is_foreign(input, hosts) {
                call_backscatter(explanation);
            }
        }
    }
    explanations
}

/// Whether a text that begins with no code, and so is a reply only because it is short, tells nothing of a failure: neither codes nor words nor an address.
fn is_talk(explanation: &Explanation<'_>) -> bool {
    let tells_nothing = |explained: &Explained<'_>| {
        let is_mute = explained.status.is_none() && explained.reply_code.is_none();
        let has_basis = explained.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.basis.is_some());
        let names_somebody =
            explained.delivery.recipient.is_some() || explained.delivery.reply.as_ref().is_some_and(|reply| reply.text.contains('@'));
        is_mute && !has_basis && !names_somebody
    };
    explanation.format == notice::REPLY && explanation.kind.is_failure() && explanation.deliveries.iter().all(tells_nothing)
}

fn call_no_report(explanation: &mut Explanation<'_>) {
    explanation.kind = notice::Kind::Other;
    explanation.deliveries.clear();
}

/// What is known of a reply besides its words, by whoever was told it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// To whom the mail went.
    pub recipient: Option<String>,
    /// The enhanced status code, where it came beside the reply.
    pub status: Option<StatusCode>,
    /// The command that was answered.
    pub stage: Option<Stage>,
    /// The host that gave the reply.
    pub remote_mta: Option<String>,
}

/// Like [`explain`] for a reply of which more is known than its words.
///
/// What the text itself tells goes before the context; of several replies each gets it.
/// That it is a reply is believed, so words that say nothing are a failure without a reason here.
pub fn explain_reply<'k>(knowledge: &'k Knowledge, text: &str, context: &Context, workspace: &mut Workspace) -> Vec<Explanation<'k>> {
    let mut notices = notice::read(text.as_bytes());
    for delivery in notices.iter_mut().flat_map(|notice| &mut notice.deliveries) {
        delivery.recipient = delivery.recipient.take().or_else(|| context.recipient.clone());
        delivery.status = delivery.status.or(context.status);
        delivery.stage = delivery.stage.or(context.stage);
        delivery.remote_mta = delivery.remote_mta.take().or_else(|| context.remote_mta.clone());
    }
    notices.into_iter().map(|notice| explain_notice(knowledge, notice, &mut std::iter::empty(), workspace)).collect()
}

/// Says that nothing of ours bounced, so that nobody strikes off an address to which we never wrote.
fn call_backscatter(explanation: &mut Explanation<'_>) {
    Warning::Backscatter.add_to(&mut explanation.warnings);
    for explained in &mut explanation.deliveries {
        explained.is_backscatter = true;
        if let Some(diagnosis) = &mut explained.diagnosis {
            diagnosis.suppress = Suppress::No;
        }
    }
}

fn explain_notice<'k>(
    knowledge: &'k Knowledge,
    notice: Notice,
    hearings: &mut impl Iterator<Item = Hearing<'k>>,
    workspace: &mut Workspace,
) -> Explanation<'k> {
    let Notice { kind, format, agent, message, mut warnings, deliveries, auto_reply } = notice;
    let deliveries: Vec<Explained<'k>> =
        deliveries.into_iter().map(|delivery| explain_delivery(knowledge, kind, delivery, hearings.next(), workspace)).collect();
    let truncated = deliveries.iter().any(|explained| explained.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.truncated));
    if truncated && !warnings.contains(&Warning::Truncated) {
        warnings.push(Warning::Truncated);
    }
    Explanation { kind, format, agent, message, warnings, deliveries, auto_reply }
}

/// What was said about one recipient, heard statement by statement until enough is known.
struct Hearing<'k> {
    best: Judged<'k>,
    codes: Codes,
    failed: bool,
    /// How many further statements may be heard.
    left: usize,
}

impl<'k> Hearing<'k> {
    /// Hears what a delivery has.
    fn open(knowledge: &'k Knowledge, kind: notice::Kind, delivery: &mut Delivery, workspace: &mut Workspace) -> Hearing<'k> {
        // Who complains or is away has the mail, whatever words stand beside the address.
        let failed = kind.is_failure() && delivery.action.unwrap_or(Action::Failed).is_failure();
        let said = delivery.reply.take().unwrap_or_else(|| Statement { text: String::new(), origin: 0..0 });
        let best = Judged::of(knowledge, delivery, said, workspace);
        let mut codes = Codes::default();
        codes.add(&best);
        let mut hearing = Hearing { best, codes, failed, left: MAX_REMARKS };
        hearing.go_on(knowledge, delivery, workspace);
        hearing
    }

    /// Whether another statement may still change the answer.
    fn wants_more(&self, delivery: &Delivery) -> bool {
        self.failed && self.left > 0 && !(self.best.is_enough() && self.codes.are_told(delivery))
    }

    /// Hears the remarks that have come to a delivery since.
    fn go_on(&mut self, knowledge: &'k Knowledge, delivery: &mut Delivery, workspace: &mut Workspace) {
        for statement in std::mem::take(&mut delivery.remarks) {
            if !self.wants_more(delivery) {
                return;
            }
            self.left -= 1;
            let other = Judged::of(knowledge, delivery, statement, workspace);
            if self.best.yields_to(&other) {
                self.codes.add(&other);
                self.best = other;
            } else if std::ptr::eq(self.best.diagnosis.cause, other.diagnosis.cause) && other.agrees_with(delivery.status) {
                self.codes.add(&other);
            }
        }
    }
}

/// A delivery with its diagnosis; `heard` is what was heard of it while it was read.
fn explain_delivery<'k>(
    knowledge: &'k Knowledge,
    kind: notice::Kind,
    mut delivery: Delivery,
    heard: Option<Hearing<'k>>,
    workspace: &mut Workspace,
) -> Explained<'k> {
    let hearing = match heard {
        Some(mut hearing) => {
            hearing.go_on(knowledge, &mut delivery, workspace);
            hearing
        }
        None => Hearing::open(knowledge, kind, &mut delivery, workspace),
    };
    let Hearing { best, codes, failed, .. } = hearing;
    let Judged { statement, mut diagnosis, .. } = best;
    // Who still tries does not hold the address for dead, whatever the last attempt brought.
    if delivery.action == Some(Action::Delayed) && diagnosis.suppress == Suppress::Now {
        diagnosis.suppress = Suppress::AfterRepeats;
    }
    if delivery.recipient.is_none() {
        let named = (diagnosis.cause.scope == Scope::Address).then(|| address::only(&statement.text)).flatten();
        let is_about_sender = delivery.stage == Some(Stage::MailFrom) || diagnosis.stage == Some(Stage::MailFrom);
        delivery.recipient = address::heading(&statement.text).filter(|_| !is_about_sender).or(named);
    }
    if delivery.remote_mta.is_none() {
        delivery.remote_mta = diagnosis.remote_host.map(|span| span.of(&statement.text).to_owned());
    }
    delivery.reply = (!statement.text.is_empty()).then_some(statement);
    let reported = delivery.status.filter(|status| !status.is_bare());
    let told = codes.status.filter(|status| !status.is_bare()).or(codes.verdict.filter(|status| !status.is_bare()));
    let status = reported.or(told).or(delivery.status).or(codes.status).or(diagnosis.status);
    let reply_code = codes.reply.or(diagnosis.reply_code.filter(|code| !failed || code.class().is_failure()));
    Explained { delivery, status, reply_code, diagnosis: failed.then_some(diagnosis), is_backscatter: false }
}

/// A statement with what it means.
struct Judged<'k> {
    statement: Statement,
    diagnosis: Diagnosis<'k>,
    /// Whether it has words, not only codes and addresses.
    has_words: bool,
    /// The enhanced code that a server said; one that the sending system wrote before the reply is none.
    said_status: Option<StatusCode>,
    /// The enhanced code with which the sending system introduces the reply.
    verdict: Option<StatusCode>,
}

impl<'k> Judged<'k> {
    fn of(knowledge: &'k Knowledge, delivery: &Delivery, statement: Statement, workspace: &mut Workspace) -> Judged<'k> {
        let diagnosis = diagnose(knowledge, &reply_of(delivery, &statement.text), workspace);
        let evidence = workspace.evidence();
        let innermost = evidence.segments.get(evidence.innermost()).and_then(|segment| segment.status);
        let of_a_server = || evidence.segments.iter().rev().filter(|segment| segment.code.is_some()).find_map(|segment| segment.status);
        let value = behind_type(&statement.text);
        let has_words = evidence.words.iter().any(|word| !word.is_number && word.span.range().start >= value);
        let said_status = innermost.or_else(of_a_server);
        let verdict = evidence.segments.first().and_then(|segment| segment.status);
        Judged { has_words, said_status, verdict, statement, diagnosis }
    }

    /// Whether its enhanced code promises the same as that of the report: another attempt may have brought another answer.
    fn agrees_with(&self, reported: Option<StatusCode>) -> bool {
        self.said_status.zip(reported).is_none_or(|(said, reported)| said.class() == reported.class())
    }

    /// Whether nothing else needs to be heard.
    fn is_enough(&self) -> bool {
        self.has_words && self.diagnosis.confidence >= WORTH_ANOTHER_LOOK && !self.diagnosis.cause.yields
    }

    /// Whether another statement about the same recipient says more.
    fn yields_to(&self, other: &Judged<'_>) -> bool {
        if !other.has_words {
            return false;
        }
        let (mine, its) = (&self.diagnosis, &other.diagnosis);
        let is_sure = its.confidence >= WORTH_ANOTHER_LOOK;
        if !self.has_words {
            return is_sure || its.confidence >= mine.confidence || its.reply_code.is_some();
        }
        if mine.confidence < WORTH_ANOTHER_LOOK {
            return is_sure;
        }
        // That a queue gave up says nothing of why. Advice to check the address stands in many such notices, so only a reply strikes it off.
        let is_harmless = its.cause.suppress != Suppress::Now || its.reply_code.is_some();
        mine.cause.yields && is_sure && !its.cause.yields && is_harmless
    }
}

/// The codes that were said about a recipient, by whom it concerns most first.
#[derive(Default)]
struct Codes {
    reply: Option<ReplyCode>,
    status: Option<StatusCode>,
    /// What the sending system made of a reply that has no enhanced code.
    verdict: Option<StatusCode>,
}

impl Codes {
    fn add(&mut self, judged: &Judged<'_>) {
        // Some report the exit status of a program where a reply code would stand, and 255 is none of a refusal.
        self.reply = self.reply.or(judged.diagnosis.reply_code.filter(|code| code.class().is_failure()));
        if self.status.is_none_or(|status| status.is_bare()) {
            self.status = judged.said_status.or(self.status);
        }
        self.verdict = self.verdict.or(judged.verdict);
    }

    /// Whether there is nothing left to look for.
    fn are_told(&self, delivery: &Delivery) -> bool {
        self.reply.is_some() && [delivery.status, self.status].into_iter().flatten().any(|status| !status.is_bare())
    }
}

/// Where the value of a diagnostic code begins behind its type (`smtp; 550`, RFC 3464 section 2.3.6).
fn behind_type(text: &str) -> usize {
    match text.find(';') {
        Some(end) if !text.get(..end).unwrap_or_default().trim().contains(char::is_whitespace) => end,
        _ => 0,
    }
}

fn reply_of<'t>(delivery: &'t Delivery, text: &'t str) -> Reply<'t> {
    Reply { text, status: delivery.status, remote_host: delivery.remote_mta.as_deref(), stage: delivery.stage }
}

#[cfg(test)]
mod tests;
