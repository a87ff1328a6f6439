//! What is traded, goods or services or both, where it stands beside the words of a flow; and the trade that a balance is of.

use super::super::item::{Item, Thing};
use super::super::lexicon::{FlowWord, Tag};
use super::super::place::{Form, Place, text_of};
use super::super::quantity::Unit;
use super::super::token::Token;
use super::{Around, Subject};
use crate::codelist::{Flow, Scope};

impl Around<'_, '_, '_> {
    fn lower(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| &self.tokens[item.tokens.start].lower)
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.items.get(at).is_some_and(|item| item.thing == Thing::Symbol && marks.contains(&self.tokens[item.tokens.start].text))
    }

    /// "Exports of goods and services", "merchandise and commercial services": the end of what goes on behind the goods.
    pub(super) fn with_services(&mut self, end: usize) -> usize {
        let goods = self.items.get(end).is_some_and(|and| {
            and.has(Tag::And)
                && and.tokens.start > 0
                && matches!(self.tokens[and.tokens.start - 1].lower.as_str(), "goods" | "merchandise" | "commodities")
        });
        let services = end + 1 + usize::from(self.items.get(end + 1).is_some_and(|item| item.has(Tag::Plain)));
        let said = goods
            && self.items.get(services).is_some_and(|item| item.has(Tag::Services))
            && self.items.get(services + 1).is_none_or(|item| item.flow().is_none());
        if !said {
            return end;
        }
        self.subject.scope = Some(Scope::GoodsAndServices);
        services + 1
    }

    /// What a verb has as its object: "exported goods worth 4 billion".
    pub(super) fn goods_traded(&mut self, at: usize) -> Option<usize> {
        let item = self.items.get(at).filter(|_| self.subject.verbal)?;
        let then = self.items.get(at + 1);
        if item.has(Tag::GoodsAndServices) {
            self.subject.scope = Some(Scope::GoodsAndServices);
        } else if item.has(Tag::Goods) && self.names_goods(item) && then.is_none_or(|next| next.thing != Thing::Word) {
            self.subject.scope = Some(Scope::Goods);
        } else {
            return None;
        }
        Some(self.with_services(at + 1))
    }

    /// "Exports - including both goods and services - rose", "exports (goods)": the end of an aside that says what is traded.
    pub(super) fn scope_aside(&mut self, at: usize) -> Option<usize> {
        const DASHES: &[&str] = &["-", "–", "—"];
        let bracket = self.is_mark(at, &["("]);
        let comma = self.is_mark(at, &[","]);
        if !(bracket || comma || self.is_mark(at, DASHES)) {
            return None;
        }
        let mut first = at + 1;
        while self.is_mark(first, DASHES) {
            first += 1;
        }
        let opens = |word: &str| matches!(word, "including" | "includes" | "covering" | "both" | "which" | "of" | "in" | "for");
        let start = first;
        while opens(self.lower(first)) {
            first += 1;
        }
        let item = self.items.get(first)?;
        let includes = (start..first).any(|i| matches!(self.lower(i), "including" | "includes" | "covering"));
        let scope = match item {
            item if item.has(Tag::GoodsAndServices) => Scope::GoodsAndServices,
            item if item.has(Tag::Services) && includes => Scope::GoodsAndServices,
            item if item.has(Tag::Services) => Scope::Services,
            item if item.has(Tag::Goods) && self.names_goods(item) && !includes => Scope::Goods,
            _ => return None,
        };
        let close = first + 1;
        let closed = match (bracket, comma) {
            (true, _) => self.is_mark(close, &[")"]),
            (_, true) => start < first && self.is_mark(close, &[","]),
            _ => self.is_mark(close, DASHES),
        };
        let mut end = close + 1;
        while self.is_mark(end, DASHES) {
            end += 1;
        }
        closed.then(|| {
            self.subject.scope = Some(scope);
            end
        })
    }

    /// "A surplus on merchandise trade", "in its trade with Georgia", "in Peru's foreign trade": one mention, of the balance. Where the trade's
    /// word ends.
    pub(super) fn on_trade(&mut self, at: usize) -> Option<usize> {
        let mut first = self.skip(at);
        let holder = self.items.get(first).and_then(Item::place).filter(|_| *self.flow() == Flow::Balance).cloned();
        if holder.is_some() {
            let possessive = self.items.get(first + 1).is_some_and(|item| self.is_possessive(item));
            if !possessive && holder.as_ref().is_some_and(|place| place.form != Form::Adjective) {
                return None;
            }
            first = self.skip(first + 1);
        }
        let item = self.items.get(first).filter(|_| *self.flow() == Flow::Balance)?;
        let word = item.flow().filter(|word| matches!(word, FlowWord::Trade | FlowWord::Turnover))?;
        if super::is_adjective(self.items, self.tokens, first, word) {
            return None;
        }
        let goods = |token: &Token| matches!(token.lower.as_str(), "goods" | "merchandise");
        if self.tokens[item.tokens.clone()].iter().any(goods) {
            self.subject.scope = self.subject.scope.or(Some(Scope::Goods));
        }
        self.subject.reporter = self.subject.reporter.take().or(holder);
        Some(first + 1)
    }
}

