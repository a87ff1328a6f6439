use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "absolute change",
    states: "a stated difference leads from the level of the base period to that of the period",
    may_fail: "the base was revised after the difference was published",
    example: "up 5.4 to 18.5 from 13.1 is consistent; up 4.5 is contradicted",
    see: "trade releases: increased by USD 5.4 million",
};

/// lo ≤ x − x₀ ≤ hi.
pub fn absolute_change<S>(current: S, base: S, difference: Interval) -> Edit<S> {
    Edit::new(Rule::AbsoluteChange, [(current, Rational::ONE), (base, Rational::from(-1))], difference)
}
