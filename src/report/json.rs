//! The JSON document, schema `tradecheck/1`.

use serde::{Deserialize, Serialize};

use super::ComputedRow;
use super::figure::{FigureObject, UnreadObject};
use super::sentence::stated_interval;
use crate::case::Case;
use crate::check::{
    Assumed, Blame, Checked, Deduced, DeducedFigure, Difference, Favoured, Finding, Judged, Line, LineOrigin, LineSense, ProofCase,
    Proven, Proviso, Reading, ReadingOutcome, Repair, Rest, Slip, Survival, Undecided, Verdict, WaiverOutcome, WaiverState,
    Wording,
};
use crate::error::{Error, Fault, FaultKind};
use crate::exact::{Interval, Rational};
use crate::period::{Date, Period};
use crate::place::Place;
use crate::rule::Rule;
use crate::statement::{Gap, Key};

/// The name and version of the schema.
const SCHEMA: &str = "tradecheck/1";

/// A checked case as a program reads it.
///
/// # Example: read a document back
/// ```
/// use tradecheck::check::{CheckOptions, check};
/// use tradecheck::report::{Document, Report};
/// use tradecheck::source::Source;
/// use tradecheck::case::Case;
/// use tradecheck::statement::read_series;
///
/// let table = "reporter,flow,period,value\nMinsk City,exports,2009,18.5\n";
/// let case = Case::of_statements("minsk", read_series(&Source::from_text("series.csv", table))?);
/// let checked = check(&case, &CheckOptions::default());
/// let report = Report::new(&case, &checked);
/// let document: Document = serde_json::from_str(&report.json()?)?;
/// assert_eq!(document, report.document());
/// assert_eq!(document.statements[0].figure.value, "18.5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// `tradecheck/1`.
    pub schema: String,
    /// The name of the case: of a file, its stem.
    pub doc: String,
    /// The verdict on the whole.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The answer in sentences.
    pub answer: Vec<String>,
    /// How many figures have each verdict.
    pub counts: Counts,
    /// Every figure, in the order of the source.
    pub statements: Vec<StatementObject>,
    /// What is contradicted, then what is misworded.
    pub findings: Vec<FindingObject>,
    /// Waivers that were given, and what became of them.
    #[serde(default)]
    pub waivers: Vec<WaiverObject>,
    /// Figures that depend on each other.
    pub components: Vec<ComponentObject>,
    /// What the figures imply and nobody printed.
    #[serde(default)]
    pub deduced: Vec<DeducedFigureObject>,
    /// Stated beside computed, where the caller gave it.
    #[serde(default)]
    pub measured: Vec<ComputedRow>,
    /// What the source announces and does not give.
    pub gaps: Vec<Gap>,
    /// Numbers of a text that were left unread, each with the reason; tables leave none.
    #[serde(default)]
    pub unread: Vec<UnreadObject>,
    /// What was repaired or passed over while reading.
    pub notes: Vec<String>,
}

/// How many figures have each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Counts {
    /// All figures.
    pub statements: usize,
    /// Those that no reading fits.
    pub contradicted: usize,
    /// Those that fit only in a reading which their words do not say.
    pub misworded: usize,
    /// Those that were tested and fit.
    pub consistent: usize,
    /// The others.
    pub undecided: usize,
}

/// A figure with what was found of it. Amounts in `computed` and `stated` are in the figure's own unit, before its multiplier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatementObject {
    /// The figure, and what it is said of.
    #[serde(flatten)]
    pub figure: FigureObject,
    /// What was found: `consistent`, `misworded`, `contradicted`, `undecided`, and the reason.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// What the figure stands for in the sense in which it was taken.
    pub stated: Range,
    /// What the other figures leave for it.
    pub computed: Option<Range>,
    /// The reading in the cheapest consistent choice; `null` where the figure had to be left out.
    pub taken: Option<Reading>,
    /// What it may mean, the likelier first.
    pub readings: Vec<ReadingObject>,
    /// The reading that a reference series favours, where several fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favoured: Option<FavouredObject>,
    /// The index of its component.
    pub component: usize,
}

/// The reading that a reference series favours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FavouredObject {
    /// The reading.
    #[serde(flatten)]
    pub reading: Reading,
    /// The factor by which the reference changed.
    pub rate: Range,
    /// What the reference is said of.
    pub key: Key,
    /// The period that its change is counted from.
    pub base: Period,
    /// Where its figures stand: those of the later period, then those of the base.
    pub places: Vec<Place>,
    /// In what it differs: `period`, `area`, `scope`, `flow`.
    pub differs: Vec<Difference>,
}

