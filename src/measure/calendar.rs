use std::fmt;
use std::str::FromStr;

use polars::prelude::*;

use super::exact::{EXPONENT, common, scaled};
use crate::dataset::schema::{self, DECIMALS, DIGITS, MONTHS, MULTIPLIER, PLACE, PRECISION, START, SeriesColumns};
use crate::dataset::{exponent, unreadable};
use crate::error::{Error, Fault, FaultKind};

/// The periods that observations are brought to before they are measured.
///
/// Flows add up: three months make a quarter, twelve a year, and the year to September less the year to August is September. What is
/// not whole is left out: a year with eleven months known is no year. Stocks are left out.
///
/// # Example: months from the year to date, and a quarter from them
/// ```
/// use tradecheck::dataset::Dataset;
/// use tradecheck::measure::{Calendar, Measure, Request};
/// use tradecheck::{source::Source, statement::read_series};
///
/// let text = "reporter,flow,period,value,unit\nBrest,exports,2010-01,20,USD\nBrest,exports,2010-01/2010-02,45.5,USD\n\
///             Brest,exports,2010-01/2010-03,80,USD\n";
/// let dataset = Dataset::from_statements(&read_series(&Source::from_text("series.csv", text))?)?;
/// let of = |calendar: Calendar| Request::new([Measure::Growth]).run_plan(calendar.plan(dataset.lazy())?);
/// assert_eq!(of("months".parse()?)?.column("value")?.f64()?.to_vec(), [Some(20.0), Some(25.5), Some(34.5)]);
/// assert_eq!(of(Calendar::Quarters)?.column("value")?.f64()?.to_vec(), [Some(80.0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Calendar {
    /// Single months, those among them that follow from what is cumulated since January.
    Months,
    /// From January to each month.
    YearToDate,
    /// Quarters of calendar years.
    Quarters,
    /// Halves of calendar years.
    HalfYears,
    /// Calendar years.
    Years,
    /// Twelve months from this one on, 1 to 12: 7 for years that begin in July.
    FiscalYears(u8),
}

/// `months`, `year-to-date`, `quarters`, `half-years`, `years`, `fiscal-7`.
impl FromStr for Calendar {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().to_lowercase().replace(['_', ' '], "-");
        let fiscal = || word.strip_prefix("fiscal-")?.parse().ok().filter(|month| (1..=12).contains(month)).map(Self::FiscalYears);
        Ok(match word.as_str() {
            "months" | "monthly" => Self::Months,
            "year-to-date" | "ytd" | "cumulative" => Self::YearToDate,
            "quarters" | "quarterly" => Self::Quarters,
            "half-years" => Self::HalfYears,
            "years" | "annual" => Self::Years,
            _ => fiscal().ok_or_else(|| {
                let fault = Fault::new(FaultKind::Usage, format!("`{}` is no calendar", text.trim()));
                Error::from(fault.accepted("months, year-to-date, quarters, half-years, years and fiscal-7 (from July on) are"))
            })?,
        })
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months => f.pad("months"),
            Self::YearToDate => f.pad("year-to-date"),
            Self::Quarters => f.pad("quarters"),
            Self::HalfYears => f.pad("half-years"),
            Self::Years => f.pad("years"),
            Self::FiscalYears(month) => write!(f, "fiscal-{month}"),
        }
    }
}

/// The first month of the spans that a row is put in.
const FROM: &str = "calendar start";

impl Calendar {
    /// Observations of these periods, those that are printed and those that follow.
    ///
    /// Figures that follow have the word `computed` in the column `precision`: a difference of rounded figures is not rounded itself.
    ///
    /// # Errors
    /// A column of [`schema`] that the plan lacks or has in another type.
    pub fn plan(self, observations: LazyFrame) -> Result<LazyFrame, Error> {
        let series = SeriesColumns::of(&observations)?;
        let flows = as_amounts(observations, &series).filter(col(MONTHS).gt(lit(0u16)));
        let made = match self {
            Self::Months => months(flows, &series)?,
            Self::YearToDate => year_to_date(months(flows, &series)?, &series)?,
            Self::Quarters => spans(flows, &series, 3, 0)?,
            Self::HalfYears => spans(flows, &series, 6, 0)?,
            Self::Years => spans(flows, &series, 12, 0)?,
            Self::FiscalYears(month) => spans(flows, &series, 12, i32::from(month.clamp(1, 12)) - 1)?,
        };
        Ok(as_observations(made, &series))
    }
}

/// The series, the period, digits and exponent, the status and the place; and whether the figure was there before.
fn as_amounts(observations: LazyFrame, series: &SeriesColumns) -> LazyFrame {
    let mut columns = series.with_period();
    columns.extend([col(DIGITS), exponent().alias(EXPONENT), col(schema::STATUS), col(PLACE), lit(true).alias("is printed")]);
    observations.select(columns)
}

