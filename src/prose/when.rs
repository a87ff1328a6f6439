//! Words of time: `January-September 2010`, `the first 11 months of 2006`, `the same month last year`, `FY2017/18`.

use super::lexicon::{Tag, WORDS};
use super::token::Token;
use crate::period::Period;

/// What a phrase says of time. What it leaves unsaid is settled by its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Months of a year, the first and how many.
    Months { first: u8, count: u8, year: Year },
    /// Whole calendar years, the second the last one.
    Years(Year, Year),
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
    Unsaid,
}

/// Which of its two calendar years a fiscal year is named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    First,
    Last,
}

/// How far back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Month,
    Quarter,
    Year,
}

/// The phrase of time that begins at the first of these tokens, and how many tokens it has.
pub(super) fn when(tokens: &[Token]) -> Option<(usize, When)> {
    let mut reader = Reader { tokens, at: 0 };
    let read = [
        Reader::fiscal_year,
        Reader::year_to_month,
        Reader::day,
        Reader::months_of_year,
        Reader::year_then_months,
        Reader::count_of_months,
        Reader::part_of_year,
        Reader::bare_part,
        Reader::same,
        Reader::before,
        Reader::years,
    ];
    read.iter().find_map(|read| {
        reader.at = 0;
        let when = read(&mut reader)?;
        Some((reader.at, when))
    })
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
}

