//! The way from a record to its verdict.

use super::engine::{self, Decision, Sets};
use super::instance::Instance;
use super::propagate::Ends;
use super::propose::Proposal;
use super::{Doubt, Entry, Explanation, Judgement, Mask, Part, RecordCheck};
use crate::check::verdict::{Proviso, Undecided, Verdict};
use crate::feasibility::{Factor, Proven};

/// Judges records by the rules of a [`RecordCheck`].
#[derive(Debug)]
pub struct Recorder<'c> {
    pub(super) check: &'c RecordCheck,
    pub(super) instance: Instance,
    pub(super) ends: Ends,
    proposal: Proposal,
    entries: Vec<Entry>,
    pub(super) paths: Paths,
}

/// Which ways of deciding are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paths {
    /// The short ones first.
    All,
    /// The engine alone: what the others are compared with.
    Engine,
}

impl<'c> Recorder<'c> {
    pub(super) fn new(check: &'c RecordCheck) -> Self {
        let (instance, ends, proposal) = (Instance::default(), Ends::default(), Proposal::default());
        Self { check, instance, ends, proposal, entries: Vec::new(), paths: Paths::All }
    }

    /// Judges a record: an entry for each of [`RecordCheck::fields`].
    ///
    /// # Panics
    /// Where the record has fewer entries than there are fields.
    pub fn judge(&mut self, record: &[Entry]) -> Judgement {
        let check = self.check;
        let mut judged = Judgement { verdict: Verdict::Undecided(Undecided::NotCheckable), doubts: Vec::new() };
        for (at, part) in check.parts.iter().enumerate() {
            let mut entries = std::mem::take(&mut self.entries);
            entries.clear();
            entries.extend(part.fields.iter().map(|&field| record[field].clone()));
            part.set_aside(&mut entries);
            let verdict = match self.decide(part, at, &entries, None) {
                Decision::Feasible if !part.tests(|field| entries[field].is_missing()) => {
                    Verdict::Undecided(Undecided::NotCheckable)
                }
                Decision::Feasible => Verdict::Consistent(Proviso::None),
                Decision::Limit => Verdict::Undecided(Undecided::Limit),
                Decision::Infeasible(conflict) => {
                    let (verdict, doubts) = self.explain(part, at, &mut entries, conflict);
                    judged.doubts.extend(doubts);
                    verdict
                }
            };
            if verdict.weight() > judged.verdict.weight() {
                judged.verdict = verdict;
            }
            self.entries = entries;
        }
        judged
    }

    /// Whether the entries of a part can all be right, one of them perhaps read the other way.
    pub(super) fn decide(&mut self, part: &Part, at: usize, entries: &[Entry], reread: Option<usize>) -> Decision {
        let rounding = self.check.rounding;
        let by_engine = || engine::decide(part, entries, reread, rounding, self.check.limits);
        let Some(scaled) = part.scaled.as_ref().filter(|_| self.paths == Paths::All) else { return by_engine() };
        if !self.instance.set(part, at, entries, reread, rounding) {
            return by_engine();
        }
        if self.instance.printed_fit() {
            return Decision::Feasible;
        }
        if let Err(conflict) = self.ends.narrow(&self.instance) {
            return Decision::Infeasible(conflict);
        }
        if self.proposal.finds(scaled, &self.instance, &self.ends) { Decision::Feasible } else { by_engine() }
    }

    fn explain(&mut self, part: &Part, at: usize, entries: &mut [Entry], conflict: Mask) -> (Verdict, Vec<Doubt>) {
        match self.reread(part, at, entries, conflict) {
            Sets::Found(factors) => {
                let doubts = factors.into_iter().map(|factor| {
                    let explain = |set: Vec<usize>| {
                        let suggestions = vec![super::suggest::other_readings(part, entries, &set)];
                        in_set(part, Explanation { fields: set, suggestions })
                    };
                    Doubt { explanations: factor.sets.into_iter().map(explain).collect(), proven: factor.proven, part: at }
                });
                return (Verdict::Misworded, doubts.map(sorted).collect());
            }
            Sets::Limit => return (Verdict::Undecided(Undecided::Limit), Vec::new()),
            Sets::None => {}
        }
        let factors = match self.localise(part, at, entries, conflict) {
            Sets::Found(factors) => factors,
            Sets::None => return (Verdict::Contradicted, vec![Doubt { explanations: Vec::new(), proven: Proven::All, part: at }]),
            Sets::Limit => {
                return (Verdict::Contradicted, vec![Doubt { explanations: Vec::new(), proven: Proven::Some, part: at }]);
            }
        };
        let doubts = match together(&factors) {
            Some(doubt) => {
                let mut explanations = Vec::new();
                for set in doubt.sets {
                    let suggestions = self.suggest(part, at, entries, &set);
                    explanations.push(in_set(part, Explanation { fields: set, suggestions }));
                }
                vec![sorted(Doubt { explanations, proven: doubt.proven, part: at })]
            }
            None => {
                let alone = |set| in_set(part, Explanation { fields: set, suggestions: Vec::new() });
                let doubt = |factor: Factor| Doubt {
                    explanations: factor.sets.into_iter().map(alone).collect(),
                    proven: factor.proven,
                    part: at,
                };
                factors.into_iter().map(doubt).map(sorted).collect()
            }
        };
        (Verdict::Contradicted, doubts)
    }

