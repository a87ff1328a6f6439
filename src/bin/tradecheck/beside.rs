//! What stands beside the case that is checked: a reference series, and what is known and accepted.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::args::{Beside, Input};
use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Waiver, check, read_waivers};
use tradecheck::error::{Error, Fault, FaultKind, Faults};
use tradecheck::period::Date;
use tradecheck::place::Place;
use tradecheck::source::Source;

/// What was read of it.
pub(crate) struct Known {
    options: CheckOptions,
    waivers: Vec<Waiver>,
    trust: Vec<String>,
    today: Date,
}

impl Beside {
    /// Reads it; all that cannot be read is told at once.
    pub(crate) fn read(&self, input: &Input, conflicts: usize) -> Result<Known, Error> {
        let (mut options, mut waivers, mut faults) = (CheckOptions::default(), Vec::new(), Faults::new());
        options.conflicts = conflicts;
        if !self.reference.is_empty() {
            match input.case_of(&self.reference) {
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
        let trust = self.trust.clone();
        faults.into_result(Known { options, waivers, trust, today: self.today.unwrap_or_else(today) })
    }
}

impl Known {
    /// Trusts the figures that are said to be right. None at all is a slip in the path.
    pub(crate) fn trust(&self, case: &mut Case) -> Result<(), Error> {
        let mut faults = Faults::new();
        for path in self.trust.iter().filter(|path| case.trust(path) == 0) {
            let fault = Fault::new(FaultKind::Empty, "no figure of the case stands in it, so none can be trusted");
            faults.push(fault.at(Place::file(path.clone())).accepted("a file or folder that is checked is needed"));
        }
        faults.into_result(())
    }

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
