//! Percentage points for per cent, and the other way round.

use super::super::model::{Meaning, Measured, signed};
use super::super::part::Solving;
use super::super::reading::Sense;
use super::super::result::{Repair, Slip};
use super::joint::{self, Act};
use crate::exact::{Interval, Rational};
use crate::feasibility::{ConstraintId, Outcome, Variable};
use crate::rule::{self, Edit, Rule};
use crate::statement::Relation;

/// A growth whose figure fits as percentage points of the growth of a whole, or a contribution in points that fits as a growth in per
/// cent. What should stand there only the others tell.
pub(super) fn slips(
    solving: &mut Solving<'_>,
    g: usize,
    meaning: &Meaning,
    implied: Option<&Interval>,
    choice: &[usize],
    active: &[ConstraintId],
) -> Vec<Repair> {
    let statement = solving.statements[g];
    let percent = signed(&statement.figure, statement.direction).interval();
    let (meant, as_stated) = match (&meaning.measured, meaning.reading.sense) {
        (&Measured::Quotient { numerator, denominator }, Sense::Increment) => {
            let wholes = wholes_of(solving, denominator);
            let edits = wholes.into_iter().map(|whole| rule::contribution(numerator, denominator, whole, &percent));
            let Some(middle) = implied.and_then(Interval::middle) else { return Vec::new() };
            (middle, edits.collect::<Vec<_>>())
        }
        _ if statement.relation == Relation::Contribution => {
            let Some([current, base, whole]) = slots(solving, g, meaning) else { return Vec::new() };
            let Outcome::Feasible(point) = solving.search.solver().solve(active) else { return Vec::new() };
            let Some(inverse) = point.value(whole).recip() else { return Vec::new() };
            let points = &(&(point.value(current) - point.value(base)) * &inverse) * &Rational::from(100);
            (points, vec![rule::change(current, base, &rule::growth_factor(&percent))])
        }
        _ => return Vec::new(),
    };
    let figure = meant.round(statement.figure.decimals());
    let figure = if statement.direction.is_some() { figure.abs() } else { figure };
    let figure = figure.to_decimal(statement.figure.decimals().max(0) as u32);
    let act = |edits: Vec<Edit<Variable>>| Act {
        changes: vec![(g, Repair { figure: figure.clone(), slip: Slip::PointsForPercent, from: None })],
        stated: edits.into_iter().map(|edit| (edit.terms, edit.range)).collect(),
    };
    let acts = as_stated.into_iter().map(act).collect();
    let found = joint::combined(solving, &[g], choice, &[], &[acts]);
    found.into_iter().flat_map(|joint| joint.changes).map(|(_, repair)| repair).take(1).collect()
}

/// The levels of which this one is a part.
fn wholes_of(solving: &Solving<'_>, part_of: Variable) -> Vec<Variable> {
    let facts = solving.part.facts.iter().filter(|fact| matches!(fact.rule, Rule::PartWhole | Rule::Turnover));
    let mut wholes: Vec<Variable> = facts
        .flat_map(|fact| {
            let terms = solving.part.system.constraint(fact.constraint).terms();
            let own = terms.iter().find(|(variable, _)| *variable == part_of).map(|(_, c)| c.is_negative());
            // Whole and parts stand with opposite signs, the whole alone.
            let opposite: Vec<Variable> =
                terms.iter().filter(|(_, c)| own.is_some_and(|own| own != c.is_negative())).map(|(v, _)| *v).collect();
            if let [whole] = opposite[..] { Some(whole) } else { None }
        })
        .collect();
    wholes.sort();
    wholes.dedup();
    wholes
}

/// The level, its base, and the base of the whole of a contribution.
fn slots(solving: &Solving<'_>, g: usize, meaning: &Meaning) -> Option<[Variable; 3]> {
    let statement = solving.statements[g];
    let keys = &solving.part.keys;
    let first = solving.part.system.constraint(*meaning.alternative.constraints.first()?);
    let variables: Vec<Variable> = first.terms().iter().map(|(variable, _)| *variable).collect();
    let current = variables.iter().copied().find(|v| keys[v.index()].period == statement.key.period)?;
    let base_key = keys[current.index()].with_period(statement.base);
    let base = variables.iter().copied().find(|v| keys[v.index()] == base_key)?;
    let whole = variables.iter().copied().find(|v| *v != current && *v != base)?;
    Some([current, base, whole])
}
