//! Amounts as integers: `digits × 10^exponent`, added without a rounding.
//!
//! Polars wraps an Int64 that overflows, in silence. Here it becomes a null: no amount, never a wrong one.

use polars::prelude::*;

use super::ORIGIN;
use crate::dataset::schema::{self, DIGITS, SeriesColumns};
use crate::dataset::unreadable;
use crate::error::Error;

/// The power of ten that `digits` are to be multiplied with, Int32.
pub(super) const EXPONENT: &str = "exponent";

/// Observations as amounts: key, period, `digits` and `exponent`, and whether they are stated or computed.
pub(super) fn amounts(lf: LazyFrame, series: &SeriesColumns) -> LazyFrame {
    let mut columns = series.with_period();
    columns.extend([col(DIGITS), crate::dataset::exponent().alias(EXPONENT), schema::name("stated").alias(ORIGIN)]);
    lf.select(columns)
}

/// Digits brought to another, lower exponent; null where that takes more than 18 digits, and so never an overflow.
pub(super) fn scaled(digits: Expr, exponent: Expr, to: Expr) -> Expr {
    let steps = exponent - to;
    let in_reach = steps.clone().gt_eq(lit(0)).and(steps.clone().lt_eq(lit(18)));
    let steps = when(in_reach).then(steps).otherwise(lit(NULL)).cast(DataType::Float64);
    // Powers of ten up to 10²² are exact in Float64; a power of integers would panic where it overflows.
    let power = |steps: Expr| lit(10.0).pow(steps).cast(DataType::Int64);
    let bound = power(lit(18.0) - steps.clone());
    let fits = digits.clone().lt(bound.clone()).and(digits.clone().gt(lit(0i64) - bound));
    when(fits).then(digits).otherwise(lit(NULL)).cast(DataType::Int64) * power(steps)
}

/// The lower of two exponents, of the one where the other is missing.
pub(super) fn common(a: Expr, b: Expr) -> Expr {
    when(a.clone().is_null().or(b.clone().lt_eq(a.clone()))).then(b).otherwise(a)
}

/// For each row the one value that an expression has, apart from nulls, in all rows that agree in `keys`.
pub(super) fn the_one(of: Expr, keys: &[Expr]) -> Result<Expr, Error> {
    of.max().over(keys).map_err(unreadable)
}

const BILLION: i64 = 1_000_000_000;

/// The columns in which a sum is carried: two halves of nine digits each, so that neither overflows before there are 10⁹ terms, and the
/// number of terms that could not be brought to the common exponent.
const HIGH: &str = "sum high";
const LOW: &str = "sum low";
const LOST: &str = "sum lost";
const FINEST: &str = "sum exponent";
const TERM: &str = "sum term";

/// Prepares each row for [`halves`], in columns of its own: the digits at the lowest exponent of the rows that agree in `groups`.
///
/// Only rows where `counts` holds are terms.
pub(super) fn terms(lf: LazyFrame, counts: Expr, groups: &[Expr]) -> Result<LazyFrame, Error> {
    let counted = |of: Expr| when(counts.clone()).then(of).otherwise(lit(NULL));
    let finest = counted(col(EXPONENT)).min().over(groups).map_err(unreadable)?;
    Ok(lf.with_column(finest.alias(FINEST)).with_column(counted(scaled(col(DIGITS), col(EXPONENT), col(FINEST))).alias(TERM)))
}

/// The sums of what [`terms`] has prepared, to be taken over a group.
pub(super) fn halves(counts: Expr) -> [Expr; 4] {
    let low = || col(TERM) % lit(BILLION);
    [
        ((col(TERM) - low()) / lit(BILLION)).sum().alias(HIGH),
        low().sum().alias(LOW),
        counts.and(col(TERM).is_null()).cast(DataType::UInt32).sum().alias(LOST),
        col(FINEST).min(),
    ]
}

/// The digits of a sum of [`halves`]; null where it, or one of its terms, is beyond 18 digits.
pub(super) fn whole_of_halves() -> Expr {
    let rest = col(LOW) % lit(BILLION);
    let high = col(HIGH) + (col(LOW) - rest.clone()) / lit(BILLION);
    let fits = high.clone().lt(lit(BILLION - 1)).and(high.clone().gt(lit(1 - BILLION))).and(col(LOST).eq(lit(0u32)));
    when(fits).then(high * lit(BILLION) + rest).otherwise(lit(NULL)).cast(DataType::Int64)
}

/// The exponent of a sum of [`halves`].
pub(super) fn exponent_of_halves() -> Expr {
    col(FINEST)
}
