//! How often each of a few things is, the most frequent first.

use maud::{Markup, html};

/// One thing.
pub(crate) struct Bar {
    /// What it is called, as it stands on the page.
    pub name: Markup,
    /// How often it is.
    pub count: u64,
}

/// Writes the bars, each as long as its share of the longest.
pub(crate) fn bars(rows: &[Bar]) -> Markup {
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
    html! {
        table.bars {
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (row.name) }
                        td.length {
                            svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                                rect.bar-part width=(tenths(row.count, most)) height="8" {}
                            }
                        }
                        td.count { (row.count) }
                    }
                }
            }
        }
    }
}

/// A share in hundredths with one digit behind the point, so that the smallest can be seen.
fn tenths(count: u64, most: u64) -> String {
    let share = (u128::from(count) * 1000 / u128::from(most.max(1))).clamp(5, 1000);
    format!("{}.{}", share / 10, share % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        for (count, most, expected) in [(10, 10, "100.0"), (1, 3, "33.3"), (1, 1_000_000, "0.5"), (u64::MAX, u64::MAX, "100.0")] {
            assert_eq!(tenths(count, most), expected);
        }
    }
}
