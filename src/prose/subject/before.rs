//! What stands before a flow: whose it is, and of what.

use std::ops::Range;

use super::super::item::{Item, Thing};
use super::super::lexicon::Tag;
use super::super::place::{Form, Place, text_of};
use super::behind::is_population;
use super::{Around, is_verb};
use crate::codelist::Scope;

impl Around<'_, '_, '_> {
    /// Reads what stands before the flow, back to `from`: the first item that belongs to it.
    pub(super) fn before(&mut self, at: usize, from: usize) -> usize {
        let mut start = at;
        let mut commodity: Option<Range<usize>> = None;
        // "Leather-goods exports": the lexicon knows "goods exports".
        let of_goods = self.names_goods(&self.items[at]) && self.items[at].tokens.len() > 1;
        if of_goods && at > from + 1 && self.hyphen(at - 1) && self.items[at - 2].thing == Thing::Word {
            let tokens = self.items[at - 2].tokens.start..self.items[at].tokens.start + 1;
            self.subject.commodity = Some(text_of(&self.tokens[tokens]));
            self.subject.scope = None;
            start -= 2;
        }
        if self.subject.verbal {
            self.subject.commodity = self.passive_object(at, from).or_else(|| self.what_is_traded(at, from));
        }
        while start > from {
            let item = &self.items[start - 1];
            match &item.thing {
                // "Belarus-Ukraine trade": between the two.
                Thing::Place(place)
                    if start > from + 2
                        && self.is_dash(start - 2)
                        && self.items[start - 3].place().is_some()
                        && self.subject.partner.is_none() =>
                {
                    self.subject.partner = Some(place.clone());
                    self.subject.reporter = self.items[start - 3].place().cloned();
                    start -= 2;
                }
                // "Intra-euro area trade" is a trade of its own.
                Thing::Place(place)
                    if start > from + 2
                        && self.is_dash(start - 2)
                        && matches!(self.tokens[self.items[start - 3].tokens.start].lower.as_str(), "intra" | "extra") =>
                {
                    self.subject.reporter = Some(place.clone());
                    self.subject.population = Some(self.text(start - 3..start));
                    start -= 2;
                }
                // "Non-EU imports": no one's own, but with those outside.
                Thing::Place(place) if place.is_outsiders() && self.subject.partner.is_none() => {
                    self.subject.partner = Some(place.clone());
                }
                // "China remained the main partner": whom others trade with.
                Thing::Place(_) if self.subject.trader && !self.items.get(start).is_some_and(|next| self.is_possessive(next)) => {
                    break;
                }
                Thing::Place(place) if self.subject.reporter.is_none() => {
                    // "China imports", but "oil imports from": a place before a flow is whose trade it is.
                    self.subject.reporter = Some(place.clone());
                }
                // "Machinery was the largest export": a part of exports.
                Thing::Mark(tags) if tags.contains(&Tag::Rank) && !self.subject.trader => {
                    self.subject.commodity = Some("?".to_owned());
                    break;
                }
                Thing::Mark(tags) if tags.contains(&Tag::Total) => self.subject.total = true,
                Thing::Mark(tags) if tags.contains(&Tag::Services) => {
                    // The name of an office: "the Statistical Service".
                    if self.tokens[item.tokens.start].text == "Service" {
                        break;
                    }
                    self.subject.scope = Some(Scope::Services);
                }
                Thing::Mark(tags) if tags.contains(&Tag::GoodsAndServices) => self.subject.scope = Some(Scope::GoodsAndServices),
                Thing::Mark(tags) if tags.contains(&Tag::Adjusted) => {
                    self.subject.adjusted = Some(self.text(start - 1..start).to_lowercase())
                }
                Thing::Mark(tags) if tags.iter().any(|t| matches!(t, Tag::Volume | Tag::Price)) => {
                    self.subject.basis = tags.iter().copied().find(|t| matches!(t, Tag::Volume | Tag::Price));
                }
                // "Leather-goods exports" are of one product.
                Thing::Mark(tags) if tags.contains(&Tag::Goods) && start > from + 2 && self.hyphen(start - 2) => {
                    let end = commodity.as_ref().map_or(start, |range| range.end);
                    commodity = Some(start - 1..end);
                }
                Thing::Mark(tags) if tags.contains(&Tag::Goods) && self.names_goods(item) => {
                    self.subject.scope = self.subject.scope.or(Some(Scope::Goods));
                }
                Thing::Mark(tags) if tags.iter().any(|t| matches!(t, Tag::Plain | Tag::Goods)) && !tags.iter().any(is_verb) => {}
                Thing::Mark(tags) if tags.contains(&Tag::Function) && self.is_possessive(item) => {}
                Thing::Word if self.subject.verbal => {}
                Thing::Word if !self.is_adverb(item) => {
                    let end = commodity.as_ref().map_or(start, |range| range.end);
                    commodity = Some(start - 1..end);
                }
                // "Smoked fish exports", at the head of a clause or behind an article: no verb.
                Thing::Word if !self.is_product_adverb(item) && commodity.as_ref().map_or(at, |range| range.start) == start => {
                    let opens = |item: &Item| {
                        item.thing == Thing::Symbol || item.has(Tag::And) || self.is_possessive(item) || item.has(Tag::Contrast)
                    };
                    let article = |i: usize| {
                        self.items[i].tokens.len() == 1
                            && matches!(
                                self.tokens[self.items[i].tokens.start].lower.as_str(),
                                "the" | "a" | "its" | "their" | "of"
                            )
                    };
                    if start > 1 && !opens(&self.items[start - 2]) && !article(start - 2) {
                        break;
                    }
                    let end = commodity.as_ref().map_or(start, |range| range.end);
                    commodity = Some(start - 1..end);
                }
                // "The United States' exports".
                Thing::Symbol
                    if matches!(self.tokens[item.tokens.start].text, "'" | "’")
                        && start > from + 1
                        && self.items[start - 2].place().is_some()
                        && self.tokens[self.items[start - 2].tokens.end - 1].lower.ends_with('s') => {}
                Thing::Symbol if commodity.as_ref().is_some_and(|range| range.start == start) && self.hyphen(start - 1) => {}
                Thing::When(_) => {}
                _ => break,
            }
            start -= 1;
        }
        // "trade and economic cooperation turnover" joins something else, "oil and gas exports" two products.
        if let Some(range) = &mut commodity
            && range.start > from + 1
            && self.items[range.start - 1].has(Tag::And)
        {
            if self.items[range.start - 2].thing == Thing::Word {
                range.start -= 2;
                // "Non-oil and gas exports".
                if range.start > from + 1
                    && self.hyphen(range.start - 1)
                    && matches!(self.items[range.start - 2].thing, Thing::Word | Thing::Mark(_))
                {
                    range.start -= 2;
                }
                start = range.start;
            } else if self.items[range.start - 2].flow().is_some() {
                commodity = None;
            }
        }
        if self.subject.reporter.is_none() {
            self.subject.reporter = self.holder(start, from);
        }
        self.measured_as(start, from);
        self.traders(at, start, from);
        if let Some(range) = commodity.filter(|range| self.is_product(range)) {
            let text = self.text(range);
            if text.chars().any(char::is_alphabetic) && text.len() < 80 {
                self.subject.commodity = Some(text);
            }
        }
        start
    }

    /// "Cocoa beans exported from January to August amounted to 1 billion": the noun before a verb that only says more of it.
    fn what_is_traded(&self, at: usize, from: usize) -> Option<String> {
        let next = self.items.get(at + 1)?;
        let goes_on = [Tag::From, Tag::To, Tag::In, Tag::Amount].iter().any(|tag| next.has(*tag)) || next.when().is_some();
        let behind = &self.items[at + 1..self.items.len().min(at + 14)];
        let mut behind = behind.iter().take_while(|item| item.quantity().is_none());
        let told = behind.any(|item| item.has(Tag::Amount) && !self.tokens[item.tokens.start].lower.ends_with("ing"));
        let noun = |i: usize| {
            let item = &self.items[i];
            (item.thing == Thing::Word || item.has(Tag::Goods) || item.has(Tag::And))
                && !self.is_adverb(item)
                && !self.is_past(item)
        };
        let first = (from..at).rev().take_while(|&i| noun(i)).last().filter(|_| goes_on && told)?;
        let text = self.text(first..at);
        let named = self.items[first..at].iter().any(|item| item.thing == Thing::Word);
        (named && !is_population(&text) && self.items[first].thing == Thing::Word && text.len() < 80).then_some(text)
    }

    /// "Medical masks (with filters) worth 2 million were exported": what stands before a verb in the passive.
    fn passive_object(&self, at: usize, from: usize) -> Option<String> {
        let lower = |i: usize| self.tokens[self.items[i].tokens.start].lower.as_str();
        let is_symbol = |i: usize, symbol: &str| self.tokens[self.items[i].tokens.start].is_symbol(symbol);
        let mut end = (from..at).rev().find(|&i| !lower(i).ends_with("ly") && self.items[i].when().is_none())?;
        if !matches!(lower(end), "was" | "were" | "is" | "are" | "been" | "being") {
            return None;
        }
        while end > from
            && (self.items[end - 1].quantity().is_some()
                || self.items[end - 1].find(|tag| matches!(tag, Tag::Amount | Tag::Qualifier(_)).then_some(())).is_some()
                || self.items[end - 1].when().is_some()
                || matches!(lower(end - 1), "have" | "has" | "had" | "also"))
        {
            end -= 1;
        }
        if end > from && is_symbol(end - 1, ")") {
            end = (from..end).rev().find(|&i| is_symbol(i, "("))?;
        }
        let mut first = end;
        while first > from {
            let item = &self.items[first - 1];
            let goes_on = self.is_noun(item) && !self.is_adverb(item)
                || item.place().is_some() && first < end
                || item.thing == Thing::Symbol && self.hyphen(first - 1)
                || (item.has(Tag::And) || item.has(Tag::Of)) && first < end;
            if !goes_on {
                break;
            }
            first -= 1;
        }
        while first < end && (self.items[first].has(Tag::And) || self.items[first].has(Tag::Of)) {
            first += 1;
        }
        let named = self.items[first..end].iter().any(|item| item.thing == Thing::Word);
        named.then(|| self.text(first..end)).filter(|text| text.len() < 80)
    }

    /// "The average price of exported goods", "the physical volume of exports": what is measured of the flow.
    pub(super) fn measured_as(&mut self, start: usize, from: usize) {
        let of = start.checked_sub(1).filter(|&of| of > from && self.items[of].has(Tag::Of));
        let measure = of.and_then(|of| self.items[of - 1].find(|tag| matches!(tag, Tag::Volume | Tag::Price).then_some(tag)));
        let physical = (start.saturating_sub(1)..self.items.len().min(start + 4))
            .any(|i| self.tokens[self.items[i].tokens.start].lower == "physical");
        self.subject.basis = self.subject.basis.or(measure).or(physical.then_some(Tag::Volume));
    }

    /// "State-owned firms exported", "private firms' exports", "the steel industry recorded exports": a part of those who trade.
    fn traders(&mut self, at: usize, start: usize, from: usize) {
        self.traders_of_place(at, from);
        let lower = |i: usize| self.tokens[self.items[i].tokens.start].lower.as_str();
        let is_symbol = |i: usize, symbols: &[&str]| symbols.contains(&self.tokens[self.items[i].tokens.start].text);
        let article = |i: usize| self.items[i].tokens.len() == 1 && matches!(lower(i), "a" | "an" | "its" | "the" | "their");
        let mut end = if self.subject.verbal { at } else { start };
        while end > from && !self.subject.verbal && article(end - 1) {
            end -= 1;
        }
        let possessive = end > from && (is_symbol(end - 1, &["'", "’"]) || lower(end - 1) == "'s");
        let holds = end > from && HOLDING.contains(&lower(end - 1));
        if !(possessive || holds || self.subject.verbal) {
            return;
        }
        end -= usize::from(possessive || holds);
        while end > from
            && (matches!(lower(end - 1), "also" | "alone" | "has" | "have" | "had" | "and") || lower(end - 1).ends_with("ly"))
        {
            end -= 1;
        }
        let named = |i: usize| {
            let item = &self.items[i];
            item.thing == Thing::Word && !self.is_past(item)
                || item.has(Tag::Plain) && item.find(|tag| is_verb(&tag).then_some(())).is_none()
                || item.has(Tag::Goods)
                || item.thing == Thing::Symbol && self.hyphen(i)
                || self.is_past(item) && i > from && self.hyphen(i - 1)
                || is_population(lower(i))
        };
        let Some(first) = (from..end).rev().take_while(|&i| named(i)).last() else { return };
        let words = self.text(first..end);
        let last = lower(end - 1);
        // "Enterprises exported": all that trade there, as likely as not.
        let all = end == first + 1 && last.ends_with('s');
        if (is_population(&words) || TRADERS.contains(&last)) && !all {
            self.subject.population = Some(words);
        }
    }

    /// "Firms in Ruritania exported": all that trade there.
    fn traders_of_place(&mut self, at: usize, from: usize) {
        let lower = |i: usize| self.tokens[self.items[i].tokens.start].lower.as_str();
        let passed = |i: usize| self.items[i].when().is_some() || matches!(lower(i), "has" | "have" | "had" | "also");
        let place = (from..at).rev().find(|&i| !passed(i)).filter(|&i| self.subject.verbal && i > from + 1);
        let Some(named) = place.and_then(|i| self.items[i].place()) else { return };
        let link = place.map_or(0, |i| i - 1);
        let traders = ["firms", "companies", "businesses", "enterprises", "exporters", "importers", "producers", "traders"];
        if matches!(lower(link), "in" | "of" | "from") && traders.contains(&lower(link - 1)) && self.subject.reporter.is_none() {
            self.subject.reporter = Some(named.clone());
        }
    }

    /// "Taiwan had a trade surplus", "South Korea last year posted exports": the place that has the flow.
    pub(super) fn holder(&self, start: usize, from: usize) -> Option<Place> {
        let mut at = start;
        let article = |i: usize| matches!(self.tokens[self.items[i].tokens.start].lower.as_str(), "a" | "an" | "its" | "the");
        while at > from && article(at - 1) {
            at -= 1;
        }
        let verb = at
            .checked_sub(1)
            .filter(|&i| i >= from && HOLDING.contains(&self.tokens[self.items[i].tokens.start].lower.as_str()))?;
        // "Mexico, with the largest, had a surplus": an aside between the two.
        let is_comma = |i: usize| self.tokens[self.items[i].tokens.start].is_symbol(",");
        let aside = verb
            .checked_sub(1)
            .filter(|&i| i > from && is_comma(i))
            .and_then(|i| (from.max(i.saturating_sub(8))..i).rev().find(|&k| is_comma(k)));
        let verb = aside.unwrap_or(verb);
        let before = (from..verb)
            .rev()
            .find(|&i| self.items[i].when().is_none() && !self.tokens[self.items[i].tokens.start].lower.ends_with("ly"))?;
        let governed =
            before > from && [Tag::To, Tag::From, Tag::With, Tag::In, Tag::Of].iter().any(|tag| self.items[before - 1].has(*tag));
        self.items[before].place().filter(|place| !governed && place.form != Form::Adjective).cloned()
    }

    pub(super) fn is_possessive(&self, item: &Item) -> bool {
        self.tokens[item.tokens.start].lower == "'s"
    }

    pub(super) fn names_goods(&self, item: &Item) -> bool {
        matches!(self.tokens[item.tokens.start].lower.as_str(), "goods" | "merchandise")
    }

    fn is_product_adverb(&self, item: &Item) -> bool {
        let word = &self.tokens[item.tokens.start].lower;
        word.ends_with("ly") || word.ends_with("'t") || word == "alone"
    }

    pub(super) fn is_adverb(&self, item: &Item) -> bool {
        let word = &self.tokens[item.tokens.start].lower;
        word.ends_with("ly") || word.ends_with("ed") || word.ends_with("'t") || word == "alone"
    }

    /// A name that a possessive follows is a place that is in no list: *Barataria's exports*.
    pub(super) fn is_product(&mut self, range: &Range<usize>) -> bool {
        let possessive =
            self.items.get(range.end).is_some_and(|item| self.is_possessive(item) || self.tokens[item.tokens.start].is_symbol("'"));
        if possessive && self.tokens[self.items[range.start].tokens.start].is_capitalised() && self.subject.reporter.is_none() {
            self.subject.reporter = Some(Place { name: self.text(range.clone()), form: Form::Region });
            return false;
        }
        !possessive
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.tokens[self.items[at].tokens.start].text, "-" | "–" | "—" | "‑")
    }

    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.tokens[self.items[at].tokens.start].is_symbol("-") && !self.tokens[self.items[at].tokens.start].after_blank
    }
}

/// Verbs between a place and its trade.
const HOLDING: &[&str] = &[
    "had",
    "has",
    "posted",
    "recorded",
    "registered",
    "reported",
    "ran",
    "runs",
    "showed",
    "increased",
    "reduced",
    "cut",
    "raised",
    "saw",
    "announced",
    "expanded",
    "achieved",
];

/// Nouns of those who trade, and what names of companies end with.
const TRADERS: &[&str] = &[
    "farmers",
    "growers",
    "producers",
    "makers",
    "miners",
    "mines",
    "factories",
    "mills",
    "refiners",
    "refineries",
    "subsidiaries",
    "branches",
    "cooperatives",
    "traders",
    "exporters",
    "importers",
    "group",
    "ltd",
    "limited",
    "inc",
    "corp",
    "corporation",
    "co",
    "plc",
    "gmbh",
    "holding",
    "llc",
    "jsc",
];
