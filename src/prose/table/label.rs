//! What the caption and the heads of a table say of its cells.

use crate::codelist::{Flow, Scope};
use crate::figure::Multiplier;
use crate::period::{PartOfYear, Period};
use crate::prose::lexicon::{FlowWord, Tag, UNITS, WORDS};
use crate::prose::place::{self, Form, Place, text_of};
use crate::prose::token::{Token, tokens};
use crate::statement::Direction;

/// What a label says; what it leaves out is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) flow: Option<Flow>,
    pub(super) side: Option<Direction>,
    pub(super) scope: Option<Scope>,
    pub(super) time: Option<Time>,
    /// FOB, CIF.
    pub(super) valuation: Option<&'static str>,
    /// The period that a change is counted from.
    pub(super) base: Option<Period>,
    pub(super) relation: Option<Said>,
    pub(super) has_percent: bool,
    pub(super) currency: Option<&'static str>,
    pub(super) multiplier: Option<Multiplier>,
    pub(super) reporter: Option<String>,
    pub(super) partner: Option<String>,
    /// A place of which the label does not say whether it is whose trade or with whom.
    pub(super) place: Option<Place>,
    /// What the cells below a head name.
    pub(super) names: Option<Names>,
    /// The words that are none of these.
    pub(super) rest: String,
}

/// When.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Period(Period),
    /// A part of a year that another label names.
    Part(PartOfYear),
}

/// How figures relate to their subject, where a label says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// "Growth": an increment as a rule.
    Growth,
    /// "Compared with 2010, %", "growth rate": an increment or an index.
    Open,
    /// "% of 2010".
    Index,
    Share,
    Coverage,
    Rank,
}

/// What a column of names holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Reporters,
    Partners,
    Commodities,
}

/// Longer texts, in bytes, are no labels.
const LONGEST: usize = 400;

impl Label {
    pub(super) fn read(text: &str) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() || trimmed.len() > LONGEST {
            return Self::default();
        }
        let tokens = tokens(trimmed);
        let mut reader = Reader { text: trimmed, taken: vec![false; tokens.len()], tokens, label: Self::default() };
        reader.names();
        reader.times();
        reader.relation();
        reader.words();
        reader.units();
        reader.rest();
        reader.label
    }

    /// Whether nothing was understood.
    pub(super) fn is_silent(&self) -> bool {
        *self == Self { rest: self.rest.clone(), ..Self::default() }
    }
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    taken: Vec<bool>,
    label: Label,
}

