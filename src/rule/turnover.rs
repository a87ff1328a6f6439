use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "turnover",
    states: "exports and imports add up to turnover, for one reporter, partner, scope, commodity and period",
    may_fail: "re-exports or transit counted in one of the three only; services in turnover and not in the flows",
    example: "21.1, 6.2 and 23.7 are contradicted; 21.1, 6.2 and 27.3 are consistent",
    see: "trade tables of national offices: foreign trade turnover, total trade",
};

/// T = X + M.
pub fn turnover<S>(turnover: S, exports: S, imports: S) -> Edit<S> {
    let minus = || Rational::from(-1);
    Edit::new(
        Rule::Turnover,
        [(turnover, Rational::ONE), (exports, minus()), (imports, minus())],
        Interval::exactly(Rational::ZERO),
    )
}
