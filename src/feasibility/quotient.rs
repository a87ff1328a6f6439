//! The range of a quotient of two linear forms.

use crate::exact::Rational;

use super::certificate::{Proof, Side};
use super::point::Point;
use super::solver::{Extent, Extreme, Outcome, Solver};
use super::system::{ConstraintId, System, Variable, merged};
use super::{Bound, End, Range};

impl Solver<'_> {
    /// The least and the greatest value of `numerator / denominator` where the `active` constraints hold and the denominator is
    /// above zero.
    ///
    /// Charnes and Cooper (1962): multiply all by `t = 1/denominator`. The constraints `lo ≤ a·x ≤ hi` become `lo·t ≤ a·y ≤ hi·t`, the
    /// denominator of `y = t·x` is one, and the quotient is the linear `numerator` of `y`. The value `v` found there is then proved over
    /// the constraints themselves: `numerator − v·denominator` is at most (at least) zero.
    ///
    /// [`Extent::Undefined`] where the denominator can be below zero, or is zero wherever the constraints hold.
    ///
    /// # Example: a share known only from rounded figures
    /// ```
    /// use tradecheck::exact::Rational;
    /// use tradecheck::feasibility::{Extent, Extreme, Range, Solver, System};
    ///
    /// let n = |text: &str| text.parse::<Rational>().unwrap();
    /// let mut system = System::new();
    /// let (part, whole) = (system.variable(), system.variable());
    /// let active = [
    ///     system.constrain([(part, n("1"))], Range::between(n("2"), n("3"))),
    ///     system.constrain([(whole, n("1"))], Range::between(n("8"), n("10"))),
    /// ];
    /// let share = Solver::new(&system).quotient_extent(&[(part, n("1"))], &[(whole, n("1"))], &active);
    /// let Extent::Range { lower: Extreme::At { value: least, .. }, upper: Extreme::At { value: greatest, .. } } = share else {
    ///     panic!("bounded at both ends")
    /// };
    /// assert_eq!((least, greatest), (n("0.2"), n("0.375")));
    /// ```
    pub fn quotient_extent(
        &mut self,
        numerator: &[(Variable, Rational)],
        denominator: &[(Variable, Rational)],
        active: &[ConstraintId],
    ) -> Extent {
        match self.extreme_of(denominator, Side::Lower, active) {
            Err(Outcome::Infeasible(certificate)) => return Extent::Infeasible(certificate),
            Err(_) => return Extent::Limit,
            Ok(Extreme::At { value, .. }) if !value.is_negative() => {}
            Ok(_) => return Extent::Undefined,
        }
        let quotient = Quotient { numerator, denominator, active };
        let start = match self.extreme_point(denominator, Side::Upper, active) {
            Some((Extreme::Unbounded, start)) => start,
            Some((Extreme::At { value, .. }, start)) if value.is_positive() => start,
            Some(_) => return Extent::Undefined,
            None => return Extent::Limit,
        };
        let lower = self.quotient_extreme(&quotient, Side::Lower, Some(start));
        match (lower, self.quotient_extreme(&quotient, Side::Upper, None)) {
            (Some(lower), Some(upper)) => Extent::Range { lower, upper },
            _ => Extent::Limit,
        }
    }

    /// One end, sought from a point where the denominator is greatest; such a point is found where none is given.
    fn quotient_extreme(&mut self, quotient: &Quotient<'_>, side: Side, start: Option<Point>) -> Option<Extreme> {
        let start = start.or_else(|| Some(self.extreme_point(quotient.denominator, Side::Upper, quotient.active)?.1));
        match start.map_or(Climbed::Unknown, |start| self.climb(quotient, side, start)) {
            Climbed::Top { value, proof } => Some(Extreme::At { value, attained: End::Closed, proof }),
            Climbed::Unbounded => Some(Extreme::Unbounded),
            Climbed::Unknown => self.quotient_extreme_at_once(quotient, side),
        }
    }

    /// W. Dinkelbach's method (*On nonlinear fractional programming*, 1967): the extreme of `n − value·d` is zero at the extreme value of the
    /// quotient, and where it is not, the point that attains it has a better quotient. Each step asks about the system itself, so the
    /// tableau is kept, and the steps end since a system has finitely many corners.
    fn climb(&mut self, quotient: &Quotient<'_>, side: Side, mut at: Point) -> Climbed {
        for step in 0..STEPS {
            let denominator = at.evaluate(quotient.denominator);
            if denominator.is_zero() {
                // Of a point that is better than one with a denominator and has none itself, the numerator is not zero: it is the end
                // of points whose quotients grow without end.
                return if step == 0 { Climbed::Unknown } else { Climbed::Unbounded };
            }
            let value = &at.evaluate(quotient.numerator) / &denominator;
            match self.extreme_point(&quotient.less(&value), side, quotient.active) {
                Some((Extreme::At { value: rest, attained: End::Closed, proof }, point)) => match rest.is_zero() {
                    true => return Climbed::Top { value, proof },
                    false => at = point,
                },
                // An open end may be approached for ever.
                _ => return Climbed::Unknown,
            }
        }
        Climbed::Unknown
    }

    /// After A. Charnes and W. W. Cooper (1962): one larger system, whatever its ends and rays.
    fn quotient_extreme_at_once(&mut self, quotient: &Quotient<'_>, side: Side) -> Option<Extreme> {
        let homogeneous = Homogeneous::new(self.system, quotient);
        let mut solver = Solver::with_limits(&homogeneous.system, self.limits);
        let value = match solver.extreme_of(quotient.numerator, side, &homogeneous.active) {
            Ok(Extreme::At { value, .. }) => value,
            Ok(Extreme::Unbounded) => return Some(Extreme::Unbounded),
            Err(_) => return None,
        };
        let difference = quotient.less(&value);
        let Ok(Extreme::At { proof, .. }) = self.extreme_of(&difference, side, quotient.active) else { return None };
        let positive = Range { lower: Some(Bound::open(Rational::ZERO)), upper: None };
        let reached = [(difference, Range::exactly(Rational::ZERO)), (quotient.denominator.to_vec(), positive)];
        let attained = if self.is_feasible_with(quotient, &reached)? { End::Closed } else { End::Open };
        Some(Extreme::At { value, attained, proof })
    }

    /// Whether the active constraints hold together with some more; `None` where the limits were met.
    fn is_feasible_with(&self, quotient: &Quotient<'_>, more: &[(Vec<(Variable, Rational)>, Range)]) -> Option<bool> {
        let mut system = System::new();
        (0..self.system.variables()).for_each(|_| _ = system.variable());
        let old = quotient.active.iter().map(|id| self.system.constraint(*id)).map(|old| (old.terms(), old.range()));
        let more = more.iter().map(|(form, range)| (&form[..], range));
        let active: Vec<ConstraintId> =
            old.chain(more).map(|(terms, range)| system.constrain(terms.iter().cloned(), range.clone())).collect();
        match Solver::with_limits(&system, self.limits).solve(&active) {
            Outcome::Feasible(_) => Some(true),
            Outcome::Infeasible(_) => Some(false),
            Outcome::Limit => None,
        }
    }
}

