//! A point that floats propose and whole numbers verify.
//!
//! Fields that equalities tell are computed from the others, exactly; the others start in the middle of their intervals and are moved by the
//! smallest step onto each constraint that fails, in turn (S. Kaczmarz, 1937; for inequalities S. Agmon, T. Motzkin and I. Schoenberg, 1954). Steps are
//! measured in widths of the intervals, and aim inside a constraint, so that rounding to the grid does not leave it.

use super::instance::{FARTHEST, FROM_BELOW, Instance, TO_ABOVE, is_near};
use super::propagate::Ends;
use super::scaled::Scaled;

const ROUNDS: usize = 48;

/// How far inside a constraint a step aims, as a part of its width; less from round to round.
const INSIDE: f64 = 0.3;

#[derive(Debug, Default)]
pub(super) struct Proposal {
    /// The point from which steps are measured.
    base: Vec<i64>,
    steps: Vec<f64>,
    weights: Vec<f64>,
    constraints: Vec<Constraint>,
    terms: Vec<(u32, f64)>,
    sums: Vec<f64>,
    values: Vec<i64>,
}

/// `lower ≤ Σ factor × step ≤ upper`.
#[derive(Debug)]
struct Constraint {
    start: usize,
    end: usize,
    lower: f64,
    upper: f64,
    /// Σ weight × factor².
    norm: f64,
    /// What rounding the steps can change.
    slack: f64,
}

impl Proposal {
    /// Whether a point is found that fits the record.
    pub(super) fn finds(&mut self, scaled: &Scaled, instance: &Instance, ends: &Ends) -> bool {
        let independents = &scaled.independents;
        self.base.clear();
        self.base.resize(instance.lower.len(), 0);
        for &field in independents {
            self.base[field as usize] = middle(ends.lower[field as usize], ends.upper[field as usize]);
        }
        if !solve(scaled, instance, &mut self.base) {
            return false;
        }
        if instance.fits(&self.base) {
            return true;
        }
        self.prepare(scaled, instance, ends);
        if !self.gather(scaled, instance) {
            return false;
        }
        for round in 0..ROUNDS {
            let inside = INSIDE * (1.0 - round as f64 / ROUNDS as f64);
            if self.walk(inside) && self.is_found(scaled, instance) {
                return true;
            }
        }
        false
    }

    /// The weights of the independents: the squares of the widths of their intervals.
    fn prepare(&mut self, scaled: &Scaled, instance: &Instance, ends: &Ends) {
        self.steps.clear();
        self.steps.resize(scaled.independents.len(), 0.0);
        self.weights.clear();
        let width = |field: u32| match (ends.lower[field as usize], ends.upper[field as usize]) {
            (FROM_BELOW, _) | (_, TO_ABOVE) => None,
            (lower, upper) => Some((upper - lower) as f64),
        };
        let widest = scaled.independents.iter().filter_map(|field| width(*field)).fold(instance.unit as f64, f64::max);
        self.weights.extend(scaled.independents.iter().map(|field| {
            let width = width(*field).unwrap_or(widest * 10.0) / instance.unit as f64;
            width * width
        }));
    }

    /// All constraints over steps. `false` where one of them fails and nothing can be moved.
    fn gather(&mut self, scaled: &Scaled, instance: &Instance) -> bool {
        self.constraints.clear();
        self.terms.clear();
        self.sums.clear();
        self.sums.resize(scaled.independents.len(), 0.0);
        let mut can_move = true;
        for (place, &field) in scaled.independents.iter().enumerate() {
            let start = self.terms.len();
            self.terms.push((place as u32, 1.0));
            can_move &= self.within(start, instance, field);
        }
        for dependent in &scaled.dependents {
            let start = self.terms.len();
            self.terms
                .extend(dependent.terms.iter().filter_map(|&(field, factor)| Some((scaled.place[field as usize]?, factor as f64))));
            can_move &= self.within(start, instance, dependent.field);
        }
        for row in &instance.rows {
            let start = self.terms.len();
            match row.fixed.map(|fixed| &scaled.rows[fixed as usize]) {
                Some(fixed) if fixed.is_solved => continue,
                Some(fixed) => {
                    let of = fixed
                        .over_independents
                        .iter()
                        .filter_map(|&(field, factor)| Some((scaled.place[field as usize]?, factor as f64)));
                    self.terms.extend(of);
                }
                None => self.spread(scaled, instance.terms(row)),
            }
            let value = instance.sum(row, |field| self.base[field]);
            let lower = if row.lower == i128::MIN { f64::NEG_INFINITY } else { (row.lower - value) as f64 };
            let upper = if row.upper == i128::MAX { f64::INFINITY } else { (row.upper - value) as f64 };
            can_move &= self.add(start, lower, upper);
        }
        can_move
    }

