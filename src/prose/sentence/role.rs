//! What a number says of its subject: a level, a change, a share.

use super::super::item::Thing;
use super::super::lexicon::{Tag, UNITS};
use super::super::quantity::Unit;
use super::Sentence;
use super::near::Said;
use crate::codelist::Flow;
use crate::figure::Qualifier;
use crate::statement::{Direction, Relation};

/// What a number says, before its context is known.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::prose) struct Role {
    pub(in crate::prose) relation: Relation,
    pub(in crate::prose) direction: Option<Direction>,
    /// The subject among those of the sentence; `None`: the one spoken of before.
    pub(in crate::prose) subject: Option<usize>,
    /// Of several flows that are named together, the one meant.
    pub(in crate::prose) flow: Option<Flow>,
    /// Of a share: the subject that is the whole.
    pub(in crate::prose) whole: Option<usize>,
    /// It is an amount that something is compared with.
    pub(in crate::prose) is_base: bool,
    pub(in crate::prose) qualifier: Option<Qualifier>,
    pub(in crate::prose) is_forecast: bool,
}

impl Role {
    /// A role of which nothing else is said.
    pub(in crate::prose) fn of(relation: Relation, subject: Option<usize>) -> Self {
        Self { relation, direction: None, subject, flow: None, whole: None, is_base: false, qualifier: None, is_forecast: false }
    }
}

/// Why a number states nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::prose) enum Silence {
    NoFlow,
    Other,
    Range,
    Quantity,
    Points,
    Duration,
    Label,
    Unclear,
}