fn as_observations(amounts: LazyFrame, series: &SeriesColumns) -> LazyFrame {
    let decimals = lit(0) - col(EXPONENT);
    let word = when(col("is printed")).then(schema::name(schema::PRINTED)).otherwise(schema::name(schema::COMPUTED));
    let mut columns = series.with_period();
    columns.extend([
        col(DIGITS),
        decimals.cast(DataType::Int8).alias(DECIMALS),
        lit(0).cast(DataType::Int8).alias(MULTIPLIER),
        col(schema::STATUS),
        col(PLACE),
        word.alias(PRECISION),
    ]);
    amounts.filter(col(DIGITS).is_not_null()).select(columns)
}

/// Rows once for each key: the printed figure where there is one, else the first that follows.
fn once(amounts: LazyFrame, series: &SeriesColumns) -> LazyFrame {
    let key: Vec<PlSmallStr> = series.sort_order();
    let mut order = key.clone();
    order.push("is printed".into());
    let descending: Vec<bool> = order.iter().map(|name| name == "is printed").collect();
    let sorted = amounts.sort(order, SortMultipleOptions::default().with_order_descending_multi(descending));
    sorted.unique_stable(Some(cols(key)), UniqueKeepStrategy::First)
}

/// Single months: those that are there, and each year to date less the one that ends a month before.
fn months(amounts: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    let amounts = amounts.cache();
    let single = amounts.clone().filter(col(MONTHS).eq(lit(1u16)));
    let in_year = col(START).floor_div(lit(12)).eq((col(START) + col(MONTHS).cast(DataType::Int32) - lit(1)).floor_div(lit(12)));
    let from_january = (col(START) - col(START).floor_div(lit(12)) * lit(12)).eq(lit(0));
    let cumulated = amounts.filter(from_january.and(in_year));
    let mut shorter = series.exprs();
    shorter.extend([
        col(START),
        (col(MONTHS) + lit(1u16)).cast(DataType::UInt16).alias(MONTHS),
        col(DIGITS).alias("shorter digits"),
        col(EXPONENT).alias("shorter exponent"),
    ]);
    let shorter = cumulated.clone().select(shorter);
    let on = series.with_period();
    let finest = common(col(EXPONENT), col("shorter exponent"));
    let difference =
        scaled(col(DIGITS), col(EXPONENT), finest.clone()) - scaled(col("shorter digits"), col("shorter exponent"), finest.clone());
    let mut columns = series.exprs();
    columns.extend([
        (col(START) + col(MONTHS).cast(DataType::Int32) - lit(1)).alias(START),
        lit(1u16).cast(DataType::UInt16).alias(MONTHS),
        difference.alias(DIGITS),
        finest.alias(EXPONENT),
        col(schema::STATUS),
        col(PLACE),
        lit(false).alias("is printed"),
    ]);
    let followed = cumulated.join(shorter, on.clone(), on, JoinArgs::new(JoinType::Inner)).select(columns);
    let all = concat([single, followed], UnionArgs::default()).map_err(unreadable)?;
    Ok(once(all, series))
}

/// From January to each month that all months before it are known of.
fn year_to_date(months: LazyFrame, series: &SeriesColumns) -> Result<LazyFrame, Error> {
    let year = "calendar year";
    let mut group = series.exprs();
    group.push(col(year));
    let sorted = months
        .with_column((col(START).floor_div(lit(12)) * lit(12)).alias(year))
        .sort(series.sort_order(), SortMultipleOptions::default());
    let over = |of: Expr| of.over(&group).map_err(unreadable);
    let finest = over(col(EXPONENT).min())?;
    let with_finest = sorted.with_column(finest.alias("finest"));
    let term = small(scaled(col(DIGITS), col(EXPONENT), col("finest")));
    let with_term = with_finest.with_column(term.alias("term"));
    let known = over(col("term").cum_count(false))?;
    let sum = over(col("term").cum_sum(false))?;
    let nth = (col(START) - col(year) + lit(1)).cast(DataType::UInt32);
    let mut columns = series.exprs();
    columns.extend([
        col(year).alias(START),
        nth.clone().cast(DataType::UInt16).alias(MONTHS),
        col("sum").alias(DIGITS),
        col("finest").alias(EXPONENT),
        col(schema::STATUS),
        col(PLACE),
        (col("is printed").and(nth.clone().eq(lit(1u32)))).alias("is printed"),
    ]);
    Ok(with_term
        .with_columns([known.alias("known"), sum.alias("sum")])
        .filter(col("known").cast(DataType::UInt32).eq(nth))
        .select(columns))
}

