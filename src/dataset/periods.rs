//! Periods as tables hold them that programs have written.

use crate::period::Period;

/// The period of a cell: `2021.0` is a year that was held as a float.
pub(super) fn read(text: &str) -> Result<Period, String> {
    let whole = text.strip_suffix(".0").filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    whole.unwrap_or(text).parse::<Period>().map_err(|error| error.to_string())
}

/// What is noted where [`are_first_days`] holds.
pub(super) const FIRST_DAYS: &str = "every period is the first day of a month, and is taken for the month";

/// Whether all periods of a table are first days of months, as programs write months. A stock of any other day tells that days are meant.
pub(super) fn are_first_days(periods: impl IntoIterator<Item = Period>) -> bool {
    let mut periods = periods.into_iter().peekable();
    periods.peek().is_some() && periods.all(|period| matches!(period, Period::Stock(date) if date.day() == 1))
}

/// The month in which a day lies; other periods as they are.
pub(super) fn month_of(period: Period) -> Period {
    match period {
        Period::Stock(date) => Period::month(date.year(), date.month()).unwrap_or(period),
        other => other,
    }
}

/// The day of a stock, 0 for a flow.
pub(super) fn day_of(period: Period) -> u8 {
    if let Period::Stock(date) = period { date.day() as u8 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_days_are_months_where_all_are() {
        let periods = |texts: &[&str]| texts.iter().map(|text| read(text).unwrap()).collect::<Vec<_>>();
        assert!(are_first_days(periods(&["2020-01-01", "2020-02-01"])));
        assert!(!are_first_days(periods(&["2020-01-01", "2020-02-15"])));
        assert!(!are_first_days(periods(&["2020-01-01", "2020-02"])));
        assert!(!are_first_days([]));
        assert_eq!(month_of(read("2020-02-01").unwrap()), read("2020-02").unwrap());
        assert_eq!(read("2021.0"), read("2021"));
        assert!(read("2021.5").is_err() && read("1.0").is_err());
    }
}
