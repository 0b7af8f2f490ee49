//! `tuixin explain`: every input in its turn through the engine to one report.
//!
//! Reading, explaining and writing go on at the same time, and what is written has the order of what was read.

mod feed;
mod learn;
mod mask;
mod progress;

use std::collections::BTreeSet;
use std::io::{self, BufWriter, IsTerminal};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread;

use tuixin::diagnose::Workspace;
use tuixin::knowledge::{Knowledge, nearest};
use tuixin::notice::{Kind, Warning};
use tuixin::{Explanation, Mine, Options, explain_with};
use tuixin_check::{Extent, FollowUp, SendingHost, follow_up_all};
use tuixin_intake::{Content, Fault, Item as Input, Origin, Problem};

use crate::args::{Common, Explain, Format};
use crate::letters::Desk;
use crate::network::{Online, extent};
use crate::ordered::{self, Limits};
use crate::output::{Item, JsonArray, JsonLines, Report, Table};
use crate::setup::{self, Failure, Messages};
use crate::terminal::{Page, TextReport, View, terminal_width};
use crate::{Outcome, interrupt};
use feed::{Asked, Feed, Piece};
use learn::Learned;
use progress::Progress;

pub fn run(args: &Explain, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    let knowledge = Arc::new(setup::knowledge(common.knowledge.as_deref(), messages)?);
    let online = args.check.then(|| Online::open(&args.network, &[], Arc::clone(&knowledge), messages)).transpose()?;
    let vocabulary = args.vocabulary.as_deref();
    if let Some(name) = vocabulary {
        check_vocabulary(&knowledge, name, messages)?;
    }
    let learned = args.learn.as_deref().map(|path| Learned::open(path, &knowledge, messages)).transpose()?;
    let texts;
    let words = match args.format {
        Format::Json | Format::Ndjson if args.check => Some(setup::texts(common.knowledge.as_deref(), messages.language(), messages)?),
        _ => None,
    };
    let desk = Desk::of(args, &knowledge, common.knowledge.as_deref(), messages)?;
    let out = || BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let report: Box<dyn Report> = match args.format {
        Format::Json => Box::new(JsonArray::new(out(), vocabulary, words.as_ref(), desk.as_ref())),
        Format::Ndjson => Box::new(JsonLines::new(out(), vocabulary, words.as_ref(), desk.as_ref())),
        Format::Csv if desk.is_some() => {
            messages.tell("error-letters-in-csv", &[]);
            return Err(Failure::Usage);
        }
        Format::Csv => Box::new(Table::new(out(), vocabulary)),
        Format::Text => {
            texts = setup::texts(common.knowledge.as_deref(), messages.language(), messages)?;
            let view = View {
                knowledge: &knowledge,
                texts: &texts,
                audience: args.reader.audience(),
                vocabulary,
                names_sources: args.inputs.len() > 1 || args.inputs.iter().any(|input| Path::new(input).is_dir()),
                verbose: args.verbose,
                desk: desk.as_ref(),
            };
            Box::new(TextReport::new(Page::new(setup::screen(common.color), terminal_width()), view))
        }
    };
    // Whoever types is let go at once: a read from a terminal cannot be ended from within.
    let is_typed = io::stdin().is_terminal() && (args.inputs.is_empty() || args.inputs.iter().any(|input| input == "-"));
    if !is_typed {
        interrupt::listen();
    }
    let taken = Arc::new(AtomicU64::new(0));
    let run = Run { args, messages, report, learned, progress: Progress::of(&args.inputs, Arc::clone(&taken)), outcome: Outcome::Complete };
    let mut mine = Mine::default();
    args.mine.iter().cloned().for_each(|own| mine.extend(own));
    let inquiry = Inquiry {
        options: Options::of(mine),
        online,
        host: SendingHost::of(args.ip, args.network.helo.clone()),
        extent: extent(&args.network, false),
    };
    run.all(&knowledge, &inquiry, taken)
}

/// What is known and asked besides the mails.
struct Inquiry {
    options: Options,
    /// The world, where it is to be asked too.
    online: Option<Online>,
    host: SendingHost,
    extent: Extent,
}

