//! Charts that a screen reader can read: pictures have a title and their figures as a table, and bars are a table themselves.
//!
//! Colours are classes of the style sheet, so charts are light or dark with the page.

mod bars;
mod columns;

pub(crate) use bars::{Bar, bars};
pub(crate) use columns::{Columns, Series, columns};
