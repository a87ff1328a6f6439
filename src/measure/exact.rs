//! Amounts as integers: `digits × 10^exponent`, added without a rounding.
//!
//! Polars wraps an Int64 that overflows, in silence. Here it becomes a null: no amount, never a wrong one.

use polars::prelude::*;

use crate::dataset::schema::{DIGITS, SeriesColumns};

/// The power of ten that `digits` are to be multiplied with, Int32.
pub(super) const EXPONENT: &str = "exponent";

/// Digits brought to another, lower exponent; null where that takes more than 18 digits.
pub(super) fn scaled(digits: Expr, exponent: Expr, to: Expr) -> Expr {
    let steps = exponent - to;
    let in_reach = |steps: &Expr| steps.clone().gt_eq(lit(0)).and(steps.clone().lt_eq(lit(18)));
    let steps = when(in_reach(&steps)).then(steps).otherwise(lit(NULL)).cast(DataType::UInt32);
    let power = lit(10i64).pow(steps.clone().fill_null(lit(0u32)));
    // Within this bound the product has at most 18 digits, and two of them add up within 64 bits.
    let bound = lit(999_999_999_999_999_999i64).floor_div(power.clone());
    let fits = steps.is_not_null().and(digits.clone().lt_eq(bound.clone())).and(digits.clone().gt_eq(lit(0i64) - bound));
    when(fits.clone()).then(when(fits).then(digits).otherwise(lit(0i64)) * power).otherwise(lit(NULL)).cast(DataType::Int64)
}

/// The lower of two exponents, of the one where the other is missing.
pub(super) fn common(a: Expr, b: Expr) -> Expr {
    when(a.clone().is_null().or(b.clone().lt_eq(a.clone()))).then(b).otherwise(a)
}

/// Sums of `digits` within groups, exactly: one row a group, with `digits` and `exponent`.
///
/// A sum is null where it, or one of its terms at the common exponent, is beyond 18 digits.
pub(super) fn sums(lf: LazyFrame, groups: &[Expr]) -> LazyFrame {
    const BILLION: i64 = 1_000_000_000;
    let on: Vec<Expr> = groups.to_vec();
    let finest = lf.clone().group_by(groups).agg([col(EXPONENT).min().alias("finest")]);
    let high = |digits: Expr| digits.floor_div(lit(BILLION));
    let term = col("term");
    let (carry, all_high) = (high(col("low")), col("high") + high(col("low")));
    lf.join(finest, on.clone(), on, JoinArgs::new(JoinType::Inner))
        .with_column(scaled(col(DIGITS), col(EXPONENT), col("finest")).alias("term"))
        .group_by(groups)
        .agg([
            col("finest").first(),
            term.clone().null_count().alias("lost"),
            // Two halves of nine digits each: neither sum overflows before there are 10⁹ terms.
            high(term.clone()).sum().alias("high"),
            (term.clone() - high(term) * lit(BILLION)).sum().alias("low"),
        ])
        .with_columns([all_high.alias("high"), (col("low") - carry * lit(BILLION)).alias("low")])
        .with_column(
            when(col("lost").eq(lit(0)).and(col("high").lt(lit(BILLION))).and(col("high").gt_eq(lit(-BILLION))))
                .then(col("high"))
                .otherwise(lit(NULL))
                .alias("high"),
        )
        .with_columns([(col("high") * lit(BILLION) + col("low")).alias(DIGITS), col("finest").alias(EXPONENT)])
        .select(groups.iter().cloned().chain([col(DIGITS), col(EXPONENT)]).collect::<Vec<_>>())
}

/// Observations as amounts: key, period, `digits` and `exponent`, and whether they are stated or computed.
pub(super) fn amounts(lf: LazyFrame, series: &SeriesColumns) -> LazyFrame {
    let mut columns = series.with_period();
    columns.extend([col(DIGITS), crate::dataset::exponent().alias(EXPONENT), crate::dataset::schema::name("stated").alias(super::ORIGIN)]);
    lf.select(columns)
}
