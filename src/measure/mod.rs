//! Measures over frames: turnover, balance, growth, share and what else the field computes, a file each.
//!
//! A measure within a row is a function of expressions ([`balance`], [`growth`], [`share`] …). To find what a row is compared with (its
//! base by the calendar, its whole, its mirror) is the task of a [`Request`], which makes one plan of all measures asked for. What
//! documents state is put beside what follows from their levels by [`confront`].
//!
//! Plans are plain Polars and run on the streaming engine. Turnovers, balances, sums and differences are sums of integers, and an
//! amount beyond 18 digits is null, never wrong. Rates are Float64, for reading: whether a stated rate is *possible* is decided by
//! exact intervals elsewhere.

mod absolute_change;
mod annual_growth;
mod balance;
mod base;
mod calendar;
mod contribution;
mod coverage;
mod exact;
mod filter;
mod flows;
mod growth;
mod index;
#[cfg(test)]
mod laws;
mod mirror;
mod normalised_balance;
mod overlap;
mod reporters;
mod request;
mod share;
mod stated;
mod sum;
mod turnover;
mod whole;
mod write;

use std::fmt;
use std::str::FromStr;

use polars::prelude::*;

use crate::error::{Error, Fault, FaultKind, nearest};

pub use crate::dataset::schema::SUM_OF_PARTS;
pub use absolute_change::absolute_change;
pub use annual_growth::annual_growth;
pub use balance::balance;
pub use base::Base;
pub use calendar::{Calendar, gaps};
pub use contribution::contribution;
pub use coverage::coverage;
pub use filter::Filter;
pub use flows::flows_wide;
pub use growth::{growth, growth_status};
pub use index::index;
pub use mirror::{mirror_asymmetry, mirror_difference, mirror_ratio};
pub use normalised_balance::normalised_balance;
pub use request::{COVERAGE_CHANGED, GROWTH_STATUS, Request, VALUE};
pub use share::share;
pub use stated::{StatedRow, StatedStatus, as_rows, confront};
pub use turnover::turnover;
pub use whole::Whole;
pub use write::write_parquet;

/// The column that tells stated levels from computed ones.
pub const ORIGIN: &str = "origin";

// Flows as the frame names them, and the columns of `flows_wide`.
const EXPORTS: &str = "exports";
const IMPORTS: &str = "imports";
const TURNOVER: &str = "turnover";
const BALANCE: &str = "balance";

