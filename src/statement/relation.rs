use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How a figure relates to its subject.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The amount itself.
    Level,
    /// A number of companies, partners, products: exact.
    Count,
    /// A percentage worded as a change: *grew 5 percent*.
    Growth,
    /// A percentage worded as a level of the base: *130.2 percent as against*.
    Index,
    /// A percentage of change whose wording leaves open whether 118 % is ×1.18 or ×2.18: *growth rate 92.9 %*, *(138.7 percent)*.
    Change,
    /// A percentage of change a year, compounded from the base to the period.
    AnnualGrowth,
    /// A factor: *doubled*, *went up 2.5 times*.
    Multiple,
    /// A difference to the base: *up USD 5.4 million*.
    AbsoluteChange,
    /// The percentage points that a part adds to the growth of its whole.
    Contribution,
    /// The percentage points by which a share changed: *up 2.4 percentage points to 30.1 percent*.
    PointChange,
    /// A percentage of a whole.
    Share,
    /// Exports in per cent of imports.
    Coverage,
    /// A factor between two flows of one period: *2.1 times the imports*, *more than exports*.
    Comparison,
    /// A place among others.
    Rank,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; 14] = [
        Self::Level,
        Self::Count,
        Self::Growth,
        Self::Index,
        Self::Change,
        Self::AnnualGrowth,
        Self::Multiple,
        Self::AbsoluteChange,
        Self::Contribution,
        Self::PointChange,
        Self::Share,
        Self::Coverage,
        Self::Comparison,
        Self::Rank,
    ];

    /// The word of the file formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Count => "count",
            Self::Growth => "growth",
            Self::Index => "index",
            Self::Change => "change",
            Self::AnnualGrowth => "annual_growth",
            Self::Multiple => "multiple",
            Self::AbsoluteChange => "absolute_change",
            Self::Contribution => "contribution",
            Self::PointChange => "point_change",
            Self::Share => "share",
            Self::Coverage => "coverage",
            Self::Comparison => "comparison",
            Self::Rank => "rank",
        }
    }

    /// Whether it compares a period with an earlier one.
    pub fn is_change(self) -> bool {
        matches!(
            self,
            Self::Growth
                | Self::Index
                | Self::Change
                | Self::AnnualGrowth
                | Self::Multiple
                | Self::AbsoluteChange
                | Self::Contribution
                | Self::PointChange
        )
    }

    /// Whether the figure is an amount in the unit of its series.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Level | Self::Count | Self::AbsoluteChange)
    }

    /// Whether the figure is printed in per cent.
    pub fn is_percentage(self) -> bool {
        matches!(
            self,
            Self::Growth
                | Self::Index
                | Self::Change
                | Self::AnnualGrowth
                | Self::Contribution
                | Self::PointChange
                | Self::Share
                | Self::Coverage
        )
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A text that names no relation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a relation")]
pub struct ParseRelationError(String);

impl FromStr for Relation {
    type Err = ParseRelationError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find(|r| r.word() == word).ok_or_else(|| ParseRelationError(text.trim().to_owned()))
    }
}

/// The word of direction that stands with a figure.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Rose, grew, increased.
    Up,
    /// Fell, declined, dropped.
    Down,
    /// A balance above zero.
    Surplus,
    /// A balance below zero.
    Deficit,
    /// A balance of zero.
    Zero,
}

impl Direction {
    /// The word of the file formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Surplus => "surplus",
            Self::Deficit => "deficit",
            Self::Zero => "zero",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A text that names no direction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a direction")]
pub struct ParseDirectionError(String);

impl ParseDirectionError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str = "up, down, surplus, deficit and zero are accepted";
}

impl FromStr for Direction {
    type Err = ParseDirectionError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "up" | "increase" | "rise" => Ok(Self::Up),
            "down" | "decrease" | "fall" => Ok(Self::Down),
            "surplus" | "positive" => Ok(Self::Surplus),
            "deficit" | "negative" => Ok(Self::Deficit),
            "zero" => Ok(Self::Zero),
            _ => Err(ParseDirectionError(text.trim().to_owned())),
        }
    }
}

/// The observation status of a figure; SDMX's codes are read as well.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A, or nothing said.
    #[default]
    Normal,
    /// P.
    Provisional,
    /// E, I: estimated or imputed.
    Estimated,
    /// F: a forecast or target, which states nothing about what happened.
    Forecast,
    /// U, B: of low reliability, or after a break in the series.
    Doubtful,
    /// R: revised.
    Revised,
    /// M, L, O: no value.
    Missing,
    /// C, S: withheld.
    Confidential,
}

impl Status {
    /// The word of the file formats; empty for a normal figure.
    pub fn word(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Provisional => "provisional",
            Self::Estimated => "estimated",
            Self::Forecast => "forecast",
            Self::Doubtful => "doubtful",
            Self::Revised => "revised",
            Self::Missing => "missing",
            Self::Confidential => "confidential",
        }
    }
}

impl FromStr for Status {
    type Err = ParseStatusError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "" | "a" | "normal" | "final" => Ok(Self::Normal),
            "p" | "provisional" | "preliminary" => Ok(Self::Provisional),
            "e" | "i" | "estimated" | "imputed" => Ok(Self::Estimated),
            "f" | "forecast" | "target" => Ok(Self::Forecast),
            "u" | "b" | "d" | "doubtful" => Ok(Self::Doubtful),
            "r" | "revised" => Ok(Self::Revised),
            "m" | "l" | "o" | "missing" => Ok(Self::Missing),
            "c" | "s" | "confidential" => Ok(Self::Confidential),
            _ => Err(ParseStatusError(text.trim().to_owned())),
        }
    }
}

/// A text that names no observation status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an observation status")]
pub struct ParseStatusError(String);

impl ParseStatusError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str = "normal, provisional, estimated, forecast, doubtful, revised, missing, confidential and SDMX's letters for them are accepted";
}
