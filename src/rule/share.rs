use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "share",
    states: "a share is the part in per cent of its whole, of one period and in one unit",
    may_fail: "the whole meant is not the whole stated: goods against goods and services, or all partners against a group",
    example: "60.8 thousand of 3.8 million are 1.6 per cent; 16 per cent are contradicted",
    see: "trade tables: share in total exports",
};

/// lo·whole ≤ part ≤ hi·whole; the share in per cent.
pub fn share<S: Clone>(part: S, whole: S, percent: &Interval) -> Vec<Edit<S>> {
    Edit::ratio(Rule::Share, part, whole, &percent.scaled(&Rational::decimal(1, -2)))
}
