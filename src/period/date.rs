//! The day on which a stock was counted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
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

    /// The day so many days after 1 January 1970, as clocks of computers count them; `None` beyond the year 9999.
    ///
    /// The method is H. Hinnant's `civil_from_days`, for years that begin in March.
    pub const fn from_unix_days(days: u32) -> Option<Self> {
        let days = days as i64 + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, after) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        Self::new((year + era * 400 + after) as i32, month as u32, day as u32)
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

    /// `30 June 2027`.
    pub fn label(self) -> String {
        format!("{} {} {}", self.day, month_name(self.month()), self.year)
    }
}

/// ISO 8601: `2012-07-01`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}-{:02}", self.year, self.month, self.day))
    }
}

impl FromStr for Date {
    type Err = ParseDateError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParseDateError(text.trim().chars().take(40).collect());
        let number = |part: Option<&str>, digits: usize| {
            let part = part.filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()));
            part.and_then(|part| part.parse::<u16>().ok()).ok_or_else(fail)
        };
        let mut parts = text.trim().splitn(3, '-');
        let (year, month, day) = (number(parts.next(), 4)?, number(parts.next(), 2)?, number(parts.next(), 2)?);
        Self::new(year.into(), month.into(), day.into()).ok_or_else(fail)
    }
}

/// A text that names no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day")]
pub struct ParseDateError(String);

impl TryFrom<String> for Date {
    type Error = ParseDateError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
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
    fn days_of_clocks_and_of_texts() {
        for (days, text) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_635, "2026-07-01"), (47_540, "2100-02-28")]
        {
            assert_eq!(Date::from_unix_days(days).unwrap().to_string(), text);
        }
        assert_eq!(Date::from_unix_days(u32::MAX), None);
        assert_eq!("2027-06-30".parse::<Date>().unwrap(), Date::new(2027, 6, 30).unwrap());
        for text in ["2027-6-30", "30.06.2027", "2027-06-31", "2027-06", "", "2027-06-30-1"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        // A clock never goes back, and misses no day.
        let days: Vec<Date> = (0..80_000).filter_map(Date::from_unix_days).collect();
        assert!(days.len() == 80_000 && days.is_sorted_by(|a, b| a < b));
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
