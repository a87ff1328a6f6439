//! Whom a mention of a market, supplier or partner names.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{Form, Place};
use super::super::quantity::Unit;
use super::Sentence;
use crate::codelist::Flow;

impl Sentence<'_, '_> {
    /// Whom a mention of a market or supplier names: "the U.S. was its largest market", "its largest market, Ruritania".
    pub(in crate::prose) fn counterpart_told(&self, subject: usize) -> Option<Place> {
        let mention = &self.subjects[subject];
        let (start, end) = (mention.items.start, mention.items.end);
        let copula = (start.saturating_sub(6)..start).rev().find(|&i| self.has(i, Tag::Copula));
        let is_article = |i: usize| matches!(self.lower(i), "the" | "a" | "an" | "its" | "their");
        let head = (0..start).rev().find(|&i| !is_article(i) && !self.has(i, Tag::Rank) && !self.has(i, Tag::Plain));
        // "Among its neighbours, the largest partners were".
        let apposed = head.filter(|&i| self.is_symbol(i, &[","]) && self.lower(0) != "among");
        // "Its main partner is Chile and Japan is its second": one place is, several are.
        let one = copula.is_some_and(|i| matches!(self.lower(i), "is" | "was" | "remains" | "becomes" | "stays"));
        let before = copula.or(apposed).and_then(|i| self.names_before(i, one));
        let behind =
            Some(end).filter(|&i| self.has(i, Tag::Copula) || self.is_symbol(i, &[","])).and_then(|i| self.names_behind(i + 1));
        before.or(behind)
    }

    /// "242.7 million with Russia, 50 million (down 32.7 %) with Ukraine": whom an amount is with that the words behind it name.
    pub(in crate::prose) fn partner_behind(&self, at: usize, flow: &Flow) -> Option<&Place> {
        let link = match flow {
            Flow::Exports => Tag::To,
            Flow::Imports => Tag::From,
            _ => Tag::With,
        };
        let opens = |i: usize| self.is_symbol(i, &["("]);
        let open = if at > 0 && opens(at - 1) { Some(at - 1) } else { Some(at + 1).filter(|&i| opens(i)) };
        let end = match open {
            Some(open) => (open..self.items.len().min(open + 9)).find(|&i| self.is_symbol(i, &[")"]))? + 1,
            None => at + 1,
        };
        let is_amount = |i: usize| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)));
        let amount = if open.is_some_and(|open| open < at) { open?.checked_sub(1)? } else { at };
        let place = self.items.get(end + 1)?.place()?;
        let ends = self.items.get(end + 2).is_none_or(|next| next.thing == Thing::Symbol || next.has(Tag::And));
        (is_amount(amount) && self.has(end, link) && ends && self.subject_at(end).is_none()).then_some(place)
    }

    /// "To China they grew to 93 million": whom the flow of a pronoun is with, named at the head of the sentence.
    pub(in crate::prose) fn partner_of_pronoun(&self) -> Option<&Place> {
        let leads = self.has(0, Tag::To) || self.has(0, Tag::From) || self.has(0, Tag::With);
        let place = self.items.get(1)?.place().filter(|_| leads)?;
        matches!(self.lower_of(2), "they" | "it" | "these").then_some(place)
    }

    /// "Trade inside the union was 5 billion for dispatches and 6 billion for arrivals": the flow of an amount of trade.
    pub(in crate::prose) fn side_behind(&self, at: usize) -> Option<Flow> {
        let noun = (at + 2..self.items.len().min(at + 4))
            .find(|&i| !self.is_article(i))
            .filter(|_| matches!(self.lower_of(at + 1), "for" | "in" | "of"))?;
        match self.lower(noun) {
            "shipments" | "dispatches" | "deliveries" => Some(Flow::Exports),
            "introductions" | "arrivals" | "acquisitions" => Some(Flow::Imports),
            _ => None,
        }
    }

    /// "The exports to Chad were 5 million, to other parts of the empire 2 million": the partner that a number of a list stands behind, by its
    /// words, where the one before it has a partner too.
    pub(in crate::prose) fn partner_listed(&self, at: usize, flow: &Flow) -> Option<String> {
        let fits = match flow {
            Flow::Exports | Flow::ReExports | Flow::DomesticExports => Tag::To,
            Flow::Imports | Flow::ReImports => Tag::From,
            _ => Tag::With,
        };
        let named = |i: usize| self.is_named(i) || self.has(i, Tag::Of) || self.lower(i) == "other" || self.has(i, Tag::Region);
        let first = (0..at).rev().take_while(|&i| named(i) || self.is_article(i)).last()?;
        let link = first.checked_sub(1).filter(|&i| self.has(i, fits) && self.subject_at(i).is_none())?;
        let joint = link.checked_sub(1)?;
        let comma = joint.checked_sub(usize::from(self.has(joint, Tag::And))).filter(|&i| self.is_symbol(i, &[",", ";"]))?;
        let before = comma.checked_sub(1).filter(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))))?;
        let level = self.governor(before).is_none_or(|i| !self.has(i, Tag::By) && self.change(i).is_none());
        let group = |i: usize| {
            matches!(
                self.lower(i),
                "countries" | "parts" | "nations" | "states" | "markets" | "regions" | "partners" | "territories"
            )
        };
        if !level || !(first..at).any(|i| self.items[i].place().is_some() || group(i)) {
            return None;
        }
        let listed = self.partner_listed(before, flow).is_some()
            || self.subject_before(before).is_some_and(|s| self.subjects[s].partner.is_some());
        let first = (first..at).find(|&i| !self.is_article(i)).filter(|_| listed)?;
        match self.items[first].place() {
            Some(place) if first + 1 == at => Some(place.name.clone()),
            _ => Some(self.words(first..at)),
        }
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
