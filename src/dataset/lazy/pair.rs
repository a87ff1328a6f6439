use polars::prelude::*;

use super::bilateral::{EXPORTER, IMPORTER, YEAR};
use super::cells;
use crate::dataset::schema::DECIMALS;

/// Year, exporter, importer and decimals as one number, by which rows are grouped many times faster than by four.
pub(super) struct Pair;

/// Codes have six digits at most; those of countries have three.
const CODES: i64 = 1 << 20;
/// Decimals are an Int8, put above zero.
const DECIMAL_PLACES: i64 = 1 << 8;
const NO_DECIMALS: i64 = 1 << 7;

impl Pair {
    /// The column of the number.
    pub(super) const COLUMN: &str = "pair";

    /// Whether a number can be a code.
    pub(super) fn is_code(number: i32) -> bool {
        (0..CODES).contains(&i64::from(number))
    }

    /// The number, Int64; null where there is no figure.
    pub(super) fn packed() -> Expr {
        let packed = |columns: &mut [Column]| {
            let [year, exporter, importer, decimals] = columns else {
                polars_bail!(ComputeError: "a pair is made of four columns");
            };
            if let Some(packed) = Self::of_slices(year, exporter, importer, decimals) {
                return Ok(Int64Chunked::from_vec(Self::COLUMN.into(), packed).into_column());
            }
            let codes = year.i32()?.iter().zip(exporter.i32()?.iter()).zip(importer.i32()?.iter()).zip(decimals.i8()?.iter());
            let packed = codes.map(|(((year, exporter), importer), decimals)| {
                let Some(decimals) = decimals else { return Ok(None) };
                let year = number(year, "year", cells::is_year)?;
                let exporter = number(exporter, "code of a country", Self::is_code)?;
                let importer = number(importer, "code of a country", Self::is_code)?;
                Ok(Some(pack(year, exporter, importer, decimals.into())))
            });
            Ok(packed.collect::<PolarsResult<Int64Chunked>>()?.with_name(Self::COLUMN.into()).into_column())
        };
        let output = |_: &Schema, _: &[Field]| Ok(Field::new(Self::COLUMN.into(), DataType::Int64));
        col(YEAR).map_many(packed, &[EXPORTER, IMPORTER, DECIMALS].map(col), output).alias(Self::COLUMN)
    }

    /// Of columns in which nothing is missing and every code fits, nearly all chunks.
    fn of_slices(year: &Column, exporter: &Column, importer: &Column, decimals: &Column) -> Option<Vec<i64>> {
        fn slice(column: &Column) -> Option<&[i32]> {
            column.i32().ok()?.cont_slice().ok()
        }
        let (years, exporters, importers) = (slice(year)?, slice(exporter)?, slice(importer)?);
        let decimals = decimals.i8().ok()?.cont_slice().ok()?;
        let fits = years.iter().all(|year| cells::is_year(*year))
            && [exporters, importers].iter().all(|codes| codes.iter().all(|code| Self::is_code(*code)));
        let codes = years.iter().zip(exporters).zip(importers).zip(decimals);
        let packed = codes.map(|(((year, exporter), importer), decimals)| {
            pack(i64::from(*year), i64::from(*exporter), i64::from(*importer), i64::from(*decimals))
        });
        fits.then(|| packed.collect())
    }

    /// The columns that it was made of.
    pub(super) fn unpacked() -> [Expr; 4] {
        let behind = |by: i64| col(Self::COLUMN).floor_div(lit(by));
        let code = |of: Expr| (of % lit(CODES)).cast(DataType::Int32);
        [
            behind(DECIMAL_PLACES * CODES * CODES).cast(DataType::Int32).alias(YEAR),
            code(behind(DECIMAL_PLACES * CODES)).alias(EXPORTER),
            code(behind(DECIMAL_PLACES)).alias(IMPORTER),
            (col(Self::COLUMN) % lit(DECIMAL_PLACES) - lit(NO_DECIMALS)).cast(DataType::Int8).alias(DECIMALS),
        ]
    }
}

fn pack(year: i64, exporter: i64, importer: i64, decimals: i64) -> i64 {
    ((year * CODES + exporter) * CODES + importer) * DECIMAL_PLACES + decimals + NO_DECIMALS
}

fn number(met: Option<i32>, what: &str, fits: impl Fn(i32) -> bool) -> PolarsResult<i64> {
    match met {
        Some(number) if fits(number) => Ok(number.into()),
        Some(number) => Err(polars_err!(ComputeError: "`{}` is no {}", number, what)),
        None => Err(polars_err!(ComputeError: "a {} is missing", what)),
    }
}
