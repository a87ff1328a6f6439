//! Numbers in words: `nine`, `twenty-five`, `two hundred and fifty`, `two thirds`, `a dozen`.

use std::ops::Range;

use super::lexicon::{NUMERALS, Tag, UNITS, WORDS};
use super::token::Token;

/// What a number in words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    Whole(u64),
    /// A part or a round number whose exactness nothing tells: `two thirds`, `dozens`, `half`.
    Rough,
}

/// The numbers in words among these tokens, each with its tokens.
pub(super) fn numerals(tokens: &[Token], within: Range<usize>) -> Vec<(Range<usize>, Numeral)> {
    let mut found = Vec::new();
    let tokens = &tokens[..within.end];
    let mut at = within.start;
    while at < within.end {
        let (len, numeral) = numeral(tokens, at).unwrap_or((1, None));
        if let Some((skipped, numeral)) = numeral {
            found.push((at + skipped..at + len, numeral));
        }
        at += len;
    }
    found
}

/// A number below a thousand, as it may stand before a unit: `nine`, `twenty-five`, `two hundred and six`. How many tokens it has, and
/// its value.
pub(super) fn small(tokens: &[Token], at: usize) -> Option<(usize, u64)> {
    let reader = Reader { tokens };
    let before = at.checked_sub(1).map(|i| if reader.is(i, Tag::And) { i.saturating_sub(1) } else { i });
    // The rest of a longer number is none of its own.
    let is_rest = at > 1 && reader.hyphen(at - 1) == at && reader.below_hundred(at - 2).is_some();
    if is_rest || before.is_some_and(|i| reader.multiplier(i).is_some()) {
        return None;
    }
    let (end, value) = reader.below_hundred(at)?;
    let (end, value) = reader.hundreds(end, value).unwrap_or((end, value));
    Some((end - at, value))
}

/// Articles that belong to no number as it is printed, and the number.
type Found = (usize, Numeral);

/// What begins here: how many tokens it has, and the number among them, if they are one.
fn numeral(tokens: &[Token], at: usize) -> Option<(usize, Option<Found>)> {
    let reader = Reader { tokens };
    let (len, tags) = NUMERALS.longest(&tokens[at..])?;
    if tags.contains(&Tag::Not) {
        return Some((len, None));
    }
    let skipped = usize::from(tags.contains(&Tag::Article));
    if let Some(end) = reader.fraction(at) {
        return Some((end - at, Some((0, Numeral::Rough))));
    }
    if let Some((end, value)) = reader.whole(at) {
        let end = reader.and_a_half(end).map_or((end, Numeral::Whole(value)), |end| (end, Numeral::Rough));
        let is_number = value != 1 || end.1 == Numeral::Rough || reader.is_counted(at + 1);
        return Some((end.0 - at, is_number.then_some((skipped, end.1))));
    }
    let is_rough = tags.iter().any(|tag| matches!(tag, Tag::Rough | Tag::Halves));
    is_rough.then_some((len, Some((0, Numeral::Rough))))
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
}

impl Reader<'_, '_> {
    /// The one word here, by what it is in the list of numbers.
    fn tagged<T>(&self, at: usize, find: impl Fn(Tag) -> Option<T>) -> Option<T> {
        let word = self.tokens.get(at..at + 1)?;
        NUMERALS.longest(word)?.1.iter().find_map(|tag| find(*tag))
    }

    fn is(&self, at: usize, tag: Tag) -> bool {
        self.tagged(at, |found| (found == tag).then_some(())).is_some()
    }

    /// Past a hyphen that stands between two words without blanks.
    fn hyphen(&self, at: usize) -> usize {
        let joins = |at: usize| self.tokens.get(at).is_some_and(|token| !token.after_blank);
        let dash = self.tokens.get(at).is_some_and(|token| matches!(token.text, "-" | "‑"));
        at + usize::from(dash && joins(at) && joins(at + 1))
    }

    /// `nine`, `twenty-five`.
    fn below_hundred(&self, at: usize) -> Option<(usize, u64)> {
        let number = |at: usize| self.tagged(at, |tag| if let Tag::Number(number) = tag { Some(u64::from(number)) } else { None });
        let first = number(at)?;
        let next = self.hyphen(at + 1);
        match number(next).filter(|unit| first >= 20 && *unit < 10) {
            Some(unit) => Some((next + 1, first + unit)),
            None => Some((at + 1, first)),
        }
    }

    fn multiplier(&self, at: usize) -> Option<u64> {
        self.tagged(at, |tag| if let Tag::Multiplier(exponent) = tag { 10u64.checked_pow(exponent as u32) } else { None })
    }

    /// What follows so many hundreds: `two hundred`, `two hundred and fifty`.
    fn hundreds(&self, at: usize, value: u64) -> Option<(usize, u64)> {
        let hundred = self.hyphen(at);
        self.multiplier(hundred).filter(|factor| *factor == 100 && value < 100)?;
        let and = hundred + 1 + usize::from(self.is(hundred + 1, Tag::And));
        match self.below_hundred(and).filter(|_| self.fraction(and).is_none()) {
            Some((end, rest)) => Some((end, value * 100 + rest)),
            None => Some((hundred + 1, value * 100)),
        }
    }

