//! What sentences leave unsaid and others have said: which may speak of what was spoken of before, and what each leaves to the next.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::super::sentence::{Own, Sentence};
use super::super::when::{When, Year};
use super::super::{Reason, Unread};
use super::Document;
use super::key::adjusted_in;
use crate::codelist::Flow;
use crate::period::Period;

impl Document<'_> {
    /// Whether numbers of a sentence without a flow may speak of what was spoken of before.
    pub(super) fn carries(&self, sentence: &Sentence) -> bool {
        if self.spoken.list.is_some() {
            return true;
        }
        if self.spoken.of_other && sentence.subjects.is_empty() && matches!(sentence.lower(0), "it" | "this" | "that") {
            return false;
        }
        if self.paragraph.is_left && sentence.subjects.is_empty() {
            return false;
        }
        // "There follow Russia – 140 million, Germany – 124 million".
        let follows = |at: usize| matches!(sentence.lower_of(at), "follow" | "follows" | "followed" | "come" | "comes" | "came");
        let lists_on = matches!(sentence.lower(0), "there" | "next" | "then") && follows(1);
        if lists_on && self.paragraph.begun && sentence.subjects.is_empty() {
            return true;
        }
        // "Those of the private sector rose 29 %".
        let those = sentence.lower(0) == "those" && [Tag::Of, Tag::To, Tag::From].iter().any(|tag| sentence.has(1, *tag));
        if those && self.spoken.subject.is_some() && self.paragraph.begun {
            return true;
        }
        self.spoken.subject.is_some()
            && sentence.items.iter().take(12).enumerate().any(|(at, item)| {
                let word = sentence.lower(at);
                matches!(word, "it" | "this" | "they" | "figure" | "figures" | "sum" | "these" | "earnings" | "receipts" | "latter")
                    || item.has(Tag::Rate)
                    || item.has(Tag::Including)
                    || item.flow().is_some()
                    || item.find(|tag| matches!(tag, Tag::Change(_) | Tag::Share | Tag::Level).then_some(())).is_some()
                        && self.paragraph.begun
                        && at <= 4
                        // "The steepest fall, 21.6 per cent, came in April".
                        && (0..at).all(|i| sentence.items[i].thing != Thing::Word || sentence.lower(i).ends_with("est"))
                    || item.place().is_some()
                        && sentence.items.get(at + 1).is_some_and(|next| next.has(Tag::With) || next.has(Tag::Share))
                    || word == "country" && sentence.items.iter().any(|item| item.has(Tag::By))
            })
    }

    /// "Italy saw the sharpest drop, at 9 %", "Private firms accounted for 3 billion": a sentence on a part of the flow spoken of just before.
    pub(super) fn carries_parts(&self, sentence: &Sentence) -> bool {
        let own = |at: usize| sentence.carried_by(at, None);
        self.paragraph.speaks
            && sentence.subjects.is_empty()
            && sentence.items.iter().all(|item| !item.has(Tag::Other))
            && (0..sentence.items.len())
                .find(|&i| sentence.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Money(_))))
                .is_some_and(|first| match own(first) {
                    Some(Own::Partner(_) | Own::Population(_)) => true,
                    // "Capital goods were down 640 million (10 %), consumption goods 19 million".
                    // "Diamonds dropped by 2 million, from 7 to 5 million": money that came from somewhere is no price.
                    Some(Own::Commodity(_)) => {
                        (0..sentence.items.len()).any(|i| sentence.has(i, Tag::Goods))
                            || sentence.falls_or_rises_from(first)
                            || self.speaks_of_parts()
                    }
                    _ => false,
                })
    }

    /// Whether the figure before is of a product: a list of them goes on from sentence to sentence.
    fn speaks_of_parts(&self) -> bool {
        let last = self.extract.statements[self.paragraph.first..].last();
        last.is_some_and(|last| {
            let named = !last.key.commodity.is_empty() && !last.key.commodity.as_str().starts_with('?');
            named && matches!(last.key.flow, Flow::Exports | Flow::Imports)
        })
    }

    /// What the next sentence may leave unsaid.
    pub(super) fn remember(&mut self, sentence: &Sentence, stated: usize, listed: usize) {
        self.paragraph.adjusted = adjusted_in(sentence).or(self.paragraph.adjusted.take());
        let partner = (0..sentence.subjects.len()).rev().find_map(|s| {
            let subject = &sentence.subjects[s];
            subject.partner.clone().or_else(|| sentence.counterpart_told(s).filter(|_| subject.counterpart))
        });
        self.spoken.partner = partner.or(self.spoken.partner.take());
        let place = sentence.items.iter().rev().find_map(|item| item.place()).cloned();
        self.spoken.place = place.or(self.spoken.place.take());
        if let Some(subject) = sentence.subjects.iter().rev().find(|s| !s.trader) {
            self.spoken.subject = Some(subject.clone());
        }
        let states = self.extract.statements.len() > stated;
        self.paragraph.speaks = states || sentence.subjects.iter().any(|s| !s.trader) && sentence.others.is_empty();
        self.paragraph.is_left = sentence.subjects.is_empty()
            && !states
            && (self.paragraph.is_left || self.extract.unread[listed..].iter().any(|unread| unread.reason == Reason::NoFlow));
        if let Some(subject) =
            sentence.subjects.iter().rev().find(|s| !s.trader && matches!(s.flows[0], Flow::Exports | Flow::Imports))
        {
            self.spoken.plural = Some(subject.clone());
        }
        let numbers = sentence.items.iter().any(|item| item.quantity().is_some());
        if numbers {
            let of_other = |unread: &Unread| unread.reason == Reason::OtherSubject;
            self.spoken.of_other = self.extract.statements.len() == stated && self.extract.unread[listed..].iter().any(of_other);
        }
        let own: Vec<usize> = (0..sentence.items.len())
            .filter(|&i| {
                sentence.items[i].when().is_some()
                    && !sentence.is_base_time(i)
                    && !sentence.is_aside(i)
                    && !sentence.is_aim(i)
                    && !sentence.is_of_record(i)
                    && !sentence.is_time_of_earlier_rate(i)
                    && sentence.end_of_months(i).is_none()
                    && !sentence.is_in_bracket_of_number(i)
                    && !sentence.is_behind_clause_with_number(i)
                    && !(self.spoken.period.is_some_and(|period| sentence.is_told_in_passing(i, period)))
            })
            .collect();
        self.say(sentence, &own);
        // "The current account surplus in November 2021" dates what follows where nothing else has.
        let payments = || {
            self.spoken.period.is_none()
                && sentence.items.iter().any(|item| {
                    item.has(Tag::Other) && {
                        let first = sentence.tokens[item.tokens.start].lower.as_str();
                        matches!(first, "current" | "payments" | "balance")
                    }
                })
        };
        let dates = || sentence.is_only_a_time() || self.spoken.period.is_none() && sentence.names_what_is_reported();
        let opens = self.extract.statements.len() == self.paragraph.first && sentence.opens_with_a_year();
        let speaks = dates()
            || opens
            || !sentence.subjects.is_empty() && sentence.others.is_empty()
            || payments()
            || self.extract.statements.len() > stated;
        // "While exports helped output in the third quarter" counts nothing, and looks aside.
        let glances = |first: usize| {
            let aside = |i: usize| sentence.has(i, Tag::Other) || i < first && matches!(sentence.lower(i), "while" | "whereas");
            !numbers && self.spoken.period.is_some() && (0..sentence.items.len()).any(aside)
        };
        if let Some(&first) = own.first().filter(|&&first| speaks && !glances(first))
            && let Some(when) = sentence.items[first].when()
        {
            let carried = self.spoken.period.or(self.survey.year.and_then(Period::year));
            // "In April last year the surplus stood at 388 million" is said beside what the text is about.
            let looks_back = matches!(when, When::Years(Year::Now(-1), _)) && self.spoken.period.is_some_and(Period::is_year)
                || matches!(when, When::Months { year: Year::Now(-1) | Year::Current(-1), .. }) && self.spoken.period.is_some();
            let resolved = if when == When::Same(Year::Unsaid) { self.spoken.said } else { self.told(sentence, first, carried) };
            // "The ratio, which was 66.9 % in July 2014, was 61.4 % in July 2015", where July 2015 is spoken of.
            let goes_on =
                self.spoken.period.is_some() && own.iter().skip(1).any(|&i| self.told(sentence, i, carried) == self.spoken.period);
            // "This year", behind one of its months.
            if self.is_year_spoken_of(when) && self.spoken.period.is_some_and(|period| period.months() == 1) {
                self.spoken.period = self.spoken.so_far.or(self.spoken.period);
            }
            // "Trade grew 58 percent in the 2010-2019 decade", beside a quarter.
            let spans_years =
                |period: Period| period.months() > 12 && self.spoken.period.is_some_and(|spoken| spoken.months() <= 12);
            let looks_back = looks_back || resolved.is_some_and(spans_years);
            if !looks_back
                && !goes_on
                && !self.is_year_spoken_of(when)
                && let Some(period) = resolved
            {
                self.spoken.period = Some(period);
                let starts = period.start().rem_euclid(12) == 0 && (2..12).contains(&period.months());
                self.spoken.so_far = if starts { Some(period) } else { self.spoken.so_far };
            }
            // "In March alone", beside the fiscal year that it ends: of the year that the month is in.
            let of_fiscal =
                matches!(when, When::Months { year: Year::Unsaid, .. }) && carried.is_some_and(Period::begins_within_a_year);
            let year = resolved.filter(|_| of_fiscal).map(|period| period.start().div_euclid(12));
            self.spoken.year = when.named_year().or(year).or(self.spoken.year);
        }
        let changed = self.extract.statements.last().filter(|s| s.relation.is_change());
        if let Some((period, base)) = changed.and_then(|s| Some((s.key.period?, s.base?)))
            && period.months() == base.months()
            && (0..sentence.items.len()).any(|i| sentence.items[i].when().is_some() && sentence.is_base_time(i))
        {
            let step = period.start() - base.start();
            if !self.spoken.steps.contains(&step) {
                self.spoken.steps.push(step);
            }
        }
    }
}
