//! Scores the diagnosis of bare replies against labels.
//!
//! `cargo run --release -p tuixin-cli --example score_replies -- FILE [--show] [--right PERCENT] [--condemned PERCENT] [--unspecified PERCENT]`
//!
//! A line of FILE is: accepted causes separated by `|`, best first; a tab; the reply.
//! Prints how many are right, how many are condemned (`suppress: now` where no accepted cause has it) and how many are left `unspecified` where a cause is accepted.
//! Exits with 1 when a figure misses the bound given for it.

#![allow(clippy::print_stdout)]

use std::collections::HashMap;
use std::process::ExitCode;
use std::{env, fs};

use tuixin::diagnose::{Basis, Reply, Workspace, diagnose};
use tuixin::knowledge::{Knowledge, Suppress};

fn main() -> ExitCode {
    let mut bounds: HashMap<String, f64> = HashMap::new();
    let (mut file, mut show) = (None, false);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--show" => show = true,
            "--right" | "--condemned" | "--unspecified" => {
                let Some(bound) = arguments.next().and_then(|value| value.parse().ok()) else {
                    eprintln!("{argument} wants a percentage");
                    return ExitCode::from(2);
                };
                bounds.insert(argument.trim_start_matches('-').to_owned(), bound);
            }
            path => file = Some(path.to_owned()),
        }
    }
    let Some(text) = file.as_ref().and_then(|path| fs::read_to_string(path).ok()) else {
        eprintln!("expected a readable file of labelled replies");
        return ExitCode::from(2);
    };
    let knowledge = Knowledge::embedded();
    let mut workspace = Workspace::new();
    let (mut total, mut right, mut best, mut condemned, mut decidable, mut unspecified) = (0, 0, 0, 0, 0, 0);
    for (causes, reply) in text.lines().filter_map(|line| line.split_once('\t')) {
        let accepted: Vec<&str> = causes.split('|').collect();
        let diagnosis = diagnose(&knowledge, &Reply::of(reply), &mut workspace);
        let cause = diagnosis.cause.id.as_str();
        let is_right = accepted.contains(&cause);
        let may_suppress = accepted.iter().any(|name| knowledge.cause_named(name).is_some_and(|cause| cause.suppress == Suppress::Now));
        let is_condemned = diagnosis.suppress == Suppress::Now && !may_suppress;
        let wants_cause = accepted != ["unspecified"];
        total += 1;
        right += i32::from(is_right);
        best += i32::from(accepted.first() == Some(&cause));
        condemned += i32::from(is_condemned);
        decidable += i32::from(wants_cause);
        unspecified += i32::from(wants_cause && cause == "unspecified");
        if show && (!is_right || is_condemned) {
            let by = match diagnosis.basis {
                Some(Basis::Rule { rule, span }) => format!("{} {:?}", rule.id, span.of(reply)),
                other => format!("{other:?}"),
            };
            println!("{}{cause} ({by}) for {causes}: {reply}", if is_condemned { "CONDEMNED " } else { "" });
        }
    }
    let percent = |count: i32, of: i32| 100.0 * f64::from(count) / f64::from(of.max(1));
    let figures =
        [("right", percent(right, total)), ("condemned", percent(condemned, total)), ("unspecified", percent(unspecified, decidable))];
    println!("replies      {total}");
    println!("best         {:6.2} %", percent(best, total));
    let mut missed = total == 0;
    for (name, value) in figures {
        let bound = bounds.get(name);
        let misses = bound.is_some_and(|bound| if name == "right" { value < *bound } else { value > *bound });
        missed |= misses;
        println!("{name:12} {value:6.2} %{}", if misses { format!("  MISSES {}", bound.unwrap_or(&0.0)) } else { String::new() });
    }
    ExitCode::from(u8::from(missed))
}
