//! What stands in brackets behind a number and says the same in another unit: "rose 4.4 % (57 million), to 1.3 billion".

use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::Sentence;
use super::role::{Role, Silence};
use crate::statement::Relation;

impl Sentence<'_, '_> {
    /// What a number in brackets says, where the number before it tells; the number before is given with its role.
    pub(in crate::prose) fn in_brackets(&self, at: usize, role: Role, before: Option<&(usize, Role)>) -> Result<Role, Silence> {
        let Some((number, told)) = before.filter(|_| at > 1 && self.is_symbol(at - 1, &["("])) else { return Ok(role) };
        let units = (self.quantity(*number).map(|q| q.unit), self.quantity(at).map(|q| q.unit));
        let direct = *number + 2 == at && self.is_symbol(at + 1, &[")"]);
        match (units, told.relation) {
            // "Up 25 million (29 percent)".
            ((Some(Unit::Money(_)), Some(Unit::Percent)), Relation::AbsoluteChange)
                if direct && matches!(role.relation, Relation::Change | Relation::Share) =>
            {
                Ok(Role { relation: Relation::Growth, direction: told.direction, whole: None, ..role })
            }
            // "1.9 billion higher (7.6 %)", "10.9 billion more (1.8 %)".
            ((Some(Unit::Money(_)), Some(Unit::Percent)), Relation::AbsoluteChange)
                if *number + 3 == at
                    && role.relation == Relation::Change
                    && (self.than(*number + 1).or_else(|| self.compares(*number + 1)).is_some()
                        || matches!(self.lower(*number + 1), "more" | "less")) =>
            {
                Ok(Role { relation: Relation::Growth, direction: told.direction, whole: None, ..role })
            }
            // "Machinery (17.4 % of exports) and cars (15.5 %)": a list of shares goes on.
            ((Some(Unit::Percent), Some(Unit::Percent)), Relation::Share)
                if role.relation == Relation::Change && self.is_bracketed(at) && self.is_bracketed_open(*number) =>
            {
                Ok(Role { relation: Relation::Share, direction: None, whole: told.whole, ..role })
            }
            // What was reached stands behind; without it, an amount behind a rate may be either.
            ((Some(Unit::Percent), Some(Unit::Money(_))), Relation::Growth)
                if role.relation == Relation::Level && (direct || *number + 2 == at && self.changes_before(*number)) =>
            {
                let to = at + 2 + usize::from(self.is_symbol(at + 2, &[","]));
                let reached = self.has(to, Tag::To)
                    && (to + 1..self.items.len().min(to + 4))
                        .any(|i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))));
                // "Higher by 13 % (3.6 billion)", "a rise of 13 % (3.6 billion)": both say by how much.
                let by = self.governor(*number).is_some_and(|i| self.has(i, Tag::By)) || self.changes_before(*number);
                match reached || by {
                    true => Ok(Role { relation: Relation::AbsoluteChange, direction: told.direction, is_base: false, ..role }),
                    false => Ok(role),
                }
            }
            // "Ecuador (23.9 %), Thailand (72.1 %) and Korea (52.6 %)": a list of rates goes on.
            ((Some(Unit::Percent), Some(Unit::Percent)), Relation::Growth | Relation::Change)
                if role.relation == Relation::Share && self.is_after_place(*number) && self.names_on(*number, at) =>
            {
                Ok(Role { relation: told.relation, direction: told.direction, whole: None, ..role })
            }
            _ => Ok(role),
        }
    }

    /// "148 billion yuan (24 billion dollars)": whether an amount in a bracket is the one before it in another currency.
    pub(in crate::prose) fn is_conversion_of(&self, at: usize) -> bool {
        let currency = |i: usize| match self.quantity(i).map(|q| q.unit) {
            Some(Unit::Money(currency)) => currency,
            _ => None,
        };
        let open = (at.saturating_sub(3)..at).rev().find(|&i| !self.is_light(i) || self.is_symbol(i, &["("]));
        let amount = open.filter(|&i| self.is_symbol(i, &["("])).and_then(|i| i.checked_sub(1)).and_then(currency);
        amount.zip(currency(at)).is_some_and(|(one, other)| one != other)
    }

    /// "Spain (0.9 billion, 10.2 %)".
    pub(in crate::prose) fn is_after_amount_in_bracket(&self, at: usize) -> bool {
        let comma = at.checked_sub(1).filter(|&i| self.is_symbol(i, &[",", ";"]));
        let amount =
            comma.and_then(|i| i.checked_sub(1)).filter(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))));
        self.is_symbol(at + 1, &[")"]) && amount.is_some_and(|amount| self.is_bracketed_open(amount))
    }

    /// Whether a number stands right behind an open bracket.
    fn is_bracketed_open(&self, at: usize) -> bool {
        at > 0 && self.is_symbol(at - 1, &["("])
    }

    /// "Higher sales to the union (6 %), namely to its core (7 %)": whether nothing but names stands between two numbers.
    fn names_on(&self, first: usize, second: usize) -> bool {
        let joins = |i: usize| self.has(i, Tag::To) || self.has(i, Tag::From) || matches!(self.lower(i), "namely" | "the");
        (first + 1..second).all(|i| joins(i) || self.lists(i - 1, i + 1))
    }

    /// "China (20.5 %)".
    pub(in crate::prose) fn is_after_place(&self, at: usize) -> bool {
        self.is_bracketed(at) && at > 1 && self.items[at - 2].place().is_some()
    }
}
