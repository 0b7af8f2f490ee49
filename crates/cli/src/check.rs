//! `tuixin check`: what there is to know about addresses, domains and hosts, looked up.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use tuixin::knowledge::Knowledge;
use tuixin_check::{Extent, Job, Report, Sending, Target, Verdict, run_all};
use tuixin_wire::Answers;

use crate::args::{Check, CheckFormat, Common, FailOn};
use crate::network::{Online, extent};
use crate::output::{ReportRows, write_json};
use crate::setup::{self, Failure, Messages};
use crate::terminal::{Page, ReportView, terminal_width};
use crate::{Outcome, interrupt};

/// How many targets are checked at the same time. Each asks a few dozen questions, and the resolvers are asked a bounded number at a time anyway.
const AT_ONCE: usize = 32;

/// One target with the checks that it takes.
struct Task {
    target: String,
    jobs: Vec<Job>,
}

/// What came of a target.
struct Answer {
    target: String,
    reports: Vec<Report>,
}

impl Answer {
    fn verdict(&self) -> Verdict {
        Verdict::sum(&self.reports)
    }
}

pub fn run(args: &Check, common: &Common, messages: &Messages) -> Result<Outcome, Failure> {
    let knowledge = Arc::new(setup::knowledge(common.knowledge.as_deref(), messages)?);
    let tasks = tasks(args, messages)?;
    interrupt::listen();
    let round = Round { args, common, messages, knowledge, tasks };
    match args.watch {
        None => round.once(),
        Some(pause) => {
            let mut before = Vec::new();
            loop {
                let answers = round.answers()?;
                let now: Vec<_> = answers.iter().map(verdicts).collect();
                if now != before {
                    writeln!(io::stdout(), "{}", humantime::format_rfc3339_seconds(SystemTime::now()))?;
                    round.show(&answers)?;
                    before = now;
                }
                let outcome = round.outcome(&answers);
                if outcome != Outcome::Problems || interrupt::sleeps(pause) {
                    return Ok(if interrupt::is_interrupted() { Outcome::Interrupted } else { outcome });
                }
            }
        }
    }
}

/// What a watcher looks at: an answer has changed when one of these has.
fn verdicts(answer: &Answer) -> Vec<(&'static str, Verdict)> {
    answer.reports.iter().map(|report| (report.check.name(), report.verdict())).collect()
}

/// The targets that were given, each with its jobs.
fn tasks(args: &Check, messages: &Messages) -> Result<Vec<Task>, Failure> {
    let extent = extent(&args.network, args.probe_recipient);
    let listed = args.file.as_deref().map(|path| lines(path, messages)).transpose()?.unwrap_or_default();
    let mut tasks = Vec::new();
    if let Some(from) = &args.from {
        let mut sending = Sending::of(from);
        sending.ip = args.ip;
        sending.helo.clone_from(&args.network.helo);
        sending.selectors.clone_from(&args.selector);
        let target = args.ip.map_or_else(|| from.clone(), |ip| format!("{from} ({ip})"));
        tasks.push(Task { target, jobs: sending.jobs() });
    }
    for text in args.targets.iter().chain(&listed) {
        tasks.push(task(text, extent, args, messages)?);
    }
    for task in &mut tasks {
        task.jobs.retain(|job| args.only.is_empty() || job.checks().iter().any(|check| args.only.contains(check)));
    }
    Ok(tasks)
}

fn task(text: &str, extent: Extent, args: &Check, messages: &Messages) -> Result<Task, Failure> {
    let target: Target = text.parse().map_err(|_| {
        messages.tell("error-no-target", &[("target", text.to_owned())]);
        Failure::Usage
    })?;
    Ok(Task { target: target.to_string(), jobs: target.jobs(extent, &args.selector) })
}

/// The lines of a file without blank ones and remarks.
fn lines(path: &Path, messages: &Messages) -> Result<Vec<String>, Failure> {
    let read = || if path.as_os_str() == "-" { io::read_to_string(io::stdin().take(MAX_FILE)) } else { fs::read_to_string(path) };
    let text = read().map_err(|error| {
        messages.tell("error-unreadable", &[("path", path.display().to_string()), ("reason", messages.reason(&error))]);
        Failure::Usage
    })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

/// How much of standard input is read for targets, in bytes.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// All targets, to be checked once or again and again.
struct Round<'a> {
    args: &'a Check,
    common: &'a Common,
    messages: &'a Messages,
    knowledge: Arc<Knowledge>,
    tasks: Vec<Task>,
}

