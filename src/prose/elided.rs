//! Units, currencies and multipliers that a sentence says once for several numbers.

use super::item::{Item, Thing};
use super::lexicon::Tag;
use super::quantity::{Quantity, Unit};
use super::token::Token;
use crate::exact::Rational;
use crate::figure::Multiplier;

/// "By 20 to 30 billion": where the second number of a span stands; "from 20 to 30 billion" tells two amounts.
fn end_of_range(items: &[Item], at: usize, tokens: &[Token]) -> Option<usize> {
    let to =
        items.get(at + 1).filter(|item| item.has(Tag::To) && item.tokens.len() == 1 && tokens[item.tokens.start].lower == "to")?;
    let end = items.get(at + 2)?.quantity().filter(|q| matches!(q.unit, Unit::Percent | Unit::Money(_)))?;
    let light = |item: &Item| {
        item.has(Tag::Function) && !item.has(Tag::From) || item.find(|tag| matches!(tag, Tag::Qualifier(_)).then_some(())).is_some()
    };
    let before = items[..at].iter().rev().find(|item| !light(item));
    let ranges = to.tokens.end == end.number.start && before.is_none_or(|item| !item.has(Tag::From) && !item.has(Tag::Base));
    ranges.then_some(at + 2)
}

/// "3.24 Imports of wine grew": the number of a section that begins a sentence.
pub(super) fn is_section(tokens: &[Token], items: &[Item]) -> bool {
    let Some(number) = items.first().and_then(Item::quantity).filter(|q| q.unit == Unit::Bare && q.sign.is_none()) else {
        return false;
    };
    let dotted = number.number.len() == 1 && tokens[number.number.start].text.contains('.');
    dotted && tokens.get(number.number.end).is_some_and(|next| next.is_capitalised() && next.after_blank)
}

/// "9 and 25 %", "from 20.6 to 24.1 billion dlrs": a number without a unit takes that of the number it is listed with.
pub(super) fn share_units(items: &mut [Item], tokens: &[Token]) {
    // "By five to six percent".
    for at in 0..items.len() {
        let numeral = items[at].find(|tag| matches!(tag, Tag::Number(_)).then_some(())).is_some();
        if numeral
            && let Some(end) = end_of_range(items, at, tokens)
            && let Thing::Quantity(quantity) = &mut items[end].thing
        {
            quantity.unit = Unit::Range;
        }
    }
    // "Goods worth 1.112.587.000 were exported".
    for at in 1..items.len() {
        let worth = tokens[items[at - 1].tokens.start].lower == "worth";
        let (Thing::Quantity(quantity), true) = (&mut items[at].thing, worth) else { continue };
        if quantity.unit == Unit::Bare && *quantity.figure.value() >= Rational::from(1000) {
            quantity.unit = Unit::Money(None);
        }
    }
    // "From US$172.77 million to US$299.92", "a deficit of €1.698 while that of Chad was €1.795 billion": amounts that are printed alike.
    for at in 0..items.len() {
        let bare = |q: &Quantity| {
            matches!(q.unit, Unit::Money(Some(_))) && q.figure.multiplier() == Multiplier::ONE && q.figure.decimals() > 1
        };
        let Some(quantity) = items[at].quantity().filter(|q| bare(q) && *q.figure.value() < Rational::from(1000)) else { continue };
        let alike = |q: &Quantity| q.unit == quantity.unit && q.figure.decimals() == quantity.figure.decimals();
        let mut others = items.iter().filter_map(Item::quantity).filter(|q| alike(q) && q.figure.multiplier() != Multiplier::ONE);
        let Some(multiplier) = others.next().map(|q| q.figure.multiplier()) else { continue };
        // "Copper averaged $2.45": each amount is one of a flow.
        let of_flow = items[..at].iter().rev().take(20).any(|item| item.flow().is_some());
        let priced = items[at.saturating_sub(6)..items.len().min(at + 4)]
            .iter()
            .any(|item| item.has(Tag::Price) || PRICED.contains(&&*tokens[item.tokens.start].lower));
        if priced || !of_flow || others.any(|q| q.figure.multiplier() != multiplier) {
            continue;
        }
        if let Thing::Quantity(quantity) = &mut items[at].thing {
            quantity.figure = quantity.figure.clone().times(multiplier);
            quantity.other = quantity.other.take().map(|other| other.times(multiplier));
        }
    }
    // From the last to the first, so that a unit goes back over a list.
    for at in (0..items.len()).rev() {
        let Some(quantity) = items[at].quantity().filter(|q| q.unit == Unit::Bare) else { continue };
        if at == 0 && is_section(tokens, items) {
            continue;
        }
        let from = items[..at]
            .iter()
            .rev()
            .find(|item| !item.has(Tag::Function) || item.has(Tag::From))
            .is_some_and(|item| item.has(Tag::From));
        let joins = |item: &Item| {
            // "From 825.7 in 2006 to 892.7 million".
            from && (item.when().is_some() || item.has(Tag::In))
                || item.has(Tag::And)
                || item.has(Tag::Or)
                || item.has(Tag::To)
                || item.has(Tag::From)
                || tokens[item.tokens.start].is_symbol(",")
                || item.has(Tag::Function)
                || item.flow().is_some()
        };
        let is_year_like = quantity.figure.printed().len() == 4 && quantity.figure.decimals() == 0;
        if !is_year_like && let Some(end) = end_of_range(items, at, tokens) {
            for i in [at, end] {
                if let Thing::Quantity(quantity) = &mut items[i].thing {
                    quantity.unit = Unit::Range;
                }
            }
            continue;
        }
        let behind = (at + 1..items.len())
            .take(4)
            .take_while(|&i| joins(&items[i]) || items[i].quantity().is_some())
            .find(|&i| items[i].quantity().is_some());
        let unit = behind
            .and_then(|i| items[i].quantity())
            .filter(|other| matches!(other.unit, Unit::Percent | Unit::Money(_)) && !is_year_like)
            .map(|other| (other.unit, other.figure.multiplier()));
        if let (Some((unit, multiplier)), Thing::Quantity(quantity)) = (unit, &mut items[at].thing) {
            quantity.unit = unit;
            quantity.figure = quantity.figure.clone().times(multiplier);
            quantity.other = quantity.other.take().map(|other| other.times(multiplier));
        }
    }
}

/// Words beside the price of a piece.
const PRICED: &[&str] = &[
    "per", "each", "barrel", "ton", "tonne", "pound", "litre", "gallon", "ounce", "bushel", "share", "price", "prices", "averaged",
];