    /// `two hundred and fifty`, `a thousand`, `three million two hundred thousand`.
    fn whole(&self, at: usize) -> Option<(usize, u64)> {
        let article = self.is(at, Tag::Article);
        let below_thousand = |at: usize| {
            let (end, value) = self.below_hundred(at)?;
            Some(self.hundreds(end, value).unwrap_or((end, value)))
        };
        let (mut end, mut value) = if article {
            self.multiplier(at + 1)?;
            self.hundreds(at + 1, 1).unwrap_or((at + 1, 1))
        } else {
            below_thousand(at)?
        };
        let mut total = 0u64;
        let mut least = u64::MAX;
        while let Some(factor) = self.multiplier(self.hyphen(end)).filter(|factor| *factor > 100 && *factor < least) {
            end = self.hyphen(end) + 1;
            (total, value, least) = (total.saturating_add(value.saturating_mul(factor)), 0, factor);
            // What follows is smaller than what it is added to: "three thousand and five", and no "three thousand and five million".
            let and = end + usize::from(self.is(end, Tag::And));
            let rest = below_thousand(and).filter(|_| self.fraction(and).is_none());
            let rest = rest.filter(|(after, _)| self.multiplier(*after).is_none_or(|next| and == end && next < factor));
            if let Some((after, rest)) = rest {
                (end, value) = (after, rest);
            }
        }
        Some((end, total.saturating_add(value)))
    }

    /// `two and a half`.
    fn and_a_half(&self, at: usize) -> Option<usize> {
        let half = self.is(at, Tag::And) && self.is(at + 1, Tag::Article) && self.is(at + 2, Tag::Halves);
        half.then_some(at + 3)
    }

    /// `two thirds`, `one-fifth`, `a quarter of`.
    fn fraction(&self, at: usize) -> Option<usize> {
        let (end, value) = match self.is(at, Tag::Article) {
            true => (at + 1, None),
            false => self.below_hundred(at).map(|(end, value)| (end, Some(value)))?,
        };
        let part = self.hyphen(end);
        if !self.is(part, Tag::Fraction) {
            return None;
        }
        // "Three quarters" of a year and "a third company" are no parts.
        let is_time = WORDS.longest(&self.tokens[part..]).is_some_and(|(_, tags)| tags.contains(&Tag::UnitQuarter));
        let is_part = match value {
            _ if is_time => self.is(part + 1, Tag::Of),
            None => self.ends_noun(part + 1),
            Some(_) => true,
        };
        is_part.then_some(part + 1)
    }

    /// Whether what stands here begins something new, so that the word before it is a noun.
    fn ends_noun(&self, at: usize) -> bool {
        if self.is(at, Tag::Of) {
            return true;
        }
        let Some(next) = self.tokens.get(at).filter(|token| token.is_word()) else { return true };
        let opens = |tag: &Tag| {
            matches!(tag, Tag::From | Tag::To | Tag::In | Tag::On | Tag::And | Tag::Than(_) | Tag::Contrast | Tag::Base)
        };
        !next.is_capitalised() && WORDS.longest(&self.tokens[at..]).is_some_and(|(_, tags)| tags.iter().any(opens))
    }

    /// "One" is a number before what is counted or measured, and in a row with another number; else it is a pronoun.
    fn is_counted(&self, at: usize) -> bool {
        let Some(rest) = self.tokens.get(self.hyphen(at)..) else { return false };
        let is_time = |tag: &Tag| matches!(tag, Tag::UnitMonth | Tag::UnitQuarter | Tag::UnitHalf | Tag::UnitYear | Tag::Time);
        let is_unit = UNITS.longest(rest).is_some_and(|(len, _)| rest[..len].iter().any(|token| token.text.len() > 1));
        let in_a_row = || {
            let joins = |token: &Token| {
                token.is_symbol(",")
                    || NUMERALS.longest(std::slice::from_ref(token)).is_some_and(|(_, tags)| tags.contains(&Tag::And))
            };
            let join = rest.iter().take(3).position(joins)?;
            let other = rest.get(join + 1)?;
            let is_numeral = NUMERALS
                .longest(std::slice::from_ref(other))
                .is_some_and(|(_, tags)| tags.iter().any(|tag| matches!(tag, Tag::Number(2..))));
            (other.is_number() || is_numeral).then_some(())
        };
        is_unit || WORDS.longest(rest).is_some_and(|(_, tags)| tags.iter().any(is_time)) || in_a_row().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens(text);
        let found: Vec<String> = numerals(&tokens, 0..tokens.len())
            .into_iter()
            .map(|(range, numeral)| {
                let printed = &text[tokens[range.start].span.start..tokens[range.end - 1].span.end];
                match numeral {
                    Numeral::Whole(value) => format!("{printed} {value}"),
                    Numeral::Rough => printed.to_owned(),
                }
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn wholes() {
        check("nine companies, three of them joint", &["nine 9", "three 3"]);
        check("twenty-five firms and thirty one stalls", &["twenty-five 25", "thirty one 31"]);
        check("two hundred and fifty people, a hundred guests", &["two hundred and fifty 250", "hundred 100"]);
        check(
            "three thousand and five, two million and six million",
            &["three thousand and five 3005", "two million 2000000", "six million 6000000"],
        );
        check("one thousand two hundred days; three and six", &["one thousand two hundred 1200", "three 3", "six 6"]);
        check("one joint and six foreign ones, one percent, one year", &["one 1", "six 6", "one 1", "one 1"]);
    }

    #[test]
    fn rough_numbers() {
        check("two thirds of it, two-fifths, a third of them", &["two thirds", "two-fifths", "a third"]);
        check("a dozen ports, dozens of ships, half of all, half a million", &["dozen", "dozens of", "half", "half a million"]);
        check("three quarters of sales, two and a half times", &["three quarters", "two and a half"]);
    }

    #[test]
    fn words_that_are_no_numbers() {
        check("One of the largest; they met one another; no one came; at one point.", &[]);
        check("A second time, first, the third country, a third company, the first half, one can see", &[]);
        check("a quarter earlier, a fifth meeting, two-way trade, in thousands of dollars, million USD", &[]);
    }
}
