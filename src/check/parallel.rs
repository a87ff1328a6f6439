//! Independent parts side by side.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Solving is recursive, and deeper than the stack that threads have by default allows.
const STACK: usize = 8 << 20;

/// What `solve` gives for each of `items`, in their order, whatever the number of threads; those of greater `weight` are begun first, so
/// that none of them is waited for alone. Without a number as many threads are used as the machine has for it.
pub(super) fn each<T: Sync, R: Send>(
    items: &[T],
    threads: Option<NonZeroUsize>,
    weight: impl Fn(&T) -> usize,
    solve: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(weight(&items[i])));
    // A single figure is solved sooner than a thread is begun.
    let worth = order.iter().filter(|&&i| weight(&items[i]) > 1).count();
    let available = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = if worth < 2 { 1 } else { threads.unwrap_or_else(available).get().min(worth) };
    if threads == 1 {
        return items.iter().map(solve).collect();
    }
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    let work = || {
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let solved = solve(&items[i]);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((i, solved));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where the system gives no further thread, those that there are do the work.
            if thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, solved)| solved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        let items: Vec<usize> = (0..97).collect();
        for threads in [1, 2, 7, 200].map(NonZeroUsize::new) {
            assert_eq!(each(&items, threads, |i| i % 5, |i| i * i), items.iter().map(|i| i * i).collect::<Vec<_>>());
        }
        assert!(each(&[] as &[usize], None, |_| 1, |i| *i).is_empty());
    }
}
