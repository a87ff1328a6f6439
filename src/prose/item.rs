//! Tokens of a sentence put together to what they say: quantities, times, places, words of the lexicon.

use std::ops::Range;

use super::lexicon::{FlowWord, Tag, WORDS};
use super::place::{Place, place};
use super::quantity::{Quantity, quantity};
use super::token::Token;
use super::when::{When, when};
use crate::figure::Notation;

/// Something that a sentence is made of, with its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) thing: Thing,
    pub(super) tokens: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Thing {
    Quantity(Quantity),
    When(When),
    Place(Place),
    /// A phrase of the lexicon with all that it may be.
    Mark(&'static [Tag]),
    /// A word of no list.
    Word,
    Symbol,
}

impl Item {
    pub(super) fn has(&self, tag: Tag) -> bool {
        matches!(self.thing, Thing::Mark(tags) if tags.contains(&tag))
    }

    /// The first of its tags that `find` knows.
    pub(super) fn find<T>(&self, find: impl Fn(Tag) -> Option<T>) -> Option<T> {
        match self.thing {
            Thing::Mark(tags) => tags.iter().find_map(|tag| find(*tag)),
            _ => None,
        }
    }

    pub(super) fn flow(&self) -> Option<FlowWord> {
        self.find(|tag| if let Tag::Flow(flow) = tag { Some(flow) } else { None })
    }

    pub(super) fn quantity(&self) -> Option<&Quantity> {
        match &self.thing {
            Thing::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    pub(super) fn when(&self) -> Option<When> {
        match self.thing {
            Thing::When(when) => Some(when),
            _ => None,
        }
    }

    pub(super) fn place(&self) -> Option<&Place> {
        match &self.thing {
            Thing::Place(place) => Some(place),
            _ => None,
        }
    }
}

/// The items of a sentence.
pub(super) fn items(tokens: &[Token], sentence: Range<usize>, notation: Option<Notation>) -> Vec<Item> {
    let mut items = Vec::with_capacity(sentence.len());
    let mut at = sentence.start;
    let within = &tokens[..sentence.end];
    while at < sentence.end {
        let (len, thing) = item(within, at, notation);
        items.push(Item { thing, tokens: at..at + len });
        at += len;
    }
    items
}

fn item(tokens: &[Token], at: usize, notation: Option<Notation>) -> (usize, Thing) {
    let token = &tokens[at];
    let rest = &tokens[at..];
    let starts_time = (token.is_word() || token.is_number()) && !matches!(token.lower.as_str(), "of" | "in" | "for" | "and" | "to");
    if starts_time && let Some((len, when)) = when(rest) {
        return (len, Thing::When(when));
    }
    if token.lower == "in"
        && let Some((len, part @ When::Part(_))) = when(rest)
    {
        return (len, Thing::When(part));
    }
    // "27-nation European Union".
    if token.is_number()
        && let Some((len, place)) = place(tokens, at)
    {
        return (len, Thing::Place(place));
    }
    if let Some((len, quantity)) = quantity(tokens, at, notation) {
        return (len, Thing::Quantity(quantity));
    }
    let mark = WORDS.longest(rest);
    if let Some((len, place)) = place(tokens, at)
        && mark.is_none_or(|(marked, _)| len >= marked)
    {
        return (len, Thing::Place(place));
    }
    match mark {
        Some((len, tags)) => (len, Thing::Mark(tags)),
        None if token.is_word() => (1, Thing::Word),
        None => (1, Thing::Symbol),
    }
}
