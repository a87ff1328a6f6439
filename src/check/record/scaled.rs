//! Rules in whole numbers: coefficients of 64 bits whose products with scaled values stay within 128.

use super::part::Part;
use crate::exact::{Bound, Interval, Rational};
use crate::rule::{Edit, Floor, Form, Rate, Sense};

/// No coefficient is beyond this; values stay below 2^60 and rows below 2^10 terms, so that sums stay below 2^121.
pub(super) const LARGEST: i64 = 1 << 45;
pub(super) const MOST_TERMS: usize = 1 << 10;

/// `Σ factor × field`.
pub(super) type Terms = Vec<(u32, i64)>;

/// The rules of a part in whole numbers.
#[derive(Debug)]
pub(super) struct Scaled {
    pub(super) rows: Vec<FixedRow>,
    /// Worded and, where there is another, reread; in the order of the part's rates.
    pub(super) rates: Vec<[Option<ScaledRate>; 2]>,
    /// Fields in terms of others, from equalities in which they stand with a coefficient of one.
    pub(super) dependents: Vec<Dependent>,
    /// The fields of sums that depend on no others.
    pub(super) independents: Vec<u32>,
    /// For each field its place among the independents.
    pub(super) place: Vec<Option<u32>>,
}

/// `lower ≤ Σ factor × field ≤ upper`, whatever the figures are.
#[derive(Debug)]
pub(super) struct FixedRow {
    pub(super) terms: Terms,
    pub(super) lower: Option<Limit>,
    pub(super) upper: Option<Limit>,
    /// Whether the dependents satisfy it by themselves.
    pub(super) is_solved: bool,
    /// The row over independents, and what is constant of it.
    pub(super) over_independents: Terms,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) value: i64,
    pub(super) is_strict: bool,
}

/// `field = Σ factor × independent + constant`.
#[derive(Debug, Clone)]
pub(super) struct Dependent {
    pub(super) field: u32,
    pub(super) terms: Terms,
    pub(super) constant: i64,
}

/// `over ⋛ factor × base`, where the factor is `figure / hundred + offset`.
#[derive(Debug)]
pub(super) struct ScaledRate {
    /// Each field with its coefficients in `over` and in `base`.
    pub(super) terms: Vec<(u32, i64, i64)>,
    pub(super) constants: (i64, i64),
    pub(super) hundred: i64,
    pub(super) offset: i64,
    pub(super) is_floored: bool,
    pub(super) sense: Sense,
}

impl Scaled {
    pub(super) fn new(part: &Part) -> Option<Self> {
        let rows = part.edits.iter().map(FixedRow::new).collect::<Option<Vec<_>>>()?;
        let rate = |rate: &Rate| ScaledRate::new(rate);
        let rates = part.rates.iter().map(|one| {
            let reread = match &one.reread {
                Some(reread) => Some(rate(reread)?),
                None => None,
            };
            Some([Some(rate(&one.worded)?), reread])
        });
        let rates = rates.collect::<Option<Vec<_>>>()?;
        let mut scaled = Self { rows, rates, dependents: Vec::new(), independents: Vec::new(), place: Vec::new() };
        scaled.solve(part);
        Some(scaled)
    }

    /// Solves equalities for fields of coefficient one, those first that fewest other rows speak of.
    fn solve(&mut self, part: &Part) {
        let mut spoken = vec![0usize; part.fields.len()];
        self.rows.iter().for_each(|row| row.terms.iter().for_each(|(field, _)| spoken[*field as usize] += 1));
        let rates = self.rates.iter().flatten().flatten().flat_map(|rate| &rate.terms);
        rates.for_each(|(field, ..)| spoken[*field as usize] += 1);
        for at in 0..self.rows.len() {
            let Some(constant) = self.rows[at].equals() else { continue };
            let Some((terms, rest)) = self.substituted(&self.rows[at].terms) else { continue };
            // Σ terms = constant − rest.
            let Some(constant) = constant.checked_sub(rest) else { continue };
            if terms.is_empty() {
                self.rows[at].is_solved = constant == 0;
                continue;
            }
            let pivots = terms.iter().filter(|(_, factor)| factor.unsigned_abs() == 1);
            let Some(&(field, sign)) = pivots.min_by_key(|(field, _)| spoken[*field as usize]) else { continue };
            let others: Terms =
                terms.iter().filter(|(other, _)| *other != field).map(|(other, factor)| (*other, -factor * sign)).collect();
            let solved = Dependent { field, terms: others, constant: constant * sign };
            let Some(mut dependents) = self.dependents.iter().map(|known| known.replacing(&solved)).collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            dependents.push(solved);
            self.dependents = dependents;
            self.rows[at].is_solved = true;
        }
        let is_dependent = |field: u32| self.dependents.iter().any(|known| known.field == field);
        let levels = (0..part.fields.len()).filter(|field| part.is_level[*field]).map(|field| field as u32);
        self.independents = levels.filter(|field| !is_dependent(*field)).collect();
        self.place = vec![None; part.fields.len()];
        for (place, field) in self.independents.iter().enumerate() {
            self.place[*field as usize] = Some(place as u32);
        }
        for at in 0..self.rows.len() {
            match self.substituted(&self.rows[at].terms) {
                Some((terms, _)) => self.rows[at].over_independents = terms,
                // Not to be proposed for, only verified.
                None => self.rows[at].is_solved = true,
            }
        }
    }

