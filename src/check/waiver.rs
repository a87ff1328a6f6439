//! Findings that are known and accepted, each with a reason and a day on which the waiver ends.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::result::{Checked, Finding};
use super::verdict::Verdict;
use crate::codelist::Flow;
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::period::{Date, Period};
use crate::place::Place;
use crate::source::{Cell, Column, Columns, Row, Source, Table};
use crate::statement::{Key, Name, Relation, Statement};

const COLUMNS: &[Column] = &[
    Column::optional("statement", &["id"]),
    Column::optional("finding", &["verdict"]),
    Column::optional("reporter", &["region"]),
    Column::optional("partner", &[]),
    Column::optional("flow", &[]),
    Column::optional("period", &[]),
    Column::optional("relation", &[]),
    Column::optional("value", &[]),
    Column::required("reason", &[]),
    Column::required("expires", &["until"]),
];

/// A finding that is known and accepted.
///
/// It names figures and no rows, so it survives when a file is put in another order: by the id of a statement, or by what the figure is said
/// of, how it is related to it and how it is printed. What is `None` may be anything. A changed figure needs a new waiver where its value
/// was named.
///
/// # Example: accepted until the next edition
/// ```
/// use tradecheck::check::{CheckOptions, check, read_waivers};
/// use tradecheck::source::Source;
/// use tradecheck::case::Case;
/// use tradecheck::statement::read_series;
///
/// let table = "\
/// id,reporter,flow,period,value
/// t,Grodno Region,turnover,2008,23.7
/// x,Grodno Region,exports,2008,21.1
/// m,Grodno Region,imports,2008,6.2
/// b,Grodno Region,balance,2008,15
/// ";
/// let case = Case::of_statements("grodno", read_series(&Source::from_text("series.csv", table))?);
/// let mut checked = check(&case, &CheckOptions::default());
/// assert!(checked.is_found());
/// let waivers = "statement,value,reason,expires\nt,23.7,\"digits exchanged, the publisher knows\",2027-06-30\n";
/// let waivers = read_waivers(&Source::from_text("waivers.csv", waivers))?;
/// checked.waive(&waivers, "2027-06-30".parse()?);
/// assert!(!checked.is_found());
/// checked.waive(&waivers, "2027-07-01".parse()?);
/// assert!(checked.is_found(), "the waiver has ended");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Waiver {
    /// The id of the statement.
    pub statement: Option<String>,
    /// Of which sort the finding is.
    pub finding: Option<FindingSort>,
    /// Whose trade.
    pub reporter: Option<Name>,
    /// With whom.
    pub partner: Option<Name>,
    /// The flow, or one of those that the source leaves open.
    pub flow: Option<Flow>,
    /// When.
    pub period: Option<Period>,
    /// The sort of statement.
    pub relation: Option<Relation>,
    /// The figure as printed.
    pub value: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub expires: Date,
    /// The row that says so.
    pub place: Place,
}

/// A sort of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingSort {
    /// No reading fits.
    Contradicted,
    /// Only a reading fits that the words do not say.
    Misworded,
}

/// A waiver with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WaiverOutcome {
    /// The waiver.
    pub waiver: Waiver,
    /// What became of it.
    pub state: WaiverState,
    /// The findings that it waives, by itself or with others.
    pub findings: Vec<usize>,
}

/// What became of a waiver.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WaiverState {
    /// It waives a finding, by itself or with others.
    Applied,
    /// It names some of the figures that a finding accuses, and others of them no waiver names.
    Partial,
    /// Its last day is over.
    Expired,
    /// No finding accuses a figure that it names.
    Stale,
}

impl Waiver {
    fn names(&self, statement: &Statement) -> bool {
        let key = &statement.key;
        self.statement.as_ref().is_none_or(|id| *id == statement.id)
            && self.reporter.as_ref().is_none_or(|reporter| *reporter == key.reporter)
            && self.partner.as_ref().is_none_or(|partner| *partner == key.partner)
            && self.flow.as_ref().is_none_or(|flow| statement.subjects.contains(flow))
            && self.period.is_none_or(|period| key.period == Some(period))
            && self.relation.is_none_or(|relation| relation == statement.relation)
            && self.value.as_ref().is_none_or(|value| value == statement.figure.printed())
    }

    fn is_of(&self, finding: &Finding) -> bool {
        match self.finding {
            None => true,
            Some(FindingSort::Contradicted) => finding.verdict == Verdict::Contradicted,
            Some(FindingSort::Misworded) => finding.verdict == Verdict::Misworded,
        }
    }
}

impl Finding {
    /// The figures that it accuses: those of the sets of which one is wrong, or that are misworded; all that take part, where nobody is
    /// accused.
    pub fn accused(&self) -> Vec<usize> {
        let blamed = self.blame.iter().flat_map(|blame| blame.statements.iter().copied());
        let mut accused: Vec<usize> = match self.verdict {
            Verdict::Contradicted => blamed.collect(),
            _ => self.members.clone(),
        };
        if accused.is_empty() {
            accused.clone_from(&self.members);
        }
        accused.sort_unstable();
        accused.dedup();
        accused
    }
}

