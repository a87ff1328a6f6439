//! Records: rules over fields, applied to one row of a table after the other.
//!
//! [`RecordCheck`] makes a [`RuleSet`] ready; a [`Recorder`] of it judges records, one by one, and tells for each the [`Verdict`] and
//! whom to doubt. The printed digits of a cell stand for an interval, a cell that is empty constrains nothing, and flows have no sign but
//! what the rules say.
//!
//! # Method
//! Rules that share no field are decided for themselves. For each such part the cheapest answer that is certain is taken: the printed
//! values satisfy every rule; or a single row shows by the intervals of its fields that they cannot; or a point that floats propose is
//! verified in whole numbers. What is left, and all that is too long for 128 bits, goes to [`Solver`](crate::feasibility::Solver). Whichever way it
//! was decided, the answer is the same.
//!
//! Where figures cannot all be right, a percentage of change may have been printed as the other one of its kind (157.2 for a growth of 57.2): then
//! the record is *misworded*. Otherwise the fields are left out one at a time, and all are named without which the others can be right; where
//! no single one will do, [`Search::localise`](crate::feasibility::Search::localise) finds the cheapest sets, as Fellegi and Holt (1976) ask.

mod argue;
mod columns;
mod engine;
mod entry;
mod instance;
mod judge;
#[cfg(test)]
mod laws;
mod mask;
mod part;
mod propagate;
mod propose;
mod scaled;
mod suggest;
mod table;
mod tested;

pub use argue::{Argument, Target};
pub use entry::Entry;
pub use judge::Recorder;
pub use table::{JudgedRow, TableOptions, TableSummary, check_table};

use mask::Mask;
use part::Part;

use super::result::Slip;
use super::verdict::Verdict;
use crate::error::{Error, Fault, FaultKind, Faults, nearest};
use crate::feasibility::{Proven, SearchLimits};
use crate::figure::Rounding;
use crate::rule::{Review, RuleSet};

/// How records are checked.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordOptions {
    /// What the printed digits of amounts stand for: [`Rounding::Exact`] for tables whose figures are points. Rates are rounded in any case.
    pub rounding: Rounding,
    /// Fields that are never blamed.
    pub trusted: Vec<String>,
    /// What it costs to doubt a field, at least 1; it is 1 for those not named.
    pub weights: Vec<(String, u32)>,
    /// When the engine gives up, for each record by itself.
    pub limits: SearchLimits,
}

impl Default for RecordOptions {
    fn default() -> Self {
        Self { rounding: Rounding::Nearest, trusted: Vec::new(), weights: Vec::new(), limits: SearchLimits::default() }
    }
}

/// A rule set made ready for many records.
///
/// # Example: two digits exchanged in one field of a record
/// ```
/// use tradecheck::check::{Entry, RecordCheck, RecordOptions, Verdict};
/// use tradecheck::figure::Notation;
/// use tradecheck::rule::RuleSet;
/// use tradecheck::source::Source;
///
/// let rules = "turnover == exports + imports\nbalance == exports - imports";
/// let rules = RuleSet::read(&Source::from_text("rules.txt", rules))?;
/// let check = RecordCheck::new(rules, &RecordOptions::default())?;
/// assert_eq!(check.fields(), ["turnover", "exports", "imports", "balance"]);
///
/// let record: Vec<Entry> = ["23.7", "21.1", "6.2", "15"].map(|cell| Entry::read(cell, Notation::Point).unwrap()).into();
/// let judged = check.recorder().judge(&record);
/// assert_eq!(judged.verdict, Verdict::Contradicted);
/// let blamed = &judged.doubts[0].explanations[0];
/// assert_eq!(blamed.fields, [0], "turnover");
/// assert_eq!(blamed.suggestions[0].values[0].figure, "27.3");
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug)]
pub struct RecordCheck {
    rules: RuleSet,
    review: Review,
    parts: Vec<Part>,
    rounding: Rounding,
    limits: SearchLimits,
}

