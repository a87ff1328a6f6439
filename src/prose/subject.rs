//! What a mention of a flow speaks of: whose trade, with whom, in what.

use std::ops::Range;

use super::item::{Item, Thing};
use super::lexicon::{FlowWord, Tag};
use super::place::{Form, Place, text_of};
use super::quantity::Unit;
use super::token::Token;
use crate::codelist::{Flow, Scope};
use crate::statement::Direction;

/// The subject of figures, as far as the words beside a flow say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Subject {
    /// The flows that are named together: one, or exports and imports.
    pub(super) flows: Vec<Flow>,
    /// A balance that is called a deficit or a surplus.
    pub(super) side: Option<Direction>,
    /// A balance that is called a gap: a deficit, unless the flows say otherwise.
    pub(super) gap: bool,
    pub(super) scope: Option<Scope>,
    /// A population of its own: the turnover *of municipal enterprises*.
    pub(super) population: Option<String>,
    pub(super) reporter: Option<Place>,
    pub(super) partner: Option<Place>,
    pub(super) commodity: Option<String>,
    /// Total, global: neither a partner nor a commodity is carried into it.
    pub(super) total: bool,
    pub(super) adjusted: Option<String>,
    pub(super) basis: Option<Tag>,
    /// Exports in per cent of imports.
    pub(super) coverage: bool,
    /// The mention is a verb: *exported*.
    pub(super) verbal: bool,
    /// The mention speaks of those who trade.
    pub(super) trader: bool,
    /// The items it is made of.
    pub(super) items: Range<usize>,
}

impl Subject {
    /// A flow of which nothing else is said.
    pub(super) fn of(flow: Flow) -> Self {
        Self { flows: vec![flow], ..Self::default() }
    }
}

/// Exports and imports that are named together, and the subjects that stand in a sentence, in its order.
pub(super) fn subjects(items: &[Item], tokens: &[Token]) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let from = subjects.last().map_or(0, |last| last.items.end);
        if at >= from
            && let Some(subject) = subject(items, tokens, at, from)
        {
            at = subject.items.end.max(at + 1);
            subjects.push(subject);
        } else {
            at += 1;
        }
    }
    subjects
}

/// The subject whose flow is this item.
fn subject(items: &[Item], tokens: &[Token], at: usize, from: usize) -> Option<Subject> {
    let mut subject = Subject::default();
    let mut end = at + 1;
    if items[at].has(Tag::Between) || items[at].has(Tag::Excess) {
        end = between(items, at, &mut subject)?;
    } else {
        let word = items[at].flow()?;
        if is_adjective(items, at, word) {
            return None;
        }
        head(word, &mut subject);
        end = together(items, at, word, &mut subject).unwrap_or(end);
    }
    let mut reader = Around { items, tokens, subject };
    let start = reader.before(at, from);
    let end = reader.after(end);
    reader.late_partner(end);
    let mut subject = reader.subject;
    subject.items = start..end;
    Some(subject)
}

/// In the singular, and for "trade", the word is a noun of its own only where no other noun follows: *import duties*, *trade unions*.
fn is_adjective(items: &[Item], at: usize, word: FlowWord) -> bool {
    if !matches!(word, FlowWord::Export | FlowWord::Import | FlowWord::Trade | FlowWord::Partner | FlowWord::Exporter | FlowWord::Importer) {
        return false;
    }
    let Some(next) = items.get(at + 1) else { return false };
    match &next.thing {
        Thing::Word => true,
        Thing::Mark(tags) => tags.iter().any(|tag| matches!(tag, Tag::Other | Tag::Region)) || next.flow() == Some(FlowWord::Partner),
        _ => false,
    }
}

fn head(word: FlowWord, subject: &mut Subject) {
    let (flow, side) = match word {
        FlowWord::Exports | FlowWord::Export | FlowWord::Exported | FlowWord::Exporter => (Flow::Exports, None),
        FlowWord::Imports | FlowWord::Import | FlowWord::Imported | FlowWord::Importer => (Flow::Imports, None),
        FlowWord::Turnover | FlowWord::Trade | FlowWord::Partner => (Flow::Turnover, None),
        FlowWord::Balance | FlowWord::Gap => (Flow::Balance, None),
        FlowWord::Deficit => (Flow::Balance, Some(Direction::Deficit)),
        FlowWord::Surplus => (Flow::Balance, Some(Direction::Surplus)),
        FlowWord::ReExports => (Flow::ReExports, None),
        FlowWord::DomesticExports => (Flow::DomesticExports, None),
        FlowWord::ReImports => (Flow::ReImports, None),
        FlowWord::Coverage => (Flow::Exports, None),
    };
    subject.gap = word == FlowWord::Gap;
    subject.verbal = matches!(word, FlowWord::Exported | FlowWord::Imported);
    subject.coverage = word == FlowWord::Coverage;
    subject.trader = matches!(word, FlowWord::Exporter | FlowWord::Importer | FlowWord::Partner);
    subject.flows.push(flow);
    subject.side = side;
}