impl Inquiry {
    /// Looks up what the deliveries of an explanation depend on.
    fn look_up<'k>(&self, explanation: &Explanation<'k>, input: &[u8]) -> Vec<Option<FollowUp<'k>>> {
        let Some(online) = self.online.as_ref().filter(|_| explanation.kind.is_failure()) else { return Vec::new() };
        online.runtime.block_on(follow_up_all(&online.ground, explanation, input, &self.host, self.extent))
    }
}

/// Refuses a vocabulary that no cause has a name in.
fn check_vocabulary(knowledge: &Knowledge, name: &str, messages: &Messages) -> Result<(), Failure> {
    let known: BTreeSet<&str> = knowledge.causes().iter().flat_map(|cause| cause.names.keys()).map(String::as_str).collect();
    if known.contains(name) {
        return Ok(());
    }
    let suggestion = nearest(name, known.iter().copied()).unwrap_or("none").to_owned();
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    messages.tell("error-unknown-vocabulary", &[("name", name.to_owned()), ("suggestion", suggestion), ("known", known)]);
    Err(Failure::Usage)
}

/// How much of a text names it in a message, in bytes.
const MOST_OF_A_TEXT: usize = 60;

/// How many mails are looked into at the same time where the world is asked.
const AT_ONCE: usize = 16;

/// How many bytes of mails are held that are not answered yet.
const UNDER_WAY: usize = 16 * 1024 * 1024;

/// A piece with what the engine says about it. Of the bytes only the beginning is left.
struct Answer<'k> {
    piece: Piece,
    explanations: Vec<Looked<'k>>,
}

/// An explanation with what was looked up about each of its deliveries.
struct Looked<'k> {
    explanation: Explanation<'k>,
    follow_ups: Vec<Option<FollowUp<'k>>>,
}

impl<'k> Answer<'k> {
    fn of(mut piece: Piece, knowledge: &'k Knowledge, inquiry: &Inquiry, workspace: &mut Workspace) -> Answer<'k> {
        let mut explanations = Vec::new();
        if let Piece::Item(item, _) = &mut piece {
            let mut found = Vec::new();
            if matches!(item.content, Content::Mail | Content::Text) {
                found = explain_with(knowledge, &item.bytes, &inquiry.options, workspace);
            }
            if item.is_cut {
                found.iter_mut().for_each(warn_of_cut);
            }
            explanations.extend(found.into_iter().map(|explanation| {
                let follow_ups = inquiry.look_up(&explanation, &item.bytes);
                Looked { explanation, follow_ups }
            }));
            item.bytes.truncate(MOST_OF_A_TEXT);
            item.bytes.shrink_to_fit();
        }
        Answer { piece, explanations }
    }
}

fn warn_of_cut(explanation: &mut Explanation<'_>) {
    if !explanation.warnings.contains(&Warning::Truncated) {
        explanation.warnings.push(Warning::Truncated);
    }
}

/// What a piece counts for while it is under way.
fn size_of(piece: &Piece) -> usize {
    match piece {
        Piece::Item(item, _) => item.bytes.len() + 1024,
        _ => 1024,
    }
}

struct Run<'a> {
    args: &'a Explain,
    messages: &'a Messages,
    report: Box<dyn Report + 'a>,
    learned: Option<Learned<'a>>,
    progress: Progress,
    outcome: Outcome,
}

