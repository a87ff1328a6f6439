//! Bounds that follow from bounds, in floats: they propose a small conflict, or where to start, and decide nothing.
//!
//! In a document most conflicts are near: a sum and its figures. Found this way they are proved by a system of their own, as small as the
//! conflict is, instead of by the tableau of the whole. Rounds are counted, since rates that form a cycle tighten each other without end.

use super::certificate::Side;
use super::layout::{BlockLayout, Layout};
use super::system::ConstraintId;

/// Rows as floats, for one block.
pub(super) struct Propagation {
    variables: usize,
    rows: Vec<Vec<(u32, f64)>>,
    /// The rows of each variable.
    users: Vec<Vec<u32>>,
    /// How many coefficients there are.
    size: usize,
}

/// What the bounds of columns make of each other.
pub(super) enum Propagated {
    /// These constraints seem to contradict each other.
    Clash(Vec<ConstraintId>),
    /// Between which values the variables seem to lie.
    Ranges(Vec<[f64; 2]>),
}

/// After so many visits to every coefficient, on average, what follows further is left.
const ROUNDS: usize = 16;

/// What floats may have lost, as a part of what was added up.
const LOST: f64 = 1e-9;

/// The least gain that is worth passing on, as a part of the range.
const GAIN: f64 = 0.02;

const LOWER: usize = 0;
const UPPER: usize = 1;

impl Propagation {
    pub(super) fn new(layout: &BlockLayout) -> Self {
        let variables = layout.variables.len();
        let mut users = vec![Vec::new(); variables];
        let mut size = 0;
        let row = |(at, form): (usize, &Vec<(u32, crate::exact::Rational)>)| {
            form.iter()
                .map(|(column, coefficient)| {
                    users[*column as usize].push(at as u32);
                    size += 1;
                    (*column, coefficient.to_f64())
                })
                .collect()
        };
        let rows = layout.forms.iter().enumerate().map(row).collect();
        Self { variables, rows, users, size }
    }

    /// Passes the bounds of the `active` constraints on from row to row.
    pub(super) fn run(&self, layout: &Layout, active: &[ConstraintId]) -> Propagated {
        match self.trail(layout, active) {
            Err(few) => Propagated::Clash(few),
            Ok(trail) => Propagated::Ranges(self.ranges(&trail)),
        }
    }

    /// Between which values the variables seem to lie, and from which constraints one end of one of them seems to follow.
    pub(super) fn reasons(
        &self,
        layout: &Layout,
        active: &[ConstraintId],
        column: u32,
        side: Side,
    ) -> Option<(Vec<[f64; 2]>, Vec<ConstraintId>)> {
        let trail = self.trail(layout, active).ok()?;
        let side = if side == Side::Lower { LOWER } else { UPPER };
        let end = trail.latest[column as usize][side]?;
        Some((self.ranges(&trail), self.explain(&trail, &[end])))
    }

    fn ranges(&self, trail: &Trail) -> Vec<[f64; 2]> {
        (0..self.variables).map(|at| trail.range(at as u32)).collect()
    }

    /// All ends that follow, or the constraints that seem to contradict each other.
    fn trail(&self, layout: &Layout, active: &[ConstraintId]) -> Result<Trail, Vec<ConstraintId>> {
        let mut trail = Trail::new(self.variables + self.rows.len());
        let mut clash = None;
        for &id in active {
            let home = layout.home(id);
            for (side, bound) in [(LOWER, &home.lower), (UPPER, &home.upper)] {
                let Some(bound) = bound else { continue };
                let value = bound.value.to_f64();
                let met = trail.set(home.column, side, value, value.abs() * LOST, Reason::Stated(id));
                clash = clash.or(met);
            }
        }
        if clash.is_none() {
            clash = self.pass_on(&mut trail);
        }
        match clash {
            Some(ends) => Err(self.explain(&trail, &ends)),
            None => Ok(trail),
        }
    }

    fn pass_on(&self, trail: &mut Trail) -> Option<[u32; 2]> {
        let in_force = |trail: &Trail, row: u32| trail.range(self.variables as u32 + row).iter().any(|end| end.is_finite());
        let mut waiting: Vec<bool> = (0..self.rows.len()).map(|row| in_force(trail, row as u32)).collect();
        let mut queue: std::collections::VecDeque<u32> = (0..self.rows.len() as u32).filter(|row| waiting[*row as usize]).collect();
        let mut left = ROUNDS * self.size;
        let mut changed = Vec::new();
        while let Some(row) = queue.pop_front() {
            waiting[row as usize] = false;
            let Some(rest) = left.checked_sub(self.rows[row as usize].len()) else { break };
            left = rest;
            changed.clear();
            if let Some(clash) = self.visit(trail, row, &mut changed) {
                return Some(clash);
            }
            for &column in &changed {
                for &user in &self.users[column as usize] {
                    if user != row && !waiting[user as usize] && in_force(trail, user) {
                        waiting[user as usize] = true;
                        queue.push_back(user);
                    }
                }
            }
        }
        None
    }

