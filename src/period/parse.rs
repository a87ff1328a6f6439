//! The notations in which sources write periods, read into one type.

use std::str::FromStr;

use super::{Date, Period, Span};

/// Why a text could not be read as a [`Period`].
///
/// A text in weeks or days is told apart from one that is no period at all: the first is right and beyond this crate, the second
/// is most likely a slip. Of a long text the beginning is kept.
///
/// # Example: weeks are named as what they are
/// ```
/// use tradecheck::period::{ParsePeriodError, Period, Unsupported};
///
/// let error = "2010-W05".parse::<Period>().unwrap_err();
/// assert!(matches!(error, ParsePeriodError::NotSupported { unit: Unsupported::Weeks, .. }));
/// assert!(error.to_string().starts_with("`2010-W05` is in weeks, which are not supported"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParsePeriodError {
    /// In no notation that is known.
    #[error(
        "`{text}` is not a period: accepted are years (2009, 2006/2009), months (2010-01, 2010-01/2010-09), quarters (2010-Q1), \
         half-years (2010-S1), a start and a duration (2010-01-01/P9M), fiscal years by their months (2010-07/2011-06), and days \
         for stocks (2012-07-01)"
    )]
    NotUnderstood {
        /// The text met.
        text: String,
    },
    /// A period that is not made of whole months.
    #[error(
        "`{text}` is in {unit}, which are not supported: accepted are whole months (2010-01, 2010-01/2010-09, 2010-Q1, 2009), and \
         days for stocks (2012-07-01)"
    )]
    NotSupported {
        /// The text met.
        text: String,
        /// What it is made of.
        unit: Unsupported,
    },
    /// The notation is known, but the calendar has no such period.
    #[error("`{text}` is no period: {reason} (accepted are, for example, 2009, 2010-01, 2010-01/2010-09, 2010-Q4 and 2012-07-01)")]
    NoSuchPeriod {
        /// The text met.
        text: String,
        /// What is wrong with it.
        reason: NoSuchPeriod,
    },
}

/// The units of time that periods of whole months cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsupported {
    /// `2010-W05`, `2010-01-04/P2W`.
    #[error("weeks")]
    Weeks,
    /// `2010-D001`, `2010-01-01/2010-01-15`. A single day such as `2012-07-01` is a stock, and is read.
    #[error("days")]
    Days,
    /// `2010-01-01T00:00:00`.
    #[error("times of day")]
    Times,
}

/// Why the calendar has no such period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoSuchPeriod {
    /// Year 0, or a span that goes beyond year 9999.
    #[error("years run from 1 to 9999")]
    Year,
    /// Month 13, quarter 5.
    #[error("a year has no such part")]
    Part,
    /// 31 April.
    #[error("the month has no such day")]
    Day,
    /// `2010/2009`.
    #[error("it ends before it begins")]
    Reversed,
    /// `2010-01-01/P0M`.
    #[error("it has no months")]
    Empty,
    /// More months than a span can count.
    #[error("it is longer than 65535 months")]
    TooLong,
}

/// Reads every notation that [`Period`] lists.
impl FromStr for Period {
    type Err = ParsePeriodError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let read = match trimmed.split_once('/') {
            None => single(trimmed),
            Some((start, end)) if end.starts_with(['P', 'p']) => with_duration(start, &end[1..]),
            Some((first, last)) => pair(first, last),
        };
        read.map_err(|fault| {
            let text = clipped(trimmed);
            match fault {
                Fault::NotUnderstood => ParsePeriodError::NotUnderstood { text },
                Fault::Unsupported(unit) => ParsePeriodError::NotSupported { text, unit },
                Fault::NoSuch(reason) => ParsePeriodError::NoSuchPeriod { text, reason },
            }
        })
    }
}

/// An error before it knows the whole text.
enum Fault {
    NotUnderstood,
    Unsupported(Unsupported),
    NoSuch(NoSuchPeriod),
}

