//! Tidy tables as text: one observation a row, under whatever names the columns have.

use std::path::Path;
use std::sync::Arc;

use polars::prelude::*;

use super::cells::{self, Meaning};
use super::locate::{Cell, every_row_can_be_read};
use super::{Progress, Text};
use crate::codelist::Flow;
use crate::dataset::format::header::Header;
use crate::dataset::format::tidy::{self, Columns};
use crate::dataset::gather::Printed;
use crate::dataset::observations::status_word;
use crate::dataset::printed::{Digits, Unread, is_absent};
use crate::dataset::schema::{
    self, COMMODITY, DAY, DECIMALS, DIGITS, FLOW, MONTHS, MULTIPLIER, PARTNER, PLACE, PRECISION, REPORTER, SCOPE, START, STATUS,
    UNIT,
};
use crate::dataset::{collected, periods};
use crate::error::Error;
use crate::period::Period;
use crate::source::Raw;
use crate::statement::Status;

#[derive(Clone)]
pub(super) struct Table {
    text: Text,
    scan: LazyFrame,
    columns: Columns,
    period: Option<Period>,
    days: Days,
    progress: Progress,
}

/// Whether periods are days, of stocks, which are a part of the key then; or first days of months, which stand for the months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    None,
    Some,
    OfMonths,
}

impl Table {
    pub(super) fn of_csv(
        raw: &Raw,
        path: &Path,
        period: Option<Period>,
        progress: &Progress,
        notes: &mut Vec<String>,
    ) -> Result<Self, Error> {
        let (text, mut rows) = Text::open(raw, path)?;
        let header = Header::new(raw.name().clone(), 1, &text.header);
        let columns = Columns::of(&header).ok_or_else(|| header.missing("value"))?;
        let mut note = |text: String| notes.push(format!("{}: {text}", raw.name()));
        match (columns.period, period) {
            (None, None) => return Err(Columns::no_period(raw.name())),
            (None, Some(period)) => note(format!("no column says of which period the values are; all are taken to be of {period}")),
            _ => {}
        }
        let unread: Vec<&str> = columns.unread(&header).collect();
        if !unread.is_empty() {
            note(format!("columns that are not known were not read: {}", unread.join(", ")));
        }
        let first = rows.next_block(1).ok().flatten();
        let first = columns.period.and_then(|column| periods::read(first?.cell(0, column).trim()).ok()).or(period);
        let days = if first.is_some_and(|period| period.is_stock()) { Days::Some } else { Days::None };
        let mut table = Self { scan: text.scan()?, text, columns, period, days, progress: progress.clone() };
        if table.columns.period.is_some() && periods::are_first_days(first) && table.are_first_days() {
            table.days = Days::OfMonths;
            note(periods::FIRST_DAYS.to_owned());
        }
        Ok(table)
    }

    /// Whether all periods beside a value are first days of months, by a look at the whole file. Cells that cannot be read are named later.
    fn are_first_days(&self) -> bool {
        let Some(column) = self.columns.period else { return false };
        let cell = |column: usize| col(self.text.header[column].as_str()).str().strip_chars(lit(NULL));
        let has_value = cells::digits(cell(self.columns.value), figure, &Progress::default()).is_not_null();
        let met = self.scan.clone().filter(has_value).group_by([cell(column).alias("period")]).agg([]);
        let Ok(met) = collected(met) else { return false };
        let Ok(texts) = met.column("period").and_then(|texts| texts.str().cloned()) else { return false };
        let read: Result<Vec<Period>, String> = texts.iter().flatten().map(periods::read).collect();
        read.is_ok_and(periods::are_first_days)
    }

