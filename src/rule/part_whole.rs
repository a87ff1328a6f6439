use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};
use crate::statement::Parts;

pub(super) const PAGE: Page = Page {
    name: "part and whole",
    states: "disjoint parts add up to no more than their whole, and to the whole where they are all there are",
    may_fail: "parts that overlap: the EU and Germany, exports and the re-exports inside them",
    example: "3 joint and 6 foreign companies are 9; products of 2.3 and 1.6 are more than exports of 3.8 in all",
    see: "UNECE, balance edits",
};

/// whole − Σ parts ≥ 0, or = 0 where the parts are all there are.
pub fn part_whole<S>(whole: S, parts: impl IntoIterator<Item = S>, completeness: Parts) -> Edit<S> {
    let parts = parts.into_iter().map(|part| (part, Rational::from(-1)));
    let range = match completeness {
        Parts::All => Interval::exactly(Rational::ZERO),
        Parts::Some => Interval::at_least(Rational::ZERO),
    };
    Edit::new(Rule::PartWhole, std::iter::once((whole, Rational::ONE)).chain(parts), range)
}
