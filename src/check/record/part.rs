//! The rules of a set that speak of each other's fields, made ready for many records.

use super::entry::Entry;
use super::scaled::Scaled;
use crate::feasibility::Sets;
use crate::rule::{Body, Edit, Rate, RuleSet};

/// Rules that are linked by fields. Fields are numbered within the part.
#[derive(Debug)]
pub(super) struct Part {
    /// The fields by their numbers in the set.
    pub(super) fields: Vec<usize>,
    /// Whether the field is part of a sum, or only the figure of a rate.
    pub(super) is_level: Vec<bool>,
    /// Whether no rule says that the field is not negative.
    pub(super) may_be_negative: Vec<bool>,
    /// What it costs to doubt the field; `None` for one that is trusted.
    pub(super) weights: Vec<Option<u32>>,
    /// What holds whatever the figures are.
    pub(super) edits: Vec<Edit<usize>>,
    /// For each edit the rule of the set that says it.
    pub(super) said_by: Vec<usize>,
    pub(super) rates: Vec<PartRate>,
    /// The fields that each rule speaks of.
    pub(super) rules: Vec<Vec<usize>>,
    /// The same in whole numbers; `None` where these would be too long.
    pub(super) scaled: Option<Scaled>,
}

#[derive(Debug)]
pub(super) struct PartRate {
    pub(super) worded: Rate,
    /// The rate with its figure read the other way.
    pub(super) reread: Option<Rate>,
    pub(super) figure: usize,
    /// The rule of the set that says it.
    pub(super) rule: usize,
}

impl Part {
    /// The parts of a set, in the order of their first fields.
    pub(super) fn all(set: &RuleSet, weights: &[Option<u32>]) -> Vec<Part> {
        let mut sets = Sets::new(set.fields().len());
        for rule in set.rules() {
            let fields = rule.fields();
            sets.join_all(fields.iter().map(|field| *field as u32));
        }
        let mut roots: Vec<u32> = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        let mut local = vec![0; set.fields().len()];
        let of_field: Vec<usize> = (0..set.fields().len())
            .map(|field| {
                let root = sets.root(field as u32);
                let at = roots.iter().position(|known| *known == root).unwrap_or_else(|| {
                    roots.push(root);
                    parts.push(Part::empty());
                    roots.len() - 1
                });
                local[field] = parts[at].fields.len();
                parts[at].fields.push(field);
                parts[at].weights.push(weights[field]);
                parts[at].is_level.push(false);
                parts[at].may_be_negative.push(true);
                at
            })
            .collect();
        for (number, rule) in set.rules().iter().enumerate() {
            let edits = rule.constant_edits();
            let Some(&first) = rule.fields().first() else { continue };
            let part = &mut parts[of_field[first]];
            part.rules.push(rule.fields().iter().map(|&field| local[field]).collect());
            part.said_by.extend(edits.iter().map(|_| number));
            part.edits.extend(edits.into_iter().map(|edit| edit.map(|field| local[field])));
            if let Body::Rate { rate, figure } = &rule.body {
                let worded = rate.renumbered(|field| local[field]);
                part.rates.push(PartRate { reread: worded.reread(), worded, figure: local[*figure], rule: number });
            }
        }
        parts.iter_mut().for_each(Part::finish);
        parts
    }

    /// Takes out the figures of rates that are no multiple between levels above zero: a balance below zero grows otherwise, and through zero
    /// not at all. Where rules say that a field is not negative its rates stay, and it is the field that is wrong.
    pub(super) fn set_aside(&self, entries: &mut [Entry]) {
        for rate in self.rates.iter().filter(|rate| rate.worded.kind.is_multiple() && !self.is_level[rate.figure]) {
            let mut fields = rate.worded.forms.iter().flat_map(|form| form.terms().map(|(field, _)| field));
            if fields.any(|field| self.may_be_negative[field] && entries[field].is_negative()) {
                entries[rate.figure] = Entry::Missing;
            }
        }
    }

    /// Whether the field is the figure of a rate that has another reading, and is not trusted.
    pub(super) fn can_be_reread(&self, field: usize) -> bool {
        self.weights[field].is_some() && self.rates.iter().any(|rate| rate.figure == field && rate.reread.is_some())
    }

    /// The least that two fields together cost to doubt: a single one that costs less is the cheapest set, whatever sets there are.
    pub(super) fn least_of_two(&self) -> u32 {
        let mut weights: Vec<u32> = self.weights.iter().copied().flatten().collect();
        weights.sort_unstable();
        weights.iter().take(2).fold(0, |sum, weight| sum.saturating_add(*weight))
    }

    fn empty() -> Self {
        Self {
            fields: Vec::new(),
            is_level: Vec::new(),
            may_be_negative: Vec::new(),
            weights: Vec::new(),
            edits: Vec::new(),
            said_by: Vec::new(),
            rates: Vec::new(),
            rules: Vec::new(),
            scaled: None,
        }
    }

    fn finish(&mut self) {
        let of_edits = self.edits.iter().flat_map(|edit| edit.terms.iter().map(|(field, _)| *field));
        let of_rates = self.rates.iter().flat_map(|rate| &rate.worded.forms).flat_map(|form| form.terms().map(|(field, _)| field));
        let levels: Vec<usize> = of_edits.chain(of_rates).collect();
        levels.into_iter().for_each(|field| self.is_level[field] = true);
        for edit in &self.edits {
            if let ([(field, factor)], Some(lower)) = (&edit.terms[..], &edit.range.lower) {
                self.may_be_negative[*field] &= !factor.is_positive() || lower.value.is_negative();
            }
        }
        self.scaled = Scaled::new(self);
    }
}
