//! Words of time: `January-September 2010`, `the first 11 months of 2006`, `the same month last year`, `FY2017/18`.

mod compared;
mod months;
mod phrase;
mod resolve;
mod years;

pub(super) use phrase::when;
pub(super) use resolve::Now;

/// What a phrase says of time. What it leaves unsaid is settled by its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Months of a year, the first and how many.
    Months { first: u8, count: u8, year: Year },
    /// Whole calendar years, the second the last one.
    Years(Year, Year),
    /// Months of a fiscal year, counted from its first one: "the first nine months of FY2025".
    FiscalMonths { first: u8, count: u8, year: Year, named_by: Named },
    /// A fiscal year by the calendar year it begins or ends in.
    Fiscal { year: Year, named_by: Named },
    /// The months spoken of, in another year.
    Same(Year),
    /// The month, quarter or year before the one spoken of.
    Before(Step),
    /// "Last month": the month spoken of, where it is not what something is compared with.
    Last(Step),
    /// As [`When::Before`], of rates alone: "year-on-year".
    Over(Step),
    /// The year so far: the months to the one spoken of.
    YearToDate,
    /// "In the second", of the quarters or halves of which one is spoken of.
    Part(u8),
    /// The beginning of a day: flows before it, stocks on it.
    Day { year: Year, month: u8, day: u8 },
    /// The twelve months that end with a month.
    YearTo { month: u8, year: Year },
}

/// A year as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Named(i32),
    /// So many years from the one the text is written in.
    Now(i32),
    /// So many years from the one spoken of.
    Current(i32),
    /// Of a month: the fiscal year it lies in, by the calendar year that one ends in.
    Fiscal(i32),
    Unsaid,
}

/// Which of its two calendar years a fiscal year is named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Named {
    First,
    #[default]
    Last,
}

/// How far back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Month,
    Quarter,
    Year,
}

impl When {
    /// The year that is named in it.
    pub(super) fn named_year(self) -> Option<i32> {
        match self {
            When::Months { year: Year::Named(year), .. }
            | When::Years(_, Year::Named(year))
            | When::Fiscal { year: Year::Named(year), .. }
            | When::Same(Year::Named(year))
            | When::Day { year: Year::Named(year), .. }
            | When::YearTo { year: Year::Named(year), .. } => Some(year),
            _ => None,
        }
    }

    /// The calendar year in which the fiscal year begins of which months are told: it is the one the text is written in.
    pub(super) fn running_fiscal_year(self) -> Option<i32> {
        match self {
            When::FiscalMonths { year: Year::Named(year), named_by: Named::First, .. } => Some(year),
            When::Months { year: Year::Fiscal(last), .. } => Some(last - 1),
            _ => None,
        }
    }

    /// Whether a fiscal year is named in it by two years.
    pub(super) fn names_fiscal_year(self) -> bool {
        matches!(self, When::Fiscal { year: Year::Named(_), .. }) || self.running_fiscal_year().is_some()
    }

    /// Whether it can only be what something is compared with.
    pub(super) fn is_base(self) -> bool {
        if self == When::Same(Year::Unsaid) {
            return false;
        }
        matches!(self, When::Same(_) | When::Before(_) | When::Over(_) | When::Months { year: Year::Current(_), .. })
    }
}

/// A text begins with a phrase that means this period, written `period|what follows the phrase`.
#[cfg(test)]
fn check(text: &str, printed: &str) {
    use super::token::tokens;
    use crate::period::Period;

    let tokens = tokens(text);
    let (len, when) = when(&tokens).unwrap_or_else(|| panic!("{text}"));
    let now = Now {
        year: Some(2012),
        current: Period::month(2011, 10),
        named: None,
        written_in: None,
        told_whole: false,
        written_on: None,
        fiscal_start: Some(7),
        fiscal: None,
        fiscal_named: Named::Last,
    };
    let period = when.resolve(now).map_or_else(|| "none".into(), |period| period.to_string());
    let rest: Vec<&str> = tokens[len..].iter().map(|token| token.text).collect();
    assert_eq!(format!("{period}|{}", rest.join(" ")), printed, "{text} {when:?}");
}
