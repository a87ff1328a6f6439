//! Shares whose changes are stated in percentage points.
//!
//! A share is the quotient of two levels, and so is no linear form of them. Where a change of it in percentage points is stated, the share
//! becomes a quantity of its own: figures on shares and on changes of shares bound it, linearly. What they refute is refuted, since true
//! shares satisfy them all. Where they fit, levels must be found that have such shares; without them nothing is decided.

use super::model::Model;
use super::split::Part;
use crate::codelist::Sign;
use crate::exact::{Bound, End, Interval, Rational};
use crate::feasibility::{ConstraintId, Limits, Outcome, Point, Solver, System, Variable};
use crate::rule::{self, Edit, Rule};
use crate::statement::{Dimension, Key, Name};

use super::measured::range_of;

/// A share and the levels it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    /// The share itself, in per cent.
    pub(super) share: Variable,
    pub(super) part: Variable,
    pub(super) whole: Variable,
}

impl Model {
    /// The share of one level in another, as a quantity of its own.
    pub(super) fn share(&mut self, part: &Key, whole: &Key) -> Share {
        let names = (part.clone(), whole.clone());
        if let Some(&known) = self.shares.get(&names) {
            return known;
        }
        let levels = [part, whole].map(|key| self.variable(key.clone()));
        let share = self.system.variable();
        self.keys.push(key_of(part, whole));
        let share = Share { share, part: levels[0], whole: levels[1] };
        self.shares.insert(names, share);
        share
    }
}

/// What a figure on the change of a share says of the share itself, in either period: that it is one.
pub(super) fn is_share(Share { share, .. }: Share, part: &Key, whole: &Key) -> Vec<Edit<Variable>> {
    if [part, whole].iter().any(|key| key.flow.sign() == Sign::Any) {
        return Vec::new();
    }
    let mut edits = vec![rule::sign(share)];
    if part.flow == whole.flow {
        let all = Interval { lower: None, upper: Some(Bound::closed(Rational::from(100))) };
        edits.push(Edit::new(Rule::PartWhole, [(share, Rational::ONE)], all));
    }
    edits
}

/// A share as a series beside that of its part: `exports to China (share in trade with World)`.
fn key_of(part: &Key, whole: &Key) -> Key {
    let differs = Dimension::ALL.into_iter().filter(|dimension| part.name(*dimension) != whole.name(*dimension));
    let other = |dimension: Dimension| match (dimension, whole.name(dimension)) {
        (_, name) if name.is_empty() => format!("the total by {dimension}"),
        (Dimension::Partner, name) => format!("trade with {name}"),
        (_, name) => name.to_string(),
    };
    let whole: Vec<String> = differs.map(other).collect();
    let scope = if part.scope.is_empty() { String::new() } else { format!("{}, ", part.scope) };
    let scope = Name::new(&format!("{scope}share in {}", whole.join(", ")));
    Key { scope, unit: Name::new("percent"), ..part.clone() }
}

/// A point at which every share is that of its levels, near one that satisfies all that is `active`; `None` where none was found.
pub(super) fn complete(part: &Part, active: &[ConstraintId], point: Point, limits: Limits) -> Option<Point> {
    if part.shares.is_empty() {
        return Some(point);
    }
    // One share after the other is settled in the middle of what is left for it.
    let mut system = part.system.clone();
    let mut active = active.to_vec();
    for share in &part.shares {
        active.push(system.constrain([(share.whole, Rational::ONE)], above_zero()));
    }
    for share in &part.shares {
        let value = settled(&system, &active, share, limits)?;
        let factor = &value * &Rational::decimal(1, -2);
        let of_levels = [(share.part, Rational::ONE), (share.whole, -factor)];
        active.push(system.constrain([(share.share, Rational::ONE)], Interval::exactly(value)));
        active.push(system.constrain(of_levels, Interval::exactly(Rational::ZERO)));
    }
    match Solver::with_limits(&system, limits).solve(&active) {
        Outcome::Feasible(point) => Some(point),
        _ => None,
    }
}

fn above_zero() -> Interval {
    Interval { lower: Some(Bound { value: Rational::ZERO, end: End::Open }), upper: None }
}

/// A value that both a share and the quotient of its levels can have.
fn settled(system: &System, active: &[ConstraintId], share: &Share, limits: Limits) -> Option<Rational> {
    let mut solver = Solver::with_limits(system, limits);
    let one = |variable| [(variable, Rational::ONE)];
    let as_figure = range_of(&solver.extent(&one(share.share), active))?;
    let of_levels = range_of(&solver.quotient_extent(&one(share.part), &one(share.whole), active))?;
    let both = as_figure.intersection(&of_levels.scaled(&Rational::from(100)));
    match (&both.lower, &both.upper) {
        _ if both.is_empty() => None,
        (Some(_), Some(_)) => both.middle(),
        (Some(lower), None) => Some(&lower.value + &Rational::ONE),
        (None, Some(upper)) => Some(&upper.value - &Rational::ONE),
        (None, None) => Some(Rational::ONE),
    }
}
