//! What the name of a file says about it.

use super::refusers::Refusers;

/// The endings of a name from the last to the first, in lower case. Windows drops dots and blanks at the end, so they hide nothing.
pub(super) fn extensions(name: &str) -> Vec<String> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let base = base.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '"');
    let mut pieces: Vec<&str> = base.split('.').skip(1).map(str::trim).collect();
    pieces.reverse();
    pieces.into_iter().map(str::to_lowercase).collect()
}

/// The ending that says what a file is: behind it stand only those of packing.
pub(super) fn telling<'n>(extensions: &'n [String], refusers: &Refusers) -> Option<&'n str> {
    let is_packing = |extension: &&String| refusers.packed.contains(extension);
    extensions.iter().find(|extension| !is_packing(extension)).or(extensions.first()).map(String::as_str)
}

/// Whether a name wears an ending that people trust in front of that of a program.
pub(super) fn is_disguised(extensions: &[String], refusers: &Refusers) -> bool {
    matches!(extensions, [last, before, ..] if refusers.is_program(last) && refusers.trusted.contains(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::read;

    #[test]
    fn names_tell_what_a_file_is() {
        let refusers: Refusers = read("check/attachments.toml").unwrap();
        for (name, expected, disguised) in [
            ("report.pdf", Some("pdf"), false),
            ("Setup.EXE", Some("exe"), false),
            ("setup.exe. ", Some("exe"), false),
            ("invoice.pdf.exe", Some("exe"), true),
            ("invoice.pdf      .exe", Some("exe"), true),
            ("a/b.c/setup.exe.gz", Some("exe"), false),
            ("data.gz", Some("gz"), false),
            ("v1.2.tar.gz", Some("tar"), false),
            ("jquery.min.js", Some("js"), false),
            ("发票.doc.scr", Some("scr"), true),
            ("README", None, false),
            (".bashrc", None, false),
            ("", None, false),
        ] {
            let found = extensions(name);
            assert_eq!(telling(&found, &refusers), expected, "{name}");
            assert_eq!(is_disguised(&found, &refusers), disguised, "{name}");
        }
    }
}
