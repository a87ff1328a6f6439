//! What an amount of money says: a level, a change, or what something is compared with.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::Place;
use super::super::quantity::{Quantity, Unit};
use super::super::subject::Subject;
use super::super::when::When;
use super::Sentence;
use super::near::Said;
use super::role::Role;
use crate::codelist::Flow;
use crate::statement::{Direction, Relation};

impl Sentence<'_, '_> {
    pub(in crate::prose) fn amount(&self, at: usize, quantity: &Quantity, role: &mut Role) {
        if let Some(subject) = role.subject {
            role.direction = self.sign_of_one(at).or(self.subjects[subject].side).or(role.direction);
        }
        if self.is_earlier_edition(at) {
            return;
        }
        if let Some(direction) = quantity.sign.filter(|_| !self.is_listed_by_dash(at)) {
            let balance = role.subject.is_some_and(|subject| self.subjects[subject].flows == [Flow::Balance]);
            // "A surplus of 21.0, compared with +4.6 billion in August 2024".
            let compared = || {
                let base = |i: usize| self.has(i, Tag::Base) || self.has(i, Tag::From);
                self.governor(at).is_some_and(base) && self.time_behind(at).is_some()
            };
            role.direction = match direction {
                Direction::Down if balance => Some(Direction::Deficit),
                Direction::Up if balance && compared() => Some(Direction::Surplus),
                _ => {
                    (role.relation, role.direction) = (Relation::AbsoluteChange, Some(direction));
                    return;
                }
            };
        }
        let governor = self.governor(at);
        let than =
            (at + 1..(at + 6).min(self.items.len())).find(|&i| self.than(i).or_else(|| self.compares(i)).is_some()).filter(|&i| {
                (i == at + 1 || (at + 1..i).any(|k| self.has(k, Tag::Or)))
                    && (at + 1..i).all(|k| {
                        self.has(k, Tag::Or)
                            || self.is_symbol(k, &[",", "(", ")"])
                            || self.quantity(k).is_some_and(|q| q.unit == Unit::Percent)
                    })
                    || self.is_conversion(at + 1, i)
            });
        // "Came to 143 million, that is 30 % less than in 2008".
        let reaches = |i: usize| self.has(i, Tag::To) || self.has(i, Tag::Amount) && !self.is_copula(i);
        let than = than.filter(|_| !governor.is_some_and(reaches));
        let by = governor.is_some_and(|i| self.has(i, Tag::By)) && matches!(self.said_before(at), Some((Said::Change(_), _)));
        // "A nine pct decline to 59.3 billion a year ago", but "fell by 0.2 billion on the year".
        let of_base_time = than.is_none()
            && !by
            && self.time_behind(at).is_some_and(|i| {
                self.items[i].when().is_some_and(|when| when.is_base() && !matches!(when, When::Over(_)))
                    && !(at + 1..i).any(|k| self.has(k, Tag::Over) || self.has(k, Tag::On))
            });
        // "The figures for the same month last year were 314 million".
        let only_base = || {
            let compared =
                |i: usize| i > 0 && [Tag::From, Tag::Over, Tag::On, Tag::ThanWord].iter().any(|tag| self.has(i - 1, *tag));
            // "While in the same period of 2022 there had been a surplus of 314 million": a clause of its own, which begins with its time.
            let opens = |i: &usize| matches!(self.lower(*i), "while" | "whereas") && self.lower(i + 1) == "in";
            let clause = (0..at).rev().find(opens).filter(|&i| self.items.get(i + 2).is_some_and(|item| item.when().is_some()));
            let clause = clause.map_or(0, |i| i + 1);
            (clause..at)
                .any(|i| self.items[i].when().is_some_and(|when| when.is_base() && !matches!(when, When::Over(_)) && !compared(i)))
                && (clause..at).all(|i| {
                    self.items[i].when().is_none_or(|when| when.is_base())
                        && self.change(i).is_none()
                        && !self.has(i, Tag::Base)
                        && self.than(i).is_none()
                })
                && self.time_behind(at).is_none()
        };
        // "Due to smaller sales of wheat, some 4 million": by so much.
        if let Some(way) = self.way_of_trade(at) {
            (role.relation, role.direction) = (Relation::AbsoluteChange, Some(way));
            return;
        }
        // "Plus another 7 million of soya": as the number before it, whichever way that is.
        if self.is_further(at) && governor.is_some_and(|i| self.lower(i) == "plus") {
            role.relation = Relation::Comparison;
            return;
        }
        role.is_base = of_base_time
            || only_base()
            || self.is_aside_amount(at)
            || self.is_what_more_is_than(at)
            || governor.is_some_and(|governor| self.is_base_word(governor, at));
        if role.is_base {
            return;
        }
        let direct = governor
            .and_then(|i| self.change(i).or_else(|| self.adverb(i)))
            // "For trade to exceed 90 million" tells the level.
            .is_some_and(|_| governor.is_some_and(|i| !self.has(i, Tag::Amount) && !self.lower(i).starts_with("exceed")));
        let of_change = governor
            .is_some_and(|i| self.has(i, Tag::Of) && i > 0 && self.change(i - 1).is_some() && self.subject_at(i - 1).is_none());
        let of_change = of_change || governor.is_some_and(|i| self.has(i, Tag::Of) && self.changes_to(i, at));
        // "An increase in the surplus on oil of 200 million": the change, of what is not quite the balance.
        if !of_change
            && governor.is_some_and(|i| self.has(i, Tag::Of))
            && role.subject.is_some_and(|subject| self.subjects[subject].flows == [Flow::Balance] && self.is_what_changes(subject))
        {
            role.relation = Relation::Comparison;
            return;
        }
        // "Imports at 27 billion grew by 2 %": what the verb says is another number's.
        let of_another = |verb: usize| self.has(verb + 1, Tag::By) && (verb + 2..verb + 5).any(|i| self.quantity(i).is_some());
        let behind = self.said_behind(at).filter(|&(_, verb)| !self.has(at + 1, Tag::From) && !of_another(verb));
        // "Rose 5.1 %, or 5.1 billion, to 105.2 billion".
        let or_change = governor.is_some_and(|i| {
            let before = i.wrapping_sub(1 + usize::from(i > 0 && self.is_symbol(i - 1, &[","])));
            self.has(i, Tag::Or)
                && self.quantity(before).is_some_and(|q| q.unit == Unit::Percent)
                && matches!(self.said_before(before), Some((Said::Change(_), _)))
                && !self.is_symbol(at + 1, &[")"])
        });
        // "Improved by 2.1 billion": a balance rose; whether something else did depends on what it is.
        if governor.is_some_and(|i| self.has(i, Tag::By))
            && !by
            && let Some(better) = (at.saturating_sub(4)..at).rev().find_map(|i| match self.lower(i) {
                "improved" | "improving" | "strengthened" => Some(true),
                "deteriorated" | "worsened" | "weakened" => Some(false),
                _ => None,
            })
        {
            let balance = role.subject.map(|s| &self.subjects[s]).filter(|s| s.flows == [Flow::Balance]);
            role.relation = balance.map_or(Relation::Comparison, |_| Relation::AbsoluteChange);
            role.direction = balance.map(|subject| {
                let below = subject.gap || subject.side == Some(Direction::Deficit);
                if better == below { Direction::Down } else { Direction::Up }
            });
            return;
        }
        // "Exports gained 19 million, reducing 9 percent" tells what they came to; alone, "gained" may be either.
        if governor.is_some_and(|i| matches!(self.lower(i), "gain" | "gained" | "gaining")) && !self.reaches_behind(at) {
            if !self.is_rated_behind(at) {
                role.relation = Relation::Comparison;
            }
            return;
        }
        // "A figure lower in 2 million than that of 2019".
        let lower_in = governor.filter(|&i| i > 0 && self.lower(i) == "in" && self.has(at + 1, Tag::ThanWord)).map(|i| i - 1);
        if let Some(direction) =
            lower_in.and_then(|i| self.than(i).or_else(|| self.compares(i)).or_else(|| by_comparative(self.lower(i))))
        {
            (role.relation, role.direction) = (Relation::AbsoluteChange, Some(direction));
            return;
        }
        let by = by || or_change;
        let said = match (by || direct || of_change, behind, than) {
            (true, ..) => self.said_before(at),
            (_, Some(said), _) => Some(said),
            (_, _, Some(i)) => self.than(i).or_else(|| self.compares(i)).map(|direction| (Said::Change(direction), i)),
            _ => None,
        };
        // "Sold 3.7 billion more than they bought" compares two flows.
        let pronoun = |i: usize| matches!(self.lower(i), "we" | "they" | "it" | "what");
        if than.is_some_and(|i| (i + 1..self.items.len().min(i + 3)).any(pronoun)) {
            role.relation = Relation::Comparison;
            return;
        }
        // "Exports were 10 billion more than imports" is said of the balance.
        let than_flow = said.and_then(|(_, i)| (i + 1..self.items.len().min(i + 4)).find_map(|k| self.subject_at(k)));
        if let Some(other) =
            than_flow.filter(|&other| role.subject.is_some_and(|one| self.subjects[one].flows != self.subjects[other].flows))
        {
            let of_flows = matches!(self.subjects[other].flows.as_slice(), [Flow::Exports | Flow::Imports])
                && !self.subjects[other].items.contains(&at);
            let compared = said.is_some_and(|(_, i)| self.compares(i).is_some() || self.than(i).is_some());
            if of_flows && compared {
                role.relation = Relation::Comparison;
                return;
            }
        }
        if let Some((Said::Change(direction), i)) = said {
            (role.relation, role.direction) = (Relation::AbsoluteChange, Some(self.turned(i, direction)));
        } else if self.is_further(at) {
            role.relation = Relation::Comparison;
        } else if let Some(direction) = self.changes_too(at) {
            (role.relation, role.direction) = (Relation::AbsoluteChange, Some(direction));
        }
    }

