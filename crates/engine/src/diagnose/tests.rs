//! Replies and their causes.
