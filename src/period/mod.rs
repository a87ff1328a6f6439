//! Time periods: spans of whole months, and the dates of stocks.
//!
//! Trade is published by month, by quarter, by year, and cumulated from January ("January–September 2010"); fiscal years begin
//! elsewhere than in January. All of them are a first month and a count of months, so the same period a year before is a
//! subtraction, and "inside" and "adjoining" are comparisons. Stocks (numbers of companies, of joint projects) are counted on a
//! day.

mod date;
mod label;
mod parse;
mod span;

use std::cmp::Ordering;
use std::fmt;

pub use date::Date;
pub use parse::{NoSuchPeriod, ParsePeriodError, Unsupported};
pub use span::Span;

pub(crate) use label::PartOfYear;
use span::month_number;

/// What a figure refers to: a span of whole months (a flow), or a day (a stock).
///
/// # Text
/// Periods print in one canonical form, and this is also how serde writes them:
///
/// | printed | period |
/// | --- | --- |
/// | `2009` | a calendar year |
/// | `2006/2009` | calendar years, the last included |
/// | `2010-01` | a month |
/// | `2010-01/2010-09` | months, the last included; a quarter or a fiscal year prints like this as well |
/// | `2012-07-01` | a stock on a day |
///
/// Read as well, in either case of letters and with blanks around: the reporting periods of SDMX `2010-A1`, `2010-S1`, `2010-T1`
/// (a third of a year, four months), `2010-Q1`, `2010-M01`; their variants `2010-H1`, `2010Q1`, `2010M1`, `2017Q04`; a pair of
/// equal ones (`2010-Q1/2010-Q3`); a start and a duration `2010-01-01/P9M`; two days that bound whole months
/// `2010-01-01/2010-09-30`; and `201001`. Reporting years are taken to begin in January.
///
/// Six digits are a month only where the last two are 01 to 12, as in the files of Comext and Comtrade; no year has six digits, so
/// nothing else can be meant.
///
/// # A year that is not named
/// A text may say "in September" and name no year. Its months are then counted from the year 0005, which is that of the text, 0004 is the
/// one before; further texts of one case have the years 0015, 0025 and so on. Nothing is published of such years, and labels call them
/// by their place: "September of the year", "September of the year before".
///
/// # Order
/// By first month, then by length, then by day. A stock has no length, so it comes before the spans that begin in its month.
///
/// # Example: the first nine months and their base
/// ```
/// use tradecheck::period::Period;
///
/// let period: Period = "2010-01-01/P9M".parse()?;
/// assert_eq!(period.to_string(), "2010-01/2010-09");
/// assert_eq!(period.label(), "January–September 2010");
/// assert_eq!(period.year_before(), Period::span((2009, 1), 9));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// Whole months: what flowed in them.
    Span(Span),
    /// A day: what there was on it.
    Stock(Date),
}

impl Period {
    /// A calendar year; `None` outside of years 1 to 9999.
    pub const fn year(year: i32) -> Option<Self> {
        Self::span((year, 1), 12)
    }

    /// A month of a year, 1 to 12; `None` where there is no such month.
    pub const fn month(year: i32, month: u32) -> Option<Self> {
        Self::span((year, month), 1)
    }

    /// A quarter of a calendar year, 1 to 4; `None` where there is no such quarter.
    pub const fn quarter(year: i32, quarter: u32) -> Option<Self> {
        if 1 <= quarter && quarter <= 4 { Self::span((year, quarter * 3 - 2), 3) } else { None }
    }

    /// So many months from a (year, month) on; `None` where they are none or leave the years 1 to 9999.
    ///
    /// # Example: a fiscal year
    /// ```
    /// use tradecheck::period::Period;
    ///
    /// let fiscal = Period::span((2017, 7), 12).unwrap();
    /// assert_eq!(fiscal.label(), "July 2017–June 2018");
    /// assert!(!fiscal.is_year());
    /// ```
    pub const fn span(first: (i32, u32), months: u16) -> Option<Self> {
        match month_number(first) {
            Some(start) => Self::from_start(start, months),
            None => None,
        }
    }

