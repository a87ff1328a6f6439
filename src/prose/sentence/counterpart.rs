//! Whom a mention of a market, supplier or partner names.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{Form, Place};
use super::Sentence;

impl Sentence<'_, '_> {
    /// Whom a mention of a market or supplier names: "the U.S. was its largest market", "its largest market, Ruritania".
    pub(in crate::prose) fn counterpart_told(&self, subject: usize) -> Option<Place> {
        let mention = &self.subjects[subject];
        let (start, end) = (mention.items.start, mention.items.end);
        let copula = (start.saturating_sub(6)..start).rev().find(|&i| self.has(i, Tag::Copula));
        let is_article = |i: usize| matches!(self.lower(i), "the" | "a" | "an" | "its" | "their");
        let head = (0..start).rev().find(|&i| !is_article(i) && !self.has(i, Tag::Rank) && !self.has(i, Tag::Plain));
        let apposed = head.filter(|&i| self.is_symbol(i, &[","]));
        // "Its main partner is Chile and Japan is its second": one place is, several are.
        let one = copula.is_some_and(|i| matches!(self.lower(i), "is" | "was" | "remains" | "becomes" | "stays"));
        let before = copula.or(apposed).and_then(|i| self.names_before(i, one));
        let behind =
            Some(end).filter(|&i| self.has(i, Tag::Copula) || self.is_symbol(i, &[","])).and_then(|i| self.names_behind(i + 1));
        before.or(behind)
    }

    /// "Germany and France", "bloc members": the partner by its words, up to an item.
    fn names_before(&self, end: usize, one: bool) -> Option<Place> {
        let last = end.checked_sub(1)?;
        let place = self.items[last].place();
        let listed = |i: usize| self.items[i].place().is_some() || self.has(i, Tag::And) || self.is_symbol(i, &[","]);
        if let Some(place) = place {
            let first = (0..end).rev().take_while(|&i| listed(i)).filter(|&i| self.items[i].place().is_some()).last()?;
            // "In 2019, Japan was": the comma begins no list.
            let names: Vec<String> = (first..end).filter_map(|i| self.items[i].place().map(|place| place.name.clone())).collect();
            let is_list = !one && (first..end).any(|i| self.has(i, Tag::And));
            let name = if is_list { names.join(" and ") } else { place.name.clone() };
            return Some(Place { name, form: place.form });
        }
        let first = (0..end).rev().take_while(|&i| self.is_named(i)).last()?;
        let capitalised = self.tokens[self.items[first].tokens.start].is_capitalised() && self.items[last].thing == Thing::Word;
        let named = capitalised && (first..end).any(|i| self.items[i].thing == Thing::Word || self.items[i].place().is_some());
        named.then(|| Place { name: self.words(first..end), form: Form::Country })
    }

    fn names_behind(&self, at: usize) -> Option<Place> {
        let first = (at..self.items.len().min(at + 2)).find(|&i| self.lower(i) != "the")?;
        if let Some(place) = self.items[first].place() {
            let several = self.has(first + 1, Tag::And) || self.is_symbol(first + 1, &[",", "("]) && self.lists_places(first + 1);
            return (!several).then(|| place.clone());
        }
        let end = (first..self.items.len())
            .take_while(|&i| self.items[i].thing == Thing::Word && self.tokens[self.items[i].tokens.start].is_capitalised())
            .last()?
            + 1;
        Some(Place { name: self.words(first..end), form: Form::Country })
    }

    fn lists_places(&self, from: usize) -> bool {
        (from..self.items.len().min(from + 8)).any(|i| self.items[i].place().is_some())
    }
}
