//! Cells of a file as columns of the schema, chunk by chunk while a plan runs.

use std::collections::HashMap;
use std::sync::Arc;

use polars::prelude::*;

use super::Progress;
use crate::dataset::printed::{Digits, Unread};
use crate::dataset::schema;

/// What a code stands for; the text of the error is that of the fault.
pub(super) type Meaning = Arc<dyn Fn(&str) -> Result<String, String> + Send + Sync>;

/// Whether a cell says that there is no figure.
pub(super) fn is_absent(text: &str) -> bool {
    matches!(text, "" | "NA" | "N/A" | "NaN" | "#N/A" | "null" | "NULL")
}

/// The printed figure of a cell; `None` where it says that there is none.
pub(super) fn figure(text: &str) -> Result<Option<Digits>, Unread> {
    let text = text.trim();
    if is_absent(text) { Ok(None) } else { Digits::read(text).map(Some) }
}

/// The digits of printed figures, Int64, null where there is no figure. Rows are counted, and the last cells of rows are looked at.
pub(super) fn digits(cell: Expr, last: Option<Expr>, progress: &Progress) -> Expr {
    let progress = progress.clone();
    let read = move |columns: &mut [Column]| {
        let texts = columns[0].str()?;
        progress.add(texts.len());
        if let Some(last) = columns.get(1)
            && last.str()?.iter().any(|text| text.is_none_or(str::is_empty))
        {
            progress.suspect_short();
        }
        let digits = texts.iter().map(|text| Ok(figure(text.unwrap_or_default()).map_err(unread)?.map(|figure| figure.digits)));
        let digits = digits.collect::<PolarsResult<Int64Chunked>>()?;
        Ok(digits.with_name(columns[0].name().clone()).into_column())
    };
    cell.map_many(read, last.as_slice(), |_, fields| Ok(Field::new(fields[0].name().clone(), DataType::Int64)))
}

/// How many of the digits stand after the point, Int8.
pub(super) fn decimals(cell: Expr) -> Expr {
    let read = |column: Column| {
        let decimals = column.str()?.iter().map(|text| {
            let text = text.unwrap_or_default();
            // Plain cells, nearly all, need no second reading.
            let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            if plain && !text.is_empty() {
                return Ok(Some(text.find('.').map_or(0, |at| (text.len() - at - 1) as i8)));
            }
            Ok(figure(text).map_err(unread)?.map(|figure| figure.decimals))
        });
        let decimals = decimals.collect::<PolarsResult<Int8Chunked>>()?;
        Ok(decimals.with_name(column.name().clone()).into_column())
    };
    cell.map(read, |_, field| Ok(Field::new(field.name().clone(), DataType::Int8)))
}

/// Binary floats as digits with so many decimals, Int64; null where there is none.
pub(super) fn float_digits(cell: Expr, decimals: i8, progress: &Progress) -> Expr {
    let (progress, power) = (progress.clone(), 10f64.powi(i32::from(decimals)));
    let read = move |column: Column| {
        progress.add(column.len());
        let digits = column.f64()?.iter().map(|number| {
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
            let text = text.unwrap_or_default();
            if !known.contains_key(text) {
                known.insert(text, meaning(text).map_err(|met| polars_err!(ComputeError: "{}", met))?);
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

fn unread((met, accepted): Unread) -> PolarsError {
    polars_err!(ComputeError: "{}; {}", met, accepted)
}
