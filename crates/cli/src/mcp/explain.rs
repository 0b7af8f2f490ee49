//! The tool `explain`.

use serde::Serialize;
use tuixin::advice::letter::{Context, Letter, letters};
use tuixin::advice::{Advice, Audience, Texts, advise};
use tuixin::diagnose::Workspace;
use tuixin::{Explained, Explanation, Options, explain_with};
use tuixin_check::{FollowUp, SendingHost, follow_up_all};
use tuixin_wire::Message;

use super::answer::{Answer, Refusal, answer};
use super::check;
use super::request::{ExplainRequest, MAX_INPUT};
use super::server::Shared;

/// How many messages are answered, and how many recipients of each: an agent reads no more.
const MOST_MESSAGES: usize = 50;
const MOST_DELIVERIES: usize = 50;

/// The answer.
#[derive(Serialize)]
struct Explanations<'a> {
    messages: Vec<Message<'a>>,
    /// How many messages and recipients are left out.
    left_out: usize,
}

pub(super) async fn explain(shared: &Shared, request: ExplainRequest) -> Answer {
    if request.text.trim().is_empty() {
        return Err(Refusal::new("text is empty; give a bounce mail or an SMTP reply"));
    }
    if request.text.len() > MAX_INPUT {
        return Err(Refusal::new(format!("text has {} bytes, and {MAX_INPUT} are allowed", request.text.len())));
    }
    let checking = if request.check { Some(shared.checking()?) } else { None };
    let input = request.text.as_bytes();
    let read = || explain_with(&shared.knowledge, input, &Options::default(), &mut Workspace::new());
    let mut explanations = tokio::task::block_in_place(read);
    let left_out = cut(&mut explanations);
    let host = SendingHost::of(request.ip, request.helo.clone());
    let mut follow_ups: Vec<Vec<Option<FollowUp<'_>>>> = Vec::new();
    for explanation in &explanations {
        follow_ups.push(match checking.filter(|_| explanation.kind.is_failure()) {
            Some(checking) => checking.within_bounds(follow_up_all(&checking.ground, explanation, input, &host, checking.extent)).await?,
            None => Vec::new(),
        });
    }
    let texts = shared.texts(request.lang);
    let audience = Audience::from(request.reader);
    let mut told = Vec::new();
    let mut messages = Vec::new();
    for (explanation, follow_ups) in explanations.iter().zip(&follow_ups) {
        told.push(in_short(shared, texts, audience, explanation, follow_ups));
        let message = Message::of(None, explanation, true, None)
            .with_advice(explanation, &shared.knowledge, texts)
            .with_follow_ups(follow_ups, texts);
        let letters = || {
            explanation.deliveries.iter().enumerate().map(|(at, explained)| {
                let follow_up = follow_ups.get(at).and_then(Option::as_ref);
                written(shared, texts, &request, explanation, explained, follow_up)
            })
        };
        messages.push(if request.letters { message.with_letters(letters().collect()) } else { message });
    }
    if left_out > 0 {
        told.push(texts.say_counted("recipients-more", &[("count", left_out as u64)]));
    }
    answer(told.join("\n\n"), &Explanations { messages, left_out })
}

/// Cuts off what no agent reads, and counts it.
fn cut(explanations: &mut Vec<Explanation<'_>>) -> usize {
    let mut left_out = explanations.len().saturating_sub(MOST_MESSAGES);
    explanations.truncate(MOST_MESSAGES);
    for explanation in explanations {
        left_out += explanation.deliveries.len().saturating_sub(MOST_DELIVERIES);
        explanation.deliveries.truncate(MOST_DELIVERIES);
    }
    left_out
}

fn written(
    shared: &Shared,
    texts: &Texts,
    request: &ExplainRequest,
    explanation: &Explanation<'_>,
    explained: &Explained<'_>,
    follow_up: Option<&FollowUp<'_>>,
) -> Vec<Letter> {
    let looked_up = follow_up.map(|follow_up| follow_up.for_letters(explained));
    let mut context = Context::of(texts.language());
    context.message = explanation.message.as_ref();
    context.ip = request.ip;
    context.helo = request.helo.as_deref();
    context.looked_up = looked_up.as_ref();
    letters(&shared.knowledge, &shared.all_texts(), explained, &context)
}

/// A message in a few lines.
fn in_short(
    shared: &Shared,
    texts: &Texts,
    audience: Audience,
    explanation: &Explanation<'_>,
    follow_ups: &[Option<FollowUp<'_>>],
) -> String {
    let mut lines = Vec::new();
    if !explanation.kind.is_failure() || explanation.deliveries.is_empty() {
        lines.push(texts.say(&format!("kind-{}", explanation.kind.name()), &[]));
    }
    lines.extend(explanation.warnings.iter().map(|warning| texts.say(&format!("warning-{}", warning.name()), &[])));
    for (at, explained) in explanation.deliveries.iter().enumerate() {
        let Some(advice) = advise(&shared.knowledge, texts, explained, audience) else { continue };
        lines.extend(lines_of(&advice, explained));
        if let Some(follow_up) = follow_ups.get(at).and_then(Option::as_ref) {
            lines.push(texts.say(&format!("standing-{}", follow_up.outlook.standing.name()), &[]));
            lines.extend(check::lines_of(&follow_up.reports, texts));
        }
    }
    lines.join("\n")
}

fn lines_of(advice: &Advice, explained: &Explained<'_>) -> Vec<String> {
    let recipient = explained.delivery.recipient.as_deref().unwrap_or_default();
    let heading = if recipient.is_empty() { advice.headline.clone() } else { format!("{recipient}: {}", advice.headline) };
    let mut lines = vec![heading, advice.happened.clone(), advice.who.clone(), advice.certainty.clone()];
    lines.extend(advice.steps.iter().enumerate().map(|(number, step)| format!("{}. [{}] {}", number + 1, step.actor, step.text)));
    lines.extend([advice.retry.clone(), advice.suppress.clone()]);
    lines.extend(advice.conflict.clone());
    lines
}
