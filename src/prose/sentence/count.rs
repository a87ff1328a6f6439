//! Counts that are told apart: "nine companies with foreign capital: three joint and six foreign".

use std::ops::Range;

use super::super::item::Thing;
use super::super::lexicon::{Tag, UNITS};
use super::super::numeral::{Numeral, numerals};
use super::super::place::text_of;
use super::super::quantity::Unit;
use super::super::token::Token;
use super::Sentence;
use crate::statement::Parts;

/// A number of things, and the numbers of the sorts that it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::prose) struct Counts {
    /// What is counted, as the list of units calls it.
    pub(in crate::prose) kind: &'static str,
    pub(in crate::prose) whole: Count,
    pub(in crate::prose) parts: Vec<Count>,
    /// Whether the parts are said to be all there are.
    pub(in crate::prose) completeness: Parts,
}

/// One of the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::prose) struct Count {
    /// The tokens of the number.
    pub(in crate::prose) number: Range<usize>,
    pub(in crate::prose) value: u64,
    /// What is counted, in the words of the text.
    pub(in crate::prose) noun: String,
}

/// Longer than this, a noun is a clause of its own.
const LONGEST_NOUN: usize = 12;
const LONGEST_PART: usize = 4;

impl Sentence<'_, '_> {
    /// The first count of the sentence that is told apart, with at least two sorts.
    ///
    /// Every word from the first number to the end of the list has to fit: a list that goes on in another way ("and a few others", "the
    /// rest", "among them") adds up to nothing.
    pub(in crate::prose) fn counts(&self) -> Option<Counts> {
        let numbers = self.whole_numbers();
        (0..numbers.len().saturating_sub(2)).find_map(|k| self.counts_from(&numbers[k..]))
    }

    fn counts_from(&self, numbers: &[(Range<usize>, u64)]) -> Option<Counts> {
        let [(number, value), rest @ ..] = numbers else { return None };
        let (first, _) = rest.first()?;
        let (kind, head) = self.counted(number.end)?;
        let (opening, completeness) = self.opening(head.end, first.start)?;
        if opening - number.end > LONGEST_NOUN || !self.are_words(head.end..opening) {
            return None;
        }
        let noun = self.noun(number.end..opening);
        let end = self.items.last()?.tokens.end;
        let mut parts = Vec::new();
        for (k, (number, value)) in rest.iter().enumerate() {
            let next = rest.get(k + 1).map_or(end, |(next, _)| next.start);
            let ends = (number.end..next).find(|&at| !self.is_label(at)).unwrap_or(next);
            let label = text_of(&self.tokens[number.end..ends]);
            if label.is_empty() || ends - number.end > LONGEST_PART {
                return None;
            }
            let has_noun = (number.end..ends).any(|at| self.counts_as(at).is_some());
            let noun = if has_noun { label } else { format!("{label} {}", text_of(&self.tokens[head.clone()])) };
            parts.push(Count { number: number.clone(), value: *value, noun });
            match self.tokens.get(ends).map(|token| token.text) {
                None | Some("." | ")" | ";") => break,
                Some(_) if rest.get(k + 1).is_some_and(|_| self.joins(ends..next)) => {}
                _ => return None,
            }
        }
        let distinct = (1..parts.len()).all(|k| parts[..k].iter().all(|known| known.noun != parts[k].noun && known.noun != noun));
        let whole = Count { number: number.clone(), value: *value, noun };
        (parts.len() > 1 && distinct).then_some(Counts { kind, whole, parts, completeness })
    }

