//! Large tables: names are looked up once each, numbers are read by columns.

use std::fmt::Write as _;
use std::path::Path;

use polars::prelude::*;

use super::lazy::{Progress, Text, every_row_can_be_read};
use super::printed::{Digits, plain};
use super::{observations, periods, schema};
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::figure::Figure;
use crate::period::Period;
use crate::place::Place;
use crate::source::{Columns, Source};
use crate::statement::{SERIES_COLUMNS, Statement, read_series};

/// The columns of `series.csv` whose cells repeat, each with a text that it may hold while another one is looked at.
const REPEATING: [(&str, &str); 15] = [
    ("reporter", "-"),
    ("partner", ""),
    ("flow", "exports"),
    ("scope", ""),
    ("commodity", ""),
    ("period", "2000"),
    ("unit", ""),
    ("multiplier", ""),
    ("qualifier", ""),
    ("status", ""),
    ("valuation", ""),
    ("price_basis", ""),
    ("adjustment", ""),
    ("vintage", ""),
    ("direction", ""),
];

/// Reads a table as a frame of observations, not yet validated.
pub(super) fn read(path: &Path) -> Result<(DataFrame, Vec<String>), Error> {
    let table = Table::open(path)?;
    let mut faults = Faults::new();
    let mut lookups = Vec::new();
    for (column, _) in REPEATING {
        match table.lookup(column) {
            Ok(lookup) => lookups.extend(lookup),
            Err(error) => faults.extend(error),
        }
    }
    let may_be_empty = table.may_be_empty()?;
    let numbers = table.numbers(&may_be_empty, &mut faults)?;
    faults.into_result(())?;
    table.observations(lookups, numbers)
}

/// The cells of a file: those that repeat as categories, the others as text, under the names of `series.csv`.
struct Table {
    name: String,
    cells: DataFrame,
}

/// What the distinct texts of one column mean.
struct Lookup {
    column: &'static str,
    /// The texts in `column`, and beside them what they mean.
    meaning: DataFrame,
}

/// The figures of the rows that have one.
struct Numbers {
    rows: Vec<IdxSize>,
    digits: Vec<i64>,
    decimals: Vec<i8>,
}

impl Table {
    fn open(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let at = |error: Error| error.in_file(&name);
        let scan = |separator: u8| -> PolarsResult<(LazyCsvReader, SchemaRef)> {
            let reader = LazyCsvReader::new(PlRefPath::try_from_path(path)?)
                .with_has_header(true)
                .with_separator(separator)
                .with_infer_schema_length(Some(0))
                .with_missing_is_null(false)
                .with_raise_if_empty(true);
            let schema = reader.clone().finish()?.collect_schema()?;
            Ok((reader, schema))
        };
        let (mut separator, (mut reader, mut schema)) = (b',', scan(b',').map_err(super::unreadable).map_err(at)?);
        for other in [b';', b'\t'] {
            if schema.len() == 1 {
                (separator, (reader, schema)) = (other, scan(other).map_err(super::unreadable).map_err(at)?);
            }
        }
        let header: Vec<&str> = schema.iter_names().map(PlSmallStr::as_str).collect();
        let columns = bound(&name, &header)?;
        let repeats = |column: &str| REPEATING.iter().any(|(name, _)| *name == column);
        let selected: Vec<Expr> = columns
            .iter()
            .map(|(column, met)| {
                let cell = col(*met).str().strip_chars(lit(NULL)).alias(*column);
                if repeats(column) { cell.cast(schema::category()) } else { cell }
            })
            .collect();
        let plan = reader.finish().map_err(super::unreadable)?.select(selected);
        let cells = super::collected(plan);
        // The scan fills a short row with empty cells, without a word; then its last cell is one of them.
        let may_be_short = match (&cells, columns.iter().find(|(_, met)| header.last() == Some(met))) {
            (Ok(cells), Some((last, _))) => cells.column(last).is_ok_and(has_empty),
            _ => true,
        };
        if may_be_short {
            let header = header.iter().map(|name| (*name).to_owned()).collect();
            let text = Text { name: name.as_str().into(), path: path.to_owned(), delimiter: separator, header };
            every_row_can_be_read(&text, &[], &Progress::default())?;
        }
        Ok(Self { name: name.clone(), cells: cells.map_err(at)? })
    }