    /// What a row says of its variables.
    fn visit(&self, trail: &mut Trail, row: u32, changed: &mut Vec<u32>) -> Option<[u32; 2]> {
        let terms = &self.rows[row as usize];
        let whole = trail.range(self.variables as u32 + row);
        // The least and the greatest sum of the terms, and how many of them have no end there.
        let (mut sums, mut endless, mut size) = ([0.0; 2], [0_u32; 2], 0.0_f64);
        for &(column, factor) in terms {
            let range = trail.range(column);
            for side in [LOWER, UPPER] {
                let end = factor * range[if factor > 0.0 { side } else { 1 - side }];
                if end.is_finite() {
                    sums[side] += end;
                    size = size.max(end.abs());
                } else {
                    endless[side] += 1;
                }
            }
        }
        let before = trail.entries.len() as u32;
        for &(column, factor) in terms {
            let range = trail.range_before(column, before);
            for side in [LOWER, UPPER] {
                // An upper end of the whole less the least of the others is an upper end of this term.
                let own = factor * range[if factor > 0.0 { 1 - side } else { side }];
                let others = match (endless[1 - side], own.is_finite()) {
                    (0, true) => sums[1 - side] - own,
                    (1, false) => sums[1 - side],
                    _ => continue,
                };
                if !whole[side].is_finite() {
                    continue;
                }
                let lost = LOST * (size.max(whole[side].abs()) / factor.abs());
                let value = (whole[side] - others) / factor;
                let end = if factor > 0.0 { side } else { 1 - side };
                let count = trail.entries.len();
                let clash = trail.set(column, end, value, lost, Reason::Row(row, before));
                if clash.is_some() {
                    return clash;
                }
                if trail.entries.len() > count {
                    changed.push(column);
                }
            }
        }
        None
    }

    /// The constraints from which ends of a column follow.
    fn explain(&self, trail: &Trail, ends: &[u32]) -> Vec<ConstraintId> {
        let mut seen = vec![false; trail.entries.len()];
        let mut open = ends.to_vec();
        let mut stated = Vec::new();
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            let entry = &trail.entries[at as usize];
            let (row, since) = match entry.reason {
                Reason::Stated(id) => {
                    stated.push(id);
                    continue;
                }
                Reason::Row(row, since) => (row, since),
            };
            let terms = &self.rows[row as usize];
            let own = terms.iter().find(|(column, _)| *column == entry.column).map_or(1.0, |(_, factor)| *factor);
            let side = if own > 0.0 { entry.side } else { 1 - entry.side };
            open.extend(trail.in_force(self.variables as u32 + row, side, since));
            for &(column, factor) in terms.iter().filter(|(column, _)| *column != entry.column) {
                open.extend(trail.in_force(column, if factor > 0.0 { 1 - side } else { side }, since));
            }
        }
        stated.sort_unstable();
        stated.dedup();
        stated
    }
}

/// All ends found, in the order of finding.
struct Trail {
    entries: Vec<Entry>,
    /// For each column the latest entry of each side.
    latest: Vec<[Option<u32>; 2]>,
}

struct Entry {
    column: u32,
    side: usize,
    value: f64,
    reason: Reason,
    before: Option<u32>,
}

#[derive(Clone, Copy)]
enum Reason {
    Stated(ConstraintId),
    /// The row, and how many entries there were when it was added up: from those the end follows.
    Row(u32, u32),
}

impl Trail {
    fn new(columns: usize) -> Self {
        Self { entries: Vec::with_capacity(4 * columns), latest: vec![[None; 2]; columns] }
    }

    fn range(&self, column: u32) -> [f64; 2] {
        let [lower, upper] = self.latest[column as usize];
        let value = |at: Option<u32>, none| at.map_or(none, |at| self.entries[at as usize].value);
        [value(lower, f64::NEG_INFINITY), value(upper, f64::INFINITY)]
    }

    /// The latest entry that was there when `since` entries were.
    fn in_force(&self, column: u32, side: usize, since: u32) -> Option<u32> {
        let mut at = self.latest[column as usize][side];
        while let Some(later) = at.filter(|at| *at >= since) {
            at = self.entries[later as usize].before;
        }
        at
    }

    fn range_before(&self, column: u32, since: u32) -> [f64; 2] {
        let value = |side, none| self.in_force(column, side, since).map_or(none, |at| self.entries[at as usize].value);
        [value(LOWER, f64::NEG_INFINITY), value(UPPER, f64::INFINITY)]
    }