/// A measure that a [`Request`] can ask for.
///
/// # Example: read from the words of a program's option
/// ```
/// use tradecheck::measure::Measure;
///
/// assert_eq!("growth".parse(), Ok(Measure::Growth));
/// let error = "grwoth".parse::<Measure>().unwrap_err();
/// assert!(error.to_string().ends_with("did you mean `growth`?"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Measure {
    /// Exports plus imports, as rows of the flow `turnover`.
    Turnover,
    /// Exports less imports, as rows of the flow `balance`.
    Balance,
    /// The balance in per cent of the turnover.
    NormalisedBalance,
    /// Exports in per cent of imports.
    Coverage,
    /// The change since the base in per cent of the base.
    Growth,
    /// The yearly rate that compounds to the change since the base.
    AnnualGrowth,
    /// The level in per cent of the base.
    Index,
    /// The level less the base.
    AbsoluteChange,
    /// The part in per cent of the whole.
    Share,
    /// The percentage points that the part adds to the growth of the whole.
    Contribution,
    /// Imports reported by one side over exports reported by the other.
    MirrorRatio,
    /// Imports reported by one side less exports reported by the other.
    MirrorDifference,
    /// That difference without its sign in per cent of both together.
    MirrorAsymmetry,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 13] = [
        Self::Turnover,
        Self::Balance,
        Self::NormalisedBalance,
        Self::Coverage,
        Self::Growth,
        Self::AnnualGrowth,
        Self::Index,
        Self::AbsoluteChange,
        Self::Share,
        Self::Contribution,
        Self::MirrorRatio,
        Self::MirrorDifference,
        Self::MirrorAsymmetry,
    ];

    /// The word for it in options, and the name of its column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turnover => TURNOVER,
            Self::Balance => BALANCE,
            Self::NormalisedBalance => "normalised_balance",
            Self::Coverage => "coverage",
            Self::Growth => "growth",
            Self::AnnualGrowth => "annual_growth",
            Self::Index => "index",
            Self::AbsoluteChange => "absolute_change",
            Self::Share => "share",
            Self::Contribution => "contribution",
            Self::MirrorRatio => mirror::RATIO,
            Self::MirrorDifference => mirror::DIFFERENCE,
            Self::MirrorAsymmetry => mirror::ASYMMETRY,
        }
    }

    /// What its numbers count.
    pub fn unit(self) -> MeasureUnit {
        match self {
            Self::Turnover | Self::Balance | Self::AbsoluteChange | Self::MirrorDifference => MeasureUnit::Level,
            Self::NormalisedBalance | Self::Coverage | Self::Growth | Self::AnnualGrowth | Self::Index => MeasureUnit::PerCent,
            Self::Share | Self::MirrorAsymmetry => MeasureUnit::PerCent,
            Self::Contribution => MeasureUnit::Points,
            Self::MirrorRatio => MeasureUnit::Factor,
        }
    }

    /// Its page, in Markdown: formula, unit, source and surprising cases.
    pub fn page(self) -> &'static str {
        match self {
            Self::Turnover => turnover::PAGE,
            Self::Balance => balance::PAGE,
            Self::NormalisedBalance => normalised_balance::PAGE,
            Self::Coverage => coverage::PAGE,
            Self::Growth => growth::PAGE,
            Self::AnnualGrowth => annual_growth::PAGE,
            Self::Index => index::PAGE,
            Self::AbsoluteChange => absolute_change::PAGE,
            Self::Share => share::PAGE,
            Self::Contribution => contribution::PAGE,
            Self::MirrorRatio | Self::MirrorDifference | Self::MirrorAsymmetry => mirror::PAGE,
        }
    }

    /// Whether it compares a period with a base period.
    pub fn is_change(self) -> bool {
        matches!(self, Self::Growth | Self::AnnualGrowth | Self::Index | Self::AbsoluteChange | Self::Contribution)
    }

    fn needs_both_sides(self) -> bool {
        matches!(self, Self::MirrorRatio | Self::MirrorDifference | Self::MirrorAsymmetry)
    }

    fn needs_both_flows(self) -> bool {
        matches!(self, Self::Turnover | Self::Balance | Self::NormalisedBalance | Self::Coverage)
    }
}

/// What the numbers of a measure count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeasureUnit {
    /// The unit of the levels, in base units: dollars, not millions of them.
    Level,
    /// Per cent.
    PerCent,
    /// Percentage points.
    Points,
    /// A factor: 1 is "the same".
    Factor,
}

impl fmt::Display for MeasureUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Level => "the unit of the levels",
            Self::PerCent => "per cent",
            Self::Points => "percentage points",
            Self::Factor => "factor",
        })
    }
}

/// The name.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The names, with a hyphen or blank for `_` as well.
impl FromStr for Measure {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().to_lowercase().replace([' ', '-'], "_");
        if let Some(measure) = Self::ALL.into_iter().find(|measure| measure.name() == word) {
            return Ok(measure);
        }
        let names = Self::ALL.map(Self::name);
        let shown: String = text.trim().chars().take(40).collect();
        let fault =
            Fault::new(FaultKind::Usage, format!("`{shown}` is not a measure")).accepted(format!("{} are", names.join(", ")));
        Err(match nearest(&word, names) {
            Some(near) => fault.help(format!("did you mean `{near}`?")).into(),
            None => fault.into(),
        })
    }
}

/// `100 · a / b`, null where `b` is zero.
fn per_cent(a: Expr, b: Expr) -> Expr {
    // Multiplied first: the quotient of two decimals such as 16.4 / 25 is rounded once then.
    when(b.clone().neq(lit(0.0))).then(a * lit(100.0) / b).otherwise(lit(NULL))
}
