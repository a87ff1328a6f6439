use polars::prelude::*;

use super::growth::{is_comparable, magnitude};
use super::per_cent;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("index.md");

#[doc = include_str!("index.md")]
///
/// # Example: the other form of growth
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::index;
///
/// let frame = df!["x" => [53.9], "before" => [50.0]]?;
/// let plan = frame.lazy().select([index(col("x"), col("before")).alias("index")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(format!("{:.1}", frame.column("index")?.f64()?.get(0).unwrap()), "107.8");
/// # Ok::<(), PolarsError>(())
/// ```
pub fn index(level: Expr, base: Expr) -> Expr {
    when(is_comparable(&level, &base)).then(per_cent(magnitude(level), magnitude(base))).otherwise(lit(NULL))
}