impl From<Unsupported> for Fault {
    fn from(unit: Unsupported) -> Self {
        Fault::Unsupported(unit)
    }
}

impl From<NoSuchPeriod> for Fault {
    fn from(reason: NoSuchPeriod) -> Self {
        Fault::NoSuch(reason)
    }
}

/// What has no slash: a year, a part of a year, or a day.
fn single(text: &str) -> Result<Period, Fault> {
    let (year, rest) = text.split_at_checked(4).ok_or(Fault::NotUnderstood)?;
    let year = number(year).ok_or(Fault::NotUnderstood)?;
    if rest.is_empty() {
        return part(year, 1, 1);
    }
    // Six digits in a row may also be a mere number, so only a month that exists is taken for one.
    if let (2, Some(month @ 1..=12)) = (rest.len(), number(rest)) {
        return part(year, month, 12);
    }
    match rest.strip_prefix('-') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit()) => month_or_day(year, rest),
        Some(rest) => reporting_period(year, rest),
        None => reporting_period(year, rest),
    }
}

/// `01` or `01-31`, after the year.
fn month_or_day(year: i32, text: &str) -> Result<Period, Fault> {
    let two_digits =
        |text: &str| if text.len() == 2 { number(text).ok_or(Fault::NotUnderstood) } else { Err(Fault::NotUnderstood) };
    let Some((month, day)) = text.split_once('-') else {
        return part(year, two_digits(text)?, 12);
    };
    if let Some((day, _)) = day.split_once(['T', 't']) {
        two_digits(month).and(two_digits(day))?;
        return Err(Unsupported::Times.into());
    }
    let (month, day) = (two_digits(month)?, two_digits(day)?);
    part(year, month, 12)?;
    Period::stock(year, month as u32, day as u32).ok_or(NoSuchPeriod::Day.into())
}

/// `Q1` and its kin, after the year.
fn reporting_period(year: i32, text: &str) -> Result<Period, Fault> {
    let mut chars = text.chars();
    let letter = chars.next().ok_or(Fault::NotUnderstood)?;
    let index = number(chars.as_str()).filter(|_| text.len() <= 4).ok_or(Fault::NotUnderstood)?;
    match letter.to_ascii_uppercase() {
        'A' => part(year, index, 1),
        'S' | 'H' => part(year, index, 2),
        'T' => part(year, index, 3),
        'Q' => part(year, index, 4),
        'M' => part(year, index, 12),
        'W' => Err(Unsupported::Weeks.into()),
        'D' => Err(Unsupported::Days.into()),
        _ => Err(Fault::NotUnderstood),
    }
}

/// One of the equal parts of a year, counted from 1.
fn part(year: i32, index: i32, parts: i32) -> Result<Period, Fault> {
    if !(1..=parts).contains(&index) {
        return Err(NoSuchPeriod::Part.into());
    }
    let months = 12 / parts;
    Period::from_start(year * 12 + (index - 1) * months, months as u16).ok_or(NoSuchPeriod::Year.into())
}

/// `2010-01-01/P9M`; the duration comes without its `P`.
fn with_duration(start: &str, duration: &str) -> Result<Period, Fault> {
    let start = single(start)?;
    let months = duration_in_months(duration)?;
    if let Period::Stock(day) = start
        && day.day() != 1
    {
        return Err(Unsupported::Days.into());
    }
    let months = u16::try_from(months).map_err(|_| NoSuchPeriod::TooLong)?;
    if months == 0 {
        return Err(NoSuchPeriod::Empty.into());
    }
    Period::from_start(start.start(), months).ok_or(NoSuchPeriod::Year.into())
}

