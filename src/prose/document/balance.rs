//! Balances, those of something else than trade and those whose side is not said; and exports beside which re-exports are counted.

use super::super::lexicon::Tag;
use super::super::sentence::Sentence;
use super::super::token::Token;
use super::Document;
use super::apart::{COMPARED, Told};
use std::collections::{HashMap, HashSet};

use crate::codelist::Flow;
use crate::exact::{Interval, Rational};
use crate::statement::{Direction, Key, Name, Relation, Statement};

impl Document<'_> {
    /// "The deficit" alone is the one spoken of last: that of trade, or that of a budget or the current account.
    pub(super) fn tell_other_balances(&mut self, sentence: &mut Sentence) {
        for at in 0..sentence.items.len() {
            if sentence.items[at].has(Tag::Other) && OTHER_BALANCES.iter().any(|word| sentence.lower(at).starts_with(word)) {
                self.spoken.other_balance = true;
            }
            let Some(s) = sentence.subjects.iter().position(|subject| subject.items.end == at + 1) else { continue };
            let subject = &sentence.subjects[s];
            if subject.flows != [Flow::Balance] {
                self.spoken.other_balance &= !matches!(subject.flows.as_slice(), [Flow::Exports | Flow::Imports | Flow::Turnover]);
                continue;
            }
            let first = sentence.items[subject.items.start].tokens.start;
            let words =
                &sentence.tokens[first.saturating_sub(2).max(sentence.items[0].tokens.start)..sentence.items[at].tokens.end];
            let of_trade = words.iter().any(|token| OF_TRADE.contains(&token.lower.as_str()));
            // "Non-merchandise", but a "non-EU deficit" is one of trade.
            let traded = |token: &Token| matches!(token.lower.as_str(), "merchandise" | "trade" | "goods");
            let non = words.windows(3).any(|words| words[0].lower == "non" && words[1].is_symbol("-") && traded(&words[2]));
            let of_other = non || words.iter().any(|token| OF_OTHER.contains(&token.lower.as_str()));
            if of_other || self.spoken.other_balance && !of_trade {
                sentence.others.push(s);
            } else {
                self.spoken.other_balance = false;
            }
        }
    }
}

/// "Total trade was 20 million: exports were 3, imports 15 and re-exports 2 million": exports beside which those of foreign goods are counted
/// are of domestic goods, where only so they add up to the trade or to all exports, or are no less than a part of them; and so are the changes that their
/// sentence tells of them.
pub(super) fn settle_exports(statements: &mut [Statement], told: &[(usize, Told)]) {
    let is_level = |s: &Statement, flow: &Flow| s.relation == Relation::Level && s.key.flow == *flow && s.key.period.is_some();
    let again: Vec<usize> = (0..statements.len()).filter(|&at| is_level(&statements[at], &Flow::ReExports)).collect();
    if again.is_empty() {
        return;
    }
    let mut levels: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, statement) in statements.iter().enumerate().filter(|(_, s)| s.relation == Relation::Level) {
        let of_key = levels.entry(statement.key.clone()).or_default();
        if of_key.len() < COMPARED {
            of_key.push(at);
        }
    }
    for at in again {
        let level = |flow: Flow| levels.get(&Key { flow, ..statements[at].key.clone() }).map_or(&[][..], Vec::as_slice);
        let (imports, turnover, exports) = (level(Flow::Imports).first(), level(Flow::Turnover).first(), level(Flow::Exports));
        let Some(&first) = exports.first() else { continue };
        let value = |at: usize| statements[at].figure.interval();
        let meets = |a: &Interval, b: &Interval| !a.intersection(b).is_empty();
        let sums_up = imports.zip(turnover).is_some_and(|(&imports, &turnover)| {
            let without = value(first).plus(&value(imports));
            !meets(&without, &value(turnover)) && meets(&without.plus(&value(at)), &value(turnover))
        });
        // What goes out again is no part of less than it.
        let is_more = statements[at].figure.amount() > statements[first].figure.amount();
        // "Total exports were 13 million: exports came to 11 and re-exports to 2 million".
        let is_rest = |part: &&usize| {
            let is_of = |all: &usize| !meets(&value(**part), &value(*all)) && meets(&value(**part).plus(&value(at)), &value(*all));
            exports.iter().any(is_of)
        };
        let Some(&domestic) = Some(&first).filter(|_| sums_up || is_more).or_else(|| exports.iter().find(is_rest)) else {
            continue;
        };
        let series = |statement: &Statement| Key { unit: Name::default(), ..statement.key.clone() };
        let own = series(&statements[domestic]);
        let changes = beside(told, domestic).filter(|&k| {
            let statement = &statements[k];
            statement.relation.is_change() && statement.subjects.len() == 1 && series(statement) == own
        });
        for k in changes.chain([domestic]).collect::<Vec<usize>>() {
            statements[k].key.flow = Flow::DomesticExports;
            statements[k].subjects = vec![Flow::DomesticExports];
        }
    }
}

/// The statements of the sentence that a statement is of.
fn beside(told: &[(usize, Told)], at: usize) -> impl Iterator<Item = usize> {
    let first = told.partition_point(|(other, _)| *other < at);
    let sentence = told.get(first).filter(|(other, _)| *other == at).map(|(_, told)| told.sentence);
    let of_sentence = move |&&(_, told): &&(usize, Told)| Some(told.sentence) == sentence;
    let before = told[..first].iter().rev().take_while(of_sentence);
    before.chain(told[first..].iter().take_while(of_sentence)).map(|(at, _)| *at)
}

/// A balance whose side is not said is on that side on which exports and imports of the same key put it.
pub(super) fn settle_balances(statements: &mut [Statement], gaps: &[usize]) {
    let is_open = |s: &Statement| s.key.flow == Flow::Balance && s.relation == Relation::Level && s.direction.is_none();
    if !statements.iter().any(is_open) {
        return;
    }
    let levels: HashMap<Key, Rational> = statements
        .iter()
        .rev()
        .filter(|s| s.relation == Relation::Level && matches!(s.key.flow, Flow::Exports | Flow::Imports))
        .map(|s| (s.key.clone(), s.figure.amount()))
        .collect();
    let gaps: HashSet<usize> = gaps.iter().copied().collect();
    for (at, statement) in statements.iter_mut().enumerate().filter(|(_, s)| is_open(s)) {
        let amount = |flow: Flow| levels.get(&Key { flow, ..statement.key.clone() });
        let deficit = match (amount(Flow::Exports), amount(Flow::Imports)) {
            (Some(exports), Some(imports)) => Some(exports < imports),
            _ => gaps.contains(&at).then_some(true),
        };
        if let Some(deficit) = deficit {
            statement.direction = Some(if deficit { Direction::Deficit } else { Direction::Surplus });
            if deficit {
                statement.figure = statement.figure.clone().negated();
            }
        }
    }
}

/// How phrases begin that are said of balances of something else than trade.
const OTHER_BALANCES: &[&str] = &[
    "current",
    "budget",
    "balance",
    "payments",
    "fiscal",
    "federal",
    "invisible",
    "capital",
    "state",
    "official",
    "non-official",
    "balancing",
];
/// Words that make a balance one of trade, and words that make it one of something else.
const OF_TRADE: &[&str] =
    &["trade", "trading", "merchandise", "goods", "visible", "commercial", "exports", "imports", "saldo", "ink"];
const OF_OTHER: &[&str] = &[
    "federal",
    "non-merchandise",
    "budget",
    "fiscal",
    "government",
    "invisible",
    "invisibles",
    "transfers",
    "transfer",
    "income",
    "capital",
    "investment",
    "remittances",
];
