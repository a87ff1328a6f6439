//! The one schema of frames: names and types of its columns.
//!
//! | column | type | holds |
//! | --- | --- | --- |
//! | `reporter`, `partner`, `flow`, `scope`, `commodity`, `unit` | category | the key, as in [`Key`](crate::statement::Key); the empty name is the usual or the whole |
//! | `start` | Int32 | the first month, counted from January of year 0 |
//! | `months` | UInt16 | how many months; 0 for a stock |
//! | `digits` | Int64 | the printed digits without their point |
//! | `decimals` | Int8 | how many of them stand after the point; below 0 where the last ones are not meant |
//! | `multiplier` | Int8 | the exponent of ten: 6 for a million |
//! | `status` | category | `normal`, `provisional`, `estimated`, … |
//! | `place` | String | file, line and column |
//!
//! A few columns stand only in frames with an observation that needs them, so that ten million plain rows do not pay for them:
//!
//! | column | type | holds |
//! | --- | --- | --- |
//! | `valuation`, `price_basis`, `adjustment`, `vintage` | category | what the source states of them; a part of the key |
//! | `day` | UInt8 | the day of a stock, 0 for a flow; a part of the key |
//! | `qualifier` | category | `about`, `more than`, …; measures take such a figure as a point |
//! | `precision` | category | `printed`; `binary` where the digits come from a binary float, `computed` where from other figures: they say nothing of rounding |
//! | `id`, `source` | String | the name and the origin that the source gives the observation |
//!
//! No column of a valid frame holds a null.

use polars::prelude::*;

use crate::error::{Error, Fault, FaultKind, nearest};

/// Whose trade.
pub const REPORTER: &str = "reporter";
/// With whom.
pub const PARTNER: &str = "partner";
/// Exports, imports, turnover, balance, …
pub const FLOW: &str = "flow";
/// What part of the flow.
pub const SCOPE: &str = "scope";
/// A product or product group.
pub const COMMODITY: &str = "commodity";
/// The unit of the level.
pub const UNIT: &str = "unit";
/// FOB, CIF; optional.
pub const VALUATION: &str = "valuation";
/// Current or constant prices; optional.
pub const PRICE_BASIS: &str = "price_basis";
/// Seasonal adjustment; optional.
pub const ADJUSTMENT: &str = "adjustment";
/// The edition; optional.
pub const VINTAGE: &str = "vintage";
/// The first month.
pub const START: &str = "start";
/// How many months.
pub const MONTHS: &str = "months";
/// The day of a stock; optional.
pub const DAY: &str = "day";
/// The printed digits.
pub const DIGITS: &str = "digits";
/// How many digits stand after the point.
pub const DECIMALS: &str = "decimals";
/// The exponent of ten of the unit multiplier.
pub const MULTIPLIER: &str = "multiplier";
/// The observation status.
pub const STATUS: &str = "status";
/// Where the figure stands.
pub const PLACE: &str = "place";
/// The word before the figure; optional.
pub const QUALIFIER: &str = "qualifier";
/// Whether the digits were printed; optional.
pub const PRECISION: &str = "precision";
/// The word of [`PRECISION`] for digits that were printed, which is what a frame without that column has throughout.
pub const PRINTED: &str = "printed";
/// The word of [`PRECISION`] for digits that come from a binary float: no intervals are made of them.
pub const BINARY: &str = "binary";
/// The word of [`PRECISION`] for sums and differences of printed figures.
pub const COMPUTED: &str = "computed";
/// The name of the observation; optional.
pub const ID: &str = "id";
/// The origin in the source's own words; optional.
pub const SOURCE: &str = "source";

/// The name of what is summed over a dimension whose whole has no observation.
///
/// It is no name of the whole: the partners that a table lists are seldom all there are.
pub const SUM_OF_PARTS: &str = "sum of parts";

/// The columns that every frame of observations has, in their order.
pub const REQUIRED: [&str; 13] =
    [REPORTER, PARTNER, FLOW, SCOPE, COMMODITY, UNIT, START, MONTHS, DIGITS, DECIMALS, MULTIPLIER, STATUS, PLACE];

/// The columns that name a series in every frame.
const NAMES: [&str; 6] = [REPORTER, PARTNER, FLOW, SCOPE, COMMODITY, UNIT];

/// The columns that name a series where a frame has them.
const OPTIONAL_NAMES: [&str; 5] = [VALUATION, PRICE_BASIS, ADJUSTMENT, VINTAGE, DAY];