    /// "Chad – 12 million, Mali –6 million": a dash that touches its number, where the list has others that do not.
    fn is_listed_by_dash(&self, at: usize) -> bool {
        let named = |i: usize| i > 0 && self.items[i - 1].place().is_some();
        let dashed = |i: usize| i > 0 && self.is_symbol(i - 1, &["-", "–", "—"]) && named(i - 1);
        named(at) && (0..self.items.len()).any(|i| self.quantity(i).is_some() && dashed(i))
    }

    /// "Goods were up 236 million (6 %) and services exports 54 million": a change, where the number whose verb it shares is one.
    fn changes_too(&self, at: usize) -> Option<Direction> {
        let subject = self.subject_before(at)?;
        let start = self.subjects[subject].items.start;
        let amount = |i: &usize| matches!(self.quantity(*i).map(|q| q.unit), Some(Unit::Money(_)));
        let before = (start.saturating_sub(12)..start).rev().find(amount)?;
        let alone = (self.subjects[subject].items.end..at).all(|i| self.is_light(i));
        let rated = |i: usize| self.is_symbol(i, &["(", ")"]) || self.quantity(i).is_some_and(|q| q.unit == Unit::Percent);
        let joined = (before + 1..start).any(|i| self.has(i, Tag::And))
            && (before + 1..start).all(|i| rated(i) || self.has(i, Tag::And) || self.is_symbol(i, &[","]));
        let word = self.governor(before).filter(|_| alone && joined)?;
        let by = || self.has(word, Tag::By) && word > 0;
        let direction =
            self.change(word).or_else(|| self.adverb(word)).or_else(|| if by() { self.change(word - 1) } else { None })?;
        Some(self.turned(word, direction))
    }