/// `9M`, `1Y`, `1Y6M`: the part of an ISO 8601 duration that whole months can say.
fn duration_in_months(text: &str) -> Result<i64, Fault> {
    let mut months = 0;
    let mut rest = text;
    let mut accepted: &[char] = &['Y', 'M', 'W', 'D'];
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let mut after = rest[digits..].chars();
        let unit = after.next().map(|unit| unit.to_ascii_uppercase()).ok_or(Fault::NotUnderstood)?;
        if digits == 0 && unit == 'T' {
            return Err(Unsupported::Times.into());
        }
        let count = i64::from(number(&rest[..digits]).ok_or(Fault::NotUnderstood)?);
        let place = accepted.iter().position(|letter| *letter == unit).ok_or(Fault::NotUnderstood)?;
        match unit {
            'Y' => months += count * 12,
            'M' => months += count,
            'W' => return Err(Unsupported::Weeks.into()),
            _ => return Err(Unsupported::Days.into()),
        }
        accepted = &accepted[place + 1..];
        rest = after.as_str();
    }
    if text.is_empty() { Err(Fault::NotUnderstood) } else { Ok(months) }
}

/// `2006/2009`, `2010-01/2010-09`, `2010-01-01/2010-09-30`: two of a kind, the second included.
fn pair(first: &str, last: &str) -> Result<Period, Fault> {
    let (first, last) = (single(first)?, single(last)?);
    if first.months() != last.months() {
        return Err(Fault::NotUnderstood);
    }
    if last < first {
        return Err(NoSuchPeriod::Reversed.into());
    }
    let end = match (first, last) {
        (Period::Stock(from), Period::Stock(to)) if !bounds_months(from, to) => return Err(Unsupported::Days.into()),
        (_, Period::Stock(to)) => to.month_number(),
        (_, Period::Span(last)) => last.end() - 1,
    };
    Span::between(first.start(), end).map(Period::Span).ok_or(NoSuchPeriod::TooLong.into())
}

fn bounds_months(first: Date, last: Date) -> bool {
    first.day() == 1 && last.ends_month()
}

