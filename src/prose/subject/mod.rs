//! What a mention of a flow speaks of: whose trade, with whom, in what.

mod before;
mod behind;
mod partner;
mod scope;

use std::ops::Range;

use super::item::{Item, Thing};
use super::lexicon::{FlowWord, Tag};
use super::place::{Form, Place, text_of};
use super::quantity::Unit;
use super::token::Token;
use crate::codelist::{Flow, Scope};
use crate::statement::Direction;

pub(in crate::prose) use behind::is_population;
pub(in crate::prose) use scope::scope_of;

/// The subject of figures, as far as the words beside a flow say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::prose) struct Subject {
    /// The flows that are named together: one, or exports and imports.
    pub(in crate::prose) flows: Vec<Flow>,
    /// A balance that is called a deficit or a surplus.
    pub(in crate::prose) side: Option<Direction>,
    /// A balance that is called a gap: a deficit, unless the flows say otherwise.
    pub(in crate::prose) gap: bool,
    pub(in crate::prose) scope: Option<Scope>,
    /// A population of its own: the turnover *of municipal enterprises*.
    pub(in crate::prose) population: Option<String>,
    pub(in crate::prose) reporter: Option<Place>,
    pub(in crate::prose) partner: Option<Place>,
    /// The partner is the one spoken of before: "from these countries".
    pub(in crate::prose) same_partner: bool,
    /// The partner is the place that was mentioned last: "exports there".
    pub(in crate::prose) is_there: bool,
    /// Trade *between* two, of whom either may be the one whose trade a text is about.
    pub(in crate::prose) is_between: bool,
    pub(in crate::prose) commodity: Option<String>,
    /// Total, global: neither a partner nor a commodity is carried into it.
    pub(in crate::prose) total: bool,
    pub(in crate::prose) adjusted: Option<String>,
    pub(in crate::prose) basis: Option<Tag>,
    /// Exports in per cent of imports.
    pub(in crate::prose) coverage: bool,
    /// The verb is one of supply, whose object is whom trade is with: "Chad supplied Mali with salt".
    pub(in crate::prose) is_supply: bool,
    /// The mention is a verb: *exported*.
    pub(in crate::prose) verbal: bool,
    /// The mention speaks of those who trade.
    pub(in crate::prose) trader: bool,
    /// It speaks of whom trade is with: *its largest market*.
    pub(in crate::prose) counterpart: bool,
    /// The items it is made of.
    pub(in crate::prose) items: Range<usize>,
}

impl Subject {
    /// A flow of which nothing else is said.
    pub(in crate::prose) fn of(flow: Flow) -> Self {
        Self { flows: vec![flow], ..Self::default() }
    }
}

/// Exports and imports that are named together, and the subjects that stand in a sentence, in its order.
pub(in crate::prose) fn subjects(items: &[Item], tokens: &[Token]) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let from = subjects.last().map_or(0, |last| last.items.end);
        if at >= from
            && let Some(subject) = subject(items, tokens, at, from, subjects.last())
        {
            at = subject.items.end.max(at + 1);
            subjects.push(subject);
        } else {
            at += 1;
        }
    }
    scope::balances_of_trade(items, tokens, &mut subjects);
    scope::turnovers_of_markets(items, &mut subjects);
    scope::accounts_of_balances(items, tokens, &mut subjects);
    scope::scopes_of_amounts(items, tokens, &mut subjects);
    objects_of_pairs(items, &mut subjects);
    subjects
}

/// "Textiles were exported for 12 million and imported for 11 million": both verbs are said of what stands before the first.
fn objects_of_pairs(items: &[Item], subjects: &mut [Subject]) {
    for s in 1..subjects.len() {
        let (before, rest) = subjects.split_at_mut(s);
        let (first, second) = (&before[s - 1], &mut rest[0]);
        let is_joined = second.items.start > 0 && items[second.items.start - 1].has(Tag::And);
        let is_passive = items[first.items.end - 1].flow().is_some();
        let bare = second.commodity.is_none() && second.scope.is_none();
        if first.verbal && second.verbal && is_joined && is_passive && bare {
            second.commodity.clone_from(&first.commodity);
        }
    }
}

