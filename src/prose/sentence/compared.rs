//! Wordings that make a time the one that something is compared with.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::super::when::{When, Year};
use super::Sentence;

impl Sentence<'_, '_> {
    /// The wording around a time, where it tells whether the time is the one compared with: before the words between are asked.
    pub(super) fn told_as_base(&self, at: usize) -> Option<bool> {
        let before = at.checked_sub(1)?;
        if self.is_pair_of_months(at) {
            return Some(self.lower(before) == "between");
        }
        if let Some(told) = self.is_between_parts(at) {
            return Some(told);
        }
        // "100.06 percent of the January–November 2016 level".
        let of =
            (before.saturating_sub(1)..=before).rev().find(|&i| !self.is_article(i)).filter(|&i| i > 0 && self.has(i, Tag::Of));
        let rated = of.is_some_and(|of| self.quantity(of - 1).is_some_and(|q| q.unit == Unit::Percent));
        if rated && self.lower_of(at + 1) == "level" {
            return Some(true);
        }
        // "Comparing May 2014 with May 2013": the first is spoken of, the second compared with.
        let joins = |i: usize| self.has(i, Tag::With) || self.has(i, Tag::To) || self.has(i, Tag::And) || self.has(i, Tag::Base);
        let comparing = |i: usize| matches!(self.lower(i), "comparing" | "comparison");
        if comparing(before) && joins(at + 1) && self.items.get(at + 2).is_some_and(|item| item.when().is_some()) {
            return Some(false);
        }
        if joins(before) && before > 1 && comparing(before - 2) && self.items[before - 1].when().is_some() {
            return Some(true);
        }
        // "Up 5.7 % from January–August 2019", but "5 billion from January through August": a span of its own.
        if matches!(self.items[at].when(), Some(When::Months { count: 2.., .. })) && self.has(before, Tag::From) {
            let dashed =
                self.tokens[self.items[at].tokens.clone()].iter().any(|token| matches!(token.text, "-" | "–" | "—" | "‑" | "−"));
            return Some(dashed && self.is_change_before(before));
        }
        if self.is_told_by_on(at) || self.is_told_by_to(at) {
            return Some(true);
        }
        // "But more than in January 2006": no number follows that it could qualify.
        if let Some(more) = (before.saturating_sub(2)..=before).rev().find(|&i| self.compares(i).is_some())
            && (more + 1..at)
                .all(|i| self.has(i, Tag::In) || self.has(i, Tag::Of) || matches!(self.lower(i), "the" | "that" | "those"))
            && self.tokens[self.items[more].tokens.end - 1].lower == "than"
        {
            return Some(true);
        }
        if self.is_surpassed(at) || self.is_second_base(at) {
            return Some(true);
        }
        None
    }

    /// "A rise of 44 million (11 %) on March 2016", "up 5 % on 2022": English dates nothing by "on" a month or year.
    pub(super) fn is_told_by_on(&self, at: usize) -> bool {
        let article = |&i: &usize| matches!(self.lower(i), "the" | "its" | "their");
        let on = (0..at).rev().find(|i| !article(i)).filter(|&i| self.has(i, Tag::On));
        !matches!(self.items[at].when(), Some(When::Day { .. })) && on.is_some_and(|on| self.is_change_before(on))
    }

    /// "Grew by 14 % to 2017", but not "from 12 % to 14 % in 2017".
    fn is_told_by_to(&self, at: usize) -> bool {
        let rate = |i: usize| {
            self.quantity(i).is_some_and(|q| q.unit == Unit::Percent) && !self.governor(i).is_some_and(|g| self.has(g, Tag::From))
        };
        let is_year = match self.items[at].when() {
            Some(When::Years(first, last)) => first == last,
            // "An increase of 13 % to August 2018".
            Some(When::Months { count: 1, year: Year::Named(_), .. }) => true,
            _ => false,
        };
        is_year && at > 1 && self.has(at - 1, Tag::To) && rate(at - 2)
    }

    /// "Rose between Q1 2014 and Q2 2014": of two quarters or halves the first is what the second is compared with.
    fn is_between_parts(&self, at: usize) -> Option<bool> {
        let part = |i: usize| match self.items.get(i)?.when()? {
            When::Months { count: count @ (3 | 6), .. } => Some(count),
            _ => None,
        };
        let pair = |first: usize| {
            let joined = first > 0 && self.lower(first - 1) == "between" && self.has(first + 1, Tag::And);
            joined && part(first).is_some() && part(first) == part(first + 2)
        };
        match (pair(at), at > 1 && pair(at - 2)) {
            (false, false) => None,
            (is_first, _) => Some(is_first),
        }
    }

