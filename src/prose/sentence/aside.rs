//! Times that a sentence mentions in passing: beginnings, records, aims, what looks back. They date none of its numbers.

use super::super::lexicon::Tag;
use super::super::when::{Step, When, Year};
use super::Sentence;

impl Sentence<'_, '_> {
    /// A time that is mentioned and is neither: "for the first time since March 1985", "were not delivered in 2009".
    pub(in crate::prose) fn is_aside(&self, at: usize) -> bool {
        let start = at.saturating_sub(7);
        let when = self.items[at].when();
        // "On August 14 the office said" is no period; "as of September 1" ends one.
        if matches!(when, Some(When::Day { .. })) && !(at > 0 && self.items[at - 1].has(Tag::AsOf)) {
            return true;
        }
        // "At August 2018 prices".
        if self.lower_of(at + 1) == "prices" {
            return true;
        }
        // "The largest figure of the last eleven months"; "over the last 12 months" ends with the month spoken of.
        let is_last = at > 0 && matches!(self.lower(at - 1), "last" | "past");
        let of_them = (at.saturating_sub(4)..at).any(|i| self.has(i, Tag::Of));
        if let Some(When::Months { count: count @ 2.., year: Year::Unsaid, .. }) = when
            && is_last
            && (of_them || count == 12)
        {
            return true;
        }
        // "The volume index, base 1980", "2010 = 100".
        if at > 0 && matches!(self.lower(at - 1), "base") || self.is_symbol(at + 1, &["="]) {
            return true;
        }
        if self.is_of_beginning(at) {
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

    /// "A boom, which began in 1986": the beginning of what goes on.
    pub(in crate::prose) fn is_of_beginning(&self, at: usize) -> bool {
        let verb = at.checked_sub(2).filter(|_| self.has(at - 1, Tag::In));
        let effect = |i: usize| {
            i > 0 && matches!(self.lower(i), "effect" | "force") && matches!(self.lower(i - 1), "took" | "take" | "into")
        };
        verb.is_some_and(|i| BEGUN.contains(&self.lower(i)) || effect(i))
    }

    /// "In May last year the deficit had been 3 million, and in January–May it had been 9": whether months go on looking back on the year before.
    pub(in crate::prose) fn looks_back_on(&self, at: usize) -> bool {
        let had = |range: std::ops::Range<usize>| range.into_iter().any(|i| self.lower(i) == "had");
        let back = (0..at).rev().find(|&i| self.items[i].when().is_some());
        let back = back.filter(|&i| {
            matches!(
                self.items[i].when(),
                Some(When::Months { year: Year::Current(-1) | Year::Now(-1), .. } | When::Before(Step::Year))
            )
        });
        let number = (at + 1..self.items.len().min(at + 12)).find(|&i| self.quantity(i).is_some());
        back.zip(number).is_some_and(|(back, number)| had(back..at) && had(at..number))
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
}

/// Verbs of what began at a time and has gone on since.
const BEGUN: &[&str] = &[
    "began",
    "begun",
    "started",
    "launched",
    "founded",
    "established",
    "signed",
    "introduced",
    "adopted",
    "inaugurated",
    "joined",
];
