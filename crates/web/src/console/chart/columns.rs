//! How often something was, step of time by step of time, as stacked columns.

use maud::{Markup, html};
use tuixin::advice::Texts;

/// The picture's own measures.
const WIDTH: u64 = 1000;
const HEIGHT: u64 = 220;
/// Room for the figures at the left and the times below.
const LEFT: u64 = 64;
const BELOW: u64 = 36;
const ABOVE: u64 = 16;
/// How wide a time is written.
const ROOM: u64 = 110;
/// How many times are written below.
const MOST_TIMES: usize = 6;

/// One kind of thing that is counted.
pub(crate) struct Series {
    pub name: String,
    /// Its class in the style sheet.
    pub class: &'static str,
    /// How often it was in each step.
    pub counts: Vec<u64>,
}

/// What a chart shows.
pub(crate) struct Columns<'c> {
    /// A name for its elements that no other chart of the page has.
    pub id: &'c str,
    pub title: &'c str,
    /// What there is to see, in a sentence.
    pub told: &'c str,
    /// When each step begins.
    pub times: Vec<String>,
    pub series: Vec<Series>,
}

/// Writes the chart.
pub(crate) fn columns(texts: &Texts, chart: &Columns<'_>) -> Markup {
    let sums: Vec<u64> = (0..chart.times.len()).map(|at| chart.series.iter().filter_map(|series| series.counts.get(at)).sum()).collect();
    let top = nice(sums.iter().copied().max().unwrap_or(0));
    let (title, told) = (format!("{}-title", chart.id), format!("{}-told", chart.id));
    html! {
        figure.chart {
            svg viewBox=(format!("0 0 {WIDTH} {}", HEIGHT + BELOW + ABOVE)) role="img" aria-labelledby=(format!("{title} {told}")) {
                title id=(title) { (chart.title) }
                desc id=(told) { (chart.told) }
                @for (share, figure) in [(0, top), (1, top / 2), (2, 0)] {
                    @let y = ABOVE + HEIGHT * share / 2;
                    line.axis x1=(LEFT) x2=(WIDTH) y1=(y) y2=(y) {}
                    text x=(LEFT - 8) y=(y + 5) text-anchor="end" { (figure) }
                }
                @for at in 0..chart.times.len() { (column(chart, at, top)) }
                (times(&chart.times))
            }
            @if chart.series.len() > 1 {
                ul.legend { @for series in &chart.series { li.(series.class) { span.swatch {} (series.name) } } }
            }
            (table(texts, chart))
        }
    }
}

fn column(chart: &Columns<'_>, at: usize, top: u64) -> Markup {
    let steps = chart.times.len().max(1) as u64;
    let (x, next) = (place(at, steps), place(at + 1, steps));
    let width = (next - x).saturating_sub(2).max(1);
    let mut below = 0;
    let mut parts = Vec::new();
    for series in &chart.series {
        let count = series.counts.get(at).copied().unwrap_or(0);
        let (from, to) = (scaled(below, top), scaled(below + count, top));
        below += count;
        if from < to {
            parts.push((series.class, ABOVE + HEIGHT - to, to - from));
        }
    }
    html! { @for (class, y, height) in parts { rect.bar-part.(class) x=(x) y=(y) width=(width) height=(height) {} } }
}

fn place(at: usize, steps: u64) -> u64 {
    LEFT + (WIDTH - LEFT) * at as u64 / steps
}

fn scaled(count: u64, top: u64) -> u64 {
    u64::try_from(u128::from(count) * u128::from(HEIGHT) / u128::from(top.max(1))).unwrap_or(HEIGHT)
}

fn times(times: &[String]) -> Markup {
    let every = times.len().div_ceil(MOST_TIMES).max(1);
    let steps = times.len().max(1) as u64;
    // What would run over the edge is left out.
    let shown = times.iter().enumerate().step_by(every).map(|(at, time)| (place(at, steps), time)).filter(|(x, _)| x + ROOM <= WIDTH);
    html! { @for (x, time) in shown { text.time x=(x) y=(ABOVE + HEIGHT + BELOW - 8) { (time) } } }
}

fn table(texts: &Texts, chart: &Columns<'_>) -> Markup {
    html! {
        details {
            summary { (texts.say("web-chart-table", &[])) }
            div.scroll tabindex="0" role="group" aria-label=(chart.title) {
                table {
                    thead {
                        tr { th scope="col" { (texts.say("web-chart-when", &[])) } @for series in &chart.series { th scope="col" { (series.name) } } }
                    }
                    tbody {
                        @for (at, time) in chart.times.iter().enumerate() {
                            tr { th scope="row" { (time) } @for series in &chart.series { td { (series.counts.get(at).copied().unwrap_or(0)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// The next round number whose half is whole.
fn nice(most: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for step in [2, 4, 6, 10] {
            if most <= power.saturating_mul(step) {
                return power.saturating_mul(step);
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_at_the_edge_are_round() {
        for (most, expected) in [(0, 2), (2, 2), (3, 4), (7, 10), (11, 20), (41, 60), (99, 100), (1234, 2000), (u64::MAX, u64::MAX)] {
            assert_eq!(nice(most), expected, "{most}");
        }
    }

    #[test]
    fn a_chart_of_nothing_and_one_of_much_stay_in_their_frame() {
        for counts in [vec![], vec![0, 0], vec![u64::MAX, 1]] {
            let times = counts.iter().map(|_| "08:00".to_owned()).collect();
            let series = vec![Series { name: "not delivered".to_owned(), class: "lasting", counts }];
            let chart = Columns { id: "c", title: "t", told: "d", times, series };
            let drawn = columns(&Texts::embedded(tuixin::advice::Language::English), &chart).into_string();
            let tall = format!("height=\"{}\"", HEIGHT + 1);
            assert!(drawn.starts_with("<figure") && !drawn.contains(&tall), "{drawn}");
        }
    }
}
