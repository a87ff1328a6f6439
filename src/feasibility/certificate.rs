//! Proofs that can be added up by hand, and the adding up. Nothing here knows how a proof was found.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::exact::Rational;

use super::system::{ConstraintId, System, Variable, merged};
use super::{Bound, End, Range};

/// Why constraints cannot hold together: a positive multiple of some of their bounds that adds up to `0 ≤ −gap`.
///
/// By Farkas' lemma (1902; with strict inequalities Motzkin 1936) there is one for every set of linear constraints that cannot hold
/// together. The parts are sorted by constraint, and the multipliers are whole numbers without a common factor, so that two
/// certificates that say the same are equal.
///
/// # Example: a sum that is too small
/// ```
/// use tradecheck::exact::Rational;
/// use tradecheck::feasibility::{Outcome, Range, Solver, System};
///
/// let n = Rational::from;
/// let mut system = System::new();
/// let (x, y) = (system.variable(), system.variable());
/// let all = [
///     system.constrain([(x, n(1))], Range::at_least(n(3))),
///     system.constrain([(y, n(1))], Range::at_least(n(4))),
///     system.constrain([(x, n(1)), (y, n(1))], Range::at_most(n(5))),
/// ];
/// let Outcome::Infeasible(certificate) = Solver::new(&system).solve(&all) else { panic!("3 + 4 > 5") };
/// assert_eq!(certificate.constraints().collect::<Vec<_>>(), all);
/// assert_eq!(certificate.verify(&system)?.value, n(2));
/// # Ok::<(), tradecheck::feasibility::CertificateError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    parts: Vec<Part>,
}

impl Certificate {
    /// A certificate from its parts, brought into canonical form: sorted, parts of one bound added, the multipliers made whole and
    /// coprime. Whether it proves anything is for [`verify`](Self::verify) to say.
    pub fn new(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut parts = canonical(parts);
        let (mut numerators, mut denominators) = (BigInt::ZERO, BigInt::from(1));
        if let Some(small) = coprime(&parts) {
            return Self { parts: small };
        }
        for part in &parts {
            numerators = numerators.gcd(&part.multiplier.numerator());
            denominators = denominators.lcm(&part.multiplier.denominator());
        }
        if let Some(factor) = Rational::ratio(denominators, numerators) {
            for part in &mut parts {
                part.multiplier = &part.multiplier * &factor;
            }
        }
        Self { parts }
    }

    /// The bounds that are added up, by constraint.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The constraints that take part, ascending, each once.
    pub fn constraints(&self) -> impl Iterator<Item = ConstraintId> + '_ {
        self.parts.chunk_by(|a, b| a.constraint == b.constraint).map(|chunk| chunk[0].constraint)
    }

    /// Adds the parts up over the constraints of `system` and says by how much the sum fails.
    ///
    /// # Errors
    /// Where the parts prove nothing: see [`CertificateError`].
    pub fn verify(&self, system: &System) -> Result<Gap, CertificateError> {
        let sum = add_up(&self.parts, system)?;
        if let Some((variable, _)) = sum.form.first() {
            return Err(CertificateError::Remains(*variable));
        }
        match (sum.bound.value.signum(), sum.bound.end) {
            (Ordering::Less, end) | (Ordering::Equal, end @ End::Open) => Ok(Gap { value: -sum.bound.value, end }),
            _ => Err(CertificateError::NoGap),
        }
    }
}

/// One bound of a constraint, taken `multiplier` times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whose bound it is.
    pub constraint: ConstraintId,
    /// Which of its two bounds.
    pub side: Side,
    /// How often it is taken; above zero.
    pub multiplier: Rational,
}

/// One of the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The lower end: the sum is at least the bound.
    Lower,
    /// The upper end: the sum is at most the bound.
    Upper,
}

impl Side {
    /// That end of a range.
    pub fn of(self, range: &Range) -> Option<&Bound> {
        match self {
            Side::Lower => range.lower.as_ref(),
            Side::Upper => range.upper.as_ref(),
        }
    }

    /// The opposite end.
    pub fn other(self) -> Side {
        match self {
            Side::Lower => Side::Upper,
            Side::Upper => Side::Lower,
        }
    }
}

/// By how much the constraints of a [`Certificate`] miss each other: the added-up inequality reads `value ≤ 0`, or `value < 0` where
/// `end` is open, and is false.
///
/// The value is in units of the added-up sum, with the multipliers as they stand in the certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The amount; never below zero.
    pub value: Rational,
    /// Whether an open bound takes part.
    pub end: End,
}

