//! Several figures at once: every combination that is shown was decided together with all other figures.

use super::super::measured::{edits, range_of};
use super::super::model::{Meaning, Measured};
use super::super::part::Solving;
use super::super::reading::Sense;
use super::super::result::{JointRepair, Repair, Slip};
use crate::codelist::Flow;
use crate::exact::Interval;
use crate::feasibility::{ConstraintId, Outcome, Range, Solver, System, Variable};
use crate::statement::{Key, Relation};

/// The most combinations that are decided for one set.
const DECIDED: u32 = 400;

/// The most that are found, and the most that are shown beyond those that are equally likely.
const FOUND: usize = 64;
const MOST: usize = 8;

/// Something that may have happened: figures replaced, all by one slip.
pub(super) struct Act {
    pub(super) changes: Vec<(usize, Repair)>,
    /// What would then be stated.
    pub(super) stated: Vec<(Vec<(Variable, crate::exact::Rational)>, Range)>,
}

impl Act {
    /// One figure replaced by another that stands for `interval`, in the figure's own unit.
    pub(super) fn replace(solving: &Solving<'_>, g: usize, meaning: &Meaning, repair: Repair, interval: &Interval) -> Option<Self> {
        let edits = edits(meaning, solving.statements[g], interval)?;
        let stated = edits.into_iter().map(|edit| (edit.terms, edit.range)).collect();
        Some(Self { changes: vec![(g, repair)], stated })
    }

    fn touches(&self, g: usize) -> bool {
        self.changes.iter().any(|(changed, _)| *changed == g)
    }
}

/// Exports and imports of one key that may have changed places, the level `g` among them.
pub(super) fn swaps(solving: &Solving<'_>, g: usize, meaning: &Meaning) -> Vec<Act> {
    let statement = solving.statements[g];
    let other = match statement.key.flow {
        Flow::Exports => Flow::Imports,
        Flow::Imports => Flow::Exports,
        _ => return Vec::new(),
    };
    let key: Key = statement.key.with_flow(other);
    let (Measured::Form(own), Sense::AsPrinted, Relation::Level) = (&meaning.measured, meaning.reading.sense, statement.relation)
    else {
        return Vec::new();
    };
    let swap = |(h, partner): (usize, &&crate::statement::Statement)| {
        let is_partner = partner.relation == Relation::Level
            && partner.key == key
            && partner.figure.multiplier() == statement.figure.multiplier()
            && partner.figure.value() != statement.figure.value();
        let there = is_partner.then(|| solving.part.groups[h].meanings.first()).flatten()?;
        let Measured::Form(theirs) = &there.measured else { return None };
        let shown = |figure: &crate::figure::Figure| figure.value().to_decimal(figure.decimals().max(0) as u32);
        let change = |to: usize, figure, from| (to, Repair { figure: shown(figure), slip: Slip::FlowsSwapped, from: Some(from) });
        Some(Act {
            changes: vec![change(g, &partner.figure, h), change(h, &statement.figure, g)],
            stated: vec![(own.clone(), partner.figure.interval()), (theirs.clone(), statement.figure.interval())],
        })
    };
    solving.statements.iter().enumerate().filter_map(swap).collect()
}

/// Whether each figure of an act fits by itself with what all figures that it leaves alone say (`active` holds their constraints). What
/// does not need not be decided together, which costs a system of its own.
pub(super) fn may_fit(solving: &mut Solving<'_>, act: &Act, choice: &[usize], active: &[ConstraintId]) -> bool {
    let part = solving.part;
    let touched = |id: &ConstraintId| {
        act.changes.iter().any(|&(g, _)| part.groups[g].meanings[choice[g]].alternative.constraints.contains(id))
    };
    let others: Vec<ConstraintId> = active.iter().filter(|id| !touched(id)).copied().collect();
    act.stated.iter().all(|(form, range)| {
        // Where the limits were met nothing is ruled out.
        let left = range_of(&solving.search.solver().extent(form, &others));
        left.is_none_or(|left| !left.intersection(range).is_empty())
    })
}

