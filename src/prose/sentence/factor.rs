//! Factors, counts of times and ranks, in digits and in words.

use super::super::item::Thing;
use super::super::lexicon::{FlowWord, Tag};
use super::Sentence;
use super::near::Said;
use super::role::{Role, Silence};
use crate::statement::{Direction, Relation};

/// A word of growth that is a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::prose) enum Factor {
    Times(u8),
    Half,
}

impl Sentence<'_, '_> {
    pub(in crate::prose) fn multiple(&self, at: usize, role: &mut Role) -> Result<(), Silence> {
        let near = (at.saturating_sub(9)..at)
            .rev()
            .take_while(|&i| self.quantity(i).is_none())
            .find_map(|i| Some((Said::Change(self.change(i)?), i)));
        let said = self.said_behind(at).or(near).or_else(|| self.said_before(at));
        match said {
            Some((Said::Change(direction), i)) => {
                role.relation = Relation::Multiple;
                role.direction = Some(self.turned(i, direction));
                Ok(())
            }
            Some((Said::Rate(direction), _)) => {
                role.relation = Relation::Multiple;
                role.direction = direction;
                Ok(())
            }
            _ => Err(Silence::Duration),
        }
    }

    /// `the 133rd largest importer`: a rank of those who trade.
    pub(in crate::prose) fn rank(&self, at: usize, role: &mut Role) -> Result<(), Silence> {
        let end = (at + 6).min(self.items.len());
        let trader = (at + 1..end).find(|&i| self.subject_at(i).is_some_and(|s| self.subjects[s].trader));
        // "The 47th largest trading partner" is one phrase.
        let within = trader.and_then(|i| self.subject_at(i)).is_some_and(|s| {
            let items = &self.items[self.subjects[s].items.clone()];
            items.iter().flat_map(|item| item.tokens.clone()).any(|token| self.tokens[token].lower.ends_with("est"))
        });
        // "Its 5th import supplier".
        let direct = trader.is_some_and(|i| (at + 1..i).all(|k| self.is_light(k)));
        let ranked = within || direct || (at + 1..end).any(|i| self.has(i, Tag::Rank));
        let placed = (at.saturating_sub(3)..at).any(|i| self.has(i, Tag::Rank));
        match trader.filter(|_| ranked).or_else(|| (placed || self.has(at + 1, Tag::Rank)).then_some(at)) {
            Some(i) => {
                role.subject = self.subject_at(i).or(role.subject);
                role.relation = Relation::Rank;
                role.qualifier = None;
                if role.subject.is_none() { Err(Silence::NoFlow) } else { Ok(()) }
            }
            None => Err(Silence::Label),
        }
    }

    /// `ranked 6`: a place among others in digits alone.
    pub(in crate::prose) fn place_taken(&self, at: usize, role: &mut Role) -> Result<(), Silence> {
        let ranks = at.checked_sub(1).is_some_and(|before| self.has(before, Tag::Rank) && self.lower(before).starts_with("rank"));
        let number = self.quantity(at).and_then(|q| q.figure.printed().parse::<u16>().ok()).filter(|n| (1..=300).contains(n));
        if !ranks || number.is_none() {
            return Err(Silence::Unclear);
        }
        role.relation = Relation::Rank;
        role.qualifier = None;
        if role.subject.is_none() { Err(Silence::NoFlow) } else { Ok(()) }
    }

