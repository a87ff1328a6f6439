use polars::prelude::*;

use super::exact::{EXPONENT, exponent_of_halves, halves, terms, the_one, whole_of_halves};
use crate::codelist::Flow;
use crate::dataset::schema::{self, DIGITS, SeriesColumns, usual_whole};
use crate::dataset::unreadable;
use crate::error::{Error, Fault, FaultKind};
use crate::statement::{Dimension, Key};

/// What shares and contributions are of: a whole along one dimension of the key.
///
/// # Example: of the world, of all products, of what the table lists
/// ```
/// use tradecheck::measure::Whole;
/// use tradecheck::statement::Dimension;
///
/// let of_all_trade = Whole::named(Dimension::Partner, "World");
/// let of_all_products = Whole::named(Dimension::Commodity, "total");
/// let of_the_listed = Whole::sum_of_parts(Dimension::Partner)?;
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    dimension: Dimension,
    level: Level,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Level {
    /// The observation of this name.
    Stated(String),
    /// The sum over all names but the usual whole's.
    Sum,
}

pub(super) const WHOLE_DIGITS: &str = "whole digits";
pub(super) const WHOLE_EXPONENT: &str = "whole exponent";

impl Whole {
    /// The observation of a name in a dimension: `World`, a country with regions, a product group; `total` or the empty name for all.
    pub fn named(dimension: Dimension, name: &str) -> Self {
        let key = Key::new("", "", Flow::Exports, None, "").with_name(dimension, name);
        Self { dimension, level: Level::Stated(key.name(dimension).as_str().to_owned()) }
    }

    /// The sum of the names there are, without that of the usual whole (`World`, or the empty name), exactly.
    ///
    /// # Errors
    /// For flows, which are no parts of one whole: exports and their balance do not add up.
    pub fn sum_of_parts(dimension: Dimension) -> Result<Self, Error> {
        if dimension == Dimension::Flow {
            let fault = Fault::new(FaultKind::Usage, "flows are no parts of one whole");
            return Err(fault.accepted("reporter, partner, scope and commodity have parts that add up").into());
        }
        Ok(Self { dimension, level: Level::Sum })
    }

    /// The dimension in which part and whole differ.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }
}

/// All trade: the partner `World`.
impl Default for Whole {
    fn default() -> Self {
        Self::named(Dimension::Partner, "World")
    }
}

/// Adds the digits and the exponent of each row's whole; null where there is none.
pub(super) fn with_whole(amounts: LazyFrame, series: &SeriesColumns, whole: &Whole) -> Result<LazyFrame, Error> {
    let column = whole.dimension.word();
    let others = series.without(&[column]).with_period();
    match &whole.level {
        Level::Stated(name) => {
            let of_whole = |of: &str| the_one(when(col(column).eq(schema::name(name))).then(col(of)).otherwise(lit(NULL)), &others);
            Ok(amounts.with_columns([of_whole(DIGITS)?.alias(WHOLE_DIGITS), of_whole(EXPONENT)?.alias(WHOLE_EXPONENT)]))
        }
        Level::Sum => {
            let is_part = col(column).neq(schema::name(usual_whole(column)));
            let sums: Result<Vec<Expr>, Error> =
                halves(is_part.clone()).into_iter().map(|half| half.over(&others).map_err(unreadable)).collect();
            let sums = terms(amounts, is_part, &others)?.with_columns(sums?);
            Ok(sums.with_columns([whole_of_halves().alias(WHOLE_DIGITS), exponent_of_halves().alias(WHOLE_EXPONENT)]))
        }
    }
}
