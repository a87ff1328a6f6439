//! What the noun of a change is said of: "a 44 % surge in copper sales", "a drop of 8 % in purchases of tea from Georgia".

use std::ops::Range;

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::Sentence;
use super::near::Said;
use super::own::Own;

impl Sentence<'_, '_> {
    /// The part that a change behind a number is said of, and where its words end. A flow behind the noun is a subject, and none of these.
    pub(in crate::prose) fn object_of(&self, at: usize) -> Option<(Own, usize)> {
        let link = self.link_of_change(at)?;
        let first = (link + 1..self.items.len()).find(|&i| !self.is_article(i) && !self.has(i, Tag::In))?;
        // "A 9 % rise in the course of a year".
        if self.is_noun(first, Tag::Idiom) {
            return None;
        }
        let goes_on = |i: usize| {
            let joins = self.has(i, Tag::And) || self.has(i, Tag::Of) || self.has(i, Tag::Or);
            let hyphen = self.is_symbol(i, &["-", "/"]);
            self.items.get(i).is_some_and(|_| self.is_named(i))
                || i > first && (joins || hyphen || self.is_article(i)) && (i + 1..i + 3).any(|k| self.is_nominal(k))
        };
        let end = (first..self.items.len().min(first + 9)).take_while(|&i| goes_on(i)).last().map_or(first, |i| i + 1);
        if (link..end).any(|i| self.subject_at(i).is_some()) || self.subject_at(end).is_some() {
            return None;
        }
        if self.has(end, Tag::Other) || self.has(end, Tag::Price) {
            return Some((Own::Foreign, end));
        }
        if first == end {
            return None;
        }
        let (partner, after) = self.partner_of_object(end);
        let own = match (self.product_of(first..end), partner) {
            (Some(range), Some(partner)) => Own::Both(self.words(range), partner),
            (None, Some(partner)) => Own::Partner(partner),
            (Some(range), None) if range.len() == 1 && self.items[range.start].place().is_some() => {
                Own::Partner(self.items[range.start].place().map(|place| place.name.clone())?)
            }
            (range, None) => Own::Commodity(self.words(range.unwrap_or(first..end))),
        };
        Some((own, after))
    }

    /// The "in" of "a 9 % increase in" and of "an increase of 9 % in".
    fn link_of_change(&self, at: usize) -> Option<usize> {
        matches!(self.quantity(at)?.unit, Unit::Percent | Unit::Money(_)).then_some(())?;
        let is_link = |i: usize| {
            matches!(self.lower_of(i), "in" | "for") && self.items[i].tokens.len() == 1 && self.items[i].when().is_none()
        };
        let of = self.governor(at).filter(|&of| self.has(of, Tag::Of) && of > 0);
        let of_noun = of.is_some_and(|of| self.change(of - 1).is_some());
        // "Growth of 9 % in wine and of 4 % in nuts".
        let listed = of.is_some_and(|of| {
            let before = (0..of).rev().find(|&i| self.quantity(i).is_some());
            self.has(of - 1, Tag::And) && before.is_some_and(|before| self.link_of_change(before).is_some())
        });
        if (of_noun || listed) && is_link(at + 1) {
            return Some(at + 1);
        }
        let Some((Said::Change(_), noun)) = self.said_behind(at) else { return None };
        self.change(noun)?;
        let passed = |i: usize| self.items.get(i).is_some_and(|item| item.when().is_some() || item.has(Tag::YearOnYear));
        let link = (noun + 1..noun + 4).find(|&i| !passed(i))?;
        is_link(link).then_some(link)
    }

    /// The words of what is traded: not those of its trade before an "of", nor behind it.
    fn product_of(&self, phrase: Range<usize>) -> Option<Range<usize>> {
        let is_general = |i: usize| self.is_noun(i, Tag::General);
        let of = phrase.clone().find(|&i| self.has(i, Tag::Of)).filter(|&of| of > phrase.start && is_general(of - 1));
        let first = of.map_or(phrase.start, |of| of + 1);
        let first = (first..phrase.end).find(|&i| !self.is_article(i))?;
        let end = (first..phrase.end).rev().find(|&i| !is_general(i))? + 1;
        Some(first..end)
    }

    /// "To Uganda", "from both Chile and Peru": with whom, and where that ends.
    fn partner_of_object(&self, at: usize) -> (Option<String>, usize) {
        let links = [Tag::To, Tag::From, Tag::With].iter().any(|tag| self.has(at, *tag));
        let first = (at + 1..self.items.len().min(at + 4)).find(|&i| self.items[i].place().is_some());
        let first = first.filter(|&first| links && (at + 1..first).all(|i| self.is_light(i)));
        let Some(first) = first else { return (None, at) };
        let end = self.end_of_places(first);
        (Some(self.names_of_places(first..end)), end)
    }

    /// Where a list of places that begins at an item ends.
    pub(super) fn end_of_places(&self, first: usize) -> usize {
        let is_place = |i: usize| self.items.get(i).is_some_and(|item| item.place().is_some());
        let mut end = first + 1;
        loop {
            let joint = end + usize::from(self.is_symbol(end, &[","]));
            let joint = joint + usize::from(self.has(joint, Tag::And));
            let next = joint + usize::from(self.items.get(joint).is_some_and(|_| self.is_article(joint)));
            if joint == end || !is_place(next) {
                return end;
            }
            end = next + 1;
        }
    }

    /// Places of a list, by the name they have together.
    pub(super) fn names_of_places(&self, range: Range<usize>) -> String {
        let names: Vec<&str> = range.filter_map(|i| self.items[i].place()).map(|place| place.name.as_str()).collect();
        names.join(" and ")
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        self.items[at].tokens.len() == 1 && matches!(self.lower(at), "the" | "a" | "an" | "its" | "their" | "both" | "all")
    }

    fn is_nominal(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| matches!(item.thing, Thing::Word | Thing::Place(_)) || item.has(Tag::Goods))
    }
}
