//! Where results go.

use std::io::Write;
use std::path::Path;

use tradecheck::error::Error;
use tradecheck::report::write_file;

/// Writes to a file, or to standard output where none is named. A reader that stops reading is no error.
pub(crate) fn put(path: Option<&Path>, contents: &str) -> Result<(), Error> {
    match path {
        Some(path) if path != Path::new("-") => write_file(path, contents.as_bytes()),
        _ => {
            let mut out = std::io::stdout().lock();
            match out.write_all(contents.as_bytes()).and_then(|()| out.flush()) {
                Err(reason) if reason.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::io("<stdout>", "writing", &reason)),
                _ => Ok(()),
            }
        }
    }
}
