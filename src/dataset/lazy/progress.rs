use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far a plan has come, counted by the plan itself; clones look at the same count.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Tally>);

#[derive(Debug, Default)]
struct Tally {
    rows: AtomicU64,
    is_whole: AtomicBool,
}

impl Progress {
    /// The rows read so far, by all plans. A plan that reads a file twice counts its rows twice.
    pub fn rows(&self) -> u64 {
        self.0.rows.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, rows: usize) {
        self.0.rows.fetch_add(rows as u64, Ordering::Relaxed);
    }

    /// Whether every row of a text was looked at, and can be read.
    pub(super) fn is_whole(&self) -> bool {
        self.0.is_whole.load(Ordering::Relaxed)
    }

    /// Says that it was.
    pub(super) fn all_are_whole(&self) {
        self.0.is_whole.store(true, Ordering::Relaxed);
    }
}
