//! Edit rules: what must hold between true values for statements to be true together.
//!
//! An [`Edit`] is a linear form over *slots*, the interval it must lie in, and the [`Rule`] that says why. What a slot is, is up to the
//! caller: a series key of a document, a field of a record, a column of a frame. Each rule has a file of its own, with the constraint it
//! makes and a [`Page`]: what it states, how it may fail honestly, and an example.
//!
//! | rule | constraint over true values |
//! | --- | --- |
//! | [`level`](fn@level) | lo ≤ x ≤ hi |
//! | [`sign`](fn@sign), [`base`](fn@base) | x ≥ 0; x > 0 for what a rate is counted from |
//! | [`turnover`](fn@turnover), [`balance`](fn@balance) | T = X + M, B = X − M |
//! | [`change`](fn@change) | lo·x₀ ≤ x ≤ hi·x₀, for growth, indices and multiples |
//! | [`absolute_change`](fn@absolute_change) | lo ≤ x − x₀ ≤ hi |
//! | [`contribution`](fn@contribution) | lo·W₀ ≤ x − x₀ ≤ hi·W₀ |
//! | [`share`](fn@share), [`coverage`](fn@coverage), [`comparison`](fn@comparison) | lo·whole ≤ part ≤ hi·whole |
//! | [`part_whole`](fn@part_whole) | Σ parts ≤ whole, or = whole |
//! | [`cumulation`](fn@cumulation) | adjoining periods add up to the period they make |
//!
//! A [`RuleSet`] is read from lines that a person wrote, in the notation of R's package validate.

mod absolute_change;
mod balance;
mod change;
mod comparison;
mod contribution;
mod coverage;
mod cumulation;
mod edit;
mod expression;
mod given;
mod level;
mod part_whole;
mod share;
mod sign;
mod turnover;

pub use absolute_change::absolute_change;
pub use balance::balance;
pub use change::{annual_factor, change, growth_factor, index_factor, multiple_factor};
pub use comparison::comparison;
pub use contribution::contribution;
pub use coverage::coverage;
pub use cumulation::cumulation;
pub use edit::Edit;
pub(crate) use expression::Floor;
pub use expression::{Body, Conflict, Form, GivenRule, Rate, RateKind, Redundant, Review, RuleSet, Sense};
pub use level::level;
pub use part_whole::part_whole;
pub use share::share;
pub use sign::{base, sign};
pub use turnover::turnover;

use serde::{Deserialize, Serialize};

/// The rules, by name.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A printed amount stands for an interval.
    Level,
    /// Flows other than balances are not negative.
    Sign,
    /// Exports and imports add up to turnover.
    Turnover,
    /// Exports less imports is the balance.
    Balance,
    /// A rate, index or multiple leads from the base to the period.
    Change,
    /// A difference leads from the base to the period.
    AbsoluteChange,
    /// The change of a part over the base of its whole.
    Contribution,
    /// A part in per cent of its whole.
    Share,
    /// Exports in per cent of imports.
    Coverage,
    /// Disjoint parts are no more than their whole.
    PartWhole,
    /// Adjoining periods add up, and a period inside another is no larger.
    Cumulation,
    /// One flow is a multiple of another.
    Comparison,
    /// Whoever checks has said so.
    Given,
}

/// What a person should know of a rule.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The name one can say aloud.
    pub name: &'static str,
    /// What it states.
    pub states: &'static str,
    /// How honest figures may break it.
    pub may_fail: &'static str,
    /// Figures that break it, and figures that do not.
    pub example: &'static str,
    /// Where it comes from.
    pub see: &'static str,
}

impl Rule {
    /// All of them.
    pub const ALL: [Rule; 13] = [
        Self::Level,
        Self::Sign,
        Self::Turnover,
        Self::Balance,
        Self::Change,
        Self::AbsoluteChange,
        Self::Contribution,
        Self::Share,
        Self::Coverage,
        Self::PartWhole,
        Self::Cumulation,
        Self::Comparison,
        Self::Given,
    ];

    /// What a person should know of it.
    pub fn page(self) -> &'static Page {
        match self {
            Self::Level => &level::PAGE,
            Self::Sign => &sign::PAGE,
            Self::Turnover => &turnover::PAGE,
            Self::Balance => &balance::PAGE,
            Self::Change => &change::PAGE,
            Self::AbsoluteChange => &absolute_change::PAGE,
            Self::Contribution => &contribution::PAGE,
            Self::Share => &share::PAGE,
            Self::Coverage => &coverage::PAGE,
            Self::PartWhole => &part_whole::PAGE,
            Self::Cumulation => &cumulation::PAGE,
            Self::Comparison => &comparison::PAGE,
            Self::Given => &given::PAGE,
        }
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.page().name)
    }
}
