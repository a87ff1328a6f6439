//! Parquet: frames of this crate's schema, and tidy tables of other programs, whose binary floats have no printed digits.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::Format;
use super::header::Header;
use super::tidy::{Columns, meaning};
use crate::codelist::Flow;
use crate::dataset::observations::status_word;
use crate::dataset::{collected, periods, schema, unreadable};
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::period::Period;
use crate::place::Place;
use crate::source::Raw;
use crate::statement::Status;

/// How a Parquet file begins.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// The rows of a file as a plan, and its columns.
///
/// # Errors
/// Standard input; a file that is no whole Parquet file.
pub(in crate::dataset) fn scanned(raw: &Raw) -> Result<(LazyFrame, SchemaRef), Error> {
    let place = || Place::file(raw.name().clone());
    let Some(path) = raw.path() else {
        let fault = Fault::new(FaultKind::Unsupported, "Parquet cannot be read from standard input").at(place());
        return Err(fault.help("name the file").into());
    };
    let path = PlRefPath::try_from_path(path).map_err(unreadable)?;
    // Whatever keeps the end of the file from being read, where all is told that stands in it.
    let broken = |error: PolarsError| {
        let reason = unreadable(error).faults().first().map_or_else(String::new, |fault| fault.met.clone());
        let reason = reason.trim_start_matches("parquet: ").trim_start_matches("File out of specification: ");
        let fault = Fault::new(FaultKind::Unsupported, format!("the Parquet file cannot be read: {reason}")).at(place());
        let fault = fault.accepted("whole Parquet files are");
        Error::from(fault.help("it may have been cut while it was copied or written: fetch or write it again"))
    };
    let mut scanned = LazyFrame::scan_parquet(path, ScanArgsParquet::default()).map_err(broken)?;
    let found = scanned.collect_schema().map_err(broken)?;
    Ok((scanned, found))
}

/// The layout of a file: that of a publisher whose columns it has, as other programs keep them; else a table of its own.
///
/// # Errors
/// As [`scanned`].
pub(super) fn layout(raw: &Raw) -> Result<Format, Error> {
    let (_, found) = scanned(raw)?;
    if schema::REQUIRED.iter().all(|column| found.contains(column)) {
        return Ok(Format::Parquet);
    }
    let names: Vec<String> = found.iter_names().map(|name| name.to_string()).collect();
    let known = Format::of_header(&Header::new(raw.name().clone(), 1, &names), &names);
    Ok(known.filter(|known| !matches!(known, Format::Tidy | Format::Baci)).unwrap_or(Format::Parquet))
}

/// The rows as the text of a table, a line each after the header, and the lines in which a number is a binary fraction.
///
/// # Errors
/// As [`scanned`], and what Polars says of reading it.
pub(super) fn as_table(raw: &Raw) -> Result<(Raw, BTreeSet<u32>), Error> {
    let (scanned, _) = scanned(raw)?;
    let frame = collected(scanned).map_err(|error| error.in_file(raw.name()))?;
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\"").replace(['\n', '\r'], " "));
    let names: Vec<String> = frame.get_column_names().into_iter().map(|name| quoted(name)).collect();
    let mut lines = vec![String::new(); frame.height()];
    let mut fractions = BTreeSet::new();
    for (at, column) in frame.columns().iter().enumerate() {
        let mut cells: Vec<String> = Vec::with_capacity(lines.len());
        if column.dtype().is_float() {
            let numbers = column.cast(&DataType::Float64).map_err(unreadable)?;
            for (row, number) in numbers.f64().map_err(unreadable)?.iter().enumerate() {
                // The display of floats has no exponent, and shows the shortest number that reads the same.
                cells.push(number.map_or_else(String::new, |number| number.to_string()));
                if number.is_some_and(|number| number.fract() != 0.0) {
                    fractions.insert(row as u32 + 2);
                }
            }
        } else {
            let texts = column.cast(&DataType::String).map_err(unreadable)?;
            cells.extend(texts.str().map_err(unreadable)?.iter().map(|text| text.map_or_else(String::new, &quoted)));
        }
        let comma = if at == 0 { "" } else { "," };
        lines.iter_mut().zip(cells).for_each(|(line, cell)| line.extend([comma, &cell]));
    }
    let text = format!("{}\n{}\n", names.join(","), lines.join("\n"));
    Ok((Raw::from_bytes(raw.name().clone(), text.into_bytes()), fractions))
}

