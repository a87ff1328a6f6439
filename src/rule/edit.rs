use super::Rule;
use crate::exact::{Interval, Rational};

/// One linear constraint over slots: the sum of the terms lies in the range.
///
/// # Example: the same rule over fields of a record
/// ```
/// use tradecheck::rule::turnover;
///
/// let edit = turnover("turnover", "exports", "imports");
/// let record = |slot: &&str| match *slot { "turnover" => 27.into(), "exports" => 21.into(), _ => 6.into() };
/// assert!(edit.holds(record));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit<S> {
    /// Why it must hold.
    pub rule: Rule,
    /// Slots and their coefficients.
    pub terms: Vec<(S, Rational)>,
    /// Where their sum must lie.
    pub range: Interval,
}

impl<S> Edit<S> {
    /// A constraint of its parts.
    pub fn new(rule: Rule, terms: impl IntoIterator<Item = (S, Rational)>, range: Interval) -> Self {
        Self { rule, terms: terms.into_iter().collect(), range }
    }

    /// `lo · whole ≤ part ≤ hi · whole`, an edit for each end that `ratio` has.
    pub(super) fn ratio(rule: Rule, part: S, whole: S, ratio: &Interval) -> Vec<Self>
    where
        S: Clone,
    {
        let side = |factor: &Rational, range| Edit::new(rule, [(part.clone(), Rational::ONE), (whole.clone(), -factor)], range);
        let end = |bound: &crate::exact::Bound| crate::exact::Bound { value: Rational::ZERO, end: bound.end };
        let lower = ratio.lower.iter().map(|l| side(&l.value, Interval { lower: Some(end(l)), upper: None }));
        let upper = ratio.upper.iter().map(|u| side(&u.value, Interval { lower: None, upper: Some(end(u)) }));
        match ratio.point() {
            Some(factor) => vec![side(factor, Interval::exactly(Rational::ZERO))],
            None => lower.chain(upper).collect(),
        }
    }

    /// The same edit over other slots.
    pub fn map<T>(self, mut slot: impl FnMut(S) -> T) -> Edit<T> {
        Edit { rule: self.rule, terms: self.terms.into_iter().map(|(s, c)| (slot(s), c)).collect(), range: self.range }
    }

    /// Whether it holds for given values.
    pub fn holds(&self, value: impl Fn(&S) -> Rational) -> bool {
        self.range.contains(&self.terms.iter().map(|(slot, c)| c * &value(slot)).sum())
    }
}
