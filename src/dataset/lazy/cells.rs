//! Cells of a file as columns of the schema, chunk by chunk while a plan runs.

use std::collections::HashMap;
use std::sync::Arc;

use polars::prelude::*;

use super::Progress;
use crate::dataset::format::tidy;
use crate::dataset::printed::{Digits, Unread, is_absent};
use crate::dataset::{periods, schema};
use crate::period::Period;

/// What the text of a cell stands for.
pub(super) type Meaning = Arc<dyn Fn(&str) -> Result<String, Unread> + Send + Sync>;

/// How the text of a cell is read as a figure; `None` where it says that there is none.
pub(super) type Reading = fn(&str) -> Result<Option<Digits>, Unread>;

/// The printed figure of a cell.
pub(super) fn figure(text: &str) -> Result<Option<Digits>, Unread> {
    if is_absent(text) { Ok(None) } else { Digits::read(text).map(Some) }
}

/// The digits of printed figures, Int64, null where there is no figure. Rows are counted.
pub(super) fn digits(cell: Expr, figure: Reading, progress: &Progress) -> Expr {
    let progress = progress.clone();
    let read = move |column: Column| {
        let texts = column.str()?;
        progress.add(texts.len());
        let digits =
            texts.iter().map(|text| Ok(figure(text.unwrap_or_default().trim()).map_err(unread)?.map(|figure| figure.digits)));
        let digits = digits.collect::<PolarsResult<Int64Chunked>>()?;
        Ok(digits.with_name(column.name().clone()).into_column())
    };
    cell.map(read, |_, field| Ok(Field::new(field.name().clone(), DataType::Int64)))
}

/// How many of the digits stand after the point, Int8.
pub(super) fn decimals(cell: Expr, figure: Reading) -> Expr {
    let read = move |column: Column| {
        let decimals = column.str()?.iter().map(|text| {
            let text = text.unwrap_or_default().trim();
            // Plain cells, nearly all, need no second reading.
            if let Some(decimals) = plain_decimals(text.as_bytes()) {
                return Ok(Some(decimals));
            }
            Ok(figure(text).map_err(unread)?.map(|figure| figure.decimals))
        });
        let decimals = decimals.collect::<PolarsResult<Int8Chunked>>()?;
        Ok(decimals.with_name(column.name().clone()).into_column())
    };
    cell.map(read, |_, field| Ok(Field::new(field.name().clone(), DataType::Int8)))
}

/// How many of at most fifteen digits stand after the point; `None` where anything else stands in the cell.
fn plain_decimals(cell: &[u8]) -> Option<i8> {
    let mut point = None;
    for (at, byte) in cell.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {}
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    (1..16).contains(&cell.len()).then(|| point.map_or(0, |point| (cell.len() - 1 - point) as i8))
}

/// Binary floats as digits with so many decimals, Int64; null where there is none.
pub(super) fn float_digits(cell: Expr, decimals: i8, progress: &Progress) -> Expr {
    let (progress, power) = (progress.clone(), 10f64.powi(i32::from(decimals)));
    let read = move |column: Column| {
        progress.add(column.len());
        let numbers = column.f64()?;
        if let Ok(numbers) = numbers.cont_slice()
            && numbers.iter().all(|number| (number * power).abs() < 1e18)
        {
            let digits: Vec<i64> = numbers.iter().map(|number| (number * power).round() as i64).collect();
            return Ok(Int64Chunked::from_vec(column.name().clone(), digits).into_column());
        }
        let digits = numbers.iter().map(|number| {
            let Some(number) = number else { return Ok(None) };
            let digits = (number * power).round();
            polars_ensure!(digits.abs() < 1e18, ComputeError: "`{}` is no amount: NaN, infinity, or beyond 18 digits", number);
            Ok(Some(digits as i64))
        });
        let digits = digits.collect::<PolarsResult<Int64Chunked>>()?;
        Ok(digits.with_name(column.name().clone()).into_column())
    };
    cell.map(read, |_, field| Ok(Field::new(field.name().clone(), DataType::Int64)))
}

