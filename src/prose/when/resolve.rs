//! What phrases of time resolve to: a period, counted from what is spoken of.

use super::{Named, Step, When, Year};
use crate::period::Period;

/// What relative words of time are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::prose) struct Now {
    /// The year the text is written in.
    pub(in crate::prose) year: Option<i32>,
    /// The year that "this year" is, where the text tells it surely.
    pub(in crate::prose) written_in: Option<i32>,
    /// Whether it is told as a whole, so that "this year" may be the one after it.
    pub(in crate::prose) told_whole: bool,
    /// The month of the dateline.
    pub(in crate::prose) written_on: Option<(i32, u8)>,
    /// The year that was named last.
    pub(in crate::prose) named: Option<i32>,
    /// The period spoken of.
    pub(in crate::prose) current: Option<Period>,
    /// The month that fiscal years begin with.
    pub(in crate::prose) fiscal_start: Option<u8>,
    /// The calendar year in which the fiscal year begins that the text is written in, where it tells months of it.
    pub(in crate::prose) fiscal: Option<i32>,
    /// The year by which one is named that is named by a single one.
    pub(in crate::prose) fiscal_named: Named,
}

impl When {
    /// The period meant. `None` where the text does not tell.
    pub(in crate::prose) fn resolve(self, now: Now) -> Option<Period> {
        let current_year = || now.current.map(|period| period.start().div_euclid(12)).or(now.year);
        let written = now.named.max(now.year);
        let year_of = |year: Year| match year {
            Year::Named(year) => Some(year),
            Year::Now(offset) => now.written_in.or(written).or_else(current_year).map(|year| year + offset),
            Year::Current(offset) => current_year().map(|year| year + offset),
            // Only with a month does it tell a calendar year.
            Year::Fiscal(_) => None,
            Year::Unsaid => written.or_else(current_year),
        };
        // What figures are told of lies before the dateline: in February, "January–November" are those of the year before.
        let last_with = |month: u8| match now.written_on {
            Some((year, written_in)) if now.named.is_none_or(|named| named <= year) => {
                Some(if month < written_in { year } else { year - 1 })
            }
            _ => year_of(Year::Unsaid),
        };
        match self {
            When::Months { first, count, year: Year::Fiscal(last) } => {
                let start = now.fiscal_start?;
                let year = if start > 1 && first >= start { last - 1 } else { last };
                Period::span((year, first.into()), count.into())
            }
            When::FiscalMonths { first, count, year: Year::Named(year), named_by } => {
                let start = now.fiscal_start?;
                let begins = if named_by == Named::Last && now.fiscal_named == Named::Last && start > 1 { year - 1 } else { year };
                Period::from_start(begins * 12 + i32::from(start + first) - 2, count.into())
            }
            // "The first seven months of the current fiscal", after April–October.
            When::FiscalMonths { first: 1, count, year: Year::Now(0), .. } if now.fiscal.is_none() => {
                now.current.filter(|current| {
                    let start = now.fiscal_start.map_or(0, i32::from);
                    current.months() == u16::from(count) && current.start().rem_euclid(12) + 1 == start
                })
            }
            When::FiscalMonths { first, count, year: Year::Now(offset), .. } => {
                Period::from_start((now.fiscal? + offset) * 12 + i32::from(now.fiscal_start? + first) - 2, count.into())
            }
            When::FiscalMonths { .. } => None,
            // "The first three months of this year", beside figures of all of 1986.
            When::Months { count: ..12, year: Year::Now(0), .. } if now.told_whole => None,
            // "In March alone", beside the fiscal year that it ends.
            When::Months { first, count, year: Year::Unsaid } if within(now.current, first, count).is_some() => {
                within(now.current, first, count)
            }
            When::Months { first, count, year: Year::Unsaid } if first + count <= 13 => {
                // "July–November", in a text that names no year but 2022-23.
                let of_fiscal = || Some(now.fiscal? + i32::from(first < now.fiscal_start?));
                Period::span((last_with(first + count - 1).or_else(of_fiscal)?, first.into()), count.into())
            }
            When::Months { first, count, year } => Period::span((year_of(year)?, first.into()), count.into()),
            // "In the following year", of fiscal years.
            When::Years(Year::Current(offset), Year::Current(_)) if now.current.is_some_and(Period::begins_within_a_year) => {
                Period::from_start(now.current?.start() + 12 * offset, 12)
            }
            When::Years(first, last) => {
                let (first, last) = (year_of(first)?, year_of(last)?);
                Period::between((first, 1), (last, 12))
            }
            // The fiscal year before the one spoken of.
            When::Fiscal { year: Year::Now(-1), .. } if now.current.is_some_and(|p| p.months() == 12 && !p.is_year()) => {
                let current = now.current?;
                Period::from_start(current.start() - 12, 12)
            }
            When::Fiscal { year: Year::Now(offset), .. } if now.fiscal.is_some() => {
                Period::from_start((now.fiscal? + offset) * 12 + i32::from(now.fiscal_start?) - 1, 12)
            }
            // Whether it is the one spoken of or the one behind it, nothing tells.
            When::Fiscal { year: Year::Now(0), .. } if now.current.is_some_and(Period::begins_within_a_year) => None,
            When::Fiscal { year, named_by } => {
                let year = match (year, named_by) {
                    (Year::Named(year), Named::First) => year,
                    (Year::Named(year), Named::Last) if now.fiscal_start == Some(1) || now.fiscal_named == Named::First => year,
                    (Year::Named(year), Named::Last) => year - 1,
                    // Of a text that names no year, it could not be told from calendar years.
                    (other, _) => year_of(other).filter(|year| *year > Period::UNNAMED_YEAR)? - 1,
                };
                Period::span((year, now.fiscal_start?.into()), 12)
            }
            // "For the same period" is said of the one spoken of.
            When::Same(Year::Unsaid) => now.current,
            When::Same(year) => {
                let current = now.current?;
                // "The same period last year" is counted from the period, whenever the text was written.
                let year = if let Year::Now(offset) = year { Year::Current(offset) } else { year };
                let shift = (year_of(year)? - current.start().div_euclid(12)) * 12;
                Period::from_start(current.start() + shift, current.months())
            }
            When::Before(Step::Year) | When::Over(Step::Year) => now.current?.year_before(),
            When::Before(step) | When::Over(step) => {
                let months = if step == Step::Month { 1 } else { 3 };
                let current = now.current?;
                // A month before nine months is no base of theirs.
                (current.months() == months).then(|| Period::from_start(current.start() - i32::from(months), months)).flatten()
            }
            When::Last(step) => {
                let months = if step == Step::Month { 1 } else { 3 };
                // In a text that begins with its day, "last month" needs no other.
                let before = |(year, month): (i32, u8)| Period::from_start(year * 12 + i32::from(month) - 2, 1);
                let current = now.current.filter(|current| current.months() == months);
                current.or_else(|| now.written_on.filter(|_| step == Step::Month).and_then(before))
            }
            When::Part(part) => {
                let current = now.current.filter(|current| matches!(current.months(), 3 | 6))?;
                let months = i32::from(current.months());
                let part = i32::from(part).checked_sub(1).filter(|part| (0..12 / months).contains(part))?;
                Period::from_start(current.start().div_euclid(12) * 12 + part * months, current.months())
            }
            When::YearToDate => {
                let current = now.current.filter(|current| !current.is_year())?;
                let last = current.start() + i32::from(current.months()) - 1;
                let first = last.div_euclid(12) * 12;
                Period::from_start(first, u16::try_from(last - first + 1).ok()?)
            }
            When::Day { year, month, day } => {
                let year = match year {
                    Year::Unsaid if day == 1 && month > 1 => last_with(month - 1)?,
                    year => year_of(year)?,
                };
                match (day, month) {
                    // Flows up to the first of a month are those of the months before it.
                    (1, 1) => Period::year(year - 1),
                    (1, month) => Period::span((year, 1), u16::from(month) - 1),
                    (day, month) if day >= 28 => Period::span((year, 1), month.into()),
                    _ => None,
                }
            }
            When::YearTo { month, year } => {
                let end = year_of(year)? * 12 + i32::from(month) - 1;
                Period::from_start(end - 11, 12)
            }
        }
    }
}

/// The months of that name at the end of months of two calendar years.
fn within(current: Option<Period>, first: u8, count: u8) -> Option<Period> {
    let current = current.filter(|current| current.months() <= 12 && current.runs_over_new_year())?;
    let into = (i32::from(first) - 1 - current.start()).rem_euclid(12);
    let ends = into + i32::from(count);
    (ends == i32::from(current.months())).then(|| Period::from_start(current.start() + into, count.into())).flatten()
}
