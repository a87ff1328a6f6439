use polars::prelude::*;

use super::exact::{EXPONENT, common, scaled, the_one};
use super::flows::{is_flow, with_usual_marked};
use super::growth::magnitude;
use super::{EXPORTS, IMPORTS, per_cent};
use crate::dataset::amount;
use crate::dataset::schema::{DIGITS, FLOW, PARTNER, REPORTER, SeriesColumns, VALUATION};
use crate::error::Error;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("mirror.md");

/// The column of the ratio.
pub(super) const RATIO: &str = "mirror_ratio";
/// The column of the difference.
pub(super) const DIFFERENCE: &str = "mirror_difference";
/// The column of the asymmetry.
pub(super) const ASYMMETRY: &str = "mirror_asymmetry";

#[doc = include_str!("mirror.md")]
///
/// This is the ratio: of the imports that one side reports to the exports that the other side reports.
///
/// # Example: three times what was exported
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::mirror_ratio;
///
/// let frame = df!["x" => [173.946299], "m" => [529.477]]?;
/// let plan = frame.lazy().select([mirror_ratio(col("x"), col("m")).alias("ratio")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(format!("{:.2}", frame.column("ratio")?.f64()?.get(0).unwrap()), "3.04");
/// # Ok::<(), PolarsError>(())
/// ```
pub fn mirror_ratio(exports: Expr, imports: Expr) -> Expr {
    when(exports.clone().neq(lit(0.0))).then(imports / exports).otherwise(lit(NULL))
}

/// The imports that one side reports less the exports that the other side reports.
pub fn mirror_difference(exports: Expr, imports: Expr) -> Expr {
    imports - exports
}

/// The difference without its sign, in per cent of both together.
///
/// # Example: nearly one side alone
/// ```
/// use polars::prelude::*;
/// use tradecheck::measure::mirror_asymmetry;
///
/// let frame = df!["x" => [0.0, 30.0, 10.0], "m" => [10.0, 10.0, 10.0]]?;
/// let plan = frame.lazy().select([mirror_asymmetry(col("x"), col("m")).alias("asymmetry")]);
/// let frame = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(frame.column("asymmetry")?.f64()?.to_vec(), [Some(100.0), Some(50.0), Some(0.0)]);
/// # Ok::<(), PolarsError>(())
/// ```
pub fn mirror_asymmetry(exports: Expr, imports: Expr) -> Expr {
    per_cent(magnitude(imports.clone() - exports.clone()), imports + exports)
}

/// Adds the mirror ratio, difference and asymmetry to the rows of exports and imports whose partner reports the other side.
pub(super) fn with_mirror(amounts: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    // Both sides speak of goods that go from one exporter to one importer.
    let is_trade = || is_flow(EXPORTS).or(is_flow(IMPORTS));
    let party = |of_exports: &str, of_imports: &str| {
        when(is_flow(EXPORTS)).then(col(of_exports)).when(is_flow(IMPORTS)).then(col(of_imports)).otherwise(lit(NULL))
    };
    let mut trade = series.without(&[REPORTER, PARTNER, FLOW, VALUATION]).with_period();
    trade.extend([col("exporter"), col("importer")]);
    let side = |flow: &str, of: &str| {
        let usual = if series.has(VALUATION) { col("is usual").and(is_flow(flow)) } else { is_flow(flow) };
        the_one(when(usual).then(col(of)).otherwise(lit(NULL)), &trade).map(|side| side.alias(format!("{flow} {of}")))
    };
    let sides = [side(EXPORTS, DIGITS)?, side(EXPORTS, EXPONENT)?, side(IMPORTS, DIGITS)?, side(IMPORTS, EXPONENT)?];
    let of = |flow: &str, of: &str| col(format!("{flow} {of}"));
    let level = |flow: &str| amount(of(flow, DIGITS), of(flow, EXPONENT));
    let finest = || common(of(EXPORTS, EXPONENT), of(IMPORTS, EXPONENT));
    let digits = |flow: &str| scaled(of(flow, DIGITS), of(flow, EXPONENT), finest());
    let in_trade = |gap: Expr, name: &str| when(is_trade()).then(gap).otherwise(lit(NULL)).alias(name);
    let parties = [party(REPORTER, PARTNER).alias("exporter"), party(PARTNER, REPORTER).alias("importer")];
    Ok(with_usual_marked(amounts, series)?.with_columns(parties).with_columns(sides).with_columns([
        in_trade(mirror_ratio(level(EXPORTS), level(IMPORTS)), RATIO),
        in_trade(amount(mirror_difference(digits(EXPORTS), digits(IMPORTS)), finest()), DIFFERENCE),
        in_trade(mirror_asymmetry(level(EXPORTS), level(IMPORTS)), ASYMMETRY),
    ]))
}
