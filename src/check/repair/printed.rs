use num_bigint::BigInt;

use super::super::model::signed;
use super::super::reading::Sense;
use super::{around, signed_decimal};
use crate::exact::{Interval, Rational};
use crate::figure::{Figure, Multiplier, Rounding};
use crate::statement::{Direction, Relation, Statement};

/// A printed figure as slips see it: its digits in its own unit, its sign, and what it measures.
#[derive(Debug, Clone)]
pub(in crate::check) struct Printed {
    /// The digits as one number without a sign, in units of the last.
    pub(super) digits: u128,
    pub(super) is_negative: bool,
    /// Digits after the point; negative where even the last whole digit is not meant.
    pub(super) decimals: i32,
    pub(super) quantity: Quantity,
    pub(super) sign: Sign,
    pub(super) rounding: Rounding,
}

/// What a figure measures; it decides which slips make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Quantity {
    /// Money or goods, told in thousands, millions or billions.
    Amount,
    /// A percentage that is added to a base.
    Growth(OtherReading),
    /// A percentage of a base, 100 where nothing changed.
    Index(OtherReading),
    /// A share, a ratio, a multiple, a number of things.
    Other,
}

/// Whether the figure was taken in the other reading before it was blamed: an index for a growth, a growth for an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum OtherReading {
    /// It was, and does not fit or is told elsewhere.
    Tried,
    /// It was not, so it may be what went wrong.
    Untried,
}

/// Where the sign of a figure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Sign {
    /// Nowhere: figures of this kind have none.
    Never,
    /// Before its digits.
    Printed,
    /// In a word beside them: a deficit, a fall. Figures of the same sign are shown without.
    Word,
}

impl Printed {
    /// The most digits that are looked at; a number of more is none that anybody prints.
    const MOST: usize = 36;

    /// A figure with its sign, its multiplier and the words around it left aside. `None` where it has more digits than anybody prints.
    pub(in crate::check) fn new(figure: &Figure, quantity: Quantity, sign: Sign, rounding: Rounding) -> Option<Self> {
        let decimals = figure.decimals();
        if decimals > Self::MOST as i32 {
            return None;
        }
        let digits: BigInt = (&figure.value().abs() * &Rational::decimal(1, decimals)).floor();
        let digits = u128::try_from(digits).ok().filter(|digits| *digits < 10u128.pow(Self::MOST as u32))?;
        Some(Self { digits, is_negative: figure.value().is_negative(), decimals, quantity, sign, rounding })
    }

    /// The figure of a statement, taken in one sense.
    pub(in crate::check) fn of_statement(statement: &Statement, sense: Sense) -> Option<Self> {
        let plain = statement.figure.clone().times(Multiplier::ONE).qualified(None);
        let quantity = match (statement.relation, sense) {
            (_, Sense::Increment) => Quantity::Growth(OtherReading::Tried),
            (_, Sense::Index) => Quantity::Index(OtherReading::Tried),
            (Relation::Count, _) => Quantity::Other,
            (relation, _) if relation.is_amount() => Quantity::Amount,
            _ => Quantity::Other,
        };
        let takes_sign = !matches!(sense, Sense::Index | Sense::Factor | Sense::Divisor | Sense::Share | Sense::Coverage);
        let figure = if takes_sign { signed(&plain, statement.direction) } else { plain };
        let sign = match statement.direction {
            _ if !takes_sign || statement.direction == Some(Direction::Zero) => Sign::Never,
            Some(_) => Sign::Word,
            None => Sign::Printed,
        };
        let rounding = if statement.relation == Relation::Count { statement.figure.rounding_of_count() } else { Rounding::Nearest };
        Self::new(&figure, quantity, sign, rounding)
    }

    pub(super) fn value(&self) -> Rational {
        signed_decimal(self.digits, self.decimals, self.is_negative)
    }

    /// The numbers that it stands for.
    pub(super) fn interval(&self) -> Interval {
        around(&self.value(), self.decimals, self.rounding)
    }

    /// How many digits are printed, a zero before the point among them.
    pub(super) fn length(&self) -> u32 {
        let digits = self.digits.checked_ilog10().map_or(1, |log| log + 1);
        digits.max(self.decimals.max(0) as u32 + 1)
    }
}
