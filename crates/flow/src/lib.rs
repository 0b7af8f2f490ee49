//! From where bounces come to where diagnoses rest, acknowledged from end to end.

pub mod demo;