    /// The months from one (year, month) to another, both included; `None` where the second is before the first or one does not
    /// exist.
    pub const fn between(first: (i32, u32), last: (i32, u32)) -> Option<Self> {
        match (month_number(first), month_number(last)) {
            (Some(first), Some(last)) => match Span::between(first, last) {
                Some(span) => Some(Period::Span(span)),
                None => None,
            },
            _ => None,
        }
    }

    /// The span that [`start`](Self::start) and [`months`](Self::months) describe; `None` for no months, and outside of years 1 to
    /// 9999.
    pub const fn from_start(start: i32, months: u16) -> Option<Self> {
        match Span::new(start, months) {
            Some(span) => Some(Period::Span(span)),
            None => None,
        }
    }

    /// A stock on a day; `None` where there is no such day.
    pub const fn stock(year: i32, month: u32, day: u32) -> Option<Self> {
        match Date::new(year, month, day) {
            Some(date) => Some(Period::Stock(date)),
            None => None,
        }
    }

    /// The first month, counted from January of year 0: `year × 12 + month − 1`. For a stock, the month of its day.
    pub const fn start(self) -> i32 {
        match self {
            Period::Span(span) => span.start(),
            Period::Stock(date) => date.month_number(),
        }
    }

    /// How many months; 0 for a stock.
    pub const fn months(self) -> u16 {
        match self {
            Period::Span(span) => span.months(),
            Period::Stock(_) => 0,
        }
    }

    /// Whether this is the date of a stock.
    pub const fn is_stock(self) -> bool {
        matches!(self, Period::Stock(_))
    }

    /// How many calendar years this is exactly; `None` for all that is not whole years from a January on.
    pub const fn years(self) -> Option<u16> {
        match self {
            Period::Span(span) if span.start() % 12 == 0 && span.months() % 12 == 0 => Some(span.months() / 12),
            _ => None,
        }
    }

    /// Whether this is one calendar year.
    pub const fn is_year(self) -> bool {
        matches!(self.years(), Some(1))
    }

    /// The same months of the year before, or the same day; the usual base of a growth rate. `None` in year 1.
    ///
    /// The year before 29 February is 28 February.
    pub const fn year_before(self) -> Option<Self> {
        self.years_before(1)
    }

    /// The same months so many years before; `None` before year 1.
    ///
    /// Four years before 29 February may be 29 February again, where four steps of one year end on the 28th.
    pub const fn years_before(self, years: u16) -> Option<Self> {
        match self {
            Period::Span(span) => Self::from_start(span.start() - years as i32 * 12, span.months()),
            Period::Stock(date) => match date.years_before(years) {
                Some(date) => Some(Period::Stock(date)),
                None => None,
            },
        }
    }

    /// Whether the other lies inside this one or is the same. A flow in the other is then no larger than in this one.
    ///
    /// A stock is no part of a flow: no span contains a stock, and a stock contains itself alone.
    ///
    /// | `2010-01/2010-09` and | contains | overlaps | adjoins |
    /// | --- | --- | --- | --- |
    /// | `2010-01/2010-09` | yes | yes | no |
    /// | `2010-02` | yes | yes | no |
    /// | `2010` | no | yes | no |
    /// | `2010-10` | no | no | yes |
    /// | `2009` | no | no | no (but `2009` adjoins it) |
    /// | `2010-07-01` | no | no | no |
    pub const fn contains(self, other: &Self) -> bool {
        match (self, other) {
            (Period::Span(a), Period::Span(b)) => a.start() <= b.start() && b.end() <= a.end(),
            (Period::Stock(a), Period::Stock(b)) => a.same_day(*b),
            _ => false,
        }
    }