fn is_plain_flow(item: &Item) -> Option<Flow> {
    match item.flow()? {
        FlowWord::Exports | FlowWord::Export => Some(Flow::Exports),
        FlowWord::Imports | FlowWord::Import => Some(Flow::Imports),
        _ => None,
    }
}

/// `exports and imports`: the end of the second.
fn together(items: &[Item], at: usize, word: FlowWord, subject: &mut Subject) -> Option<usize> {
    if !matches!(word, FlowWord::Exports | FlowWord::Imports | FlowWord::Export | FlowWord::Import) {
        return None;
    }
    let and = items.get(at + 1).filter(|item| item.has(Tag::And))?;
    let second = is_plain_flow(items.get(at + 2)?).filter(|flow| !subject.flows.contains(flow))?;
    // "Exports and import duties" are no pair.
    if is_adjective(items, at + 2, items[at + 2].flow()?) || and.tokens.is_empty() {
        return None;
    }
    subject.flows.push(second);
    Some(at + 3)
}

/// `the gap between US exports and imports`: the end of the second flow.
fn between(items: &[Item], at: usize, subject: &mut Subject) -> Option<usize> {
    let window = &items[at + 1..items.len().min(at + 9)];
    let mut flows = window.iter().enumerate().filter(|(_, item)| is_plain_flow(item).is_some());
    let (_, last) = (flows.next()?, flows.next()?.0);
    let quantity = window[..last].iter().any(|item| item.quantity().is_some());
    let excess = items[at].find(|tag| matches!(tag, Tag::Excess).then_some(())).is_some();
    let first = window.iter().find_map(is_plain_flow);
    subject.side = first.filter(|_| excess).map(|flow| if flow == Flow::Exports { Direction::Surplus } else { Direction::Deficit });
    subject.flows.push(Flow::Balance);
    subject.gap = subject.side.is_none();
    subject.reporter = window[..last].iter().find_map(Item::place).cloned();
    (!quantity).then_some(at + last + 2)
}

struct Around<'i, 't, 'a> {
    items: &'i [Item],
    tokens: &'t [Token<'a>],
    subject: Subject,
}