    /// "Between 1981 and 1987", "from 1981 to 1987": whether a year is the end of such a span.
    pub(in crate::prose) fn ends_span(&self, at: usize) -> bool {
        let year = |i: usize| matches!(self.items[i].when(), Some(When::Years(first, last)) if first == last);
        let linked = |at: usize| {
            self.has(at - 1, Tag::And) && self.lower(at - 3) == "between"
                || self.has(at - 1, Tag::To) && self.has(at - 3, Tag::From)
        };
        at > 2 && year(at) && year(at - 2) && linked(at)
    }

    /// The two years of such a span, where the sentence names no other time.
    pub(in crate::prose) fn years_of_span(&self) -> Option<(usize, usize)> {
        let is_time = |i: &usize| self.items[*i].when().is_some_and(|when| !matches!(when, When::Over(_)));
        let mut times = (0..self.items.len()).filter(is_time);
        let (first, last) = (times.next()?, times.next()?);
        (times.next().is_none() && self.ends_span(last) && last == first + 2).then_some((first, last))
    }

    /// "Fell between August and September": the two months that [`super::super::item`] has told apart.
    fn is_pair_of_months(&self, at: usize) -> bool {
        let pair = |first: usize| {
            first > 0
                && self.lower(first - 1) == "between"
                && self.has(first + 1, Tag::And)
                && [first, first + 2]
                    .iter()
                    .all(|&i| self.items.get(i).is_some_and(|item| matches!(item.when(), Some(When::Months { count: 1, .. }))))
        };
        pair(at) || at > 1 && pair(at - 2)
    }

