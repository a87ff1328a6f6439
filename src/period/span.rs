//! Whole months in a row.

use std::num::NonZeroU16;

/// One or more whole months in a row, within the years 1 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    start: i32,
    months: NonZeroU16,
}

impl Span {
    /// So many months from a month on, counted from January of year 0; `None` for no months, and outside of years 1 to 9999.
    pub const fn new(start: i32, months: u16) -> Option<Self> {
        match NonZeroU16::new(months) {
            Some(months) if FIRST_MONTH <= start && start <= LAST_MONTH + 1 - months.get() as i32 => Some(Span { start, months }),
            _ => None,
        }
    }

    /// The first month, counted from January of year 0.
    pub const fn start(self) -> i32 {
        self.start
    }

    /// The month after the last one, counted from January of year 0.
    pub const fn end(self) -> i32 {
        self.start + self.months.get() as i32
    }

    /// How many months; at least one.
    pub const fn months(self) -> u16 {
        self.months.get()
    }

    /// Year and month of the first month.
    pub const fn first(self) -> (i32, u32) {
        year_and_month(self.start)
    }

    /// Year and month of the last month.
    pub const fn last(self) -> (i32, u32) {
        year_and_month(self.end() - 1)
    }

    /// From one month to another, both included; `None` where the second is before the first, or too far after it.
    pub(super) const fn between(first: i32, last: i32) -> Option<Self> {
        let months = last - first + 1;
        if 1 <= months && months <= u16::MAX as i32 { Self::new(first, months as u16) } else { None }
    }
}

/// January of year 1.
pub(super) const FIRST_MONTH: i32 = 12;
/// December of year 9999.
pub(super) const LAST_MONTH: i32 = 9999 * 12 + 11;

/// Months since January of year 0; `None` where there is no such month in the years 1 to 9999.
pub(super) const fn month_number((year, month): (i32, u32)) -> Option<i32> {
    if 1 <= year && year <= 9999 && 1 <= month && month <= 12 { Some(year * 12 + month as i32 - 1) } else { None }
}

/// The (year, month) of a month counted from January of year 0.
const fn year_and_month(number: i32) -> (i32, u32) {
    (number.div_euclid(12), number.rem_euclid(12) as u32 + 1)
}
