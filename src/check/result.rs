//! What a check finds, as plain data.

use serde::{Deserialize, Serialize};

use super::deduced::DeducedFigure;
use super::reading::{Reading, Wording};
use super::reference::Favoured;
use super::verdict::Verdict;
use super::waiver::WaiverOutcome;
use crate::exact::{Interval, Rational};
use crate::feasibility::Proven;
use crate::place::Place;
use crate::rule::Rule;
use crate::statement::{Gap, Key, Statement};

/// The result of checking a case: every statement with its verdict, and the findings with their arguments.
///
/// Statements are referred to by their index in `statements`, which is their order in the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Checked {
    /// The name of the case.
    pub name: String,
    /// The verdict on the whole.
    pub verdict: Verdict,
    /// What is contradicted, then what is misworded, each in the order of the source.
    pub findings: Vec<Finding>,
    /// Every statement, in the order of the source.
    pub statements: Vec<Judged>,
    /// The statements that depend on each other, group by group.
    pub components: Vec<Component>,
    /// What the figures imply and nobody printed, in the order of keys.
    #[serde(default)]
    pub deduced: Vec<DeducedFigure>,
    /// Waivers that were given, and what became of them; see [`Checked::waive`].
    #[serde(default)]
    pub waivers: Vec<WaiverOutcome>,
    /// What the source announces and does not give.
    pub gaps: Vec<Gap>,
    /// What was repaired or passed over while reading.
    pub notes: Vec<String>,
}

/// A statement with what was found of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Judged {
    /// What the source says.
    pub statement: Statement,
    /// What is found.
    pub verdict: Verdict,
    /// What it may mean, the likelier first.
    pub readings: Vec<ReadingOutcome>,
    /// The reading in the cheapest consistent choice; `None` where the figure had to be left out.
    pub taken: Option<Reading>,
    /// The interval that the other figures leave for this one, in the figure's own unit before its multiplier (`27.20` million,
    /// `71.83` per cent) and with its sign; `None` where they leave it open or it was not asked for.
    pub computed: Option<Interval>,
    /// The component it belongs to.
    pub component: usize,
    /// The reading that a reference series favours, where several fit. The verdict rests on the document alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favoured: Option<Favoured>,
}

/// One meaning of a statement, and whether it can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReadingOutcome {
    /// The meaning.
    pub reading: Reading,
    /// Whether the words say it.
    pub wording: Wording,
    /// Whether it occurs in some consistent choice.
    pub survival: Survival,
    /// What must be true if it is meant: the levels that follow.
    pub implies: Vec<Deduced>,
}

/// Whether a reading occurs in some consistent choice.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Survival {
    /// It does.
    Survives,
    /// It does not.
    Refuted,
    /// The limits were met before it was known.
    Unknown,
}

/// A figure that the source implies and does not print.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deduced {
    /// Of what.
    pub key: Key,
    /// Where it must lie, in base units.
    pub interval: Interval,
}

/// Statements that depend on each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Component {
    /// Their indices.
    pub statements: Vec<usize>,
    /// The verdict on them together.
    pub verdict: Verdict,
    /// Values in base units that satisfy every statement as it was taken; for a contradicted component, every statement but those
    /// that were left out.
    pub witness: Vec<(Key, Rational)>,
}

/// Something the reader should know, with its argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// Contradicted or misworded.
    pub verdict: Verdict,
    /// The statements that cannot all be true, or cannot be meant as they are worded.
    pub members: Vec<usize>,
    /// Why.
    pub evidence: Evidence,
    /// The smallest sets of figures one of which, left out, settles this finding; each with what may have been meant. For a misworded
    /// finding, what would have to be wrong if the words were right. Findings of one component are independent: one set of each,
    /// left out together, restores consistency, in whatever combination. Empty where figures that are trusted contradict each other.
    pub blame: Vec<Blame>,
    /// Whether these are all the smallest sets; else the limits were met first.
    pub proven: Proven,
    /// Every minimal conflict of this finding, where they were asked for ([`CheckOptions::conflicts`](super::CheckOptions)).
    pub conflicts: Option<Conflicts>,
}

/// Every set of figures of a finding that cannot all be true while without any one of them they can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Conflicts {
    /// The sets, smaller ones first, each with its proof.
    pub minimal: Vec<Evidence>,
    /// Whether these are all.
    pub proven: Proven,
}

/// A proof by cases: one certificate for every combination of the readings that it uses.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The cases; one, where the readings make no difference.
    pub cases: Vec<ProofCase>,
}

/// One case of a proof: what is assumed, what follows, and against what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProofCase {
    /// The readings assumed, for statements that have several.
    pub assumed: Vec<(usize, Vec<Reading>)>,
    /// The statements that lead to the conclusion, in the order of the source.
    pub premises: Vec<usize>,
    /// The rules used.
    pub rules: Vec<Rule>,
    /// The statement that the others contradict.
    pub target: usize,
    /// What the premises leave for its figure, in the figure's own unit.
    pub implied: Option<Interval>,
    /// What the figure says, in its own unit.
    pub stated: Interval,
    /// How far apart the two are, in the figure's own unit.
    pub gap: Option<Rational>,
    /// The same in units of the figure's last digit.
    pub severity: Option<Rational>,
    /// The inequalities that add up to a contradiction, verified.
    pub sum: Vec<Line>,
    /// By how much the sum fails, in base units of the sum; zero only where an inequality that allows no equality takes part.
    pub fails_by: Rational,
}

/// One inequality of a certificate: `multiplier × (terms ≥ bound)`, or `≤`, `>`, `<`.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// How often it is taken.
    pub multiplier: Rational,
    /// The left side: coefficients of levels.
    pub terms: Vec<(Key, Rational)>,
    /// Which way it points.
    pub sense: LineSense,
    /// The right side, in base units.
    pub bound: Rational,
    /// Where it comes from.
    pub origin: LineOrigin,
}

