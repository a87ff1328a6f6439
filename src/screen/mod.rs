//! Edit rules over the columns of a frame: the rules and the ways of deciding of [`check::RecordCheck`](crate::check::RecordCheck), row by row.
//!
//! A field of the rules is the column of its name. Text is read as it is printed, whole numbers are figures without decimals. A float has
//! no printed digits, so it is taken only where its decimals are given. A null constrains nothing.
//!
//! # Example: two rows, one of which cannot be
//! ```
//! use tradecheck::check::{RecordCheck, RecordOptions};
//! use tradecheck::polars::prelude::*;
//! use tradecheck::rule::RuleSet;
//! use tradecheck::screen::{ScreenOptions, screen};
//! use tradecheck::source::Source;
//!
//! let rules = RuleSet::read(&Source::from_text("rules.txt", "turnover == exports + imports\nbalance == exports - imports"))?;
//! let check = RecordCheck::new(rules, &RecordOptions::default())?;
//! let frame = df!["turnover" => ["27.3", "23.7"], "exports" => ["21.1", "21.1"], "imports" => ["6.2", "6.2"], "balance" => [15, 15]]?;
//! let screened = screen(&frame, &check, &ScreenOptions::default())?;
//! assert_eq!(screened.column("verdict")?.str()?.get(0), Some("consistent"));
//! assert_eq!(screened.column("verdict")?.str()?.get(1), Some("contradicted"));
//! assert_eq!(screened.column("suggest")?.str()?.get(1), Some("turnover=27.3"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::sync::Arc;

use polars::prelude::*;

use crate::check::{Entry, RecordCheck};
use crate::error::{Error, Fault, FaultKind, Faults, nearest};
use crate::figure::{Figure, Notation};
use crate::place::Place;

/// The columns that are added.
pub const ADDED: [&str; 3] = ["verdict", "blame", "suggest"];

/// How a frame is read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ScreenOptions {
    /// The mark before the decimals of text.
    pub notation: Notation,
    /// The decimals to which columns of floats were printed.
    pub decimals: Vec<(String, u8)>,
}

/// Adds the columns `verdict`, `blame` and `suggest`, which say what the CSV of `tradecheck check --rules` says.
///
/// # Errors
/// A field that is no column, or a column of another type; cells that are no figures, all of them; a column that has one of the added names.
pub fn screen(frame: &DataFrame, check: &RecordCheck, options: &ScreenOptions) -> Result<DataFrame, Error> {
    let mut faults = Faults::new();
    let taken = ADDED.into_iter().filter(|name| frame.column(name).is_ok());
    taken.for_each(|name| {
        let fault = Fault::new(FaultKind::Header, format!("the frame has a column `{name}` already"));
        faults.push(fault.accepted("that name is for what is found; rename the column"));
    });
    let mut columns = Vec::new();
    for field in check.fields() {
        match Cells::of(frame, field, options) {
            Ok(cells) => columns.push(cells),
            Err(fault) => faults.push(*fault),
        }
    }
    let columns = faults.into_result(columns)?;
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get());
    let share = frame.height().div_ceil(threads).max(MOST_ALONE);
    let starts: Vec<usize> = (0..frame.height()).step_by(share.max(1)).collect();
    let parts = std::thread::scope(|scope| {
        let columns = &columns;
        let judge = |start: usize| scope.spawn(move || judged(check, columns, start..(start + share).min(frame.height())));
        let running: Vec<_> = starts.into_iter().map(judge).collect();
        running.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect::<Vec<_>>()
    });
    let mut found: [Vec<String>; 3] = Default::default();
    let mut faults = Faults::new();
    for part in parts {
        match part {
            Ok(part) => found.iter_mut().zip(part).for_each(|(all, part)| all.extend(part)),
            Err(error) => faults.extend(error),
        }
    }
    let found = faults.into_result(found)?;
    let added = ADDED.into_iter().zip(found).map(|(name, texts)| Column::new(name.into(), texts)).collect::<Vec<_>>();
    frame.hstack(&added).map_err(crate::dataset::unreadable)
}

/// The same for a plan: it is screened where the plan runs. The rows have to be together then, so the plan above is collected.
///
/// # Errors
/// None here; what [`screen`] refuses is an error of the plan.
pub fn screen_lazy(plan: LazyFrame, check: Arc<RecordCheck>, options: ScreenOptions) -> LazyFrame {
    let schema = |schema: &Schema| {
        let mut schema = schema.clone();
        ADDED.into_iter().for_each(|name| drop(schema.insert(name.into(), DataType::String)));
        Ok(Arc::new(schema))
    };
    let run = move |frame: DataFrame| {
        screen(&frame, &check, &options).map_err(|error| PolarsError::ComputeError(error.to_string().into()))
    };
    plan.map(run, OptFlags::empty(), Some(Arc::new(schema)), Some("screen"))
}

/// Rows below which a thread is not worth its start.
const MOST_ALONE: usize = 4096;

/// A column as entries of records.
enum Cells {
    Text(StringChunked, Notation, String),
    Whole(Int64Chunked),
    Float(Float64Chunked, u8, String),
}

