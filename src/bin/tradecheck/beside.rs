//! What stands beside the case that is checked: a reference series, and what is known and accepted.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::args::{Beside, Input};
use tradecheck::check::{CheckOptions, Checked, Waiver, check, read_waivers};
use tradecheck::error::{Error, Faults};
use tradecheck::period::Date;
use tradecheck::source::Source;
use tradecheck::statement::Case;

/// What was read of it.
pub(crate) struct Known {
    options: CheckOptions,
    waivers: Vec<Waiver>,
    today: Date,
}

impl Beside {
    /// Reads it; all that cannot be read is told at once.
    pub(crate) fn read(&self, input: &Input) -> Result<Known, Error> {
        let (mut options, mut waivers, mut faults) = (CheckOptions::default(), Vec::new(), Faults::new());
        if !self.reference.is_empty() {
            match Case::open_all(&self.reference, input.options()) {
                Ok(case) => options.reference = case.statements,
                Err(error) => faults.extend(error),
            }
        }
        if let Some(path) = &self.waivers {
            match Source::open_as(path, input.options().encoding).and_then(|source| read_waivers(&source)) {
                Ok(read) => waivers = read,
                Err(error) => faults.extend(error),
            }
        }
        faults.into_result(Known { options, waivers, today: self.today.unwrap_or_else(today) })
    }
}

impl Known {
    /// Checks a case beside it.
    pub(crate) fn check(&self, case: &Case) -> Checked {
        let mut checked = check(case, &self.options);
        checked.waive(&self.waivers, self.today);
        checked
    }
}

/// The day by the clock of the system (UTC). Where the clock is of no use, the last of all days: a waiver then has ended.
fn today() -> Date {
    const SECONDS: u64 = 86_400;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    let days = since.and_then(|since| u32::try_from(since.as_secs() / SECONDS).ok());
    days.and_then(Date::from_unix_days).unwrap_or(const { Date::new(9999, 12, 31).expect("a day of the calendar") })
}