    /// Whether the two share a month, or are stocks of one day.
    pub const fn overlaps(self, other: &Self) -> bool {
        match (self, other) {
            (Period::Span(a), Period::Span(b)) => a.start() < b.end() && b.start() < a.end(),
            (Period::Stock(a), Period::Stock(b)) => a.same_day(*b),
            _ => false,
        }
    }

    /// Whether the other begins in the month after this one ends. Never for stocks.
    pub const fn adjoins(self, other: &Self) -> bool {
        match (self, other) {
            (Period::Span(a), Period::Span(b)) => a.end() == b.start(),
            _ => false,
        }
    }

    /// The two as one, where either adjoins the other: the flow in it is the sum of theirs. `None` where they leave a gap or
    /// overlap, for stocks, and beyond the longest span (65 535 months).
    ///
    /// # Example: quarters make a half-year
    /// ```
    /// use tradecheck::period::Period;
    ///
    /// let [first, second]: [Period; 2] = ["2010-Q1".parse()?, "2010-Q2".parse()?];
    /// assert_eq!(second.joined(&first), Some("2010-H1".parse()?));
    /// assert_eq!(first.joined(&first), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn joined(self, other: &Self) -> Option<Self> {
        let (first, second) = if self.adjoins(other) { (self, *other) } else { (*other, self) };
        if !first.adjoins(&second) {
            return None;
        }
        match first.months().checked_add(second.months()) {
            Some(months) => Self::from_start(first.start(), months),
            None => None,
        }
    }

    /// The period as a person writes it in English: `2009`, `2006–2009`, `January 2010`, `January–September 2010`,
    /// `July 2017–June 2018`, `1 July 2012`.
    pub fn label(self) -> String {
        let span = match self {
            Period::Span(span) => span,
            Period::Stock(date) => return date.label(),
        };
        let ((first_year, first), (last_year, last)) = (span.first(), span.last());
        let of = |year: i32| if is_unnamed(year) { format!("of {}", year_name(year)) } else { year_name(year) };
        match (self.years(), first_year == last_year) {
            (Some(_), true) => year_name(first_year),
            (Some(_), false) => format!("{}–{}", year_name(first_year), year_name(last_year)),
            (None, true) if first == last => format!("{} {}", month_name(first), of(first_year)),
            (None, true) => format!("{}–{} {}", month_name(first), month_name(last), of(first_year)),
            (None, false) => format!("{} {}–{} {}", month_name(first), of(first_year), month_name(last), of(last_year)),
        }
    }

    /// The year of a text that names none; see [`Period`].
    pub(crate) const UNNAMED_YEAR: i32 = 5;

    /// The same period of another text, the `nth` of its case, where it lies in a year that is not named.
    pub(crate) fn of_text(self, nth: u16) -> Self {
        let unnamed = is_unnamed(self.start().div_euclid(12));
        let shifted = unnamed.then(|| Self::from_start(self.start() + i32::from(nth) * 120, self.months())).flatten();
        shifted.unwrap_or(self)
    }

    /// Whether it is twelve months of two calendar years.
    pub(crate) fn begins_within_a_year(self) -> bool {
        self.months() == 12 && !self.is_year()
    }

    /// Whether its months are of two calendar years or more.
    pub(crate) fn runs_over_new_year(self) -> bool {
        self.start().rem_euclid(12) + i32::from(self.months()) > 12
    }

    /// Which text of a case names the year of this period only by its place.
    pub(crate) fn unnamed_in(self) -> Option<u16> {
        let year = self.start().div_euclid(12);
        is_unnamed(year).then(|| u16::try_from(year / 10).unwrap_or_default())
    }
}

const fn is_unnamed(year: i32) -> bool {
    year < 1000
}

