//! Which figures of a part others test, told from the rank of its relations: for parts too large to ask for exact extents.
//!
//! Every figure and every identity is an equation over the levels. A figure is tested if its equation is a combination of others: then they
//! leave one value for it. A rate is the quotient of two levels, so that its equation has that quotient for a coefficient, and the levels
//! must be some that satisfy the identities; which ones does not matter, so they are none in particular. Numbers are taken in the field of
//! the integers modulo 2⁶¹ − 1, where they stay short.
//!
//! Which equations take part in a dependency is told without looking for dependencies one by one. Elimination turns the matrix A into L·A
//! with some rows zero; those rows of L with weights that are none in particular add up to a dependency in which every equation has a
//! part that has one in any.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use num_bigint::BigInt;

use super::model::{Meaning, Measured};
use super::shares::Share;
use super::split::Part;
use crate::exact::{Interval, Rational};
use crate::feasibility::{System, Variable};

/// For each figure, whether the others determine what it states in the reading chosen.
pub(super) fn tested(part: &Part, choice: &[usize]) -> Vec<bool> {
    let facts = part.facts.iter().map(|fact| part.system.constraint(fact.constraint)).filter(|fact| fact.terms().len() > 1);
    let (identities, inequalities): (Vec<_>, Vec<_>) = facts.partition(|fact| is_point(fact.range()));
    let identities: Vec<Row> = identities.iter().map(|fact| row_of(fact.terms())).collect();
    let mut numbers = Numbers(0);
    let levels = Echelon::of(identities.clone(), part.keys.len()).solution(&mut numbers);
    let meanings: Vec<&Meaning> = part.groups.iter().zip(choice).map(|(group, &m)| &group.meanings[m]).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut figures: Vec<usize> = Vec::new();
    for (g, meaning) in meanings.iter().enumerate() {
        rows.extend(equations(meaning, &part.system, &levels));
        figures.resize(rows.len(), g);
    }
    rows.extend(identities);
    let dependent = Echelon::of(rows, part.keys.len()).dependent(&mut numbers);
    let mut tested = vec![false; choice.len()];
    figures.iter().zip(dependent).for_each(|(&g, dependent)| tested[g] |= dependent);
    // Parts that are no more than their whole test each other where all of them are printed.
    let mut printed: HashMap<Variable, Vec<usize>> = HashMap::new();
    for (g, meaning) in meanings.iter().enumerate() {
        if let Measured::Form(form) = &meaning.measured
            && let [(level, _)] = form[..]
        {
            printed.entry(level).or_default().push(g);
        }
    }
    for fact in inequalities {
        let figures: Option<Vec<&Vec<usize>>> = fact.terms().iter().map(|(level, _)| printed.get(level)).collect();
        figures.into_iter().flatten().flatten().for_each(|&g| tested[g] = true);
    }
    tested
}

fn is_point(range: &Interval) -> bool {
    matches!((&range.lower, &range.upper), (Some(lower), Some(upper)) if lower.value == upper.value)
}

/// The coefficients of an equation that are not zero, by column.
type Row = HashMap<usize, u64>;

fn row_of(terms: &[(Variable, Rational)]) -> Row {
    terms.iter().map(|(level, coefficient)| (level.index(), residue(coefficient))).collect()
}

/// What a figure says of levels near those given; nothing where that is no equation.
fn equations(meaning: &Meaning, system: &System, levels: &[u64]) -> Vec<Row> {
    let constraints = || meaning.alternative.constraints.iter().map(|&id| system.constraint(id).terms());
    match &meaning.measured {
        _ if meaning.alternative.constraints.is_empty() => Vec::new(),
        Measured::Form(form) => vec![row_of(form)],
        // "Down 100 %" is at most a little of the base and bounds it from one side only: no equation.
        Measured::Quotient { .. } if !is_two_sided(meaning, system) => Vec::new(),
        Measured::Quotient { numerator, denominator } => {
            vec![ratio(*numerator, *denominator, levels)]
        }
        // Figures on shares and figures on levels test it, each for itself.
        Measured::Share(Share { share, part, whole }) => {
            vec![Row::from([(share.index(), 1)]), ratio(*part, *whole, levels)]
        }
        // The ends of an interval are two equations, and what lies between is mixed of them.
        Measured::Nothing => {
            let mut ends = constraints().filter(|terms| terms.len() > 1).map(row_of);
            let (Some(one), Some(other)) = (ends.next(), ends.next()) else { return Vec::new() };
            let at = |row: &Row| row.iter().fold(0, |sum, (&column, &c)| plus(sum, times(c, levels[column])));
            let (of_one, of_other) = (at(&other), minus(at(&one)));
            let mut row = Row::new();
            add(&mut row, one.into_iter().map(|(column, c)| (column, times(of_one, c))));
            add(&mut row, other.into_iter().map(|(column, c)| (column, times(of_other, c))));
            vec![row]
        }
    }
}

