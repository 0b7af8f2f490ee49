//! Advice in both languages.
