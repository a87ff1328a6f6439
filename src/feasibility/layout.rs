//! The shape of a system as the simplex sees it: independent blocks of columns.
//!
//! A column is a variable, or a linear form that at least one constraint bounds. Constraints on multiples of one form share its
//! column, and a constraint on one variable is a bound on that variable's column: neither costs a row. Forms have coprime whole
//! coefficients, the first one positive.

use std::collections::HashMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

use crate::exact::Rational;

use super::Bound;
use super::components::Sets;
use super::limb::Limb;
use super::system::{Constraint, ConstraintId, System, Variable};

/// All blocks of a system, and where its constraints and variables are found in them.
pub(super) struct Layout {
    pub(super) blocks: Vec<BlockLayout>,
    /// By constraint; `None` for a constraint without terms.
    pub(super) homes: Vec<Option<Home>>,
    /// By variable: block and column.
    pub(super) columns: Vec<(u32, u32)>,
}

/// The columns of a block: first its variables, then its forms.
pub(super) struct BlockLayout {
    pub(super) variables: Vec<Variable>,
    /// By column, sorted; the coefficients are whole.
    pub(super) forms: Vec<Vec<(u32, Rational)>>,
    pub(super) scale: Scale,
}

impl BlockLayout {
    /// From so many columns on a conflict is first sought near at hand.
    const LARGE: usize = 64;

    pub(super) fn is_large(&self) -> bool {
        self.columns() >= Self::LARGE
    }

    pub(super) fn columns(&self) -> usize {
        self.variables.len() + self.forms.len()
    }
}

/// The column that a constraint bounds, and its range in units of that column.
pub(super) struct Home {
    pub(super) block: u32,
    pub(super) column: u32,
    /// The constraint's sum is this many times its column.
    pub(super) factor: Rational,
    pub(super) lower: Option<Bound>,
    pub(super) upper: Option<Bound>,
}

/// The common denominator of all bounds of a block: the number with which values are multiplied to become whole.
pub(super) enum Scale {
    Small(i64),
    Big(BigInt),
}

impl Scale {
    /// A figure with one decimal has only three multiples of its half unit in its range, too few for many figures to agree with
    /// their total: two decimals more leave room between the bounds.
    const GRAIN: i64 = 100;

    /// `value` multiplied by the scale, which makes it whole.
    pub(super) fn apply<L: Limb>(&self, value: &Rational) -> Option<L> {
        if let (Self::Small(scale), Some((n, d))) = (self, value.as_small())
            && let Some(scaled) = n.checked_mul(scale / d)
        {
            return L::from_small(scaled);
        }
        L::from_big(&(value.numerator() * (self.to_big() / value.denominator())))
    }

    pub(super) fn to_big(&self) -> BigInt {
        match self {
            Self::Small(scale) => BigInt::from(*scale),
            Self::Big(scale) => scale.clone(),
        }
    }

    pub(super) fn to_rational(&self) -> Rational {
        match self {
            Self::Small(scale) => Rational::from(*scale),
            Self::Big(scale) => Rational::from(scale.clone()),
        }
    }

    pub(super) fn to_float(&self) -> f64 {
        match self {
            Self::Small(scale) => *scale as f64,
            Self::Big(scale) => scale.to_f64().unwrap_or(f64::MAX),
        }
    }

    fn cover(&mut self, value: &Rational) {
        if let (Self::Small(scale), Some((_, d))) = (&mut *self, value.as_small()) {
            if *scale % d == 0 {
                return;
            }
            if let Some(product) = (*scale / scale.gcd(&d)).checked_mul(d) {
                *scale = product;
                return;
            }
        }
        let lcm = self.to_big().lcm(&value.denominator());
        *self = lcm.to_i64().map_or(Self::Big(lcm), Self::Small);
    }
}

impl Layout {
    pub(super) fn new(system: &System) -> Self {
        let (mut blocks, columns) = split(system);
        let mut homes = Vec::with_capacity(system.constraints());
        let mut known: HashMap<(u32, Vec<(u32, Rational)>), u32> = HashMap::new();
        for (_, constraint) in system.iter() {
            let home = constraint.terms().first().map(|(variable, first)| {
                let (block, column) = columns[variable.index()];
                let target = &mut blocks[block as usize];
                let (column, factor) = match constraint.terms() {
                    [_] => (column, first.clone()),
                    terms => {
                        let (form, factor) = coprime(terms.iter().map(|(v, c)| (columns[v.index()].1, c)));
                        let next = target.columns() as u32;
                        let column = *known.entry((block, form)).or_insert_with_key(|(_, form)| {
                            target.forms.push(form.clone());
                            next
                        });
                        (column, factor)
                    }
                };
                let home = Home::new(block, column, factor, constraint);
                for bound in home.lower.iter().chain(&home.upper) {
                    target.scale.cover(&bound.value);
                }
                home
            });
            homes.push(home);
        }
        Self { blocks, homes, columns }
    }

