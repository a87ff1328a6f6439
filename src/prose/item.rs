//! Tokens of a sentence put together to what they say: quantities, times, places, words of the lexicon.

use std::ops::Range;

use super::lexicon::{FlowWord, Tag, WORDS};
use super::place::{Place, place};
use super::quantity::{Quantity, quantity};
use super::token::Token;
use super::when::{Step, When, when};
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
        if let Some(months) = compared_months(within, at, &items) {
            items.extend(months);
            at = items.last().map_or(at + 1, |item: &Item| item.tokens.end);
            continue;
        }
        let (len, thing) = item(within, at, sentence.start, notation);
        items.push(Item { thing, tokens: at..at + len });
        at += len;
    }
    items
}

/// "Fell by 4 % between August and September 2014": two months that follow each other, the second compared with the first. Of a level,
/// and where a year before is spoken of, both are one period.
fn compared_months(tokens: &[Token], at: usize, before: &[Item]) -> Option<[Item; 4]> {
    if tokens[at].lower != "between" {
        return None;
    }
    let (len, When::Months { count: 2, .. }) = when(&tokens[at..])? else { return None };
    let end = at + len;
    let and = (at..end).find(|&i| tokens[i].lower == "and")?;
    let first = when(&tokens[at + 1..and]).filter(|(len, _)| *len == and - at - 1)?.1;
    let last = when(&tokens[and + 1..end])?.1;
    let stops = |item: &Item| matches!(&item.thing, Thing::Symbol if matches!(tokens[item.tokens.start].text, "," | ";"));
    let changes = before
        .iter()
        .rev()
        .take(10)
        .take_while(|item| !stops(item))
        .any(|item| item.find(|tag| matches!(tag, Tag::Change(_) | Tag::Adverb(_)).then_some(())).is_some());
    // "Between August and September exports rose by 5 billion": at the head of its sentence.
    let change_behind = || {
        let clause =
            (end..tokens.len().min(end + 8)).take_while(|&i| !tokens[i].is_number() && !matches!(tokens[i].text, "." | ";"));
        before.iter().all(|item| item.thing == Thing::Symbol)
            && clause
                .into_iter()
                .any(|i| WORDS.longest(&tokens[i..]).is_some_and(|(_, tags)| tags.iter().any(|tag| matches!(tag, Tag::Change(_)))))
    };
    let of_year =
        |at: usize| matches!(when(&tokens[at..]), Some((_, When::Over(Step::Year) | When::Before(Step::Year) | When::Same(_))));
    if !(changes || change_behind()) || (end..tokens.len()).any(of_year) {
        return None;
    }
    let mark = |at: usize| Item {
        thing: WORDS.longest(&tokens[at..]).map_or(Thing::Word, |(_, tags)| Thing::Mark(tags)),
        tokens: at..at + 1,
    };
    let time = |when: When, tokens: Range<usize>| Item { thing: Thing::When(when), tokens };
    Some([mark(at), time(first, at + 1..and), mark(and), time(last, and + 1..end)])
}

/// "Wang Jun, deputy director": a short month that is a name, where the word before it is one and nothing of a date is beside it.
fn is_name(tokens: &[Token], at: usize, start: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else { return false };
    let short = matches!(tokens[at].lower.as_str(), "jan" | "mar" | "apr" | "april" | "may" | "jun" | "june" | "jul" | "august");
    let follows = &tokens[before];
    short
        && tokens[at].is_capitalised()
        && follows.is_capitalised()
        && follows.text.chars().any(char::is_lowercase)
        && !follows.word.is_known()
        && place(tokens, before).is_none()
}

fn item(tokens: &[Token], at: usize, start: usize, notation: Option<Notation>) -> (usize, Thing) {
    let token = &tokens[at];
    let rest = &tokens[at..];
    let starts_time = (token.is_word() || token.is_number()) && !matches!(token.lower.as_str(), "of" | "in" | "for" | "and" | "to");
    if starts_time && let Some((len, when)) = when(rest) {
        if len == 1 && is_name(tokens, at, start) {
            return (1, Thing::Word);
        }
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
