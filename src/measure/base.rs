use polars::prelude::*;

use super::exact::EXPONENT;
use crate::dataset::schema::{DIGITS, MONTHS, START, SeriesColumns};
use crate::period::Period;

/// The period that changes are counted from, found by the calendar: what has no observation there has no base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Base {
    /// The same months of the year before.
    #[default]
    YearBefore,
    /// The same months so many years before.
    YearsBefore(u16),
    /// As many months, just before: the quarter before a quarter. A stock has none.
    PeriodBefore,
    /// One period for all of the same length, as of an index with 2005 = 100.
    Fixed(Period),
}

/// The columns of the base.
pub(super) const BASE_DIGITS: &str = "base digits";
pub(super) const BASE_EXPONENT: &str = "base exponent";
pub(super) const BASE_START: &str = "base start";

impl Base {
    /// The first month of a row's base period, null where it has none.
    fn start(self) -> Expr {
        let has_months = col(MONTHS).gt(lit(0u16));
        match self {
            Base::YearBefore => col(START) - lit(12),
            Base::YearsBefore(years) => col(START) - lit(12 * i32::from(years)),
            Base::PeriodBefore => {
                when(has_months).then(col(START) - col(MONTHS).cast(DataType::Int32)).otherwise(lit(NULL)).cast(DataType::Int32)
            }
            Base::Fixed(period) => {
                let same_length = col(MONTHS).eq(lit(period.months()));
                when(same_length).then(lit(period.start())).otherwise(lit(NULL)).cast(DataType::Int32)
            }
        }
    }
}

/// Adds the digits and the exponent of each row's base, and those of more columns, as `base <name>`; null where there is none.
pub(super) fn with_base(amounts: LazyFrame, series: &SeriesColumns, base: Base, more: &[&str]) -> LazyFrame {
    // Both sides of the join come from one run of what is above it.
    let amounts = amounts.cache();
    let mut bases = series.exprs();
    bases.extend([col(START).alias(BASE_START), col(MONTHS), col(DIGITS).alias(BASE_DIGITS), col(EXPONENT).alias(BASE_EXPONENT)]);
    bases.extend(more.iter().map(|name| col(*name).alias(format!("base {name}"))));
    let bases = amounts.clone().select(bases);
    let mut on = series.exprs();
    on.extend([col(BASE_START), col(MONTHS)]);
    amounts.with_column(base.start().alias(BASE_START)).join(bases, on.clone(), on, JoinArgs::new(JoinType::Left))
}
