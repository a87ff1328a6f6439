use super::engine;
use super::{Doubt, Entry, Judgement, RecordCheck};
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
    /// An argument for each doubt of a judgement about this record, minimal: take away any figure or rule and nothing contradicts.
    pub fn argue(&self, record: &[Entry], judged: &Judgement) -> Vec<Argument> {
        (0..judged.doubts.len()).filter_map(|doubt| self.argument(record, &judged.doubts, doubt)).collect()
    }

    fn argument(&self, record: &[Entry], doubts: &[Doubt], this: usize) -> Option<Argument> {
        let firsts = |doubt: &Doubt| doubt.explanations.first().map(|first| first.fields.clone()).unwrap_or_default();
        let target = firsts(&doubts[this]).first().copied();
        let is_other =
            |field: &usize| doubts.iter().enumerate().any(|(other, doubt)| other != this && firsts(doubt).contains(field));
        for part in &self.parts {
            if target.is_some_and(|target| !part.fields.contains(&target)) {
                continue;
            }
            let entry = |field: &usize| if is_other(field) { Entry::Missing } else { record[*field].clone() };
            let entries: Vec<Entry> = part.fields.iter().map(entry).collect();
            let Some(conflict) = engine::conflict(part, &entries, self.rounding, self.limits) else { continue };
            let local = |field: usize| part.fields.iter().position(|known| *known == field);
            let about = target.and_then(local).filter(|target| conflict.fields.contains(target));
            let about = about.or(conflict.fields.last().copied());
            let kept = |field: usize| conflict.fields.contains(&field) && about != Some(field);
            let premises: Vec<Entry> =
                entries.iter().enumerate().map(|(field, entry)| if kept(field) { entry.clone() } else { Entry::Missing }).collect();
            let target = about.map(|field| Target {
                field: part.fields[field],
                implied: engine::implied_by(
                    part,
                    &premises,
                    field,
                    &|rule| conflict.rules.contains(&rule),
                    self.rounding,
                    self.limits,
                ),
                stated: entries[field].interval(self.rounding),
            });
            let mut premises: Vec<usize> =
                conflict.fields.iter().filter(|field| about != Some(**field)).map(|field| part.fields[*field]).collect();
            premises.sort_unstable();
            return Some(Argument { premises, rules: conflict.rules, target });
        }
        None
    }
}
