//! `tradecheck measure`.

use std::path::Path;

use crate::Exit;
use crate::args::{self, TableFormat};
use crate::output::put;
use crate::progress::Shown;
use tradecheck::dataset::{Dataset, Format, LazyDataset, schema};
use tradecheck::error::{Error, Fault, FaultKind, Faults};
use tradecheck::measure::{COVERAGE_CHANGED, Filter, GROWTH_STATUS, Measure, Request, write_parquet};
use tradecheck::period::Period;
use tradecheck::polars::frame::DataFrame;
use tradecheck::polars::prelude::AnyValue;
use tradecheck::source::Raw;
use tradecheck::statement::Dimension;

/// What is computed where nothing is named: what a reader of a trade table looks for first.
const USUAL: [Measure; 3] = [Measure::Turnover, Measure::Balance, Measure::Growth];

pub(crate) fn run(args: &args::Measure) -> Result<Exit, Error> {
    if args.measure.iter().any(|name| name == "help") {
        let lines = Measure::ALL.map(|measure| format!("{:<20} {}\n", measure.name(), first_sentence(measure.page())));
        put(args.output.as_deref(), &lines.concat())?;
        return Ok(Exit::Clean);
    }
    let measures = measures(&args.measure)?;
    let request = request(args, measures)?;
    let parquet = match (args.format, &args.output) {
        (TableFormat::Parquet, None) => {
            let fault = Fault::new(FaultKind::Usage, "Parquet is written to a file, and none is named");
            return Err(fault.help("name one: `-o result.parquet`").into());
        }
        (TableFormat::Parquet, Some(path)) => Some(path),
        _ => None,
    };
    let frame = match Levels::open(args)? {
        Levels::Streamed(lazy) => {
            lazy.notes().iter().for_each(|note| eprintln!("note: {note}"));
            let _shown = Shown::rows_of(lazy.progress());
            match args.calendar {
                Some(calendar) => {
                    lazy.review()?;
                    request.run_plan(calendar.plan(lazy.observations()?)?)?
                }
                None => request.run_lazy(&lazy)?,
            }
        }
        Levels::Held(dataset) => {
            dataset.notes().iter().for_each(|note| eprintln!("note: {note}"));
            match args.calendar {
                Some(calendar) => request.run_plan(calendar.plan(dataset.lazy())?)?,
                None => request.run(&dataset)?,
            }
        }
    };
    let changed = sums_over_others(&frame);
    if changed > 0 {
        eprintln!(
            "note: in {changed} {} a sum over reporters is compared with a sum over others, and a rate may say who reported rather than what was traded; `growth_status` tells them: {COVERAGE_CHANGED}",
            if changed == 1 { "row" } else { "rows" }
        );
    }
    if let Some(path) = parquet {
        write_parquet(&frame, path)?;
        return Ok(Exit::Clean);
    }
    let table = Table::of(&frame);
    let text = match args.format {
        TableFormat::Table => table.text(),
        TableFormat::Csv => table.csv()?,
        TableFormat::Json => table.json(),
        TableFormat::Parquet => String::new(),
    };
    put(args.output.as_deref(), &text)?;
    Ok(Exit::Clean)
}

/// Whether a file is one of data, as their publishers and programs write them; tables of one's own and texts are put together as cases.
fn is_data(path: &Path) -> Result<bool, Error> {
    if path == Path::new("-") || path.is_dir() {
        return Ok(false);
    }
    let raw = Raw::open(path)?;
    Ok(Format::is_binary(&raw)? || Format::of(&raw)?.is_some_and(|format| format != Format::Tidy))
}

/// In how many rows a sum is compared with a sum over other reporters.
fn sums_over_others(frame: &DataFrame) -> usize {
    let Ok(status) = frame.column(GROWTH_STATUS) else { return 0 };
    (0..status.len()).filter(|row| status.get(*row).is_ok_and(|status| status.str_value() == COVERAGE_CHANGED)).count()
}

/// What is measured.
enum Levels {
    /// A file in a layout that is streamed and too large to be held. BACI, in which each row is two observations of each figure, is
    /// streamed whatever its size.
    Streamed(Box<LazyDataset>),
    Held(Dataset),
}

impl Levels {
    fn open(args: &args::Measure) -> Result<Self, Error> {
        let mut options = args.input.options();
        options.period = args.period;
        let [path] = args.input.paths.as_slice() else {
            if args.input.paths.iter().map(|path| is_data(path)).collect::<Result<Vec<_>, Error>>()?.into_iter().all(|is| is) {
                return Ok(Self::Held(Dataset::open_all(&args.input.paths, options)?));
            }
            return Ok(Self::Held(Dataset::of_case(&args.input.case()?)?));
        };
        let size = std::fs::metadata(path).ok().filter(|found| found.is_file()).map(|found| found.len());
        let Some(size) = size.filter(|_| options.encoding.is_none()) else {
            return Ok(Self::Held(Dataset::open_with(path, options)?));
        };
        let (raw, is_large) = (Raw::open(path)?, size > Dataset::HELD);
        if !LazyDataset::is_streamed(&raw)? || (!is_large && Format::of(&raw)? == Some(Format::Tidy)) {
            return Ok(Self::Held(Dataset::of_raw(&raw, options)?));
        }
        let lazy = LazyDataset::of_raw(&raw, options)?;
        if !is_large && lazy.format() != Format::Baci {
            return Ok(Self::Held(lazy.held()?));
        }
        let asks_for_units = args.filters.iter().any(|filter| filter.trim_start().to_lowercase().starts_with("unit"));
        Ok(Self::Streamed(Box::new(if asks_for_units { lazy.of_quantities() } else { lazy })))
    }
}