impl Reader<'_, '_> {
    fn peek(&self) -> Option<&Token<'_>> {
        self.tokens.get(self.at)
    }

    /// The value that `find` has for one of the tags of the phrase here, which is then passed.
    fn tagged<T>(&mut self, find: impl Fn(Tag) -> Option<T>) -> Option<T> {
        let (len, tags) = WORDS.longest(&self.tokens[self.at.min(self.tokens.len())..])?;
        let found = tags.iter().find_map(|tag| find(*tag))?;
        self.at += len;
        Some(found)
    }

    fn tag(&mut self, tag: Tag) -> bool {
        self.tagged(|found| (found == tag).then_some(())).is_some()
    }

    fn symbol(&mut self, symbols: &[&str]) -> bool {
        let found = self.peek().is_some_and(|token| symbols.contains(&token.text));
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, words: &[&str]) -> bool {
        let found = self.peek().is_some_and(|token| words.contains(&token.lower.as_str()));
        self.at += usize::from(found);
        found
    }

    /// What `read` finds, or nothing passed.
    fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let saved = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = saved;
        }
        found
    }

    fn month(&mut self) -> Option<u8> {
        let token = self.peek()?;
        // In small letters two of them are other words.
        let capitalised = token.is_capitalised() || !matches!(token.lower.as_str(), "may" | "march");
        self.maybe(|r| r.tagged(|tag| if let Tag::Month(month) = tag { Some(month) } else { None })).filter(|_| capitalised)
    }

    /// A number of four digits that is no amount.
    fn named_year(&mut self) -> Option<i32> {
        let year = self.peek()?.year()?;
        let next = self.tokens.get(self.at + 1);
        let is_amount = self
            .tokens
            .get(self.at + 1..)
            .and_then(|rest| super::lexicon::UNITS.longest(rest))
            .is_some_and(|(_, tags)| tags.iter().any(|tag| matches!(tag, Tag::Multiplier(_) | Tag::Percent | Tag::Quantity)))
            && next.is_some_and(|next| next.text.len() > 1 || next.text == "%");
        if is_amount {
            return None;
        }
        self.at += 1;
        Some(year)
    }

    /// `2010`, `this year`, `of the previous year`, `the year 2008`.
    fn year(&mut self) -> Option<Year> {
        self.maybe(|r| {
            r.symbol(&[","]);
            r.word(&["of", "in", "for"]);
            r.word(&["the", "a"]);
            r.word(&["calendar"]);
            if let Some(year) = r.maybe(Self::named_year) {
                r.word(&["year"]);
                return Some(Year::Named(year));
            }
            if r.maybe(|r| r.tag(Tag::YearPrevious).then_some(())).is_some()
                || r.maybe(|r| r.tag(Tag::YearBefore).then_some(())).is_some()
            {
                return Some(Year::Current(-1));
            }
            let relative = r.tagged(|tag| match tag {
                Tag::This => Some(Some(Year::Now(0))),
                Tag::Last => Some(Some(Year::Now(-1))),
                Tag::Next => Some(Some(Year::Now(1))),
                Tag::Previous => Some(Some(Year::Current(-1))),
                Tag::UnitYear => Some(None),
                _ => None,
            })?;
            match relative {
                Some(year) => r.tag(Tag::UnitYear).then_some(year),
                None => r.maybe(Self::named_year).map(Year::Named),
            }
        })
    }

    fn year_or_unsaid(&mut self) -> Year {
        self.maybe(Self::year).unwrap_or(Year::Unsaid)
    }

    fn to(&mut self) -> bool {
        self.symbol(&["-", "–", "—", "‑", "−", "/"]) || self.word(&["to", "through", "till", "until", "and"])
    }

    /// `January-September 2010`, `February`, `January to May of this year`.
    fn months_of_year(&mut self) -> Option<When> {
        self.word(&["between"]);
        let first = self.month()?;
        let between = self.maybe(Self::year);
        let last = self.maybe(|r| {
            let and = r.peek().is_some_and(|token| token.lower == "and");
            let is_range = r.to();
            let last = is_range.then(|| r.month()).flatten()?;
            // "January and February" are two months in a row, "May and October" are no period.
            (!and || last == first + 1).then_some(last)
        });
        let year = match (self.maybe(Self::year), between) {
            (Some(year), _) => year,
            (None, Some(year)) => year,
            (None, None) => Year::Unsaid,
        };
        if let (Some(last), Some(Year::Named(from)), Year::Named(to)) = (last, between, year)
            && from < to
        {
            // "July 2017 to June 2018" runs over the turn of the year.
            let count = (to - from) * 12 + i32::from(last) - i32::from(first) + 1;
            return Some(When::Months { first, count: u8::try_from(count).ok()?, year: Year::Named(from) });
        }
        // "The December 2023 quarter" ends with that month.
        if last.is_none() {
            let months = self.maybe(|r| {
                r.tagged(|tag| match tag {
                    Tag::UnitQuarter => Some(3),
                    Tag::UnitHalf => Some(6),
                    _ => None,
                })
            });
            if let Some(months) = months.filter(|months| first >= *months) {
                return Some(When::Months { first: first + 1 - months, count: months, year });
            }
        }
        let last = last.unwrap_or(first);
        let count = if last >= first { last - first + 1 } else { last + 13 - first };
        Some(When::Months { first, count, year })
    }

    /// `2012, January-May`.
    fn year_then_months(&mut self) -> Option<When> {
        let year = self.named_year()?;
        self.symbol(&[","]);
        match self.maybe(Self::months_of_year)? {
            When::Months { first, count, year: Year::Unsaid } => Some(When::Months { first, count, year: Year::Named(year) }),
            _ => None,
        }
    }

    fn small_number(&mut self) -> Option<u8> {
        if let Some(number) = self.maybe(|r| r.tagged(|tag| if let Tag::Number(number) = tag { Some(number) } else { None })) {
            return Some(number);
        }
        let number = self.peek()?.whole().filter(|number| (1..=12).contains(number))?;
        self.at += 1;
        Some(number as u8)
    }

    /// `the first 11 months of 2006`, `nine months`, `9M 2015`.
    fn count_of_months(&mut self) -> Option<When> {
        self.word(&["the"]);
        let is_first = self.maybe(|r| r.tagged(|tag| (tag == Tag::Ordinal(1)).then_some(()))).is_some();
        let is_last = !is_first && self.maybe(|r| r.tag(Tag::Last).then_some(())).is_some();
        let count = self.small_number()?;
        let hyphen = self.symbol(&["-"]);
        let letter = self.peek().is_some_and(|token| !token.after_blank && matches!(token.text, "M" | "m"));
        self.at += usize::from(letter);
        let quarters = !letter && is_first && count <= 4 && self.maybe(|r| r.tag(Tag::UnitQuarter).then_some(())).is_some();
        let count = if quarters { count * 3 } else { count };
        let is_months = letter || quarters || self.tag(Tag::UnitMonth);
        if is_months {
            self.word(&["period"]);
        }
        let year = self.maybe(Self::year);
        // "The 11-month period" is the one spoken of.
        if hyphen && year.is_none() && !is_first {
            return None;
        }
        (is_months && !is_last && (is_first || letter || year.is_some() || count > 1)).then_some(When::Months {
            first: 1,
            count,
            year: year.unwrap_or(Year::Unsaid),
        })
    }

    /// `the first quarter of 2010`, `Q3 2010`, `H1`, `the second half of last year`.
    fn part_of_year(&mut self) -> Option<When> {
        let (part, months) = self.maybe(Self::letter_part).or_else(|| {
            self.maybe(|r| {
                r.word(&["the"]);
                let ordinal = r.tagged(|tag| if let Tag::Ordinal(ordinal) = tag { Some(ordinal) } else { None })?;
                r.symbol(&["-"]);
                let months = r.tagged(|tag| match tag {
                    Tag::UnitQuarter => Some(3),
                    Tag::UnitHalf => Some(6),
                    _ => None,
                })?;
                Some((ordinal, months))
            })
        })?;
        if part == 0 || u16::from(part) * u16::from(months) > 12 {
            return None;
        }
        let year = self.year_or_unsaid();
        Some(When::Months { first: (part - 1) * months + 1, count: months, year })
    }

    /// `in the second`, where nothing follows that it could be the second of.
    fn bare_part(&mut self) -> Option<When> {
        if !(self.word(&["in"]) && self.word(&["the"])) {
            return None;
        }
        let part = self.tagged(|tag| if let Tag::Ordinal(ordinal) = tag { Some(ordinal) } else { None })?;
        let ends = self.peek().is_none_or(|next| matches!(next.text, "and" | "it" | "they" | "," | ";" | "." | ")"));
        ends.then_some(When::Part(part))
    }

    fn letter_part(&mut self) -> Option<(u8, u8)> {
        let token = self.peek()?;
        let (letter, digit_after) = match token.text {
            "Q" | "H" => (token.text, true),
            _ => (self.tokens.get(self.at + 1).filter(|next| !next.after_blank)?.text, false),
        };
        let months = match letter {
            "Q" => 3,
            "H" => 6,
            _ => return None,
        };
        let digit = if digit_after { self.tokens.get(self.at + 1).filter(|t| !t.after_blank)? } else { token };
        let part = digit.whole().filter(|part| (1..=4).contains(part))?;
        self.at += 2;
        Some((part as u8, months))
    }

    /// `the same period of 2009`, `the corresponding month last year`, `the same 1986 period`.
    fn same(&mut self) -> Option<When> {
        self.word(&["the", "a"]);
        if !self.tag(Tag::Same) {
            return None;
        }
        if let Some(year) = self.maybe(|r| {
            r.word(&["in", "of"]);
            let year = r.named_year()?;
            r.unit_of_time().then_some(year)
        }) {
            return Some(When::Same(Year::Named(year)));
        }
        self.symbol(&["-"]);
        let counted = self.maybe(|r| r.small_number().and_then(|_| r.tag(Tag::UnitMonth).then_some(()))).is_some();
        let counted = counted
            || self
                .maybe(|r| {
                    r.tagged(|tag| matches!(tag, Tag::Ordinal(_)).then_some(()))?;
                    r.unit_of_time().then_some(())
                })
                .is_some();
        let month = self.maybe(Self::months_of_year);
        if let Some(When::Months { first, count, year }) = month {
            let year = if year == Year::Unsaid { Year::Current(-1) } else { year };
            return Some(When::Months { first, count, year });
        }
        if !counted && !self.unit_of_time() {
            return None;
        }
        self.word(&["a", "one", "in"]);
        Some(When::Same(self.year_or_unsaid()))
    }

    fn unit_of_time(&mut self) -> bool {
        self.tagged(|tag| {
            matches!(tag, Tag::UnitMonth | Tag::UnitQuarter | Tag::UnitHalf | Tag::UnitPeriod | Tag::UnitYear).then_some(())
        })
        .is_some()
    }

    /// `a year earlier`, `last month`, `year-on-year`, `year-to-date`.
    fn before(&mut self) -> Option<When> {
        if let Some(when) = self.maybe(|r| {
            r.tagged(|tag| {
                Some(match tag {
                    Tag::YearBefore | Tag::YearPrevious => When::Before(Step::Year),
                    Tag::YearOnYear => When::Over(Step::Year),
                    Tag::MonthOnMonth => When::Over(Step::Month),
                    Tag::MonthBefore => When::Before(Step::Month),
                    Tag::QuarterBefore => When::Before(Step::Quarter),
                    Tag::YearToDate => When::YearToDate,
                    _ => return None,
                })
            })
        }) {
            return Some(when);
        }
        self.word(&["the"]);
        let is_last = self.tagged(|tag| match tag {
            Tag::Last | Tag::Previous => Some(true),
            Tag::This => Some(false),
            _ => None,
        })?;
        let step = self.tagged(|tag| match tag {
            Tag::UnitMonth => Some(Step::Month),
            Tag::UnitQuarter => Some(Step::Quarter),
            _ => None,
        })?;
        is_last.then_some(When::Last(step))
    }

    /// `2009`, `the year 2009`, `last year`, `2008-2011`.
    fn years(&mut self) -> Option<When> {
        // "In 2022-23": two years that follow each other are one fiscal year.
        let short = self.tokens.get(2).is_some_and(|second| second.text.len() == 2);
        if short && let Some((year, named_by)) = self.two_years() {
            return Some(When::Fiscal { year: Year::Named(year), named_by });
        }
        let first = self.year()?;
        if let Year::Named(from) = first
            && let Some(to) = self.maybe(|r| {
                if !r.symbol(&["-", "–", "—", "/"]) {
                    return None;
                }
                r.named_year()
            })
            && to > from
        {
            return Some(When::Years(first, Year::Named(to)));
        }
        Some(When::Years(first, first))
    }

    /// `fiscal year 2017/18`, `FY2018`, `the last fiscal year`, `the 2016-17 financial year`.
    fn fiscal_year(&mut self) -> Option<When> {
        self.word(&["the", "of", "in"]);
        if let Some(named) = self.maybe(|r| {
            let year = r.two_years().or_else(|| r.named_year().map(|year| (year, Named::Last)))?;
            (r.tag(Tag::Fiscal)).then_some(year)
        }) {
            self.tag(Tag::UnitYear);
            return Some(When::Fiscal { year: Year::Named(named.0), named_by: named.1 });
        }
        let relative = self.maybe(|r| {
            r.tagged(|tag| match tag {
                Tag::Last | Tag::Previous => Some(Year::Now(-1)),
                Tag::This => Some(Year::Now(0)),
                _ => None,
            })
        });
        if !self.tag(Tag::Fiscal) {
            return None;
        }
        let said_year = self.tag(Tag::UnitYear);
        let named = self.maybe(|r| {
            r.word(&["of", "in"]);
            r.two_years().or_else(|| r.named_year().map(|year| (year, Named::Last)))
        });
        match (named, relative) {
            (Some((year, named_by)), _) => Some(When::Fiscal { year: Year::Named(year), named_by }),
            (None, Some(year)) if said_year => Some(When::Fiscal { year, named_by: Named::Last }),
            _ => None,
        }
    }

    /// `2017/18`, `2017-18`, `2017/2018`: two years that follow each other.
    fn two_years(&mut self) -> Option<(i32, Named)> {
        self.maybe(|r| {
            let first = r.peek()?.year()?;
            r.at += 1;
            if !r.symbol(&["/", "-", "–"]) {
                return None;
            }
            let second = r.peek()?.whole()? as i32;
            r.at += 1;
            (second == first + 1 || second == (first + 1) % 100).then_some((first, Named::First))
        })
    }

    /// `the year to March 2010`, `12 months ended June`.
    fn year_to_month(&mut self) -> Option<When> {
        self.word(&["the", "in"]);
        let is_year = self.maybe(|r| r.tag(Tag::UnitYear).then_some(())).is_some()
            || self.maybe(|r| (r.small_number()? == 12 && r.tag(Tag::UnitMonth)).then_some(())).is_some();
        let is_to = is_year && self.word(&["to", "ended", "ending", "until"]);
        let month = is_to.then(|| self.month()).flatten()?;
        let year = self.year_or_unsaid();
        Some(When::YearTo { month, year })
    }

    /// `as of September 1`, `July 1, 2012`, `26 February 2002`, `31.12.2010`.
    fn day(&mut self) -> Option<When> {
        let day_number = |r: &mut Self| {
            let day = r.peek()?.whole().filter(|day| (1..=31).contains(day))?;
            r.at += 1;
            let suffix = r.peek().is_some_and(|t| !t.after_blank && matches!(t.lower.as_str(), "st" | "nd" | "rd" | "th"));
            r.at += usize::from(suffix);
            Some(day as u8)
        };
        if let Some(day) = self.maybe(|r| {
            let day = day_number(r)?;
            if r.symbol(&["-", "–"]) || r.word(&["to"]) {
                day_number(r)?;
            }
            r.word(&["of"]);
            Some((day, r.month()?))
        }) {
            let year = self.year_or_unsaid();
            return Some(When::Day { year, month: day.1, day: day.0 });
        }
        let month = self.month()?;
        self.symbol(&[","]);
        let day = day_number(self)?;
        // "February 24.12 billion" names no day, and "May 2010" is a month.
        let next_is_unit = self.tokens.get(self.at..).and_then(|rest| super::lexicon::UNITS.longest(rest)).is_some();
        if next_is_unit {
            return None;
        }
        if self.symbol(&["-", "–"]) {
            day_number(self);
        }
        let year = self.year_or_unsaid();
        Some(When::Day { year, month, day })
    }
}

