use polars::prelude::*;

use super::exact::{EXPONENT, amounts, common, scaled};
use super::{BALANCE, EXPORTS, IMPORTS, ORIGIN, TURNOVER, balance, turnover};
use crate::dataset::schema::{self, DIGITS, FLOW, SeriesColumns, VALUATION};
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
/// A column of [`schema`] that the plan lacks or has in another type.
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
    Ok(side_by_side(amounts(lf, &series), &series).sort(order, SortMultipleOptions::default()))
}

/// As [`flows_wide`], of amounts, in any order.
pub(super) fn side_by_side(amounts: LazyFrame, series: &SeriesColumns) -> LazyFrame {
    let pair = series.without(&[FLOW, VALUATION]);
    let exports = one_flow(amounts.clone(), series, &pair, EXPORTS, "FOB");
    let imports = one_flow(amounts, series, &pair, IMPORTS, "CIF");
    let on = pair.with_period();
    let args = JoinArgs::new(JoinType::Full).with_coalesce(JoinCoalesce::CoalesceColumns);
    let (x, m) = ("exports exponent", "imports exponent");
    let mut columns = pair.with_period();
    if series.has(VALUATION) {
        let valuation = |flow: &str| col(format!("{flow} {VALUATION}"));
        let (x, m) = (valuation(EXPORTS), valuation(IMPORTS));
        let same = when(m.clone().is_null().or(x.clone().eq(m.clone()))).then(x.clone());
        let both = x.clone().cast(DataType::String) + lit("/") + m.clone().cast(DataType::String);
        let one = same.when(x.is_null()).then(m).otherwise(both.cast(schema::category()));
        columns.push(one.alias(VALUATION));
    }
    columns.extend([EXPORTS, IMPORTS, TURNOVER, BALANCE, EXPONENT].map(col));
    exports
        .join(imports, on.clone(), on, args)
        .with_column(common(col(x), col(m)).alias(EXPONENT))
        .with_columns([scaled(col(EXPORTS), col(x), col(EXPONENT)), scaled(col(IMPORTS), col(m), col(EXPONENT))])
        .with_columns([
            turnover(col(EXPORTS), col(IMPORTS)).alias(TURNOVER),
            balance(col(EXPORTS), col(IMPORTS)).alias(BALANCE),
        ])
        .select(columns)
}

/// The observations of one flow, its digits under its name; of several valuations the usual one, else the first by name.
fn one_flow(amounts: LazyFrame, series: &SeriesColumns, pair: &SeriesColumns, flow: &str, usual: &str) -> LazyFrame {
    let exponent = format!("{flow} exponent");
    let mut columns = pair.with_period();
    columns.extend([col(DIGITS).alias(flow), col(EXPONENT).alias(exponent.as_str())]);
    let of_flow = amounts.filter(col(FLOW).eq(schema::name(flow)));
    if !series.has(VALUATION) {
        return of_flow.select(columns);
    }
    columns.push(col(VALUATION).alias(format!("{flow} {VALUATION}")));
    let rank = when(col(VALUATION).eq(schema::name(usual))).then(lit(0)).otherwise(lit(1)).alias("rank");
    let chosen = pair.names().chain([schema::START, schema::MONTHS]);
    of_flow
        .with_column(rank)
        .sort(["rank", VALUATION], SortMultipleOptions::default())
        .unique_stable(Some(cols(chosen)), UniqueKeepStrategy::First)
        .select(columns)
}

/// The amounts, and the turnover and the balance that follow from them where none is stated.
pub(super) fn with_computed(amounts: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    let wide = side_by_side(amounts.clone(), series);
    let computed = |flow: &str| {
        let mut columns: Vec<Expr> = series
            .with_period_of(|name| if name == FLOW { schema::name(flow).alias(FLOW) } else { col(name) });
        columns.extend([col(flow).alias(DIGITS), col(EXPONENT), schema::name("computed").alias(ORIGIN)]);
        wide.clone().filter(col(flow).is_not_null()).select(columns)
    };
    let stated = series.without(&[VALUATION]).with_period();
    let computed = [computed(TURNOVER), computed(BALANCE)]
        .map(|rows| rows.join(amounts.clone(), stated.clone(), stated.clone(), JoinArgs::new(JoinType::Anti)));
    let [turnovers, balances] = computed;
    concat([amounts, turnovers, balances], UnionArgs::default()).map_err(crate::dataset::unreadable)
}
