//! Workbooks of the IMF's *Direction of Trade Statistics*: a sheet for each flow, a row for each partner, a column for each year.
//! Estimates are texts such as `0.01 e`; all else are binary floats.

use calamine::Data;

use super::workbook::Sheet;
use crate::codelist::Counterpart;
use crate::dataset::gather::{Gather, Observation, Printed};
use crate::dataset::printed::{Digits, decimals_of_floats};
use crate::period::Period;
use crate::source::Raw;
use crate::statement::Status;

/// The flow and the valuation that the title of a sheet names, and in which column it stands.
fn title(sheet: &Sheet) -> Option<(u32, usize, &'static str, &'static str)> {
    sheet.rows().take(6).find_map(|(row, cells)| {
        cells.iter().enumerate().find_map(|(column, cell)| {
            let text = Sheet::text(Some(cell));
            let flow = match text.split_once(", ")? {
                ("Exports", _) => "exports",
                ("Imports", _) => "imports",
                _ => return None,
            };
            let valuation = if text.contains("FOB") { "FOB" } else { "CIF" };
            text.contains("Partner Countries").then_some((row, column, flow, valuation))
        })
    })
}

/// Whether a workbook is one of these.
pub(super) fn is_book(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|sheet| title(sheet).is_some())
}

/// Reads all sheets that have a title; the others are named in a note.
pub(super) fn read(raw: &Raw, sheets: &[Sheet], into: &mut Gather) {
    let numbers = sheets.iter().flat_map(Sheet::rows).flat_map(|(_, cells)| cells);
    let decimals = decimals_of_floats(numbers.filter_map(|cell| Sheet::number(Some(cell))));
    for sheet in sheets {
        match title(sheet) {
            Some(title) => read_sheet(raw, sheet, title, decimals, into),
            None => into.note(format!("the sheet `{}` has no title that names a flow, and was left out", sheet.name)),
        }
    }
    into.file = raw.name().clone();
    into.note(format!(
        "the numbers are binary floats without printed digits, read to {decimals} decimals; no intervals are made of them"
    ));
}

fn read_sheet(raw: &Raw, sheet: &Sheet, title: (u32, usize, &str, &str), decimals: u8, into: &mut Gather) {
    let (title_row, names, flow, valuation) = title;
    into.file = sheet.place_name(raw).into();
    let (mut reporter, mut unit, mut years) = (None, None, Vec::new());
    for (row, cells) in sheet.rows().skip_while(|(row, _)| *row <= title_row) {
        let name = Sheet::text(cells.get(names));
        if years.is_empty() {
            years = cells
                .iter()
                .enumerate()
                .filter_map(|(column, cell)| Some((column, Period::year(Sheet::year(Some(cell))?)?)))
                .collect();
            match (years.is_empty(), name) {
                (false, _) | (true, "") => {}
                (true, text) if reporter.is_none() => reporter = Some(text.to_owned()),
                (true, text) => unit = unit.or(unit_of(text)),
            }
            continue;
        }
        let Some(reporter) = reporter.as_deref().filter(|_| !name.is_empty()) else { continue };
        let Some((unit, multiplier)) = unit else {
            into.fault(row, "unit", "no row above names the unit", "`US Dollars, Millions` is known");
            return;
        };
        let of_row = Observation {
            reporter: into.reporter.number(reporter, || area(reporter)),
            partner: into.partner.number(name, || area(name)),
            flow: into.flow.as_written(flow),
            unit: into.unit.as_written(unit),
            valuation: into.valuation.as_written(valuation),
            ..Observation::at(years[0].1, row)
        };
        for (column, period) in &years {
            let Some(met) = value(cells.get(*column), decimals) else { continue };
            let (figure, status, printed) = match met {
                Ok(value) => value,
                Err(text) => {
                    let accepted = "a number, `0.01 e` for an estimate, or nothing is accepted";
                    into.fault(row, &period.to_string(), format!("`{text}` is not a number"), accepted);
                    continue;
                }
            };
            let figure = Digits { multiplier, ..figure };
            into.push(Observation { period: *period, figure, status, printed, ..of_row });
        }
    }
}

pub(super) fn area(name: &str) -> String {
    Counterpart::named(name).map_or_else(|| name.to_owned(), |known| known.name.to_owned())
}

fn unit_of(text: &str) -> Option<(&'static str, i8)> {
    let text = text.to_lowercase();
    let unit = if text.contains("dollar") { "USD" } else { return None };
    let multiplier = match () {
        () if text.contains("million") => 6,
        () if text.contains("thousand") => 3,
        () if text.contains("billion") => 9,
        () => 0,
    };
    Some((unit, multiplier))
}

type Value<'c> = Result<(Digits, Status, Printed), &'c str>;

/// The figure of a cell; `None` where it is empty or says that nothing is there.
fn value(cell: Option<&Data>, decimals: u8) -> Option<Value<'_>> {
    if let Some(number) = Sheet::number(cell) {
        let figure = Digits::of_float(number, decimals).ok_or("a number beyond 18 digits");
        return Some(figure.map(|figure| (figure, Status::Normal, Printed::No)));
    }
    let text = Sheet::text(cell);
    if matches!(text, "" | "..." | "…" | "-" | "n.a.") {
        return None;
    }
    let (digits, status) = match text.strip_suffix(['e', 'E']) {
        Some(digits) => (digits.trim(), Status::Estimated),
        None => (text, Status::Normal),
    };
    Some(Digits::read(digits).map(|figure| (figure, status, Printed::Yes)).map_err(|_| text))
}
