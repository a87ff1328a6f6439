use std::collections::HashMap;

use polars::prelude::*;

use super::bilateral::{Columns, EXPORTER, IMPORTER, Measured, YEAR, code, year};
use super::cells;
use super::pair::Pair;
use super::{Progress, Text, pass};
use crate::dataset::printed::plain_bytes;
use crate::dataset::schema::{DECIMALS, DIGITS};
use crate::dataset::sized::SIZE;
use crate::dataset::unreadable;
use crate::error::Error;

/// Sums of digits by year, exporter, importer and decimals.
#[derive(Default)]
pub(super) struct Pairs {
    sums: HashMap<(i32, i32, i32, i8), i128>,
    /// The pair of the row before, and its sum: files are sorted, so that the next row is seldom of another pair.
    last: Option<((i32, i32, i32, i8), i128)>,
}

impl Pairs {
    /// A frame with the columns of [`Bilateral::coded`] for each column of figures.
    pub(super) fn read(
        text: &Text,
        columns: &Columns,
        figures: &[&Measured],
        progress: &Progress,
    ) -> Result<Vec<DataFrame>, Error> {
        let [y, x, m] = [&columns.year, &columns.exporter, &columns.importer].map(|column| column.at);
        let parts = pass::over(
            text,
            progress,
            || figures.iter().map(|_| Pairs::default()).collect::<Vec<_>>(),
            |sums, row, at, faults| {
                let cell = |column: usize| std::str::from_utf8(row[column]).unwrap_or("\u{fffd}");
                // Plain cells, nearly all, are read as bytes.
                let plain_year = small(row[y]).filter(|number| cells::is_year(*number));
                let plain_code = |column: usize| match small(row[column]) {
                    Some(number) if Pair::is_code(number) => Ok(number),
                    _ => code(cell(column)),
                };
                let met = [plain_year.map_or_else(|| year(cell(y)), Ok), plain_code(x), plain_code(m)];
                if let [Ok(year), Ok(exporter), Ok(importer)] = met {
                    for (figure, sums) in figures.iter().zip(sums) {
                        let place = figure.column.at;
                        if let Some((digits, decimals)) = plain_bytes(row[place]) {
                            sums.add((year, exporter, importer, decimals), digits);
                            continue;
                        }
                        match cells::figure(cell(place).trim()) {
                            Ok(None) => {}
                            Ok(Some(met)) => sums.add((year, exporter, importer, met.decimals), met.digits),
                            Err((met, accepted)) => faults.push(at.fault(&figure.column.name, met, accepted)),
                        }
                    }
                    return;
                }
                for (column, met) in [&columns.year, &columns.exporter, &columns.importer].into_iter().zip(met) {
                    if let Err((met, accepted)) = met {
                        faults.push(at.fault(&column.name, met, accepted));
                    }
                }
            },
        )?;
        let mut all: Vec<Pairs> = figures.iter().map(|_| Pairs::default()).collect();
        for part in parts {
            for (all, part) in all.iter_mut().zip(part) {
                for (key, sum) in part.sums.into_iter().chain(part.last) {
                    *all.sums.entry(key).or_default() += sum;
                }
            }
        }
        all.into_iter().map(|pairs| pairs.frame().map_err(unreadable)).collect()
    }

    fn add(&mut self, key: (i32, i32, i32, i8), digits: i64) {
        match &mut self.last {
            Some((last, sum)) if *last == key => *sum += i128::from(digits),
            last => {
                if let Some((key, sum)) = last.replace((key, digits.into())) {
                    *self.sums.entry(key).or_default() += sum;
                }
            }
        }
    }

    fn frame(self) -> PolarsResult<DataFrame> {
        let rows: Vec<((i32, i32, i32, i8), i128)> = self.sums.into_iter().collect();
        let of = |number: fn(&(i32, i32, i32, i8)) -> i32| rows.iter().map(|(key, _)| number(key)).collect::<Vec<i32>>();
        DataFrame::new_infer_height(vec![
            Column::new(YEAR.into(), of(|key| key.0)),
            Column::new(EXPORTER.into(), of(|key| key.1)),
            Column::new(IMPORTER.into(), of(|key| key.2)),
            // A sum beyond 64 bits stands as its size alone, which makes it no number.
            Column::new(DIGITS.into(), rows.iter().map(|(_, sum)| i64::try_from(*sum).ok()).collect::<Vec<Option<i64>>>()),
            Column::new(DECIMALS.into(), rows.iter().map(|(key, _)| key.3).collect::<Vec<i8>>()),
            Column::new(SIZE.into(), rows.iter().map(|(_, sum)| *sum as f64).collect::<Vec<f64>>()),
        ])
    }
}

/// A whole number of at most nine digits.
fn small(cell: &[u8]) -> Option<i32> {
    let is_number = (1..10).contains(&cell.len()) && cell.iter().all(u8::is_ascii_digit);
    is_number.then(|| cell.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0')))
}
