//! Calendar years and fiscal years.

use super::super::lexicon::Tag;
use super::phrase::Reader;
use super::{Named, When, Year};

impl Reader<'_, '_> {
    /// `2009`, `the year 2009`, `last year`, `2008-2011`.
    pub(super) fn years(&mut self) -> Option<When> {
        // "In 2022-23", "the year 2009-10": two years that follow each other are one fiscal year.
        if let Some((year, named_by)) = self.maybe(|r| {
            r.word(&["for", "in", "of"]);
            r.word(&["the"]);
            let short = r.tag(Tag::UnitYear) && r.tokens.get(r.at + 2).is_some_and(|second| second.text.len() == 2);
            short.then(|| r.two_years()).flatten()
        }) {
            return Some(When::Fiscal { year: Year::Named(year), named_by });
        }
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
    pub(super) fn fiscal_year(&mut self) -> Option<When> {
        self.word(&["of", "in"]);
        self.word(&["the"]);
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
        let letters = self.peek().is_some_and(|token| token.lower == "fy");
        if !self.tag(Tag::Fiscal) {
            return None;
        }
        let said_year = self.tag(Tag::UnitYear);
        let named = self.maybe(|r| {
            r.word(&["of", "in"]);
            r.two_years()
                .or_else(|| r.maybe(Self::bracketed_years))
                .or_else(|| r.named_year().map(|year| (year, Named::Last)))
                .or_else(|| if letters { r.short_years() } else { None })
        });
        // "The financial year 2018-19 (April-March)": which months it has is told.
        if let Some((year, Named::First)) = named
            && let Some(first) = self.maybe(Self::bracketed_first_month)
        {
            return Some(When::Months { first, count: 12, year: Year::Named(year) });
        }
        match (named, relative) {
            (Some((year, named_by)), _) => Some(When::Fiscal { year: Year::Named(year), named_by }),
            // "Of the current fiscal."
            (None, Some(year)) if said_year || letters || !self.describes_next() => {
                Some(When::Fiscal { year, named_by: Named::Last })
            }
            _ => None,
        }
    }

    /// Whether a word behind "fiscal" is what is fiscal ("policy", "deficit"): not in "this fiscal imports grew", "this fiscal rose to".
    fn describes_next(&mut self) -> bool {
        let Some(next) = self.peek().filter(|next| next.is_word()) else { return false };
        if matches!(&*next.lower, "imports" | "exports" | "shipments" | "have" | "has" | "against" | "compared") {
            return false;
        }
        let goes_on = |tag| {
            matches!(tag, Tag::Change(_) | Tag::Copula | Tag::Base | Tag::And | Tag::From | Tag::To | Tag::With).then_some(())
        };
        let at = self.at;
        let is_described = self.tagged(goes_on).is_none();
        self.at = at;
        is_described
    }

    /// `ending March`, `, which ended on 31 March` behind a fiscal year: its last month.
    pub(super) fn last_month(&mut self) -> Option<u8> {
        self.symbol(&[","]);
        self.word(&["which"]);
        self.word(&["ending", "ended", "ends"]).then_some(())?;
        self.word(&["in", "on"]);
        self.maybe(|r| r.peek()?.whole().filter(|day| (28..=31).contains(day)).map(|_| r.at += 1));
        let month = self.month()?;
        self.maybe(|r| r.peek()?.whole().filter(|day| (28..=31).contains(day)).map(|_| r.at += 1));
        Some(month)
    }

    /// `(April-March)`: the month that a fiscal year begins with.
    fn bracketed_first_month(&mut self) -> Option<u8> {
        self.symbol(&["("]).then_some(())?;
        let first = self.month()?;
        let last = self.to().then(|| self.month()).flatten()?;
        (last % 12 + 1 == first && self.symbol(&[")"])).then_some(first)
    }

    /// `(2020-21)` behind "the current fiscal year".
    fn bracketed_years(&mut self) -> Option<(i32, Named)> {
        self.symbol(&["("]).then_some(())?;
        self.word(&["fy"]);
        let years = self.two_years()?;
        self.symbol(&[")"]).then_some(years)
    }

    /// `25` and `24-25` behind `FY`.
    fn short_years(&mut self) -> Option<(i32, Named)> {
        let short = |r: &mut Self| {
            let token = r.peek()?;
            let year = token.whole().filter(|_| token.text.len() == 2)?;
            r.at += 1;
            Some(2000 + year as i32)
        };
        let first = short(self)?;
        let second = self.maybe(|r| {
            r.symbol(&["/", "-", "–"]).then_some(())?;
            short(r).filter(|second| *second == first + 1)
        });
        Some((first, if second.is_some() { Named::First } else { Named::Last }))
    }

    /// `of FY25`, `of the current fiscal year`, `of 2024-25`: the fiscal year that months are counted in.
    pub(super) fn in_fiscal_year(&mut self) -> Option<(Year, Named)> {
        if let Some(When::Fiscal { year, named_by }) = self.maybe(Self::fiscal_year) {
            return Some((year, named_by));
        }
        self.maybe(|r| {
            r.word(&["of", "in"]);
            r.word(&["the"]);
            let (year, named_by) = r.two_years()?;
            Some((Year::Named(year), named_by))
        })
    }

    /// `April–June FY25`, `December of the fiscal year 2025`.
    pub(super) fn named_fiscal_year(&mut self) -> Option<Year> {
        self.maybe(|r| match r.fiscal_year()? {
            When::Fiscal { year: Year::Named(year), named_by } => Some(Year::Fiscal(year + i32::from(named_by == Named::First))),
            // Of the fiscal years that a text calls its own or the last, only the months tell the calendar year.
            When::Fiscal { year: Year::Now(0), .. } => Some(Year::Unsaid),
            When::Fiscal { year: Year::Now(-1), .. } => Some(Year::Current(-1)),
            _ => None,
        })
    }

    /// `2017/18`, `2017-18`, `2017/2018`: two years that follow each other.
    pub(super) fn two_years(&mut self) -> Option<(i32, Named)> {
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
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn calendar_years() {
        check("2009 external", "2009|external");
        check("the year 2008.", "2008|.");
        check("2008-2011", "2008/2011|");
        check("last year", "2011|");
    }

    #[test]
    fn fiscal_years() {
        check("fiscal year 2017/18", "2017-07/2018-06|");
        check("FY2018", "2017-07/2018-06|");
        check("FY25", "2024-07/2025-06|");
        check("FY24-25", "2024-07/2025-06|");
        check("the 2016-17 financial year", "2016-07/2017-06|");
        check("last fiscal year", "2010-07/2011-06|");
    }
}