    /// The terms with dependents replaced, and the constant that comes of it.
    fn substituted(&self, terms: &Terms) -> Option<(Terms, i64)> {
        let mut sum: std::collections::BTreeMap<u32, i64> = std::collections::BTreeMap::new();
        let mut constant = 0i64;
        for &(field, factor) in terms {
            match self.dependents.iter().find(|known| known.field == field) {
                None => *sum.entry(field).or_default() = sum.get(&field).copied().unwrap_or_default().checked_add(factor)?,
                Some(known) => {
                    for &(other, of_other) in &known.terms {
                        let known = sum.get(&other).copied().unwrap_or_default();
                        sum.insert(other, known.checked_add(factor.checked_mul(of_other)?)?);
                    }
                    constant = constant.checked_add(factor.checked_mul(known.constant)?)?;
                }
            }
        }
        sum.retain(|_, factor| *factor != 0);
        let fits = sum.values().all(|factor| is_short(*factor)) && is_short(constant) && sum.len() < MOST_TERMS;
        fits.then(|| (sum.into_iter().collect(), constant))
    }
}

impl Dependent {
    /// The same with another field, just solved for, replaced.
    fn replacing(&self, solved: &Dependent) -> Option<Dependent> {
        let Some(&(_, factor)) = self.terms.iter().find(|(field, _)| *field == solved.field) else { return Some(self.clone()) };
        let mut terms: std::collections::BTreeMap<u32, i64> = self.terms.iter().copied().collect();
        terms.remove(&solved.field);
        for &(other, of_other) in &solved.terms {
            let known = terms.get(&other).copied().unwrap_or_default();
            terms.insert(other, known.checked_add(factor.checked_mul(of_other)?)?);
        }
        terms.retain(|_, factor| *factor != 0);
        let constant = self.constant.checked_add(factor.checked_mul(solved.constant)?)?;
        let fits = terms.values().all(|factor| is_short(*factor)) && is_short(constant) && terms.len() < MOST_TERMS;
        fits.then(|| Dependent { field: self.field, terms: terms.into_iter().collect(), constant })
    }
}

impl FixedRow {
    fn new(edit: &Edit<usize>) -> Option<Self> {
        let Interval { lower, upper } = &edit.range;
        let bounds = [lower, upper].into_iter().flatten().map(|bound| &bound.value);
        let scale = common_denominator(edit.terms.iter().map(|(_, factor)| factor).chain(bounds))?;
        let limit = |bound: &Option<Bound>| match bound {
            None => Some(None),
            Some(bound) => Some(Some(Limit { value: whole(&bound.value, &scale)?, is_strict: !bound.end.is_closed() })),
        };
        Some(Self {
            terms: terms(edit.terms.iter().map(|(field, factor)| (*field, factor)), &scale)?,
            lower: limit(lower)?,
            upper: limit(upper)?,
            is_solved: false,
            over_independents: Vec::new(),
        })
    }

    /// What the sum must be, where it must be one number.
    fn equals(&self) -> Option<i64> {
        let (lower, upper) = (self.lower?, self.upper?);
        (lower == upper && !lower.is_strict).then_some(lower.value)
    }
}

impl ScaledRate {
    fn new(rate: &Rate) -> Option<Self> {
        let (over, base) = (rate.over(), rate.base());
        let factors =
            |form: &Form| form.terms().map(|(_, factor)| factor.clone()).chain([form.constant().clone()]).collect::<Vec<_>>();
        let all: Vec<Rational> = factors(&over).into_iter().chain(factors(base)).collect();
        let scale = common_denominator(all.iter())?;
        let (of_over, of_base) = (terms(over.terms(), &scale)?, terms(base.terms(), &scale)?);
        let mut both: std::collections::BTreeMap<u32, (i64, i64)> = std::collections::BTreeMap::new();
        of_over.iter().for_each(|(field, factor)| both.entry(*field).or_default().0 = *factor);
        of_base.iter().for_each(|(field, factor)| both.entry(*field).or_default().1 = *factor);
        let about = rate.kind.scale();
        Some(Self {
            terms: both.into_iter().map(|(field, (over, base))| (field, over, base)).collect(),
            constants: (whole(over.constant(), &scale)?, whole(base.constant(), &scale)?),
            hundred: about.hundred,
            offset: about.offset,
            is_floored: about.floor == Floor::Zero,
            sense: rate.sense,
        })
    }
}

fn terms<'f>(terms: impl ExactSizeIterator<Item = (usize, &'f Rational)>, scale: &Rational) -> Option<Terms> {
    if terms.len() >= MOST_TERMS {
        return None;
    }
    terms.map(|(field, factor)| Some((field as u32, whole(factor, scale)?))).collect()
}

fn common_denominator<'n>(numbers: impl Iterator<Item = &'n Rational>) -> Option<Rational> {
    let mut common = 1i64;
    for number in numbers {
        let (_, denominator) = number.as_small()?;
        let shared = num_integer::gcd(common, denominator);
        common = common.checked_mul(denominator / shared).filter(|common| *common < LARGEST)?;
    }
    Some(Rational::from(common))
}

/// A number times the scale, which makes it whole.
fn whole(number: &Rational, scale: &Rational) -> Option<i64> {
    let (whole, _) = (number * scale).as_small()?;
    is_short(whole).then_some(whole)
}

fn is_short(number: i64) -> bool {
    number.unsigned_abs() < LARGEST.unsigned_abs()
}
