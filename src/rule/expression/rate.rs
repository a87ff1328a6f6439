use super::Sense;
use super::form::Form;
use crate::exact::{Interval, Rational};
use crate::rule::{self, Edit};

/// A rate that a rule ties to figures: its coefficients come from the interval of the figure it is compared with.
///
/// All rates are over a base, and their constraints hold for bases that are not negative; that they are not is part of the rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Rate {
    /// How it is computed.
    pub kind: RateKind,
    /// Of what: as many as [`RateKind::arguments`].
    pub forms: Vec<Form>,
    /// How it compares with the figure.
    pub sense: Sense,
}

/// How a rate is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RateKind {
    /// `growth(x, x0)`: by how many per cent x is above x0.
    Growth,
    /// `index(x, x0)`: x in per cent of x0.
    Index,
    /// `multiple(x, x0)`: x over x0.
    Multiple,
    /// `contribution(x, x0, w0)`: the change of a part in per cent of the base of its whole.
    Contribution,
    /// `share(part, whole)`: the part in per cent of the whole.
    Share,
    /// `coverage(exports, imports)`: exports in per cent of imports.
    Coverage,
}

impl RateKind {
    /// All of them.
    pub const ALL: [RateKind; 6] = [Self::Growth, Self::Index, Self::Multiple, Self::Contribution, Self::Share, Self::Coverage];

    /// The function's name in a rule.
    pub fn name(self) -> &'static str {
        match self {
            Self::Growth => "growth",
            Self::Index => "index",
            Self::Multiple => "multiple",
            Self::Contribution => "contribution",
            Self::Share => "share",
            Self::Coverage => "coverage",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// How many arguments the function has.
    pub fn arguments(self) -> usize {
        if self == Self::Contribution { 3 } else { 2 }
    }

    pub(super) fn written(self) -> &'static str {
        match self {
            Self::Growth => "growth(now, before)",
            Self::Index => "index(now, before)",
            Self::Multiple => "multiple(now, before)",
            Self::Contribution => "contribution(now, before, whole_before)",
            Self::Share => "share(part, whole)",
            Self::Coverage => "coverage(exports, imports)",
        }
    }

    /// Whether the figure tells how many times one level is another, as changes do.
    pub(crate) fn is_multiple(self) -> bool {
        matches!(self, Self::Growth | Self::Index | Self::Multiple)
    }

    /// What a figure of this kind means where it was worded as another: a growth that was printed as an index, and the other way round.
    pub fn other(self) -> Option<Self> {
        match self {
            Self::Growth => Some(Self::Index),
            Self::Index => Some(Self::Growth),
            _ => None,
        }
    }
}

impl Rate {
    /// The edits over fields where the figure that the rate is compared with lies in an interval, the sign of the base among them.
    pub fn edits(&self, figure: &Interval) -> Vec<Edit<usize>> {
        let range = self.sense.of(figure);
        let edits = match self.kind {
            RateKind::Growth => rule::change(0, 1, &rule::growth_factor(&range)),
            RateKind::Index => rule::change(0, 1, &rule::index_factor(&range)),
            RateKind::Multiple => rule::change(0, 1, &rule::multiple_factor(&range)),
            RateKind::Contribution => rule::contribution(0, 1, 2, &range),
            RateKind::Share => rule::share(0, 1, &range),
            RateKind::Coverage => rule::coverage(0, 1, &range),
        };
        edits.into_iter().chain([rule::sign(self.base_slot())]).map(|edit| Form::expand(&edit, &self.forms)).collect()
    }

    /// What the rate is over.
    pub fn base(&self) -> &Form {
        &self.forms[self.base_slot()]
    }

    /// What the rate is of: `over = factor × base`.
    pub fn over(&self) -> Form {
        match self.kind {
            RateKind::Contribution => self.forms[0].clone().plus(&self.forms[1], &-Rational::ONE),
            _ => self.forms[0].clone(),
        }
    }

    fn base_slot(&self) -> usize {
        self.kind.arguments() - 1
    }

    /// The same rate with the figure understood in the other way that a percentage of change can be.
    pub fn reread(&self) -> Option<Self> {
        Some(Self { kind: self.kind.other()?, ..self.clone() })
    }
}

impl Rate {
    /// The same rate with its fields numbered otherwise.
    pub(crate) fn renumbered(&self, field: impl Fn(usize) -> usize) -> Self {
        Self { forms: self.forms.iter().map(|form| form.renumbered(&field)).collect(), ..self.clone() }
    }
}

impl RateKind {
    /// The factor of which a figure is told: `figure = (factor − offset) × hundred`.
    pub(crate) fn scale(self) -> RateScale {
        match self {
            Self::Growth => RateScale { hundred: 100, offset: 1, floor: Floor::Zero },
            Self::Index => RateScale { hundred: 100, offset: 0, floor: Floor::Zero },
            Self::Multiple => RateScale { hundred: 1, offset: 0, floor: Floor::Zero },
            Self::Contribution | Self::Share | Self::Coverage => RateScale { hundred: 100, offset: 0, floor: Floor::None },
        }
    }
}

/// How a rate's figure comes from its factor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RateScale {
    /// What the factor is multiplied with: 100 for per cent.
    pub(crate) hundred: i64,
    /// The factor at which the figure is zero.
    pub(crate) offset: i64,
    /// The least factor.
    pub(crate) floor: Floor,
}

/// The least that a factor can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Floor {
    /// Levels do not fall below zero.
    Zero,
    /// The part may be below zero.
    None,
}
