//! `tuixin explain`: every input in its turn through the engine to one report.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, IsTerminal};
use std::path::Path;

use tuixin::diagnose::Workspace;
use tuixin::knowledge::{Knowledge, nearest};
use tuixin::notice::{Kind, Warning};
use tuixin::{Explanation, Mine, Options, explain_with};

use crate::Outcome;
use crate::args::{Common, Explain, Format};
use crate::input::{self, Bytes, Content, Input};
use crate::output::{Item, JsonArray, JsonLines, Report, Table};
use crate::setup::{self, Failure, Messages};
use crate::terminal::{Page, TextReport, View, terminal_width};

pub fn run(args: &Explain, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    let knowledge = setup::knowledge(common.knowledge.as_deref(), messages)?;
    let vocabulary = args.vocabulary.as_deref();
    if let Some(name) = vocabulary {
        check_vocabulary(&knowledge, name, messages)?;
    }
    let texts;
    let out = || BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let report: Box<dyn Report> = match args.format {
        Format::Json => Box::new(JsonArray::new(out(), vocabulary)),
        Format::Ndjson => Box::new(JsonLines::new(out(), vocabulary)),
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
            };
            Box::new(TextReport::new(Page::new(setup::screen(common.color), terminal_width()), view))
        }
    };
    let mut mine = Mine::default();
    args.mine.iter().cloned().for_each(|own| mine.extend(own));
    let options = Options::of(mine);
    let mut run =
        Run { args, messages, knowledge: &knowledge, options: &options, workspace: Workspace::new(), report, outcome: Outcome::Complete };
    run.all()?;
    Ok(run.outcome)
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

struct Run<'a> {
    args: &'a Explain,
    messages: &'a Messages,
    knowledge: &'a Knowledge,
    options: &'a Options,
    workspace: Workspace,
    report: Box<dyn Report + 'a>,
    outcome: Outcome,
}

impl Run<'_> {
    fn all(&mut self) -> Result<(), Failure> {
        if self.args.inputs.is_empty() {
            self.stdin()?;
        }
        for argument in &self.args.inputs {
            match Input::of(argument) {
                Ok(Input::Stdin) => self.stdin()?,
                Ok(Input::Text(text)) if text.trim().is_empty() => self.fault("error-empty-text", ""),
                Ok(Input::Text(text)) => self.named(None, &Bytes::of_text(text))?,
                Ok(Input::File(path)) => self.file(path)?,
                Ok(Input::Directory(path)) => self.directory(path)?,
                Err(error) => self.unreadable(Path::new(argument), &error),
            }
        }
        self.report.finish()?;
        Ok(())
    }

    fn stdin(&mut self) -> Result<(), Failure> {
        if io::stdin().is_terminal() {
            self.messages.hint("hint-stdin");
        }
        match Bytes::read(io::stdin().lock()) {
            Ok(bytes) if bytes.content() == Content::Empty => {
                self.outcome = Outcome::Incomplete;
                self.messages.tell("error-no-text", &[]);
            }
            Ok(bytes) => self.named(Some("-"), &bytes)?,
            Err(error) => self.unreadable(Path::new("-"), &error),
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Result<(), Failure> {
        match Bytes::of_file(path) {
            Ok(bytes) => self.named(Some(&path.to_string_lossy()), &bytes)?,
            Err(error) => self.unreadable(path, &error),
        }
        Ok(())
    }

    /// An input that was asked about by itself: what cannot be explained is a fault.
    fn named(&mut self, source: Option<&str>, bytes: &Bytes) -> Result<(), Failure> {
        let beginning = String::from_utf8_lossy(bytes.bytes.get(..MOST_OF_A_TEXT).unwrap_or(&bytes.bytes));
        let name = source.unwrap_or(&beginning);
        match bytes.content() {
            Content::Empty => self.fault("error-empty", name),
            Content::Binary => self.fault("error-binary", name),
            Content::Mail => self.explain(source, bytes)?,
            Content::Text => {
                let explanations = explain_with(self.knowledge, &bytes.bytes, self.options, &mut self.workspace);
                let is_nothing = explanations.iter().all(|explanation| explanation.format == "text" && explanation.kind == Kind::Other);
                if is_nothing {
                    self.fault("error-not-explained", name);
                }
                // A program wants an object for each input, a person has read the message.
                if !is_nothing || self.args.format != Format::Text {
                    self.report(source, bytes, explanations)?;
                }
            }
        }
        Ok(())
    }

    fn directory(&mut self, root: &Path) -> Result<(), Failure> {
        let mut found = false;
        input::walk(root, &mut |path, error| {
            let read = error.map_or_else(|| Bytes::of_file(path), Err);
            match read {
                Ok(bytes) => found |= self.found(&path.to_string_lossy(), &bytes)?,
                Err(error) => {
                    found |= path != root;
                    self.unreadable(path, &error);
                }
            }
            Ok::<(), Failure>(())
        })?;
        if !found && self.outcome == Outcome::Complete {
            self.fault("error-no-mail", &root.to_string_lossy());
        }
        Ok(())
    }

    /// A file that was found in a directory; tells whether it can be explained.
    fn found(&mut self, source: &str, bytes: &Bytes) -> Result<bool, Failure> {
        let skipped = match bytes.content() {
            Content::Mail | Content::Text => {
                self.explain(Some(source), bytes)?;
                return Ok(true);
            }
            Content::Empty => "error-empty",
            Content::Binary => "error-binary",
        };
        if self.args.verbose {
            self.messages.tell_of(skipped, source);
        }
        self.report.skipped(source)?;
        Ok(false)
    }

    fn explain(&mut self, source: Option<&str>, input: &Bytes) -> Result<(), Failure> {
        let explanations = explain_with(self.knowledge, &input.bytes, self.options, &mut self.workspace);
        self.report(source, input, explanations)
    }

    fn report(&mut self, source: Option<&str>, input: &Bytes, explanations: Vec<Explanation<'_>>) -> Result<(), Failure> {
        for mut explanation in explanations {
            if input.is_cut && !explanation.warnings.contains(&Warning::Truncated) {
                explanation.warnings.push(Warning::Truncated);
            }
            self.report.message(&Item { source, is_verbatim: input.is_verbatim, explanation: &explanation })?;
        }
        Ok(())
    }

    fn fault(&mut self, id: &str, path: &str) {
        self.outcome = Outcome::Incomplete;
        self.messages.tell_of(id, path);
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.outcome = Outcome::Incomplete;
        let path = path.display().to_string();
        match error.kind() {
            io::ErrorKind::NotFound => self.messages.tell_of("error-not-found", &path),
            _ => self.messages.tell("error-unreadable", &[("path", path), ("reason", self.messages.reason(error))]),
        }
    }
}
