//! The number in a cell.

use std::ops::Range;

use crate::exact::Rational;
use crate::figure::{Figure, Multiplier, Notation};
use crate::prose::quantity::{Unit, quantity};
use crate::prose::token::{Token, tokens};
use crate::statement::Direction;

/// A cell that holds one number and at most a mark of a note beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// The number without its sign.
    pub(super) figure: Figure,
    pub(super) other: Option<Figure>,
    pub(super) unit: Unit,
    pub(super) currency: Option<&'static str>,
    pub(super) multiplier: Option<Multiplier>,
    pub(super) sign: Option<Direction>,
    /// Its bytes in the cell.
    pub(super) span: Range<usize>,
}

/// An index below this would be a fall by more than two thirds.
const LEAST_INDEX: i64 = 33;

impl Cell {
    pub(super) fn read(text: &str, notation: Option<Notation>) -> Option<Self> {
        let tokens = tokens(text);
        let (first, len, quantity) =
            (0..tokens.len()).find_map(|at| quantity(&tokens, at, notation).map(|(len, quantity)| (at, len, quantity)))?;
        let is_light = |token: &Token| !token.is_number() && (!token.is_word() || token.text.chars().count() == 1);
        let alone = tokens[..first].iter().chain(&tokens[first + len..]).all(is_light);
        if !alone || matches!(quantity.unit, Unit::Ordinal | Unit::Range) {
            return None;
        }
        let number = &tokens[quantity.number.clone()];
        let in_brackets = text.trim().starts_with('(') && text.trim().ends_with(')');
        let multiplier = Some(quantity.figure.multiplier()).filter(|multiplier| *multiplier != Multiplier::ONE);
        let (unit, currency) = match quantity.unit {
            Unit::Money(currency) => (Unit::Bare, currency.map(|code| if code == "DOLLAR" { "USD" } else { code })),
            unit => (unit, None),
        };
        Some(Self {
            figure: quantity.figure,
            other: quantity.other,
            unit,
            currency,
            multiplier,
            sign: quantity.sign.or(in_brackets.then_some(Direction::Down)),
            span: number.first()?.span.start..number.last()?.span.end,
        })
    }

    /// Whether the number can be no index: it has a sign, or is small.
    pub(super) fn is_below_index(&self) -> bool {
        self.sign.is_some() || *self.figure.value() < Rational::from(LEAST_INDEX)
    }
}
