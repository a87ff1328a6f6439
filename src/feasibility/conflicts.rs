//! All minimal conflicts between groups of constraints, and all smallest corrections.

use std::collections::BTreeSet;

use super::choice::{Alternative, Cheapest, Choices, Cost, Domains, Mask, Nogood, Search, SearchLimits};
use super::localise::Proven;
use super::shrink::Shrunk;
use super::solver::Solver;
use super::system::{ConstraintId, System};

/// What contradicts what: the answer of [`conflicts`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conflicts {
    /// Sets of groups that with the fixed constraints cannot hold, while without any one of the set they can: each ascending, smaller ones
    /// first. One empty set means that the fixed constraints contradict themselves.
    pub minimal: Vec<Vec<usize>>,
    /// Sets of groups, smallest first, without which the others hold, while with any one of the set they do not. Empty where all groups hold
    /// together, and where the fixed constraints contradict themselves.
    pub corrections: Vec<Vec<usize>>,
    /// Whether these are all.
    pub proven: Proven,
}

/// The minimal conflicts between `groups`, and the minimal corrections, at most `most` of both together.
///
/// The method is MARCO (M. Liffiton, A. Previti, A. Malik and J. Marques-Silva, *Fast, flexible MUS enumeration*, 2016): a map keeps what is not
/// yet known to hold or to contradict itself. The largest set of groups on the map is decided. If it holds, what it leaves out is a correction,
/// and its subsets leave the map; if not, it is shrunk to a minimal conflict, and the supersets of that leave the map. When the map is empty
/// these are all. Since the largest set is taken each time, a set that holds can be made no larger.
///
/// The order of the groups changes their numbers and nothing else where the answer is complete.
///
/// # Example: above one, below zero, above two
/// ```
/// use tradecheck::exact::Rational;
/// use tradecheck::feasibility::{Bound, Proven, Range, SearchLimits, System, conflicts};
///
/// let mut system = System::new();
/// let x = system.variable();
/// let above = |n: i64| Range { lower: Some(Bound::open(n.into())), upper: None };
/// let below_zero = Range { lower: None, upper: Some(Bound::open(Rational::ZERO)) };
/// let groups = [above(1), below_zero, above(2)].map(|range| vec![system.constrain([(x, Rational::ONE)], range)]);
/// let found = conflicts(&system, &groups, &[], 100, SearchLimits::default());
/// assert_eq!(found.minimal, [[0, 1], [1, 2]]);
/// assert_eq!(found.corrections, [vec![1], vec![0, 2]]);
/// assert_eq!(found.proven, Proven::All);
/// ```
pub fn conflicts(
    system: &System,
    groups: &[Vec<ConstraintId>],
    fixed: &[ConstraintId],
    most: usize,
    limits: SearchLimits,
) -> Conflicts {
    let constraints = |kept: &[usize]| kept.iter().map(|&group| groups[group].clone()).collect::<Vec<_>>();
    let mut solver = Solver::with_limits(system, limits.pivots);
    enumerate(groups.len(), most, limits, |kept| match solver.shrink(&constraints(kept), fixed) {
        Shrunk::Feasible => Decided::Holds,
        Shrunk::Minimal { groups: few, .. } => Decided::Conflict(few.into_iter().map(|at| kept[at]).collect()),
        Shrunk::Limit => Decided::Limit,
    })
}