impl Checked {
    /// Marks the findings that waivers cover: those all of whose accused figures are named by waivers that have not ended `today`.
    ///
    /// Verdicts stay what they are. What was marked before is forgotten.
    pub fn waive(&mut self, waivers: &[Waiver], today: Date) {
        let outcome = |waiver: &Waiver| {
            let state = if waiver.expires < today { WaiverState::Expired } else { WaiverState::Stale };
            WaiverOutcome { waiver: waiver.clone(), state, findings: Vec::new() }
        };
        let mut outcomes: Vec<WaiverOutcome> = waivers.iter().map(outcome).collect();
        for (f, finding) in self.findings.iter().enumerate() {
            let accused = finding.accused();
            let names = |w: &usize, g: usize| waivers[*w].is_of(finding) && waivers[*w].names(&self.statements[g].statement);
            let mut valid: Vec<usize> = (0..waivers.len()).collect();
            valid.retain(|w| outcomes[*w].state != WaiverState::Expired && accused.iter().any(|&g| names(w, g)));
            let is_waived = accused.iter().all(|&g| valid.iter().any(|w| names(w, g)));
            for w in valid {
                if is_waived {
                    outcomes[w].state = WaiverState::Applied;
                    outcomes[w].findings.push(f);
                } else if outcomes[w].state == WaiverState::Stale {
                    outcomes[w].state = WaiverState::Partial;
                }
            }
        }
        self.waivers = outcomes;
    }

    /// The waivers that cover a finding; none where it counts.
    pub fn waived_by(&self, finding: usize) -> impl Iterator<Item = &Waiver> {
        self.waivers.iter().filter(move |outcome| outcome.findings.contains(&finding)).map(|outcome| &outcome.waiver)
    }

    /// Whether something is contradicted or misworded that no waiver covers.
    pub fn is_found(&self) -> bool {
        let is_bad = |verdict: Verdict| matches!(verdict, Verdict::Contradicted | Verdict::Misworded);
        self.components.iter().enumerate().filter(|(_, component)| is_bad(component.verdict)).any(|(c, _)| {
            let is_here = |finding: &Finding| finding.members.iter().any(|&g| self.statements[g].component == c);
            let mut here = self.findings.iter().enumerate().filter(|(_, finding)| is_here(finding)).peekable();
            here.peek().is_none() || here.any(|(f, _)| self.waived_by(f).next().is_none())
        })
    }
}

/// Reads a table of waivers: `statement,finding,reporter,partner,flow,period,relation,value,reason,expires`, of which the first eight name
/// figures and may be empty, though not all of them.
///
/// # Errors
/// All columns and cells that cannot be read, at once; a waiver without a reason, without a last day, and one that names nothing.
pub fn read_waivers(source: &Source) -> Result<Vec<Waiver>, Error> {
    let table = source.table()?;
    let columns = Columns::bind(&table, COLUMNS)?;
    let mut reader = Reader { table: &table, columns, faults: Faults::new() };
    let waivers: Vec<Waiver> = table.rows().filter_map(|row| reader.waiver(&row)).collect();
    reader.faults.in_order().into_result(waivers)
}

struct Reader<'t> {
    table: &'t Table,
    columns: Columns,
    faults: Faults,
}

impl<'t> Reader<'t> {
    fn waiver(&mut self, row: &Row<'t>) -> Option<Waiver> {
        let text = |reader: &Self, column| reader.columns.cell(row, column).map(|cell| cell.text.to_owned());
        let area = |reader: &Self, column| text(reader, column).map(|text| Key::new(&text, "", Flow::Exports, None, "").reporter);
        let (statement, value) = (text(self, "statement"), text(self, "value"));
        let (reporter, partner) = (area(self, "reporter"), area(self, "partner"));
        let finding = self.parsed(row, "finding", "contradicted and misworded are accepted");
        let flow = self.parsed(row, "flow", "");
        let period = self.parsed(row, "period", "");
        let relation = self.parsed(row, "relation", "level, growth, share or another relation is accepted");
        let reason = self.required(row, "reason", "why the finding is accepted must be said").map(|cell| cell.text.to_owned());
        let expires = self.required(row, "expires", "the last day of the waiver must be said, as 2027-06-30");
        let expires = expires.and_then(|cell| self.read(cell, "a day such as 2027-06-30 is accepted"));
        let waiver = Waiver {
            statement,
            finding: finding?,
            reporter,
            partner,
            flow: flow?,
            period: period?,
            relation: relation?,
            value,
            reason: reason?,
            expires: expires?,
            place: row.place(),
        };
        let names_any = waiver.statement.is_some()
            || waiver.reporter.is_some()
            || waiver.partner.is_some()
            || waiver.flow.is_some()
            || waiver.period.is_some()
            || waiver.relation.is_some()
            || waiver.value.is_some();
        if !names_any {
            let fault = Fault::new(FaultKind::Cell, "the waiver names no figure, and would waive every finding");
            self.faults.push(fault.at(row.place()).accepted("the id of a statement is accepted, or what the figure is said of"));
            return None;
        }
        Some(waiver)
    }

    fn required(&mut self, row: &Row<'t>, column: &str, accepted: &str) -> Option<Cell<'t>> {
        let cell = self.columns.cell(row, column);
        if cell.is_none() {
            let place = self.columns.place(row, column);
            self.faults.push(Fault::new(FaultKind::Cell, "the cell is empty").at(place).accepted(accepted));
        }
        cell
    }

    fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self, row: &Row<'t>, column: &str, accepted: &str) -> Option<Option<T>> {
        match self.columns.cell(row, column) {
            None => Some(None),
            Some(cell) => self.read(cell, accepted).map(Some),
        }
    }

    fn read<T: FromStr<Err: std::fmt::Display>>(&mut self, cell: Cell<'t>, accepted: &str) -> Option<T> {
        let fault = |error: T::Err| Fault::new(FaultKind::Cell, error.to_string()).at(self.table.place(cell)).accepted(accepted);
        cell.text.parse().map_err(|error| self.faults.push(fault(error))).ok()
    }
}

impl FromStr for FindingSort {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "contradicted" => Ok(Self::Contradicted),
            "misworded" => Ok(Self::Misworded),
            _ => Err(format!("`{}` is no sort of finding", text.trim())),
        }
    }
}
