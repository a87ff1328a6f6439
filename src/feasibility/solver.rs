//! The questions that can be asked of a system.

use std::collections::HashMap;

use crate::exact::Rational;

use super::End;
use super::block::{Block, HELD, Limited, Width};
use super::certificate::{Certificate, Part, Proof, Side};
use super::layout::{Layout, coprime};
use super::point::Point;
use super::propagate::{Propagated, Propagation};
use super::simplex::{Greatest, Pull, Search};
use super::system::{ConstraintId, System, Variable, merged};
use super::tableau::{Budget, Tableau};

/// Decides sets of constraints of one system, and keeps its state between questions: a set that differs little from the one before
/// is decided in few pivots.
///
/// The answers of a solver depend on the questions asked and their order, on nothing else. Which certificate of several is given,
/// and which point, may differ between a new solver and a used one; whether there is one never does.
pub struct Solver<'s> {
    pub(super) system: &'s System,
    pub(super) limits: Limits,
    layout: Layout,
    /// Built when first asked about.
    blocks: Vec<Option<Block>>,
    /// Of large blocks, built when first asked about.
    propagations: Vec<Option<Propagation>>,
    /// Where the last search for a greatest value started; kept for its memory.
    start: Option<Tableau<i64>>,
    width: Width,
    reach: Reach,
    /// Coefficients rewritten so far.
    spent: u64,
}

/// Whether conflicts are sought near at hand before the whole is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    NearFirst,
    WholeOnly,
}

/// When to give up: counted, never in seconds, so that the same question ends the same way everywhere. Each independent block of
/// constraints has the limits for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Pivots per question and block. A pivot that rewrites much counts for more: once more for every 4,096 words of coefficients.
    pub pivots: u64,
    /// The longest coefficient, in bits.
    pub bits: u32,
}

/// A hundred thousand pivots and 8,192 bits: far beyond what documents need.
impl Default for Limits {
    fn default() -> Self {
        Self { pivots: 100_000, bits: 8192 }
    }
}

/// The answer to whether constraints hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// They do, for instance here.
    Feasible(Point),
    /// They do not, and this is why.
    Infeasible(Certificate),
    /// The limits were met before it was known.
    Limit,
}

/// Between which values a form can lie.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Extent {
    /// The constraints do not hold together.
    Infeasible(Certificate),
    /// The limits were met before it was known.
    Limit,
    /// A quotient whose denominator can be negative, or is zero wherever the constraints hold.
    Undefined,
    /// From the least to the greatest value.
    Range {
        /// The least value.
        lower: Extreme,
        /// The greatest value.
        upper: Extreme,
    },
}

/// One end of an [`Extent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extreme {
    /// There is no end.
    Unbounded,
    /// The form does not go beyond a value.
    At {
        /// The value.
        value: Rational,
        /// Whether the form takes the value, or only comes as near as one likes.
        attained: End,
        /// Bounds that add up to it. For a quotient `n/d` they add up to zero for the form `n − value·d`, or beyond where the value is
        /// only approached far out.
        proof: Proof,
    },
}

impl<'s> Solver<'s> {
    /// A solver with the default limits.
    pub fn new(system: &'s System) -> Self {
        Self::with_limits(system, Limits::default())
    }

    /// A solver with limits of the caller's choice.
    pub fn with_limits(system: &'s System, limits: Limits) -> Self {
        Self::in_width(system, limits, Width::Narrow)
    }

    pub(super) fn in_width(system: &'s System, limits: Limits, width: Width) -> Self {
        let layout = Layout::new(system);
        let blocks = layout.blocks.iter().map(|_| None).collect();
        let propagations = layout.blocks.iter().map(|_| None).collect();
        let reach = if width == Width::Narrow { Reach::NearFirst } else { Reach::WholeOnly };
        Self { system, limits, layout, blocks, propagations, start: None, width, reach, spent: 0 }
    }

