//! A number as printed, and the exact interval it stands for.
//!
//! A printed figure is evidence of an interval, not of a value: `12.3` says that the true number lies in [12.25, 12.35], and
//! `12.30` says more. Which interval depends on how the source rounds ([`Rounding`]) and on the words around the figure
//! ([`Qualifier`]). The digits are read into exact numbers and never pass through a float.

mod multiplier;
mod notation;
mod qualifier;
mod words;

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use serde::{Deserialize, Serialize};

use crate::exact::{Bound, Interval, Rational};
pub use multiplier::{Multiplier, ParseMultiplierError};
pub use notation::Notation;
pub use qualifier::{ParseQualifierError, Qualifier};

/// A number as published: its digits, not its value.
///
/// `12.3` and `12.30` are different figures. The first was rounded to tenths, the second to hundredths, so they stand for different
/// intervals. Decimal comma and point, marks between thousands, a Unicode minus, brackets around a negative number, exponents and
/// the usual number words (`seven`, `doubled`) are read.
///
/// # Example: what a rounded figure may have been
/// ```
/// use tradecheck::figure::Figure;
///
/// let exports: Figure = "12.3".parse()?;
/// assert_eq!(exports.interval().to_string(), "[12.25, 12.35]");
/// assert_eq!("12.30".parse::<Figure>()?.interval().to_string(), "[12.295, 12.305]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Example: with a multiplier and a qualifier
/// ```
/// use tradecheck::figure::{Figure, Multiplier, Qualifier};
///
/// let turnover = "345".parse::<Figure>()?.times(Multiplier::MILLION).qualified(Qualifier::About);
/// assert_eq!(turnover.interval().to_string(), "[327750000, 362250000]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    printed: String,
    value: Rational,
    /// Digits after the point; negative where even the last whole digit is not meant.
    decimals: i32,
    #[serde(default)]
    multiplier: Multiplier,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    qualifier: Option<Qualifier>,
}

/// How a source comes from its true numbers to the printed digits.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest, whichever way ties go: `12.3` is [12.25, 12.35]. Closed at both ends, so that no honest figure is accused.
    #[default]
    Nearest,
    /// To the nearest, ties away from zero: `12.3` is [12.25, 12.35).
    HalfUp,
    /// Digits cut off toward zero: `12.3` is [12.3, 12.4] and `-12.3` is [-12.4, -12.3]; closed, as for [`Rounding::Nearest`].
    Truncated,
    /// The printed number is the number: counts, ranks, and tables that say so.
    Exact,
}

impl Figure {
    /// The longest text that is read as one number; beyond it the digits are no figure that anybody printed.
    pub const LONGEST: usize = 400;

    /// Reads a number whose marks are understood as `notation` says.
    ///
    /// # Errors
    /// The text met and what is accepted, where it is no number.
    pub fn read(text: &str, notation: Notation) -> Result<Self, ParseFigureError> {
        let printed = text.trim();
        let fail = |reason| ParseFigureError { met: shorten(printed), reason };
        if printed.len() > Self::LONGEST {
            return Err(fail(Unreadable::TooLong));
        }
        if let Some((value, decimals)) = words::number(printed) {
            return Ok(Self { printed: printed.to_owned(), value, decimals, multiplier: Multiplier::ONE, qualifier: None });
        }
        let (digits, decimals) = notation::digits(printed, notation).map_err(fail)?;
        let value = Rational::decimal(digits, -decimals);
        Ok(Self { printed: printed.to_owned(), value, decimals, multiplier: Multiplier::ONE, qualifier: None })
    }

    /// A figure made of its parts: `digits × 10^-decimals`, printed so.
    pub fn from_digits(digits: i64, decimals: u8) -> Self {
        let value = Rational::decimal(digits, -i32::from(decimals));
        Self {
            printed: value.to_decimal(u32::from(decimals)),
            value,
            decimals: decimals.into(),
            multiplier: Multiplier::ONE,
            qualifier: None,
        }
    }

    /// A whole number that is spelled out: "13 billion 942 million" as 13,942 million.
    pub(crate) fn spelled(printed: &str, value: Rational) -> Self {
        Self { printed: printed.to_owned(), value, decimals: 0, multiplier: Multiplier::ONE, qualifier: None }
    }

    /// The same number with the text that its source prints for it.
    pub(crate) fn printed_as(mut self, printed: &str) -> Self {
        printed.clone_into(&mut self.printed);
        self
    }

    /// The same digits in another unit: `3.2` in millions.
    pub fn times(mut self, multiplier: Multiplier) -> Self {
        self.multiplier = multiplier;
        self
    }

