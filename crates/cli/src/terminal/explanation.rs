//! An explanation for people: what happened, how sure that is, who has to act, what to do, and the words it rests on.

use std::io::{self, Write};

use anstyle::Style;
use tuixin::advice::{Advice, Audience, Texts, advise};
use tuixin::diagnose::{Basis, Diagnosis};
use tuixin::knowledge::{Cause, Knowledge, Permanence, Suppress};
use tuixin::notice::{Action, Kind, ReturnedMessage};
use tuixin::{Explained, Explanation};
use tuixin_check::FollowUp;
use tuixin_wire::{Facts, decisive_words, other_name};
use unicode_width::UnicodeWidthStr;

use super::page::{Page, style};
use super::reply;
use super::reports::show as show_reports;
use crate::output::{Item, Report};

/// How an explanation is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub knowledge: &'a Knowledge,
    pub texts: &'a Texts,
    pub audience: Audience,
    pub vocabulary: Option<&'a str>,
    /// Whether each message is headed by where it came from.
    pub names_sources: bool,
    pub verbose: bool,
}

/// How many recipients of one diagnosis are named.
const MOST_RECIPIENTS: usize = 10;
/// So many recipients are named in a sentence about all of them.
const MOST_IN_A_SENTENCE: usize = 3;
/// Below this width labels stand above their words instead of beside them.
const BESIDE: usize = 60;

/// Explanations for people, one after the other.
pub struct TextReport<'a, W> {
    page: Page<W>,
    view: View<'a>,
    messages: u64,
    failed: u64,
}

impl<'a, W: Write> TextReport<'a, W> {
    pub fn new(page: Page<W>, view: View<'a>) -> TextReport<'a, W> {
        TextReport { page, view, messages: 0, failed: 0 }
    }

    fn say(&self, id: &str) -> String {
        self.view.texts.say(id, &[])
    }

    fn returned(&mut self, message: &ReturnedMessage) -> io::Result<()> {
        let rows = [("label-mail-from", &message.from), ("label-mail-subject", &message.subject), ("label-mail-date", &message.date)];
        let rows: Vec<(String, String)> = rows.into_iter().filter_map(|(label, value)| Some((self.say(label), value.clone()?))).collect();
        rows_of(&mut self.page, &rows)
    }

    fn group(&mut self, item: &Item<'_>, group: &[&Explained<'_>]) -> io::Result<()> {
        let Some(&first) = group.first() else { return Ok(()) };
        let spoken_of = together(first, group);
        let advice = advise(self.view.knowledge, self.view.texts, &spoken_of, self.view.audience);
        let (Some(advice), Some(diagnosis)) = (advice, first.diagnosis.as_ref()) else { return self.undisturbed(group) };
        self.page.paragraph("", &[(severity(diagnosis), &advice.headline)])?;
        self.recipients(group)?;
        self.page.gap()?;
        self.page.paragraph("", &[(style::PLAIN, &advice.happened)])?;
        self.page.gap()?;
        self.judgement(&advice, diagnosis)?;
        let follow_up = item.follow_up(first);
        self.steps(&advice, follow_up)?;
        let rows = [(self.say("label-retry"), advice.retry.clone()), (self.say("label-suppress"), advice.suppress.clone())];
        rows_of(&mut self.page, &rows)?;
        self.page.gap()?;
        let shown = if self.view.verbose { group } else { group.get(..1).unwrap_or(group) };
        self.evidence(&advice, shown, diagnosis)?;
        if let Some(follow_up) = follow_up.filter(|follow_up| !follow_up.reports.is_empty()) {
            self.looked_up(diagnosis, follow_up)?;
        }
        if self.view.verbose {
            self.details(first, diagnosis)?;
        }
        Ok(())
    }