impl RecordCheck {
    /// Makes rules ready.
    ///
    /// # Errors
    /// Rules that contradict each other, each minimal set of them; a field in the options that no rule speaks of; a weight of zero.
    pub fn new(rules: RuleSet, options: &RecordOptions) -> Result<Self, Error> {
        let review = rules.review();
        let mut faults = Faults::new();
        review.conflicts.iter().for_each(|conflict| faults.push(contradiction(&rules, &conflict.rules)));
        let mut weights = vec![Some(1); rules.fields().len()];
        let mut place = |name: &str| {
            let at = rules.fields().iter().position(|field| field == name);
            if at.is_none() {
                faults.push(unknown(&rules, name));
            }
            at
        };
        let given: Vec<(Option<usize>, u32)> = options.weights.iter().map(|(name, weight)| (place(name), *weight)).collect();
        let trusted: Vec<usize> = options.trusted.iter().filter_map(|name| place(name)).collect();
        for (at, weight) in given {
            if weight == 0 {
                faults.push(Fault::new(FaultKind::Usage, "a weight is zero").accepted("weights are whole numbers from 1 on"));
            }
            if let Some(at) = at {
                weights[at] = Some(weight);
            }
        }
        trusted.into_iter().for_each(|at| weights[at] = None);
        let parts = Part::all(&rules, &weights);
        faults.into_result(Self { rules, review, parts, rounding: options.rounding, limits: options.limits })
    }

    /// The names of the fields, in the order in which a record has its entries.
    pub fn fields(&self) -> &[String] {
        self.rules.fields()
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// What printed digits stand for.
    pub fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// What is to be said of the rules by themselves.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// One that judges records. It keeps memory from record to record and nothing else; a thread has one of its own.
    pub fn recorder(&self) -> Recorder<'_> {
        Recorder::new(self)
    }
}

fn contradiction(rules: &RuleSet, conflict: &[usize]) -> Fault {
    let named = |rule: &usize| {
        let rule = &rules.rules()[*rule];
        rule.place.line.map_or_else(|| format!("`{}`", rule.text), |line| format!("`{}` (line {line})", rule.text))
    };
    let all: Vec<String> = conflict.iter().map(named).collect();
    let met = match &all[..] {
        [only] => format!("no record satisfies {only}"),
        _ => format!("no record satisfies all of {}", all.join(", ")),
    };
    let fault = Fault::new(FaultKind::Rule, met).accepted("rules that some record satisfies are needed");
    match conflict.first() {
        Some(&first) => fault.at(rules.rules()[first].place.clone()),
        None => fault,
    }
}

fn unknown(rules: &RuleSet, name: &str) -> Fault {
    let fault = Fault::new(FaultKind::Usage, format!("no rule speaks of `{name}`"));
    let fault = fault.accepted(format!("the rules speak of {}", rules.fields().join(", ")));
    match nearest(name, rules.fields().iter().map(String::as_str)) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
}

/// What is found of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Judgement {
    /// Consistent, misworded, contradicted, or undecided: where the limits were met, and where no rule tests what is printed.
    pub verdict: Verdict,
    /// Independent doubts: one explanation of each, together, explains the record.
    pub doubts: Vec<Doubt>,
}

/// Explanations of which one has to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Doubt {
    /// All cheapest explanations; none where the fields that may be blamed cannot explain it.
    pub explanations: Vec<Explanation>,
    /// Whether these are all.
    pub proven: Proven,
    /// The part of the rules that it is of.
    part: usize,
}

/// Fields whose figures are wrong, or read another way than worded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The fields, ascending.
    pub fields: Vec<usize>,
    /// What may have been meant: the likeliest kind of slip, all that are equally likely.
    pub suggestions: Vec<Suggestion>,
}

/// Figures for the fields of an explanation, with which the record is consistent.
///
/// Where no slip leads from the figure of a field to one that fits, that field has no value here and stays open: the record is consistent
/// with it missing. The other fields of the explanation are told all the same where the rest of the record settles them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// A figure for each field that is not left open.
    pub values: Vec<Meant>,
}

/// What may have been meant by the figure of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Meant {
    /// The field.
    pub field: usize,
    /// The figure as it would have been printed.
    pub figure: String,
    /// How it may have become what is printed.
    pub slip: Slip,
}
