//! Notices read from mails and texts.
