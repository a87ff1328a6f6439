use polars::prelude::*;

use crate::dataset::schema::{self, DIGITS, PLACE, REQUIRED, STATUS};
use crate::statement::Dimension;

/// Sums of rows that agree in all but what is left out.
pub(super) fn condensed(observations: LazyFrame, left_out: &[Dimension], chosen: &[(&'static str, Expr)]) -> LazyFrame {
    let rows = chosen.iter().fold(observations, |rows, (_, chosen)| rows.filter(chosen.clone()));
    let whole_or_part = |dimension: &Dimension| {
        let whole = schema::name(schema::usual_whole(dimension.word()));
        when(col(dimension.word()).eq(whole.clone()))
            .then(whole)
            .otherwise(schema::name(schema::SUM_OF_PARTS))
            .alias(dimension.word())
    };
    let collapsed = rows.with_columns(left_out.iter().map(whole_or_part).collect::<Vec<_>>());
    summed(collapsed)
}

/// Rows with the columns of the schema, those that agree in their key and their exponent added up.
pub(super) fn summed(mut rows: LazyFrame) -> LazyFrame {
    let Ok(found) = rows.collect_schema() else { return rows };
    let is_key =
        |name: &&PlSmallStr| !matches!(name.as_str(), DIGITS | STATUS | PLACE | schema::ID | schema::SOURCE | schema::QUALIFIER);
    let key: Vec<Expr> = found.iter_names().filter(is_key).map(|name| col(name.clone())).collect();
    let once = [STATUS, PLACE].map(|name| col(name).first());
    let added = rows.group_by(key).agg([sum(), bound()].into_iter().chain(once).collect::<Vec<_>>());
    let order = REQUIRED.into_iter().chain(found.iter_names().map(PlSmallStr::as_str).filter(|name| !REQUIRED.contains(name)));
    let kept = order.filter(|name| !matches!(*name, schema::ID | schema::SOURCE | schema::QUALIFIER));
    let kept: Vec<Expr> = kept.map(|name| if name == DIGITS { within_bound() } else { col(name) }).collect();
    added.select(kept)
}

pub(super) const BOUND: &str = "sum in floats";

/// The sum of digits. Integers wrap where they overflow, in silence, and a wrapped sum is right again where the true one has 18 digits:
/// [`bound`] tells whether it has.
pub(super) fn sum() -> Expr {
    col(DIGITS).sum()
}

/// The sum once more, in floats, to tell its size.
pub(super) fn bound() -> Expr {
    col(DIGITS).cast(DataType::Float64).sum().alias(BOUND)
}

/// The sum, null where it is beyond 18 digits.
pub(super) fn within_bound() -> Expr {
    let fits = col(BOUND).gt(lit(-9e17)).and(col(BOUND).lt(lit(9e17)));
    when(fits).then(col(DIGITS)).otherwise(lit(NULL)).cast(DataType::Int64).alias(DIGITS)
}
