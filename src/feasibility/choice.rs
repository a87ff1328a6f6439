//! The cheapest way to choose one alternative from each of many groups so that the chosen constraints hold together.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use std::iter::Sum;
use std::ops::Add;

use super::certificate::{Certificate, Part, Side};
use super::point::Point;
use super::solver::{Limits, Outcome, Solver};
use super::system::{ConstraintId, System, Variable};
use crate::exact::Rational;

/// Groups of alternatives of which each gives exactly one, and constraints that hold whatever is chosen.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Constraints that hold in any case.
    pub fixed: Vec<ConstraintId>,
    /// The groups. A group has between one and [`Choices::MOST`] alternatives.
    pub groups: Vec<Vec<Alternative>>,
}

impl Choices {
    /// The most alternatives that a group can have; further ones are never chosen.
    pub const MOST: usize = 64;
}

/// One way to satisfy a group: constraints, and what they cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// All of these hold if it is chosen; none at all is an alternative too.
    pub constraints: Vec<ConstraintId>,
    /// What choosing it costs.
    pub cost: Cost,
}

/// A cost of three parts, the first weighing more than any amount of the second, and the second than any of the third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cost(pub [u32; 3]);

impl Add for Cost {
    type Output = Cost;
    fn add(self, other: Cost) -> Cost {
        Cost(std::array::from_fn(|i| self.0[i].saturating_add(other.0[i])))
    }
}

impl Cost {
    /// How much `self` is beyond another cost that is no larger, part by part as far as that is certain: behind the first part that
    /// differs nothing is.
    fn beyond(self, other: Cost) -> Cost {
        let mut parts = [0; 3];
        let differs = self.0.iter().zip(&other.0).position(|(a, b)| a != b);
        if let Some(i) = differs {
            parts[i] = self.0[i].saturating_sub(other.0[i]);
        }
        Cost(parts)
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Cost>>(costs: I) -> Cost {
        costs.fold(Cost::default(), Add::add)
    }
}

/// The alternatives of a group that may be chosen: bit i stands for alternative i.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mask(u64);

impl Mask {
    /// No alternative.
    pub const NONE: Mask = Mask(0);

    /// The first `n` alternatives.
    pub fn first(n: usize) -> Self {
        Self(if n >= 64 { u64::MAX } else { (1 << n) - 1 })
    }

    /// One alternative.
    pub fn only(alternative: usize) -> Self {
        Self(if alternative < 64 { 1 << alternative } else { 0 })
    }

    /// Whether an alternative is among them.
    pub fn has(self, alternative: usize) -> bool {
        alternative < 64 && self.0 >> alternative & 1 == 1
    }

    /// The alternatives of both.
    pub fn and(self, other: Mask) -> Mask {
        Mask(self.0 & other.0)
    }

    /// The alternatives that are not in `other`.
    pub fn without(self, other: Mask) -> Mask {
        Mask(self.0 & !other.0)
    }

