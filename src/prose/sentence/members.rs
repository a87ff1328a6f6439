//! Lists whose members have a number each.

use std::ops::Range;

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::Sentence;
use super::own::Own;
use crate::exact::Rational;

impl Sentence<'_, '_> {
    /// Of "up by 6.4, 28.6 and 5 per cent, respectively", the numbers.
    pub(in crate::prose) fn respective_numbers(&self, at: usize) -> Vec<usize> {
        let Some(unit) = self.quantity(at).map(|quantity| quantity.unit) else { return Vec::new() };
        let Some(end) = (at + 1..self.items.len()).find(|&i| self.has(i, Tag::Respectively)) else { return Vec::new() };
        let same = |i: usize| match (self.quantity(i).map(|quantity| quantity.unit), unit) {
            (Some(Unit::Money(_)), Unit::Money(_)) => true,
            (found, unit) => found == Some(unit),
        };
        let mut numbers: Vec<usize> = (0..end)
            .rev()
            .take_while(|&i| {
                same(i) || self.is_symbol(i, &[","]) || self.has(i, Tag::And) || self.has(i, Tag::By) || self.is_light(i)
            })
            .filter(|&i| same(i))
            .collect();
        numbers.reverse();
        if numbers.contains(&at) && numbers.len() > 1 { numbers } else { Vec::new() }
    }

    /// Of "followed with 4 and 3 billion", the numbers.
    pub(in crate::prose) fn joined_numbers(&self, at: usize) -> Vec<usize> {
        let unit = |i: usize| match self.quantity(i).map(|quantity| quantity.unit) {
            Some(Unit::Money(_)) => Some(Unit::Money(None)),
            unit => unit,
        };
        let joint = |i: usize| self.is_symbol(i, &[","]) || self.has(i, Tag::And) || self.is_light(i);
        let next = |from: usize| (from + 1..self.items.len()).find(|&i| !joint(i)).filter(|&i| unit(i) == unit(at));
        let before = |from: usize| (0..from).rev().find(|&i| !joint(i)).filter(|&i| unit(i) == unit(at));
        let mut numbers = vec![at];
        while let Some(first) = before(numbers[0]) {
            numbers.insert(0, first);
        }
        while let Some(last) = numbers.last().and_then(|&last| next(last)) {
            numbers.push(last);
        }
        numbers
    }

    /// The names, as many as asked for, of the list that stands last before an item: "drugs and toys, steel, and wood".
    pub(in crate::prose) fn list_before(&self, at: usize, count: usize) -> Option<Vec<Own>> {
        let of_list = |i: usize| self.is_named(i) || self.has(i, Tag::And) || self.is_symbol(i, &[","]);
        let mut end = at;
        while end > 0 {
            if !self.is_named(end - 1) {
                end -= 1;
                continue;
            }
            let first = (0..end).rev().take_while(|&i| of_list(i)).last()?;
            let names = self.split_list(first..end);
            if names.len() == count {
                return Some(names.into_iter().map(|range| self.own_name(range)).collect());
            }
            end = first;
        }
        None
    }

    fn own_name(&self, range: Range<usize>) -> Own {
        match self.items[range.start].place() {
            Some(place) if range.len() == 1 => Own::Partner(place.name.clone()),
            _ => Own::Commodity(self.words(range)),
        }
    }

    /// Members between commas; where the last one has no "and" before it, it is two.
    fn split_list(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut members: Vec<Range<usize>> = Vec::new();
        let mut first = range.start;
        for i in range.clone().chain([range.end]) {
            if i == range.end || self.is_symbol(i, &[","]) {
                members.push(first..i);
                first = i + 1;
            }
        }
        let mut last_had_and = false;
        if let Some(last) = members.last_mut()
            && last.start < last.end
            && self.has(last.start, Tag::And)
        {
            last.start += 1;
            last_had_and = true;
        }
        if !last_had_and && let Some(last) = members.pop() {
            match last.clone().rev().find(|&i| self.has(i, Tag::And)) {
                Some(and) => members.extend([last.start..and, and + 1..last.end]),
                None => members.push(last),
            }
        }
        members.retain(|member| member.start < member.end);
        members
    }

