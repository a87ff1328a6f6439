//! Where the search begins. A good start spares pivots, and with them the growth of the coefficients.

use super::limb::Limb;
use super::tableau::{Budget, Column, Limit, Place, Stop, Tableau, Value};

/// Sweeps over all rows after which a proposal is taken as it is: in a small block, where a pivot costs little, and in a large one.
const SWEEPS: [usize; 2] = [8, 300];

/// Where a nonbasic column starts: halfway between its bounds, which for a rounded figure is the printed value, so that sums and
/// growth rates that hold as printed need no pivot; else at its only bound, or at zero.
pub(super) fn middle<L: Limb>(lower: &Option<Limit<L>>, upper: &Option<Limit<L>>) -> Option<Value<L>> {
    match (lower, upper) {
        (Some(lower), Some(upper)) => {
            let middle = Value { whole: lower.value.whole.midpoint(&upper.value.whole)?, epsilon: 0 };
            let inside = lower.value <= middle && middle <= upper.value;
            Some(if inside { middle } else { lower.value.clone() })
        }
        (Some(only), None) | (None, Some(only)) => Some(only.value.clone()),
        (None, None) => Some(Value { whole: L::zero(), epsilon: 0 }),
    }
}

/// Solves each equality for one of its variables, short ones first: they hold from then on, wherever the other columns stand.
///
/// Variables with a coefficient of one are preferred, so that the sums of a document leave only ones; growth rates brought in first
/// would multiply their denominators along every total.
pub(super) fn eliminate<L: Limb>(tableau: &mut Tableau<L>, budget: &mut Budget) -> Result<(), Stop> {
    let mut equalities: Vec<(usize, u32)> = (tableau.variables..tableau.columns.len())
        .filter(|index| tableau.columns[*index].place == Place::Basic && is_fixed(&tableau.columns[*index]))
        .map(|index| (tableau.columns[index].row.terms.len(), index as u32))
        .collect();
    equalities.sort_unstable();
    for (_, leaving) in equalities {
        let column = &tableau.columns[leaving as usize];
        let row = &column.row;
        let entering = row
            .terms
            .iter()
            .filter(|(j, _)| !is_fixed(&tableau.columns[*j as usize]))
            .min_by(|(j, a), (k, b)| {
                let (at_j, at_k) = (&tableau.columns[*j as usize], &tableau.columns[*k as usize]);
                a.magnitude().cmp(&b.magnitude()).then((!at_j.is_free(), at_j.occurs.len(), *j).cmp(&(
                    !at_k.is_free(),
                    at_k.occurs.len(),
                    *k,
                )))
            })
            .map(|(j, _)| *j);
        // Without one the equality follows from others, or contradicts them; the search will tell.
        let (Some(entering), Some(limit)) = (entering, &column.lower) else { continue };
        let target = limit.value.clone();
        budget.spend_pivot()?;
        let moved = tableau.pivot(leaving, entering, target, budget);
        tableau.park_if_free(entering);
        moved?;
    }
    Ok(())
}

fn is_fixed<L: Limb>(column: &Column<L>) -> bool {
    matches!((&column.lower, &column.upper), (Some(lower), Some(upper)) if lower.value == upper.value)
}

/// Moves the nonbasic columns to where all rows are nearly within their bounds, by projecting onto one row after the other
/// (S. Kaczmarz 1937, for inequalities S. Agmon 1954). Floats propose here, and the search decides: a bad proposal costs pivots, never truth.
///
/// `ranges` are where the variables seem to lie, as far as that is known, in units of one over the `scale`.
pub(super) fn propose<L: Limb>(tableau: &mut Tableau<L>, ranges: &[[f64; 2]], scale: f64) -> Result<(), Stop> {
    let mut points: Vec<Coordinate> = tableau.columns.iter().map(Coordinate::new).collect();
    for (point, [lower, upper]) in points.iter_mut().zip(ranges) {
        point.narrow(lower * scale, upper * scale);
    }
    let rows: Vec<Target> = tableau.columns.iter().filter_map(|column| Target::new(column, &points)).collect();
    for _ in 0..SWEEPS[usize::from(!ranges.is_empty())] {
        let mut settled = true;
        for row in &rows {
            settled &= row.project(&mut points);
        }
        if settled {
            break;
        }
    }
    for (column, point) in tableau.columns.iter_mut().zip(points) {
        let proposed = point.at.round();
        if column.place != Place::Nonbasic || point.at == point.first || proposed.abs() >= 1e15 {
            continue;
        }
        let Some(whole) = L::from_small(proposed as i64) else { continue };
        let old = std::mem::replace(&mut column.value, Value { whole, epsilon: 0 });
        if !column.has_value_in_bounds() {
            column.value = old;
        }
    }
    tableau.recompute()
}

