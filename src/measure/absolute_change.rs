use polars::prelude::Expr;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("absolute_change.md");

#[doc = include_str!("absolute_change.md")]
///
/// # Example: it exists over a base of zero
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::absolute_change;
///
/// let frame = df!["x" => [5.4], "before" => [0.0]]?;
/// let plan = frame.lazy().select([absolute_change(col("x"), col("before")).alias("change")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(frame.column("change")?.f64()?.get(0), Some(5.4));
/// # Ok::<(), PolarsError>(())
/// ```
pub fn absolute_change(level: Expr, base: Expr) -> Expr {
    level - base
}