/// A column as it is, its rows counted.
pub(super) fn counted(cell: Expr, progress: &Progress) -> Expr {
    let progress = progress.clone();
    let read = move |column: Column| {
        progress.add(column.len());
        Ok(column)
    };
    cell.map(read, |_, field| Ok(field.clone()))
}

/// What codes stand for, as a category; each is looked up once a chunk.
pub(super) fn named(code: Expr, meaning: &Meaning) -> Expr {
    let meaning = meaning.clone();
    let read = move |column: Column| {
        let texts = column.cast(&DataType::String)?;
        let mut known: HashMap<&str, String> = HashMap::new();
        let mut names = StringChunkedBuilder::new(column.name().clone(), column.len());
        for text in texts.str()?.iter() {
            let text = text.unwrap_or_default().trim();
            if !known.contains_key(text) {
                known.insert(text, meaning(text).map_err(unread)?);
            }
            names.append_value(&known[text]);
        }
        names.finish().into_column().cast(&schema::category())
    };
    code.map(read, |_, field| Ok(Field::new(field.name().clone(), schema::category())))
}

/// Whether a number is taken for a year.
pub(super) fn is_year(number: i32) -> bool {
    (1000..3000).contains(&number)
}

/// The first month of years, Int32.
pub(super) fn january(year: Expr) -> Expr {
    let read = |column: Column| {
        let months = column.i32()?.iter().map(|year| match year {
            Some(year) if is_year(year) => Ok(Some(year * 12)),
            Some(other) => Err(polars_err!(ComputeError: "`{}` is no year", other)),
            None => Err(polars_err!(ComputeError: "the year is missing")),
        });
        Ok(months.collect::<PolarsResult<Int32Chunked>>()?.with_name(column.name().clone()).into_column())
    };
    year.map(read, |_, field| Ok(Field::new(field.name().clone(), DataType::Int32)))
}

/// How many zeros cells add to the values beside them, Int8.
pub(super) fn exponents(cell: Expr) -> Expr {
    let read = |column: Column| {
        let mut known: HashMap<&str, i8> = HashMap::new();
        let numbers = column.str()?.iter().map(|text| {
            let text = text.unwrap_or_default().trim();
            if let Some(number) = known.get(text) {
                return Ok(Some(i32::from(*number)));
            }
            let number = tidy::multiplier(text).map_err(unread)?;
            known.insert(text, number);
            Ok(Some(i32::from(number)))
        });
        let numbers = numbers.collect::<PolarsResult<Int32Chunked>>()?;
        numbers.with_name(column.name().clone()).into_column().cast(&DataType::Int8)
    };
    cell.map(read, |_, field| Ok(Field::new(field.name().clone(), DataType::Int8)))
}

/// A number of periods, each text looked up once a chunk.
pub(super) fn of_periods(cell: Expr, dtype: DataType, of: fn(Period) -> i32) -> Expr {
    let to = dtype.clone();
    let read = move |column: Column| {
        let mut known: HashMap<&str, i32> = HashMap::new();
        let numbers = column.str()?.iter().map(|text| {
            let text = text.unwrap_or_default().trim();
            if let Some(number) = known.get(text) {
                return Ok(Some(*number));
            }
            let number = of(periods::read(text).map_err(|met| polars_err!(ComputeError: "{}", met))?);
            known.insert(text, number);
            Ok(Some(number))
        });
        let numbers = numbers.collect::<PolarsResult<Int32Chunked>>()?;
        numbers.with_name(column.name().clone()).into_column().cast(&to)
    };
    cell.map(read, move |_, field| Ok(Field::new(field.name().clone(), dtype.clone())))
}

fn unread((met, accepted): Unread) -> PolarsError {
    match accepted {
        "" => polars_err!(ComputeError: "{}", met),
        accepted => polars_err!(ComputeError: "{}; {}", met, accepted),
    }
}
