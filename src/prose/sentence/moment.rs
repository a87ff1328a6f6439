//! Which time of a sentence belongs to which of its numbers: the one spoken of, or the one compared with.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::super::when::{When, Year};
use super::Sentence;

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
                // "To 50 billion by 2010".
                Thing::Mark(tags) if tags.contains(&Tag::By) => self.items.get(next + 1).is_some_and(|item| item.when().is_some()),
                Thing::Mark(tags) => {
                    self.subject_at(next).is_some() && !linked
                        || matches!(
                            self.lower(next),
                            "recorded" | "registered" | "reported" | "posted" | "seen" | "worth" | "reached" | "achieved"
                        )
                        || tags.iter().any(|tag| matches!(tag, Tag::Plain | Tag::Function | Tag::Total))
                            && !tags.iter().any(|tag| {
                                matches!(tag, Tag::And | Tag::Contrast | Tag::To | Tag::From | Tag::Base | Tag::By | Tag::With)
                            })
                            && !matches!(self.lower(next), "said" | "that" | "which" | "as")
                }
                Thing::Place(_) => self.subject_at(next).is_some(),
                Thing::Word => self.lower(next).ends_with("ed"),
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

    /// A time that is mentioned and is neither: "for the first time since March 1985", "were not delivered in 2009".
    pub(in crate::prose) fn is_aside(&self, at: usize) -> bool {
        let start = at.saturating_sub(7);
        let when = self.items[at].when();
        // "On August 14 the office said" is no period; "as of September 1" ends one.
        if matches!(when, Some(When::Day { .. })) && !(at > 0 && self.items[at - 1].has(Tag::AsOf)) {
            return true;
        }
        // "The volume index, base 1980", "2010 = 100".
        if at > 0 && matches!(self.lower(at - 1), "base") || self.is_symbol(at + 1, &["="]) {
            return true;
        }
        // "In the first 20 days of May".
        if at > 1 && self.lower(at - 1) == "of" && matches!(self.lower(at - 2), "days" | "weeks" | "day" | "week") {
            return true;
        }
        // "Released last month".
        if matches!(when, Some(When::Last(_)))
            && at > 0
            && matches!(self.lower(at - 1), "released" | "published" | "reported" | "issued" | "announced")
        {
            return true;
        }
        // "The best so far this year" looks back over it.
        let so_far = matches!(when, Some(When::YearToDate | When::Years(Year::Now(0), _)));
        let highest = |i: usize| matches!(self.lower(i), "best" | "worst") || self.lower(i).ends_with("est");
        if so_far && at > 1 && (at.saturating_sub(3)..at).any(highest) {
            return true;
        }
        // "The first fall in eight months".
        let counted = matches!(when, Some(When::Months { first: 1, count: 2.., year: Year::Unsaid }))
            && self.tokens[self.items[at].tokens.clone()].iter().all(|t| !t.is_capitalised());
        if counted
            && at > 0
            && self.lower(at - 1) == "in"
            && (start..at).any(|i| self.lower(i) == "first" || self.lower(i) == "time" || self.lower(i).ends_with("est"))
        {
            return true;
        }
        // "A streak of five months of losses".
        let run = |i: usize| matches!(self.lower(i), "streak" | "run" | "string" | "series" | "succession" | "stretch");
        if counted && at > 1 && self.lower(at - 1) == "of" && run(at - 2) {
            return true;
        }
        (start..at).rev().take_while(|&i| self.quantity(i).is_none() && !self.is_symbol(i, &[",", ";"])).any(|i| {
            self.items[i].has(Tag::Not) && self.lower(i) != "no"
                || at - i <= 5 && matches!(self.lower(i), "since" | "until" | "till")
        })
    }

    /// "The biggest surplus since the 7.1 trillion of 1987", "behind the 14.4 trillion surplus of 1986": the time of a record.
    pub(in crate::prose) fn is_of_record(&self, at: usize) -> bool {
        let amount = (at.saturating_sub(8)..at).rev().find(|&i| self.quantity(i).is_some());
        let amount = amount.filter(|&amount| self.time_behind(amount) == Some(at));
        let link = amount.and_then(|amount| self.governor(amount));
        let links = |i: usize| matches!(self.lower(i), "since" | "behind" | "beating" | "after" | "surpassing" | "topping");
        link.is_some_and(|link| {
            (link.saturating_sub(1)..amount.unwrap_or(link)).any(links)
                && (link.saturating_sub(12)..link).any(|i| {
                    let word = self.lower(i);
                    word.ends_with("est") && !matches!(word, "west" | "interest" | "request" | "forest" | "latest")
                        || matches!(word, "worst" | "record")
                })
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

    /// The time of an aim or a forecast: "the goal of bringing trade to 15 billion in 2023", "by 2030 it plans to".
    pub(in crate::prose) fn is_aim(&self, at: usize) -> bool {
        if self.items[at].when().and_then(When::named_year).is_none() {
            return false;
        }
        let aims = |i: &usize| self.has(*i, Tag::Target);
        let ends = |i: &usize| self.is_symbol(*i, &[",", ";"]) || self.has(*i, Tag::Contrast) && self.lower(*i) != "as";
        let amount = (at.saturating_sub(6)..at).rev().find(|&i| self.quantity(i).is_some());
        amount.is_some_and(|amount| self.time_behind(amount) == Some(at) && self.is_forecast(amount))
            || (0..at).rev().take(14).take_while(|i| !ends(i) && self.quantity(*i).is_none()).any(|i| aims(&i))
            || at > 0 && self.has(at - 1, Tag::By) && (at..self.items.len()).any(|i| aims(&i))
    }

    /// "The eight months to the end of February", "the three months to May": how many months end with the time at an item.
    pub(in crate::prose) fn months_up_to(&self, at: usize) -> Option<u8> {
        let to =
            (at.saturating_sub(4)..at).rev().find(|&i| self.has(i, Tag::To) || self.has(i, Tag::AsOf) && self.lower(i) != "as")?;
        let passed = |i: usize| self.is_light(i) || self.has(i, Tag::Of) || self.lower(i) == "end";
        match self.items[to.checked_sub(1)?].when() {
            Some(When::Months { first: 1, count: count @ 2.., year: Year::Unsaid }) if (to + 1..at).all(passed) => Some(count),
            _ => None,
        }
    }

    /// "As of the end of June", "by the end of May 2019": the months of the year up to it.
    pub(in crate::prose) fn is_year_up_to(&self, at: usize) -> bool {
        let of = at.checked_sub(1).filter(|&i| self.has(i, Tag::Of) || self.has(i, Tag::AsOf));
        let before = of.map_or(0, |of| of.saturating_sub(3));
        of.is_some_and(|of| {
            let ends = self.lower(of) == "by" || (before..of).any(|i| self.lower(i) == "end");
            ends && (before..=of).any(|i| self.has(i, Tag::AsOf))
        })
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

    /// Whether a time is what something is compared with.
    pub(in crate::prose) fn is_base_time(&self, at: usize) -> bool {
        let Some(when) = self.items[at].when() else { return false };
        if when.is_base() {
            return true;
        }
        if let Some(told) = self.told_as_base(at) {
            return told;
        }
        let mut i = at;
        let mut crossed = false;
        while i > 0 {
            i -= 1;
            let item = &self.items[i];
            // "2.99 billion (revised from 3.01 billion) in January".
            if self.is_symbol(i, &[")"])
                && let Some(open) = (i.saturating_sub(8)..i).rev().find(|&k| self.is_symbol(k, &["("]))
            {
                i = open;
                continue;
            }
            match &item.thing {
                // "From 50.8 % in January–August 2005 to 43.1 %".
                Thing::Quantity(quantity)
                    if !crossed
                        && quantity.unit == Unit::Percent
                        && self.governor(i).is_some_and(|from| {
                            (self.has(from, Tag::From) || self.has(from, Tag::Base)) && self.subject_at(from).is_none()
                        }) =>
                {
                    return true;
                }
                Thing::Quantity(quantity) => {
                    if crossed || matches!(quantity.unit, Unit::Percent | Unit::Points | Unit::Times) {
                        return false;
                    }
                    crossed = true;
                }
                Thing::Mark(tags) => {
                    if tags.iter().any(|tag| matches!(tag, Tag::Base)) {
                        return true;
                    }
                    if tags.contains(&Tag::From) && self.subject_at(i).is_none() {
                        return true;
                    }
                    if tags.contains(&Tag::ThanWord) && self.lower(i) == "than" {
                        return true;
                    }
                    // "Double the surplus of 12 billion in 2022".
                    if crossed && self.is_multiple_of(i) {
                        return true;
                    }
                    // "Exceeded those of May 2018".
                    if matches!(self.lower(i), "exceeded" | "exceeds" | "surpassed" | "topped")
                        && matches!(self.lower_of(i + 1), "those" | "that")
                    {
                        return true;
                    }
                    // "0.5 % less than in February 1986", "7 million (+9 %) more than in 2018".
                    let rated = i
                        .checked_sub(1)
                        .and_then(|b| self.quantity(b))
                        .is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times));
                    if (rated || self.has(i + 1, Tag::In)) && self.compares(i).is_some() {
                        return true;
                    }
                    let compares = tags.iter().any(|tag| matches!(tag, Tag::Over | Tag::On | Tag::Than(_)));
                    if compares {
                        let before = i.checked_sub(1);
                        // "Rose 1.5 % in March over February", but "made 754.5 million over January-September".
                        let rated = tags.contains(&Tag::Over)
                            && before.is_some_and(|b| !matches!(self.quantity(b).map(|q| q.unit), Some(Unit::Money(_))))
                            && self.items[..i].iter().any(|item| item.quantity().is_some_and(|q| q.unit == Unit::Percent));
                        let after_rate = rated
                            || before.is_some_and(|b| {
                                self.quantity(b).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times))
                                    || self.items[b]
                                        .find(|tag| matches!(tag, Tag::Change(_) | Tag::Factor(_)).then_some(()))
                                        .is_some()
                            });
                        return after_rate || tags.iter().any(|tag| matches!(tag, Tag::Than(_)));
                    }
                    let passes = tags
                        .iter()
                        .any(|tag| matches!(tag, Tag::In | Tag::Of | Tag::Function | Tag::Plain | Tag::Level | Tag::Total))
                        || self.subject_at(i).is_some()
                        || matches!(
                            self.lower(i),
                            "recorded"
                                | "registered"
                                | "reported"
                                | "seen"
                                | "'s"
                                | "reach"
                                | "reached"
                                | "hit"
                                | "set"
                                | "posted"
                                | "record"
                                | "achieved"
                                | "number"
                                | "figure"
                                | "amount"
                        )
                        || tags.iter().any(|tag| matches!(tag, Tag::Change(_))) && self.lower(i).ends_with("ing");
                    if tags.contains(&Tag::And) && crossed && i > 1 {
                        let before = i - 1 - usize::from(self.is_symbol(i - 1, &[","]));
                        if self.items[before].when().is_some() {
                            return self.is_base_time(before);
                        }
                        // "Compared with exports of 6.92 and imports of 6.90 billion in February 1986".
                        if self.quantity(before).is_some() {
                            crossed = false;
                            continue;
                        }
                    }
                    // "in 2009" begins a time of its own, unless an amount or flow before it is compared with.
                    if !passes {
                        // "after rising to 1.62 billion in February".
                        let risen = crossed && tags.contains(&Tag::To) && i > 0 && self.lower(i - 1).ends_with("ing");
                        if !risen {
                            return false;
                        }
                    }
                }
                Thing::Word if crossed && self.is_multiple_of(i) => return true,
                Thing::Place(_) => {}
                Thing::Word if self.lower(i).ends_with("ed") || crossed => {}
                _ => return false,
            }
            if at - i > 12 {
                return false;
            }
        }
        false
    }

    /// "Double the surplus of": a factor before what something is compared with.
    pub(super) fn is_multiple_of(&self, at: usize) -> bool {
        matches!(self.lower(at), "double" | "twice" | "triple" | "treble" | "half")
            && matches!(self.lower_of(at + 1), "the" | "that" | "its")
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
        let own = |i: &usize| self.items[*i].when().is_some() && !self.is_base_time(*i) && !self.is_aside(*i) && !earlier(*i);
        // "The highest since 2011 (46.4 billion)", "5 times the number of 1993 (2.8 billion)".
        if let Some(time) = self.time_before_bracket(at).filter(|_| !is_base) {
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
        let told = |i: &usize| own(i) && !of_compared(i);
        (at..next_subject).find(told).or_else(|| {
            let mut all = (0..clause).filter(told);
            let first = all.next()?;
            all.next().is_none().then_some(first)
        })
    }

    /// Whether a word of comparison stands behind a change with something else than a time: "over the decade", "above their
    /// pre-pandemic level".
    pub(in crate::prose) fn names_an_untold_base(&self, at: usize) -> bool {
        // "In the last ten years exports rose fivefold".
        let (first, last) = (at.saturating_sub(24), self.items.len().min(at + 18) - 1);
        let sentence = &self.tokens[self.items[first].tokens.start..self.items[last].tokens.end];
        let lasting = |words: &[super::super::token::Token]| {
            matches!(&*words[0].lower, "last" | "past") && matches!(&*words[2].lower, "years" | "decades")
        };
        let superlative =
            |word: &str| word.ends_with("est") && word != "latest" || matches!(word, "most" | "least" | "first" | "time" | "worst");
        let looks_back = |from: usize| sentence[from.saturating_sub(5)..from].iter().any(|token| superlative(&token.lower));
        if sentence.windows(3).enumerate().any(|(from, words)| lasting(words) && !looks_back(from)) {
            return true;
        }
        let compares = |i: usize| self.has(i, Tag::Over) || self.has(i, Tag::Base) || self.than(i).is_some();
        (at + 1..self.items.len()).take(8).filter(|&i| compares(i)).any(|i| {
            let rest = &self.items[i + 1..self.items.len().min(i + 4)];
            rest.first()
                .is_some_and(|item| matches!(self.tokens[item.tokens.start].lower.as_str(), "the" | "their" | "its" | "a" | "an"))
                && rest.iter().all(|item| item.when().is_none() && item.quantity().is_none())
        })
    }

    /// "From 2.9 billion against 2.7 billion a year earlier": another amount that is compared with stands before the time, which is its.
    pub(in crate::prose) fn is_compared_between(&self, at: usize, time: usize) -> bool {
        (at + 1..time).any(|i| {
            matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)))
                && self.governor(i).is_some_and(|i| i > at && self.has(i, Tag::Base))
        })
    }

    /// "After plunging to 8.2 billion during the pandemic": an amount of an untold time.
    pub(in crate::prose) fn is_aside_amount(&self, at: usize) -> bool {
        let to = self.governor(at).filter(|&i| self.has(i, Tag::To) && i > 1);
        to.is_some_and(|i| self.change(i - 1).is_some() && self.lower(i - 1).ends_with("ing") && self.has(i - 2, Tag::Base))
            && self.time_behind(at).is_none()
    }

    /// The time that a change at an item is counted from, and whether it is an amount's own.
    pub(in crate::prose) fn base_time(&self, at: usize) -> Option<usize> {
        let is_base = |i: &usize| self.items[*i].when().is_some() && self.is_base_time(*i) && !self.is_aside(*i);
        let mut rates = 0;
        let mut parted = false;
        for i in at + 1..self.items.len() {
            if self.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Times | Unit::Points)) {
                rates += 1;
            }
            let begins = self.items[i].has(Tag::Contrast) && !self.items[i].has(Tag::Base)
                || self.subjects.iter().any(|s| s.items.start == i && s.items.start > at + 1 && rates > 0);
            // "Fell 1.2 % and were down 5.7 % from June": the second has a base of its own.
            let own = rates > 0
                && i > at
                && self.quantity(i).is_some()
                && !self.lists(at, i)
                && !self.subjects.iter().any(|s| s.items.start > at && s.items.start < i)
                && self.quantity(i).is_some_and(|q| q.unit == Unit::Percent);
            if own {
                parted = true;
                break;
            }
            if rates > 0 && begins || self.is_symbol(i, &[";"]) || self.items[i].has(Tag::Contrast) && self.lower(i) != "as" {
                break;
            }
            if is_base(&i) {
                return (rates <= 1).then_some(i);
            }
        }
        // "Since 2019 exports have grown 40 %", but not "the highest since 2019".
        let since = (1..self.items.len())
            .find(|&i| self.items[i].when().is_some() && self.lower(i - 1) == "since")
            .filter(|&i| !(0..i).any(|k| self.lower(k) == "first" || self.lower(k) == "time" || self.lower(k).ends_with("est")));
        let before = (0..at).rev().find(is_base).or(since);
        before.or_else(|| (at..self.items.len()).rev().find(is_base).filter(|_| !parted))
    }
}