    /// "Imports outpaced exports by 4 million": the flow that stands first, and on which side the balance then is.
    pub(in crate::prose) fn difference_of_flows(&self, at: usize) -> Option<(usize, Direction)> {
        let by = self.governor(at).filter(|&i| self.has(i, Tag::By))?;
        let verb = (by.saturating_sub(6)..by).rev().find(|&i| self.has(i, Tag::Surpass))?;
        let first = self.subjects.iter().rposition(|subject| subject.items.end <= verb)?;
        let second = self.subjects.iter().position(|subject| subject.items.start > verb && subject.items.end <= by)?;
        let is_near = |from: usize, to: usize| (from..to).all(|i| self.is_light(i) || self.items[i].place().is_some());
        let [one, other] = [first, second].map(|s| &self.subjects[s]);
        let of_one = other.reporter.is_none() || other.reporter == one.reporter;
        let of_sort = |subject: &Subject| (subject.commodity.clone(), subject.scope, subject.population.clone());
        let told = |subject: &Subject| (subject.basis, subject.adjusted.clone());
        let alike = of_one && of_sort(one) == of_sort(other) && told(one) == told(other) && one.partner == other.partner;
        if !alike || !is_near(one.items.end, verb) || !is_near(verb + 1, other.items.start) || !is_near(other.items.end, by) {
            return None;
        }
        match (&one.flows[..], &other.flows[..]) {
            ([Flow::Exports], [Flow::Imports]) => Some((first, Direction::Surplus)),
            ([Flow::Imports], [Flow::Exports]) => Some((first, Direction::Deficit)),
            _ => None,
        }
    }