/// A number, exact and as the nearest float.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Number {
    /// All its digits, or a fraction.
    pub exact: Rational,
    /// The nearest float.
    pub float: f64,
}

/// An interval; a missing end is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Range {
    /// The least.
    pub lower: Option<End>,
    /// The greatest.
    pub upper: Option<End>,
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct End {
    /// Where it is.
    #[serde(flatten)]
    pub value: Number,
    /// `closed` or `open`.
    pub end: crate::exact::End,
}

/// One meaning of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReadingObject {
    /// The meaning.
    #[serde(flatten)]
    pub reading: Reading,
    /// How well the words say it.
    pub wording: Wording,
    /// Whether it can be meant.
    pub survival: Survival,
    /// What follows.
    pub implies: Vec<DeducedObject>,
}

/// A level that follows, in base units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DeducedObject {
    /// Of what.
    pub key: Key,
    /// Where it must lie.
    pub interval: Range,
}

/// A figure that the source implies and does not print, in base units. Statements are named by their ids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DeducedFigureObject {
    /// Of what; for the rest of a whole, the whole.
    pub key: Key,
    /// The parts that are named, where it is what a whole has beyond them.
    pub rest: Option<Rest>,
    /// Where it must lie.
    pub interval: Range,
    /// Whether the interval is no wider than a tenth of the value.
    pub close: bool,
    /// The reading of a statement that it holds under.
    pub assumes: Option<AssumedObject>,
    /// The statements that it follows from.
    pub from: Vec<String>,
    /// The row that withholds it as confidential.
    pub withheld: Option<Place>,
}

/// A reading that something holds under.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AssumedObject {
    /// The statement.
    pub statement: String,
    /// How it is read.
    #[serde(flatten)]
    pub reading: Reading,
}

/// Something contradicted or misworded. Statements are named by their ids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FindingObject {
    /// Which of the two.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The statements.
    pub members: Vec<String>,
    /// The proof: one case for each combination of the readings it uses.
    pub cases: Vec<ProofObject>,
    /// The smallest sets of figures that can be wrong.
    pub blame: Vec<SuspectObject>,
    /// Whether these are all such sets.
    pub proven: Proven,
    /// Every minimal conflict, each a proof like `cases`; absent where they were not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflicts: Option<ConflictsObject>,
    /// The waivers under which it is known and accepted, by their index; none where it counts.
    #[serde(default)]
    pub waived_by: Vec<usize>,
}

/// Every set of figures that cannot all be true while without any one of them they can.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConflictsObject {
    /// The proof of each, smaller sets first.
    pub minimal: Vec<Vec<ProofObject>>,
    /// Whether these are all.
    pub proven: Proven,
}

/// A waiver, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WaiverObject {
    /// Why the finding is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub expires: Date,
    /// `applied`, `partial`, `expired`, `stale`.
    pub state: WaiverState,
    /// The row that says so.
    pub place: Place,
}

/// One case of a proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProofObject {
    /// The readings assumed, by statement.
    pub assumed: Vec<(String, Vec<Reading>)>,
    /// The statements that lead to the conclusion.
    pub premises: Vec<String>,
    /// The rules used.
    pub rules: Vec<Rule>,
    /// The statement that the others contradict.
    pub target: String,
    /// What the premises leave for it.
    pub implied: Option<Range>,
    /// What it says.
    pub stated: Range,
    /// How far apart the two are.
    pub gap: Option<Number>,
    /// The same in units of the last digit.
    pub severity: Option<Number>,
    /// The inequalities that add up to a contradiction.
    pub sum: Vec<LineObject>,
    /// By how much the sum fails.
    pub fails_by: Number,
}

/// One inequality of a proof, in base units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LineObject {
    /// How often it is taken.
    pub multiplier: Number,
    /// Levels and their coefficients.
    pub terms: Vec<(Key, Rational)>,
    /// `>=` or `<=`.
    pub sense: LineSense,
    /// The right side.
    pub bound: Number,
    /// The statement it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The rule it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// The row that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A smallest set of figures that can be wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SuspectObject {
    /// The statements.
    pub statements: Vec<String>,
    /// Figures that would fit, likelier first.
    pub repairs: Vec<RepairObject>,
    /// Figures that would fit together in the places of several statements, likelier first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<Vec<ChangeObject>>,
    /// What all others leave, for a single statement.
    pub implied: Option<Range>,
}