/// The subject whose flow is this item.
fn subject(items: &[Item], tokens: &[Token], at: usize, from: usize, last: Option<&Subject>) -> Option<Subject> {
    let mut subject = Subject::default();
    let mut end = at + 1;
    if items[at].has(Tag::Between) || items[at].has(Tag::Excess) {
        end = between(items, tokens, at, &mut subject)?;
    } else {
        let word = items[at]
            .flow()
            .or_else(|| shipments(items, tokens, at))
            .or_else(|| sold(items, tokens, at))
            .or_else(|| other_way(items, tokens, at, last?));
        let supplied = if word.is_none() { supplied(items, tokens, at) } else { None };
        let word = word.or(supplied.map(|_| FlowWord::Exported))?;
        if let Some(partner) = supplied {
            (subject.partner, subject.is_supply) = (Some(partner.clone()), true);
            end += 2;
        }
        if is_adjective(items, tokens, at, word) {
            return None;
        }
        head(word, &mut subject);
        end = together(items, tokens, at, word, &mut subject).unwrap_or(end);
    }
    let said = tokens[items[at].tokens.clone()].iter().any(|token| matches!(token.lower.as_str(), "goods" | "merchandise"));
    let both = items[at].has(Tag::GoodsAndServices).then_some(Scope::GoodsAndServices);
    let services = || items[at].has(Tag::Services).then_some(Scope::Services);
    subject.scope = subject.scope.or(both).or_else(services).or(said.then_some(Scope::Goods));
    subject.total |=
        tokens[items[at].tokens.clone()].iter().any(|token| matches!(token.lower.as_str(), "total" | "overall" | "combined"));
    // "Mutual trade": with the one spoken of.
    let words = tokens[items[at.saturating_sub(1).max(from)].tokens.start..items[at].tokens.end].iter();
    subject.same_partner |=
        words.into_iter().any(|token| matches!(token.lower.as_str(), "mutual" | "bilateral" | "reciprocal" | "two-way"));
    let mut reader = Around { items, tokens, subject };
    let end = reader.with_services(end);
    let start = reader.before(at, from);
    let end = reader.after(end);
    reader.late_partner(end);
    let mut subject = reader.subject;
    subject.items = start..end;
    // "The volume of refined copper exported grew by 13 %".
    if subject.verbal && subject.commodity.is_none() && items.get(at + 1).is_some_and(is_change) {
        subject.commodity = things_before(items, tokens, from..at);
    }
    // "World trade shrank": that of all, and not of the one whose text it is.
    let is_of_all = subject.flows == [Flow::Turnover] && subject.reporter.is_none() && subject.partner.is_none() && at > from;
    if is_of_all && matches!(tokens[items[at].tokens.start - 1].lower.as_str(), "world" | "global" | "worldwide") {
        let own = at > from + 1 && matches!(tokens[items[at - 1].tokens.start - 1].lower.as_str(), "its" | "their" | "'s");
        subject.reporter = (!own).then(|| Place { name: "World".to_owned(), form: Form::Region });
    }
    // "Net exports of gold" may be exports less imports, or less what came back: an amount of its own either way.
    let net = tokens[items[at].tokens.start].lower == "net" && items[at].tokens.len() == 2;
    if net && subject.commodity.is_some() {
        let exports = tokens[items[at].tokens.end - 1].lower == "exports";
        subject.flows = vec![if exports { Flow::Exports } else { Flow::Imports }];
        (subject.side, subject.population) = (None, Some(text_of(&tokens[items[at].tokens.clone()]).to_lowercase()));
    }
    if subject.flows == [Flow::Turnover] && tokens[items[at].tokens.clone()].len() == 1 && at > from {
        let regime = &tokens[items[at - 1].tokens.end - 1].lower;
        if subject.population.is_none() && REGIMES.contains(&regime.as_str()) {
            subject.population = Some(text_of(&tokens[items[at - 1].tokens.start..items[at].tokens.end]).to_lowercase());
            subject.commodity = None;
        }
    }
    Some(subject)
}

fn is_change(item: &Item) -> bool {
    item.flow().is_none() && item.find(|tag| matches!(tag, Tag::Change(_) | Tag::Adverb(_)).then_some(())).is_some()
}