/// The plan that reads a file as observations, and what there is to note. Only names and extremes are computed before it is run.
pub(in crate::dataset) fn plan(raw: &Raw, period: Option<Period>) -> Result<(LazyFrame, Vec<String>), Error> {
    let place = || Place::file(raw.name().clone());
    let at = |error: Error| error.in_file(raw.name());
    let (scanned, found) = scanned(raw)?;
    if schema::REQUIRED.iter().all(|column| found.contains(column)) {
        let known = found.iter_names().filter_map(|name| Some(col(name.clone()).cast(schema::dtype(name)?)));
        return Ok((scanned.select(known.collect::<Vec<_>>()), Vec::new()));
    }
    let names: Vec<String> = found.iter_names().map(|name| name.to_string()).collect();
    let header = Header::new(raw.name().clone(), 1, &names);
    let Some(columns) = Columns::of(&header) else {
        let fault = Fault::new(FaultKind::Header, "the columns are not those of a table of levels").at(place());
        let fault = fault.accepted("reporter, flow, partner, period or year, and value, value_musd and the like are known");
        return Err(fault.help(format!("present are {}", names.join(", "))).into());
    };
    Tidy { raw, scanned, names: &names, columns: &columns, faults: Faults::new(), notes: Vec::new(), has_days: false }
        .plan(&found, &header, period)
        .map_err(at)
}

struct Tidy<'f> {
    raw: &'f Raw,
    scanned: LazyFrame,
    names: &'f [String],
    columns: &'f Columns,
    faults: Faults,
    notes: Vec<String>,
    /// Whether a period is a day, of a stock, which is a part of the key then.
    has_days: bool,
}

const ROW: &str = "row of the file";