impl Gap {
    /// Whether the sum is `0 < 0`: with all ends closed the constraints would just meet.
    pub fn is_strictness_alone(&self) -> bool {
        self.value.is_zero()
    }
}

/// What is wrong with a proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// The system has no constraint of that name.
    #[error("constraint {} does not exist", .0.index())]
    UnknownConstraint(ConstraintId),
    /// The constraint has no bound on that side.
    #[error("constraint {} has no {} bound", .0.index(), if *.1 == Side::Lower { "lower" } else { "upper" })]
    NoBound(ConstraintId, Side),
    /// A multiplier is zero or below.
    #[error("constraint {} is taken a number of times that is not above zero", .0.index())]
    Multiplier(ConstraintId),
    /// The variable does not cancel, or not to the form that is claimed.
    #[error("variable {} does not cancel", .0.index())]
    Remains(Variable),
    /// The sum is an inequality that can hold.
    #[error("the bounds add up without a gap")]
    NoGap,
    /// The sum bounds the form, but not at the value that is claimed.
    #[error("the bounds add up to {0}")]
    OtherValue(Rational),
}

/// Why a linear form cannot go beyond a value: bounds whose multiples add up to the form on the left and the value on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    parts: Vec<Part>,
}

impl Proof {
    /// A proof from its parts, sorted; the multipliers are those of the form itself and are not scaled.
    pub fn new(parts: impl IntoIterator<Item = Part>) -> Self {
        Self { parts: canonical(parts) }
    }

    /// The bounds that are added up, by constraint.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Adds the parts up and answers the bound that they put on `form`: from below for [`Side::Lower`], from above for
    /// [`Side::Upper`]. The bound is open where an open bound takes part.
    ///
    /// # Errors
    /// Where the parts do not add up to the form: see [`CertificateError`].
    pub fn verify(&self, system: &System, form: &[(Variable, Rational)], side: Side) -> Result<Bound, CertificateError> {
        let sum = add_up(&self.parts, system)?;
        let target = match side {
            Side::Upper => merged(form.iter().cloned()),
            Side::Lower => merged(form.iter().map(|(variable, coefficient)| (*variable, -coefficient))),
        };
        let rest = merged(sum.form.into_iter().chain(target.into_iter().map(|(variable, coefficient)| (variable, -coefficient))));
        match rest.first() {
            Some((variable, _)) => Err(CertificateError::Remains(*variable)),
            None if side == Side::Lower => Ok(Bound { value: -sum.bound.value, end: sum.bound.end }),
            None => Ok(sum.bound),
        }
    }
}

/// `form ≤ bound`, or `<` where the bound is open.
struct Sum {
    form: Vec<(Variable, Rational)>,
    bound: Bound,
}

/// Each part read as an upper bound (a lower one changes sign on both sides), multiplied and added.
fn add_up(parts: &[Part], system: &System) -> Result<Sum, CertificateError> {
    let mut form: BTreeMap<Variable, Rational> = BTreeMap::new();
    let mut bound = Bound::closed(Rational::ZERO);
    for Part { constraint: id, side, multiplier } in parts {
        let constraint = system.get(*id).ok_or(CertificateError::UnknownConstraint(*id))?;
        if !multiplier.is_positive() {
            return Err(CertificateError::Multiplier(*id));
        }
        let (end, factor) = match side {
            Side::Lower => (&constraint.range().lower, -multiplier),
            Side::Upper => (&constraint.range().upper, multiplier.clone()),
        };
        let end = end.as_ref().ok_or(CertificateError::NoBound(*id, *side))?;
        bound.value += &(&factor * &end.value);
        bound.end = bound.end.max(end.end);
        for (variable, coefficient) in constraint.terms() {
            *form.entry(*variable).or_default() += &(&factor * coefficient);
        }
    }
    Ok(Sum { form: form.into_iter().filter(|(_, coefficient)| !coefficient.is_zero()).collect(), bound })
}

fn canonical(parts: impl IntoIterator<Item = Part>) -> Vec<Part> {
    let mut parts: Vec<Part> = parts.into_iter().collect();
    parts.sort_by_key(|part| (part.constraint, part.side));
    parts.dedup_by(|next, kept| {
        let same = (next.constraint, next.side) == (kept.constraint, kept.side);
        if same {
            kept.multiplier += &next.multiplier;
        }
        same
    });
    parts
}