    /// Whether what stands before an item, brackets passed, is a change: a rate, a word of change, or an amount that one governs.
    fn is_change_before(&self, at: usize) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        if self.is_symbol(before, &[")"])
            && let Some(open) =
                (before.saturating_sub(8)..before).rev().find(|&i| self.is_symbol(i, &["("])).filter(|&open| open > 0)
        {
            before = open - 1;
        }
        match self.quantity(before).map(|quantity| quantity.unit) {
            Some(Unit::Percent | Unit::Times | Unit::Points) => true,
            Some(Unit::Money(_)) => self.governor(before).is_some_and(|i| {
                let changes = |i: usize| self.change(i).is_some() || self.adverb(i).is_some();
                changes(i) || self.has(i, Tag::By) || self.has(i, Tag::Of) && i > 0 && changes(i - 1)
            }),
            _ => self.change(before).is_some() || self.adverb(before).is_some() || self.than(before).is_some(),
        }
    }

    /// A verb of passing something; not the adjective of "the top ten".
    pub(super) fn surpasses(&self, at: usize) -> bool {
        self.lower(at) != "top" && (self.has(at, Tag::Surpass) || matches!(self.lower(at), "exceeded" | "surpassed"))
    }

    /// "Exceeded those of January–September 2013", "beating 2024's record": an amount of a time is passed, no flow is.
    fn is_surpassed(&self, at: usize) -> bool {
        let mut names = false;
        for i in (at.saturating_sub(6)..at).rev() {
            let tags = match &self.items[i].thing {
                Thing::Mark(tags) => tags,
                _ => return false,
            };
            // "Exceeded the level of 2018".
            let with_level = self.items[i].tokens.len() > 1 && self.surpasses(i);
            if tags.contains(&Tag::Surpass) || with_level {
                return names || with_level || i + 1 == at;
            }
            let of_amount = matches!(self.lower(i), "those" | "that" | "record" | "high" | "peak" | "of");
            names |= of_amount || tags.contains(&Tag::Level);
            let light = tags.iter().any(|tag| matches!(tag, Tag::Function | Tag::Plain | Tag::Level | Tag::In | Tag::Of));
            if !light && !of_amount || self.subject_at(i).is_some() || tags.contains(&Tag::And) {
                return false;
            }
        }
        false
    }

    /// "Faster than those of the previous month, 8.2 percent, and of October 2019, 4.6 percent": the second of two.
    fn is_second_base(&self, at: usize) -> bool {
        let Some(of) = at.checked_sub(1).filter(|&i| self.has(i, Tag::Of)) else { return false };
        let Some(and) = of.checked_sub(1).filter(|&i| self.has(i, Tag::And)) else { return false };
        let Some(mut before) = and.checked_sub(1) else { return false };
        if self.is_symbol(before, &[","]) && before > 0 {
            before -= 1;
        }
        let first = self.apposed_time(before).unwrap_or(before);
        self.items[first].when().is_some() && first > 0 && self.has(first - 1, Tag::Of) && self.is_base_time(first)
    }

    /// "Less than December exports of 132.5 billion": the time before the flow whose amount this is.
    pub(super) fn time_before_flow(&self, at: usize) -> Option<usize> {
        let of = self.governor(at).filter(|&i| self.has(i, Tag::Of))?;
        let subject = self.subject_at(of.checked_sub(1)?)?;
        let mention = self.subjects[subject].items.clone();
        (mention.start.saturating_sub(1)..mention.end).find(|&i| self.items[i].when().is_some())
    }

    /// "Those of the previous month, 8.2 percent, and": the time that a number stands beside.
    pub(in crate::prose) fn apposed_time(&self, at: usize) -> Option<usize> {
        let time = at.checked_sub(2)?;
        let ends = self.items.get(at + 1).is_none_or(|next| next.thing == Thing::Symbol || next.has(Tag::And));
        let apposed = self.quantity(at).is_some() && self.is_symbol(at - 1, &[","]) && self.items[time].when().is_some() && ends;
        (apposed || self.time_before_bracket(at).is_some()).then_some(time)
    }

    /// "Compared to 1998 (8 %) and 1997 (10 %)": the year that a bracket with a number stands behind.
    pub(super) fn time_before_bracket(&self, at: usize) -> Option<usize> {
        // "More than in 2018 (+4 %)" tells the change since then.
        let signed = self.quantity(at).is_some_and(|quantity| quantity.sign.is_some());
        let time = at.checked_sub(2).filter(|_| self.is_bracketed(at) && !signed)?;
        self.items[time].when().is_some_and(|when| when.named_year().is_some()).then_some(time)
    }

    /// "A surplus of 0.1 billion; in 2022 it showed a deficit": whether a time stands behind a clause that has a number and no time.
    pub(in crate::prose) fn is_behind_clause_with_number(&self, time: usize) -> bool {
        let Some(end) = (time.saturating_sub(40)..time).rev().find(|&i| self.is_symbol(i, &[";"])) else { return false };
        (0..end).any(|i| self.quantity(i).is_some()) && (0..end).all(|i| self.items[i].when().is_none())
    }

    /// "39.3 % of imports (39.8 % in 2005)": whether a time stands in a bracket behind a number, and dates nothing else.
    pub(in crate::prose) fn is_in_bracket_of_number(&self, time: usize) -> bool {
        let open = (time.saturating_sub(9)..time).rev().find(|&i| self.is_symbol(i, &["(", ")"]));
        let open = open.filter(|&open| self.is_symbol(open, &["("]));
        // "(January–July 2006 – 350 million)", "(in 2018 6 million)".
        let close = (time + 1..self.items.len().min(time + 9)).find(|&i| self.is_symbol(i, &["(", ")"]));
        let end = close.filter(|&close| self.is_symbol(close, &[")"])).unwrap_or(time);
        open.is_some_and(|open| (open..end.max(time)).any(|i| self.quantity(i).is_some()))
    }

    /// Whether a time stands in a bracket with numbers that opens behind a number: it dates those, and nothing before it.
    pub(super) fn is_in_bracket_behind(&self, time: usize, at: usize) -> bool {
        // "(A rise of 61 % to 2018) and imports were 836 million": nor what follows outside a bracket.
        let close = (time..self.items.len().min(at)).find(|&i| self.is_symbol(i, &["(", ")"]));
        let closed = close.is_some_and(|i| self.is_symbol(i, &[")"])) && !self.is_bracketed(at);
        if closed && self.is_in_bracket_of_number(time) {
            return true;
        }
        // "Grew 2.2 times (in 2010 they fell 30 %)".
        let open = (at + 1..time).rev().find(|&i| self.is_symbol(i, &["(", ")"])).filter(|&open| self.is_symbol(open, &["("]));
        let close = || (time..self.items.len().min(time + 40)).find(|&i| self.is_symbol(i, &[")"]));
        open.is_some_and(|open| (open..close().unwrap_or(time)).any(|i| self.quantity(i).is_some()))
    }

    /// "Against 461 million and 274 million, respectively, in 2022": the time behind the last of them.
    pub(in crate::prose) fn time_of_respective(&self, at: usize) -> Option<usize> {
        let last = self.respective_numbers(at).last().copied().filter(|last| *last > at)?;
        self.time_behind(last)
    }

    /// "5.5 billion (3.8 % of the total) in 2004": the amount that a bracket with a number stands behind.
    pub(in crate::prose) fn amount_before_bracket(&self, at: usize) -> Option<usize> {
        let open =
            (at.saturating_sub(8)..at).rev().take_while(|&i| !self.is_symbol(i, &[")"])).find(|&i| self.is_symbol(i, &["("]))?;
        let amount = open.checked_sub(1)?;
        let closed = (at + 1..self.items.len().min(at + 12)).any(|i| self.is_symbol(i, &[")"]));
        let dated = (open..at).any(|i| self.items[i].when().is_some());
        (closed && !dated && matches!(self.quantity(amount)?.unit, Unit::Money(_))).then_some(amount)
    }
}
