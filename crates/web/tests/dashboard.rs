//! The dashboard that is shipped asks for what the server counts.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod common;

use std::collections::BTreeSet;

use common::kept::server;
use serde_json::Value;
use tuixin::knowledge::Knowledge;

/// Labels that whoever collects adds.
const OF_COLLECTOR: [&str; 2] = ["job", "instance"];

/// All queries of a dashboard.
fn queries(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(query) if (name == "expr" || name == "query") && query.contains("tuixin_") => found.push(query.clone()),
                    value => queries(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| queries(item, found)),
        _ => {}
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The metrics that a query names, each with what follows it.
fn metrics(query: &str) -> Vec<(&str, &str)> {
    let starts = query.match_indices("tuixin_").map(|(at, _)| &query[at..]);
    starts.map(|rest| rest.split_at(rest.find(|c| !is_name(c)).unwrap_or(rest.len()))).collect()
}

/// The labels in the braces behind a metric, with what they are compared with.
fn selectors(rest: &str) -> Vec<(&str, &str)> {
    let inner = rest.strip_prefix('{').and_then(|rest| rest.split('}').next()).unwrap_or_default();
    let compared = inner.split("\",").filter_map(|pair| pair.split_once('='));
    compared.map(|(label, value)| (label.trim_end_matches('!'), value.trim_matches(['~', '"']))).collect()
}

/// The labels by which a query groups.
fn groups(query: &str) -> Vec<&str> {
    let lists = query.split(" by (").skip(1).filter_map(|rest| rest.split(')').next());
    lists.flat_map(|list| list.split(',')).map(str::trim).collect()
}

#[tokio::test]
async fn every_metric_and_label_of_the_dashboard_is_there() {
    let server = server().await;
    server.submit("bob@example.com").await;
    server.post("/v1/explain", &["content-type: text/plain"], "552 5.2.2 Mailbox full").await;
    // The counters of a request are written when it is answered.
    server.get("/metrics").await;
    let told = server.get("/metrics").await;
    let lines: Vec<&str> = told.text().lines().filter(|line| !line.starts_with('#')).collect();
    let labels_of = |metric: &str| -> Option<BTreeSet<&str>> {
        let mut of_metric = lines.iter().filter(|line| line.split(['{', ' ']).next() == Some(metric)).peekable();
        of_metric.peek()?;
        let inner = of_metric.filter_map(|line| line.split_once('{')?.1.split_once('}').map(|(inner, _)| inner));
        Some(inner.flat_map(|inner| inner.split("\",")).filter_map(|pair| pair.split_once('=')).map(|(label, _)| label).collect())
    };
    let knowledge = Knowledge::embedded();
    let mut asked = Vec::new();
    queries(&serde_json::from_str(include_str!("../../../packaging/grafana/tuixin.json")).unwrap(), &mut asked);
    assert!(asked.len() > 10, "{asked:?}");
    for query in &asked {
        for (metric, rest) in metrics(query) {
            let known = labels_of(metric).unwrap_or_else(|| panic!("{metric} in {query} is not counted:\n{}", told.text()));
            let selected = selectors(rest);
            let wanted = selected.iter().map(|(label, _)| *label).chain(groups(query)).filter(|label| !OF_COLLECTOR.contains(label));
            wanted.for_each(|label| assert!(known.contains(label), "{metric} has no label {label}: {query}"));
            for cause in selected.iter().filter(|(label, _)| *label == "cause").flat_map(|(_, causes)| causes.split('|')) {
                assert!(knowledge.cause_named(cause).is_some(), "no cause is called {cause}: {query}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_stored_is_counted_once() {
    let server = server().await;
    server.submit("bob@example.com").await;
    server.submit("bob@example.com").await;
    for _ in 0..2 {
        let told = server.get("/metrics").await;
        for line in [
            "tuixin_items_total{kind=\"failed\"} 1",
            "tuixin_diagnoses_total{cause=\"user-unknown\",provider=\"none\"} 1",
            "tuixin_store_up 1",
            "tuixin_flow_queue_items 0",
        ] {
            assert!(told.text().lines().any(|told| told == line), "{line} in\n{}", told.text());
        }
    }
}
