//! What single rows say of the intervals of their fields, again and again for a few rounds.
//!
//! Ends are rounded away from the interval, so what is refuted is refuted exactly; what is not, is not decided.

use super::Mask;
use super::instance::{FROM_BELOW, Instance, TO_ABOVE, is_near};

/// Chains of sums are short; rates in a circle would narrow each other without end.
const ROUNDS: usize = 5;

/// Intervals that can only become narrower, and for each end the fields whose figures it rests on.
#[derive(Debug, Default)]
pub(super) struct Ends {
    pub(super) lower: Vec<i64>,
    pub(super) upper: Vec<i64>,
    of_lower: Vec<Mask>,
    of_upper: Vec<Mask>,
}

impl Ends {
    /// Narrows the intervals of a record; where one becomes empty, the fields of which the figures cannot all be right.
    pub(super) fn narrow(&mut self, instance: &Instance) -> Result<(), Mask> {
        self.lower.clone_from(&instance.lower);
        self.upper.clone_from(&instance.upper);
        self.of_lower.clear();
        self.of_lower.extend((0..instance.lower.len()).map(Mask::of));
        self.of_upper.clone_from(&self.of_lower);
        for _ in 0..ROUNDS {
            let mut is_narrower = false;
            for at in 0..instance.rows.len() {
                is_narrower |= self.row(instance, at)?;
            }
            if !is_narrower {
                break;
            }
        }
        Ok(())
    }

    fn row(&mut self, instance: &Instance, at: usize) -> Result<bool, Mask> {
        let row = &instance.rows[at];
        let terms = instance.terms(row);
        let of_row = row.figure().map_or(Mask::NONE, Mask::of);
        let mut is_narrower = false;
        if row.upper != i128::MAX {
            let least = self.total(terms, End::Least);
            if least.open == 0 && (least.sum > row.upper || row.is_upper_strict && least.sum == row.upper) {
                return Err(self.fields(terms, End::Least, None).or(of_row));
            }
            is_narrower |= self.tighten(terms, End::Least, &least, row.upper, of_row)?;
        }
        if row.lower != i128::MIN {
            let greatest = self.total(terms, End::Greatest);
            if greatest.open == 0 && (greatest.sum < row.lower || row.is_lower_strict && greatest.sum == row.lower) {
                return Err(self.fields(terms, End::Greatest, None).or(of_row));
            }
            is_narrower |= self.tighten(terms, End::Greatest, &greatest, row.lower, of_row)?;
        }
        Ok(is_narrower)
    }

    /// The end of a field's interval at which `factor × field` is least or greatest.
    fn at(&self, field: usize, factor: i64, end: End) -> i64 {
        if (factor > 0) == (end == End::Least) { self.lower[field] } else { self.upper[field] }
    }

    fn total(&self, terms: &[(u32, i64)], end: End) -> Total {
        let mut total = Total { sum: 0, open: 0 };
        for &(field, factor) in terms {
            match self.at(field as usize, factor, end) {
                FROM_BELOW | TO_ABOVE => total.open += 1,
                value => total.sum += i128::from(factor) * i128::from(value),
            }
        }
        total
    }

    /// The fields on which the sum of the ends rests, without one of the terms.
    fn fields(&self, terms: &[(u32, i64)], end: End, but: Option<usize>) -> Mask {
        let of = |(at, &(field, factor)): (usize, &(u32, i64))| {
            let is_lower = (factor > 0) == (end == End::Least);
            let of = if is_lower { self.of_lower[field as usize] } else { self.of_upper[field as usize] };
            if Some(at) == but { Mask::NONE } else { of }
        };
        terms.iter().enumerate().map(of).fold(Mask::NONE, Mask::or)
    }

    /// What the others at their ends leave for each term.
    fn tighten(&mut self, terms: &[(u32, i64)], end: End, total: &Total, bound: i128, of_row: Mask) -> Result<bool, Mask> {
        let mut is_narrower = false;
        if total.open > 1 {
            return Ok(false);
        }
        for (at, &(field, factor)) in terms.iter().enumerate() {
            let own = self.at(field as usize, factor, end);
            let is_open = matches!(own, FROM_BELOW | TO_ABOVE);
            if total.open == 1 && !is_open {
                continue;
            }
            let own = if is_open { 0 } else { i128::from(factor) * i128::from(own) };
            let rest = bound - (total.sum - own);
            // factor × field ≤ rest at the least end, ≥ at the greatest.
            let is_upper = (factor > 0) == (end == End::Least);
            let value = outward(rest, factor, is_upper);
            let Some(value) = i64::try_from(value).ok().filter(|value| is_near(*value)) else { continue };
            let field = field as usize;
            if is_upper && value < self.upper[field] {
                self.of_upper[field] = self.fields(terms, end, Some(at)).or(of_row);
                self.upper[field] = value;
                is_narrower = true;
            } else if !is_upper && value > self.lower[field] {
                self.of_lower[field] = self.fields(terms, end, Some(at)).or(of_row);
                self.lower[field] = value;
                is_narrower = true;
            } else {
                continue;
            }
            if self.lower[field] > self.upper[field] {
                return Err(self.of_lower[field].or(self.of_upper[field]));
            }
        }
        Ok(is_narrower)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Least,
    Greatest,
}

struct Total {
    sum: i128,
    /// How many terms have no end.
    open: u32,
}

/// `rest / factor`, rounded up for an upper end and down for a lower one.
fn outward(rest: i128, factor: i64, is_upper: bool) -> i128 {
    let factor = i128::from(factor);
    let (rest, factor) = if factor < 0 { (-rest, -factor) } else { (rest, factor) };
    if factor == 1 {
        return rest;
    }
    let floor = rest.div_euclid(factor);
    if is_upper && floor * factor != rest { floor + 1 } else { floor }
}