    /// The word of growth that stands as a factor: "exports more than doubled".
    pub(in crate::prose) fn factor(&self, at: usize, carried: bool) -> Option<(Factor, Role)> {
        let item = self.items.get(at)?;
        let factor = item.find(|tag| match tag {
            Tag::Factor(factor) => Some(Factor::Times(factor)),
            Tag::Halved => Some(Factor::Half),
            _ => None,
        })?;
        // "Down by double digits".
        if self.tokens[item.tokens.end..].iter().take(2).any(|token| matches!(&*token.lower, "digit" | "digits")) {
            return None;
        }
        let subject = self.subject_before(at).or_else(|| self.subject_behind(at));
        if subject.is_none() && !carried || self.other_before(at) {
            return None;
        }
        // "twice a year", "twice in May": a factor of growth has a word of growth, or is one.
        let word = self.lower(at);
        if matches!(
            word,
            "twice" | "thrice" | "double" | "triple" | "twofold" | "threefold" | "two" | "three" | "fourfold" | "treble"
        ) {
            let (said, i) = self.said_before(at)?;
            if at - i > 3 || !matches!(said, Said::Change(_)) {
                return None;
            }
        }
        let down =
            factor == Factor::Half || matches!(self.said_before(at), Some((Said::Change(Direction::Down), i)) if at - i <= 2);
        let qualifier = at
            .checked_sub(1)
            .and_then(|before| self.items[before].find(|tag| if let Tag::Qualifier(q) = tag { Some(q) } else { None }));
        let direction = Some(if down { Direction::Down } else { Direction::Up });
        let role = Role { direction, qualifier, is_forecast: self.is_forecast(at), ..Role::of(Relation::Multiple, subject) };
        Some((factor, role))
    }

    /// A number in words that ranks: `ranks seven`, `in the top ten`.
    pub(in crate::prose) fn ranks_in_words(&self, at: usize) -> Option<u8> {
        // "The second export destination", "its fifth most important partner".
        let counterpart =
            (at + 1..self.items.len().min(at + 6)).find(|&i| self.subject_at(i).is_some_and(|s| self.subjects[s].counterpart));
        let passed =
            |i: usize| self.is_light(i) || self.has(i, Tag::Rank) || matches!(self.lower(i), "most" | "important" | "main" | "-");
        let place = self.items.get(at)?.find(|tag| if let Tag::Ordinal(n @ 2..) = tag { Some(n) } else { None });
        if let Some(place) = place.filter(|_| counterpart.is_some_and(|i| (at + 1..i).all(passed))) {
            return Some(place);
        }
        // "In the first place", "second place in the football league", "fourth in football".
        let goes_on = at + 1 + usize::from(matches!(self.lower_of(at + 1), "place" | "position" | "spot"));
        let noun = goes_on + 1 + usize::from(self.lower_of(goes_on + 1) == "the");
        let of_other = self.has(goes_on, Tag::In)
            && self.items.get(noun).is_some_and(|item| item.thing == Thing::Word)
            && !matches!(
                self.lower(noun),
                "union" | "world" | "region" | "district" | "federation" | "bloc" | "continent" | "list"
            )
            && self.subject_at(noun).is_none();
        if of_other || self.governor(at).is_some_and(|i| self.lower(i) == "in") {
            return None;
        }
        // "Malaysia ranked fourth".
        let ranked = at.checked_sub(1).is_some_and(|i| self.has(i, Tag::Rank) && self.lower(i).starts_with("rank"));
        if let Some(place) = place.filter(|_| ranked && !self.subjects.is_empty() && !self.has(at + 1, Tag::And)) {
            return Some(place);
        }
        // "Took the third place among its trading partners", "the first place in exports".
        let any_place = self.items.get(at)?.find(|tag| if let Tag::Ordinal(n) = tag { Some(n) } else { None });
        let among = || {
            (at + 2..self.items.len().min(at + 8)).any(|i| {
                let flow = |s: usize| self.subjects[s].counterpart || self.has(i - 1, Tag::In) || self.has(i - 1, Tag::By);
                self.subject_at(i).is_some_and(flow)
            })
        };
        // "By the volume of exports the region holds the first place".
        let held = || {
            let by_flow = matches!(self.lower(0), "by" | "in") && self.subject_before(at).is_some();
            by_flow && self.governor(at).is_some_and(|i| self.has(i, Tag::Share))
        };
        let is_place = matches!(self.lower_of(at + 1), "place" | "position" | "spot");
        if let Some(place) = any_place.filter(|_| is_place && (among() || held())) {
            return Some(place);
        }
        let number = self.items.get(at)?.find(|tag| if let Tag::Number(n) = tag { Some(n) } else { None })?;
        let before = at.checked_sub(1)?;
        let partner =
            self.items[at..self.items.len().min(at + 6)].iter().any(|item| item.flow().is_some_and(FlowWord::is_counterpart));
        let ranks = self.has(before, Tag::Rank) && (partner || self.lower(before).starts_with("rank"));
        ranks.then_some(number)
    }
}
