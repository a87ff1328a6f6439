//! The two searches: for a point within all bounds, and from there for the greatest value of one column.

use std::cmp::Ordering;

use super::End;
use super::certificate::Side;
use super::limb::Limb;
use super::system::ConstraintId;
use super::tableau::{Budget, Limit, Place, Row, Stop, Tableau, Value};

/// What the search for a point ends with.
#[derive(Debug)]
pub(super) enum Search {
    /// All columns are within their bounds.
    Found,
    /// Positive multiples of these bounds of columns add up to a contradiction.
    Blocked(Vec<Pull>),
}

/// A bound of a column and how often it is taken.
#[derive(Debug)]
pub(super) struct Pull {
    pub(super) column: u32,
    pub(super) side: Side,
    pub(super) source: ConstraintId,
    pub(super) times: crate::exact::Rational,
}

/// What the search for the greatest value ends with.
pub(super) enum Greatest {
    Unbounded,
    /// The row of the objective at its optimum proves the value.
    At {
        pulls: Vec<Pull>,
        attained: End,
    },
}

/// After so many pivots in one search the rules change to those that cannot cycle (Bland 1977).
fn patience<L: Limb>(tableau: &Tableau<L>) -> u64 {
    50 + 4 * tableau.columns.len() as u64
}

/// Whether all basic columns are within their bounds.
pub(super) fn is_settled<L: Limb>(tableau: &Tableau<L>) -> Result<bool, Stop> {
    Ok(most_violated(tableau, true)?.is_none())
}

/// Brings all basic columns within their bounds, or shows a row that cannot be brought there.
pub(super) fn search<L: Limb>(tableau: &mut Tableau<L>, budget: &mut Budget) -> Result<Search, Stop> {
    let mut left = patience(tableau);
    loop {
        let careful = left == 0;
        let Some((leaving, side)) = most_violated(tableau, careful)? else { return Ok(Search::Found) };
        let Some(entering) = candidate(tableau, leaving, side, careful) else {
            return Ok(Search::Blocked(blocked(tableau, leaving, side)));
        };
        budget.spend_pivot()?;
        left = left.saturating_sub(1);
        let column = &tableau.columns[leaving as usize];
        let limit = if side == Side::Lower { &column.lower } else { &column.upper };
        let target = limit.as_ref().expect("a violated bound exists").value.clone();
        let moved = tableau.pivot(leaving, entering, target, budget);
        tableau.park_if_free(entering);
        moved?;
    }
}

/// The basic column that is furthest from its bounds, measured in units of its form's largest coefficient; the first one where
/// `careful`. The measure is a float: it chooses among violations, that there is one is exact.
fn most_violated<L: Limb>(tableau: &Tableau<L>, careful: bool) -> Result<Option<(u32, Side)>, Stop> {
    let mut worst: Option<(u32, Side, f64)> = None;
    for (index, column) in tableau.columns.iter().enumerate() {
        if column.place != Place::Basic {
            continue;
        }
        let row = &column.row;
        let violated = |limit: &Option<Limit<L>>, wrong: Ordering| match limit {
            Some(limit) => {
                row.compare(&limit.value).ok_or(Stop::Overflow).map(|order| (order == wrong).then(|| limit.value.clone()))
            }
            None => Ok(None),
        };
        let (side, bound) = match violated(&column.lower, Ordering::Less)? {
            Some(bound) => (Side::Lower, bound),
            None => match violated(&column.upper, Ordering::Greater)? {
                Some(bound) => (Side::Upper, bound),
                None => continue,
            },
        };
        if careful {
            return Ok(Some((index as u32, side)));
        }
        let size = (L::wide_to_float(&row.whole) / row.den.to_float() - bound.whole.to_float()).abs() * column.weight;
        if worst.is_none_or(|(_, _, largest)| largest < size) {
            worst = Some((index as u32, side, size));
        }
    }
    Ok(worst.map(|(column, side, _)| (column, side)))
}

/// The nonbasic column that takes the place of `leaving`: one without bounds first, then one that few rows use.
fn candidate<L: Limb>(tableau: &Tableau<L>, leaving: u32, side: Side, careful: bool) -> Option<u32> {
    let suitable = tableau.columns[leaving as usize].row.terms.iter().filter_map(|(j, t)| {
        let column = &tableau.columns[*j as usize];
        let direction = if side == Side::Lower { t.sign() } else { t.sign().reverse() };
        column.has_room(direction).then_some((*j, column))
    });
    if careful {
        return suitable.map(|(j, _)| j).min();
    }
    suitable.min_by_key(|(j, column)| (!column.is_free(), column.occurs.len(), *j)).map(|(j, _)| j)
}

/// The row of `leaving` with each column at the bound that keeps it from helping.
fn blocked<L: Limb>(tableau: &Tableau<L>, leaving: u32, side: Side) -> Vec<Pull> {
    let column = &tableau.columns[leaving as usize];
    let limit = if side == Side::Lower { &column.lower } else { &column.upper };
    let source = limit.as_ref().expect("a violated bound exists").source;
    let mut pulls = vec![Pull { column: leaving, side, source, times: column.row.den.rational() }];
    pulls.extend(pulls_of(tableau, &column.row, side == Side::Lower));
    pulls
}