impl Sentence<'_, '_> {
    /// What the number at an item says; `None` where it is no statement about trade.
    pub(in crate::prose) fn role(&self, at: usize, carried: bool) -> Result<Role, Silence> {
        let quantity = self.quantity(at).ok_or(Silence::NoFlow)?;
        if self.governor(at).is_some_and(|i| {
            matches!(self.lower(i), "averaged" | "averaging" | "averages")
                || self.lower(i) == "of" && i > 0 && self.lower(i - 1) == "average"
        }) {
            return Err(Silence::Unclear);
        }
        // "Between 5 and 6.5 billion"; a figure a month is none of the period.
        let between = |i: usize| self.lower(i) == "between" && self.quantity(i + 1).is_some();
        let end = self.governor(at).filter(|&i| self.has(i, Tag::And) && i > 1 && self.quantity(i - 1).is_some() && between(i - 2));
        if at > 0 && between(at - 1) || end.is_some() {
            return Err(Silence::Range);
        }
        let from = self.subject_before(at).map_or(0, |subject| self.subjects[subject].items.start);
        if matches!(quantity.unit, Unit::Money(_))
            && self.items[from..at].iter().any(|item| {
                matches!(self.tokens[item.tokens.start].lower.as_str(), "monthly" | "daily" | "weekly" | "quarterly" | "average")
            })
            && self.averages(from, at)
            || matches!(quantity.unit, Unit::Money(_)) && self.names_many_balances(at)
        {
            return Err(Silence::Unclear);
        }
        // "20 million a month"; and "the average price of a barrel of imported oil".
        let a_time = matches!(self.lower_of(at + 1), "a" | "per" | "each" | "every")
            && (matches!(self.lower_of(at + 2), "month" | "day" | "week" | "quarter")
                || self.lower_of(at + 2) == "year" && self.years_of_span().is_some());
        if matches!(quantity.unit, Unit::Money(_)) && a_time {
            return Err(Silence::Unclear);
        }
        if matches!(quantity.unit, Unit::Money(_)) && self.is_worth_of_things(at) {
            return Err(Silence::Unclear);
        }
        if matches!(quantity.unit, Unit::Money(_)) && self.is_price(at) {
            return Err(Silence::Other);
        }
        if quantity.unit == Unit::Money(None) && self.counts_things(at) {
            return Err(Silence::Quantity);
        }
        if matches!(quantity.unit, Unit::Range) {
            return Err(Silence::Range);
        }
        let behind = self.accounted(at).or_else(|| self.subject_behind(at));
        let other = behind.is_none() && self.other_before(at) || behind.is_some_and(|behind| self.others.contains(&behind));
        if other {
            return Err(Silence::Other);
        }
        let before = self.subject_before(at);
        // "Re-exports, widening to 15.4 billion of total exports": an amount of a total is its part's.
        let part = matches!(quantity.unit, Unit::Money(_))
            && self.has(at + 1, Tag::Of)
            && behind.is_some_and(|behind| {
                self.subjects[behind].total || before.is_some_and(|part| self.is_part_told(part, behind, at))
            });
        let subject = if part { before.or(behind) } else { behind.or(before) };
        let counts_partners = quantity.unit == Unit::Count("partners") && self.items[..at].iter().any(|item| item.flow().is_some());
        if counts_partners && subject.is_none() {
            return Ok(Role { flow: Some(Flow::Turnover), qualifier: self.qualifier(at), ..Role::of(Relation::Count, subject) });
        }
        if subject.is_none() && !carried {
            return Err(Silence::NoFlow);
        }
        let mut role =
            Role { qualifier: self.qualifier(at), is_forecast: self.is_forecast(at), ..Role::of(Relation::Level, subject) };
        match quantity.unit {
            Unit::Percent => {
                self.percentage(at, quantity, behind, before, &mut role)?;
                // "The coverage rate moved from 98.9 % in 2008 to 119 %".
                let from = self.governor(at).is_some_and(|i| self.has(i, Tag::From) && self.subject_at(i).is_none());
                role.is_base |= role.relation == Relation::Coverage && from;
                // "The coverage increased by 3 %", of it or in points: no ratio.
                let by = self.governor(at).is_some_and(|i| self.has(i, Tag::By));
                if role.relation == Relation::Coverage && by && matches!(self.said_before(at), Some((Said::Change(_), _))) {
                    return Err(Silence::Unclear);
                }
            }
            Unit::Money(_) => {
                self.amount(at, quantity, &mut role);
                if let Some((first, direction)) = self.difference_of_flows(at) {
                    (role.subject, role.flow) = (Some(first), Some(Flow::Balance));
                    (role.relation, role.direction) = (Relation::Level, Some(direction));
                    return Ok(role);
                }
                // A difference between two flows, which no statement of one flow can say.
                let exceeds = self.governor(at).is_some_and(|i| self.has(i, Tag::By))
                    // "Exports of the top ten products rose by 5 million".
                    && (at.saturating_sub(6)..at).any(|i| self.has(i, Tag::Surpass) && self.surpasses(i));
                // "Exports exceeded those of May 2018 by 5 million": a change since then.
                let since = (at.saturating_sub(8)..at).rev().find(|&i| self.items[i].when().is_some());
                if let Some(when) = since.filter(|&i| exceeds && self.is_base_time(i)) {
                    (role.relation, role.direction, role.is_base) = (Relation::AbsoluteChange, Some(Direction::Up), false);
                    if (when..at).all(|i| self.subject_at(i).is_none()) {
                        return Ok(role);
                    }
                }
                if role.relation == Relation::Comparison || exceeds || self.is_amount_of_revision(at) {
                    return Err(Silence::Unclear);
                }
            }
            Unit::Times => self.multiple(at, &mut role)?,
            Unit::Count(_) => {
                if role.subject.is_none() {
                    return Err(Silence::NoFlow);
                }
                role.relation = Relation::Count;
            }
            Unit::Ordinal => self.rank(at, &mut role)?,
            Unit::Quantity => return Err(Silence::Quantity),
            Unit::Points => self.points(at, &mut role)?,
            Unit::Range => return Err(Silence::Range),
            Unit::Bare => self.place_taken(at, &mut role)?,
        }
        Ok(role)
    }

    /// "Exports made up 5 million of the turnover": an amount of the flow that stands before its verb.
    fn is_part_told(&self, part: usize, whole: usize, at: usize) -> bool {
        let (part, whole) = (&self.subjects[part], &self.subjects[whole]);
        let flows = matches!(part.flows.as_slice(), [Flow::Exports | Flow::Imports]) && whole.flows == [Flow::Turnover];
        let verb = (part.items.end..at).any(|i| self.has(i, Tag::Amount) || self.has(i, Tag::Share));
        let same_clause = (part.items.end..at).all(|i| {
            self.quantity(i).is_none() && !self.has(i, Tag::And) && !self.has(i, Tag::Contrast) && !self.is_symbol(i, &[";"])
        });
        flows && verb && same_clause
    }

    /// "Average monthly exports were", where the word of the flow has it: not "a monthly trade surplus" of one month.
    fn averages(&self, from: usize, at: usize) -> bool {
        (from..at).any(|i| matches!(self.lower(i), "average" | "daily" | "weekly"))
            || self.lower(from) == "monthly"
                && self
                    .own_time(at, false)
                    .is_none_or(|i| !matches!(self.items[i].when(), Some(super::super::when::When::Months { count: 1, .. })))
    }