/// The type of names: categories of one set, so that frames can be joined on them.
pub fn category() -> DataType {
    DataType::from_categories(Categories::global())
}

/// The type of a column; `None` for a name that the schema does not have.
pub fn dtype(column: &str) -> Option<DataType> {
    Some(match column {
        REPORTER | PARTNER | FLOW | SCOPE | COMMODITY | UNIT | STATUS => category(),
        VALUATION | PRICE_BASIS | ADJUSTMENT | VINTAGE | QUALIFIER | PRECISION => category(),
        START => DataType::Int32,
        MONTHS => DataType::UInt16,
        DAY => DataType::UInt8,
        DIGITS => DataType::Int64,
        DECIMALS | MULTIPLIER => DataType::Int8,
        PLACE | ID | SOURCE => DataType::String,
        _ => return None,
    })
}

/// The name that stands for all of a dimension.
pub(crate) fn usual_whole(column: &str) -> &'static str {
    if column == PARTNER { "World" } else { "" }
}

/// The one name that a column of categories says throughout, where it does.
pub(crate) fn only_name(column: &Column) -> Option<String> {
    let names = column.cat32().ok()?;
    let mut rows = names.physical().into_no_null_iter();
    let first = rows.next()?;
    rows.all(|row| row == first).then(|| column.get(0).map(|name| name.str_value().into_owned()).ok()).flatten()
}

/// A name as a literal that can be compared with, and put into, a column of categories.
pub(crate) fn name(text: &str) -> Expr {
    lit(text.to_owned()).cast(category())
}

/// The columns that name a series in one frame: those of every frame, and the optional ones that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SeriesColumns(Vec<&'static str>);

impl SeriesColumns {
    /// Those of a plan, found in its schema; nothing is read for it but headers.
    pub(crate) fn of(lf: &LazyFrame) -> Result<Self, Error> {
        let schema = lf.clone().collect_schema().map_err(super::unreadable)?;
        Self::among(&schema)
    }

    /// Those of a schema, in which a column that [`REQUIRED`] names must not be missing or of another type.
    pub(crate) fn among(schema: &Schema) -> Result<Self, Error> {
        for column in REQUIRED {
            let Some(met) = schema.get(column) else {
                return Err(missing(column, schema));
            };
            check_type(column, met)?;
        }
        let optional = OPTIONAL_NAMES.into_iter().filter(|column| schema.contains(column));
        for column in optional.clone() {
            schema.get(column).map_or(Ok(()), |met| check_type(column, met))?;
        }
        Ok(Self(NAMES.into_iter().chain(optional).collect()))
    }

    /// The names of the columns.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + Clone + use<'_> {
        self.0.iter().copied()
    }

    /// The columns but some.
    pub(crate) fn without(&self, left_out: &[&str]) -> Self {
        Self(self.names().filter(|name| !left_out.contains(name)).collect())
    }

    /// Whether the frame has the column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.0.contains(&column)
    }

    /// The columns as expressions.
    pub(crate) fn exprs(&self) -> Vec<Expr> {
        self.names().map(col).collect()
    }

    /// The columns and the period's, as expressions: what identifies an observation.
    pub(crate) fn with_period(&self) -> Vec<Expr> {
        self.names().chain([START, MONTHS]).map(col).collect()
    }

    /// As [`SeriesColumns::with_period`], each column made by a function of its name.
    pub(crate) fn with_period_of(&self, of: impl Fn(&'static str) -> Expr) -> Vec<Expr> {
        self.names().chain([START, MONTHS]).map(of).collect()
    }

    /// As [`SeriesColumns::with_period`], by name, for sorting.
    pub(crate) fn sort_order(&self) -> Vec<PlSmallStr> {
        self.names().chain([START, MONTHS]).map(PlSmallStr::from_static).collect()
    }
}

fn missing(column: &str, schema: &Schema) -> Error {
    let present: Vec<&str> = schema.iter_names().map(PlSmallStr::as_str).collect();
    let fault = Fault::new(FaultKind::Header, format!("the frame has no column `{column}`"))
        .accepted(format!("it has {}", present.join(", ")));
    match nearest(column, present) {
        Some(near) => fault.help(format!("is `{near}` meant?")).into(),
        None => fault.into(),
    }
}

fn check_type(column: &str, met: &DataType) -> Result<(), Error> {
    match dtype(column) {
        Some(wanted) if wanted != *met => {
            let fault = Fault::new(FaultKind::Header, format!("the frame's column `{column}` holds {met}"));
            Err(fault.accepted(format!("{wanted} is needed")).into())
        }
        _ => Ok(()),
    }
}