/// What relative words of time are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Now {
    /// The year the text is written in.
    pub(super) year: Option<i32>,
    /// The year that was named last.
    pub(super) named: Option<i32>,
    /// The period spoken of.
    pub(super) current: Option<Period>,
    /// The month that fiscal years begin with.
    pub(super) fiscal_start: Option<u8>,
}

impl When {
    /// The period meant. `None` where the text does not tell.
    pub(super) fn resolve(self, now: Now) -> Option<Period> {
        let current_year = || now.current.map(|period| period.start().div_euclid(12)).or(now.year);
        let written = now.named.max(now.year);
        let year_of = |year: Year| match year {
            Year::Named(year) => Some(year),
            Year::Now(offset) => written.or_else(current_year).map(|year| year + offset),
            Year::Current(offset) => current_year().map(|year| year + offset),
            Year::Unsaid => written.or_else(current_year),
        };
        match self {
            When::Months { first, count, year } => Period::span((year_of(year)?, first.into()), count.into()),
            When::Years(first, last) => {
                let (first, last) = (year_of(first)?, year_of(last)?);
                Period::between((first, 1), (last, 12))
            }
            // The fiscal year before the one spoken of.
            When::Fiscal { year: Year::Now(-1), .. } if now.current.is_some_and(|p| p.months() == 12 && !p.is_year()) => {
                let current = now.current?;
                Period::from_start(current.start() - 12, 12)
            }
            When::Fiscal { year, named_by } => {
                let year = match (year, named_by) {
                    (Year::Named(year), Named::First) => year,
                    (Year::Named(year), Named::Last) if now.fiscal_start == Some(1) => year,
                    (Year::Named(year), Named::Last) => year - 1,
                    (other, _) => year_of(other)? - 1,
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
                now.current.filter(|current| current.months() == months)
            }
            When::Part(part) => {
                let current = now.current.filter(|current| matches!(current.months(), 3 | 6))?;
                let months = i32::from(current.months());
                let part = i32::from(part).checked_sub(1).filter(|part| (0..12 / months).contains(part))?;
                Period::from_start(current.start().div_euclid(12) * 12 + part * months, current.months())
            }
            When::YearToDate => {
                let current = now.current?;
                let last = current.start() + i32::from(current.months()) - 1;
                let first = last.div_euclid(12) * 12;
                Period::from_start(first, u16::try_from(last - first + 1).ok()?)
            }
            When::Day { year, month, day } => {
                let year = year_of(year)?;
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

    /// Whether it can only be what something is compared with.
    pub(super) fn is_base(self) -> bool {
        if self == When::Same(Year::Unsaid) {
            return false;
        }
        matches!(self, When::Same(_) | When::Before(_) | When::Over(_) | When::Months { year: Year::Current(_), .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    fn check(text: &str, printed: &str) {
        let tokens = tokens(text);
        let (len, when) = when(&tokens).unwrap_or_else(|| panic!("{text}"));
        let now = Now { year: Some(2012), current: Period::month(2011, 10), named: None, fiscal_start: Some(7) };
        let period = when.resolve(now).map_or_else(|| "none".into(), |period| period.to_string());
        let rest: Vec<&str> = tokens[len..].iter().map(|token| token.text).collect();
        assert_eq!(format!("{period}|{}", rest.join(" ")), printed, "{text} {when:?}");
    }

    #[test]
    fn months_and_years() {
        check("2009 external", "2009|external");
        check("January-September 2010 which", "2010-01/2010-09|which");
        check("January to May of this year", "2012-01/2012-05|");
        check("February 1986", "1986-02|");
        check("February after", "2012-02|after");
        check("2012, January-May", "2012-01/2012-05|");
        check("11 months of 2006", "2006-01/2006-11|");
        check("the first nine months of this year rose", "2012-01/2012-09|rose");
        check("first quarter of this year", "2012-01/2012-03|");
        check("Q3 2010", "2010-07/2010-09|");
        check("second half of last year", "2011-07/2011-12|");
        check("the year 2008.", "2008|.");
        check("2008-2011", "2008/2011|");
        check("last year", "2011|");
        check("8M 2015", "2015-01/2015-08|");
        check("July 2017 to June 2018", "2017-07/2018-06|");
    }

    #[test]
    fn fiscal_years_days_and_years_to_a_month() {
        check("fiscal year 2017/18", "2017-07/2018-06|");
        check("FY2018", "2017-07/2018-06|");
        check("the 2016-17 financial year", "2016-07/2017-06|");
        check("last fiscal year", "2010-07/2011-06|");
        check("September 1, Uzbekistan", "2012-01/2012-08|, Uzbekistan");
        check("1 January 2012", "2011|");
        check("July, 31 2002)", "2002-01/2002-07|)");
        check("the year to March 2010", "2009-04/2010-03|");
    }

    #[test]
    fn what_something_is_compared_with() {
        check("the same period of 2009", "2009-10|");
        check("the same month last year", "2010-10|");
        check("the similar period of the previous year", "2010-10|");
        check("the same 1986 period", "1986-10|");
        check("same in 1986 period.", "1986-10|.");
        check("a year earlier to", "2010-10|to");
        check("year-on-year", "2010-10|");
        check("last month", "2011-10|");
        check("previous month", "2011-09|");
        check("the corresponding period a year earlier", "2010-10|");
    }
}
