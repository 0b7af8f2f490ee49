//! Passwords of people: kept as argon2id with the parameters that RFC 9106 section 4 recommends where memory is scarce.

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// How long a password is at least, in characters (NIST SP 800-63B section 3.1.1.2 asks for as many where it stands alone).
pub const LEAST_PASSWORD: usize = 12;

/// How long a password may be, in bytes, so that nobody keeps the server busy with hashing.
const LONGEST_PASSWORD: usize = 1024;

/// A password that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordError {
    /// It is too short.
    Short,
    /// It is too long.
    Long,
    /// There is no chance to be had from the system, or no memory.
    System,
}

impl fmt::Display for PasswordError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PasswordError::Short => write!(out, "a password needs at least {LEAST_PASSWORD} characters"),
            PasswordError::Long => write!(out, "a password has at most {LONGEST_PASSWORD} bytes"),
            PasswordError::System => out.write_str("the password could not be hashed"),
        }
    }
}

impl std::error::Error for PasswordError {}

/// 64 MiB, three passes, one lane.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64 * 1024, 3, 1, None).unwrap_or_default())
}

/// What is kept of a password (the PHC string). It takes a moment and 64 MiB by design; do not run it where others wait.
///
/// # Errors
///
/// A password that is too short or too long.
pub fn hash_password(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < LEAST_PASSWORD {
        return Err(PasswordError::Short);
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(PasswordError::Long);
    }
    let hash = argon2().hash_password(password.as_bytes()).map_err(|_| PasswordError::System)?;
    Ok(hash.to_string())
}

/// Whether a password is the one of which this was kept. Without anything kept it takes as long, so that nobody learns which names there are.
pub fn is_password(password: &str, kept: Option<&str>) -> bool {
    const NOBODYS: &str = "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    if password.len() > LONGEST_PASSWORD {
        return false;
    }
    let Ok(hash) = PasswordHash::new(kept.unwrap_or(NOBODYS)) else { return false };
    argon2().verify_password(password.as_bytes(), &hash).is_ok() && kept.is_some()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_not_kept() {
        let kept = hash_password("correct horse battery").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        assert_ne!(kept, hash_password("correct horse battery").unwrap());
        assert!(is_password("correct horse battery", Some(&kept)));
        assert!(!is_password("correct horse batterY", Some(&kept)));
        assert!(!is_password("correct horse battery", None));
        assert!(!is_password("correct horse battery", Some("no hash")));
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert_eq!(hash_password("short"), Err(PasswordError::Short));
        assert_eq!(hash_password(&"x".repeat(1025)), Err(PasswordError::Long));
        assert!(hash_password("十二个汉字也够长的密码了").is_ok());
    }
}