    /// "Petroleum oils (1.3 billion), petroleum gases (0.4 billion)", "Ruritania with 2 billion, …": the name that stands with its number in a
    /// list of them.
    pub(in crate::prose) fn listed_name(&self, at: usize) -> Option<Range<usize>> {
        let link = |i: usize| {
            let link = i.checked_sub(1)?;
            (self.is_symbol(link, &["("]) || self.has(link, Tag::With)).then_some(link)
        };
        let name_of = |i: usize| {
            let end = link(i)?;
            let joins =
                |k: usize| self.has(k, Tag::And) || self.has(k, Tag::Or) || self.has(k, Tag::Of) || self.lower(k) == "other";
            let first = (0..end)
                .rev()
                .take_while(|&k| (self.is_named(k) || joins(k)) && self.subject_at(k).is_none() && !self.has(k, Tag::Amount))
                .last()?;
            let first = (first..end).find(|&k| !joins(k))?;
            let opens = first > 0
                && (self.is_symbol(first - 1, &[",", ";", ":", "–"])
                    || self.has(first - 1, Tag::And)
                    || self.has(first - 1, Tag::Including)
                    || self.has(first - 1, Tag::Amount)
                    || self.has(first - 1, Tag::Copula)
                    || self.lower(first - 1) == "as"
                    || self.has(first - 1, Tag::By));
            (opens
                && first < end
                && (matches!(self.items[end - 1].thing, Thing::Word | Thing::Place(_)) || self.has(end - 1, Tag::Goods)))
            .then_some(first..end)
        };
        let alike = |i: usize| match (self.quantity(i).map(|q| q.unit), self.quantity(at).map(|q| q.unit)) {
            (Some(Unit::Money(_)), Some(Unit::Money(_))) => true,
            (one, other) => one == other,
        };
        let members = (0..self.items.len()).filter(|&i| self.quantity(i).is_some() && alike(i) && name_of(i).is_some()).count();
        name_of(at).filter(|_| members > 1)
    }

    /// "The main goods of exports: oil – 91 %, fish – 3 %": parts of a flow behind a colon, with their shares.
    pub(in crate::prose) fn lists_parts(&self, at: usize) -> bool {
        let dash = |i: usize| self.is_symbol(i, &["-", "–", "—"]) && self.tokens[self.items[i].tokens.start].after_blank;
        let Some(colon) = (0..at).rev().find(|&i| self.is_symbol(i, &[":"])) else { return false };
        let flow = self.subjects.iter().any(|subject| subject.items.end <= colon && subject.flows.len() == 1);
        let changes = (0..colon).any(|i| self.change(i).is_some() || self.adverb(i).is_some() || self.has(i, Tag::Rate));
        let numbers: Vec<usize> = (colon..self.items.len()).filter(|&i| self.quantity(i).is_some()).collect();
        let member = |i: usize| dash(i - 1) && self.quantity(i).is_some_and(|q| q.unit == Unit::Percent && q.sign.is_none());
        flow && !changes && numbers.len() > 1 && numbers.iter().all(|&i| member(i)) && self.is_up_to_a_whole(&numbers)
    }

    /// "China 70 %, Turkey 5 %, Italy 5 %": shares of places in a row that no verb stands among.
    pub(in crate::prose) fn lists_shares(&self, at: usize) -> bool {
        // "Hong Kong was second with 25 percent, ahead of Belgium with 7 percent".
        let led = |i: usize| self.has(i, Tag::With) && (i.saturating_sub(3)..i).any(|k| self.items[k].place().is_some());
        let is_member = |i: usize| {
            self.quantity(i).is_some_and(|q| q.unit == Unit::Percent && q.sign.is_none())
                && i > 0
                && (self.items[i - 1].place().is_some() || led(i - 1))
        };
        let joined = |one: usize, other: usize| {
            (one + 1..other - 1).all(|i| {
                self.is_symbol(i, &[",", ";"])
                    || self.has(i, Tag::And)
                    || self.items[i].place().is_some()
                    || matches!(self.lower(i), "the" | "ahead" | "of" | "followed" | "by")
            })
        };
        let numbers: Vec<usize> = (0..self.items.len()).filter(|&i| is_member(i)).collect();
        let Some(k) = numbers.iter().position(|&i| i == at) else { return false };
        let mut first = k;
        while first > 0 && joined(numbers[first - 1], numbers[first]) {
            first -= 1;
        }
        let mut last = k;
        while last + 1 < numbers.len() && joined(numbers[last], numbers[last + 1]) {
            last += 1;
        }
        let grows = (0..numbers[first]).any(|i| self.change(i).is_some() || self.adverb(i).is_some() || self.has(i, Tag::Rate));
        last > first && !grows && self.is_up_to_a_whole(&numbers[first..=last])
    }

    /// Whether numbers add up to no more than a hundred, but for what rounding makes of it.
    fn is_up_to_a_whole(&self, numbers: &[usize]) -> bool {
        let shares = numbers.iter().filter_map(|&i| self.quantity(i));
        shares.fold(Rational::from(0), |sum, quantity| &sum + quantity.figure.value()) <= Rational::from(101)
    }
}
