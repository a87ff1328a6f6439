//! Numbers in words that no statement was made of, each with the reason.

use std::ops::Range;

use super::super::item::Thing;
use super::super::lexicon::{Tag, UNITS};
use super::super::markup::Passage;
use super::super::numeral::{Numeral, numerals};
use super::super::sentence::Sentence;
use super::super::{Reason, Unread};
use super::Document;

impl Document<'_> {
    /// Lists the numbers in words of a sentence that are in no statement and in no number listed since it began.
    pub(super) fn words(&mut self, sentence: &Sentence, passage: &Passage, stated: usize, listed: usize) {
        let mut words =
            numerals(sentence.tokens, sentence.items[0].tokens.start..sentence.items[sentence.items.len() - 1].tokens.end);
        words.retain(|(range, _)| !sentence.within(range.start).is_some_and(|at| hides(sentence, at)));
        let mut found: Vec<(Range<usize>, Reason)> =
            words.into_iter().map(|(range, numeral)| (range.clone(), reason(sentence, range, numeral))).collect();
        let factors = (0..sentence.items.len()).filter(|&at| is_factor(sentence, at));
        found.extend(factors.map(|at| (sentence.items[at].tokens.clone(), reason_of_factor(sentence, at))));
        if found.is_empty() {
            return;
        }
        for (range, reason) in found {
            let span = sentence.tokens[range.start].span.start..sentence.tokens[range.end - 1].span.end;
            let place = self.source.place(passage.span(span.clone()));
            let taken = |other: &Option<Range<usize>>| {
                other.as_ref().zip(place.span.as_ref()).is_some_and(|(other, own)| other.start < own.end && own.start < other.end)
            };
            let is_taken = self.extract.statements[stated..].iter().any(|s| taken(&s.place.span))
                || self.extract.unread[listed..].iter().any(|u| taken(&u.place.span));
            if !is_taken {
                self.extract.unread.push(Unread { printed: passage.text()[span].to_owned(), reason, place });
            }
        }
        self.extract.unread[listed..].sort_by_key(|unread| unread.place.span.as_ref().map(|span| span.start));
    }
}

/// Whether what looks like a number at an item is a word of a longer phrase, or belongs to a number in digits.
fn hides(sentence: &Sentence, at: usize) -> bool {
    match &sentence.items[at].thing {
        Thing::Quantity(_) => true,
        Thing::Mark(_) => sentence.items[at].tokens.len() > 1,
        _ => false,
    }
}

fn reason(sentence: &Sentence, range: Range<usize>, numeral: Numeral) -> Reason {
    let (Some(first), Some(last)) = (sentence.within(range.start), sentence.within(range.end - 1)) else { return Reason::Unclear };
    let begins = sentence.items[..first].iter().all(|item| matches!(item.thing, Thing::Symbol));
    let shouts = sentence.tokens[range.start].text.chars().nth(1).is_some_and(char::is_uppercase);
    let named = sentence.tokens[range.start].is_capitalised() && !begins && !shouts;
    let next = (last + 1..sentence.items.len()).find(|&i| !passed(sentence, i));
    match sentence.items[first].thing {
        Thing::When(_) => Reason::Date,
        Thing::Place(_) => Reason::Label,
        _ if named || first > 0 && sentence.has(first - 1, Tag::Label) => Reason::Label,
        _ if next.is_some_and(|next| is_time(sentence, next)) => Reason::Duration,
        _ if numeral == Numeral::Rough => Reason::Rough,
        _ if next.is_some_and(|next| is_noun(sentence, next)) => Reason::Quantity,
        _ if sentence.subjects.is_empty() => Reason::NoFlow,
        _ => Reason::Unclear,
    }
}

/// Whether an item may stand between a number and what it counts.
fn passed(sentence: &Sentence, at: usize) -> bool {
    sentence.is_symbol(at, &["-"]) || sentence.has(at, Tag::Plain) || sentence.has(at, Tag::Goods)
}

fn is_time(sentence: &Sentence, at: usize) -> bool {
    let unit = |tag| {
        matches!(tag, Tag::UnitMonth | Tag::UnitYear | Tag::UnitQuarter | Tag::UnitHalf | Tag::UnitPeriod | Tag::Time).then_some(())
    };
    sentence.items[at].find(unit).is_some()
}

/// Whether what a number counts is no money and no share.
fn is_noun(sentence: &Sentence, at: usize) -> bool {
    let tags = UNITS.longest(&sentence.tokens[sentence.items[at].tokens.start..]).map(|(_, tags)| tags);
    match tags.and_then(<[Tag]>::first) {
        Some(tag) => matches!(tag, Tag::Count(_) | Tag::Quantity),
        None => matches!(sentence.items[at].thing, Thing::Word | Thing::Place(_)) || sentence.has(at, Tag::Region),
    }
}

/// A word of growth that is a factor; before a noun it is an adjective: "double taxation".
fn is_factor(sentence: &Sentence, at: usize) -> bool {
    let factor = sentence.items[at].find(|tag| matches!(tag, Tag::Factor(_) | Tag::Halved).then_some(())).is_some();
    let adjective = sentence.items.get(at + 1).is_some_and(|next| next.thing == Thing::Word || sentence.is_symbol(at + 1, &["-"]));
    let inflected = ["d", "ing", "fold", "ice"].iter().any(|ending| sentence.lower(at).ends_with(ending));
    factor && (inflected || !adjective)
}

fn reason_of_factor(sentence: &Sentence, at: usize) -> Reason {
    let next = (at + 1..sentence.items.len()).find(|&i| !sentence.is_light(i));
    if next.is_some_and(|next| is_time(sentence, next)) {
        Reason::Duration
    } else if sentence.other_before(at) {
        Reason::OtherSubject
    } else if sentence.subjects.is_empty() {
        Reason::NoFlow
    } else {
        Reason::Rough
    }
}