    /// The alternatives of either.
    pub fn or(self, other: Mask) -> Mask {
        Mask(self.0 | other.0)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Alternatives that cannot all be chosen together: for each group named, one out of the mask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nogood {
    /// Groups, ascending, each with the alternatives that take part.
    pub members: Vec<(usize, Mask)>,
    /// The proof for any one of the combinations; `None` for a nogood that the caller imposed.
    pub certificate: Option<Certificate>,
}

impl Nogood {
    fn forbids(&self, choice: &[usize]) -> bool {
        self.members.iter().all(|&(group, mask)| mask.has(choice[group]))
    }
}

/// The answer of [`Search::cheapest`].
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cheapest {
    /// This choice costs least.
    Chosen {
        /// The alternative of each group.
        choice: Vec<usize>,
        /// What it costs in all.
        cost: Cost,
        /// Values that satisfy everything chosen.
        point: Point,
    },
    /// No choice that was asked about holds together. The nogoods known to the search now rule out every combination.
    None,
    /// The limits were met before it was known.
    Limit,
}

/// When a search gives up: counted, so that it gives up at the same place everywhere.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchLimits {
    /// Partial choices looked at per question.
    pub nodes: u32,
    /// Work over all questions to one search: for every choice looked at its groups and eight for every conflict known, for every
    /// choice decided eight for each of its constraints and one for every coefficient rewritten, more for a long one.
    pub work: u64,
    /// For each time that a choice is decided.
    pub pivots: Limits,
}

impl Default for SearchLimits {
    fn default() -> Self {
        Self { nodes: 50_000, work: 40_000_000, pivots: Limits::default() }
    }
}

/// Finds cheapest choices, and remembers between questions what cannot go together.
///
/// The method is the implicit hitting set: take the cheapest choice that no known nogood forbids, decide its constraints exactly, learn
/// the conflict where they contradict each other, repeat. A conflict speaks of the bounds that it uses, so it rules out every
/// alternative that has those bounds, and those with wider ones as far as the conflict reaches, not only the one chosen. (R. Reiter, *A theory of diagnosis from first principles*, 1987; E. Moreno-Centeno and
/// R. Karp, *The implicit hitting set approach*, 2013.)
///
/// # Example: the reading that fits
/// ```
/// use tradecheck::exact::Rational;
/// use tradecheck::feasibility::{Alternative, Cheapest, Choices, Cost, Range, Search, SearchLimits, System};
///
/// let n = |text: &str| text.parse::<Rational>().unwrap();
/// let mut system = System::new();
/// let (before, now) = (system.variable(), system.variable());
/// let fixed = vec![
///     system.constrain([(before, n("1"))], Range::exactly(n("886"))),
///     system.constrain([(now, n("1"))], Range::between(n("633.85"), n("633.95"))),
/// ];
/// let mut times = |factor: &str| system.constrain([(now, n("1")), (before, -n(factor))], Range::between(n("-1"), n("1")));
/// let (grew_by, fell_to) = (times("1.715"), times("0.715"));
/// let groups = vec![vec![
///     Alternative { constraints: vec![grew_by], cost: Cost([0, 0, 0]) },
///     Alternative { constraints: vec![fell_to], cost: Cost([0, 1, 0]) },
/// ]];
/// let choices = Choices { fixed, groups };
/// let mut search = Search::new(&system, &choices, SearchLimits::default());
/// let Cheapest::Chosen { choice, cost, .. } = search.cheapest(&search.all()) else { panic!("one of them fits") };
/// assert_eq!((choice, cost), (vec![1], Cost([0, 1, 0])));
/// ```
pub struct Search<'s> {
    choices: &'s Choices,
    solver: Solver<'s>,
    limits: SearchLimits,
    nogoods: Vec<Nogood>,
    /// What was done so far, and what may be done, in units of [`SearchLimits::work`].
    work: u64,
    allowance: u64,
    /// For each constraint, the groups and alternatives that have it.
    owners: HashMap<ConstraintId, Vec<(usize, Mask)>>,
}

/// Which alternatives of each group may be chosen.
pub type Domains = Vec<Mask>;

impl<'s> Search<'s> {
    /// A search that knows of no conflict yet.
    pub fn new(system: &'s System, choices: &'s Choices, limits: SearchLimits) -> Self {
        let mut owners: HashMap<ConstraintId, Vec<(usize, Mask)>> = HashMap::new();
        for (g, group) in choices.groups.iter().enumerate() {
            for (a, alternative) in group.iter().enumerate().take(Choices::MOST) {
                for &constraint in &alternative.constraints {
                    let of = owners.entry(constraint).or_default();
                    match of.last_mut() {
                        Some((last, mask)) if *last == g => *mask = mask.or(Mask::only(a)),
                        _ => of.push((g, Mask::only(a))),
                    }
                }
            }
        }
        Self {
            choices,
            solver: Solver::with_limits(system, limits.pivots),
            limits,
            nogoods: Vec::new(),
            work: 0,
            allowance: limits.work,
            owners,
        }
    }

    /// Every alternative of every group.
    pub fn all(&self) -> Domains {
        self.choices.groups.iter().map(|group| Mask::first(group.len())).collect()
    }