    /// "The deficit reflects purchases of aircraft worth 650 million": the money is that of what was bought.
    pub(in crate::prose) fn is_worth_of_things(&self, at: usize) -> bool {
        let worth = self.governor(at).filter(|&i| self.lower(i) == "worth");
        let of_things = worth.and_then(|i| i.checked_sub(1)).is_some_and(|i| self.items[i].thing == Thing::Word);
        let balance = |s: usize| self.subjects[s].flows == [Flow::Balance] && self.subjects[s].items.end < at;
        of_things && self.subject_before(at).is_some_and(balance)
    }

    /// "174 million cases": a noun in the plural that is no word of the lexicon is what the number counts.
    pub(in crate::prose) fn counts_things(&self, at: usize) -> bool {
        let word = self.lower_of(at + 1);
        self.items.get(at + 1).is_some_and(|item| item.thing == Thing::Word)
            && word.len() > 4
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && word.ends_with('s')
            && !["ss", "us", "is", "wards", "ways"].iter().any(|end| word.ends_with(end))
    }

    /// "A negative balance of 1.3 billion, while a year before there had been a positive one of 1.4 billion".
    fn sign_of_one(&self, at: usize) -> Option<Direction> {
        let of = self.governor(at).filter(|&i| i > 1 && self.has(i, Tag::Of) && self.lower(i - 1) == "one")?;
        match self.lower(of - 2) {
            "negative" => Some(Direction::Deficit),
            "positive" => Some(Direction::Surplus),
            _ => None,
        }
    }

    /// "The balance was negative, at 2.3 billion", "it was positive: 315.5 million".
    pub(in crate::prose) fn sign_told(&self, at: usize) -> Option<Direction> {
        let passed = |&i: &usize| {
            self.is_light(i) || self.has(i, Tag::At) || self.has(i, Tag::Amount) || self.is_symbol(i, &[",", ":", "–", "-", "—"])
        };
        let words = (at.saturating_sub(6)..at).rev().take_while(passed);
        words.into_iter().find_map(|i| match self.lower(i) {
            "negative" => Some(Direction::Deficit),
            "positive" => Some(Direction::Surplus),
            _ => None,
        })
    }

    /// "A full 1 billion more than the 0.7 billion of 1998": the second.
    fn is_what_more_is_than(&self, at: usize) -> bool {
        let Some(than) = at.checked_sub(2).filter(|&i| i > 0 && self.lower(i + 1) == "the") else { return false };
        let compared = self.quantity(than - 1).is_some_and(|q| matches!(q.unit, Unit::Money(_) | Unit::Percent | Unit::Times));
        compared && self.compares(than).is_some()
    }

