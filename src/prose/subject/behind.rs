//! What stands behind a flow: of whom, of what, in what.

use super::super::item::{Item, Thing};
use super::super::lexicon::Tag;
use super::super::place::{Form, Place};
use super::super::quantity::Unit;
use super::super::token::Token;
use super::{Around, is_verb};
use crate::codelist::{Flow, Scope};

impl Around<'_, '_, '_> {
    /// Whose trade, or in what: `of Kazakhstan`, `of crude oil`, `of American goods`.
    pub(super) fn of(&mut self, at: usize) -> Option<usize> {
        let first = self.skip(at);
        let item = self.items.get(first)?;
        match &item.thing {
            Thing::Place(place) => {
                let goods = self.items.get(first + 1).is_some_and(|item| item.has(Tag::Goods));
                let product = self
                    .items
                    .get(first + 1)
                    .filter(|next| (place.form == Form::Adjective || next.thing == Thing::Word && !self.is_past(next)) && !goods)
                    .and_then(|_| self.noun_phrase(first + 1));
                let place = place.clone();
                if *self.flow() == Flow::Imports && place.form != Form::Region && (goods || product.is_some()) {
                    self.subject.partner = Some(place);
                } else if self.subject.reporter.is_none() {
                    self.subject.reporter = Some(place);
                }
                if let Some((text, end)) = product {
                    self.subject.commodity = Some(text);
                    return Some(end);
                }
                let end = first + 1 + usize::from(goods);
                Some(self.second_party(end).unwrap_or(end))
            }
            Thing::Mark(tags) if tags.contains(&Tag::GoodsAndServices) => {
                self.subject.scope = Some(Scope::GoodsAndServices);
                Some(first + 1)
            }
            Thing::Mark(tags) if tags.contains(&Tag::Services) => {
                self.subject.scope = Some(Scope::Services);
                Some(first + 1)
            }
            Thing::Mark(tags)
                if tags.contains(&Tag::Goods) && !self.items.get(first + 1).is_some_and(|i| i.thing == Thing::Word) =>
            {
                if self.names_goods(item) {
                    self.subject.scope = Some(Scope::Goods);
                }
                Some(self.with_services(first + 1))
            }
            _ if self.pair(first) => {
                self.subject.same_partner = true;
                Some(first + 2)
            }
            _ => {
                let (text, end) = self.noun_phrase(first)?;
                let capitalised = self.tokens[item.tokens.start].is_capitalised();
                let turnover = matches!(self.flow(), Flow::Turnover | Flow::Balance);
                if capitalised
                    && (turnover || self.items.get(end).is_some_and(|i| i.has(Tag::With)))
                    && self.subject.reporter.is_none()
                {
                    self.subject.reporter = Some(Place { name: text, form: Form::Region });
                } else if is_population(&text) {
                    self.subject.population = Some(text);
                } else {
                    self.subject.commodity = Some(text);
                }
                Some(end)
            }
        }
    }

    /// "The coverage rate of exports for imports": the last item of what is covered.
    fn covered(&self, first: usize) -> usize {
        let links = |i: usize| {
            let lower = self.tokens[self.items[i].tokens.start].lower.as_str();
            self.items[i].has(Tag::Function) || matches!(lower, "for" | "to" | "of" | "by" | "over")
        };
        let second = (first + 1..self.items.len().min(first + 5)).find(|&i| self.items[i].flow().is_some());
        second.filter(|&second| (first + 1..second).all(links)).unwrap_or(first)
    }

    /// "The two countries", "both sides".
    fn pair(&self, at: usize) -> bool {
        let lower = |at: usize| self.items.get(at).map_or("", |item| self.tokens[item.tokens.start].lower.as_str());
        matches!(lower(at), "two" | "both")
            && matches!(
                lower(at + 1),
                "countries" | "states" | "nations" | "neighbours" | "neighbors" | "sides" | "economies" | "partners"
            )
    }

    /// Reads what stands behind the flow: the end of what belongs to it.
    pub(super) fn after(&mut self, mut end: usize) -> usize {
        let verbal = self.subject.verbal;
        loop {
            let Some(next) = self.items.get(end) else { return end };
            // "The coverage rate of Tunisian imports".
            if self.subject.coverage && next.has(Tag::Of) {
                let imports = (end + 1..self.items.len().min(end + 4)).find(|&i| self.items[i].flow().is_some());
                let named = |i: usize| self.items[i].place().is_some() || self.items[i].has(Tag::Function);
                if let Some(imports) = imports.filter(|&imports| (end + 1..imports).all(named)) {
                    self.subject.reporter =
                        (end + 1..imports).find_map(|i| self.items[i].place()).cloned().or(self.subject.reporter.take());
                    end = self.covered(imports) + 1;
                    continue;
                }
            }
            if let Some(after) = self.goods_traded(end).or_else(|| self.scope_aside(end)) {
                end = after;
                continue;
            }
            let links = [Tag::In, Tag::On, Tag::Of].iter().any(|tag| next.has(*tag));
            if let Some(after) = Some(end + 1).filter(|_| links).and_then(|at| self.on_trade(at)) {
                end = after;
                continue;
            }
            // "China remained the main market, though exports there fell".
            if self.subject.partner.is_none() && self.tokens[next.tokens.start].lower == "there" {
                (self.subject.same_partner, self.subject.is_there) = (true, true);
                return end + 1;
            }
            // "Trade inside the euro area".
            if matches!(&*self.tokens[next.tokens.start].lower, "inside" | "within") && self.subject.population.is_none() {
                let first = end + 1 + usize::from(self.items.get(end + 1).is_some_and(|item| item.has(Tag::Function)));
                if self.items.get(first).is_some_and(|item| item.place().is_some()) {
                    self.subject.population = Some(self.text(end..first + 1));
                    end = first + 1;
                    continue;
                }
            }
            let directed = matches!(
                &*self.tokens[next.tokens.start].lower,
                "directed" | "sent" | "shipped" | "delivered" | "coming" | "originating" | "going" | "arriving"
            );
            let linked = || self.items.get(end + 1).is_some_and(|link| link.has(Tag::To) || link.has(Tag::From));
            let read = match &next.thing {
                // "Exports directed to the CIS".
                _ if directed && linked() => Some(end + 1),
                // "exported 124.7 thousand tons of fruits to Pakistan".
                Thing::Quantity(quantity) if verbal && quantity.unit == Unit::Quantity => Some(end + 1),
                Thing::Mark(tags)
                    if verbal
                        && tags.iter().any(|tag| matches!(tag, Tag::Function | Tag::Goods))
                        && !tags.iter().any(is_verb)
                        && self.leads_to_place(end) =>
                {
                    Some(end + 1)
                }
                Thing::Word | Thing::Mark(_) if verbal && self.subject.commodity.is_none() && self.is_noun(next) => {
                    self.object(end)
                }
                Thing::Mark(_) if self.subject.commodity.is_none() && self.is_other_than(end) => self.other_than(end),
                Thing::Mark(tags) if tags.contains(&Tag::Of) => self.of(end + 1),
                Thing::Mark(tags) if tags.iter().any(|tag| matches!(tag, Tag::To | Tag::With | Tag::From | Tag::Between)) => {
                    self.partner(end + 1)
                }
                Thing::Mark(_) if self.tokens[next.tokens.start].lower == "along" => self.partner(end + 1),
                Thing::Mark(tags) if tags.contains(&Tag::By) && self.subject.population.is_none() => self.by_whom(end),
                Thing::Mark(tags) if tags.contains(&Tag::In) || tags.contains(&Tag::On) => self.scope(end + 1),
                Thing::Mark(tags) if tags.contains(&Tag::Services) => {
                    self.subject.scope = Some(Scope::Services);
                    Some(end + 1)
                }
                _ => None,
            };
            match read {
                Some(after) => end = after,
                None => return end,
            }
        }
    }

    /// "Exports by private firms", "imports by rail": a part, by whom or how it is traded.
    fn by_whom(&mut self, by: usize) -> Option<usize> {
        let first = self.skip(by + 1);
        let (words, end) = self.noun_phrase(first)?;
        let way = WAYS.contains(&words.to_lowercase().as_str());
        (way || is_population(&words)).then(|| {
            self.subject.population = Some(self.text(if way { by } else { first }..end));
            end
        })
    }

    fn is_other_than(&self, at: usize) -> bool {
        let lower = |at: usize| self.items.get(at).map(|item| self.tokens[item.tokens.start].lower.as_str());
        lower(at) == Some("other") && lower(at + 1) == Some("than")
    }

    /// "Exports other than coffee" are a part of exports.
    fn other_than(&mut self, at: usize) -> Option<usize> {
        let (_, end) = self.noun_phrase(at + 2)?;
        self.subject.commodity = Some(self.text(at..end));
        Some(end)
    }

    /// "Exported their products to China": the words up to the place say nothing.
    pub(super) fn leads_to_place(&self, at: usize) -> bool {
        let to = (at + 1..self.items.len().min(at + 4)).find(|&i| self.items[i].has(Tag::To) || self.items[i].has(Tag::From));
        to.is_some_and(|to| self.items.get(self.skip(to + 1)).is_some_and(|item| item.place().is_some()))
    }

    /// A partner behind the amount: "a surplus of 7.1 billion dlrs with the U.S.", "exports rose by 5 % to China".
    pub(super) fn late_partner(&mut self, end: usize) {
        if self.subject.partner.is_some() {
            return;
        }
        let mut crossed = false;
        for at in end..self.items.len().min(end + 10) {
            let item = &self.items[at];
            let fits = match self.flow() {
                Flow::Exports | Flow::ReExports | Flow::DomesticExports => item.has(Tag::To),
                Flow::Imports | Flow::ReImports => item.has(Tag::From),
                _ => item.has(Tag::With),
            };
            if fits && crossed && self.items.get(self.skip(at + 1)).is_some_and(|next| next.place().is_some()) {
                self.partner(at + 1);
                return;
            }
            crossed |= item.quantity().is_some();
            let passed = match &item.thing {
                Thing::Quantity(_) | Thing::When(_) => true,
                Thing::Mark(tags) => {
                    item.flow().is_none()
                        && tags.iter().any(|tag| {
                            matches!(
                                tag,
                                Tag::Amount
                                    | Tag::Change(_)
                                    | Tag::Adverb(_)
                                    | Tag::By
                                    | Tag::To
                                    | Tag::Of
                                    | Tag::At
                                    | Tag::In
                                    | Tag::Qualifier(_)
                                    | Tag::Plain
                                    | Tag::Function
                            )
                        })
                        && !tags.iter().any(|tag| matches!(tag, Tag::Contrast | Tag::Base | Tag::And | Tag::From | Tag::Including))
                }
                _ => false,
            };
            if !passed {
                return;
            }
        }
    }

    /// What is exported: "exported ready-made garments".
    pub(super) fn object(&mut self, at: usize) -> Option<usize> {
        let (text, end) = self.noun_phrase(at)?;
        self.subject.commodity = Some(text);
        Some(end)
    }

    /// Past articles and adjectives that say nothing.
    pub(super) fn skip(&self, mut at: usize) -> usize {
        while self.items.get(at).is_some_and(|item| {
            let article = self.tokens[item.tokens.start].lower.as_str();
            matches!(article, "the" | "a" | "an" | "its" | "their" | "all" | "'s" | "neighbouring" | "city")
                || article == "other" && self.items.get(at + 1).is_some_and(|next| next.place().is_some())
                || item.has(Tag::Total) && !item.has(Tag::And)
        }) {
            at += 1;
        }
        at
    }

    /// `turnover of Kazakhstan and Belarus`: the second is the partner.
    pub(super) fn second_party(&mut self, at: usize) -> Option<usize> {
        let and = self.items.get(at)?.has(Tag::And);
        let place = self.items.get(at + 1)?.place()?;
        let both = and && matches!(self.flow(), Flow::Turnover | Flow::Balance);
        both.then(|| {
            self.subject.partner = Some(place.clone());
            at + 2
        })
    }

    /// `trade in services`; a time that stands between the flow and its partner is passed.
    pub(super) fn scope(&mut self, at: usize) -> Option<usize> {
        let first = self.skip(at);
        let item = self.items.get(first)?;
        let scope = match &item.thing {
            Thing::Mark(tags) if tags.contains(&Tag::Services) => Scope::Services,
            Thing::Mark(tags) if tags.contains(&Tag::GoodsAndServices) => Scope::GoodsAndServices,
            Thing::Mark(tags) if tags.contains(&Tag::Goods) && self.names_goods(item) => Scope::Goods,
            Thing::When(_) => {
                let then = self.items.get(first + 1)?;
                let partner = then.has(Tag::To) || then.has(Tag::With) || then.has(Tag::From);
                return (partner && self.items.get(self.skip(first + 2))?.place().is_some()).then_some(first + 1);
            }
            _ => return None,
        };
        self.subject.scope = Some(scope);
        Some(self.with_services(first + 1))
    }

    /// The words up to a verb, number, comma or preposition.
    pub(super) fn noun_phrase(&self, at: usize) -> Option<(String, usize)> {
        let mut end = at;
        let mut words = 0;
        while let Some(item) = self.items.get(end).filter(|_| end < at + 14) {
            let goes_on = match &item.thing {
                // "Of salted fish".
                Thing::Word if end == at && self.is_past(item) => self.items.get(at + 1).is_some_and(|next| self.is_noun(next)),
                Thing::Word => !self.is_past(item) || self.tokens[item.tokens.start].is_capitalised(),
                Thing::Place(_) => true,
                Thing::Symbol if self.tokens[item.tokens.start].text == "," => end > at && self.nouns_follow(end + 1),
                Thing::Symbol => matches!(self.tokens[item.tokens.start].text, "-" | "'" | "’" | "“" | "”" | "/") && end > at,
                Thing::Mark(tags) => {
                    let joins = tags.iter().any(|tag| matches!(tag, Tag::And | Tag::Of | Tag::Or))
                        && end > at
                        && self.items.get(end + 1).is_some_and(|i| self.is_noun(i));
                    joins
                        || tags
                            .iter()
                            .any(|tag| matches!(tag, Tag::Plain | Tag::Goods | Tag::Count(_) | Tag::Region | Tag::Services))
                            && !tags.iter().any(is_verb)
                        || matches!(self.tokens[item.tokens.start].lower.as_str(), "other")
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            words += usize::from(matches!(item.thing, Thing::Word));
            end += 1;
        }
        while end > at
            && !matches!(self.items[end - 1].thing, Thing::Word | Thing::Place(_))
            && !self.items[end - 1].has(Tag::Goods)
        {
            end -= 1;
        }
        (words > 0 && end > at).then(|| (self.text(at..end), end))
    }

    /// "Wool, cotton and silk": whether nouns up to an "and" follow a comma, and one behind it.
    fn nouns_follow(&self, at: usize) -> bool {
        let comma = |i: &usize| self.tokens[self.items[*i].tokens.start].is_symbol(",");
        let nouns: Vec<usize> = (at..self.items.len().min(at + 10))
            .take_while(|i| self.is_noun(&self.items[*i]) && !self.is_adverb(&self.items[*i]) || comma(i))
            .collect();
        let Some(last) = nouns.last() else { return false };
        let named = nouns.iter().any(|&i| self.items[i].thing == Thing::Word);
        let next = self.items.get(last + 2);
        named
            && self.items.get(last + 1).is_some_and(|item| item.has(Tag::And))
            && next.is_some_and(|item| item.thing == Thing::Word && self.is_noun(item) && !self.is_adverb(item))
    }

    pub(super) fn is_noun(&self, item: &Item) -> bool {
        match &item.thing {
            Thing::Word => !self.is_past(item),
            Thing::Mark(tags) => tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::Goods)) && item.flow().is_none(),
            _ => false,
        }
    }

    pub(super) fn is_past(&self, item: &Item) -> bool {
        let token = &self.tokens[item.tokens.start];
        is_past(token) || token.lower == "which"
    }
}

/// A verb in the past, and no participle that says what goods are.
pub(super) fn is_past(token: &Token) -> bool {
    let word = &*token.lower;
    word.ends_with("ed") && !PARTICIPLES.contains(&word) || matches!(word, "went" | "came" | "began" | "became")
}

const PARTICIPLES: &[&str] = &[
    "refined",
    "processed",
    "finished",
    "manufactured",
    "unprocessed",
    "semi-finished",
    "frozen",
    "canned",
    "dried",
    "related",
    "prepared",
    "coated",
    "liquefied",
    "rolled",
    "weighted",
    "based",
    "oriented",
];

/// Whether words name some of those who trade.
pub(in crate::prose) fn is_population(words: &str) -> bool {
    let lower = words.to_lowercase();
    POPULATIONS.iter().any(|word| lower.contains(word))
}

/// Words of those who trade: trade of so many of them is a part of a region's trade, and no product.
const POPULATIONS: &[&str] =
    &["enterprise", "compan", "manufacturer", "sector", "resident", "firm", "subordinate", "entit", "industr", "businesses"];

/// How goods are carried.
const WAYS: &[&str] = &["rail", "sea", "road", "air", "land", "pipeline", "pipelines", "ship", "ships", "truck", "trucks", "post"];
