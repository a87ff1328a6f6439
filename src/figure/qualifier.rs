use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::exact::{Interval, Rational};

/// What the words around a figure make of it.
///
/// | word | interval of a printed magnitude v with half a last digit h |
/// | --- | --- |
/// | about, around, some | the hull of [v − h, v + h] and v ± 5 % |
/// | more than, over, at least | [v, ∞) |
/// | less than, under, at most | [0, v] |
/// | nearly, almost | [0.9 v, v + h] |
/// | up to | [0, v + h] |
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// About, around, some, approximately.
    About,
    /// More than, over, exceeding; also at least and no less than.
    MoreThan,
    /// Less than, under, below; also at most and no more than.
    LessThan,
    /// Nearly, almost.
    Nearly,
    /// Up to, as a limit. After a word of change ("growth rate up to 92.9 %") it is the value reached and no qualifier.
    UpTo,
}

impl Qualifier {
    /// The interval of a magnitude whose rounding interval is `rounded`.
    pub(super) fn interval(self, magnitude: &Rational, rounded: &Interval) -> Interval {
        let zero = Interval::exactly(Rational::ZERO);
        match self {
            Qualifier::About => {
                let twentieth = magnitude * &Rational::decimal(5, -2);
                rounded.hull(&Interval::between(magnitude - &twentieth, magnitude + &twentieth))
            }
            Qualifier::MoreThan => Interval::at_least(magnitude.clone()),
            Qualifier::LessThan => Interval::between(Rational::ZERO, magnitude.clone()),
            Qualifier::Nearly => {
                let low = magnitude * &Rational::decimal(9, -1);
                Interval { lower: Interval::at_least(low).lower, upper: rounded.upper.clone() }
            }
            Qualifier::UpTo => Interval { lower: zero.lower, upper: rounded.upper.clone() },
        }
    }

    /// The word it is written with.
    pub fn word(self) -> &'static str {
        match self {
            Qualifier::About => "about",
            Qualifier::MoreThan => "more than",
            Qualifier::LessThan => "less than",
            Qualifier::Nearly => "nearly",
            Qualifier::UpTo => "up to",
        }
    }
}

/// As [`Qualifier::word`].
impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A text that is no qualifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a qualifier")]
pub struct ParseQualifierError(String);

impl ParseQualifierError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str = "about, more than, less than, nearly, up to and words of the same meaning are accepted";
}

impl FromStr for Qualifier {
    type Err = ParseQualifierError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().replace('_', " ").as_str() {
            "about" | "around" | "some" | "approximately" | "roughly" | "circa" | "ca." | "~" => Ok(Self::About),
            "more than" | "over" | "above" | "exceeded" | "exceeding" | "in excess of" | "at least" | "no less than" | ">"
            | ">=" => Ok(Self::MoreThan),
            "less than" | "under" | "below" | "at most" | "no more than" | "<" | "<=" => Ok(Self::LessThan),
            "nearly" | "almost" | "close to" => Ok(Self::Nearly),
            "up to" => Ok(Self::UpTo),
            _ => Err(ParseQualifierError(text.trim().to_owned())),
        }
    }
}
