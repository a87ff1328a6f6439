//! The flow that an amount or share falls to: "3.6 billion accounted for exports", "26 % fell on imports and 74 % on exports".

use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::Sentence;

impl Sentence<'_, '_> {
    /// "3.59 billion of this amount accounted for exports, 4.027 billion – for imports": the flow that the number at an item falls to.
    pub(in crate::prose) fn accounted(&self, at: usize) -> Option<usize> {
        let mut i = at + 1;
        while i < self.items.len().min(at + 18) {
            if let Some(close) = self.bracket_of_numbers(i) {
                i = close + 1;
                continue;
            }
            if self.quantity(i).is_some_and(|q| q.unit != Unit::Percent)
                || self.items[i].has(Tag::Contrast) && self.lower(i) != "for"
            {
                return None;
            }
            if let Some(flow) = self.falls_to(i).or_else(|| self.falls_too(at, i)) {
                return Some(flow);
            }
            let direct = i <= at + 2 && self.lower(i) == "for" && (i == at + 1 || self.is_symbol(at + 1, &["–", "-", "—"]));
            let after_rate = self.lower(i) == "for" && self.quantity(i - 1).is_some_and(|q| q.unit == Unit::Percent);
            let verb = self.lower(i).starts_with("account") && self.items[i].has(Tag::Share);
            if (verb || direct || after_rate) && self.subject_at(i + 1).is_some_and(|s| self.subjects[s].items.start == i + 1) {
                return self.subject_at(i + 1);
            }
            // "509 million or 32 % relates to exports".
            let relates = matches!(self.lower(i), "relates" | "relate" | "related" | "belongs") && self.has(i + 1, Tag::To);
            let relates_too =
                self.has(i, Tag::To) && (i.saturating_sub(16)..at).any(|k| matches!(self.lower(k), "relates" | "relate"));
            if relates_too && let Some(flow) = self.subject_at(i + 1).filter(|&s| self.subjects[s].items.start == i + 1) {
                return Some(flow);
            }
            if relates && let Some(flow) = self.subject_at(i + 2).filter(|&s| self.subjects[s].items.start == i + 2) {
                return Some(flow);
            }
            let passed = self.is_symbol(i, &[",", "–", "-", "—"])
                || i == at + 1 && self.is_symbol(i, &[")"])
                || self.items[i].has(Tag::Or)
                || self.items[i].has(Tag::Of)
                || self.is_light(i)
                || self.items[i].has(Tag::Level)
                || self.lower(i) == "amount"
                || self.subject_at(i).is_some()
                || self.quantity(i).is_some();
            if !passed {
                return None;
            }
            i += 1;
        }
        None
    }

    /// "Fell on imports", "falls to the share of exports": the flow, where this verb stands at an item.
    pub(in crate::prose) fn falls_to(&self, verb: usize) -> Option<usize> {
        let falls = self.items.get(verb).is_some() && matches!(self.lower(verb), "fell" | "fall" | "falls" | "falling");
        let phrase = falls && self.has(verb, Tag::Share);
        let next = || self.subject_at(verb + 1).filter(|&flow| self.subjects[flow].items.start == verb + 1);
        if phrase { next() } else { falls.then(|| self.share_of_flow(verb + 1)).flatten() }
    }

    /// "And 74 % on exports", "or 58 %, to the share of exports": behind another number of which the verb says it.
    fn falls_too(&self, at: usize, link: usize) -> Option<usize> {
        let near =
            (at + 1..link).all(|i| self.is_symbol(i, &[",", ")", "–", "-", "—"]) || self.bracket_end(i) || self.has(i, Tag::Or));
        let flow = near.then(|| self.share_of_flow(link)).flatten();
        flow.filter(|_| self.says_what_falls(at))
    }

    /// Whether the verb stands near before an item, or not far behind it.
    pub(in crate::prose) fn says_what_falls(&self, at: usize) -> bool {
        (at.saturating_sub(24)..self.items.len().min(at + 18)).any(|i| self.falls_to(i).is_some())
    }

    /// "On imports", "to the share of exports", "to that of import operations".
    fn share_of_flow(&self, link: usize) -> Option<usize> {
        let on = matches!(self.lower_of(link), "on" | "upon");
        let to =
            || self.lower_of(link) == "to" && (link + 1..link + 4).any(|i| matches!(self.lower_of(i), "share" | "that" | "part"));
        if !(on || to()) {
            return None;
        }
        let flow = (link + 1..self.items.len().min(link + 6)).find_map(|i| self.subject_at(i))?;
        let start = self.subjects[flow].items.start;
        let between = (link + 1..start).all(|i| self.is_light(i) || self.has(i, Tag::Of) || self.has(i, Tag::Share));
        (start > link && between).then_some(flow)
    }

    /// Where a bracket that opens at an item and holds numbers alone ends.
    fn bracket_of_numbers(&self, open: usize) -> Option<usize> {
        let close = (open + 1..self.items.len().min(open + 6)).find(|&i| self.is_symbol(i, &[")"]));
        close.filter(|&close| {
            let inside = open + 1..close;
            self.is_symbol(open, &["("])
                && inside.clone().any(|i| self.quantity(i).is_some())
                && inside.into_iter().all(|i| {
                    self.quantity(i).is_some() || self.is_light(i) || self.adverb(i).is_some() || self.is_symbol(i, &[",", ";"])
                })
        })
    }

    /// Whether an item is within a bracket of numbers, or one of its ends.
    fn bracket_end(&self, at: usize) -> bool {
        (at.saturating_sub(5)..=at).any(|open| self.bracket_of_numbers(open).is_some_and(|close| (open..=close).contains(&at)))
    }
}
