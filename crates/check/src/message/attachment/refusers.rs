//! Who refuses which files (`knowledge/check/attachments.toml`).

use serde::Deserialize;

use crate::report::Verdict;

/// What is known of those who refuse files.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Refusers {
    pub packed: Vec<String>,
    pub archives: Vec<String>,
    pub trusted: Vec<String>,
    pub macros: Vec<String>,
    pub provider: Vec<Refuser>,
}

/// A provider, or a gateway that many run.
#[derive(Debug, Deserialize)]
pub(super) struct Refuser {
    pub provider: Option<String>,
    pub shown: String,
    extensions: Vec<String>,
    #[serde(default)]
    in_archives: bool,
    #[serde(default)]
    pub refuses_nested_encrypted: bool,
    pub most_files: Option<usize>,
}

impl Refuser {
    pub fn is(&self, provider: Option<&str>) -> bool {
        provider.is_some() && self.provider.as_deref() == provider
    }
}

impl Refusers {
    /// Who refuses files with this ending, as they are shown, and how grave that is for mail to a provider; none where nobody does.
    pub fn of(&self, extension: &str, is_in_archive: bool, provider: Option<&str>) -> Option<(Verdict, String)> {
        let refuses =
            |refuser: &&Refuser| (!is_in_archive || refuser.in_archives) && refuser.extensions.iter().any(|known| known == extension);
        self.shown(refuses, provider)
    }

    /// The same for those who share some other property.
    pub fn shown(&self, refuses: impl Fn(&&Refuser) -> bool, provider: Option<&str>) -> Option<(Verdict, String)> {
        let refusing: Vec<&Refuser> = self.provider.iter().filter(refuses).collect();
        if let Some(own) = refusing.iter().find(|refuser| refuser.is(provider)) {
            return Some((Verdict::Failed, own.shown.clone()));
        }
        let names: Vec<&str> = refusing.iter().map(|refuser| refuser.shown.as_str()).collect();
        (!names.is_empty()).then(|| (Verdict::Warning, names.join(", ")))
    }

    /// Whether anybody refuses files with this ending: they are programs or what starts some.
    pub fn is_program(&self, extension: &str) -> bool {
        self.provider.iter().any(|refuser| refuser.extensions.iter().any(|known| known == extension))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let refusers: Refusers = crate::facts::read("check/attachments.toml").unwrap();
        let is_lower = |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
        assert!(refusers.provider.iter().flat_map(|refuser| &refuser.extensions).chain(&refusers.packed).all(is_lower));
        let knowledge = tuixin::knowledge::Knowledge::embedded();
        for provider in refusers.provider.iter().filter_map(|refuser| refuser.provider.as_deref()) {
            assert!(knowledge.providers().iter().any(|known| known.id == provider), "{provider}");
        }
    }
}