    /// The terms of a row over independents.
    fn spread(&mut self, scaled: &Scaled, terms: &[(u32, i64)]) {
        for &(field, factor) in terms {
            if let Some(place) = scaled.place[field as usize] {
                self.sums[place as usize] += factor as f64;
            } else if let Some(dependent) = scaled.dependents.iter().find(|known| known.field == field) {
                for &(other, of_other) in &dependent.terms {
                    if let Some(place) = scaled.place[other as usize] {
                        self.sums[place as usize] += factor as f64 * of_other as f64;
                    }
                }
            }
        }
        for (place, sum) in self.sums.iter_mut().enumerate() {
            if *sum != 0.0 {
                self.terms.push((place as u32, *sum));
                *sum = 0.0;
            }
        }
    }

    fn within(&mut self, start: usize, instance: &Instance, field: u32) -> bool {
        let (lower, upper, base) = (instance.lower[field as usize], instance.upper[field as usize], self.base[field as usize]);
        let lower = if lower == FROM_BELOW { f64::NEG_INFINITY } else { (lower - base) as f64 };
        let upper = if upper == TO_ABOVE { f64::INFINITY } else { (upper - base) as f64 };
        self.add(start, lower, upper)
    }

    fn add(&mut self, start: usize, lower: f64, upper: f64) -> bool {
        if lower == f64::NEG_INFINITY && upper == f64::INFINITY {
            self.terms.truncate(start);
            return true;
        }
        let terms = &self.terms[start..];
        let norm: f64 = terms.iter().map(|(place, factor)| self.weights[*place as usize] * factor * factor).sum();
        let slack = terms.iter().map(|(_, factor)| factor.abs()).sum();
        if norm == 0.0 {
            self.terms.truncate(start);
            return lower <= 0.0 && 0.0 <= upper;
        }
        self.constraints.push(Constraint { start, end: self.terms.len(), lower, upper, norm, slack });
        true
    }

    /// Steps onto every constraint that fails; whether none did.
    fn walk(&mut self, inside: f64) -> bool {
        let mut all_hold = true;
        for constraint in &self.constraints {
            let terms = &self.terms[constraint.start..constraint.end];
            let value: f64 = terms.iter().map(|(place, factor)| self.steps[*place as usize] * factor).sum();
            let width = constraint.upper - constraint.lower;
            let margin =
                if width.is_finite() { (width * inside).max(constraint.slack.min(width / 2.0)) } else { 2.0 * constraint.slack };
            let off = if value < constraint.lower {
                constraint.lower + margin - value
            } else if value > constraint.upper {
                constraint.upper - margin - value
            } else {
                continue;
            };
            all_hold = false;
            let step = off / constraint.norm;
            for (place, factor) in terms {
                self.steps[*place as usize] += step * self.weights[*place as usize] * factor;
            }
        }
        all_hold
    }

    fn is_found(&mut self, scaled: &Scaled, instance: &Instance) -> bool {
        self.values.clone_from(&self.base);
        for (place, &field) in scaled.independents.iter().enumerate() {
            let step = self.steps[place].round();
            if step.is_nan() || step.abs() >= FARTHEST as f64 {
                return false;
            }
            let (lower, upper) = (instance.lower[field as usize], instance.upper[field as usize]);
            self.values[field as usize] = (self.values[field as usize] + step as i64).clamp(lower, upper);
        }
        solve(scaled, instance, &mut self.values) && instance.fits(&self.values)
    }
}

/// Computes the dependents; `false` where one is too far out.
fn solve(scaled: &Scaled, instance: &Instance, values: &mut [i64]) -> bool {
    for dependent in &scaled.dependents {
        let sum: i128 =
            dependent.terms.iter().map(|&(field, factor)| i128::from(factor) * i128::from(values[field as usize])).sum();
        let value = sum + i128::from(dependent.constant) * i128::from(instance.unit);
        match i64::try_from(value) {
            Ok(value) if is_near(value) => values[dependent.field as usize] = value,
            _ => return false,
        }
    }
    true
}

/// A value inside an interval; of one that has no ends, zero.
fn middle(lower: i64, upper: i64) -> i64 {
    match (lower, upper) {
        (FROM_BELOW, TO_ABOVE) => 0,
        (FROM_BELOW, end) | (end, TO_ABOVE) => end,
        (lower, upper) => lower + (upper - lower) / 2,
    }
}
