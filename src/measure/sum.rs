use polars::prelude::*;

use super::ORIGIN;
use super::exact::{EXPONENT, exponent_of_halves, halves, terms, whole_of_halves};
use crate::dataset::schema::{self, DIGITS, SUM_OF_PARTS, SeriesColumns, usual_whole};
use crate::dataset::sized::{size, within};
use crate::dataset::unreadable;
use crate::error::Error;

/// Adds up the amounts that differ in nothing but their name in a dimension, wholes and parts and exponents apart, on the way of the rows.
///
/// What [`without_dimension`] looks at together is then a few rows, where it was all partners of a table or all its products.
pub(super) fn condensed(amounts: LazyFrame, series: &SeriesColumns, column: &'static str) -> LazyFrame {
    let whole = || schema::name(usual_whole(column));
    let collapsed =
        amounts.with_column(when(col(column).eq(whole())).then(whole()).otherwise(schema::name(SUM_OF_PARTS)).alias(column));
    let mut key = series.with_period();
    key.push(col(EXPONENT));
    let sums = [col(DIGITS).sum(), size(), col(ORIGIN).first()];
    let mut columns = series.with_period();
    columns.extend([within(), col(EXPONENT), col(ORIGIN)]);
    collapsed.group_by(key).agg(sums).select(columns)
}

/// Leaves a dimension out: for each key of the others the observation of the whole where there is one, else the sum of the parts.
///
/// So a table that lists `World` beside its countries is not counted twice.
pub(super) fn without_dimension(amounts: LazyFrame, series: &SeriesColumns, column: &'static str) -> Result<LazyFrame, Error> {
    let others = series.without(&[column]).with_period();
    let is_whole = || col(column).eq(schema::name(usual_whole(column)));
    let has_whole = is_whole().max().over(&others).map_err(unreadable)?;
    let counted = amounts.filter(is_whole().or(has_whole.not()));
    let figures = halves(lit(true)).into_iter().chain([is_whole().max().alias("has whole"), col(ORIGIN).first()]);
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
