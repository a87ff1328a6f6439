//! Two years with all between them: "between 1992 and 2015 exports rose 39 times", "fell from 5 billion to 3 billion from 2010 to 2015".

use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::super::sentence::{Role, Sentence};
use super::super::when::When;
use super::Document;
use crate::period::Period;
use crate::statement::Relation;

/// The period of a number, and what it is compared with.
type Times = (Option<Period>, Option<Period>);

impl Document<'_> {
    /// What the number at an item is of, where the sentence speaks of the time between two years and of no other: a change is that of the last
    /// year from the first, what it came from is of the first, what it came to of the last, and a total is of them all.
    pub(super) fn times_of_span(&self, sentence: &Sentence, at: usize, role: &Role) -> Option<Times> {
        let (first, last) = sentence.years_of_span()?;
        let year = |i: usize| sentence.items[i].when().and_then(|when: When| when.resolve(self.now(None)));
        let (first, last) = (year(first)?, year(last)?);
        if last.start() <= first.start() {
            return None;
        }
        let governed = |at: usize, tag| sentence.governor(at).is_some_and(|i| sentence.has(i, tag));
        // What was reached; all else that is no change is of all the years together.
        let is_reached = |at: usize| {
            governed(at, Tag::To)
                || sentence.governor(at).is_some_and(|i| matches!(sentence.lower(i), "reached" | "reaching" | "hit" | "topped"))
        };
        let is_amount = |at: usize| matches!(sentence.quantity(at).map(|q| q.unit), Some(Unit::Money(_)));
        let is_base = |at: usize| governed(at, Tag::From) || governed(at, Tag::Base);
        let is_total = |at: usize| is_amount(at) && !is_reached(at) && !is_base(at);
        if role.is_base || is_base(at) {
            return Some((Some(last), Some(first)));
        }
        if role.relation.is_change() {
            // "Amounted to 50 million, up 7 percent": to what the years before came to, if to that.
            let of_total = (0..at).any(is_total) && role.relation != Relation::AbsoluteChange;
            return Some(if of_total { (None, None) } else { (Some(last), Some(first)) });
        }
        if role.relation == Relation::Level && is_total(at) {
            let months = last.start() + 12 - first.start();
            return Some((Period::from_start(first.start(), u16::try_from(months).ok()?), None));
        }
        Some((Some(last), None))
    }
}
