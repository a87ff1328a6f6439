//! The time that something is compared with: which of a sentence it is, and what a change is counted from.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::Sentence;

impl Sentence<'_, '_> {
    /// Whether a time is what something is compared with.
    pub(in crate::prose) fn is_base_time(&self, at: usize) -> bool {
        let Some(when) = self.items[at].when() else { return false };
        if when.is_base() || self.months_before(at).is_some() {
            return true;
        }
        if let Some(told) = self.told_as_base(at) {
            return told;
        }
        let mut i = at;
        let mut crossed = false;
        while i > 0 {
            i -= 1;
            let item = &self.items[i];
            // "2.99 billion (revised from 3.01 billion) in January".
            if self.is_symbol(i, &[")"])
                && let Some(open) = (i.saturating_sub(8)..i).rev().find(|&k| self.is_symbol(k, &["("]))
            {
                i = open;
                continue;
            }
            match &item.thing {
                // "From 50.8 % in January–August 2005 to 43.1 %".
                Thing::Quantity(quantity)
                    if !crossed
                        && quantity.unit == Unit::Percent
                        && self.governor(i).is_some_and(|from| {
                            (self.has(from, Tag::From) || self.has(from, Tag::Base)) && self.subject_at(from).is_none()
                        }) =>
                {
                    return true;
                }
                Thing::Quantity(quantity) => {
                    if crossed || matches!(quantity.unit, Unit::Percent | Unit::Points | Unit::Times) {
                        return false;
                    }
                    crossed = true;
                }
                Thing::Mark(tags) => {
                    if tags.iter().any(|tag| matches!(tag, Tag::Base)) {
                        return true;
                    }
                    // "Earned 828 million from exports in November 2012".
                    let of_flow = self.subject_at(i + 1).filter(|&s| self.subjects[s].items.start == i + 1 && !crossed);
                    if tags.contains(&Tag::From)
                        && of_flow.is_some()
                        && i > 0
                        && self.quantity(i - 1).is_some()
                        && self.is_earned(i - 1)
                    {
                        return false;
                    }
                    if tags.contains(&Tag::From) && self.subject_at(i).is_none() {
                        // "This could be seen from the trade for the year 2009".
                        let seen =
                            |word: &str| matches!(word, "seen" | "evident" | "clear" | "apparent" | "known" | "shown" | "judged");
                        return !(i > 0 && seen(self.lower(i - 1)));
                    }
                    if tags.contains(&Tag::ThanWord) && self.lower(i) == "than" {
                        return true;
                    }
                    // "Double the surplus of 12 billion in 2022".
                    if crossed && self.is_multiple_of(i) {
                        return true;
                    }
                    // "Exceeded those of May 2018".
                    if matches!(self.lower(i), "exceeded" | "exceeds" | "surpassed" | "topped")
                        && matches!(self.lower_of(i + 1), "those" | "that")
                    {
                        return true;
                    }
                    // "0.5 % less than in February 1986", "7 million (+9 %) more than in 2018".
                    let rated = i
                        .checked_sub(1)
                        .and_then(|b| self.quantity(b))
                        .is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times));
                    // "5 billion more than the 4 billion of 1998".
                    let amount = crossed && i.checked_sub(1).is_some_and(|b| self.quantity(b).is_some());
                    if (rated || amount || self.has(i + 1, Tag::In)) && self.compares(i).is_some() {
                        return true;
                    }
                    // "Grew by 15 % over the first seven months of 2018".
                    let counted = matches!(when, super::super::when::When::Months { first: 1, count: 2.., .. });
                    let alone =
                        || (0..self.items.len()).all(|k| k == at || self.items[k].when().is_none_or(|other| other.is_base()));
                    if tags.contains(&Tag::Over) && counted && self.starts_with_first(at) && alone() {
                        return false;
                    }
                    let compares = tags.iter().any(|tag| matches!(tag, Tag::Over | Tag::On | Tag::Than(_)));
                    // "2.8 percent larger in 2023 than a year earlier": the time is its own.
                    let of_own_time = tags.iter().any(|tag| matches!(tag, Tag::Than(_)))
                        && self.has(i + 1, Tag::In)
                        && !matches!(self.lower(i), "above" | "below" | "beneath" | "behind" | "ahead")
                        && self.tokens[self.items[i].tokens.end - 1].lower != "than";
                    if of_own_time {
                        return false;
                    }
                    if compares {
                        let before = i.checked_sub(1);
                        // "Rose 1.5 % in March over February", but "made 754.5 million over January-September".
                        let rated = tags.contains(&Tag::Over)
                            && before.is_some_and(|b| !matches!(self.quantity(b).map(|q| q.unit), Some(Unit::Money(_))))
                            && self.items[..i].iter().any(|item| item.quantity().is_some_and(|q| q.unit == Unit::Percent));
                        let after_rate = rated
                            || before.is_some_and(|b| {
                                self.quantity(b).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times))
                                    || self.items[b]
                                        .find(|tag| matches!(tag, Tag::Change(_) | Tag::Factor(_)).then_some(()))
                                        .is_some()
                            });
                        return after_rate || tags.iter().any(|tag| matches!(tag, Tag::Than(_)));
                    }
                    let passes = tags.iter().any(|tag| {
                        matches!(tag, Tag::In | Tag::Of | Tag::AsOf | Tag::Function | Tag::Plain | Tag::Level | Tag::Total)
                    }) || self.subject_at(i).is_some()
                        || matches!(
                            self.lower(i),
                            "recorded"
                                | "registered"
                                | "reported"
                                | "seen"
                                | "'s"
                                | "reach"
                                | "reached"
                                | "hit"
                                | "set"
                                | "posted"
                                | "record"
                                | "achieved"
                                | "spent"
                                | "number"
                                | "figure"
                                | "amount"
                        )
                        || tags.iter().any(|tag| matches!(tag, Tag::Change(_))) && self.lower(i).ends_with("ing");
                    if tags.contains(&Tag::And) && crossed && i > 1 {
                        let before = i - 1 - usize::from(self.is_symbol(i - 1, &[","]));
                        if self.items[before].when().is_some() {
                            return self.is_base_time(before);
                        }
                        // "Compared with exports of 6.92 and imports of 6.90 billion in February 1986".
                        if self.quantity(before).is_some() {
                            crossed = false;
                            continue;
                        }
                    }
                    // "in 2009" begins a time of its own, unless an amount or flow before it is compared with.
                    if !passes {
                        // "after rising to 1.62 billion in February".
                        let risen = crossed && tags.contains(&Tag::To) && i > 0 && self.lower(i - 1).ends_with("ing");
                        if !risen {
                            return false;
                        }
                    }
                }
                Thing::Word if crossed && self.is_multiple_of(i) => return true,
                Thing::Place(_) => {}
                Thing::Word if self.lower(i).ends_with("ed") || crossed || self.subject_at(i).is_some() => {}
                _ => return false,
            }
            if at - i > 12 {
                return false;
            }
        }
        false
    }

    /// "The preceding three months": how many before those spoken of.
    pub(in crate::prose) fn months_before(&self, at: usize) -> Option<u8> {
        use super::super::when::{When, Year};
        let Some(When::Months { first: 1, count: count @ 2.., year: Year::Unsaid }) = self.items[at].when() else { return None };
        (at > 0 && matches!(self.lower(at - 1), "preceding" | "previous" | "prior")).then_some(count)
    }

    /// "Double the surplus of": a factor before what something is compared with.
    pub(super) fn is_multiple_of(&self, at: usize) -> bool {
        matches!(self.lower(at), "double" | "twice" | "triple" | "treble" | "half")
            && matches!(self.lower_of(at + 1), "the" | "that" | "its")
    }

    /// Whether a word of comparison stands behind a change with something else than a time: "over the decade", "above their
    /// pre-pandemic level".
    pub(in crate::prose) fn names_an_untold_base(&self, at: usize) -> bool {
        // "In the last ten years exports rose fivefold".
        let (first, last) = (at.saturating_sub(24), self.items.len().min(at + 18) - 1);
        let sentence = &self.tokens[self.items[first].tokens.start..self.items[last].tokens.end];
        let lasting = |words: &[super::super::token::Token]| {
            matches!(&*words[0].lower, "last" | "past") && matches!(&*words[2].lower, "years" | "decades")
        };
        let superlative =
            |word: &str| word.ends_with("est") && word != "latest" || matches!(word, "most" | "least" | "first" | "time" | "worst");
        let looks_back = |from: usize| sentence[from.saturating_sub(5)..from].iter().any(|token| superlative(&token.lower));
        if sentence.windows(3).enumerate().any(|(from, words)| lasting(words) && !looks_back(from)) {
            return true;
        }
        let compares = |i: usize| self.has(i, Tag::Over) || self.has(i, Tag::Base) || self.than(i).is_some();
        (at + 1..self.items.len()).take(8).filter(|&i| compares(i)).any(|i| {
            let rest = &self.items[i + 1..self.items.len().min(i + 4)];
            rest.first()
                .is_some_and(|item| matches!(self.tokens[item.tokens.start].lower.as_str(), "the" | "their" | "its" | "a" | "an"))
                && rest.iter().all(|item| item.when().is_none() && item.quantity().is_none())
        })
    }

    /// "Grew by 7 % and 10 % against the third quarter and the second, respectively": each rate has a base of its own.
    fn respective_base(&self, at: usize) -> Option<usize> {
        let numbers = self.joined_numbers(at);
        let nth = numbers.iter().position(|&i| i == at).filter(|_| numbers.len() > 1)?;
        let last = *numbers.last()?;
        let end = (last + 1..self.items.len()).find(|&i| self.has(i, Tag::Respectively))?;
        let bases: Vec<usize> = (last + 1..end).filter(|&i| self.items[i].when().is_some() && self.is_base_time(i)).collect();
        let is_rate = self.quantity(at).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times));
        bases.get(nth).copied().filter(|_| is_rate && bases.len() == numbers.len())
    }

    /// The time that a change at an item is counted from, and whether it is an amount's own.
    pub(in crate::prose) fn base_time(&self, at: usize) -> Option<usize> {
        if let Some(base) = self.respective_base(at) {
            return Some(base);
        }
        let is_base = |i: &usize| self.items[*i].when().is_some() && self.is_base_time(*i) && !self.is_aside(*i);
        let mut rates = 0;
        let mut parted = false;
        for i in at + 1..self.items.len() {
            if self.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times | Unit::Points)) {
                rates += 1;
            }
            let begins = self.items[i].has(Tag::Contrast) && !self.items[i].has(Tag::Base)
                || self.subjects.iter().any(|s| s.items.start == i && s.items.start > at + 1 && rates > 0);
            // "Fell 1.2 % and were down 5.7 % from June": the second has a base of its own.
            let own = rates > 0
                && i > at
                && self.quantity(i).is_some()
                && !self.lists(at, i)
                && !self.subjects.iter().any(|s| s.items.start > at && s.items.start < i)
                && self.quantity(i).is_some_and(|q| q.unit == Unit::Percent);
            if own {
                parted = true;
                break;
            }
            if rates > 0 && begins || self.is_symbol(i, &[";"]) || self.items[i].has(Tag::Contrast) && self.lower(i) != "as" {
                break;
            }
            if is_base(&i) {
                return (rates <= 1).then_some(i);
            }
        }
        // "Since 2019 exports have grown 40 %", but not "the highest since 2019".
        let since = (1..self.items.len())
            .find(|&i| self.items[i].when().is_some() && self.lower(i - 1) == "since")
            .filter(|&i| !(0..i).any(|k| self.lower(k) == "first" || self.lower(k) == "time" || self.lower(k).ends_with("est")));
        let before = (0..at).rev().find(is_base).or(since);
        before.or_else(|| (at..self.items.len()).rev().find(is_base).filter(|_| !parted))
    }
}