    /// What each distinct text of a column means, read by the reader of small tables so that both agree.
    fn lookup(&self, column: &'static str) -> Result<Option<Lookup>, Error> {
        let Ok(cells) = self.cells.column(column) else { return Ok(None) };
        let distinct = cells.unique_stable().map_err(super::unreadable)?;
        if distinct.len() == 1 && has_empty(&distinct) && !matches!(column, "reporter" | "flow" | "period") {
            return Ok(None);
        }
        let texts: Vec<String> =
            (0..distinct.len()).map(|i| distinct.get(i).map_or_else(|_| String::new(), |v| v.str_value().into_owned())).collect();
        let statements = read_series(&Source::from_text(self.name.clone(), template(column, &texts))).map_err(|error| {
            let mut faults = Faults::new();
            error.faults().iter().for_each(|fault| faults.push(self.where_met(column, &texts, fault)));
            (0..error.more()).for_each(|_| faults.push(error.faults()[0].clone()));
            faults.into_result(()).err().unwrap_or(error)
        })?;
        let meaning = meaning(column, distinct, &statements).map_err(super::unreadable)?;
        Ok(Some(Lookup { column, meaning }))
    }

    /// The fault of a distinct text, at the first row that holds it.
    fn where_met(&self, column: &str, texts: &[String], fault: &Fault) -> Fault {
        let text = fault.place.as_ref().and_then(|place| texts.get(place.row? as usize - 1));
        let row = text.and_then(|text| {
            let cells = self.cells.column(column).ok()?;
            (0..cells.len()).find(|&row| cells.get(row).is_ok_and(|cell| cell.str_value() == text.as_str()))
        });
        let place = row.map_or(Place::file(self.name.clone()), |row| self.place(row));
        fault.clone().at(place.in_field(column))
    }

    /// For each row, whether its status explains an empty value.
    fn may_be_empty(&self) -> Result<Vec<bool>, Error> {
        use crate::statement::{Confidentiality, Status};
        let mut explained = vec![false; self.cells.height()];
        let explains = |column: &str, text: &str| match column {
            "status" => matches!(text.parse(), Ok(Status::Missing | Status::Confidential)),
            _ => matches!(text.parse(), Ok(Confidentiality::Confidential)),
        };
        for column in ["status", "confidentiality"] {
            let Ok(cells) = self.cells.column(column) else { continue };
            let texts = cells.cast(&DataType::String).map_err(super::unreadable)?;
            let texts = texts.str().map_err(super::unreadable)?;
            explained
                .iter_mut()
                .zip(texts.iter())
                .for_each(|(explained, text)| *explained |= text.is_some_and(|text| explains(column, text)));
        }
        Ok(explained)
    }

    fn numbers(&self, may_be_empty: &[bool], faults: &mut Faults) -> Result<Numbers, Error> {
        let texts = self.cells.column("value").and_then(|c| c.str().cloned()).map_err(super::unreadable)?;
        let decimals = self.cells.column("decimals").ok().and_then(|c| c.str().ok().cloned());
        let capacity = texts.len();
        let mut numbers = Numbers {
            rows: Vec::with_capacity(capacity),
            digits: Vec::with_capacity(capacity),
            decimals: Vec::with_capacity(capacity),
        };
        for (row, may_be_empty) in may_be_empty.iter().enumerate() {
            let text = texts.get(row).unwrap_or_default();
            let known_to = decimals.as_ref().and_then(|c| c.get(row)).unwrap_or_default();
            if text.is_empty() && *may_be_empty {
                continue;
            }
            match figure(text, known_to) {
                Ok((digits, decimals)) => {
                    numbers.rows.push(row as IdxSize);
                    numbers.digits.push(digits);
                    numbers.decimals.push(decimals);
                }
                Err((field, met, accepted)) => {
                    faults.push(Fault::new(FaultKind::Cell, met).at(self.place(row).in_field(field)).accepted(accepted));
                }
            }
        }
        Ok(numbers)
    }

    fn place(&self, row: usize) -> Place {
        Place { line: Some(row as u32 + 2), row: Some(row as u32 + 1), ..Place::file(self.name.clone()) }
    }

    /// Puts the meaning of names and the numbers together.
    fn observations(self, lookups: Vec<Lookup>, numbers: Numbers) -> Result<(DataFrame, Vec<String>), Error> {
        let height = self.cells.height();
        let mut notes = Vec::new();
        if numbers.rows.len() < height {
            let left_out = height - numbers.rows.len();
            let plural = if left_out == 1 { "row has" } else { "rows have" };
            notes.push(format!("{}: {left_out} {plural} no value and the status missing or confidential", self.name));
        }
        let frame = self.put_together(lookups, numbers).map_err(super::unreadable)?;
        Ok((frame, notes))
    }