    /// The same digits with the words around them.
    pub fn qualified(mut self, qualifier: impl Into<Option<Qualifier>>) -> Self {
        self.qualifier = qualifier.into();
        self
    }

    /// The same number known to `decimals` digits after the point, whatever the text shows: a table may have lost its trailing zeros,
    /// or gained digits in a float. Digits beyond are rounded away.
    pub fn to_decimals(mut self, decimals: i32) -> Self {
        self.value = self.value.round(decimals);
        self.decimals = decimals;
        self
    }

    /// The same magnitude below zero: a deficit of 28.9 is a balance of −28.9.
    pub fn negated(mut self) -> Self {
        self.value = -self.value;
        self
    }

    /// The text as it was printed.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// The printed number, before the multiplier.
    pub fn value(&self) -> &Rational {
        &self.value
    }

    /// The number of digits after the point; negative where the figure ends in zeros that were not meant.
    pub fn decimals(&self) -> i32 {
        self.decimals
    }

    /// The power of ten that the printed number is to be multiplied with.
    pub fn multiplier(&self) -> Multiplier {
        self.multiplier
    }

    /// The words around the number.
    pub fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier
    }

    /// The printed number in base units: `3.2` million is 3,200,000.
    pub fn amount(&self) -> Rational {
        &self.value * &self.multiplier.factor()
    }

    /// One unit of the last printed digit, in base units.
    pub fn unit_of_last_digit(&self) -> Rational {
        &Rational::decimal(1, -self.decimals) * &self.multiplier.factor()
    }

    /// The interval in base units that the figure stands for, rounded to the nearest.
    pub fn interval(&self) -> Interval {
        self.interval_as(Rounding::Nearest)
    }

    /// The interval in base units that the figure stands for where its source rounds as `rounding` says.
    ///
    /// A qualifier acts on the printed magnitude; a sign is applied after it, so "a deficit of more than 5" is at most −5.
    pub fn interval_as(&self, rounding: Rounding) -> Interval {
        let magnitude = self.value.abs();
        let unit = Rational::decimal(1, -self.decimals);
        let half = Rational::decimal(5, -self.decimals - 1);
        let rounded = match rounding {
            Rounding::Nearest => Interval::between(&magnitude - &half, &magnitude + &half),
            Rounding::HalfUp => {
                Interval { lower: Some(Bound::closed(&magnitude - &half)), upper: Some(Bound::open(&magnitude + &half)) }
            }
            // Toward zero: what is printed as zero may have been on either side of it.
            Rounding::Truncated if magnitude.is_zero() => Interval::between(-&unit, unit),
            Rounding::Truncated => Interval::between(magnitude.clone(), &magnitude + &unit),
            Rounding::Exact => Interval::exactly(magnitude.clone()),
        };
        let interval = match self.qualifier {
            None => rounded,
            Some(qualifier) => qualifier.interval(&magnitude, &rounded),
        };
        let sign = if self.value.is_negative() { Rational::from(-1) } else { Rational::ONE };
        interval.scaled(&(&sign * &self.multiplier.factor()))
    }

    /// How the figure is rounded where it is a number of things: exactly, unless it is told in thousands or with decimals.
    pub fn rounding_of_count(&self) -> Rounding {
        if self.decimals == 0 && self.multiplier == Multiplier::ONE { Rounding::Exact } else { Rounding::Nearest }
    }

    /// The same figure as if it had been rounded coarser: a whole number that ends in zeros may have lost them to rounding.
    ///
    /// `None` for a figure that does not end in zeros before the point. `1300` becomes a figure rounded to hundreds.
    pub fn coarser(&self) -> Option<Self> {
        if self.decimals > 0 || self.value.is_zero() || !self.value.is_integer() {
            return None;
        }
        let mut decimals = self.decimals;
        let mut rest = self.value.numerator();
        let ten = BigInt::from(10);
        let whole = Rational::decimal(1, -decimals).numerator();
        rest /= &whole;
        while (&rest % &ten) == BigInt::ZERO {
            rest /= &ten;
            decimals -= 1;
        }
        (decimals < self.decimals).then(|| Self { decimals, ..self.clone() })
    }
}

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    NotANumber,
    NotFinite,
    Marks,
    TooLong,
}

/// A text that is no number, and what is accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ParseFigureError {
    met: String,
    reason: Unreadable,
}

