use super::{Edit, Page, Rule};
use crate::exact::{Bound, Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "contribution",
    states: "the change of a part in percentage points of the growth of its whole is its difference over the base of the whole",
    may_fail: "contributions are often computed from adjusted or deflated series",
    example: "a part that rose from 10 to 14 in a whole that was 80 contributes 5.0 points",
    see: "(x_k,t - x_k,t-1) / X_t-1; the contributions of all parts add up to the growth of the whole",
};

/// lo·W₀ ≤ x − x₀ ≤ hi·W₀; the contribution in percentage points.
pub fn contribution<S: Clone>(current: S, base: S, base_of_whole: S, points: &Interval) -> Vec<Edit<S>> {
    let side = |points: &Bound, range: fn(Option<Bound>) -> Interval| {
        let factor = &points.value * &Rational::decimal(1, -2);
        let terms = [(current.clone(), Rational::ONE), (base.clone(), Rational::from(-1)), (base_of_whole.clone(), -factor)];
        Edit::new(Rule::Contribution, terms, range(Some(Bound { value: Rational::ZERO, end: points.end })))
    };
    let lower = points.lower.iter().map(|l| side(l, |lower| Interval { lower, upper: None }));
    let upper = points.upper.iter().map(|u| side(u, |upper| Interval { lower: None, upper }));
    lower.chain(upper).collect()
}