/// The bounds that hold the sum of a row from above, or from below.
fn pulls_of<L: Limb>(tableau: &Tableau<L>, row: &Row<L>, above: bool) -> impl Iterator<Item = Pull> {
    row.terms.iter().map(move |(j, t)| {
        let column = &tableau.columns[*j as usize];
        let (side, limit) = match (t.sign() == Ordering::Greater) == above {
            true => (Side::Upper, &column.upper),
            false => (Side::Lower, &column.lower),
        };
        let source = limit.as_ref().expect("a column without room is at a bound").source;
        Pull { column: *j, side, source, times: t.magnitude().rational() }
    })
}

/// From a point within all bounds, the greatest value of the basic column `objective`, which has no bounds itself.
pub(super) fn maximise<L: Limb>(tableau: &mut Tableau<L>, objective: u32, budget: &mut Budget) -> Result<Greatest, Stop> {
    let mut left = patience(tableau);
    loop {
        let row = &tableau.columns[objective as usize].row;
        let improving = row.terms.iter().filter(|(j, t)| tableau.columns[*j as usize].has_room(t.sign()));
        let entering = match left {
            0 => improving.map(|(j, t)| (*j, t.sign())).next(),
            _ => improving
                .map(|(j, t)| (*j, t.sign(), t.to_float().abs()))
                .reduce(|best, next| if best.2 < next.2 { next } else { best })
                .map(|(j, direction, _)| (j, direction)),
        };
        let Some((entering, direction)) = entering else {
            let pulls: Vec<Pull> = pulls_of(tableau, row, true).collect();
            let touched = |pull: &Pull| {
                let column = &tableau.columns[pull.column as usize];
                let limit = if pull.side == Side::Lower { &column.lower } else { &column.upper };
                limit.as_ref().is_some_and(|limit| limit.value.epsilon != 0)
            };
            let attained = if pulls.iter().any(touched) { End::Open } else { End::Closed };
            return Ok(Greatest::At { pulls, attained });
        };
        budget.spend_pivot()?;
        left = left.saturating_sub(1);
        match first_blocking(tableau, entering, direction)? {
            None => return Ok(Greatest::Unbounded),
            Some(Meeting { column, target }) if column == entering => tableau.move_to(entering, target)?,
            Some(Meeting { column: leaving, target }) => {
                let moved = tableau.pivot(leaving, entering, target, budget);
                tableau.park_if_free(entering);
                moved?;
            }
        }
    }
}

/// How far a column may go before a bound is met, as fractions `whole / den` and `epsilon / den`.
struct Step<L: Limb> {
    whole: L::Wide,
    epsilon: L::Wide,
    den: L,
}

impl<L: Limb> Step<L> {
    fn compare(&self, other: &Self) -> Option<Ordering> {
        let whole = L::times(&self.whole, &other.den)?.cmp(&L::times(&other.whole, &self.den)?);
        match whole {
            Ordering::Equal => Some(L::times(&self.epsilon, &other.den)?.cmp(&L::times(&other.epsilon, &self.den)?)),
            _ => Some(whole),
        }
    }
}

/// A column that meets one of its bounds.
struct Meeting<L> {
    column: u32,
    target: Value<L>,
}

/// What meets a bound first as `entering` moves: a basic column, or the moving one itself; nothing where no bound is ever met. Of
/// several the one with the smallest index, as Bland's rule asks.
fn first_blocking<L: Limb>(tableau: &Tableau<L>, entering: u32, direction: Ordering) -> Result<Option<Meeting<L>>, Stop> {
    let difference = |high: L::Wide, low: L::Wide| L::add(high, L::negate(low)).ok_or(Stop::Overflow);
    let mut first: Option<(Step<L>, u32, &Value<L>)> = None;
    let mut offer = |step: Step<L>, column: u32, target| -> Result<(), Stop> {
        let sooner = match &first {
            None => true,
            Some((best, holder, _)) => match step.compare(best).ok_or(Stop::Overflow)? {
                Ordering::Less => true,
                Ordering::Equal => column < *holder,
                Ordering::Greater => false,
            },
        };
        if sooner {
            first = Some((step, column, target));
        }
        Ok(())
    };

    let own = &tableau.columns[entering as usize];
    let toward = if direction == Ordering::Greater { &own.upper } else { &own.lower };
    if let Some(limit) = toward {
        let (at, to) = (&own.value, &limit.value);
        let (high, low) = if direction == Ordering::Greater { (to, at) } else { (at, to) };
        let small = |value: i8| L::from_small(value.into()).ok_or(Stop::Overflow);
        offer(
            Step {
                whole: difference(high.whole.widen(), low.whole.widen())?,
                epsilon: difference(small(high.epsilon)?.widen(), small(low.epsilon)?.widen())?,
                den: L::one(),
            },
            entering,
            to,
        )?;
    }
    for &basic in &own.occurs {
        let column = &tableau.columns[basic as usize];
        let row = &column.row;
        let coefficient = row.coefficient(entering).expect("the occurrence lists are exact");
        let rises = coefficient.sign() == direction;
        let Some(limit) = (if rises { &column.upper } else { &column.lower }) else { continue };
        let whole = row.den.product(&limit.value.whole).ok_or(Stop::Overflow)?;
        let epsilon = match limit.value.epsilon {
            0 => L::wide_zero(),
            1 => row.den.widen(),
            _ => L::negate(row.den.widen()),
        };
        let (whole, epsilon) = match rises {
            true => (difference(whole, row.whole.clone())?, difference(epsilon, row.epsilon.clone())?),
            false => (difference(row.whole.clone(), whole)?, difference(row.epsilon.clone(), epsilon)?),
        };
        offer(Step { whole, epsilon, den: coefficient.magnitude() }, basic, &limit.value)?;
    }
    Ok(first.map(|(_, column, target)| Meeting { column, target: target.clone() }))
}
