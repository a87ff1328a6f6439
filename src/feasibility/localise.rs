//! Whom to leave out: every cheapest way to make constraints hold together by dropping some of them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::choice::{Cheapest, Domains, Mask, Nogood, Search};
use super::point::Point;

/// The answer of [`Search::localise`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Localised {
    /// These groups, dropped, let the others hold together, and no cheaper ones do.
    Found(Localisation),
    /// What may not be dropped contradicts itself.
    None,
    /// The limits were met before any way was found.
    Limit,
}

/// All cheapest ways to drop groups, as far as they are known.
///
/// They are told by independent factors: one set out of each factor, dropped together, is one way. Three wrong figures far apart, each of
/// which could be one of three, are three factors of three sets instead of twenty-seven sets of three.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Localisation {
    /// The first part of the cost of a way.
    pub cost: u32,
    /// One way: the alternative of each group. It drops one set of each factor, and none where there are no factors.
    pub choice: Vec<usize>,
    /// Values that satisfy that choice.
    pub point: Point,
    /// Independent factors, in the order of the groups that `choice` drops.
    pub factors: Vec<Factor>,
}

/// Sets of groups of which one has to be dropped, whatever else is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Factor {
    /// The sets, each of groups in ascending order; the first is the one that [`Localisation::choice`] drops.
    pub sets: Vec<Vec<usize>>,
    /// Whether these are all.
    pub proven: Proven,
}

impl Factor {
    /// The sets of a factor, all there are.
    pub(crate) fn all(sets: Vec<Vec<usize>>) -> Self {
        Self { sets, proven: Proven::All }
    }
}

/// Whether a list is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Proven {
    /// It is.
    All,
    /// More may exist.
    Some,
}

/// The most sets that are listed of one factor.
const MOST_SETS: usize = 64;

/// Up to so many combinations of sets are tried one by one.
const MOST_COMBINATIONS: usize = 256;

impl Search<'_> {
    /// Every cheapest set of groups that, dropped, lets a choice from `domains` hold together for the rest. `dropped` names for each group
    /// the alternatives that stand for dropping it, [`Mask::NONE`] for a group that must stay; a group whose domain has no other alternative is
    /// dropped already and is not spoken of. Cheapest is told by the first part of the cost alone.
    ///
    /// The sets are those of R. Reiter (*A theory of diagnosis from first principles*, 1987) and, for records, of I. Fellegi and D. Holt (*A
    /// systematic approach to automatic edit and imputation*, 1976). After a first way each of its groups is replaced by others alone.
    /// Then the search is asked for a way that has none of the replacements: if there is none, every way takes one from each list, and
    /// the lists are independent; if there is one, the lists that it leaves aside are made one list, of sets.
    ///
    /// # Example: of three figures that do not add up, any one can be wrong
    /// ```
    /// use tradecheck::exact::Rational;
    /// use tradecheck::feasibility::{Alternative, Choices, Cost, Localised, Mask, Range, Search, SearchLimits, System};
    ///
    /// let n = Rational::from;
    /// let mut system = System::new();
    /// let v: Vec<_> = (0..3).map(|_| system.variable()).collect();
    /// let fixed = vec![system.constrain([(v[2], n(1)), (v[0], n(-1)), (v[1], n(-1))], Range::exactly(n(0)))];
    /// let mut figure = |variable, value| vec![
    ///     Alternative { constraints: vec![system.constrain([(variable, n(1))], Range::exactly(n(value)))], cost: Cost([0, 0, 0]) },
    ///     Alternative { constraints: vec![], cost: Cost([1, 0, 0]) },
    /// ];
    /// let groups = vec![figure(v[0], 1), figure(v[1], 1), figure(v[2], 1)];
    /// let choices = Choices { fixed, groups };
    /// let mut search = Search::new(&system, &choices, SearchLimits::default());
    /// let stated = vec![Mask::only(0); 3];
    /// let Localised::Found(found) = search.localise(&stated, &[Mask::only(1); 3]) else { panic!("any one can go") };
    /// assert_eq!(found.factors[0].sets.concat().len(), 3);
    ///
    /// // The first two are trusted.
    /// let Localised::Found(found) = search.localise(&stated, &[Mask::NONE, Mask::NONE, Mask::only(1)]) else { panic!("1 + 1 = 2") };
    /// assert_eq!(found.factors[0].sets, [[2]]);
    /// ```
    pub fn localise(&mut self, domains: &Domains, dropped: &[Mask]) -> Localised {
        let (choice, cost, point) = match self.cheapest(&open_to(domains, dropped)) {
            Cheapest::Chosen { choice, cost, point } => (choice, cost.0[0], point),
            Cheapest::None => return Localised::None,
            Cheapest::Limit => return Localised::Limit,
        };
        let mut asking = Asking { domains, dropped, cost, lists: Vec::new() };
        asking.lists = asking.set_of(&choice).into_iter().map(|group| List::new(vec![group])).collect();
        let factors = self.with_half(|search| asking.factors(search));
        Localised::Found(Localisation { cost, choice, point, factors })
    }
}

