//! What gets into an address on its way from a page, a table or an input method, and the address without it.

/// What did not belong to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Stray {
    /// Characters that cannot be seen: zero-width blanks and joiners, marks of direction.
    Invisible,
    /// Full-width characters of an East Asian input method: `＠`, `．`.
    FullWidth,
    /// Blanks, tabs and line breaks.
    Blank,
    /// Brackets, quotes, `mailto:`, a name in front, a comma behind.
    Wrapping,
    /// A dot at the end.
    FinalDot,
    /// A comma where a dot belongs.
    Comma,
}

impl Stray {
    /// The text that tells it.
    pub fn text(self) -> &'static str {
        match self {
            Stray::Invisible => "address-invisible",
            Stray::FullWidth => "address-full-width",
            Stray::Blank => "address-blank",
            Stray::Wrapping => "address-wrapped",
            Stray::FinalDot => "address-final-dot",
            Stray::Comma => "address-comma",
        }
    }
}

/// An address without what does not belong to it.
#[derive(Debug)]
pub(super) struct Cleaned {
    pub address: String,
    pub strays: Vec<Stray>,
    /// Characters that cannot be seen, by their numbers: `U+200B`.
    pub invisible: Vec<String>,
}

/// How often what was taken out may uncover something else: a comma behind a dot behind a quote.
const MOST_ROUNDS: usize = 4;

/// Takes out what does not belong to an address.
pub(super) fn clean(raw: &str) -> Cleaned {
    let mut cleaned = Cleaned { address: raw.to_owned(), strays: Vec::new(), invisible: Vec::new() };
    cleaned.invisible = raw.chars().filter(|c| is_invisible(*c)).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    cleaned.invisible.dedup();
    for _ in 0..MOST_ROUNDS {
        let before = cleaned.address.clone();
        cleaned.once();
        if cleaned.address == before {
            break;
        }
    }
    cleaned
}

impl Cleaned {
    fn once(&mut self) {
        self.change(Stray::Invisible, |text| text.chars().filter(|c| !is_invisible(*c)).collect());
        self.change(Stray::FullWidth, |text| text.chars().map(half_width).collect());
        self.change(Stray::Blank, |text| text.trim().to_owned());
        self.change(Stray::Wrapping, |text| unwrapped(text).to_owned());
        self.change(Stray::Blank, |text| if text.contains('"') { text.to_owned() } else { text.split_whitespace().collect() });
        self.change(Stray::Comma, comma_to_dot);
        self.change(Stray::FinalDot, |text| without_final_dot(text).to_owned());
    }

    fn change(&mut self, stray: Stray, without: impl Fn(&str) -> String) {
        let changed = without(&self.address);
        if changed != self.address {
            self.address = changed;
            if !self.strays.contains(&stray) {
                self.strays.push(stray);
            }
        }
    }
}

/// Whether a character has no width and no meaning in an address (Unicode general category Cf, and the soft hyphen).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The usual form of a full-width one (Unicode block Halfwidth and Fullwidth Forms), of the ideographic full stop and of the ideographic blank.
fn half_width(c: char) -> char {
    match c {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The address in `Name <address>`, `mailto:address?…`, quotes, or with a mark of punctuation behind.
fn unwrapped(text: &str) -> &str {
    let text = text.rsplit_once('<').map_or(text, |(_, rest)| rest.split_once('>').map_or(rest, |(inner, _)| inner));
    let is_scheme = |start: &str| start.eq_ignore_ascii_case("mailto:");
    let text =
        text.split_at_checked(7).filter(|(start, _)| is_scheme(start)).map_or(text, |(_, rest)| rest.split('?').next().unwrap_or(rest));
    let is_quote =
        |c: char| matches!(c, '\'' | '`' | '(' | ')' | '<' | '>' | '“' | '”' | '‘' | '’' | '《' | '》' | '「' | '」' | '（' | '）');
    let is_mark = |c: char| matches!(c, ',' | ';' | ':' | '!' | '?' | '、' | '，' | '；');
    let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let text = text.trim_start_matches(is_quote).trim_end_matches(|c: char| is_quote(c) || is_mark(c));
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    quoted.unwrap_or(text).trim()
}

fn without_final_dot(text: &str) -> &str {
    text.rsplit_once('@').map_or(text, |_| text.trim_end_matches('.'))
}

/// A comma in the domain is a dot that was missed by one key.
fn comma_to_dot(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((local, domain)) if domain.contains(',') && !local.contains(',') => format!("{local}@{}", domain.replace(',', ".")),
        _ => text.to_owned(),
    }
}
