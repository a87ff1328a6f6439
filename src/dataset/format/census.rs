//! Workbooks of the US Census Bureau on the trade of each state: its partners' values over four years, their shares in the state's
//! trade, and the change of the last year.

use calamine::Data;

use super::dots::area;
use super::workbook::Sheet;
use crate::codelist::Flow;
use crate::dataset::gather::{Gather, Observation, Printed};
use crate::dataset::printed::{Digits, decimals_shown};
use crate::figure::Figure;
use crate::period::Period;
use crate::place::Place;
use crate::source::Raw;
use crate::statement::{Key, Name, Relation, Statement, Status};

/// Digits after the point that the Bureau prints: the workbook has lost the zeros at their end.
const VALUE_DECIMALS: u8 = 2;
const SHARE_DECIMALS: u8 = 4;
const CHANGE_DECIMALS: u8 = 2;

/// Where the columns of a sheet stand.
struct Columns {
    header: u32,
    state: usize,
    partner: usize,
    values: Vec<(usize, i32)>,
    shares: Vec<(usize, i32)>,
    change: Option<usize>,
    flow: Flow,
}

/// Whether a workbook is one of these.
pub(super) fn is_book(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|sheet| columns(sheet).is_some())
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let (header, names) =
        sheet.rows().take(20).find(|(_, cells)| cells.iter().any(|cell| Sheet::text(Some(cell)) == "statename"))?;
    let names: Vec<&str> = names.iter().map(|cell| Sheet::text(Some(cell))).collect();
    let at = |name: &str| names.iter().position(|met| *met == name);
    let years = |stem: &str| -> Vec<(usize, i32)> {
        let year = |name: &str| {
            let year: i32 = name.strip_prefix(stem)?.parse().ok()?;
            Some(if year < 100 { 2000 + year } else { year })
        };
        names.iter().enumerate().filter_map(|(column, name)| Some((column, year(name)?))).collect()
    };
    let above = sheet.rows().take_while(|(row, _)| *row < header).flat_map(|(_, cells)| cells);
    let title =
        above.map(|cell| Sheet::text(Some(cell))).find(|text| text.contains("U.S. Exports") || text.contains("U.S. Imports"))?;
    let flow = if title.contains("U.S. Exports") { Flow::Exports } else { Flow::Imports };
    let (state, partner) = (at("statename")?, at("countryd")?);
    Some(Columns { header, state, partner, values: years("val"), shares: years("share"), change: at("change"), flow })
}

/// Reads the sheets that have these columns.
pub(super) fn read(raw: &Raw, sheets: &[Sheet], into: &mut Gather) {
    for sheet in sheets {
        match columns(sheet) {
            Some(columns) => read_sheet(raw, sheet, &columns, into),
            None => into.note(format!("the sheet `{}` has no column `statename`, and was left out", sheet.name)),
        }
    }
    into.file = raw.name().clone();
}

fn read_sheet(raw: &Raw, sheet: &Sheet, columns: &Columns, into: &mut Gather) {
    into.file = sheet.place_name(raw).into();
    let mut of_the_union = 0;
    for (line, cells) in sheet.rows().skip_while(|(row, _)| *row <= columns.header) {
        let [state, partner] = [columns.state, columns.partner].map(|column| Sheet::text(cells.get(column)));
        if state.is_empty() && partner.is_empty() {
            continue;
        }
        if state.is_empty() || partner.is_empty() {
            into.fault(line, if state.is_empty() { "statename" } else { "countryd" }, "the cell is empty", "a name is needed");
            continue;
        }
        let row = Row { line, cells, state, partner: area(partner), flow: &columns.flow };
        row.levels(&columns.values, into);
        if row.partner == "World" {
            of_the_union += columns.shares.len();
        } else {
            row.shares(&columns.shares, into);
        }
        let last = columns.values.iter().map(|(_, year)| *year).max();
        if let (Some(column), Some(last)) = (columns.change, last) {
            row.change(column, last, into);
        }
    }
    if of_the_union > 0 {
        into.note(format!(
            "{of_the_union} shares are those of a state in the whole country, whose total the file does not give; they are left out"
        ));
    }
}

/// One row of a sheet.
struct Row<'s> {
    line: u32,
    cells: &'s [Data],
    state: &'s str,
    partner: String,
    flow: &'s Flow,
}

impl Row<'_> {
    fn levels(&self, values: &[(usize, i32)], into: &mut Gather) {
        for (column, year) in values {
            let Some((figure, printed)) = self.number(*column, VALUE_DECIMALS, &format!("val{year}"), into) else { continue };
            let Some(period) = Period::year(*year) else { continue };
            let observation = Observation {
                reporter: into.reporter.as_written(self.state),
                partner: into.partner.as_written(&self.partner),
                flow: into.flow.as_written(self.flow.code()),
                scope: 0,
                commodity: 0,
                unit: into.unit.as_written("USD"),
                valuation: 0,
                adjustment: 0,
                vintage: 0,
                period,
                figure: Digits { multiplier: 6, ..figure },
                status: Status::Normal,
                printed,
                line: self.line,
            };
            into.push(observation);
        }
    }

    fn shares(&self, shares: &[(usize, i32)], into: &mut Gather) {
        for (column, year) in shares {
            let name = format!("share{:02}", year % 100);
            let Some(met) = self.number(*column, SHARE_DECIMALS, &name, into) else { continue };
            self.state_figure(&name, *year, Relation::Share, met, into);
        }
    }

    fn change(&self, column: usize, last: i32, into: &mut Gather) {
        if let Some(met) = self.number(column, CHANGE_DECIMALS, "change", into) {
            self.state_figure("change", last, Relation::Growth, met, into);
        }
    }

    fn state_figure(&self, column: &str, year: i32, relation: Relation, (digits, printed): (Digits, Printed), into: &mut Gather) {
        if printed == Printed::No {
            return;
        }
        let figure = Figure::from_digits(digits.digits, digits.decimals.unsigned_abs());
        // Here Georgia is a state.
        let key = Key { reporter: Name::new(self.state), ..Key::new("", &self.partner, self.flow.clone(), Period::year(year), "") };
        let place = Place { line: Some(self.line), ..Place::file(into.file.clone()) }.in_field(column);
        let id = format!("{}, {}, {}, {column}", self.state, self.partner, self.flow);
        let mut statement = Statement::new(id, key, relation, figure, place);
        statement.whole = if relation == Relation::Share { "partner=World".parse().ok() } else { None };
        statement.source = column.to_owned();
        into.stated.push(statement);
    }

    /// The number of a cell: printed where it shows no more decimals than the Bureau prints.
    fn number(&self, column: usize, decimals: u8, name: &str, into: &mut Gather) -> Option<(Digits, Printed)> {
        let cell = self.cells.get(column);
        let Some(number) = Sheet::number(cell) else {
            if cell.is_some_and(|cell| *cell != Data::Empty) {
                into.fault(self.line, name, "the cell holds no number", "a number is needed");
            }
            return None;
        };
        let printed = if decimals_shown(number) <= usize::from(decimals) { Printed::Yes } else { Printed::No };
        let digits = Digits::of_float(number, if printed == Printed::Yes { decimals } else { 9 })?;
        Some((digits, printed))
    }
}