/// Digits and nothing else, at most nine.
fn number(text: &str) -> Option<i32> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// The beginning of a text, long enough to find it by.
fn clipped(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_notation_is_read() {
        for (text, canonical) in [
            ("2009", "2009"),
            (" 2023-09 ", "2023-09"),
            ("2006/2009", "2006/2009"),
            ("2009/2009", "2009"),
            ("2010-01", "2010-01"),
            ("2010-01/2010-09", "2010-01/2010-09"),
            ("2010-01/2010-12", "2010"),
            ("2010-01/2011-12", "2010/2011"),
            ("2010-07/2011-06", "2010-07/2011-06"),
            ("2012-07-01", "2012-07-01"),
            // Reporting periods of SDMX 3.0, section 6, 4.2; then forms seen in files of the OECD and others.
            ("2010-A1", "2010"),
            ("2010-S2", "2010-07/2010-12"),
            ("2010-T2", "2010-05/2010-08"),
            ("2010-Q3", "2010-07/2010-09"),
            ("2010-M01", "2010-01"),
            ("2010-H1", "2010-01/2010-06"),
            ("2012Q1", "2012-01/2012-03"),
            ("2017Q04", "2017-10/2017-12"),
            ("2001M1", "2001-01"),
            ("2001m12", "2001-12"),
            ("2010-Q1/2010-Q3", "2010-01/2010-09"),
            ("201001", "2010-01"),
            ("2010-01-01/P9M", "2010-01/2010-09"),
            ("2010-01-01/P1Y", "2010"),
            ("2010-07-01/P1Y6M", "2010-07/2011-12"),
            ("2010-04/P1Y", "2010-04/2011-03"),
            ("2010-01-01/2010-09-30", "2010-01/2010-09"),
            ("2012-02-01/2012-02-29", "2012-02"),
        ] {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()), Ok(canonical.to_owned()), "{text}");
        }
    }

    #[test]
    fn weeks_days_and_times_are_not_supported() {
        use Unsupported::{Days, Times, Weeks};
        for (text, expected) in [
            ("2010-W05", Weeks),
            ("2010W5", Weeks),
            ("2010-W01/2010-W04", Weeks),
            ("2010-01-04/P2W", Weeks),
            ("2010-D001", Days),
            ("2010-01-01/2010-01-15", Days),
            ("2011-02-01/2011-03-01", Days),
            ("2010-01-15/P1M", Days),
            ("2010-01-01/P1M15D", Days),
            ("2010-01-01T00:00:00", Times),
            ("2010-01-01T00:00:00/P1M", Times),
            ("2010-01-01/PT5H", Times),
        ] {
            match text.parse::<Period>() {
                Err(ParsePeriodError::NotSupported { unit, .. }) => assert_eq!(unit, expected, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn periods_that_no_calendar_has_say_why() {
        use NoSuchPeriod::{Day, Empty, Part, Reversed, TooLong, Year};
        for (text, expected) in [
            ("0000", Year),
            ("0000-05", Year),
            ("9999-12/P2M", Year),
            ("2010-13", Part),
            ("2010-00", Part),
            ("2010-Q5", Part),
            ("2010-Q0", Part),
            ("2010-A2", Part),
            ("2010-13-01", Part),
            ("2010-04-31", Day),
            ("2010-02-29", Day),
            ("2010/2009", Reversed),
            ("2010-09-30/2010-01-01", Reversed),
            ("2010-01-01/P0M", Empty),
            ("0001/9999", TooLong),
            ("2010-01-01/P999999999Y", TooLong),
        ] {
            match text.parse::<Period>() {
                Err(ParsePeriodError::NoSuchPeriod { reason, .. }) => assert_eq!(reason, expected, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn other_texts_are_not_understood() {
        for text in [
            "",
            "-",
            "/",
            "20",
            "2010-",
            "2010-1",
            "201013",
            "201000",
            "20100101",
            "12345",
            "2010/11",
            "2010-01/09",
            "2010-01/2010",
            "2010 01",
            "+2010",
            "2010-Q",
            "2010Q1x",
            "2010-Q0001",
            "2010--01",
            "2010-01-1",
            "2010-01-01-01",
            "2006/2007/2008",
            "2010/P",
            "2010/P9",
            "2010/PM",
            "2010/P1M1Y",
            "2010/P1M1M",
            "2010/P-1M",
            "/P9M",
            "2010-X1",
            "January 2010",
            "２０１０",
            "2010年",
            "201é",
        ] {
            assert!(
                matches!(text.parse::<Period>(), Err(ParsePeriodError::NotUnderstood { .. })),
                "{text}: {:?}",
                text.parse::<Period>()
            );
        }
    }

    #[test]
    fn an_error_quotes_the_beginning_of_a_long_text() {
        let long = "я".repeat(1_000_000);
        let message = long.parse::<Period>().unwrap_err().to_string();
        assert!(message.starts_with(&format!("`{}…` is not a period", "я".repeat(60))), "{message}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = text.parse::<Period>();
        }

        /// Texts near the notations reach deeper than any text does, and what is read prints in the one form that reads the same.
        #[test]
        fn whatever_is_read_prints_canonically(text in "[0-9]{3,6}[-/]?[0-9PTQMSWDYé]{0,3}[-/]?[0-9PTMDY-]{0,12}") {
            if let Ok(period) = text.parse::<Period>() {
                prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            }
        }

        #[test]
        fn parts_of_a_year_tile_it(year in 1..=9999i32, (letter, parts) in prop::sample::select(vec![('S', 2), ('T', 3), ('Q', 4), ('M', 12)])) {
            let all: Vec<Period> = (1..=parts).map(|index| format!("{year:04}-{letter}{index}").parse().unwrap()).collect();
            let joined = all[1..].iter().try_fold(all[0], |sum, next| sum.joined(next));
            prop_assert_eq!(joined, Period::year(year));
        }
    }
}
