//! The conditions of one statement, put together from those that were asked for.

use std::fmt::Write as _;

use jiff::Timestamp;

use crate::database::Value;
use crate::query::page::Cursor;

/// Conditions and their values, whose numbers go on from one to the next.
#[derive(Clone, Default)]
pub(crate) struct Conditions {
    sql: String,
    pub values: Vec<Value>,
}

impl Conditions {
    /// One more: a left side with its comparison, and the value on the right. The text is ours, never somebody's input.
    pub fn add(&mut self, left: &str, value: impl Into<Value>) {
        let place = self.value(value);
        self.and(&format!("{left} {place}"));
    }

    /// Rows at or behind a moment and before another one.
    pub fn between(&mut self, column: &str, from: Option<Timestamp>, to: Option<Timestamp>) {
        if let Some(from) = from {
            self.add(&format!("{column} >="), from);
        }
        if let Some(to) = to {
            self.add(&format!("{column} <"), to);
        }
    }

    /// Rows behind a mark, in a list whose newest rows come first.
    pub fn behind(&mut self, at: &str, id: &str, cursor: &Cursor) {
        let (time, name) = (self.value(cursor.at), self.value(cursor.id));
        self.and(&format!("({at}, {id}) < ({time}, {name})"));
    }

    /// Takes a value in, and gives the place at which the statement names it.
    pub fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    pub fn and(&mut self, condition: &str) {
        let link = if self.sql.is_empty() { "WHERE" } else { "AND" };
        // Writing to a string does not fail.
        let _ = write!(self.sql, " {link} {condition}");
    }

    /// The conditions so far, with the word before them.
    pub fn sql(&self) -> &str {
        &self.sql
    }
}