    /// The home of a constraint with terms.
    pub(super) fn home(&self, id: ConstraintId) -> &Home {
        self.homes[id.index()].as_ref().expect("constraints without terms bound no column")
    }
}

impl Home {
    fn new(block: u32, column: u32, factor: Rational, constraint: &Constraint) -> Self {
        let range = constraint.range();
        let (lower, upper) = if factor.is_negative() { (&range.upper, &range.lower) } else { (&range.lower, &range.upper) };
        let divided = |bound: &Option<Bound>| {
            bound.as_ref().map(|Bound { value, end }| match value.is_zero() || factor == Rational::ONE {
                true => Bound { value: value.clone(), end: *end },
                false => Bound { value: value / &factor, end: *end },
            })
        };
        let (lower, upper) = (divided(lower), divided(upper));
        Self { block, column, factor, lower, upper }
    }
}

/// The blocks with their variables, and the block and column of every variable.
fn split(system: &System) -> (Vec<BlockLayout>, Vec<(u32, u32)>) {
    let mut sets = Sets::new(system.variables());
    for (_, constraint) in system.iter() {
        sets.join_all(constraint.terms().iter().map(|(variable, _)| variable.0));
    }
    let mut blocks: Vec<BlockLayout> = Vec::new();
    let mut columns: Vec<(u32, u32)> = Vec::with_capacity(system.variables());
    for variable in 0..system.variables() as u32 {
        // The root of a set is its smallest variable, which has been placed by the time another asks for its block.
        let root = sets.root(variable);
        let block = if root == variable {
            blocks.push(BlockLayout { variables: Vec::new(), forms: Vec::new(), scale: Scale::Small(Scale::GRAIN) });
            blocks.len() - 1
        } else {
            columns[root as usize].0 as usize
        };
        columns.push((block as u32, blocks[block].variables.len() as u32));
        blocks[block].variables.push(Variable(variable));
    }
    (blocks, columns)
}

/// The form with coprime whole coefficients, the first positive, of which the terms are `factor` times.
pub(super) fn coprime<'a>(terms: impl Iterator<Item = (u32, &'a Rational)> + Clone) -> (Vec<(u32, Rational)>, Rational) {
    coprime_small(terms.clone()).unwrap_or_else(|| {
        let (mut numerators, mut denominators) = (BigInt::ZERO, BigInt::from(1));
        for (_, coefficient) in terms.clone() {
            numerators = numerators.gcd(&coefficient.numerator());
            denominators = denominators.lcm(&coefficient.denominator());
        }
        if terms.clone().next().is_some_and(|(_, first)| first.is_negative()) {
            numerators = -numerators.abs();
        }
        let factor = Rational::ratio(numerators, denominators).expect("denominators are not zero");
        (terms.map(|(column, coefficient)| (column, coefficient / &factor)).collect(), factor)
    })
}

fn coprime_small<'a>(terms: impl Iterator<Item = (u32, &'a Rational)> + Clone) -> Option<(Vec<(u32, Rational)>, Rational)> {
    let (mut numerators, mut denominators) = (0_i64, 1_i64);
    for (_, coefficient) in terms.clone() {
        let (n, d) = coefficient.as_small().filter(|(n, _)| *n != i64::MIN)?;
        if numerators == 0 {
            numerators = n;
        } else if numerators.unsigned_abs() != 1 {
            numerators = numerators.gcd(&n) * numerators.signum();
        }
        if denominators % d != 0 {
            denominators = (denominators / denominators.gcd(&d)).checked_mul(d)?;
        }
    }
    let form = terms.map(|(column, coefficient)| {
        let (n, d) = coefficient.as_small()?;
        Some((column, Rational::from((n / numerators).checked_mul(denominators / d)?)))
    });
    let factor = match denominators {
        1 => Rational::from(numerators),
        _ => &Rational::from(numerators) / &Rational::from(denominators),
    };
    Some((form.collect::<Option<_>>()?, factor))
}