/// The noun that ends a range of items, where it names a thing.
fn things_before(items: &[Item], tokens: &[Token], range: Range<usize>) -> Option<String> {
    let is_noun = |i: &usize| {
        let item = &items[*i];
        item.thing == Thing::Word && !tokens[item.tokens.start].lower.ends_with("ly") || item.has(Tag::Goods)
    };
    let first = range.clone().rev().take_while(is_noun).last()?;
    let named = (first..range.end).any(|i| items[i].thing == Thing::Word);
    named.then(|| text_of(&tokens[items[first].tokens.start..items[range.end - 1].tokens.end]))
}

/// In the singular, and for "trade", the word is a noun of its own only where no other noun follows: *import duties*, *trade unions*.
fn is_adjective(items: &[Item], tokens: &[Token], at: usize, word: FlowWord) -> bool {
    if !matches!(
        word,
        FlowWord::Export
            | FlowWord::Import
            | FlowWord::Trade
            | FlowWord::Partner
            | FlowWord::Exporter
            | FlowWord::Importer
            | FlowWord::Market
            | FlowWord::Source
    ) {
        return false;
    }
    let Some(next) = items.get(at + 1) else { return false };
    match &next.thing {
        // "Trade unions", but "trade maintained its growth".
        Thing::Word => {
            let sorts = matches!(&*tokens[next.tokens.start].lower, "categories" | "category" | "articles" | "lines" | "positions");
            !(sorts || word == FlowWord::Trade && behind::is_past(&tokens[next.tokens.start]))
        }
        Thing::Mark(tags) => {
            tags.iter().any(|tag| matches!(tag, Tag::Other | Tag::Region)) || next.flow() == Some(FlowWord::Partner)
        }
        _ => false,
    }
}

