//! Places that carry a number without a flow of their own: "Asia gained 19 %", "with Chile up 9 % and Japan down 4 %".

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{Form, Place};
use super::super::quantity::Unit;
use super::Sentence;
use super::own::Own;
use crate::statement::Direction;

impl Sentence<'_, '_> {
    /// The places that stand before the verb of a number's clause, where that names no flow. `opens`: whether a clause may begin with the
    /// sentence.
    pub(super) fn carrying_places(&self, at: usize, from: usize, opens: bool) -> Option<Own> {
        let lists = |i: usize| self.items[i].place().is_some();
        self.clause_starts(at, from, opens, lists).find_map(|start| self.places_with_verb(start, at))
    }

    fn places_with_verb(&self, start: usize, at: usize) -> Option<Own> {
        let passed = |i: usize| {
            self.items[i].place().is_none()
                && self.subject_at(i).is_none()
                && (self.items[i].when().is_some()
                    || self.is_light(i)
                    || self.has(i, Tag::Plain) && self.than(i).is_some()
                    || matches!(self.lower(i), "markets" | "countries" | "neighbours" | "neighbors" | "partners"))
        };
        let first = (start..at).find(|&i| !passed(i))?;
        let place = self.items[first].place().filter(|place| place.form != Form::Adjective && self.subject_at(first).is_none())?;
        let mut verb = self.end_of_places(first);
        let end = verb;
        // "The European Union (EU 27) saw".
        if self.is_symbol(verb, &["("]) {
            verb = (verb..at).find(|&i| self.is_symbol(i, &[")"])).filter(|&close| (verb..close).all(|i| !self.is_figure(i)))? + 1;
        }
        let name = if end > first + 1 { self.names_of_places(first..end) } else { place.name.clone() };
        while verb < at && (matches!(self.lower(verb), "also" | "which" | "alone" | "both" | "has" | "have" | "had" | ",")) {
            verb += 1;
        }
        let is_verb = verb < at && (self.carries_numbers(verb, start) || LEADING.contains(&self.lower(verb)));
        let flows = (verb..at).any(|i| self.subject_at(i).is_some() || self.has(i, Tag::Other));
        (is_verb && !flows).then_some(Own::Partner(name))
    }

    /// A noun for what is traded, or for the wish of it.
    pub(in crate::prose) fn is_trade_noun(&self, at: usize) -> bool {
        matches!(self.lower_of(at), "sales" | "purchases" | "shipments" | "deliveries" | "demand" | "supplies")
    }

    /// The place that "its" before a mention stands for: the one before the verb of the clause.
    pub(in crate::prose) fn antecedent(&self, subject: usize) -> Option<&Place> {
        let mention = &self.subjects[subject];
        let start = mention.items.start;
        let pronoun = (start.saturating_sub(1)..=start).find(|&i| self.lower(i) == "its")?;
        if mention.reporter.is_some() || mention.trader {
            return None;
        }
        let at = (0..pronoun).rev().find(|&i| self.items[i].place().is_some())?;
        let heads = at == 0
            || self
                .governor(at)
                .is_none_or(|i| self.is_symbol(i, &[",", ";"]) || self.has(i, Tag::Contrast) || self.has(i, Tag::With));
        let verb = self.change(at + 1).is_some()
            || LEADING.contains(&self.lower(at + 1))
            || self.has(at + 1, Tag::Amount) && !self.has(at + 1, Tag::Copula);
        let flows = (0..pronoun).any(|i| self.subject_at(i).is_some());
        self.items[at].place().filter(|place| heads && verb && !flows && place.form != Form::Adjective)
    }

    /// "As for Spain as a whole, firms exported": the place that a sentence is about from its head on.
    pub(in crate::prose) fn taken_as_a_whole(&self, subject: usize) -> Option<&Place> {
        let at = (0..self.subjects[subject].items.start.min(6)).find(|&i| self.items[i].place().is_some())?;
        let behind = self.items[at].tokens.end;
        let words: Vec<&str> = self.tokens[behind..].iter().take(3).map(|token| token.lower.as_str()).collect();
        self.items[at].place().filter(|_| words == ["as", "a", "whole"])
    }

    /// "And in China, down 3.5 %": what stands before the comma before a change.
    pub(super) fn apposed_name(&self, at: usize, from: usize) -> Option<Own> {
        // A verb behind a comma is the sentence's own.
        let word = self.governor(at).filter(|&i| self.adverb(i).is_some())?;
        let comma = word.checked_sub(1).filter(|&i| i > from && self.is_symbol(i, &[","]))?;
        let first = (from..comma).rev().take_while(|&i| self.is_named(i) && self.subject_at(i).is_none()).last()?;
        let link = (from..first).rev().find(|&i| !self.is_article(i))?;
        let led = [Tag::In, Tag::Of, Tag::To, Tag::From, Tag::By, Tag::With].iter().any(|tag| self.has(link, *tag))
            || matches!(self.lower(link), "for" | "in" | "like");
        let listed = self.is_symbol(link, &[","]) || self.has(link, Tag::And);
        if let Some(place) = self.items[first].place().filter(|place| place.form != Form::Adjective) {
            return (comma == first + 1 && (led || listed)).then(|| Own::Partner(place.name.clone()));
        }
        let last = comma - 1;
        let named = self.items[last].thing == Thing::Word && !self.is_noun(last, Tag::Idiom) && !self.is_noun(last, Tag::General);
        let listed = listed && (0..at).any(|i| self.quantity(i).is_some()) && from > 0;
        (named && (led || listed)).then(|| Own::Commodity(self.words(first..comma)))
    }

    fn is_figure(&self, at: usize) -> bool {
        self.quantity(at).is_some_and(|q| matches!(q.unit, Unit::Percent))
    }

    /// "Higher purchases from Sweden (12 %)": the way that trade went with those whose percentages stand in brackets.
    pub(super) fn trades_more_with(&self, at: usize) -> Option<Direction> {
        let passed = |i: usize| {
            self.items[i].place().is_some()
                || self.quantity(i).is_some()
                || self.is_named(i)
                || self.is_light(i)
                || [Tag::And, Tag::To, Tag::From, Tag::With, Tag::Of].iter().any(|tag| self.has(i, *tag))
                || self.is_symbol(i, &[",", "(", ")"])
        };
        let mut traded = false;
        for i in (at.saturating_sub(16)..at.checked_sub(1)?).rev() {
            if self.has(i, Tag::Share) || self.has(i, Tag::Amount) {
                return None;
            }
            let apart = !self.is_symbol(i + 1, &["-"]);
            let way = self.than(i).or_else(|| self.change(i)).or_else(|| by_adjective(self.lower(i)));
            if way.is_some() {
                return way.filter(|_| traded && apart);
            }
            if !passed(i) {
                return None;
            }
            traded |= self.subject_at(i).is_some() || self.is_trade_noun(i);
        }
        None
    }
}

fn by_adjective(word: &str) -> Option<Direction> {
    match word {
        "increased" | "stronger" | "rising" | "growing" => Some(Direction::Up),
        "reduced" | "weaker" | "falling" | "declining" | "diminished" => Some(Direction::Down),
        _ => None,
    }
}

/// Verbs of a place that had the change which stands behind them.
const LEADING: &[&str] = &[
    "led",
    "leads",
    "leading",
    "suffered",
    "experienced",
    "enjoyed",
    "witnessed",
    "witnessing",
    "logged",
    "notched",
    "seeing",
    "took",
    "imported",
    "bought",
    "supplied",
    "headed",
    "followed",
    "topped",
];
