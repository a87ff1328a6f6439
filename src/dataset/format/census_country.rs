//! The US Census Bureau's file of trade in goods with each country: a row for a country and year, a column for each month of imports and
//! of exports (`IJAN` … `IDEC`, `EJAN` … `EDEC`) and for the year (`IYR`, `EYR`), in millions of dollars.

use super::header::Header;
use super::{Cells, Layout, Periods};
use crate::codelist::{Counterpart, Numbering};
use crate::dataset::gather::{Gather, Observation};
use crate::dataset::printed::Digits;
use crate::error::Error;
use crate::period::Period;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) struct CensusCountry {
    year: usize,
    code: Option<usize>,
    name: Option<usize>,
    values: Vec<Value>,
    periods: Periods,
}

struct Value {
    column: usize,
    name: String,
    flow: &'static str,
    /// The month, or none for the whole year.
    month: Option<u32>,
}

impl CensusCountry {
    pub(super) fn is_header(header: &Header) -> bool {
        header.has_all(&["year", "ijan", "idec", "ejan", "edec"])
    }

    pub(super) fn of(header: &Header) -> Result<Self, Error> {
        let mut values = Vec::new();
        for (letter, flow) in [("i", "imports"), ("e", "exports")] {
            let months = MONTHS.iter().zip(1..).map(|(name, month)| (*name, Some(month)));
            for (name, month) in months.chain([("yr", None)]) {
                if let Some(column) = header.find(&[&format!("{letter}{name}")]) {
                    values.push(Value { column, name: header.names()[column].clone(), flow, month });
                }
            }
        }
        let (code, name) = (header.find(&["ctycode"]), header.find(&["ctyname"]));
        if code.or(name).is_none() {
            return Err(header.missing("CTY_CODE"));
        }
        Ok(Self { year: header.need(&["year"])?, code, name, values, periods: Periods::default() })
    }
}

impl Layout for CensusCountry {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let Some(year) = self.periods.read(row, "year", row.text(Some(self.year)), into) else { return };
        let [code, name] = [self.code, self.name].map(|column| row.text(column));
        let (raw, partner) = (if code.is_empty() { name } else { code }, || {
            // Codes are of four digits; a spreadsheet takes their zeros off.
            let known = Counterpart::of_code(Numbering::UsCensus, &format!("{code:0>4}")).or_else(|| Counterpart::named(name));
            known.map_or_else(|| if name.is_empty() { code.to_owned() } else { name.to_owned() }, |known| known.name.to_owned())
        });
        for value in &self.values {
            let text = row.text(Some(value.column));
            let period = match value.month {
                None => Some(year),
                Some(month) => Period::month(year.start().div_euclid(12), month),
            };
            let Some(period) = period.filter(|_| !text.is_empty()) else { continue };
            let figure = match Digits::read(text) {
                Ok(figure) => figure,
                Err((met, accepted)) => {
                    into.fault(row.line, &value.name, met, accepted);
                    continue;
                }
            };
            if figure.digits == 0 && self.values.iter().all(|other| matches!(row.text(Some(other.column)), "" | "0" | "0.0")) {
                continue;
            }
            let observation = Observation {
                reporter: into.reporter.as_written("United States"),
                partner: into.partner.number(raw, partner),
                flow: into.flow.as_written(value.flow),
                unit: into.unit.as_written("USD"),
                figure: Digits { multiplier: 6, ..figure },
                ..Observation::at(period, row.line)
            };
            into.push(observation);
        }
    }
}
