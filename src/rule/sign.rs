use super::{Edit, Page, Rule};
use crate::exact::{Bound, Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "sign",
    states: "exports, imports and turnover are not negative; a balance may be; what a rate is counted from is above zero",
    may_fail: "corrections of earlier months can make the published flow of a small partner or product negative",
    example: "exports of -0.4 are contradicted, a balance of -0.4 is not",
    see: "IMTS 2010, gross recording of flows",
};

/// x ≥ 0.
pub fn sign<S>(slot: S) -> Edit<S> {
    Edit::new(Rule::Sign, [(slot, Rational::ONE)], Interval::at_least(Rational::ZERO))
}

/// x > 0: what a rate is counted from.
///
/// Without it two rates of one level could both be true of zero.
pub fn base<S>(slot: S) -> Edit<S> {
    let above_zero = Interval { lower: Some(Bound::open(Rational::ZERO)), upper: None };
    Edit::new(Rule::Sign, [(slot, Rational::ONE)], above_zero)
}