    /// "Its monthly export surpluses passed 10 billion": what each of them did.
    fn names_many_balances(&self, at: usize) -> bool {
        let Some(subject) = self.subject_before(at).map(|s| &self.subjects[s]) else { return false };
        let many = |i: usize| {
            matches!(self.tokens[self.items[i].tokens.end - 1].lower.as_str(), "surpluses" | "deficits" | "gaps" | "balances")
        };
        let monthly = |i: usize| matches!(self.lower(i), "monthly" | "quarterly");
        subject.items.clone().any(many) && (subject.items.start.saturating_sub(2)..subject.items.end).any(monthly)
    }

    /// "The average price per barrel of oil imports was 73 euros": the money of one piece.
    fn is_price(&self, at: usize) -> bool {
        if self.is_price_of_one(at) {
            return true;
        }
        let Some(subject) = self.subject_before(at) else { return false };
        let start = self.subjects[subject].items.start;
        let price = (0..start)
            .rev()
            .find(|&i| self.has(i, Tag::Price) || matches!(self.lower(i), "price" | "cost") || self.quantity(i).is_some());
        let price = price.filter(|&i| self.quantity(i).is_none());
        let leads = |i: usize| {
            matches!(self.items[i].thing, Thing::Word)
                || self.is_light(i)
                || self.has(i, Tag::Of)
                || matches!(self.lower(i), "per" | "for")
        };
        price.is_some_and(|price| start - price <= 8 && start > price + 1 && (price + 1..start).all(leads))
    }

    /// "Each ton of imported goods was worth 1,650 dollars".
    fn is_price_of_one(&self, at: usize) -> bool {
        let ends = |&i: &usize| !self.is_symbol(i, &[",", ";"]) && self.quantity(i).is_none();
        let unit = |tags: &[Tag]| tags.contains(&Tag::Quantity);
        let named = |token: usize| UNITS.longest(&self.tokens[token.min(self.tokens.len())..]).is_some_and(|(_, tags)| unit(tags));
        (0..at)
            .rev()
            .take_while(ends)
            .any(|i| matches!(self.lower(i), "each" | "every" | "per" | "one") && named(self.items[i].tokens.end))
    }

    /// Whether words of forecasts and targets stand about a number, up to the next clause or number on either side.
    pub(in crate::prose) fn is_forecast(&self, at: usize) -> bool {
        let ends = |i: usize| {
            self.quantity(i).is_some()
                || self.is_symbol(i, &[",", ";"])
                || self.items[i].has(Tag::Contrast) && self.lower(i) != "as"
        };
        // "Smaller than expected" speaks of what happened.
        let compared = |i: usize| i > 0 && matches!(self.lower(i - 1), "than" | "as" | "had");
        let foresees = |i: usize| self.has(i, Tag::Target) && self.lower(i) != "possible" && !compared(i);
        let before = (0..at).rev().take(14).take_while(|&i| !ends(i)).any(foresees);
        let behind = (at + 1..self.items.len()).take(6).take_while(|&i| !ends(i)).any(|i| {
            foresees(i)
                && matches!(
                    self.lower(i),
                    "expected" | "forecast" | "forecasted" | "predicted" | "projected" | "target" | "targeted" | "planned" | "goal"
                )
        });
        // "Exports should be of the order of 87 million, against 175 million for imports".
        let against = || {
            let base = self.governor(at).filter(|&i| self.has(i, Tag::Base))?;
            let number = (0..base).rev().find(|&i| self.quantity(i).is_some())?;
            (0..number).rev().take(14).take_while(|&i| !ends(i)).any(foresees).then_some(())
        };
        before || behind || against().is_some() || self.shares_verb(at).is_some_and(|before| self.is_forecast(before))
    }

    /// "Exports are expected to total 22 billion and imports 14 billion": the number whose verb this one shares.
    pub(in crate::prose) fn shares_verb(&self, at: usize) -> Option<usize> {
        let subject = self.subject_before(at)?;
        let start = self.subjects[subject].items.start;
        let before = (0..start).rev().find(|&i| self.quantity(i).is_some())?;
        let alone = (self.subjects[subject].items.end..at).all(|i| self.is_light(i));
        let joined = (before + 1..start).any(|i| self.has(i, Tag::And))
            && (before + 1..start).all(|i| self.change(i).is_none() && !self.has(i, Tag::Contrast) && !self.has(i, Tag::Base));
        (alone && joined).then_some(before)
    }
}
