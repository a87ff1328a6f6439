//! What the program reads.

use std::path::Path;

use crate::args::Input;
use tradecheck::case::Case;
use tradecheck::error::Error;

impl Input {
    /// One case of some files and folders.
    pub(crate) fn case_of(&self, paths: &[impl AsRef<Path>]) -> Result<Case, Error> {
        #[cfg(feature = "frames")]
        return tradecheck::dataset::Dataset::case(paths, self.options());
        #[cfg(not(feature = "frames"))]
        return Case::open_all(paths, self.options());
    }

    /// One case of all that is named.
    pub(crate) fn case(&self) -> Result<Case, Error> {
        self.case_of(&self.paths)
    }
}
