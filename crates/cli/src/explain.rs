//! `tuixin explain`: every input in its turn through the engine to one report.

use std::io::{self, BufWriter, IsTerminal};
use std::path::Path;

use tuixin::diagnose::Workspace;
use tuixin::explain;
use tuixin::knowledge::Knowledge;
use tuixin::notice::Warning;

use crate::Outcome;
use crate::args::{Common, Explain, Format};
use crate::input::{self, Bytes, Content, Input};
use crate::output::{Item, JsonArray, JsonLines, Report};
use crate::setup::{self, Failure, Messages};

pub fn run(args: &Explain, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    let knowledge = setup::knowledge(common.knowledge.as_deref(), messages)?;
    let out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let vocabulary = args.vocabulary.as_deref();
    let report: Box<dyn Report> = match args.format {
        Format::Json => Box::new(JsonArray::new(out, vocabulary)),
        _ => Box::new(JsonLines::new(out, vocabulary)),
    };
    let mut run = Run { args, messages, knowledge: &knowledge, workspace: Workspace::new(), report, outcome: Outcome::Complete };
    run.all()?;
    Ok(run.outcome)
}

struct Run<'a> {
    args: &'a Explain,
    messages: &'a Messages,
    knowledge: &'a Knowledge,
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
                Ok(Input::Text(text)) => self.explain(None, &Bytes::of_text(text))?,
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
            Ok(bytes) => self.named("-", &bytes)?,
            Err(error) => self.unreadable(Path::new("-"), &error),
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Result<(), Failure> {
        match Bytes::of_file(path) {
            Ok(bytes) => self.named(&path.to_string_lossy(), &bytes)?,
            Err(error) => self.unreadable(path, &error),
        }
        Ok(())
    }

    /// An input that was given by name: what cannot be explained is a fault.
    fn named(&mut self, source: &str, bytes: &Bytes) -> Result<(), Failure> {
        match bytes.content() {
            Content::Empty => self.fault("error-empty", source),
            Content::Binary => self.fault("error-binary", source),
            Content::Mail | Content::Text => self.explain(Some(source), bytes)?,
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
        for mut explanation in explain(self.knowledge, &input.bytes, &mut self.workspace) {
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