/// Whether a quotient is bounded from below and from above by something else than signs.
fn is_two_sided(meaning: &Meaning, system: &System) -> bool {
    let mut ends = meaning.alternative.constraints.iter().map(|&id| system.constraint(id)).filter(|end| end.terms().len() > 1);
    ends.next().is_some_and(|end| is_point(end.range()) || ends.next().is_some())
}

/// That one level is so many times another as it is here.
fn ratio(numerator: Variable, denominator: Variable, levels: &[u64]) -> Row {
    let quotient = times(levels[numerator.index()], inverse(levels[denominator.index()]));
    let mut row = Row::from([(numerator.index(), 1)]);
    add(&mut row, [(denominator.index(), minus(quotient))]);
    row
}

/// Coefficients that are rewritten before the remaining rows are left out: then less is found to be tested, and nothing more.
const MOST_WORK: usize = 5_000_000;

/// Rows of which each has a column that is in none behind it.
struct Echelon {
    columns: usize,
    rows: Vec<Row>,
    /// The columns that are eliminated, in that order, each with its row.
    pivots: Vec<(usize, usize)>,
    /// The rows that became zero.
    zeros: Vec<usize>,
    /// Which multiple of which other row was taken from a row.
    steps: Vec<(usize, usize, u64)>,
}

impl Echelon {
    fn of(mut rows: Vec<Row>, columns: usize) -> Self {
        let mut uses = vec![0usize; columns];
        rows.iter().flat_map(Row::keys).for_each(|&column| uses[column] += 1);
        let mut order: Vec<usize> = (0..rows.len()).filter(|&row| !rows[row].is_empty()).collect();
        order.sort_by_key(|&row| (rows[row].len(), row));
        let (mut pivots, mut zeros, mut steps): (Vec<(usize, usize)>, _, _) = (Vec::new(), Vec::new(), Vec::new());
        let mut eliminated: Vec<Option<usize>> = vec![None; columns];
        let mut work = 0;
        for at in order {
            if work > MOST_WORK {
                break;
            }
            let mut row = std::mem::take(&mut rows[at]);
            // A row holds no column that was eliminated before it, so that each is met once.
            let mut to_do: BinaryHeap<_> = row.keys().filter_map(|&column| eliminated[column]).map(Reverse).collect();
            while let Some(Reverse(pivot)) = to_do.pop() {
                let (column, by) = pivots[pivot];
                let Some(&value) = row.get(&column) else { continue };
                let factor = times(value, inverse(rows[by][&column]));
                for (&column, &coefficient) in &rows[by] {
                    if !row.contains_key(&column) {
                        to_do.extend(eliminated[column].map(Reverse));
                    }
                    add(&mut row, [(column, minus(times(factor, coefficient)))]);
                }
                work += rows[by].len();
                steps.push((at, by, factor));
            }
            match row.keys().copied().min_by_key(|&column| (uses[column], column)) {
                Some(column) => {
                    eliminated[column] = Some(pivots.len());
                    pivots.push((column, at));
                }
                None => zeros.push(at),
            }
            rows[at] = row;
        }
        Self { columns, rows, pivots, zeros, steps }
    }

    /// Values for the columns with which every row is zero, and which are otherwise none in particular.
    fn solution(&self, numbers: &mut Numbers) -> Vec<u64> {
        let mut values: Vec<u64> = (0..self.columns).map(|_| numbers.next()).collect();
        for &(column, at) in self.pivots.iter().rev() {
            let row = &self.rows[at];
            let others = row.iter().filter(|(other, _)| **other != column);
            let sum = others.fold(0, |sum, (&other, &c)| plus(sum, times(c, values[other])));
            values[column] = minus(times(sum, inverse(row[&column])));
        }
        values
    }