/// A figure that would fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RepairObject {
    /// The figure.
    pub figure: String,
    /// How the printed one may have come from it.
    pub slip: Slip,
    /// The other statement that the printed figure was taken from, or that tells what it should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// One figure of several that would fit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChangeObject {
    /// The statement.
    pub statement: String,
    /// The figure in its place.
    pub repair: RepairObject,
}

/// Figures that depend on each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComponentObject {
    /// The statements.
    pub statements: Vec<String>,
    /// The verdict on them together.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Values in base units that satisfy them as they were taken.
    pub witness: Vec<LevelObject>,
}

/// A level in base units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LevelObject {
    /// Of what.
    pub key: Key,
    /// How much.
    #[serde(flatten)]
    pub value: Number,
}

/// The document as text.
pub(super) fn write(document: &Document) -> Result<String, Error> {
    let fault =
        |reason: serde_json::Error| Fault::new(FaultKind::Unsupported, format!("the result cannot be written as JSON: {reason}"));
    let mut text = serde_json::to_string_pretty(document).map_err(fault)?;
    text.push('\n');
    Ok(text)
}

impl Document {
    pub(super) fn new(case: &Case, checked: &Checked, answer: &[String], computed: &[ComputedRow]) -> Self {
        let ids = Ids(&checked.statements);
        Self {
            schema: SCHEMA.to_owned(),
            doc: checked.name.clone(),
            verdict: checked.verdict,
            answer: answer.to_vec(),
            counts: Counts {
                statements: checked.statements.len(),
                contradicted: checked.count(Verdict::Contradicted.word()),
                misworded: checked.count(Verdict::Misworded.word()),
                consistent: checked.count(Verdict::Consistent(Proviso::None).word()),
                undecided: checked.count(Verdict::Undecided(Undecided::NotCheckable).word()),
            },
            statements: checked.statements.iter().map(|judged| statement(judged, case)).collect(),
            findings: (checked.findings.iter().enumerate())
                .map(|(f, finding)| FindingObject { waived_by: waived_by(checked, f), ..ids.finding(finding) })
                .collect(),
            waivers: checked.waivers.iter().map(waiver).collect(),
            components: checked
                .components
                .iter()
                .map(|component| ComponentObject {
                    statements: ids.of(&component.statements),
                    verdict: component.verdict,
                    witness: component
                        .witness
                        .iter()
                        .map(|(key, value)| LevelObject { key: key.clone(), value: number(value) })
                        .collect(),
                })
                .collect(),
            deduced: checked.deduced.iter().map(|figure| ids.deduced(figure)).collect(),
            measured: computed.to_vec(),
            gaps: checked.gaps.clone(),
            unread: UnreadObject::all(case),
            notes: checked.notes.clone(),
        }
    }
}

fn statement(judged: &Judged, case: &Case) -> StatementObject {
    let statement = &judged.statement;
    let sense = judged.taken.as_ref().or(judged.readings.first().map(|outcome| &outcome.reading)).map(|reading| reading.sense);
    StatementObject {
        figure: FigureObject::new(statement, case.source_of(&statement.place)),
        verdict: judged.verdict,
        stated: range(&stated_interval(statement, sense.unwrap_or(crate::check::Sense::AsPrinted))),
        computed: judged.computed.as_ref().map(range),
        taken: judged.taken.clone(),
        readings: judged.readings.iter().map(reading).collect(),
        favoured: judged.favoured.as_ref().map(favoured),
        component: judged.component,
    }
}

fn reading(outcome: &ReadingOutcome) -> ReadingObject {
    let deduced = |deduced: &Deduced| DeducedObject { key: deduced.key.clone(), interval: range(&deduced.interval) };
    ReadingObject {
        reading: outcome.reading.clone(),
        wording: outcome.wording,
        survival: outcome.survival,
        implies: outcome.implies.iter().map(deduced).collect(),
    }
}

fn waiver(outcome: &WaiverOutcome) -> WaiverObject {
    let WaiverOutcome { waiver, state, .. } = outcome;
    WaiverObject { reason: waiver.reason.clone(), expires: waiver.expires, state: *state, place: waiver.place.clone() }
}

