use polars::prelude::*;

use super::base::{BASE_DIGITS, BASE_EXPONENT, BASE_START, with_base};
use super::exact::{EXPONENT, amounts, common, scaled};
use super::whole::{WHOLE_DIGITS, WHOLE_EXPONENT, with_whole};
use super::{
    Base, Filter, Measure, ORIGIN, Whole, absolute_change, annual_growth, contribution, flows, growth, growth_status, index,
    mirror, overlap, reporters, share, sum,
};
use crate::dataset::schema::{self, DIGITS, FLOW, MONTHS, START, SeriesColumns};
use crate::dataset::{Dataset, LazyDataset, amount, collected, unreadable};
use crate::error::{Error, Fault, FaultKind};
use crate::period::Period;
use crate::statement::Dimension;

/// The column of the level in a result, Float64 in base units.
pub const VALUE: &str = "value";
/// The column that tells why there is a rate of change, or none.
pub const GROWTH_STATUS: &str = "growth_status";
/// What it says where a sum over reporters is compared with a sum over others: some have not reported yet, or no more.
pub const COVERAGE_CHANGED: &str = "coverage_changed";
const OTHER_REPORTERS: &str = "other reporters";

/// Which measures are asked for, of what, and against what.
///
/// The result has one row for each series and period: the key, `start` and `months`, `value` (the level, Float64 in base units),
/// `origin` (`stated`, or `computed` for sums, turnovers and balances), and a column for each measure, named as [`Measure::name`].
/// Rates of change bring `growth_status` with them. Turnover and balance are rows of their own, and whatever is asked of the other
/// flows is computed of them as well; coverage and normalised balance stand in the rows of the balance. Rows are sorted by key and
/// period.
///
/// # Example: growth by the calendar
/// ```
/// use tradecheck::dataset::Dataset;
/// use tradecheck::measure::{Measure, Request};
/// use tradecheck::{source::Source, statement::read_series};
///
/// let text = "reporter,flow,period,value,unit\nBrest,exports,2009,20,USD\nBrest,exports,2010,25,USD\nBrest,exports,2012,50,USD\n";
/// let dataset = Dataset::from_statements(&read_series(&Source::from_text("series.csv", text))?)?;
/// let result = Request::new([Measure::Growth]).run(&dataset)?;
/// // 2012 has no base: 2011 is missing, and growth since 2010 would be another thing.
/// assert_eq!(result.column("growth")?.f64()?.to_vec(), [None, Some(25.0), None]);
/// assert_eq!(result.column("growth_status")?.get(2)?.str_value(), "no_base");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    measures: Vec<Measure>,
    by: Vec<Dimension>,
    base: Base,
    whole: Whole,
    filters: Vec<Filter>,
    within: Option<Period>,
}

impl Request {
    /// These measures of every series, changes against the year before, shares in the partner `World`.
    pub fn new(measures: impl IntoIterator<Item = Measure>) -> Self {
        let mut measures: Vec<Measure> = measures.into_iter().collect();
        measures.sort_unstable();
        measures.dedup();
        Self {
            measures,
            by: Dimension::ALL.to_vec(),
            base: Base::default(),
            whole: Whole::default(),
            filters: Vec::new(),
            within: None,
        }
    }

    /// Keeps these dimensions apart and leaves the others out; flows are always apart.
    ///
    /// For what is left out, the observation of the whole is taken (partner `World`, all commodities, no particular scope) where there
    /// is one, else the sum of the parts, under the name [`SUM_OF_PARTS`](super::SUM_OF_PARTS). Parts that overlap (the EU and
    /// Germany, chapter 85 and heading 8542) are refused by [`Request::review`]; where names do not tell (a country and its regions), they
    /// would be counted twice.
    pub fn by(mut self, dimensions: impl IntoIterator<Item = Dimension>) -> Self {
        self.by = dimensions.into_iter().collect();
        self
    }

