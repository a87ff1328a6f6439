use std::collections::BTreeMap;

use crate::exact::Rational;
use crate::rule::Edit;

/// A sum of multiples of fields and a constant. Fields are numbered as in the [`RuleSet`](super::RuleSet) that the form is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Form {
    terms: BTreeMap<usize, Rational>,
    constant: Rational,
}

impl Form {
    pub(super) fn field(field: usize) -> Self {
        Self { terms: BTreeMap::from([(field, Rational::ONE)]), constant: Rational::ZERO }
    }

    pub(super) fn constant_of(constant: Rational) -> Self {
        Self { terms: BTreeMap::new(), constant }
    }

    /// The fields and their coefficients, none of which is zero.
    pub fn terms(&self) -> impl ExactSizeIterator<Item = (usize, &Rational)> {
        self.terms.iter().map(|(field, factor)| (*field, factor))
    }

    /// What stands beside the fields.
    pub fn constant(&self) -> &Rational {
        &self.constant
    }

    /// The number, where the form has no field.
    pub fn as_number(&self) -> Option<&Rational> {
        self.terms.is_empty().then_some(&self.constant)
    }

    /// The field, where the form is a field alone.
    pub fn as_field(&self) -> Option<usize> {
        let only = self.terms.iter().next().filter(|(_, factor)| self.terms.len() == 1 && **factor == Rational::ONE)?;
        self.constant.is_zero().then_some(*only.0)
    }

    pub(super) fn plus(mut self, other: &Form, times: &Rational) -> Self {
        for (field, factor) in &other.terms {
            let sum = self.terms.entry(*field).or_default();
            *sum += &(factor * times);
            if sum.is_zero() {
                self.terms.remove(field);
            }
        }
        self.constant += &(&other.constant * times);
        self
    }

    pub(super) fn scaled(&self, times: &Rational) -> Self {
        Self::default().plus(self, times)
    }

    /// An edit over forms as one over fields: each slot stands for one of `forms`, and what is constant goes to the range.
    pub(super) fn expand(edit: &Edit<usize>, forms: &[Form]) -> Edit<usize> {
        let sum = edit.terms.iter().fold(Form::default(), |sum, (slot, factor)| sum.plus(&forms[*slot], factor));
        Edit::new(edit.rule, sum.terms, edit.range.shifted(&-sum.constant))
    }
}

impl Form {
    /// The same form with its fields numbered otherwise.
    pub(crate) fn renumbered(&self, field: impl Fn(usize) -> usize) -> Self {
        Self {
            terms: self.terms.iter().map(|(old, factor)| (field(*old), factor.clone())).collect(),
            constant: self.constant.clone(),
        }
    }
}
