//! A value for every variable.

use crate::exact::Rational;

use super::system::{ConstraintId, System, Variable};

/// A value for every variable of a [`System`]: the witness that constraints can hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub(super) values: Vec<Rational>,
}

impl Point {
    /// A point from the values of all variables in the order of their creation.
    pub fn new(values: Vec<Rational>) -> Self {
        Self { values }
    }

    /// The value of a variable; zero for one that the system got after the point was made.
    pub fn value(&self, variable: Variable) -> &Rational {
        self.values.get(variable.index()).unwrap_or(&Rational::ZERO)
    }

    /// All values in the order of the variables.
    pub fn values(&self) -> &[Rational] {
        &self.values
    }

    /// The value of a linear form at this point.
    pub fn evaluate(&self, form: &[(Variable, Rational)]) -> Rational {
        form.iter().fold(Rational::ZERO, |sum, (variable, coefficient)| &sum + &(coefficient * self.value(*variable)))
    }

    /// Whether the point satisfies each of the `active` constraints, exactly.
    pub fn satisfies(&self, system: &System, active: &[ConstraintId]) -> bool {
        active.iter().all(|id| {
            let constraint = system.constraint(*id);
            constraint.range().contains(&self.evaluate(constraint.terms()))
        })
    }
}
