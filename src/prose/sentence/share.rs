//! Shares that are said to change, and the flows that they are of.

use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::Sentence;
use crate::codelist::Flow;

impl Sentence<'_, '_> {
    /// The word of a share, where that is what changed, and a percentage is what it came from or to.
    pub(super) fn share_that_changed(&self, change: usize, at: usize) -> Option<usize> {
        let reached = self.governor(at).is_some_and(|g| {
            g > change && (self.has(g, Tag::To) || self.has(g, Tag::From) || self.has(g, Tag::Amount) && self.is_copula(g))
        });
        self.share_before(change).filter(|_| reached)
    }

    /// The word of a share that a word of change is said of.
    pub(super) fn share_before(&self, change: usize) -> Option<usize> {
        let is_amount = |i: usize| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_)));
        let ends = |i: usize| {
            is_amount(i)
                || self.is_symbol(i, &[";"])
                || self.has(i, Tag::And)
                || self.has(i, Tag::Rate)
                || self.has(i, Tag::Contrast) && self.lower(i) != "as"
        };
        let word =
            |i: usize| matches!(self.lower(i), "share" | "proportion" | "percentage" | "weight") && self.items[i].tokens.len() == 1;
        // "The share of some exports (sugar, coffee and tobacco) fell": brackets are passed.
        let (mut share, mut i) = (None, change);
        while i > change.saturating_sub(24) && share.is_none() {
            i -= 1;
            if self.is_symbol(i, &[")"]) {
                i = (i.saturating_sub(16)..i).rev().find(|&k| self.is_symbol(k, &["("])).unwrap_or(i);
            } else if ends(i) {
                return None;
            } else if word(i) {
                share = Some(i);
            }
        }
        let flows = |share| self.subjects.iter().filter(|s| (share..change).contains(&s.items.start)).count();
        share.filter(|&share| flows(share) < 2 || self.part_and_whole(share, change).is_some())
    }

    /// "The exports' share in turnover", "their share in turnover": the flow that is the part, `None` where a pronoun stands for it.
    pub(super) fn part_of_turnover(&self, share: usize, whole: Option<usize>) -> Option<Option<usize>> {
        let whole = &self.subjects[whole?];
        let is_whole = whole.flows == [Flow::Turnover] && whole.items.start > share && self.has(share + 1, Tag::In);
        if !is_whole || share == 0 {
            return None;
        }
        if matches!(self.lower(share - 1), "their" | "its") {
            return Some(None);
        }
        let possessive = |i: usize| self.is_symbol(i, &["'", "’"]) || self.lower(i) == "'s";
        let end = share - usize::from(possessive(share - 1));
        let part =
            self.subjects.iter().position(|s| s.items.end == end && matches!(s.flows[..], [Flow::Exports | Flow::Imports]))?;
        (!self.subjects[part].trader).then_some(Some(part))
    }

    /// "The share of oil exports in total exports rose": the part and the whole.
    pub(super) fn part_and_whole(&self, share: usize, end: usize) -> Option<(usize, usize)> {
        let mut between = (0..self.subjects.len()).filter(|&s| (share..end).contains(&self.subjects[s].items.start));
        let (part, whole) = (between.next()?, between.next()?);
        let in_it = self.governor(self.subjects[whole].items.start).is_some_and(|i| self.has(i, Tag::In));
        let is_last = between.next().is_none();
        (in_it && is_last && self.has(share + 1, Tag::Of)).then_some((part, whole))
    }

    /// Whether a percentage is what a share came to, behind what it grew by.
    pub(super) fn is_share_reached(&self, at: usize) -> bool {
        let Some(verb) = self.governor(at).filter(|&i| self.has(i, Tag::Amount) && !self.is_copula(i)) else { return false };
        let Some(and) = verb.checked_sub(1).filter(|&i| self.has(i, Tag::And)) else { return false };
        let by = |i: usize| self.quantity(i).is_some() && self.governor(i).is_some_and(|by| self.has(by, Tag::By));
        let Some(change) = and.checked_sub(1).filter(|&i| by(i)).and_then(|i| i.checked_sub(2)) else { return false };
        let is_share = |i: usize| matches!(self.lower(i), "share" | "weight" | "proportion") && self.items[i].tokens.len() == 1;
        self.change(change).is_some()
            && (change.saturating_sub(16)..change).rev().take_while(|&i| self.quantity(i).is_none()).any(is_share)
    }

    /// Whether a mention is the second of two verbs of opposite flows: "exported for 4 million and imported for 11 million".
    pub(super) fn is_second_verb(&self, second: usize) -> bool {
        let Some(first) = second.checked_sub(1) else { return false };
        let (first, second) = (&self.subjects[first], &self.subjects[second]);
        first.verbal && second.verbal && first.flows != second.flows
    }

    /// "Export comprised 30 million, import 11 million, share 39 %": a bare share behind two flows of one clause is that of both.
    pub(super) fn is_second_of_two(&self, second: usize, share: usize) -> bool {
        let Some(first) = second.checked_sub(1) else { return false };
        let (one, other) = (&self.subjects[first], &self.subjects[second]);
        let two =
            matches!((&one.flows[..], &other.flows[..]), ([Flow::Exports], [Flow::Imports]) | ([Flow::Imports], [Flow::Exports]));
        let bare = share > 0 && self.is_symbol(share - 1, &[",", ";", "–", "-"]) && self.quantity(share + 1).is_some();
        let amounts = |from: usize, to: usize| (from..to).any(|i| matches!(self.quantity(i).map(|q| q.unit), Some(Unit::Money(_))));
        two && bare && amounts(one.items.end, other.items.start) && amounts(other.items.end, share)
    }

    /// "Exports cover imports by 65.6 %", "exports covered 65.6 % of imports": the exports.
    pub(super) fn covers(&self, at: usize) -> Option<usize> {
        let verb = (at.saturating_sub(8)..at).rev().find(|&i| matches!(self.lower(i), "cover" | "covers" | "covered"))?;
        let exports = self.subjects.iter().position(|s| s.items.end == verb && s.flows == [Flow::Exports])?;
        let imports = self.subjects.get(exports + 1).filter(|s| s.flows == [Flow::Imports])?;
        let ratio = |i: usize| matches!(self.lower(i), "at" | "of" | "ratio" | "rate" | "a");
        let before =
            imports.items.end < at && (imports.items.end..at).all(|i| self.is_light(i) || self.has(i, Tag::By) || ratio(i));
        let behind = self.has(at + 1, Tag::Of) && imports.items.start == at + 2;
        (imports.items.start > verb && (before || behind)).then_some(exports)
    }
}
