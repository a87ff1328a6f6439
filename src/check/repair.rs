//! What may have been meant: figures that fit, and that one slip turns into the printed one.

use std::collections::BTreeMap;

use super::model::signed;
use super::reading::Sense;
use super::result::{Repair, Slip};
use crate::exact::{Interval, Rational};
use crate::figure::{Figure, Multiplier, printed_digits};
use crate::statement::{Direction, Statement};

/// The most repairs that are offered for one figure.
const MOST: usize = 8;

/// The figures that fit what the others leave (`implied`, in the figure's own unit), likeliest slips first; within one kind of slip
/// those in the middle of the interval first.
///
/// A figure fits where its rounding interval meets the implied one: only what can be printed is offered.
pub(super) fn candidates(statement: &Statement, sense: Sense, implied: &Interval) -> Vec<Repair> {
    let plain = statement.figure.clone().times(Multiplier::ONE).qualified(None);
    let takes_sign = !matches!(sense, Sense::Index | Sense::Factor | Sense::Divisor | Sense::Share | Sense::Coverage);
    let printed = if takes_sign { signed(&plain, statement.direction) } else { plain };
    let fits = |figure: &Figure| !figure.interval().intersection(implied).is_empty();
    // Of several slips that lead to one figure the likeliest counts.
    let mut found: BTreeMap<(Rational, i32), Slip> = BTreeMap::new();
    for (slip, figure) in slips(&printed, statement) {
        if figure.value() != printed.value() && fits(&figure) {
            let known = found.entry((figure.value().clone(), figure.decimals())).or_insert(slip);
            *known = slip.min(*known);
        }
    }
    let middle = implied.middle();
    let off = |value: &Rational| middle.as_ref().map_or(Rational::ZERO, |middle| (value - middle).abs());
    let mut repairs: Vec<(Slip, Rational, Rational, i32)> =
        found.into_iter().map(|((value, decimals), slip)| (slip, off(&value), value, decimals)).collect();
    repairs.sort();
    repairs.truncate(MOST);
    let shown = |value: &Rational, decimals: i32| {
        let magnitude = if statement.direction.is_some() && value.is_negative() == printed.value().is_negative() {
            value.abs()
        } else {
            value.clone()
        };
        magnitude.to_decimal(decimals.max(0) as u32)
    };
    repairs.into_iter().map(|(slip, _, value, decimals)| Repair { figure: shown(&value, decimals), slip }).collect()
}

/// Every figure that one slip turns into the printed one.
fn slips(printed: &Figure, statement: &Statement) -> Vec<(Slip, Figure)> {
    let decimals = printed.decimals();
    let digits: Vec<u8> = printed_digits(printed.value(), decimals).into_bytes();
    let negative = printed.value().is_negative();
    let mut slips = Vec::new();
    let mut add = |slip: Slip, digits: &[u8], decimals: i32| {
        if let Some(figure) = figure(digits, decimals, negative) {
            slips.push((slip, figure));
        }
    };
    for i in 0..digits.len() {
        if i + 1 < digits.len() && digits[i] != digits[i + 1] {
            let mut other = digits.clone();
            other.swap(i, i + 1);
            add(Slip::DigitsExchanged, &other, decimals);
        }
        for digit in b'0'..=b'9' {
            let mut other = digits.clone();
            other[i] = digit;
            add(Slip::DigitWrong, &other, decimals);
        }
        let mut shorter = digits.clone();
        shorter.remove(i);
        add(Slip::DigitAdded, &shorter, decimals);
    }
    for i in 0..=digits.len() {
        for digit in b'0'..=b'9' {
            let mut longer = digits.clone();
            longer.insert(i, digit);
            add(Slip::DigitMissing, &longer, decimals);
        }
    }
    for shift in [-2, -1, 1, 2] {
        add(Slip::PointMoved, &digits, decimals + shift);
    }
    if statement.relation.is_amount() {
        for shift in [-3, 3] {
            add(Slip::Multiplier, &digits, decimals + shift);
        }
    }
    if statement.direction != Some(Direction::Zero) {
        slips.push((Slip::Sign, printed.clone().negated()));
    }
    slips
}

/// A figure of these digits; `None` where it would begin with a zero that nobody prints.
fn figure(digits: &[u8], decimals: i32, negative: bool) -> Option<Figure> {
    let whole = digits.len() as i32 - decimals;
    if digits.is_empty() || whole < 1 && decimals <= 0 || digits[0] == b'0' && whole > 1 {
        return None;
    }
    let number: num_bigint::BigInt = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let value = Rational::decimal(number, -decimals);
    let figure: Figure = value.to_decimal(decimals.max(0) as u32).parse().ok()?;
    let figure = figure.to_decimals(decimals);
    Some(if negative { figure.negated() } else { figure })
}
