//! A sentence with its subjects, and what each of its numbers says of them.

mod amount;
mod aside;
mod base;
mod bracket;
mod compared;
mod count;
mod counterpart;
mod earlier;
mod factor;
mod falls;
mod holder;
mod members;
mod moment;
mod near;
mod object;
mod own;
mod pair;
mod percentage;
mod role;
mod share;
mod speaks;
mod split;
mod topic;

use super::item::{Item, Thing};
use super::lexicon::Tag;
use super::quantity::Quantity;
use super::subject::Subject;
use super::token::Token;
use crate::figure::Qualifier;
use crate::statement::Direction;

pub(super) use count::{Count, Counts};
pub(super) use factor::Factor;
pub(super) use own::{OneOfTwo, Own};
pub(super) use role::{Role, Silence};
pub(super) use split::sentences;

/// A sentence whose subjects are known.
pub(in crate::prose) struct Sentence<'s, 't> {
    pub(in crate::prose) tokens: &'s [Token<'t>],
    pub(in crate::prose) items: Vec<Item>,
    pub(in crate::prose) subjects: Vec<Subject>,
    /// Subjects that are deficits and surpluses of something else than trade: of a budget, of the current account.
    pub(in crate::prose) others: Vec<usize>,
}

impl Sentence<'_, '_> {
    pub(in crate::prose) fn quantity(&self, at: usize) -> Option<&Quantity> {
        self.items.get(at)?.quantity()
    }

    pub(in crate::prose) fn lower(&self, at: usize) -> &str {
        &self.tokens[self.items[at].tokens.start].lower
    }

    /// As `lower`, of an item that may be beyond the end.
    pub(in crate::prose) fn lower_of(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| &self.tokens[item.tokens.start].lower)
    }

    pub(in crate::prose) fn has(&self, at: usize, tag: Tag) -> bool {
        self.items.get(at).is_some_and(|item| item.has(tag))
    }

    pub(in crate::prose) fn is_symbol(&self, at: usize, symbols: &[&str]) -> bool {
        self.items.get(at).is_some_and(|item| item.thing == Thing::Symbol && symbols.contains(&self.tokens[item.tokens.start].text))
    }

    /// Whether an item is a word that names something: no verb, and no word of change.
    pub(in crate::prose) fn is_name(&self, at: usize) -> bool {
        match &self.items[at].thing {
            Thing::Word => !self.lower(at).ends_with("'s"),
            Thing::Mark(tags) => {
                tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::Goods | Tag::Label | Tag::Other))
                    && !tags.iter().any(|tag| matches!(tag, Tag::Change(_) | Tag::Than(_) | Tag::Amount | Tag::Share | Tag::Base))
            }
            _ => false,
        }
    }

    /// Whether an item is part of the mention of a subject.
    pub(in crate::prose) fn subject_at(&self, at: usize) -> Option<usize> {
        self.subjects.iter().position(|subject| subject.items.contains(&at))
    }

    /// The item that a token belongs to.
    pub(in crate::prose) fn within(&self, token: usize) -> Option<usize> {
        let at = self.items.partition_point(|item| item.tokens.end <= token);
        self.items.get(at).filter(|item| item.tokens.contains(&token)).map(|_| at)
    }

    /// Articles, qualifiers and adjectives before an item are passed: the item that governs it.
    pub(in crate::prose) fn governor(&self, at: usize) -> Option<usize> {
        let mut before = at.checked_sub(1)?;
        while self.is_light(before) {
            before = before.checked_sub(1)?;
        }
        Some(before)
    }

    /// Whether an item says nothing of how a number is meant: articles, qualifiers, brackets, adjectives.
    pub(in crate::prose) fn is_light(&self, at: usize) -> bool {
        let item = &self.items[at];
        let governs = |tag: &Tag| {
            matches!(
                tag,
                Tag::From
                    | Tag::To
                    | Tag::By
                    | Tag::Of
                    | Tag::At
                    | Tag::With
                    | Tag::And
                    | Tag::Or
                    | Tag::Base
                    | Tag::ThanWord
                    | Tag::Over
                    | Tag::On
                    | Tag::In
            )
        };
        match &item.thing {
            Thing::Mark(tags) => {
                tags.iter().any(|tag| matches!(tag, Tag::Function | Tag::Plain | Tag::Qualifier(_) | Tag::Total))
                    && !tags.iter().any(|tag| {
                        governs(tag) && !matches!(tag, Tag::Over)
                            || matches!(tag, Tag::Change(_) | Tag::Adverb(_) | Tag::Amount | Tag::Share | Tag::Than(_))
                    })
            }
            Thing::Symbol => self.is_symbol(at, &["(", "[", "“", "\"", "'"]),
            _ => false,
        }
    }

    pub(in crate::prose) fn change(&self, at: usize) -> Option<Direction> {
        self.items.get(at)?.find(|tag| if let Tag::Change(direction) = tag { Some(direction) } else { None })
    }

    pub(in crate::prose) fn adverb(&self, at: usize) -> Option<Direction> {
        self.items.get(at)?.find(|tag| if let Tag::Adverb(direction) = tag { Some(direction) } else { None })
    }

    pub(in crate::prose) fn than(&self, at: usize) -> Option<Direction> {
        self.items.get(at)?.find(|tag| if let Tag::Than(direction) = tag { Some(direction) } else { None })
    }

    /// "More than", "less than" behind a number: no qualifier of another one, but a comparison.
    pub(in crate::prose) fn compares(&self, at: usize) -> Option<Direction> {
        let qualifier = self.items.get(at)?.find(|tag| if let Tag::Qualifier(q) = tag { Some(q) } else { None })?;
        match (qualifier, self.lower(at)) {
            (Qualifier::MoreThan, "more" | "greater" | "above" | "higher") => Some(Direction::Up),
            (Qualifier::LessThan, "less" | "fewer" | "below" | "lower") => Some(Direction::Down),
            // "Under the value of a year earlier", but not "under an agreement".
            (Qualifier::LessThan, "under") if matches!(self.lower_of(at + 1), "that" | "those") => Some(Direction::Down),
            (Qualifier::LessThan, "under")
                if self.lower_of(at + 1) == "the" && matches!(self.lower_of(at + 2), "value" | "level" | "figure") =>
            {
                Some(Direction::Down)
            }
            _ => None,
        }
    }
}
