use polars::prelude::Expr;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("turnover.md");

#[doc = include_str!("turnover.md")]
///
/// # Example: turnover of two columns
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::turnover;
///
/// let frame = df!["x" => [185i64], "m" => [6154i64]]?;
/// let plan = frame.lazy().select([turnover(col("x"), col("m")).alias("turnover")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(frame.column("turnover")?.i64()?.get(0), Some(6339));
/// # Ok::<(), PolarsError>(())
/// ```
pub fn turnover(exports: Expr, imports: Expr) -> Expr {
    exports + imports
}