/// The multipliers made whole and coprime where all of that fits 64 bits.
fn coprime(parts: &[Part]) -> Option<Vec<Part>> {
    let (mut numerators, mut denominators) = (0_i64, 1_i64);
    for part in parts {
        let (n, d) = part.multiplier.as_small().filter(|(n, _)| *n > 0)?;
        numerators = numerators.gcd(&n);
        denominators = (denominators / denominators.gcd(&d)).checked_mul(d)?;
    }
    parts
        .iter()
        .map(|part| {
            let (n, d) = part.multiplier.as_small()?;
            Some(Part { multiplier: (n / numerators).checked_mul(denominators / d)?.into(), ..part.clone() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Range;
    use super::*;

    fn n(value: i64) -> Rational {
        Rational::from(value)
    }

    /// x ≥ 3, y ≥ 4, 2x + 2y ≤ 10.
    fn system() -> (System, [ConstraintId; 3]) {
        let mut system = System::new();
        let (x, y) = (system.variable(), system.variable());
        let ids = [
            system.constrain([(x, n(1))], Range::at_least(n(3))),
            system.constrain([(y, n(1))], Range::at_least(n(4))),
            system.constrain([(x, n(2)), (y, n(2))], Range::at_most(n(10))),
        ];
        (system, ids)
    }

    fn part(constraint: ConstraintId, side: Side, multiplier: &str) -> Part {
        Part { constraint, side, multiplier: multiplier.parse().unwrap() }
    }

    #[test]
    fn a_certificate_is_canonical_and_tampering_is_refused() {
        let (system, [x, y, sum]) = system();
        let right = [part(sum, Side::Upper, "1/6"), part(y, Side::Lower, "1/3"), part(x, Side::Lower, "1/3")];
        let certificate = Certificate::new(right.clone());
        assert_eq!(certificate.parts(), [part(x, Side::Lower, "2"), part(y, Side::Lower, "2"), part(sum, Side::Upper, "1")]);
        assert_eq!(certificate.verify(&system), Ok(Gap { value: n(4), end: End::Closed }));

        let tampered = |change: fn(&mut Vec<Part>)| {
            let mut parts = certificate.parts().to_vec();
            change(&mut parts);
            Certificate { parts }.verify(&system).unwrap_err()
        };
        assert!(matches!(tampered(|parts| parts[0].multiplier = n(3)), CertificateError::Remains(_)));
        assert!(matches!(tampered(|parts| parts[0].multiplier = n(-2)), CertificateError::Multiplier(_)));
        assert!(matches!(tampered(|parts| parts[0].side = Side::Upper), CertificateError::NoBound(..)));
        assert!(matches!(tampered(|parts| parts[0].constraint = ConstraintId(9)), CertificateError::UnknownConstraint(_)));
        assert!(matches!(tampered(|parts| drop(parts.pop())), CertificateError::Remains(_)));
        assert!(matches!(tampered(Vec::clear), CertificateError::NoGap));
    }

    #[test]
    fn bounds_that_touch_refute_only_where_one_is_open() {
        for (end, outcome) in [(End::Closed, Err(CertificateError::NoGap)), (End::Open, Ok(true))] {
            let mut system = System::new();
            let x = system.variable();
            let low = system.constrain([(x, n(1))], Range::at_least(n(3)));
            let high = system.constrain([(x, n(1))], Range { lower: None, upper: Some(Bound { value: n(3), end }) });
            let certificate = Certificate::new([part(low, Side::Lower, "1"), part(high, Side::Upper, "1")]);
            assert_eq!(certificate.verify(&system).map(|gap| gap.is_strictness_alone()), outcome);
        }
    }

    #[test]
    fn a_proof_bounds_its_form() {
        let (system, [x, y, sum]) = system();
        let form = [(Variable(0), n(1))];
        let proof = Proof::new([part(sum, Side::Upper, "1/2"), part(y, Side::Lower, "1")]);
        assert_eq!(proof.verify(&system, &form, Side::Upper), Ok(Bound::closed(n(1))));
        assert_eq!(Proof::new([part(x, Side::Lower, "1")]).verify(&system, &form, Side::Lower), Ok(Bound::closed(n(3))));
        assert!(proof.verify(&system, &form, Side::Lower).is_err());
    }
}