    /// Answers with the rows that a filter keeps; of several, with those that all of them keep.
    ///
    /// What rows are compared with is found before: the share of China in all imports stands there though no row of the world does. In
    /// a dimension that is left out, the filter says what is summed.
    pub fn only(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// Answers with the rows of the periods inside this one; their bases may lie before it.
    pub fn within(mut self, period: Period) -> Self {
        self.within = Some(period);
        self
    }

    /// Counts changes from another period than the same one a year before.
    pub fn base(mut self, base: Base) -> Self {
        self.base = base;
        self
    }

    /// Takes shares and contributions of another whole than the partner `World`.
    pub fn whole(mut self, whole: Whole) -> Self {
        self.whole = whole;
        self
    }

    /// The measures asked for, each once.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The plan over observations; nothing is computed yet.
    ///
    /// # Errors
    /// A column of [`schema`](crate::dataset::schema) that the plan lacks or has in another type.
    pub fn plan(&self, observations: LazyFrame) -> Result<LazyFrame, Error> {
        let chosen = self.chosen(observations);
        self.plan_of_chosen(chosen.clone(), Some(chosen), Rows::Few, &Constant::default())
    }

    /// The plan from a file that is not held to the result; nothing is computed yet.
    ///
    /// What is left out is added up before rows have names, so that the plan holds the sums and not the rows. Who reports in which period
    /// would be a second look at the file, which [`Request::run_lazy`] takes: the plan does not tell [`COVERAGE_CHANGED`].
    ///
    /// # Errors
    /// As [`Request::plan`].
    pub fn plan_lazy(&self, lazy: &LazyDataset) -> Result<LazyFrame, Error> {
        self.plan_of_chosen(self.condensed(lazy)?, None, Rows::Many, &Constant::default())
    }

    /// The plan over the rows that are chosen; `held` are the same where they can be looked at a second time.
    fn plan_of_chosen(
        &self,
        observations: LazyFrame,
        held: Option<LazyFrame>,
        rows: Rows,
        constant: &Constant,
    ) -> Result<LazyFrame, Error> {
        let series = SeriesColumns::of(&observations)?;
        let mut lf = amounts(observations, &series);
        for dimension in self.left_out().filter(|dimension| !constant.is_whole(*dimension)) {
            if rows == Rows::Many {
                lf = sum::condensed(lf, &series, dimension.word());
            }
            lf = sum::without_dimension(lf, &series, dimension.word())?;
        }
        if self.asks(|measure| measure.needs_both_flows()) {
            lf = flows::with_computed(lf, &series)?;
        }
        if self.asks(|measure| matches!(measure, Measure::Coverage | Measure::NormalisedBalance)) {
            lf = flows::with_ratios(lf, &series)?;
        }
        if self.asks(Measure::needs_both_sides) {
            lf = mirror::with_mirror(lf, &series)?;
        }
        if self.asks(|measure| matches!(measure, Measure::Share | Measure::Contribution)) {
            lf = with_whole(lf, &series, &self.whole)?;
        }
        if self.asks(Measure::is_change) {
            let more: &[&str] = if self.asks(|m| m == Measure::Contribution) { &[WHOLE_DIGITS, WHOLE_EXPONENT] } else { &[] };
            let flows = if self.asks(|measure| measure.needs_both_flows()) { [FLOW].as_slice() } else { &[] };
            lf = with_base(lf, &constant.left_of(&series, flows), self.base, more);
        }
        let mut status = growth_status(level(), base_level());
        if let Some(held) = held.filter(|_| self.compares_sums_over_reporters()) {
            lf = reporters::with_change(lf, held, OTHER_REPORTERS);
            let is_told = status.clone().neq(schema::name("ok")).or(status.clone().is_null());
            status = when(is_told.or(col(OTHER_REPORTERS).fill_null(lit(false)).not()))
                .then(status)
                .otherwise(schema::name(COVERAGE_CHANGED));
        }
        let mut columns = series.with_period();
        columns.extend([level().alias(VALUE), col(ORIGIN)]);
        columns.extend(self.measures.iter().filter_map(|measure| Some(self.expr(*measure)?.alias(measure.name()))));
        if self.asks(Measure::is_change) {
            columns.push(status.alias(GROWTH_STATUS));
        }
        let order = constant.left_of(&series, &[FLOW]).sort_order();
        let mut lf = lf.select(columns);
        for filter in self.filters.iter().filter(|filter| self.keeps_apart(filter.column())) {
            lf = lf.filter(filter.expr());
        }
        if let Some(within) = self.within {
            let end = col(START) + col(MONTHS).cast(DataType::Int32);
            let last = within.start() + i32::from(within.months().max(1));
            lf = lf.filter(col(START).gt_eq(lit(within.start())).and(end.lt_eq(lit(last))));
        }
        Ok(lf.sort(order, SortMultipleOptions::default()))
    }

    fn compares_sums_over_reporters(&self) -> bool {
        self.asks(Measure::is_change) && self.left_out().any(|dimension| dimension == Dimension::Reporter)
    }

    /// Who reports in which period in a file that is not held, where that matters.
    fn reporters(&self, lazy: &LazyDataset, is_condensed: bool) -> Result<Option<LazyFrame>, Error> {
        if !self.compares_sums_over_reporters() {
            return Ok(None);
        }
        let others: Vec<Dimension> =
            Dimension::ALL.into_iter().filter(|dimension| !matches!(dimension, Dimension::Reporter | Dimension::Flow)).collect();
        let frame = match is_condensed {
            true => lazy.read_condensed(&others, &self.conditions())?,
            false => lazy.collect(reporters::of(self.chosen(lazy.observations()?)))?,
        };
        Ok(Some(frame.lazy()))
    }

    /// The dimensions that are summed over.
    fn left_out(&self) -> impl Iterator<Item = Dimension> {
        Dimension::ALL.into_iter().filter(|dimension| *dimension != Dimension::Flow && !self.by.contains(dimension))
    }

    /// The chosen observations, what is left out added up.
    fn condensed(&self, lazy: &LazyDataset) -> Result<LazyFrame, Error> {
        let left_out: Vec<Dimension> = self.left_out().collect();
        if left_out.is_empty() {
            return Ok(self.chosen(lazy.observations()?));
        }
        lazy.condensed(&left_out, &self.conditions())
    }

    /// What only a filter on what is summed, or on what the result does not show, asks of rows.
    fn conditions(&self) -> Vec<(&'static str, Expr)> {
        let before = self.filters.iter().filter(|filter| !self.keeps_apart(filter.column()));
        before.map(|filter| (filter.column(), filter.expr())).collect()
    }

    /// The observations without those that only a filter on what is summed, or on what the result does not show, leaves out.
    fn chosen(&self, observations: LazyFrame) -> LazyFrame {
        self.conditions().into_iter().fold(observations, |lf, (_, condition)| lf.filter(condition))
    }

    /// Whether the result has a row for each name of a column.
    fn keeps_apart(&self, column: &str) -> bool {
        let dimension = Dimension::ALL.into_iter().find(|dimension| dimension.word() == column);
        dimension.is_some_and(|dimension| dimension == Dimension::Flow || self.by.contains(&dimension))
    }

    /// Refuses what could be computed and would mean nothing: sums over names that contain each other, rows chosen by a name that no
    /// row has.
    ///
    /// # Errors
    /// Both, with what can be done; what goes wrong while names are looked up.
    pub fn review(&self, observations: &LazyFrame) -> Result<(), Error> {
        let series = SeriesColumns::of(observations)?;
        for filter in &self.filters {
            asked_for(filter, &overlap::names(observations, filter.column(), collected)?)?;
        }
        let chosen = self.chosen(observations.clone());
        for dimension in self.left_out() {
            overlap::refuse(&chosen, &series, dimension)?;
        }
        Ok(())
    }

    /// As [`Request::review`], of a file that is not held. Names that the result keeps are looked for among `left`, what is left of it, unless
    /// filters have left out rows there.
    fn review_lazy(&self, lazy: &LazyDataset, left: &LazyFrame) -> Result<(), Error> {
        let is_all = self.conditions().is_empty();
        for filter in &self.filters {
            let among = if is_all && self.keeps_apart(filter.column()) { left.clone() } else { lazy.observations()? };
            asked_for(filter, &overlap::names(&among, filter.column(), |plan| lazy.collect(plan))?)?;
        }
        let chosen = self.chosen(lazy.observations()?);
        let series = SeriesColumns::of(&chosen)?;
        for dimension in self.left_out().filter(|dimension| !lazy.is_disjoint(*dimension)) {
            overlap::refuse(&chosen, &series, dimension)?;
        }
        Ok(())
    }

    /// The result for a dataset, computed on the streaming engine.
    ///
    /// # Errors
    /// As [`Request::plan`].
    pub fn run(&self, dataset: &Dataset) -> Result<DataFrame, Error> {
        let observations = dataset.lazy();
        self.review(&observations)?;
        let rows = if dataset.len() > MANY { Rows::Many } else { Rows::Few };
        let chosen = self.chosen(observations);
        let constant = Constant::of(dataset.frame())?;
        some_rows(collected(self.plan_of_chosen(chosen.clone(), Some(chosen), rows, &constant)?)?)
    }

    /// The result for a plan over observations, filtered perhaps.
    ///
    /// # Errors
    /// As [`Request::plan`] and [`Request::review`], what goes wrong while the plan runs, and a result without rows.
    pub fn run_plan(&self, observations: LazyFrame) -> Result<DataFrame, Error> {
        self.review(&observations)?;
        some_rows(collected(self.plan(observations)?)?)
    }

    /// The result for a file that is not held, computed on the streaming engine.
    ///
    /// # Errors
    /// As [`Request::run_plan`]; the lines of the file that cannot be read.
    pub fn run_lazy(&self, lazy: &LazyDataset) -> Result<DataFrame, Error> {
        let left_out: Vec<Dimension> = self.left_out().collect();
        let is_condensed = left_out.iter().any(|dimension| lazy.is_disjoint(*dimension));
        let left = match is_condensed {
            true => lazy.read_condensed(&left_out, &self.conditions())?.lazy(),
            false => {
                lazy.review()?;
                self.condensed(lazy)?
            }
        };
        self.review_lazy(lazy, &left)?;
        let rows = if is_condensed { Rows::Few } else { Rows::Many };
        let plan = self.plan_of_chosen(left, self.reporters(lazy, is_condensed)?, rows, &Constant::default())?;
        some_rows(if is_condensed { collected(plan)? } else { lazy.collect(plan)? })
    }

    fn asks(&self, what: impl Fn(Measure) -> bool) -> bool {
        self.measures.iter().copied().any(what)
    }

    /// The column of a measure; `None` for those that are rows.
    fn expr(&self, measure: Measure) -> Option<Expr> {
        let years = || (col(START) - col(BASE_START)).cast(DataType::Float64) / lit(12.0);
        let whole = |prefix: &str| amount(col(format!("{prefix}{WHOLE_DIGITS}")), col(format!("{prefix}{WHOLE_EXPONENT}")));
        Some(match measure {
            Measure::Turnover | Measure::Balance => return None,
            Measure::NormalisedBalance | Measure::Coverage => col(measure.name()),
            Measure::MirrorRatio | Measure::MirrorDifference | Measure::MirrorAsymmetry => col(measure.name()),
            Measure::Growth => growth(level(), base_level()),
            Measure::AnnualGrowth => annual_growth(level(), base_level(), years()),
            Measure::Index => index(level(), base_level()),
            Measure::AbsoluteChange => {
                let finest = common(col(EXPONENT), col(BASE_EXPONENT));
                let level = scaled(col(DIGITS), col(EXPONENT), finest.clone());
                amount(absolute_change(level, scaled(col(BASE_DIGITS), col(BASE_EXPONENT), finest.clone())), finest)
            }
            Measure::Share => share(level(), whole("")),
            Measure::Contribution => contribution(level(), base_level(), whole("base ")),
        })
    }
}

/// The columns of a frame that is held that say one name throughout. They tell no rows apart, so that nothing has to be compared by them.
#[derive(Debug, Default)]
struct Constant {
    columns: Vec<&'static str>,
    /// Those of them whose one name is that of the whole: where it is left out, there is nothing to add up.
    wholes: Vec<&'static str>,
}

impl Constant {
    fn of(frame: &DataFrame) -> Result<Self, Error> {
        let mut constant = Self::default();
        for name in SeriesColumns::among(frame.schema())?.names() {
            let column = frame.column(name).map_err(unreadable)?;
            let Some(only) = schema::only_name(column) else { continue };
            constant.columns.push(name);
            if only == schema::usual_whole(name) {
                constant.wholes.push(name);
            }
        }
        Ok(constant)
    }

