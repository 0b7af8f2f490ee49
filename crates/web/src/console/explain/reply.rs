//! The reply as it was said, with the words that decided marked.

use std::ops::Range;

use maud::{Markup, html};
use tuixin::Span;
use tuixin::diagnose::Diagnosis;
use tuixin_wire::decisive_words;

use crate::console::shown;

/// How much of a reply is shown around the words that decided, in bytes on each side.
const AROUND: usize = 1500;

/// A reply; `decisive` are its words that decided.
pub(crate) fn show(reply: &str, decisive: Option<Span>) -> Markup {
    let decisive = decisive.map(Span::range).filter(|range| reply.get(range.clone()).is_some_and(|words| !words.is_empty()));
    let marked = decisive.clone().unwrap_or(0..0);
    let window = floor(reply, marked.start.saturating_sub(AROUND))..floor(reply, marked.end.saturating_add(AROUND));
    let piece = |range: Range<usize>| squeezed(reply.get(range).unwrap_or_default());
    html! {
        blockquote.reply dir="auto" {
            p {
                @if window.start > 0 { "… " }
                @match decisive {
                    Some(words) => {
                        (piece(window.start..words.start)) mark { (piece(words.clone())) } (piece(words.end..window.end))
                    }
                    None => (piece(window.clone())),
                }
                @if window.end < reply.len() { " …" }
            }
        }
    }
}

/// Where the words or the code stand that a diagnosis rests on; none for a code that came from elsewhere.
pub(crate) fn decisive(diagnosis: &Diagnosis<'_>, reply: &str) -> Option<Span> {
    decisive_words(diagnosis.basis.as_ref()?, diagnosis.innermost, reply)
}

/// Folded header lines leave runs of blanks behind; line breaks stay.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut last = '\0';
    for c in text.chars() {
        let c = if c == '\t' { ' ' } else { c };
        if !(c == ' ' && matches!(last, ' ' | '\n')) {
            shown::push(&mut squeezed, c);
        }
        last = c;
    }
    squeezed
}

/// The nearest place before this one that is no middle of a character.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn check(reply: &str, decisive: &str, expected: &str) {
        let start = reply.find(decisive).unwrap();
        let shown = show(reply, Some(Span::new(start, start + decisive.len()))).into_string();
        assert_eq!(shown, format!("<blockquote class=\"reply\" dir=\"auto\"><p>{expected}</p></blockquote>"));
    }

    #[test]
    fn decisive_words_are_marked_and_nothing_is_obeyed() {
        check("550 User unknown", "User unknown", "550 <mark>User unknown</mark>");
        check("550 <b>User\n    unknown</b>", "User\n    unknown", "550 &lt;b&gt;<mark>User\nunknown</mark>&lt;/b&gt;");
        check("550 用户不存在。", "不存在", "550 用户<mark>不存在</mark>。");
    }

    #[test]
    fn a_long_reply_is_cut_around_the_decisive_words() {
        let reply = format!("{}User unknown{}", "前".repeat(1000), "后".repeat(1000));
        let expected = format!("… {}<mark>User unknown</mark>{} …", "前".repeat(500), "后".repeat(500));
        check(&reply, "User unknown", &expected);
    }
}
