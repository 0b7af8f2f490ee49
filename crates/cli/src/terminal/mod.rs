//! What people read: pages of wrapped, coloured words.
//!
//! Everything printed here passes [`Page`], the one place that knows how wide the terminal is and that makes words from strangers harmless.

mod causes;
mod explanation;
mod forecast;
mod letters;
mod page;
mod reply;
mod reports;
mod wrap;

pub use causes::{show_cause, show_causes};
pub use explanation::{TextReport, View};
pub use forecast::show_preflight;
pub use page::{Page, terminal_width};
pub use reports::ReportView;