    /// Whole numbers in digits and in words, in the order of the sentence.
    fn whole_numbers(&self) -> Vec<(Range<usize>, u64)> {
        let end = self.items.last().map_or(0, |item| item.tokens.end);
        let start = self.items.first().map_or(0, |item| item.tokens.start);
        let words = numerals(self.tokens, start..end).into_iter().filter_map(|(range, numeral)| match numeral {
            Numeral::Whole(value) => Some((range, value)),
            Numeral::Rough => None,
        });
        let digits = self.items.iter().filter_map(|item| {
            let quantity = item.quantity().filter(|q| matches!(q.unit, Unit::Bare | Unit::Count(_)) && q.other.is_none())?;
            let value = quantity.figure.amount().to_string().parse().ok().filter(|_| quantity.sign.is_none())?;
            self.tokens[quantity.number.start].is_number().then(|| (quantity.number.clone(), value))
        });
        let mut numbers: Vec<(Range<usize>, u64)> = words.chain(digits).collect();
        numbers.sort_by_key(|(range, _)| range.start);
        numbers
    }

    /// What is counted by a number that ends here, and the tokens of its noun: "big foreign companies".
    fn counted(&self, at: usize) -> Option<(&'static str, Range<usize>)> {
        let noun = (at..self.tokens.len().min(at + LONGEST_PART)).find(|&i| self.counts_as(i).is_some())?;
        let (len, kind) = self.counts_as(noun)?;
        (at..noun).all(|i| self.is_label(i)).then_some((kind, noun..noun + len))
    }

    fn counts_as(&self, at: usize) -> Option<(usize, &'static str)> {
        let (len, tags) = UNITS.longest(&self.tokens[at..])?;
        tags.iter().find_map(|tag| if let Tag::Count(kind) = tag { Some((len, *kind)) } else { None })
    }

    /// Where a list of sorts begins that ends before the first of its numbers, and whether it says that they are all.
    fn opening(&self, from: usize, number: usize) -> Option<(usize, Parts)> {
        let mark = (from..number).find(|&at| matches!(self.tokens[at].text, ":" | "," | "(" | "–" | "—" | ";"))?;
        let said = |at: usize| {
            let item = self.items.iter().find(|item| item.tokens.start == at && item.tokens.end == number)?;
            item.find(|tag| if let Tag::Listing(completeness) = tag { Some(completeness) } else { None })
        };
        match self.tokens[mark].text {
            "," | ";" => said(mark + 1).map(|completeness| (mark, completeness)),
            _ if mark + 1 == number => Some((mark, Parts::All)),
            _ => said(mark + 1).map(|completeness| (mark, completeness)),
        }
    }

    /// Whether tokens are words that may describe what is counted; a number among them counts something else.
    fn are_words(&self, tokens: Range<usize>) -> bool {
        self.tokens[tokens].iter().all(|token| token.is_word() || token.text == "-")
    }

    /// Whether a token may name a sort: no verb, no preposition, no mark.
    fn is_label(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let hyphen = token.text == "-" && !token.after_blank;
        let named = self.within(at).is_some_and(|item| match &self.items[item].thing {
            Thing::Word | Thing::Place(_) => !OTHERS.contains(&token.lower.as_str()),
            _ => self.is_name(item) || self.counts_as(at).is_some(),
        });
        hyphen || token.is_word() && named
    }

    /// Whether tokens are a comma, "and", or both.
    fn joins(&self, tokens: Range<usize>) -> bool {
        let joins = |token: &Token, at: usize| token.text == "," || self.within(at).is_some_and(|item| self.has(item, Tag::And));
        !tokens.is_empty() && tokens.clone().all(|at| joins(&self.tokens[at], at))
    }

    /// What is counted, up to the verb or place that follows it.
    fn noun(&self, tokens: Range<usize>) -> String {
        let stops = |at: &usize| {
            self.within(*at).is_some_and(|item| {
                let place = |next: usize| self.items.get(next).is_some_and(|next| next.place().is_some() || next.has(Tag::Region));
                self.has(item, Tag::In) && (place(item + 1) || place(item + 2))
                    || self.has(item, Tag::Amount)
                    || self.items[item].when().is_some()
            })
        };
        let end = tokens.clone().find(stops).unwrap_or(tokens.end);
        text_of(&self.tokens[tokens.start..end])
    }
}

/// Words that name no sort, but what is left.
const OTHERS: &[&str] = &["etc", "so", "others", "rest", "them"];
