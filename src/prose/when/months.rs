//! Months, quarters and halves of a year, and its days.

use super::super::lexicon::{Tag, UNITS, WORDS};
use super::phrase::Reader;
use super::{Named, When, Year};

impl Reader<'_, '_> {
    /// `January-September 2010`, `February`, `January to May of this year`.
    pub(super) fn months_of_year(&mut self) -> Option<When> {
        let bounded = self.word(&["between"]);
        let first = self.month()?;
        let between = self.maybe(Self::year);
        let last = self.maybe(|r| {
            let and = r.peek().is_some_and(|token| token.lower == "and");
            let is_range = r.to();
            let last = is_range.then(|| r.month()).flatten()?;
            // "January and February" are two months in a row, "May and October" are no period; "between" has the months amid them too.
            (!and || last == first + 1 || bounded && between.is_none()).then_some(last)
        });
        // "January-March-2010".
        let hyphened = self.maybe(|r| {
            (r.symbol(&["-", "–"]) && r.peek().is_some_and(|token| !token.after_blank)).then_some(())?;
            r.named_year().map(Year::Named)
        });
        let named = hyphened
            .or_else(|| self.maybe(Self::named_fiscal_year))
            .or_else(|| self.maybe(Self::bracketed_year))
            .or_else(|| self.maybe(Self::year));
        let year = match (named, between) {
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

    /// `(2022-23)`, `(2012)` behind months.
    fn bracketed_year(&mut self) -> Option<Year> {
        self.symbol(&["("]).then_some(())?;
        let fiscal = self.two_years().map(|(year, _)| Year::Fiscal(year + 1));
        let year = fiscal.or_else(|| self.named_year().map(Year::Named))?;
        self.symbol(&[")"]).then_some(year)
    }

    /// `(July–November)`, `(January-May 2012)` behind so many months.
    fn bracketed_months(&mut self, count: u8) -> Option<When> {
        self.symbol(&["("]).then_some(())?;
        let months = self.months_of_year()?;
        let fits = matches!(months, When::Months { count: named, .. } if named == count);
        (fits && self.symbol(&[")"])).then_some(months)
    }

    /// `2012, January-May`.
    pub(super) fn year_then_months(&mut self) -> Option<When> {
        let year = self.named_year()?;
        self.symbol(&[","]);
        match self.maybe(Self::months_of_year)? {
            When::Months { first, count, year: Year::Unsaid } => Some(When::Months { first, count, year: Year::Named(year) }),
            _ => None,
        }
    }

    /// `the first 11 months of 2006`, `nine months`, `9M 2015`.
    pub(super) fn count_of_months(&mut self) -> Option<When> {
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
        // "The first five months (July–November) of the current fiscal year": the bracket says which they are.
        if is_months && let Some(When::Months { first, year, .. }) = self.maybe(|r| r.bracketed_months(count)) {
            let year = if year == Year::Unsaid { self.maybe(Self::named_fiscal_year).unwrap_or(year) } else { year };
            let year = if year == Year::Unsaid { self.year_or_unsaid() } else { year };
            return Some(When::Months { first, count, year });
        }
        let fiscal = if is_months { self.in_fiscal_year() } else { None };
        // "Of fiscal 1986/87 ending March": its first month is told.
        if let Some((Year::Named(year), named_by)) = fiscal.filter(|_| !is_last)
            && let Some(last) = self.maybe(Self::last_month)
        {
            // It may be the month that the fiscal year ends with, or that the counted months do: each begins with a quarter.
            let begins = |first: u8| (first % 3 == 1).then_some(first);
            let (of_year, of_months) = (begins(last % 12 + 1), begins((last + 24 - count) % 12 + 1));
            let first = match (of_year, of_months) {
                (Some(first), other) if other.is_none_or(|other| other == first) => first,
                (None, Some(first)) => first,
                _ => return Some(When::FiscalMonths { first: 1, count, year: Year::Unsaid, named_by }),
            };
            let year = if named_by == Named::Last && first > 1 { year - 1 } else { year };
            return Some(When::Months { first, count, year: Year::Named(year) });
        }
        if let Some((year, named_by)) = fiscal.filter(|_| !is_last) {
            return Some(When::FiscalMonths { first: 1, count, year, named_by });
        }
        let year = self.maybe(Self::year);
        // "5m euros" are millions.
        if letter && year.is_none() && self.tokens[self.at - 1].text == "m" {
            return None;
        }
        // "The 11-month period" is the one spoken of.
        let ends = self.peek().is_some_and(|next| matches!(&*next.lower, "ending" | "ended" | "to"));
        // "An eight-month trade deficit".
        let is_of_flow = || {
            let mark = WORDS.longest(&self.tokens[self.at.min(self.tokens.len())..]);
            mark.is_some_and(|(_, tags)| tags.iter().any(|tag| matches!(tag, Tag::Flow(_))))
        };
        if hyphen && year.is_none() && !is_first && !ends && !is_of_flow() {
            return None;
        }
        (is_months && !is_last && (is_first || letter || year.is_some() || count > 1)).then_some(When::Months {
            first: 1,
            count,
            year: year.unwrap_or(Year::Unsaid),
        })
    }

    /// `the first quarter of 2010`, `Q3 2010`, `H1`, `the second half of last year`.
    pub(super) fn part_of_year(&mut self) -> Option<When> {
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
        let first = (part - 1) * months + 1;
        if let Some((year, named_by)) = self.in_fiscal_year() {
            return Some(When::FiscalMonths { first, count: months, year, named_by });
        }
        let year = self.year_or_unsaid();
        Some(When::Months { first, count: months, year })
    }

    /// `in the second`, where nothing follows that it could be the second of.
    pub(super) fn bare_part(&mut self) -> Option<When> {
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

    /// `the year to March 2010`, `12 months ended June`.
    pub(super) fn year_to_month(&mut self) -> Option<When> {
        let the = self.word(&["the", "in"]);
        let is_year = self.maybe(|r| r.tag(Tag::UnitYear).then_some(())).is_some()
            || self.maybe(|r| (r.small_number()? == 12 && r.tag(Tag::UnitMonth)).then_some(())).is_some();
        // "This year through June" is no year.
        let is_to = is_year && (self.word(&["to", "ended", "ending", "until"]) || the && self.word(&["through"]));
        let month = is_to.then(|| self.month()).flatten()?;
        let year = self.year_or_unsaid();
        Some(When::YearTo { month, year })
    }

    fn iso_day(&mut self) -> Option<When> {
        let year = self.named_year()?;
        let mut two_digits = || {
            self.symbol(&["-"]).then_some(())?;
            let token = self.peek()?;
            let number = token.whole().filter(|_| token.text.len() == 2 && !token.after_blank)?;
            self.at += 1;
            u8::try_from(number).ok()
        };
        let (month, day) = (two_digits()?, two_digits()?);
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then_some(When::Day { year: Year::Named(year), month, day })
    }

    /// `as of September 1`, `July 1, 2012`, `26 February 2002`, `31.12.2010`.
    pub(super) fn day(&mut self) -> Option<When> {
        // `2020-09-09`.
        if let Some(day) = self.maybe(Self::iso_day) {
            return Some(day);
        }
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
        let next_is_unit = self.tokens.get(self.at..).and_then(|rest| UNITS.longest(rest)).is_some();
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

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn months_and_parts_of_a_year() {
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
        check("8M 2015", "2015-01/2015-08|");
        check("July 2017 to June 2018", "2017-07/2018-06|");
        check("between January and August 2010 exports", "2010-01/2010-08|exports");
        check("between March 2009 and March 2010", "2009-03|and March 2010");
    }

    #[test]
    fn months_of_fiscal_years() {
        check("the first nine months of FY25 rose", "2024-07/2025-03|rose");
        check("first half of FY2024-25", "2024-07/2024-12|");
        check("Q2 of fiscal 2025", "2024-10/2024-12|");
        check("the third quarter of 2017-18", "2018-01/2018-03|");
        check("nine months of the current fiscal year", "none|");
        check("January-March FY2025", "2025-01/2025-03|");
        check("August of FY25", "2024-08|");
    }

    #[test]
    fn days_and_years_to_a_month() {
        check("September 1, Uzbekistan", "2012-01/2012-08|, Uzbekistan");
        check("1 January 2012", "2011|");
        check("2012-09-01)", "2012-01/2012-08|)");
        check("July, 31 2002)", "2002-01/2002-07|)");
        check("the year to March 2010", "2009-04/2010-03|");
        check("the year through March 2010", "2009-04/2010-03|");
    }
}