impl Search<'_> {
    /// As [`conflicts`], between groups of alternatives: sets for which no choice from `domains` holds together, whatever the others, while
    /// without any one of the set some choice does. `dropped` names for each group the alternatives that stand for dropping it.
    ///
    /// # Example: words that can be meant in two ways contradict only where neither fits
    /// ```
    /// use tradecheck::exact::Rational;
    /// use tradecheck::feasibility::{Alternative, Choices, Cost, Mask, Range, Search, SearchLimits, System};
    ///
    /// let mut system = System::new();
    /// let x = system.variable();
    /// let mut is = |n: i64| Alternative {
    ///     constraints: vec![system.constrain([(x, Rational::ONE)], Range::exactly(n.into()))],
    ///     cost: Cost::default(),
    /// };
    /// let dropped = || Alternative { constraints: vec![], cost: Cost([1, 0, 0]) };
    /// let groups = vec![vec![is(1), is(2), dropped()], vec![is(2), dropped()], vec![is(3), dropped()]];
    /// let choices = Choices { fixed: vec![], groups };
    /// let mut search = Search::new(&system, &choices, SearchLimits::default());
    /// let stated = vec![Mask::first(2), Mask::first(1), Mask::first(1)];
    /// let found = search.conflicts(&stated, &[Mask::only(2), Mask::only(1), Mask::only(1)], 100);
    /// assert_eq!(found.minimal, [[0, 2], [1, 2]]);
    /// ```
    pub fn conflicts(&mut self, domains: &Domains, dropped: &[Mask], most: usize) -> Conflicts {
        let limits = self.limits();
        let open: Vec<usize> = (0..domains.len()).filter(|&group| !domains[group].without(dropped[group]).is_empty()).collect();
        let found = enumerate(open.len(), most, limits, |kept| {
            let mut only: Domains = dropped.to_vec();
            kept.iter().for_each(|&at| only[open[at]] = domains[open[at]]);
            match self.cheapest(&only) {
                Cheapest::Chosen { .. } => return Decided::Holds,
                Cheapest::Limit => return Decided::Limit,
                Cheapest::None => {}
            }
            let mut needed: Vec<usize> = Vec::new();
            for &at in kept {
                let stated = std::mem::replace(&mut only[open[at]], dropped[open[at]]);
                match self.cheapest(&only) {
                    Cheapest::None => {}
                    Cheapest::Limit => return Decided::Limit,
                    Cheapest::Chosen { .. } => {
                        only[open[at]] = stated;
                        needed.push(at);
                    }
                }
            }
            Decided::Conflict(needed)
        });
        let of_groups = |sets: Vec<Vec<usize>>| sets.into_iter().map(|set| set.into_iter().map(|at| open[at]).collect()).collect();
        Conflicts { minimal: of_groups(found.minimal), corrections: of_groups(found.corrections), proven: found.proven }
    }
}

/// What is found of a set of groups.
enum Decided {
    /// They hold together.
    Holds,
    /// These of them do not, and would without any one.
    Conflict(Vec<usize>),
    /// The limits were met.
    Limit,
}

