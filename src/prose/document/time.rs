//! The period spoken of, and the one compared with.

use super::super::lexicon::Tag;
use super::super::sentence::{Role, Sentence};
use super::super::when::{Named, Now, When, Year};
use super::Document;
use crate::period::Period;

impl Document<'_> {
    /// The period spoken of, and the one compared with.
    pub(super) fn times(&mut self, sentence: &Sentence, at: usize, role: &Role) -> (Option<Period>, Option<Period>) {
        if let Some(times) = self.times_of_span(sentence, at, role) {
            return times;
        }
        if sentence.is_of_a_later_time(at) {
            return (None, None);
        }
        let own = sentence.own_time(at, role.is_base);
        let resolve = |when: When, current| when.resolve(self.now(current));
        let carried = self.spoken.period;
        let apposed = own.filter(|_| !role.is_base && own == sentence.apposed_time(at));
        let when = own.and_then(|i| sentence.items[i].when());
        // "Up from the previous month's 20.5 % growth": the month before the one that the sentence speaks of.
        let carried = match when.filter(|when| when.is_base()).and_then(|_| sentence.own_time(at, true)) {
            Some(spoken) if Some(spoken) != own => {
                sentence.items[spoken].when().and_then(|when| resolve(when, carried)).or(carried)
            }
            _ => carried,
        };
        let period = match when {
            // Whether it is the year that the text is about, or the one before, nothing tells.
            Some(When::Years(Year::Now(-1), Year::Now(-1)))
                if carried.is_some_and(|period| self.survey.year.is_some_and(|year| period.start().div_euclid(12) < year - 1)) =>
            {
                None
            }
            // "For all of last year the deficit was …": the year that the text is about.
            Some(When::Years(Year::Now(-1), Year::Now(-1))) if carried.is_some_and(Period::is_year) => carried,
            // "So far this year … from January–May 2018": the same months a year later.
            Some(when @ When::YearToDate) => resolve(when, carried).or_else(|| {
                let base = sentence.base_time(at).and_then(|i| sentence.items[i].when());
                match base {
                    Some(When::Months { first: 1, count: count @ 2.., year: Year::Named(year) }) => {
                        Period::span((year + 1, 1), count.into())
                    }
                    _ => None,
                }
            }),
            Some(When::Same(Year::Unsaid)) => own.and_then(|i| self.same_period(sentence, i)),
            Some(when) if self.is_year_spoken_of(when) && !role.is_forecast => {
                // "This year", behind one of its months, is the months so far that were told before.
                let so_far = self.spoken.so_far.filter(|_| carried.is_some_and(|period| period.months() == 1));
                so_far.or(carried)
            }
            Some(_) => own.and_then(|i| self.told(sentence, i, carried.or(self.survey.year.and_then(Period::year)))),
            None => carried,
        };
        // "Fell in January from 55.7 billion in 2020 to 47.3 billion in 2021": the same month of either year.
        let of_month = |i: usize| {
            let When::Years(Year::Named(year), last) = sentence.items[i].when()? else { return None };
            let month = (0..at).rev().find_map(|k| match sentence.items[k].when() {
                Some(When::Months { first, count: count @ ..12, year: Year::Unsaid }) if !sentence.is_base_time(k) => {
                    Some((first, count))
                }
                _ => None,
            });
            let (first, count) = month.filter(|_| last == Year::Named(year))?;
            Period::span((year, first.into()), count.into())
        };
        let period = own.filter(|_| sentence.names_two_years()).and_then(of_month).or(period);
        // "Less than December exports of 132 billion": a bare month that is no earlier is one of the year before.
        let compared = own.filter(|&i| !role.is_base && sentence.is_base_time(i) && is_bare_month(sentence, i));
        let period = match compared.and_then(|_| sentence.own_time(at, true)).filter(|&i| own != Some(i)) {
            Some(i) => {
                let spoken = sentence.items[i].when().and_then(|when| resolve(when, carried));
                period.and_then(|period| {
                    if spoken.is_some_and(|spoken| period.start() >= spoken.start()) { period.year_before() } else { Some(period) }
                })
            }
            None => period,
        };
        let base_item = if role.is_base {
            let listed = sentence.governor(at).is_some_and(|governor| sentence.lists_bases(governor));
            sentence
                .time_behind(at)
                .or_else(|| sentence.time_of_respective(at))
                .or_else(|| sentence.time_owning(at))
                .or_else(|| sentence.time_before_when(at))
                .or_else(|| if listed { None } else { sentence.base_time(at) })
                .filter(|&i| !sentence.is_compared_between(at, i))
        } else if role.relation.is_change() && apposed.is_none() {
            sentence.base_time(at)
        } else {
            None
        };
        let preceding = base_item.and_then(|i| sentence.months_before(i)).zip(period).and_then(|(count, period)| {
            // Of the twelve months to a month it is the year before them.
            let annual = count == 12 && period.months() == 1;
            let start = if annual { period.start() - 11 } else { period.start() };
            Period::from_start(start - i32::from(count), count.into())
        });
        // "From 954 million as at June to 1,439 million at the end of August".
        let up_to = base_item.filter(|&i| sentence.is_year_up_to(i)).and_then(|i| self.told(sentence, i, period));
        let base = base_item.and_then(|i| said(sentence, i)).and_then(|when| {
            if preceding.is_some() || up_to.is_some() {
                return preceding.or(up_to);
            }
            let when = match when {
                When::Last(step) => When::Before(step),
                When::Same(Year::Unsaid) => When::Same(Year::Current(-1)),
                other => other,
            };
            let base = resolve(when, period)?;
            // "fell in January from December's": a bare month that is no earlier is one of the year before.
            let bare = matches!(when, When::Months { year: Year::Unsaid, .. });
            let late = period.is_some_and(|period| base.start() >= period.start());
            if bare && late { base.year_before() } else { Some(base) }
        });
        // "Compared with last year" is said of the same months.
        let this_year = sentence.items.iter().any(|item| matches!(item.when(), Some(When::Years(Year::Now(0), _))));
        let last_year = |i: usize| matches!(sentence.items[i].when(), Some(When::Years(Year::Now(-1), Year::Now(-1))));
        let is_last_year = base_item.is_some_and(last_year);
        let base = base.map(|base| match period {
            // "To about 30 billion this year from 17.4 billion in 1986": of whole years.
            Some(_) if this_year && role.is_base => base,
            // "This would compare with a 1986 surplus of 9.5 billion".
            Some(_) if base.is_year() && base_item.is_some_and(|i| sentence.is_year_of_one(i)) => base,
            // "From 31 billion last year", after months of a fiscal year that began in it.
            Some(period) if base.is_year() && is_last_year && period.months() < 12 && period.runs_over_new_year() => {
                period.year_before().unwrap_or(base)
            }
            Some(period) if base.is_year() && !period.is_year() && period.months() < 12 => {
                let years = period.start().div_euclid(12) - base.start().div_euclid(12);
                Period::from_start(period.start() - 12 * years, period.months()).unwrap_or(base)
            }
            _ => base,
        });
        // "Expanded to 10.4 billion from 9.8 billion in February": the month spoken of, and nothing tells the other.
        if role.is_base
            && own.is_none()
            && let Some(i) = base_item.filter(|&i| is_bare_month(sentence, i) && sentence.time_owning(at) != Some(i))
            && carried.is_some()
            && sentence.items[i].when().and_then(|when| resolve(when, carried)) == carried
        {
            return (period, None);
        }
        let own_base = role.is_base
            && [sentence.time_behind(at), sentence.time_of_respective(at), sentence.time_owning(at)].iter().any(Option::is_some);
        let base = base.filter(|base| Some(*base) != period || own_base);
        let step = |period: Period, months: i32| Period::from_start(period.start() - months, period.months());
        let unknown =
            role.is_base && base_item.is_none() && sentence.governor(at).is_some_and(|governor| sentence.lists_bases(governor));
        // "40 % above their pre-pandemic level": a base is named, and no time of it is told.
        let unknown = unknown
            || role.relation.is_change() && base_item.is_none() && sentence.names_an_untold_base(at)
            || role.is_base && base_item.is_none()
            || role.is_base && sentence.is_aside_amount(at);
        if role.is_base && base_item.is_none() && (sentence.is_of_another(at) || sentence.is_of_other_flow(at)) {
            return (period, period);
        }
        let base = base.filter(|_| !unknown).or_else(|| {
            let period = period.filter(|_| !unknown)?;
            match self.spoken.steps.as_slice() {
                // "Fell 4.1 % in September", where months are compared with both: with which, nothing tells.
                _ if period.months() == 1 && self.survey.two_bases => None,
                [months] if period.months() <= 3 || *months == 12 => step(period, *months),
                _ if period.months() > 3 => period.year_before(),
                _ => None,
            }
        });
        let base = base.or_else(|| self.base_of_change(sentence, at, role, period));
        if !role.is_base {
            return (period, base);
        }
        let compared = |period: Period, base: Period| (period.start() - base.start(), period.months());
        if base_item.is_some() {
            // Of two amounts that one sentence compares with, another sentence may mean either.
            let first = self.paragraph.compared_in != Some(self.sentences);
            let told = period.zip(base).map(|(period, base)| compared(period, base)).filter(|(step, _)| first && *step > 0);
            (self.paragraph.compared, self.paragraph.compared_in) = (told, Some(self.sentences));
            return (period, base);
        }
        // "Exports were 32 billion, compared to 38 billion in July 2022. Imports were 53 billion as against 64 billion."
        let told = sentence.governor(at).is_some_and(|i| sentence.has(i, Tag::Base) || sentence.has(i, Tag::From))
            && !sentence.names_an_untold_base(at)
            && !(sentence.has(at + 1, Tag::And) && sentence.quantity(at + 2).is_some());
        let same = self.paragraph.compared.filter(|(_, months)| told && period.is_some_and(|period| period.months() == *months));
        (period, base.or_else(|| same.and_then(|(months, _)| step(period?, months))))
    }

    /// "Fell by 15 %, going from 63 to 54 billion": an amount that a change began with is of the time that the change is counted from.
    fn base_of_change(&self, sentence: &Sentence, at: usize, role: &Role, period: Option<Period>) -> Option<Period> {
        let from = role.is_base && sentence.governor(at).is_some_and(|i| sentence.has(i, Tag::From));
        if !from {
            return None;
        }
        let timed = sentence.time_behind(at).is_some() || sentence.is_aside_amount(at);
        // "Between 1981 and 1987 the share fell from 62 percent": at the beginning.
        let span = sentence.own_time(at, false).filter(|&own| from && !timed && sentence.ends_span(own));
        if let Some(first) = span.and_then(|own| sentence.items[own - 2].when()) {
            return first.resolve(self.now(self.spoken.period));
        }
        let &(last, told) = self.told.last().filter(|_| from && !timed)?;
        let change = self.extract.statements.get(last).filter(|_| told.sentence == self.sentences)?;
        change.base.filter(|_| change.relation.is_change() && change.key.period == period)
    }

    /// The period of a time that is spoken of.
    pub(super) fn told(&self, sentence: &Sentence, at: usize, carried: Option<Period>) -> Option<Period> {
        let when = match said(sentence, at)? {
            // "The three months ended September 30".
            When::Day { year, month, day: 28.. } if sentence.months_up_to(at).is_some() => {
                When::Months { first: month, count: 1, year }
            }
            when => when,
        };
        if let Some(spoken) = self.spoken.period.filter(|_| !sentence.counts_from_the_first(at))
            && matches!(when, When::Months { first: 1, count, year: Year::Unsaid } if u16::from(count) == spoken.months())
        {
            return Some(spoken);
        }
        // "The first quarter", beside "the first quarter of the financial year 2020".
        let of_fiscal = match when {
            When::Months { first, count, year: Year::Unsaid } if sentence.is_part_of_year(at) => {
                let mut named =
                    self.survey.fiscal_parts.iter().filter(|part| (part.0, part.1) == (first, count)).map(|part| part.2);
                named.next().filter(|one| named.all(|other| other == *one))
            }
            _ => None,
        };
        let period = of_fiscal.unwrap_or(when).resolve(self.now(carried))?;
        // "At the close of the third quarter": from January on.
        if period.months() == 3 && sentence.is_at_close(at) {
            let first = period.start().div_euclid(12) * 12;
            return Period::from_start(first, u16::try_from(period.start() - first).ok()? + 3);
        }
        if period.months() != 1 {
            return Some(period);
        }
        match sentence.months_up_to(at) {
            Some(count) => Period::from_start(period.start() + 1 - i32::from(count), count.into()),
            None if sentence.is_year_up_to(at) => When::YearToDate.resolve(self.now(Some(period))),
            None => Some(period),
        }
    }

    /// Keeps the period that a sentence speaks of, whatever it speaks of: what "the same period" in the next one is.
    pub(super) fn say(&mut self, sentence: &Sentence, own: &[usize]) {
        let carried = self.spoken.period.or(self.survey.year.and_then(Period::year));
        let mut periods = own
            .iter()
            .filter_map(|&i| sentence.items[i].when())
            .filter(|when| *when != When::Same(Year::Unsaid))
            .map(|when| when.resolve(self.now(carried)));
        let Some(first) = periods.next() else { return };
        let named = |period: &Period| period.unnamed_in().is_none();
        self.spoken.said = first.filter(named).filter(|_| periods.all(|other| other == first));
    }

    /// "In the same period", where nothing is compared: the one said last, of trade or of something else.
    pub(super) fn same_period(&self, sentence: &Sentence, at: usize) -> Option<Period> {
        let said = (0..at).rev().find(|&i| {
            let when = sentence.items[i].when();
            when.is_some_and(|when| when != When::Same(Year::Unsaid)) && !sentence.is_base_time(i) && !sentence.is_aside(i)
        });
        let carried = self.spoken.said.or(self.spoken.period);
        match said.and_then(|i| sentence.items[i].when()) {
            Some(when) => when.resolve(self.now(self.spoken.period.or(self.survey.year.and_then(Period::year)))),
            None => carried,
        }
    }

    /// "This year" after eight months of it are those eight months.
    pub(super) fn is_year_spoken_of(&self, when: When) -> bool {
        let year = match when {
            When::Years(Year::Now(0), Year::Now(0)) => self.survey.year.unwrap_or(Period::UNNAMED_YEAR),
            _ => return false,
        };
        self.spoken.period.is_some_and(|period| period.start().div_euclid(12) == year)
    }

    /// The month that fiscal years begin with in the country spoken of; July, as in most countries that publish trade by them, where
    /// another is not known. Nobody's fiscal year has no months: quarters that are printed beside it may be others. And which of its two
    /// years it is named by that is named by one: in Japan the first, nearly everywhere else the last.
    fn fiscal_year(&self) -> (Option<u8>, Named) {
        match self.section.reporter.as_deref().or(self.survey.reporter.as_deref()) {
            None => (None, Named::Last),
            Some("Japan") => (Some(4), Named::First),
            Some("India" | "United Kingdom" | "Canada" | "Hong Kong" | "Singapore" | "South Africa" | "Myanmar") => {
                (Some(4), Named::Last)
            }
            Some("United States" | "Thailand" | "Lao PDR" | "Haiti") => (Some(10), Named::Last),
            Some(_) => (Some(7), Named::Last),
        }
    }

    pub(super) fn now(&self, current: Option<Period>) -> Now {
        let (fiscal_start, fiscal_named) = self.fiscal_year();
        Now {
            // Where a text names years, none of which is its own, its own is not known.
            year: self.survey.year.or(Some(Period::UNNAMED_YEAR).filter(|_| !self.survey.names_a_year)),
            written_in: self.survey.written_in,
            told_whole: self.survey.told_whole,
            current,
            named: self.spoken.year,
            written_on: self.survey.dateline,
            fiscal_start,
            fiscal: self.survey.fiscal,
            fiscal_named,
        }
    }
}

/// What a time says beside the others of its sentence: in "on January 1 of this year … in December of the previous year" the year
/// before is counted from this one.
fn said(sentence: &Sentence, at: usize) -> Option<When> {
    if let Some(month) = sentence.month_before_flow(at) {
        return Some(month);
    }
    let this_year = |when: When| {
        matches!(
            when,
            When::Day { year: Year::Now(0), .. } | When::Months { year: Year::Now(0), .. } | When::Years(Year::Now(0), _)
        )
    };
    match sentence.items[at].when()? {
        // "In May last year the deficit had been 3 million, and in January–May it had been 9 million".
        When::Months { first, count, year: Year::Unsaid } if sentence.looks_back_on(at) => {
            Some(When::Months { first, count, year: Year::Current(-1) })
        }
        When::Months { first, count, year: Year::Current(-1) }
            if sentence.items[..at].iter().filter_map(|item| item.when()).any(this_year) =>
        {
            Some(When::Months { first, count, year: Year::Now(-1) })
        }
        when => Some(when),
    }
}

fn is_bare_month(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.items[at].when(), Some(When::Months { count: 1, year: Year::Unsaid, .. }))
}
