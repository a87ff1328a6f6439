use polars::prelude::Expr;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("balance.md");

#[doc = include_str!("balance.md")]
///
/// # Example: a deficit is negative
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::balance;
///
/// let frame = df!["x" => [Some(185i64), Some(7)], "m" => [Some(6154i64), None]]?;
/// let plan = frame.lazy().select([balance(col("x"), col("m")).alias("balance")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(frame.column("balance")?.i64()?.to_vec(), [Some(-5969), None]);
/// # Ok::<(), PolarsError>(())
/// ```
pub fn balance(exports: Expr, imports: Expr) -> Expr {
    exports - imports
}
