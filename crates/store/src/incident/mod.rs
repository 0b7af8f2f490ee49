//! Failures that share a cause, a remote provider and an own side, grouped as they come.