    /// "Dropped by 2 million, from 7 million to 5 million".
    pub(in crate::prose) fn falls_or_rises_from(&self, at: usize) -> bool {
        let money = |i: usize| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)));
        let by = self.governor(at).is_some_and(|i| self.has(i, Tag::By) && i > 0 && self.change(i - 1).is_some());
        let next = (at + 1..self.items.len()).find(|&i| self.quantity(i).is_some());
        money(at) && by && next.is_some_and(|next| money(next) && self.governor(next).is_some_and(|i| self.has(i, Tag::From)))
    }

    /// "A balance of 23 billion in favour of Chad": whose surplus it is.
    pub(in crate::prose) fn favoured(&self, at: usize) -> Option<&Place> {
        let favour = (at + 1..self.items.len().min(at + 8)).find(|&i| {
            matches!(self.lower(i), "favour" | "favor")
                || self.items[i].tokens.len() > 1
                    && self.tokens[self.items[i].tokens.clone()].iter().any(|token| matches!(&*token.lower, "favour" | "favor"))
        })?;
        let place = (favour + 1..self.items.len().min(favour + 4)).find(|&i| !self.is_light(i) && !self.has(i, Tag::Of))?;
        (at + 1..favour).all(|i| self.quantity(i).is_none()).then(|| self.items[place].place()).flatten()
    }

    /// "Revised upwards by 40 million": by how much a figure was put right, and no figure.
    pub(in crate::prose) fn is_amount_of_revision(&self, at: usize) -> bool {
        let way = |i: usize| {
            matches!(self.lower(i), "up" | "down" | "upwards" | "upward" | "downwards" | "downward" | "further" | "slightly")
        };
        let verb = self.governor(at).filter(|&by| self.has(by, Tag::By)).and_then(|by| (0..by).rev().find(|&i| !way(i)));
        verb.is_some_and(|verb| matches!(self.lower(verb), "revised" | "corrected"))
    }

    /// "An additional 5.5 billion": a part, or what comes to another amount.
    fn is_further(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at)
            .rev()
            .take_while(|&i| self.is_light(i) || matches!(self.lower(i), "additional" | "extra" | "further" | "another"))
            .any(|i| matches!(self.lower(i), "additional" | "extra" | "further" | "another"))
    }

    /// Whether only an amount or a rate in brackets, or the end of them, stands between: "3.7 billion pounds (5.8 billion dollars) more", "15 million
    /// (-9 %) lower".
    fn is_conversion(&self, from: usize, to: usize) -> bool {
        // Behind an open bracket the word is the bracket's: "4.5 million (5 % more)".
        let count = |mark| (from..to).filter(|&k| self.is_symbol(k, &[mark])).count();
        from < to
            && count("(") <= count(")")
            && (from..to).all(|k| {
                self.is_symbol(k, &["(", ")"]) || self.quantity(k).is_some_and(|q| matches!(q.unit, Unit::Money(_) | Unit::Percent))
            })
    }

    /// "A decrease in the deficit of 1.2 billion to 65.7 billion": the first of two amounts is the change.
    pub(in crate::prose) fn changes_to(&self, of: usize, at: usize) -> bool {
        let noun = (of.saturating_sub(8)..of).any(|i| self.change(i).is_some() && self.has(i + 1, Tag::In));
        let next =
            (at + 1..self.items.len().min(at + 5)).find(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))));
        noun && next.and_then(|next| self.governor(next)).is_some_and(|i| self.has(i, Tag::To))
    }

    /// "Gained 19 million to 120 million": what was reached stands behind.
    fn reaches_behind(&self, at: usize) -> bool {
        let to = at + 1 + usize::from(self.is_symbol(at + 1, &[","]));
        let amount = |i: usize| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)));
        self.has(to, Tag::To) && (to + 1..self.items.len().min(to + 4)).any(amount)
            || self.has(to, Tag::From) && (to + 1..self.items.len().min(to + 4)).any(amount)
    }

    /// "19 million, reducing 9 percent", "19 million, an increase of 9 percent", "19 million, up 9 percent".
    fn is_rated_behind(&self, at: usize) -> bool {
        let rate = (at + 1..self.items.len().min(at + 8)).find(|&i| self.quantity(i).is_some());
        let rate = rate.filter(|&i| self.quantity(i).is_some_and(|q| q.unit == Unit::Percent));
        rate.is_some_and(|rate| (at + 1..rate).any(|i| self.change(i).or_else(|| self.adverb(i)).is_some()))
    }

    /// Whether a mention is what a noun of change is said of: "an increase in the surplus".
    fn is_what_changes(&self, subject: usize) -> bool {
        let link = self.governor(self.subjects[subject].items.start).filter(|&i| self.has(i, Tag::In));
        link.is_some_and(|i| i > 0 && self.change(i - 1).is_some())
    }

    /// Whether an amount goes on a list of what something is compared with: "from 5.7 billion in January and 4.77 billion a year ago".
    pub(in crate::prose) fn lists_bases(&self, governor: usize) -> bool {
        if !self.has(governor, Tag::And) && !self.is_symbol(governor, &[","]) && !self.has(governor, Tag::Or) {
            return false;
        }
        let mut i = governor;
        while i > 0 {
            i -= 1;
            if self.items[i].when().is_some()
                || self.subject_at(i).is_some()
                || self.is_symbol(i, &[","])
                || self.has(i, Tag::In)
                || self.has(i, Tag::Ago)
                || self.change(i).is_some()
                || matches!(self.lower(i), "recorded" | "registered")
            {
                continue;
            }
            let is_rate = |i: usize| match self.quantity(i).map(|q| q.unit) {
                Some(Unit::Money(_)) => Some(false),
                Some(Unit::Percent) => Some(true),
                _ => None,
            };
            let listed = (governor + 1..self.items.len().min(governor + 6)).find(|&k| self.quantity(k).is_some());
            let alike = is_rate(i).is_some() && listed.is_none_or(|k| is_rate(k) == is_rate(i));
            return alike && self.governor(i).is_some_and(|before| self.is_base_word(before, i));
        }
        false
    }

    /// "And imports of 6.6 billion" behind an amount that is compared with.
    fn lists_on(&self, at: usize) -> bool {
        let Some(subject) = self.subject_before(at) else { return false };
        let and = self.subjects[subject].items.start.checked_sub(1).filter(|&i| self.has(i, Tag::And) && i > 0);
        let Some(before) = and.map(|and| and - 1).filter(|&i| self.quantity(i).is_some()) else { return false };
        self.governor(before).is_some_and(|i| self.is_base_word(i, before))
    }

    /// Whether the word that governs an amount makes it what something is compared with.
    pub(in crate::prose) fn is_base_word(&self, governor: usize, at: usize) -> bool {
        if self.lists_bases(governor) {
            return true;
        }
        if self.has(governor, Tag::To) || self.has(governor, Tag::By) {
            return false;
        }
        if self.has(governor, Tag::From)
            || self.has(governor, Tag::Base)
            || self.has(governor, Tag::ThanWord) && self.lower(governor) == "than"
        {
            // "more than 5 billion" is a qualifier.
            return true;
        }
        // "42 pct above the 16.98 billion", "up 19.7 pct over the 8.35 billion".
        let compares = self.than(governor).is_some() || self.has(governor, Tag::Over);
        let after_rate = governor > 0 && self.quantity(governor - 1).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times));
        let article = self
            .items
            .get(governor + 1)
            .is_some_and(|next| next.when().is_some() || matches!(self.lower(governor + 1), "the" | "a" | "an" | "its"));
        if compares && (after_rate || article && !self.has(governor, Tag::Over)) {
            return true;
        }
        // "from January's 23.52 billion", "with a deficit of 1.76 billion".
        let passes = |i: usize| {
            self.items[i].when().is_some()
                || self.subject_at(i).is_some()
                || self.has(i, Tag::Of)
                || self.has(i, Tag::Level)
                || matches!(self.lower(i), "'s" | "revised")
                || self.is_light(i) && self.quantity(i).is_none()
                || self.items[i].place().is_some()
                || self.change(i).is_some() && self.lower(i).ends_with("ing") && self.has(governor, Tag::To)
        };
        // "An improvement over September, when the deficit was 1 billion".
        if self.has(governor, Tag::Amount)
            && let Some(when) = (governor.saturating_sub(4)..governor).find(|&i| self.lower(i) == "when")
            && (when.saturating_sub(4)..when).any(|i| self.items[i].when().is_some() && (self.is_base_time(i) || self.is_aside(i)))
        {
            return true;
        }
        // "below that of the same period last year, which reached 2.46 billion".
        let said = |i: usize| self.has(i, Tag::Amount) || self.subject_at(i).is_some() || self.is_light(i);
        let which = (governor.saturating_sub(5)..governor).rev().find(|&i| self.lower(i) == "which" || !said(i));
        if self.has(governor, Tag::Amount)
            && let Some(which) = which.filter(|&i| i > 0 && self.lower(i) == "which")
        {
            let before = which - 1 - usize::from(self.is_symbol(which - 1, &[","]) && which > 1);
            return self.items[before].when().is_some_and(|when| when.is_base());
        }
        if !passes(governor) {
            return false;
        }
        // "Compared with exports of 6.7 and imports of 6.6 billion in January and exports of 6.9 billion": the list goes on.
        let and = (governor.saturating_sub(4)..governor).rev().find(|&i| !passes(i)).filter(|&i| self.has(i, Tag::And) && i > 1);
        if let Some(and) = and.filter(|&i| self.items[i - 1].when().is_some())
            && let Some(before) = (and.saturating_sub(4)..and).rev().find(|&i| self.quantity(i).is_some())
        {
            return self.governor(before).is_some_and(|i| self.is_base_word(i, before)) || self.lists_on(before);
        }
        let mut i = governor;
        while i > 0 && passes(i) && at - i < 8 {
            i -= 1;
        }
        i < governor
            && (self.is_multiple_of(i)
                || self.has(i, Tag::From)
                && !self.in_subject_as_partner(i)
                // "Those from Chile (3.5 billion)".
                && !(i > 0 && matches!(self.lower(i - 1), "those" | "that"))
                || self.has(i, Tag::Base)
                || self.than(i).is_some() && self.lower(i) != "more" && self.lower(i) != "less"
                || self.lower(i) == "than")
    }

    /// "(Revised from 2.72 billion)": what an earlier edition said of the number before it.
    pub(in crate::prose) fn is_earlier_edition(&self, at: usize) -> bool {
        let Some(mut i) = self.governor(at) else { return false };
        // "Raised to 60 million, from the 37 million of the first reading".
        let of = |k: usize| matches!(self.lower(k), "reading" | "estimate" | "edition");
        let first = |k: usize| matches!(self.lower(k), "first" | "flash" | "preliminary" | "initial" | "earlier");
        let edition = (at + 1..self.items.len().min(at + 5)).find(|&k| of(k));
        if self.has(at + 1, Tag::Of) && self.has(i, Tag::From) && edition.is_some_and(|edition| (at + 1..edition).any(first)) {
            return true;
        }
        // "Revised upwards from a provisional surplus of 11.9 billion".
        if self.has(i, Tag::Of) {
            let passed = |i: usize| self.is_light(i) || self.subject_at(i).is_some() || self.has(i, Tag::Of);
            while i > 0 && passed(i) && !self.has(i, Tag::From) {
                i -= 1;
            }
        }
        i > 0 && self.has(i, Tag::From) && (i.saturating_sub(3)..i).any(|k| self.lower(k) == "revised")
    }

    pub(in crate::prose) fn in_subject_as_partner(&self, at: usize) -> bool {
        self.subject_at(at).is_some()
    }
}

fn by_comparative(word: &str) -> Option<Direction> {
    match word {
        "higher" | "greater" | "larger" => Some(Direction::Up),
        "lower" | "smaller" | "less" => Some(Direction::Down),
        _ => None,
    }
}