impl Run<'_> {
    fn all(mut self, knowledge: &Knowledge, inquiry: &Inquiry, taken: Arc<AtomicU64>) -> Result<Outcome, Failure> {
        // Whoever waits for answers from afar needs no core meanwhile.
        let usual = || if inquiry.online.is_some() { NonZeroUsize::new(AT_ONCE) } else { thread::available_parallelism().ok() };
        let jobs = self.args.jobs.or_else(usual).map_or(1, NonZeroUsize::get);
        let limits = Limits { jobs, bytes: UNDER_WAY };
        let feed = Feed::of(&self.args.inputs, taken);
        let work = |workspace: &mut Workspace, piece| Answer::of(piece, knowledge, inquiry, workspace);
        ordered::in_order(feed, limits, size_of, Workspace::new, work, |answer| self.answer(answer))?;
        self.progress.finish();
        self.report.finish()?;
        if let Some(learned) = self.learned.take() {
            learned.finish(self.messages)?;
        }
        Ok(if interrupt::is_interrupted() { Outcome::Interrupted } else { self.outcome })
    }

    fn answer(&mut self, answer: Answer<'_>) -> Result<(), Failure> {
        match answer.piece {
            Piece::Item(item, Asked::Found) => self.found(item, answer.explanations)?,
            Piece::Item(item, asked) => self.named(item, asked, answer.explanations)?,
            Piece::Fault(fault) => self.unreadable(&fault),
            Piece::EmptyText => self.fault("error-empty-text", ""),
            Piece::Prompt => self.messages.hint("hint-stdin"),
            Piece::NothingIn(directory) => self.fault("error-no-mail", &directory),
        }
        self.progress.step(self.messages);
        Ok(())
    }

    /// An input that was asked about by itself: what cannot be explained is a fault.
    fn named(&mut self, item: Input, asked: Asked, explanations: Vec<Looked<'_>>) -> Result<(), Failure> {
        let beginning = String::from_utf8_lossy(&item.bytes);
        let name = if asked == Asked::AsText { &beginning } else { item.origin.source.as_str() };
        match item.content {
            Content::Empty if asked == Asked::AsStdin => self.fault("error-no-text", ""),
            Content::Empty => self.fault("error-empty", name),
            Content::Binary => self.fault("error-binary", name),
            Content::Mail => self.report(Some(&item.origin), explanations)?,
            Content::Text => {
                let is_nothing = explanations
                    .iter()
                    .map(|looked| &looked.explanation)
                    .all(|explanation| explanation.format == "text" && explanation.kind == Kind::Other);
                if is_nothing {
                    self.fault("error-not-explained", name);
                }
                // A program wants an object for each input, a person has read the message.
                if !is_nothing || self.args.format != Format::Text {
                    self.report((asked != Asked::AsText).then_some(&item.origin), explanations)?;
                }
            }
        }
        Ok(())
    }

    /// Something that was found in a directory or a mailbox.
    fn found(&mut self, item: Input, explanations: Vec<Looked<'_>>) -> Result<(), Failure> {
        let skipped = match item.content {
            Content::Mail | Content::Text => {
                return self.report(Some(&item.origin), explanations);
            }
            Content::Empty => "error-empty",
            Content::Binary => "error-binary",
        };
        let source = item.origin.source.as_str();
        if self.args.verbose {
            self.progress.aside(|| self.messages.tell_of(skipped, source));
        }
        self.report.skipped(source)?;
        Ok(())
    }

    fn report(&mut self, origin: Option<&Origin>, explanations: Vec<Looked<'_>>) -> Result<(), Failure> {
        for Looked { explanation, follow_ups } in &explanations {
            if let Some(learned) = &mut self.learned {
                learned.look_at(explanation);
            }
            let item = Item {
                source: origin.map(|origin| origin.source.as_str()),
                is_one_of_several: origin.is_some_and(|origin| origin.is_one_of_several),
                is_verbatim: origin.is_none_or(|origin| origin.is_verbatim),
                explanation,
                looked_up: follow_ups,
            };
            self.report.message(&item)?;
        }
        Ok(())
    }

    fn fault(&mut self, id: &str, path: &str) {
        self.outcome = Outcome::Incomplete;
        self.progress.aside(|| self.messages.tell_of(id, path));
    }

    fn unreadable(&mut self, fault: &Fault) {
        self.outcome = Outcome::Incomplete;
        let path = ("path", fault.source.clone());
        let packing = |packing: &dyn ToString| ("packing", packing.to_string());
        let (id, arguments) = match &fault.problem {
            Problem::Unreadable(error) if error.kind() == io::ErrorKind::NotFound => ("error-not-found", vec![path]),
            Problem::Unreadable(error) => ("error-unreadable", vec![path, ("reason", self.messages.reason(error))]),
            Problem::Damaged(how) => ("error-damaged", vec![path, packing(how)]),
            Problem::Bomb(how) => ("error-bomb", vec![path, packing(how)]),
            Problem::TooDeep => ("error-too-deep", vec![path]),
            Problem::BrokenOutlook => ("error-outlook", vec![path]),
            Problem::Window => ("error-window", vec![path]),
            Problem::TooManyMembers => ("error-too-many-members", vec![path]),
            Problem::NestedArchive => ("error-nested-archive", vec![path]),
            Problem::Encrypted => ("error-encrypted", vec![path]),
            Problem::UnknownMethod => ("error-unknown-method", vec![path]),
            Problem::TooLarge => ("error-too-large", vec![path]),
        };
        self.progress.aside(|| self.messages.tell(id, &arguments));
    }
}
