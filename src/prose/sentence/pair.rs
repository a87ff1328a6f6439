//! Pairs of amounts: "imports made 8.4 billion and exports 7.2 billion, compared with 8.1 billion and 7.0 billion in 2018".

use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::Sentence;

impl Sentence<'_, '_> {
    /// The numbers of a pair that another pair is compared with, each with the subject that has the same place in the first pair.
    pub(in crate::prose) fn compared_pair(&self) -> Vec<(usize, usize)> {
        let compares = |i: usize| self.has(i, Tag::Base) || self.has(i, Tag::From) && self.subject_at(i).is_none();
        (1..self.items.len()).filter(|&i| compares(i)).find_map(|base| self.pair_behind(base)).unwrap_or_default()
    }

    fn pair_behind(&self, base: usize) -> Option<Vec<(usize, usize)>> {
        let end = self.items.len();
        let third = (base + 1..end.min(base + 5)).find(|&i| self.quantity(i).is_some())?;
        let fourth = (third + 1..end.min(third + 5)).find(|&i| self.quantity(i).is_some())?;
        let joined = (third + 1..fourth).any(|i| self.has(i, Tag::And));
        let bare = |i: usize| self.is_light(i) || self.has(i, Tag::And) || self.is_symbol(i, &[","]);
        let direct = self.governor(third) == Some(base) && joined && (third + 1..fourth).all(bare);
        let unit = self.sort(third).filter(|unit| direct && self.sort(fourth) == Some(*unit))?;
        // A list that goes on is of more than two.
        let goes_on = (fourth + 1..end.min(fourth + 3)).any(|i| self.sort(i) == Some(unit));
        let alike: Vec<usize> = (0..base).filter(|&i| self.sort(i) == Some(unit)).collect();
        let [.., first, second] = alike.as_slice() else { return None };
        let (one, other) = (self.subject_before(*first)?, self.subject_before(*second)?);
        let told_apart = one != other
            && self.subjects[one].flows.len() == 1
            && self.subjects[other].flows.len() == 1
            && self.subjects[other].items.start > *first;
        (told_apart && !goes_on).then(|| vec![(third, one), (fourth, other)])
    }

    /// Whether a number is an amount (`true`) or a percentage (`false`).
    fn sort(&self, at: usize) -> Option<bool> {
        match self.quantity(at)?.unit {
            Unit::Money(_) => Some(true),
            Unit::Percent => Some(false),
            _ => None,
        }
    }
}