/// A year, or its place beside the year of a text that names none.
fn year_name(year: i32) -> String {
    match year.rem_euclid(10) - Period::UNNAMED_YEAR {
        _ if !is_unnamed(year) => year.to_string(),
        0 => "the year".to_owned(),
        -1 => "the year before".to_owned(),
        1 => "the year after".to_owned(),
        offset if offset < 0 => format!("{} years before", -offset),
        offset => format!("{offset} years after"),
    }
}

const fn month_name(month: u32) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

impl From<Span> for Period {
    fn from(span: Span) -> Self {
        Period::Span(span)
    }
}

impl From<Date> for Period {
    fn from(date: Date) -> Self {
        Period::Stock(date)
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Self| {
            let day = match period {
                Period::Span(_) => 0,
                Period::Stock(date) => date.day(),
            };
            (period.start(), period.months(), day)
        };
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The canonical form.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let span = match self {
            Period::Span(span) => span,
            Period::Stock(date) => return fmt::Display::fmt(date, f),
        };
        let ((first_year, first), (last_year, last)) = (span.first(), span.last());
        // Through `pad`, so that a width asked for by the caller aligns the whole.
        f.pad(&match self.years() {
            Some(1) => format!("{first_year:04}"),
            Some(_) => format!("{first_year:04}/{last_year:04}"),
            None if span.months() == 1 => format!("{first_year:04}-{first:02}"),
            None => format!("{first_year:04}-{first:02}/{last_year:04}-{last:02}"),
        })
    }
}

