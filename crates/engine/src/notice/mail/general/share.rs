//! Whose words are whose in a paragraph that speaks of several recipients: `Your mail to bob@example.com was refused because the user is unknown. Your mail to eve@example.net …`.
//!
//! Who is given the words of another one is called dead for him, so each gets the part that begins with his address, where the parts tell reasons of their own.

use std::ops::Range;

use super::sense::{Senses, senses_of};
use crate::evidence::holds_a_code;
use crate::notice::address::{self, mentions};

/// How many addresses of one paragraph are told from each other.
pub(super) const MAX_PARTS: usize = 64;

/// The part of `text` that is about `recipient`, where `is_recipient` says which addresses share it; the whole where they share all of it.
pub(super) fn part_of(text: &str, recipient: &str, is_recipient: impl Fn(&str) -> bool) -> Range<usize> {
    let whole = 0..text.len();
    let mut named: Vec<(String, Range<usize>)> = Vec::new();
    for mention in mentions(text).filter(|mention| is_recipient(&mention.address)).take(MAX_PARTS) {
        match named.last_mut() {
            Some((last, place)) if address::is_same(last, &mention.address) => place.end = mention.place.end,
            _ => named.push((mention.address, mention.place)),
        }
    }
    let bounds: Vec<usize> = named
        .iter()
        .zip(named.iter().skip(1))
        .map(|((_, one), (_, other))| one.end + boundary(text.get(one.end..other.start).unwrap_or_default()))
        .collect();
    let starts = std::iter::once(0).chain(bounds.iter().copied());
    let ends = bounds.iter().copied().chain([text.len()]);
    let parts: Vec<Range<usize>> = starts.zip(ends).map(|(start, end)| start..end).collect();
    let tells: Vec<bool> = parts
        .iter()
        .zip(&named)
        .map(|(part, (_, place))| {
            let of = |range: Range<usize>| text.get(range).unwrap_or_default();
            tells(of(part.clone())) || senses_of(of(place.end..part.end)).any(Senses::FAILED | Senses::DELAYED)
        })
        .collect();
    if tells.iter().filter(|tells| **tells).count() < 2 {
        return whole;
    }
    let Some(own) = named.iter().position(|(address, _)| address::is_same(address, recipient)) else { return whole };
    // `bob@example.com, carol@example.com (user unknown)`: whose part tells nothing shares the next one that does.
    let Some(last) = (own..parts.len()).find(|at| tells.get(*at) == Some(&true)) else { return whole };
    match (parts.get(own), parts.get(last)) {
        (Some(own), Some(last)) => own.start..last.end,
        _ => whole,
    }
}

/// Where what stands between two addresses turns from the one to the other: behind the last sentence, otherwise the last line, otherwise the last comma.
fn boundary(between: &str) -> usize {
    let behind = |signs: &[&str]| signs.iter().filter_map(|sign| between.rfind(sign).map(|at| at + sign.len())).max();
    behind(&[". ", ".\n", "! ", "? ", ";", "。", "；", "！"])
        .or_else(|| behind(&["\n"]))
        .or_else(|| behind(&[",", "，", "、"]))
        .unwrap_or(between.len())
}

fn tells(part: &str) -> bool {
    senses_of(part).any(Senses::REASON) || holds_a_code(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_recipient_has_its_part() {
        let check = |text: &str, expected: [&str; 2]| {
            let part = |recipient| text.get(part_of(text, recipient, |address| !address.starts_with("ann@"))).unwrap_or_default().trim();
            assert_eq!([part("bob@example.com"), part("eve@example.net")], expected, "{text}");
        };
        check(
            "Your mail to bob@example.com failed: user unknown. Your mail to eve@example.net failed: mailbox full.",
            ["Your mail to bob@example.com failed: user unknown.", "Your mail to eve@example.net failed: mailbox full."],
        );
        check(
            "bob@example.com（用户不存在）；eve@example.net（邮箱已满）",
            ["bob@example.com（用户不存在）；", "eve@example.net（邮箱已满）"],
        );
        check(
            ">>> RCPT TO:<bob@example.com>\n<<< 550 no\n>>> RCPT TO:<eve@example.net>\n<<< 552 full",
            [">>> RCPT TO:<bob@example.com>\n<<< 550 no", ">>> RCPT TO:<eve@example.net>\n<<< 552 full"],
        );
        let shared = "Your mail to bob@example.com and eve@example.net from ann@example.cn failed: timed out.";
        check(shared, [shared, shared]);
        let three = "bob@example.com, carol@example.com (user unknown), eve@example.net (mailbox full)";
        check(three, ["bob@example.com, carol@example.com (user unknown),", "eve@example.net (mailbox full)"]);
    }
}
