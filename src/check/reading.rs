//! What a statement may mean, and what each meaning costs.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codelist::Flow;
use crate::exact::Rational;
use crate::feasibility::Cost;
use crate::statement::{Direction, Relation, Statement};

/// One meaning of a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reading {
    /// How the figure is taken.
    pub sense: Sense,
    /// Of which flow, where the source leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Flow>,
    /// For a change of a balance: on which side of zero it began and ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// How a figure is taken.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sense {
    /// An amount or number, rounded to its last digit.
    AsPrinted,
    /// The same digits with the marks understood the other way: `1,234` as 1.234.
    OtherNotation,
    /// A whole number whose zeros are rounding: 1,300 as a number of hundreds.
    RoundedCoarser,
    /// An amount whose further digits were cut off.
    Truncated,
    /// A percentage added to the base: ×(1 + p/100).
    Increment,
    /// A percentage of the base: ×p/100.
    Index,
    /// So many times the base.
    Factor,
    /// So many times the base added to the base.
    FactorMore,
    /// The base divided by so much.
    Divisor,
    /// A percentage added every year.
    PerYear,
    /// An amount added to the base.
    Difference,
    /// Percentage points added to the growth of the whole.
    Points,
    /// Percentage points added to a share.
    PointChange,
    /// A percentage of a whole.
    Share,
    /// Exports in per cent of imports.
    Coverage,
    /// So many times another amount.
    Comparison,
    /// A change over a base that is printed as zero: no rate at all.
    OverZeroBase,
    /// A change of a balance that went through zero: no rate of its magnitude.
    ThroughZero,
    /// Nothing that could be tested.
    Unchecked,
    /// Wrong: the figure is left out.
    LeftOut,
}

/// On which side of zero a balance began and ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// A surplus before and after.
    Surplus,
    /// A deficit before and after.
    Deficit,
}

impl Reading {
    /// A reading of its sense alone.
    pub fn of(sense: Sense) -> Self {
        Self { sense, subject: None, side: None }
    }
}

impl Sense {
    /// The words for it in a sentence: "read as …".
    pub fn words(self) -> &'static str {
        match self {
            Self::AsPrinted => "the amount as printed",
            Self::OtherNotation => "the same digits with the other decimal mark",
            Self::RoundedCoarser => "an amount rounded coarser than its digits show",
            Self::Truncated => "an amount with further digits cut off",
            Self::Increment => "an increment",
            Self::Index => "an index",
            Self::Factor => "a factor",
            Self::FactorMore => "a factor on top of the base",
            Self::Divisor => "a divisor",
            Self::PerYear => "an increment per year",
            Self::Difference => "a difference",
            Self::Points => "percentage points",
            Self::PointChange => "a change in percentage points",
            Self::Share => "a share",
            Self::Coverage => "a coverage ratio",
            Self::Comparison => "a comparison",
            Self::OverZeroBase => "a change over a base printed as zero",
            Self::ThroughZero => "a change through zero",
            Self::Unchecked => "not tested",
            Self::LeftOut => "left out",
        }
    }

    /// Whether this is what the figure may mean, rather than how it was rounded or written.
    pub fn is_meaning(self) -> bool {
        !matches!(self, Self::OtherNotation | Self::RoundedCoarser | Self::Truncated | Self::LeftOut)
    }
}

/// In the words of a sentence: `an index`, `an increment of exports`.
impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sense.words())?;
        if let Some(subject) = &self.subject {
            write!(f, " of {subject}")?;
        }
        match self.side {
            Some(Side::Surplus) => f.write_str(" of the surplus"),
            Some(Side::Deficit) => f.write_str(" of the deficit"),
            None => Ok(()),
        }
    }
}

/// How well the words of a statement fit a reading.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// The words say it, or leave it open.
    Said,
    /// The words say something else, as translations often do.
    Unsaid,
    /// The words say something else, and the number would be odd.
    Odd,
    /// The words say something else, and the number would be very odd.
    Strange,
}

impl Wording {
    /// The cost of a reading that fits so well. `rank` orders readings that the words leave open. Leaving out a printed figure costs more than
    /// any misreading.
    pub(super) fn cost(self, rank: u32) -> Cost {
        Cost([0, self as u32, rank])
    }
}

/// The senses in which a percentage of change may be taken, each with how well the words fit and the rank among open ones.
///
/// English made from Russian renders *темп роста 71,5 %*, 71.5 per cent *of* the base, as "71.5 percent growth". So a percentage of
/// change is an increment or an index, and words and number only say which is likelier. An index of less than half is rare, and
/// "by" is said of increments.
pub(super) fn change_senses(statement: &Statement) -> Vec<(Sense, Wording, u32)> {
    let value = statement.figure.value();
    let wording = statement.wording.to_lowercase();
    let by = wording.split(|c: char| !c.is_alphabetic()).any(|word| word == "by");
    let (hundred, fifty) = (Rational::from(100), Rational::from(50));
    let odd = if *value >= hundred && !by {
        Wording::Unsaid
    } else if *value >= fifty {
        Wording::Odd
    } else {
        Wording::Strange
    };
    let senses = match statement.relation {
        Relation::Growth => vec![(Sense::Increment, Wording::Said, 0), (Sense::Index, odd, 0)],
        Relation::Index => vec![(Sense::Index, Wording::Said, 0), (Sense::Increment, Wording::Odd, 0)],
        // Of what the words leave open, small numbers are usually increments and large ones indices.
        _ if *value >= fifty => vec![(Sense::Index, Wording::Said, 0), (Sense::Increment, Wording::Said, 1)],
        _ => vec![(Sense::Increment, Wording::Said, 0), (Sense::Index, Wording::Said, 1)],
    };
    let is_index = |sense| sense == Sense::Index;
    senses.into_iter().filter(|&(sense, ..)| !(is_index(sense) && value.is_negative())).collect()
}

/// The senses of a multiple: *decreased N times* divides, and *by N times* or *N times more* may add.
pub(super) fn multiple_senses(statement: &Statement) -> Vec<(Sense, Wording, u32)> {
    let wording = statement.wording.to_lowercase();
    let adds = wording.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "by" | "more"));
    match statement.direction {
        Some(Direction::Down) => vec![(Sense::Divisor, Wording::Said, 0)],
        _ if adds && !wording.contains("more than") => {
            vec![(Sense::Factor, Wording::Said, 0), (Sense::FactorMore, Wording::Odd, 0)]
        }
        _ => vec![(Sense::Factor, Wording::Said, 0)],
    }
}