/// Sums to spans of so many months, counted from a month of the year: of parts of one length that fill the span.
fn spans(amounts: LazyFrame, series: &SeriesColumns, length: u16, offset: i32) -> Result<LazyFrame, Error> {
    let amounts = once(concat([amounts.clone(), months(amounts, series)?], UnionArgs::default()).map_err(unreadable)?, series);
    let span = i32::from(length);
    let from = (col(START) - lit(offset)).floor_div(lit(span)) * lit(span) + lit(offset);
    let placed = amounts.with_column(from.alias(FROM));
    let inside = (col(START) + col(MONTHS).cast(DataType::Int32)).lt_eq(col(FROM) + lit(span));
    let mut group = series.exprs();
    group.extend([col(FROM), col(MONTHS)]);
    let finest = col(EXPONENT).min().over(&group).map_err(unreadable)?;
    let terms = placed
        .filter(inside)
        .with_column(finest.alias("finest"))
        .with_column(small(scaled(col(DIGITS), col(EXPONENT), col("finest"))).alias("term"));
    let summed = terms
        .sort(series.sort_order(), SortMultipleOptions::default())
        .group_by_stable(group)
        .agg([
            col("term").sum().alias(DIGITS),
            col("finest").first().alias(EXPONENT),
            col("term").count().alias("known"),
            col(schema::STATUS).first(),
            col(PLACE).first(),
            col("is printed").min(),
        ])
        .filter((col("known").cast(DataType::Int32) * col(MONTHS).cast(DataType::Int32)).eq(lit(span)));
    let mut columns = series.exprs();
    columns.extend([
        col(FROM).alias(START),
        lit(length).cast(DataType::UInt16).alias("span"),
        col(DIGITS),
        col(EXPONENT),
        col(schema::STATUS),
        col(PLACE),
        col("is printed").and(col(MONTHS).eq(lit(length))).alias("is printed"),
    ]);
    let renamed = summed.select(columns).rename(["span"], [MONTHS], true);
    Ok(once(renamed, series))
}

/// A term of a sum of at most twelve; null where the sum might be beyond 64 bits.
fn small(digits: Expr) -> Expr {
    const MOST: i64 = 700_000_000_000_000_000;
    when(digits.clone().lt(lit(MOST)).and(digits.clone().gt(lit(-MOST)))).then(digits).otherwise(lit(NULL)).cast(DataType::Int64)
}