impl Reader<'_> {
    fn names(&mut self) {
        self.label.names = match self.text.to_lowercase().trim_end_matches(['.', ':']) {
            "country"
            | "countries"
            | "partner"
            | "partners"
            | "partner country"
            | "trading partner"
            | "country of destination"
            | "country of origin" => Some(Names::Partners),
            "region" | "regions" | "reporter" | "state" | "states" | "province" | "oblast" | "district" | "city" | "territory" => {
                Some(Names::Reporters)
            }
            "product" | "products" | "commodity" | "commodities" | "goods" | "item" | "items" | "product group"
            | "commodity group" | "section" | "name of product" | "name of goods" => Some(Names::Commodities),
            _ => None,
        };
        if self.label.names.is_some() {
            self.taken.fill(true);
        }
    }

    /// Periods, the longest first; a second one, or one behind "compared with", is the base.
    fn times(&mut self) {
        let mut found: Vec<(usize, Time)> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let longest = self.tokens.len().min(at + 9);
            let hit = (at + 1..=longest).rev().find_map(|end| {
                let edges = [&self.tokens[at], &self.tokens[end - 1]];
                let bare = edges.iter().all(|token| token.is_word() || token.is_number());
                if !bare || self.taken[at..end].contains(&true) {
                    return None;
                }
                let text = text_of(&self.tokens[at..end]);
                let period = Period::read_label(&text).map(Time::Period);
                Some((end, period.or_else(|| PartOfYear::read_label(&text).map(Time::Part))?))
            });
            match hit {
                Some((end, time)) => {
                    self.taken[at..end].fill(true);
                    found.push((at, time));
                    at = end;
                }
                None => at += 1,
            }
        }
        let is_base = |(at, _): &(usize, Time)| *at > 0 && self.compares(*at);
        let base = found.iter().position(is_base);
        let whole = |time: Time| if let Time::Period(period) = time { Some(period) } else { None };
        self.label.time = found.iter().enumerate().find(|(n, _)| Some(*n) != base).map(|(_, (_, time))| *time);
        self.label.base = base.and_then(|n| whole(found[n].1));
    }

    /// Whether words of comparison stand right before a token.
    fn compares(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|i| {
            let is_of_percent = matches!(self.tokens[i].lower.as_str(), "to" | "of") && i > 0 && is_percent(&self.tokens[..i]);
            let tags = WORDS.longest(&self.tokens[i..]).map(|(_, tags)| tags).unwrap_or_default();
            is_of_percent
                || tags.contains(&Tag::Base)
                || matches!(self.tokens[i].lower.as_str(), "compared" | "against" | "vs" | "versus")
        })
    }

    fn relation(&mut self) {
        let has = |word: &str| self.tokens.iter().any(|token| token.lower == word);
        let tagged = |wanted: fn(&Tag) -> bool| {
            (0..self.tokens.len()).any(|at| WORDS.longest(&self.tokens[at..]).is_some_and(|(_, tags)| tags.iter().any(wanted)))
        };
        self.label.has_percent = (0..self.tokens.len()).any(|at| is_percent(&self.tokens[..=at]));
        let of_percent = (1..self.tokens.len())
            .any(|at| matches!(self.tokens[at].lower.as_str(), "of" | "to") && is_percent(&self.tokens[..at]));
        let previous = has("previous") || has("corresponding") || has("preceding");
        self.label.relation = if tagged(|tag| *tag == Tag::Flow(FlowWord::Coverage)) {
            Some(Said::Coverage)
        } else if has("share")
            || has("shares")
            || has("structure")
            || has("proportion")
            || of_percent && (has("total") || has("turnover") || has("all"))
        {
            Some(Said::Share)
        } else if has("rank") || has("place") {
            Some(Said::Rank)
        } else if has("index") || of_percent && (self.label.base.is_some() || previous) {
            Some(Said::Index)
        } else if tagged(|tag| *tag == Tag::Rate)
            || self.label.base.is_some()
            || previous
            || has("compared")
            || tagged(|tag| *tag == Tag::YearOnYear) && !has("change")
        {
            Some(Said::Open)
        } else if has("change") || has("changes") || tagged(|tag| matches!(tag, Tag::Change(_))) {
            Some(Said::Growth)
        } else {
            None
        };
    }

    /// Flows, scopes and places.
    fn words(&mut self) {
        let mut flows: Vec<(Flow, Option<Direction>)> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if self.taken[at] {
                at += 1;
                continue;
            }
            if let Some(valuation) =
                ["FOB", "CIF"].into_iter().find(|valuation| self.tokens[at].lower.replace('.', "") == valuation.to_lowercase())
            {
                self.label.valuation = Some(valuation);
                self.taken[at] = true;
                at += 1;
                continue;
            }
            let tagged = WORDS.longest(&self.tokens[at..]).map(|(len, tags)| (len, tags.to_vec()));
            let flow = tagged.as_ref().and_then(|(len, tags)| tags.iter().find_map(flow_of).map(|flow| (*len, flow)));
            let scope = tagged.as_ref().and_then(|(len, tags)| tags.iter().find_map(scope_of).map(|scope| (*len, scope)));
            let len = if let Some((len, flow)) = flow {
                flows.push(flow);
                len
            } else if let Some((len, scope)) = scope {
                self.label.scope = Some(scope);
                len
            } else if let Some((len, place)) = place::place(&self.tokens, at) {
                self.place(at, place);
                len
            } else {
                at += 1;
                continue;
            };
            self.taken[at..at + len].fill(true);
            at += len;
        }
        flows.dedup();
        if let [(flow, side)] = flows.as_slice() {
            self.label.flow = Some(flow.clone());
            self.label.side = *side;
        }
    }

    fn place(&mut self, at: usize, place: Place) {
        let before = at.checked_sub(1).map(|i| if self.tokens[i].lower == "the" && i > 0 { i - 1 } else { i });
        let tags = before.and_then(|i| WORDS.longest(&self.tokens[i..=i])).map(|(_, tags)| tags).unwrap_or_default();
        let slot = if tags.iter().any(|tag| matches!(tag, Tag::With | Tag::To | Tag::From)) {
            &mut self.label.partner
        } else if place.form == Form::Adjective || tags.contains(&Tag::Of) || place.form == Form::Region {
            &mut self.label.reporter
        } else {
            self.label.place = Some(place);
            return;
        };
        *slot = Some(place.name);
    }

    fn units(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let Some((len, tags)) = UNITS.longest(&self.tokens[at..]).filter(|_| !self.taken[at]) else {
                at += 1;
                continue;
            };
            let letter = self.tokens[at].text.chars().count() == 1 && self.tokens[at].is_word();
            let beside_currency =
                at > 0 && UNITS.longest_before(&self.tokens[..at]).is_some_and(|(_, tags)| tags.iter().any(is_currency));
            let mut is_unit = false;
            for tag in tags.iter().filter(|_| !letter || beside_currency) {
                match tag {
                    Tag::Multiplier(exponent) => self.label.multiplier = Some(Multiplier::of_exponent(*exponent)),
                    Tag::Currency(code) => self.label.currency = Some(code),
                    Tag::Percent => {}
                    _ => continue,
                }
                is_unit = true;
            }
            // "USD mln" is one word of the list.
            if let Some((_, tags)) =
                UNITS.longest_before(&self.tokens[at + len - 1..at + len]).filter(|_| len > 1 && self.label.multiplier.is_none())
            {
                let exponent = tags.iter().find_map(|tag| if let Tag::Multiplier(exponent) = tag { Some(*exponent) } else { None });
                self.label.multiplier = exponent.map(Multiplier::of_exponent);
            }
            if is_unit {
                self.taken[at..at + len].fill(true);
            }
            at += len;
        }
    }

    fn rest(&mut self) {
        let is_filler = |token: &Token| {
            !token.is_word()
                || matches!(
                    token.lower.as_str(),
                    "of" | "in"
                        | "and"
                        | "the"
                        | "with"
                        | "to"
                        | "from"
                        | "by"
                        | "a"
                        | "for"
                        | "which"
                        | "including"
                        | "trade"
                        | "foreign"
                        | "external"
                        | "as"
                        | "compared"
                        | "table"
                        | "value"
                        | "volume"
                )
        };
        let left: Vec<usize> = (0..self.tokens.len()).filter(|&i| !self.taken[i] && !is_filler(&self.tokens[i])).collect();
        if let (Some(&first), Some(&last)) = (left.first(), left.last()) {
            self.label.rest = text_of(&self.tokens[first..=last]);
        }
    }
}

