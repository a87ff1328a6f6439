//! The monthly bulletin of China's customs on trade by customs regime, a regime a line and no header: its name, exports of the month and
//! from January on, imports in the same way, in thousands of US dollars, then the four changes on the year before in per cent.

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
    /// The regimes met, each with its place.
    regimes: Vec<(Name, Place)>,
    has_total: bool,
}

const CELLS: usize = 9;
const TOTAL: &str = "total";

impl RegimeBulletin {
    /// Whether the first line is the bulletin's first: the total, four levels, four changes.
    pub(super) fn is_first_line(line: &[u8]) -> bool {
        let Ok(line) = std::str::from_utf8(line) else { return false };
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let is_number = |cell: &&str| *cell == "-" || Digits::read(cell).is_ok();
        cells.len() == CELLS && cells[0].eq_ignore_ascii_case(TOTAL) && cells[1..].iter().all(is_number)
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
        let first = month.start() - month.start().rem_euclid(12);
        let months = u16::try_from(month.start() - first + 1).unwrap_or(1);
        let year_to_date = Period::from_start(first, months).filter(|_| month.months() == 1).ok_or_else(|| {
            let fault = Fault::new(FaultKind::Usage, format!("{month} is no month")).at(Place::file(file));
            Error::from(fault.accepted("the bulletin is of one month: `--period 2019-09`"))
        })?;
        Ok(Self { month, year_to_date, regimes: Vec::new(), has_total: false })
    }
}

impl Layout for RegimeBulletin {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let name = row.text(Some(0));
        let is_total = name.eq_ignore_ascii_case(TOTAL);
        let regime = if is_total { "" } else { name };
        let place = Place { line: Some(row.line), ..Place::file(into.file.clone()) };
        self.has_total |= is_total;
        if !is_total {
            self.regimes.push((Name::new(regime), place.clone()));
        }
        // Of January the month and the year to date are one figure, printed twice.
        let columns = [
            (1, 5, Flow::Exports, self.month),
            (2, 6, Flow::Exports, self.year_to_date),
            (3, 7, Flow::Imports, self.month),
            (4, 8, Flow::Imports, self.year_to_date),
        ];
        for (level, change, flow, period) in columns {
            let read = |column: usize, into: &mut Gather| match row.text(Some(column)) {
                "-" | "" => None,
                text => match Digits::read(text) {
                    Ok(figure) => Some(figure),
                    Err((met, accepted)) => {
                        into.fault(row.line, &format!("column {}", column + 1), met, accepted);
                        None
                    }
                },
            };
            let Some(figure) = read(level, into) else { continue };
            let observation = Observation {
                reporter: into.reporter.as_written("China"),
                partner: into.partner.as_written("World"),
                flow: into.flow.as_written(flow.code()),
                scope: into.scope.as_written(regime),
                unit: into.unit.as_written("USD"),
                figure: Digits { multiplier: 3, ..figure },
                ..Observation::at(period, row.line)
            };
            into.push(observation);
            if let Some(figure) = read(change, into) {
                let mut key = Key::new("China", "World", flow.clone(), Some(period), "");
                key.scope = Name::new(regime);
                let decimals = figure.decimals.unsigned_abs();
                let id = format!("change of {flow}, {name}, {period}");
                let figure = Figure::from_digits(figure.digits, decimals);
                let mut statement =
                    Statement::new(id, key, Relation::Growth, figure, place.clone().in_field(&format!("column {}", change + 1)));
                statement.source = "change on the year before".to_owned();
                into.stated.push(statement);
            }
        }
    }

    fn finish(&mut self, into: &mut Gather) {
        if self.has_total && !self.regimes.is_empty() {
            let parts = std::mem::take(&mut self.regimes);
            into.hierarchy.push(PartWhole::new(Dimension::Scope, Name::default(), parts, Parts::All));
        }
    }
}
