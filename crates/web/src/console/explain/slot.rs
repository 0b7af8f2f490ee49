//! Parts of an answer that are filled in while checks go on.
//!
//! An answer is written once, with holes; what stands in them changes.
//! A hole is a comment of HTML, which no escaped text can look like.

use maud::{Markup, PreEscaped, html};

const OPENS: &str = "<!--slot ";
const CLOSES: &str = "-->";

/// The place of a part in an answer.
pub(super) fn hole(number: usize) -> Markup {
    html! { div.slot id=(element(number)) { (PreEscaped(format!("{OPENS}{number}{CLOSES}"))) } }
}

/// The name of the element that holds a part.
pub(super) fn element(number: usize) -> String {
    format!("slot-{number}")
}

/// The answer with its parts in their places.
pub(super) fn filled<'a>(body: &str, content: impl Fn(usize) -> Option<&'a str>) -> String {
    let mut whole = String::with_capacity(body.len());
    let mut pieces = body.split(OPENS);
    whole.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (number, rest) = piece.split_once(CLOSES).unwrap_or(("", piece));
        whole.push_str(number.parse().ok().and_then(&content).unwrap_or_default());
        whole.push_str(rest);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_into_their_holes_and_words_cannot_make_one() {
        let body = html! { p { "<!--slot 0-->" } (hole(1)) }.into_string();
        let whole = filled(&body, |number| ["a", "b"].get(number).copied());
        assert_eq!(whole, "<p>&lt;!--slot 0--&gt;</p><div class=\"slot\" id=\"slot-1\">b</div>");
    }
}