fn head(word: FlowWord, subject: &mut Subject) {
    let (flow, side) = match word {
        FlowWord::Exports | FlowWord::Export | FlowWord::Exported | FlowWord::Exporter | FlowWord::Market => (Flow::Exports, None),
        FlowWord::Imports | FlowWord::Import | FlowWord::Imported | FlowWord::Importer | FlowWord::Source => (Flow::Imports, None),
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
    subject.counterpart = word.is_counterpart();
    subject.trader = subject.counterpart || matches!(word, FlowWord::Exporter | FlowWord::Importer);
    subject.flows.push(flow);
    subject.side = side;
}

/// "Shipments to Italy", "purchases from these countries": exports and imports, where no product is named whose shipments they are.
fn shipments(items: &[Item], tokens: &[Token], at: usize) -> Option<FlowWord> {
    let lower = |at: usize| tokens[items[at].tokens.start].lower.as_str();
    let named = at > 0 && (items[at - 1].thing == Thing::Word || items[at - 1].has(Tag::Goods) || items[at - 1].has(Tag::Of));
    if named || items[at].thing != Thing::Word {
        return None;
    }
    // "Deliveries of machinery abroad".
    if matches!(lower(at), "shipments" | "deliveries" | "sales") && items.get(at + 1).is_some_and(|item| item.has(Tag::Of)) {
        let noun = |i: usize| items[i].thing == Thing::Word || items[i].has(Tag::Goods) || items[i].has(Tag::Plain);
        let end = (at + 2..items.len().min(at + 7)).find(|&i| !noun(i) || lower(i) == "abroad");
        if end.is_some_and(|end| end > at + 2 && lower(end) == "abroad") {
            return Some(FlowWord::Exports);
        }
    }
    // "Sales of fish to Chile".
    if items.get(at + 1).is_some_and(|item| item.has(Tag::Of) && item.tokens.len() == 1) {
        let noun = |i: usize| {
            items[i].thing == Thing::Word || items[i].has(Tag::Goods) || items[i].has(Tag::Plain) || items[i].has(Tag::And)
        };
        let end = (at + 2..items.len().min(at + 8)).find(|&i| !noun(i)).filter(|&end| end > at + 2);
        let with =
            |tag| end.is_some_and(|end| items[end].has(tag) && items.get(end + 1).is_some_and(|item| item.place().is_some()));
        match lower(at) {
            "shipments" | "deliveries" | "sales" if with(Tag::To) => return Some(FlowWord::Exports),
            "purchases" if with(Tag::From) => return Some(FlowWord::Imports),
            _ => {}
        }
    }
    // "Shipments of chemicals dropped".
    if lower(at) == "shipments" && items.get(at + 1).is_some_and(|item| item.has(Tag::Of) && item.tokens.len() == 1) {
        let noun = |i: usize| {
            items[i].thing == Thing::Word && !lower(i).ends_with("ed") || items[i].has(Tag::Goods) || items[i].has(Tag::And)
        };
        let verb = (at + 2..items.len().min(at + 8)).find(|&i| !noun(i)).filter(|&verb| verb > at + 2);
        let says = |tag| matches!(tag, Tag::Change(_) | Tag::Amount | Tag::Copula);
        if verb.is_some_and(|verb| items[verb].find(|tag| says(tag).then_some(())).is_some()) {
            return Some(FlowWord::Exports);
        }
    }
    let (flow, link) = match lower(at) {
        "shipments" | "deliveries" | "sales" => (FlowWord::Exports, Tag::To),
        "purchases" => (FlowWord::Imports, Tag::From),
        _ => return None,
    };
    // "Purchases declined from Italy".
    let changes = |item: &Item| item.find(|tag| matches!(tag, Tag::Change(_)).then_some(())).is_some() && item.flow().is_none();
    let at = at + usize::from(items.get(at + 1).is_some_and(changes));
    let to = items.get(at + 1).filter(|item| item.has(link))?;
    let abroad = |i: usize| items[i].place().is_some() || matches!(lower(i), "market" | "markets" | "countries");
    let leads =
        |i: usize| items[i].thing == Thing::Word || items[i].has(Tag::Plain) || items[i].has(Tag::Function) || lower(i) == "nearly";
    let end = (at + 2..items.len().min(at + 7)).find(|&i| abroad(i)).filter(|_| to.tokens.len() == 1)?;
    (at + 2..end).all(leads).then_some(flow)
}

/// "Sold goods worth 55 million to Chile", "buys oil from Peru": verbs of any trade, where a country stands behind them.
fn sold(items: &[Item], tokens: &[Token], at: usize) -> Option<FlowWord> {
    let lower = |at: usize| tokens[items[at].tokens.start].lower.as_str();
    let (flow, link) = match lower(at) {
        "sold" | "sells" => (FlowWord::Exported, Tag::To),
        "bought" | "buys" | "purchased" => (FlowWord::Imported, Tag::From),
        _ => return None,
    };
    let passed = |i: usize| match &items[i].thing {
        Thing::Word => !lower(i).ends_with("ed"),
        Thing::Quantity(_) => true,
        Thing::Mark(tags) => {
            tags.iter().any(|tag| matches!(tag, Tag::Goods | Tag::Plain | Tag::Function | Tag::Qualifier(_) | Tag::Of))
                || lower(i) == "worth"
        }
        _ => false,
    };
    let to = (at + 1..items.len().min(at + 10)).find(|&i| items[i].has(link) || !passed(i)).filter(|&i| items[i].has(link))?;
    let place = to + 1 + usize::from(items.get(to + 1).is_some_and(|next| tokens[next.tokens.start].lower == "the"));
    let is_money = |item: &Item| item.quantity().is_some_and(|quantity| matches!(quantity.unit, Unit::Money(_)));
    // A ship or a stake is no trade of a country.
    let goods = items[at + 1..to].iter().any(|item| item.has(Tag::Goods));
    (items.get(place)?.place().is_some() && goods && items[at + 1..to].iter().any(is_money)).then_some(flow)
}

/// "Chad supplied Mali with salt": to whom.
fn supplied<'i>(items: &'i [Item], tokens: &[Token], at: usize) -> Option<&'i Place> {
    let verb = matches!(tokens[items[at].tokens.start].lower.as_str(), "supplied" | "supplies");
    let place = items.get(at + 1)?.place()?;
    (verb && items.get(at + 2).is_some_and(|item| item.has(Tag::With))).then_some(place)
}

/// "Sold abroad 7 million and bought 19 million": behind a verb of trade its opposite is one too.
fn other_way(items: &[Item], tokens: &[Token], at: usize, last: &Subject) -> Option<FlowWord> {
    let verb = items[at].tokens.len() == 1 && last.verbal;
    match (last.flows.as_slice(), tokens[items[at].tokens.start].lower.as_str()) {
        ([Flow::Exports], "bought" | "purchased") if verb => Some(FlowWord::Imported),
        ([Flow::Imports], "sold") if verb => Some(FlowWord::Exported),
        _ => None,
    }
}