    /// Takes an end where it is tighter by more than may be `lost`; the two ends of the column where they now exclude each other.
    fn set(&mut self, column: u32, side: usize, value: f64, lost: f64, reason: Reason) -> Option<[u32; 2]> {
        let range = self.range(column);
        let gain = if side == LOWER { value - range[LOWER] } else { range[UPPER] - value };
        let width = range[UPPER] - range[LOWER];
        let past = if side == LOWER { value - range[UPPER] } else { range[LOWER] - value };
        let least = match reason {
            Reason::Stated(_) => 0.0,
            Reason::Row(..) if width.is_finite() => lost.max(GAIN * width),
            Reason::Row(..) => lost,
        };
        // An end that clashes is always a gain.
        if !value.is_finite() || !(gain > least || past > lost) {
            return None;
        }
        let at = self.entries.len() as u32;
        let before = self.latest[column as usize][side].replace(at);
        self.entries.push(Entry { column, side, value, reason, before });
        match self.latest[column as usize] {
            [Some(lower), Some(upper)] if past > lost => Some([lower, upper]),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Rational;
    use crate::feasibility::block::Width;
    use crate::feasibility::{Limits, Outcome, Range, Solver, System, Variable};
    use proptest::prelude::*;

    /// Figures `low..low + width` of a chain in which each is the sum, or a multiple, of those before it.
    fn chain(figures: &[(i64, i64)], links: &[i64]) -> (System, Vec<ConstraintId>) {
        let mut system = System::new();
        let names: Vec<Variable> = figures.iter().map(|_| system.variable()).collect();
        let mut active = Vec::new();
        for (name, &(low, width)) in names.iter().zip(figures).filter(|(_, (_, width))| *width >= 0) {
            active.push(system.constrain([(*name, Rational::ONE)], Range::between(low.into(), (low + width).into())));
        }
        for (three, &factor) in names.windows(3).zip(links) {
            let terms = [(three[0], Rational::ONE), (three[1], factor.into()), (three[2], Rational::from(-2))];
            active.push(system.constrain(terms, Range::between((-1).into(), 1.into())));
        }
        (system, active)
    }

    fn chains() -> impl Strategy<Value = (Vec<(i64, i64)>, Vec<i64>)> {
        let figures = prop::collection::vec((-3..4i64, -2..6i64), 40);
        (figures, prop::collection::vec(prop_oneof![8 => Just(1i64), 1 => -2..3i64], 38))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// Floats propose and exact arithmetic decides: sought near at hand or not, the answer is the same, and proved.
        #[test]
        fn what_is_near_changes_no_answer((figures, links) in chains()) {
            let (system, active) = chain(&figures, &links);
            let near = Solver::new(&system).solve(&active);
            let whole = Solver::in_width(&system, Limits::default(), Width::Big).solve(&active);
            prop_assert_eq!(matches!(near, Outcome::Feasible(_)), matches!(whole, Outcome::Feasible(_)));
            match near {
                Outcome::Feasible(point) => prop_assert!(point.satisfies(&system, &active)),
                Outcome::Infeasible(certificate) => prop_assert!(certificate.verify(&system).is_ok()),
                Outcome::Limit => prop_assert!(false, "the limits are generous"),
            }
        }

        /// Of small whole numbers floats lose nothing: a clash is a contradiction, and every point lies in the ranges.
        #[test]
        fn what_seems_is((figures, links) in chains()) {
            let (system, active) = chain(&figures, &links);
            let layout = Layout::new(&system);
            for (at, block) in layout.blocks.iter().enumerate() {
                let inside = |id: &ConstraintId| layout.home(*id).block == at as u32;
                let members: Vec<ConstraintId> = active.iter().copied().filter(inside).collect();
                let mut whole = Solver::in_width(&system, Limits::default(), Width::Wide);
                match Propagation::new(block).run(&layout, &members) {
                    Propagated::Clash(few) => prop_assert!(matches!(whole.solve(&few), Outcome::Infeasible(_))),
                    Propagated::Ranges(ranges) => {
                        let Outcome::Feasible(point) = whole.solve(&members) else { continue };
                        for (variable, [lower, upper]) in block.variables.iter().zip(ranges) {
                            let value = point.values()[variable.index()].to_f64();
                            prop_assert!(lower - 1e-6 <= value && value <= upper + 1e-6);
                        }
                    }
                }
            }
        }
    }

    /// Two rates that tighten each other for ever: what follows is left after counted rounds, and the simplex finds the contradiction.
    #[test]
    fn a_cycle_without_end_is_left() {
        let mut system = System::new();
        let names: Vec<Variable> = (0..60).map(|_| system.variable()).collect();
        let n = |value: i64| Rational::from(value);
        let mut active = vec![system.constrain([(names[0], n(1))], Range::between(n(1), n(1_000_000)))];
        for at in 0..60 {
            // Each at least one part in ten million more than the last, round and round.
            let terms = [(names[(at + 1) % 60], n(10_000_000)), (names[at], n(-10_000_001))];
            active.push(system.constrain(terms, Range::at_least(n(0))));
        }
        let Outcome::Infeasible(certificate) = Solver::new(&system).solve(&active) else { panic!("nothing grows for ever") };
        assert!(certificate.verify(&system).is_ok());
    }
}
