//! How much may be under way: so many items, so many bytes.
//!
//! Whoever brings more waits, in the order of coming, and so does everything behind him up to the sender of the bytes.
//! An item that is larger than all the room waits until it has all of it, so one such item may be under way alone.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes are counted in pieces of this size.
const PIECE: usize = 1024;
/// What an item takes besides its bytes, in bytes.
const OVERHEAD: usize = 1024;

/// The room, shared by all who bring something.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    items: Arc<Semaphore>,
    pieces: Arc<Semaphore>,
    all_items: u32,
    all_pieces: u32,
}

/// A place in the room, left when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    _item: OwnedSemaphorePermit,
    _pieces: OwnedSemaphorePermit,
}

impl Room {
    pub fn new(items: usize, bytes: usize) -> Room {
        let all_items = u32::try_from(items.max(1)).unwrap_or(u32::MAX >> 3);
        let all_pieces = u32::try_from(bytes.div_ceil(PIECE).max(1)).unwrap_or(u32::MAX >> 3);
        Room {
            items: Arc::new(Semaphore::new(all_items as usize)),
            pieces: Arc::new(Semaphore::new(all_pieces as usize)),
            all_items,
            all_pieces,
        }
    }

    /// Waits for room; none when there will be no more.
    pub async fn enter(&self, bytes: usize) -> Option<Place> {
        let item = Arc::clone(&self.items).acquire_owned().await.ok()?;
        let pieces = u32::try_from((bytes + OVERHEAD).div_ceil(PIECE)).unwrap_or(u32::MAX).min(self.all_pieces);
        let pieces = Arc::clone(&self.pieces).acquire_many_owned(pieces).await.ok()?;
        Some(Place { _item: item, _pieces: pieces })
    }

    /// Lets nobody in any more.
    pub fn close(&self) {
        self.items.close();
        self.pieces.close();
    }

    /// How many items are under way.
    pub fn items(&self) -> usize {
        (self.all_items as usize).saturating_sub(self.items.available_permits())
    }

    /// How many bytes are under way, rounded up.
    pub fn bytes(&self) -> usize {
        (self.all_pieces as usize).saturating_sub(self.pieces.available_permits()) * PIECE
    }
}
