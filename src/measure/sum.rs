use polars::prelude::*;

use super::ORIGIN;
use super::exact::{EXPONENT, exponent_of_halves, halves, terms, whole_of_halves};
use super::whole::usual_whole;
use crate::dataset::schema::{self, DIGITS, SeriesColumns};
use crate::dataset::unreadable;
use crate::error::Error;

/// The name of what is summed over a dimension whose whole has no observation.
///
/// It is no name of the whole: the partners that a table lists are seldom all there are.
pub const SUM_OF_PARTS: &str = "sum of parts";

/// Leaves a dimension out: for each key of the others the observation of the whole where there is one, else the sum of the parts.
///
/// So a table that lists `World` beside its countries is not counted twice.
pub(super) fn without_dimension(amounts: LazyFrame, series: &SeriesColumns, column: &'static str) -> Result<LazyFrame, Error> {
    let others = series.without(&[column]).with_period();
    let is_whole = || col(column).eq(schema::name(usual_whole(column)));
    let has_whole = is_whole().max().over(&others).map_err(unreadable)?.alias("has whole");
    let counted = amounts.with_column(has_whole).filter(is_whole().or(col("has whole").not()));
    let figures = halves().into_iter().chain([col("has whole").max(), col(ORIGIN).first()]);
    let whole_or_sum = |whole: Expr, sum: &str| when(col("has whole")).then(whole).otherwise(schema::name(sum));
    let mut columns = series.with_period_of(|name| match name {
        _ if name == column => whole_or_sum(schema::name(usual_whole(column)), SUM_OF_PARTS).alias(column),
        _ => col(name),
    });
    columns.extend([
        whole_of_halves().alias(DIGITS),
        exponent_of_halves().alias(EXPONENT),
        whole_or_sum(col(ORIGIN), "computed").alias(ORIGIN),
    ]);
    Ok(terms(counted, lit(true), &others)?.group_by(others).agg(figures.collect::<Vec<_>>()).select(columns))
}
