//! Bytes looked for where they are to be expected soon: the end of a line, the colon of a field.
//!
//! `memchr` asks once what the processor can do and is reached through a pointer and two more calls, which costs as much as the few dozen bytes that are looked at here, some two hundred times for every mail.
//! What every x86-64 processor has is enough for them. For long ways, such as to the next `--` of a mail, `memchr` itself is the faster one.
//! Measured over the mails of the corpus: 2 % of the time of a diagnosis, 4 % of that of the tree of the parts.

#[cfg(not(target_arch = "x86_64"))]
pub(crate) use memchr::{memchr as find, memchr2 as find_either};

#[cfg(target_arch = "x86_64")]
pub(crate) use with_sse2::{find, find_either};

#[cfg(target_arch = "x86_64")]
mod with_sse2 {
    use memchr::arch::x86_64::sse2::memchr::{One, Two};

    /// Where a byte stands first.
    pub(crate) fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
        One::new(byte)?.find(bytes)
    }

    /// Where one of two bytes stands first.
    pub(crate) fn find_either(one: u8, other: u8, bytes: &[u8]) -> Option<usize> {
        Two::new(one, other)?.find(bytes)
    }
}
