use polars::prelude::*;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("annual_growth.md");

#[doc = include_str!("annual_growth.md")]
///
/// # Example: 21 per cent in two years
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::annual_growth;
///
/// let frame = df!["x" => [121.0], "before" => [100.0]]?;
/// let plan = frame.lazy().select([annual_growth(col("x"), col("before"), lit(2.0)).alias("g")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert!((frame.column("g")?.f64()?.get(0).unwrap() - 10.0).abs() < 1e-9);
/// # Ok::<(), PolarsError>(())
/// ```
pub fn annual_growth(level: Expr, base: Expr, years: Expr) -> Expr {
    let positive = |amount: &Expr| amount.clone().gt(lit(0.0));
    let years = years.cast(DataType::Float64);
    when(positive(&level).and(positive(&base)).and(years.clone().neq(lit(0.0))))
        .then(((level / base).pow(lit(1.0) / years) - lit(1.0)) * lit(100.0))
        .otherwise(lit(NULL))
}
