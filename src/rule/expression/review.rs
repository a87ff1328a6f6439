//! What can be said of a rule set before any record is seen.

use std::collections::BTreeSet;

use super::{Body, GivenRule, RuleSet};
use crate::exact::{Bound, End, Interval};
use crate::feasibility::{ConstraintId, Limits, Outcome, Proven, Shrunk, Solver, System, Variable};
use crate::rule::Edit;

/// What is to be said of a rule set by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Review {
    /// Minimal sets of rules that no record can satisfy.
    pub conflicts: Vec<Conflict>,
    /// Whether these are all.
    pub proven: Proven,
    /// Rules that follow from others. They make no difference, and are no fault.
    pub redundant: Vec<Redundant>,
}

/// Rules that contradict each other; without any one of them the others can hold together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Conflict {
    /// The rules, by their number in the set.
    pub rules: Vec<usize>,
}

/// A rule that follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redundant {
    /// The rule, by its number in the set.
    pub rule: usize,
    /// Rules that imply it, none of them redundant itself for a rule that is not listed; empty where it holds of all records.
    pub by: Vec<usize>,
}

/// The most conflicts that are listed, and the most sets that are looked at for them.
const MOST: usize = 64;
const MOST_SETS: usize = 2_000;

/// Rules are reviewed within fewer pivots than records: a set that is too hard goes unreviewed.
const LIMITS: Limits = Limits { pivots: 20_000, bits: 8192 };

pub(super) fn review(set: &RuleSet) -> Review {
    let model = Model::new(set);
    let (conflicts, proven) = model.conflicts();
    let redundant = if conflicts.is_empty() { model.redundant(set) } else { Vec::new() };
    Review { conflicts, proven, redundant }
}

/// The constraints of each rule that do not depend on figures.
struct Model {
    system: System,
    fields: Vec<Variable>,
    groups: Vec<Vec<ConstraintId>>,
}

impl Model {
    fn new(set: &RuleSet) -> Self {
        let mut system = System::new();
        let fields: Vec<Variable> = set.fields().iter().map(|_| system.variable()).collect();
        let mut add = |edit: Edit<usize>| {
            let edit = edit.map(|field| fields[field]);
            system.constrain(edit.terms, edit.range)
        };
        let groups = set.rules().iter().map(|rule| rule.constant_edits().into_iter().map(&mut add).collect()).collect();
        Self { system, fields, groups }
    }

    /// All minimal conflicts: each is found with one rule of every known one left out, in all ways (the hitting set tree of R. Reiter, 1987).
    fn conflicts(&self) -> (Vec<Conflict>, Proven) {
        let mut solver = Solver::with_limits(&self.system, LIMITS);
        let (mut found, mut proven) = (BTreeSet::new(), Proven::All);
        let mut open: Vec<BTreeSet<usize>> = vec![BTreeSet::new()];
        let mut seen: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        while let Some(out) = open.pop() {
            if !seen.insert(out.clone()) {
                continue;
            }
            if found.len() >= MOST || seen.len() > MOST_SETS {
                return (found.into_iter().collect(), Proven::Some);
            }
            let known = found.iter().find(|conflict: &&Conflict| conflict.rules.iter().all(|rule| !out.contains(rule)));
            let conflict = match known {
                Some(conflict) => Some(conflict.clone()),
                None => {
                    let kept: Vec<usize> = (0..self.groups.len()).filter(|rule| !out.contains(rule)).collect();
                    let groups: Vec<Vec<ConstraintId>> = kept.iter().map(|&rule| self.groups[rule].clone()).collect();
                    match solver.shrink(&groups, &[]) {
                        Shrunk::Minimal { groups, .. } => Some(Conflict { rules: groups.iter().map(|&g| kept[g]).collect() }),
                        Shrunk::Feasible => None,
                        Shrunk::Limit => {
                            proven = Proven::Some;
                            None
                        }
                    }
                }
            };
            if let Some(conflict) = conflict {
                for &rule in &conflict.rules {
                    let mut next = out.clone();
                    next.insert(rule);
                    open.push(next);
                }
                found.insert(conflict);
            }
        }
        (found.into_iter().collect(), proven)
    }

    /// The rules that the others imply, the last first, each left out before the next is asked about.
    fn redundant(mut self, set: &RuleSet) -> Vec<Redundant> {
        let mut kept: Vec<usize> = (0..self.groups.len()).collect();
        let mut redundant = Vec::new();
        for rule in (0..self.groups.len()).rev() {
            let others: Vec<usize> = kept.iter().copied().filter(|&other| other != rule).collect();
            if let Some(by) = self.implied(set, rule, &others) {
                kept = others;
                redundant.push(Redundant { rule, by });
            }
        }
        redundant.reverse();
        redundant
    }