    /// Asks further questions with half of the work that is left, so that there is some for what is asked next.
    pub fn with_half<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        let whole = self.allowance;
        self.allowance = whole - whole.saturating_sub(self.work) / 2;
        let answer = ask(self);
        self.allowance = whole;
        answer
    }

    /// When it gives up.
    pub fn limits(&self) -> SearchLimits {
        self.limits
    }

    /// What is known not to go together.
    pub fn nogoods(&self) -> &[Nogood] {
        &self.nogoods
    }

    /// The solver, for further questions about the same system.
    pub fn solver(&mut self) -> &mut Solver<'s> {
        &mut self.solver
    }

    /// The constraints of a choice, those fixed included.
    pub fn constraints(&self, choice: &[usize]) -> Vec<ConstraintId> {
        let chosen = choice.iter().zip(&self.choices.groups).flat_map(|(&a, group)| &group[a].constraints);
        self.choices.fixed.iter().chain(chosen).copied().collect()
    }

    /// The cheapest choice from `domains` that holds together.
    pub fn cheapest(&mut self, domains: &Domains) -> Cheapest {
        self.cheapest_but(domains, &[], u32::MAX)
    }

    /// As [`cheapest`](Self::cheapest), among the choices that none of the `barred` forbids and whose cost has a first part of at most
    /// `most`.
    pub fn cheapest_but(&mut self, domains: &Domains, barred: &[Nogood], most: u32) -> Cheapest {
        if domains.iter().any(|mask| mask.is_empty()) {
            return Cheapest::None;
        }
        let mut open = BinaryHeap::new();
        open.push(Reverse(self.node(domains.clone(), barred)));
        let mut looked_at = 0;
        while let Some(Reverse(node)) = open.pop() {
            if node.bound.0[0] > most {
                return Cheapest::None;
            }
            looked_at += 1;
            self.work += (node.choice.len() + 8 * self.nogoods.len()) as u64;
            if looked_at > self.limits.nodes || self.work > self.allowance {
                return Cheapest::Limit;
            }
            // What was learnt since the node was put aside may have raised its bound.
            let bound = node.cost + self.escape(&node.domains, &node.choice, barred);
            if bound > node.bound {
                open.push(Reverse(Node { bound, ..node }));
                continue;
            }
            // The violated nogood with the fewest ways out keeps the tree narrow.
            let violated = barred.iter().chain(&self.nogoods).filter(|nogood| nogood.forbids(&node.choice));
            let narrowest = violated.min_by_key(|nogood| {
                nogood.members.iter().filter(|&&(group, mask)| !node.domains[group].without(mask).is_empty()).count()
            });
            if let Some(nogood) = narrowest {
                let members = nogood.members.clone();
                for domains in ways_out(&node.domains, &members) {
                    open.push(Reverse(self.node(domains, barred)));
                }
                continue;
            }
            let constraints = self.constraints(&node.choice);
            self.work += 8 * constraints.len() as u64;
            let outcome = self.solver.solve(&constraints);
            self.work += self.solver.take_spent();
            match outcome {
                Outcome::Feasible(point) => return Cheapest::Chosen { choice: node.choice, cost: node.cost, point },
                Outcome::Limit => return Cheapest::Limit,
                Outcome::Infeasible(certificate) => {
                    let nogood = self.learn(certificate, &node.choice, domains);
                    if nogood.members.is_empty() {
                        self.nogoods.push(nogood);
                        return Cheapest::None;
                    }
                    self.nogoods.push(nogood);
                    open.push(Reverse(self.node(node.domains, barred)));
                }
            }
        }
        Cheapest::None
    }

    /// Learns the conflicts of a choice from `domains` that show in one constraint and the bounds of its variables: they are small, and found without
    /// a search.
    pub fn learn_rows(&mut self, choice: &[usize], domains: &Domains) {
        let constraints = self.constraints(choice);
        let learnt: Vec<Nogood> = self.single_rows(&constraints).into_iter().map(|row| self.learn(row, choice, domains)).collect();
        self.nogoods.extend(learnt);
    }

    /// The constraints that fail by the bounds of their variables; the sum of those is the certificate. They are found without deciding
    /// the system.
    pub fn single_rows(&self, constraints: &[ConstraintId]) -> Vec<Certificate> {
        let system = self.solver.system();
        let mut ends: HashMap<(Variable, Side), Tight> = HashMap::new();
        for &id in constraints {
            let [(variable, factor)] = system.constraint(id).terms() else { continue };
            for side in [Side::Lower, Side::Upper] {
                let Some(bound) = side.of(system.constraint(id).range()) else { continue };
                let tight = Tight { value: &bound.value / factor, constraint: id, side, factor: factor.abs() };
                let end = if factor.is_negative() { side.other() } else { side };
                let is_tighter = |known: &Tight| match end {
                    Side::Lower => tight.value > known.value,
                    Side::Upper => tight.value < known.value,
                };
                if ends.get(&(*variable, end)).is_none_or(is_tighter) {
                    ends.insert((*variable, end), tight);
                }
            }
        }
        let sum_beyond = |id: ConstraintId, side: Side| -> Option<Certificate> {
            let constraint = system.constraint(id);
            let bound = side.of(constraint.range()).filter(|_| constraint.terms().len() > 1)?;
            let mut parts = vec![Part { constraint: id, side, multiplier: Rational::ONE }];
            let mut sum = Rational::ZERO;
            for (variable, coefficient) in constraint.terms() {
                let end = if coefficient.is_negative() { side } else { side.other() };
                let tight = ends.get(&(*variable, end))?;
                sum += &(coefficient * &tight.value);
                let multiplier = &coefficient.abs() / &tight.factor;
                parts.push(Part { constraint: tight.constraint, side: tight.side, multiplier });
            }
            let beyond = if side == Side::Upper { sum > bound.value } else { sum < bound.value };
            beyond.then(|| Certificate::new(parts))
        };
        let both = |&id: &ConstraintId| [Side::Lower, Side::Upper].into_iter().filter_map(move |side| sum_beyond(id, side));
        constraints.iter().flat_map(both).collect()
    }

    /// The nogood of a certificate: of each group that takes part, all alternatives that have the constraints used, and those of `domains`
    /// whose constraints on the same forms are wider, as long as the sum still fails.
    ///
    /// Without the wider ones a figure that can be rounded coarser would double the number of conflicts, whether or not that matters.
    fn learn(&self, certificate: Certificate, choice: &[usize], domains: &Domains) -> Nogood {
        let mut members: BTreeMap<usize, Member> = BTreeMap::new();
        for (at, part) in certificate.parts().iter().enumerate() {
            let owners = self.owners.get(&part.constraint).into_iter().flatten();
            if let Some(&(group, mask)) = owners.into_iter().find(|(group, mask)| mask.has(choice[*group])) {
                let known = members.entry(group).or_insert_with(|| Member { mask, parts: Vec::new() });
                known.mask = known.mask.and(mask);
                known.parts.push(at);
            }
        }
        let certificate = self.widen(certificate, choice, domains, &mut members);
        Nogood {
            members: members.into_iter().map(|(group, member)| (group, member.mask)).collect(),
            certificate: Some(certificate),
        }
    }

    fn widen(
        &self,
        certificate: Certificate,
        choice: &[usize],
        domains: &Domains,
        members: &mut BTreeMap<usize, Member>,
    ) -> Certificate {
        let mut wider: Vec<(Rational, usize, usize, Vec<ConstraintId>)> = Vec::new();
        for (&group, member) in members.iter_mut() {
            for (other, alternative) in self.choices.groups[group].iter().enumerate().take(Choices::MOST) {
                if other == choice[group] || member.mask.has(other) || alternative.constraints.is_empty() {
                    continue;
                }
                let parts = member.parts.iter().map(|&at| &certificate.parts()[at]);
                let Some(costs) = parts.map(|part| self.weaker(part, alternative)).collect::<Option<Vec<_>>>() else { continue };
                if costs.iter().all(|(cost, _)| !cost.is_positive()) {
                    member.mask = member.mask.or(Mask::only(other));
                } else if domains[group].has(other) && costs.iter().all(|(cost, _)| !cost.is_negative()) {
                    let total = costs.iter().map(|(cost, _)| cost.clone()).sum();
                    wider.push((total, group, other, costs.into_iter().map(|(_, constraint)| constraint).collect()));
                }
            }
        }
        let room = match certificate.verify(self.solver.system()) {
            Ok(gap) if !wider.is_empty() && gap.value.is_positive() => gap.value,
            _ => return certificate,
        };
        wider.sort();
        let (mut parts, mut spent) = (certificate.parts().to_vec(), Rational::ZERO);
        let mut widened: BTreeSet<usize> = BTreeSet::new();
        for (cost, group, other, constraints) in wider {
            // One wider alternative for each group: its constraints are then those of the proof.
            if &spent + &cost < room && widened.insert(group) {
                spent += &cost;
                if let Some(member) = members.get_mut(&group) {
                    member.mask = member.mask.or(Mask::only(other));
                    member.parts.iter().zip(constraints).for_each(|(&at, constraint)| parts[at].constraint = constraint);
                }
            }
        }
        Certificate::new(parts)
    }

    /// The constraint of an alternative on the same form, and by how much a sum fails less with its bound.
    fn weaker(&self, part: &Part, alternative: &Alternative) -> Option<(Rational, ConstraintId)> {
        let system = self.solver.system();
        let used = system.constraint(part.constraint);
        let same = |id: &&ConstraintId| system.constraint(**id).terms() == used.terms();
        let other = *alternative.constraints.iter().find(same)?;
        let (before, after) = (part.side.of(used.range())?, part.side.of(system.constraint(other).range())?);
        let less = match part.side {
            Side::Lower => &before.value - &after.value,
            Side::Upper => &after.value - &before.value,
        };
        Some((&less * &part.multiplier, other))
    }

    fn node(&self, domains: Domains, barred: &[Nogood]) -> Node {
        let cheapest_of = |(group, mask): (&Vec<Alternative>, &Mask)| {
            let allowed = group.iter().enumerate().filter(|(a, _)| mask.has(*a));
            allowed.min_by_key(|(a, alternative)| (alternative.cost, *a)).map_or(0, |(a, _)| a)
        };
        let choice: Vec<usize> = self.choices.groups.iter().zip(&domains).map(cheapest_of).collect();
        let cost: Cost = choice.iter().zip(&self.choices.groups).map(|(&a, group)| group[a].cost).sum();
        let bound = cost + self.escape(&domains, &choice, barred);
        Node { bound, cost, choice, domains }
    }

    /// What it costs at least to escape the nogoods that forbid a choice, counted over nogoods that have no group in common.
    ///
    /// Costs are compared part by part, so the extra cost of an alternative is only known to be at least its difference in the first
    /// part that differs.
    fn escape(&self, domains: &Domains, choice: &[usize], barred: &[Nogood]) -> Cost {
        let mut used = vec![false; choice.len()];
        let mut violated: Vec<&Nogood> = barred.iter().chain(&self.nogoods).filter(|nogood| nogood.forbids(choice)).collect();
        violated.sort_by_key(|nogood| nogood.members.len());
        let mut extra = Cost::default();
        for nogood in violated {
            if nogood.members.iter().any(|&(group, _)| used[group]) {
                continue;
            }
            nogood.members.iter().for_each(|&(group, _)| used[group] = true);
            let least = nogood.members.iter().flat_map(|&(group, mask)| {
                let now = self.choices.groups[group][choice[group]].cost;
                let outside = domains[group].without(mask);
                let alternatives = self.choices.groups[group].iter().enumerate();
                alternatives.filter(move |(a, _)| outside.has(*a)).map(move |(_, other)| other.cost.beyond(now))
            });
            // A nogood without a way out is noticed when the node is looked at.
            extra = extra + least.min().unwrap_or_default();
        }
        extra
    }
}

