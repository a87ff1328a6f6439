//! With whom.

use super::super::item::{Item, Thing};
use super::super::lexicon::Tag;
use super::super::place::{Form, Place};
use super::{Around, is_verb};
use crate::codelist::{Area, Flow};

impl Around<'_, '_, '_> {
    /// With whom: `to the United States`, `between Uzbekistan and Tajikistan`, `with the PRC`.
    pub(super) fn partner(&mut self, at: usize) -> Option<usize> {
        let first = Some(self.skip(at)).filter(|&first| first < self.items.len())?;
        // "From these countries", "between the two sides": the partner spoken of before.
        let pointing =
            matches!(self.tokens[self.items[first].tokens.start].lower.as_str(), "these" | "those" | "this" | "two" | "both");
        let what = self.items.get(first + 1).map(|item| self.tokens[item.tokens.start].lower.as_str());
        if pointing
            && matches!(
                what,
                Some(
                    "countries"
                        | "country"
                        | "states"
                        | "nations"
                        | "neighbours"
                        | "neighbors"
                        | "sides"
                        | "economies"
                        | "partners"
                        | "region"
                        | "group"
                        | "market"
                        | "markets"
                )
            )
        {
            self.subject.same_partner = true;
            return Some(first + 2);
        }
        // "The trade volume between the two was".
        let alone = self.tokens[self.items[first].tokens.start].lower == "two"
            && self
                .items
                .get(first + 1)
                .is_none_or(|item| item.thing != Thing::Word && item.place().is_none() && !item.has(Tag::Plain));
        if alone && self.items[first].tokens.len() == 1 {
            self.subject.same_partner = true;
            return Some(first + 1);
        }
        let others = matches!(what, Some("other" | "outside"))
            && matches!(
                self.tokens[self.items[first].tokens.start].lower.as_str(),
                "countries" | "nations" | "economies" | "partners"
            );
        if others && let Some(end) = (first + 2..self.items.len().min(first + 6)).find(|&i| self.items[i].place().is_some()) {
            self.subject.partner = Some(Place { name: self.text(first..end + 1), form: Form::Country });
            return Some(end + 1);
        }
        if self.items.get(first)?.place().is_none() {
            if let Some((group, end)) = self.group_of_partners(at) {
                self.subject.partner.get_or_insert(group);
                return Some(end);
            }
            return self.named_partner(first);
        }
        let place = self.items.get(first)?.place()?.clone();
        // "Exports to the Asian nation": the one spoken of.
        if matches!(what, Some("nation" | "country")) && Area::named(&place.name).is_none() {
            self.subject.same_partner = true;
            return Some(first + 2);
        }
        // "Exports from Uzbekistan to the CIS", "imports to Uzbekistan": whose trade it is.
        let against = match self.flow() {
            // "Imports from and exports to Georgia".
            _ if self.subject.flows.len() > 1 => false,
            Flow::Exports | Flow::ReExports | Flow::DomesticExports => self.items[at - 1].has(Tag::From),
            Flow::Imports | Flow::ReImports => self.items[at - 1].has(Tag::To),
            _ => false,
        };
        if against && self.subject.reporter.is_none() {
            self.subject.reporter = Some(place);
            return Some(first + 1);
        }
        let between = self.items[at - 1].has(Tag::Between) || self.tokens[self.items[at - 1].tokens.start].lower == "between";
        if between && self.items.get(first + 1).is_some_and(|item| item.has(Tag::And)) {
            let second = self.skip(first + 2);
            let partner = self.items.get(second)?.place()?.clone();
            self.subject.is_between = true;
            if self.subject.reporter.is_none() {
                self.subject.reporter = Some(place);
            }
            self.subject.partner = Some(partner);
            return Some(second + 1);
        }
        let mut end = first + 1;
        let mut name = place.name.clone();
        // Several partners are one of their own: "to China and Japan".
        while let Some(item) = self.items.get(end) {
            let next = self.skip(end + 1);
            let joined = item.has(Tag::And) || self.tokens[item.tokens.start].is_symbol(",") && self.lists_on(next);
            let Some(item) = self.items.get(next).filter(|_| joined) else { break };
            if let Some(other) = item.place() {
                name = format!("{name} and {}", other.name);
                end = next + 1;
            } else if let Some(last) = self.name_end(next) {
                name = format!("{name} and {}", self.text(next..last));
                end = last;
            } else {
                break;
            }
        }
        if self.subject.partner.is_none() {
            self.subject.partner = Some(Place { name, form: place.form });
        }
        let goods = self.items.get(end).is_some_and(|item| {
            matches!(self.tokens[item.tokens.start].lower.as_str(), "countries" | "market" | "markets" | "nations")
        });
        Some(end + usize::from(goods))
    }

    /// "To developing countries", "with countries along the Silk Way": a group of partners by its words.
    fn group_of_partners(&self, at: usize) -> Option<(Place, usize)> {
        let lower = |i: usize| self.tokens[self.items[i].tokens.start].lower.as_str();
        let is_quote = |i: usize| matches!(self.tokens[self.items[i].tokens.start].text, "“" | "”" | "\"" | "'" | "‘" | "’");
        let article =
            |i: usize| self.items[i].tokens.len() == 1 && matches!(lower(i), "the" | "its" | "their" | "a" | "an" | "some");
        let passed = |i: usize| {
            let item = &self.items[i];
            let joins = item.has(Tag::And) && self.items.get(i + 1).is_some_and(|next| next.thing == Thing::Word);
            item.thing == Thing::Word && !self.is_past(item)
                || item.place().is_some()
                || item.has(Tag::Plain) && item.find(|tag| is_verb(&tag).then_some(())).is_none()
                || is_quote(i)
                || self.is_dash(i)
                || joins
        };
        let limit = self.items.len().min(at + 9);
        let first = (at..limit).find(|&i| !article(i) && !is_quote(i))?;
        let head = (first..limit).find(|&i| GROUPS.contains(&lower(i)) || !passed(i)).filter(|&i| GROUPS.contains(&lower(i)))?;
        // All the world, in other words.
        if matches!(
            lower(first),
            "foreign" | "external" | "overseas" | "international" | "world" | "global" | "all" | "various" | "other"
        ) {
            return None;
        }
        let mut end = head + 1;
        let goes_on =
            self.items.get(end).is_some_and(|_| matches!(lower(end), "along" | "of" | "in" | "outside" | "within" | "beyond"));
        if goes_on && let Some(name) = (end + 1..self.items.len()).find(|&i| !article(i) && !is_quote(i)) {
            let capital = |i: usize| self.tokens[self.items[i].tokens.start].is_capitalised();
            let joins = |i: usize| self.items[i].has(Tag::And) && i + 1 < self.items.len() && capital(i + 1);
            let named = |&i: &usize| {
                self.items[i].place().is_some() || self.items[i].thing == Thing::Word && capital(i) || i > name && joins(i)
            };
            end = (name..self.items.len()).take_while(named).last().map_or(end, |last| last + 1);
        }
        Some((Place { name: self.text(first..end), form: Form::Country }, end))
    }

    /// A partner of no list, by its capitals: "exports to the Organisation …".
    pub(super) fn named_partner(&mut self, at: usize) -> Option<usize> {
        let end = self.name_end(at)?;
        if self.subject.partner.is_none() {
            self.subject.partner = Some(Place { name: self.text(at..end), form: Form::Country });
        }
        Some(end)
    }

    /// Where a name of capitals that begins here ends.
    fn name_end(&self, at: usize) -> Option<usize> {
        let is_name = |item: &Item| {
            (item.thing == Thing::Word || item.has(Tag::Region) || item.has(Tag::Function) && item.tokens.len() == 1)
                && self.tokens[item.tokens.start].is_capitalised()
        };
        self.items.get(at).filter(|item| item.thing == Thing::Word)?;
        Some((at..self.items.len().min(at + 6)).take_while(|&i| is_name(&self.items[i])).last()? + 1)
    }

    /// Whether the list of partners that goes on here ends in "and": a comma alone may begin another clause.
    pub(super) fn lists_on(&self, at: usize) -> bool {
        let after = &self.items[at.min(self.items.len())..];
        let list = after
            .iter()
            .take_while(|item| item.place().is_some() || item.has(Tag::And) || self.tokens[item.tokens.start].is_symbol(","));
        list.clone().any(|item| item.has(Tag::And)) && after.iter().take(2).all(|item| item.quantity().is_none())
    }
}

/// Nouns of groups of partners.
const GROUPS: &[&str] = &[
    "countries",
    "states",
    "nations",
    "economies",
    "members",
    "partners",
    "markets",
    "destinations",
    "neighbours",
    "neighbors",
    "regions",
    "customers",
    "buyers",
];
