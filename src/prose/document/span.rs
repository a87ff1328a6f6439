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
        let said_by = |at: usize, words: &[&str]| sentence.governor(at).is_some_and(|i| words.contains(&sentence.lower(i)));
        let is_amount = |at: usize| matches!(sentence.quantity(at).map(|q| q.unit), Some(Unit::Money(_)));
        let is_total = |at: usize| is_amount(at) && said_by(at, TOTALLING);
        if role.is_base || governed(at, Tag::From) || governed(at, Tag::Base) {
            return Some((Some(last), Some(first)));
        }
        if role.relation.is_change() {
            // "Amounted to 50 million, up 7 percent": to what the years before came to, if to that.
            let before = (0..at).rev().find(|&i| is_amount(i)).filter(|&i| is_total(i));
            let of_total = before.is_some_and(|before| (before..at).all(|i| sentence.subject_at(i).is_none()));
            return Some(if of_total { (None, None) } else { (Some(last), Some(first)) });
        }
        if role.relation == Relation::Level && is_total(at) {
            let months = last.start() + 12 - first.start();
            return Some((Period::from_start(first.start(), u16::try_from(months).ok()?), None));
        }
        let is_reached = governed(at, Tag::To) || said_by(at, REACHING);
        let untold = role.relation == Relation::Level && is_amount(at) && !is_reached;
        Some((Some(last).filter(|_| !untold), None))
    }
}

/// Before the sum of all the years; "goods worth 50 million were exported" between them is one too.
const TOTALLING: &[&str] =
    &["totalled", "totaled", "totalling", "totaling", "amounted", "amounting", "was", "were", "worth", "came", "made"];

/// Before what the last year came to.
const REACHING: &[&str] = &["reached", "reaching", "hit", "topped", "standing", "stood"];