fn waived_by(checked: &Checked, finding: usize) -> Vec<usize> {
    let covers = |w: &usize| checked.waivers[*w].findings.contains(&finding);
    (0..checked.waivers.len()).filter(covers).collect()
}

fn favoured(favoured: &Favoured) -> FavouredObject {
    FavouredObject {
        reading: favoured.reading.clone(),
        rate: range(&favoured.rate),
        key: favoured.key.clone(),
        base: favoured.base,
        places: favoured.places.clone(),
        differs: favoured.differs.clone(),
    }
}

fn number(value: &Rational) -> Number {
    Number { exact: value.clone(), float: value.to_f64() }
}

pub(super) fn range(interval: &Interval) -> Range {
    let end = |bound: &crate::exact::Bound| End { value: number(&bound.value), end: bound.end };
    Range { lower: interval.lower.as_ref().map(end), upper: interval.upper.as_ref().map(end) }
}

/// From indices to ids.
struct Ids<'j>(&'j [Judged]);

impl Ids<'_> {
    fn one(&self, index: usize) -> String {
        self.0.get(index).map(|judged| judged.statement.id.clone()).unwrap_or_default()
    }

    fn of(&self, indices: &[usize]) -> Vec<String> {
        indices.iter().map(|&index| self.one(index)).collect()
    }

    fn deduced(&self, figure: &DeducedFigure) -> DeducedFigureObject {
        let assumed =
            |assumed: &Assumed| AssumedObject { statement: self.one(assumed.statement), reading: assumed.reading.clone() };
        DeducedFigureObject {
            key: figure.key.clone(),
            rest: figure.rest.clone(),
            interval: range(&figure.interval),
            close: figure.is_close(),
            assumes: figure.assumes.as_ref().map(assumed),
            from: self.of(&figure.from),
            withheld: figure.withheld.clone(),
        }
    }

    fn finding(&self, finding: &Finding) -> FindingObject {
        FindingObject {
            verdict: finding.verdict,
            members: self.of(&finding.members),
            cases: finding.evidence.cases.iter().map(|case| self.case(case)).collect(),
            conflicts: finding.conflicts.as_ref().map(|conflicts| ConflictsObject {
                minimal: conflicts
                    .minimal
                    .iter()
                    .map(|evidence| evidence.cases.iter().map(|case| self.case(case)).collect())
                    .collect(),
                proven: conflicts.proven,
            }),
            blame: finding.blame.iter().map(|blame| self.suspect(blame)).collect(),
            proven: finding.proven,
            waived_by: Vec::new(),
        }
    }

    fn suspect(&self, blame: &Blame) -> SuspectObject {
        let change = |(g, repair): &(usize, Repair)| ChangeObject { statement: self.one(*g), repair: self.repair(repair) };
        SuspectObject {
            statements: self.of(&blame.statements),
            repairs: blame.repairs.iter().map(|repair| self.repair(repair)).collect(),
            joint: blame.joint.iter().map(|joint| joint.changes.iter().map(change).collect()).collect(),
            implied: blame.implied.as_ref().map(range),
        }
    }

    fn repair(&self, repair: &Repair) -> RepairObject {
        RepairObject { figure: repair.figure.clone(), slip: repair.slip, from: repair.from.map(|from| self.one(from)) }
    }

    fn case(&self, case: &ProofCase) -> ProofObject {
        ProofObject {
            assumed: case.assumed.iter().map(|(g, readings)| (self.one(*g), readings.clone())).collect(),
            premises: self.of(&case.premises),
            rules: case.rules.clone(),
            target: self.one(case.target),
            implied: case.implied.as_ref().map(range),
            stated: range(&case.stated),
            gap: case.gap.as_ref().map(number),
            severity: case.severity.as_ref().map(number),
            sum: case.sum.iter().map(|line| self.line(line)).collect(),
            fails_by: number(&case.fails_by),
        }
    }

    fn line(&self, line: &Line) -> LineObject {
        let (statement, rule, place) = match &line.origin {
            LineOrigin::Statement(g) => (Some(self.one(*g)), None, None),
            LineOrigin::Rule { rule, place } => (None, Some(*rule), place.clone()),
        };
        LineObject {
            multiplier: number(&line.multiplier),
            terms: line.terms.clone(),
            sense: line.sense,
            bound: number(&line.bound),
            statement,
            rule,
            place,
        }
    }
}