impl Round<'_> {
    fn once(&self) -> Result<Outcome, Failure> {
        if self.args.network.dry_run {
            return self.rehearse();
        }
        let answers = self.answers()?;
        self.show(&answers)?;
        Ok(if interrupt::is_interrupted() { Outcome::Interrupted } else { self.outcome(&answers) })
    }

    /// A fresh world each time: whoever waits for a record to heal wants no remembered answer.
    fn online(&self) -> Result<Online, Failure> {
        Online::open(&self.args.network, &self.args.known, Arc::clone(&self.knowledge), self.messages)
    }

    fn answers(&self) -> Result<Vec<Answer>, Failure> {
        let online = self.online()?;
        let mut answers = Vec::new();
        for tasks in self.tasks.chunks(AT_ONCE) {
            if interrupt::is_interrupted() {
                break;
            }
            answers.extend(online.runtime.block_on(self.together(&online, tasks)));
        }
        Ok(answers)
    }

    async fn together(&self, online: &Online, tasks: &[Task]) -> Vec<Answer> {
        let mut running = tokio::task::JoinSet::new();
        for (place, task) in tasks.iter().enumerate() {
            let (ground, jobs, target) = (online.ground.clone(), task.jobs.clone(), task.target.clone());
            running.spawn(async move { (place, Answer { target, reports: run_all(&ground, jobs).await }) });
        }
        let mut answers = running.join_all().await;
        answers.sort_by_key(|(place, _)| *place);
        let wanted = |report: &Report| self.args.only.is_empty() || self.args.only.contains(&report.check);
        let answers = answers.into_iter().map(|(_, answer)| answer);
        answers.map(|answer| Answer { reports: answer.reports.into_iter().filter(wanted).collect(), ..answer }).collect()
    }

    fn show(&self, answers: &[Answer]) -> Result<(), Failure> {
        let texts = setup::texts(self.common.knowledge.as_deref(), self.messages.language(), self.messages)?;
        match self.args.format {
            CheckFormat::Text => {
                let page = Page::new(setup::screen(self.common.color), terminal_width());
                let mut view = ReportView::new(page, &texts, self.args.verbose);
                for answer in answers {
                    view.target(&answer.target, answer.verdict(), &answer.reports)?;
                }
                view.finish()?;
            }
            CheckFormat::Json => {
                let mut out = BufWriter::new(io::stdout().lock());
                let answers: Vec<_> = answers.iter().map(|answer| Answers::of(&answer.target, &answer.reports, &texts)).collect();
                write_json(&mut out, &answers)?;
                writeln!(out)?;
                out.flush()?;
            }
            CheckFormat::Csv => {
                let mut rows = ReportRows::new(BufWriter::new(io::stdout().lock()))?;
                for answer in answers {
                    rows.target(&answer.target, &answer.reports, &texts)?;
                }
                rows.finish()?;
            }
        }
        Ok(())
    }

    fn outcome(&self, answers: &[Answer]) -> Outcome {
        outcome(answers.iter().flat_map(|answer| &answer.reports), self.args.fail_on)
    }

    /// Lists what would be asked, and asks nothing.
    fn rehearse(&self) -> Result<Outcome, Failure> {
        let online = self.online()?;
        for task in &self.tasks {
            let asked: Vec<Job> = task.jobs.iter().filter(|job| !job.connects()).cloned().collect();
            online.runtime.block_on(run_all(&online.ground, asked));
        }
        let jobs: Vec<Job> = self.tasks.iter().flat_map(|task| task.jobs.iter().cloned()).collect();
        let mut out = io::stdout().lock();
        for line in online.rehearsed(&jobs).unwrap_or_default() {
            writeln!(out, "{line}")?;
        }
        self.messages.hint("hint-dry-run");
        Ok(Outcome::Complete)
    }
}

/// What the exit code tells of some reports.
fn outcome<'r>(reports: impl Iterator<Item = &'r Report>, fail_on: FailOn) -> Outcome {
    let verdicts: Vec<Verdict> = reports.map(Report::verdict).collect();
    let is_problem = |verdict: &Verdict| *verdict == Verdict::Failed || (fail_on == FailOn::Warning && *verdict == Verdict::Warning);
    if verdicts.iter().any(is_problem) {
        Outcome::Problems
    } else if verdicts.is_empty() || verdicts.contains(&Verdict::Unknown) {
        Outcome::Uncertain
    } else {
        Outcome::Complete
    }
}
