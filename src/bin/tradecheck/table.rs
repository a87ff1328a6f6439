//! A result of `tradecheck measure` as text, the period in its canonical form instead of the columns it is computed with.

use std::collections::HashMap;
use std::hash::Hash;

use tradecheck::dataset::schema;
use tradecheck::error::{Error, Fault, FaultKind};
use tradecheck::period::Period;
use tradecheck::polars::frame::DataFrame;
use tradecheck::polars::prelude::{Column, DataType};

/// The columns of a result but those that are empty throughout, which say nothing.
pub(crate) struct Table {
    columns: Vec<(String, Cells)>,
    height: usize,
}

/// The cells of a column. A result may have millions of rows, so a name or period that repeats is kept once.
enum Cells {
    Numbers(Vec<Option<f64>>),
    Texts { rows: Vec<u32>, texts: Vec<String> },
}

enum Value<'t> {
    Missing,
    Text(&'t str),
    Number(f64),
}

impl Table {
    pub(crate) fn of(frame: &DataFrame) -> Self {
        let mut columns = Vec::new();
        for column in frame.columns() {
            let (name, cells) = match column.name().as_str() {
                schema::START => ("period", periods(frame)),
                schema::MONTHS | schema::DAY => continue,
                name => (name, Cells::of(column)),
            };
            if !cells.are_empty() {
                columns.push((name.to_owned(), cells));
            }
        }
        Self { columns, height: frame.height() }
    }

    pub(crate) fn text(&self) -> String {
        let mut drawn = comfy_table::Table::new();
        drawn.load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY).set_header(self.header());
        for row in 0..self.height {
            drawn.add_row(self.row(row).map(|value| match value {
                Value::Missing => comfy_table::Cell::new(""),
                Value::Text(text) => comfy_table::Cell::new(text),
                Value::Number(number) => comfy_table::Cell::new(rounded(number)).set_alignment(comfy_table::CellAlignment::Right),
            }));
        }
        format!("{drawn}\n")
    }

    pub(crate) fn csv(&self) -> Result<String, Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.header()).map_err(unwritable)?;
        for row in 0..self.height {
            for value in self.row(row) {
                match value {
                    Value::Missing => writer.write_field(""),
                    Value::Text(text) => writer.write_field(text),
                    Value::Number(number) => writer.write_field(exactly(number)),
                }
                .map_err(unwritable)?;
            }
            writer.write_record(None::<&[u8]>).map_err(unwritable)?;
        }
        let bytes = writer.into_inner().map_err(|error| unwritable(error.into_error().into()))?;
        Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    pub(crate) fn json(&self) -> String {
        let plain = |value: Value<'_>| match value {
            Value::Missing => serde_json::Value::Null,
            Value::Text(text) => text.into(),
            Value::Number(number) => number.into(),
        };
        let record = |row: usize| {
            let fields = self.header().map(str::to_owned).zip(self.row(row).map(plain));
            serde_json::Value::Object(fields.collect())
        };
        let records: Vec<serde_json::Value> = (0..self.height).map(record).collect();
        format!("{:#}\n", serde_json::Value::Array(records))
    }

    fn header(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    fn row(&self, row: usize) -> impl Iterator<Item = Value<'_>> {
        self.columns.iter().map(move |(_, cells)| cells.get(row))
    }
}

/// The place of a cell that is missing among the texts of its column.
const MISSING: u32 = u32::MAX;

impl Cells {
    fn of(column: &Column) -> Self {
        if column.dtype().is_primitive_numeric()
            && let Ok(numbers) = column.cast(&DataType::Float64)
            && let Ok(numbers) = numbers.f64()
        {
            return Self::Numbers(numbers.iter().collect());
        }
        if let Ok(names) = column.cat32() {
            let mapping = names.get_mapping();
            return Self::of_keys(names.physical().iter(), |number| mapping.cat_to_str(number).unwrap_or_default().to_owned());
        }
        let text = |row: usize| column.get(row).ok().filter(|value| !value.is_null()).map(|value| value.str_value().into_owned());
        Self::of_keys((0..column.len()).map(text), |text| text)
    }

    /// Cells that are the same where their keys are, each said once.
    fn of_keys<K: Clone + Eq + Hash>(keys: impl Iterator<Item = Option<K>>, say: impl Fn(K) -> String) -> Self {
        let (mut texts, mut known) = (Vec::new(), HashMap::new());
        let mut last: Option<(K, u32)> = None;
        let place = |key: Option<K>| {
            let Some(key) = key else { return MISSING };
            // Most rows of a sorted result say what the row before says.
            if let Some((_, place)) = last.as_ref().filter(|(met, _)| *met == key) {
                return *place;
            }
            let place = *known.entry(key.clone()).or_insert_with(|| {
                texts.push(say(key.clone()));
                texts.len() as u32 - 1
            });
            last = Some((key, place));
            place
        };
        let rows = keys.map(place).collect();
        Self::Texts { rows, texts }
    }

    fn are_empty(&self) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.iter().all(Option::is_none),
            Self::Texts { texts, .. } => texts.iter().all(String::is_empty),
        }
    }

    fn get(&self, row: usize) -> Value<'_> {
        match self {
            Self::Numbers(numbers) => numbers[row].map_or(Value::Missing, Value::Number),
            Self::Texts { rows, texts } => texts.get(rows[row] as usize).map_or(Value::Missing, |text| Value::Text(text)),
        }
    }
}

/// The periods of the rows, as they are written.
fn periods(frame: &DataFrame) -> Cells {
    let whole = |name: &str| {
        let column = frame.column(name).and_then(|column| column.cast(&DataType::Int32));
        let numbers = column.and_then(|column| Ok(column.i32()?.iter().collect::<Vec<Option<i32>>>()));
        numbers.unwrap_or_else(|_| vec![None; frame.height()])
    };
    let (starts, months, days) = (whole(schema::START), whole(schema::MONTHS), whole(schema::DAY));
    let keys = (0..frame.height()).map(|row| period(starts[row]?, months[row]?, days[row]));
    Cells::of_keys(keys, |period| period.to_string())
}

fn period(start: i32, months: i32, day: Option<i32>) -> Option<Period> {
    match months {
        0 => Period::stock(start.div_euclid(12), start.rem_euclid(12) as u32 + 1, u32::try_from(day?).ok()?),
        _ => Period::from_start(start, u16::try_from(months).ok()?),
    }
}

fn unwritable(error: csv::Error) -> Error {
    Fault::new(FaultKind::Io, error.to_string()).into()
}

/// The shortest text that is read as the same number.
fn exactly(number: f64) -> String {
    // Whole numbers, which most amounts are, are written several times faster as such.
    let whole = number as i64;
    if whole as f64 == number && whole.unsigned_abs() < 1 << 53 && whole != 0 { whole.to_string() } else { number.to_string() }
}

/// For the eye: two digits after the point, none for amounts in base units.
fn rounded(number: f64) -> String {
    if number.abs() >= 10_000.0 { format!("{number:.0}") } else { format!("{number:.2}") }
}
