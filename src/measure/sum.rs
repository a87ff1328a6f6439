use polars::prelude::*;

use super::ORIGIN;
use super::exact::{EXPONENT, sums};
use super::whole::usual_whole;
use crate::dataset::schema::{self, DIGITS, SeriesColumns};
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
    let wholes = amounts.clone().filter(is_whole());
    let parts = amounts.filter(is_whole().not()).join(wholes.clone(), others.clone(), others.clone(), JoinArgs::new(JoinType::Anti));
    let name = |name: &str| if name == column { schema::name(SUM_OF_PARTS).alias(column) } else { col(name) };
    let mut columns = series.with_period_of(name);
    columns.extend([col(DIGITS), col(EXPONENT), schema::name("computed").alias(ORIGIN)]);
    let summed = sums(parts, &others).select(columns);
    concat([wholes, summed], UnionArgs::default()).map_err(crate::dataset::unreadable)
}
