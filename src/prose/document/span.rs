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
        let governed = |tag| sentence.governor(at).is_some_and(|i| sentence.has(i, tag));
        if role.is_base || governed(Tag::From) {
            return Some((Some(last), Some(first)));
        }
        if role.relation.is_change() {
            return Some((Some(last), Some(first)));
        }
        let is_amount = matches!(sentence.quantity(at)?.unit, Unit::Money(_));
        let totals = sentence.governor(at).is_some_and(|i| {
            matches!(
                sentence.lower(i),
                "totalled" | "totaled" | "totalling" | "totaling" | "amounted" | "amounting" | "was" | "were"
            )
        });
        if role.relation == Relation::Level && is_amount && totals {
            let months = last.start() + 12 - first.start();
            return Some((Period::from_start(first.start(), u16::try_from(months).ok()?), None));
        }
        Some((Some(last), None))
    }
}