    /// The rows that have a part in some linear dependency.
    fn dependent(&self, numbers: &mut Numbers) -> Vec<bool> {
        let mut weights = vec![0; self.rows.len()];
        self.zeros.iter().for_each(|&at| weights[at] = numbers.next());
        // What was taken from a row has its weight, too.
        for &(at, by, factor) in self.steps.iter().rev() {
            weights[by] = plus(weights[by], minus(times(factor, weights[at])));
        }
        weights.into_iter().map(|weight| weight != 0).collect()
    }
}

fn add(row: &mut Row, terms: impl IntoIterator<Item = (usize, u64)>) {
    for (column, value) in terms {
        let sum = plus(row.get(&column).copied().unwrap_or_default(), value);
        match sum {
            0 => row.remove(&column),
            _ => row.insert(column, sum),
        };
    }
}

/// A prime: M. Mersenne's ninth.
const MODULUS: u64 = (1 << 61) - 1;

fn plus(a: u64, b: u64) -> u64 {
    (a + b) % MODULUS
}

fn minus(a: u64) -> u64 {
    (MODULUS - a) % MODULUS
}

fn times(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(MODULUS)) as u64
}

/// By Fermat's theorem.
fn inverse(a: u64) -> u64 {
    let (mut power, mut base, mut exponent) = (1, a, MODULUS - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = times(power, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    power
}

/// A fraction whose denominator the modulus divides is none of those met here; it would be taken as zero.
fn residue(number: &Rational) -> u64 {
    let part = |digits: BigInt| {
        let modulus = BigInt::from(MODULUS);
        let rest = ((digits % &modulus) + &modulus) % &modulus;
        u64::try_from(rest).unwrap_or_default()
    };
    times(part(number.numerator()), inverse(part(number.denominator())))
}

/// Numbers that are none in particular, the same in every run (G. Steele et al., *Fast splittable pseudorandom number generators*, 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % (MODULUS - 1) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: &[&[(usize, i64)]]) -> Vec<Row> {
        let row = |terms: &&[(usize, i64)]| terms.iter().map(|&(column, c)| (column, residue(&Rational::from(c)))).collect();
        of.iter().map(row).collect()
    }

    fn dependent(rows: Vec<Row>, columns: usize) -> Vec<bool> {
        Echelon::of(rows, columns).dependent(&mut Numbers(0))
    }

    #[test]
    fn rows_of_a_circle_depend_on_each_other_and_no_others() {
        // A sum with its parts, and a number of its own that hangs on one of them.
        let rows = rows(&[&[(0, 1)], &[(1, 1)], &[(2, 1)], &[(0, 1), (1, 1), (2, -1)], &[(3, 1), (0, -7)], &[]]);
        assert_eq!(dependent(rows, 4), [true, true, true, true, false, false]);
    }

    #[test]
    fn what_follows_through_a_number_that_nobody_prints_is_found() {
        // 4 is known by two ways, of which neither is printed: by 2 = 0 + 1, 4 = 2 + 3, and by 4 = 5 + 6.
        let printed: Vec<[(usize, i64); 1]> = [0, 1, 3, 5, 6].map(|column| [(column, 1)]).into();
        let sums = [[(2, 1), (0, -1), (1, -1)], [(4, 1), (2, -1), (3, -1)], [(4, 1), (5, -1), (6, -1)]];
        let all: Vec<&[(usize, i64)]> = printed.iter().map(|row| &row[..]).chain(sums.iter().map(|row| &row[..])).collect();
        assert!(dependent(rows(&all), 7).iter().all(|one| *one));
        assert!(dependent(rows(&all[..7]), 7).iter().all(|one| !one));
    }

    #[test]
    fn a_part_that_two_sums_cancel_is_not_tested() {
        // 0 + 1 = 2 and 0 + 1 + 3 = 4: that 2 and 3 make 4 says nothing of 0.
        let rows =
            rows(&[&[(2, 1)], &[(3, 1)], &[(4, 1)], &[(0, 1)], &[(0, 1), (1, 1), (2, -1)], &[(0, 1), (1, 1), (3, 1), (4, -1)]]);
        assert_eq!(dependent(rows, 5), [true, true, true, false, true, true]);
    }
}
