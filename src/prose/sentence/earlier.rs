//! A rate that another is compared with in passing: "grew 2 % in 2019, reversing a 7 % decline in 2018".

use super::super::item::Thing;
use super::super::quantity::Unit;
use super::Sentence;

impl Sentence<'_, '_> {
    /// Whether a rate is an earlier one, which the rate before it goes against or goes on from.
    pub(in crate::prose) fn is_earlier_rate(&self, at: usize) -> bool {
        let is_rate = self.quantity(at).is_some_and(|quantity| quantity.unit == Unit::Percent);
        let passed = |&i: &usize| self.is_light(i) || self.items[i].thing == Thing::Word || self.is_article(i);
        let link = || (at.saturating_sub(4)..at).rev().find(|i| self.is_earlier_link(*i) || !passed(i));
        is_rate && self.noun_of_change(at).is_some() && link().is_some_and(|i| self.is_earlier_link(i))
    }

    /// "Reversing", "extending", "after"; "an improvement from".
    pub(super) fn is_earlier_link(&self, at: usize) -> bool {
        let word = self.lower(at);
        let turn = |i: usize| TURNS.contains(&self.lower(i));
        LINKS.contains(&word) || word == "from" && (at.saturating_sub(2)..at).any(turn)
    }

    /// The time of an earlier rate, right behind its noun: "decline in 2018", "drop the previous year", "rise recorded in May".
    pub(in crate::prose) fn time_of_earlier_rate(&self, at: usize) -> Option<usize> {
        let noun = self.noun_of_change(at)?;
        let passed = |i: usize| {
            self.is_light(i)
                || matches!(
                    self.lower(i),
                    "in" | "of" | "for" | "during" | "recorded" | "seen" | "posted" | "registered" | "reported" | "logged"
                )
        };
        (noun + 1..self.items.len().min(noun + 6))
            .find(|&i| self.items[i].when().is_some() || !passed(i))
            .filter(|&i| self.items[i].when().is_some())
    }

    /// Whether a time is that of an earlier rate, and so of nothing that follows.
    pub(in crate::prose) fn is_time_of_earlier_rate(&self, time: usize) -> bool {
        (time.saturating_sub(9)..time).any(|at| self.is_earlier_rate(at) && self.time_of_earlier_rate(at) == Some(time))
    }

    fn noun_of_change(&self, at: usize) -> Option<usize> {
        (at + 1..self.items.len().min(at + 3)).find(|&i| self.change(i).is_some())
    }
}

/// Words between a rate and the one that it goes against.
const LINKS: &[&str] = &[
    "reversing",
    "reverses",
    "reversed",
    "extending",
    "extends",
    "offsetting",
    "erasing",
    "recouping",
    "following",
    "follows",
    "followed",
    "after",
];

/// Nouns behind which "from" names where a rate came from.
const TURNS: &[&str] =
    &["improvement", "rebound", "recovery", "slowdown", "acceleration", "deterioration", "turnaround", "easing", "pickup", "swing"];