    /// Those of `others` that imply a rule.
    fn implied(&mut self, set: &RuleSet, rule: usize, others: &[usize]) -> Option<Vec<usize>> {
        let edits = match &set.rules()[rule].body {
            Body::Linear(edits) => edits.clone(),
            // What a rate says depends on its figure; only the same rate again follows.
            Body::Rate { .. } => return says_the_same(set.rules(), rule, others).map(|other| vec![other]),
        };
        let mut by = BTreeSet::new();
        for edit in edits {
            for beyond in [beyond(edit.range.lower.as_ref(), Side::Lower), beyond(edit.range.upper.as_ref(), Side::Upper)] {
                let Some(range) = beyond else { continue };
                let terms: Vec<_> = edit.terms.iter().map(|(field, factor)| (self.fields[*field], factor.clone())).collect();
                let negated = self.system.constrain(terms, range);
                let mut solver = Solver::with_limits(&self.system, LIMITS);
                let groups: Vec<Vec<ConstraintId>> = others.iter().map(|&other| self.groups[other].clone()).collect();
                let all: Vec<ConstraintId> = groups.iter().flatten().copied().chain([negated]).collect();
                if !matches!(solver.solve(&all), Outcome::Infeasible(_)) {
                    return None;
                }
                match solver.shrink(&groups, &[negated]) {
                    Shrunk::Minimal { groups, .. } => by.extend(groups.iter().map(|&g| others[g])),
                    _ => return None,
                }
            }
        }
        Some(by.into_iter().collect())
    }
}

enum Side {
    Lower,
    Upper,
}

/// Where a form lies that breaks a bound.
fn beyond(bound: Option<&Bound>, side: Side) -> Option<Interval> {
    let bound = bound?;
    let end = if bound.end == End::Closed { End::Open } else { End::Closed };
    let beyond = Some(Bound { value: bound.value.clone(), end });
    Some(match side {
        Side::Lower => Interval { lower: None, upper: beyond },
        Side::Upper => Interval { lower: beyond, upper: None },
    })
}

fn says_the_same(rules: &[GivenRule], rule: usize, others: &[usize]) -> Option<usize> {
    others.iter().copied().find(|&other| rules[other].body == rules[rule].body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use proptest::prelude::*;

    fn reviewed(text: &str) -> Review {
        RuleSet::read(&Source::from_text("r", text)).unwrap().review()
    }

    fn conflicts(text: &str) -> Vec<Vec<usize>> {
        reviewed(text).conflicts.into_iter().map(|conflict| conflict.rules).collect()
    }

    fn redundant(text: &str) -> Vec<(usize, Vec<usize>)> {
        reviewed(text).redundant.into_iter().map(|redundant| (redundant.rule, redundant.by)).collect()
    }

    #[test]
    fn all_minimal_conflicts_are_found() {
        assert_eq!(conflicts("x > 0\nx < 0\ny >= 3\ny <= 2\nx + y >= -9"), [vec![0, 1], vec![2, 3]]);
        assert_eq!(conflicts("x >= 1\ny >= 1\nx + y <= 1\nx <= 0"), [vec![0, 1, 2], vec![0, 3]]);
        assert!(conflicts("t == e + i\nb == e - i\ne >= 0\ni >= 0\nt >= 0").is_empty());
        assert_eq!(conflicts("x / y >= 0.5\ny < 0"), [[0, 1]]);
    }

    #[test]
    fn what_follows_is_told_with_what_it_follows_from() {
        assert_eq!(redundant("t == e + i\nb == e - i\ne >= 0\ni >= 0\nt >= 0"), [(4, vec![0, 2, 3])]);
        assert_eq!(redundant("x > 0\nx >= 0"), [(1, vec![0])]);
        assert_eq!(redundant("x >= 0\nx > 0"), [(0, vec![1])]);
        assert_eq!(redundant("x == y\n2*y == 2*x"), [(1, vec![0])]);
        assert_eq!(redundant("growth(x, y) == g\ngrowth(x, y) == g\ngrowth(x, y) == h"), [(1, vec![0])]);
        assert!(redundant("x <= 1\ny <= 1\nx + y >= 1").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// A conflict contradicts itself, and does not without any one of its rules.
        #[test]
        fn conflicts_are_minimal(rules in prop::collection::vec((1i64..3, -2i64..3, 0usize..3, -3i64..4), 1..7)) {
            let line = |(a, b, sense, c): &(i64, i64, usize, i64)| format!("{a}*x + {b}*y {} {c}", ["==", "<=", ">="][*sense]);
            let lines: Vec<String> = rules.iter().map(line).collect();
            let only = |kept: &[usize]| kept.iter().map(|&i| lines[i].clone()).collect::<Vec<_>>().join("\n");
            for conflict in conflicts(&lines.join("\n")) {
                prop_assert!(!conflicts(&only(&conflict)).is_empty());
                for out in &conflict {
                    let rest: Vec<usize> = conflict.iter().copied().filter(|rule| rule != out).collect();
                    prop_assert!(rest.is_empty() || conflicts(&only(&rest)).is_empty());
                }
            }
        }
    }
}
