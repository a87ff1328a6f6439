//! The monthly bulletin of China's customs on trade by customs regime: a regime's name, exports of the month and from January on, imports in
//! the same way, then the four changes on the year before in per cent. Each regime may be one line of nine cells without a header, or, as
//! the bulletin's page has it, two: values below a title and heads, and their changes without a name.

use super::{Cells, Layout};
use crate::codelist::Flow;
use crate::dataset::gather::{Gather, Observation};
use crate::dataset::printed::Digits;
use crate::error::{Error, Fault, FaultKind};
use crate::figure::Figure;
use crate::period::Period;
use crate::place::Place;
use crate::statement::{Dimension, Key, Name, PartWhole, Parts, Relation, Statement};

pub(super) struct RegimeBulletin {
    month: Period,
    year_to_date: Period,
    unit: &'static str,
    multiplier: i8,
    /// The regimes met, each with its place.
    regimes: Vec<(Name, Place)>,
    has_total: bool,
}

/// What a bulletin says of one regime: a cell each, in the order of exports and imports, the month and the months up to it.
pub(super) struct Regime<'c> {
    pub(super) name: &'c str,
    pub(super) levels: [&'c str; 4],
    pub(super) line: u32,
    pub(super) changes: [&'c str; 4],
    pub(super) line_of_changes: u32,
}

const CELLS: usize = 9;
const TOTAL: &str = "total";

/// Whether a cell is a number, or says that there is none.
pub(super) fn is_number(cell: &str) -> bool {
    cell == "-" || Digits::read(cell).is_ok()
}

impl RegimeBulletin {
    /// Whether the first line is that of a bulletin without heads: the total, four levels, four changes.
    pub(super) fn is_first_line(line: &[u8]) -> bool {
        let Ok(line) = std::str::from_utf8(line) else { return false };
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let numbers = cells.iter().skip(1).filter(|cell| is_number(cell)).count();
        cells.len() == CELLS && cells[0].eq_ignore_ascii_case(TOTAL) && numbers + 3 >= CELLS
    }

    pub(super) fn of(file: &str, period: Option<Period>, into: &mut Gather) -> Result<Self, Error> {
        let named = std::path::Path::new(file).file_stem().and_then(|stem| stem.to_string_lossy().parse::<Period>().ok());
        let month = match (period, named) {
            (Some(period), _) => period,
            (None, Some(named)) => {
                into.note(format!("no cell names the month; it is taken from the name of the file: {named}"));
                named
            }
            (None, None) => {
                let fault = Fault::new(FaultKind::Cell, "no cell names the month").at(Place::file(file));
                return Err(fault.accepted("a file named by it (`2019-09.txt`), or `--period 2019-09`, is needed").into());
            }
        };
        Self::of_month(file, month, ("USD", 3))
    }

    /// Of a month that is known, in a unit and a power of ten.
    pub(super) fn of_month(file: &str, month: Period, (unit, multiplier): (&'static str, i8)) -> Result<Self, Error> {
        let first = month.start() - month.start().rem_euclid(12);
        let months = u16::try_from(month.start() - first + 1).unwrap_or(1);
        let year_to_date = Period::from_start(first, months).filter(|_| month.months() == 1).ok_or_else(|| {
            let fault = Fault::new(FaultKind::Usage, format!("{month} is no month")).at(Place::file(file));
            Error::from(fault.accepted("the bulletin is of one month: `--period 2019-09`"))
        })?;
        Ok(Self { month, year_to_date, unit, multiplier, regimes: Vec::new(), has_total: false })
    }

    /// Adds what is said of a regime.
    pub(super) fn add(&mut self, of: &Regime<'_>, into: &mut Gather) {
        let is_total = of.name.eq_ignore_ascii_case(TOTAL);
        let regime = if is_total { "" } else { of.name };
        let place = |line: u32| Place { line: Some(line), ..Place::file(into.file.clone()) };
        let (place, place_of_changes) = (place(of.line), place(of.line_of_changes));
        self.has_total |= is_total;
        if !is_total {
            self.regimes.push((Name::new(regime), place));
        }
        // Months are revised in later bulletins: figures of two of them do not add up, and are kept apart.
        let edition = self.month.to_string();
        let flows = [Flow::Exports, Flow::Exports, Flow::Imports, Flow::Imports];
        let periods = [self.month, self.year_to_date, self.month, self.year_to_date];
        for (at, (flow, period)) in flows.iter().zip(periods).enumerate() {
            let read = |text: &str, line: u32, column: usize, into: &mut Gather| match text {
                "-" | "" => None,
                text => match Digits::read(text) {
                    Ok(figure) => Some(figure),
                    Err((met, accepted)) => {
                        into.fault(line, &format!("column {column}"), met, accepted);
                        None
                    }
                },
            };
            let Some(figure) = read(of.levels[at], of.line, at + 2, into) else { continue };
            let observation = Observation {
                reporter: into.reporter.as_written("China"),
                partner: into.partner.as_written("World"),
                flow: into.flow.as_written(flow.code()),
                scope: into.scope.as_written(regime),
                unit: into.unit.as_written(self.unit),
                vintage: into.vintage.as_written(&edition),
                figure: Digits { multiplier: self.multiplier, ..figure },
                ..Observation::at(period, of.line)
            };
            into.push(observation);
            if let Some(figure) = read(of.changes[at], of.line_of_changes, at + 6, into) {
                let mut key = Key::new("China", "World", flow.clone(), Some(period), "");
                key.scope = Name::new(regime);
                key.basis.vintage = Name::new(&edition);
                let id = format!("change of {flow}, {}, {period}", of.name);
                let figure = Figure::from_digits(figure.digits, figure.decimals.unsigned_abs());
                let place = place_of_changes.clone().in_field(&format!("column {}", at + 6));
                let mut statement = Statement::new(id, key, Relation::Growth, figure, place);
                statement.source = "change on the year before".to_owned();
                into.stated.push(statement);
            }
        }
    }
}

impl Layout for RegimeBulletin {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let cells = |first: usize| [0, 1, 2, 3].map(|column| row.text(Some(first + column)));
        let regime =
            Regime { name: row.text(Some(0)), levels: cells(1), line: row.line, changes: cells(5), line_of_changes: row.line };
        self.add(&regime, into);
    }

    fn finish(&mut self, into: &mut Gather) {
        if self.has_total && !self.regimes.is_empty() {
            let parts = std::mem::take(&mut self.regimes);
            // A whole bulletin ends with what is left; an excerpt does not add up to its total.
            let has_rest = parts.iter().any(|(regime, _)| *regime == Name::new("Other"));
            let completeness = if has_rest { Parts::All } else { Parts::Some };
            into.hierarchy.push(PartWhole::new(Dimension::Scope, Name::default(), parts, completeness));
        }
    }
}
