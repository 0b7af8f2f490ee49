//! Work shared out among threads, the answers in the order of the questions.
//!
//! One thread asks, some work, and the calling one takes the answers.
//! What is under way is bounded in bytes as well as in pieces: a million small mails shall not pile up behind a large one, and a few large ones shall not fill the memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How much may be under way.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many threads work.
    pub jobs: usize,
    /// How many bytes are held that were asked about and not yet answered; one piece may always be.
    pub bytes: usize,
}

/// How many pieces may be under way, for each thread that works.
const PIECES: usize = 256;

/// Asks `work` about every piece and hands the answers to `take`, in the order of the pieces.
///
/// Each thread that works has a tool of its own, made by `tool`. With one job everything happens on the calling thread.
///
/// # Errors
///
/// What `take` returned; nothing is taken any more after that.
pub fn in_order<P: Send, T, A: Send, E>(
    pieces: impl Iterator<Item = P> + Send,
    limits: Limits,
    size: impl Fn(&P) -> usize + Send,
    tool: impl Fn() -> T + Sync,
    work: impl Fn(&mut T, P) -> A + Sync,
    mut take: impl FnMut(A) -> Result<(), E>,
) -> Result<(), E> {
    if limits.jobs <= 1 {
        let mut tool = tool();
        return pieces.map(|piece| work(&mut tool, piece)).try_for_each(take);
    }
    let budget = Budget::new(limits);
    let (budget, tool, work) = (&budget, &tool, &work);
    thread::scope(|scope| {
        let (ask, asked) = mpsc::channel::<Numbered<P>>();
        let asked = Arc::new(Mutex::new(asked));
        let (answer, answers) = mpsc::channel::<Numbered<A>>();
        scope.spawn(move || {
            let _stop = StopOnPanic(budget);
            let mut workers = 0;
            for (number, piece) in pieces.enumerate() {
                let size = size(&piece);
                let Some(under_way) = budget.reserve(size) else { break };
                // A single mail needs no more than one thread.
                if workers < limits.jobs && workers < under_way {
                    workers += 1;
                    let (asked, answer) = (Arc::clone(&asked), answer.clone());
                    scope.spawn(move || {
                        let _stop = StopOnPanic(budget);
                        let mut tool = tool();
                        while let Some(Numbered { number, size, value }) = next(&asked) {
                            if answer.send(Numbered { number, size, value: work(&mut tool, value) }).is_err() {
                                break;
                            }
                        }
                    });
                }
                if ask.send(Numbered { number, size, value: piece }).is_err() {
                    break;
                }
            }
        });
        let mut early = BTreeMap::new();
        let mut due = 0;
        for Numbered { number, size, value } in answers {
            early.insert(number, (size, value));
            while let Some((size, value)) = early.remove(&due) {
                if let Err(error) = take(value) {
                    budget.stop();
                    return Err(error);
                }
                budget.free(size);
                due += 1;
            }
        }
        Ok(())
    })
}

struct Numbered<V> {
    number: usize,
    size: usize,
    value: V,
}

fn next<P>(asked: &Mutex<mpsc::Receiver<Numbered<P>>>) -> Option<Numbered<P>> {
    asked.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// What is under way, and how much of it there may be.
struct Budget {
    limits: Limits,
    under_way: Mutex<UnderWay>,
    freed: Condvar,
}

#[derive(Default)]
struct UnderWay {
    pieces: usize,
    bytes: usize,
    is_stopped: bool,
}

impl Budget {
    fn new(limits: Limits) -> Budget {
        Budget { limits, under_way: Mutex::default(), freed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room, and tells how many pieces are under way then; none when all is to stop.
    fn reserve(&self, size: usize) -> Option<usize> {
        let is_full = |under_way: &mut UnderWay| {
            let has_room = under_way.pieces < PIECES * self.limits.jobs && under_way.bytes + size <= self.limits.bytes;
            !under_way.is_stopped && under_way.pieces > 0 && !has_room
        };
        let mut under_way = self.freed.wait_while(self.lock(), is_full).unwrap_or_else(PoisonError::into_inner);
        under_way.pieces += 1;
        under_way.bytes += size;
        (!under_way.is_stopped).then_some(under_way.pieces)
    }

    fn free(&self, size: usize) {
        let mut under_way = self.lock();
        under_way.pieces -= 1;
        under_way.bytes -= size;
        self.freed.notify_one();
    }

    fn stop(&self) {
        self.lock().is_stopped = true;
        self.freed.notify_one();
    }
}

/// Lets nobody wait for an answer that cannot come any more.
struct StopOnPanic<'b>(&'b Budget);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Squares numbers, the even ones slowly.
    fn squares(jobs: usize, count: usize) -> Vec<usize> {
        let mut taken = Vec::new();
        let slowly = |_: &mut (), number: usize| {
            if number.is_multiple_of(2) {
                thread::yield_now();
            }
            number * number
        };
        let take = |square| {
            taken.push(square);
            Ok::<(), ()>(())
        };
        in_order(0..count, Limits { jobs, bytes: 100 }, |_| 7, || (), slowly, take).unwrap();
        taken
    }

    #[test]
    fn the_answers_are_in_order() {
        let expected: Vec<usize> = (0..2000).map(|number| number * number).collect();
        for jobs in [1, 2, 8] {
            assert_eq!(squares(jobs, 2000), expected, "{jobs} jobs");
            assert_eq!(squares(jobs, 0), Vec::<usize>::new());
            assert_eq!(squares(jobs, 1), [0]);
        }
    }

    #[test]
    fn no_more_is_under_way_than_allowed_and_one_piece_always_is() {
        let (under_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let pieces = (0..100_usize).inspect(|_| {
            // A piece counts from the moment in which the next one is asked for.
            most.fetch_max(under_way.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        });
        let mut count = 0;
        let take = |_| {
            under_way.fetch_sub(1, Ordering::Relaxed);
            count += 1;
            Ok::<(), ()>(())
        };
        let size = |number: &usize| if number.is_multiple_of(10) { 5000 } else { 40 };
        in_order(pieces, Limits { jobs: 4, bytes: 100 }, size, || (), |(), number| number, take).unwrap();
        assert_eq!(count, 100);
        assert!(most.load(Ordering::Relaxed) <= 3, "{most:?} were under way");
    }

    #[test]
    fn nothing_is_taken_after_a_failure() {
        let mut taken = 0;
        let take = |number: usize| {
            taken += 1;
            if number == 5 { Err(number) } else { Ok(()) }
        };
        let failed = in_order(0..1_000_000, Limits { jobs: 3, bytes: 100 }, |_| 1, || (), |(), number| number, take);
        assert_eq!((failed, taken), (Err(5), 6));
    }
}