/// The combinations of acts, one for each figure of a set that no other act has mended yet, that fit together with all other
/// figures (`choice` says how those are read); the likeliest first, and of those that are equally likely all.
pub(super) fn combined(
    solving: &Solving<'_>,
    set: &[usize],
    choice: &[usize],
    extra: &[ConstraintId],
    acts: &[Vec<Act>],
) -> Vec<JointRepair> {
    if acts.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let mut system: System = solving.part.system.clone();
    let rows: Vec<Vec<Vec<ConstraintId>>> = acts
        .iter()
        .map(|acts| {
            let of = |act: &Act| act.stated.iter().map(|(terms, range)| system.constrain(terms.clone(), range.clone())).collect();
            acts.iter().map(of).collect()
        })
        .collect();
    let mut trial = Trial {
        solving,
        set,
        choice,
        extra,
        acts,
        rows: &rows,
        solver: Solver::with_limits(&system, solving.options.limits.pivots),
        decided: 0,
        found: Vec::new(),
    };
    trial.extend(&mut Vec::new());
    let mut found = trial.found;
    found.sort_by_cached_key(likelihood);
    found.dedup();
    let best = found.first().map(likelihood);
    let equals = found.iter().take_while(|joint| Some(likelihood(joint)) == best).count();
    found.truncate(equals.max(MOST));
    found
}

/// Fewer slips first; then the combination whose least likely slip is the likeliest.
fn likelihood(joint: &JointRepair) -> (usize, Vec<Slip>) {
    let mut slips: Vec<Slip> = joint.changes.iter().map(|(_, repair)| repair.slip).collect();
    slips.sort_by(|a, b| b.cmp(a));
    (joint.slips(), slips)
}

struct Trial<'t> {
    solving: &'t Solving<'t>,
    set: &'t [usize],
    choice: &'t [usize],
    extra: &'t [ConstraintId],
    /// What may have happened to each figure of the set.
    acts: &'t [Vec<Act>],
    /// The constraints of each act.
    rows: &'t [Vec<Vec<ConstraintId>>],
    solver: Solver<'t>,
    decided: u32,
    found: Vec<JointRepair>,
}

impl Trial<'_> {
    /// Adds an act for the first figure that has none, for as long as what was taken holds together.
    fn extend(&mut self, taken: &mut Vec<(usize, usize)>) {
        let touched = |g: usize, taken: &[(usize, usize)]| taken.iter().any(|&(i, a)| self.acts[i][a].touches(g));
        let Some(next) = (0..self.set.len()).find(|&i| !touched(self.set[i], taken)) else {
            let mut changes: Vec<(usize, Repair)> =
                taken.iter().flat_map(|&(i, a)| self.acts[i][a].changes.iter().cloned()).collect();
            changes.sort_by_key(|(g, _)| *g);
            self.found.push(JointRepair { changes });
            return;
        };
        for act in 0..self.acts[next].len() {
            let clashes = self.acts[next][act].changes.iter().any(|(g, _)| touched(*g, taken));
            if clashes || self.decided >= DECIDED || self.found.len() >= FOUND {
                continue;
            }
            taken.push((next, act));
            if self.holds(taken) {
                self.extend(taken);
            }
            taken.pop();
        }
    }

    fn holds(&mut self, taken: &[(usize, usize)]) -> bool {
        self.decided += 1;
        let part = self.solving.part;
        let is_out = |g: usize| self.set.contains(&g) || taken.iter().any(|&(i, a)| self.acts[i][a].touches(g));
        let kept = (0..self.choice.len()).filter(|&g| !is_out(g));
        let others = kept.flat_map(|g| &part.groups[g].meanings[self.choice[g]].alternative.constraints);
        let facts = part.facts.iter().map(|fact| &fact.constraint);
        let acts = taken.iter().flat_map(|&(i, a)| &self.rows[i][a]);
        let active: Vec<ConstraintId> = facts.chain(others).chain(acts).chain(self.extra).copied().collect();
        matches!(self.solver.solve(&active), Outcome::Feasible(_))
    }
}