fn is_plain_flow(item: &Item) -> Option<Flow> {
    match item.flow()? {
        FlowWord::Exports | FlowWord::Export => Some(Flow::Exports),
        FlowWord::Imports | FlowWord::Import => Some(Flow::Imports),
        _ => None,
    }
}

/// `exports and imports`: the end of the second.
fn together(items: &[Item], tokens: &[Token], at: usize, word: FlowWord, subject: &mut Subject) -> Option<usize> {
    // "Imported and exported goods for 80 million".
    if let (FlowWord::Exported, [FlowWord::Imported]) | (FlowWord::Imported, [FlowWord::Exported]) =
        (word, items.get(at + 2).and_then(Item::flow).as_slice())
    {
        items.get(at + 1).filter(|item| item.has(Tag::And))?;
        subject.flows.push(if word == FlowWord::Exported { Flow::Imports } else { Flow::Exports });
        return Some(at + 3);
    }
    if !matches!(word, FlowWord::Exports | FlowWord::Imports | FlowWord::Export | FlowWord::Import) {
        return None;
    }
    // "Imports from and exports to Georgia".
    let and = at + 1 + usize::from(items.get(at + 1).is_some_and(|item| item.has(Tag::From) || item.has(Tag::To)));
    items.get(and).filter(|item| item.has(Tag::And))?;
    let second = is_plain_flow(items.get(and + 1)?).filter(|flow| !subject.flows.contains(flow))?;
    // "Exports and import duties" are no pair.
    if is_adjective(items, tokens, and + 1, items[and + 1].flow()?) {
        return None;
    }
    subject.flows.push(second);
    Some(and + 2)
}

/// `the gap between US exports and imports`: the end of the second flow.
fn between(items: &[Item], tokens: &[Token], at: usize, subject: &mut Subject) -> Option<usize> {
    let window = &items[at + 1..items.len().min(at + 13)];
    let is_side = |item: &Item| {
        is_plain_flow(item).is_some()
            || matches!(item.flow(), Some(FlowWord::Exported | FlowWord::Imported))
            || TRADING.contains(&tokens[item.tokens.start].lower.as_str())
    };
    let mut flows = window.iter().enumerate().filter(|(_, item)| is_side(item));
    let (_, last) = (flows.next()?, flows.next()?.0);
    let quantity = window[..last].iter().any(|item| item.quantity().is_some());
    let excess = items[at].find(|tag| matches!(tag, Tag::Excess).then_some(())).is_some();
    let first = window.iter().find_map(is_plain_flow);
    subject.side = first.filter(|_| excess).map(|flow| if flow == Flow::Exports { Direction::Surplus } else { Direction::Deficit });
    subject.flows.push(Flow::Balance);
    subject.gap = subject.side.is_none();
    subject.reporter = window[..last].iter().find_map(Item::place).cloned();
    let goods = window[..last].iter().find(|item| item.has(Tag::GoodsAndServices) || item.has(Tag::Goods));
    subject.scope = goods.map(|item| if item.has(Tag::Goods) { Scope::Goods } else { Scope::GoodsAndServices });
    (!quantity).then_some(at + last + 2)
}

/// Customs regimes: "general trade" is the part of trade that is under none.
const REGIMES: &[&str] = &["direct", "general", "ordinary", "processing", "border", "barter", "transit", "bonded", "small-scale"];

/// "The gap between what a country sells and what it buys".
const TRADING: &[&str] = &["sells", "sold", "buys", "bought"];

struct Around<'i, 't, 'a> {
    items: &'i [Item],
    tokens: &'t [Token<'a>],
    subject: Subject,
}

impl Around<'_, '_, '_> {
    pub(super) fn flow(&self) -> &Flow {
        &self.subject.flows[0]
    }

    pub(super) fn text(&self, range: Range<usize>) -> String {
        text_of(&self.tokens[self.items[range.start].tokens.start..self.items[range.end - 1].tokens.end])
    }
}

/// Whether a tag is one of a verb that cannot stand between an adjective and its noun.
fn is_verb(tag: &Tag) -> bool {
    matches!(tag, Tag::Amount | Tag::Share | Tag::From | Tag::To | Tag::By | Tag::With | Tag::Base)
}