/// A group that takes part in a certificate, with the places of its parts.
struct Member {
    mask: Mask,
    parts: Vec<usize>,
}

/// The tightest end that one constraint alone gives a variable.
struct Tight {
    value: Rational,
    constraint: ConstraintId,
    side: Side,
    factor: Rational,
}

/// The domains that avoid a nogood, in parts that do not overlap: the first member elsewhere, or the first inside and the second
/// elsewhere, and so on.
fn ways_out(domains: &Domains, members: &[(usize, Mask)]) -> Vec<Domains> {
    let mut inside = domains.clone();
    let mut ways = Vec::new();
    for &(group, mask) in members {
        let outside = inside[group].without(mask);
        if !outside.is_empty() {
            let mut way = inside.clone();
            way[group] = outside;
            ways.push(way);
        }
        inside[group] = inside[group].and(mask);
    }
    ways
}

#[derive(Debug, PartialEq, Eq)]
struct Node {
    /// What any choice from the domains costs at least, as far as is known.
    bound: Cost,
    cost: Cost,
    choice: Vec<usize>,
    domains: Domains,
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.bound, &self.choice, &self.domains).cmp(&(other.bound, &other.choice, &other.domains))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feasibility::Range;
    use proptest::prelude::*;

    /// Variables 0 to 2 and, per group, alternatives that say `x + c·y` lies in a small interval.
    type Sketch = Vec<Vec<(usize, usize, i64, i64, u32)>>;

    fn build(sketch: &Sketch) -> (System, Choices) {
        let mut system = System::new();
        let v = [system.variable(), system.variable(), system.variable()];
        let fixed = v.map(|x| system.constrain([(x, Rational::ONE)], Range::between(Rational::ZERO, 6.into()))).to_vec();
        let mut alternative = |&(x, y, c, low, cost): &(usize, usize, i64, i64, u32)| {
            let terms = [(v[x], Rational::ONE), (v[y], Rational::from(c))];
            let constraint = system.constrain(terms, Range::between(low.into(), (low + 1).into()));
            Alternative { constraints: vec![constraint], cost: Cost([0, cost, 0]) }
        };
        let groups = sketch.iter().map(|group| group.iter().map(&mut alternative).collect()).collect();
        (system, Choices { fixed, groups })
    }

    fn exhaustive(system: &System, choices: &Choices) -> Option<Cost> {
        let sizes: Vec<usize> = choices.groups.iter().map(Vec::len).collect();
        let search = Search::new(system, choices, SearchLimits::default());
        let mut solver = Solver::new(system);
        let mut best = None;
        for mut n in 0..sizes.iter().product() {
            let choice: Vec<usize> = sizes.iter().map(|&size| (n % size, n /= size).0).collect();
            if matches!(solver.solve(&search.constraints(&choice)), Outcome::Feasible(_)) {
                let cost: Cost = choice.iter().zip(&choices.groups).map(|(&a, g)| g[a].cost).sum();
                best = Some(best.map_or(cost, |b: Cost| b.min(cost)));
            }
        }
        best
    }

    fn sketch() -> impl Strategy<Value = Sketch> {
        let alternative = (0usize..3, 0usize..3, -2i64..3, -2i64..8, 0u32..3);
        prop::collection::vec(prop::collection::vec(alternative, 1..4), 1..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn cheapest_is_what_trying_all_finds(sketch in sketch()) {
            let (system, choices) = build(&sketch);
            let mut search = Search::new(&system, &choices, SearchLimits::default());
            let found = match search.cheapest(&search.all()) {
                Cheapest::Chosen { choice, cost, point } => {
                    prop_assert!(point.satisfies(&system, &search.constraints(&choice)));
                    Some(cost)
                }
                Cheapest::None => None,
                Cheapest::Limit => unreachable!("five groups"),
            };
            prop_assert_eq!(found, exhaustive(&system, &choices));
            for nogood in search.nogoods() {
                prop_assert!(nogood.certificate.as_ref().unwrap().verify(&system).is_ok());
            }
        }

        /// Alternatives of one form are often inside each other. What is learnt of one is true of all that the nogood names, and the answer
        /// is still what trying all finds.
        #[test]
        fn wider_alternatives_are_refuted_together(
            forms in prop::collection::vec((0usize..3, 0usize..3, -2i64..3, prop::collection::vec((-2i64..9, 0i64..4, 0u32..3), 1..4)), 1..6),
        ) {
            let mut system = System::new();
            let v = [system.variable(), system.variable(), system.variable()];
            let fixed = v.map(|x| system.constrain([(x, Rational::ONE)], Range::between(Rational::ZERO, 6.into()))).to_vec();
            let group = |(x, y, c, ranges): &(usize, usize, i64, Vec<(i64, i64, u32)>)| {
                let alternative = |&(low, width, cost): &(i64, i64, u32)| {
                    let terms = [(v[*x], Rational::ONE), (v[*y], Rational::from(*c))];
                    let range = Range::between((low - width).into(), (low + width).into());
                    Alternative { constraints: vec![system.constrain(terms, range)], cost: Cost([0, cost, 0]) }
                };
                ranges.iter().map(alternative).collect()
            };
            let groups: Vec<Vec<Alternative>> = forms.iter().map(group).collect();
            let choices = Choices { fixed, groups };
            let mut search = Search::new(&system, &choices, SearchLimits::default());
            let found = match search.cheapest(&search.all()) {
                Cheapest::Chosen { cost, .. } => Some(cost),
                _ => None,
            };
            prop_assert_eq!(found, exhaustive(&system, &choices));
            let nogoods = search.nogoods().to_vec();
            let sizes: Vec<usize> = choices.groups.iter().map(Vec::len).collect();
            for mut n in 0..sizes.iter().product() {
                let choice: Vec<usize> = sizes.iter().map(|&size| (n % size, n /= size).0).collect();
                if nogoods.iter().any(|nogood| nogood.forbids(&choice)) {
                    let outcome = Solver::new(&system).solve(&search.constraints(&choice));
                    prop_assert!(matches!(outcome, Outcome::Infeasible(_)));
                }
            }
            prop_assert!(nogoods.iter().all(|nogood| nogood.certificate.as_ref().unwrap().verify(&system).is_ok()));
        }

        /// A row that fails by the bounds of its variables is a conflict, and of the choice that it was found in.
        #[test]
        fn failing_rows_are_conflicts(sketch in sketch()) {
            let (mut system, mut choices) = build(&sketch);
            let variables: Vec<Variable> = (0..3).map(Variable).collect();
            let low = system.constrain([(variables[1], Rational::from(-2))], Range::at_most((-8).into()));
            choices.groups.push(vec![Alternative { constraints: vec![low], cost: Cost::default() }]);
            let mut search = Search::new(&system, &choices, SearchLimits::default());
            let choice = vec![0; choices.groups.len()];
            let all = search.all();
            search.learn_rows(&choice, &all);
            for nogood in search.nogoods() {
                prop_assert!(nogood.certificate.as_ref().unwrap().verify(&system).is_ok());
                prop_assert!(nogood.forbids(&choice));
            }
        }

        /// What was learnt for one question is true for every other.
        #[test]
        fn answers_do_not_depend_on_earlier_questions(sketch in sketch(), first in any::<u64>()) {
            let (system, choices) = build(&sketch);
            let mut used = Search::new(&system, &choices, SearchLimits::default());
            let some: Domains = used.all().iter().enumerate().map(|(i, m)| {
                let part = m.and(Mask(first.rotate_left(i as u32 * 7)));
                if part.is_empty() { *m } else { part }
            }).collect();
            used.cheapest(&some);
            let mut fresh = Search::new(&system, &choices, SearchLimits::default());
            let cost = |answer: Cheapest| if let Cheapest::Chosen { cost, .. } = answer { Some(cost) } else { None };
            prop_assert_eq!(cost(used.cheapest(&used.all())), cost(fresh.cheapest(&fresh.all())));
        }
    }
}
