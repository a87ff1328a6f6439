use polars::prelude::*;

use super::per_cent;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("normalised_balance.md");

#[doc = include_str!("normalised_balance.md")]
///
/// # Example: Belarus with China, 2015
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::normalised_balance;
///
/// let frame = df!["x" => [781.0016], "m" => [2401.1907]]?;
/// let plan = frame.lazy().select([normalised_balance(col("x"), col("m")).alias("normalised")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(format!("{:.2}", frame.column("normalised")?.f64()?.get(0).unwrap()), "-50.91");
/// # Ok::<(), PolarsError>(())
/// ```
pub fn normalised_balance(exports: Expr, imports: Expr) -> Expr {
    per_cent(exports.clone() - imports.clone(), exports + imports)
}