/// "A deficit of 9.1 billion in its trade with Georgia": a trade that stands behind the amount of a balance is what the balance is of.
pub(super) fn balances_of_trade(items: &[Item], tokens: &[Token], subjects: &mut [Subject]) {
    let lower = |at: usize| tokens[items[at].tokens.start].lower.as_str();
    for s in 1..subjects.len() {
        let (before, rest) = subjects.split_at_mut(s);
        let (balance, trade) = (&before[s - 1], &mut rest[0]);
        let of_some = trade.partner.is_some() || trade.scope.is_some() || trade.same_partner || names_partner(items, trade);
        if balance.flows != [Flow::Balance] || trade.flows != [Flow::Turnover] || trade.trader || !of_some {
            continue;
        }
        let article = |&at: &usize| !matches!(lower(at), "the" | "its" | "their" | "a" | "our");
        let Some(link) = (balance.items.end..trade.items.start).rev().find(article) else { continue };
        let passed = |at: usize| {
            let passes = |tag| {
                matches!(tag, Tag::Of | Tag::At | Tag::To | Tag::Amount | Tag::Function | Tag::Plain | Tag::Qualifier(_))
                    .then_some(())
            };
            let parts = |tag| matches!(tag, Tag::And | Tag::Or | Tag::Contrast | Tag::Base | Tag::From | Tag::Share).then_some(());
            let item = &items[at];
            item.quantity().is_some()
                || item.when().is_some()
                || item.find(passes).is_some() && item.find(parts).is_none()
                || matches!(tokens[item.tokens.start].text, "(" | ")")
        };
        let has_amount = items[balance.items.end..link].iter().any(|item| item.quantity().is_some());
        // "An excess of exports was noted in trade with Georgia, 9 million".
        let noted =
            |at: usize| matches!(lower(at), "noted" | "recorded" | "registered" | "observed" | "formed" | "seen" | "was" | "were");
        // "The deficit with the rest of the world in the trade of goods".
        let names = |at: usize| {
            items[at].has(Tag::With)
                || items[at].place().is_some()
                || items[at].has(Tag::Function) && items[at].quantity().is_none()
        };
        let mut between = balance.items.end..link;
        let joined = match has_amount {
            true => between.all(passed),
            false => !between.is_empty() && (between.clone().all(noted) || between.all(names)),
        };
        if matches!(lower(link), "in" | "on") && joined {
            // A partner whose name could not be read is another than all of them.
            if trade.partner.is_none() && !trade.same_partner && names_partner(items, trade) {
                trade.partner = unread_partner(items, tokens, trade.items.end + 1);
            }
            trade.flows = vec![Flow::Balance];
            (trade.side, trade.gap) = (balance.side, balance.gap);
            trade.reporter = trade.reporter.take().or_else(|| balance.reporter.clone());
        }
    }
}