/// What is asked for, of what; all that is misspelt is told at once.
fn request(args: &args::Measure, measures: Vec<Measure>) -> Result<Request, Error> {
    let (mut request, mut faults) = (Request::new(measures), Faults::new());
    let mut by = Vec::new();
    for name in &args.by {
        match name.parse::<Dimension>() {
            Ok(dimension) => by.push(dimension),
            Err(error) => {
                let words = Dimension::ALL.map(Dimension::word);
                faults.push(Fault::new(FaultKind::Usage, error.to_string()).accepted(format!("{} are", words.join(", "))));
            }
        }
    }
    if !args.by.is_empty() {
        request = request.by(by);
    }
    for filter in &args.filters {
        match filter.parse::<Filter>() {
            Ok(filter) => request = request.only(filter),
            Err(error) => faults.extend(error),
        }
    }
    if let Some(period) = args.period {
        request = request.within(period);
    }
    faults.into_result(request)
}

/// All that is misspelt is told at once.
fn measures(names: &[String]) -> Result<Vec<Measure>, Error> {
    if names.is_empty() {
        return Ok(USUAL.to_vec());
    }
    let (mut measures, mut faults) = (Vec::new(), Faults::new());
    for name in names {
        match name.parse() {
            Ok(measure) => measures.push(measure),
            Err(error) => faults.extend(error),
        }
    }
    faults.into_result(measures)
}

fn first_sentence(page: &str) -> &str {
    page.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}

/// A result as text, the period in its canonical form instead of the two columns it is computed with.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<Value>>,
}

enum Value {
    Missing,
    Text(String),
    Number(f64),
}

impl Table {
    /// Columns that are empty throughout say nothing and are left out.
    fn of(frame: &DataFrame) -> Self {
        let mut table = Self { header: Vec::new(), rows: (0..frame.height()).map(|_| Vec::new()).collect() };
        let whole = |name: &str, row: usize| frame.column(name).ok().and_then(|c| c.get(row).ok()?.extract::<i64>());
        for column in frame.columns() {
            let name = column.name().as_str();
            let values: Vec<Value> = (0..frame.height())
                .map(|row| match name {
                    schema::START => period(whole(schema::START, row), whole(schema::MONTHS, row), whole(schema::DAY, row)),
                    _ => column.get(row).map_or(Value::Missing, |value| cell(&value)),
                })
                .collect();
            let empty =
                values.iter().all(|value| matches!(value, Value::Missing) || matches!(value, Value::Text(text) if text.is_empty()));
            if empty || matches!(name, schema::MONTHS | schema::DAY) {
                continue;
            }
            table.header.push(if name == schema::START { "period".into() } else { name.to_owned() });
            table.rows.iter_mut().zip(values).for_each(|(row, value)| row.push(value));
        }
        table
    }

    fn text(&self) -> String {
        let mut drawn = comfy_table::Table::new();
        drawn.load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY).set_header(&self.header);
        for row in &self.rows {
            drawn.add_row(row.iter().map(|value| match value {
                Value::Missing => comfy_table::Cell::new(""),
                Value::Text(text) => comfy_table::Cell::new(text),
                Value::Number(number) => comfy_table::Cell::new(rounded(*number)).set_alignment(comfy_table::CellAlignment::Right),
            }));
        }
        format!("{drawn}\n")
    }

    fn csv(&self) -> Result<String, Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let plain = |value: &Value| match value {
            Value::Missing => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
        };
        let records = std::iter::once(self.header.clone()).chain(self.rows.iter().map(|row| row.iter().map(plain).collect()));
        for record in records {
            writer.write_record(&record).map_err(unwritable)?;
        }
        let bytes = writer.into_inner().map_err(|error| unwritable(error.into_error().into()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn json(&self) -> String {
        let plain = |value: &Value| match value {
            Value::Missing => serde_json::Value::Null,
            Value::Text(text) => text.clone().into(),
            Value::Number(number) => (*number).into(),
        };
        let record = |row: &Vec<Value>| {
            let fields = self.header.iter().cloned().zip(row.iter().map(plain));
            serde_json::Value::Object(fields.collect())
        };
        let records: Vec<serde_json::Value> = self.rows.iter().map(record).collect();
        format!("{:#}\n", serde_json::Value::Array(records))
    }
}

fn unwritable(error: csv::Error) -> Error {
    Fault::new(FaultKind::Io, error.to_string()).into()
}

fn period(start: Option<i64>, months: Option<i64>, day: Option<i64>) -> Value {
    let number = |value: Option<i64>| value.and_then(|value| i32::try_from(value).ok());
    let (Some(start), Some(months)) = (number(start), number(months)) else { return Value::Missing };
    let stock = || Period::stock(start.div_euclid(12), start.rem_euclid(12) as u32 + 1, number(day)? as u32);
    let period =
        if months == 0 { stock() } else { u16::try_from(months).ok().and_then(|months| Period::from_start(start, months)) };
    period.map_or(Value::Missing, |period| Value::Text(period.to_string()))
}

fn cell(value: &AnyValue<'_>) -> Value {
    match value {
        AnyValue::Null => Value::Missing,
        value if value.is_primitive_numeric() => value.extract::<f64>().map_or(Value::Missing, Value::Number),
        value => Value::Text(value.str_value().into_owned()),
    }
}

/// For the eye: two digits after the point, none for amounts in base units.
fn rounded(number: f64) -> String {
    if number.abs() >= 10_000.0 { format!("{number:.0}") } else { format!("{number:.2}") }
}
