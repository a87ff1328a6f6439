use polars::prelude::*;

use super::exact::{EXPONENT, common, scaled};
use super::{EXPORTS, IMPORTS};
use crate::dataset::schema::{self, DIGITS, FLOW, PARTNER, REPORTER, SeriesColumns, VALUATION};
use crate::dataset::amount;

/// The page of the measure.
pub(super) const PAGE: &str = include_str!("mirror.md");

/// The column of the ratio.
pub(super) const RATIO: &str = "mirror_ratio";
/// The column of the difference.
pub(super) const DIFFERENCE: &str = "mirror_difference";

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

/// Adds the mirror ratio and difference to the rows of exports and imports whose partner reports the other side.
pub(super) fn with_mirror(amounts: LazyFrame, series: &SeriesColumns) -> LazyFrame {
    let key = series.without(&[VALUATION]);
    // The same observation, told by the other side.
    let turned = key.with_period_of(|name| match name {
        REPORTER => col(PARTNER).alias(REPORTER),
        PARTNER => col(REPORTER).alias(PARTNER),
        FLOW => when(col(FLOW).eq(schema::name(EXPORTS))).then(schema::name(IMPORTS)).otherwise(schema::name(EXPORTS)).alias(FLOW),
        name => col(name),
    });
    let is_flow = col(FLOW).eq(schema::name(EXPORTS)).or(col(FLOW).eq(schema::name(IMPORTS)));
    let figures = [col(DIGITS).alias("mirror digits"), col(EXPONENT).alias("mirror exponent")];
    let mut other_side = amounts.clone().filter(is_flow);
    if series.has(VALUATION) {
        // Of several valuations the usual one of the flow.
        let usual = when(col(FLOW).eq(schema::name(EXPORTS))).then(schema::name("FOB")).otherwise(schema::name("CIF"));
        let rank = when(col(VALUATION).eq(usual)).then(lit(0)).otherwise(lit(1)).alias("rank");
        let once = key.names().chain([schema::START, schema::MONTHS]);
        other_side = other_side
            .with_column(rank)
            .sort(["rank", VALUATION], SortMultipleOptions::default())
            .unique_stable(Some(cols(once)), UniqueKeepStrategy::First);
    }
    let other_side = other_side.select(turned.into_iter().chain(figures).collect::<Vec<_>>());
    let on = key.with_period();
    let of_side = |own: &str, other: &str, flow: &str| when(col(FLOW).eq(schema::name(flow))).then(col(own)).otherwise(col(other));
    let (exports, imports) = (of_side(DIGITS, "mirror digits", EXPORTS), of_side(DIGITS, "mirror digits", IMPORTS));
    let (exports_at, imports_at) = (of_side(EXPONENT, "mirror exponent", EXPORTS), of_side(EXPONENT, "mirror exponent", IMPORTS));
    let finest = common(exports_at.clone(), imports_at.clone());
    let at_finest = |digits: &Expr, at: &Expr| scaled(digits.clone(), at.clone(), finest.clone());
    let difference = mirror_difference(at_finest(&exports, &exports_at), at_finest(&imports, &imports_at));
    amounts.join(other_side, on.clone(), on, JoinArgs::new(JoinType::Left)).with_columns([
        mirror_ratio(amount(exports, exports_at), amount(imports, imports_at)).alias(RATIO),
        amount(difference, finest).alias(DIFFERENCE),
    ])
}