    fn put_together(self, lookups: Vec<Lookup>, numbers: Numbers) -> PolarsResult<DataFrame> {
        let rows = IdxCa::from_vec("row".into(), numbers.rows);
        let mut places = StringChunkedBuilder::new(schema::PLACE.into(), rows.len());
        let mut place = String::new();
        for row in rows.iter().flatten() {
            place.clear();
            let _ = write!(place, "{}:{}", self.name, row + 2);
            places.append_value(&place);
        }
        let text_columns = [schema::ID, schema::SOURCE].into_iter().filter(|name| self.cells.column(name).is_ok_and(has_text));
        let kept: Vec<&str> = lookups.iter().map(|lookup| lookup.column).chain(text_columns).collect();
        let mut frame = self.cells.select(kept)?.take(&rows)?;
        drop(self.cells);
        frame.with_column(Column::new(schema::DIGITS.into(), numbers.digits))?;
        frame.with_column(Column::new(schema::DECIMALS.into(), numbers.decimals))?;
        frame.with_column(places.finish().into_column())?;
        let mut plan = frame.lazy();
        for Lookup { column, meaning } in lookups {
            let raw = format!("{column} as written");
            plan = plan.rename([column], [raw.as_str()], true).join(
                meaning.lazy(),
                [col(raw.as_str())],
                [col(raw.as_str())],
                JoinArgs::new(JoinType::Left),
            );
        }
        let schema_met = plan.collect_schema()?;
        let empty = |column: &'static str| if schema_met.contains(column) { col(column) } else { schema::name("").alias(column) };
        let negated = if schema_met.contains("sign") { col(schema::DIGITS) * col("sign") } else { col(schema::DIGITS) };
        let scope = empty(schema::SCOPE);
        let mut selected = vec![
            col(schema::REPORTER),
            if schema_met.contains(schema::PARTNER) { col(schema::PARTNER) } else { schema::name("World").alias(schema::PARTNER) },
            col(schema::FLOW),
            when(scope.clone().eq(schema::name(""))).then(col("flow_scope")).otherwise(scope).alias(schema::SCOPE),
            empty(schema::COMMODITY),
            empty(schema::UNIT),
            col(schema::START),
            col(schema::MONTHS),
            negated,
            col(schema::DECIMALS),
            if schema_met.contains(schema::MULTIPLIER) {
                col(schema::MULTIPLIER)
            } else {
                lit(0).cast(DataType::Int8).alias(schema::MULTIPLIER)
            },
            if schema_met.contains(schema::STATUS) { col(schema::STATUS) } else { schema::name("normal").alias(schema::STATUS) },
            col(schema::PLACE),
        ];
        let optional =
            [schema::VALUATION, schema::PRICE_BASIS, schema::ADJUSTMENT, schema::VINTAGE, schema::DAY, schema::QUALIFIER];
        let optional = optional.into_iter().chain([schema::ID, schema::SOURCE]).filter(|column| schema_met.contains(column));
        selected.extend(optional.map(col));
        Ok(plan.select(selected).collect_with_engine(Engine::Streaming)?.unwrap_single())
    }
}

fn has_empty(column: &Column) -> bool {
    column
        .cast(&DataType::String)
        .is_ok_and(|texts| texts.str().is_ok_and(|texts| texts.iter().any(|text| text.is_none_or(str::is_empty))))
}

fn has_text(column: &Column) -> bool {
    column.str().is_ok_and(|texts| texts.iter().flatten().any(|text| !text.is_empty()))
}

/// The columns of `series.csv` that a header has, each with its name in the file.
fn bound<'h>(name: &str, header: &[&'h str]) -> Result<Vec<(&'static str, &'h str)>, Error> {
    // A table whose one row repeats its header tells under which name each column stands.
    let quoted: Vec<String> = header.iter().map(|text| format!("\"{}\"", text.replace('"', "\"\""))).collect();
    let line = quoted.join(",");
    let source = Source::from_text(name.to_owned(), format!("{line}\n{line}\n"));
    let table = source.table()?;
    let columns = Columns::bind(&table, SERIES_COLUMNS)?;
    let Some(row) = table.rows().next() else { return Ok(Vec::new()) };
    let met = |column: &str| columns.cell(&row, column).and_then(|cell| header.iter().find(|h| h.trim() == cell.text).copied());
    Ok(SERIES_COLUMNS.iter().filter_map(|column| Some((column.name, met(column.name)?))).collect())
}

