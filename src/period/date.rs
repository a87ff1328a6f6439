//! The day on which a stock was counted.

use std::fmt;

use super::{Period, month_name};

/// A day of the calendar (proleptic Gregorian), in the years 1 to 9999.
///
/// # Example: what "as of 1 September" covers
/// ```
/// use tradecheck::period::{Date, Period};
///
/// let date = Date::new(2010, 9, 1).unwrap();
/// assert_eq!(date.year_to_date(), Period::span((2010, 1), 8));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day by year, month and day of month; `None` where there is no such day.
    pub const fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if 1 <= year && year <= 9999 && 1 <= month && month <= 12 && 1 <= day && day <= days_in_month(year, month) {
            Some(Date { year: year as u16, month: month as u8, day: day as u8 })
        } else {
            None
        }
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> i32 {
        self.year as i32
    }

    /// The month of the year, 1 to 12.
    pub const fn month(self) -> u32 {
        self.month as u32
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u32 {
        self.day as u32
    }

    /// The months that a flow "as of" this day covers, cumulated from January. `None` within a month: then they are not whole.
    ///
    /// Statistical notes write *as of 1 September 2010* for January–August, and *as of 1 January 2011* for the whole of 2010: the
    /// first of a month closes the month before. The last of a month closes that month: *as of 31 August* covers
    /// January–August as well.
    pub const fn year_to_date(self) -> Option<Period> {
        match (self.month(), self.day()) {
            (1, 1) => Period::year(self.year() - 1),
            (month, 1) => Period::span((self.year(), 1), month as u16 - 1),
            (month, _) if self.ends_month() => Period::span((self.year(), 1), month as u16),
            _ => None,
        }
    }

    /// The same day so many years before, 28 February for a 29th that is not there; `None` before year 1.
    pub(super) const fn years_before(self, years: u16) -> Option<Self> {
        let year = self.year() - years as i32;
        let last = days_in_month(year, self.month());
        Self::new(year, self.month(), if self.day() < last { self.day() } else { last })
    }

    /// Months from January of year 0 to the month of this day.
    pub(super) const fn month_number(self) -> i32 {
        self.year as i32 * 12 + self.month as i32 - 1
    }

    /// Whether this is the last day of its month.
    pub(super) const fn ends_month(self) -> bool {
        self.day() == days_in_month(self.year(), self.month())
    }

    /// Equality that a `const fn` can use.
    pub(super) const fn same_day(self, other: Self) -> bool {
        self.month_number() == other.month_number() && self.day == other.day
    }

    pub(super) fn label(self) -> String {
        format!("{} {} {}", self.day, month_name(self.month()), self.year)
    }
}

/// ISO 8601: `2012-07-01`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}-{:02}", self.year, self.month, self.day))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_days_exist_in_leap_years_only() {
        for (year, leap) in [(2012, true), (2010, false), (1900, false), (2000, true)] {
            assert_eq!(Date::new(year, 2, 29).is_some(), leap, "{year}");
        }
        for (year, month, day) in
            [(2010, 4, 31), (2010, 0, 1), (2010, 13, 1), (2010, 1, 0), (2010, 1, 32), (0, 1, 1), (10_000, 1, 1)]
        {
            assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn the_year_before_a_leap_day_is_the_28th() {
        let leap_day = Date::new(2012, 2, 29).unwrap();
        assert_eq!(leap_day.years_before(1), Date::new(2011, 2, 28));
        assert_eq!(leap_day.years_before(4), Date::new(2008, 2, 29));
        assert_eq!(leap_day.years_before(2012), None);
        assert_eq!(leap_day.years_before(u16::MAX), None);
        // A month's last day stays that day, it does not move to the end of a longer month.
        assert_eq!(Date::new(2013, 2, 28).unwrap().years_before(1), Date::new(2012, 2, 28));
    }

    #[test]
    fn as_of_a_day_covers_the_months_it_closes() {
        let covers = |year, month, day| Date::new(year, month, day).unwrap().year_to_date().map(|p| p.to_string());
        assert_eq!(covers(2010, 9, 1).as_deref(), Some("2010-01/2010-08"));
        assert_eq!(covers(2010, 8, 31).as_deref(), Some("2010-01/2010-08"));
        assert_eq!(covers(2012, 2, 1).as_deref(), Some("2012-01"));
        assert_eq!(covers(2012, 2, 29).as_deref(), Some("2012-01/2012-02"));
        assert_eq!(covers(2012, 2, 28), None);
        assert_eq!(covers(2011, 1, 1).as_deref(), Some("2010"));
        assert_eq!(covers(2010, 12, 31).as_deref(), Some("2010"));
        assert_eq!(covers(1, 1, 1), None);
    }
}