    pub(super) fn observations(&self) -> LazyFrame {
        let columns = &self.columns;
        let at = |column: usize| col(self.text.header[column].as_str());
        let constant = |column: &'static str, text: &str| schema::name(text).alias(column);
        let named = |column: Option<usize>, target: &'static str, otherwise: &str| match column {
            Some(column) => {
                let meaning: Meaning = Arc::new(move |text| tidy::meaning(target, text));
                cells::named(at(column), &meaning).alias(target)
            }
            None => constant(target, otherwise),
        };
        let length: fn(Period) -> i32 = match self.days {
            Days::OfMonths => |_| 1,
            _ => |period| i32::from(period.months()),
        };
        let (start, months) = match (columns.period, self.period) {
            (Some(column), _) => (
                cells::of_periods(at(column), DataType::Int32, |period| period.start()),
                cells::of_periods(at(column), DataType::UInt16, length),
            ),
            (None, Some(period)) => (lit(period.start()), lit(period.months()).cast(DataType::UInt16)),
            (None, None) => (lit(NULL).cast(DataType::Int32), lit(NULL).cast(DataType::UInt16)),
        };
        let mut selected = vec![
            named(Some(columns.reporter), REPORTER, ""),
            named(columns.partner, PARTNER, "World"),
            named(columns.flow, FLOW, columns.counts.flow.as_ref().map_or("", Flow::code)),
            constant(SCOPE, ""),
            named(columns.commodity, COMMODITY, ""),
            match columns.counts.unit {
                "" => named(columns.unit, UNIT, ""),
                unit => constant(UNIT, unit),
            },
            start.alias(START),
            months.alias(MONTHS),
            cells::digits(at(columns.value), figure, &self.progress).alias(DIGITS),
            cells::decimals(at(columns.value), figure).alias(DECIMALS),
            match columns.multiplier {
                Some(column) => cells::exponents(at(column)),
                None => lit(columns.counts.multiplier).cast(DataType::Int8),
            }
            .alias(MULTIPLIER),
            named(columns.status, STATUS, status_word(Status::Normal)),
            lit(self.text.name.to_string()).alias(PLACE),
            cells::named(at(columns.value), &precision()).alias(PRECISION),
        ];
        if self.days == Days::Some {
            let day = |period: Period| i32::from(periods::day_of(period));
            let day = match (columns.period, self.period) {
                (Some(column), _) => cells::of_periods(at(column), DataType::UInt8, day),
                (None, period) => lit(period.map_or(0, day)).cast(DataType::UInt8),
            };
            selected.push(day.alias(DAY));
        }
        self.scan.clone().select(selected).filter(col(DIGITS).is_not_null())
    }

    /// Names the lines that cannot be read.
    pub(super) fn locate(&self) -> Result<(), Error> {
        let columns = &self.columns;
        let name = |column: usize| self.text.header[column].clone();
        let named = [
            (Some(columns.reporter), REPORTER),
            (columns.partner, PARTNER),
            (columns.flow, FLOW),
            (columns.commodity, COMMODITY),
            (columns.status, STATUS),
        ];
        let mut cells: Vec<Cell> = named
            .into_iter()
            .filter_map(|(column, target)| Some(Cell::new(name(column?), move |text| tidy::meaning(target, text.trim()).map(drop))))
            .collect();
        cells.extend(columns.period.map(|column| {
            let days = self.days;
            let read = move |text: &str| match periods::read(text.trim()) {
                Ok(period) if period.is_stock() && days == Days::None => Err((
                    format!("`{}` is a day", text.trim()),
                    "a period as in the first row is needed: a year, a month or a quarter",
                )),
                Ok(_) => Ok(()),
                Err(met) => Err((met, "a year, a month or a quarter is needed")),
            };
            Cell::new(name(column), read)
        }));
        let multiplier = |text: &str| tidy::multiplier(text.trim()).map(drop);
        cells.extend(columns.multiplier.map(|column| Cell::new(name(column), multiplier)));
        cells.push(Cell::new(name(columns.value), |text| figure(text.trim()).map(drop)));
        every_row_can_be_read(&self.text, &cells, &self.progress)
    }
}

/// Whether a figure was printed to its last digit, or is the print of a binary float.
fn precision() -> Meaning {
    Arc::new(|text| {
        let is_float = tidy::figure(text).is_ok_and(|(_, printed)| printed == Printed::No);
        Ok(if is_float { schema::BINARY } else { schema::PRINTED }.to_owned())
    })
}

fn figure(text: &str) -> Result<Option<Digits>, Unread> {
    if is_absent(text) { Ok(None) } else { tidy::figure(text).map(|(figure, _)| Some(figure)) }
}