    /// The system that is asked about.
    pub fn system(&self) -> &'s System {
        self.system
    }

    /// Decides whether the `active` constraints hold together. Their order and repetitions do not matter.
    pub fn solve(&mut self, active: &[ConstraintId]) -> Outcome {
        let active = Active::new(&self.layout, active);
        match self.decide(&active) {
            Err(Limited) => Outcome::Limit,
            Ok(Some(certificate)) => Outcome::Infeasible(certificate),
            Ok(None) => Outcome::Feasible(self.witness(&active)),
        }
    }

    /// The least and the greatest value of a linear form where the `active` constraints hold, each with its proof.
    ///
    /// # Example: what nobody printed
    /// ```
    /// use tradecheck::exact::Rational;
    /// use tradecheck::feasibility::{Extent, Extreme, Range, Side, Solver, System};
    ///
    /// let n = |text: &str| text.parse::<Rational>().unwrap();
    /// let mut system = System::new();
    /// let (part, rest) = (system.variable(), system.variable());
    /// let active = [
    ///     system.constrain([(part, n("1"))], Range::between(n("2.25"), n("2.35"))),
    ///     system.constrain([(part, n("1")), (rest, n("1"))], Range::between(n("9.95"), n("10.05"))),
    /// ];
    /// let form = [(rest, n("1"))];
    /// let Extent::Range { upper: Extreme::At { value, proof, .. }, .. } = Solver::new(&system).extent(&form, &active) else {
    ///     panic!("bounded from above")
    /// };
    /// assert_eq!(value, n("7.8"));
    /// assert_eq!(proof.verify(&system, &form, Side::Upper)?.value, value);
    /// # Ok::<(), tradecheck::feasibility::CertificateError>(())
    /// ```
    pub fn extent(&mut self, form: &[(Variable, Rational)], active: &[ConstraintId]) -> Extent {
        let active = Active::new(&self.layout, active);
        match self.decide(&active) {
            Err(Limited) => return Extent::Limit,
            Ok(Some(certificate)) => return Extent::Infeasible(certificate),
            Ok(None) => {}
        }
        let form = merged(form.iter().cloned());
        match (self.extreme(&form, Side::Lower, &active), self.extreme(&form, Side::Upper, &active)) {
            (Ok(lower), Ok(upper)) => Extent::Range { lower, upper },
            _ => Extent::Limit,
        }
    }

    /// One end only of [`extent`](Self::extent): half the work.
    pub(super) fn extreme_of(
        &mut self,
        form: &[(Variable, Rational)],
        side: Side,
        active: &[ConstraintId],
    ) -> Result<Extreme, Outcome> {
        let active = Active::new(&self.layout, active);
        match self.decide(&active) {
            Err(Limited) => Err(Outcome::Limit),
            Ok(Some(certificate)) => Err(Outcome::Infeasible(certificate)),
            Ok(None) => self.extreme(&merged(form.iter().cloned()), side, &active).map_err(|Limited| Outcome::Limit),
        }
    }

    /// One end of the extent of a form and a point that attains it, or the best point met where there is no end; `None` where the
    /// constraints do not hold together or the limits were met.
    pub(super) fn extreme_point(
        &mut self,
        form: &[(Variable, Rational)],
        side: Side,
        active: &[ConstraintId],
    ) -> Option<(Extreme, Point)> {
        let active = Active::new(&self.layout, active);
        if !matches!(self.decide(&active), Ok(None)) {
            return None;
        }
        let extreme = self.extreme(&merged(form.iter().cloned()), side, &active).ok()?;
        Some((extreme, self.witness(&active)))
    }

    /// Forgets what was learnt from earlier questions, so that the next answer does not depend on them.
    pub(super) fn forget(&mut self) {
        self.blocks.fill_with(|| None);
    }

    /// `None` where the constraints hold together; the blocks concerned are then at such a point.
    fn decide(&mut self, active: &Active) -> Result<Option<Certificate>, Limited> {
        if let Some(certificate) = self.constants(active) {
            return Ok(Some(certificate));
        }
        let mut limited = false;
        for (block, members) in active.blocks() {
            let mut ranges = None;
            if self.reach == Reach::NearFirst && self.layout.blocks[block as usize].is_large() {
                let own = &self.layout.blocks[block as usize];
                let propagation = self.propagations[block as usize].get_or_insert_with(|| Propagation::new(own));
                match propagation.run(&self.layout, members) {
                    Propagated::Clash(few) => {
                        if let Some(certificate) = self.refute(&few) {
                            return Ok(Some(certificate));
                        }
                        ranges = Some(Vec::new());
                    }
                    Propagated::Ranges(found) => ranges = Some(found),
                }
            }
            let state =
                self.blocks[block as usize].get_or_insert_with(|| Block::new(&self.layout.blocks[block as usize], self.width));
            if self.width == Width::Narrow {
                state.narrow();
            }
            let mut budget = Budget::new(self.limits.pivots, self.limits.bits);
            let decided = state.decide(&self.layout, block, members, ranges.as_deref(), &mut budget);
            self.spent += budget.spent;
            match decided {
                Ok(Search::Found) => {}
                Ok(Search::Blocked(pulls)) => return Ok(Some(Certificate::new(self.parts(pulls)))),
                // Another block may still refute them all.
                Err(Limited) => limited = true,
            }
        }
        if limited { Err(Limited) } else { Ok(None) }
    }

    /// Why a few constraints contradict each other, asked of a system of their own; `None` where they do not.
    fn refute(&mut self, few: &[ConstraintId]) -> Option<Certificate> {
        let (system, _) = self.part(few);
        let all: Vec<ConstraintId> = system.iter().map(|(id, _)| id).collect();
        let mut solver = Solver { reach: Reach::WholeOnly, ..Solver::with_limits(&system, self.limits) };
        let outcome = solver.solve(&all);
        self.spent += solver.spent;
        let Outcome::Infeasible(certificate) = outcome else { return None };
        Some(Certificate::new(named(certificate.parts(), few)))
    }

    /// A system of a few constraints, and what its variables are called there.
    fn part(&self, few: &[ConstraintId]) -> (System, HashMap<Variable, Variable>) {
        let mut system = System::new();
        let mut names: HashMap<Variable, Variable> = HashMap::new();
        for &id in few {
            let constraint = self.system.constraint(id);
            let terms: Vec<(Variable, Rational)> = constraint
                .terms()
                .iter()
                .map(|(variable, coefficient)| (*names.entry(*variable).or_insert_with(|| system.variable()), coefficient.clone()))
                .collect();
            system.constrain(terms, constraint.range().clone());
        }
        (system, names)
    }

    /// One end of a multiple of a variable of a large block, after the block was found to hold: proved by the few constraints from which it
    /// seems to follow, and attained by a point of all. Where no point attains it, what keeps it from that joins the few. `None` where this
    /// does not tell; the block is left at a point in any case, and where there is an answer at one that attains it.
    fn near_extreme(&mut self, variable: Variable, coefficient: &Rational, side: Side, active: &Active) -> Option<Extreme> {
        let (block, column) = self.layout.columns[variable.index()];
        let own = &self.layout.blocks[block as usize];
        let members = active.blocks().find(|(other, _)| *other == block)?.1;
        let propagation = self.propagations[block as usize].as_ref()?;
        let end = if coefficient.is_negative() { side.other() } else { side };
        let (ranges, mut few) = propagation.reasons(&self.layout, members, column, end)?;
        let scale = own.scale.to_rational();
        let mut found = None;
        for _ in 0..NEAR {
            let (system, names) = self.part(&few);
            let all: Vec<ConstraintId> = system.iter().map(|(id, _)| id).collect();
            let mut solver = Solver { reach: Reach::WholeOnly, ..Solver::with_limits(&system, self.limits) };
            let extreme = solver.extreme_of(&[(*names.get(&variable)?, coefficient.clone())], side, &all);
            self.spent += solver.spent;
            let Ok(Extreme::At { value, attained: End::Closed, proof }) = extreme else { break };
            let target = &value / coefficient;
            if !(&target * &scale).is_integer() {
                break;
            }
            let mut at = ranges.clone();
            at[column as usize] = [target.to_f64(); 2];
            let mut budget = Budget::new(self.limits.pivots, self.limits.bits);
            let state = self.blocks[block as usize].as_mut().expect("the block was decided");
            let held = state.decide_held(&self.layout, block, members, &at, (column, &target), &mut budget);
            self.spent += budget.spent;
            match held {
                Ok(Search::Found) => {
                    let proof = Proof::new(named(proof.parts(), &few));
                    found = Some(Extreme::At { value, attained: End::Closed, proof });
                    break;
                }
                Ok(Search::Blocked(pulls)) => {
                    let before = few.len();
                    few.extend(pulls.iter().map(|pull| pull.source).filter(|source| *source != HELD));
                    few.sort_unstable();
                    few.dedup();
                    if few.len() == before {
                        break;
                    }
                }
                Err(Limited) => break,
            }
        }
        let mut budget = Budget::new(self.limits.pivots, self.limits.bits);
        let state = self.blocks[block as usize].as_mut().expect("the block was decided");
        let restored = state.decide(&self.layout, block, members, Some(&ranges), &mut budget);
        debug_assert!(!matches!(restored, Ok(Search::Blocked(_))));
        found
    }

    /// Coefficients rewritten since this was last asked, long ones counted for more.
    pub(super) fn take_spent(&mut self) -> u64 {
        std::mem::take(&mut self.spent)
    }

    /// A constraint without terms that cannot hold refutes by itself.
    fn constants(&self, active: &Active) -> Option<Certificate> {
        active.constants.iter().find_map(|&constraint| {
            let range = self.system.constraint(constraint).range();
            let part = |side| Certificate::new([Part { constraint, side, multiplier: Rational::ONE }]);
            [Side::Lower, Side::Upper].map(part).into_iter().find(|certificate| {
                let exists = match certificate.parts()[0].side {
                    Side::Lower => range.lower.is_some(),
                    Side::Upper => range.upper.is_some(),
                };
                exists && certificate.verify(self.system).is_ok()
            })
        })
    }

    fn witness(&mut self, active: &Active) -> Point {
        let mut values = vec![Rational::ZERO; self.system.variables()];
        for (block, _) in active.blocks() {
            let layout = &self.layout.blocks[block as usize];
            let state = self.blocks[block as usize].as_mut().expect("the block was decided");
            for (variable, value) in layout.variables.iter().zip(state.witness(layout)) {
                values[variable.index()] = value;
            }
        }
        Point { values }
    }

    /// One end of a form's range, after the constraints were found to hold together. Blocks are independent, so their extremes add.
    fn extreme(&mut self, form: &[(Variable, Rational)], side: Side, active: &Active) -> Result<Extreme, Limited> {
        if let [(variable, coefficient)] = form
            && self.reach == Reach::NearFirst
            && self.layout.blocks[self.layout.columns[variable.index()].0 as usize].is_large()
            && let Some(extreme) = self.near_extreme(*variable, coefficient, side, active)
        {
            return Ok(extreme);
        }
        let mut by_block: Vec<(u32, u32, Rational)> = form
            .iter()
            .map(|(variable, coefficient)| {
                let (block, column) = self.layout.columns[variable.index()];
                (block, column, if side == Side::Upper { coefficient.clone() } else { -coefficient })
            })
            .collect();
        by_block.sort_by_key(|(block, column, _)| (*block, *column));
        let mut parts = Vec::new();
        let mut end = End::Closed;
        for terms in by_block.chunk_by(|a, b| a.0 == b.0) {
            let block = terms[0].0;
            if !active.blocks().any(|(other, _)| other == block) {
                return Ok(Extreme::Unbounded);
            }
            let (form, factor) = coprime(terms.iter().map(|(_, column, coefficient)| (*column, coefficient)));
            // The coprime form starts with a positive coefficient; a negative factor turns it round.
            let form: Vec<_> = match factor.is_negative() {
                true => form.into_iter().map(|(column, coefficient)| (column, -coefficient)).collect(),
                false => form,
            };
            let mut budget = Budget::new(self.limits.pivots, self.limits.bits);
            let state = self.blocks[block as usize].as_mut().expect("the block was decided");
            let greatest = state.maximise(&form, &mut self.start, &mut budget);
            self.spent += budget.spent;
            match greatest? {
                Greatest::Unbounded => return Ok(Extreme::Unbounded),
                Greatest::At { pulls, attained } => {
                    end = end.max(attained);
                    let factor = factor.abs();
                    parts.extend(self.parts(pulls).into_iter().map(|part| Part { multiplier: &part.multiplier * &factor, ..part }));
                }
            }
        }
        let proof = Proof::new(parts);
        let bound = proof.verify(self.system, form, side);
        debug_assert_eq!(bound.as_ref().map(|bound| bound.end), Ok(end));
        let value = bound.map(|bound| bound.value).unwrap_or_else(|error| unreachable!("the optimal row is a proof: {error}"));
        Ok(Extreme::At { value, attained: end, proof })
    }

    /// Bounds of columns as bounds of the constraints that set them.
    fn parts(&self, pulls: Vec<Pull>) -> Vec<Part> {
        let part = |Pull { side, source, times, .. }| {
            let factor = &self.layout.home(source).factor;
            let side = match (side, factor.is_negative()) {
                (Side::Lower, false) | (Side::Upper, true) => Side::Lower,
                (Side::Upper, false) | (Side::Lower, true) => Side::Upper,
            };
            let multiplier = if *factor == Rational::ONE { times } else { &times / &factor.abs() };
            Part { constraint: source, side, multiplier }
        };
        pulls.into_iter().map(part).collect()
    }
}

