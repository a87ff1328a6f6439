//! One record in whole numbers of a unit finer than its last digits.

use super::entry::Entry;
use super::part::Part;
use super::scaled::{LARGEST, ScaledRate};
use crate::figure::Rounding;
use crate::rule::Sense;

/// Ends that are missing.
pub(super) const FROM_BELOW: i64 = i64::MIN;
pub(super) const TO_ABOVE: i64 = i64::MAX;

/// Values stay below this, so that sums of products with coefficients stay within 128 bits.
pub(super) const FARTHEST: i64 = 1 << 60;

/// Where no rate tells the coefficients of a row.
const NO_FIGURE: u32 = u32::MAX;

/// Whether a value may stand in sums of 128 bits; the least number of 64 bits, which has no opposite, may not.
pub(super) fn is_near(value: i64) -> bool {
    value.unsigned_abs() < FARTHEST.unsigned_abs()
}

/// A record: where each field can lie, and the rows with the coefficients that its rates have. Kept from record to record for its memory.
#[derive(Debug, Default)]
pub(super) struct Instance {
    /// The ends of each field's interval.
    pub(super) lower: Vec<i64>,
    pub(super) upper: Vec<i64>,
    /// The printed values; of a field that is missing nothing.
    printed: Vec<Option<i64>>,
    pub(super) rows: Vec<Row>,
    /// The terms of all rows; those of the fixed rows come first.
    terms: Vec<(u32, i64)>,
    fixed_terms: usize,
    /// Which part the fixed terms are of.
    of_part: Option<usize>,
    /// One, in units.
    pub(super) unit: i64,
}

/// `lower ≤ Σ factor × field ≤ upper`; an end that is missing is that of the type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    start: u32,
    end: u32,
    pub(super) lower: i128,
    pub(super) upper: i128,
    pub(super) is_lower_strict: bool,
    pub(super) is_upper_strict: bool,
    figure: u32,
    /// The fixed row that it is.
    pub(super) fixed: Option<u32>,
}

impl Row {
    /// The field whose figure made the coefficients.
    pub(super) fn figure(&self) -> Option<usize> {
        (self.figure != NO_FIGURE).then_some(self.figure as usize)
    }

    fn holds(&self, sum: i128) -> bool {
        let above = if self.is_lower_strict { sum > self.lower } else { sum >= self.lower };
        let below = if self.is_upper_strict { sum < self.upper } else { sum <= self.upper };
        above && below
    }
}

impl Instance {
    /// Takes in a record; `false` where it does not fit whole numbers of the size that is safe.
    pub(super) fn set(&mut self, part: &Part, at: usize, entries: &[Entry], reread: Option<usize>, rounding: Rounding) -> bool {
        self.fill(part, at, entries, reread, rounding).is_some()
    }

    fn fill(&mut self, part: &Part, at: usize, entries: &[Entry], reread: Option<usize>, rounding: Rounding) -> Option<()> {
        let scaled = part.scaled.as_ref()?;
        if !matches!(rounding, Rounding::Nearest | Rounding::Exact) {
            return None;
        }
        if self.of_part != Some(at) {
            self.terms.clear();
            scaled.rows.iter().for_each(|row| self.terms.extend_from_slice(&row.terms));
            (self.of_part, self.fixed_terms) = (Some(at), self.terms.len());
        }
        let power = power(part, entries)?;
        self.unit = POWERS[power];
        self.domains(part, entries, rounding, power)?;
        self.terms.truncate(self.fixed_terms);
        self.rows.clear();
        let unit = i128::from(self.unit);
        let mut start = 0;
        for (fixed, row) in scaled.rows.iter().enumerate() {
            let end = start + row.terms.len() as u32;
            self.rows.push(Row {
                start,
                end,
                lower: row.lower.map_or(i128::MIN, |limit| i128::from(limit.value) * unit),
                upper: row.upper.map_or(i128::MAX, |limit| i128::from(limit.value) * unit),
                is_lower_strict: row.lower.is_some_and(|limit| limit.is_strict),
                is_upper_strict: row.upper.is_some_and(|limit| limit.is_strict),
                figure: NO_FIGURE,
                fixed: Some(fixed as u32),
            });
            start = end;
        }
        for (rate, both) in part.rates.iter().zip(&scaled.rates) {
            let is_reread = reread == Some(rate.figure) && both[1].is_some();
            let of = if is_reread { &both[1] } else { &both[0] };
            match (&entries[rate.figure], of) {
                (Entry::Missing, _) => {}
                (Entry::Digits { digits, decimals }, Some(of)) => {
                    self.rate(of, rate.figure, *digits, usize::from(*decimals))?;
                }
                _ => return None,
            }
        }
        Some(())
    }

    fn domains(&mut self, part: &Part, entries: &[Entry], rounding: Rounding, power: usize) -> Option<()> {
        self.lower.clear();
        self.upper.clear();
        self.printed.clear();
        for (entry, is_level) in entries.iter().zip(&part.is_level) {
            let ends = match entry {
                Entry::Digits { digits, decimals } if *is_level => {
                    let step = POWERS[power - usize::from(*decimals)];
                    let value = digits.checked_mul(step).filter(|value| is_near(*value))?;
                    let half = if rounding == Rounding::Exact { 0 } else { step / 2 };
                    (value - half, value + half, Some(value))
                }
                Entry::Figure(_) => return None,
                _ => (FROM_BELOW, TO_ABOVE, None),
            };
            self.lower.push(ends.0);
            self.upper.push(ends.1);
            self.printed.push(ends.2);
        }
        Some(())
    }