fn is_percent(tokens: &[Token]) -> bool {
    UNITS.longest_before(tokens).is_some_and(|(_, tags)| tags.contains(&Tag::Percent))
}

fn is_currency(tag: &Tag) -> bool {
    matches!(tag, Tag::Currency(_))
}

fn scope_of(tag: &Tag) -> Option<Scope> {
    match tag {
        Tag::Services => Some(Scope::Services),
        Tag::GoodsAndServices => Some(Scope::GoodsAndServices),
        Tag::Goods => Some(Scope::Goods),
        _ => None,
    }
}

fn flow_of(tag: &Tag) -> Option<(Flow, Option<Direction>)> {
    let Tag::Flow(word) = tag else { return None };
    Some(match word {
        FlowWord::Exports | FlowWord::Export => (Flow::Exports, None),
        FlowWord::Imports | FlowWord::Import => (Flow::Imports, None),
        FlowWord::Turnover => (Flow::Turnover, None),
        FlowWord::Balance => (Flow::Balance, None),
        FlowWord::Deficit => (Flow::Balance, Some(Direction::Deficit)),
        FlowWord::Surplus => (Flow::Balance, Some(Direction::Surplus)),
        FlowWord::ReExports => (Flow::ReExports, None),
        FlowWord::ReImports => (Flow::ReImports, None),
        FlowWord::DomesticExports => (Flow::DomesticExports, None),
        _ => return None,
    })
}
