//! Things read on all cores, and taken in their order while others are still read.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who finds more than so many read and not taken waits to take them; while a single one is read for long, the others are read
/// on.
const AHEAD: usize = 64;

/// Reads things on all cores and takes what was read in their order, one at a time. Whoever has read one takes all that are due,
/// unless somebody does so already: nobody waits, and no core is idle before the last is read. `None` where a reader says to stop.
/// Taking must not hand work to the pool: those who wait there for a turn would never come to it.
pub fn in_order<T: Sync, R: Send>(
    all: &[T],
    read: impl Fn(&T) -> Option<R> + Sync,
    take: impl FnMut(&T, R) + Send,
) -> Option<()> {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let ready: Mutex<HashMap<usize, R>> = Mutex::default();
    let taker = Mutex::new(Taker {
        all,
        ready: &ready,
        due: 0,
        take,
    });
    let work = || {
        while !stopped.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = all.get(at) else { break };
            let Some(read) = read(thing) else {
                stopped.store(true, Ordering::Relaxed);
                break;
            };
            let ahead = {
                let mut ready = lock(&ready);
                ready.insert(at, read);
                ready.len()
            };
            if let Ok(mut taker) = taker.try_lock() {
                taker.take_due();
            } else if ahead > AHEAD {
                lock(&taker).take_due();
            }
        }
    };
    rayon::scope(|scope| {
        for _ in 0..rayon::current_num_threads() {
            scope.spawn(|_| work());
        }
    });
    lock(&taker).take_due();
    (!stopped.load(Ordering::Relaxed)).then_some(())
}

/// A panic is passed on by the scope it happens in; nobody sees what it leaves behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Taker<'a, T, R, F> {
    all: &'a [T],
    ready: &'a Mutex<HashMap<usize, R>>,
    /// The one to be taken next.
    due: usize,
    take: F,
}

impl<T, R, F: FnMut(&T, R)> Taker<'_, T, R, F> {
    fn take_due(&mut self) {
        while let Some(thing) = self.all.get(self.due) {
            let Some(read) = lock(self.ready).remove(&self.due) else {
                break;
            };
            (self.take)(thing, read);
            self.due += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_taken_in_their_order() {
        let all: Vec<usize> = (0..1000).collect();
        let mut taken = Vec::new();
        // Some take longer than others.
        let read = |&n: &usize| Some((0..n % 7 * 1000).fold(n, |sum, i| sum ^ i ^ i));
        let done = in_order(&all, read, |&n, read| taken.push((n, read)));
        assert_eq!(done, Some(()));
        assert_eq!(taken, all.iter().map(|&n| (n, n)).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_taken_behind_a_stop() {
        let all: Vec<usize> = (0..1000).collect();
        let mut taken = Vec::new();
        let read = |&n: &usize| (n != 10).then_some(n);
        assert_eq!(in_order(&all, read, |_, n| taken.push(n)), None);
        assert!(taken.iter().all(|&n| n < 10), "{taken:?}");
    }
}
