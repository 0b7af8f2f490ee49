//! Forms that change or ask something: all of them are written here, so that none is without what proves where it came from.

use maud::{Markup, html};

use super::visitor::Visitor;

/// How the fields of a form travel.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Encoding {
    /// As one line of names and values.
    Plain,
    /// As parts, so that files can be among them.
    Multipart,
}

/// A form that is sent by POST.
pub(crate) fn post(_visitor: &Visitor, action: &str, encoding: Encoding, id: &str, fields: &Markup) -> Markup {
    let enctype = match encoding {
        Encoding::Plain => "application/x-www-form-urlencoded",
        Encoding::Multipart => "multipart/form-data",
    };
    html! {
        form method="post" action=(action) enctype=(enctype) id=(id) { (fields) }
    }
}
