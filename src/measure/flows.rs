use polars::prelude::*;

use super::exact::{EXPONENT, amounts, common, scaled, the_one};
use super::{BALANCE, EXPORTS, IMPORTS, Measure, ORIGIN, TURNOVER, balance, coverage, normalised_balance, turnover};
use crate::dataset::schema::{self, DIGITS, FLOW, SeriesColumns, VALUATION};
use crate::dataset::{amount, unreadable};
use crate::error::Error;

/// Exports and imports side by side: one row for each reporter, partner, scope, commodity, unit and period.
///
/// Columns: the key without `flow`, then `exports`, `imports`, `turnover` and `balance` as Int64, to be multiplied with
/// 10^`exponent`. A flow that has no observation is null, and so are the turnover and the balance, which need both. What a source
/// states as its turnover or balance is no part of it.
///
/// The valuation does not tell rows apart, because exports are usually valued FOB and imports CIF: `valuation`, where the frame has
/// it, is then `FOB/CIF`. Of several valuations of one flow, exports are taken FOB and imports CIF.
///
/// # Errors
/// A column of [`schema`](crate::dataset::schema) that the plan lacks or has in another type.
///
/// # Example: the balance is an integer
/// ```
/// use polars::prelude::*;
/// use tradecheck::{dataset::Dataset, measure::flows_wide, source::Source, statement::read_series};
///
/// let text = "reporter,flow,period,value,unit\nMogilev,exports,2010,3.8,USD\nMogilev,imports,2010,32.70,USD\n";
/// let dataset = Dataset::from_statements(&read_series(&Source::from_text("series.csv", text))?)?;
/// let wide = flows_wide(dataset.lazy())?.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(wide.column("balance")?.i64()?.get(0), Some(-2890));
/// assert_eq!(wide.column("exponent")?.i32()?.get(0), Some(-2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn flows_wide(lf: LazyFrame) -> Result<LazyFrame, Error> {
    let series = SeriesColumns::of(&lf)?;
    let order = series.without(&[FLOW]).sort_order();
    let mut columns = series.without(&[FLOW]).with_period();
    columns.extend([EXPORTS, IMPORTS, TURNOVER, BALANCE, EXPONENT].map(col));
    let wide = side_by_side(amounts(lf, &series), &series)?;
    let has_flow = col(EXPORTS).is_not_null().or(col(IMPORTS).is_not_null());
    Ok(wide.filter(has_flow).select(columns).sort(order, SortMultipleOptions::default()))
}

/// As [`flows_wide`], of amounts, in any order, and with the rows that have neither flow; `has turnover` and `has balance` tell what is
/// stated.
fn side_by_side(amounts: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    let pair = series.without(&[FLOW, VALUATION]).with_period();
    // A key stands once, so the largest of its digits is the only one.
    let of = |flow: &str, of: Expr| when(is_flow(flow)).then(of).otherwise(lit(NULL)).max();
    let at = |flow: &str| format!("{flow} {EXPONENT}");
    let valued = |flow: &str| format!("{flow} {VALUATION}");
    let mut figures = Vec::new();
    for flow in [EXPORTS, IMPORTS] {
        figures.extend([of(flow, col(DIGITS)).alias(flow), of(flow, col(EXPONENT)).alias(at(flow))]);
        if series.has(VALUATION) {
            figures.push(of(flow, col(VALUATION).cast(DataType::String)).alias(valued(flow)));
        }
    }
    figures.extend([TURNOVER, BALANCE].map(|flow| is_flow(flow).max().alias(format!("has {flow}"))));
    let both = |flow: &str| scaled(col(flow), col(at(flow)), col(EXPONENT));
    let marked = with_usual_marked(amounts, series)?;
    let once = if series.has(VALUATION) { marked.filter(col("is usual")) } else { marked };
    let wide = once
        .group_by(pair)
        .agg(figures)
        .with_column(common(col(at(EXPORTS)), col(at(IMPORTS))).alias(EXPONENT))
        .with_columns([both(EXPORTS).alias(EXPORTS), both(IMPORTS).alias(IMPORTS)])
        .with_columns([turnover(col(EXPORTS), col(IMPORTS)).alias(TURNOVER), balance(col(EXPORTS), col(IMPORTS)).alias(BALANCE)]);
    if !series.has(VALUATION) {
        return Ok(wide);
    }
    let (x, m) = (col(valued(EXPORTS)), col(valued(IMPORTS)));
    let valuation = when(m.clone().is_null().or(x.clone().eq(m.clone())))
        .then(x.clone())
        .when(x.clone().is_null())
        .then(m.clone())
        .otherwise(x + lit("/") + m);
    Ok(wide.with_column(valuation.cast(schema::category()).alias(VALUATION)))
}