    fn is_whole(&self, dimension: Dimension) -> bool {
        self.wholes.contains(&dimension.word())
    }

    /// The columns that tell rows apart, and those that are `kept` in any case.
    fn left_of(&self, series: &SeriesColumns, kept: &[&str]) -> SeriesColumns {
        let left_out: Vec<&str> = self.columns.iter().copied().filter(|column| !kept.contains(column)).collect();
        series.without(&left_out)
    }
}

/// Whether what is summed is condensed first. Below [`MANY`] rows that is not worth its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Few,
    Many,
}

const MANY: usize = 50_000;

/// Refuses a filter that names what no row has.
fn asked_for(filter: &Filter, names: &[String]) -> Result<(), Error> {
    let more = if filter.column() == FLOW { ["turnover", "balance"].as_slice() } else { &[] };
    let known: Vec<&str> = names.iter().map(String::as_str).chain(more.iter().copied()).collect();
    let Some((name, near)) = filter.unknown(&known) else { return Ok(()) };
    let fault = Fault::new(FaultKind::Empty, format!("no row has the {} `{name}`", filter.column()));
    let fault = fault.accepted(format!("there are {} names in that column", names.len()));
    Err(match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")).into(),
        None => fault.into(),
    })
}

fn some_rows(result: DataFrame) -> Result<DataFrame, Error> {
    if result.height() == 0 {
        let fault = Fault::new(FaultKind::Empty, "no observation is left to measure");
        return Err(fault.help("look at the filter: names are compared as the table has them").into());
    }
    Ok(result)
}

fn level() -> Expr {
    amount(col(DIGITS), col(EXPONENT))
}

fn base_level() -> Expr {
    amount(col(BASE_DIGITS), col(BASE_EXPONENT))
}
