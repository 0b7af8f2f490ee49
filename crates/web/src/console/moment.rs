//! Moments on a page: in UTC as they are written, in the visitor's own time where a script runs.

use jiff::Timestamp;
use maud::{Markup, html};

pub(crate) fn moment(at: Timestamp) -> Markup {
    html! { time datetime=(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()) { (at.strftime("%Y-%m-%d %H:%M").to_string()) " UTC" } }
}

/// The hour of a day, for the axis of a chart.
pub(crate) fn hour(at: Timestamp) -> String {
    at.strftime("%m-%d %H:00").to_string()
}

/// A day, for the axis of a chart.
pub(crate) fn day(at: Timestamp) -> String {
    at.strftime("%m-%d").to_string()
}
