use super::{Edit, Page, Rule};
use crate::exact::{Interval, Rational};

pub(super) const PAGE: Page = Page {
    name: "cumulation",
    states: "adjoining periods add up to the period they make together, and a period inside another is no larger, within one vintage",
    may_fail: "months revised after the year was published do not add to it",
    example: "January to September of 754.5 and a year of 633.9 are contradicted if they are of one scope",
    see: "year-to-date tables",
};

/// whole − Σ parts = 0 for adjoining periods that make up the whole period.
pub fn cumulation<S>(whole: S, parts: impl IntoIterator<Item = S>) -> Edit<S> {
    let parts = parts.into_iter().map(|part| (part, Rational::from(-1)));
    Edit::new(Rule::Cumulation, std::iter::once((whole, Rational::ONE)).chain(parts), Interval::exactly(Rational::ZERO))
}
