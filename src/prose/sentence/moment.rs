//! Which time of a sentence belongs to which of its numbers; what is compared with is in `base`.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::super::when::{When, Year};
use super::Sentence;
use crate::codelist::Flow;
use crate::period::Period;

impl Sentence<'_, '_> {
    /// The time that stands right behind an amount: `18.5 million in 2009`, `16.98 billion dlrs recorded in February 1986`.
    pub(in crate::prose) fn time_behind(&self, at: usize) -> Option<usize> {
        let mut linked = false;
        let mut behind_bracket = 0;
        let mut own = None;
        for next in at + 1..self.items.len().min(at + 14) {
            if next < behind_bracket {
                continue;
            }
            // "5 billion (2019), 4 billion (2018)".
            let is_time = |i: usize| self.items.get(i).is_some_and(|item| item.when().is_some());
            let closes = |i: usize| self.is_symbol(i, &[")"]) || matches!(self.lower_of(i), "est" | "estimate" | "estimated");
            if next == at + 1 && self.is_symbol(next, &["("]) && is_time(next + 1) && closes(next + 2) {
                return Some(next + 1);
            }
            // "2.99 billion (revised from 3.01 billion) in January".
            if self.is_symbol(next, &["("])
                && let Some(close) = (next..self.items.len().min(next + 12)).find(|&i| self.is_symbol(i, &[")"]))
            {
                behind_bracket = close + 1;
                continue;
            }
            let item = &self.items[next];
            // "A surplus of 13.6 billion. Taiwan's 1985 surplus": what stands in another mention is its own.
            if let Some(subject) = self.subject_at(next).filter(|_| !linked)
                && *own.get_or_insert(subject) != subject
            {
                return None;
            }
            if item.when().is_some() {
                return Some(next);
            }
            let passed = match &item.thing {
                Thing::Mark(tags) if tags.iter().any(|tag| matches!(tag, Tag::In | Tag::Of | Tag::AsOf | Tag::Respectively)) => {
                    linked = true;
                    true
                }
                Thing::Mark(tags) if tags.contains(&Tag::Over) => true,
                // "Reached 5 billion at the end of August".
                Thing::Mark(tags) if tags.contains(&Tag::At) => {
                    (next + 1..self.items.len().min(next + 3)).any(|i| self.lower(i) == "end")
                }
                _ if self.lower(next) == "end" => true,
                // "To 50 billion by 2010".
                Thing::Mark(tags) if tags.contains(&Tag::By) => self.items.get(next + 1).is_some_and(|item| item.when().is_some()),
                Thing::Mark(tags) => {
                    self.subject_at(next).is_some() && !linked
                        || matches!(
                            self.lower(next),
                            "recorded" | "registered" | "reported" | "posted" | "seen" | "worth" | "reached" | "achieved" | "spent"
                        )
                        || tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::Function | Tag::Total))
                            && !tags.iter().any(|tag| {
                                matches!(tag, Tag::And | Tag::Contrast | Tag::To | Tag::From | Tag::Base | Tag::By | Tag::With)
                            })
                            && !matches!(self.lower(next), "said" | "that" | "which" | "as")
                }
                // "274 million, respectively, in 2022".
                Thing::Symbol => {
                    self.is_symbol(next, &[","]) && (self.has(next + 1, Tag::Respectively) || self.has(next - 1, Tag::Respectively))
                }
                Thing::Place(_) => self.subject_at(next).is_some(),
                // "Earned in the similar January–April 2019 period".
                Thing::Word => self.lower(next).ends_with("ed") || linked && matches!(self.lower(next), "similar" | "comparable"),
                _ => false,
            };
            if !passed {
                return None;
            }
        }
        None
    }

    /// "The highest since May 2019, when exports were 13.4 billion".
    pub(in crate::prose) fn time_before_when(&self, at: usize) -> Option<usize> {
        let when = (at.saturating_sub(6)..at).rev().find(|&i| self.lower(i) == "when")?;
        (when.saturating_sub(4)..when).rev().find(|&i| self.items[i].when().is_some())
    }

    /// "No higher figure since November 2011 at 1.8 billion": the time of a record, whose amount follows.
    fn time_of_record(&self, at: usize) -> Option<usize> {
        let link = self.governor(at).filter(|&i| self.has(i, Tag::At) || self.has(i, Tag::With))?;
        let time = link.checked_sub(1).filter(|&i| self.items[i].when().is_some())?;
        (time > 0 && self.lower(time - 1) == "since").then_some(time)
    }

    /// The time whose amount this is: `January's 23.52 billion`, `2003's imbalance of $496.5bn`.
    pub(in crate::prose) fn time_owning(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|&i| self.items[i].quantity().is_none() && !self.is_symbol(i, &[",", ";"]))
            .find(|&i| {
                self.items[i].when().is_some()
                    && self.items.get(i + 1).is_some_and(|item| self.tokens[item.tokens.start].lower == "'s")
            })
    }

    /// "Reference period: January 2020", "the office has summed up the results of the first quarter of 2011": a sentence without figures that
    /// says what time those below it are of.
    pub(in crate::prose) fn names_what_is_reported(&self) -> bool {
        const REPORTED: &[&str] =
            &["period", "results", "result", "data", "figures", "statistics", "report", "bulletin", "review", "summary", "release"];
        let mut times = (0..self.items.len()).filter(|&i| self.items[i].when().is_some_and(|when| when.named_year().is_some()));
        let (Some(time), None) = (times.next(), times.next()) else { return false };
        let reported = (time.saturating_sub(8)..time).find(|&i| REPORTED.contains(&self.lower(i)));
        // A year alone may be that of anything.
        let is_part = matches!(self.items[time].when(), Some(When::Months { .. }));
        let is_label = self.is_symbol(time.wrapping_sub(1), &[":"]);
        self.items.iter().all(|item| item.quantity().is_none()) && reported.is_some() && (is_part || is_label)
    }

    /// "In March alone", beside the months so far that end with it; "the ten-month deficit", beside a month: what the sentence says in passing.
    pub(in crate::prose) fn is_told_in_passing(&self, at: usize, spoken: Period) -> bool {
        let Some(When::Months { count, .. }) = self.items[at].when() else { return false };
        let alone = self.lower_of(at + 1) == "alone" && u16::from(count) < spoken.months();
        let last = &self.tokens[self.items[at].tokens.end - 1].lower;
        let counted = matches!(last.as_str(), "month" | "mth") && count > 1 && self.subject_at(at + 1).is_some();
        alone || counted && spoken.months() == 1
    }

    /// "For the whole of 2021, …", "In January–June 2010, …": a time with its year at the head of a sentence.
    pub(in crate::prose) fn opens_with_a_year(&self) -> bool {
        let leads = |i: usize| matches!(self.lower(i), "in" | "for" | "during" | "over" | "the" | "whole" | "of" | "as" | "all");
        let first = (0..self.items.len().min(6)).find(|&i| self.items[i].when().is_some() || !leads(i));
        first.is_some_and(|first| {
            let named =
                self.items[first].when().is_some_and(|when| when.named_year().is_some() && !matches!(when, When::Day { .. }));
            named && first > 0 && self.is_symbol(first + 1, &[","])
        })
    }

    /// "First half-year of 2022", "In 2021:": a line that is a time and nothing else.
    pub(in crate::prose) fn is_only_a_time(&self) -> bool {
        let is_time = |i: &usize| self.items[*i].when().is_some();
        let mut times = (0..self.items.len()).filter(is_time);
        let (Some(time), None) = (times.next(), times.next()) else { return false };
        let is_named = self.items[time].when().is_some_and(|when| when.named_year().is_some() && !matches!(when, When::Day { .. }));
        let passed = |i: usize| i == time || self.items[i].thing == Thing::Symbol || self.has(i, Tag::In) || self.has(i, Tag::Of);
        is_named && (0..self.items.len()).all(passed)
    }

    /// "The eight months to the end of February", "the three months to May": how many months end with the time at an item.
    pub(in crate::prose) fn months_up_to(&self, at: usize) -> Option<u8> {
        let to = (at.saturating_sub(4)..at).rev().find(|&i| {
            self.has(i, Tag::To) || self.has(i, Tag::AsOf) && self.lower(i) != "as" || matches!(self.lower(i), "ended" | "ending")
        })?;
        let passed = |i: usize| self.is_light(i) || self.has(i, Tag::Of) || self.lower(i) == "end";
        match self.items[to.checked_sub(1)?].when() {
            Some(When::Months { first: 1, count: count @ 2.., year: Year::Unsaid }) if (to + 1..at).all(passed) => Some(count),
            _ => None,
        }
    }

    /// "As of the end of June", "by the end of May 2019", "through June": the months of the year up to it.
    pub(in crate::prose) fn is_year_up_to(&self, at: usize) -> bool {
        if at > 0 && self.lower(at - 1) == "through" {
            return true;
        }
        let begins = |token: &super::super::token::Token| matches!(&*token.lower, "beginning" | "start");
        let first = self.items[at].tokens.start;
        // "From the beginning of the year to August".
        if at > 0 && self.has(at - 1, Tag::To) && self.tokens[first.saturating_sub(6)..first].iter().any(begins) {
            return true;
        }
        // "Total exports to May reached 5 million".
        let of_flow = at > 1 && self.has(at - 1, Tag::To) && self.subject_at(at - 2).is_some();
        if of_flow && matches!(self.items[at].when(), Some(When::Months { count: 1, .. })) {
            return true;
        }
        let of = at.checked_sub(1).filter(|&i| self.has(i, Tag::Of) || self.has(i, Tag::AsOf));
        let before = of.map_or(0, |of| of.saturating_sub(3));
        of.is_some_and(|of| {
            let ends = self.lower(of) == "by" || (before..of).any(|i| self.lower(i) == "end");
            let at_end = |i: usize| self.lower(i) == "end" && i > 1 && (i - 2..i).any(|k| self.lower(k) == "at");
            // "As at June".
            let named = matches!(self.items[at].when(), Some(When::Months { count: 1, .. }));
            ends && (before..=of).any(|i| self.has(i, Tag::AsOf) || at_end(i))
                || named && self.has(of, Tag::AsOf) && self.tokens[self.items[of].tokens.start].lower == "as"
        })
    }

    /// "The first three months", "January–March": months that are counted from the first, where "the three months" are those spoken of.
    pub(in crate::prose) fn counts_from_the_first(&self, at: usize) -> bool {
        let mut words = self.tokens[self.items[at].tokens.clone()].iter();
        !words.clone().any(|token| matches!(&*token.lower, "months" | "month")) || words.any(|token| token.lower == "first")
    }

    /// "Fell in January from 5 million in 2020 to 4 million in 2021": whether two amounts with a year each are the ends of a change.
    pub(in crate::prose) fn names_two_years(&self) -> bool {
        let year = |i: &usize| matches!(self.items[*i].when(), Some(When::Years(Year::Named(_), _))) && self.has(i - 1, Tag::In);
        let years: Vec<usize> = (1..self.items.len()).filter(year).collect();
        let &[first, second] = years.as_slice() else { return false };
        let led = |time: usize, tag| {
            let amount = time.checked_sub(2).filter(|&i| self.quantity(i).is_some());
            amount.and_then(|i| self.governor(i)).is_some_and(|i| self.has(i, tag))
        };
        led(first, Tag::From) && led(second, Tag::To)
    }

    /// "The first seven months of 2018".
    pub(in crate::prose) fn starts_with_first(&self, at: usize) -> bool {
        self.tokens[self.items[at].tokens.clone()].iter().take(2).any(|token| token.lower == "first")
    }

    /// "To 100 million in the same period of 2022": the time of what a change came to.
    pub(in crate::prose) fn is_time_reached(&self, at: usize) -> bool {
        let amount = (at.saturating_sub(3)..at).rev().find(|&i| self.quantity(i).is_some());
        amount.is_some_and(|amount| self.governor(amount).is_some_and(|i| self.has(i, Tag::To)))
    }

    /// "A 1986 surplus": a year as an adjective of what there is one of.
    pub(in crate::prose) fn is_year_of_one(&self, at: usize) -> bool {
        let is_article = |i: usize| matches!(self.lower(i), "a" | "an");
        let article = is_article(at) || at > 0 && is_article(at - 1);
        article && matches!(self.items[at].when(), Some(When::Years(..))) && self.subject_at(at + 1).is_some()
    }

    /// "The February surplus last year": the month of the year that stands at an item.
    pub(in crate::prose) fn month_before_flow(&self, at: usize) -> Option<When> {
        let Some(When::Years(year @ (Year::Now(-1) | Year::Named(_)), last)) = self.items[at].when() else { return None };
        let subject = self.subject_at(at.checked_sub(1)?)?;
        let start = self.subjects[subject].items.start;
        let month = (start.saturating_sub(1)..at).find(|&i| self.items[i].when().is_some())?;
        match self.items[month].when()? {
            When::Months { first, count: 1, year: Year::Unsaid } if year == last => Some(When::Months { first, count: 1, year }),
            _ => None,
        }
    }

    /// "The first quarter", "the second half".
    pub(in crate::prose) fn is_part_of_year(&self, at: usize) -> bool {
        let words = &self.tokens[self.items[at].tokens.clone()];
        words.last().is_some_and(|token| matches!(&*token.lower, "quarter" | "half"))
    }

    /// "At the close of the third quarter".
    pub(in crate::prose) fn is_at_close(&self, at: usize) -> bool {
        (at.saturating_sub(4)..at).any(|i| self.lower(i) == "close" && i > 1 && self.lower(i - 2) == "at")
    }

    /// "It compares with 20 billion in trade with the United States": another's figure, so of the same time.
    pub(in crate::prose) fn is_of_another(&self, at: usize) -> bool {
        let dated = (0..self.items.len()).any(|i| self.items[i].when().is_some() && self.is_base_time(i));
        let linked = self.has(at + 1, Tag::In) || self.has(at + 1, Tag::Of);
        let subject = self.subject_at(at + 2).or_else(|| self.subject_at(at + 3));
        !dated && linked && subject.is_some_and(|subject| self.subjects[subject].partner.is_some())
    }

    /// "February imports were 6.0 billion against exports of 5.4 billion": the other flow of the same time, where no other time is named.
    pub(in crate::prose) fn is_of_other_flow(&self, at: usize) -> bool {
        let plain = |s: usize| match self.subjects[s].flows.as_slice() {
            [flow @ (Flow::Exports | Flow::Imports)] => Some(flow.clone()),
            _ => None,
        };
        let Some(before) = (0..at).rev().find(|&i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)))) else {
            return false;
        };
        let subjects = self.subject_before(before).zip(self.subject_before(at)).filter(|(one, other)| one != other);
        let flows = subjects.and_then(|(one, other)| plain(one).zip(plain(other)));
        let dated = (before..self.items.len()).any(|i| self.items[i].when().is_some());
        flows.is_some_and(|(one, other)| one != other) && !dated
    }

    /// The time spoken of by the number at an item: its own, else the last one before it, else the only one of the sentence. Of "the three
    /// months to June" it is June, which tells which they are.
    pub(in crate::prose) fn own_time(&self, at: usize, is_base: bool) -> Option<usize> {
        let own = self.time_of(at, is_base)?;
        Some(self.end_of_months(own).unwrap_or(own))
    }

    /// The end of "the three months to June", where an item is how many there are.
    pub(in crate::prose) fn end_of_months(&self, count: usize) -> Option<usize> {
        let end = (count + 1..self.items.len().min(count + 5)).find(|&i| self.items[i].when().is_some())?;
        self.months_up_to(end).map(|_| end)
    }

    fn time_of(&self, at: usize, is_base: bool) -> Option<usize> {
        // "After a 7.9 % rise in December, exports grew 0.8 % in January."
        let earlier = |i: usize| i < at && self.is_time_of_earlier_rate(i);
        let own = |i: &usize| {
            self.items[*i].when().is_some()
                && !self.is_base_time(*i)
                && !self.is_aside(*i)
                && !earlier(*i)
                && !self.is_in_bracket_behind(*i, at)
        };
        // "The highest since 2011 (46.4 billion)", "5 times the number of 1993 (2.8 billion)".
        if let Some(time) = self.time_before_bracket(at).filter(|_| !is_base) {
            return Some(time);
        }
        // "It was 48 million in 2010 and has tripled to 142 million in 2016".
        let reached = (at + 1..self.items.len().min(at + 5)).find(|&i| self.quantity(i).is_some());
        let reached =
            reached.filter(|&i| self.quantity(at).is_none() && self.governor(i).is_some_and(|to| to > at && self.has(to, Tag::To)));
        if let Some(time) = reached.and_then(|i| self.time_behind(i)).filter(own) {
            return Some(time);
        }
        let owning = || self.time_owning(at).or_else(|| self.time_of_record(at));
        if let Some(owning) = owning().or_else(|| self.time_before_flow(at)).filter(|_| !is_base) {
            return Some(owning);
        }
        let money = !is_base && self.quantity(at).is_some_and(|q| matches!(q.unit, Unit::Money(_)));
        let attached = |i: &usize| {
            own(i)
                || money
                    && self.items[*i].when().is_some_and(|when| !when.is_base())
                    && !self.items[*i - 1].has(Tag::Base)
                    && !self.is_told_by_on(*i)
                    // "450 million higher than in 2018".
                    && (at + 1..*i).all(|k| self.lower(k) != "than")
                    && !self.is_aside(*i)
        };
        if let Some(behind) = self.time_behind(at).filter(attached) {
            return Some(behind);
        }
        if let Some(behind) = self.amount_before_bracket(at).and_then(|amount| self.time_behind(amount)).filter(own) {
            return Some(behind);
        }
        // A number beside a time that others are compared with is of that time.
        if let Some(apposed) = self.apposed_time(at).filter(|&i| !is_base && self.is_base_time(i)) {
            return Some(apposed);
        }
        if let Some(before) = (0..at).rev().find(own) {
            return Some(before);
        }
        let next_subject = self
            .subjects
            .iter()
            .find(|s| {
                s.items.start > at && self.items[at..s.items.start].iter().any(|item| item.has(Tag::Contrast) || item.has(Tag::And))
            })
            .map_or(self.items.len(), |s| s.items.start);
        // "A surplus of 0.1 billion; in 2022 it showed a deficit": another clause has its own time.
        let clause = (at + 1..self.items.len()).take(40).find(|&i| self.is_symbol(i, &[";"])).unwrap_or(self.items.len());
        let next_subject = next_subject.min(clause);
        // "37.3 % in comparison to 47.5 % in January 2006": the time is the other figure's; "against imports of 4 billion in 2009" is of both.
        let of_compared = |i: &usize| {
            let base = (at + 1..*i).find(|&k| self.items[k].has(Tag::Base) || self.is_earlier_link(k));
            let figure =
                base.and_then(|base| (base..*i).find(|&k| self.items[k].quantity().is_some() || self.items[k].flow().is_some()));
            figure.is_some_and(|figure| self.items[figure].quantity().is_some())
        };
        let told = |i: &usize| own(i) && !of_compared(i) && !self.looks_back_on(*i);
        (at..next_subject).find(told).or_else(|| {
            let mut all = (0..clause).filter(told);
            let first = all.next()?;
            all.next().is_none().then_some(first)
        })
    }

    /// "From 2.9 billion against 2.7 billion a year earlier": another amount that is compared with stands before the time, which is its.
    pub(in crate::prose) fn is_compared_between(&self, at: usize, time: usize) -> bool {
        (at + 1..time).any(|i| {
            matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)))
                && self.governor(i).is_some_and(|i| i > at && self.has(i, Tag::Base))
        })
    }

    /// "It later fell back to 185 million": when, is not told.
    pub(in crate::prose) fn is_of_a_later_time(&self, at: usize) -> bool {
        let goes_on = |&i: &usize| self.quantity(i).is_none() && !self.is_symbol(i, &[",", ";"]);
        let later = |i: usize| matches!(self.lower(i), "later" | "subsequently") && self.change(i + 1).is_some();
        (at.saturating_sub(6)..at).rev().take_while(goes_on).any(later) && self.time_behind(at).is_none()
    }

    /// "After plunging to 8.2 billion during the pandemic": an amount of an untold time.
    pub(in crate::prose) fn is_aside_amount(&self, at: usize) -> bool {
        let to = self.governor(at).filter(|&i| self.has(i, Tag::To) && i > 1);
        to.is_some_and(|i| self.change(i - 1).is_some() && self.lower(i - 1).ends_with("ing") && self.has(i - 2, Tag::Base))
            && self.time_behind(at).is_none()
    }
}