/// Which way an inequality points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineSense {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
}

impl LineSense {
    /// Whether the left side is bounded from below.
    pub fn is_lower(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan)
    }

    /// Whether the two sides may not be equal.
    pub fn is_strict(self) -> bool {
        matches!(self, Self::MoreThan | Self::LessThan)
    }
}

/// What an inequality of a certificate rests on.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineOrigin {
    /// A statement of the source.
    Statement(usize),
    /// A rule, and the row that says so where one does.
    Rule {
        /// The rule.
        rule: Rule,
        /// The row of `hierarchy.csv`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
}

/// A smallest set of figures whose removal restores consistency. Which of several sets is at fault is a guess; that one of them is, is
/// not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Blame {
    /// The statements.
    pub statements: Vec<usize>,
    /// For a single statement: what may have been meant, likelier first.
    pub repairs: Vec<Repair>,
    /// What may have been meant by several figures at once, likelier first: by all of a set of several, or by a single statement and
    /// another that changed places with it. Each was verified to fit together with all other figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<JointRepair>,
    /// For a single statement: the interval that all others leave for it, in its own unit.
    pub implied: Option<Interval>,
}

/// A figure that would fit, and how the printed one may have come from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Repair {
    /// The figure, printed as precisely as the one it replaces.
    pub figure: String,
    /// What happened.
    pub slip: Slip,
    /// The other statement that the printed figure was taken from, or that tells what it should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
}

/// Figures that would fit together in the places of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct JointRepair {
    /// The statements, each with the figure that would take its place.
    pub changes: Vec<(usize, Repair)>,
}

impl JointRepair {
    /// How many slips it takes: exports and imports that changed places are one.
    pub fn slips(&self) -> usize {
        let swapped = self.changes.iter().filter(|(_, repair)| repair.slip == Slip::FlowsSwapped).count();
        self.changes.len() - swapped / 2
    }
}

/// How a printed figure may have come from the true one, likelier first.
///
/// The order is that of parsimony. Among slips of one digit it follows how often each was met in a business survey: a digit replaced
/// 112 times, omitted 15, two exchanged 14, one added 11 times (S. Scholtus, *Automatic correction of simple typing errors in
/// numerical data with balance edits*, 2009); an exchange stands first, since it explains two digits at once.
///
/// After the slips from which the true figure can be read stand those that say where the printed one was taken from. They leave open
/// which figure should stand there, so [`Repair::figure`] is the one in the middle of [`Blame::implied`]; see
/// [`Slip::leaves_figure_open`].
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// A growth printed as an index, or an index as a growth: 157.2 for 57.2.
    OtherReading,
    /// Two neighbouring digits exchanged.
    DigitsExchanged,
    /// One digit wrong.
    DigitWrong,
    /// One digit missing.
    DigitMissing,
    /// One digit too many, such as one that was doubled.
    DigitAdded,
    /// The decimal point in another place.
    PointMoved,
    /// Thousand for million, million for billion, one for million.
    Multiplier,
    /// A deficit for a surplus, a fall for a rise.
    Sign,
    /// Exports printed as imports, and imports as exports: one slip of two figures.
    FlowsSwapped,
    /// Percentage points for per cent.
    PointsForPercent,
    /// A change divided by the new value instead of the old.
    NewValueAsBase,
    /// The digits of a neighbouring figure.
    Copied,
    /// The figure of another edition: provisional for revised.
    OtherVintage,
    /// The figure of the period before or after.
    OtherPeriod,
}

impl Slip {
    /// The words for it: "23.7 is 27.3 with …".
    pub fn words(self) -> &'static str {
        match self {
            Self::OtherReading => "growth and index taken for each other",
            Self::DigitsExchanged => "two digits exchanged",
            Self::DigitWrong => "one digit wrong",
            Self::DigitMissing => "one digit missing",
            Self::DigitAdded => "one digit too many",
            Self::PointMoved => "the decimal point moved",
            Self::Multiplier => "the wrong multiplier",
            Self::Sign => "the opposite sign",
            Self::FlowsSwapped => "exports and imports swapped",
            Self::PointsForPercent => "percentage points for per cent",
            Self::NewValueAsBase => "the change divided by the new value",
            Self::Copied => "the digits of a neighbouring figure",
            Self::OtherVintage => "the figure of another edition",
            Self::OtherPeriod => "the figure of a neighbouring period",
        }
    }

    /// Whether the printed digits say nothing of the figure that should stand in their place.
    pub fn leaves_figure_open(self) -> bool {
        matches!(self, Self::PointsForPercent | Self::Copied | Self::OtherPeriod)
    }
}

impl Checked {
    /// How many statements have a verdict of this word.
    pub fn count(&self, word: &str) -> usize {
        self.statements.iter().filter(|judged| judged.verdict.word() == word).count()
    }

    /// The statements of a reporter.
    pub fn of_reporter<'c>(&'c self, reporter: &'c str) -> impl Iterator<Item = &'c Judged> {
        self.statements.iter().filter(move |judged| judged.statement.key.reporter.as_str() == reporter)
    }

    /// The figures that the source withholds as confidential and that the others give away all the same, to within a tenth.
    pub fn disclosed(&self) -> impl Iterator<Item = &DeducedFigure> {
        self.deduced.iter().filter(|figure| figure.withheld.is_some() && figure.is_close())
    }

    /// The statement with this id.
    pub fn statement(&self, id: &str) -> Option<&Judged> {
        self.statements.iter().find(|judged| judged.statement.id == id)
    }
}
