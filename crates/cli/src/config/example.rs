//! The commented example, written from the table of keys.

use super::keys::KEYS;

const HEAD: &str = "\
# The configuration of tuixin serve. Every key may be left out; shown is what holds then, or, behind #, an example.
# Each key is also an environment variable: server.listen is TUIXIN_SERVER_LISTEN. The environment wins.
# Look it over with: tuixin config check
";

/// The text of the example.
pub fn text() -> String {
    let mut text = HEAD.to_owned();
    let mut section = "";
    for key in KEYS {
        let (of, name) = key.path.rsplit_once('.').unwrap_or(("", key.path));
        if of != section {
            section = of;
            text.push_str(&format!("\n[{section}]\n"));
        } else {
            text.push('\n');
        }
        key.meaning.lines().for_each(|line| text.push_str(&format!("# {line}\n")));
        let mark = if key.is_example { "# " } else { "" };
        text.push_str(&format!("{mark}{name} = {}\n", key.shown));
    }
    text
}