impl Cells {
    fn of(frame: &DataFrame, name: &str, options: &ScreenOptions) -> Result<Self, Box<Fault>> {
        let refused = |met: String, accepted: &str| Box::new(Fault::new(FaultKind::Header, met).accepted(accepted));
        let Ok(column) = frame.column(name) else {
            let present: Vec<&str> = frame.get_column_names().into_iter().map(|name| name.as_str()).collect();
            let fault = refused(format!("the frame has no column `{name}`"), &format!("present are {}", present.join(", ")));
            let near = nearest(name, present.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            return Err(near.map_or(fault.clone(), |near| Box::new(fault.help(near))));
        };
        let series = column.as_materialized_series();
        let cannot = |_| refused(format!("the column `{name}` has numbers beyond 64 bits"), "text holds figures of any length");
        match series.dtype() {
            DataType::String => match series.str() {
                Ok(text) => Ok(Self::Text(text.clone(), options.notation, name.to_owned())),
                Err(error) => Err(refused(error.to_string(), "text as printed")),
            },
            DataType::Null => Ok(Self::Whole(Int64Chunked::full_null(name.into(), frame.height()))),
            dtype if dtype.is_integer() => {
                let whole = series.strict_cast(&DataType::Int64).map_err(cannot)?;
                Ok(Self::Whole(whole.i64().map_err(cannot)?.clone()))
            }
            dtype if dtype.is_float() => {
                let Some((_, decimals)) = options.decimals.iter().find(|(known, _)| known == name) else {
                    let met = format!("the column `{name}` has floats, which have no printed digits");
                    return Err(refused(met, "text as printed, whole numbers, or the decimals of the column are needed"));
                };
                let floats = series.cast(&DataType::Float64).map_err(cannot)?;
                Ok(Self::Float(floats.f64().map_err(cannot)?.clone(), *decimals, name.to_owned()))
            }
            dtype => {
                Err(refused(format!("the column `{name}` has the type {dtype}"), "text, whole numbers and floats are figures"))
            }
        }
    }

    fn notation(&self) -> Notation {
        match self {
            Self::Text(_, notation, _) => *notation,
            Self::Whole(_) | Self::Float(..) => Notation::Point,
        }
    }

    fn entry(&self, row: usize) -> Result<Entry, Box<Fault>> {
        match self {
            Self::Text(text, notation, name) => {
                let Some(cell) = text.get(row) else { return Ok(Entry::Missing) };
                Entry::read(cell, *notation).map_err(|error| unread(row, name, error.to_string(), error.accepted()))
            }
            Self::Whole(whole) => Ok(whole.get(row).map_or(Entry::Missing, |digits| Entry::Digits { digits, decimals: 0 })),
            Self::Float(floats, decimals, name) => {
                let Some(float) = floats.get(row) else { return Ok(Entry::Missing) };
                let printed = format!("{float:.0$}", usize::from(*decimals));
                let figure = Figure::read(&printed, Notation::Point);
                let figure = figure.map_err(|error| unread(row, name, error.to_string(), error.accepted()))?;
                Ok(Entry::from(figure.to_decimals(i32::from(*decimals))))
            }
        }
    }
}

fn unread(row: usize, name: &str, met: String, accepted: &str) -> Box<Fault> {
    let place = Place { row: u32::try_from(row + 1).ok(), ..Place::file("frame") };
    Box::new(Fault::new(FaultKind::Cell, met).at(place.in_field(name)).accepted(accepted))
}

/// Verdicts, blame and suggestions of some rows.
fn judged(check: &RecordCheck, columns: &[Cells], rows: std::ops::Range<usize>) -> Result<[Vec<String>; 3], Error> {
    let mut recorder = check.recorder();
    let mut found: [Vec<String>; 3] = std::array::from_fn(|_| Vec::with_capacity(rows.len()));
    let (mut faults, mut record) = (Faults::new(), Vec::new());
    let notations: Vec<Notation> = columns.iter().map(Cells::notation).collect();
    for row in rows {
        record.clear();
        for cells in columns {
            match cells.entry(row) {
                Ok(entry) => record.push(entry),
                Err(fault) => faults.push(*fault),
            }
        }
        if faults.is_empty() {
            let judgement = recorder.judge(&record);
            found[0].push(judgement.verdict.word().to_owned());
            found[1].push(check.blame(&judgement));
            found[2].push(check.suggest(&judgement, &notations));
        }
    }
    faults.into_result(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RecordOptions;
    use crate::rule::RuleSet;
    use crate::source::Source;

    fn ready(rules: &str) -> RecordCheck {
        RecordCheck::new(RuleSet::read(&Source::from_text("r", rules)).unwrap(), &RecordOptions::default()).unwrap()
    }

    #[test]
    fn columns_of_all_kinds_are_read() {
        let check = ready("t == x + m");
        let frame = df!["x" => [Some("21,1"), Some("1"), None], "m" => [6i32, 2, 3], "t" => [27.1f64, 3.0, 9.0]].unwrap();
        let options = ScreenOptions { notation: Notation::Comma, decimals: vec![("t".into(), 1)] };
        let screened = screen(&frame, &check, &options).unwrap();
        let verdicts = screened.column("verdict").unwrap().str().unwrap();
        assert_eq!([0, 1, 2].map(|row| verdicts.get(row).unwrap()), ["consistent", "consistent", "undecided"]);
        assert_eq!(screened.width(), 6);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let check = ready("exports >= 0\nimports >= 0");
        let told = |frame: DataFrame| screen(&frame, &check, &ScreenOptions::default()).unwrap_err().to_string();
        let text = told(df!["exprots" => [1], "imports" => [1.5]].unwrap());
        assert!(
            text.contains("no column `exports`") && text.contains("did you mean `exprots`?") && text.contains("floats"),
            "{text}"
        );
        let text = told(df!["exports" => ["1", "x", "y"], "imports" => [1, 2, 3], "verdict" => [0, 0, 0]].unwrap());
        assert!(text.contains("has a column `verdict` already"), "{text}");
        let text = told(df!["exports" => ["1", "x", "y"], "imports" => [1, 2, 3]].unwrap());
        assert!(text.contains("row 2, column `exports`: `x` is not a figure") && text.contains("row 3"), "{text}");
    }
}
