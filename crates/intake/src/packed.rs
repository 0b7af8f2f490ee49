//! Compressed data, gzip (RFC 1952) and Zstandard (RFC 8878), unpacked as it is read.
//!
//! A few kilobytes can say "a terabyte of zeros".
//! Everything is read in pieces and an item has its cap, so of that nothing is kept, but it takes time; so there is a bound on how much may come out of how much.
//! What has to be kept is the window, in which later data refers to earlier: 32 KiB in gzip, but in Zstandard as much as the data asks for, so there is a bound on that too.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use ruzstd::decoding::BlockDecodingStrategy::UptoBlocks;
use ruzstd::decoding::FrameDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

use crate::fault::Corrupt;

/// A way of compressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstandard,
    /// RFC 1951, as a member of an archive.
    Zip,
}

impl fmt::Display for Packing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Packing::Gzip => "gzip",
            Packing::Zstandard => "zstd",
            Packing::Zip => "zip",
        })
    }
}

/// So much may come out of anything, in bytes. Mailboxes of this size are common, and reading them takes seconds.
pub(crate) const ALWAYS_ALLOWED: u64 = 1024 * 1024 * 1024;
/// Beyond that, so many bytes may come out of one. Mails shrink to a tenth, mailboxes of thousands of equal reports to a hundredth.
pub(crate) const MAX_RATIO: u64 = 400;
/// The largest window of Zstandard data, in bytes. RFC 8878 section 3.1.1.1.2 recommends 8 MiB as the most that anybody asks for and the least that everybody gives, and that is what `zstd -19` needs; this is four times as much. Only `--ultra` and `--long` ask for more.
const MAX_WINDOW: u64 = 32 * 1024 * 1024;

/// Whether data with this beginning is compressed, and how.
pub(crate) fn packing_of(head: &[u8]) -> Option<Packing> {
    match head {
        [0x1f, 0x8b, 0x08, ..] => Some(Packing::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Packing::Zstandard),
        // A frame that may be skipped stands in front of the data in files of some programs.
        [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Packing::Zstandard),
        _ => None,
    }
}

/// Unpacks what is read.
pub(crate) fn unpack<'r>(packing: Packing, packed: impl Read + Send + 'r) -> Box<dyn Read + Send + 'r> {
    let packed = BufReader::with_capacity(64 * 1024, Taken { inner: packed, count: 0, failed: false });
    match packing {
        Packing::Gzip => Box::new(Bounded { inner: MultiGzDecoder::new(packed), packing, given: 0 }),
        Packing::Zstandard => Box::new(Bounded { inner: Frames::new(packed), packing, given: 0 }),
        Packing::Zip => Box::new(Bounded { inner: DeflateDecoder::new(packed), packing, given: 0 }),
    }
}

/// A reader that knows how much was taken from it.
struct Taken<R> {
    inner: R,
    count: u64,
    /// Whether the last error was that of the reader below, and not one of the data.
    failed: bool,
}

impl<R: Read> Read for Taken<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer);
        self.failed = read.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        self.count += *read.as_ref().unwrap_or(&0) as u64;
        read
    }
}

/// A decoder that gives back what it knows of its input.
trait Decoder: Read {
    fn packed(&self) -> (u64, bool);
}

impl<R: Read> Decoder for MultiGzDecoder<BufReader<Taken<R>>> {
    fn packed(&self) -> (u64, bool) {
        let taken = self.get_ref().get_ref();
        (taken.count, taken.failed)
    }
}

impl<R: Read> Decoder for DeflateDecoder<BufReader<Taken<R>>> {
    fn packed(&self) -> (u64, bool) {
        let taken = self.get_ref().get_ref();
        (taken.count, taken.failed)
    }
}

impl<R: Read> Decoder for Frames<BufReader<Taken<R>>> {
    fn packed(&self) -> (u64, bool) {
        (self.packed.get_ref().count, self.packed.get_ref().failed)
    }
}

/// A decoder that stops when too much comes out, and tells the faults of data from those of the system.
struct Bounded<D> {
    inner: D,
    packing: Packing,
    given: u64,
}

impl<D: Decoder> Read for Bounded<D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.inner.read(buffer) {
            Ok(read) => {
                self.given += read as u64;
                let allowed = self.inner.packed().0.saturating_mul(MAX_RATIO).max(ALWAYS_ALLOWED);
                if self.given > allowed { Err(io::Error::other(Corrupt::Bomb(self.packing))) } else { Ok(read) }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted || self.inner.packed().1 || Corrupt::is_in(&error) => Err(error),
            Err(_) => Err(io::Error::other(Corrupt::Damaged(self.packing))),
        }
    }
}

/// The frames of Zstandard data, one behind the other.
struct Frames<R> {
    packed: R,
    decoder: FrameDecoder,
    is_inside: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(packed: R) -> Frames<R> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(MAX_WINDOW);
        Frames { packed, decoder, is_inside: false }
    }

    /// Begins the next frame; false at the end of the data.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.packed) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let skipped = io::copy(&mut self.packed.by_ref().take(length.into()), &mut io::sink())?;
                    if skipped < u64::from(length) {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(FrameDecoderError::WindowSizeTooBig { .. }) => return Err(io::Error::other(Corrupt::Window)),
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.is_inside {
                self.is_inside = self.next_frame()?;
                if !self.is_inside {
                    return Ok(0);
                }
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            if self.decoder.is_finished() {
                let said = self.decoder.get_checksum_from_data();
                if said.is_some() && said != self.decoder.get_calculated_checksum() {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                self.is_inside = false;
                continue;
            }
            self.decoder.decode_blocks(&mut self.packed, UptoBlocks(1)).map_err(io::Error::other)?;
        }
    }
}