/// Dropping is one more alternative of every group that is not dropped already.
fn open_to(domains: &Domains, dropped: &[Mask]) -> Domains {
    domains.iter().zip(dropped).map(|(&domain, &out)| domain.or(out)).collect()
}

/// What a nogood rules out: that all of a set are dropped.
fn barring(set: &[usize], dropped: &[Mask]) -> Nogood {
    Nogood { members: set.iter().map(|&group| (group, dropped[group])).collect(), certificate: None }
}

struct Asking<'a> {
    domains: &'a Domains,
    dropped: &'a [Mask],
    cost: u32,
    lists: Vec<List>,
}

/// Groups of the first way, and the sets that can stand for them while the other groups of the way stay dropped.
struct List {
    /// The groups of the first way.
    first: Vec<usize>,
    /// Empty as long as nobody asked.
    sets: Vec<Vec<usize>>,
    proven: Proven,
}

impl List {
    fn new(first: Vec<usize>) -> Self {
        Self { first, sets: Vec::new(), proven: Proven::All }
    }

    fn has_in(&self, way: &BTreeSet<usize>) -> bool {
        self.sets.iter().any(|set| set.iter().all(|group| way.contains(group)))
    }
}

impl Asking<'_> {
    /// The groups that a choice drops and that need not be.
    fn set_of(&self, choice: &[usize]) -> Vec<usize> {
        let is_dropped = |&g: &usize| self.dropped[g].has(choice[g]) && !self.domains[g].without(self.dropped[g]).is_empty();
        (0..choice.len()).filter(is_dropped).collect()
    }

    fn factors(mut self, search: &mut Search<'_>) -> Vec<Factor> {
        while let Some(linked) = self.linked(search) {
            self.join(&linked);
        }
        self.lists.into_iter().map(|list| Factor { sets: list.sets, proven: list.proven }).collect()
    }

    /// Lists that turn out not to be independent; all are complete, as far as the limits allow, when there are none.
    fn linked(&mut self, search: &mut Search<'_>) -> Option<Vec<usize>> {
        for at in 0..self.lists.len() {
            if self.lists[at].sets.is_empty() {
                self.list(search, at);
            }
        }
        self.sharing().or_else(|| self.aside(search)).or_else(|| self.not_together(search))
    }

    /// Lists the sets that can stand for a part of the first way.
    fn list(&mut self, search: &mut Search<'_>, at: usize) {
        let others: BTreeSet<usize> = self.others(at).collect();
        let mut domains = open_to(self.domains, self.dropped);
        others.iter().for_each(|&group| domains[group] = self.dropped[group]);
        let first = self.lists[at].first.clone();
        let mut barred = vec![barring(&first, self.dropped)];
        let (mut sets, mut proven) = (vec![first], Proven::All);
        loop {
            match search.cheapest_but(&domains, &barred, self.cost) {
                Cheapest::Chosen { choice, .. } if sets.len() < MOST_SETS => {
                    let set: Vec<usize> = self.set_of(&choice).into_iter().filter(|group| !others.contains(group)).collect();
                    barred.push(barring(&set, self.dropped));
                    sets.push(set);
                }
                Cheapest::None => break,
                Cheapest::Chosen { .. } | Cheapest::Limit => {
                    proven = Proven::Some;
                    break;
                }
            }
        }
        sets[1..].sort();
        (self.lists[at].sets, self.lists[at].proven) = (sets, proven);
    }

    fn others(&self, at: usize) -> impl Iterator<Item = usize> {
        let lists = self.lists.iter().enumerate().filter(move |(other, _)| *other != at);
        lists.flat_map(|(_, list)| list.first.iter().copied())
    }

    /// Two lists that have a group in common.
    fn sharing(&self) -> Option<Vec<usize>> {
        let groups: Vec<BTreeSet<usize>> = self.lists.iter().map(|list| list.sets.concat().into_iter().collect()).collect();
        let pairs = (0..groups.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        pairs.into_iter().find(|&(a, b)| !groups[a].is_disjoint(&groups[b])).map(|(a, b)| vec![a, b])
    }

    /// The lists that some way, no dearer, has no set of. Where there is no such way, every way takes one set of each list and nothing
    /// else, since the lists have no group in common and the sets of a list cost the same.
    fn aside(&mut self, search: &mut Search<'_>) -> Option<Vec<usize>> {
        let domains = open_to(self.domains, self.dropped);
        for at in 0..self.lists.len() {
            // A list alone has been asked that already.
            if self.lists.len() == 1 || self.lists[at].proven == Proven::Some {
                continue;
            }
            let barred: Vec<Nogood> = self.lists[at].sets.iter().map(|set| barring(set, self.dropped)).collect();
            match search.cheapest_but(&domains, &barred, self.cost) {
                Cheapest::None => {}
                Cheapest::Limit => self.lists[at].proven = Proven::Some,
                Cheapest::Chosen { choice, .. } => {
                    let way: BTreeSet<usize> = self.set_of(&choice).into_iter().collect();
                    // It has sets of all others, but not those of the first way together.
                    let differs = |list: &List| !list.has_in(&way) || !list.first.iter().all(|group| way.contains(group));
                    let linked: Vec<usize> =
                        (0..self.lists.len()).filter(|&other| other == at || differs(&self.lists[other])).collect();
                    if linked.len() > 1 {
                        return Some(linked);
                    }
                    self.lists[at].proven = Proven::Some;
                }
            }
        }
        None
    }

    /// Lists of which some sets cannot be dropped together instead of the first ones.
    fn not_together(&mut self, search: &mut Search<'_>) -> Option<Vec<usize>> {
        let sizes: Vec<usize> = self.lists.iter().map(|list| list.sets.len()).collect();
        let product = sizes.iter().try_fold(1usize, |n, &size| n.checked_mul(size).filter(|&n| n <= MOST_COMBINATIONS));
        let Some(combinations) = product else {
            self.lists.iter_mut().filter(|list| list.sets.len() > 1).for_each(|list| list.proven = Proven::Some);
            return None;
        };
        for mut n in 0..combinations {
            let picked: Vec<usize> = sizes.iter().map(|&size| (n % size, n /= size).0).collect();
            let other: Vec<usize> = (0..picked.len()).filter(|&at| picked[at] > 0).collect();
            // One set instead of the first was how the lists came to be.
            if other.len() < 2 {
                continue;
            }
            let mut domains: Domains = self.domains.clone();
            for (list, &at) in self.lists.iter().zip(&picked) {
                list.sets[at].iter().for_each(|&group| domains[group] = self.dropped[group]);
            }
            match search.cheapest(&domains) {
                Cheapest::Chosen { .. } => {}
                Cheapest::None => return Some(other),
                Cheapest::Limit => other.iter().for_each(|&at| self.lists[at].proven = Proven::Some),
            }
        }
        None
    }

    /// Makes one list of several, to be asked anew.
    fn join(&mut self, linked: &[usize]) {
        let mut first: Vec<usize> = linked.iter().flat_map(|&at| self.lists[at].first.clone()).collect();
        first.sort_unstable();
        let mut at = 0;
        self.lists.retain(|_| {
            at += 1;
            !linked.contains(&(at - 1))
        });
        self.lists.push(List::new(first));
        self.lists.sort_by(|a, b| a.first.cmp(&b.first));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Rational;
    use crate::feasibility::{Alternative, Choices, ConstraintId, Cost, Outcome, Range, SearchLimits, Solver, System};
    use proptest::prelude::*;

    /// `x + c·y` lies in an interval of length one, for pairs of four variables; with a weight, or trusted where the weight is zero.
    type Sketch = Vec<(usize, usize, i64, i64, u32)>;

    fn build(sketch: &Sketch) -> (System, Choices, Vec<Mask>) {
        let mut system = System::new();
        let v: Vec<_> = (0..4).map(|_| system.variable()).collect();
        let fixed = v.iter().map(|&x| system.constrain([(x, Rational::ONE)], Range::between(0.into(), 8.into()))).collect();
        let mut group = |&(x, y, c, low, weight): &(usize, usize, i64, i64, u32)| {
            let range = Range::between(low.into(), (low + 1).into());
            let stated = system.constrain([(v[x], Rational::ONE), (v[y], Rational::from(c))], range);
            vec![
                Alternative { constraints: vec![stated], cost: Cost::default() },
                Alternative { constraints: Vec::new(), cost: Cost([weight, 0, 0]) },
            ]
        };
        let groups: Vec<Vec<Alternative>> = sketch.iter().map(&mut group).collect();
        let dropped = sketch.iter().map(|&(.., weight)| if weight == 0 { Mask::NONE } else { Mask::only(1) }).collect();
        (system, Choices { fixed, groups }, dropped)
    }

    /// All cheapest sets, by trying every set.
    fn exhaustive(system: &System, choices: &Choices, sketch: &Sketch) -> Option<(u32, BTreeSet<Vec<usize>>)> {
        let mut best: Option<(u32, BTreeSet<Vec<usize>>)> = None;
        for bits in 0u32..1 << sketch.len() {
            let set: Vec<usize> = (0..sketch.len()).filter(|g| bits >> g & 1 == 1).collect();
            if set.iter().any(|&g| sketch[g].4 == 0) {
                continue;
            }
            let kept = (0..sketch.len()).filter(|g| bits >> g & 1 == 0).flat_map(|g| choices.groups[g][0].constraints.clone());
            let active: Vec<ConstraintId> = choices.fixed.iter().copied().chain(kept).collect();
            let cost = set.iter().map(|&g| sketch[g].4).sum();
            if !matches!(Solver::new(system).solve(&active), Outcome::Feasible(_)) {
                continue;
            }
            match &mut best {
                Some((least, _)) if *least < cost => {}
                Some((least, sets)) if *least == cost => drop(sets.insert(set)),
                best => *best = Some((cost, BTreeSet::from([set]))),
            }
        }
        best
    }

    fn product(factors: &[Factor]) -> BTreeSet<Vec<usize>> {
        let extend = |ways: Vec<Vec<usize>>, factor: &Factor| {
            let both = |way: &Vec<usize>, set: &Vec<usize>| [way.clone(), set.clone()].concat();
            ways.iter().flat_map(|way| factor.sets.iter().map(move |set| both(way, set))).collect()
        };
        let ways: Vec<Vec<usize>> = factors.iter().fold(vec![Vec::new()], extend);
        let sorted = |mut way: Vec<usize>| (way.sort_unstable(), way).1;
        ways.into_iter().map(sorted).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        /// The factors, combined in every way, are the cheapest sets that trying all finds.
        #[test]
        fn the_factors_make_up_all_cheapest_sets(
            sketch in prop::collection::vec((0usize..4, 0usize..4, -2i64..3, -3i64..12, 0u32..3), 1..9),
        ) {
            let (system, choices, dropped) = build(&sketch);
            let mut search = Search::new(&system, &choices, SearchLimits::default());
            let stated = vec![Mask::only(0); sketch.len()];
            let found = match search.localise(&stated, &dropped) {
                Localised::Found(found) => {
                    prop_assert!(found.factors.iter().all(|factor| factor.proven == Proven::All));
                    let groups: Vec<usize> = found.factors.iter().flat_map(|f| f.sets.concat().into_iter().collect::<BTreeSet<_>>()).collect();
                    prop_assert_eq!(groups.len(), groups.iter().collect::<BTreeSet<_>>().len(), "factors have no group in common");
                    Some((found.cost, product(&found.factors)))
                }
                Localised::None => None,
                Localised::Limit => unreachable!("eight groups"),
            };
            prop_assert_eq!(found, exhaustive(&system, &choices, &sketch));
        }
    }

    /// Sums that share no figure: each is a factor, however many ways they make together.
    #[test]
    fn independent_sums_are_factors() {
        let sums: Sketch = (0..4).flat_map(|x| [(x, x, 0, 1, 1), (x, x, 0, 5, 1)]).collect();
        let (system, choices, dropped) = build(&sums);
        let mut search = Search::new(&system, &choices, SearchLimits::default());
        let Localised::Found(found) = search.localise(&vec![Mask::only(0); 8], &dropped) else { panic!("one of each pair can go") };
        assert_eq!(found.cost, 4);
        let sets: Vec<Vec<Vec<usize>>> = found.factors.iter().map(|f| (f.sets.clone().sort(), f.sets.clone()).1).collect();
        assert!(sets.iter().enumerate().all(|(i, sets)| sets.concat().iter().all(|g| g / 2 == i) && sets.len() == 2), "{sets:?}");
    }

    /// Where no set is known to be smallest the answer says so.
    #[test]
    fn limits_are_told() {
        let sums: Sketch = (0..4).flat_map(|x| [(x, x, 0, 1, 1), (x, x, 0, 5, 1)]).collect();
        let (system, choices, dropped) = build(&sums);
        let mut search = Search::new(&system, &choices, SearchLimits { nodes: 2, ..SearchLimits::default() });
        assert_eq!(search.localise(&vec![Mask::only(0); 8], &dropped), Localised::Limit);
    }
}