/// A table of one column's distinct texts, all else being as plain as it can be.
fn template(column: &str, texts: &[String]) -> String {
    let mut table = REPEATING.map(|(name, _)| name).join(",") + ",value\n";
    for text in texts {
        for (name, plain) in REPEATING {
            let cell = if name == column { text.as_str() } else { plain };
            let _ = write!(table, "\"{}\",", cell.replace('"', "\"\""));
        }
        table.push_str("1\n");
    }
    table
}

fn meaning(column: &'static str, distinct: Column, statements: &[Statement]) -> PolarsResult<DataFrame> {
    let names =
        |name: &str, of: &dyn for<'s> Fn(&'s Statement) -> &'s str| observations::category_column(name, statements.iter().map(of));
    let period = |of: fn(Period) -> i32| statements.iter().map(|s| s.key.period.map_or(0, of)).collect::<Vec<i32>>();
    let days = period(|period| i32::from(periods::day_of(period)));
    let meant = match column {
        "reporter" => vec![names(schema::REPORTER, &|s| s.key.reporter.as_str())?],
        "partner" => vec![names(schema::PARTNER, &|s| s.key.partner.as_str())?],
        "flow" => vec![names(schema::FLOW, &|s| s.key.flow.code())?, names("flow_scope", &|s| s.key.scope.as_str())?],
        "scope" => vec![names(schema::SCOPE, &|s| s.key.scope.as_str())?],
        "commodity" => vec![names(schema::COMMODITY, &|s| s.key.commodity.as_str())?],
        "unit" => vec![names(schema::UNIT, &|s| s.key.unit.as_str())?],
        "valuation" => vec![names(schema::VALUATION, &|s| s.key.basis.valuation.as_str())?],
        "price_basis" => vec![names(schema::PRICE_BASIS, &|s| s.key.basis.price_basis.as_str())?],
        "adjustment" => vec![names(schema::ADJUSTMENT, &|s| s.key.basis.adjustment.as_str())?],
        "vintage" => vec![names(schema::VINTAGE, &|s| s.key.basis.vintage.as_str())?],
        "status" => vec![names(schema::STATUS, &|s| observations::status_word(s.status))?],
        "multiplier" => {
            let exponents: Vec<i8> = statements.iter().map(|s| s.figure.multiplier().exponent()).collect();
            vec![Column::new(schema::MULTIPLIER.into(), exponents)]
        }
        "qualifier" => {
            let words: Vec<String> =
                statements.iter().map(|s| s.figure.qualifier().map_or(String::new(), |q| q.to_string())).collect();
            if words.iter().all(String::is_empty) {
                Vec::new()
            } else {
                vec![observations::category_column(schema::QUALIFIER, words.iter().map(String::as_str))?]
            }
        }
        "direction" => {
            let signs: Vec<i64> = statements.iter().map(|s| if s.figure.value().is_negative() { -1 } else { 1 }).collect();
            vec![Column::new("sign".into(), signs)]
        }
        _ => {
            let mut meant = vec![
                Column::new(schema::START.into(), period(Period::start)),
                Column::new(schema::MONTHS.into(), period(|period| i32::from(period.months()))).cast(&DataType::UInt16)?,
            ];
            if days.iter().any(|day| *day > 0) {
                meant.push(Column::new(schema::DAY.into(), days).cast(&DataType::UInt8)?);
            }
            meant
        }
    };
    // The texts themselves bear another name, because what they mean takes the column's.
    DataFrame::new_infer_height(std::iter::once(distinct.with_name(format!("{column} as written").into())).chain(meant).collect())
}

/// Why a row has no figure: the column, what was met, what is accepted.
type Unread = (&'static str, String, &'static str);

fn figure(text: &str, known_to: &str) -> Result<(i64, i8), Unread> {
    if let (Some(plain), true) = (plain(text), known_to.is_empty()) {
        return Ok(plain);
    }
    if text.is_empty() {
        return Err(("value", "the cell is empty".to_owned(), "a figure is needed, or the status `missing`"));
    }
    let figure = text.parse::<Figure>().map_err(|error| ("value", error.to_string(), error.accepted()))?;
    let figure = match known_to {
        "" => figure,
        _ => match known_to.parse::<i8>() {
            Ok(decimals) => figure.to_decimals(decimals.into()),
            Err(_) => {
                return Err((
                    "decimals",
                    format!("`{known_to}` is no number of decimals"),
                    "a whole number of digits after the point is accepted",
                ));
            }
        },
    };
    let digits = Digits::of_figure(&figure).ok_or_else(|| {
        ("value", "it has more digits than a column of 64-bit integers holds".to_owned(), "up to 18 digits are accepted in frames")
    })?;
    Ok((digits.digits, digits.decimals))
}
