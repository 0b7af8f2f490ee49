//! Addresses that are not to be written to: who is put on a list, and why.

/// An address that was put on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suppressed {
    /// Which list.
    pub list: String,
    /// Which address, as the store keeps it.
    pub address: String,
}

/// When an address is put on a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {}