impl Around<'_, '_, '_> {
    fn flow(&self) -> &Flow {
        &self.subject.flows[0]
    }

    /// Reads what stands before the flow, back to `from`: the first item that belongs to it.
    fn before(&mut self, at: usize, from: usize) -> usize {
        let mut start = at;
        let mut commodity: Option<Range<usize>> = None;
        while start > from {
            let item = &self.items[start - 1];
            match &item.thing {
                Thing::Place(place) if self.subject.reporter.is_none() => {
                    // "China imports", but "oil imports from": a place before a flow is whose trade it is.
                    self.subject.reporter = Some(place.clone());
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
                Thing::Mark(tags) if tags.contains(&Tag::Adjusted) => self.subject.adjusted = Some(self.text(start - 1..start).to_lowercase()),
                Thing::Mark(tags) if tags.iter().any(|t| matches!(t, Tag::Volume | Tag::Price)) => {
                    self.subject.basis = tags.iter().copied().find(|t| matches!(t, Tag::Volume | Tag::Price));
                }
                Thing::Mark(tags) if tags.iter().any(|t| matches!(t, Tag::Plain | Tag::Goods)) && !tags.iter().any(is_verb) => {}
                Thing::Mark(tags) if tags.contains(&Tag::Function) && self.is_possessive(item) => {}
                Thing::Word if self.subject.verbal => {}
                Thing::Word if !self.is_adverb(item) => {
                    let end = commodity.as_ref().map_or(start, |range| range.end);
                    commodity = Some(start - 1..end);
                }
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
                start = range.start;
            } else if self.items[range.start - 2].flow().is_some() {
                commodity = None;
            }
        }
        if self.subject.reporter.is_none() {
            self.subject.reporter = self.holder(start, from);
        }
        if let Some(range) = commodity.filter(|range| self.is_product(range)) {
            let text = self.text(range);
            if text.chars().any(char::is_alphabetic) && text.len() < 80 {
                self.subject.commodity = Some(text);
            }
        }
        start
    }

    /// "Taiwan had a trade surplus", "South Korea last year posted exports": the place that has the flow.
    fn holder(&self, start: usize, from: usize) -> Option<Place> {
        let mut at = start;
        let article = |i: usize| matches!(self.tokens[self.items[i].tokens.start].lower.as_str(), "a" | "an" | "its" | "the");
        while at > from && article(at - 1) {
            at -= 1;
        }
        let verb = at.checked_sub(1).filter(|&i| i >= from && HOLDING.contains(&self.tokens[self.items[i].tokens.start].lower.as_str()))?;
        let before = (from..verb).rev().find(|&i| self.items[i].when().is_none() && !self.tokens[self.items[i].tokens.start].lower.ends_with("ly"))?;
        let governed = before > from && [Tag::To, Tag::From, Tag::With, Tag::In, Tag::Of].iter().any(|tag| self.items[before - 1].has(*tag));
        self.items[before].place().filter(|place| !governed && place.form != Form::Adjective).cloned()
    }

    fn is_possessive(&self, item: &Item) -> bool {
        self.tokens[item.tokens.start].lower == "'s"
    }

    fn is_adverb(&self, item: &Item) -> bool {
        let word = &self.tokens[item.tokens.start].lower;
        word.ends_with("ly") || word.ends_with("ed") || word.ends_with("'t")
    }

    /// A name that a possessive follows is a place that is in no list: *Barataria's exports*.
    fn is_product(&mut self, range: &Range<usize>) -> bool {
        let possessive = self.items.get(range.end).is_some_and(|item| self.is_possessive(item) || self.tokens[item.tokens.start].is_symbol("'"));
        if possessive && self.tokens[self.items[range.start].tokens.start].is_capitalised() && self.subject.reporter.is_none() {
            self.subject.reporter = Some(Place { name: self.text(range.clone()), form: Form::Region });
            return false;
        }
        !possessive
    }

    fn hyphen(&self, at: usize) -> bool {
        self.tokens[self.items[at].tokens.start].is_symbol("-") && !self.tokens[self.items[at].tokens.start].after_blank
    }

    fn text(&self, range: Range<usize>) -> String {
        text_of(&self.tokens[self.items[range.start].tokens.start..self.items[range.end - 1].tokens.end])
    }

    /// Reads what stands behind the flow: the end of what belongs to it.
    fn after(&mut self, mut end: usize) -> usize {
        let verbal = self.subject.verbal;
        loop {
            let Some(next) = self.items.get(end) else { return end };
            let read = match &next.thing {
                // "exported 124.7 thousand tons of fruits to Pakistan".
                Thing::Quantity(quantity) if verbal && quantity.unit == Unit::Quantity => Some(end + 1),
                Thing::Mark(tags) if verbal && tags.iter().any(|tag| matches!(tag, Tag::Function | Tag::Goods)) && !tags.iter().any(is_verb) && self.leads_to_place(end) => Some(end + 1),
                Thing::Word | Thing::Mark(_) if verbal && self.subject.commodity.is_none() && self.is_noun(next) => self.object(end),
                Thing::Mark(tags) if tags.contains(&Tag::Of) => self.of(end + 1),
                Thing::Mark(tags) if tags.iter().any(|tag| matches!(tag, Tag::To | Tag::With | Tag::From | Tag::Between)) => self.partner(end + 1),
                Thing::Mark(tags) if tags.iter().any(|tag| matches!(tag, Tag::In | Tag::On)) && self.on_trade(end + 1) => Some(end + 2),
                Thing::Mark(tags) if tags.contains(&Tag::In) => self.scope(end + 1),
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

    /// "Exported their products to China": the words up to the place say nothing.
    fn leads_to_place(&self, at: usize) -> bool {
        let to = (at + 1..self.items.len().min(at + 4)).find(|&i| self.items[i].has(Tag::To) || self.items[i].has(Tag::From));
        to.is_some_and(|to| self.items.get(self.skip(to + 1)).is_some_and(|item| item.place().is_some()))
    }

    /// "A surplus on merchandise trade": one mention, of the balance.
    fn on_trade(&self, at: usize) -> bool {
        *self.flow() == Flow::Balance && self.items.get(at).is_some_and(|item| matches!(item.flow(), Some(FlowWord::Trade | FlowWord::Turnover)))
    }

    /// A partner behind the amount: "a surplus of 7.1 billion dlrs with the U.S.", "exports rose by 5 % to China".
    fn late_partner(&mut self, end: usize) {
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
                    item.flow().is_none() && tags.iter().any(|tag| matches!(tag, Tag::Amount | Tag::Change(_) | Tag::Adverb(_) | Tag::By | Tag::To | Tag::Of | Tag::At | Tag::In | Tag::Qualifier(_) | Tag::Plain | Tag::Function))
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
    fn object(&mut self, at: usize) -> Option<usize> {
        let (text, end) = self.noun_phrase(at)?;
        self.subject.commodity = Some(text);
        Some(end)
    }

    /// Past articles and adjectives that say nothing.
    fn skip(&self, mut at: usize) -> usize {
        while self.items.get(at).is_some_and(|item| {
            let article = self.tokens[item.tokens.start].lower.as_str();
            matches!(article, "the" | "a" | "an" | "its" | "their" | "all" | "'s" | "neighbouring" | "city") || item.has(Tag::Total) && !item.has(Tag::And)
        }) {
            at += 1;
        }
        at
    }

    /// Whose trade, or in what: `of Kazakhstan`, `of crude oil`, `of American goods`.
    fn of(&mut self, at: usize) -> Option<usize> {
        let first = self.skip(at);
        let item = self.items.get(first)?;
        match &item.thing {
            Thing::Place(place) => {
                let goods = self.items.get(first + 1).is_some_and(|item| item.has(Tag::Goods));
                let product = self.items.get(first + 1).filter(|_| place.form == Form::Adjective && !goods).and_then(|_| self.noun_phrase(first + 1));
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
            Thing::Mark(tags) if tags.contains(&Tag::Goods) && !self.items.get(first + 1).is_some_and(|i| i.thing == Thing::Word) => Some(first + 1),
            _ => {
                let (text, end) = self.noun_phrase(first)?;
                let capitalised = self.tokens[item.tokens.start].is_capitalised();
                let turnover = matches!(self.flow(), Flow::Turnover | Flow::Balance);
                if capitalised && (turnover || self.items.get(end).is_some_and(|i| i.has(Tag::With))) && self.subject.reporter.is_none() {
                    self.subject.reporter = Some(Place { name: text, form: Form::Region });
                } else if POPULATIONS.iter().any(|word| text.to_lowercase().contains(word)) {
                    self.subject.population = Some(text);
                } else {
                    self.subject.commodity = Some(text);
                }
                Some(end)
            }
        }
    }

    /// `turnover of Kazakhstan and Belarus`: the second is the partner.
    fn second_party(&mut self, at: usize) -> Option<usize> {
        let and = self.items.get(at)?.has(Tag::And);
        let place = self.items.get(at + 1)?.place()?;
        let both = and && matches!(self.flow(), Flow::Turnover | Flow::Balance);
        both.then(|| {
            self.subject.partner = Some(place.clone());
            at + 2
        })
    }

    /// With whom: `to the United States`, `between Uzbekistan and Tajikistan`, `with the PRC`.
    fn partner(&mut self, at: usize) -> Option<usize> {
        let first = self.skip(at);
        if self.items.get(first)?.place().is_none() {
            return self.named_partner(first);
        }
        let place = self.items.get(first)?.place()?.clone();
        let between = self.items[at - 1].has(Tag::Between) || self.tokens[self.items[at - 1].tokens.start].lower == "between";
        if between && self.items.get(first + 1).is_some_and(|item| item.has(Tag::And)) {
            let second = self.skip(first + 2);
            let partner = self.items.get(second)?.place()?.clone();
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
            let Some(other) = self.items.get(next).filter(|_| joined).and_then(Item::place) else { break };
            name = format!("{name} and {}", other.name);
            end = next + 1;
        }
        if self.subject.partner.is_none() {
            self.subject.partner = Some(Place { name, form: place.form });
        }
        let goods = self.items.get(end).is_some_and(|item| matches!(self.tokens[item.tokens.start].lower.as_str(), "countries" | "market" | "markets" | "nations"));
        Some(end + usize::from(goods))
    }

    /// A partner of no list, by its capitals: "exports to the Organisation …".
    fn named_partner(&mut self, at: usize) -> Option<usize> {
        let is_name = |item: &Item| item.thing == Thing::Word && self.tokens[item.tokens.start].is_capitalised();
        let end = (at..self.items.len().min(at + 6)).take_while(|&i| is_name(&self.items[i])).last()? + 1;
        if self.subject.partner.is_none() {
            self.subject.partner = Some(Place { name: self.text(at..end), form: Form::Country });
        }
        Some(end)
    }

    /// Whether the list of partners that goes on here ends in "and": a comma alone may begin another clause.
    fn lists_on(&self, at: usize) -> bool {
        let after = &self.items[at.min(self.items.len())..];
        let list = after.iter().take_while(|item| item.place().is_some() || item.has(Tag::And) || self.tokens[item.tokens.start].is_symbol(","));
        list.clone().any(|item| item.has(Tag::And)) && after.iter().take(2).all(|item| item.quantity().is_none())
    }

    /// `trade in services`; a time that stands between the flow and its partner is passed.
    fn scope(&mut self, at: usize) -> Option<usize> {
        let first = self.skip(at);
        let item = self.items.get(first)?;
        let scope = match &item.thing {
            Thing::Mark(tags) if tags.contains(&Tag::Services) => Scope::Services,
            Thing::Mark(tags) if tags.contains(&Tag::GoodsAndServices) => Scope::GoodsAndServices,
            Thing::Mark(tags) if tags.contains(&Tag::Goods) => Scope::Goods,
            Thing::When(_) => {
                let then = self.items.get(first + 1)?;
                let partner = then.has(Tag::To) || then.has(Tag::With) || then.has(Tag::From);
                return (partner && self.items.get(self.skip(first + 2))?.place().is_some()).then_some(first + 1);
            }
            _ => return None,
        };
        self.subject.scope = Some(scope).filter(|scope| *scope != Scope::Goods);
        Some(first + 1)
    }

    /// The words up to a verb, number, comma or preposition.
    fn noun_phrase(&self, at: usize) -> Option<(String, usize)> {
        let mut end = at;
        let mut words = 0;
        while let Some(item) = self.items.get(end).filter(|_| end < at + 14) {
            let goes_on = match &item.thing {
                Thing::Word => !self.is_past(item) || self.tokens[item.tokens.start].is_capitalised(),
                Thing::Place(_) => true,
                Thing::Symbol => matches!(self.tokens[item.tokens.start].text, "-" | "'" | "’" | "“" | "”" | "/") && end > at,
                Thing::Mark(tags) => {
                    let joins = tags.iter().any(|tag| matches!(tag, Tag::And | Tag::Of | Tag::Or)) && end > at && self.items.get(end + 1).is_some_and(|i| self.is_noun(i));
                    joins || tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::Goods | Tag::Count(_) | Tag::Region | Tag::Services)) && !tags.iter().any(is_verb)
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
        while end > at && !matches!(self.items[end - 1].thing, Thing::Word | Thing::Place(_)) && !self.items[end - 1].has(Tag::Goods) {
            end -= 1;
        }
        (words > 0 && end > at).then(|| (self.text(at..end), end))
    }

    fn is_noun(&self, item: &Item) -> bool {
        match &item.thing {
            Thing::Word => !self.is_past(item),
            Thing::Mark(tags) => tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::Goods)) && item.flow().is_none(),
            _ => false,
        }
    }

    fn is_past(&self, item: &Item) -> bool {
        let word = &self.tokens[item.tokens.start].lower;
        word.ends_with("ed") && !matches!(word.as_str(), "refined" | "processed" | "finished" | "manufactured" | "unprocessed" | "semi-finished" | "frozen" | "canned" | "dried" | "related" | "prepared" | "coated" | "liquefied" | "rolled")
            || word == "which"
    }
}

/// Verbs between a place and its trade.
const HOLDING: &[&str] =
    &["had", "has", "posted", "recorded", "registered", "reported", "ran", "runs", "showed", "increased", "reduced", "cut", "raised", "saw", "announced", "expanded", "achieved"];

/// Words of those who trade: trade of so many of them is a part of a region's trade, and no product.
const POPULATIONS: &[&str] = &["enterprise", "compan", "manufacturer", "sector", "resident", "firm", "subordinate", "entit", "industr"];

/// Whether a tag is one of a verb that cannot stand between an adjective and its noun.
fn is_verb(tag: &Tag) -> bool {
    matches!(tag, Tag::Amount | Tag::Share | Tag::From | Tag::To | Tag::By | Tag::With | Tag::Base)
}