/// Adds the column `is usual` where the frame tells valuations apart.
pub(super) fn with_usual_marked(amounts: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    if !series.has(VALUATION) {
        return Ok(amounts);
    }
    Ok(amounts.with_column(is_usual_valuation(series)?.alias("is usual")))
}

/// Whether a row has the usual valuation of its flow, where there are several: exports FOB, imports CIF; else the first by name.
fn is_usual_valuation(series: &SeriesColumns) -> Result<Expr, Error> {
    let key = series.without(&[VALUATION]).with_period();
    let usual = when(is_flow(IMPORTS)).then(schema::name("CIF")).otherwise(schema::name("FOB"));
    let is_usual = col(VALUATION).eq(usual);
    let has_usual = is_usual.clone().max().over(&key).map_err(unreadable)?;
    let first = col(VALUATION).cast(DataType::String).min().over(&key).map_err(unreadable)?;
    let is_first = col(VALUATION).cast(DataType::String).eq(first);
    Ok(is_usual.or(has_usual.not().and(is_first)))
}

/// The amounts, and the turnover and the balance that follow from them where none is stated.
pub(super) fn with_computed(amounts: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    // What is taken twice or more is run once.
    let amounts = amounts.cache();
    let wide = side_by_side(amounts.clone(), series)?.cache();
    let computed = |flow: &str| {
        let mut columns = series.with_period_of(|name| if name == FLOW { schema::name(flow).alias(FLOW) } else { col(name) });
        columns.extend([col(flow).alias(DIGITS), col(EXPONENT), schema::name("computed").alias(ORIGIN)]);
        let is_new = col(format!("has {flow}")).not();
        wide.clone().filter(col(flow).is_not_null().and(is_new)).select(columns)
    };
    concat([amounts, computed(TURNOVER), computed(BALANCE)], UnionArgs::default()).map_err(unreadable)
}

/// Adds coverage and normalised balance to the rows of the balance.
pub(super) fn with_ratios(amounts: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    let pair = series.without(&[FLOW, VALUATION]).with_period();
    let counts = |flow: &str| if series.has(VALUATION) { is_flow(flow).and(col("is usual")) } else { is_flow(flow) };
    let level = |flow: &str| {
        let of_flow = when(counts(flow)).then(amount(col(DIGITS), col(EXPONENT))).otherwise(lit(NULL));
        Ok::<Expr, Error>(the_one(of_flow, &pair)?.alias(format!("{flow} level")))
    };
    let (exports, imports) = (col(format!("{EXPORTS} level")), col(format!("{IMPORTS} level")));
    let in_balance = |ratio: Expr, measure: Measure| when(is_flow(BALANCE)).then(ratio).otherwise(lit(NULL)).alias(measure.name());
    Ok(with_usual_marked(amounts, series)?.with_columns([level(EXPORTS)?, level(IMPORTS)?]).with_columns([
        in_balance(coverage(exports.clone(), imports.clone()), Measure::Coverage),
        in_balance(normalised_balance(exports, imports), Measure::NormalisedBalance),
    ]))
}

/// Whether a row is of a flow.
pub(super) fn is_flow(flow: &str) -> Expr {
    col(FLOW).eq(schema::name(flow))
}
