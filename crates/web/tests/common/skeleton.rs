//! The elements of a page with the names of their attributes, read as a browser reads them (HTML, section 13.2.5), as far as our pages go.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub tag: String,
    pub attributes: Vec<String>,
}

/// All start tags of a page in their order.
pub fn skeleton(page: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(behind) = rest.strip_prefix("!--") {
            rest = behind.split_once("-->").map_or("", |(_, behind)| behind);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (element, behind) = start_tag(rest);
            // Within these a browser sees no tags but the one that ends them.
            rest = match element.tag.as_str() {
                raw @ ("textarea" | "title" | "script" | "style") => {
                    behind.split_once(&format!("</{raw}")).map_or("", |(_, behind)| behind)
                }
                _ => behind,
            };
            elements.push(element);
        }
    }
    elements
}

fn start_tag(text: &str) -> (Element, &str) {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len());
    let mut element = Element { tag: text[..end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (element, rest.strip_prefix('>').unwrap_or(rest));
        }
        let end = rest[1..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '=')).map_or(rest.len(), |at| at + 1);
        element.attributes.push(rest[..end].to_ascii_lowercase());
        rest = rest[end..].trim_start();
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            rest = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).map_or("", |(_, behind)| behind),
                _ => value.find(|c: char| c.is_whitespace() || c == '>').map_or("", |at| &value[at..]),
            };
        }
    }
}
