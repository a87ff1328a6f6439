use std::cmp::Ordering;

use super::Candidate;
use crate::exact::{Interval, Rational};
use crate::figure::Rounding;

/// Which figures have an interval that meets the implied one, as whole numbers of units of their last digit.
pub(super) struct Room<'i> {
    implied: &'i Interval,
    rounding: Rounding,
    /// For each number of decimals met, the least and the greatest that fits.
    by_decimals: Vec<(i32, [Option<i128>; 2])>,
}

impl<'i> Room<'i> {
    pub(super) fn new(implied: &'i Interval, rounding: Rounding) -> Self {
        Self { implied, rounding, by_decimals: Vec::new() }
    }

    pub(super) fn holds(&mut self, candidate: &Candidate) -> bool {
        let known = self.by_decimals.iter().position(|(decimals, _)| *decimals == candidate.decimals);
        let at = known.unwrap_or_else(|| {
            self.by_decimals.push((candidate.decimals, self.ends(candidate.decimals)));
            self.by_decimals.len() - 1
        });
        let [least, greatest] = self.by_decimals[at].1;
        let Ok(digits) = i128::try_from(candidate.digits) else { return false };
        let digits = if candidate.is_negative { -digits } else { digits };
        least.is_none_or(|least| least <= digits) && greatest.is_none_or(|greatest| digits <= greatest)
    }

    fn ends(&self, decimals: i32) -> [Option<i128>; 2] {
        let half = if self.rounding == Rounding::Exact { Rational::ZERO } else { Rational::decimal(5, -1) };
        let scale = Rational::decimal(1, decimals);
        let lower = self.implied.lower.as_ref().map(|bound| {
            let edge = &(&bound.value * &scale) - &half;
            // An end that is not reached itself leaves out the figure that only touches it.
            let least = edge.ceil();
            let touches = !bound.end.is_closed() && Rational::from(least.clone()).cmp(&edge) == Ordering::Equal;
            clamped(least + i32::from(touches))
        });
        let upper = self.implied.upper.as_ref().map(|bound| {
            let edge = &(&bound.value * &scale) + &half;
            let greatest = edge.floor();
            let touches = !bound.end.is_closed() && Rational::from(greatest.clone()).cmp(&edge) == Ordering::Equal;
            clamped(greatest - i32::from(touches))
        });
        [lower, upper]
    }
}

/// Beyond all figures, an end is as good as any other.
fn clamped(end: num_bigint::BigInt) -> i128 {
    let is_negative = end.sign() == num_bigint::Sign::Minus;
    i128::try_from(end).unwrap_or(if is_negative { i128::MIN } else { i128::MAX })
}