/// How many corners are visited before the other method is taken.
const STEPS: usize = 40;

enum Climbed {
    /// The extreme value, taken at a point with a denominator above zero, and why there is none beyond.
    Top { value: Rational, proof: Proof },
    /// There is no end.
    Unbounded,
    /// This method does not tell.
    Unknown,
}

struct Quotient<'a> {
    numerator: &'a [(Variable, Rational)],
    denominator: &'a [(Variable, Rational)],
    active: &'a [ConstraintId],
}

impl Quotient<'_> {
    /// `numerator − value·denominator`.
    fn less(&self, value: &Rational) -> Vec<(Variable, Rational)> {
        let subtracted = self.denominator.iter().map(|(variable, coefficient)| (*variable, -(coefficient * value)));
        merged(self.numerator.iter().cloned().chain(subtracted))
    }
}

/// The constraints after the multiplication with `t`; the variables keep their names. Open ends are closed, which changes no
/// least and no greatest value where there is a point within them.
struct Homogeneous {
    system: System,
    active: Vec<ConstraintId>,
}

impl Homogeneous {
    fn new(original: &System, quotient: &Quotient<'_>) -> Self {
        let mut system = System::new();
        for _ in 0..original.variables() {
            system.variable();
        }
        let t = system.variable();
        let one = Rational::ONE;
        let mut active = vec![
            system.constrain([(t, one.clone())], Range::at_least(Rational::ZERO)),
            system.constrain(quotient.denominator.iter().cloned(), Range::exactly(one)),
        ];
        for id in quotient.active {
            let constraint = original.constraint(*id);
            let range = constraint.range();
            let mut side = |bound: &Option<Bound>, zero: fn(Rational) -> Range| {
                if let Some(Bound { value, .. }) = bound {
                    let terms = constraint.terms().iter().cloned().chain([(t, -value)]);
                    active.push(system.constrain(terms, zero(Rational::ZERO)));
                }
            };
            if range.lower == range.upper {
                side(&range.lower, Range::exactly);
            } else {
                side(&range.lower, Range::at_least);
                side(&range.upper, Range::at_most);
            }
        }
        Self { system, active }
    }
}