/// How often what keeps a value from being attained is added to what proves it.
const NEAR: usize = 12;

/// Parts of a system of a few constraints, by their own names.
fn named(parts: &[Part], few: &[ConstraintId]) -> impl Iterator<Item = Part> {
    parts.iter().map(|part| Part { constraint: few[part.constraint.index()], ..part.clone() })
}

/// The constraints of a question, by block.
struct Active {
    constants: Vec<ConstraintId>,
    members: Vec<ConstraintId>,
    /// Block, and where its members end.
    ends: Vec<(u32, usize)>,
}

impl Active {
    fn new(layout: &Layout, active: &[ConstraintId]) -> Self {
        let mut constants = Vec::new();
        let mut placed = Vec::with_capacity(active.len());
        for id in active {
            match &layout.homes[id.index()] {
                Some(home) => placed.push((home.block, *id)),
                None => constants.push(*id),
            }
        }
        constants.sort_unstable();
        if !placed.is_sorted_by(|a, b| a < b) {
            placed.sort_unstable();
            placed.dedup();
        }
        let mut ends: Vec<(u32, usize)> = Vec::new();
        for (at, (block, _)) in placed.iter().enumerate() {
            match ends.last_mut() {
                Some((last, end)) if last == block => *end = at + 1,
                _ => ends.push((*block, at + 1)),
            }
        }
        Self { constants, members: placed.into_iter().map(|(_, id)| id).collect(), ends }
    }

    fn blocks(&self) -> impl Iterator<Item = (u32, &[ConstraintId])> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        self.ends.iter().zip(starts).map(|((block, end), start)| (*block, &self.members[start..*end]))
    }
}
