//! New tokens.

use ring::rand::{SecureRandom, SystemRandom};

use super::guard::Scope;

/// The scopes in the form in which they are kept.
pub fn text_of_scopes(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
}

/// What every token begins with, so that one that was published by mistake is found.
const MARK: &str = "tuixin_";

/// A new secret: 256 bits of chance, behind a mark by which it is recognised.
///
/// # Errors
///
/// The system has no chance to give.
pub fn new_secret() -> Result<String, ring::error::Unspecified> {
    Ok(format!("{MARK}{}", random_hex::<32>()?))
}

/// So many bytes of chance, as hexadecimal digits.
pub(crate) fn random_hex<const BYTES: usize>() -> Result<String, ring::error::Unspecified> {
    let mut bytes = [0_u8; BYTES];
    SystemRandom::new().fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::guard::Scopes;
    use super::*;

    #[test]
    fn scopes_are_read_as_they_are_kept() {
        let text = text_of_scopes(&[Scope::Explain, Scope::Write]);
        assert_eq!(text, "explain write");
        assert_eq!(text.parse::<Scopes>().unwrap(), Scopes::from(Scope::Explain) | Scopes::from(Scope::Write));
    }

    #[test]
    fn no_secret_comes_twice() {
        let (one, other) = (new_secret().unwrap(), new_secret().unwrap());
        assert!(one.starts_with(MARK) && one.len() == MARK.len() + 64);
        assert_ne!(one, other);
    }
}
