//! The answers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is found of a statement.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "reason", rename_all = "snake_case")]
pub enum Verdict {
    /// Tested by a redundant relation, and fits as worded.
    Consistent(Proviso),
    /// Fits only in a reading that its words do not say.
    Misworded,
    /// No choice of readings fits; the figure is one of those that can be wrong.
    Contradicted,
    /// Not decided, and why.
    Undecided(Undecided),
}

/// What a consistent figure owes its consistency to.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proviso {
    /// Nothing: the printed values themselves fit.
    None,
    /// The printed values taken as points would contradict; their rounding intervals do not.
    ThanksToRounding,
    /// It fits where the source cut off digits instead of rounding.
    IfTruncated,
    /// It fits where the zeros it ends in are rounding.
    IfRoundedCoarser,
    /// It fits where its mark is understood the other way.
    IfOtherNotation,
}

/// Why something is not decided.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undecided {
    /// Several readings fit, and each means something else.
    Ambiguous,
    /// No other figure tests it.
    NotCheckable,
    /// The source does not say when.
    NoPeriod,
    /// Its sentence does not surely say what it is of, since it leaves that to others or names somebody else; so taken it does not fit, and no single
    /// slip explains that.
    Carried,
    /// A place among others whose figures are not given.
    Rank,
    /// A forecast states nothing about what happened.
    Forecast,
    /// A rate over a base that is printed as zero.
    ZeroBase,
    /// A balance that changed its sign has no rate of change.
    ThroughZero,
    /// The counted limits were met.
    Limit,
    /// Not a linear relation of levels.
    NotLinear,
}

impl Verdict {
    /// The one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Consistent(_) => "consistent",
            Self::Misworded => "misworded",
            Self::Contradicted => "contradicted",
            Self::Undecided(_) => "undecided",
        }
    }

    /// The word for the reason, in brackets behind the verdict; empty where there is none to give.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Consistent(proviso) => match proviso {
                Proviso::None => "",
                Proviso::ThanksToRounding => "thanks to rounding",
                Proviso::IfTruncated => "if truncated",
                Proviso::IfRoundedCoarser => "if rounded coarser",
                Proviso::IfOtherNotation => "with the other decimal mark",
            },
            Self::Undecided(reason) => reason.word(),
            Self::Misworded | Self::Contradicted => "",
        }
    }

    /// How much it weighs for a whole: contradicted, then misworded, then undecided by limit or not linear, then consistent. What is
    /// ambiguous or uncheckable lowers nothing.
    pub fn weight(self) -> u8 {
        match self {
            Self::Contradicted => 4,
            Self::Misworded => 3,
            Self::Undecided(Undecided::Limit | Undecided::NotLinear) => 2,
            Self::Consistent(_) => 1,
            Self::Undecided(_) => 0,
        }
    }

    /// The verdict on several together: the weightiest of them, and `not checkable` where none was tested.
    pub fn of_all(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        let weightiest = verdicts.into_iter().max_by_key(|verdict| verdict.weight());
        match weightiest {
            Some(Self::Consistent(_)) => Self::Consistent(Proviso::None),
            Some(verdict) if verdict.weight() > 0 => verdict,
            _ => Self::Undecided(Undecided::NotCheckable),
        }
    }
}

impl Undecided {
    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ambiguous => "ambiguous",
            Self::NotCheckable => "not checkable",
            Self::NoPeriod => "period not given",
            Self::Carried => "not surely joined",
            Self::Rank => "rank without the others",
            Self::Forecast => "forecast",
            Self::ZeroBase => "base printed as zero",
            Self::ThroughZero => "through zero",
            Self::Limit => "limit",
            Self::NotLinear => "not linear",
        }
    }

    /// What would settle it, as a clause.
    pub fn settled_by(self) -> &'static str {
        match self {
            Self::Ambiguous => "a level of the base period would tell the readings apart",
            Self::NotCheckable => "another figure of the same subject and period would test it",
            Self::NoPeriod => "the period it speaks of would have to be stated",
            Self::Carried => "a sentence that says what it is of, and speaks of nothing else, would",
            Self::Rank => "the figures of the others would have to be stated",
            Self::Forecast => "the outcome would have to be known",
            Self::ZeroBase => "the base would have to be printed with more digits",
            Self::ThroughZero => "the levels would have to be stated",
            Self::Limit => "higher limits might",
            Self::NotLinear => "levels instead of a difference of rates would",
        }
    }
}

/// `consistent (thanks to rounding)`.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason() {
            "" => f.write_str(self.word()),
            reason => write!(f, "{} ({reason})", self.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_speaks_for_all() {
        let consistent = Verdict::Consistent(Proviso::ThanksToRounding);
        let ambiguous = Verdict::Undecided(Undecided::Ambiguous);
        for (verdicts, whole) in [
            (vec![consistent, Verdict::Misworded, Verdict::Contradicted], "contradicted"),
            (vec![consistent, Verdict::Misworded], "misworded"),
            (vec![consistent, Verdict::Undecided(Undecided::Limit)], "undecided (limit)"),
            (vec![consistent, ambiguous], "consistent"),
            (vec![ambiguous], "undecided (not checkable)"),
            (vec![], "undecided (not checkable)"),
        ] {
            assert_eq!(Verdict::of_all(verdicts).to_string(), whole);
        }
    }
}