impl ParseFigureError {
    /// What is accepted instead, as a clause.
    pub fn accepted(&self) -> &'static str {
        match self.reason {
            Unreadable::NotANumber => {
                "digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled"
            }
            Unreadable::NotFinite => "a figure is a finite number; leave the cell empty where there is none",
            Unreadable::Marks => "marks stand between groups of three digits, and at most one of another kind before the decimals",
            Unreadable::TooLong => "a figure has at most 400 characters and an exponent of at most 400",
        }
    }
}

impl fmt::Display for ParseFigureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a figure", self.met)
    }
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Reads the figure alone, its marks as [`Notation::Point`] has them; for a whole document see [`Notation::of`].
impl FromStr for Figure {
    type Err = ParseFigureError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text, Notation::Point)
    }
}

/// As it was printed.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, interval: &str) {
        assert_eq!(text.parse::<Figure>().unwrap().interval().to_string(), interval, "{text}");
    }

    #[test]
    fn trailing_zeros_inform() {
        check("12.3", "[12.25, 12.35]");
        check("12.30", "[12.295, 12.305]");
        check("0", "[-0.5, 0.5]");
        check("−28.9", "[-28.95, -28.85]");
        check("(28.9)", "[-28.95, -28.85]");
        check("1.5e6", "[1450000, 1550000]");
        check("seven", "[6.5, 7.5]");
    }

    #[test]
    fn policies_differ_at_the_ends() {
        let figure: Figure = "-12.3".parse().unwrap();
        for (rounding, interval) in [
            (Rounding::Nearest, "[-12.35, -12.25]"),
            (Rounding::HalfUp, "(-12.35, -12.25]"),
            (Rounding::Truncated, "[-12.4, -12.3]"),
            (Rounding::Exact, "[-12.3, -12.3]"),
        ] {
            assert_eq!(figure.interval_as(rounding).to_string(), interval);
        }
    }

    #[test]
    fn qualifiers_act_on_the_magnitude() {
        let five: Figure = "5".parse().unwrap();
        for (qualifier, interval) in [
            (Qualifier::About, "[4.5, 5.5]"),
            (Qualifier::MoreThan, "[5, ∞)"),
            (Qualifier::LessThan, "[0, 5]"),
            (Qualifier::Nearly, "[4.5, 5.5]"),
            (Qualifier::UpTo, "[0, 5.5]"),
        ] {
            assert_eq!(five.clone().qualified(qualifier).interval().to_string(), interval, "{qualifier}");
            let below = five.clone().negated().qualified(qualifier).interval();
            assert_eq!(below.scaled(&Rational::from(-1)).to_string(), interval, "{qualifier}, negative");
        }
    }

    #[test]
    fn zeros_may_be_rounding() {
        assert_eq!("1300".parse::<Figure>().unwrap().coarser().unwrap().interval().to_string(), "[1250, 1350]");
        for text in ["1305", "1300.0", "0", "7"] {
            assert_eq!(text.parse::<Figure>().unwrap().coarser(), None, "{text}");
        }
    }

    #[test]
    fn another_precision_overrides() {
        let noisy: Figure = "2109.3890499999993".parse().unwrap();
        assert_eq!(noisy.to_decimals(5).interval().to_string(), "[2109.389045, 2109.389055]");
        let stripped: Figure = "12".parse().unwrap();
        assert_eq!(stripped.to_decimals(1).interval().to_string(), "[11.95, 12.05]");
    }

    #[test]
    fn what_is_no_number_says_so() {
        for text in
            ["", "-", "many", "1.2.3", "NaN", "inf", "-∞", "1,23,4", "12,34,567.1.2", "1e999999999", "--5", "5-", "0x10", "1 2"]
        {
            let error = text.parse::<Figure>().unwrap_err();
            assert!(!error.accepted().is_empty(), "{text}");
        }
        assert!("9".repeat(500).parse::<Figure>().unwrap_err().to_string().len() < 100);
    }

    proptest! {
        /// A number rounded to any precision lies in the interval of its print, whatever the policy that rounded it.
        #[test]
        fn an_honest_figure_holds_its_number(n in -10_000_000i64..10_000_000, decimals in 0u8..5) {
            let exact = Rational::decimal(n, -6);
            let rounded = exact.round(i32::from(decimals));
            let figure: Figure = rounded.to_decimal(u32::from(decimals)).parse().unwrap();
            prop_assert!(figure.interval().contains(&exact), "{} {}", figure, exact);
            prop_assert_eq!(figure.decimals(), i32::from(decimals));
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,60}") {
            if let Ok(figure) = text.parse::<Figure>() {
                prop_assert!(figure.interval().contains(figure.value()) || figure.value().is_zero());
            }
        }
    }
}
