//! What stands beside the case that is checked: a reference series.

use crate::args::{Beside, Input};
use tradecheck::check::CheckOptions;
use tradecheck::error::Error;
use tradecheck::statement::Case;

impl Beside {
    /// The options of a check, the reference series among them.
    pub(crate) fn options(&self, input: &Input) -> Result<CheckOptions, Error> {
        let mut options = CheckOptions::default();
        if !self.reference.is_empty() {
            options.reference = Case::open_all(&self.reference, input.options())?.levels().cloned().collect();
        }
        Ok(options)
    }
}
