use super::{Edit, Page, Rule};
use crate::exact::Interval;

pub(super) const PAGE: Page = Page {
    name: "comparison",
    states: "one amount is so many times another, or more, or less",
    may_fail: "the two amounts are of different scopes",
    example: "imports more than twice exports: 30.1 and 15.2 are contradicted, 31.0 and 15.2 are consistent",
    see: "x >= y, x >= 2y",
};

/// lo·y ≤ x ≤ hi·y.
pub fn comparison<S: Clone>(one: S, other: S, factor: &Interval) -> Vec<Edit<S>> {
    Edit::ratio(Rule::Comparison, one, other, factor)
}