    /// The rates that, read the other way, let all figures be right.
    fn reread(&mut self, part: &Part, at: usize, entries: &[Entry], conflict: Mask) -> Sets {
        let open: Vec<usize> =
            (0..entries.len()).filter(|&field| part.can_be_reread(field) && !entries[field].is_missing()).collect();
        if open.is_empty() {
            return Sets::None;
        }
        let by_engine = || engine::reread(part, entries, self.check.rounding, self.check.limits);
        if self.paths == Paths::Engine {
            return by_engine();
        }
        let mut sets = Vec::new();
        let mut may_combine = false;
        let mut proven = Proven::All;
        // Whatever is reread has to take one out of the conflict.
        for &field in open.iter().filter(|field| conflict.has(**field)) {
            match self.decide(part, at, entries, Some(field)) {
                Decision::Feasible => sets.push(vec![field]),
                // A conflict without another rate stays, whatever is reread beside this one.
                Decision::Infeasible(conflict) => {
                    let others =
                        open.iter().filter(|other| **other != field).map(|other| Mask::of(*other)).fold(Mask::NONE, Mask::or);
                    may_combine |= conflict.and(others) != Mask::NONE;
                }
                Decision::Limit => (may_combine, proven) = (true, Proven::Some),
            }
        }
        match (sets.is_empty(), may_combine) {
            (false, _) => Sets::Found(vec![Factor { sets, proven }]),
            (true, false) => Sets::None,
            (true, true) => engine::reread(part, entries, self.check.rounding, self.check.limits),
        }
    }

    /// The cheapest sets of fields without which the others can be right.
    fn localise(&mut self, part: &Part, at: usize, entries: &mut [Entry], conflict: Mask) -> Sets {
        if self.paths == Paths::All
            && let Some(sets) = self.single(part, at, entries, conflict)
        {
            return Sets::Found(vec![Factor::all(sets)]);
        }
        engine::localise(part, entries, self.check.rounding, self.check.limits)
    }

    /// The single fields without which the others can be right, where these are the cheapest sets.
    fn single(&mut self, part: &Part, at: usize, entries: &mut [Entry], conflict: Mask) -> Option<Vec<Vec<usize>>> {
        let mut candidates = conflict;
        let mut found: Vec<(u32, usize)> = Vec::new();
        for field in 0..entries.len() {
            let Some(weight) = part.weights[field].filter(|_| candidates.has(field) && !entries[field].is_missing()) else {
                continue;
            };
            let entry = std::mem::take(&mut entries[field]);
            let decision = self.decide(part, at, entries, None);
            entries[field] = entry;
            match decision {
                Decision::Feasible => found.push((weight, field)),
                // A single field that explains the record is in every conflict.
                Decision::Infeasible(conflict) => candidates = candidates.and(conflict),
                Decision::Limit => return None,
            }
        }
        let least = found.iter().map(|(weight, _)| *weight).min()?;
        let sets = found.into_iter().filter(|(weight, _)| *weight == least).map(|(_, field)| vec![field]).collect();
        (least < part.least_of_two()).then_some(sets)
    }
}

/// Up to so many sets are made of several factors.
const MOST_TOGETHER: usize = 8;

/// All factors as one: a set of each, in all ways, for what should stand in one place depends on what should stand in the others. None
/// where these would be many.
fn together(factors: &[Factor]) -> Option<Factor> {
    if let [factor] = factors {
        return Some(factor.clone());
    }
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for factor in factors {
        if sets.len() * factor.sets.len() > MOST_TOGETHER {
            return None;
        }
        sets = sets.iter().flat_map(|start| factor.sets.iter().map(move |set| [&start[..], set].concat())).collect();
    }
    let are_all = factors.iter().all(|factor| factor.proven == Proven::All);
    Some(Factor { sets, proven: if are_all { Proven::All } else { Proven::Some } })
}

/// The same explanation with its fields numbered as in the rule set.
fn in_set(part: &Part, mut explanation: Explanation) -> Explanation {
    explanation.fields.iter_mut().for_each(|field| *field = part.fields[*field]);
    explanation.fields.sort_unstable();
    for suggestion in &mut explanation.suggestions {
        suggestion.values.iter_mut().for_each(|meant| meant.field = part.fields[meant.field]);
        suggestion.values.sort_by_key(|meant| meant.field);
    }
    explanation
}

fn sorted(mut doubt: Doubt) -> Doubt {
    doubt.explanations.sort_by(|a, b| a.fields.cmp(&b.fields));
    doubt
}
