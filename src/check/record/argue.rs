use super::engine;
use super::{Doubt, Entry, Judgement, Part, RecordCheck};
use crate::exact::Interval;

/// Why figures of a record cannot all be right: some of them leave another an interval that it does not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Argument {
    /// The fields that are reasoned from, ascending.
    pub premises: Vec<usize>,
    /// The rules, by their number in the set.
    pub rules: Vec<usize>,
    /// The field that is reasoned about; `None` where the premises contradict the rules by themselves.
    pub target: Option<Target>,
}

/// The field that an argument is about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// The field.
    pub field: usize,
    /// What the premises leave for it.
    pub implied: Interval,
    /// What its figure stands for.
    pub stated: Interval,
}

impl RecordCheck {
    /// An argument for each doubt of a judgement about this record, minimal: take away any figure or rule and nothing contradicts. It is about a
    /// field that is blamed, and no other that is blamed is a premise. None where the limits were met.
    pub fn argue(&self, record: &[Entry], judged: &Judgement) -> Vec<Option<Argument>> {
        (0..judged.doubts.len()).map(|doubt| self.argument(record, &judged.doubts, doubt)).collect()
    }

    /// What the figures that are not blamed leave for each field of an explanation of a doubt, in the order of its fields.
    pub fn left_for(&self, record: &[Entry], judged: &Judgement, doubt: usize, explanation: usize) -> Vec<Interval> {
        let Some(doubted) = judged.doubts.get(doubt) else { return Vec::new() };
        let Some(explanation) = doubted.explanations.get(explanation) else { return Vec::new() };
        let part = &self.parts[doubted.part];
        let out: Vec<usize> = others(&judged.doubts, doubt).chain(explanation.fields.iter().copied()).collect();
        let entries = without(part, record, &out);
        let left = |field: &usize| match part.fields.iter().position(|known| known == field) {
            Some(field) => engine::implied(part, &entries, field, self.rounding, self.limits),
            None => Interval::free(),
        };
        explanation.fields.iter().map(left).collect()
    }

    fn argument(&self, record: &[Entry], doubts: &[Doubt], this: usize) -> Option<Argument> {
        let part = &self.parts[doubts[this].part];
        let blamed = first(&doubts[this]);
        // One field of the explanation alone is in conflict with what is not blamed at all; of rates that are only together read
        // otherwise that need not be.
        let beside: Vec<usize> = others(doubts, this).collect();
        let all: Vec<usize> = beside.iter().chain(blamed.iter().skip(1)).copied().collect();
        let conflict = |entries: &[Entry]| engine::conflict(part, entries, self.rounding, self.limits);
        let mut entries = without(part, record, &all);
        let mut found = conflict(&entries);
        if found.is_none() && all.len() > beside.len() {
            entries = without(part, record, &beside);
            found = conflict(&entries);
        }
        let conflict = found?;
        let is_blamed = |field: &usize| doubts[this].explanations.iter().any(|one| one.fields.contains(&part.fields[*field]));
        let is_first = |field: &usize| blamed.contains(&part.fields[*field]);
        let fields = || conflict.fields.iter().copied();
        let about = fields().find(is_first).or_else(|| fields().find(is_blamed)).or_else(|| fields().next_back());
        let kept = |field: usize| conflict.fields.contains(&field) && about != Some(field);
        let premises: Vec<Entry> =
            entries.iter().enumerate().map(|(field, entry)| if kept(field) { entry.clone() } else { Entry::Missing }).collect();
        let counts = |rule: usize| conflict.rules.contains(&rule);
        let target = about.map(|field| Target {
            field: part.fields[field],
            implied: engine::implied_by(part, &premises, field, &counts, self.rounding, self.limits),
            stated: entries[field].interval(self.rounding),
        });
        let mut premises: Vec<usize> = fields().filter(|field| about != Some(*field)).map(|field| part.fields[field]).collect();
        premises.sort_unstable();
        Some(Argument { premises, rules: conflict.rules, target })
    }
}

/// The fields of the first explanation.
fn first(doubt: &Doubt) -> &[usize] {
    doubt.explanations.first().map_or(&[], |explanation| &explanation.fields)
}

/// What other doubts explain, each by its first explanation.
fn others(doubts: &[Doubt], this: usize) -> impl Iterator<Item = usize> {
    doubts.iter().enumerate().filter(move |(other, _)| *other != this).flat_map(|(_, doubt)| first(doubt)).copied()
}

/// The entries of a part as they are judged, some of them left out.
fn without(part: &Part, record: &[Entry], out: &[usize]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = part.fields.iter().map(|&field| record[field].clone()).collect();
    part.set_aside(&mut entries);
    let local = part.fields.iter().zip(&mut entries).filter(|(field, _)| out.contains(field));
    local.for_each(|(_, entry)| *entry = Entry::Missing);
    entries
}