fn enumerate(count: usize, most: usize, limits: SearchLimits, mut decide: impl FnMut(&[usize]) -> Decided) -> Conflicts {
    let mut found = Conflicts { minimal: Vec::new(), corrections: Vec::new(), proven: Proven::Some };
    // A choice for each group, in or out, without constraints: what is not known yet is told by nogoods alone.
    let nothing = System::new();
    let either = || [0, 1].map(|out| Alternative { constraints: Vec::new(), cost: Cost([out, 0, 0]) }).to_vec();
    let map = Choices { fixed: Vec::new(), groups: (0..count).map(|_| either()).collect() };
    let mut search = Search::new(&nothing, &map, limits);
    let (inside, outside) = (Mask::only(0), Mask::only(1));
    let nogood = |set: &[usize], mask| Nogood { members: set.iter().map(|&group| (group, mask)).collect(), certificate: None };
    let mut known: Vec<Nogood> = Vec::new();
    loop {
        let choice = match search.cheapest_but(&search.all(), &known, u32::MAX) {
            Cheapest::Chosen { .. } if found.minimal.len() + found.corrections.len() >= most => break,
            Cheapest::Chosen { choice, .. } => choice,
            Cheapest::Limit => break,
            Cheapest::None => {
                found.proven = Proven::All;
                break;
            }
        };
        let (kept, left): (Vec<usize>, Vec<usize>) = (0..count).partition(|&group| choice[group] == 0);
        match decide(&kept) {
            Decided::Limit => break,
            Decided::Holds if left.is_empty() => {
                found.proven = Proven::All;
                break;
            }
            Decided::Holds => {
                known.push(nogood(&left, outside));
                found.corrections.push(left);
            }
            Decided::Conflict(set) if set.is_empty() => {
                return Conflicts { minimal: vec![Vec::new()], corrections: Vec::new(), proven: Proven::All };
            }
            Decided::Conflict(set) => {
                known.push(nogood(&set, inside));
                found.minimal.push(set);
            }
        }
    }
    for sets in [&mut found.minimal, &mut found.corrections] {
        let sorted: BTreeSet<(usize, Vec<usize>)> = std::mem::take(sets).into_iter().map(|set| (set.len(), set)).collect();
        sets.extend(sorted.into_iter().map(|(_, set)| set));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Rational;
    use crate::feasibility::{Outcome, Range};
    use proptest::prelude::*;

    type Sketch = Vec<(usize, usize, i64, i64)>;

    fn build(sketch: &Sketch) -> (System, Vec<Vec<ConstraintId>>, Vec<ConstraintId>) {
        let mut system = System::new();
        let v: Vec<_> = (0..3).map(|_| system.variable()).collect();
        let fixed = v.iter().map(|&x| system.constrain([(x, Rational::ONE)], Range::between(0.into(), 8.into()))).collect();
        let group = |&(x, y, c, low): &(usize, usize, i64, i64)| {
            vec![system.constrain([(v[x], Rational::ONE), (v[y], c.into())], Range::between(low.into(), (low + 1).into()))]
        };
        let groups = sketch.iter().map(group).collect();
        (system, groups, fixed)
    }

    /// The sets, as bits, that satisfy a law and none of whose subsets does.
    fn least(all: impl Iterator<Item = u32>) -> BTreeSet<u32> {
        let sets: Vec<u32> = all.collect();
        sets.iter().copied().filter(|set| !sets.iter().any(|other| other != set && other & set == *other)).collect()
    }

    fn bits(sets: &[Vec<usize>]) -> BTreeSet<u32> {
        sets.iter().map(|set| set.iter().map(|group| 1 << group).sum()).collect()
    }

    fn sketches() -> impl Strategy<Value = Sketch> {
        prop::collection::vec((0usize..3, 0usize..3, -2i64..3, -3i64..12), 1..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn all_are_those_that_trying_every_set_finds(sketch in sketches()) {
            let (system, groups, fixed) = build(&sketch);
            let every = (1u32 << groups.len()) - 1;
            let holds = |set: u32| {
                let members = (0..groups.len()).filter(|at| set >> at & 1 == 1).flat_map(|at| groups[at].clone());
                matches!(Solver::new(&system).solve(&fixed.iter().copied().chain(members).collect::<Vec<_>>()), Outcome::Feasible(_))
            };
            let found = conflicts(&system, &groups, &fixed, 1000, SearchLimits::default());
            prop_assert_eq!(found.proven, Proven::All);
            prop_assert_eq!(bits(&found.minimal), least((0..=every).filter(|&set| !holds(set))));
            let mut corrections = least((0..=every).filter(|&set| holds(every & !set)));
            // Nothing to correct is no correction.
            corrections.remove(&0);
            prop_assert_eq!(bits(&found.corrections), corrections);
        }

        /// The order of the groups changes their numbers and nothing else.
        #[test]
        fn the_order_of_groups_does_not_matter(sketch in sketches()) {
            let (system, groups, fixed) = build(&sketch);
            let turned: Vec<Vec<ConstraintId>> = groups.iter().rev().cloned().collect();
            let [one, other] = [&groups, &turned].map(|groups| conflicts(&system, groups, &fixed, 1000, SearchLimits::default()));
            let back = |sets: &[Vec<usize>]| -> BTreeSet<u32> {
                sets.iter().map(|set| set.iter().map(|group| 1 << (groups.len() - 1 - group)).sum()).collect()
            };
            prop_assert_eq!(bits(&one.minimal), back(&other.minimal));
            prop_assert_eq!(bits(&one.corrections), back(&other.corrections));
        }
    }

    #[test]
    fn a_cap_is_told() {
        let sketch: Sketch = (0..3).flat_map(|x| [(x, x, 0, 1), (x, x, 0, 5)]).collect();
        let (system, groups, fixed) = build(&sketch);
        let found = conflicts(&system, &groups, &fixed, 2, SearchLimits::default());
        assert_eq!((found.minimal.len() + found.corrections.len(), found.proven), (2, Proven::Some));
    }

    #[test]
    fn what_is_fixed_may_contradict_itself() {
        let (mut system, groups, mut fixed) = build(&vec![(0, 1, 1, 3)]);
        fixed.push(system.constrain([], Range::at_least(1.into())));
        let found = conflicts(&system, &groups, &fixed, 10, SearchLimits::default());
        assert_eq!((found.minimal, found.corrections, found.proven), (vec![vec![]], vec![], Proven::All));
    }
}
