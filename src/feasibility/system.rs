//! The problem: variables, and linear constraints with closed or open bounds.

use crate::exact::Rational;

use super::Range;

/// Variables without names, and linear constraints over them.
///
/// A system only grows. Which of its constraints hold together is asked of a [`Solver`](super::Solver), so that one system can
/// carry alternatives that exclude each other.
///
/// # Example: an empty system holds
/// ```
/// use tradecheck::feasibility::{Outcome, Solver, System};
///
/// let system = System::new();
/// assert!(matches!(Solver::new(&system).solve(&[]), Outcome::Feasible(_)));
/// ```
#[derive(Debug, Clone, Default)]
pub struct System {
    variables: u32,
    constraints: Vec<Constraint>,
}

impl System {
    /// A system without variables and constraints.
    pub fn new() -> Self {
        Self::default()
    }

    /// A new variable; it may take any value, below zero too.
    pub fn variable(&mut self) -> Variable {
        self.variables += 1;
        Variable(self.variables - 1)
    }

    /// How many variables there are.
    pub fn variables(&self) -> usize {
        self.variables as usize
    }

    /// Adds the constraint that the sum of `terms` lies in `range`.
    ///
    /// A variable named twice counts with the sum of its coefficients. Terms that cancel leave a constraint on zero, which either
    /// always or never holds.
    ///
    /// # Panics
    /// Where a variable belongs to another system with more variables than this one.
    pub fn constrain(&mut self, terms: impl IntoIterator<Item = (Variable, Rational)>, range: Range) -> ConstraintId {
        let terms = merged(terms);
        assert!(terms.last().is_none_or(|(variable, _)| variable.0 < self.variables), "a variable of another system");
        let id = ConstraintId(u32::try_from(self.constraints.len()).expect("fewer than 2^32 constraints"));
        self.constraints.push(Constraint { terms, range });
        id
    }

    /// The constraint with this name.
    ///
    /// # Panics
    /// Where `id` belongs to another system with more constraints than this one; [`get`](Self::get) answers `None` instead.
    pub fn constraint(&self, id: ConstraintId) -> &Constraint {
        &self.constraints[id.index()]
    }

    /// The constraint with this name, or `None` where the system has none of that name.
    pub fn get(&self, id: ConstraintId) -> Option<&Constraint> {
        self.constraints.get(id.index())
    }

    /// How many constraints there are.
    pub fn constraints(&self) -> usize {
        self.constraints.len()
    }

    /// All constraints in the order in which they were added, with their names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (ConstraintId, &Constraint)> {
        (0..self.constraints.len()).map(|i| (ConstraintId(i as u32), &self.constraints[i]))
    }
}

/// An unknown of a [`System`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable(pub(super) u32);

impl Variable {
    /// Its place in the order of creation, from zero.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The name of a constraint of a [`System`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstraintId(pub(super) u32);

impl ConstraintId {
    /// Its place in the order of creation, from zero.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A sum of multiples of variables, and the range in which it must lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    terms: Vec<(Variable, Rational)>,
    range: Range,
}

impl Constraint {
    /// The terms by variable, each variable once and none with the coefficient zero.
    pub fn terms(&self) -> &[(Variable, Rational)] {
        &self.terms
    }

    /// Where the sum of the terms must lie.
    pub fn range(&self) -> &Range {
        &self.range
    }
}

/// Terms by variable, each variable once, none with the coefficient zero.
pub(super) fn merged(terms: impl IntoIterator<Item = (Variable, Rational)>) -> Vec<(Variable, Rational)> {
    let mut terms: Vec<_> = terms.into_iter().collect();
    if !terms.is_sorted_by(|a, b| a.0 < b.0) {
        terms.sort_by_key(|term| term.0);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += &next.1;
            }
            same
        });
    }
    terms.retain(|(_, coefficient)| !coefficient.is_zero());
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_merged_and_sorted() {
        let mut system = System::new();
        let (x, y, z) = (system.variable(), system.variable(), system.variable());
        let n = Rational::from;
        let id = system.constrain([(z, n(2)), (x, n(1)), (y, n(3)), (z, n(-5)), (y, n(-3))], Range::free());
        assert_eq!(system.constraint(id).terms(), [(x, n(1)), (z, n(-3))]);
    }
}
