use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "level",
    states: "a printed amount stands for the interval of all numbers that round to it",
    may_fail: "a source that truncates instead of rounding, or rounds coarser than its digits show",
    example: "12.3 stands for [12.25, 12.35], 12.30 for [12.295, 12.305]",
    see: "rounding to the nearest; SDMX DECIMALS and UNIT_MULT",
};

/// lo ≤ x ≤ hi.
pub fn level<S>(slot: S, interval: Interval) -> Edit<S> {
    Edit::new(Rule::Level, [(slot, Rational::ONE)], interval)
}
