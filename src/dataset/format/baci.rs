//! CEPII's BACI: `t,i,j,k,v,q`, one reconciled value for the exports of `i` to `j` and the imports of `j` from `i`.

use std::collections::HashMap;
use std::path::Path;

use super::comtrade::figure;
use super::header::Header;
use super::{Cells, Layout, Periods};
use crate::codelist::{Counterpart, Numbering};
use crate::dataset::gather::{Gather, Names, Observation};
use crate::dataset::printed::Digits;
use crate::error::Error;
use crate::source::Raw;

pub(super) struct Baci {
    year: usize,
    exporter: usize,
    importer: usize,
    countries: Countries,
    product: usize,
    value: usize,
    quantity: Option<usize>,
    periods: Periods,
}

impl Baci {
    pub(super) fn of(header: &Header, file: &str, into: &mut Gather) -> Result<Self, Error> {
        let countries = Countries::beside(Path::new(file))?;
        countries.note().into_iter().for_each(|note| into.note(note));
        Ok(Self {
            year: header.need(&["t"])?,
            exporter: header.need(&["i"])?,
            importer: header.need(&["j"])?,
            countries,
            product: header.need(&["k"])?,
            value: header.need(&["v"])?,
            quantity: header.find(&["q"]),
            periods: Periods::default(),
        })
    }
}

/// What is to be known of each of its rows.
pub(in crate::dataset) const NOTE: &str =
    "each value is read twice, as exports of one side and imports of the other, which BACI has reconciled";

/// The names of the countries' codes.
#[derive(Debug, Default)]
pub(in crate::dataset) struct Countries {
    /// Those of the table that is published with the data, by code.
    beside: HashMap<String, String>,
    table: Option<String>,
}

impl Countries {
    /// With the table of country codes, where it stands beside the data.
    pub(in crate::dataset) fn beside(file: &Path) -> Result<Self, Error> {
        let folder = file
            .parent()
            .filter(|_| file.is_file())
            .and_then(|folder| std::fs::read_dir(if folder == Path::new("") { Path::new(".") } else { folder }).ok());
        let is_table = |name: &str| name.starts_with("country_codes") && name.ends_with(".csv");
        let paths = folder.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        let mut tables: Vec<_> =
            paths.filter(|path| path.file_name().is_some_and(|name| is_table(&name.to_string_lossy()))).collect();
        // Of several editions the last one.
        tables.sort();
        let Some(path) = tables.pop() else { return Ok(Self::default()) };
        let raw = Raw::open(&path)?;
        let encoding = if raw.first_foreign_byte()?.is_some() { "windows-1252".parse().ok() } else { None };
        let mut rows = raw.rows(encoding)?;
        let header = Header::new(raw.name().clone(), 1, rows.header());
        let columns = (header.find(&["countrycode"]), header.find(&["countryname", "countrynamefull", "countrynameabbreviation"]));
        let (Some(code), Some(name)) = columns else { return Ok(Self::default()) };
        let mut beside = HashMap::new();
        while let Some(block) = rows.next_block(1 << 12)? {
            beside.extend((0..block.len()).map(|row| (block.cell(row, code).to_owned(), block.cell(row, name).to_owned())));
        }
        Ok(Self { beside, table: Some(raw.name().to_string()) })
    }

    /// Where names come from that no other list has.
    pub(in crate::dataset) fn note(&self) -> Option<String> {
        Some(format!("names of codes that no other list has are taken from {}", self.table.as_ref()?))
    }

    /// The name of a code; the code itself where no list has it.
    pub(in crate::dataset) fn name<'s>(&'s self, code: &'s str) -> &'s str {
        match Counterpart::of_code(Numbering::Comtrade, code) {
            Some(known) => known.name,
            None => self.beside.get(code).map_or(code, String::as_str),
        }
    }
}

impl Baci {
    fn country(&self, code: &str, names: &mut Names) -> u32 {
        names.number(code, || self.countries.name(code).to_owned())
    }
}

impl Layout for Baci {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let Some(period) = self.periods.read(row, "t", row.text(Some(self.year)), into) else { return };
        let product = row.text(Some(self.product));
        let is_short = product.len() < 6 && !product.is_empty() && product.bytes().all(|byte| byte.is_ascii_digit());
        if is_short {
            into.repaired("a product code had lost its leading zero, which was put back", row.line);
        }
        let observation = Observation {
            commodity: into.commodity.number(product, || format!("{product:0>6}")),
            ..Observation::at(period, row.line)
        };
        for (column, name, unit, scale) in [(Some(self.value), "v", "USD", 3), (self.quantity, "q", "kg", 3)] {
            let Some(figure) = figure(row, name, row.text(column), into) else { continue };
            let Some(figure) = figure else {
                if name == "v" {
                    into.repaired("no value is given", row.line);
                }
                continue;
            };
            for (reporter, partner, flow) in [(self.exporter, self.importer, "exports"), (self.importer, self.exporter, "imports")]
            {
                let observation = Observation {
                    reporter: self.country(row.text(Some(reporter)), &mut into.reporter),
                    partner: self.country(row.text(Some(partner)), &mut into.partner),
                    flow: into.flow.as_written(flow),
                    unit: into.unit.as_written(unit),
                    figure: Digits { multiplier: scale, ..figure },
                    ..observation
                };
                into.push(observation);
            }
        }
    }

    fn finish(&mut self, into: &mut Gather) {
        into.note(NOTE);
    }
}
