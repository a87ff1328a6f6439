use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far a plan has come, counted by the plan itself; clones look at the same count.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Tally>);

#[derive(Debug, Default)]
struct Tally {
    rows: AtomicU64,
    may_be_short: AtomicBool,
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

    /// Says that a last cell was empty, as it is where a row is short.
    pub(super) fn suspect_short(&self) {
        self.0.may_be_short.store(true, Ordering::Relaxed);
    }

    /// Whether rows are to be looked at one by one.
    pub(super) fn may_be_short(&self) -> bool {
        self.0.may_be_short.load(Ordering::Relaxed) && !self.0.is_whole.load(Ordering::Relaxed)
    }

    /// Says that all rows were looked at, and none is short.
    pub(super) fn all_are_whole(&self) {
        self.0.is_whole.store(true, Ordering::Relaxed);
    }
}
