use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "balance",
    states: "exports less imports is the balance, a deficit below zero, for one reporter, partner, scope, commodity and period",
    may_fail: "exports are often valued FOB and imports CIF; a balance on one valuation will not match",
    example: "12.3, 10.1 and 2.5 are contradicted; 12.3, 10.1 and 2.3 are consistent",
    see: "IMTS 2010, valuation",
};

/// B = X − M.
pub fn balance<S>(balance: S, exports: S, imports: S) -> Edit<S> {
    let terms = [(balance, Rational::ONE), (exports, Rational::from(-1)), (imports, Rational::ONE)];
    Edit::new(Rule::Balance, terms, Interval::exactly(Rational::ZERO))
}
