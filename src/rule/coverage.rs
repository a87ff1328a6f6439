use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "coverage",
    states: "the coverage ratio is exports in per cent of imports, for one reporter, partner and period",
    may_fail: "exports valued FOB over imports valued CIF, where the source means one valuation",
    example: "exports of 13.9 and imports of 21.2 are 65.6 per cent; 66.5 is contradicted",
    see: "X / M; releases of statistical offices: the proportion of imports covered by exports",
};

/// lo·M ≤ X ≤ hi·M; the ratio in per cent.
pub fn coverage<S: Clone>(exports: S, imports: S, percent: &Interval) -> Vec<Edit<S>> {
    Edit::ratio(Rule::Coverage, exports, imports, &percent.scaled(&Rational::decimal(1, -2)))
}
