//! What charts show, from the counts by the hour.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use crate::database::{Transaction, Value, count};
use crate::error::StoreError;
use crate::query::page::bounded_limit;
use crate::rollup::{beginning, hour};
use crate::store::Store;

/// How many points a chart has at most; more than anybody can see.
const BUCKETS: i64 = 2_000;

/// What a list of the most frequent is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dimension {
    /// Causes.
    Cause,
    /// Providers that spoke.
    Provider,
    /// Addresses of ours.
    SendingIp,
}

impl Dimension {
    fn name(self) -> &'static str {
        match self {
            Dimension::Cause => "cause",
            Dimension::Provider => "provider",
            Dimension::SendingIp => "sending-ip",
        }
    }
}

/// How many deliveries there were in one step of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// When the step begins.
    pub at: Timestamp,
    /// By what became of them.
    pub actions: BTreeMap<String, u64>,
    /// By who has to act.
    pub parties: BTreeMap<String, u64>,
}

/// The hours from one to before another one, in steps of so many hours.
struct Span {
    from: i64,
    to: i64,
    step: i64,
}

struct Asked {
    dimension: Dimension,
    span: Span,
    limit: usize,
}

impl Store {
    /// How many deliveries there were, step by step from one moment to before another one, the steps without any among them.
    ///
    /// Steps are whole hours and begin with the hour of `from`; they are widened where there would be too many of them.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn rate(&self, from: Timestamp, to: Timestamp, step: Duration) -> Result<Vec<Bucket>, StoreError> {
        let span = span(from, to, step);
        self.read(span, |transaction, span| Box::pin(rate(transaction, span))).await
    }

    /// The most frequent values from one moment to before another one, by whole hours.
    ///
    /// # Errors
    ///
    /// The database does not answer.
    pub async fn top(&self, dimension: Dimension, from: Timestamp, to: Timestamp, limit: usize) -> Result<Vec<(String, u64)>, StoreError> {
        let asked = Asked { dimension, span: span(from, to, Duration::ZERO), limit: bounded_limit(limit) };
        self.read(asked, |transaction, asked| Box::pin(top(transaction, asked))).await
    }
}

fn span(from: Timestamp, to: Timestamp, step: Duration) -> Span {
    // An hour that has begun counts.
    let last = Timestamp::from_millisecond(to.as_millisecond().saturating_sub(1)).unwrap_or(to);
    let (from, to) = (hour(from), hour(last) + 1);
    let asked = i64::try_from(step.as_secs().div_ceil(3600)).unwrap_or(i64::MAX);
    let least = (to - from).max(0) / BUCKETS + 1;
    Span { from, to, step: asked.max(least) }
}

async fn rate(transaction: &mut Transaction<'_>, span: &Span) -> Result<Vec<Bucket>, StoreError> {
    let steps = (span.from..span.to).step_by(usize::try_from(span.step).unwrap_or(usize::MAX));
    let bucket = |hour| Bucket { at: beginning(hour), actions: BTreeMap::new(), parties: BTreeMap::new() };
    let mut buckets: Vec<Bucket> = steps.map(bucket).collect();
    let sql = "SELECT dimension, (hour - $1) / $2, value, CAST(sum(count) AS BIGINT) FROM rollup \
               WHERE dimension IN ('action', 'party') AND hour >= $1 AND hour < $3 GROUP BY 1, 2, 3";
    for mut row in transaction.query(sql, &[span.from.into(), span.step.into(), span.to.into()]).await? {
        let (dimension, number): (String, u64) = (row.take()?, row.take()?);
        let bucket = usize::try_from(number).ok().and_then(|number| buckets.get_mut(number));
        let Some(bucket) = bucket else { continue };
        let counts = if dimension == "action" { &mut bucket.actions } else { &mut bucket.parties };
        counts.insert(row.take()?, row.take()?);
    }
    Ok(buckets)
}

async fn top(transaction: &mut Transaction<'_>, asked: &Asked) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = "SELECT value, CAST(sum(count) AS BIGINT) FROM rollup WHERE dimension = $1 AND hour >= $2 AND hour < $3 \
               GROUP BY value ORDER BY 2 DESC, value LIMIT $4";
    let values: [Value; 4] = [asked.dimension.name().into(), asked.span.from.into(), asked.span.to.into(), count(asked.limit)];
    let rows = transaction.query(sql, &values).await?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_that_have_begun_count_and_steps_are_widened() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let day = span(at("2026-03-01T00:30:00Z"), at("2026-03-02T00:00:00Z"), Duration::from_secs(5400));
        assert_eq!((day.to - day.from, day.step), (24, 2));
        let decade = span(at("2016-03-01T00:00:00Z"), at("2026-03-01T00:00:01Z"), Duration::ZERO);
        assert!((decade.to - decade.from) / decade.step <= BUCKETS);
        let backwards = span(at("2026-03-02T00:00:00Z"), at("2026-03-01T00:00:00Z"), Duration::ZERO);
        assert!(backwards.to <= backwards.from);
    }
}
