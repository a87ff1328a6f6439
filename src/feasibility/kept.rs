//! A tableau kept as it stands, in the memory of one that was kept before: a small one is copied sooner than memory is asked for.

use super::limb::Limb;
use super::tableau::{Column, Row, Scratch, Tableau};

impl<L: Limb> Tableau<L> {
    /// One without columns.
    pub(super) fn empty() -> Self {
        Self { columns: Vec::new(), variables: 0, open: false, started: false, clock: 0, scratch: Scratch::new() }
    }
}

impl<L: Limb> Clone for Tableau<L> {
    fn clone(&self) -> Self {
        let mut kept = Self::empty();
        kept.clone_from(self);
        kept
    }

    fn clone_from(&mut self, other: &Self) {
        let Self { columns, variables, open, started, clock, scratch: _ } = other;
        self.columns.clone_from(columns);
        (self.variables, self.open, self.started, self.clock) = (*variables, *open, *started, *clock);
    }
}

impl<L: Limb> Clone for Column<L> {
    fn clone(&self) -> Self {
        Self {
            place: self.place,
            lower: self.lower.clone(),
            upper: self.upper.clone(),
            value: self.value.clone(),
            row: self.row.clone(),
            occurs: self.occurs.clone(),
            weight: self.weight,
        }
    }

    fn clone_from(&mut self, other: &Self) {
        (self.place, self.weight) = (other.place, other.weight);
        self.lower.clone_from(&other.lower);
        self.upper.clone_from(&other.upper);
        self.value.clone_from(&other.value);
        self.row.clone_from(&other.row);
        self.occurs.clone_from(&other.occurs);
    }
}

impl<L: Limb> Clone for Row<L> {
    fn clone(&self) -> Self {
        Self { den: self.den.clone(), terms: self.terms.clone(), whole: self.whole.clone(), epsilon: self.epsilon.clone() }
    }

    fn clone_from(&mut self, other: &Self) {
        self.den.clone_from(&other.den);
        self.terms.clone_from(&other.terms);
        self.whole.clone_from(&other.whole);
        self.epsilon.clone_from(&other.epsilon);
    }
}
