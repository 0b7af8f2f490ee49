//! The whole road from bytes to diagnoses.

use crate::diagnose::{Diagnosis, Reply, Workspace, diagnose};
use crate::evidence::{EntityKind, Evidence};
use crate::knowledge::{Knowledge, Scope};
use crate::notice::{self, Action, Delivery, Notice, ReturnedMessage, Statement, Warning};
use crate::smtp::{ReplyCode, StatusCode};

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
}

/// A diagnosis weaker than this is worth a look at what else was said.
const WORTH_ANOTHER_LOOK: f32 = 0.6;

/// Reads an input and diagnoses every delivery in it.
///
/// An input is a mail, or text with one reply or several; several give several explanations.
pub fn explain<'k>(knowledge: &'k Knowledge, input: &[u8], workspace: &mut Workspace) -> Vec<Explanation<'k>> {
    notice::read(input).into_iter().map(|notice| explain_notice(knowledge, notice, workspace)).collect()
}

fn explain_notice<'k>(knowledge: &'k Knowledge, notice: Notice, workspace: &mut Workspace) -> Explanation<'k> {
    let Notice { kind, format, agent, message, mut warnings, deliveries } = notice;
    let deliveries: Vec<Explained<'k>> = deliveries.into_iter().map(|delivery| explain_delivery(knowledge, delivery, workspace)).collect();
    let truncated = deliveries.iter().any(|explained| explained.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.truncated));
    if truncated && !warnings.contains(&Warning::Truncated) {
        warnings.push(Warning::Truncated);
    }
    Explanation { kind, format, agent, message, warnings, deliveries }
}

fn explain_delivery<'k>(knowledge: &'k Knowledge, mut delivery: Delivery, workspace: &mut Workspace) -> Explained<'k> {
    let failed = delivery.action.unwrap_or(Action::Failed).is_failure();
    let remarks = std::mem::take(&mut delivery.remarks);
    let said = delivery.reply.take().unwrap_or_else(|| Statement { text: String::new(), origin: 0..0 });
    let mut best = judged(knowledge, &delivery, said, workspace);
    let (own_code, own_status) = (best.1.reply_code, best.1.status);
    if failed {
        for statement in remarks {
            if best.1.confidence >= WORTH_ANOTHER_LOOK {
                break;
            }
            let other = judged(knowledge, &delivery, statement, workspace);
            let says_more = other.1.confidence >= WORTH_ANOTHER_LOOK || (best.0.text.is_empty() && other.1.confidence >= best.1.confidence);
            if says_more {
                best = other;
            }
        }
    }
    let (statement, diagnosis) = best;
    if delivery.recipient.is_none() && diagnosis.cause.scope == Scope::Address {
        delivery.recipient = only_address(&statement.text);
    }
    if delivery.remote_mta.is_none() {
        delivery.remote_mta = diagnosis.remote_host.map(|span| span.of(&statement.text).to_owned());
    }
    delivery.reply = (!statement.text.is_empty()).then_some(statement);
    let reported = delivery.status.filter(|status| !status.is_bare());
    let status = reported.or(own_status.filter(|status| !status.is_bare())).or(delivery.status).or(own_status).or(diagnosis.status);
    let reply_code = own_code.or(diagnosis.reply_code);
    Explained { delivery, status, reply_code, diagnosis: failed.then_some(diagnosis) }
}

fn judged<'k>(
    knowledge: &'k Knowledge,
    delivery: &Delivery,
    statement: Statement,
    workspace: &mut Workspace,
) -> (Statement, Diagnosis<'k>) {
    let diagnosis = diagnose(knowledge, &reply_of(delivery, &statement.text), workspace);
    (statement, diagnosis)
}

fn reply_of<'t>(delivery: &'t Delivery, text: &'t str) -> Reply<'t> {
    Reply { text, status: delivery.status, remote_host: delivery.remote_mta.as_deref(), stage: delivery.stage }
}

/// The address a reply names, when it names just one.
fn only_address(text: &str) -> Option<String> {
    let mut evidence = Evidence::new();
    evidence.read(text);
    let mut addresses = evidence.entities_of(EntityKind::Address).map(|entity| entity.span.of(text));
    let first = addresses.next()?;
    addresses.all(|other| other.eq_ignore_ascii_case(first)).then(|| first.to_owned())
}
