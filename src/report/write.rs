use std::path::PathBuf;

use crate::error::Error;
use crate::output::write_file;

/// What was written, in the order in which it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The paths of the files.
    pub files: Vec<PathBuf>,
}

impl Written {
    /// Writes one file of several.
    pub(super) fn add(&mut self, path: PathBuf, contents: &[u8]) -> Result<(), Error> {
        write_file(&path, contents)?;
        self.files.push(path);
        Ok(())
    }
}
