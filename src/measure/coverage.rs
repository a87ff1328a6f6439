use polars::prelude::*;

use super::per_cent;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("coverage.md");

#[doc = include_str!("coverage.md")]
///
/// # Example: nothing is covered where nothing is imported
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::coverage;
///
/// let frame = df!["x" => [16.4, 3.0], "m" => [25.0, 0.0]]?;
/// let plan = frame.lazy().select([coverage(col("x"), col("m")).alias("coverage")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(frame.column("coverage")?.f64()?.to_vec(), [Some(65.6), None]);
/// # Ok::<(), PolarsError>(())
/// ```
pub fn coverage(exports: Expr, imports: Expr) -> Expr {
    per_cent(exports, imports)
}
