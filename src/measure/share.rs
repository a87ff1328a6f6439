use polars::prelude::*;

use super::per_cent;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("share.md");

#[doc = include_str!("share.md")]
///
/// # Example: China in the imports of Alabama, 2017
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::share;
///
/// let frame = df!["china" => [2244.9], "world" => [23628.66]]?;
/// let plan = frame.lazy().select([share(col("china"), col("world")).alias("share")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(format!("{:.2}", frame.column("share")?.f64()?.get(0).unwrap()), "9.50");
/// # Ok::<(), PolarsError>(())
/// ```
pub fn share(part: Expr, whole: Expr) -> Expr {
    let exists = part.clone().gt_eq(lit(0.0)).and(whole.clone().gt(lit(0.0)));
    when(exists).then(per_cent(part, whole)).otherwise(lit(NULL))
}