/// The canonical form as well: a count of months since year 0 tells a reader nothing.
impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::span::{FIRST_MONTH, LAST_MONTH};
    use super::*;
    use proptest::prelude::*;

    /// Spans short and near one another, so that they do contain and adjoin, spans anywhere, and stocks.
    fn period() -> impl Strategy<Value = Period> {
        let near = (2008..2012i32, 1..=12u32, 1..40u16).prop_filter_map("in range", |(y, m, n)| Period::span((y, m), n));
        let any_span = (FIRST_MONTH..=LAST_MONTH, 1..=u16::MAX).prop_filter_map("in range", |(s, n)| Period::from_start(s, n));
        let stock = (1..=9999i32, 1..=12u32, 1..=31u32).prop_filter_map("a day", |(y, m, d)| Period::stock(y, m, d));
        prop_oneof![6 => near, 1 => any_span, 1 => stock]
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(period in period()) {
            prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            let json = serde_json::to_string(&period).unwrap();
            prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
        }

        #[test]
        fn start_and_months_are_the_whole_of_a_span(period in period()) {
            let again = Period::from_start(period.start(), period.months());
            prop_assert_eq!(again, (!period.is_stock()).then_some(period));
        }

        #[test]
        fn the_year_before_is_as_long_and_adjoins_a_year(period in period(), years in 0..4u16) {
            prop_assert_eq!(period.years_before(0), Some(period));
            if let Some(before) = period.years_before(years) {
                prop_assert_eq!(before.start(), period.start() - 12 * i32::from(years));
                prop_assert_eq!(before.months(), period.months());
                prop_assert_eq!(before.years(), period.years());
            } else {
                prop_assert!(period.start() - 12 * i32::from(years) < FIRST_MONTH);
            }
            if period.is_year() {
                prop_assert!(period.year_before().is_none_or(|before| before.adjoins(&period)));
            }
        }

        #[test]
        fn contains_is_a_partial_order(a in period(), b in period(), c in period()) {
            prop_assert!(a.contains(&a));
            prop_assert!(!(a.contains(&b) && b.contains(&a)) || a == b);
            prop_assert!(!(a.contains(&b) && b.contains(&c)) || a.contains(&c));
        }

        #[test]
        fn periods_that_contain_overlap_and_those_that_adjoin_do_not(a in period(), b in period()) {
            prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
            prop_assert!(!a.contains(&b) || a.overlaps(&b));
            prop_assert!(!a.adjoins(&b) || !a.overlaps(&b));
        }

        #[test]
        fn adjoining_periods_join_to_the_least_that_contains_both(a in period(), months in 1..40u16) {
            let b = Period::from_start(a.start() + i32::from(a.months()), months);
            if let (Period::Span(_), Some(b)) = (a, b) {
                let joined = a.joined(&b);
                prop_assert_eq!(b.joined(&a), joined);
                if let Some(joined) = joined {
                    prop_assert!(joined.contains(&a) && joined.contains(&b));
                    prop_assert_eq!(joined.months(), a.months() + b.months());
                } else {
                    prop_assert!(a.months().checked_add(months).is_none());
                }
            }
        }

        #[test]
        fn only_adjoining_periods_join(a in period(), b in period()) {
            prop_assert!(a.joined(&b).is_none() || a.adjoins(&b) || b.adjoins(&a));
        }

        #[test]
        fn the_order_is_by_start_then_length(a in period(), b in period()) {
            prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
            if (a.start(), a.months()) != (b.start(), b.months()) {
                prop_assert_eq!(a.cmp(&b), (a.start(), a.months()).cmp(&(b.start(), b.months())));
            }
        }

        #[test]
        fn labels_name_the_year_and_tell_periods_apart(a in period(), b in period()) {
            prop_assume!(a.unnamed_in().is_none() && b.unnamed_in().is_none());
            prop_assert!(a.label().contains(&(a.start() / 12).to_string()));
            prop_assert!(a == b || a.label() != b.label());
        }
    }

    #[test]
    fn labels_are_as_a_person_writes_them() {
        for (text, label) in [
            ("2009", "2009"),
            ("2006/2009", "2006–2009"),
            ("2010-01", "January 2010"),
            ("2010-01/2010-09", "January–September 2010"),
            ("2010-Q4", "October–December 2010"),
            ("2017-07/2018-06", "July 2017–June 2018"),
            ("2012-07-01", "1 July 2012"),
            ("0005-09", "September of the year"),
            ("0014", "the year before"),
            ("0005-01/0005-08", "January–August of the year"),
        ] {
            assert_eq!(text.parse::<Period>().unwrap().label(), label);
        }
    }

    #[test]
    fn a_span_holds_no_stock() {
        let (year, day) = (Period::year(2012).unwrap(), Period::stock(2012, 7, 1).unwrap());
        assert!(!year.contains(&day) && !day.contains(&year) && !year.overlaps(&day) && !day.adjoins(&year));
        assert!(day.contains(&day) && day.overlaps(&day) && !day.adjoins(&day));
        assert!(day < Period::month(2012, 7).unwrap() && Period::month(2012, 6).unwrap() < day);
    }

    #[test]
    fn the_edges_of_time_are_refused() {
        assert_eq!(Period::year(0), None);
        assert_eq!(Period::year(10_000), None);
        assert_eq!(Period::year(1).unwrap().year_before(), None);
        assert_eq!(Period::span((9999, 12), 2), None);
        assert_eq!(Period::month(9999, 12).unwrap().to_string(), "9999-12");
        assert_eq!(Period::from_start(i32::MAX, u16::MAX), None);
        assert_eq!(Period::from_start(i32::MIN, 1), None);
        assert_eq!(Period::span((2010, 1), 0), None);
        assert_eq!(Period::month(2010, 13), None);
        assert_eq!(Period::quarter(2010, 5), None);
        assert_eq!(Period::quarter(2010, u32::MAX), None);
        assert_eq!(Period::between((2010, 9), (2010, 8)), None);
        assert_eq!(Period::between((2010, 1), (2010, 9)), Period::span((2010, 1), 9));
        assert_eq!(Period::between((1, 1), (9999, 12)), None);
    }

    #[test]
    fn a_width_aligns_the_whole() {
        assert_eq!(format!("{:>10}|{:<10}", Period::year(2009).unwrap(), Period::month(2010, 1).unwrap()), "      2009|2010-01   ");
    }
}
