use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "sign",
    states: "exports, imports and turnover are not negative; a balance may be",
    may_fail: "corrections of earlier months can make the published flow of a small partner or product negative",
    example: "exports of -0.4 are contradicted, a balance of -0.4 is not",
    see: "IMTS 2010, gross recording of flows",
};

/// x ≥ 0.
pub fn sign<S>(slot: S) -> Edit<S> {
    Edit::new(Rule::Sign, [(slot, Rational::ONE)], Interval::at_least(Rational::ZERO))
}