/// The periods that are missing within series: for each series, and each length of its periods, the stretches between two observations
/// that neither covers, as `start` and `months`.
///
/// # Errors
/// A column of [`schema`] that the plan lacks or has in another type.
///
/// # Example: a year is missing
/// ```
/// use polars::prelude::*;
/// use tradecheck::{dataset::Dataset, measure::gaps, source::Source, statement::read_series};
///
/// let text = "reporter,flow,period,value\nBrest,exports,2009,20\nBrest,exports,2010,25\nBrest,exports,2012,50\n";
/// let dataset = Dataset::from_statements(&read_series(&Source::from_text("series.csv", text))?)?;
/// let missing = gaps(dataset.lazy())?.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(missing.column("start")?.i32()?.to_vec(), [Some(2011 * 12)]);
/// assert_eq!(missing.column("months")?.i32()?.to_vec(), [Some(12)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn gaps(observations: LazyFrame) -> Result<LazyFrame, Error> {
    let series = SeriesColumns::of(&observations)?;
    let mut group = series.exprs();
    group.push(col(MONTHS));
    let order: Vec<PlSmallStr> = series
        .names()
        .map(PlSmallStr::from_static)
        .chain([PlSmallStr::from_static(MONTHS), PlSmallStr::from_static(START)])
        .collect();
    let end = col(START) + col(MONTHS).cast(DataType::Int32);
    let before = end.shift(lit(1)).over(&group).map_err(unreadable)?;
    let mut columns = series.exprs();
    columns.extend([col("end before").alias("from"), (col(START) - col("end before")).alias("length")]);
    let found = observations
        .filter(col(MONTHS).gt(lit(0u16)))
        .sort(order, SortMultipleOptions::default())
        .with_column(before.alias("end before"))
        .filter(col("end before").is_not_null().and(col(START).gt(col("end before"))));
    Ok(found.select(columns).rename(["from", "length"], [START, MONTHS], true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, collected};
    use crate::source::Source;
    use crate::statement::read_series;
    use proptest::prelude::*;

    fn dataset(rows: &str) -> Dataset {
        let text = format!("reporter,flow,period,value,unit\n{rows}");
        Dataset::from_statements(&read_series(&Source::from_text("series.csv", text)).unwrap()).unwrap()
    }

    /// `start month/months value precision` of each row.
    fn told(dataset: &Dataset, calendar: Calendar) -> Vec<String> {
        let made = Dataset::from_frame(collected(calendar.plan(dataset.lazy()).unwrap()).unwrap()).unwrap();
        let levels = crate::dataset::levels_of(made.frame());
        let words = made.frame().column(PRECISION).unwrap().clone();
        let word = |row: usize| words.get(row).unwrap().str_value().into_owned();
        levels
            .iter()
            .enumerate()
            .map(|(row, level)| format!("{} {} {}", level.key.period.unwrap(), level.figure, word(row)))
            .collect()
    }

    #[test]
    fn what_is_whole_is_made_and_nothing_else() {
        let rows: String = (1..=11).map(|month| format!("A,exports,2010-{month:02},{month}.5,USD\n")).collect();
        let data = dataset(&rows);
        assert_eq!(
            told(&data, Calendar::Quarters),
            ["2010-01/2010-03 7.5 computed", "2010-04/2010-06 16.5 computed", "2010-07/2010-09 25.5 computed"]
        );
        assert_eq!(told(&data, Calendar::HalfYears), ["2010-01/2010-06 24.0 computed"]);
        let plan = Calendar::Years.plan(data.lazy()).unwrap();
        assert_eq!(collected(plan).unwrap().height(), 0, "eleven months are no year");
        assert_eq!(told(&data, Calendar::YearToDate)[2], "2010-01/2010-03 7.5 computed");
        let data = dataset(&format!("{rows}A,exports,2010-12,1,USD\nA,exports,2010,80,USD\n"));
        assert_eq!(told(&data, Calendar::Years), ["2010 80 printed"], "the year that is printed stands");
    }

    #[test]
    fn fiscal_years_begin_where_they_do() {
        let rows: String = (0..24).map(|n| format!("A,exports,{}-{:02},1,USD\n", 2017 + n / 12, n % 12 + 1)).collect();
        assert_eq!(told(&dataset(&rows), Calendar::FiscalYears(7)), ["2017-07/2018-06 12 computed"]);
        let quarters = "A,exports,2017-Q3,1.25,USD\nA,exports,2017-Q4,2,USD\nA,exports,2018-Q1,3,USD\nA,exports,2018-Q2,4,USD\n";
        assert_eq!(told(&dataset(quarters), Calendar::FiscalYears(7)), ["2017-07/2018-06 10.25 computed"]);
    }

    #[test]
    fn a_gap_stops_the_year_to_date() {
        let data = dataset("A,exports,2010-01,1,USD\nA,exports,2010-02,2,USD\nA,exports,2010-04,4,USD\n");
        assert_eq!(told(&data, Calendar::YearToDate), ["2010-01 1 printed", "2010-01/2010-02 3 computed"]);
        let missing = collected(gaps(data.lazy()).unwrap()).unwrap();
        assert_eq!(missing.column(START).unwrap().i32().unwrap().to_vec(), [Some(2010 * 12 + 2)]);
    }

    #[test]
    fn calendars_by_their_words() {
        for calendar in [
            Calendar::Months,
            Calendar::YearToDate,
            Calendar::Quarters,
            Calendar::HalfYears,
            Calendar::Years,
            Calendar::FiscalYears(4),
        ] {
            assert_eq!(calendar.to_string().parse::<Calendar>().unwrap(), calendar);
        }
        assert!("fiscal-13".parse::<Calendar>().is_err() && "weeks".parse::<Calendar>().is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

        /// Months cumulated and taken apart again are the months.
        #[test]
        fn there_and_back(months in proptest::collection::vec((-999_999i64..999_999, 0..4u32), 1..13)) {
            let value = |(digits, decimals): &(i64, u32)| crate::exact::Rational::decimal(*digits, -(*decimals as i32)).to_decimal(*decimals);
            let rows: String = months.iter().enumerate().map(|(n, month)| format!("A,balance,2010-{:02},{},USD\n", n + 1, value(month))).collect();
            let data = dataset(&rows);
            let cumulated = collected(Calendar::YearToDate.plan(data.lazy()).unwrap()).unwrap();
            let back = collected(Calendar::Months.plan(cumulated.lazy()).unwrap()).unwrap();
            let amounts = |frame: DataFrame| -> Vec<crate::exact::Rational> {
                let sorted = Dataset::from_frame(frame).unwrap();
                crate::dataset::levels_of(sorted.frame()).iter().map(|level| level.figure.amount()).collect()
            };
            prop_assert_eq!(amounts(back), amounts(data.frame().clone()));
        }
    }
}