/// "Peru was its largest export market with a turnover of 52 billion": of the flow that the mention of a market has.
pub(super) fn turnovers_of_markets(items: &[Item], subjects: &mut [Subject]) {
    for s in 1..subjects.len() {
        let (before, rest) = subjects.split_at_mut(s);
        let (market, turnover) = (&before[s - 1], &mut rest[0]);
        let mut between = market.items.end..turnover.items.start;
        let joined = !between.is_empty() && between.all(|at| items[at].has(Tag::With) || items[at].has(Tag::Function));
        let bare = turnover.partner.is_none() && turnover.reporter.is_none() && !turnover.total;
        if market.counterpart && joined && bare && turnover.flows == [Flow::Turnover] {
            turnover.flows.clone_from(&market.flows);
        }
    }
}

/// "The services account showed a surplus of 2 billion": the account that a side is said of.
pub(super) fn accounts_of_balances(items: &[Item], tokens: &[Token], subjects: &mut [Subject]) {
    let mut from = 0;
    for subject in subjects {
        let first = subject.items.start;
        if subject.flows == [Flow::Balance] && subject.scope.is_none() {
            let ends = |item: &Item| {
                item.thing == Thing::Symbol || item.quantity().is_some() || item.has(Tag::And) || item.has(Tag::Contrast)
            };
            let start = first.saturating_sub(8).max(from);
            let account = items[start..first].iter().rev().take_while(|item| !ends(item)).find(|item| {
                item.has(Tag::Services) && matches!(tokens[item.tokens.end - 1].lower.as_str(), "account" | "balance")
            });
            subject.scope = account.map(|_| Scope::Services);
        }
        from = subject.items.end;
    }
}

fn names_partner(items: &[Item], trade: &Subject) -> bool {
    items.get(trade.items.end).is_some_and(|item| item.has(Tag::With))
}

/// The words of a partner that is no place of the lists.
fn unread_partner(items: &[Item], tokens: &[Token], at: usize) -> Option<Place> {
    let named =
        |item: &Item| item.thing == Thing::Word || item.place().is_some() || item.has(Tag::Function) || item.has(Tag::Plain);
    let end = (at..items.len().min(at + 5)).take_while(|&i| named(&items[i])).last()? + 1;
    let name = text_of(&tokens[items[at].tokens.start..items[end - 1].tokens.end]);
    Some(Place { name, form: Form::Region })
}

/// "The country exported 5.1 billion worth of goods, and imported 6.3 billion": what the amount of a verb is made of, which holds for the
/// verb behind it too.
pub(super) fn scopes_of_amounts(items: &[Item], tokens: &[Token], subjects: &mut [Subject]) {
    for subject in subjects.iter_mut().filter(|subject| subject.verbal && subject.scope.is_none() && subject.commodity.is_none()) {
        let end = items.len().min(subject.items.end + 4);
        let amount = (subject.items.end..end).find(|&i| matches!(items[i].quantity().map(|q| q.unit), Some(Unit::Money(_))));
        subject.scope = amount.and_then(|at| scope_of(items, tokens, at));
    }
}

/// "2 billion for merchandise", "10 million on services", "5 billion worth of goods".
pub(in crate::prose) fn scope_of(items: &[Item], tokens: &[Token], at: usize) -> Option<Scope> {
    let lower = |at: usize| items.get(at).map_or("", |item| tokens[item.tokens.start].lower.as_str());
    let worth = usize::from(lower(at + 1) == "worth");
    let link = at + 1 + worth;
    let links = matches!(lower(link), "for" | "in" | "on") || lower(link) == "of" && is_money(items, at);
    let item = items.get(link + 1).filter(|_| links)?;
    let goes_on = items.get(link + 2).is_some_and(|next| next.thing == Thing::Word || next.flow().is_some());
    match lower(link + 1) {
        _ if item.has(Tag::Services) && !goes_on => Some(Scope::Services),
        _ if item.has(Tag::GoodsAndServices) => Some(Scope::GoodsAndServices),
        "goods" | "merchandise" | "commodities" if !goes_on => Some(Scope::Goods),
        _ => None,
    }
}

fn is_money(items: &[Item], at: usize) -> bool {
    matches!(items[at].quantity().map(|q| q.unit), Some(Unit::Money(_)))
}