impl Tidy<'_> {
    fn plan(mut self, found: &Schema, header: &Header, period: Option<Period>) -> Result<(LazyFrame, Vec<String>), Error> {
        let columns = self.columns;
        let value = self.name(columns.value);
        let (digits, decimals, printed) = self.digits(found, &value)?;
        let missing = self.scanned.clone().select([col(value.as_str()).is_null().sum().cast(DataType::Int64).alias("missing")]);
        let missing = number(&collected(missing)?, "missing") as i64;
        if missing > 0 {
            let plural = if missing == 1 { "row has" } else { "rows have" };
            self.note(format!("{missing} {plural} no value"));
        }
        let mut lf = self.scanned.clone().with_row_index(ROW, None).filter(col(value.as_str()).is_not_null());
        // Whole numbers with a gap among them are written as floats.
        if let Some(column) = columns.multiplier.map(|column| self.name(column))
            && found.get(&column).is_some_and(DataType::is_float)
        {
            let whole = || col(column.as_str()).cast(DataType::Int64).alias(column.as_str());
            (self.scanned, lf) = (self.scanned.clone().with_column(whole()), lf.with_column(whole()));
        }
        let mut named = vec![(columns.reporter, schema::REPORTER)];
        named.extend(columns.partner.map(|column| (column, schema::PARTNER)));
        named.extend(columns.commodity.map(|column| (column, schema::COMMODITY)));
        named.extend(columns.flow.map(|column| (column, schema::FLOW)));
        named.extend(columns.status.map(|column| (column, schema::STATUS)));
        named.extend(columns.multiplier.map(|column| (column, schema::MULTIPLIER)));
        if columns.counts.unit.is_empty() {
            named.extend(columns.unit.map(|column| (column, schema::UNIT)));
        }
        for (column, target) in named {
            lf = self.with_meaning(lf, column, target)?;
        }
        lf = match (columns.period, period) {
            (Some(column), _) => self.with_period(lf, found, column)?,
            (None, Some(period)) => {
                self.note(format!("no column says of which period the values are; all are taken to be of {period}"));
                self.has_days = period.is_stock();
                let day = lit(u32::from(periods::day_of(period))).cast(DataType::UInt8);
                lf.with_columns([
                    lit(period.start()).alias("the start"),
                    lit(period.months()).alias("the months"),
                    day.alias("the day"),
                ])
            }
            (None, None) => return Err(Columns::no_period(self.raw.name())),
        };
        std::mem::take(&mut self.faults).into_result(())?;
        let unread: Vec<&str> = columns.unread(header).collect();
        if !unread.is_empty() {
            self.note(format!("columns that are not known were not read: {}", unread.join(", ")));
        }
        let meant = |target: &str| col(format!("the {target}")).alias(target);
        let constant = |target: &'static str, text: &str| schema::name(text).alias(target);
        let or = |has: Option<usize>, target: &'static str, text: &str| {
            if has.is_some() { meant(target) } else { constant(target, text) }
        };
        let unit = match columns.counts.unit {
            "" => or(columns.unit, schema::UNIT, ""),
            unit => constant(schema::UNIT, unit),
        };
        let flow = columns.counts.flow.as_ref().map_or("", Flow::code);
        let mut selected = vec![
            meant(schema::REPORTER),
            or(columns.partner, schema::PARTNER, "World"),
            or(columns.flow, schema::FLOW, flow),
            constant(schema::SCOPE, ""),
            or(columns.commodity, schema::COMMODITY, ""),
            unit,
            meant(schema::START),
            meant(schema::MONTHS),
            digits.alias(schema::DIGITS),
            lit(decimals).cast(DataType::Int8).alias(schema::DECIMALS),
            match columns.multiplier {
                Some(_) => meant(schema::MULTIPLIER).cast(DataType::String).cast(DataType::Int8),
                None => lit(columns.counts.multiplier).cast(DataType::Int8).alias(schema::MULTIPLIER),
            },
            or(columns.status, schema::STATUS, status_word(Status::Normal)),
            (lit(format!("{}:", self.raw.name())) + (col(ROW) + lit(1)).cast(DataType::String)).alias(schema::PLACE),
        ];
        if self.has_days {
            selected.push(meant(schema::DAY));
        }
        if !printed {
            self.note(format!(
                "the values are binary floats without printed digits, read to {decimals} decimals; no intervals are made of them"
            ));
            selected.push(constant(schema::PRECISION, schema::BINARY));
        }
        Ok((lf.select(selected), self.notes))
    }

    fn name(&self, column: usize) -> String {
        self.names[column].clone()
    }

    fn note(&mut self, note: String) {
        self.notes.push(format!("{}: {note}", self.raw.name()));
    }

    /// The digits of the values and how many are decimals; and whether they are exact.
    fn digits(&mut self, found: &Schema, value: &str) -> Result<(Expr, i8, bool), Error> {
        match found.get(value) {
            Some(dtype) if dtype.is_integer() => Ok((col(value).cast(DataType::Int64), 0, true)),
            Some(DataType::Float32 | DataType::Float64) => {
                let magnitude = col(value).cast(DataType::Float64);
                let unusable = magnitude.clone().is_nan().or(magnitude.clone().is_infinite()).sum().cast(DataType::Int64);
                let extremes = self.scanned.clone().select([
                    magnitude.clone().min().alias("least"),
                    magnitude.clone().max().alias("most"),
                    unusable.alias("unusable"),
                ]);
                let extremes = collected(extremes)?;
                let largest = number(&extremes, "least").abs().max(number(&extremes, "most").abs());
                if number(&extremes, "unusable") > 0.0 || largest >= 1e15 {
                    let met = "it holds numbers that are no amounts: NaN, infinity, or beyond 15 digits";
                    let fault = Fault::new(FaultKind::Cell, met).at(Place::file(self.raw.name().clone()).in_field(value));
                    return Err(fault.accepted("amounts of up to 15 digits are, and nulls where there are none").into());
                }
                // A double holds fifteen digits of any decimal number.
                let before = format!("{:.0}", largest.trunc()).len();
                let decimals = 15usize.saturating_sub(before).min(9) as i8;
                let power = 10f64.powi(i32::from(decimals));
                Ok(((magnitude * lit(power)).round(0, RoundMode::HalfAwayFromZero).cast(DataType::Int64), decimals, false))
            }
            other => {
                let met = format!("it holds {}", other.map_or_else(String::new, DataType::to_string));
                let place = Place::file(self.raw.name().clone()).in_field(value);
                Err(Fault::new(FaultKind::Header, met).at(place).accepted("numbers are needed").into())
            }
        }
    }

    /// Adds what the distinct texts of a column mean, each looked up once.
    fn with_meaning(&mut self, lf: LazyFrame, column: usize, target: &'static str) -> Result<LazyFrame, Error> {
        let name = self.name(column);
        let raw = "as written";
        let distinct = self.distinct(&name)?;
        let mut meanings = Vec::with_capacity(distinct.len());
        for text in &distinct {
            meanings.push(self.meaning(&name, target, text));
        }
        let meant = Column::new(format!("the {target}").into(), meanings).cast(&schema::category()).map_err(unreadable)?;
        let table = DataFrame::new_infer_height(vec![Column::new(raw.into(), distinct), meant]).map_err(unreadable)?;
        let key = col(name.as_str()).cast(DataType::String).fill_null(lit("")).str().strip_chars(lit(NULL));
        Ok(lf
            .with_column(key.alias(raw))
            .join(table.lazy(), [col(raw)], [col(raw)], JoinArgs::new(JoinType::Left))
            .drop(cols([raw])))
    }

    fn distinct(&self, name: &str) -> Result<Vec<String>, Error> {
        let text = col(name).cast(DataType::String).fill_null(lit("")).str().strip_chars(lit(NULL)).alias("text");
        let distinct = collected(self.scanned.clone().select([text]).group_by([col("text")]).agg([]))?;
        let texts = distinct.column("text").and_then(|column| column.str().cloned()).map_err(unreadable)?;
        let mut texts: Vec<String> = texts.iter().flatten().map(str::to_owned).collect();
        texts.sort_unstable();
        Ok(texts)
    }

    fn meaning(&mut self, column: &str, target: &str, text: &str) -> String {
        meaning(target, text).unwrap_or_else(|(met, accepted)| {
            let place = Place::file(self.raw.name().clone()).in_field(column);
            self.faults.push(Fault::new(FaultKind::Cell, met).at(place).accepted(accepted));
            String::new()
        })
    }

    /// Adds the first month, the count of months and the day, each text of the column read once.
    fn with_period(&mut self, lf: LazyFrame, found: &Schema, column: usize) -> Result<LazyFrame, Error> {
        let name = self.name(column);
        let distinct = self.distinct(&name)?;
        let has_time = matches!(found.get(&name), Some(DataType::Datetime(..)));
        let mut read = Vec::with_capacity(distinct.len());
        for text in &distinct {
            let day = text.split_once(' ').filter(|_| has_time).map_or(text.as_str(), |(day, _)| day);
            match periods::read(day) {
                Ok(period) => read.push(period),
                Err(met) => {
                    let place = Place::file(self.raw.name().clone()).in_field(&name);
                    self.faults.push(Fault::new(FaultKind::Cell, met).at(place));
                }
            }
        }
        if read.len() < distinct.len() {
            return Ok(lf);
        }
        if periods::are_first_days(read.iter().copied()) {
            read.iter_mut().for_each(|period| *period = periods::month_of(*period));
            self.note(periods::FIRST_DAYS.to_owned());
        }
        self.has_days = read.iter().any(|period| period.is_stock());
        let raw = "as written";
        let table = DataFrame::new_infer_height(vec![
            Column::new(raw.into(), distinct),
            Column::new("the start".into(), read.iter().map(|period| period.start()).collect::<Vec<_>>()),
            Column::new("the months".into(), read.iter().map(|period| period.months()).collect::<Vec<_>>()),
            Column::new("the day".into(), read.iter().map(|period| periods::day_of(*period)).collect::<Vec<_>>()),
        ]);
        let key = col(name.as_str()).cast(DataType::String).fill_null(lit("")).str().strip_chars(lit(NULL));
        let table = table.map_err(unreadable)?.lazy();
        Ok(lf.with_column(key.alias(raw)).join(table, [col(raw)], [col(raw)], JoinArgs::new(JoinType::Left)).drop(cols([raw])))
    }
}

/// The one number of a result; zero where there is none.
fn number(frame: &DataFrame, column: &str) -> f64 {
    frame.column(column).ok().and_then(|column| column.get(0).ok()?.extract::<f64>()).unwrap_or(0.0)
}
