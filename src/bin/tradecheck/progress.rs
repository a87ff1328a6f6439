//! What a terminal shows while a large file is read.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tradecheck::dataset::Progress;

/// A line on the terminal that counts rows, and is gone when this is dropped. Where errors go to a file, nothing is written.
pub(crate) struct Shown(Option<(Sender<()>, JoinHandle<()>)>);

impl Shown {
    pub(crate) fn rows_of(progress: &Progress) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let progress = progress.clone();
        let (stop, stopped) = channel();
        let thread = std::thread::spawn(move || {
            while stopped.recv_timeout(Duration::from_millis(250)) == Err(RecvTimeoutError::Timeout) {
                eprint!("\r{:.1} million rows read", progress.rows() as f64 / 1e6);
                let _ = std::io::stderr().flush();
            }
            eprint!("\r\x1b[2K");
        });
        Self(Some((stop, thread)))
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.0.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}
