use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far a plan has come, counted by the plan itself; clones look at the same count.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// The rows read so far, by all plans. A plan that reads a file twice counts its rows twice.
    pub fn rows(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, rows: usize) {
        self.0.fetch_add(rows as u64, Ordering::Relaxed);
    }
}
