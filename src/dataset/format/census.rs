//! Workbooks of the US Census Bureau on the trade of each state: its partners' values over four years, their shares in the state's
//! trade, the state's share in the trade of the nation, and the change of the last year.

use calamine::Data;

use super::dots::area;
use super::workbook::Sheet;
use crate::codelist::Flow;
use crate::dataset::confront;
use crate::dataset::gather::{Gather, Observation, Printed};
use crate::dataset::printed::{Digits, decimals_shown};
use crate::figure::{Figure, Multiplier};
use crate::period::Period;
use crate::place::Place;
use crate::source::Raw;
use crate::statement::{Dimension, Key, Name, PartWhole, Parts, Relation, Statement};

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
    let mut union = Union::default();
    for (line, cells) in sheet.rows().skip_while(|(row, _)| *row <= columns.header) {
        let [state, partner] = [columns.state, columns.partner].map(|column| Sheet::text(cells.get(column)));
        if state.is_empty() && partner.is_empty() {
            continue;
        }
        if state.is_empty() || partner.is_empty() {
            into.fault(line, if state.is_empty() { "statename" } else { "countryd" }, "the cell is empty", "a name is needed");
            continue;
        }
        // Statements name areas as all of the crate does: the Virgin Islands are those of the USA.
        let state = area(state);
        let row = Row { line, cells, state: &state, partner: area(partner), flow: &columns.flow };
        let levels = row.levels(&columns.values, into);
        if row.partner == "World" {
            // A row of the nation is no state of it.
            if row.state != NATION {
                union.states.push((Name::new(row.state), row.place(into)));
            }
            union.levels.extend(levels);
            let mut shares = row.shares(&columns.shares, &format!("reporter={NATION}"), into);
            shares.iter_mut().for_each(|share| share.source += " (of the nation)");
            union.shares.extend(shares);
        } else {
            let shares = row.shares(&columns.shares, "partner=World", into);
            into.stated.extend(shares);
        }
        let last = columns.values.iter().map(|(_, year)| *year).max();
        if let (Some(column), Some(last)) = (columns.change, last) {
            let change = row.change(column, last, into);
            into.stated.extend(change);
        }
    }
    union.finish(into);
}

const NATION: &str = "United States";

/// The states' trade with the world, and their shares in that of the nation.
#[derive(Default)]
struct Union {
    states: Vec<(Name, Place)>,
    levels: Vec<Statement>,
    shares: Vec<Statement>,
}

impl Union {
    /// Keeps the shares where the file has what they are shares of: the nation itself, or all its states, so that most shares are those
    /// in their sum. Of a part of the states the sum is another thing.
    fn finish(self, into: &mut Gather) {
        if self.shares.is_empty() {
            return;
        }
        let all = [PartWhole::new(Dimension::Reporter, Name::new(NATION), self.states, Parts::All)];
        let fits = |hierarchy: &[PartWhole]| {
            let columns = confront::columns(&self.levels, &self.shares, hierarchy);
            let off: usize = columns.iter().map(|column| column.off.len()).sum();
            columns.iter().map(|column| column.fits).sum::<usize>() > off.max(2)
        };
        let sums = fits(&all);
        if !sums && !fits(&[]) {
            return into.note(format!(
                "{} shares are those of a state in the whole country, whose total the file does not give; they are left out",
                self.shares.len()
            ));
        }
        into.stated.extend(self.shares);
        if sums {
            into.hierarchy.extend(all);
        }
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
    /// Adds the values, and gives those that were printed.
    fn levels(&self, values: &[(usize, i32)], into: &mut Gather) -> Vec<Statement> {
        let mut levels = Vec::new();
        for (column, year) in values {
            let Some((figure, printed)) = self.number(*column, VALUE_DECIMALS, &format!("val{year}"), into) else { continue };
            let Some(period) = Period::year(*year) else { continue };
            let figure = Digits { multiplier: 6, ..figure };
            let observation = Observation {
                reporter: into.reporter.as_written(self.state),
                partner: into.partner.as_written(&self.partner),
                flow: into.flow.as_written(self.flow.code()),
                unit: into.unit.as_written("USD"),
                figure,
                printed,
                ..Observation::at(period, self.line)
            };
            into.push(observation);
            if printed == Printed::Yes {
                let level = Figure::from_digits(figure.digits, figure.decimals.unsigned_abs()).times(Multiplier::of_exponent(6));
                levels.push(Statement::new("", self.key(period), Relation::Level, level, self.place(into)));
            }
        }
        levels
    }

    fn shares(&self, shares: &[(usize, i32)], whole: &str, into: &mut Gather) -> Vec<Statement> {
        let share = |(column, year): &(usize, i32)| {
            let name = format!("share{:02}", year % 100);
            let met = self.number(*column, SHARE_DECIMALS, &name, into)?;
            let mut share = self.figure(&name, *year, Relation::Share, met, into)?;
            share.whole = whole.parse().ok();
            Some(share)
        };
        shares.iter().filter_map(share).collect()
    }

    fn change(&self, column: usize, last: i32, into: &mut Gather) -> Option<Statement> {
        let met = self.number(column, CHANGE_DECIMALS, "change", into)?;
        self.figure("change", last, Relation::Growth, met, into)
    }

    /// What the row states besides levels, where its digits were printed.
    fn figure(
        &self,
        column: &str,
        year: i32,
        relation: Relation,
        (digits, printed): (Digits, Printed),
        into: &Gather,
    ) -> Option<Statement> {
        let period = Period::year(year).filter(|_| printed == Printed::Yes)?;
        let figure = Figure::from_digits(digits.digits, digits.decimals.unsigned_abs());
        let id = format!("{}, {}, {}, {column}", self.state, self.partner, self.flow);
        let mut statement = Statement::new(id, self.key(period), relation, figure, self.place(into).in_field(column));
        statement.source = column.to_owned();
        Some(statement)
    }

    fn key(&self, period: Period) -> Key {
        Key::new(self.state, &self.partner, self.flow.clone(), Some(period), "")
    }

    fn place(&self, into: &Gather) -> Place {
        Place { line: Some(self.line), ..Place::file(into.file.clone()) }
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
