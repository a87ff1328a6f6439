//! From extents of levels and quotients to the unit a figure is printed in.

use super::model::{Meaning, Measured, signed};
use super::reading::Sense;
use super::shares::Share;
use crate::exact::{Bound, Interval, Rational};
use crate::feasibility::{ConstraintId, Extent, Extreme, Solver, Variable};
use crate::figure::{Multiplier, Rounding};
use crate::rule::{self, Edit, Rule};
use crate::statement::{Relation, Statement};

/// The interval that `active` constraints leave for what a figure measures, in the figure's own unit: amounts before their
/// multiplier, percentages in per cent, falls and deficits below zero. `None` where they leave it open or it is not known.
pub(super) fn left_for(
    meaning: &Meaning,
    statement: &Statement,
    solver: &mut Solver<'_>,
    active: &[ConstraintId],
) -> Option<Interval> {
    own_unit(meaning.reading.sense, statement, &range_for(meaning, solver, active)?)
}

/// The same before it is turned into the unit of the figure: what a growth a year leaves for it are roots, and not told.
pub(super) fn range_for(meaning: &Meaning, solver: &mut Solver<'_>, active: &[ConstraintId]) -> Option<Interval> {
    let one = |variable| [(variable, Rational::ONE)];
    match &meaning.measured {
        // What figures on shares leave, and what levels do.
        Measured::Share(Share { share, part, whole }) => {
            let as_figure = range_of(&solver.extent(&one(*share), active));
            let as_figure = as_figure.map(|percent| percent.scaled(&Rational::decimal(1, -2)));
            let of_levels = range_of(&solver.quotient_extent(&one(*part), &one(*whole), active));
            match (as_figure, of_levels) {
                (Some(one), Some(other)) => Some(one.intersection(&other)),
                (one, other) => one.or(other),
            }
        }
        Measured::Form(form) => range_of(&solver.extent(form, active)),
        Measured::Quotient { numerator, denominator } => {
            range_of(&solver.quotient_extent(&one(*numerator), &one(*denominator), active))
        }
        Measured::Nothing => None,
    }
}

/// What is left for a figure where nothing is stated: everything, or for quotients of levels everything that is not negative.
pub(super) fn left_by_nothing(meaning: &Meaning, statement: &Statement) -> Interval {
    let all = match &meaning.measured {
        Measured::Quotient { .. } | Measured::Share(_) => Interval::at_least(Rational::ZERO),
        _ => Interval::FREE,
    };
    own_unit(meaning.reading.sense, statement, &all).unwrap_or_default()
}

/// The interval of an extent; `None` where there is none.
pub(super) fn range_of(extent: &Extent) -> Option<Interval> {
    let bound = |extreme: &Extreme| match extreme {
        Extreme::Unbounded => None,
        Extreme::At { value, attained, .. } => Some(Bound { value: value.clone(), end: *attained }),
    };
    match extent {
        Extent::Range { lower, upper } => Some(Interval { lower: bound(lower), upper: bound(upper) }),
        _ => None,
    }
}

/// What a statement says, in the unit of the figure and with the sign of its direction.
pub(super) fn stated(sense: Sense, statement: &Statement) -> Interval {
    let figure = match sense {
        Sense::OtherNotation => statement.other_notation.as_ref().unwrap_or(&statement.figure).clone(),
        Sense::RoundedCoarser => statement.figure.coarser().unwrap_or_else(|| statement.figure.clone()),
        _ => statement.figure.clone(),
    };
    let figure = figure.times(Multiplier::ONE);
    let figure = if takes_sign(sense) { signed(&figure, statement.direction) } else { figure };
    match sense {
        Sense::Truncated => figure.interval_as(Rounding::Truncated),
        _ if statement.relation == Relation::Count => figure.interval_as(statement.figure.rounding_of_count()),
        _ => figure.interval(),
    }
}

/// The constraints that say that a figure lies in an interval of its own unit: the way back from [`left_for`]. `None` where a reading is
/// no single quantity.
pub(super) fn edits(meaning: &Meaning, statement: &Statement, interval: &Interval) -> Option<Vec<Edit<Variable>>> {
    let range = match meaning.reading.sense {
        Sense::AsPrinted | Sense::OtherNotation | Sense::RoundedCoarser | Sense::Truncated | Sense::Difference => {
            interval.scaled(&statement.figure.multiplier().factor())
        }
        Sense::PointChange => interval.clone(),
        Sense::Increment => rule::growth_factor(interval),
        Sense::Index => rule::index_factor(interval),
        Sense::Share | Sense::Coverage => interval.scaled(&Rational::decimal(1, -2)),
        Sense::Factor | Sense::Divisor => rule::multiple_factor(interval),
        Sense::FactorMore => rule::multiple_factor(&interval.shifted(&Rational::ONE)),
        Sense::Comparison => interval.clone(),
        _ => return None,
    };
    match &meaning.measured {
        Measured::Form(form) => Some(vec![Edit::new(Rule::Level, form.iter().cloned(), range)]),
        Measured::Quotient { numerator, denominator } => Some(rule::change(*numerator, *denominator, &range)),
        Measured::Share(Share { share, part, whole }) => {
            let mut edits = rule::change(*part, *whole, &range);
            edits.push(rule::level(*share, interval.clone()));
            Some(edits)
        }
        Measured::Nothing => None,
    }
}

fn takes_sign(sense: Sense) -> bool {
    matches!(sense, Sense::Increment | Sense::PerYear | Sense::Difference | Sense::Points | Sense::PointChange)
}

fn own_unit(sense: Sense, statement: &Statement, interval: &Interval) -> Option<Interval> {
    let hundred = Rational::from(100);
    let minus_one = Rational::from(-1);
    Some(match sense {
        Sense::AsPrinted | Sense::OtherNotation | Sense::RoundedCoarser | Sense::Truncated | Sense::Difference => {
            interval.scaled(&Rational::decimal(1, -i32::from(statement.figure.multiplier().exponent())))
        }
        Sense::Increment => interval.shifted(&minus_one).scaled(&hundred),
        Sense::Index | Sense::Share | Sense::Coverage => interval.scaled(&hundred),
        Sense::Factor | Sense::Divisor | Sense::Comparison | Sense::PointChange => interval.clone(),
        Sense::FactorMore => interval.shifted(&minus_one),
        _ => return None,
    })
}

/// Whether `with` bounds more than `without`: the others, and not the facts alone, have a say. That an end is only approached and not
/// reached refutes no printed figure.
pub(super) fn is_tighter(with: &Interval, without: &Interval) -> bool {
    let tighter = |a: &Option<Bound>, b: &Option<Bound>| match (a, b) {
        (Some(a), Some(b)) => a.value != b.value,
        (a, b) => a.is_some() && b.is_none(),
    };
    tighter(&with.lower, &without.lower) || tighter(&with.upper, &without.upper)
}