    /// The rows of a rate whose figure is `digits × 10^-decimals`.
    fn rate(&mut self, rate: &ScaledRate, figure: usize, digits: i64, decimals: usize) -> Option<()> {
        if decimals > 6 || digits.unsigned_abs() > 1 << 40 {
            return None;
        }
        // The factor over `under`, in tenths of the last digit.
        let under = rate.hundred.checked_mul(POWERS[decimals + 1])?;
        let middle = digits.checked_mul(10)?.checked_add(rate.offset.checked_mul(under)?)?;
        // Rates are rounded even where amounts are exact.
        let [low, high] = [middle.checked_sub(5)?, middle.checked_add(5)?];
        let (lower, upper, is_strict) = match rate.sense {
            Sense::Equal => (Some(low), Some(high), false),
            Sense::AtLeast => (Some(low), None, false),
            Sense::Above => (Some(low), None, true),
            Sense::AtMost => (None, Some(high), false),
            Sense::Below => (None, Some(high), true),
        };
        let lower = match lower {
            Some(low) if rate.is_floored && low < 0 => Some((0, false)),
            None if rate.is_floored => Some((0, false)),
            low => low.map(|low| (low, is_strict)),
        };
        if let Some((factor, is_strict)) = lower {
            let (from, constant) = self.combine(rate, factor, under)?;
            let row = self.row(from, figure);
            self.rows.push(Row { lower: -constant, is_lower_strict: is_strict, ..row });
        }
        if let Some(factor) = upper {
            let (from, constant) = self.combine(rate, factor, under)?;
            let row = self.row(from, figure);
            self.rows.push(Row { upper: -constant, is_upper_strict: is_strict, ..row });
        }
        // What the rate is over is not negative.
        let from = self.terms.len() as u32;
        self.terms.extend(rate.terms.iter().filter(|(.., base)| *base != 0).map(|&(field, _, base)| (field, base)));
        let row = self.row(from, figure);
        self.rows.push(Row { lower: -(i128::from(rate.constants.1) * i128::from(self.unit)), ..row });
        Some(())
    }

    /// `under × over − factor × base`: where its terms begin, and its constant in units.
    fn combine(&mut self, rate: &ScaledRate, factor: i64, under: i64) -> Option<(u32, i128)> {
        let one = |over: i64, base: i64| {
            let value = i128::from(under) * i128::from(over) - i128::from(factor) * i128::from(base);
            i64::try_from(value).ok().filter(|value| value.unsigned_abs() < LARGEST.unsigned_abs())
        };
        let from = self.terms.len() as u32;
        for &(field, over, base) in &rate.terms {
            let value = one(over, base)?;
            if value != 0 {
                self.terms.push((field, value));
            }
        }
        let constant = one(rate.constants.0, rate.constants.1)?;
        Some((from, i128::from(constant) * i128::from(self.unit)))
    }

    fn row(&self, start: u32, figure: usize) -> Row {
        Row {
            start,
            end: self.terms.len() as u32,
            lower: i128::MIN,
            upper: i128::MAX,
            is_lower_strict: false,
            is_upper_strict: false,
            figure: figure as u32,
            fixed: None,
        }
    }

    pub(super) fn terms(&self, row: &Row) -> &[(u32, i64)] {
        &self.terms[row.start as usize..row.end as usize]
    }

    pub(super) fn sum(&self, row: &Row, values: impl Fn(usize) -> i64) -> i128 {
        self.terms(row).iter().map(|&(field, factor)| i128::from(factor) * i128::from(values(field as usize))).sum()
    }

    /// Whether the printed values satisfy all rows.
    pub(super) fn printed_fit(&self) -> bool {
        self.rows.iter().all(|row| {
            let mut sum = 0;
            for &(field, factor) in self.terms(row) {
                let Some(value) = self.printed[field as usize] else { return false };
                sum += i128::from(factor) * i128::from(value);
            }
            row.holds(sum)
        })
    }

    /// Whether values satisfy all rows and all intervals: exactly, so that they are a witness.
    pub(super) fn fits(&self, values: &[i64]) -> bool {
        let within = |(field, value): (usize, &i64)| self.lower[field] <= *value && *value <= self.upper[field] && is_near(*value);
        values.iter().enumerate().all(within) && self.rows.iter().all(|row| row.holds(self.sum(row, |field| values[field])))
    }
}

/// The unit as a power of ten: at least a tenth of the last digit, finer where there is room.
fn power(part: &Part, entries: &[Entry]) -> Option<usize> {
    let mut most = 0;
    for (entry, is_level) in entries.iter().zip(&part.is_level) {
        if let (Entry::Digits { decimals, .. }, true) = (entry, is_level) {
            most = most.max(usize::from(*decimals));
        }
    }
    let mut room = FINER;
    for (entry, is_level) in entries.iter().zip(&part.is_level) {
        if let (Entry::Digits { digits, decimals }, true) = (entry, is_level) {
            let whole_digits = digits.unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 1 + (most - usize::from(*decimals));
            room = room.min(MOST_DIGITS.checked_sub(whole_digits)?);
        }
    }
    let power = most + room;
    (room >= 1 && power < POWERS.len()).then_some(power)
}

/// How many digits beyond the last printed one are kept at most, and how many digits a value has at most.
const FINER: usize = 7;
const MOST_DIGITS: usize = 17;

const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};
