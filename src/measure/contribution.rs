use polars::prelude::*;

use super::per_cent;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("contribution.md");

#[doc = include_str!("contribution.md")]
///
/// # Example: China in the growth of Belarus's imports, 2010
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::contribution;
///
/// let frame = df!["china" => [1684.0839], "china 2009" => [1081.372], "world 2009" => [28563.571305]]?;
/// let plan = frame.lazy().select([contribution(col("china"), col("china 2009"), col("world 2009")).alias("points")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(format!("{:.2}", frame.column("points")?.f64()?.get(0).unwrap()), "2.11");
/// # Ok::<(), PolarsError>(())
/// ```
pub fn contribution(part: Expr, base: Expr, base_of_whole: Expr) -> Expr {
    when(base_of_whole.clone().gt(lit(0.0))).then(per_cent(part - base, base_of_whole)).otherwise(lit(NULL))
}