/// A nonbasic column as floats.
struct Coordinate {
    at: f64,
    first: f64,
    lower: f64,
    upper: f64,
}

impl Coordinate {
    fn new<L: Limb>(column: &Column<L>) -> Self {
        let at = column.value.whole.to_float();
        Self { at, first: at, lower: float(&column.lower, f64::NEG_INFINITY), upper: float(&column.upper, f64::INFINITY) }
    }

    /// Between these values it seems to lie. One that has no ends of its own starts in the middle.
    fn narrow(&mut self, lower: f64, upper: f64) {
        let is_free = self.lower.is_infinite() || self.upper.is_infinite();
        (self.lower, self.upper) = (self.lower.max(lower), self.upper.min(upper));
        if self.upper < self.lower {
            let middle = (self.lower + self.upper) / 2.0;
            (self.lower, self.upper) = (middle, middle);
        }
        if is_free && self.lower.is_finite() && self.upper.is_finite() {
            self.at = (self.lower + self.upper) / 2.0;
        }
        self.at = self.at.clamp(self.lower, self.upper);
    }

    /// How readily it moves: by its range, and without one by its size. A rate is printed to about one part in a thousand.
    fn ease(&self) -> f64 {
        let range = (self.upper - self.lower) / 2.0;
        if range.is_finite() { range } else { (self.at.abs() / 1024.0).max(1.0) }
    }
}

fn float<L: Limb>(limit: &Option<Limit<L>>, none: f64) -> f64 {
    limit.as_ref().map_or(none, |limit| limit.value.whole.to_float())
}

/// A basic column as a range for a sum of coordinates, drawn in so that rounding to whole numbers does not leave it.
struct Target {
    terms: Vec<(u32, f64)>,
    lower: f64,
    upper: f64,
}

impl Target {
    fn new<L: Limb>(column: &Column<L>, points: &[Coordinate]) -> Option<Self> {
        if column.place != Place::Basic || column.is_free() {
            return None;
        }
        let den = column.row.den.to_float();
        let terms: Vec<(u32, f64)> = column.row.terms.iter().map(|(j, t)| (*j, t.to_float() / den)).collect();
        let movable = |(j, _): &&(u32, f64)| points[*j as usize].lower < points[*j as usize].upper;
        let rounding: f64 = terms.iter().filter(movable).map(|(_, t)| t.abs()).sum();
        let (lower, upper) = (float(&column.lower, f64::NEG_INFINITY), float(&column.upper, f64::INFINITY));
        let margin = rounding.min((upper - lower) / 4.0);
        Some(Self { terms, lower: lower + margin, upper: upper - margin })
    }

    /// Whether the row was within its range already.
    fn project(&self, points: &mut [Coordinate]) -> bool {
        let (mut value, mut norm) = (0.0, 0.0);
        for (j, t) in &self.terms {
            let point = &points[*j as usize];
            let ease = t * point.ease();
            value += t * point.at;
            norm += ease * ease;
        }
        let missing = if value < self.lower { self.lower - value } else { self.upper.min(value) - value };
        if missing == 0.0 || norm == 0.0 || !norm.is_finite() {
            return true;
        }
        for (j, t) in &self.terms {
            let point = &mut points[*j as usize];
            let ease = point.ease();
            point.at = (point.at + missing / norm * t * ease * ease).clamp(point.lower, point.upper);
        }
        false
    }
}
