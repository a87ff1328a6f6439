//! What something is compared with: the same period of another year, the month before.

use super::super::lexicon::Tag;
use super::phrase::Reader;
use super::{Step, When, Year};

impl Reader<'_, '_> {
    /// `the same period of 2009`, `the corresponding month last year`, `the same 1986 period`.
    pub(super) fn same(&mut self) -> Option<When> {
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
        self.word(&["a", "one", "in", "during"]);
        Some(When::Same(self.year_or_unsaid()))
    }

    /// `a year earlier`, `last month`, `year-on-year`, `year-to-date`.
    pub(super) fn before(&mut self) -> Option<When> {
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
        // "In that month": the one spoken of.
        let that = self.maybe(|r| {
            r.word(&["that"]).then_some(())?;
            (r.tag(Tag::UnitMonth) || r.tag(Tag::UnitQuarter)).then_some(())
        });
        if that.is_some() {
            return Some(When::Same(Year::Unsaid));
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
}

#[cfg(test)]
mod tests {
    use super::super::check;

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
