use super::{Edit, Page, Rule};
use crate::exact::{Bound, Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "change",
    states: "a growth rate, an index or a multiple leads from the level of the base period to that of the period",
    may_fail: "the base was revised after the rate was published; the rate is of volumes or of comparable prices, the levels of current values",
    example: "12.3 after 11.8 is a growth of 3.4 to 5.1 per cent, so 4.5 is consistent and 5.5 is contradicted",
    see: "a rate that is an interval makes the product linear: (1 + l)·x0 <= x <= (1 + h)·x0 for x0 >= 0",
};

/// lo·x₀ ≤ x ≤ hi·x₀, for levels that are not negative.
///
/// # Example: growth of 5 per cent, printed without decimals
/// ```
/// use tradecheck::rule::{change, growth_factor};
///
/// let factor = growth_factor(&"5".parse::<tradecheck::figure::Figure>()?.interval());
/// assert_eq!(factor.to_string(), "[1.045, 1.055]");
/// assert_eq!(change("2008", "2007", &factor).len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn change<S: Clone>(current: S, base: S, factor: &Interval) -> Vec<Edit<S>> {
    Edit::ratio(Rule::Change, current, base, factor)
}

/// The factor 1 + p/100 of a growth in per cent. What is below −100 % is cut off: no level falls below zero.
pub fn growth_factor(percent: &Interval) -> Interval {
    not_negative(percent.scaled(&hundredth()).shifted(&Rational::ONE))
}

/// The factor p/100 of an index whose base is 100.
pub fn index_factor(percent: &Interval) -> Interval {
    not_negative(percent.scaled(&hundredth()))
}

/// The factor of a multiple as it is printed.
pub fn multiple_factor(times: &Interval) -> Interval {
    not_negative(times.clone())
}

/// The factor (1 + p/100)ⁿ of a growth in per cent a year over n years, exact.
pub fn annual_factor(percent: &Interval, years: u32) -> Interval {
    let factor = growth_factor(percent);
    let power = |bound: Option<Bound>| bound.map(|b| Bound { value: b.value.pow(years), end: b.end });
    Interval { lower: power(factor.lower), upper: power(factor.upper) }
}

fn hundredth() -> Rational {
    Rational::decimal(1, -2)
}

fn not_negative(factor: Interval) -> Interval {
    factor.intersection(&Interval::at_least(Rational::ZERO))
}
