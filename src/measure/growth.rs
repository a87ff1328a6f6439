use polars::prelude::*;

use super::per_cent;
use crate::dataset::schema;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("growth.md");

#[doc = include_str!("growth.md")]
///
/// `level` and `base` are columns or expressions of Float64. To find the base of each row, see [`Request`](super::Request).
///
/// # Example: rates, and where there is none
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::{growth, growth_status};
///
/// let frame = df!["x" => [18.5, 6.0, -6.0, 3.0], "before" => [Some(10.0), None, Some(-5.0), Some(0.0)]]?;
/// let (level, base) = (col("x"), col("before"));
/// let plan = frame.lazy().select([growth(level.clone(), base.clone()).alias("g"), growth_status(level, base).alias("status")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(frame.column("g")?.f64()?.to_vec(), [Some(85.0), None, Some(20.0), None]);
/// assert_eq!(frame.column("status")?.get(1)?.str_value(), "no_base");
/// assert_eq!(frame.column("status")?.get(3)?.str_value(), "zero_base");
/// # Ok::<(), PolarsError>(())
/// ```
pub fn growth(level: Expr, base: Expr) -> Expr {
    when(is_comparable(&level, &base))
        .then(per_cent(magnitude(level) - magnitude(base.clone()), magnitude(base)))
        .otherwise(lit(NULL))
}

/// Why a rate of change exists or does not: `ok`, `no_base`, `zero_base`, `sign_change`; null where there is no level.
///
/// A level of zero has either sign: a fall to zero is `ok`.
pub fn growth_status(level: Expr, base: Expr) -> Expr {
    when(level.clone().is_null())
        .then(lit(NULL).cast(schema::category()))
        .when(base.clone().is_null())
        .then(schema::name("no_base"))
        .when(base.clone().eq(lit(0.0)))
        .then(schema::name("zero_base"))
        .when((level * base).lt(lit(0.0)))
        .then(schema::name("sign_change"))
        .otherwise(schema::name("ok"))
}

/// Whether a level can be put in relation to a base.
pub(super) fn is_comparable(level: &Expr, base: &Expr) -> Expr {
    base.clone().neq(lit(0.0)).and((level.clone() * base.clone()).gt_eq(lit(0.0)))
}

pub(super) fn magnitude(amount: Expr) -> Expr {
    when(amount.clone().lt(lit(0.0))).then(lit(0.0) - amount.clone()).otherwise(amount)
}