    /// Recipients whose mail was not refused.
    fn undisturbed(&mut self, group: &[&Explained<'_>]) -> io::Result<()> {
        for explained in group {
            let delivery = &explained.delivery;
            let became = match (&delivery.feedback_type, delivery.action) {
                (Some(kind), _) => self.view.texts.say("complained", &[("type", kind.clone())]),
                (None, Some(action)) => self.say(&format!("action-{}", action.name())),
                (None, None) => String::new(),
            };
            let recipient = delivery.recipient.as_deref().unwrap_or_default();
            self.page.paragraph("", &[(style::STRONG, recipient), (style::PLAIN, " "), (style::DIM, &became)])?;
        }
        Ok(())
    }

    fn recipients(&mut self, group: &[&Explained<'_>]) -> io::Result<()> {
        let named: Vec<&str> = group.iter().filter_map(|explained| explained.delivery.recipient.as_deref()).collect();
        let most = if self.view.verbose { named.len() } else { MOST_RECIPIENTS };
        for recipient in named.iter().take(most) {
            self.page.paragraph("", &[(style::STRONG, recipient)])?;
        }
        if named.len() > most {
            let more = self.view.texts.say_counted("recipients-more", &[("count", (named.len() - most) as u64)]);
            self.page.paragraph("", &[(style::DIM, &more)])?;
        }
        Ok(())
    }

    fn judgement(&mut self, advice: &Advice, diagnosis: &Diagnosis<'_>) -> io::Result<()> {
        let mut certainty = advice.certainty.clone();
        if self.view.verbose {
            certainty.push_str(&format!(" ({:.2})", diagnosis.confidence));
        }
        let mut rows = vec![(self.say("label-certainty"), certainty), (self.say("label-who"), advice.who.clone())];
        if let Some((vocabulary, name)) =
            self.view.vocabulary.and_then(|vocabulary| Some((vocabulary, other_name(diagnosis.cause, vocabulary)?)))
        {
            rows.push((self.view.texts.say("label-as", &[("vocabulary", vocabulary.to_owned())]), name.to_owned()));
        }
        rows_of(&mut self.page, &rows)?;
        self.page.gap()
    }

    /// What the checks found, and what that means for the diagnosis.
    fn looked_up(&mut self, diagnosis: &Diagnosis<'_>, follow_up: &FollowUp<'_>) -> io::Result<()> {
        let texts = self.view.texts;
        let outlook = &follow_up.outlook;
        self.page.gap()?;
        self.page.paragraph("", &[(style::LABEL, &self.say("label-checks"))])?;
        show_reports(&mut self.page, texts, &follow_up.reports, self.view.verbose)?;
        self.page.gap()?;
        let mut today = vec![self.say(&format!("standing-{}", outlook.standing.name()))];
        let likeliest = outlook.causes.first().filter(|(cause, _)| cause.id != diagnosis.cause.id);
        today.extend(likeliest.map(|(cause, confidence)| {
            let percent = format!("{:.0}", confidence * 100.0);
            texts.say("standing-likelier", &[("cause", headline(texts, cause)), ("percent", percent)])
        }));
        if outlook.suppress == Suppress::No && diagnosis.suppress != Suppress::No {
            today.push(self.say("standing-suppress"));
        }
        today.extend(outlook.instead.as_ref().map(|instead| texts.say("standing-instead", &[("instead", instead.clone())])));
        let rows = [(self.say("label-standing"), today.join(" "))];
        rows_of(&mut self.page, &rows)
    }

    fn steps(&mut self, advice: &Advice, follow_up: Option<&FollowUp<'_>>) -> io::Result<()> {
        if advice.steps.is_empty() {
            return Ok(());
        }
        self.page.paragraph("", &[(style::LABEL, &self.say("label-steps"))])?;
        show_steps(&mut self.page, self.view.texts, &advice.steps, follow_up)?;
        self.page.gap()
    }

    fn evidence(&mut self, advice: &Advice, shown: &[&Explained<'_>], diagnosis: &Diagnosis<'_>) -> io::Result<()> {
        self.page.paragraph("", &[(style::LABEL, &self.say("label-evidence"))])?;
        for explained in shown {
            self.said(explained)?;
        }
        let texts = self.view.texts;
        match diagnosis.basis {
            Some(Basis::Rule { rule, .. }) => {
                let label = self.say("label-rule");
                self.page.paragraph("  ", &[(style::DIM, &label), (style::DIM, " "), (style::DIM, &rule.id)])?;
            }
            Some(Basis::Status(status)) => {
                self.page.paragraph("  ", &[(style::PLAIN, &texts.say("basis-status", &[("status", status.to_string())]))])?
            }
            Some(Basis::ReplyCode(code)) => {
                self.page.paragraph("  ", &[(style::PLAIN, &texts.say("basis-reply-code", &[("code", code.to_string())]))])?
            }
            _ => self.page.paragraph("  ", &[(style::PLAIN, &self.say("basis-none"))])?,
        }
        match &advice.conflict {
            Some(conflict) => self.page.paragraph("  ", &[(style::NOTE, conflict)]),
            None => Ok(()),
        }
    }

    /// The reply with its decisive words.
    fn said(&mut self, explained: &Explained<'_>) -> io::Result<()> {
        let Some(said) = explained.delivery.reply.as_ref().filter(|reply| !reply.text.trim().is_empty()) else {
            return self.page.paragraph("  ", &[(style::PLAIN, &self.say("reply-none"))]);
        };
        let decisive =
            explained.diagnosis.as_ref().and_then(|diagnosis| decisive_words(diagnosis.basis.as_ref()?, diagnosis.innermost, &said.text));
        reply::show(&mut self.page, &said.text, decisive, self.view.verbose)
    }

    /// All that is known besides.
    fn details(&mut self, explained: &Explained<'_>, diagnosis: &Diagnosis<'_>) -> io::Result<()> {
        let delivery = &explained.delivery;
        let texts = self.view.texts;
        let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
        let stage = diagnosis.stage.or(delivery.stage);
        let mut rows = vec![
            ("label-cause", Some(diagnosis.cause.id.clone())),
            ("label-original-recipient", delivery.original_recipient.clone()),
            ("label-status", explained.status.map(|status| status.to_string())),
            ("label-reply-code", explained.reply_code.map(|code| code.to_string())),
            ("label-stage", stage.map(|stage| texts.say(&format!("stage-{}", stage.name()), &[]))),
            ("label-remote", delivery.remote_mta.clone()),
            ("label-reporting", delivery.reporting_mta.clone()),
            ("label-retry-until", delivery.retry_until.clone()),
            ("label-provider", diagnosis.provider.map(|provider| self.provider_name(&provider.name, &provider.id))),
        ];
        rows.extend(facts(texts, &Facts::of(&diagnosis.facts, reply)));
        let others: Vec<String> =
            diagnosis.alternatives.iter().map(|other| format!("{} ({:.2})", headline(texts, other.cause), other.confidence)).collect();
        rows.push(("label-alternatives", (!others.is_empty()).then(|| others.join(" / "))));
        let rows: Vec<(String, String)> = rows.into_iter().filter_map(|(label, value)| Some((self.say(label), value?))).collect();
        self.page.gap()?;
        self.page.paragraph("", &[(style::LABEL, &self.say("label-facts"))])?;
        rows_of(&mut self.page, &rows)
    }

    fn provider_name(&self, names: &std::collections::BTreeMap<String, String>, id: &str) -> String {
        names.get(self.view.texts.language().tag()).or_else(|| names.get("en")).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn explanation(&mut self, item: &Item<'_>) -> io::Result<()> {
        let explanation: &Explanation<'_> = item.explanation;
        if explanation.kind != Kind::Failed || explanation.deliveries.is_empty() {
            self.page.paragraph("", &[(style::STRONG, &self.say(&format!("kind-{}", explanation.kind.name())))])?;
        }
        for warning in &explanation.warnings {
            self.page.paragraph("", &[(style::NOTE, &self.say(&format!("warning-{}", warning.name())))])?;
        }
        if let Some(message) = explanation.message.as_ref().filter(|_| self.view.verbose) {
            self.returned(message)?;
        }
        if let Some(reply) = &explanation.auto_reply {
            let rows = [("label-until", &reply.until), ("label-instead", &reply.instead)];
            let rows: Vec<(String, String)> =
                rows.into_iter().filter_map(|(label, value)| Some((self.say(label), value.clone()?))).collect();
            rows_of(&mut self.page, &rows)?;
        }
        let said_so_far = explanation.auto_reply.is_some()
            || explanation.kind != Kind::Failed
            || !explanation.warnings.is_empty()
            || (self.view.verbose && explanation.message.is_some());
        for (number, group) in groups(&explanation.deliveries).iter().enumerate() {
            if number > 0 {
                self.page.gap()?;
                self.page.rule_within()?;
            }
            if number > 0 || said_so_far {
                self.page.gap()?;
            }
            self.group(item, group)?;
        }
        Ok(())
    }
}

impl<W: Write> Report for TextReport<'_, W> {
    fn message(&mut self, item: &Item<'_>) -> io::Result<()> {
        if self.messages > 0 {
            self.page.rule()?;
        }
        self.messages += 1;
        let is_failure = |explained: &&Explained<'_>| explained.diagnosis.is_some() && explained.delivery.action != Some(Action::Delayed);
        self.failed += item.explanation.deliveries.iter().filter(is_failure).count() as u64;
        if let Some(source) = item.source.filter(|_| self.view.names_sources || item.is_one_of_several) {
            self.page.paragraph("", &[(style::DIM, source)])?;
            self.page.gap()?;
        }
        self.explanation(item)
    }

    fn skipped(&mut self, _source: &str) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.messages > 1 {
            let counts = [("count", self.messages), ("failed", self.failed)];
            let summary = self.view.texts.say_counted("summary-many", &counts);
            self.page.rule()?;
            self.page.paragraph("", &[(style::PLAIN, &summary)])?;
        }
        self.page.flush()
    }
}

/// Rows of a label and its words, the words all beginning in the same column.
pub(super) fn rows_of<W: Write>(page: &mut Page<W>, rows: &[(String, String)]) -> io::Result<()> {
    let widest = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let indent = if page.width() < BESIDE || widest > 24 { 2 } else { widest + 2 };
    for (label, words) in rows {
        page.hanging(&[(style::LABEL, label)], indent, &[(style::PLAIN, words)])?;
    }
    Ok(())
}

/// Numbered steps, each with who takes it and the check that belongs to it, or what came of that check.
pub(super) fn show_steps<W: Write>(
    page: &mut Page<W>,
    texts: &Texts,
    steps: &[tuixin::advice::AdviceStep],
    follow_up: Option<&FollowUp<'_>>,
) -> io::Result<()> {
    for (number, step) in steps.iter().enumerate() {
        let actor = format!("[{}] ", step.actor);
        let ticked = follow_up.and_then(|follow_up| follow_up.steps.iter().find(|ticked| ticked.step == step.id));
        let note = match (ticked, &step.check) {
            (Some(ticked), _) => format!("[{}]", texts.say(&format!("step-state-{}", ticked.state.name()), &[])),
            (None, Some(id)) => texts.say("note-check", &[("check", id.clone())]),
            (None, None) => String::new(),
        };
        let number = format!("{:>2}. ", number + 1);
        page.hanging(
            &[(style::PLAIN, &number)],
            4,
            &[(style::ACTOR, &actor), (style::PLAIN, &step.text), (style::PLAIN, " "), (style::DIM, &note)],
        )?;
    }
    Ok(())
}

fn headline(texts: &Texts, cause: &Cause) -> String {
    texts.say(&format!("cause-{}", cause.id), &[])
}

fn facts(texts: &Texts, facts: &Facts<'_>) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("fact-blocklist", facts.blocklist.map(str::to_owned)),
        ("fact-listed-ip", facts.listed_ip.map(str::to_owned)),
        ("fact-limit-bytes", facts.limit_bytes.map(|bytes| bytes.to_string())),
        ("fact-limit-recipients", facts.limit_recipients.map(|count| count.to_string())),
        ("fact-retry-after", facts.retry_after_s.map(|seconds| texts.duration(seconds))),
        ("fact-provider-code", facts.provider_code.map(str::to_owned)),
        ("fact-help-url", facts.help_url.map(str::to_owned)),
    ]
}

fn severity(diagnosis: &Diagnosis<'_>) -> Style {
    match (diagnosis.cause.id.as_str(), diagnosis.permanence) {
        ("unspecified", _) => style::UNKNOWN,
        (_, Permanence::Permanent) => style::LASTING,
        _ => style::PASSING,
    }
}

/// Deliveries of which the same is to be said, in the order of their first.
fn groups<'e, 'k>(deliveries: &'e [Explained<'k>]) -> Vec<Vec<&'e Explained<'k>>> {
    let mut groups: Vec<(String, Vec<&Explained<'k>>)> = Vec::new();
    for explained in deliveries {
        let key = sameness(explained);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(explained),
            None => groups.push((key, vec![explained])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What two deliveries have to share for the same to be said of both.
fn sameness(explained: &Explained<'_>) -> String {
    let delivery = &explained.delivery;
    let Some(diagnosis) = &explained.diagnosis else { return "-".to_owned() };
    let basis = match diagnosis.basis {
        Some(Basis::Rule { rule, .. }) => rule.id.clone(),
        other => format!("{other:?}"),
    };
    let reply = delivery.reply.as_ref().map_or("", |reply| reply.text.as_str());
    let domain = delivery.recipient.as_deref().and_then(|address| address.rsplit_once('@')).map_or("", |(_, domain)| domain);
    let conflict = diagnosis.conflict.map(|conflict| conflict.status);
    let provider = diagnosis.provider.map(|provider| &provider.id);
    let facts = Facts::of(&diagnosis.facts, reply);
    format!("{} {basis} {} {domain} {:?} {conflict:?} {provider:?} {facts:?}", diagnosis.cause.id, diagnosis.suppress, delivery.action)
}

/// One delivery that stands for all: its recipient is all of them, the first and the last when they are many. They share their domain.
fn together<'k>(first: &Explained<'k>, group: &[&Explained<'k>]) -> Explained<'k> {
    let mut one = first.clone();
    if group.len() > 1 {
        let named: Vec<&str> = group.iter().filter_map(|explained| explained.delivery.recipient.as_deref()).collect();
        one.delivery.recipient = match named.as_slice() {
            [] => None,
            [first, .., last] if named.len() > MOST_IN_A_SENTENCE => Some(format!("{first}, …, {last}")),
            all => Some(all.join(", ")),
        };
    }
    one
}
